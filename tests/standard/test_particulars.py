"""What a place says beyond its number: only what somebody wrote."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.standard.test_system import GAP, QUOTED, workspace
from zhunsheng.standard.particulars import Particulars
from zhunsheng.standard.system import survey
from zhunsheng.standard.wording import Words

FULL: dict[str, Any] = {
    "standard": "Q/X 1.001-2023", "title": "体检规范", "level": "internal", "system_number": "X-01-02-001",
    "issued": "2022-12-01", "effective": "2023-01-01", "until": "2025-12-31", "stage": "published",
    "replaces": "Q/X 1.001-2021", "responsible_body": {"zh": "创建办", "en": "pilot office"},
    "provenance": {"kind": "illustrative", "confidence": "low"},
    "references": [{"code": "GB/T 1.1—2020"}, {"code": "GB/T 1.1—2020"}],
    "services": {
        "check": {"title": "体检", "lead_agency": "区卫生局、区民政局", "derives": ["cn/2023#check", "gz/2023#check"]},
        "lecture": {"title": "讲座", "lead_agency": "区卫生局", "overlays": "cn/2023#check"},
    },
}  # fmt: skip
ORGANISATION = {
    "organisations": [
        {"id": "health", "title": {"zh": "区卫生局", "en": "health bureau"}, "kind": "bureau"},
        {"id": "hall", "title": {"zh": "大厅", "en": "hall"}, "kind": "window"},
    ],
    "posts": [
        {"id": "nurse", "title": "护士岗", "organisation": "health", "standard": "Q/X 1.001-2023"},
        {"id": "doctor", "title": "医生岗", "organisation": "hall", "standard": "Q/X 1.001-2023"},
        {"id": "other", "title": "别的岗", "organisation": "hall", "standard": "Q/X 1.001-2023"},
        {"id": "nowhere", "title": "无单位岗", "standard": "Q/X 1.001-2023"},
    ],
}
REGISTER = {
    "entries": [
        {
            "code": "GB/T 1.1—2020", "title": "导则", "status": "replaced", "replaces": "GB/T 1.1—2009",
            "replaced_by": "GB/T 1.1—2030", "issued": "2020-03-31", "effective": "2020-10-01",
        }
    ]
}  # fmt: skip


def particulars(folder: Path, **files: Any) -> dict[str, Particulars]:
    rows = survey(workspace(folder, [GAP, {**QUOTED, "provenance": {"kind": "reported_by_press"}}], **files)).rows
    return {row.number: row.more for row in rows}


def test_of_a_text_here(tmp_path: Path) -> None:
    found = particulars(tmp_path, organisation=ORGANISATION, **{"standards/full": FULL})["X-01-02-001"]
    assert (found.issued, found.effective, found.until) == (date(2022, 12, 1), date(2023, 1, 1), date(2025, 12, 31))
    assert (found.stage, found.status) == ("published", None)
    assert found.replaces == ("Q/X 1.001-2021",)
    assert found.upstream == ("cn/2023#check", "gz/2023#check")
    assert found.references == ("GB/T 1.1—2020",)
    assert found.responsible == Words("创建办", "pilot office")
    assert found.provenance is not None
    assert found.provenance.confidence == "low"


def test_bodies_are_those_of_services_and_posts_each_once(tmp_path: Path) -> None:
    found = particulars(tmp_path, organisation=ORGANISATION, **{"standards/full": FULL})["X-01-02-001"]
    assert found.agencies == (Words("区卫生局", "health bureau"), Words("区民政局"), Words("大厅", "hall"))


def test_of_a_text_elsewhere_what_the_register_knows(tmp_path: Path) -> None:
    found = particulars(tmp_path, register=REGISTER)["X-01-02-003"]
    assert (found.status, found.stage) == ("replaced", None)
    assert (found.issued, found.effective) == (date(2020, 3, 31), date(2020, 10, 1))
    assert (found.replaces, found.replaced_by) == (("GB/T 1.1—2009",), "GB/T 1.1—2030")
    assert found.provenance is not None
    assert found.provenance.kind == "reported_by_press"


def test_nothing_is_made_up(tmp_path: Path) -> None:
    found = particulars(tmp_path, register={"entries": []})
    assert found["X-01-02-002"] == Particulars()
    assert found["X-01-02-003"].status is None
    assert found["X-01-02-003"].effective is None
    assert found["X-01-02-001"].effective is None
    assert found["X-01-02-001"].agencies == ()


def test_a_row_knows_its_box(tmp_path: Path) -> None:
    rows = survey(workspace(tmp_path, [GAP, {**GAP, "number": "Y-9"}])).rows
    assert {row.number: row.node for row in rows} == {"X-01-02-001": "X-01-02", "X-01-02-002": "X-01-02", "Y-9": None}

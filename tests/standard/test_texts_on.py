"""Which edition of a text is in force on a day, and how the places of a system are filled on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.standard.particulars import IDLE, Particulars, Status
from zhunsheng.standard.system import SystemSurvey, survey
from zhunsheng.standard.texts_on import texts_on
from zhunsheng.standard.workspace import Workspace, open_workspace

BEFORE = date(2020, 1, 1)


def write(folder: Path, manifest: dict[str, Any], texts: dict[str, dict[str, Any]], **files: Any) -> None:
    known = {
        "provenance": {"kind": "illustrative"},
        "level": "internal",
        "title": "示例",
        "jurisdiction": "440104",
        "domains": [],
    }
    (folder / "standards").mkdir(parents=True)
    (folder / "workspace.yaml").write_text(yaml.safe_dump({**known, **manifest}, allow_unicode=True), "utf-8")
    for name, text in texts.items():
        one = {"title": f"标准 {name}", "level": "internal", "provenance": {"kind": "illustrative"}, **text}
        (folder / "standards" / f"{name}.yaml").write_text(yaml.safe_dump(one, allow_unicode=True), "utf-8")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


@pytest.fixture
def world(tmp_path: Path) -> Workspace:
    """A workspace of 2023 over one of 2021: a text in both, a new one, a draft, one that ended, two that are quoted."""
    write(
        tmp_path / "old", {"id": "d/2021", "effective": "2021-01-01", "until": "2022-12-31"},
        {"both": {"standard": "Q/X 1—2021", "effective": "2021-07-01", "title": "老版本"}},
    )  # fmt: skip
    quoted = {"level": "national", "state": "reference", "title": "引用"}
    write(
        tmp_path / "new", {"id": "d", "effective": "2023-01-01", "before": {"d/2021": "../old"}},
        {
            "both": {"standard": "Q/X 1—2023", "system_number": "X-1"},
            "new": {"standard": "Q/X 2—2023", "system_number": "X-2", "effective": "2023-09-01"},
            "draft": {"standard": "Q/X 3—2023", "system_number": "X-3", "stage": "drafting"},
            "over": {"standard": "Q/X 4—2023", "system_number": "X-4", "until": "2024-06-30"},
        },
        framework={"places": [
            {**quoted, "number": "X-5", "code": "GB/T 1—2010"}, {**quoted, "number": "X-6", "code": "GB/T 2—2020"},
            {"number": "X-7", "title": "缺", "level": "internal", "state": "gap", "reason": "没有写", "count": 2},
        ]},
        register={"entries": [
            {"code": "GB/T 1—2010", "title": "旧", "status": "replaced", "since": "2024-01-01", "replaced_by": "GB/T 1—2024"},
            {"code": "GB/T 2—2020", "title": "新", "status": "in_force", "effective": "2022-03-01"},
        ]},
    )  # fmt: skip
    return open_workspace(tmp_path / "new")


def counted(found: SystemSurvey) -> dict[str, str]:
    return {row.number: row.counted for row in found.rows}


def test_without_a_day_everything_written_down_counts(world: Workspace) -> None:
    assert counted(survey(world)) == {
        "X-1": "full", "X-2": "full", "X-3": "full", "X-4": "full", "X-5": "reference", "X-6": "reference", "X-7": "gap",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2021, 8, 1), "full idle idle idle reference idle gap"),
        (date(2022, 12, 31), "full idle idle idle reference reference gap"),
        (date(2023, 1, 1), "full idle idle full reference reference gap"),
        (date(2023, 9, 1), "full full idle full reference reference gap"),
        (date(2024, 1, 1), "full full idle full idle reference gap"),
        (date(2024, 7, 1), "full full idle idle idle reference gap"),
    ],
)
def test_places_are_filled_by_what_is_in_force(world: Workspace, day: date, wanted: str) -> None:
    found = survey(world, day)
    assert " ".join(counted(found).values()) == wanted
    assert found.total == 8
    assert found.share == pytest.approx((found.count(counted="full") + found.count(counted="reference")) / 8)


def test_the_edition_of_the_day_stands_in_the_place(world: Workspace) -> None:
    rows = {day: survey(world, day).rows[0] for day in (date(2022, 1, 1), date(2023, 1, 1))}
    assert [(row.number, row.code, row.title.zh) for row in rows.values()] == [
        ("X-1", "Q/X 1—2021", "老版本"), ("X-1", "Q/X 1—2023", "标准 both"),
    ]  # fmt: skip


def test_before_a_text_begins_none_is_in_force(world: Workspace) -> None:
    assert texts_on(world, BEFORE) == {}
    assert counted(survey(world, BEFORE))["X-1"] == "idle"


def test_a_status_that_began_later_is_not_told(world: Workspace) -> None:
    more = {day: survey(world, day).rows[4].more for day in (date(2023, 12, 31), date(2024, 1, 1))}
    assert [(one.status, one.replaced_by) for one in more.values()] == [("in_force", None), ("replaced", "GB/T 1—2024")]


days = st.dates(date(2020, 1, 1), date(2026, 1, 1))
statuses = st.none() | st.sampled_from(["in_force", "replaced", "withdrawn", "not_checked"])


@given(statuses, st.none() | days, st.none() | days, days)
def test_what_is_replaced_was_in_force_until_then(
    status: Status | None, since: date | None, effective: date | None, day: date
) -> None:
    """A quoted text that is over by a day was not over the day before its end; what begins later never counts."""
    more = Particulars(status=status, since=since, effective=effective)
    how = more.on_day(day).standing(day)
    if effective is not None and effective > day:
        assert how == "not_begun"
    if how in ("replaced", "withdrawn"):
        assert since is None or since <= day
    assert (how in IDLE) == (how in ("not_begun", "replaced", "withdrawn"))

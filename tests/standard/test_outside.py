"""Standards outside, their status and who relies on them; and the record, in which sources may disagree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zhunsheng.standard.outside import outsiders
from zhunsheng.standard.record import RecordEntry
from zhunsheng.standard.workspace import Workspace, open_workspace

ILLUSTRATIVE = {"kind": "illustrative"}


def write(folder: Path, files: dict[str, Any]) -> Workspace:
    (folder / "standards").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return open_workspace(folder)


def manifest(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": name,
        "level": "internal",
        "jurisdiction": "440104",
        "provenance": ILLUSTRATIVE,
        **more,
    }


def district(folder: Path, references: list[str], **register: Any) -> Workspace:
    """A nation with one item and a register, and a district whose item comes from it."""
    entries = [
        {
            "code": "GB/T 28220—2011",
            "title": "图书馆",
            "status": "replaced",
            "replaced_by": "GB/T 28220—2023",
            "governs": "reading",
        },
        {"code": "GB/T 28220—2023", "title": "图书馆", "status": "in_force", "governs": "reading"},
    ]
    nation = {
        "workspace": manifest("cn/1"),
        "register": {"entries": entries},
        "standards/a": {"title": "目录", "level": "national", "kind": "policy_standard", "provenance": ILLUSTRATIVE,
                        "services": {"reading": {"title": "看书"}}},
    }  # fmt: skip
    write(folder / "cn", nation)
    standard = {
        "standard": "Q/X 1-2022", "title": "图书馆规范", "level": "internal", "provenance": ILLUSTRATIVE,
        "references": [{"code": code, "title": "书名"} for code in references],
        "services": {"library": {"title": "图书馆", "derives": "cn/1#reading"}},
    }  # fmt: skip
    own = {"workspace": manifest("x", upstream={"cn/1": "../cn"}), "standards/a": standard}
    return write(folder / "x", own | ({"register": register} if register else {}))


def test_who_relies_on_a_standard_and_what_it_governs(tmp_path: Path) -> None:
    old, new = outsiders(district(tmp_path, ["GB/T 28220-2011"]))
    assert (old.code, old.is_dead, old.referring, old.governed) == (
        "GB/T 28220—2011",
        True,
        ("Q/X 1-2022",),
        ("library",),
    )
    assert (new.code, new.is_dead, new.referring, new.governed) == ("GB/T 28220—2023", False, (), ("library",))


def test_an_undated_reference_means_the_newest(tmp_path: Path) -> None:
    old, new = outsiders(district(tmp_path, ["GB/T 28220"]))
    assert (old.referring, new.referring) == ((), ("Q/X 1-2022",))


def test_an_undated_reference_means_the_living_edition_wherever_it_stands(tmp_path: Path) -> None:
    lines = [{"code": f"GB/T 7—{year}", "title": "七", "status": status} for year, status in
             (("2019", "in_force"), ("1996", "in_force"), ("2023", "withdrawn"))]  # fmt: skip
    found = outsiders(district(tmp_path, ["GB/T 7"], entries=lines))
    assert [one.code for one in found if one.referring] == ["GB/T 7—2019"]
    lines[0]["status"] = lines[1]["status"] = "withdrawn"
    found = outsiders(district(tmp_path / "dead", ["GB/T 7"], entries=lines))
    assert [(one.code, one.is_dead) for one in found if one.referring] == [("GB/T 7—2023", True)]


def test_a_standard_of_ours_is_not_outside_when_named_without_its_year(tmp_path: Path) -> None:
    assert [one.code for one in outsiders(district(tmp_path, ["Q/X 1", "Q/X 2"])) if one.referring] == ["Q/X 2"]


def test_a_reference_that_nobody_registered_is_listed_as_such(tmp_path: Path) -> None:
    found = {one.code: one for one in outsiders(district(tmp_path, ["ISO 9001:2015"]))}
    stranger = found["ISO 9001:2015"]
    assert (stranger.entry, stranger.is_dead, str(stranger.title)) == (None, False, "书名")


def test_a_register_may_name_items_above(tmp_path: Path) -> None:
    line = {"code": "DB4401/T 1—2020", "title": "市标准", "status": "in_force", "governs": ["cn/1#reading", "nothing"]}
    found = district(tmp_path, [], entries=[line])
    assert [finding.code for finding in found.findings] == ["ZS341"]
    assert {one.code: one.governed for one in outsiders(found)}["DB4401/T 1—2020"] == ("library",)


def entry(**says: Any) -> RecordEntry:
    return RecordEntry.model_validate({"id": "surveys", "kind": "figure", "title": "走访", "sources": "A", **says})


def test_sources_that_differ_are_kept_side_by_side() -> None:
    said = [{"value": "65", "sources": "A"}, {"value": "70", "sources": "B"}]
    assert entry(says=said).is_disputed
    assert [statement.value for statement in entry(says=said).says] == ["65", "70"]


def test_a_more_exact_day_is_no_dispute() -> None:
    assert not entry(says=[{"value": "2023-06", "sources": "A"}, {"value": "2023-06-14", "sources": "B"}]).is_disputed
    assert not entry(says=[{"value": "18", "sources": "A"}, {"value": "18", "sources": "B"}]).is_disputed
    assert not entry().is_disputed
    assert not entry(says=[{"value": "41.3", "sources": "A"}, {"value": "41.30", "sources": "B"}]).is_disputed


def test_a_number_that_begins_like_another_is_a_dispute() -> None:
    assert entry(says=[{"value": "1", "sources": "A"}, {"value": "12", "sources": "B"}]).is_disputed


def test_what_the_record_names_must_exist(tmp_path: Path) -> None:
    entries = [
        {"id": "a", "kind": "figure", "title": "甲", "sources": "S1", "services": "library"},
        {"id": "a", "kind": "figure", "title": "乙", "sources": "S9", "says": [{"value": "1", "sources": "S1"}]},
        {"id": "b", "kind": "peer", "title": "丙", "sources": "S1", "services": "nothing"},
        {"id": "c", "kind": "peer", "title": "丁", "sources": "S1", "domain": "nowhere"},
    ]
    found = write(
        tmp_path,
        {
            "workspace": manifest("x", sources={"S1": {"title": "报道"}}),
            "record": {"entries": entries},
            "standards/a": {"standard": "Q/X 1-2022", "title": "规范", "level": "internal", "provenance": ILLUSTRATIVE,
                            "services": {"library": {"title": "图书馆"}}},
        },
    )  # fmt: skip
    assert [finding.code for finding in found.findings] == ["ZS342"] * 4


@pytest.mark.parametrize("day", ["2023", "2023-06", "2023-06-14", "2024-02-29"])
def test_a_statement_is_about_a_day_or_as_much_of_it_as_is_known(day: str) -> None:
    (said,) = entry(says=[{"value": "70", "sources": "B", "as_of": day}]).says
    assert said.as_of == day


@pytest.mark.parametrize(
    "day", ["2023-13-45", "2023-02-29", "2023-13", "0000", "23-06", "2023-6", "2023年", "去年", ""]
)
def test_a_day_that_does_not_exist_is_no_day_of_a_statement(tmp_path: Path, day: str) -> None:
    says = [{"value": "70", "sources": "S1", "as_of": day}]
    found = write(
        tmp_path,
        {
            "workspace": manifest("x", sources={"S1": {"title": "报道"}}),
            "record": {"entries": [{"id": "a", "kind": "figure", "title": "甲", "sources": "S1", "says": says}]},
        },
    )
    (finding,) = found.findings
    assert finding.code == "ZS114"
    assert finding.message.say("zh") == f"「{day}」不是日期"

"""Two editions compared in meaning, and what a movement above means below."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import DAY, FACTS, NATIONAL, district, guarantee, local, manifest, standard, write
from zhunsheng.floor.compare import EditionDiff, ItemDiff, compare_editions
from zhunsheng.floor.impact import Impact, ValueMove, impact, impact_of_value
from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace


def editions(folder: Path, old: dict[str, Any], new: dict[str, Any]) -> tuple[Library, Library]:
    """Two editions of one national standard, the later above the earlier."""
    write(folder / "old", {"workspace.yaml": manifest("cn/1"), "facts.yaml": FACTS, "standards/a.yaml": standard(old)})
    write(
        folder / "new",
        {
            "workspace.yaml": manifest("cn/2", before={"cn/1": "../old"}),
            "facts.yaml": FACTS,
            "standards/a.yaml": standard(new),
        },
    )
    later = Library(open_workspace(folder / "new"))
    assert not [item.say() for item in [*later.workspace.findings, *later.findings(DAY)] if item.severity >= 3]
    return later.before["cn/1"], later


def diff_of(folder: Path, **changes: Any) -> ItemDiff:
    new = {key: value for key, value in (copy.deepcopy(NATIONAL) | changes).items() if value is not None}
    (item,) = compare_editions(*editions(folder, {"item": NATIONAL}, {"item": new}), DAY, DAY).items
    return item


def test_equal_editions_show_no_change(tmp_path: Path) -> None:
    item = diff_of(tmp_path)
    assert (item.kind, item.changes, item.is_same) == ("equal", (), True)
    assert item.object is not None
    assert item.object.relation == "equal"


@pytest.mark.parametrize(
    ("rule", "relation", "gains", "loses"),
    [
        ("here and 65 <= age", "equal", None, None),
        ("age >= 60 and here", "wider", {"age": 60, "here": True}, None),
        ("age >= 70 and here", "narrower", None, {"age": 65, "here": True}),
        ("age >= 65 and disabled", "crossing", {"age": 65, "here": False, "disabled": True}, {"age": 65, "here": True, "disabled": False}),
    ],
)  # fmt: skip
def test_the_object_is_classified_with_who_gains_and_who_loses(
    tmp_path: Path, rule: str, relation: str, gains: Any, loses: Any
) -> None:
    item = diff_of(tmp_path, eligible=rule)
    assert item.object is not None
    assert item.object.relation == relation
    assert (item.object.gains and item.object.gains.facts) == gains
    assert (item.object.loses and item.object.loses.facts) == loses
    assert item.is_same is (relation == "equal")


@pytest.mark.parametrize(
    ("changes", "field", "effect"),
    [
        ({"delivers": guarantee(at_least="6")}, "delivers.check.guarantees.visits", "better"),
        ({"delivers": guarantee(at_least="3")}, "delivers.check.guarantees.visits", "worse"),
        ({"delivers": guarantee(at_least="1", unit="visit/quarter")}, None, None),
        ({"delivers": guarantee(at_least="2 if age >= 80 else 6")}, "delivers.check.guarantees.visits", "mixed"),
        ({"delivers": guarantee(unit="visit/week")}, "delivers.check.guarantees.visits", "other"),
        ({"delivers": guarantee(at_least=None, exactly="5")}, "delivers.check.guarantees.visits", "other"),
        ({"delivers": guarantee(apart=None)}, "delivers.check.guarantees.visits.apart", "other"),
        ({"delivers": NATIONAL["delivers"][:1]}, "delivers.advice", "worse"),
        ({"delivers": [*NATIONAL["delivers"], {"id": "more", "title": "新"}]}, "delivers.more", "better"),
        ({"delivers": [NATIONAL["delivers"][0], {"id": "advice", "title": "指导"}]}, "delivers.advice.when", "better"),
        ({"delivers": [NATIONAL["delivers"][0], {"id": "advice", "title": "辅导", "when": "disabled"}]}, "delivers.advice.title", "other"),
        ({"promise": {"at_most": "10", "unit": "working_day"}}, "promise", "better"),
        ({"promise": {"at_most": "30", "unit": "working_day"}}, "promise", "worse"),
        ({"promise": None}, "promise", "worse"),
        ({"statutory": {"at_most": "30", "unit": "working_day"}}, "statutory", "better"),
        ({"apply": {"materials": [], "fee": "0 CNY", "visits": 1}}, "apply.materials.id-card", "better"),
        ({"apply": NATIONAL["apply"] | {"fee": "5 CNY"}}, "apply.fee", "worse"),
        ({"apply": NATIONAL["apply"] | {"materials": [*NATIONAL["apply"]["materials"], {"id": "x", "title": "证"}]}}, "apply.materials.x", "worse"),
        ({"apply": NATIONAL["apply"] | {"materials": [{"id": "id-card", "title": "身份证", "form": "copy"}]}}, "apply.materials.id-card", "other"),
        ({"process": {"receive": {"title": "受理", "role": "desk", "within": "9 working_day"}}}, "process.receive.within", "worse"),
        ({"process": {}}, "process.receive", "other"),
        ({"process": NATIONAL["process"] | {"more": {"title": "复核", "role": "desk"}}}, "process.more", "other"),
        ({"lead_agency": "民政部"}, "lead_agency", "other"),
    ],
)  # fmt: skip
def test_every_field_that_differs_is_named_with_its_effect(
    tmp_path: Path, changes: dict[str, Any], field: str | None, effect: str | None
) -> None:
    found = [(item.field, item.effect) for item in diff_of(tmp_path, **changes).changes]
    assert found == ([] if field is None else [(field, effect)])


def test_a_value_that_moved_before_its_catalogue_is_marked_with_the_day(tmp_path: Path) -> None:
    old = {**NATIONAL, "delivers": guarantee(at_least={"2021-03-30": "4", "2022-07-01": "6"})}
    new = {**NATIONAL, "delivers": guarantee(at_least="6")}
    first, later = editions(tmp_path, {"item": old}, {"item": new})
    (change,) = compare_editions(first, later, date(2021, 3, 30), DAY).items[0].changes
    assert (change.effect, change.ahead) == ("better", (date(2022, 7, 1),))
    assert compare_editions(first, later, date(2023, 7, 29), DAY).items[0].is_same


def test_items_are_matched_by_succession_and_never_by_number(tmp_path: Path) -> None:
    old = {"a": {**NATIONAL, "number": "1"}, "b": {**NATIONAL, "number": "2"}, "gone": {**NATIONAL, "number": "3"}}
    new = {
        "b": {**NATIONAL, "number": "1"},
        "a2": {**NATIONAL, "title": "新名", "succeeds": ["cn/1#a"], "number": "2"},
        "fresh": {**NATIONAL, "number": "3"},
    }
    diff: EditionDiff = compare_editions(*editions(tmp_path, old, new), DAY, DAY)
    assert [(item.id, item.kind) for item in diff.items] == [
        ("b", "equal"), ("a2", "renamed"), ("fresh", "added"), ("gone", "removed"),
    ]  # fmt: skip
    assert [item.id for item in diff.of("renamed")] == ["a2"]


def below(folder: Path, old: dict[str, Any], new: dict[str, Any], ours: dict[str, Any]) -> Impact:
    first, later = editions(folder, old, new)
    write(
        folder / "here",
        {"workspace.yaml": manifest("here", upstream={"cn/2": "../new"}), "standards/a.yaml": standard(ours)},
    )
    library = Library(open_workspace(folder / "here"))
    above = library.above("cn/2")
    assert (first.id, later.id) == ("cn/1", "cn/2")
    return impact(library, above.before["cn/1"], above, DAY, old_day=DAY, new_day=DAY)


def test_an_upstream_edition_becomes_a_work_list(tmp_path: Path) -> None:
    better = {**NATIONAL, "eligible": "age >= 60 and here", "delivers": guarantee(at_least="6")}
    old = dict.fromkeys(("raised", "kept", "ahead", "low", "gone"), NATIONAL) | {"vague": {**NATIONAL, "object": "甲"}}
    new = {
        "raised": better,
        "kept": {**NATIONAL, "lead_agency": "民政部"},
        "ahead": {**NATIONAL, "promise": {"at_most": "18", "unit": "working_day"}},
        "low": NATIONAL,
        "vague": {**NATIONAL, "object": "乙", "fit": "placeholder"},
        "fresh": NATIONAL,
    }
    ours = {
        name: local(derives=f"cn/2#{name}") | {"promise": {"at_most": "10", "unit": "working_day"}}
        for name in ("raised", "kept", "ahead", "vague")
    }
    ours["low"] = local(derives="cn/2#low", delivers=guarantee(at_least="2"))
    found = below(tmp_path, old, new, ours)
    kinds = {item.item: item.kind for item in found.items}
    assert kinds == {
        "raised": "falls_below", "fresh": "falls_below", "low": "still_below", "vague": "to_judge",
        "ahead": "may_follow", "gone": "may_follow", "kept": "unaffected",
    }  # fmt: skip
    raised = next(item for item in found.items if item.item == "raised")
    assert raised.before is not None
    assert raised.before.verdict is Verdict.PROVED
    assert raised.repair is not None
    assert raised.repair.restores
    assert {change.at: change.set for change in raised.repair.changes} == {
        "eligible": "age >= 60 and here", "delivers.check.guarantees.visits.at_least": "6",
    }  # fmt: skip
    fresh = next(item for item in found.items if item.item == "fresh")
    assert fresh.repair is not None
    assert (fresh.repair.changes[0].add, fresh.repair.restores) == ({"overlays": "cn/2#fresh"}, True)


def test_an_earlier_edition_that_is_over_is_read_as_it_took_effect(tmp_path: Path) -> None:
    old = {**NATIONAL, "delivers": guarantee(at_least={"2021-03-30": "2", "2022-07-01": "4"})}
    editions(tmp_path, {"item": old}, {"item": NATIONAL})
    path = tmp_path / "old/workspace.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"id"', '"effective": "2021-03-30", "until": "2023-07-29",\n "id"'),
        encoding="utf-8",
    )
    ours = {"item": local(derives="cn/2#item", delivers=guarantee(at_least="3"))}
    files = {"workspace.yaml": manifest("here", upstream={"cn/2": "../new"}), "standards/a.yaml": standard(ours)}
    library = Library(open_workspace(write(tmp_path / "here", files)))
    published = prove(library, DAY, against=["cn/1"]).sections[0].proofs[0]
    moved = prove(library, DAY, against=["cn/1"], above_day=DAY).sections[0].proofs[0]
    while_in_force = prove(library, date(2022, 7, 1), against=["cn/1"]).sections[0].proofs[0]
    found = (published.verdict, moved.verdict, while_in_force.verdict)
    assert found == (Verdict.PROVED, Verdict.VIOLATED, Verdict.VIOLATED)


def test_a_single_value_with_a_new_date_is_judged_on_that_date(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local(delivers=guarantee(at_least="5"))})
    upper = library.above("cn")
    day = date(2027, 1, 1)
    raised = impact_of_value(library, upper, ValueMove("item", "check.visits", day, "6"))
    assert (raised.kind, raised.before and raised.before.verdict) == ("falls_below", Verdict.PROVED)
    assert raised.repair is not None
    assert raised.repair.restores
    within = impact_of_value(library, upper, ValueMove("item", "check.visits", day, "5"))
    assert within.kind == "may_follow"
    with pytest.raises(KeyError):
        impact_of_value(library, upper, ValueMove("item", "check.nothing", day, "5"))
    with pytest.raises(ValueError, match="agee"):
        impact_of_value(library, upper, ValueMove("item", "check.visits", day, "5 if agee > 3 else 4"))

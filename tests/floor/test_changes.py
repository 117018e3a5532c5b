"""Editions and impact in detail: fields one by one, what is shown, what counts as new, and what is not formal."""

from __future__ import annotations

import copy
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.floor.test_editions import below, diff_of, editions
from tests.floor.worlds import DAY, NATIONAL, district, guarantee, local, manifest, standard, write
from zhunsheng.floor.compare import ShownValue, compare_editions
from zhunsheng.floor.impact import ValueMove, impact, impact_of_value
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.library import Library
from zhunsheng.standard.quantity import Unit
from zhunsheng.standard.workspace import open_workspace


def between(folder: Path, old: dict[str, Any], new: dict[str, Any], days: tuple[date, date] = (DAY, DAY)) -> Any:
    """The one item of two editions, given as changes to the national item."""

    def service(changes: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in (copy.deepcopy(NATIONAL) | changes).items() if value is not None}

    (item,) = compare_editions(*editions(folder, {"item": service(old)}, {"item": service(new)}), *days).items
    return item


def said(item: Any) -> list[tuple[str, str, str | None, str | None]]:
    def text(value: object) -> str | None:
        return None if value is None else str(value)

    return [(change.field, change.effect, text(change.old), text(change.new)) for change in item.changes]


VISITS = "delivers.check.guarantees.visits"
BARE = [{"id": "check", "title": "体检"}, NATIONAL["delivers"][1]]


# -- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"delivers": BARE}, [(VISITS, "worse", "4 visit/year", None)]),
        ({"delivers": BARE}, {}, [(VISITS, "better", None, "4 visit/year")]),
        ({"delivers": BARE}, {"delivers": BARE}, []),
        ({}, {"delivers": guarantee(at_least="6")}, [(VISITS, "better", "4 visit/year", "6 visit/year")]),
        ({}, {"delivers": guarantee(at_least="1", unit="visit/month")}, [(VISITS, "better", "4 visit/year", "1 visit/month")]),
        ({}, {"delivers": guarantee(unit="visit/week")}, [(VISITS, "other", "4 visit/year", "4 visit/week")]),
        ({}, {"delivers": guarantee(at_least={"2027-01-01": "6"})}, [(VISITS, "worse", "4 visit/year", None)]),
        ({"delivers": guarantee(at_least={"2027-01-01": "6"})}, {}, [(VISITS, "better", None, "4 visit/year")]),
        (
            {"delivers": guarantee(at_least={"2027-01-01": "6"})},
            {"delivers": guarantee(at_least={"2028-01-01": "7"})},
            [],
        ),
        ({}, {"delivers": guarantee(at_least=None, at_most="5")}, [(VISITS, "worse", "4 visit/year", "5 visit/year")]),
        ({}, {"delivers": guarantee(at_least="6 if age >= 80 else 4")}, [(VISITS, "better", "4 visit/year", "6 visit/year")]),
        ({}, {"delivers": guarantee(at_least="2 if age >= 80 else 6")}, [(VISITS, "mixed", "4 visit/year", "6 visit/year")]),
        ({}, {"delivers": guarantee(at_least="6 if age < 60 else 4")}, []),  # nobody whom both entitle
        ({}, {"delivers": guarantee(at_least="4 if age > 60 else 6", when="age > 0")}, []),
        ({}, {"delivers": guarantee(apart={"at_most": "3 month", "at_least": "1 month"})}, [(f"{VISITS}.apart", "other", "间隔不超过4个月", "间隔不超过3个月，不少于1个月")]),
        ({}, {"delivers": guarantee(apart=None)}, [(f"{VISITS}.apart", "other", "间隔不超过4个月", None)]),
        ({}, {"promise": {"at_most": "10", "unit": "working_day"}}, [("promise", "better", "20 working_day", "10 working_day")]),
        ({}, {"promise": {"at_most": "10 if poor else 20", "unit": "working_day"}}, [("promise", "better", "20 working_day", "10 working_day")]),
        ({}, {"promise": {"at_most": {"2027-01-01": "9"}, "unit": "working_day"}}, [("promise", "worse", "20 working_day", None)]),
        ({"promise": {"at_most": {"2027-01-01": "9"}, "unit": "working_day"}}, {}, [("promise", "better", None, "20 working_day")]),
        ({"statutory": {"at_most": "9", "unit": "working_day"}}, {}, [("statutory", "worse", "9 working_day", None)]),
        ({}, {"apply": NATIONAL["apply"] | {"fee": "1 CNY"}}, [("apply.fee", "worse", "0 CNY", "1 CNY")]),
        ({"apply": NATIONAL["apply"] | {"fee": "1 CNY"}}, {"apply": NATIONAL["apply"] | {"fee": "50 fen"}}, [("apply.fee", "better", "1 CNY", "50 fen")]),
    ],
)  # fmt: skip
def test_each_value_is_told_with_what_it_was_and_is(tmp_path: Path, old: Any, new: Any, expected: Any) -> None:
    assert said(between(tmp_path, old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("5 working_day", "4 working_day", [("process.receive.within", "better", "5 working_day", "4 working_day")]),
        ("5 working_day", "1 hour", [("process.receive.within", "other", "5 working_day", "1 hour")]),
        (None, "4 working_day", []),
        ("5 working_day", None, []),
        (None, None, []),
        ({"2027-01-01": "5 working_day"}, "4 working_day", []),
        ("5 working_day", {"2027-01-01": "4 working_day"}, []),
    ],
)
def test_step_limits_are_compared_where_both_are_in_force(tmp_path: Path, old: Any, new: Any, expected: Any) -> None:
    def process(within: Any) -> dict[str, Any]:
        step = {"title": "受理", "role": "desk"}
        return {"process": {"receive": step if within is None else step | {"within": within}}}

    assert said(between(tmp_path, process(old), process(new))) == expected


def test_a_value_is_shown_for_the_resident_whom_it_changes_for(tmp_path: Path) -> None:
    item = between(tmp_path, {}, {"delivers": guarantee(at_least="6 if age >= 80 else 4")})
    (change,) = item.changes
    assert change.resident is not None
    assert change.resident.facts["age"] == 80
    constant = between(tmp_path / "b", {"eligible": "true"}, {"eligible": "true", "delivers": guarantee(at_least="5")})
    assert constant.changes[0].resident is None
    # A rule narrows whom both entitle, so somebody can be shown even for a value that is the same for all.
    plain = between(tmp_path / "c", {}, {"delivers": guarantee(at_least="5")})
    assert plain.changes[0].resident is not None
    assert plain.changes[0].resident.facts["age"] == 65


def test_a_value_for_everybody_is_shown_where_it_varies(tmp_path: Path) -> None:
    old, new = {"eligible": "true"}, {"eligible": "true", "delivers": guarantee(at_least="6 if poor else 4")}
    (change,) = between(tmp_path, old, new).changes
    assert change.resident is not None
    assert change.resident.facts == {"poor": True}
    assert (str(change.old), str(change.new)) == ("4 visit/year", "6 visit/year")


def test_a_value_that_depends_on_the_resident_reads_as_open() -> None:
    assert str(ShownValue(Fraction(5, 2), Unit("visit", "year"))) == "5/2 visit/year"
    assert str(ShownValue(None, Unit("CNY", "month"))) == "… CNY/month"


def test_without_residents_the_verdicts_are_the_same(tmp_path: Path) -> None:
    better = {**NATIONAL, "eligible": "age >= 60 and here", "delivers": guarantee(at_least="6 if poor else 3")}
    pair = editions(tmp_path, {"item": NATIONAL}, {"item": better})
    (shown,) = compare_editions(*pair, DAY, DAY).items
    (bare,) = compare_editions(*pair, DAY, DAY, show=False).items
    assert shown.object is not None
    assert bare.object is not None
    assert (bare.object.relation, bare.object.gains) == (shown.object.relation, None)
    assert shown.object.gains is not None
    assert (
        [(c.field, c.effect) for c in bare.changes]
        == [(c.field, c.effect) for c in shown.changes]
        == [(VISITS, "mixed")]
    )
    assert bare.changes[0].resident is None


def test_only_moves_between_the_two_days_are_marked(tmp_path: Path) -> None:
    series = {"2020-01-01": "4", "2023-07-01": "5", "2024-07-01": "6", "2026-11-23": "7", "2027-01-01": "8"}
    old, new = {**NATIONAL, "delivers": guarantee(at_least=series)}, {**NATIONAL, "delivers": guarantee(at_least="7")}
    pair = editions(tmp_path, {"item": old}, {"item": new})
    (change,) = compare_editions(*pair, date(2023, 7, 1), DAY).items[0].changes
    assert change.ahead == (date(2024, 7, 1), date(2026, 11, 23))
    assert compare_editions(*pair, DAY, DAY).items[0].changes == ()


# -- who and what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "effect", "facts"),
    [
        ("disabled", "disabled or poor", "better", {"disabled": False, "poor": True}),
        ("disabled or poor", "disabled", "worse", {"disabled": False, "poor": True}),
        ("disabled", "poor", "mixed", {"disabled": False, "poor": True}),
        ("disabled and here", "here and disabled", None, None),
        ("disabled and age >= 60", "disabled and age >= 65", None, None),  # the same for all whom both entitle
    ],
)
def test_whom_a_deliverable_is_for_is_compared_among_those_entitled(
    tmp_path: Path, old: str, new: str, effect: str | None, facts: Any
) -> None:
    def when(rule: str) -> dict[str, Any]:
        return {"delivers": [NATIONAL["delivers"][0], {"id": "advice", "title": "指导", "when": rule}]}

    found = between(tmp_path, when(old), when(new)).changes
    assert [(change.field, change.effect) for change in found] == ([("delivers.advice.when", effect)] if effect else [])
    if found:
        resident = found[0].resident
        assert resident is not None
        assert {name: resident.facts[name] for name in facts} == facts


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ({"fit": "placeholder"}, {}, "not_formalised"),
        ({}, {"fit": "placeholder"}, "not_formalised"),
        ({"eligible": None}, {}, "not_formalised"),
        ({}, {"eligible": None}, "not_formalised"),
        ({"eligible": None}, {"eligible": None}, "not_formalised"),
        ({}, {"eligible": "age >= 65 and here and (poor or not poor)"}, "equal"),
        ({"eligible": "age >= 65 and here and (poor or not poor)"}, {}, "equal"),
        ({"eligible": "age >= 65 and here and (poor or not poor)"}, {"eligible": "age >= 66 and here"}, "narrower"),
    ],
)
def test_the_relation_is_told_only_where_both_rules_may_be_used(
    tmp_path: Path, old: Any, new: Any, relation: str
) -> None:
    item = between(tmp_path, old, new)
    assert item.object.relation == relation
    assert item.kind == ("equal" if relation in ("equal", "not_formalised") else "changed")


def test_without_a_usable_rule_values_are_compared_for_everybody(tmp_path: Path) -> None:
    younger = {"delivers": guarantee(at_least="6 if age < 60 else 4")}
    assert said(between(tmp_path / "a", {}, younger)) == []
    for name, gap in (("b", {"fit": "placeholder"}), ("c", {"eligible": None})):
        one = between(tmp_path / f"{name}1", gap, gap | younger)
        assert [(change.field, change.effect) for change in one.changes] == [(VISITS, "better")]
    # Where only one side has a usable rule, that rule still says who is meant.
    assert said(between(tmp_path / "d", {"fit": "placeholder"}, younger)) == []


@pytest.mark.parametrize(
    ("changes", "kind", "is_same"),
    [
        ({}, "equal", True),
        ({"title": "新名"}, "renamed", True),
        ({"title": "新名", "promise": None}, "renamed", False),
        ({"title": None}, "renamed", True),
        ({"object": "老年人"}, "changed", True),
        ({"object": "老年人", "fit": "placeholder"}, "changed", False),
        ({"fit": "placeholder"}, "equal", True),
        ({"eligible": "age >= 60 and here"}, "changed", False),
        ({"lead_agency": "民政部"}, "changed", True),
        ({"promise": {"at_most": "10", "unit": "working_day"}}, "changed", False),
    ],
)
def test_what_kind_of_change_it_is(tmp_path: Path, changes: Any, kind: str, is_same: bool) -> None:
    item = diff_of(tmp_path, **changes)
    assert (item.kind, item.is_same, item.id) == (kind, is_same, "item")


def test_a_guarantee_is_called_by_its_own_title(tmp_path: Path) -> None:
    plain = between(tmp_path / "a", {}, {"delivers": guarantee(at_least="6")}).changes[0]
    titled = between(tmp_path / "b", {}, {"delivers": guarantee(at_least="6", title="次数")}).changes[0]
    assert [str(change.text) for change in (plain, titled)] == ["「体检」提高了", "「次数」提高了"]
    gone = between(tmp_path / "c", {"delivers": guarantee(title="次数")}, {"delivers": BARE}).changes[0]
    assert str(gone.text) == "取消「次数」的水平"


def test_several_items_before_and_after_an_added_one(tmp_path: Path) -> None:
    old, new = {"a": NATIONAL, "b": NATIONAL}, {"a": NATIONAL, "new": NATIONAL, "b": NATIONAL, "late": NATIONAL}
    diff = compare_editions(*editions(tmp_path, old, new), DAY, DAY)
    assert [(item.id, item.kind) for item in diff.items] == [
        ("a", "equal"), ("new", "added"), ("b", "equal"), ("late", "added"),
    ]  # fmt: skip
    assert (diff.old, diff.new) == ("cn/1", "cn/2")
    assert [item.is_same for item in diff.items] == [True, False, True, False]


def test_a_solver_that_gives_up_makes_the_object_undecided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.rule.solver.WORK_LIMIT", 1)
    item = between(tmp_path, {"eligible": "here and income // 7 >= 40"}, {"eligible": "here and 3 * income // 2 >= 5"})
    assert item.object.relation == "undecided"


# -- impact ----------------------------------------------------------------------------------------------------------


def kinds(folder: Path, old: dict[str, Any], new: dict[str, Any], ours: dict[str, Any]) -> dict[str, str]:
    found = below(folder, old, new, ours)
    return {item.item: item.kind for item in found.items}


def test_what_was_below_before_and_what_falls_below_now_are_told_apart(tmp_path: Path) -> None:
    names = ("same", "same_low", "worse_low", "more_low", "other_low", "mended")
    old = dict.fromkeys(names, NATIONAL)
    higher = {**NATIONAL, "delivers": guarantee(at_least="6")}
    new = old | {
        "worse_low": higher,
        "more_low": {**NATIONAL, "promise": {"at_most": "5", "unit": "working_day"}},
        "other_low": {**NATIONAL, "lead_agency": "部", "delivers": guarantee(at_least="5")},
        "mended": {**NATIONAL, "promise": {"at_most": "30", "unit": "working_day"}},
    }
    low = guarantee(at_least="3")
    slow = {"at_most": "25", "unit": "working_day"}
    ours = {
        "same": local(derives="cn/2#same"),
        "same_low": local(derives="cn/2#same_low", delivers=low),
        "worse_low": local(derives="cn/2#worse_low", delivers=low),  # violated before, in the same claim
        "more_low": local(derives="cn/2#more_low", delivers=low),  # one more claim fails now
        "other_low": local(derives="cn/2#other_low", delivers=[NATIONAL["delivers"][1]]),  # missing stays missing
        "mended": local(derives="cn/2#mended", promise=slow),
    }
    assert kinds(tmp_path, old, new, ours) == {
        "same": "unaffected", "same_low": "still_below", "worse_low": "still_below", "more_low": "falls_below",
        "other_low": "still_below", "mended": "may_follow",
    }  # fmt: skip


def test_only_what_is_below_gets_a_repair_and_lines_are_ordered_by_urgency(tmp_path: Path) -> None:
    old = dict.fromkeys(("kept", "raised", "gone"), NATIONAL)
    new = {
        "kept": {**NATIONAL, "promise": {"at_most": "19", "unit": "working_day"}},
        "raised": {**NATIONAL, "delivers": guarantee(at_least="6")},
    }
    quick = {"at_most": "9", "unit": "working_day"}
    ours = {name: local(derives=f"cn/2#{name}", promise=quick) for name in ("kept", "raised")}
    found = below(tmp_path, old, new, ours)
    assert [(item.item, item.kind, item.repair is not None) for item in found.items] == [
        ("raised", "falls_below", True), ("kept", "may_follow", False), ("gone", "may_follow", False),
    ]  # fmt: skip
    assert [item.item for item in found.of("may_follow")] == ["kept", "gone"]
    gone = found.of("may_follow")[1]
    assert (gone.after, gone.before is not None and gone.before.verdict) == (None, Verdict.MISSING)


def test_a_value_above_may_move_without_touching_us(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local(delivers=guarantee(at_least="5"))})
    upper, day = library.above("cn"), date(2027, 1, 1)

    def move(text: str, guarantee_id: str = "check.visits", **more: Any) -> Any:
        return impact_of_value(library, upper, ValueMove("item", guarantee_id, day, text), **more)

    assert (move("4").kind, move("4").diff.changes) == ("unaffected", ())
    assert (move("5").kind, move("5").repair) == ("may_follow", None)
    low = move("6", repairs=False)
    assert (low.kind, low.repair, low.before.verdict, low.after.verdict) == (
        "falls_below", None, Verdict.PROVED, Verdict.VIOLATED,
    )  # fmt: skip
    assert [(change.field, change.effect) for change in low.diff.changes] == [(VISITS, "better")]
    for wrong in ("check.nothing", "advice.visits", "nothing.visits", "check"):
        with pytest.raises(KeyError):
            move("4", wrong)


def test_a_moved_value_is_one_more_entry_of_its_series(tmp_path: Path) -> None:
    series = {"2020-01-01": "3", "2026-01-01": "4"}
    national = {"item": {**NATIONAL, "delivers": guarantee(at_least=series)}}
    library = district(tmp_path, {"ours": local(delivers=guarantee(at_least="4"))}, national)
    upper = library.above("cn")
    found = impact_of_value(library, upper, ValueMove("item", "check.visits", date(2027, 1, 1), "6"))
    assert found.kind == "falls_below"
    assert found.diff.new is not None
    dated = found.diff.new.source.delivers[0].guarantees["visits"].at_least
    assert dated == {date(2020, 1, 1): "3", date(2026, 1, 1): "4", date(2027, 1, 1): "6"}
    assert found.diff.new.source.delivers[1] == upper.service("item").source.delivers[1]
    assert found.repair is not None
    assert [(change.at, change.set) for change in found.repair.changes] == [(f"{VISITS}.at_least", "6")]


def test_repairs_are_looked_for_only_where_they_are_wanted(tmp_path: Path) -> None:
    old, new = {"raised": NATIONAL}, {"raised": {**NATIONAL, "delivers": guarantee(at_least="6")}}
    first, later = editions(tmp_path, old, new)
    ours = {"raised": local(derives="cn/2#raised")}
    write(
        tmp_path / "here",
        {"workspace.yaml": manifest("here", upstream={"cn/2": "../new"}), "standards/a.yaml": standard(ours)},
    )
    library = Library(open_workspace(tmp_path / "here"))
    above = library.above("cn/2")
    assert (first.id, later.id) == ("cn/1", above.id)
    (item,) = impact(library, above.before["cn/1"], above, DAY, old_day=DAY, new_day=DAY, repairs=False).items
    assert (item.kind, item.repair) == ("falls_below", None)


def test_what_could_not_be_proved_before_does_not_fall(tmp_path: Path) -> None:
    old, new = {"item": {**NATIONAL, "fit": "placeholder"}}, {"item": NATIONAL}
    ours = {"ours": local(derives="cn/2#item", eligible="age >= 70 and here")}
    found = below(tmp_path, old, new, ours)
    assert [
        (item.kind, item.before and item.before.verdict, item.after and item.after.verdict) for item in found.items
    ] == [("still_below", Verdict.NOT_FORMALISED, Verdict.VIOLATED)]


# -- who exceeds says why --------------------------------------------------------------------------------------------


def exceeding(folder: Path, **changes: Any) -> list[str]:
    from zhunsheng.floor.moderation import unargued
    from zhunsheng.floor.prove import prove

    ours = changes.pop("ours", None) or {"ours": local(**changes)}
    library = district(folder, ours)
    findings = unargued(library, prove(library, DAY, against=["cn"]))
    assert {finding.code for finding in findings} <= {"ZS401"}
    return [str(finding.message) for finding in findings]


WIDER = "age >= 60 and here"


@pytest.mark.parametrize(
    ("changes", "aspects"),
    [
        ({}, []),
        ({"eligible": WIDER}, ["服务对象"]),
        ({"delivers": guarantee(at_least="6")}, ["服务标准"]),
        ({"eligible": WIDER, "delivers": guarantee(at_least="6")}, ["服务标准", "服务对象"]),
        ({"promise": {"at_most": "5", "unit": "working_day"}}, []),  # quicker costs nothing that needs an argument
        ({"eligible": WIDER, "exceeds": [{"aspect": "object", "argument": "理由"}]}, []),
        ({"eligible": WIDER, "exceeds": [{"aspect": "level", "argument": "理由"}]}, ["服务对象"]),
    ],
)
def test_whoever_exceeds_the_floor_says_why(tmp_path: Path, changes: Any, aspects: list[str]) -> None:
    assert exceeding(tmp_path, **changes) == [f"「健康管理」的{aspect}高于 cn#item，没有论证记录" for aspect in aspects]


def test_only_ours_that_we_wrote_is_asked_for_an_argument(tmp_path: Path) -> None:
    assert exceeding(tmp_path / "a", ours={"ours": {"overlays": "cn#item"}}) == []
    change = {"at": "eligible", "set": WIDER, "reason": "示例"}
    changed = {"ours": {"overlays": "cn#item", "changes": [change]}}
    assert exceeding(tmp_path / "b", ours=changed) == ["「健康管理」的服务对象高于 cn#item，没有论证记录"]
    unnamed = local(eligible=WIDER, title=None)
    assert exceeding(tmp_path / "c", ours={"ours": unnamed}) == ["「ours」的服务对象高于 cn#item，没有论证记录"]

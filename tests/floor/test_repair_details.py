"""Repairs in detail: which change is proposed where several would do, exact numbers, and what is left alone."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.floor.test_repair import repaired
from tests.floor.worlds import DAY, NATIONAL, district, guarantee, local
from zhunsheng.floor.prove import derived_by_ancestor, prove
from zhunsheng.floor.repair import Repair, changed_service, smallest_repair, widened, with_change
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.library import Library
from zhunsheng.rule.tree import Expr
from zhunsheng.standard.service import Change

VISITS = "delivers.check.guarantees.visits"


def mended(folder: Path, above: dict[str, Any], ours: dict[str, dict[str, Any]], **more: Any) -> Repair | None:
    """The repair of a district with services `ours` below one item, given as changes to the usual one."""
    item = {key: value for key, value in (copy.deepcopy(NATIONAL) | above).items() if value is not None}
    library = district(folder, ours, {"item": item}, **more)
    upper = library.above("cn")
    proof = prove(library, DAY, against=["cn"]).sections[0].proofs[0]
    assert proof.verdict is not Verdict.PROVED
    return smallest_repair(library, upper.service("item"), derived_by_ancestor(library, upper)["item"], DAY, proof)


def acts(repair: Repair | None) -> list[tuple[str, Any]]:
    assert repair is not None
    assert repair.restores
    return [(change.at, change.add or change.set or change.remove) for change in repair.changes]


# -- limits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "ours", "at", "value"),
    [
        ({"promise": {"at_most": "0.5 working_day"}}, {}, "promise", {"at_most": "0.5", "unit": "working_day"}),
        ({"promise": {"at_most": "0.000001 hour"}}, {"promise": {"at_most": "1 hour"}}, "promise", {"at_most": "0.000001", "unit": "hour"}),
        (
            {"promise": None, "statutory": {"at_most": "9 working_day"}},
            {"promise": None, "statutory": {"at_most": "10 working_day"}},
            "statutory", {"at_most": "9", "unit": "working_day"},
        ),
        (
            {"promise": {"at_most": "9 working_day"}},
            {"promise": {"at_most": "10 working_day"}, "statutory": {"at_most": "20 working_day"}},
            "promise", {"at_most": "9", "unit": "working_day"},
        ),
        (
            {"process": {"receive": {"title": "受理", "role": "d", "within": "1 hour"}}},
            {"process": {"take": {"title": "受理", "role": "d", "within": "2 hour", "covers": ["receive"]}}},
            "process.take.within", "1 hour",
        ),
        (
            {},
            {"process": {"first": {"title": "预审", "role": "d"}, "receive": {"title": "受理", "role": "d"}}},
            "process.receive.within", "5 working_day",
        ),
        ({"apply": {"fee": "0.5 CNY"}}, {"apply": {"fee": "1 CNY"}}, "apply.fee", "0.5 CNY"),
        ({"apply": {"fee": "0.5 CNY"}}, {"apply": None}, "apply", {"fee": "0.5 CNY"}),
        ({"apply": {"visits": 0}}, {"apply": {"visits": 1}}, "apply.visits", "0"),
        ({"apply": {"visits": 2}}, {"apply": None}, "apply", {"visits": "2"}),
    ],
)  # fmt: skip
def test_a_limit_is_set_to_the_ancestors_where_ours_stands(
    tmp_path: Path, above: Any, ours: Any, at: str, value: Any
) -> None:
    assert acts(mended(tmp_path, above, {"ours": local(**ours)})) == [(at, value)]


def test_a_step_that_is_not_there_cannot_be_given_a_limit(tmp_path: Path) -> None:
    assert repaired(tmp_path, local(process={"other": {"title": "别的", "role": "d"}})) is None


# -- levels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "ours", "value"),
    [
        ({}, {"at_least": "max(3, 2)"}, "4"),
        ({}, {"at_least": "3 if poor else 3"}, "4"),
        ({}, {"at_least": "3 if poor else 2"}, "4"),  # no number is better than the ancestor's
        ({}, {"at_least": "4 if poor else 3"}, "4 if poor else 4"),
        ({}, {"at_least": "4 if poor else (3 if disabled else 2)"}, "4"),
        ({}, {"at_least": "4 if age >= 80 else 3"}, "4 if age >= 80 else 4"),
        ({"at_least": "4"}, {"at_least": "2 if age >= 80 else 0.5", "unit": "visit/quarter"}, "2 if age >= 80 else 1"),
        ({"at_least": "0.5"}, {"at_least": "0.25"}, "0.5"),
        ({"at_least": "1/3 visit/year", "unit": None}, {"at_least": "1/4 visit/year", "unit": None}, "1/3 visit/year"),
        ({"at_least": "4"}, {"at_least": "1", "unit": "visit/half_year"}, "2"),
        ({"at_least": "3"}, {"at_least": "1", "unit": "visit/half_year"}, "1.5"),
        ({"at_least": "5 if age >= 80 else 4"}, {"at_least": "5 if age >= 90 else 4"}, "max(5 if age >= 90 else 4, 5 if age >= 80 else 4)"),
        ({"at_least": "4"}, {"at_least": "4 if age >= 2 + 68 else 3"}, "4 if age >= 2 + 68 else 4"),
    ],
)  # fmt: skip
def test_a_level_is_raised_no_more_than_needed(tmp_path: Path, above: Any, ours: Any, value: str) -> None:
    found = mended(tmp_path, {"delivers": guarantee(**above)}, {"ours": local(delivers=guarantee(**ours))})
    assert acts(found) == [(f"{VISITS}.at_least", value)]


@pytest.mark.parametrize(
    ("ours", "value"),
    [
        ("4", "3"),
        ("2 if poor else 5", "2 if poor else 3"),
        ("3 if poor else (4 if disabled else 5)", "3"),
        ("max(1, 9)", "3"),
    ],
)
def test_where_less_is_better_the_level_is_lowered(tmp_path: Path, ours: str, value: str) -> None:
    def rate(bound: str) -> dict[str, Any]:
        guarantees = {"rate": {"at_most": bound, "unit": "percent"}}
        return {"delivers": [{"id": "loss", "title": "差错", "guarantees": guarantees}]}

    eligible = {"eligible": "age >= 65 and here and (poor or not poor)"}
    found = mended(tmp_path, rate("3") | eligible, {"ours": local(**rate(ours), **eligible)})
    assert acts(found) == [("delivers.loss.guarantees.rate.at_most", value)]


def test_a_value_in_another_unit_is_not_taken_over_as_if_it_were_in_ours(tmp_path: Path) -> None:
    above = {"delivers": guarantee(at_least="5 if age >= 90 else 4")}
    quarterly = local(delivers=guarantee(at_least="0.5 if age >= 80 else 0.25", unit="visit/quarter"))
    assert mended(tmp_path / "a", above, {"ours": quarterly}) is None
    wait = {"wait": {"at_most": "1 month"}}
    slow = {"delivers": [{"id": "check", "title": "体检", "guarantees": {"wait": {"at_most": "45 calendar_day"}}}]}
    upper = {"delivers": [{"id": "check", "title": "体检", "guarantees": wait}]}
    assert acts(mended(tmp_path / "b", upper, {"ours": local(**slow)})) == [
        ("delivers.check.guarantees.wait.at_most", "1 month")
    ]


def test_a_level_under_another_name_is_raised_there(tmp_path: Path) -> None:
    delivers = copy.deepcopy(NATIONAL["delivers"])
    visits = delivers[0]["guarantees"].pop("visits")
    for name, covers in (("a", ["visits"]), ("b", ["item.visits"]), ("c", ["cn#item.visits"])):
        delivers[0]["guarantees"] = {
            "other": {"at_least": "9", "unit": "visit/year"},
            "rounds": visits | {"at_least": "3", "covers": covers},
        }
        found = mended(tmp_path / name, {}, {"ours": local(delivers=delivers)})
        assert acts(found) == [("delivers.check.guarantees.rounds.at_least", "4")]


def test_a_level_is_added_beside_others_with_its_own_title(tmp_path: Path) -> None:
    delivers = copy.deepcopy(NATIONAL["delivers"])
    delivers[0]["guarantees"] = {"other": {"at_least": "9", "unit": "visit/year"}}
    found = mended(tmp_path / "a", {}, {"ours": local(delivers=delivers)})
    assert acts(found) == [("delivers.check.guarantees", {"visits": NATIONAL["delivers"][0]["guarantees"]["visits"]})]
    assert found is not None
    assert str(found.text) == "补上「体检」的水平"
    titled = mended(tmp_path / "b", {"delivers": guarantee(title="次数")}, {"ours": local(delivers=delivers)})
    assert titled is not None
    assert str(titled.text) == "补上「次数」的水平"


def test_a_raised_level_is_named_with_its_unit(tmp_path: Path) -> None:
    apart = repaired(tmp_path / "a", local(delivers=guarantee(at_least="3")))
    inline = repaired(tmp_path / "b", local(delivers=guarantee(at_least="3 visit/year", unit=None)))
    assert apart is not None
    assert inline is not None
    assert str(apart.text) == str(inline.text) == "「体检」改为「4 visit/year」"


def test_a_level_of_another_day_is_left_as_it_was(tmp_path: Path) -> None:
    series = {"2020-01-01": "5", "2026-01-01": "3", "2027-01-01": "9"}
    found = repaired(tmp_path / "a", local(delivers=guarantee(at_least=series)))
    assert acts(found) == [(f"{VISITS}.at_least", {**series, DAY.isoformat(): "4"})]
    # Before our first value there is nothing to raise.
    assert repaired(tmp_path / "b", local(delivers=guarantee(at_least={"2027-01-01": "5"}))) is None


def test_the_ancestors_value_is_read_on_its_own_day(tmp_path: Path) -> None:
    moved = {"2020-01-01": "4", "2027-01-01": "6"}
    library = district(
        tmp_path,
        {"ours": local(delivers=guarantee(at_least="3"))},
        {"item": {**NATIONAL, "delivers": guarantee(at_least=moved)}},
    )
    upper, later = library.above("cn"), date(2027, 6, 1)
    (proof,) = prove(library, DAY, against=["cn"], above_day=later).sections[0].proofs
    derived = derived_by_ancestor(library, upper)["item"]
    assert acts(smallest_repair(library, upper.service("item"), derived, DAY, proof, later)) == [
        (f"{VISITS}.at_least", "6")
    ]
    assert acts(
        smallest_repair(library, upper.service("item"), derived, DAY, prove(library, DAY).sections[0].proofs[0])
    ) == [(f"{VISITS}.at_least", "4")]


def test_limits_of_the_ancestor_are_read_on_its_own_day_too(tmp_path: Path) -> None:
    above = {
        "promise": {"at_most": {"2020-01-01": "20", "2027-01-01": "10"}, "unit": "working_day"},
        "apply": {"fee": {"2020-01-01": "5 CNY", "2027-01-01": "2 CNY"}},
    }
    library = district(tmp_path, {"ours": local(apply={"fee": "9 CNY"})}, {"item": NATIONAL | above})
    upper, later = library.above("cn"), date(2027, 6, 1)
    (proof,) = prove(library, DAY, against=["cn"], above_day=later).sections[0].proofs
    derived = derived_by_ancestor(library, upper)["item"]
    found = smallest_repair(library, upper.service("item"), derived, DAY, proof, later)
    assert acts(found) == [("promise", {"at_most": "10", "unit": "working_day"}), ("apply.fee", "2 CNY")]


# -- who, and what ---------------------------------------------------------------------------------------------------


def rules(library: Library, ours: str, theirs: str) -> list[str]:
    def tree(text: str) -> Expr:
        found = library.rule(text).expr
        assert found is not None
        return found

    return list(widened(ours, tree(ours), theirs, tree(theirs)))


def test_a_rule_is_widened_by_a_number_then_by_a_condition_less_then_by_the_ancestors(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local()})
    assert rules(library, "age >= 70 and here", "age >= 65 and here") == [
        "age >= 65 and here",
        "here",
        "age >= 70",
        "(age >= 70 and here) or (age >= 65 and here)",
    ]
    assert rules(library, "age >= 65 and income < 3000", "age >= 65 and income < 4000.5") == [
        "age >= 65 and income < 4000.5",
        "income < 3000",
        "age >= 65",
        "(age >= 65 and income < 3000) or (age >= 65 and income < 4000.5)",
    ]
    assert rules(library, "poor", "here") == ["(poor) or (here)"]
    # A number of one fact is never put to another, nor a number put to itself.
    assert rules(library, "income < 70", "age >= 65") == ["(income < 70) or (age >= 65)"]
    assert rules(library, "age >= 65 or poor", "age >= 65") == ["(age >= 65 or poor) or (age >= 65)"]


def test_conditions_of_two_services_are_mended_where_they_stand(tmp_path: Path) -> None:
    old, young = local(eligible="age >= 80 and here"), local(eligible="65 <= age <= 78 and here")
    found = mended(tmp_path, {}, {"old": old, "young": young})
    assert found is not None
    assert (found.service, [change.at for change in found.changes], found.restores) == ("old", ["eligible"], True)


@pytest.mark.parametrize("missing", ["eligible"])
def test_without_a_rule_on_either_side_nothing_is_proposed(tmp_path: Path, missing: str) -> None:
    bare = local(promise={"at_most": "30 working_day"})
    del bare[missing]
    found = mended(tmp_path, {}, {"ours": bare})
    assert found is not None
    assert ([change.at for change in found.changes], found.restores) == (["promise"], False)


def test_a_deliverable_that_covers_the_ancestors_is_opened_to_all(tmp_path: Path) -> None:
    for name, covers in (("a", "advice"), ("b", "item.advice"), ("c", "cn#item.advice")):
        delivers = [
            NATIONAL["delivers"][0],
            {"id": "talk", "title": "谈话", "when": "disabled and poor", "covers": [covers]},
        ]
        assert acts(mended(tmp_path / name, {}, {"ours": local(delivers=delivers)})) == [("delivers.talk.when", True)]


def test_of_two_materials_only_the_one_too_many_is_dropped(tmp_path: Path) -> None:
    materials = [
        *NATIONAL["apply"]["materials"],
        {"id": "book", "title": "簿"},
        {"id": "photo", "title": "照片", "need": "optional"},
    ]
    ours = local(apply=NATIONAL["apply"] | {"materials": materials, "conditions": [{"id": "old", "rule": "age >= 60"}]})
    found = mended(tmp_path, {}, {"ours": ours})
    assert acts(found) == [("apply.materials.book", True)]
    assert found is not None
    assert str(found.text) == "取消材料「book」"


def test_a_condition_that_adds_nothing_stays(tmp_path: Path) -> None:
    conditions = [{"id": "old", "rule": "age >= 60"}, {"id": "poor", "rule": "poor"}, {"id": "here", "rule": "here"}]
    found = mended(tmp_path, {}, {"ours": local(apply=NATIONAL["apply"] | {"conditions": conditions})})
    assert acts(found) == [("apply.conditions.poor", True)]


def test_of_several_services_the_one_that_fails_is_mended(tmp_path: Path) -> None:
    ours = {
        "good": local(),
        "slow": local(promise={"at_most": "30 working_day"}),
        "dear": local(apply={"fee": "1 CNY", "visits": 1}),
    }
    found = mended(tmp_path, {}, ours)
    assert found is not None
    assert found.restores
    assert [change.at for change in found.changes] == ["promise", "apply.fee"]


# -- trying a change -------------------------------------------------------------------------------------------------


def change(at: str, **act: Any) -> Change:
    return Change.model_validate({"at": at, "reason": "示例"} | act)


def test_a_change_that_leads_nowhere_or_makes_no_service_is_refused(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local()})
    service = library.service("ours")
    for wrong in (
        change("delivers.nothing.when", set="poor"),
        change("no_such_field", set="1"),
        change("promise", set={"at_most": "1", "at_last": "2"}),
        change("delivers", add={"id": "check", "title": "又一次"}),
    ):
        with pytest.raises(ValueError, match=r"ZS310|validation error"):
            changed_service(service.source, [wrong])
        assert with_change(library, service, wrong) is None, wrong
    assert with_change(library, service, change("eligible", set="agee >= 65")) is None
    done = with_change(library, service, change("eligible", set="age >= 60"))
    assert done is not None
    assert done.source.eligible == "age >= 60"
    assert service.source.eligible == NATIONAL["eligible"]
    assert library.findings(DAY) == []


def test_a_change_written_against_another_text_is_still_made(tmp_path: Path) -> None:
    service = district(tmp_path, {"ours": local()}).service("ours")
    assert changed_service(service.source, [change("eligible", set="poor", was="something else")]).eligible == "poor"

"""Levels in detail: several services at once, spacing, directions, what is shown, and what a human must judge."""

from __future__ import annotations

import copy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import DAY, FACTS, NATIONAL, district, guarantee, local, proof_of
from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import Judgement, Verdict
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.wording import T


def judged(
    folder: Path, ours: dict[str, Any], above: dict[str, Any] | None = None, **more: Any
) -> dict[str, Judgement]:
    """The judgements on levels, by subject."""
    item = NATIONAL if above is None else above
    proof = proof_of(district(folder, ours, {"item": item}, **more))
    return {found.subject: found for found in proof.by_aspect("level")}


def item(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(NATIONAL), **changes}


def value(judgement: Judgement) -> tuple[Any, Any]:
    assert judgement.ours is not None
    assert judgement.theirs is not None
    return judgement.ours.value, judgement.theirs.value


# -- several services ------------------------------------------------------------------------------------------------

OLD, YOUNG = "age >= 80 and here", "age < 80 and here"


def test_what_one_service_gives_does_not_help_whom_it_does_not_reach(tmp_path: Path) -> None:
    low = local(eligible=YOUNG, delivers=guarantee(at_least="3"))
    found = judged(tmp_path, {"old": local(eligible=OLD), "young": low})["check.visits"]
    assert (found.verdict, value(found)) == (Verdict.VIOLATED, (3, 4))
    assert found.counterexample is not None
    assert found.counterexample.resident.facts["age"] == 65


def test_spacing_must_reach_everybody_whom_the_level_reaches(tmp_path: Path) -> None:
    young = local(eligible=YOUNG, delivers=guarantee(apart=None))
    found = judged(tmp_path, {"old": local(eligible=OLD), "young": young})
    assert found["check.visits"].verdict is Verdict.PROVED
    spacing = found["check.visits.apart.at_most"]
    assert spacing.verdict is Verdict.MISSING
    assert spacing.counterexample is not None
    assert spacing.counterexample.resident.facts["age"] == 65


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ({}, {"apart": None}, Verdict.PROVED),  # the first reaches everybody, spaced
        ({"apart": None}, {}, Verdict.PROVED),
        ({"apart": {"at_most": "5 month"}}, {"apart": None}, Verdict.VIOLATED),
        ({"apart": None}, {"apart": None}, Verdict.MISSING),
        ({"at_least": "3"}, {"apart": None}, Verdict.MISSING),  # enough comes only from the one without spacing
        ({}, {"at_least": "3", "apart": None}, Verdict.PROVED),
    ],
)
def test_of_two_services_for_the_same_people_one_that_is_spaced_is_enough(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], verdict: Verdict
) -> None:
    ours = {"a": local(delivers=guarantee(**first)), "b": local(delivers=guarantee(**second))}
    found = judged(tmp_path, ours)["check.visits.apart.at_most"]
    assert found.verdict is verdict
    assert (found.counterexample is None) is (verdict is Verdict.PROVED)


def test_the_better_of_two_services_is_what_a_resident_gets(tmp_path: Path) -> None:
    some = local(delivers=guarantee(at_least="3"))
    less = local(delivers=guarantee(at_least="1", unit="visit/half_year"))
    for name, ours in (("a", {"some": some, "less": less}), ("b", {"less": less, "some": some})):
        found = judged(tmp_path / name, ours)["check.visits"]
        assert found.ours is not None
        assert (found.ours.value, found.ours.unit) == (Fraction(3), Unit("visit", "year"))
    other = local(eligible="poor and age >= 65 and here", delivers=guarantee(at_least="9"))
    found = judged(tmp_path / "c", {"some": some, "other": other})["check.visits"]
    assert value(found) == (3, 4)


def test_units_are_reconciled_before_the_better_is_chosen(tmp_path: Path) -> None:
    often = local(eligible=OLD, delivers=guarantee(at_least="2", unit="visit/quarter"))
    seldom = local(delivers=guarantee(at_least="5"))
    found = judged(tmp_path, {"seldom": seldom, "often": often})["check.visits"]
    assert (found.verdict, found.exceeds) == (Verdict.PROVED, True)
    most = judged(
        tmp_path / "b", {"often": local(delivers=guarantee(at_least="2", unit="visit/quarter")), "seldom": seldom}
    )
    best = most["check.visits"].ours
    assert best is not None
    assert (best.value, best.unit) == (Fraction(2), Unit("visit", "quarter"))


def test_values_are_shown_also_where_rules_use_defined_facts(tmp_path: Path) -> None:
    facts = {"facts": {"old": {"type": "bool", "label": "老", "define": "age >= 65"}}}
    ours = local(eligible="old and here", delivers=guarantee(at_least="2 if old else 1"))
    assert value(judged(tmp_path, {"ours": ours}, facts=facts)["check.visits"]) == (2, 4)


def test_an_informal_service_beside_a_formal_one_promises_nothing(tmp_path: Path) -> None:
    informal = local(delivers=guarantee(at_least="9"))
    del informal["eligible"]
    placeholder = local(delivers=guarantee(at_least="9"), fit="placeholder")
    for name, other in (("a", informal), ("b", placeholder)):
        ours = {"formal": local(delivers=guarantee(at_least="3")), "other": other}
        assert value(judged(tmp_path / name, ours)["check.visits"]) == (3, 4)
        alone = judged(tmp_path / f"{name}-alone", {"other": other})["check.visits"]
        assert alone.verdict is Verdict.NOT_FORMALISED
    only = local(delivers=guarantee(at_least="9"))
    formal = local(delivers=[{"id": "advice", "title": "指导", "when": "disabled"}])
    del only["eligible"]
    found = judged(tmp_path / "c", {"formal": formal, "only": only})["check.visits"]
    assert found.verdict is Verdict.NOT_FORMALISED


@pytest.mark.parametrize("first", ["informal", "later", "weekly", "upper"])
def test_an_offer_that_does_not_count_does_not_hide_the_next(tmp_path: Path, first: str) -> None:
    other: dict[str, dict[str, Any]] = {
        "informal": local(fit="placeholder"),
        "later": local(delivers=guarantee(at_least={"2027-01-01": "9"})),
        "weekly": local(delivers=guarantee(unit="visit/week")),
        "upper": local(delivers=guarantee(at_least=None, at_most="9")),
    }
    found = judged(tmp_path, {"a": other[first], "b": local()})["check.visits"]
    assert found.verdict is Verdict.PROVED


def test_an_unusable_rule_does_not_widen_whom_a_level_is_about(tmp_path: Path) -> None:
    narrow, unusable = local(eligible="age >= 70 and here"), local(fit="placeholder")
    proof = proof_of(district(tmp_path, {"narrow": narrow, "unusable": unusable}))
    assert [(found.aspect, found.subject) for found in proof.failures()] == [("object", "")]


def test_what_falls_short_for_some_does_not_exceed_though_others_get_more(tmp_path: Path) -> None:
    mixed = local(delivers=guarantee(at_least="6 if age >= 80 else 3"), eligible="here and (age >= 66 or disabled)")
    library = district(tmp_path, {"ours": mixed})
    for show in (True, False):
        proof = next(iter(prove(library, DAY, against=["cn"], show=show).proofs()))
        failing = {found.aspect: found for found in proof.failures()}
        assert set(failing) == {"object", "level"}
        assert not any(found.exceeds for found in failing.values())
        assert "exceeds" not in proof.marks
        assert all((found.counterexample is not None) is show for found in failing.values())


def test_an_item_kept_as_it_stands_carries_no_mark(tmp_path: Path) -> None:
    assert proof_of(district(tmp_path, {"ours": local()})).marks == frozenset()


# -- directions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "verdict", "shown"),
    [
        ({"at_most": "3", "unit": "percent"}, Verdict.PROVED, None),
        ({"at_most": "2", "unit": "percent"}, Verdict.PROVED, (2, 3)),
        ({"at_most": "4", "unit": "percent"}, Verdict.VIOLATED, (4, 3)),
        ({"exactly": "2", "unit": "percent"}, Verdict.PROVED, (2, 3)),
        ({"exactly": "4", "unit": "percent"}, Verdict.VIOLATED, (4, 3)),
        ({"at_least": "1", "unit": "percent"}, Verdict.MISSING, None),
    ],
)
def test_where_less_is_better_more_is_a_breach(tmp_path: Path, ours: Any, verdict: Verdict, shown: Any) -> None:
    above = item(
        delivers=[{"id": "loss", "title": "差错", "guarantees": {"rate": {"at_most": "3", "unit": "percent"}}}]
    )
    mine = local(delivers=[{"id": "loss", "title": "差错", "guarantees": {"rate": ours}}])
    found = judged(tmp_path, {"ours": mine}, above)["loss.rate"]
    assert (found.verdict, found.exceeds) == (verdict, verdict is Verdict.PROVED and shown is not None)
    assert shown is None or value(found) == shown


def test_of_two_upper_bounds_the_lower_is_what_a_resident_gets(tmp_path: Path) -> None:
    def rate(bound: dict[str, str]) -> list[dict[str, Any]]:
        return [{"id": "loss", "title": "差错", "guarantees": {"rate": bound | {"unit": "percent"}}}]

    above = item(delivers=rate({"at_most": "3"}))
    exact, upper = local(delivers=rate({"exactly": "5"})), local(delivers=rate({"at_most": "4"}))
    found = judged(tmp_path, {"exact": exact, "upper": upper}, above)["loss.rate"]
    assert (found.verdict, value(found)) == (Verdict.VIOLATED, (4, 3))


# -- who is shown, and what is said ----------------------------------------------------------------------------------


def test_a_missing_level_shows_whom_it_touches_only_where_the_rule_above_is_formal(tmp_path: Path) -> None:
    bare = local(delivers=[{"id": "check", "title": "体检"}, NATIONAL["delivers"][1]])
    found = judged(tmp_path / "a", {"ours": bare})["check.visits"]
    assert (found.verdict, found.counterexample is None) == (Verdict.MISSING, False)
    informal = item(fit="placeholder")
    found = judged(tmp_path / "b", {"ours": bare}, informal)["check.visits"]
    assert (found.verdict, found.counterexample) == (Verdict.MISSING, None)
    weekly = judged(tmp_path / "c", {"ours": local(delivers=guarantee(unit="visit/week"))})["check.visits"]
    assert (weekly.verdict, weekly.counterexample) == (Verdict.UNDECIDED, None)


def test_a_guarantee_is_called_by_its_own_title_where_it_has_one(tmp_path: Path) -> None:
    titled = item(delivers=guarantee(title="次数"))
    low = {"ours": local(delivers=guarantee(at_least="3"))}
    assert str(judged(tmp_path / "a", low)["check.visits"].reason) == "「体检」低于上位标准"
    assert str(judged(tmp_path / "b", low, titled)["check.visits"].reason) == "「体检：次数」低于上位标准"


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ({"at_most": "4 month"}, {"at_most": "4 month"}, Verdict.PROVED),
        ({"at_most": "1 quarter"}, {"at_most": "3 month"}, Verdict.PROVED),
        ({"at_most": "2 quarter"}, {"at_most": "3 month"}, Verdict.VIOLATED),
        ({"at_most": "27 calendar_day"}, {"at_most": "1 month"}, Verdict.PROVED),
        ({"at_most": "45 calendar_day"}, {"at_most": "1 month"}, Verdict.VIOLATED),
        ({"at_most": "9 working_day"}, {"at_most": "1 month"}, Verdict.UNDECIDED),
        ({"at_least": "4 month"}, {"at_least": "4 month"}, Verdict.PROVED),
        ({"at_least": "5 month"}, {"at_least": "4 month"}, Verdict.PROVED),
        ({"at_least": "3 month"}, {"at_least": "4 month"}, Verdict.VIOLATED),
        ({"at_least": "45 calendar_day"}, {"at_least": "1 month"}, Verdict.PROVED),
        ({"at_least": "27 calendar_day"}, {"at_least": "1 month"}, Verdict.VIOLATED),
        ({"at_least": "4 month"}, {"at_most": "4 month"}, Verdict.MISSING),
    ],
)
def test_spacing_is_never_looser(tmp_path: Path, ours: Any, theirs: Any, verdict: Verdict) -> None:
    above = item(delivers=guarantee(apart=theirs))
    found = judged(tmp_path, {"ours": local(delivers=guarantee(apart=ours))}, above)
    assert found[f"check.visits.apart.{next(iter(theirs))}"].verdict is verdict


def test_both_ends_of_a_spacing_are_claims_of_their_own(tmp_path: Path) -> None:
    above = item(delivers=guarantee(apart={"at_most": "4 month", "at_least": "2 month"}))
    found = judged(
        tmp_path, {"ours": local(delivers=guarantee(apart={"at_most": "5 month", "at_least": "2 month"}))}, above
    )
    assert {subject: item.verdict for subject, item in found.items()} == {
        "check.visits": Verdict.PROVED,
        "check.visits.apart.at_most": Verdict.VIOLATED,
        "check.visits.apart.at_least": Verdict.PROVED,
    }
    limit = Quantity(Fraction(4), Unit("month"))
    expected = T("间隔 {ours} 松于上位标准的 {floor}", ours=Quantity(Fraction(5), Unit("month")), floor=limit)
    assert str(found["check.visits.apart.at_most"].reason) == str(expected)


# -- not formal ------------------------------------------------------------------------------------------------------


def _broken(service: dict[str, Any]) -> dict[str, Any]:
    return service | {"eligible": "age >= 65 and heer"}


@pytest.mark.parametrize(
    ("above", "ours", "reason"),
    [
        ({"fit": "placeholder"}, {}, "上位规则只是占位，不能用于证明"),
        ({"eligible": None}, {}, "上位标准没有可证明的规则"),
        ({}, {"fit": "placeholder"}, "本地标准没有可证明的规则"),
        ({}, {"eligible": None}, "本地标准没有可证明的规则"),
    ],
)
def test_it_is_said_on_which_side_the_rule_is_missing(tmp_path: Path, above: Any, ours: Any, reason: str) -> None:
    upper = {key: value for key, value in item(**above).items() if value is not None}
    proof = proof_of(district(tmp_path, {"ours": local(**ours)}, {"item": upper}))
    assert proof.verdict is Verdict.NOT_FORMALISED
    said = {str(found.reason) for found in proof.failures() if found.verdict is Verdict.NOT_FORMALISED}
    assert said == {reason}


def test_a_broken_rule_is_said_to_be_broken(tmp_path: Path) -> None:
    from tests.floor.worlds import manifest, standard, write
    from zhunsheng.rule.library import Library
    from zhunsheng.standard.workspace import open_workspace

    for name, above, ours, reason in (
        ("a", _broken(NATIONAL), local(), "上位规则有错误，未能编译"),
        ("b", NATIONAL, _broken(local()), "本地规则有错误，未能编译"),
    ):
        folder = tmp_path / name
        cn = {"workspace.yaml": manifest("cn"), "facts.yaml": FACTS, "standards/a.yaml": standard({"item": above})}
        write(folder / "cn", cn)
        here = {
            "workspace.yaml": manifest("here", upstream={"cn": "../cn"}),
            "standards/a.yaml": standard({"ours": ours}),
        }
        write(folder / "here", here)
        proof = prove(Library(open_workspace(folder / "here")), DAY, against=["cn"]).sections[0].proofs[0]
        assert {str(found.reason) for found in proof.by_aspect("object")} == {reason}


def test_facts_that_are_missing_are_named_by_their_label(tmp_path: Path) -> None:
    ours = local(eligible="age >= 65 and here and (income < line or not income < line)")
    proof = proof_of(district(tmp_path, {"ours": ours}))
    (found,) = proof.by_aspect("object")
    assert (found.missing_facts, str(found.reason)) == (("income",), "本地规则要多知道一项事实才能确定：月收入")

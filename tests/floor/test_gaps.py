"""Gaps between claims, each once open: worlds that look right claim by claim and are not."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import DAY, FACTS, NATIONAL, district, guarantee, local, manifest, proof_of, standard, write
from zhunsheng.floor.impact import impact
from zhunsheng.floor.prove import derived_by_ancestor, prove
from zhunsheng.floor.repair import Repair, smallest_repair
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.library import Library
from zhunsheng.rule.people import read_person
from zhunsheng.standard.workspace import open_workspace

APPLY: dict[str, Any] = NATIONAL["apply"]
CONDITION = {"conditions": [{"id": "c", "rule": "poor"}]}


def failing(
    folder: Path, ours: dict[str, Any], above: dict[str, Any] | None = None, **more: Any
) -> set[tuple[str, str]]:
    item = {"item": NATIONAL if above is None else NATIONAL | above}
    return {(one.aspect, one.subject) for one in proof_of(district(folder, ours, item, **more)).failures()}


@pytest.mark.parametrize("apart", [None, {"at_most": "6 month"}, {"at_most": "85 working_day"}])
def test_too_few_and_badly_spaced_is_two_failures_and_no_crash(tmp_path: Path, apart: Any) -> None:
    found = failing(tmp_path, {"ours": local(delivers=guarantee(at_least="2", apart=apart))})
    assert ("level", "check.visits") in found
    assert ("level", "check.visits.apart.at_most") in found


def test_nobody_entitled_asks_for_no_spacing(tmp_path: Path) -> None:
    above = {"eligible": "age >= 65 and age < 60"}
    assert not failing(tmp_path, {"ours": local(delivers=guarantee(apart=None))}, above)


def test_a_condition_on_the_only_service_that_delivers_is_not_hidden_by_another(tmp_path: Path) -> None:
    strict = local(apply=APPLY | CONDITION)
    advice_only = local(delivers=NATIONAL["delivers"][1:])
    assert ("content", "check") in failing(tmp_path / "a", {"a": strict, "b": advice_only})
    weaker = local(delivers=guarantee(at_least="1"))
    assert ("level", "check.visits") in failing(tmp_path / "b", {"a": strict, "b": weaker})


def test_fractions_in_a_set_are_numbers_of_their_own(tmp_path: Path) -> None:
    above = {"eligible": "age == 65", "delivers": []}
    assert ("object", "") in failing(tmp_path / "a", {"ours": local(eligible="age in {32.5, 40}", delivers=[])}, above)
    above = {"eligible": "age in {32.5, 40}", "delivers": []}
    assert not failing(tmp_path / "b", {"ours": local(eligible="age == 40", delivers=[])}, above)


BIRTHS: dict[str, Any] = {
    "facts": {
        "birth": {"type": "date", "label": "出生日期"},
        "years": {"type": "age", "label": "年龄", "on": "application_day", "born": "birth", "range": ["0", "120"]},
        "at_new_year": {"type": "age", "label": "年初年龄", "on": "year_start", "born": "birth", "range": ["0", "120"]},
    }
}


def test_whoever_was_born_this_year_exists(tmp_path: Path) -> None:
    ours = {"ours": local(eligible="years < 3 and at_new_year < 3 and at_new_year >= 0", delivers=[])}
    files = {"workspace.yaml": manifest("cn"), "facts.yaml": FACTS | {"facts": FACTS["facts"] | BIRTHS["facts"]}}
    above = NATIONAL | {"eligible": "years < 3 and at_new_year < 3", "delivers": []}
    write(tmp_path / "cn", files | {"standards/a.yaml": standard({"item": above})})
    here = {"workspace.yaml": manifest("here", upstream={"cn": "../cn"}), "standards/a.yaml": standard(ours)}
    library = Library(open_workspace(write(tmp_path / "here", here)))
    found = proof_of(library).by_aspect("object")[0].counterexample
    assert found is not None
    assert found.resident.facts["at_new_year"] == -1
    assert read_person({"birth": "2026-10-01"}, library.book, DAY)[0]["at_new_year"] == -1


def test_a_birth_date_tells_the_age(tmp_path: Path) -> None:
    files = {"workspace.yaml": manifest("cn"), "facts.yaml": FACTS | {"facts": FACTS["facts"] | BIRTHS["facts"]}}
    above = NATIONAL | {"eligible": 'birth <= "1950-01-01" and years >= 65', "delivers": []}
    write(tmp_path / "cn", files | {"standards/a.yaml": standard({"item": above})})
    ours = {"ours": local(eligible="at_new_year >= 60", delivers=[])}
    here = {"workspace.yaml": manifest("here", upstream={"cn": "../cn"}), "standards/a.yaml": standard(ours)}
    assert proof_of(Library(open_workspace(write(tmp_path / "here", here)))).by_aspect("object")[0].holds


def test_one_paper_above_allows_one_paper_here(tmp_path: Path) -> None:
    papers = [*APPLY["materials"], {"id": "book", "title": "簿", "form": "shown", "covers": ["id-card"]}]
    assert failing(tmp_path, {"ours": local(apply=APPLY | {"materials": papers})}) == {("burden", "materials.book")}


def test_what_the_government_fetches_above_is_not_the_residents_here(tmp_path: Path) -> None:
    fetched = {"apply": APPLY | {"materials": [{"id": "id-card", "title": "身份证", "source": "government"}]}}
    ours = {"ours": local(apply=APPLY | {"materials": [{"id": "id-card", "title": "身份证"}]})}
    assert failing(tmp_path, ours, fetched) == {("burden", "materials.id-card")}


@pytest.mark.parametrize(
    ("first", "second", "fails"), [("1", "50", True), ("50", "1", True), ("3", "2", False), ("3", "3", True)]
)
def test_steps_that_share_a_step_above_are_added(tmp_path: Path, first: str, second: str, fails: bool) -> None:
    process = {
        "one": {"title": "甲", "role": "desk", "within": f"{first} working_day", "covers": ["receive"]},
        "receive": {"title": "乙", "role": "desk", "within": f"{second} working_day"},
    }
    assert (("time", "process.receive") in failing(tmp_path, {"ours": local(process=process)})) is fails


REDECLARED: list[dict[str, Any]] = [
    {"age": FACTS["facts"]["age"] | {"on": "year_start"}},
    {"sex": {"type": "enum", "label": "性别", "members": {"female": "女"}}},
    {"income": FACTS["facts"]["income"] | {"unit": "CNY/year"}},
    {"here": {"type": "int", "label": "常住", "range": ["0", "1"]}},
]


@pytest.mark.parametrize("facts", REDECLARED, ids=["day", "members", "unit", "type"])
def test_a_name_means_below_what_it_means_above(tmp_path: Path, facts: dict[str, Any]) -> None:
    district(tmp_path, {"ours": local()})
    write(tmp_path / "here", {"facts.yaml": {"facts": facts}})
    library = Library(open_workspace(tmp_path / "here"))
    name = next(iter(facts))
    assert [item.code for item in library.workspace.findings if item.severity >= 3] == ["ZS323"]
    assert library.book.facts[name] == library.above("cn").book.facts[name]
    assert proof_of(library).verdict is Verdict.PROVED  # judged by what stands above, and without a crash


@pytest.mark.parametrize("facts", REDECLARED, ids=["day", "members", "unit", "type"])
def test_editions_that_mean_two_things_by_one_name_are_not_proved_and_do_not_crash(
    tmp_path: Path, facts: dict[str, Any]
) -> None:
    name = next(iter(facts))
    old = NATIONAL | {
        "eligible": {"age": "age >= 65", "sex": 'sex == "male"', "income": "income < 3000", "here": "here"}[name]
    }
    old |= {"promise": {"at_most": f"9 if {old['eligible']} else 5", "unit": "working_day"}}
    new = NATIONAL | {"eligible": "poor"}
    write(
        tmp_path / "old",
        {"workspace.yaml": manifest("cn/1"), "facts.yaml": FACTS, "standards/a.yaml": standard({"item": old})},
    )
    later = {"workspace.yaml": manifest("cn/2", before={"cn/1": "../old"}), "standards/a.yaml": standard({"item": new})}
    usable = {key: value for key, value in FACTS.items() if key != "invariants"}
    write(tmp_path / "new", later | {"facts.yaml": usable | {"facts": FACTS["facts"] | facts}})
    ours = {"item": local(derives="cn/2#item", eligible="poor")}
    here = {"workspace.yaml": manifest("here", upstream={"cn/2": "../new"}), "standards/a.yaml": standard(ours)}
    library = Library(open_workspace(write(tmp_path / "here", here)))
    above = library.above("cn/2")
    assert "ZS323" in {item.code for item in above.workspace.findings}
    assert prove(library, DAY, against=["cn/1"]).sections[0].proofs[0].verdict is Verdict.NOT_FORMALISED
    found = impact(library, above.before["cn/1"], above, DAY, old_day=DAY, new_day=DAY)
    assert [item.diff.object and item.diff.object.relation for item in found.items] == ["not_formalised"]


def test_a_fact_of_the_ancestor_that_we_define_is_shown(tmp_path: Path) -> None:
    facts = {"facts": {"here": {"type": "bool", "label": "常住", "define": "poor"}}}
    proof = proof_of(district(tmp_path, {"ours": local()}, facts=facts))
    assert (proof.successions, "succession" in proof.marks) == (("here",), True)


def test_a_succession_in_a_deliverable_is_shown(tmp_path: Path) -> None:
    decided = {"group": "disabled", "by": "disabled and poor", "reason": "示例", "decided_by": "创建办"}
    narrowed = copy.deepcopy(NATIONAL["delivers"])
    narrowed[1]["when"] = "disabled and poor"
    proof = proof_of(district(tmp_path, {"ours": local(delivers=narrowed)}, facts={"succeeds": [decided]}))
    assert (proof.verdict, proof.successions) == (Verdict.PROVED, ("disabled",))


def repaired(folder: Path, ours: dict[str, Any], above: dict[str, Any] | None = None) -> Repair:
    library = district(folder, ours, {"item": NATIONAL | (above or {})})
    upper = library.above("cn")
    derived = derived_by_ancestor(library, upper)["item"]
    found = smallest_repair(library, upper.service("item"), derived, DAY, proof_of(library), upper=upper)
    assert found is not None
    assert found.restores
    return found


def test_a_repair_of_several_services_says_which_change_is_whose(tmp_path: Path) -> None:
    ours = {
        "a": local(apply=APPLY | {"fee": "10 CNY"}),
        "b": local(promise={"at_most": "40", "unit": "working_day"}),
    }
    parts = {name: [change.at for change in changes] for name, changes in repaired(tmp_path, ours).parts}
    assert parts == {"a": ["apply.fee"], "b": ["promise"]}


def test_an_item_is_adopted_under_an_id_that_is_free(tmp_path: Path) -> None:
    ((name, _),) = repaired(tmp_path, {"item": local(derives=None)}).parts
    assert name == "item_2"


def test_a_repaired_series_does_not_fall_again(tmp_path: Path) -> None:
    ours = {"ours": local(delivers=guarantee(at_least={"2020-01-01": "3", "2027-01-01": "3", "2028-01-01": "5"}))}
    (change,) = repaired(tmp_path, ours).changes
    assert change.set == {"2020-01-01": "3", "2026-11-23": "4", "2028-01-01": "5"}


def test_a_repaired_promise_keeps_what_was_published(tmp_path: Path) -> None:
    ours = {"ours": local(promise={"at_most": {"2020-01-01": "30", "2025-01-01": "25"}, "unit": "working_day"})}
    (change,) = repaired(tmp_path, ours).changes
    assert (change.at, change.set) == (
        "promise.at_most", {"2020-01-01": "30", "2025-01-01": "25", "2026-11-23": "20"},
    )  # fmt: skip


def test_a_repaired_fee_keeps_its_basis(tmp_path: Path) -> None:
    fees = {"amount": "5 CNY", "basis": "收费目录", "items": ["工本费"]}
    (change,) = repaired(tmp_path, {"ours": local(apply=APPLY | {"fee": fees})}).changes
    assert (change.at, change.set) == ("apply.fee.amount", "0 CNY")


def test_the_step_back_to_an_edition_with_more_facts_is_judged_and_repaired(tmp_path: Path) -> None:
    more = FACTS["facts"] | {"veteran": {"type": "bool", "label": "退役军人"}}
    old = NATIONAL | {"eligible": "age >= 65 and (here or veteran)"}
    first = {"workspace.yaml": manifest("cn/1"), "facts.yaml": FACTS | {"facts": more}}
    write(tmp_path / "old", first | {"standards/a.yaml": standard({"item": old, "gone": old})})
    later = {"workspace.yaml": manifest("cn/2", before={"cn/1": "../old"}), "facts.yaml": FACTS}
    write(tmp_path / "new", later | {"standards/a.yaml": standard({"item": NATIONAL})})
    ours = {"item": local(derives="cn/2#item")}
    here = {"workspace.yaml": manifest("here", upstream={"cn/2": "../new"}), "standards/a.yaml": standard(ours)}
    library = Library(open_workspace(write(tmp_path / "here", here)))
    above = library.above("cn/2")
    found = impact(library, above, above.before["cn/1"], DAY, old_day=DAY, new_day=DAY)
    assert {item.item: item.kind for item in found.items} == {"item": "falls_below", "gone": "falls_below"}

"""Nothing is skipped to be fast: violations planted at random places are found, valid worlds give no false alarm.

A national item is drawn, then a local one that is at least as good in every respect by construction.  Its proof must
hold.  Then one thing is made worse; the proof must fail in that aspect, with a resident whom the plain evaluator
confirms independently of the prover.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.floor.worlds import DAY, district, proof_of
from zhunsheng.floor.verdict import Judgement, Verdict
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.library import Library

GROUPS = ("here", "poor", "disabled", 'sex == "female"', "income < 3000")
Item = dict[str, Any]


@st.composite
def nationals(draw: st.DrawFn) -> Item:
    """A national item with a rule, deliverables, levels, a limit, materials and a fee."""
    age = draw(st.integers(16, 90))
    groups = draw(st.lists(st.sampled_from(GROUPS), max_size=2, unique=True))
    either = draw(st.lists(st.sampled_from(GROUPS), min_size=2, max_size=3, unique=True))
    parts = [f"age >= {age}", *groups, *([f"({' or '.join(either)})"] if draw(st.booleans()) else [])]
    delivers: list[dict[str, Any]] = [
        {
            "id": f"part-{index}",
            "title": f"内容{index}",
            "guarantees": {"level": {"at_least": str(draw(st.integers(1, 9))), "unit": "visit/year"}},
        }
        for index in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        delivers[0]["guarantees"]["level"]["at_least"] = f"{draw(st.integers(5, 9))} if age >= {age + 5} else 4"
    return {
        "title": "事项",
        "fit": "exact",
        "eligible": " and ".join(parts),
        "delivers": delivers,
        "apply": {"materials": [{"id": "id-card", "title": "身份证"}], "fee": f"{draw(st.integers(0, 50))} CNY"},
        "promise": {"at_most": str(draw(st.integers(10, 30))), "unit": "working_day"},
    }


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Item, Item]:
    """A national item and a local one that is at least as good."""
    above = draw(nationals())
    ours = copy.deepcopy(above) | {"derives": "cn#item"}
    head, _, rest = above["eligible"].partition(" and ")
    age = int(head.removeprefix("age >= "))
    ours["eligible"] = f"age >= {draw(st.integers(0, age))}" + (f" and {rest}" if rest else "")
    if draw(st.booleans()):
        ours["eligible"] = f"({ours['eligible']}) or {draw(st.sampled_from(GROUPS))}"
    for deliverable in ours["delivers"]:
        level = deliverable["guarantees"]["level"]
        if level["at_least"].isdecimal() and draw(st.booleans()):
            level["at_least"] = str(int(level["at_least"]) + draw(st.integers(0, 4)))
        elif level["at_least"].isdecimal() and draw(st.booleans()):
            level |= {"unit": "visit/half_year", "at_least": str(-(-int(level["at_least"]) // 2))}
    ours["promise"]["at_most"] = str(draw(st.integers(1, int(above["promise"]["at_most"]))))
    ours["apply"]["fee"] = f"{draw(st.integers(0, int(above['apply']['fee'].split()[0])))} CNY"
    return above, ours


def prove(above: Item, ours: Item) -> tuple[Library, Any]:
    with tempfile.TemporaryDirectory() as folder:
        library = district(Path(folder), {"ours": ours}, {"item": above})
        return library, proof_of(library)


@given(worlds())
@settings(max_examples=60)
def test_a_valid_world_gives_no_false_alarm(world: tuple[Item, Item]) -> None:
    _, proof = prove(*world)
    assert [(item.aspect, item.subject, str(item.reason)) for item in proof.failures()] == []


def age_of(rule: str) -> int:
    return int(rule.split("age >= ")[1].split()[0].strip(")"))


def higher_age(above: Item, ours: Item, pick: int) -> None:
    ours["eligible"] = above["eligible"].replace(
        f"age >= {age_of(above['eligible'])}", f"age >= {age_of(above['eligible']) + 1 + pick % 9}"
    )


def narrower(above: Item, ours: Item, pick: int) -> None:
    ours["eligible"] = f"({above['eligible']}) and income < {1000 + pick % 1500}"


def extra_fact(above: Item, ours: Item, pick: int) -> None:
    ours["eligible"] = f"({ours['eligible']}) and (pregnant or not pregnant)"


def fewer_deliverables(above: Item, ours: Item, pick: int) -> None:
    del ours["delivers"][pick % len(ours["delivers"])]


def to_fewer_people(above: Item, ours: Item, pick: int) -> None:
    ours["delivers"][pick % len(ours["delivers"])]["when"] = f"age >= {age_of(above['eligible']) + 1}"


def lower_level(above: Item, ours: Item, pick: int) -> None:
    index = pick % len(ours["delivers"])
    floor = above["delivers"][index]["guarantees"]["level"]["at_least"]
    low = int(floor) if floor.isdecimal() else 4
    ours["delivers"][index]["guarantees"]["level"] = {"at_least": str(low - 1), "unit": "visit/year"}


def lower_for_some(above: Item, ours: Item, pick: int) -> None:
    index = pick % len(ours["delivers"])
    text = f"0 if age <= {age_of(above['eligible']) + pick % 5} else 99"
    ours["delivers"][index]["guarantees"]["level"] = {"at_least": text, "unit": "visit/year"}


def slower(above: Item, ours: Item, pick: int) -> None:
    ours["promise"]["at_most"] = str(int(above["promise"]["at_most"]) + 1 + pick % 9)


def more_materials(above: Item, ours: Item, pick: int) -> None:
    ours["apply"]["materials"].append({"id": f"proof-{pick}", "title": "证明"})


def dearer(above: Item, ours: Item, pick: int) -> None:
    ours["apply"]["fee"] = f"{int(above['apply']['fee'].split()[0]) + 1 + pick % 99} CNY"


def more_conditions(above: Item, ours: Item, pick: int) -> None:
    ours["apply"]["conditions"] = [{"id": "more", "rule": f"age >= {age_of(above['eligible']) + 1}"}]


PLANTS: list[tuple[str, Callable[[Item, Item, int], None]]] = [
    ("object", higher_age),
    ("object", narrower),
    ("object", extra_fact),
    ("content", fewer_deliverables),
    ("content", to_fewer_people),
    ("level", lower_level),
    ("level", lower_for_some),
    ("time", slower),
    ("burden", more_materials),
    ("burden", dearer),
    ("burden", more_conditions),
]


@pytest.mark.parametrize(("aspect", "plant"), PLANTS, ids=[plant.__name__ for _, plant in PLANTS])
@given(world=worlds(), pick=st.integers(0, 10_000))
@settings(max_examples=10)
def test_a_planted_violation_is_found_and_confirmed(
    aspect: str, plant: Callable[[Item, Item, int], None], world: tuple[Item, Item], pick: int
) -> None:
    above, ours = copy.deepcopy(world[0]), copy.deepcopy(world[1])
    plant(above, ours, pick)
    library, proof = prove(above, ours)
    assert proof.verdict in (Verdict.VIOLATED, Verdict.MISSING)
    found = [item for item in proof.failures() if item.aspect == aspect]
    assert found
    for judgement in found:
        confirm(library.above("cn").service("item"), library.service("ours"), judgement)
    if plant is extra_fact:
        assert found[0].missing_facts == ("pregnant",)
    again = proof_of(library)
    assert again == proof


def confirm(above: CompiledService, ours: CompiledService, judgement: Judgement) -> None:
    """What a judgement claims about its resident, recomputed with the plain evaluator."""
    assert judgement.counterexample is not None
    person = judgement.counterexample.resident.facts
    assert above.entitled is not None
    assert ours.eligible is not None
    assert ours.entitled is not None
    assert evaluate(above.entitled, person) is True
    if judgement.aspect == "object":
        assert evaluate(ours.eligible, person) is not True
    elif judgement.subject == "conditions":
        assert evaluate(ours.entitled, person) is not True
    elif judgement.aspect == "content" and judgement.subject in ours.deliverables:
        assert evaluate(ours.deliverables[judgement.subject].when, person) is not True
    elif judgement.aspect == "level" and judgement.subject.endswith(".level"):
        part = judgement.subject.partition(".")[0]
        mine, unit = ours.deliverables[part].guarantees["level"].measure.on(DAY)
        floor, _ = above.deliverables[part].guarantees["level"].measure.on(DAY)
        value, least = evaluate(mine, person), evaluate(floor, person)
        assert least is not None
        assert value is None or value * (2 if unit.per == "half_year" else 1) < least

"""The smallest change that restores the floor: what it is, and that it is proved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import DAY, NATIONAL, district, guarantee, local
from zhunsheng.floor.prove import derived_by_ancestor, prove
from zhunsheng.floor.repair import Repair, smallest_repair
from zhunsheng.floor.verdict import Verdict


def repaired(folder: Path, ours: dict[str, Any], facts: Any = None) -> Repair | None:
    library = district(folder, {"ours": ours}, facts=facts)
    upper = library.above("cn")
    proof = prove(library, DAY, against=["cn"]).sections[0].proofs[0]
    assert proof.verdict is not Verdict.PROVED
    return smallest_repair(library, upper.service("item"), derived_by_ancestor(library, upper)["item"], DAY, proof)


def delivers(index: int, **changes: Any) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = [dict(part) for part in NATIONAL["delivers"]]
    parts[index] |= changes
    return parts


@pytest.mark.parametrize(
    ("ours", "at", "value"),
    [
        ({"eligible": "age >= 70 and here"}, "eligible", "age >= 65 and here"),
        ({"eligible": "age >= 65 and here and poor"}, "eligible", "age >= 65 and here"),
        ({"eligible": "age >= 70 and here and poor"}, "eligible", "(age >= 70 and here and poor) or (age >= 65 and here)"),
        ({"delivers": guarantee(at_least="3")}, "delivers.check.guarantees.visits.at_least", "4"),
        ({"delivers": guarantee(at_least="3 visit/year", unit=None)}, "delivers.check.guarantees.visits.at_least", "4 visit/year"),
        ({"delivers": guarantee(at_least="1", unit="visit/half_year")}, "delivers.check.guarantees.visits.at_least", "2"),
        ({"delivers": guarantee(at_least="5 if age >= 80 else 3")}, "delivers.check.guarantees.visits.at_least", "5 if age >= 80 else 4"),
        ({"delivers": guarantee(at_least={"2020-01-01": "3"})}, "delivers.check.guarantees.visits.at_least", {"2020-01-01": "3", "2026-11-23": "4"}),
        ({"delivers": guarantee(apart=None)}, "delivers.check.guarantees.visits.apart", {"at_most": "4 month"}),
        ({"delivers": delivers(0, guarantees={})}, "delivers.check.guarantees", {"visits": {"at_least": "4", "unit": "visit/year", "apart": {"at_most": "4 month"}}}),
        ({"promise": {"at_most": "30", "unit": "working_day"}}, "promise", {"at_most": "20", "unit": "working_day"}),
        ({"promise": None}, "promise", {"at_most": "20", "unit": "working_day"}),
        ({"process": {"receive": {"title": "受理", "role": "d", "within": "8 working_day"}}}, "process.receive.within", "5 working_day"),
        ({"apply": NATIONAL["apply"] | {"fee": "5 CNY"}}, "apply.fee", "0 CNY"),
        ({"apply": NATIONAL["apply"] | {"visits": 3}}, "apply.visits", "1"),
    ],
)  # fmt: skip
def test_one_small_change_restores_the_floor(tmp_path: Path, ours: dict[str, Any], at: str, value: Any) -> None:
    found = repaired(tmp_path, local(**ours))
    assert found is not None
    assert [(change.at, change.set) for change in found.changes] == [(at, value)]
    assert found.restores


@pytest.mark.parametrize(
    ("ours", "at"),
    [
        ({"delivers": delivers(1, when="disabled and poor")}, "delivers.advice.when"),
        ({"apply": NATIONAL["apply"] | {"materials": [{"id": "book", "title": "簿"}]}}, "apply.materials.book"),
        ({"apply": NATIONAL["apply"] | {"conditions": [{"id": "poor", "rule": "poor"}]}}, "apply.conditions.poor"),
    ],
)
def test_what_is_too_much_is_taken_away(tmp_path: Path, ours: dict[str, Any], at: str) -> None:
    found = repaired(tmp_path, local(**ours))
    assert found is not None
    assert [(change.at, change.remove) for change in found.changes] == [(at, True)]
    assert found.restores


def test_a_missing_deliverable_is_added_as_the_ancestor_has_it(tmp_path: Path) -> None:
    found = repaired(tmp_path, local(delivers=NATIONAL["delivers"][:1]))
    assert found is not None
    assert [(change.at, change.add) for change in found.changes] == [("delivers", NATIONAL["delivers"][1])]
    assert found.restores


def test_several_claims_are_mended_one_after_another(tmp_path: Path) -> None:
    ours = local(
        eligible="age >= 70 and here",
        promise={"at_most": "30", "unit": "working_day"},
        delivers=guarantee(at_least="1"),
    )
    found = repaired(tmp_path, ours)
    assert found is not None
    assert [change.at for change in found.changes] == [
        "eligible",
        "delivers.check.guarantees.visits.at_least",
        "promise",
    ]
    assert found.restores
    assert "；" in str(found.text)


def test_what_cannot_be_mended_here_is_left(tmp_path: Path) -> None:
    service = local()
    del service["eligible"]
    assert repaired(tmp_path, service) is None

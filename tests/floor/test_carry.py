"""Our overlays when the level above moves: conflicts are named field by field."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

from tests.floor.worlds import NATIONAL, district
from zhunsheng.floor.impact import ValueMove, impact_of_value

AT = "delivers.check.guarantees.visits.at_least"


def overlay(*changes: dict[str, Any]) -> dict[str, Any]:
    return {"overlays": "cn#item", "changes": [{"reason": "本地情况"} | change for change in changes]}


def test_a_field_that_both_changed_is_a_conflict_and_others_carry_over(tmp_path: Path) -> None:
    ours = overlay({"at": AT, "set": "5", "was": "4"}, {"at": "promise.at_most", "set": "10"})
    library = district(tmp_path, {"ours": ours})
    upper = library.above("cn")
    moved = impact_of_value(library, upper, ValueMove("item", "check.visits", date(2027, 1, 1), "6"))
    (carried,) = moved.carried
    assert [conflict.path for conflict in carried.result.conflicts] == [AT]
    assert [change.at for change in carried.result.changes] == [AT, "promise.at_most"]
    assert "「5」" in carried.result.conflicts[0].finding.say()
    assert moved.kind == "falls_below"


def test_services_written_in_full_and_overlays_without_changes_carry_nothing(tmp_path: Path) -> None:
    full = copy.deepcopy(NATIONAL) | {"derives": "cn#item"}
    library = district(tmp_path, {"full": full, "plain": {"overlays": "cn#item"}})
    moved = impact_of_value(library, library.above("cn"), ValueMove("item", "check.visits", date(2027, 1, 1), "6"))
    assert moved.carried == ()

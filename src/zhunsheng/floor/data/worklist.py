"""The work list that a movement above gives to a workspace, and its repairs, as plain data with words in one language."""

from __future__ import annotations

from typing import Any

from zhunsheng.floor.data.editions import count, item_data
from zhunsheng.floor.data.proofs import judgement_data
from zhunsheng.floor.impact import ORDER, Impact, WorkItem
from zhunsheng.floor.repair import Repair
from zhunsheng.floor.verdict import ItemProof
from zhunsheng.floor.wording import Speaker


def value_at(data: object, path: str) -> object | None:
    """What stands at a path such as ``delivers.home-visit.guarantees.visits.at_least``; None where nothing does."""
    node = data
    for step in path.split("."):
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list):
            node = next((part for part in node if isinstance(part, dict) and part.get("id") == step), None)
        else:
            return None
    return node


def value_lines(value: object) -> list[str]:
    """A small value as YAML, one line a field; texts that are plain are not quoted."""
    if isinstance(value, dict):
        rows: list[str] = []
        for key, part in value.items():
            inner = value_lines(part)
            rows += (
                [f"{key}: {inner[0]}"]
                if not isinstance(part, (dict, list))
                else [f"{key}:", *(f"  {x}" for x in inner)]
            )
        return rows
    if isinstance(value, (list, tuple)):
        return [
            f"{'- ' if index == 0 else '  '}{text}" for part in value for index, text in enumerate(value_lines(part))
        ]
    return [str(value)]


def repair_data(repair: Repair | None, speaker: Speaker) -> dict[str, Any] | None:
    """A repair as data."""
    if repair is None:
        return None
    return {
        "service": repair.service,
        "text": speaker.say(repair.text),
        "changes": [
            {"service": name, **change.model_dump(mode="json", exclude_none=True, exclude_defaults=True)}
            for name, changes in repair.parts
            for change in changes
        ],
        "proved": repair.restores,
    }


def proof_summary(proof: ItemProof | None, speaker: Speaker) -> dict[str, Any] | None:
    """A proof in short: verdict, and the claims that fail."""
    if proof is None:
        return None
    return {
        "verdict": str(proof.verdict),
        "derived": list(proof.derived),
        "failures": [judgement_data(item, speaker) for item in proof.failures()],
    }


def work_data(item: WorkItem, speaker: Speaker) -> dict[str, Any]:
    """One line of the list as data."""
    return {
        "kind": item.kind,
        "item": item.item,
        "diff": item_data(item.diff, speaker),
        "before": proof_summary(item.before, speaker),
        "after": proof_summary(item.after, speaker),
        "repair": repair_data(item.repair, speaker),
        "conflicts": [
            {"service": one.service, "field": conflict.path, "message": conflict.finding.say(speaker.language)}
            for one in item.carried
            for conflict in one.result.conflicts
        ],
    }


def impact_data(found: Impact, speaker: Speaker) -> dict[str, Any]:
    """The whole list as data."""
    return {
        "workspace": found.workspace,
        "on": found.day.isoformat(),
        "from": {"id": found.old, "on": found.old_day.isoformat()},
        "to": {"id": found.new, "on": found.new_day.isoformat()},
        "counts": {kind: len(found.of(kind)) for kind in ORDER},
        "diff_counts": count(found.diff),
        "items": [work_data(item, speaker) for item in found.items],
    }

"""The smallest change that restores the floor: what it alters, word by word, and what is proved with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhunsheng.floor.data import value_at, value_lines
from zhunsheng.floor.prove import prove_item, reading_day
from zhunsheng.floor.repair import Repair, changed_service, smallest_repair
from zhunsheng.floor.verdict import ItemProof
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import Proof
from zhunsheng.site.catalogue.proofs import aspects_of
from zhunsheng.site.office.floor_asked import FloorAsked
from zhunsheng.site.office.floor_board import ids
from zhunsheng.site.office.textdiff import text_diff
from zhunsheng.standard.service import Change


def change_data(floored: FloorAsked, row: Proof) -> dict[str, Any]:
    """The change as data in the page's language; ``{"found": False}`` where none of the small ones helps."""
    day = floored.asked.on
    with floored.asked.state.busy:
        lower, upper = floored.libraries[row.lower], floored.libraries[row.upper]
        ancestor = lower.readable(upper.service(row.item), upper)
        derived = tuple(lower.service(name) for name in ids(row.derived))
        above_day = reading_day(lower, upper, day)
        proof = ItemProof(ancestor.ref, (), (), frozenset())  # what nothing here derives from is taken over whole
        if derived:
            prover = lower.prover(day, upper)
            proof = prove_item(prover, lower.scope, ancestor, derived, day, above_day=above_day)
        repair = smallest_repair(lower, ancestor, derived, day, proof, above_day, upper)
        if repair is None:
            return {"found": False}
        after = list(_elsewhere(floored, row, lower, repair))
    speaker = Speaker.of(lower, floored.asked.language, upper)
    parts = [_part(lower, name, changes, speaker) for name, changes in repair.parts]
    return {
        "found": True,
        "text": "" if all(one["prose"] for part in parts for one in part["changes"]) else speaker.say(repair.text),
        "restores": repair.restores,
        "verdict": str(repair.proof.verdict),
        "aspects": aspects_of(repair.proof),
        "left": speaker.say([one.reason for one in repair.proof.failures()]),
        "parts": parts,
        "count": len(repair.changes),
        "elsewhere": [one for one in after if one["before"] != one["after"]],
        "same": sum(one["before"] == one["after"] for one in after),
    }


def _part(lower: Library, name: str, changes: Iterable[Change], speaker: Speaker) -> dict[str, Any]:
    """What becomes of one service: a new one, or its fields before and after."""
    service = lower.service(name) if lower.has(name) else None
    title = service.source.title if service is not None else None
    shown = [_change(lower, service, change, speaker) for change in changes]
    return {
        "title": title.say(speaker.language) if title is not None else name,
        "new": service is None,
        "changes": shown,
    }


def _change(lower: Library, service: CompiledService | None, change: Change, speaker: Speaker) -> dict[str, Any]:
    data = service.source.model_dump(mode="json", by_alias=True, exclude_none=True) if service is not None else {}
    old = value_at(data, change.at)
    new = None if change.remove else change.set if change.set is not None else change.add
    before = "\n".join(value_lines(old)) if old is not None and change.add is None else ""
    after = "\n".join(value_lines(new)) if new is not None else ""
    found: dict[str, Any] = {
        "at": change.at,
        "source": [(piece.kind, piece.text) for piece in text_diff(before, after)],
        "prose": [],
    }
    if change.at == "eligible" and isinstance(old, str) and isinstance(new, str):
        rules = [lower.rule(text).expr for text in (old, new)]
        words = [speaker.rule(rule) for rule in rules]
        found["prose"] = [(piece.kind, piece.text) for piece in text_diff(*words)]
    return found


def _elsewhere(floored: FloorAsked, row: Proof, lower: Library, repair: Repair) -> Iterator[dict[str, Any]]:
    """The same change against the other standards above from which the changed services derive."""
    day = floored.asked.on
    changed = {name: _compiled(lower, name, changes) for name, changes in repair.parts if lower.has(name)}
    touched = set(changed)
    for other in Proof.objects.filter(run=floored.run, lower=row.lower).exclude(pk=row.pk).defer("data"):
        names = ids(other.derived)
        if touched.isdisjoint(names):
            continue
        upper = floored.libraries[other.upper]
        services = [changed.get(name) or lower.service(name) for name in names]
        ancestor = lower.readable(upper.service(other.item), upper)
        proof: ItemProof = prove_item(
            lower.prover(day, upper), lower.scope, ancestor, services, day, above_day=reading_day(lower, upper, day)
        )
        yield {
            "upper": upper.title.say(floored.asked.language),
            "before": other.verdict,
            "after": str(proof.verdict),
            "better": proof.exceeds,
        }


def _compiled(lower: Library, name: str, changes: Iterable[Change]) -> CompiledService:
    return lower.compile(name, changed_service(lower.service(name).source, changes), record=False)

"""What a movement above means for us: a new edition, or a single value with a new date, as a work list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhunsheng.floor.carry import CarriedOver, carry_over
from zhunsheng.floor.compare import EditionDiff, ItemDiff, compare_editions, compare_services, frame_of
from zhunsheng.floor.prove import FloorReport, Section, derived_by_ancestor, prove, prove_item
from zhunsheng.floor.repair import Repair, smallest_repair
from zhunsheng.floor.verdict import SEVERITY, ItemProof, Verdict
from zhunsheng.rule.library import Library
from zhunsheng.standard.base import Dated
from zhunsheng.standard.service import Service

#: falls_below: proved (or absent) before, no longer.  still_below: was not proved before either.  may_follow: the
#: standard above moved, we still hold.  to_judge: moved, and a human must judge.  unaffected: nothing moved.
WorkKind = Literal["falls_below", "still_below", "to_judge", "may_follow", "unaffected"]
ORDER: tuple[WorkKind, ...] = ("falls_below", "still_below", "to_judge", "may_follow", "unaffected")


@dataclass(frozen=True)
class WorkItem:
    """One line of the work list.

    carried: our overlays of the item, re-applied to its later text, with the fields in conflict.
    """

    kind: WorkKind
    item: str
    diff: ItemDiff
    before: ItemProof | None
    after: ItemProof | None
    repair: Repair | None = None
    carried: tuple[CarriedOver, ...] = ()


@dataclass(frozen=True)
class Impact:
    """The work list that the step from `old` to `new` gives to a workspace as it stands on `day`."""

    workspace: str
    old: str
    new: str
    day: date
    old_day: date
    new_day: date
    diff: EditionDiff
    items: tuple[WorkItem, ...]

    def of(self, kind: WorkKind) -> list[WorkItem]:
        """The lines of one kind."""
        return [item for item in self.items if item.kind == kind]


def impact(
    library: Library, old: Library, new: Library, day: date, *, old_day: date, new_day: date, repairs: bool = True
) -> Impact:
    """What the step from edition `old` to edition `new` does to `library` as it stands on `day`.

    old_day, new_day: the days on which the values of the two editions are read.
    """
    diff = compare_editions(old, new, old_day, new_day)
    before = _proofs(library, old, day, old_day)
    after = _proofs(library, new, day, new_day)
    derived = derived_by_ancestor(library, new)
    items = []
    for change in diff.items:
        was = before.get(change.old.id) if change.old is not None else None
        now = after.get(change.new.id) if change.new is not None else None
        kind = _kind(change, was, now)
        repair = None
        if repairs and now is not None and change.new is not None and kind in ("falls_below", "still_below"):
            repair = smallest_repair(library, change.new, derived[change.new.id], day, now, new_day, new)
        carried: tuple[CarriedOver, ...] = ()
        if change.old is not None and change.new is not None:
            carried = tuple(carry_over(library, change.old, change.new, derived[change.new.id]))
        items.append(WorkItem(kind, change.id, change, was, now, repair, carried))
    items.sort(key=lambda item: ORDER.index(item.kind))
    return Impact(library.id, old.id, new.id, day, old_day, new_day, diff, tuple(items))


def _proofs(library: Library, upper: Library, day: date, above_day: date) -> dict[str, ItemProof]:
    report: FloorReport = prove(library, day, against=[upper.id], above_day=above_day)
    section: Section = report.sections[0]
    return {proof.ancestor.partition("#")[2]: proof for proof in section.proofs}


def _kind(diff: ItemDiff, before: ItemProof | None, after: ItemProof | None) -> WorkKind:
    if after is None:
        return "may_follow"
    failing = after.verdict in (Verdict.VIOLATED, Verdict.MISSING)
    if failing:
        newly = before is None or SEVERITY.index(after.verdict) > SEVERITY.index(before.verdict)
        if newly or _new_failures(before, after):
            return "falls_below" if not diff.is_same or diff.kind == "added" else "still_below"
        return "still_below"
    if diff.is_same:
        return "unaffected"
    return "may_follow" if after.verdict is Verdict.PROVED else "to_judge"


def _new_failures(before: ItemProof | None, after: ItemProof) -> bool:
    known = {(item.aspect, item.subject) for item in before.failures()} if before is not None else set()
    return any((item.aspect, item.subject) not in known for item in after.failures())


@dataclass(frozen=True)
class ValueMove:
    """A single value above that gets a new date: ``item``, ``deliverable.guarantee``, the day, and the new text."""

    item: str
    guarantee: str
    day: date
    text: str


def impact_of_value(library: Library, upper: Library, move: ValueMove, *, repairs: bool = True) -> WorkItem:
    """What one upstream value with a new starting day does to `library` on that day.

    Raises KeyError when the item or guarantee does not exist, ValueError when the new text does not compile.
    """
    ancestor = upper.service(move.item)
    moved = upper.compile(move.item, with_value(ancestor.source, move), record=False)
    if moved.broken:
        raise ValueError(move.text)
    derived = derived_by_ancestor(library, upper)[ancestor.id]
    prover = library.prover(move.day, upper)
    before = prove_item(prover, library.scope, ancestor, derived, move.day)
    after = prove_item(prover, library.scope, moved, derived, move.day)
    frame = frame_of(upper, upper, move.day, move.day)
    diff = compare_services(ancestor, moved, frame)
    kind = _kind(diff, before, after)
    repair = None
    if repairs and kind in ("falls_below", "still_below"):
        repair = smallest_repair(library, moved, derived, move.day, after, upper=upper)
    carried = tuple(carry_over(library, ancestor, moved, derived))
    return WorkItem(kind, ancestor.id, diff, before, after, repair, carried)


def with_value(service: Service, move: ValueMove) -> Service:
    """`service` with one more entry in the series of one guarantee.  Raises KeyError for an unknown guarantee."""
    part, _, name = move.guarantee.partition(".")
    delivers = []
    found = False
    for deliverable in service.delivers:
        if deliverable.id == part and name in deliverable.guarantees:
            found = True
            guarantee = deliverable.guarantees[name]
            series: Dated = _series(guarantee.value, move)
            updated = guarantee.model_copy(update={guarantee.direction: series})
            deliverable = deliverable.model_copy(update={"guarantees": {**deliverable.guarantees, name: updated}})
        delivers.append(deliverable)
    if not found:
        raise KeyError(move.guarantee)
    return service.model_copy(update={"delivers": tuple(delivers)})


def _series(value: Dated, move: ValueMove) -> Dated:
    """A series gets one more entry; a single value is read on the day of the move only, so the new one stands alone."""
    return move.text if isinstance(value, str) else {**value, move.day: move.text}

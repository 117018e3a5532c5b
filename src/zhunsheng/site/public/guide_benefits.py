"""What one gets, row by row, each beside what the national standard gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhunsheng.floor.ground import covers
from zhunsheng.publish.service_parts import levels
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.rule.speaking import Speaker, guarantee_words

Above = list[tuple[Library, CompiledService]]


@dataclass(frozen=True)
class Row:
    """A level in words, for whom (empty: whoever is entitled), since when.

    floor: what the national standard says, empty where it has no number.  listed: the national standard has the content.
    claims: subjects of the judgements that prove this row, such as ``annual-check.visits``.
    """

    words: str
    who: str
    since: str
    floor: str = ""
    listed: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Benefit:
    """One thing delivered, with its levels."""

    title: str
    rows: tuple[Row, ...]


def benefits_of(subject: Subject) -> tuple[Benefit, ...]:
    """Everything that the item delivers."""
    above = national(subject)
    return tuple(
        Benefit(subject.say(part.title), tuple(_rows(subject, part, above)))
        for part in subject.service.deliverables.values()
    )


def national(subject: Subject) -> Above:
    """The national items that this one derives from."""
    found = []
    for ref in subject.library.ancestors(subject.service.id):
        workspace, _, name = ref.rpartition("#")
        home = subject.library.above(workspace)
        if home.workspace.manifest.level == "national":
            found.append((home, home.service(name)))
    return found


def _rows(subject: Subject, part: CompiledDeliverable, above: Above) -> Iterator[Row]:
    matched = [
        (home, item, theirs)
        for home, item in above
        for theirs in item.deliverables.values()
        if theirs.id == part.id or covers(part.covers, item, theirs.id)
    ]
    content = tuple(theirs.id for _, _, theirs in matched)
    if not part.guarantees:
        for one in levels(subject, part):
            yield Row("", one.who, one.since, "", bool(matched), content)
    for guarantee in part.guarantees.values():
        floors = [
            (home, floor, f"{theirs.id}.{floor.id}")
            for home, item, theirs in matched
            for floor in theirs.guarantees.values()
            if floor.id == guarantee.id or covers(guarantee.source.covers, item, floor.id)
        ]
        words = "；".join(_floor_words(subject, home, floor) for home, floor, _ in floors)
        claims = tuple(name for _, _, name in floors) or content
        for one in levels(subject, replace(part, guarantees={guarantee.id: guarantee})):
            yield Row(one.words, one.who, one.since, words, bool(matched), claims)


def _floor_words(subject: Subject, home: Library, floor: CompiledGuarantee) -> str:
    return guarantee_words(floor, subject.day, Speaker.of(home, subject.language))

"""What is known about a district and its pilot, and from whom: figures, events, documents, programmes, bodies, peers.

Nothing is merged: where two sources disagree, both values stand, each with its source.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from zhunsheng.standard.base import Day, Ident, Label, Model, OneOrMore, PartOfTime, Str
from zhunsheng.standard.document import Category, Level
from zhunsheng.standard.provenance import Confidence
from zhunsheng.standard.quantity import QuantityError, read_number

#: figure: a number; event: a day; document: a paper that is no standard; standard: one that is; programme: what the
#: district runs; body: who does what; peer: another district; rule: how something is decided; paper: a kind of paper.
RecordKind = Literal["figure", "event", "document", "standard", "programme", "body", "peer", "rule", "paper"]


class Statement(Model):
    """What one source says: a value or a day, with its unit, the day it is about, and how sure we are."""

    value: Str
    unit: Str | None = None
    as_of: PartOfTime | None = None
    sources: OneOrMore(Str)  # type: ignore[valid-type]
    confidence: Confidence | None = None
    note: Label | None = None


class RecordEntry(Model):
    """One thing that is known.

    says: what sources say about it, one statement a source; more than one where they differ.
    code: of a standard.  place: its number in the framework.  services: items of the workspace that give it.
    """

    id: Ident
    kind: RecordKind
    title: Label
    what: Label | None = None
    says: tuple[Statement, ...] = ()
    code: Str | None = None
    level: Level | None = None
    domain: Ident | None = None
    category: Category | None = None
    issued: Day | None = None
    effective: Day | None = None
    place: Str | None = None
    services: OneOrMore(Str) = ()  # type: ignore[valid-type]
    sources: OneOrMore(Str)  # type: ignore[valid-type]
    note: Label | None = None

    @property
    def is_disputed(self) -> bool:
        """Whether sources give different values; 2023-06 and 2023-06-14, or 41.3 and 41.30, are no dispute."""
        values = {_comparable(said.value) for said in self.says}
        exact = [one for one in values if not any(str(other).startswith(f"{one}-") for other in values)]
        return len(exact) > 1


def _comparable(value: str) -> str | Fraction:
    try:
        return read_number(value)
    except QuantityError:
        return value


class RecordFile(Model):
    """The content of ``record.yaml``."""

    entries: tuple[RecordEntry, ...] = ()

"""What a finder found, before it has an id and a place in the file: its words, its value, and what it is a part of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.standard.document import ProposalKind
from zhunsheng.standard.wording import Text

#: Where in a service a value belongs.  ``guarantee`` makes a deliverable of the clause; ``none`` has no place of its own.
SlotKind = Literal[
    "eligible", "promise", "statutory", "guarantee", "fee", "case_type", "material", "step", "within", "none"
]
Value = str | dict[str, object]


@dataclass(frozen=True)
class Slot:
    """A place to be found in the skeleton of the service.  name: of the guarantee, material or step."""

    kind: SlotKind
    name: str = ""


NOWHERE = Slot("none")


@dataclass(frozen=True, eq=False)
class Draft:
    """A proposal in the making.  start, end: the characters of the passage that it was read from.

    value: in the language of the format; facts: the names that a rule uses and that must be declared.
    """

    kind: ProposalKind
    passage: Passage
    start: int
    end: int
    value: Value
    slot: Slot = NOWHERE
    notes: tuple[Text, ...] = field(default=())

    @property
    def quote(self) -> str:
        """The words around it."""
        return self.passage.quote(self.start, self.end)

    def noting(self, *notes: Text | None) -> Draft:
        """The same with further notes."""
        added = tuple(note for note in notes if note is not None and note not in self.notes)
        return replace(self, notes=(*self.notes, *added)) if added else self

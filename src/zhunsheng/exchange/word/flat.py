"""What a flat reading of a Word file consists of: paragraphs and tables in order, and the notes that they refer to.

Every piece of text of the file belongs to exactly one unit (`accounts.Unit`); a paragraph or cell names its unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from zhunsheng.exchange.accounts import Unit
from zhunsheng.exchange.word.lists import Number

NoteKind = Literal["footnote", "endnote"]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a paragraph refers to a footnote or endnote: the character before which its mark stands."""

    at: int
    kind: NoteKind
    id: str


@dataclass(slots=True)
class Para:
    """A paragraph as printed.

    text: line breaks as ``\\n``, tabs as ``\\t``; without what is hidden or was deleted.  style: its name in lower case.
    outline: level from 0 by style or paragraph, None for body text.  size: half points of its largest text.
    box: stands in a text box or frame.  contents: the result of a contents field or style.  breaks: a new page begins
    with it.
    """

    unit: Unit
    text: str
    style: str = ""
    outline: int | None = None
    number: Number | None = None
    bold: bool = False
    size: int | None = None
    align: str = ""
    box: bool = False
    contents: bool = False
    breaks: bool = False
    marks: tuple[NoteMark, ...] = ()


@dataclass(slots=True)
class GridCell:
    """A cell: its unit, how many columns and rows it takes, and whether its text is bold throughout."""

    unit: Unit
    text: str
    across: int = 1
    down: int = 1
    bold: bool = False
    marks: tuple[NoteMark, ...] = ()


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, without what a larger cell covers.

    heads: rows marked as repeated on every page.  style: name of its style in lower case.
    """

    rows: list[list[GridCell]]
    heads: int = 0
    box: bool = False
    style: str = ""


Block: TypeAlias = Para | Grid


def followed(blocks: Sequence[Block]) -> list[tuple[Block, Block | None]]:
    """Each block with the next one that is a table or has text."""
    found: list[tuple[Block, Block | None]] = []
    behind: Block | None = None
    for block in reversed(blocks):
        found.append((block, behind))
        if isinstance(block, Grid) or block.text.strip():
            behind = block
    return found[::-1]


@dataclass
class Reading:
    """A file as it was read.

    units: all of them, in order of number; those that are neither paragraph, cell nor box belong to no block.  notes:
    the units of footnotes and endnotes by kind and id.
    """

    path: str
    blocks: list[Block] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    notes: dict[tuple[NoteKind, str], Unit] = field(default_factory=dict)

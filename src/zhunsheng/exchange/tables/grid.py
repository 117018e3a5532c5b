"""A sheet as a grid of texts: only rows that hold anything, with what a reader must know about odd cells.

Numbers, dates and percentages are already texts, as people would read them on the screen.  Rows and columns count
from 1, as spreadsheets name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

#: error: ``#REF!`` and the like.  uncomputed: a formula without a result.  doubtful: a formula with a result that its
#: writer did not compute.  long: more characters than a text of the format holds.  serial: a bare number that is
#: formatted as a day although no day has it.
Mark = Literal["error", "uncomputed", "doubtful", "long", "serial"]
#: Characters of one cell that the format can hold; spreadsheets themselves stop at 32,767.
MAX_TEXT = 20_000
_BLANK = " \t\n\u3000\xa0\u200b\ufeff"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Spot(NamedTuple):
    """A cell by row and column."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """As spreadsheets write it.

        >>> Spot(17, 4).name, Spot(1, 28).name
        ('D17', 'AB1')
        """
        return f"{letters(self.column)}{self.row}"


class Area(NamedTuple):
    """Merged cells: the first and the last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds anything: its number, its texts from column 1 on (empty ones are ``""``)."""

    number: int
    texts: tuple[str, ...]

    def text(self, column: int) -> str:
        """The text in a column; empty beyond the last."""
        return self.texts[column - 1] if 0 < column <= len(self.texts) else ""

    def filled(self) -> Iterator[tuple[int, str]]:
        """Columns that hold something, with their text."""
        return ((at, text) for at, text in enumerate(self.texts, 1) if text)


@dataclass(frozen=True, slots=True)
class Beside:
    """Text over or behind the cells: a comment, a text box, a header of the print-out, a value under a merged cell."""

    kind: Literal["comment", "drawing", "page", "covered"]
    text: str
    spot: Spot | None = None


@dataclass(frozen=True)
class Grid:
    """A sheet (or a CSV file, whose `name` is empty).

    merged: areas whose value is already in each of their cells; covers: those cells except the first of each.
    marks: what is odd about cells.  formulas: texts of formulas without a result.  hidden: not shown to people.
    beyond: cells outside the columns that are read.
    """

    name: str
    lines: tuple[Line, ...] = ()
    merged: tuple[Area, ...] = ()
    marks: dict[Spot, Mark] = field(default_factory=dict)
    formulas: dict[Spot, str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    beside: tuple[Beside, ...] = ()
    beyond: tuple[tuple[Spot, str], ...] = ()

    @cached_property
    def width(self) -> int:
        """The last column that holds anything."""
        return max((len(line.texts) for line in self.lines), default=0)

    @cached_property
    def covers(self) -> dict[Spot, Spot]:
        """Cells that a merged cell covers, with its first cell; only cells of rows that are there."""
        numbers = [line.number for line in self.lines]
        found: dict[Spot, Spot] = {}
        for area in self.merged:
            first = Spot(area.top, area.left)
            for number in _within(numbers, area.top, area.bottom):
                for column in range(area.left, min(area.right, self.width) + 1):
                    if (number, column) != first:
                        found[Spot(number, column)] = first
        return found

    def says(self, spot: Spot) -> str:
        """A cell as messages name it: ``明细表!D17``, ``D17`` in a CSV file."""
        return f"{self.name}!{spot.name}" if self.name else spot.name

    def cells(self) -> int:
        """How many cells hold something of their own; what a merged cell covers isn't counted again."""
        return sum(1 for line in self.lines for text in line.texts if text) - sum(
            1 for spot in self.covers if self._holds(spot)
        )

    def _holds(self, spot: Spot) -> bool:
        line = self._by_number.get(spot.row)
        return line is not None and bool(line.text(spot.column))

    @cached_property
    def _by_number(self) -> dict[int, Line]:
        return {line.number: line for line in self.lines}


def _within(numbers: list[int], first: int, last: int) -> Iterable[int]:
    """The numbers of a rising list from `first` to `last`."""
    from bisect import bisect_left, bisect_right

    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


@lru_cache(4096)
def letters(column: int) -> str:
    """A column's letters.

    >>> letters(1), letters(26), letters(27), letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_number(word: str) -> int:
    """A column's number; 0 for letters that name none.

    >>> column_number("D"), column_number("xfd"), column_number("XFE"), column_number("标准")
    (4, 16384, 0, 0)
    """
    if not (word.isascii() and word.isalpha() and len(word) <= 3):
        return 0
    found = 0
    for letter in word.upper():
        found = found * 26 + ord(letter) - 64
    return found if found <= 16_384 else 0


def clean(text: str) -> str:
    """A cell's text without control characters and without blanks around it and its lines.

    >>> clean(" 甲　\\r\\n\\r\\n 乙\\x00 ")
    '甲\\n乙'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    text = text.strip(_BLANK)
    if "\n" in text:
        text = "\n".join(line for part in text.split("\n") if (line := part.strip(_BLANK)))
    return text

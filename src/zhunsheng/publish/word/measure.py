"""How wide a text is, and how many lines it takes.

Chinese characters are square and Latin ones as wide as in Times New Roman.  No closing mark begins a line, no opening
mark ends one, Latin words stay whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

_CLOSING = frozenset("，。、；：？！）》〉」』】〕〗”’％…—·!%),.:;?]}")
_OPENING = frozenset("（《〈「『【〔〖“‘([{")
_HANGING = frozenset("，。、；：？！,.")
#: Widths of the signs from blank to tilde, in thousandths of the size.
_TIMES = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
#: What a cell of a table keeps free at its sides, and above and below, in points.
SIDE, ABOVE = 5.0, 2.5
#: Letters of the upright face (Arial) against those of the book face.
WIDER = 1.112
#: Between a Chinese character and a Latin letter or figure, in characters: in Word, and in LibreOffice.
BETWEEN, CLOSER_BETWEEN = 0.25, 0.2
#: What is never broken inside, its width, and how many such gaps stand before it.
Unit: TypeAlias = tuple[str, float, int]


@cache
def _advance(mark: str) -> float:
    if " " <= mark <= "~":
        return _TIMES[ord(mark) - 32] / 1000
    return 0.0 if unicodedata.combining(mark) else 1.0


def ems(words: str) -> float:
    """How wide a text is on one line, in characters."""
    return sum(width + gaps * BETWEEN for _, width, gaps in _units(words))


@lru_cache(maxsize=4096)
def _units(words: str) -> tuple[Unit, ...]:
    """Characters, Latin words and blanks."""
    return tuple(_each_unit(words))


def _each_unit(words: str) -> Iterator[Unit]:
    word, width, gaps, before = "", 0.0, 0, ""
    for mark in words:
        is_latin = mark.isascii() and mark != " "
        if is_latin and word:
            word, width = word + mark, width + _advance(mark)
        else:
            if word:
                yield word, width, gaps
            word, width, gaps = mark, _advance(mark), int(_meet(before, mark))
        if not is_latin:
            yield word, width, gaps
            word = ""
        before = mark
    if word:
        yield word, width, gaps


def _meet(left: str, right: str) -> bool:
    """Whether a Chinese character and a Latin letter or figure stand side by side."""
    if not left:
        return False
    return (_is_chinese(left) and right.isascii() and right.isalnum()) or (
        _is_chinese(right) and left.isascii() and left.isalnum()
    )


def _is_chinese(mark: str) -> bool:
    return "\u3400" <= mark <= "\u9fff"


@dataclass(frozen=True)
class Measured:
    """A paragraph as it is set: its lines as units, size in points, room on the first line and on the others."""

    rows: tuple[tuple[Unit, ...], ...]
    size: float
    first: float
    rest: float

    @classmethod
    def of(cls, words: str, size: float, first: float, rest: float) -> Measured:
        """The measure of a text; ``\\n`` begins a new line."""
        rows = tuple(_units(row) for row in words.split("\n"))
        return cls(rows, size, max(first, size), max(rest, size))

    def lines(self, *, hanging: bool = False, squeeze: float = 0, slack: float = 0, between: float = BETWEEN) -> int:
        """How many lines it takes.

        hanging: a full stop or comma may stand in the margin.  squeeze: points that each character is set closer.
        slack: points that there is more room than was measured.  between: a gap between the scripts, in characters.
        """
        closer = squeeze / self.size
        first, rest = (self.first + slack) / self.size, (self.rest + slack) / self.size
        lines = 0
        for at, row in enumerate(self.rows):
            units = [(mark, width - closer * len(mark) + gaps * between) for mark, width, gaps in row]
            lines += _count(units, first if at == 0 else rest, rest, hanging=hanging)
        return lines


def _count(units: Sequence[tuple[str, float]], room: float, rest: float, *, hanging: bool) -> int:
    lines, start, at, used = 1, 0, 0, 0.0
    while at < len(units):
        mark, width = units[at]
        fits = used + width <= room + 1e-6 or mark == " " or (hanging and mark in _HANGING and used <= room + 1e-6)
        if fits or at == start:
            used += width
            at += 1
            continue
        at = _break(units, start, at)
        lines, start, room, used = lines + 1, at, rest, 0.0
    return lines


def _break(units: Sequence[tuple[str, float]], start: int, at: int) -> int:
    """Where the line that began at `start` and is full before `at` is broken; anywhere, if there is no right place."""
    for best in range(at, start, -1):
        if units[best][0][0] not in _CLOSING and units[best - 1][0][-1] not in _OPENING:
            return best
    return at

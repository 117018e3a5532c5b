"""A sheet with several tables below one another, cut where another header begins.

A header that stands again as it was, on each printed page, begins no table of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from zhunsheng.exchange.tables.fields import FIELDS
from zhunsheng.exchange.tables.grid import Grid, Line
from zhunsheng.exchange.tables.header import find_header
from zhunsheng.exchange.tables.heads import normal

_HEADS = frozenset(head for fields in FIELDS.values() for one in fields for head in one.heads)
#: Of the filled cells of a header, this part are names that people give to fields, and at least so many.
_PART, _LEAST = 0.6, 3
_LONGEST = 16


def pieces(grid: Grid) -> Iterator[Grid]:
    """The tables of a sheet, in order; most sheets are one.  What lies beside the cells stays with the first."""
    cuts = [0, *_cuts(grid), len(grid.lines)]
    for number, (start, end) in enumerate(pairwise(cuts)):
        if len(cuts) == 2:
            yield grid
        elif number:
            yield replace(grid, lines=grid.lines[start:end], beside=(), beyond=())
        else:
            yield replace(grid, lines=grid.lines[start:end])


def _cuts(grid: Grid) -> Iterator[int]:
    """Places of lines at which a table with a header of its own begins, without the first."""
    known: tuple[tuple[int, str], ...] | None = None
    last = 0
    for at, line in enumerate(grid.lines):
        if not _is_header(line):
            continue
        heads = tuple((column, normal(text)) for column, text in line.filled())
        if known is not None and heads != known and line.number > last + 1 and _begins(grid, at):
            yield at
        if known is None or line.number > last + 1:
            known = heads
        last = line.number


def _is_header(line: Line) -> bool:
    texts = [text for _, text in line.filled()]
    if len(texts) < _LEAST or len(texts[0]) > _LONGEST:
        return False
    found = sum(len(text) <= _LONGEST and normal(text) in _HEADS for text in texts)
    return found >= max(_LEAST, _PART * len(texts))


def _begins(grid: Grid, at: int) -> bool:
    header = find_header(replace(grid, lines=grid.lines[at : at + 4]))
    return header is not None and header.first == 0

"""The header of a table: where it stands below title rows, how many rows it has, and what kind of table follows.

A header may have two or three rows with groups (办理时限 over 法定 and 承诺), merged in a workbook or left blank in a
CSV file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.exchange.tables.content import passes
from zhunsheng.exchange.tables.fields import TABLE_KINDS, TableKind
from zhunsheng.exchange.tables.grid import Grid, Line
from zhunsheng.exchange.tables.heads import ENOUGH, normal, scores

#: Rows from the top among which a header is looked for, and the most rows that one has.
SEARCHED, DEEPEST = 60, 3
#: Characters of a header cell; a longer text is a remark or data.
_LONGEST = 40
#: A header that names a field so well leaves no doubt.
_CLEAR = 0.8
#: A header that names so many fields is looked no further for.
_CERTAIN = 5.0
_COUNTED = re.compile(r"应有|现有|合计|小计|总计|比例|占比|覆盖率|项数")


@dataclass(frozen=True)
class Header:
    """A header.  first: the place of its first line in the grid; depth: its lines; parts: per column, top to bottom.

    score: how well it names the fields of `kind`.
    """

    kind: TableKind
    first: int
    depth: int
    parts: Mapping[int, tuple[str, ...]]
    score: float

    @property
    def after(self) -> int:
        """The place of the first line below it."""
        return self.first + self.depth

    def says(self, column: int) -> str:
        """A column's header in one line, ``办理时限·法定``."""
        return "·".join(part.replace("\n", "") for part in self.parts.get(column, ()))


def find_header(
    grid: Grid, kinds: Sequence[TableKind] = tuple(TABLE_KINDS), chosen: frozenset[str] = frozenset(), start: int = 0
) -> Header | None:
    """The best header among the first rows from `start` on; None when no row names a title and one more field.

    chosen: headers that the user set, which count as known.  A row that a merged cell reaches into from above begins none.
    """
    best: Header | None = None
    hanging = {spot.row for spot, origin in grid.covers.items() if origin.row < spot.row}
    for first in range(start, min(start + SEARCHED, len(grid.lines))):
        if best is not None and best.score >= _CERTAIN and first >= best.after:
            break
        if not _may_begin(grid.lines[first]) or grid.lines[first].number in hanging:
            continue
        for depth in range(1, DEEPEST + 1):
            if first + depth > len(grid.lines) or (depth > 1 and not _continues(grid, first, depth)):
                break
            parts = _parts(grid.lines[first : first + depth])
            for kind in kinds:
                score = _score(kind, parts, chosen)
                if score > (best.score if best is not None else 0.0) + 0.01:
                    best = Header(kind, first, depth, parts, score)
    return best


def is_statistics(header: Header | None, titles: Sequence[str], name: str) -> bool:
    """Whether a sheet counts standards instead of listing them.  titles: texts above the header."""
    heads = "" if header is None else " ".join(" ".join(parts) for parts in header.parts.values())
    counted = len(set(_COUNTED.findall(heads)))
    return counted >= 2 or (counted >= 1 and any("统计" in text for text in (*titles, name)))


def _may_begin(line: Line) -> bool:
    texts = {text for _, text in line.filled()}
    return len(texts) >= 2 and sum(len(text) <= _LONGEST for text in texts) >= 0.8 * len(texts)


def _continues(grid: Grid, first: int, depth: int) -> bool:
    """Whether the last line of a header of `depth` lines is no data: words below a group, or merged with the line above."""
    above, line = grid.lines[first + depth - 2], grid.lines[first + depth - 1]
    if line.number != above.number + 1:
        return False
    own = [text for at, text in line.filled() if text != above.text(at)]
    return bool(own) and _may_begin(line) and not any(_is_data(text) for text in own)


def _is_data(text: str) -> bool:
    return passes("code", text) or passes("day", text) or passes("count", text) or len(text) > _LONGEST


def _parts(lines: Sequence[Line]) -> dict[int, tuple[str, ...]]:
    """Per column its texts from top to bottom, each once; a blank under a group takes the group to its left."""
    width = max(len(line.texts) for line in lines)
    found: dict[int, tuple[str, ...]] = {}
    group = ""
    for column in range(1, width + 1):
        texts = [line.text(column) for line in lines]
        if len(texts) > 1:
            below = any(texts[1:])
            if texts[0]:
                group = texts[0] if below else ""
            elif below:
                texts[0] = group
        parts = tuple(dict.fromkeys(text for text in texts if text))
        if parts:
            found[column] = parts
    return found


def _score(kind: TableKind, parts: Mapping[int, tuple[str, ...]], chosen: frozenset[str]) -> float:
    """How many fields are named, and how well; 0 unless a title and something beside it are named clearly."""
    best: dict[str, float] = {}
    marks: set[str] = set()
    known = 0
    by_user = any(normal(text) in chosen for texts in parts.values() for text in texts)
    for texts in parts.values():
        named = scores(kind, texts) if max(map(len, texts)) <= _LONGEST else ()
        if any(normal(text) in chosen for text in texts):
            known += 1
            best[texts[-1]] = 1.0
        elif named and named[0][1] >= ENOUGH:
            known += 1
            one, score = named[0]
            best[one.name] = max(best.get(one.name, 0.0), score)
            marks |= {one.name} if one.mark else set()
    clear = [name for name, score in best.items() if score >= _CLEAR]
    titled = by_user or "title" in clear or "material" in clear
    told_apart = len(clear) >= 3 or bool(marks - {"title"}) or by_user
    if not titled or len(clear) < (1 if by_user else 2) or not told_apart or known < 0.3 * len(parts):
        return 0.0
    return sum(best.values()) + 0.5 * len(marks)

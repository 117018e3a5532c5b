"""The statistics of a standards system: places counted crosswise, with sums that agree.

Source: GB/T 13016—2018, statistics table: what should be there (应有数), what is there (现有数), the share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.tree import Tally, tally_of
from zhunsheng.publish.framework.words import COMMON, LEVELS, RANKS
from zhunsheng.publish.wording import CATEGORIES
from zhunsheng.standard.system import RANKS as RANK_ORDER
from zhunsheng.standard.system import DetailRow
from zhunsheng.standard.wording import T, Text, Words

Key = str | None


@dataclass(frozen=True)
class Line:
    """A line or a column of a cross table: what it counts, and what it is called; a bare string is an id."""

    key: Key
    label: Text | Words | str


@dataclass(frozen=True)
class Cross:
    """Places by two properties.  cells: by (line, column) in their order; what is in no column is in no cell."""

    lines: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: Mapping[tuple[Key, Key], Tally]

    def cell(self, line: Line, column: Line) -> Tally:
        """How many places are in both."""
        return self.cells.get((line.key, column.key), Tally())

    def of_line(self, line: Line) -> Tally:
        """The sum of a line."""
        return sum((self.cell(line, column) for column in self.columns), Tally())

    def of_column(self, column: Line) -> Tally:
        """The sum of a column."""
        return sum((self.cell(line, column) for line in self.lines), Tally())

    @cached_property
    def total(self) -> Tally:
        """The sum of all."""
        return sum((self.of_line(line) for line in self.lines), Tally())


def crossed(
    rows: Sequence[DetailRow],
    lines: Sequence[Line],
    columns: Sequence[Line],
    line_of: Callable[[DetailRow], Key],
    column_of: Callable[[DetailRow], Key],
) -> Cross:
    """Count rows crosswise.  INVARIANT: the total is that of the rows; a key that nobody named gets a line of its own."""
    held: dict[tuple[Key, Key], list[DetailRow]] = {}
    for row in rows:
        held.setdefault((line_of(row), column_of(row)), []).append(row)
    return Cross(
        _whole(lines, [key for key, _ in held]),
        _whole(columns, [key for _, key in held]),
        {key: tally_of(found) for key, found in held.items()},
    )


def _whole(named: Sequence[Line], found: Sequence[Key]) -> tuple[Line, ...]:
    known = {line.key for line in named}
    more = dict.fromkeys(key for key in found if key not in known)
    return (*named, *(Line(key, T("未注明") if key is None else key) for key in more))


def subsystems(framework: Framework) -> tuple[Line, ...]:
    """What is common to all, then the domains in their order."""
    named = (Line(None, COMMON), *(Line(key, title) for key, title in framework.domains.items()))
    scope = framework.scope.domain
    return named if scope is None else tuple(one for one in named if one.key == (None if scope == "common" else scope))


def categories(framework: Framework) -> tuple[Line, ...]:
    """The four categories."""
    named = (Line(key, text) for key, text in CATEGORIES.items())
    scope = framework.scope.category
    return tuple(one for one in named if scope is None or one.key == scope)


def ranks() -> tuple[Line, ...]:
    """The five levels of the framework."""
    return tuple(Line(rank, RANKS[rank]) for rank in RANK_ORDER)


def levels() -> tuple[Line, ...]:
    """The six levels of the format: provincial and city standards apart."""
    return tuple(Line(level, text) for level, text in LEVELS.items())


WHOLE = (Line("all", T("合计")),)


def by_rank(framework: Framework) -> Cross:
    """Subsystem by level."""
    return crossed(framework.rows, subsystems(framework), ranks(), _domain, lambda row: row.rank)


def by_category(framework: Framework) -> Cross:
    """Subsystem by category."""
    return crossed(framework.rows, subsystems(framework), categories(framework), _domain, lambda row: row.category)


def category_states(framework: Framework) -> Cross:
    """Category by state: the columns of a line are those of its tally."""
    return crossed(framework.rows, categories(framework), WHOLE, lambda row: row.category, lambda row: "all")


def level_states(framework: Framework) -> Cross:
    """Level by state."""
    return crossed(framework.rows, levels(), WHOLE, lambda row: row.level, lambda row: "all")


def _domain(row: DetailRow) -> Key:
    return row.domain

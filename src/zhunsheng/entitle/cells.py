"""The values of a fact, cut into cells: two values lie in one cell when no rule of the interview tells them apart.

What is known about a fact is a set of cells, held as the bits of a whole number; a condition on one fact is such a set
as well, so that asking whether it holds is two `and`s.  Numbers and days are counted (`code`), money in fen.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhunsheng.rule.evaluate import closure
from zhunsheng.rule.tree import Compare, Day, Expr, Name, Number, OneOf, Value, children, names
from zhunsheng.standard.facts import Fact, FactBook, Parameter

#: Up to this many values a condition on one fact is tried value by value, whatever its form.
_TRIED = 5000
_TOPS = {"age": "130", "money": "100000000", "int": "1000000"}


@dataclass(frozen=True)
class Cells:
    """One fact: its kind (bool, enum, date or number), its first code in each cell, and its last code.

    >>> age = Cells("age", "number", (0, 65, 80), 120)
    >>> age.cell_of(67), age.bounds(1), age.everything
    (1, (65, 79), 7)
    """

    name: str
    kind: str
    starts: tuple[int, ...]
    last: int
    members: tuple[str, ...] = ()

    @property
    def everything(self) -> int:
        """All cells: nothing is known."""
        return (1 << len(self.starts)) - 1

    def code(self, value: Value) -> int:
        """The number that stands for a value."""
        if self.kind == "enum":
            return self.members.index(str(value))
        if isinstance(value, date):
            return value.toordinal()
        return math.floor(value) if isinstance(value, Fraction) else int(value)

    def value(self, code: int) -> Value:
        """The value that a number stands for."""
        if self.kind == "bool":
            return bool(code)
        if self.kind == "enum":
            return self.members[code]
        return date.fromordinal(code) if self.kind == "date" else code

    def cell_of(self, value: Value) -> int:
        """The cell of a value; one outside the range counts to the nearest cell."""
        return max(0, bisect_right(self.starts, self.code(value)) - 1)

    def bounds(self, cell: int) -> tuple[int, int]:
        """First and last code of a cell."""
        end = self.starts[cell + 1] - 1 if cell + 1 < len(self.starts) else self.last
        return self.starts[cell], end

    def span(self, known: int) -> tuple[int, int]:
        """First and last code of a set of cells that is not empty."""
        first, last = (known & -known).bit_length() - 1, known.bit_length() - 1
        return self.starts[first], self.bounds(last)[1]

    def only(self, known: int) -> Value | None:
        """The one value that a set of cells leaves, or None when it leaves several."""
        low, high = self.span(known)
        return self.value(low) if low == high else None

    def where(self, condition: Expr) -> int:
        """The cells in which a condition on this fact alone holds."""
        test = closure(condition)
        return sum(1 << cell for cell, code in enumerate(self.starts) if test({self.name: self.value(code)}) is True)


def bits(known: int) -> Iterator[int]:
    """The cells of a set, one bit each, lowest first."""
    while known:
        bit = known & -known
        yield bit
        known ^= bit


def leaves(expr: Expr) -> Iterator[Expr]:
    """The parts of a condition in canonical form that and, or and not join."""
    from zhunsheng.rule.tree import And, Not, Or

    if isinstance(expr, (And, Or)):
        for item in expr.items:
            yield from leaves(item)
    elif isinstance(expr, Not):
        yield from leaves(expr.item)
    else:
        yield expr


def cut(book: FactBook, conditions: Iterable[Expr]) -> dict[str, Cells]:
    """Cells of every fact and parameter that the conditions (canonical forms) mention, in declared order."""
    wanted: dict[str, set[int]] = {}
    alone: dict[str, set[Expr]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            used = names(leaf)
            for name in used:
                wanted.setdefault(name, set())
            if len(used) == 1:
                alone.setdefault(used[0], set()).add(leaf)
    found: dict[str, Cells] = {}
    declared: Mapping[str, Fact | Parameter] = {**book.facts, **book.parameters}
    for name, item in declared.items():
        if name in wanted:
            whole = _whole_range(name, item)
            points = {point for leaf in alone.get(name, ()) for point in _points(leaf, whole)}
            found[name] = _with_cuts(whole, points)
    return found


def is_simple(leaf: Expr, cells: Mapping[str, Cells]) -> bool:
    """Whether a leaf speaks of one fact and is constant in each of its cells."""
    used = names(leaf)
    return len(used) == 1 and used[0] in cells and _points(leaf, cells[used[0]]) is not _UNCUT


def _whole_range(name: str, item: Fact | Parameter) -> Cells:
    if item.type == "bool":
        return Cells(name, "bool", (0, 1), 1)
    if isinstance(item, Fact) and item.type == "enum":
        members = tuple(item.members or ())
        return Cells(name, "enum", tuple(range(len(members))), len(members) - 1, members)
    low, high = item.range or (None, None)
    if item.type == "date":
        first, last = date.fromisoformat(low or "1900-01-01"), date.fromisoformat(high or "2199-12-31")
        return Cells(name, "date", (first.toordinal(),), last.toordinal())
    if isinstance(item, Fact) and item.born is not None and item.on != "application_day":
        low = "-1"  # who was born after the reference day
    return Cells(name, "number", (_number(low or "0", item),), _number(high or _TOPS[item.type], item))


def _number(text: str, item: Fact | Parameter) -> int:
    return int(Decimal(text) * (100 if item.type == "money" else 1))


def _with_cuts(whole: Cells, points: Iterable[int]) -> Cells:
    if whole.kind in ("bool", "enum"):
        return whole
    first = whole.starts[0]
    inside = sorted({first, *(point for point in points if first < point <= whole.last)})
    return Cells(whole.name, whole.kind, tuple(inside), whole.last, whole.members)


#: What `_points` returns for a leaf that cells cannot hold.
_UNCUT: frozenset[int] = frozenset({-(10**18)})


def _points(leaf: Expr, whole: Cells) -> frozenset[int]:
    """The codes at which a condition on one fact may change."""
    if whole.kind in ("bool", "enum"):
        return frozenset()
    match leaf:
        case Compare(Name(), op, Number() | Day() as bound):
            return frozenset(_edges(op, bound))
        case OneOf(Name(), members):
            return frozenset(edge for member in members for edge in _edges("==", member))
        case _ if whole.last - whole.starts[0] < _TRIED and all(not isinstance(part, Day) for part in children(leaf)):
            return _tried(leaf, whole)
        case _:
            return _UNCUT


def _edges(op: str, bound: Expr) -> Iterator[int]:
    number: Fraction | int = bound.value.toordinal() if isinstance(bound, Day) else bound.value  # type: ignore[attr-defined]
    low, high = math.ceil(number), math.floor(number) + 1
    if op in (">=", "<", "==", "!="):
        yield low
    if op in ("<=", ">", "==", "!="):
        yield high


def _tried(leaf: Expr, whole: Cells) -> frozenset[int]:
    test = closure(leaf)
    codes = range(whole.starts[0], whole.last + 1)
    truths = [test({whole.name: whole.value(code)}) for code in codes]
    changes = [code for code, before, after in zip(codes[1:], truths, truths[1:], strict=False) if before != after]
    return frozenset(changes)

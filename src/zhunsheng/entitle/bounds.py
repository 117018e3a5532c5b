"""Bounds of a value over everybody who may still be meant, and what they say about a comparison.

Sound, not complete: where the bounds of both sides overlap nothing is said.  Where every fact has one value the plain
evaluator of `rule` answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from zhunsheng.entitle.cells import Cells
from zhunsheng.entitle.known import Known
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.tree import (
    Add,
    Compare,
    Day,
    Expr,
    FloorDiv,
    Least,
    Most,
    Name,
    Not,
    Number,
    Op,
    Scale,
    Truth,
    Value,
)

Exact: TypeAlias = int | Fraction
Bounds: TypeAlias = tuple[Exact, Exact]
_OPPOSITE: Mapping[Op, Op] = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


def compared(expr: Expr, index: Mapping[str, int], cells: Sequence[Cells], known: Known) -> Truth:
    """The truth of a leaf of several facts; `index`: the numbers of exactly the facts that it mentions."""
    person: dict[str, Value] = {}
    for name, fact in index.items():
        value = known.exact.get(fact)
        if value is None:
            value = cells[fact].only(known[fact])
        if value is None:
            return _by_bounds(expr, index, cells, known)
        person[name] = value
    return holds(expr, person)


def _by_bounds(expr: Expr, index: Mapping[str, int], cells: Sequence[Cells], known: Known) -> Truth:
    if isinstance(expr, Not):
        inner = _by_bounds(expr.item, index, cells, known)
        return None if inner is None else not inner
    if not isinstance(expr, Compare):
        return None
    left, right = _bounds(expr.left, index, cells, known), _bounds(expr.right, index, cells, known)
    return None if left is None or right is None else _ordered(left, expr.op, right)


def _ordered(left: Bounds, op: Op, right: Bounds) -> Truth:
    if op in (">", ">=", "!="):
        opposite = _ordered(left, _OPPOSITE[op], right)
        return None if opposite is None else not opposite
    if op == "==":
        if left[1] < right[0] or right[1] < left[0]:
            return False
        return True if left[0] == left[1] == right[0] == right[1] else None
    surely = left[1] < right[0] if op == "<" else left[1] <= right[0]
    never = left[0] >= right[1] if op == "<" else left[0] > right[1]
    return True if surely else False if never else None


def _bounds(expr: Expr, index: Mapping[str, int], cells: Sequence[Cells], known: Known) -> Bounds | None:
    match expr:
        case Number(value):
            return value, value
        case Day(value):
            return value.toordinal(), value.toordinal()
        case Name(name):
            return _of_fact(index[name], cells, known)
        case Scale(factor, item):
            inner = _bounds(item, index, cells, known)
            return None if inner is None else _sorted(factor * inner[0], factor * inner[1])
        case FloorDiv(item, divisor):
            inner = _bounds(item, index, cells, known)
            if inner is None:
                return None
            return inner[0] // divisor, inner[1] // divisor
        case Add(left, right):
            return _combined((left, right), index, cells, known, add=True)
        case Least(items) | Most(items):
            return _combined(items, index, cells, known, least=isinstance(expr, Least))
        case _:
            return None


def _of_fact(fact: int, cells: Sequence[Cells], known: Known) -> Bounds | None:
    mine = cells[fact]
    if mine.kind not in ("number", "date"):
        return None
    exact = known.exact.get(fact)
    return mine.span(known[fact]) if exact is None else (mine.code(exact), mine.code(exact))


def _combined(
    items: Sequence[Expr],
    index: Mapping[str, int],
    cells: Sequence[Cells],
    known: Known,
    *,
    add: bool = False,
    least: bool = False,
) -> Bounds | None:
    found = [_bounds(item, index, cells, known) for item in items]
    parts = [part for part in found if part is not None]
    if len(parts) < len(found):
        return None
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    if add:
        return sum(lows), sum(highs)
    return (min(lows), min(highs)) if least else (max(lows), max(highs))


def _sorted(a: Exact, b: Exact) -> Bounds:
    return (a, b) if a <= b else (b, a)

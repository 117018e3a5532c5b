"""Comparing two values exactly: units reconciled, better or worse by direction, as conditions over residents."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zhunsheng.rule.normal import constant_value
from zhunsheng.rule.tree import FALSE, TRUE, Compare, Expr, Op, Scale
from zhunsheng.standard.quantity import Quantity, Unit, factor, never_longer
from zhunsheng.standard.service import Direction

Side = tuple[Expr, Unit]


@dataclass(frozen=True)
class Comparison:
    """Conditions for ``ours is at least as good`` and ``ours is strictly better``; better is None where unknowable."""

    enough: Expr
    better: Expr | None


@dataclass(frozen=True)
class Incomparable:
    """Why two values cannot be compared."""

    reason: Literal["direction", "units"]


_ENOUGH: dict[Direction, Op] = {"at_least": ">=", "at_most": "<=", "exactly": "=="}
_BETTER: dict[Direction, Op] = {"at_least": ">", "at_most": "<"}


def compare_values(ours: Side, our_way: Direction, theirs: Side, way: Direction) -> Comparison | Incomparable:
    """How our bound stands to theirs, seen in the direction `way` that theirs is given in.

    A bound given exactly may serve as a lower or an upper bound; not the reverse.  Spans in units without an exact
    conversion are compared where one is certainly never longer than the other.
    """
    if our_way not in (way, "exactly"):
        return Incomparable("direction")
    (value, unit), (floor, floor_unit) = ours, theirs
    scale = factor(unit, floor_unit)
    if scale is None:
        return _by_length(value, unit, floor, floor_unit, way)
    mine = _scaled(value, scale)
    enough = Compare(mine, _ENOUGH[way], floor)
    better = Compare(mine, _BETTER[way], floor) if way in _BETTER else None
    return Comparison(enough, better)


def is_known(value: Expr) -> Expr:
    """The condition that holds certainly exactly where `value` is known."""
    return TRUE if constant_value(value) is not None else Compare(value, "==", value)


def _scaled(value: Expr, scale: Fraction) -> Expr:
    return value if scale == 1 else Scale(scale, value)


def _by_length(value: Expr, unit: Unit, floor: Expr, floor_unit: Unit, way: Direction) -> Comparison | Incomparable:
    a, b = constant_value(value), constant_value(floor)
    if a is None or b is None or way == "exactly":
        return Incomparable("units")
    mine, limit = Quantity(a, unit), Quantity(b, floor_unit)
    shorter = never_longer(mine, limit) if way == "at_most" else never_longer(limit, mine)
    if shorter is None:
        return Incomparable("units")
    return Comparison(TRUE if shorter else FALSE, None)

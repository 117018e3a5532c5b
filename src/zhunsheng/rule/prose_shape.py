"""The shape of a sentence before it has words: negation at the leaves, both bounds of a fact as one, list or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.rule.tree import And, Choose, Compare, Expr, Name, Not, Number, Op, Or, Scale, all_of, any_of, negation

_OPPOSITE: dict[Op, Op] = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
MIRROR: dict[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


def positive(expr: Expr) -> Expr:
    """The same condition with negation at the leaves; true, false and unknown stay what they are."""
    match expr:
        case Not(item):
            return _negative(item)
        case And(items):
            return all_of(*(positive(item) for item in items))
        case Or(items):
            return any_of(*(positive(item) for item in items))
        case Choose(condition, then, other):
            return Choose(positive(condition), positive(then), positive(other))
        case Compare():
            return _single_multiple(expr)
        case _:
            return expr


def _single_multiple(expr: Compare) -> Compare:
    """``3 * a >= 2 * b`` as ``a >= 2/3 * b``: a share reads better than two multiples."""
    left, right = expr.left, expr.right
    if isinstance(left, Scale) and isinstance(right, Scale) and left.factor > 0:
        return Compare(left.item, expr.op, Scale(right.factor / left.factor, right.item))
    return expr


def _negative(expr: Expr) -> Expr:
    match expr:
        case Not(item):
            return positive(item)
        case And(items):
            return any_of(*(_negative(item) for item in items))
        case Or(items):
            return all_of(*(_negative(item) for item in items))
        case Compare(left, op, right):
            return _single_multiple(Compare(left, _OPPOSITE[op], right))
        case Choose(condition, then, other):
            return Choose(positive(condition), _negative(then), _negative(other))
        case _:
            return negation(expr)


@dataclass(frozen=True, slots=True)
class Range:
    """Both bounds of one fact."""

    name: Name
    low: tuple[Op, Number]
    high: tuple[Op, Number]


def merged(expr: And | Or) -> list[Expr | Range]:
    """The items, with a lower and an upper bound of one fact as one."""
    if isinstance(expr, Or):
        return list(expr.items)
    found: list[Expr | Range] = []
    used: set[int] = set()
    for index, item in enumerate(expr.items):
        if index in used:
            continue
        partner = _partner(item, expr.items, index)
        if partner is None:
            found.append(item)
        else:
            used.add(partner)
            found.append(_range_of(item, expr.items[partner]))
    return found


def _partner(item: Expr, items: Sequence[Expr], index: int) -> int | None:
    bound = _simple_bound(item)
    if bound is None:
        return None
    for other_index in range(index + 1, len(items)):
        other = _simple_bound(items[other_index])
        if other is not None and other[0] == bound[0] and (other[1] in (">", ">=")) is not (bound[1] in (">", ">=")):
            low, high = (bound, other) if bound[1] in (">", ">=") else (other, bound)
            return other_index if low[2].value < high[2].value else None
    return None


def _simple_bound(expr: Expr) -> tuple[Name, Op, Number] | None:
    """``fact op number`` with an inequality, or None."""
    match expr:
        case Compare(Name() as name, op, Number() as number) if op not in ("==", "!="):
            return name, op, number
        case Compare(Number() as number, op, Name() as name) if op not in ("==", "!="):
            return name, MIRROR[op], number
        case _:
            return None


def _range_of(one: Expr, two: Expr) -> Range:
    bounds = {bound[1][0]: bound for bound in (_simple_bound(one), _simple_bound(two)) if bound is not None}
    low, high = bounds[">"], bounds["<"]
    return Range(low[0], low[1:], high[1:])


def whole_bound(op: Op, number: Fraction) -> tuple[Op, Fraction]:
    """A bound on a whole number by ``>=`` or ``<``."""
    if op == ">":
        return ">=", number + 1
    return ("<", number + 1) if op == "<=" else (op, number)


def wants_list(expr: And | Or) -> bool:
    """Whether a numbered list reads better than one sentence."""
    compound = [item for item in expr.items if isinstance(item, (And, Or, Choose))]
    deep = any(
        isinstance(part, (And, Or, Choose)) for item in compound if isinstance(item, (And, Or)) for part in item.items
    )
    return len(expr.items) > 3 or len(compound) > 1 or deep

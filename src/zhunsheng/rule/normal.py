"""Canonical forms: equal conditions become equal trees, and simple implications are seen without a solver.

Every step keeps the three-valued meaning (true, false and unknown stay what they are), so a proof made here holds for
residents with unknown facts too.  Works on checked trees: names are facts or parameters, money in fen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from zhunsheng.rule.tree import (
    FALSE,
    TRUE,
    Add,
    And,
    Choose,
    Compare,
    Constant,
    Expr,
    FloorDiv,
    Least,
    Member,
    Most,
    Name,
    Not,
    Number,
    OneOf,
    Op,
    Or,
    Scale,
    all_of,
    any_of,
)

_OPPOSITE: Mapping[Op, Op] = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_MIRROR: Mapping[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}

#: The members of an enum fact in declared order, or None for a fact that is no enum.
Members = Callable[[str], Sequence[str] | None]


def _no_members(_name: str) -> Sequence[str] | None:
    return None


def normal(expr: Expr, members: Members = _no_members) -> Expr:
    """The canonical form of a condition: negations at the leaves, bounds as ``>=`` / ``<=``, items sorted, absorbed.

    members: knows the enum facts, so that ``x != "a"`` and ``x in {the others}`` become one.
    """
    return _condition(expr, True, members)


def entails_by_structure(premise: Expr, conclusion: Expr) -> bool:
    """Whether `premise` plainly entails `conclusion`; both in normal form.  False means only: not seen here.

    Sound for unknown facts: whenever `premise` is certainly true, so is `conclusion`.
    """
    if premise in (conclusion, FALSE) or conclusion == TRUE:
        return True
    if isinstance(conclusion, And):
        return all(entails_by_structure(premise, item) for item in conclusion.items)
    if isinstance(premise, Or):
        return all(entails_by_structure(item, conclusion) for item in premise.items)
    if isinstance(premise, And) and any(entails_by_structure(item, conclusion) for item in premise.items):
        return True
    if isinstance(conclusion, Or):
        return any(entails_by_structure(premise, item) for item in conclusion.items)
    return _atom_entails(premise, conclusion)


def constant_value(expr: Expr) -> Fraction | None:
    """The number that a value is for every resident, or None where it depends on facts."""
    match expr:
        case Number(value):
            return value
        case Scale(factor, item):
            inner = constant_value(item)
            return None if inner is None else factor * inner
        case Add(left, right):
            a, b = constant_value(left), constant_value(right)
            return None if a is None or b is None else a + b
        case FloorDiv(item, divisor):
            inner = constant_value(item)
            return None if inner is None else Fraction(math.floor(inner / divisor))
        case Least(items) | Most(items):
            values = [constant_value(item) for item in items]
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                return None
            return min(known) if isinstance(expr, Least) else max(known)
        case Choose(_, then, other):
            a, b = constant_value(then), constant_value(other)
            return a if a is not None and a == b else None
        case _:
            return None


def _condition(expr: Expr, positive: bool, members: Members) -> Expr:
    match expr:
        case Constant(value):
            return TRUE if value is positive else FALSE
        case Not(item):
            return _condition(item, not positive, members)
        case And(items) | Or(items):
            parts = [_condition(item, positive, members) for item in items]
            return _combine(parts, isinstance(expr, And) is positive)
        case Choose(condition, then, other):
            yes = _condition(condition, True, members)
            no = _condition(condition, False, members)
            a, b = _condition(then, positive, members), _condition(other, positive, members)
            return _combine([_combine([yes, a], True), _combine([no, b], True), _combine([a, b], True)], False)
        case Compare():
            return _comparison(expr, positive, members)
        case OneOf(item, choices):
            return _membership(item, choices, positive, members)
        case _:
            bare = _plain(expr)
            return bare if positive else Not(bare)


def _plain(expr: Expr) -> Expr:
    """The node without its span, so that keys and reprs do not carry where a rule was written."""
    return Name(expr.name) if isinstance(expr, Name) else expr


def _comparison(expr: Compare, positive: bool, members: Members) -> Expr:
    left, right = _value(expr.left, members), _value(expr.right, members)
    op: Op = expr.op if positive else _OPPOSITE[expr.op]
    if isinstance(left, Member) or isinstance(right, Member):
        fact, member = (right, left) if isinstance(left, Member) else (left, right)
        return _membership(fact, (member,), op == "==", members)
    if not isinstance(right, Number) and isinstance(left, Number):
        left, right, op = right, left, _MIRROR[op]
    if isinstance(left, Number) and isinstance(right, Number):
        return TRUE if _holds(left.value, op, right.value) else FALSE
    if isinstance(left, Scale) and left.factor and isinstance(right, Number):
        scale = left.factor
        left, right = left.item, Number(right.value / scale)
        op = _MIRROR[op] if scale < 0 else op
    if isinstance(left, Name) and isinstance(right, Number):
        return _bound(left, op, right.value)
    return Compare(left, op, right)


def _holds(a: Fraction, op: Op, b: Fraction) -> bool:
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "==": a == b, "!=": a != b}[op]


def _bound(fact: Expr, op: Op, value: Fraction) -> Expr:
    """A comparison of a whole-number fact with a constant, as ``>=``, ``<=``, ``==`` or ``!=`` on a whole number."""
    if op == ">=":
        return Compare(fact, ">=", Number(Fraction(math.ceil(value))))
    if op == ">":
        return Compare(fact, ">=", Number(Fraction(math.floor(value) + 1)))
    if op == "<=":
        return Compare(fact, "<=", Number(Fraction(math.floor(value))))
    if op == "<":
        return Compare(fact, "<=", Number(Fraction(math.ceil(value) - 1)))
    return Compare(fact, op, Number(value))


def _membership(item: Expr, choices: tuple[Expr, ...], positive: bool, members: Members) -> Expr:
    item = _value(item, members)
    wanted = {_value(choice, members) for choice in choices}
    domain = members(item.name) if isinstance(item, Name) else None
    if domain is not None:
        kept = {Member(name) for name in domain if (Member(name) in wanted) is positive}
        if not kept:  # false where the fact is known, unknown where it is not
            return Not(OneOf(item, tuple(sorted(map(Member, domain), key=key))))
        return OneOf(item, tuple(sorted(kept, key=key)))
    atom = OneOf(item, tuple(sorted(wanted, key=key)))
    if len(wanted) == 1 and isinstance(atom.members[0], Number):
        return Compare(item, "==" if positive else "!=", atom.members[0])
    return atom if positive else Not(atom)


def _value(expr: Expr, members: Members) -> Expr:
    settled = constant_value(expr)
    if settled is not None:
        return Number(settled)
    match expr:
        case Name(name):
            return Name(name)
        case Member(value):
            return Member(value)
        case Scale(factor, item):
            inner = _value(item, members)
            if isinstance(inner, Scale):
                factor, inner = factor * inner.factor, inner.item
            return inner if factor == 1 else Scale(factor, inner)
        case Add(left, right):
            return Add(*sorted((_value(left, members), _value(right, members)), key=key))
        case FloorDiv(item, divisor):
            return FloorDiv(_value(item, members), divisor)
        case Least(items):
            return Least(tuple(sorted({_value(item, members) for item in items}, key=key)))
        case Most(items):
            return Most(tuple(sorted({_value(item, members) for item in items}, key=key)))
        case Choose(condition, then, other):
            return Choose(_condition(condition, True, members), _value(then, members), _value(other, members))
        case _:
            return expr


def _combine(parts: Sequence[Expr], conjunction: bool) -> Expr:
    """Join, merge bounds of one fact, absorb, sort."""
    joined = all_of(*parts) if conjunction else any_of(*parts)
    kind = And if conjunction else Or
    if not isinstance(joined, kind):
        return joined
    items = sorted(joined.items, key=key)
    kept = [
        item
        for index, item in enumerate(items)
        if not any(
            other is not item
            and _redundant(item, other, conjunction)
            and not (_redundant(other, item, conjunction) and other_index > index)
            for other_index, other in enumerate(items)
        )
    ]
    return kept[0] if len(kept) == 1 else kind(tuple(kept))


def _redundant(item: Expr, other: Expr, conjunction: bool) -> bool:
    """Whether `item` adds nothing beside `other`, in all three truth values."""
    if isinstance(item, Compare) and isinstance(other, Compare):
        stronger, weaker = (other, item) if conjunction else (item, other)
        return (
            item.op == other.op
            and item.op in (">=", "<=")
            and item.left == other.left
            and _atom_entails(stronger, weaker)
        )
    inner: type[And] | type[Or] = Or if conjunction else And
    if isinstance(item, inner):  # absorption: a and (a or b) is a
        mine = set(item.items)
        return other in mine or (isinstance(other, inner) and set(other.items) < mine)
    return False


def _atom_entails(premise: Expr, conclusion: Expr) -> bool:
    match premise, conclusion:
        case Compare(a, p, Number(m)), Compare(b, q, Number(n)) if a == b:
            if p == q:
                return (p == ">=" and m >= n) or (p == "<=" and m <= n) or m == n
            if p == "==":
                return _holds(m, q, n)
            return q == "!=" and ((p == ">=" and m > n) or (p == "<=" and m < n))
        case Compare(a, "==", Number() as number), OneOf(b, choices) if a == b:
            return number in choices
        case OneOf(a, some), OneOf(b, choices) if a == b:
            return set(some) <= set(choices)
        case _:
            return False


_KEYS: dict[Expr, str] = {}


def key(expr: Expr) -> str:
    """A stable sort key: the tree written out, without spans."""
    found = _KEYS.get(expr)
    if found is None:
        if len(_KEYS) > 200_000:
            _KEYS.clear()
        found = _KEYS[expr] = repr(expr)
    return found

"""The tree of conditions and values: one neutral form, read by evaluator, tables, solver and prose.

Nodes are immutable and compare by meaning: the span (where in the text a node stands) takes no part in equality, so
that equal rules are equal and can be shared.  Numbers are exact (`fractions.Fraction`).

Two kinds of expression: *conditions* (three-valued: true, false, unknown) and *values* (a number, or unknown).  An
enum value or a day occurs only as an operand of a comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal, TypeAlias

Op = Literal["<", "<=", ">", ">=", "==", "!="]
#: Kleene: True, False, or None for unknown.
Truth: TypeAlias = bool | None
#: What a fact may be: yes/no, enum member, whole number (money in fen, dates as date).
Value: TypeAlias = bool | int | str | date | Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of the rule's text, counted from 0."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Expr:
    """Any node."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Constant(Expr):
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True, slots=True)
class Number(Expr):
    """An exact number; after the type check money stands in fen."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Member(Expr):
    """An enum member, written as a string."""

    value: str


@dataclass(frozen=True, slots=True)
class Day(Expr):
    """A calendar day, written as a string ``"2023-09-01"``; the type check makes it from a `Member`."""

    value: date


@dataclass(frozen=True, slots=True)
class Name(Expr):
    """A fact or parameter."""

    name: str


@dataclass(frozen=True, slots=True)
class Not(Expr):
    """``not x``."""

    item: Expr


@dataclass(frozen=True, slots=True)
class And(Expr):
    """``a and b and …``; two or more items."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or(Expr):
    """``a or b or …``; two or more items."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Compare(Expr):
    """``left op right``.  A chain ``a <= x <= b`` is an `And` of comparisons."""

    left: Expr
    op: Op
    right: Expr


@dataclass(frozen=True, slots=True)
class OneOf(Expr):
    """``item in {…}``; members are `Member`, `Number` or `Day`, each once.  ``not in`` is a `Not` of this."""

    item: Expr
    members: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Add(Expr):
    """``left + right``; subtraction adds a `Scale` by -1."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Scale(Expr):
    """``factor * item`` with a constant factor."""

    factor: Fraction
    item: Expr


@dataclass(frozen=True, slots=True)
class FloorDiv(Expr):
    """``item // divisor`` with a positive constant; rounds towards minus infinity."""

    item: Expr
    divisor: int


@dataclass(frozen=True, slots=True)
class Least(Expr):
    """``min(a, b, …)``."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Most(Expr):
    """``max(a, b, …)``."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Choose(Expr):
    """``then if condition else other``; both branches conditions, or both values."""

    condition: Expr
    then: Expr
    other: Expr


TRUE = Constant(True)
FALSE = Constant(False)


#: The fields of each kind of node that may hold parts, in reading order, once they were asked for.
_PARTS: dict[str, tuple[str, ...]] = {}


def _parts(expr: Expr) -> tuple[str, ...]:
    kind = expr.__class__.__name__
    found = _PARTS.get(kind)
    if found is None:
        found = _PARTS[kind] = tuple(item.name for item in fields(expr) if item.name != "span")
    return found


def children(expr: Expr) -> Iterator[Expr]:
    """The direct parts of a node, in reading order."""
    for name in _parts(expr):
        value = getattr(expr, name)
        if isinstance(value, Expr):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Expr))


def walk(expr: Expr) -> Iterator[Expr]:
    """The node and everything below it."""
    stack = [expr]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(children(node))))


def names(expr: Expr) -> list[str]:
    """Facts and parameters that `expr` mentions, each once, in order of first mention."""
    return list(dict.fromkeys(node.name for node in walk(expr) if isinstance(node, Name)))


def rebuild(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """`expr` with `change` applied to every node, parts first."""
    updates: dict[str, Any] = {}
    for name in _parts(expr):
        value = getattr(expr, name)
        if isinstance(value, Expr):
            new: Any = rebuild(value, change)
        elif isinstance(value, tuple):
            new = tuple(rebuild(part, change) if isinstance(part, Expr) else part for part in value)
        else:
            continue
        if new is not value:
            updates[name] = new
    return change(replace(expr, **updates) if updates else expr)


def substitute(expr: Expr, meanings: dict[str, Expr]) -> Expr:
    """`expr` with each name that has a meaning replaced by it."""
    if not meanings or meanings.keys().isdisjoint(names(expr)):
        return expr
    return rebuild(expr, lambda node: meanings.get(node.name, node) if isinstance(node, Name) else node)


def all_of(*items: Expr) -> Expr:
    """The conjunction, with nested ones flattened and constants settled."""
    return _join(And, FALSE, TRUE, items)


def any_of(*items: Expr) -> Expr:
    """The disjunction, with nested ones flattened and constants settled."""
    return _join(Or, TRUE, FALSE, items)


def negation(item: Expr) -> Expr:
    """``not item``, a double one dropped."""
    if isinstance(item, Not):
        return item.item
    if isinstance(item, Constant):
        return Constant(not item.value)
    return Not(item)


def _join(kind: type[And] | type[Or], decides: Constant, neutral: Constant, items: tuple[Expr, ...]) -> Expr:
    flat: dict[Expr, None] = {}
    for item in items:
        for part in item.items if isinstance(item, kind) else (item,):
            if part == decides:
                return decides
            if part != neutral:
                flat[part] = None
    if not flat:
        return neutral
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))

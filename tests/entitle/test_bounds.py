"""Bounds by trying every pair of values: never narrower than the truth, and exact for a single comparison."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.entitle.bounds import _bounds, _ordered, compared
from zhunsheng.entitle.cells import Cells
from zhunsheng.entitle.known import Known
from zhunsheng.rule.evaluate import amount, holds
from zhunsheng.rule.tree import (
    Add,
    Choose,
    Compare,
    Constant,
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
)

INDEX = {"a": 0, "b": 1}
OPS: dict[Op, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
SPAN = st.tuples(st.integers(-3, 4), st.integers(0, 4)).map(lambda one: (one[0], one[0] + one[1]))


def values() -> st.SearchStrategy[Expr]:
    leaf: st.SearchStrategy[Expr] = st.sampled_from(
        [Name("a"), Name("b"), Number(Fraction(2)), Number(Fraction(-1, 2))]
    )
    factor = st.sampled_from([Fraction(2), Fraction(-1), Fraction(1, 3)])
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(Add, inner, inner),
            st.builds(Scale, factor, inner),
            st.builds(FloorDiv, inner, st.sampled_from([2, 3])),
            st.tuples(inner, inner).map(Least),
            st.tuples(inner, inner).map(Most),
        ),
        max_leaves=6,
    )


def world(a: tuple[int, int], b: tuple[int, int]) -> tuple[tuple[Cells, ...], Known]:
    return (Cells("a", "number", (a[0],), a[1]), Cells("b", "number", (b[0],), b[1])), Known([1, 1])


def people(a: tuple[int, int], b: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"a": x, "b": y} for x in range(a[0], a[1] + 1) for y in range(b[0], b[1] + 1)]


@given(values(), SPAN, SPAN)
def test_every_value_lies_within_the_bounds(expr: Expr, a: tuple[int, int], b: tuple[int, int]) -> None:
    cells, known = world(a, b)
    found = _bounds(expr, INDEX, cells, known)
    assert found is not None
    amounts = [amount(expr, person) for person in people(a, b)]
    assert all(one is not None and found[0] <= one <= found[1] for one in amounts)


@pytest.mark.parametrize("op", list(OPS))
@given(SPAN, SPAN)
def test_two_spans_are_compared_exactly(op: Op, a: tuple[int, int], b: tuple[int, int]) -> None:
    truths = {OPS[op](x, y) for x in range(a[0], a[1] + 1) for y in range(b[0], b[1] + 1)}
    fractions = [(Fraction(low), Fraction(high)) for low, high in (a, b)]
    assert _ordered(fractions[0], op, fractions[1]) is (truths.pop() if len(truths) == 1 else None)


@given(values(), values(), st.sampled_from(list(OPS)), SPAN, SPAN, st.booleans())
def test_a_settled_comparison_holds_for_everybody(
    left: Expr, right: Expr, op: Op, a: tuple[int, int], b: tuple[int, int], denied: bool
) -> None:
    cells, known = world(a, b)
    expr: Expr = Compare(left, op, right)
    expr = Not(expr) if denied else expr
    truth = compared(expr, INDEX, cells, known)
    truths = {holds(expr, person) for person in people(a, b)}
    assert truth is None or truths == {truth}
    if len(truths) == 1 and a[0] == a[1] and b[0] == b[1]:
        assert truth is not None


def test_what_has_no_bounds_says_nothing() -> None:
    cells, known = world((0, 1), (0, 1))
    choice = Choose(Compare(Name("a"), ">", Name("b")), Number(Fraction(1)), Name("b"))
    for expr in (choice, Add(choice, Name("a")), Scale(Fraction(2), choice), FloorDiv(choice, 2)):
        assert _bounds(expr, INDEX, cells, known) is None
        assert compared(Compare(expr, "<", Name("b")), INDEX, cells, known) is None
    yes_no = (Cells("a", "bool", (0, 1), 1), Cells("b", "bool", (0, 1), 1))
    same = Compare(Name("a"), "==", Name("b"))
    assert compared(same, INDEX, yes_no, Known([3, 3])) is None
    assert compared(same, INDEX, yes_no, Known([1, 1])) is True
    assert compared(Not(Constant(True)), {}, (), Known([])) is False
    assert compared(Compare(Name("a"), "<", Number(Fraction(9))), {"a": 0}, cells, known) is True


def test_days_are_counted() -> None:
    born = (
        Cells("a", "date", (date(2000, 1, 1).toordinal(),), date(2000, 12, 31).toordinal()),
        Cells("b", "number", (0,), 1),
    )
    expr = Compare(Name("a"), "<", Day(date(2001, 1, 1)))
    assert compared(expr, INDEX, born, Known([1, 1])) is True

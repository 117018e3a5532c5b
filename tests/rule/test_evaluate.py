"""Kleene's tables, and what a person's facts settle."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.strategies import BOOK
from zhunsheng.rule.evaluate import amount, closure, evaluate, holds
from zhunsheng.rule.tree import Add, Compare, Name, OneOf
from zhunsheng.rule.types import compile_rule

T, F, U = True, False, None


def person(**facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


@pytest.mark.parametrize("read", [holds, lambda rule, who: closure(rule)(who)])
@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("pregnant and dibao", {(T, T): T, (T, F): F, (T, U): U, (F, U): F, (U, F): F, (U, U): U}),
        ("pregnant or dibao", {(F, F): F, (T, U): T, (U, T): T, (F, U): U, (U, F): U, (U, U): U}),
        ("not pregnant", {(T, U): F, (F, U): T, (U, T): U}),
        ("pregnant == dibao", {(T, T): T, (T, F): F, (F, F): T, (U, T): U, (T, U): U}),
        ("dibao if pregnant else dibao", {(U, T): T, (U, F): F, (U, U): U, (T, U): U}),
        ("true if pregnant else dibao", {(U, T): T, (U, F): U, (T, U): T}),
        ("(1 if pregnant else 1) == 1", {(U, U): T}),
        ("(1 if pregnant else 2) > 0", {(U, U): U, (T, U): T}),
    ],
)
def test_unknown_settles_nothing_by_itself(text: str, table: dict[Any, Any], read: Any) -> None:
    rule = compile_rule(text, BOOK, "condition").expr
    assert {facts: read(rule, person(pregnant=facts[0], dibao=facts[1])) for facts in table} == table


@pytest.mark.parametrize(
    ("text", "facts", "number"),
    [
        ("months // 7", {"months": -1}, -1),
        ("min(months, other_months)", {"months": 3}, None),
        ("max(months, other_months)", {"months": 3, "other_months": 5}, 5),
        ("0.5 * months - 1", {"months": 3}, Fraction(1, 2)),
        ("months if age >= 65 else 0", {"age": 64}, 0),
        ("income // 7", {"income": 10_000}, 1400),
    ],
)
def test_what_a_value_comes_to(text: str, facts: dict[str, Any], number: Any) -> None:
    value = compile_rule(text, BOOK, "value").expr
    assert value is not None
    assert amount(value, facts) == number
    assert closure(value)(facts) == number
    assert isinstance(evaluate(value, facts), Fraction | None)


def test_nobody_is_among_none() -> None:
    assert holds(OneOf(Name("residency"), ()), {}) is False
    assert closure(OneOf(Name("residency"), ()))({}) is False


def test_a_tree_that_is_no_expression_is_our_mistake() -> None:
    wrong: Any = Compare(Name("age"), ">=", "65")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        evaluate(wrong, {"age": 65})
    with pytest.raises(TypeError):
        closure(Add(Name("age"), wrong.right))

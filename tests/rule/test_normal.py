"""Canonical forms on small worlds in which every case can be tried: one whole number, one enum, three yes/no facts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, get_args

import pytest

from zhunsheng.rule.evaluate import closure, evaluate
from zhunsheng.rule.normal import constant_value, entails_by_structure, key, normal
from zhunsheng.rule.tree import (
    FALSE,
    TRUE,
    Add,
    And,
    Choose,
    Compare,
    Day,
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
    Span,
)

OPS: tuple[Op, ...] = get_args(Op)
N, A, B, C = Name("n"), Name("a"), Name("b"), Name("c")
SEXES = ("female", "male", "other")
NUMBERS: tuple[Fraction, ...] = (Fraction(-1), Fraction(0), Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2))
WHOLE = range(-12, 13)


def number(value: Any) -> Number:
    return Number(Fraction(value))


def members(name: str) -> tuple[str, ...] | None:
    return SEXES if name == "sex" else None


def bounds() -> list[Compare]:
    """Every comparison of the whole number with a small constant, whole or not."""
    return [Compare(N, op, Number(value)) for op in OPS for value in NUMBERS]


def truths(rule: Expr, facts: Iterator[dict[str, Any]]) -> list[Any]:
    return [evaluate(rule, person) for person in facts]


def wholes() -> Iterator[dict[str, Any]]:
    yield {}
    yield from ({"n": value} for value in WHOLE)


def flags() -> Iterator[dict[str, Any]]:
    for values in itertools.product((None, False, True), repeat=3):
        yield {name: value for name, value in zip("abc", values, strict=True) if value is not None}


# -- one whole number ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", bounds(), ids=repr)
def test_a_bound_means_the_same_however_it_is_written(rule: Compare) -> None:
    wanted = truths(rule, wholes())
    turned = Compare(rule.right, {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(rule.op, rule.op), rule.left)  # type: ignore[arg-type]
    doubled = Compare(Scale(Fraction(2), N), rule.op, number(2 * rule.right.value))  # type: ignore[attr-defined]
    mirrored = Compare(number(-rule.right.value), rule.op, Scale(Fraction(-1), N))  # type: ignore[attr-defined]
    for written in (rule, turned, doubled, mirrored, Not(Not(rule))):
        assert truths(normal(written), wholes()) == wanted, written
        assert normal(written) == normal(rule), written
    assert truths(normal(Not(rule)), wholes()) == [None if truth is None else not truth for truth in wanted]


def test_whole_number_bounds_come_as_at_least_or_at_most_a_whole_number() -> None:
    for rule in bounds():
        form = normal(rule)
        if rule.op in ("<", "<=", ">", ">="):
            assert isinstance(form, Compare)
            assert isinstance(form.right, Number)
            assert (form.op in (">=", "<="), form.right.value.denominator) == (True, 1)
    assert normal(Compare(N, ">", number(3))) == normal(Compare(N, ">=", number(4)))
    assert normal(Compare(N, "<", number("3.5"))) == normal(Compare(N, "<=", number(3)))


def test_one_bound_entails_another_exactly_where_it_does_for_every_whole_number() -> None:
    for premise, conclusion in itertools.product(bounds(), repeat=2):
        left, right = normal(premise), normal(conclusion)
        wanted = all(evaluate(conclusion, {"n": n}) for n in WHOLE if evaluate(premise, {"n": n}))
        if premise.op in ("==", "!=") and premise.right.value.denominator != 1:  # type: ignore[attr-defined]
            continue  # met by nobody or by everybody, which only the solver sees
        if conclusion.op == "!=" and conclusion.right.value.denominator != 1:  # type: ignore[attr-defined]
            continue
        assert entails_by_structure(left, right) is wanted, (premise, conclusion)


def test_a_listed_number_entails_as_its_equality_does() -> None:
    listed = [OneOf(N, tuple(number(value) for value in values)) for values in ((0,), (1,), (0, 1), (0, 1, 2))]
    for premise, conclusion in itertools.product([*listed, *bounds()], listed):
        left, right = normal(premise), normal(conclusion)
        if entails_by_structure(left, right):
            assert all(evaluate(conclusion, {"n": n}) for n in WHOLE if evaluate(premise, {"n": n})), (
                premise,
                conclusion,
            )
    subset = [[entails_by_structure(normal(a), normal(b)) for b in listed] for a in listed]
    assert subset == [
        [True, False, True, True], [False, True, True, True], [False, False, True, True], [False, False, False, True],
    ]  # fmt: skip
    assert entails_by_structure(normal(Compare(N, "==", number(1))), normal(listed[2]))
    assert not entails_by_structure(normal(Compare(N, "==", number(2))), normal(listed[2]))
    assert not entails_by_structure(normal(OneOf(Name("m"), listed[0].members)), normal(listed[2]))


@pytest.mark.parametrize("conjunction", [True, False])
def test_bounds_of_one_number_are_merged(conjunction: bool) -> None:
    kind = And if conjunction else Or
    for items in itertools.product(bounds(), repeat=2):
        joined = kind(items)
        form = normal(joined)
        assert truths(form, wholes()) == truths(joined, wholes()), items
        assert normal(kind(items[::-1])) == form, items
    low, high = Compare(N, ">=", number(1)), Compare(N, ">=", number(2))
    assert normal(kind((low, high))) == (high if conjunction else low)
    below, above = Compare(N, "<=", number(1)), Compare(N, "<=", number(2))
    assert normal(kind((below, above))) == (below if conjunction else above)
    other = Compare(Name("m"), ">=", number(2))
    assert isinstance(normal(kind((low, other))), kind)
    assert isinstance(normal(kind((low, above))), kind)
    assert normal(kind((low, low))) == low


# -- truth values ----------------------------------------------------------------------------------------------------


def conditions() -> list[Expr]:
    atoms: list[Expr] = [A, B, Not(A), TRUE, FALSE]
    pairs: list[Expr] = [kind(pair) for kind in (And, Or) for pair in itertools.product(atoms, repeat=2)]
    mixed: list[Expr] = [kind((C, inner)) for kind in (And, Or) for inner in pairs[::3]]
    chosen: list[Expr] = [Choose(*parts) for parts in itertools.product((A, B, TRUE, FALSE), repeat=3)]
    return [*atoms, *pairs, *mixed, *chosen, *(Not(rule) for rule in (*pairs, *chosen))]


def test_all_three_truth_values_are_kept() -> None:
    for rule in conditions():
        form = normal(rule)
        assert truths(form, flags()) == truths(rule, flags()), rule
        assert [closure(form)(person) for person in flags()] == truths(rule, flags()), rule
        assert normal(form) == form, rule


def test_what_the_structure_shows_is_so_for_everybody() -> None:
    forms = list(dict.fromkeys(normal(rule) for rule in conditions()))
    table = {form: truths(form, flags()) for form in forms}
    shown = 0
    for left, right in itertools.product(forms, repeat=2):
        if entails_by_structure(left, right):
            shown += left not in (right, FALSE) and right != TRUE
            assert all(b is True for a, b in zip(table[left], table[right], strict=True) if a is True), (left, right)
    assert shown > 200


@pytest.mark.parametrize(
    ("premise", "conclusion", "is_shown"),
    [
        (And((A, B)), A, True),
        (A, And((A, B)), False),
        (A, Or((A, B)), True),
        (Or((A, B)), A, False),
        (Or((A, B)), Or((A, B, C)), True),
        (Or((A, B, C)), Or((A, B)), False),
        (And((A, B, C)), And((A, C)), True),
        (And((A, Or((B, C)))), Or((B, C)), True),
        (And((A, B)), Or((A, C)), True),
        (Or((And((A, B)), And((A, C)))), A, True),
        (FALSE, A, True),
        (A, TRUE, True),
        (TRUE, A, False),
        (A, FALSE, False),
        (A, B, False),
        (Not(A), Not(A), True),
        (Not(A), A, False),
    ],
)
def test_simple_implications_are_seen(premise: Expr, conclusion: Expr, is_shown: bool) -> None:
    assert entails_by_structure(normal(premise), normal(conclusion)) is is_shown


def test_absorption_drops_what_adds_nothing() -> None:
    assert normal(And((A, Or((A, B))))) == A
    assert normal(Or((A, And((A, B))))) == A
    assert normal(And((Or((A, B)), Or((A, B, C))))) == normal(Or((A, B)))
    assert normal(Or((And((A, B)), And((A, B, C))))) == normal(And((A, B)))
    kept = normal(And((Or((A, B)), Or((A, C)))))
    assert isinstance(kept, And)
    assert len(kept.items) == 2
    assert normal(And((A, And((B, C))))) == normal(And((And((A, B)), C)))


# -- enums -----------------------------------------------------------------------------------------------------------


def sexes() -> Iterator[dict[str, Any]]:
    yield {}
    yield from ({"sex": sex} for sex in SEXES)


def test_a_member_refused_is_one_of_the_others() -> None:
    sex = Name("sex")
    for count in (1, 2, 3):
        for chosen in itertools.combinations(SEXES, count):
            listed = OneOf(sex, tuple(map(Member, chosen)))
            rest = tuple(name for name in SEXES if name not in chosen)
            for written in (listed, Not(listed), Not(Not(listed))):
                assert truths(normal(written, members), sexes()) == truths(written, sexes()), written
            if rest:
                assert normal(Not(listed), members) == normal(OneOf(sex, tuple(map(Member, rest))), members)
            assert normal(OneOf(sex, listed.members[::-1]), members) == normal(listed, members)
    for one in SEXES:
        equal, unequal = Compare(sex, "==", Member(one)), Compare(sex, "!=", Member(one))
        assert (
            normal(equal, members) == normal(Compare(Member(one), "==", sex), members) == normal(Not(unequal), members)
        )
        alike: tuple[Expr, ...] = (equal, unequal, Compare(Member(one), "!=", sex), Not(equal))
        for rule in alike:
            assert truths(normal(rule, members), sexes()) == truths(rule, sexes()), rule
        for other in SEXES:
            assert entails_by_structure(normal(equal, members), normal(Compare(sex, "!=", Member(other)), members)) is (
                one != other
            )


def test_members_of_an_unknown_domain_are_not_completed() -> None:
    rule = Not(OneOf(Name("sex"), (Member("male"),)))
    assert normal(rule) == rule
    assert normal(Compare(Name("sex"), "!=", Member("male"))) == rule


# -- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "constant"),
    [
        (number(3), 3),
        (N, None),
        (Scale(Fraction(1, 2), number(3)), Fraction(3, 2)),
        (Scale(Fraction(1, 2), N), None),
        (Add(number(1), number(2)), 3),
        (Add(number(1), N), None),
        (Add(N, number(1)), None),
        (FloorDiv(number(7), 2), 3),
        (FloorDiv(number(-7), 2), -4),
        (FloorDiv(N, 2), None),
        (Least((number(3), number(1), number(2))), 1),
        (Most((number(3), number(1), number(2))), 3),
        (Least((number(3), N)), None),
        (Most((N, number(3))), None),
        (Choose(A, number(3), number(3)), 3),
        (Choose(A, number(3), number(4)), None),
        (Choose(A, N, N), None),
        (Choose(A, N, number(3)), None),
        (Choose(A, number(3), N), None),
        (A, None),
    ],
)
def test_a_value_is_constant_where_it_is_the_same_for_everybody(value: Expr, constant: Any) -> None:
    assert constant_value(value) == constant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Add(N, number(1)), Add(number(1), N)),
        (Scale(Fraction(2), Scale(Fraction(3), N)), Scale(Fraction(6), N)),
        (Scale(Fraction(2), Scale(Fraction(1, 2), N)), N),
        (Least((N, number(2))), Least((number(2), N, N))),
        (Most((N, number(2))), Most((number(2), N, N))),
        (Add(N, Add(number(1), number(2))), Add(N, number(3))),
    ],
)
def test_values_that_are_written_differently_get_one_form(one: Expr, other: Expr) -> None:
    for op in OPS:
        for limit in NUMBERS:
            rule = Compare(one, op, Number(limit))
            assert normal(rule) == normal(Compare(other, op, Number(limit))), rule
            assert truths(normal(rule), wholes()) == truths(rule, wholes()), rule
            assert truths(normal(Not(rule)), wholes()) == truths(Not(rule), wholes()), rule


@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize(
    "value",
    [
        Scale(Fraction(-2), N),
        Scale(Fraction(0), N),
        Scale(Fraction(1, 3), N),
        FloorDiv(N, 3),
        FloorDiv(Scale(Fraction(-1), N), 2),
        Add(N, Scale(Fraction(-1), N)),
        Least((N, Scale(Fraction(-1), N))),
        Most((N, Scale(Fraction(2), N), number(1))),
        Choose(Compare(N, ">=", number(1)), N, number(0)),
        Choose(A, N, N),
        number(2),
    ],
)
def test_values_keep_their_meaning_in_comparisons(value: Expr, op: Op) -> None:
    people = [*wholes(), *({"n": n, "a": True} for n in (0, 1, 2))]
    for limit in (*NUMBERS, Fraction(-3)):
        for rule in (Compare(value, op, Number(limit)), Compare(Number(limit), op, value), Compare(value, op, N)):
            for written in (rule, Not(rule)):
                assert truths(normal(written), iter(people)) == truths(written, iter(people)), written


def test_days_are_left_as_they_are_and_spans_do_not_matter() -> None:
    from datetime import date

    rule = Compare(Name("birth"), ">=", Day(date(2000, 2, 29)))
    assert normal(rule) == rule
    assert normal(Not(rule)) == Compare(Name("birth"), "<", Day(date(2000, 2, 29)))
    assert normal(Name("a", span=Span(4, 5))) == A
    assert key(normal(Name("a", span=Span(4, 5)))) == key(A)
    assert key(And((A, B))) != key(And((B, A)))

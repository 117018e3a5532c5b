"""Texts that are rules, and the trees they become."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import conditions
from zhunsheng.rule.parse import parse, parse_all
from zhunsheng.rule.tree import (
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
    Or,
    Scale,
    Span,
    walk,
)
from zhunsheng.rule.trouble import RuleError

A, B, C = Name("a"), Name("b"), Name("c")


def n(text: str | int) -> Number:
    return Number(Fraction(text))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("true", Constant(True)),
        ("False", Constant(False)),
        ("  年龄 ", Name("年龄")),
        ("not a", Not(A)),
        ("a and b and c", And((A, B, C))),
        ("a or b and c", Or((A, And((B, C))))),
        ("a >= 65", Compare(A, ">=", n(65))),
        ("65 <= a <= 79", And((Compare(n(65), "<=", A), Compare(A, "<=", n(79))))),
        ("a == b != c", And((Compare(A, "==", B), Compare(B, "!=", C)))),
        ('a in {"x", "y"}', OneOf(A, (Member("x"), Member("y")))),
        ("a in ('x', 'y')", OneOf(A, (Member("x"), Member("y")))),
        ("a not in [1, -2]", Not(OneOf(A, (n(1), n(-2))))),
        ("a + b", Add(A, B)),
        ("a - b", Add(A, Scale(Fraction(-1), B))),
        ("a - 0.1", Add(A, n("-1/10"))),
        ("1.6 * a", Scale(Fraction(8, 5), A)),
        ("a * (1 + 2)", Scale(Fraction(3), A)),
        ("-a", Scale(Fraction(-1), A)),
        ("a // 3", FloorDiv(A, 3)),
        ("-7 // 2", n(-4)),
        ("min(a, b)", Least((A, B))),
        ("max(1, a, b)", Most((n(1), A, B))),
        ("4 if a else 2", Choose(A, n(4), n(2))),
        ("4 if a else 3 if b else 2", Choose(A, n(4), Choose(B, n(3), n(2)))),
        ("a\n and\r\n\tb", And((A, B))),
    ],
)
def test_what_a_text_becomes(text: str, tree: Expr) -> None:
    assert parse(text) == tree


def test_decimals_are_read_from_the_text_and_stay_exact() -> None:
    assert parse("0.1 + 0.2") == n("0.3")
    assert parse("a * 0.000001") == Scale(Fraction(1, 1_000_000), A)


def test_spans_count_characters_not_bytes() -> None:
    text = '\n 年龄 >= 65 and 居住 in {"户籍"}'
    rule = parse(text)
    assert [text[node.span.start : node.span.end] for node in walk(rule) if isinstance(node, (Name, Number, Member))] == [
        "年龄", "65", "居住", '"户籍"',
    ]  # fmt: skip


def test_all_troubles_come_at_once() -> None:
    rule, troubles = parse_all("f(a) and b.c or d * e and g / 2")
    assert rule is None
    assert [trouble.code for trouble in troubles] == ["ZS202", "ZS202", "ZS208", "ZS208"]
    with pytest.raises(RuleError) as caught:
        parse("f(a) and b.c")
    assert (len(caught.value.troubles), caught.value.span) == (2, Span(0, 4))


@given(conditions(3))
def test_every_node_stands_inside_its_text(text: str) -> None:
    for node in walk(parse(text)):
        assert 0 <= node.span.start < node.span.end <= len(text)


@given(st.text(max_size=60))
def test_any_text_gives_a_tree_or_troubles_within_it(text: str) -> None:
    rule, troubles = parse_all(text)
    assert (rule is None) == any(trouble.severity == 3 for trouble in troubles)
    assert all(0 <= trouble.span.start <= trouble.span.end <= len(text) for trouble in troubles)

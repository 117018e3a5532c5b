"""What the check makes of a rule: money in fen, days, truth comparisons, units."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from tests.strategies import BOOK, conditions
from zhunsheng.rule.parse import parse
from zhunsheng.rule.tree import (
    Add,
    Choose,
    Compare,
    Day,
    Expr,
    FloorDiv,
    Least,
    Most,
    Name,
    Not,
    Number,
    OneOf,
    Scale,
    negation,
)
from zhunsheng.rule.types import check_types, compile_rule
from zhunsheng.rule.values import compile_value
from zhunsheng.standard.facts import FactBook, FactFile
from zhunsheng.standard.quantity import Unit

INCOME, LINE, DIBAO, PREGNANT = Name("income"), Name("line"), Name("dibao"), Name("pregnant")


def n(number: int | str) -> Number:
    return Number(Fraction(number))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("income < 1000.5", Compare(INCOME, "<", n(100_050))),
        ("income < 1.6 * line", Compare(INCOME, "<", Scale(Fraction(8, 5), LINE))),
        ("min(100, income) < line", Compare(Least((n(10_000), INCOME)), "<", LINE)),
        ("income // 3 > line", Compare(Scale(Fraction(100), FloorDiv(INCOME, 300)), ">", LINE)),
        ("(100 if dibao else 200) < income", Compare(Choose(DIBAO, n(10_000), n(20_000)), "<", INCOME)),
        ("2 * (1 if dibao else 2) < income", Compare(Scale(Fraction(2), Choose(DIBAO, n(100), n(200))), "<", INCOME)),
        ("(1 if dibao else 2) + 3 < income", Compare(Add(Choose(DIBAO, n(100), n(200)), n(300)), "<", INCOME)),
        (
            "(7 if dibao else 9) // 2 < income",
            Compare(Scale(Fraction(100), FloorDiv(Choose(DIBAO, n(7), n(9)), 2)), "<", INCOME),
        ),
        ("income > max(1, (2 if dibao else 3))", Compare(INCOME, ">", Most((n(100), Choose(DIBAO, n(200), n(300)))))),
        ("income in {1, 2.5}", OneOf(INCOME, (n(100), n(250)))),
        ('birth < "2000-02-29"', Compare(Name("birth"), "<", Day(date(2000, 2, 29)))),
        ('birth in {"2000-02-29"}', OneOf(Name("birth"), (Day(date(2000, 2, 29)),))),
        ("dibao == true", DIBAO),
        ("dibao != true", Not(DIBAO)),
        ("false == dibao", Not(DIBAO)),
        ("dibao == pregnant", Choose(DIBAO, PREGNANT, negation(PREGNANT))),
        ("dibao != pregnant", Choose(DIBAO, negation(PREGNANT), PREGNANT)),
        ("1 * age > 3", Compare(Name("age"), ">", n(3))),
    ],
)
def test_what_a_rule_is_elaborated_to(text: str, tree: Expr) -> None:
    found, troubles = check_types(parse(text), BOOK, "condition")
    assert (found, troubles) == (tree, [])


@pytest.mark.parametrize("text", ["months <= 12 * (age - 15)", "months + other_months >= 180", "line - income > 0"])
def test_units_that_agree(text: str) -> None:
    assert compile_rule(text, BOOK, "condition").troubles == []


@pytest.mark.parametrize(
    ("text", "unit", "tree", "read"),
    [
        ("1", "visit/year", n(1), "visit/year"),
        ("5 CNY/school_day", None, n(5), "CNY/school_day"),
        ("30%", None, n(30), "percent"),
        ("5 CNY/month", "CNY/year", n(60), "CNY/year"),
        ("4 if dibao else 2", "visit/year", Choose(DIBAO, n(4), n(2)), "visit/year"),
        ("30 if dibao else 0.5", "CNY/month", Choose(DIBAO, n(30), n("0.5")), "CNY/month"),
        ("line", "CNY/month", Scale(Fraction(1, 100), LINE), "CNY/month"),
        ("line", "fen/month", LINE, "fen/month"),
        ("line", "CNY/year", Scale(Fraction(12, 100), LINE), "CNY/year"),
        ("line", "wan_CNY/month", Scale(Fraction(1, 1_000_000), LINE), "wan_CNY/month"),
    ],
)
def test_a_value_counts_its_declared_unit(text: str, unit: str | None, tree: Expr, read: str) -> None:
    value = compile_value(text, unit, BOOK)
    assert (value.expr, value.unit, value.troubles) == (tree, Unit.parse(read), ())


@pytest.mark.parametrize(
    ("text", "unit", "message"),
    [
        ("5", None, "「5」没有单位"),
        ("3 moons", None, "没有登记的单位：「moons」"),
        ("5", "moons", "没有登记的单位：「moons」"),
        ("5 CNY/month", "visit/year", "单位写了两次而且不同：「CNY/month」与「visit/year」"),
        ("line", "visit/year", "单位「visit/year」不是金额，而这里算出的是金额"),
        ("line", "CNY/school_day", "单位不同：CNY/month 与 CNY/school_day"),
        ("dibao", "visit/year", "这里须是数值，不能是条件"),
    ],
)
def test_values_without_a_meaning(text: str, unit: str | None, message: str) -> None:
    value = compile_value(text, unit, BOOK)
    assert [str(trouble.message) for trouble in value.troubles] == [message]
    assert value.expr is None or value.unit is None


def test_a_limit_must_be_a_time() -> None:
    value = compile_value("5 CNY", None, BOOK, measure="span")
    assert [str(trouble.message) for trouble in value.troubles] == ["单位「CNY」不是时间"]
    assert compile_value("0.5 working_day", None, BOOK, measure="span").expr == n("0.5")


def test_a_unit_that_is_not_registered_is_compared_as_written() -> None:
    moons = {"type": "int", "label": "x", "unit": "moons"}
    facts = FactBook.merged(
        [FactFile.model_validate({"facts": {"a": moons, "b": moons, "c": {"type": "int", "label": "c"}}})]
    )
    assert compile_rule("a < b", facts, "condition").troubles == []
    assert [trouble.code for trouble in compile_rule("a < c", facts, "condition").troubles] == ["ZS207"]


@given(conditions(3))
def test_random_rules_are_well_typed(text: str) -> None:
    assert all(trouble.code == "ZS210" for trouble in compile_rule(text, BOOK, "condition").troubles)

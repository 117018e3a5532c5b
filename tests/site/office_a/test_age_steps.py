"""A value by age says what the evaluator says of every age."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.rule.evaluate import amount, holds
from zhunsheng.rule.parse import parse
from zhunsheng.rule.tree import Expr
from zhunsheng.site.office.age_steps import OLDEST, AgeStep, steps_of
from zhunsheng.site.office.clause_rules import RulePart
from zhunsheng.site.office.templatetags.office import age_chart
from zhunsheng.standard.quantity import Unit

CONDITIONS = st.sampled_from([
    "age >= 65", "age >= 80 or pregnant", "60 <= age <= 79", "not pregnant", "age < 18", "age >= 65 and pregnant", "true",
]).map(parse)  # fmt: skip
VALUES = st.sampled_from(["2 if age >= 80 else 1", "3", "4 if pregnant else 2", "2 if pregnant else 2", "age"]).map(
    parse
)


def step_at(steps: tuple[AgeStep, ...], age: int) -> AgeStep | None:
    """The step that holds an age."""
    return next((one for one in steps if one.low <= age and (one.high is None or age <= one.high)), None)


@given(VALUES, CONDITIONS, CONDITIONS)
def test_every_age_is_as_the_evaluator_says(value: Expr, reach: Expr, entitled: Expr) -> None:
    """Somebody of an age is in a step exactly where nothing known shuts them out, with the value that is settled."""
    steps = steps_of(value, reach, entitled)
    for age in range(OLDEST + 1):
        person = {"age": age}
        step = step_at(steps, age)
        if holds(reach, person) is False or holds(entitled, person) is False:
            assert step is None
        else:
            assert step is not None
            assert step.value == amount(value, person)
            assert (step.reach == "all") is (holds(reach, person) is True)


@given(VALUES, CONDITIONS, CONDITIONS)
def test_steps_rise_and_do_not_touch(value: Expr, reach: Expr, entitled: Expr) -> None:
    """No age is in two steps, and neighbours differ."""
    steps = steps_of(value, reach, entitled)
    for before, after in itertools.pairwise(steps):
        assert before.high is not None
        assert before.high < after.low
        if before.high + 1 == after.low:
            assert (before.value, before.reach) != (after.value, after.reach)


@pytest.mark.parametrize(("low", "high", "words"), [(80, 80, "80 岁"), (65, 79, "65—79 岁"), (80, None, "80 岁起")])
def test_one_year_is_no_stretch(low: int, high: int | None, words: str) -> None:
    """A step of one year names that year once."""
    part = RulePart(
        "level", "a", "b.c", "", (), "", steps=(AgeStep(low, high, Fraction(1), "all"),), unit=Unit.parse("visit/year")
    )
    assert [row["ages"] for row in age_chart(part)["rows"]] == [words]

"""Laws of comparing two bounds: antisymmetry, scale, units, directions; and that unlike units never pass silently."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.floor.compare_values import Comparison, Incomparable, compare_values, is_known
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.tree import FALSE, TRUE, Add, Choose, Compare, Expr, Name, Number, Scale
from zhunsheng.standard.quantity import Quantity, Unit, compare, factor
from zhunsheng.standard.service import Direction

#: Units that convert exactly within each row.
FAMILIES = (
    ("visit/month", "visit/quarter", "visit/half_year", "visit/year"),
    ("CNY/month", "fen/month", "CNY/year", "CNY/quarter"),
    ("minute", "hour", "calendar_day", "week"),
    ("month", "quarter", "half_year", "year"),
    ("working_day",),
    ("percent", "ratio"),
)
OPPOSITE: dict[Direction, Direction] = {"at_least": "at_most", "at_most": "at_least"}
WAYS: tuple[Direction, ...] = ("at_least", "at_most", "exactly")
values = st.fractions(0, 1000, max_denominator=12)
families = st.sampled_from(FAMILIES)


def bound(value: Fraction, unit: str) -> tuple[Expr, Unit]:
    return Number(value), Unit.parse(unit)


def verdicts(ours: tuple[Expr, Unit], theirs: tuple[Expr, Unit], way: Direction, person: Any = None) -> tuple[Any, Any]:
    """(enough, better) for a resident."""
    found = compare_values(ours, way, theirs, way)
    assert isinstance(found, Comparison)
    facts = person or {}
    return evaluate(found.enough, facts), None if found.better is None else evaluate(found.better, facts)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tuple[Expr, Unit], tuple[Expr, Unit]]:
    family = draw(families)
    one, other = draw(st.sampled_from(family)), draw(st.sampled_from(family))
    first = draw(values)
    # Equal amounts in two units are rare by chance, and they are where mistakes hide.
    times = factor(Unit.parse(one), Unit.parse(other))
    assert times is not None
    second = draw(st.one_of(values, st.just(first * times)))
    return bound(first, one), bound(second, other)


@given(pair=pairs(), way=st.sampled_from(["at_least", "at_most"]))
def test_two_bounds_that_are_each_enough_for_the_other_are_equal(pair: Any, way: Direction) -> None:
    a, b = pair
    enough, better = verdicts(a, b, way)
    back, back_better = verdicts(b, a, way)
    assert enough or back
    assert better is not back
    assert back_better is not enough
    assert (enough and back) is (compare(Quantity(a[0].value, a[1]), Quantity(b[0].value, b[1])) == 0)


@given(pair=pairs(), way=st.sampled_from(["at_least", "at_most"]))
def test_less_is_better_where_more_is_worse(pair: Any, way: Direction) -> None:
    a, b = pair
    enough, better = verdicts(a, b, way)
    other, other_better = verdicts(a, b, OPPOSITE[way])
    assert enough is not other_better
    assert better is not other


@given(pair=pairs(), way=st.sampled_from(WAYS), times=st.fractions(Fraction(1, 9), 50, max_denominator=9))
def test_both_sides_times_the_same_change_nothing(pair: Any, way: Direction, times: Fraction) -> None:
    (a, unit), (b, other) = pair
    scaled = verdicts((Number(a.value * times), unit), (Number(b.value * times), other), way)
    assert scaled == verdicts((a, unit), (b, other), way)


@given(pair=pairs(), way=st.sampled_from(WAYS), data=st.data())
def test_the_unit_in_which_a_bound_is_written_changes_nothing(pair: Any, way: Direction, data: st.DataObject) -> None:
    (a, unit), theirs = pair
    family = next(row for row in FAMILIES if str(unit) in row)
    other = Unit.parse(data.draw(st.sampled_from(family)))
    times = factor(unit, other)
    assert times is not None
    assert verdicts((Number(a.value * times), other), theirs, way) == verdicts((a, unit), theirs, way)


@given(pair=pairs())
def test_exact_bounds_are_enough_only_where_equal_and_never_better(pair: Any) -> None:
    a, b = pair
    enough, better = verdicts(a, b, "exactly")
    assert (enough, better) == (verdicts(a, b, "at_least")[0] and verdicts(a, b, "at_most")[0], None)
    for way in ("at_least", "at_most"):
        found = compare_values(a, "exactly", b, way)
        assert isinstance(found, Comparison)
        assert (evaluate(found.enough, {}), found.better and evaluate(found.better, {})) == verdicts(a, b, way)


@pytest.mark.parametrize(("ours", "theirs"), [(a, b) for a in WAYS for b in WAYS if a not in (b, "exactly")])
def test_a_bound_in_another_direction_promises_nothing(ours: Direction, theirs: Direction) -> None:
    assert compare_values(
        bound(Fraction(9), "visit/year"), ours, bound(Fraction(1), "visit/year"), theirs
    ) == Incomparable("direction")


@given(
    low=st.integers(0, 9), high=st.integers(0, 9), age=st.integers(0, 120), way=st.sampled_from(["at_least", "at_most"])
)
def test_piecewise_values_compare_for_each_resident(low: int, high: int, age: int, way: Direction) -> None:
    ours = Choose(Compare(Name("age"), ">=", Number(Fraction(80))), Number(Fraction(high)), Number(Fraction(low)))
    floor = Add(Number(Fraction(4)), Scale(Fraction(1, 100), Name("age")))
    person = {"age": age}
    mine, theirs = evaluate(ours, person) * 4, evaluate(floor, person)
    pair = (ours, Unit("visit", "quarter")), (floor, Unit("visit", "year"))
    expected = (mine >= theirs, mine > theirs) if way == "at_least" else (mine <= theirs, mine < theirs)
    assert verdicts(*pair, way, person) == expected
    assert verdicts(*pair, way, {}) == (None, None)


@pytest.mark.parametrize(
    ("ours", "theirs", "way", "enough"),
    [
        # A working day lasts at least as long as a calendar day, and no one knows how much longer.
        ("19 calendar_day", "20 working_day", "at_most", TRUE),
        ("20 calendar_day", "20 working_day", "at_most", TRUE),
        ("21 calendar_day", "20 working_day", "at_most", None),
        ("1 working_day", "30 calendar_day", "at_most", None),
        ("20 working_day", "20 calendar_day", "at_least", TRUE),
        ("31 calendar_day", "1 month", "at_least", TRUE),
        ("28 calendar_day", "1 month", "at_most", TRUE),
        ("29 calendar_day", "1 month", "at_most", FALSE),  # longer in February
        ("32 calendar_day", "1 month", "at_most", FALSE),
        ("27 calendar_day", "1 month", "at_least", FALSE),
        ("20 calendar_day", "20 working_day", "exactly", None),
        ("5 CNY/month", "5 CNY/school_day", "at_least", None),
        ("5 visit/year", "5 visit/school_year", "at_least", None),
        ("5 CNY", "5 CNY/month", "at_least", None),
    ],
)
def test_units_without_an_exact_conversion_are_settled_only_when_sure(
    ours: str, theirs: str, way: Direction, enough: Expr | None
) -> None:
    a, b = Quantity.parse(ours), Quantity.parse(theirs)
    found = compare_values((Number(a.value), a.unit), way, (Number(b.value), b.unit), way)
    assert found == (Incomparable("units") if enough is None else Comparison(enough, None))


def test_a_value_that_depends_on_the_resident_is_not_settled_by_length() -> None:
    day, working = Unit("calendar_day"), Unit("working_day")
    piecewise = Choose(Name("poor"), Number(Fraction(1)), Number(Fraction(2)))
    constant = Number(Fraction(20))
    assert compare_values((piecewise, day), "at_most", (constant, working), "at_most") == Incomparable("units")
    assert compare_values((constant, working), "at_least", (piecewise, day), "at_least") == Incomparable("units")
    assert isinstance(compare_values((Number(Fraction(1)), day), "at_most", (constant, working), "at_most"), Comparison)


@given(value=st.one_of(st.none(), st.integers(0, 9)))
def test_a_value_is_known_where_its_facts_are(value: int | None) -> None:
    person = {} if value is None else {"age": value}
    for expr in (Name("age"), Scale(Fraction(1, 3), Name("age")), Choose(Name("age"), Name("age"), Name("age"))):
        assert evaluate(is_known(expr), person) is (None if value is None else True)
    assert is_known(Add(Number(Fraction(1)), Number(Fraction(2)))) == TRUE

"""Details of solver and prover: which days exist, ages on their reference days, the nearest resident, what is not asked."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhunsheng.rule.days import code_of, completed_years
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.parse import parse
from zhunsheng.rule.prover import Prover, Resident, UnconfirmedWitness, ordinary_value
from zhunsheng.rule.solver import Age, Column, Link, Space
from zhunsheng.rule.tree import (
    FALSE,
    TRUE,
    Add,
    Choose,
    Compare,
    Expr,
    Least,
    Member,
    Most,
    Name,
    Not,
    Number,
    OneOf,
    Or,
    Scale,
    all_of,
)
from zhunsheng.rule.types import compile_rule
from zhunsheng.standard.facts import Fact, FactBook, Parameter, ReferenceDay

REFERENCES: tuple[ReferenceDay, ...] = get_args(ReferenceDay)


def fact(kind: str, **more: Any) -> Fact:
    return Fact.model_validate({"type": kind, "label": "甲", **more})


BOOK = FactBook(
    {
        "age": fact("age", on="application_day", range=["0", "130"], ordinary="40"),
        "years": fact("int", unit="year", range=["0", "20"]),
        "low": fact("int", unit="year", range=["10", "60"], ordinary="30"),
        "birth": fact("date", range=["1950-06-15", "2000-12-31"], ordinary="1980-01-01"),
        "any_day": fact("date"),
        "here": fact("bool", ordinary="true"),
        "poor": fact("bool"),
        "sex": fact("enum", members={"male": "男", "female": "女", "other": "其他"}, ordinary="female"),
        "income": fact("money", unit="CNY/month", range=["0", "9000.5"], ordinary="5000"),
    },
    parameters={
        "line": Parameter.model_validate({"type": "money", "label": "线", "unit": "CNY/month", "range": ["100.5", "900"]})
    },
)  # fmt: skip


def rule(text: str, book: FactBook = BOOK) -> Expr:
    found = compile_rule(text, book, "condition")
    assert found.expr is not None, [str(trouble.message) for trouble in found.troubles]
    return found.expr


def known(name: str) -> Expr:
    """True wherever `name` is known: a way to mention it."""
    return Compare(Name(name), "==", Name(name))


# -- days and ages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2023, 2024, 2100])
def test_the_solver_knows_which_days_exist(year: int) -> None:
    search = Space([Column("day", "date", 18000101, 22991231)]).search([known("day")])
    for month in range(14):
        for day in (0, 1, 2, 27, 28, 29, 30, 31, 32, 99):
            code = year * 10000 + month * 100 + day
            real = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
            assert search.can_lie("day", code, code) is real, code
    assert search.can_lie("day", year * 10000 + 229, year * 10000 + 229) is isleap(year)


@given(birth=st.dates(date(1930, 1, 1), date(2019, 12, 31)), day=st.dates(date(2020, 1, 1), date(2060, 12, 31)))
@example(birth=date(2000, 2, 29), day=date(2023, 2, 28))
@example(birth=date(2000, 2, 29), day=date(2023, 3, 1))
@example(birth=date(1960, 8, 31), day=date(2025, 9, 1))
@example(birth=date(1960, 9, 1), day=date(2025, 9, 1))
@example(birth=date(1960, 9, 2), day=date(2025, 8, 31))
@example(birth=date(1960, 1, 1), day=date(2025, 1, 1))
@example(birth=date(1960, 1, 2), day=date(2025, 12, 31))
@example(birth=date(1960, 5, 1), day=date(2025, 5, 31))
@example(birth=date(1960, 5, 31), day=date(2025, 5, 1))
def test_an_age_in_the_solver_is_the_age_that_days_are_counted_for(birth: date, day: date) -> None:
    columns = [Column("born", "date", 19000101, 21991231), *(Column(on, "int", 0, 200) for on in REFERENCES)]
    space = Space(columns, ages=[Age(on, "born", on) for on in REFERENCES])
    search = space.search([known(name) for name in ("born", *REFERENCES)])
    assert search.keep_within("born", code_of(birth), code_of(birth))
    assert search.keep_within("·day", code_of(day), code_of(day))
    for on in REFERENCES:
        years = completed_years(birth, on, day)
        assert search.can_lie(on, years, years), (on, years)
        assert not search.can_lie(on, 0, years - 1), (on, years)
        assert not search.can_lie(on, years + 1, 200), (on, years)


def test_the_range_of_a_date_is_kept_to_the_day() -> None:
    prover = Prover(BOOK)
    for text, status in (
        ('birth < "1950-06-15"', "nobody"),
        ('birth <= "1950-06-15"', "exists"),
        ('birth > "2000-12-31"', "nobody"),
        ('birth >= "2000-12-31"', "exists"),
        ('any_day < "1900-01-02"', "exists"),
        ('any_day < "1900-01-01"', "nobody"),
        ('any_day > "2199-12-31"', "nobody"),
    ):
        assert prover.example([rule(text)]).status == status, text


def test_the_range_of_money_is_kept_to_the_fen() -> None:
    prover = Prover(BOOK)
    for text, status in (
        ("income > 9000.5", "nobody"),
        ("income >= 9000.5", "exists"),
        ("line < 100.5", "nobody"),
        ("line <= 100.5", "exists"),
        ("line > 900", "nobody"),
    ):
        assert prover.example([rule(text)]).status == status, text


def test_ages_follow_from_birth_dates_only_where_both_are_declared() -> None:
    facts = {
        "birth": fact("date"),
        "age": fact("age", on="application_day", born="birth"),
        "at_year_end": fact("age", on="year_end", born="birth"),
        "own": fact("age", on="application_day"),
        "nameless": fact("age", on="application_day", born="nobody"),
        "dayless": fact("age", born="birth"),
        "years": fact("int", unit="year", on="application_day", born="birth"),
    }
    prover, book = Prover(FactBook(facts)), FactBook(facts)
    for text, status in (
        ('birth >= "2100-01-01" and age >= 100', "nobody"),
        ('birth >= "2100-01-01" and age >= 99', "exists"),
        ("at_year_end < age", "nobody"),
        ("at_year_end > age + 1", "nobody"),
        ("at_year_end == age + 1", "exists"),
        ("own < age", "exists"),
        ("nameless < age", "exists"),
        ('birth >= "2100-01-01" and dayless >= 100', "exists"),
        ('birth >= "2100-01-01" and years >= 100', "exists"),
    ):
        checked = compile_rule(text, book, "condition")
        # Ages of two days are not compared in the language; the solver must know them apart all the same.
        rule_or_tree = checked.expr if checked.expr is not None else parse(text)
        assert prover.example([rule_or_tree]).status == status, text


def test_an_enum_has_no_members_but_its_own() -> None:
    two = {"male": "男", "female": "女"}
    book = FactBook({name: fact("enum", members=two) for name in "xyz"})
    prover = Prover(book)
    assert prover.example([rule("x != y and y != z", book)]).status == "exists"
    assert prover.example([rule("x != y and y != z and x != z", book)]).status == "nobody"


# -- the resident shown ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # the ordinary value, where it will do
        ("age >= 30", {"age": 40}),
        ("age + years >= 40", {"age": 40, "years": 0}),
        # a value that the rule mentions, on the side nearer to the ordinary one
        ("age >= 65", {"age": 65}),
        ("age > 65", {"age": 66}),
        ("age < 18", {"age": 17}),
        ("age <= 18", {"age": 18}),
        ("age != 40", {"age": 39}),
        ("age in {10, 90}", {"age": 10}),
        ('birth >= "1990-05-06"', {"birth": date(1990, 5, 6)}),
        ('sex != "female"', {"sex": "male"}),
        ("not here and poor", {"here": False, "poor": True}),
        ("income < 1000", {"income": 99_999}),
        # nothing mentioned will do: the nearest value that can be
        ("age + years >= 150", {"age": 130, "years": 20}),
        ("age + years >= 141", {"age": 121, "years": 20}),
        ("age + years <= 20 and years >= 15", {"age": 5, "years": 15}),
        ("age + years <= 22 and years >= 15", {"age": 7, "years": 15}),
        ("low + years >= 73", {"years": 13, "low": 60}),
        ("low + years <= 17 and years >= 3", {"years": 3, "low": 14}),
        ("age == 3 * low + 1", {"age": 40, "low": 13}),
        # a value that the rule mentions goes before one that is nearer; numbers of other facts do not count
        ("age + years >= 100 and low != 85", {"age": 99, "years": 1, "low": 30}),
        ("age + years >= 90.5", {"age": 89, "years": 2}),
        ("age - years < 20", {"age": 21, "years": 19}),
    ],
)
def test_the_resident_is_the_nearest_to_an_ordinary_one(text: str, facts: dict[str, Any]) -> None:
    found = Prover(BOOK).example([rule(text)])
    assert found.resident is not None
    assert found.resident.facts == facts
    ordinary = {name: ordinary_value(BOOK.facts[name]) for name in facts}
    assert found.resident.unlike == tuple(name for name in facts if facts[name] != ordinary[name])


def test_of_two_values_equally_near_the_lower_is_shown() -> None:
    bounds = [("far", rule("max(age, 80 - age) >= 53")), ("window", rule("20 <= age <= 60"))]
    found = Prover(BOOK, invariants=bounds).example([rule("age >= 0")])
    assert found.resident == Resident({"age": 27}, (), ("age",))


def test_only_what_the_question_mentions_is_shown_and_the_rest_can_be_filled_in() -> None:
    bounds = [("poor-are-not-here", rule("not poor or not here")), ("old-are-poor", rule("age < 65 or poor"))]
    prover = Prover(BOOK, invariants=bounds)
    found = prover.example([rule("age >= 60 or not here")])
    assert found.resident == Resident({"age": 40, "here": False}, (), ("here",))
    found = prover.example([rule("age >= 70")])
    assert found.resident == Resident({"age": 70}, (), ("age",))
    rest = prover.example([rule("age == 70"), known("here"), known("poor")])
    assert rest.resident == Resident({"age": 70, "here": False, "poor": True}, (), ("age", "here", "poor"))


def test_as_few_facts_as_possible_are_unknown_and_they_are_named_in_order() -> None:
    prover = Prover(BOOK)
    found = prover.counterexample(rule("age >= 65"), rule("age >= 65 and (poor or not poor) and (here or not here)"))
    assert found is not None
    assert (found.kind, found.resident.unknown, found.resident.facts) == (
        "extra_fact",
        ("poor",),
        {"age": 65, "here": True},
    )


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (fact("bool"), False),
        (fact("bool", ordinary="true"), True),
        (fact("enum", members={"a": "甲", "b": "乙"}), "a"),
        (fact("enum", members={"a": "甲", "b": "乙"}, ordinary="b"), "b"),
        (fact("age", on="application_day"), 40),
        (fact("age", on="application_day", range=["60", "90"]), 40),
        (fact("int", range=["7", "9"]), 7),
        (fact("int"), 0),
        (fact("money", unit="CNY", range=["12.34", "99"]), 1234),
        (fact("date"), date(1980, 1, 1)),
        (fact("date", ordinary="2001-02-03"), date(2001, 2, 3)),
        (BOOK.parameters["line"], 10_050),
    ],
)
def test_an_ordinary_resident_has_what_is_declared_or_plain(item: Fact | Parameter, value: Any) -> None:
    assert ordinary_value(item) == value
    assert type(ordinary_value(item)) is type(value)


# -- what is asked and what is not -----------------------------------------------------------------------------------


class Unsolved(Prover):
    """A prover whose solver must not be asked."""

    @property
    def space(self) -> Space:
        raise AssertionError("the solver was asked")


def test_what_can_be_read_off_is_not_asked_of_the_solver() -> None:
    prover = Unsolved(BOOK)
    assert prover.example([FALSE]).status == "nobody"
    assert prover.example([], [TRUE]).status == "nobody"
    assert prover.example([rule("age >= 65")], [rule("65 <= age")]).status == "nobody"
    assert prover.entails(rule("age >= 70 and here"), rule("age >= 65 or poor")).how == "structure"
    assert prover.links_used(rule("age >= 70"), rule("age >= 65")) == ()
    with pytest.raises(AssertionError, match="asked"):
        prover.example([rule("age >= 65")], [rule("age >= 70")])


def test_the_prover_knows_the_members_of_its_enums() -> None:
    prover = Unsolved(BOOK)
    pairs = [('sex != "male"', 'sex in {"female", "other"}'), ('sex not in {"male", "other"}', 'sex == "female"')]
    for one, other in pairs:
        assert prover.read(rule(one)) == prover.read(rule(other))
        assert [prover.entails(rule(a), rule(b)).how for a, b in ((one, other), (other, one))] == [
            "structure",
            "memory",
        ]


def test_a_question_is_answered_once_and_remembered() -> None:
    prover = Prover(BOOK)
    questions = [(rule("age >= 65"), rule("age >= 60")), (rule("poor"), rule("here"))]
    first = [prover.entails(*pair) for pair in questions]
    again = [prover.entails(*pair) for pair in questions]
    assert [answer.how for answer in first] == ["structure", "solver"]
    assert [answer.how for answer in again] == ["memory", "memory"]
    assert [answer.status for answer in first] == [answer.status for answer in again] == ["holds", "fails"]
    assert prover.counts == {"structure": 1, "solver": 1, "memory": 2}
    assert prover.space.questions == 1
    one = prover.example([rule("poor")])
    assert prover.example([rule("poor")]) is one


def test_a_resident_whom_the_evaluator_does_not_confirm_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (None, False):
        monkeypatch.setattr("zhunsheng.rule.prover.evaluate", lambda expr, facts, wrong=wrong: wrong)
        with pytest.raises(UnconfirmedWitness):
            Prover(BOOK).example([rule("poor")])
    monkeypatch.setattr("zhunsheng.rule.prover.evaluate", lambda expr, facts: True)
    with pytest.raises(UnconfirmedWitness):
        Prover(BOOK).counterexample(rule("here"), rule("poor"))


def test_a_conclusion_that_holds_has_no_counterexample() -> None:
    prover = Prover(BOOK)
    assert prover.counterexample(rule("age >= 65"), rule("age >= 60")) is None
    assert prover.counterexample(FALSE, rule("poor")) is None


# -- formulas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [0, 1, 7, 12, 20])
def test_sums_and_extremes_of_fractions_are_exact(years: int) -> None:
    prover = Prover(BOOK)
    half, third = Scale(Fraction(1, 2), Name("years")), Scale(Fraction(-1, 3), Name("years"))
    for value in (
        Least((half, third, Number(Fraction(2)))),
        Most((third, half, Number(Fraction(5, 2)))),
        Least((Number(Fraction(7, 3)), half)),
        Most((half, Number(Fraction(7, 3)))),
        Choose(rule("years >= 7"), half, third),
        Add(half, third),
        Add(half, Number(Fraction(2))),
        Add(Number(Fraction(2)), third),
    ):
        person = {"years": years}
        expected = evaluate(value, person)
        given_years = Compare(Name("years"), "==", Number(Fraction(years)))
        assert prover.entails(given_years, Compare(value, "==", Number(expected))).status == "holds", value
        assert prover.entails(given_years, Compare(value, "!=", Number(expected))).status == "fails", value
        assert prover.entails(given_years, Compare(value, "<", Number(expected + Fraction(1, 7)))).status == "holds"
        assert prover.entails(given_years, Compare(value, ">", Number(expected - Fraction(1, 7)))).status == "holds"


@pytest.mark.parametrize("years", range(9))
def test_members_of_a_list_are_exact(years: int) -> None:
    prover, person = Prover(BOOK), {"years": years}
    given_years = Compare(Name("years"), "==", Number(Fraction(years)))
    whole, parts = (Number(Fraction(2)), Number(Fraction(7, 2))), (Number(Fraction(5, 2)), Number(Fraction(4, 3)))
    for members in (whole, parts):
        for item in (Name("years"), Scale(Fraction(1, 2), Name("years")), Scale(Fraction(2, 3), Name("years"))):
            listed = OneOf(item, members)
            status = "holds" if evaluate(listed, person) else "fails"
            assert prover.entails(given_years, listed).status == status, listed
            assert prover.entails(given_years, Not(listed)).status == ("fails" if status == "holds" else "holds"), (
                listed
            )


def test_invariants_that_are_not_touched_take_no_part() -> None:
    space = Space(
        [Column("a", "int", 0, 9), Column("b", "int", 0, 9), Column("c", "bool")],
        [Link("ab", Compare(Name("a"), "==", Name("b"))), Link("never", FALSE)],
    )
    assert space.world(["c"]) == {"c"}
    assert space.world(["a"]) == {"a", "b"}
    assert space.contradiction() == ("never",)


def test_three_invariants_that_contradict_are_named_and_the_rest_are_not() -> None:
    links = [("old", rule("age >= 70")), ("idle", rule("poor or not poor")), ("young", rule("age < 70"))]
    assert set(Prover(BOOK, invariants=links).contradiction() or ()) == {"old", "young"}
    assert Prover(BOOK, invariants=links[:2]).contradiction() is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Number(Fraction(1)), "not a condition"),
        (Compare(TRUE, "==", Name("here")), "constant truth value"),
        (Compare(Name("here"), "==", TRUE), "constant truth value"),
        (Compare(Name("here"), "==", Member("yes")), "outside a comparison with an enum"),
        (object(), "not a condition"),
    ],
)
def test_a_tree_that_the_type_check_would_refuse_is_our_mistake(wrong: Any, said: str) -> None:
    space = Space([Column("here", "bool")])
    with pytest.raises(TypeError, match=said):
        space.plain_rails(wrong)


def test_a_prover_reads_meanings_into_questions_and_invariants() -> None:
    meanings = {"poor": rule("income < 1000"), "line": Number(Fraction(50_000))}
    prover = Prover(BOOK, meanings, [("here", Or((Not(Name("poor")), Name("here"))))])
    assert prover.entails(rule("income < 1000"), rule("poor")).status == "holds"
    assert prover.entails(rule("income < line"), rule("poor")).status == "holds"
    assert prover.entails(all_of(rule("income < 1000"), known("here")), rule("here")).status == "holds"
    assert prover.entails(all_of(rule("income <= 1000"), known("here")), rule("here")).status == "fails"

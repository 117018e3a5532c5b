"""Normal forms, solver and prover against the plain evaluator, on random rules and residents with unknown facts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.normal import constant_value, entails_by_structure, normal
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.solver import Age, Column, Link, Space
from zhunsheng.rule.tree import (
    FALSE,
    TRUE,
    Add,
    And,
    Choose,
    Compare,
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
    Value,
    all_of,
    names,
)
from zhunsheng.standard.facts import Fact, FactBook

AGES = range(4)
OPS: tuple[Op, ...] = get_args(Op)
SEXES = ("female", "male", "other")
BOOK = FactBook(
    {
        "age": Fact.model_validate(
            {"type": "age", "label": "年龄", "on": "application_day", "range": ["0", "3"], "ordinary": "1"}
        ),
        "years": Fact.model_validate({"type": "int", "label": "年限", "range": ["0", "3"]}),
        "here": Fact.model_validate({"type": "bool", "label": "常住"}),
        "poor": Fact.model_validate({"type": "bool", "label": "困难"}),
        "sex": Fact.model_validate(
            {"type": "enum", "label": "性别", "members": {"female": "女", "male": "男", "other": "其他"}}
        ),
    }
)
DOMAINS: dict[str, Sequence[Value]] = {
    "age": AGES,
    "years": AGES,
    "here": (False, True),
    "poor": (False, True),
    "sex": SEXES,
}
EVERYBODY: list[dict[str, Value]] = [
    {name: value for name, value in zip(DOMAINS, values, strict=True) if value is not None}
    for values in itertools.product(*((None, *domain) for domain in DOMAINS.values()))
]
KNOWN = [person for person in EVERYBODY if len(person) == len(DOMAINS)]


def whole(low: int = -2, high: int = 5) -> st.SearchStrategy[Expr]:
    return st.integers(low, high).map(lambda value: Number(Fraction(value)))


def numbers(conditions: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    base = st.one_of(whole(), st.sampled_from(["age", "years"]).map(Name))
    factors = st.fractions(-2, 2, max_denominator=3)
    return st.recursive(
        base,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda pair: Add(*pair)),
            st.tuples(factors, inner).map(lambda pair: Scale(*pair)),
            st.tuples(inner, st.integers(1, 3)).map(lambda pair: FloorDiv(*pair)),
            st.tuples(inner, inner).map(Least),
            st.tuples(inner, inner).map(Most),
            st.tuples(conditions, inner, inner).map(lambda parts: Choose(*parts)),
        ),
        max_leaves=4,
    )


def rules() -> st.SearchStrategy[Expr]:
    simple = st.one_of(
        st.sampled_from(["here", "poor"]).map(Name),
        st.just(TRUE),
        st.tuples(st.just(Name("sex")), st.sets(st.sampled_from(SEXES), min_size=1)).map(
            lambda pair: OneOf(pair[0], tuple(Member(name) for name in sorted(pair[1])))
        ),
        st.tuples(st.sampled_from(OPS[4:]), st.sampled_from(SEXES)).map(
            lambda pair: Compare(Name("sex"), pair[0], Member(pair[1]))
        ),
        st.tuples(st.sampled_from(["age", "years"]), st.sampled_from(OPS), whole()).map(
            lambda parts: Compare(Name(parts[0]), parts[1], parts[2])
        ),
        st.tuples(st.just(Name("age")), st.sets(st.integers(0, 3), min_size=1)).map(
            lambda pair: OneOf(pair[0], tuple(Number(Fraction(value)) for value in sorted(pair[1])))
        ),
    )

    def grow(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        values = numbers(inner)
        return st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda items: And(tuple(items))),
            st.lists(inner, min_size=2, max_size=3).map(lambda items: Or(tuple(items))),
            st.tuples(inner, inner, inner).map(lambda parts: Choose(*parts)),
            st.tuples(values, st.sampled_from(OPS), values).map(lambda parts: Compare(*parts)),
        )

    return st.recursive(simple, grow, max_leaves=8)


def members(name: str) -> tuple[str, ...] | None:
    return SEXES if name == "sex" else None


@given(rules())
def test_the_normal_form_means_the_same_for_everybody(rule: Expr) -> None:
    form = normal(rule, members)
    for person in EVERYBODY[::7] + KNOWN[::5]:
        assert evaluate(form, person) is evaluate(rule, person), person


@given(rules())
def test_normalising_twice_changes_nothing(rule: Expr) -> None:
    form = normal(rule, members)
    assert normal(form, members) == form


@given(rules(), rules())
def test_what_the_structure_shows_holds_for_everybody(premise: Expr, conclusion: Expr) -> None:
    wide = Or((premise, conclusion))
    for left, right in ((premise, conclusion), (premise, wide), (all_of(premise, conclusion), conclusion)):
        if entails_by_structure(normal(left, members), normal(right, members)):
            for person in EVERYBODY:
                assert evaluate(left, person) is not True or evaluate(right, person) is True, person


@given(rules(), rules())
def test_the_prover_agrees_with_trying_everybody(premise: Expr, conclusion: Expr) -> None:
    prover = Prover(BOOK)
    refuting = [who for who in EVERYBODY if evaluate(premise, who) is True and evaluate(conclusion, who) is not True]
    answer = prover.entails(premise, conclusion)
    assert answer.status == ("fails" if refuting else "holds")
    found = prover.counterexample(premise, conclusion)
    assert (found is None) is (not refuting)
    if found is not None:
        plainly = any(len(who) == len(DOMAINS) for who in refuting)
        assert found.kind == ("plain" if plainly else "extra_fact")
        assert evaluate(premise, found.resident.facts) is True
        assert evaluate(conclusion, found.resident.facts) is not True


@given(rules(), rules())
def test_an_example_is_found_exactly_where_somebody_exists(wanted: Expr, refused: Expr) -> None:
    found = Prover(BOOK).example([wanted], [refused])
    exists = any(evaluate(wanted, who) is True and evaluate(refused, who) is not True for who in KNOWN)
    assert found.status == ("exists" if exists else "nobody")


@given(st.lists(st.tuples(rules(), rules()), min_size=2, max_size=5))
def test_the_order_of_questions_changes_neither_verdict_nor_person(questions: list[tuple[Expr, Expr]]) -> None:
    def ask(order: list[tuple[Expr, Expr]]) -> dict[object, object]:
        prover = Prover(BOOK)
        return {pair: (prover.entails(*pair).status, prover.counterexample(*pair)) for pair in order}

    assert ask(questions) == ask(questions[::-1])


@given(st.data())
def test_values_are_compared_as_the_evaluator_computes_them(data: st.DataObject) -> None:
    value = data.draw(numbers(rules()))
    prover = Prover(BOOK)
    for person in KNOWN[:: data.draw(st.integers(17, 40))]:
        facts = all_of(*(_is(name, item) for name, item in person.items()))
        expected = evaluate(value, person)
        assert prover.entails(facts, Compare(value, "==", Number(expected))).status == "holds"
    settled = constant_value(value)
    assert settled is None or all(evaluate(value, who) == settled for who in KNOWN)


def _is(name: str, value: object) -> Expr:
    if isinstance(value, bool):
        return Name(name) if value else Not(Name(name))
    if isinstance(value, str):
        return OneOf(Name(name), (Member(value),))
    assert isinstance(value, int)
    return Compare(Name(name), "==", Number(Fraction(value)))


def at_least(name: str, value: int) -> Expr:
    return Compare(Name(name), ">=", Number(Fraction(value)))


def test_a_person_is_as_ordinary_as_the_question_allows() -> None:
    book = FactBook(
        {**BOOK.facts, "age": BOOK.facts["age"].model_copy(update={"range": ("0", "120"), "ordinary": "40"})}
    )
    found = Prover(book).counterexample(
        all_of(at_least("age", 65), Name("here")), all_of(at_least("age", 70), Name("here"))
    )
    assert found is not None
    assert found.resident.facts == {"age": 65, "here": True}
    assert found.resident.unlike == ("age", "here")


def test_a_rule_that_needs_one_more_fact_is_found_although_plain_logic_proves_it() -> None:
    local = Or((all_of(at_least("age", 2), Name("poor")), all_of(at_least("age", 2), Not(Name("poor")))))
    found = Prover(BOOK).counterexample(at_least("age", 2), local)
    assert found is not None
    assert (found.kind, found.resident.unknown, found.resident.facts) == ("extra_fact", ("poor",), {"age": 2})


def test_invariants_bind_everybody_and_are_named_where_a_proof_needs_them() -> None:
    rule = Or((Not(Name("here")), at_least("age", 2)))
    prover = Prover(BOOK, invariants=[("residents-are-two", rule), ("idle", Or((Name("poor"), Not(Name("poor")))))])
    premise = all_of(Name("here"), at_least("age", 0))
    assert prover.entails(premise, all_of(at_least("age", 2))).status == "holds"
    assert prover.links_used(premise, at_least("age", 2)) == ("residents-are-two",)
    assert prover.links_used(premise, Name("here")) == ()
    assert prover.contradiction() is None


def test_invariants_that_nobody_can_meet_are_named() -> None:
    prover = Prover(
        BOOK, invariants=[("old", at_least("age", 3)), ("young", Not(at_least("age", 2))), ("poor", Name("poor"))]
    )
    assert set(prover.contradiction() or ()) == {"old", "young"}


def test_ages_of_one_birth_on_two_days_are_bound() -> None:
    columns = [
        Column("born", "date", 19000101, 20991231),
        *(Column(name, "int", 0, 130) for name in ("at_application", "at_year_end", "at_school_start")),
    ]
    ages = [
        Age("at_application", "born", "application_day"),
        Age("at_year_end", "born", "year_end"),
        Age("at_school_start", "born", "school_year_start"),
    ]
    space = Space(columns, ages=ages)
    now, later, school = (at_least(name, 65) for name in ("at_application", "at_year_end", "at_school_start"))
    assert space.search([now], [later]).check()[0] == "no"
    assert space.search([later], [now]).check()[0] == "yes"
    assert space.search([school], [now]).check()[0] == "no"
    assert space.search([now, Not(at_least("at_school_start", 63))]).check()[0] == "no"


@pytest.mark.parametrize("limit", [1])
def test_a_solver_that_gives_up_says_so(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.rule.solver.WORK_LIMIT", limit)
    hard = Compare(FloorDiv(Add(Name("age"), Scale(Fraction(7), Name("years"))), 3), "==", FloorDiv(Name("age"), 2))
    answer = Prover(BOOK).entails(hard, all_of(Name("here"), at_least("years", 2)))
    assert answer.status == "undecided"
    assert answer.reason


def test_a_link_with_a_false_rule_leaves_nobody() -> None:
    space = Space([Column("here", "bool")], [Link("never", FALSE)])
    assert space.contradiction() == ("never",)
    assert names(TRUE) == []

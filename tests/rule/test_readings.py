"""One rule, every reading: evaluator, closure, table and both languages of prose agree on random rules and residents."""

from __future__ import annotations

import random
import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rule.prose_reader import ChineseReader, EnglishReader
from tests.strategies import BOOK, DAY, conditions, numbers, persons, random_person
from zhunsheng.rule.days import completed_years
from zhunsheng.rule.evaluate import amount, closure, evaluate, holds
from zhunsheng.rule.prose import positive, say_rule, say_value
from zhunsheng.rule.prover import Prover, ordinary_value
from zhunsheng.rule.solver import Space
from zhunsheng.rule.table import to_ibis
from zhunsheng.rule.tree import Expr, Not, Value
from zhunsheng.rule.types import compile_rule
from zhunsheng.rule.values import compile_value
from zhunsheng.standard.wording import Language

READERS: tuple[tuple[Any, Language], ...] = ((ChineseReader(BOOK), "zh"), (EnglishReader(BOOK), "en"))
_TYPES = {"bool": "boolean", "enum": "string", "date": "date"}
_VISITS = {"zh": re.compile(r"每年(-?[\d./]+)次"), "en": re.compile(r"(-?[\d./]+) visits? a year")}


def compiled(text: str, want: Any = "condition") -> Expr:
    found = compile_rule(text, BOOK, want)
    assert found.expr is not None, [str(trouble.message) for trouble in found.troubles]
    return found.expr


@cache
def people() -> list[dict[str, Value]]:
    chance = random.Random(20231123)
    return [random_person(chance) for _ in range(60)]


@cache
def table() -> Any:
    """All residents as a DuckDB table, NULL where a fact is unknown."""
    import ibis

    names = BOOK.names()
    types = {name: _TYPES.get((BOOK.facts.get(name) or BOOK.parameters[name]).type, "int64") for name in names}
    rows = [{"row": row, **{name: person.get(name) for name in names}} for row, person in enumerate(people())]
    connection = ibis.duckdb.connect()
    return connection.create_table("people", ibis.memtable(rows, schema={"row": "int64", **types}))


def column(expr: Any) -> list[Any]:
    found = table().select(row=table()["row"], answer=expr).order_by("row").to_pyarrow()["answer"].to_pylist()
    return list(found)


@settings(max_examples=60)
@given(text=conditions(3))
def test_a_condition_reads_the_same_everywhere(text: str) -> None:
    rule = compiled(text)
    wanted = [holds(rule, person) for person in people()]
    assert [closure(rule)(person) for person in people()] == wanted
    assert [holds(positive(rule), person) for person in people()] == wanted
    for reader, language in READERS:
        said = say_rule(rule, BOOK, language)
        again = reader.rule(said)
        assert [holds(again, person) for person in people()] == wanted, said
    assert column(to_ibis(rule, table(), BOOK)) == wanted


@cache
def space() -> Space:
    """The facts as the solver sees them; random residents need not have ages that fit their birth dates."""
    return Space(Prover(BOOK).space.columns.values())


def certain(rule: Expr, person: dict[str, Value]) -> bool:
    """Whether the solver finds that `rule` is certainly true for exactly this resident, unknown facts unknown."""
    search = space().search([rule], unknowns=True)
    if search.check()[0] != "yes":
        return False
    told = (search.keep_known(name) and search.keep_value(name, person[name]) if name in person or name in BOOK.parameters
            else search.keep_unknown(name) for name in search.mentioned)  # fmt: skip
    return all(told)


@settings(max_examples=60)
@given(text=conditions(3), start=st.integers(0, 59))
def test_the_solver_reads_a_condition_like_the_evaluator(text: str, start: int) -> None:
    rule = compiled(text)
    for person in people()[start : start + 6]:
        told = {name: ordinary_value(item) for name, item in BOOK.parameters.items()} | person
        wanted = holds(rule, told)
        assert (certain(rule, told), certain(Not(rule), told)) == (wanted is True, wanted is False)


@settings(max_examples=40)
@given(text=st.sampled_from(["age", "months", "grade", "money"]).flatmap(lambda kind: numbers(kind, 3)))
def test_a_value_reads_the_same_everywhere(text: str) -> None:
    value = compiled(text, "value")
    wanted = [amount(value, person) for person in people()]
    assert [closure(value)(person) for person in people()] == wanted
    found = column(to_ibis(value, table(), BOOK, want="value"))
    assert [None if number is None else pytest.approx(float(number)) for number in wanted] == found


@settings(max_examples=60)
@given(text=st.sampled_from(["months", "grade"]).flatmap(lambda kind: numbers(kind, 2)))
def test_a_value_can_be_read_back_from_its_words(text: str) -> None:
    value = compile_value(text, "visit/year", BOOK)
    assert value.expr is not None
    wanted = [amount(value.expr, person) for person in people()]
    for reader, language in READERS:
        said = say_value(value.expr, value.unit, BOOK, language)
        again = reader.amounts(said, _VISITS[language])
        assert [amount(again, person) for person in people()] == wanted, said


@given(rule=conditions(3).map(compiled), person=persons(), more=persons())
def test_learning_a_fact_never_changes_a_settled_answer(
    rule: Expr, person: dict[str, Value], more: dict[str, Value]
) -> None:
    before = evaluate(rule, person)
    after = evaluate(rule, {**more, **person})
    assert before is None or after is before


@given(
    birth=st.dates(date(1900, 1, 1), date(2023, 2, 28)),
    years=st.sampled_from(["0", "3", "18", "64.5", "65"]),
    op=st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
)
def test_an_age_compared_in_a_table_follows_the_birth_date(birth: date, years: str, op: str) -> None:
    import ibis

    rows = ibis.memtable([{"birth": birth, "child_birth": None}], schema={"birth": "date", "child_birth": "date"})
    for name, on in (("age", "application_day"), ("child_age", "year_end")):
        rule = compiled(f"{name} {op} {years}")
        person: dict[str, Value] = {name: completed_years(birth, on, DAY)}  # type: ignore[arg-type]
        given_birth = rows if name == "age" else rows.mutate(child_birth=rows.birth, birth=rows.child_birth)
        expr = to_ibis(rule, given_birth, BOOK, day=DAY)
        assert given_birth.select(answer=expr).to_pyarrow()["answer"].to_pylist() == [holds(rule, person)]
        missing = ibis.memtable([{"birth": None, "child_birth": None}], schema=rows.schema())
        unknown = missing.select(answer=to_ibis(rule, missing, BOOK, day=DAY)).to_pyarrow()["answer"].to_pylist()
        assert unknown == [None]


def test_an_age_in_arithmetic_is_computed_from_the_birth_date() -> None:
    import ibis

    rows = ibis.memtable([{"birth": date(1958, 3, 2)}, {"birth": date(1958, 3, 1)}], schema={"birth": "date"})
    expr = to_ibis(compiled("age + 1 >= 66"), rows, BOOK, day=DAY)
    assert rows.select(answer=expr).to_pyarrow()["answer"].to_pylist() == [False, True]


def test_a_fact_without_a_column_is_unknown() -> None:
    import ibis

    rows = ibis.memtable([{"pregnant": True}], schema={"pregnant": "boolean"})
    expr = to_ibis(compiled("pregnant and dibao"), rows, BOOK)
    assert rows.select(answer=expr).to_pyarrow()["answer"].to_pylist() == [None]

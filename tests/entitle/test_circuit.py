"""Circuits against the plain evaluator, on random conditions and residents: exact where all is known, never wrong before."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.strategies import BOOK, conditions, persons, random_person
from zhunsheng.entitle.cells import Cells, bits, cut
from zhunsheng.entitle.chances import chances_of
from zhunsheng.entitle.circuit import Joined, Node, Related, Settled, Within, build
from zhunsheng.entitle.known import Known
from zhunsheng.entitle.saying import condition
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import Expr, Value, names
from zhunsheng.rule.types import compile_rule

PROVER = Prover(BOOK)


def read(text: str) -> Expr:
    compiled = compile_rule(text, BOOK, "condition")
    if compiled.expr is None:  # an amount worked out to less than a fen
        reject()
    return PROVER.read(compiled.expr)


class Made:
    """A condition with its cells and circuit."""

    def __init__(self, text: str) -> None:
        self.expr = read(text)
        by_name = cut(BOOK, [self.expr])
        self.cells = tuple(by_name.values())
        self.index = {name: number for number, name in enumerate(by_name)}
        self.node: Node = build(self.expr, self.index, self.cells)
        self.chances = [
            chances_of(one, BOOK.facts[name] if name in BOOK.facts else BOOK.parameters[name])
            for name, one in by_name.items()
        ]

    def known(self, person: dict[str, Value]) -> Known:
        found = Known([one.everything for one in self.cells])
        for name, value in person.items():
            if name in self.index:
                fact = self.index[name]
                found[fact] = 1 << self.cells[fact].cell_of(value)
                found.exact[fact] = value
        return found


def is_whole(expr: Expr, person: dict[str, Value]) -> bool:
    return all(name in person for name in names(expr))


@given(conditions(), persons())
def test_a_person_fully_known_is_judged_as_the_evaluator_judges(text: str, person: dict[str, Value]) -> None:
    made = Made(text)
    if is_whole(made.expr, person):
        assert made.node.truth(made.known(person)) is holds(made.expr, person)


@given(conditions(), persons())
def test_what_the_evaluator_settles_the_circuit_settles_alike(text: str, person: dict[str, Value]) -> None:
    made = Made(text)
    plain = holds(made.expr, person)
    if plain is not None:
        assert made.node.truth(made.known(person)) is plain


@given(conditions(), persons(), st.integers(0, 2**32))
def test_a_settled_truth_survives_every_completion(text: str, person: dict[str, Value], seed: int) -> None:
    made = Made(text)
    truth = made.node.truth(made.known(person))
    if truth is None:
        return
    chance = random.Random(seed)
    for _ in range(5):
        whole = random_person(chance)
        while len(whole) < len(BOOK.names()):
            whole |= random_person(chance)
        assert holds(made.expr, whole | person) is truth


@given(conditions(), persons())
def test_an_undecided_circuit_names_what_it_turns_on(text: str, person: dict[str, Value]) -> None:
    made = Made(text)
    known = made.known(person)
    found: set[int] = set()
    truth = made.node.truth(known)
    if truth is None:
        made.node.open_facts(known, found)
        assert found
        assert all(made.cells[fact].name not in person for fact in found)
    chance, cost = made.node.expected(known, made.chances)
    assert -1e-9 <= chance <= 1 + 1e-9
    assert (cost == 0) is (truth is not None) or cost >= 0


@given(conditions(), persons())
def test_a_proof_alone_settles(text: str, person: dict[str, Value]) -> None:
    """Forgetting everything but the facts of the proof leaves the truth as it was."""
    made = Made(text)
    known = made.known(person)
    truth = made.node.truth(known)
    if truth is not None:
        proof = made.node.proof(known)
        kept = {name: value for name, value in person.items() if name in made.index and made.index[name] in proof}
        assert made.node.truth(made.known(kept)) is truth


@given(conditions(), st.randoms(use_true_random=False))
def test_values_of_one_cell_are_not_told_apart(text: str, chance: random.Random) -> None:
    made = Made(text)
    person = random_person(random.Random(1))
    while len(person) < len(BOOK.names()):
        person |= random_person(chance)
    for leaf in made.index:
        cells = made.cells[made.index[leaf]]
        simple = all(not isinstance(node, Related) or made.index[leaf] not in node.facts for node in parts(made.node))
        if not simple:
            continue
        for cell in range(len(cells.starts)):
            low, high = cells.bounds(cell)
            ends = [holds(made.expr, {**person, leaf: cells.value(code)}) for code in (low, (low + high) // 2, high)]
            assert len(set(ends)) == 1


def parts(node: Node) -> list[Node]:
    return [node, *(one for part in node.parts for one in parts(part))] if isinstance(node, Joined) else [node]


@given(conditions(depth=1))
def test_cells_are_said_as_the_condition_that_picks_them(text: str) -> None:
    made = Made(text)
    if isinstance(made.node, Within):
        cells = made.cells[made.node.fact]
        said = read_back(condition(cells, made.node.cells))
        assert cells.where(said) == made.node.cells


def read_back(expr: Expr) -> Expr:
    return PROVER.read(expr)


def test_conditions_on_one_fact_are_joined() -> None:
    assert isinstance(Made("age < 60 or age >= 60").node, Settled)
    assert isinstance(Made("age < 60 and age >= 65").node, Settled)
    joined = Made("age >= 60 and (age < 65 or age >= 80)").node
    assert isinstance(joined, Within)


def test_relations_are_settled_by_bounds() -> None:
    made = Made("months >= 2 * other_months + 1000")
    assert made.node.truth(made.known({})) is False
    assert made.node.truth(made.known({"months": 600})) is False
    made = Made("max(months, other_months) <= 600")
    assert made.node.truth(made.known({})) is True
    made = Made("min(months, 5) - other_months >= 6")
    assert made.node.truth(made.known({})) is False
    made = Made("months // 7 > other_months")
    assert made.node.truth(made.known({"other_months": 600})) is False
    assert made.node.truth(made.known({"months": 600})) is None
    assert made.node.truth(made.known({"months": 600, "other_months": 3})) is True
    made = Made("birth < child_birth")
    assert made.node.truth(made.known({"birth": date(1958, 3, 1)})) is None
    assert made.node.truth(made.known({"birth": date(1958, 3, 1), "child_birth": date(1990, 1, 1)})) is True
    made = Made("income != line")
    assert made.node.truth(made.known({"income": 600_000})) is True
    made = Made("not (income == line)")
    assert made.node.truth(made.known({"income": 600_000})) is True
    assert Made("(months if dibao else 3) > other_months").node.truth(Known([3, 1, 1, 1][:3])) is None


def test_bits_are_given_lowest_first() -> None:
    assert list(bits(0b1011)) == [1, 2, 8]


def test_cells_count_values_outside_to_the_nearest() -> None:
    age = Cells("age", "number", (0, 60, 80), 120)
    assert [age.cell_of(value) for value in (-5, 0, 59, 60, 200)] == [0, 0, 0, 1, 2]
    assert age.only(0b1) is None
    assert Cells("x", "number", (0, 1, 2), 9).only(0b10) == 1


@pytest.mark.parametrize("name", ["pregnant", "residency", "age", "birth", "months", "income"])
def test_chances_leave_no_cell_out_and_sum_to_one(name: str) -> None:
    cells = cut(
        BOOK,
        [
            read(
                'age >= 65 and birth < "2000-02-29" and months > 3 and income < 9 and pregnant and residency == "hukou"'
            )
        ],
    )
    found = chances_of(cells[name], BOOK.facts[name])
    assert len(found) == len(cells[name].starts)
    assert min(found) > 0
    assert abs(sum(found) - 1) < 1e-6

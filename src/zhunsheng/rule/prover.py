"""Entailment over all residents of a vocabulary, with a readable resident where it fails.

Simple cases are settled on canonical forms (rule/normal.py); the rest goes to the solver, which is loaded only then.
Verdicts come from one shared solver; residents from a fresh search whose every value is pinned in a fixed order, so
that the same question always shows the same person, whatever was asked before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.normal import entails_by_structure, normal
from zhunsheng.rule.tree import (
    FALSE,
    TRUE,
    Compare,
    Day,
    Expr,
    Number,
    OneOf,
    Truth,
    Value,
    names,
    substitute,
    walk,
)
from zhunsheng.standard.facts import Fact, FactBook, Parameter

if TYPE_CHECKING:
    from zhunsheng.rule.solver import Column, Search, Space

Status = Literal["holds", "fails", "undecided"]
#: structure: seen on canonical forms; solver: asked; memory: the same question was answered before.
How = Literal["structure", "solver", "memory"]
#: plain: fails although every fact is known; extra_fact: fails only because the conclusion needs a further fact.
Kind = Literal["plain", "extra_fact"]


class UnconfirmedWitness(AssertionError):
    """Our own mistake: the plain evaluator disagrees with the solver about a resident."""


@dataclass(frozen=True)
class Resident:
    """A resident who settles a question.

    facts: the known facts that the question mentions; unknown: those of them that nobody has told us;
    unlike: which of the known ones differ from an ordinary resident.  Whatever the question does not mention can be
    filled in without breaking an invariant.
    """

    facts: Mapping[str, Value]
    unknown: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Whether a premise certainly entails a conclusion."""

    status: Status
    how: How
    reason: str = ""


@dataclass(frozen=True)
class Counterexample:
    """A resident for whom the premise certainly holds and the conclusion does not."""

    kind: Kind
    resident: Resident


@dataclass(frozen=True)
class Example:
    """Whether a condition can be met, and by whom."""

    status: Literal["exists", "nobody", "undecided"]
    resident: Resident | None = None
    reason: str = ""


class Prover:
    """Answers questions about everybody who can be described in one vocabulary.

    meanings: names to read as something else: defined facts, parameters with a value, recorded successions.
    invariants: (id, checked rule), in the names of the vocabulary.
    """

    def __init__(
        self,
        book: FactBook,
        meanings: Mapping[str, Expr] | None = None,
        invariants: Iterable[tuple[str, Expr]] = (),
    ) -> None:
        self.book = book
        self.meanings = dict(meanings or {})
        self.invariants = [(name, substitute(rule, self.meanings)) for name, rule in invariants]
        self.counts: dict[How, int] = {"structure": 0, "solver": 0, "memory": 0}
        self._answers: dict[tuple[Expr, Expr], Answer] = {}
        self._examples: dict[tuple[tuple[Expr, ...], tuple[Expr, ...]], Example] = {}
        self._read: dict[Expr, Expr] = {}
        self._space: Space | None = None

    @property
    def space(self) -> Space:
        """The solver's view, made when first needed."""
        if self._space is None:
            self._space = _space(self.book, self.invariants)
        return self._space

    def read(self, expr: Expr) -> Expr:
        """A condition with its meanings filled in, in canonical form."""
        found = self._read.get(expr)
        if found is None:
            found = self._read[expr] = normal(substitute(expr, self.meanings), self._members)
        return found

    def entails(self, premise: Expr, conclusion: Expr) -> Answer:
        """Whether everybody who certainly meets `premise` certainly meets `conclusion`, facts known or not."""
        question = (self.read(premise), self.read(conclusion))
        known = self._answers.get(question)
        if known is not None:
            self.counts["memory"] += 1
            return Answer(known.status, "memory", known.reason)
        if entails_by_structure(*question):
            answer = Answer("holds", "structure")
        else:
            found, reason = self.space.separates(*question)
            status: Status = {"no": "holds", "yes": "fails", "undecided": "undecided"}[found]  # type: ignore[assignment]
            answer = Answer(status, "solver", reason)
        self.counts[answer.how] += 1
        self._answers[question] = answer
        return answer

    def counterexample(self, premise: Expr, conclusion: Expr) -> Counterexample | None:
        """A resident who shows that `premise` does not certainly entail `conclusion`; None if there is none.

        Somebody about whom everything is known is preferred; otherwise as few facts as possible are unknown.
        Raises UnconfirmedWitness when the plain evaluator does not agree (a mistake of ours, never shown).
        """
        true, false = self.read(premise), self.read(conclusion)
        search = self.space.search([true], [false])
        if search.check()[0] == "yes":
            kind: Kind = "plain"
            unknown: tuple[str, ...] = ()
        else:
            search = self.space.search([true], [false], unknowns=True)
            if search.check()[0] != "yes":
                return None
            kind = "extra_fact"
            unknown = tuple(name for name in self._in_order(search.mentioned) if not search.keep_known(name))
        resident = self._describe(search, (true, false), unknown)
        self._confirm(resident, [(true, True)], [false])
        return Counterexample(kind, resident)

    def example(self, true: Iterable[Expr], false: Iterable[Expr] = ()) -> Example:
        """Somebody, every fact known, who meets all of `true` and none of `false`."""
        wanted = tuple(self.read(expr) for expr in true)
        refused = tuple(self.read(expr) for expr in false)
        found = self._examples.get((wanted, refused))
        if found is None:
            found = self._examples[(wanted, refused)] = self._example(wanted, refused)
        return found

    def links_used(self, premise: Expr, conclusion: Expr) -> tuple[str, ...]:
        """Ids of the invariants that the proof leans on; none where the structure alone shows it."""
        question = (self.read(premise), self.read(conclusion))
        return () if entails_by_structure(*question) else self.space.links_used(*question)

    def contradiction(self) -> tuple[str, ...] | None:
        """Ids of invariants that nobody can satisfy together; None when all is well."""
        return self.space.contradiction()

    def _example(self, wanted: tuple[Expr, ...], refused: tuple[Expr, ...]) -> Example:
        if FALSE in wanted or TRUE in refused or any(item in refused for item in wanted):
            return Example("nobody")
        search = self.space.search(wanted, refused)
        found, reason = search.check()
        if found != "yes":
            return Example("nobody" if found == "no" else "undecided", reason=reason)
        resident = self._describe(search, (*wanted, *refused), ())
        self._confirm(resident, [(expr, True) for expr in wanted], refused)
        return Example("exists", resident)

    def _members(self, name: str) -> tuple[str, ...] | None:
        fact = self.book.facts.get(name)
        return tuple(fact.members) if fact is not None and fact.type == "enum" and fact.members else None

    def _in_order(self, mentioned: Iterable[str], *, parameters: bool = False) -> list[str]:
        """Facts in the order in which wishes are tried: as declared; parameters (always known) last, if wanted."""
        wanted = set(mentioned)
        declared = self.book.names() if parameters else list(self.book.facts)
        return [name for name in declared if name in wanted]

    def _describe(self, search: Search, exprs: tuple[Expr, ...], unknown: tuple[str, ...]) -> Resident:
        """Pin every fact that is mentioned: ordinary if possible, else the nearest value that the rules mention."""
        facts: dict[str, Value] = {}
        unlike: list[str] = []
        hidden = set(unknown)
        for name in self._in_order(search.mentioned, parameters=True):
            column = self.space.columns[name]
            ordinary = self._ordinary(name)
            if search.keep_value(name, ordinary):
                value: Value = ordinary
            else:
                value = self._nearest(search, column, ordinary, exprs)
                if name not in hidden:
                    unlike.append(name)
            if name not in hidden:
                facts[name] = value
        return Resident(facts, unknown, tuple(unlike))

    def _nearest(self, search: Search, column: Column, ordinary: Value, exprs: tuple[Expr, ...]) -> Value:
        name, space = column.name, self.space
        if column.sort == "bool":
            search.keep_value(name, not ordinary)
            return not ordinary
        if column.sort == "enum":
            return next(member for member in column.members if search.keep_value(name, member))
        middle = space.code(name, ordinary)
        for code in _boundaries(column, middle, exprs, space):
            if search.keep_within(name, code, code):
                return space.decode(name, code)
        return space.decode(name, _closest(search, column, middle))

    def _ordinary(self, name: str) -> Value:
        fact = self.book.facts.get(name)
        return ordinary_value(fact if fact is not None else self.book.parameters[name])

    def _confirm(self, resident: Resident, true: list[tuple[Expr, Truth]], false: Iterable[Expr]) -> None:
        for expr, wanted in true:
            if evaluate(expr, resident.facts) is not wanted:
                raise UnconfirmedWitness(f"{expr!r} is not {wanted} for {resident!r}")
        if any(evaluate(expr, resident.facts) is True for expr in false):
            raise UnconfirmedWitness(f"{resident!r} meets what the solver says is not met")


def ordinary_value(item: Fact | Parameter) -> Value:
    """What an unremarkable resident has: `Fact.ordinary`, else no, the first member, 40 years, the low end."""
    low = item.range[0] if item.range else None
    if isinstance(item, Parameter):
        return _whole(low or "0", item.type)
    text = item.ordinary
    if item.type == "bool":
        return text == "true"
    if item.type == "enum":
        return text or next(iter(item.members or ()), "")
    if item.type == "date":
        return date.fromisoformat(text or "1980-01-01")
    return _whole(text or ("40" if item.type == "age" else low or "0"), item.type)


def _whole(text: str, kind: str) -> int:
    """A whole number; money comes in yuan and leaves in fen."""
    number = Decimal(text)
    return int(number * 100) if kind == "money" else int(number)


def _space(book: FactBook, invariants: Iterable[tuple[str, Expr]]) -> Space:
    from zhunsheng.rule.solver import Age, Link, Space

    facts = book.facts
    columns = [_column(name, fact) for name, fact in facts.items()]
    columns += [_parameter_column(name, item) for name, item in book.parameters.items()]
    ages = [
        Age(name, fact.born, fact.on)
        for name, fact in facts.items()
        if fact.type == "age" and fact.born in facts and fact.on is not None and fact.born is not None
    ]
    return Space(columns, [Link(name, rule) for name, rule in invariants], ages)


def _column(name: str, fact: Fact) -> Column:
    from zhunsheng.rule.solver import Column

    low, high = fact.range or (None, None)
    if fact.type == "bool":
        return Column(name, "bool")
    if fact.type == "enum":
        members = tuple(fact.members or ())
        return Column(name, "enum", 0, len(members) - 1, members)
    if fact.type == "date":
        return Column(name, "date", _day_code(low or "1900-01-01"), _day_code(high or "2199-12-31"))
    if fact.type == "age" and fact.born is not None and fact.on != "application_day":
        low = "-1"  # who was born after the reference day: the evaluator says so as well
    top = {"age": "130", "money": "100000000", "int": "1000000"}[fact.type]
    return Column(name, "int", _whole(low or "0", fact.type), _whole(high or top, fact.type))


def _parameter_column(name: str, item: Parameter) -> Column:
    from zhunsheng.rule.solver import Column

    low, high = (_whole(text, item.type) for text in item.range)
    return Column(name, "int", low, high, always_known=True)


def _day_code(text: str) -> int:
    day = date.fromisoformat(text)
    return day.year * 10000 + day.month * 100 + day.day


def _boundaries(column: Column, middle: int, exprs: tuple[Expr, ...], space: Space) -> list[int]:
    """Values of a whole-number fact at which some rule changes, and their neighbours, nearest to ordinary first."""
    found: set[int] = set()
    for expr in exprs:
        for node in walk(expr):
            if isinstance(node, (Compare, OneOf)) and column.name in names(node):
                for part in walk(node):
                    if isinstance(part, Number):
                        floor = part.value.numerator // part.value.denominator
                        found |= {floor - 1, floor, floor + 1}
                    elif isinstance(part, Day):
                        found.add(space.code(column.name, part.value))
    inside = [code for code in found if column.low <= code <= column.high]
    return sorted(inside, key=lambda code: (abs(code - middle), code))


def _closest(search: Search, column: Column, middle: int) -> int:
    """The possible value nearest to `middle`, by halving; the lower one where two are as near."""
    name = column.name
    near, far = 0, max(middle - column.low, column.high - middle)
    while near < far:
        half = (near + far) // 2
        if search.can_lie(name, middle - half, middle + half):
            far = half
        else:
            near = half + 1
    return (
        middle - near if search.keep_within(name, middle - near, middle - near) else _keep(search, name, middle + near)
    )


def _keep(search: Search, name: str, code: int) -> int:
    search.keep_within(name, code, code)
    return code

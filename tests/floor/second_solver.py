"""A second opinion on entailment: conditions as SMT-LIB text, answered by cvc5.

Made apart from `rule/solver.py`, so that one misunderstanding does not stand in both.  What differs on purpose: a
condition is (settled, truth) and a value (settled, number), where truth and number are what they would be if every
fact were known; numbers are reals; enums are data types; a day is a year, a month and a day; an age is counted from
them.  Names with a meaning are read where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Literal

import cvc5

from zhunsheng.rule.tree import (
    Add,
    And,
    Choose,
    Compare,
    Constant,
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
    Or,
    Scale,
    names,
)
from zhunsheng.standard.facts import Fact, FactBook, Parameter

TODAY = "today"
MILLISECONDS = 20_000


@dataclass(frozen=True)
class Term:
    """An SMT-LIB term and whether it is settled, itself a term."""

    settled: str
    is_: str


@dataclass
class Script:
    """The text of one question, written line by line; `facts` are those already declared."""

    book: FactBook
    meanings: Mapping[str, Expr]
    lines: list[str] = field(default_factory=lambda: ["(set-logic ALL)"])
    facts: set[str] = field(default_factory=set)
    enums: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    count: int = 0

    # -- facts ---------------------------------------------------------------------------------------------------

    def declare(self, name: str) -> None:
        """The variables of a fact or parameter and the bounds of its range."""
        if name in self.facts:
            return
        self.facts.add(name)
        item = self.book.facts.get(name) or self.book.parameters[name]
        if isinstance(item, Fact):
            self.lines.append(f"(declare-const |known {name}| Bool)")
        match item.type:
            case "bool":
                self.lines.append(f"(declare-const |{name}| Bool)")
            case "enum":
                sort = self.sort_of(tuple(item.members or ()))
                self.lines.append(f"(declare-const |{name}| |{sort}|)")
            case "date":
                low, high = item.range or ("1900-01-01", "2199-12-31")
                self.declare_day(name, date.fromisoformat(low), date.fromisoformat(high))
            case _:
                self.lines.append(f"(declare-const |{name}| Int)")
                low_number, high_number = number_range(item)
                self.lines.append(f"(assert (<= {low_number} |{name}| {high_number}))")

    def declare_day(self, name: str, low: date, high: date) -> None:
        """Year, month and day of a day that exists, between `low` and `high`."""
        year, month, day = (f"|{part} of {name}|" for part in ("year", "month", "day"))
        self.lines += [f"(declare-const {part} Int)" for part in (year, month, day)]
        leap = f"(or (and (= (mod {year} 4) 0) (distinct (mod {year} 100) 0)) (= (mod {year} 400) 0))"
        short = f"(or {' '.join(f'(= {month} {number})' for number in (4, 6, 9, 11))})"
        length = f"(ite (= {month} 2) (ite {leap} 29 28) (ite {short} 30 31))"
        self.lines.append(f"(assert (and (<= 1 {month} 12) (<= 1 {day} {length})))")
        self.lines.append(f"(assert (<= {rank(low)} {rank_of(name)} {rank(high)}))")

    def sort_of(self, members: tuple[str, ...]) -> str:
        """The data type with these members; facts with the same members share it."""
        if members not in self.enums:
            number = len(self.enums)
            self.enums[members] = {member: f"|{number} {member}|" for member in members}
            symbols = " ".join(f"({symbol})" for symbol in self.enums[members].values())
            self.lines.append(f"(declare-datatype |sort {number}| ({symbols}))")
        return f"sort {list(self.enums).index(members)}"

    def bind_ages(self) -> None:
        """Ages of the declared facts follow from birth dates and one day of application."""
        for name, fact in self.book.facts.items():
            if name in self.facts and fact.type == "age" and fact.born in self.book.facts and fact.on is not None:
                if TODAY not in self.facts:
                    self.facts.add(TODAY)
                    self.declare_day(TODAY, date(1900, 1, 1), date(2199, 12, 31))
                year, month, day = reference(fact.on)
                born = fact.born
                assert born is not None
                passed = (
                    f"(or (> {month} |month of {born}|) (and (= {month} |month of {born}|) (>= {day} |day of {born}|)))"
                )
                self.lines.append(f"(assert (= |{name}| (- {year} |year of {born}| (ite {passed} 0 1))))")
                self.lines.append(
                    f"(assert (=> {self.known(born)} {self.known(name)}))"
                )  # the birth date tells the age

    # -- terms ---------------------------------------------------------------------------------------------------

    def named(self, sort: str, term: str) -> str:
        """A short name for a term, so that the text stays small."""
        self.count += 1
        self.lines.append(f"(define-fun |t{self.count}| () {sort} {term})")
        return f"|t{self.count}|"

    def condition(self, expr: Expr, raw: bool = False) -> Term:
        """A condition as (settled, truth); raw: names have no other meaning than their own."""
        match expr:
            case Constant(value):
                return Term("true", "true" if value else "false")
            case Name(name) if not raw and name in self.meanings:
                return self.condition(self.meanings[name], raw=True)
            case Name(name):
                return Term(self.known(name), f"|{name}|")
            case Not(item):
                inner = self.condition(item, raw)
                return Term(inner.settled, f"(not {inner.is_})")
            case And(items) | Or(items):
                return self.junction([self.condition(item, raw) for item in items], isinstance(expr, And))
            case Choose(condition, then, other):
                test, yes, no = (self.condition(item, raw) for item in (condition, then, other))
                return self.choice(test, yes, no, "Bool")
            case OneOf(item, members):
                tests = [self.comparison(item, "==", member, raw) for member in members]
                return Term(tests[0].settled, f"(or {' '.join(test.is_ for test in tests)} false)")
            case Compare(left, op, right):
                return self.comparison(left, op, right, raw)
            case _:
                raise TypeError(f"not a condition: {expr!r}")

    def junction(self, parts: Sequence[Term], conjunction: bool) -> Term:
        """Settled when all parts are, or when one that is settled decides."""
        word, decides = ("and", "(not {})") if conjunction else ("or", "{}")
        every = " ".join(part.settled for part in parts)
        some = " ".join(f"(and {part.settled} {decides.format(part.is_)})" for part in parts)
        settled = self.named("Bool", f"(or (and {every} true) {some})")
        return Term(settled, self.named("Bool", f"({word} {' '.join(part.is_ for part in parts)})"))

    def choice(self, test: Term, yes: Term, no: Term, sort: str) -> Term:
        """Settled through the test and its branch, or because both branches are settled and the same."""
        by_test = f"(and {test.settled} (ite {test.is_} {yes.settled} {no.settled}))"
        same = f"(and {yes.settled} {no.settled} (= {yes.is_} {no.is_}))"
        settled = self.named("Bool", f"(or {by_test} {same})")
        return Term(settled, self.named(sort, f"(ite {test.is_} {yes.is_} {no.is_})"))

    def comparison(self, left: Expr, op: str, right: Expr, raw: bool) -> Term:
        """A comparison of two numbers, two days, or an enum fact with a member or another."""
        word = {"==": "=", "!=": "distinct"}.get(op, op)
        members = self.enum_of(left, right)
        if members is not None:
            a, b = (self.choice_of(item, members) for item in (left, right))
        elif isinstance(left, Day) or isinstance(right, Day) or self.is_day(left):
            a, b = self.day(left), self.day(right)
        else:
            a, b = self.number(left, raw), self.number(right, raw)
        return Term(f"(and {a.settled} {b.settled})", f"({word} {a.is_} {b.is_})")

    def number(self, expr: Expr, raw: bool = False) -> Term:
        """A value as (settled, real number)."""
        match expr:
            case Number(value):
                return Term("true", real(value))
            case Name(name) if not raw and name in self.meanings:
                return self.number(self.meanings[name], raw=True)
            case Name(name):
                return Term(self.known(name), f"(to_real |{name}|)")
            case Add(left, right):
                a, b = self.number(left, raw), self.number(right, raw)
                return Term(f"(and {a.settled} {b.settled})", self.named("Real", f"(+ {a.is_} {b.is_})"))
            case Scale(factor, item):
                inner = self.number(item, raw)
                return Term(inner.settled, self.named("Real", f"(* {real(factor)} {inner.is_})"))
            case FloorDiv(item, divisor):
                inner = self.number(item, raw)
                whole = f"(to_real (to_int (* (/ 1.0 {divisor}.0) {inner.is_})))"
                return Term(inner.settled, self.named("Real", whole))
            case Least(items) | Most(items):
                parts = [self.number(item, raw) for item in items]
                op = "<=" if isinstance(expr, Least) else ">="
                best = reduce(lambda a, b: self.named("Real", f"(ite ({op} {a} {b}) {a} {b})"), (p.is_ for p in parts))
                return Term(f"(and {' '.join(part.settled for part in parts)} true)", best)
            case Choose(condition, then, other):
                test = self.condition(condition, raw)
                return self.choice(test, self.number(then, raw), self.number(other, raw), "Real")
            case _:
                raise TypeError(f"not a value: {expr!r}")

    def known(self, name: str) -> str:
        """Whether a fact is known; a parameter always is."""
        self.declare(name)
        return f"|known {name}|" if name in self.book.facts else "true"

    def enum_of(self, *sides: Expr) -> tuple[str, ...] | None:
        """The members of the enum fact on one of the sides."""
        for side in sides:
            fact = self.book.facts.get(side.name) if isinstance(side, Name) else None
            if fact is not None and fact.type == "enum":
                return tuple(fact.members or ())
        return None

    def choice_of(self, expr: Expr, members: tuple[str, ...]) -> Term:
        """An enum fact or a member."""
        if isinstance(expr, Member):
            self.sort_of(members)
            return Term("true", self.enums[members][expr.value])
        assert isinstance(expr, Name)
        return Term(self.known(expr.name), f"|{expr.name}|")

    def is_day(self, expr: Expr) -> bool:
        """Whether a side is a date fact."""
        fact = self.book.facts.get(expr.name) if isinstance(expr, Name) else None
        return fact is not None and fact.type == "date"

    def day(self, expr: Expr) -> Term:
        """A day as a number in calendar order."""
        if isinstance(expr, Day):
            return Term("true", str(rank(expr.value)))
        assert isinstance(expr, Name)
        return Term(self.known(expr.name), rank_of(expr.name))


def number_range(item: Fact | Parameter) -> tuple[int, int]:
    """Both ends of a numeric fact or parameter; money in fen.  Without a range: what the manual says for the type."""
    top = {"age": "130", "money": "100000000"}.get(item.type, "1000000")
    low, high = (Decimal(text) for text in item.range or ("0", top))
    times = 100 if item.type == "money" else 1
    if isinstance(item, Fact) and item.type == "age" and item.born and item.on != "application_day":
        low = Decimal(-1)  # whoever was born between the reference day and the day of application
    return int(low * times), int(high * times)


def rank(day: date) -> int:
    """A number that orders days like the calendar."""
    return (day.year * 12 + day.month) * 31 + day.day


def rank_of(name: str) -> str:
    """`rank` of a day that is not known yet."""
    return f"(+ (* 31 (+ (* 12 |year of {name}|) |month of {name}|)) |day of {name}|)"


def reference(on: str) -> tuple[str, str, str]:
    """Year, month and day of the reference day that belongs to the day of application."""
    year, month, day = (f"|{part} of {TODAY}|" for part in ("year", "month", "day"))
    return {
        "application_day": (year, month, day),
        "month_start": (year, month, "1"),
        "month_end": (year, month, "31"),
        "year_start": (year, "1", "1"),
        "year_end": (year, "12", "31"),
        "school_year_start": (f"(ite (>= {month} 9) {year} (- {year} 1))", "9", "1"),
    }[on]


def real(value: Fraction) -> str:
    """A fraction as SMT-LIB writes it."""
    text = f"(/ {abs(value.numerator)}.0 {value.denominator}.0)"
    return f"(- {text})" if value < 0 else text


def question(
    book: FactBook,
    meanings: Mapping[str, Expr],
    invariants: Iterable[tuple[str, Expr]],
    premise: Expr,
    conclusion: Expr,
) -> str:
    """The text that is unsatisfiable exactly where `premise` certainly entails `conclusion`."""
    script = Script(book, meanings)
    first, second = script.condition(premise), script.condition(conclusion)
    bound = list(invariants)
    for name in _touched(script, bound):
        script.declare(name)
    for _, rule in bound:
        if all(name in script.facts for name in _names(rule, meanings)):
            script.lines.append(f"(assert {script.condition(rule).is_})")
    script.bind_ages()
    script.lines.append(f"(assert (and {first.settled} {first.is_}))")
    script.lines.append(f"(assert (not (and {second.settled} {second.is_})))")
    return "\n".join([*script.lines, "(check-sat)"])


def _names(rule: Expr, meanings: Mapping[str, Expr]) -> list[str]:
    """The facts that a rule comes down to."""
    return [part for name in names(rule) for part in (names(meanings[name]) if name in meanings else [name])]


def _touched(script: Script, invariants: Iterable[tuple[str, Expr]]) -> list[str]:
    """Facts that invariants and birth dates tie to those declared."""
    groups = [_names(rule, script.meanings) for _, rule in invariants]
    facts = script.book.facts
    groups += [
        [name, fact.born] for name, fact in facts.items() if fact.type == "age" and fact.born and fact.born in facts
    ]
    found = set(script.facts)
    while fresh := {name for group in groups if found.intersection(group) for name in group} - found:
        found |= fresh
    return sorted(found)


def second_opinion(text: str) -> Literal["holds", "fails", "undecided"]:
    """What cvc5 says about a `question`."""
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("tlimit-per", str(MILLISECONDS))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "question")
    symbols, answer = parser.getSymbolManager(), ""
    while not (command := parser.nextCommand()).isNull():
        answer = command.invoke(solver, symbols)
    if answer.strip() == "unsat":
        return "holds"
    return "fails" if answer.strip() == "sat" else "undecided"

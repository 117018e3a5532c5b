"""The one door to Z3: conditions and values as formulas over all residents, with unknown facts.

A condition becomes a pair (certainly true, certainly false), a value a pair (known, number): the *dual rail*.  A fact
is a value and a known-flag; invariants and ranges bind the values whether known or not.  Enums are bounded integers,
days are yyyymmdd integers.  Only this module imports z3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import z3

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
    Value,
    names,
)

#: Z3 work units after which a question counts as undecided; a resource limit, unlike a clock, gives the same answer
#: on every machine (about two seconds on the reference machine).
WORK_LIMIT = 8_000_000

Sort = Literal["bool", "int", "enum", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One fact or parameter as the solver sees it.

    low, high: both ends included (whole numbers; days as yyyymmdd; enum members by position).
    always_known: parameters, and facts in questions that allow no unknowns.
    """

    name: str
    sort: Sort
    low: int = 0
    high: int = 1
    members: tuple[str, ...] = ()
    always_known: bool = False


@dataclass(frozen=True, slots=True)
class Age:
    """An age in full years that belongs to a birth date: `fact` is the age of `born` on a reference day."""

    fact: str
    born: str
    on: str


Verdict = Literal["yes", "no", "undecided"]


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that binds values of facts for everybody: an invariant, by its id."""

    id: str
    rule: Expr


class Space:
    """All residents of one vocabulary: columns, links between them, and a solver that answers questions."""

    def __init__(self, columns: Iterable[Column], links: Iterable[Link] = (), ages: Iterable[Age] = ()) -> None:
        self.columns = {column.name: column for column in columns}
        self.links = tuple(links)
        self.ages = tuple(ages)
        self._link_names = {link.id: tuple(names(link.rule)) for link in self.links}
        self._context = z3.Context()
        self._values: dict[str, Any] = {}
        self._known: dict[str, Any] = {}
        self._true = z3.BoolVal(True, self._context)
        self._false = z3.BoolVal(False, self._context)
        self._shared = self._solver()
        self._asserted: set[str] = set()
        self._built: dict[Expr, tuple[Any, Any]] = {}
        self._plainly: dict[Expr, tuple[Any, Any]] = {}
        self._bounds: dict[str, list[Any]] = {}
        self.questions = 0

    # -- questions -----------------------------------------------------------------------------------------------

    def separates(self, premise: Expr, conclusion: Expr) -> tuple[Verdict, str]:
        """Whether some resident, facts known or not, certainly meets `premise` but not certainly `conclusion`.

        Returns ``("no", "")`` when the premise certainly entails the conclusion; the reason where undecided.
        """
        self._assert_world(self._shared, self.world(names(premise) + names(conclusion)), self._asserted)
        self._shared.push()
        try:
            self._shared.add(self._true_rail(premise), self.negated(self._true_rail(conclusion)))
            return self._ask(self._shared)
        finally:
            self._shared.pop()

    def possible(self, condition: Expr) -> tuple[Verdict, str]:
        """Whether some resident, every fact known, meets `condition`."""
        search = self.search([condition])
        return search.check()

    def search(self, true: Iterable[Expr], false: Iterable[Expr] = (), unknowns: bool = False) -> Search:
        """A fresh search for a resident for whom `true` certainly hold and `false` do not certainly hold."""
        return Search(self, tuple(true), tuple(false), unknowns)

    def contradiction(self) -> tuple[str, ...] | None:
        """Ids of invariants that cannot hold together, or None when somebody can exist."""
        solver = self._solver()
        self._assert_world(solver, set(self.columns), set(), links=False)
        marks = {link.id: z3.Bool(f"link {link.id}", self._context) for link in self.links}
        for link in self.links:
            solver.add(z3.Implies(marks[link.id], self._everybody(link.rule)))
        if solver.check(*marks.values()) != z3.unsat:
            return None
        core = {str(item) for item in solver.unsat_core()}
        return tuple(link.id for link in self.links if f"link {link.id}" in core)

    def links_used(self, premise: Expr, conclusion: Expr) -> tuple[str, ...]:
        """Ids of the invariants that a proof of ``premise entails conclusion`` leans on (from an unsat core)."""
        solver = self._solver()
        world = self.world(names(premise) + names(conclusion))
        self._assert_world(solver, world, set(), links=False)
        marks = {}
        for link in self.links:
            if world.issuperset(self._link_names[link.id]):
                marks[link.id] = z3.Bool(f"link {link.id}", self._context)
                solver.add(z3.Implies(marks[link.id], self._everybody(link.rule)))
        solver.add(self._true_rail(premise), self.negated(self._true_rail(conclusion)))
        if solver.check(*marks.values()) != z3.unsat:
            return ()
        core = {str(item) for item in solver.unsat_core()}
        return tuple(name for name in marks if f"link {name}" in core)

    def world(self, mentioned: Iterable[str]) -> set[str]:
        """`mentioned` and every fact bound to them through invariants and birth dates."""
        found = set(mentioned)
        groups = [set(parts) for parts in self._link_names.values()]
        groups += [{age.fact, age.born} for age in self.ages]
        grown = True
        while grown:
            grown = False
            for group in groups:
                if not group.isdisjoint(found) and not group <= found:
                    found |= group
                    grown = True
        return found

    # -- formulas ------------------------------------------------------------------------------------------------

    def value(self, name: str) -> Any:
        """The solver's variable for the value of `name`."""
        variable = self._values.get(name)
        if variable is None:
            if name in self.columns and self.columns[name].sort == "bool":
                variable = z3.Bool(f"value {name}", self._context)
            else:
                variable = z3.Int(f"value {name}", self._context)
            self._values[name] = variable
        return variable

    def known(self, name: str) -> Any:
        """The solver's flag for whether `name` is known."""
        if self.columns[name].always_known:
            return self._true
        variable = self._known.get(name)
        if variable is None:
            variable = self._known[name] = z3.Bool(f"known {name}", self._context)
        return variable

    def equals(self, name: str, value: Value) -> Any:
        """The formula ``name has this value``."""
        column = self.columns[name]
        if column.sort == "bool":
            return self.value(name) if value else z3.Not(self.value(name))
        return self.value(name) == self.code(name, value)

    def code(self, name: str, value: Value) -> int:
        """The integer that stands for a value of `name`."""
        if isinstance(value, str):
            return self.columns[name].members.index(value)
        if isinstance(value, date):
            return value.year * 10000 + value.month * 100 + value.day
        return int(value)

    def decode(self, name: str, number: int) -> Value:
        """The value of `name` that an integer stands for."""
        column = self.columns[name]
        if column.sort == "bool":
            return bool(number)
        if column.sort == "enum":
            return column.members[number]
        if column.sort == "date":
            return date(number // 10000, number // 100 % 100, number % 100)
        return number

    def _solver(self) -> Any:
        solver = z3.SimpleSolver(ctx=self._context)
        solver.set("random_seed", 7)
        solver.set("rlimit", WORK_LIMIT)
        return solver

    def _ask(self, solver: Any, *assumptions: Any) -> tuple[Verdict, str]:
        self.questions += 1
        answer = solver.check(*assumptions)
        if answer == z3.unsat:
            return "no", ""
        return ("yes", "") if answer == z3.sat else ("undecided", str(solver.reason_unknown()))

    def _assert_world(self, solver: Any, world: set[str], done: set[str], *, links: bool = True) -> None:
        new = world - done
        if not new:
            return
        for name in sorted(new):
            for bound in self._bounds_of(name):
                solver.add(bound)
        for age in self.ages:
            if age.fact in new:
                solver.add(self._age_is(age))
                if age.born in self.columns:  # whoever tells the birth date tells the age
                    solver.add(z3.Implies(self.known(age.born), self.known(age.fact)))
        if "·day" not in done and any(age.fact in new for age in self.ages):
            solver.add(_is_day(self.value("·day")), self.value("·day") >= 19000101, self.value("·day") <= 21991231)
            done.add("·day")
        done |= new
        if links:
            for link in self.links:
                parts = self._link_names[link.id]
                mark = f"·link {link.id}"
                if mark not in done and done.issuperset(parts):
                    solver.add(self._everybody(link.rule))
                    done.add(mark)

    def _bounds_of(self, name: str) -> list[Any]:
        """What the range of a fact says, made once."""
        found = self._bounds.get(name)
        if found is None:
            column = self.columns.get(name)
            found = self._bounds[name] = []
            if column is not None and column.sort != "bool":
                value = self.value(name)
                found += [value >= column.low, value <= column.high]
                if column.sort == "date":
                    found.append(_is_day(value))
        return found

    def _age_is(self, age: Age) -> Any:
        day = self.value("·day")
        year, month = day / 10000, (day / 100) % 100
        reference = {
            "application_day": day,
            "month_start": (day / 100) * 100 + 1,
            "month_end": (day / 100) * 100 + 31,
            "year_start": year * 10000 + 101,
            "year_end": year * 10000 + 1231,
            "school_year_start": z3.If(month >= 9, year, year - 1) * 10000 + 901,
        }[age.on]
        return self.value(age.fact) == (reference - self.value(age.born)) / 10000

    def _everybody(self, rule: Expr) -> Any:
        """The plain truth of `rule`, as if every fact were known."""
        return self.plain_rails(rule)[0]

    def plain_rails(self, expr: Expr) -> tuple[Any, Any]:
        """(true, false) as if every fact were known."""
        built = self._plainly.get(expr)
        if built is None:
            built = self._plainly[expr] = _Plain(self).rails(expr)
        return built

    def dual_rails(self, expr: Expr) -> tuple[Any, Any]:
        """(certainly true, certainly false)."""
        built = self._built.get(expr)
        if built is None:
            built = self._built[expr] = _Dual(self).rails(expr)
        return built

    def _true_rail(self, expr: Expr) -> Any:
        return self.dual_rails(expr)[0]

    def _join(self, conjunction: bool, parts: list[Any]) -> Any:
        """A conjunction or disjunction with the constants settled.

        Made through Z3's C interface: the Python one checks and casts every part, which cost most of a proof's time.
        """
        neutral, decides = (self._true, self._false) if conjunction else (self._false, self._true)
        kept = [part for part in parts if part is not neutral]
        if any(part is decides for part in kept):
            return decides
        if not kept:
            return neutral
        if len(kept) == 1:
            return kept[0]
        make = z3.Z3_mk_and if conjunction else z3.Z3_mk_or
        array = (z3.Ast * len(kept))(*(part.as_ast() for part in kept))
        return z3.BoolRef(make(self._context.ref(), len(kept), array), self._context)

    def negated(self, part: Any) -> Any:
        """The negation of a formula."""
        if part is self._true:
            return self._false
        if part is self._false:
            return self._true
        return z3.BoolRef(z3.Z3_mk_not(self._context.ref(), part.as_ast()), self._context)


class _Dual:
    """Compiles with known-flags."""

    def __init__(self, space: Space) -> None:
        self.space = space

    def is_known(self, name: str) -> Any:
        return self.space.known(name)

    def both(self, *parts: Any) -> Any:
        return self.space._join(True, list(parts))

    def either(self, *parts: Any) -> Any:
        return self.space._join(False, list(parts))

    def rails(self, expr: Expr) -> tuple[Any, Any]:
        """(certainly true, certainly false)."""
        space = self.space
        match expr:
            case Constant(value):
                return (space._true, space._false) if value else (space._false, space._true)
            case Name(name):
                known, value = self.is_known(name), space.value(name)
                return self.both(known, value), self.both(known, space.negated(value))
            case Not(item):
                true, false = self.rails(item)
                return false, true
            case And(items):
                pairs = [self.rails(item) for item in items]
                return self.both(*(t for t, _ in pairs)), self.either(*(f for _, f in pairs))
            case Or(items):
                pairs = [self.rails(item) for item in items]
                return self.either(*(t for t, _ in pairs)), self.both(*(f for _, f in pairs))
            case Choose(condition, then, other):
                yes, no = self.rails(condition)
                (at, af), (bt, bf) = self.rails(then), self.rails(other)
                return (
                    self.either(self.both(yes, at), self.both(no, bt), self.both(at, bt)),
                    self.either(self.both(yes, af), self.both(no, bf), self.both(af, bf)),
                )
            case Compare(left, op, right):
                return self._comparison(left, op, right)
            case OneOf(item, members):
                known, value, scale = self.number(item, _enum_hint(expr, space))
                hint = _enum_hint(expr, space)
                tests = []
                for member in members:
                    _, number, below = self.number(member, hint)
                    tests.append(value * below == number * scale if below != 1 else value == number * scale)
                among = self.either(*tests)
                return self.both(known, among), self.both(known, space.negated(among))
            case _:
                raise TypeError(f"not a condition: {expr!r}")

    def _comparison(self, left: Expr, op: str, right: Expr) -> tuple[Any, Any]:
        if isinstance(right, Constant) or isinstance(left, Constant):
            raise TypeError("comparison with a constant truth value: the type check resolves these")
        hint = _enum_hint(Compare(left, "==", right), self.space)
        known_a, a, scale_a = self.number(left, hint)
        known_b, b, scale_b = self.number(right, hint)
        if scale_a != scale_b:
            a, b = a * scale_b, b * scale_a
        test = {
            "<": lambda: a < b, "<=": lambda: a <= b, ">": lambda: a > b,
            ">=": lambda: a >= b, "==": lambda: a == b, "!=": lambda: a != b,
        }[op]()  # fmt: skip
        return self.both(known_a, known_b, test), self.both(known_a, known_b, self.space.negated(test))

    def number(self, expr: Expr, enum: str | None = None) -> tuple[Any, Any, int]:
        """(known, whole number, denominator): the value is number / denominator."""
        space = self.space
        match expr:
            case Number(value):
                return space._true, z3.IntVal(value.numerator, space._context), value.denominator
            case Day(value):
                return space._true, z3.IntVal(space.code("", value), space._context), 1
            case Member(value):
                if enum is None:
                    raise TypeError(f"member {value!r} outside a comparison with an enum fact")
                return space._true, z3.IntVal(space.columns[enum].members.index(value), space._context), 1
            case Name(name):
                return self.is_known(name), space.value(name), 1
            case Add(left, right):
                known_a, a, scale_a = self.number(left)
                known_b, b, scale_b = self.number(right)
                return self.both(known_a, known_b), a * scale_b + b * scale_a, scale_a * scale_b
            case Scale(factor, item):
                known, value, scale = self.number(item)
                return known, value * factor.numerator, scale * factor.denominator
            case FloorDiv(item, divisor):
                known, value, scale = self.number(item)
                return known, value / (divisor * scale), 1
            case Least(items) | Most(items):
                return self._extreme(items, isinstance(expr, Least))
            case Choose(condition, then, other):
                yes, no = self.rails(condition)
                known_a, a, scale_a = self.number(then)
                known_b, b, scale_b = self.number(other)
                a, b = a * scale_b, b * scale_a
                known = self.either(
                    self.both(yes, known_a), self.both(no, known_b), self.both(known_a, known_b, a == b)
                )
                return known, z3.If(yes, a, b), scale_a * scale_b
            case _:
                raise TypeError(f"not a value: {expr!r}")

    def _extreme(self, items: tuple[Expr, ...], least: bool) -> tuple[Any, Any, int]:
        known, best, scale = self.number(items[0])
        for item in items[1:]:
            known_b, b, scale_b = self.number(item)
            a, b = best * scale_b, b * scale
            best, scale = z3.If(a <= b if least else a >= b, a, b), scale * scale_b
            known = self.both(known, known_b)
        return known, best, scale


class _Plain(_Dual):
    """Compiles as if every fact were known."""

    def is_known(self, name: str) -> Any:
        return self.space._true


def _enum_hint(expr: Expr, space: Space) -> str | None:
    """The enum fact that gives the members of a comparison their numbers."""
    for name in names(expr):
        column = space.columns.get(name)
        if column is not None and column.sort == "enum":
            return name
    return None


def _is_day(value: Any) -> Any:
    year, month, day = value / 10000, (value / 100) % 100, value % 100
    leap = z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))
    long = z3.Or(*(month == m for m in (1, 3, 5, 7, 8, 10, 12)))
    last = z3.If(month == 2, z3.If(leap, 29, 28), z3.If(long, 31, 30))
    return z3.And(month >= 1, month <= 12, day >= 1, day <= last)


class Search:
    """A step-by-step search for one resident: every wish is kept if somebody can still exist."""

    def __init__(self, space: Space, true: tuple[Expr, ...], false: tuple[Expr, ...], unknowns: bool) -> None:
        self.space = space
        rails = space.dual_rails if unknowns else space.plain_rails
        self.mentioned = list(dict.fromkeys(name for expr in (*true, *false) for name in names(expr)))
        self._solver = space._solver()
        space._assert_world(self._solver, space.world(self.mentioned), set())
        for expr in true:
            self._solver.add(rails(expr)[0])
        for expr in false:
            self._solver.add(space.negated(rails(expr)[0]))

    def check(self) -> tuple[Verdict, str]:
        """Whether such a resident exists, given all wishes kept so far."""
        return self.space._ask(self._solver)

    def keep_known(self, name: str) -> bool:
        """Wish that `name` is known; False (and then it is unknown) if nobody like that exists."""
        return self._keep(self.space.known(name), otherwise=z3.Not(self.space.known(name)))

    def keep_unknown(self, name: str) -> bool:
        """Wish that nobody has told us `name`."""
        return self._keep(self.space.negated(self.space.known(name)))

    def keep_value(self, name: str, value: Value) -> bool:
        """Wish that `name` has this value."""
        return self._keep(self.space.equals(name, value))

    def keep_within(self, name: str, low: int, high: int) -> bool:
        """Wish that the whole number `name` lies between `low` and `high`, both included."""
        value = self.space.value(name)
        return self._keep(z3.And(value >= low, value <= high))

    def can_lie(self, name: str, low: int, high: int) -> bool:
        """Whether `name` could lie between `low` and `high`; keeps nothing."""
        value = self.space.value(name)
        return self._try(z3.And(value >= low, value <= high))

    def _try(self, wish: Any) -> bool:
        self._solver.push()
        self._solver.add(wish)
        kept = self.space._ask(self._solver)[0] == "yes"
        self._solver.pop()
        return kept

    def _keep(self, wish: Any, otherwise: Any = None) -> bool:
        kept = self._try(wish)
        if kept:
            self._solver.add(wish)
        elif otherwise is not None:
            self._solver.add(otherwise)
        return kept


__all__ = ["Age", "Column", "Link", "Search", "Space", "Verdict"]

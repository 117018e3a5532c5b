"""From a checked rule to an Ibis expression over a table of residents: one definition, any engine.

A column per fact, named like it: booleans, text for enum members, dates, whole numbers (money in fen).  NULL is unknown.
The result is a nullable boolean, or a nullable number, and equals `evaluate` for every row; what SQL understands
otherwise (LEAST over NULL, division, a CASE on an unknown condition) is spelt out.  An age without a column is taken
from the birth date on the given day of application; compared with a constant it becomes a comparison of dates.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from zhunsheng.rule.days import last_birth, reference_code
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
    Op,
    Or,
    Scale,
)
from zhunsheng.standard.facts import FactBook

_TESTS: Mapping[Op, Callable[[Any, Any], Any]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
_MIRROR: Mapping[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_TYPES = {"bool": "boolean", "enum": "string", "date": "date", "int": "int64", "money": "int64", "age": "int64"}


def to_ibis(
    expr: Expr,
    table: Any,
    book: FactBook,
    *,
    day: date | None = None,
    want: Literal["condition", "value"] = "condition",
) -> Any:
    """`expr` as a column expression over `table`.

    day: the day of application, for ages that the table gives by a birth date.  A fact without a column is unknown.
    A value that is not whole comes out as a 64-bit float.  Amounts must stay below 2**53 on the way; beyond 2**63 the
    engine refuses rather than wraps round.
    """
    compiler = _Compiler(table, book, day)
    if want == "condition":
        return compiler.condition(expr)
    number = compiler.number(expr)
    return number.value if number.scale == 1 else number.value.cast("float64") / float(number.scale)


@dataclass(frozen=True, slots=True)
class _Exact:
    """A fraction column: whole numbers `value` over the constant `scale`."""

    value: Any
    scale: int = 1

    def times(self, factor: int) -> Any:
        return self.value if factor == 1 else self.value * factor


class _Compiler:
    def __init__(self, table: Any, book: FactBook, day: date | None) -> None:
        import ibis

        self.ibis = ibis
        self.table = table
        self.book = book
        self.day = day
        self.columns = frozenset(table.columns)

    # -- conditions ----------------------------------------------------------------------------------------------

    def condition(self, expr: Expr) -> Any:
        """A nullable boolean."""
        match expr:
            case Constant(value):
                return self.ibis.literal(value, "boolean")
            case Name(name):
                return self.column(name)
            case Not(item):
                return ~self.condition(item)
            case And(items):
                return self._joined([self.condition(item) for item in items], True)
            case Or(items):
                return self._joined([self.condition(item) for item in items], False)
            case Compare(left, op, right):
                return self._comparison(left, op, right)
            case OneOf(item, members):
                return self._among(item, members)
            case Choose(condition, then, other):
                c, a, b = self.condition(condition), self.condition(then), self.condition(other)
                return (c & a) | (~c & b) | (a & b)
            case _:
                raise TypeError(f"not a condition: {expr!r}")

    def _joined(self, parts: list[Any], conjunction: bool) -> Any:
        joined = parts[0]
        for part in parts[1:]:
            joined = joined & part if conjunction else joined | part
        return joined

    def _comparison(self, left: Expr, op: Op, right: Expr) -> Any:
        if isinstance(left, (Number, Day, Member)) and isinstance(right, Name):
            left, op, right = right, _MIRROR[op], left
        if isinstance(left, Name) and isinstance(right, Number) and self._born(left.name) is not None:
            return self._age_bound(left.name, op, right.value)
        if self._is_plain(left) and self._is_plain(right):
            return _TESTS[op](self.plain(left), self.plain(right))
        a, b = self.number(left), self.number(right)
        return _TESTS[op](a.times(b.scale), b.times(a.scale))

    def _among(self, item: Expr, members: tuple[Expr, ...]) -> Any:
        if not members:
            return self.ibis.literal(False, "boolean")
        if self._is_plain(item):
            return self._joined([self.plain(item) == self.plain(member) for member in members], False)
        return self._joined([self._comparison(item, "==", member) for member in members], False)

    def _is_plain(self, expr: Expr) -> bool:
        """Whether the node is a member or a day, or a fact that holds one."""
        if isinstance(expr, Name):
            fact = self.book.facts.get(expr.name)
            return fact is not None and fact.type in ("enum", "date")
        return isinstance(expr, (Member, Day))

    def plain(self, expr: Expr) -> Any:
        """A member, a day, or the column of a fact that holds one."""
        if isinstance(expr, Name):
            return self.column(expr.name)
        assert isinstance(expr, (Member, Day))
        return self.ibis.literal(expr.value)

    # -- values --------------------------------------------------------------------------------------------------

    def number(self, expr: Expr) -> _Exact:
        """A nullable number, exact."""
        match expr:
            case Number(value):
                return _Exact(self.ibis.literal(value.numerator, "int64"), value.denominator)
            case Name(name):
                return _Exact(self.column(name))
            case Add(left, right):
                a, b = self.number(left), self.number(right)
                scale = math.lcm(a.scale, b.scale)
                return _Exact(a.times(scale // a.scale) + b.times(scale // b.scale), scale)
            case Scale(factor, item):
                a = self.number(item)
                times = Fraction(factor.numerator, factor.denominator * a.scale)
                return _Exact(a.times(times.numerator), times.denominator)
            case FloorDiv(item, divisor):
                return self._floor(self.number(item), divisor)
            case Least(items) | Most(items):
                return self._extreme([self.number(item) for item in items], isinstance(expr, Least))
            case Choose(condition, then, other):
                return self._chosen(self.condition(condition), self.number(then), self.number(other))
            case _:
                raise TypeError(f"not a value: {expr!r}")

    def _floor(self, number: _Exact, divisor: int) -> _Exact:
        """Exact in whole numbers: the remainder is taken off before the division."""
        by = divisor * number.scale
        rest = ((number.value % by) + by) % by
        return _Exact(((number.value - rest) / by).cast("int64"))

    def _extreme(self, numbers: list[_Exact], least: bool) -> _Exact:
        scale = math.lcm(*(number.scale for number in numbers))
        values = [number.times(scale // number.scale) for number in numbers]
        pick = self.ibis.least if least else self.ibis.greatest
        known = self._joined([value.notnull() for value in values], True)
        return _Exact(self.ibis.cases((known, pick(*values)), else_=self.ibis.null("int64")), scale)

    def _chosen(self, condition: Any, one: _Exact, two: _Exact) -> _Exact:
        scale = math.lcm(one.scale, two.scale)
        a, b = one.times(scale // one.scale), two.times(scale // two.scale)
        return _Exact(
            self.ibis.cases((condition, a), (~condition, b), (a == b, a), else_=self.ibis.null("int64")), scale
        )

    # -- facts ---------------------------------------------------------------------------------------------------

    def column(self, name: str) -> Any:
        """The column of a fact or parameter; NULL where the table has none."""
        item = self.book.facts.get(name) or self.book.parameters[name]
        if name in self.columns:
            column = self.table[name]
            return column.cast("int64") if _TYPES[item.type] == "int64" and not column.type().is_int64() else column
        born = self._born(name)
        return self.ibis.null(_TYPES[item.type]) if born is None else self._age(name, born)

    def _born(self, name: str) -> str | None:
        """The birth-date column that an age without a column of its own is computed from."""
        fact = self.book.facts.get(name)
        usable = fact is not None and fact.type == "age" and name not in self.columns and self.day is not None
        if fact is None or not usable or fact.on is None or fact.born not in self.columns:
            return None
        return fact.born

    def _age(self, name: str, born: str) -> Any:
        birth = self.table[born]
        code = birth.year().cast("int64") * 10000 + birth.month().cast("int64") * 100 + birth.day().cast("int64")
        since = reference_code(self._on(name), self._day()) - code
        return self._floor(_Exact(since), 10000).value

    def _age_bound(self, name: str, op: Op, years: Fraction) -> Any:
        """``age >= k`` is ``born on or before the day k years ago``."""
        least = math.ceil(years) if op in (">=", "<", "==", "!=") else math.floor(years) + 1
        if not 0 <= least <= 1000:
            return _TESTS[op](self.column(name) * years.denominator, years.numerator)
        birth = self.table[self._born(name)]
        reached = birth <= self.ibis.literal(last_birth(least, self._on(name), self._day()))
        if op in (">=", ">"):
            return reached
        if op in ("<", "<="):
            return ~reached
        if years.denominator != 1:
            return birth.isnull().ifelse(self.ibis.null("boolean"), op == "!=")
        passed = birth <= self.ibis.literal(last_birth(least + 1, self._on(name), self._day()))
        same = reached & ~passed
        return same if op == "==" else ~same

    def _on(self, name: str) -> Any:
        return self.book.facts[name].on

    def _day(self) -> date:
        assert self.day is not None
        return self.day


__all__ = ["to_ibis"]

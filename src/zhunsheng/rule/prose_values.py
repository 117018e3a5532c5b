"""Numbers, members and days of a rule in words; the speaker of conditions in `prose` builds on it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from zhunsheng.rule.phrases import Phrases
from zhunsheng.rule.prose_shape import Range, positive
from zhunsheng.rule.tree import Add, Choose, Day, Expr, FloorDiv, Least, Most, Name, Number, Scale
from zhunsheng.standard.facts import Fact, FactBook, Parameter
from zhunsheng.standard.quantity import Quantity, QuantityError, Unit, factor, format_number
from zhunsheng.standard.wording import Language


class ValueSpeaker(ABC):
    """Says values in one language."""

    def __init__(self, book: FactBook, words: Phrases) -> None:
        self.book = book
        self.words = words
        ages = [name for name, fact in book.facts.items() if fact.type == "age"]
        self.own_age = "age" if "age" in ages else ages[0] if len(ages) == 1 else None

    @abstractmethod
    def condition(self, expr: Expr | Range, *, bracket: bool) -> str:
        """A condition within a sentence."""

    def cases(self, expr: Expr, unit: Unit | None) -> str:
        """A value, case by case, each with its unit."""
        rest = _outside_choices(expr)
        parts: list[str] = []
        while isinstance(rest, Choose):
            then = self.cases(rest.then, unit)
            if isinstance(rest.then, Choose):
                then = self.words.bracket.format(p=then)
            parts.append(self.words.case.format(c=self._case(rest.condition), x=then))
            rest = rest.other
        last = self._leaf(rest, unit)
        return self.words.cases_end.join([*parts, self.words.otherwise.format(x=last)]) if parts else last

    def _case(self, expr: Expr) -> str:
        condition = positive(expr)
        return self.condition(condition, bracket=isinstance(condition, Choose))

    def _leaf(self, expr: Expr, unit: Unit | None) -> str:
        money = self._is_money(expr)
        if unit is None:
            return self.value(expr, money)
        if isinstance(expr, Number):
            return Quantity(expr.value, unit).say(self.words.language)
        if isinstance(expr, Scale) and money and expr.factor == factor(Unit("fen", unit.per), unit):
            return self.value(expr.item, True)
        return self.words.counted.format(x=self.value(expr, money), u=unit.say(self.words.language))

    def value(self, expr: Expr, money: bool) -> str:
        """A number, member or day as part of a sentence; numbers are fen when `money`."""
        match expr:
            case Name(name):
                return self._label(name)
            case Number(number):
                return self.words.yuan.format(a=format_number(number / 100)) if money else format_number(number)
            case Day(day):
                return _say_day(day, self.words.language)
            case Scale(_, FloorDiv(item, divisor)) if money and expr.factor == 100 and divisor % 100 == 0:
                return self.words.whole_yuan.format(x=self._part(item, money), a=divisor // 100)
            case Scale(times, item):
                return self.words.times.format(x=self._part(item, money), a=format_number(times))
            case FloorDiv(item, divisor):
                return self.words.whole.format(x=self._part(item, money), a=divisor)
            case Add(left, right):
                return self._sum(left, right, money)
            case Least(items) | Most(items):
                return self._extreme(items, isinstance(expr, Least), money)
            case Choose():
                return self.words.bracket.format(p=self._choice_of_values(expr, money))
            case _:
                raise TypeError(f"not a value: {expr!r}")

    def _choice_of_values(self, expr: Choose, money: bool) -> str:
        first = self.words.case.format(c=self._case(expr.condition), x=self.value(expr.then, money))
        return first + self.words.cases_end + self.words.otherwise.format(x=self.value(expr.other, money))

    def _part(self, expr: Expr, money: bool) -> str:
        said = self.value(expr, money)
        return said if isinstance(expr, (Name, Number, Choose)) else self.words.bracket.format(p=said)

    def _sum(self, left: Expr, right: Expr, money: bool) -> str:
        first = self.value(left, money) if isinstance(left, Add) else self._part(left, money)
        if isinstance(right, Scale) and right.factor == -1:
            return self.words.minus.format(x=first, y=self._part(right.item, money))
        if isinstance(right, Number) and right.value < 0:
            return self.words.minus.format(x=first, y=self.value(Number(-right.value), money))
        return self.words.plus.format(x=first, y=self._part(right, money))

    def _extreme(self, items: Sequence[Expr], least: bool, money: bool) -> str:
        last = "与" if self.words.language == "zh" else " and "
        joined = listed([self._part(item, money) for item in items], self.words.comma, last)
        two = (self.words.lower, self.words.higher)
        many = (self.words.lowest, self.words.highest)
        return (two if len(items) == 2 else many)[0 if least else 1].format(x=joined)

    # -- vocabulary ----------------------------------------------------------------------------------------------

    def _item(self, name: str) -> Fact | Parameter:
        return self.book.facts.get(name) or self.book.parameters[name]

    def _label(self, name: str) -> str:
        return self._item(name).label.say(self.words.language)

    def _is_money(self, expr: Expr) -> bool:
        """Whether numbers of the expression stand in fen."""
        match expr:
            case Name(name):
                return self._item(name).type == "money"
            case Scale(_, item) | FloorDiv(item, _):
                return self._is_money(item)
            case Add(left, right) | Choose(_, left, right):
                return self._is_money(left) or self._is_money(right)
            case Least(items) | Most(items):
                return any(self._is_money(item) for item in items)
            case _:
                return False

    def _is_date(self, expr: Expr) -> bool:
        return isinstance(expr, Day) or (isinstance(expr, Name) and self._item(expr.name).type == "date")

    def _count(self, number: Fraction, counted: Expr) -> str:
        """A number of what a fact counts: 「12个月」, 「65周岁」; bare where the fact has no unit to show."""
        item = self._item(counted.name) if isinstance(counted, Name) else None
        if item is not None and item.type == "age":
            return format_number(number) + ("周岁" if self.words.language == "zh" else "")
        try:
            unit = None if item is None or item.type != "int" or item.unit is None else Unit.parse(item.unit)
        except QuantityError:
            unit = None
        return format_number(number) if unit is None else Quantity(number, unit).say(self.words.language)


def _outside_choices(expr: Expr) -> Expr:
    """A scaled choice as a choice of scaled values."""
    match expr:
        case Scale(times, Choose(condition, then, other)):
            return Choose(condition, _outside_choices(Scale(times, then)), _outside_choices(Scale(times, other)))
        case Scale(times, Number(value)):
            return Number(times * value)
        case _:
            return expr


def listed(parts: Sequence[str], comma: str, last: str) -> str:
    """``a, b or c``."""
    return parts[0] if len(parts) == 1 else comma.join(parts[:-1]) + last + parts[-1]


def _say_day(day: date, language: Language) -> str:
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{day.day} {months[day.month - 1]} {day.year}"

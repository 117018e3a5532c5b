"""From a checked rule to words: controlled Chinese and English that say exactly what the tree says.

Negation is pushed to the facts, bounds of one fact are merged (65至79周岁), nesting is shown by brackets or a numbered
list.  The turns of phrase are in `phrases`; labels, members and yes/no phrases come from the facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from zhunsheng.rule.phrases import BOOK
from zhunsheng.rule.prose_shape import MIRROR, Range, merged, positive, wants_list, whole_bound
from zhunsheng.rule.prose_values import ValueSpeaker, listed
from zhunsheng.rule.tree import (
    And,
    Choose,
    Compare,
    Constant,
    Day,
    Expr,
    Member,
    Name,
    Not,
    Number,
    OneOf,
    Op,
    Or,
)
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.quantity import Unit, format_number
from zhunsheng.standard.wording import Language


def say_rule(expr: Expr, book: FactBook, language: Language = "zh") -> str:
    """A checked condition in words.  English is a relative clause: put it after ``a resident``.

    >>> from zhunsheng.rule.types import compile_rule
    >>> from zhunsheng.standard.facts import Fact
    >>> book = FactBook({"age": Fact.model_validate({"type": "age", "label": "年龄", "on": "application_day"})})
    >>> rule = compile_rule("65 <= age <= 79", book, "condition").expr
    >>> say_rule(rule, book), say_rule(rule, book, "en")
    ('65至79周岁', 'who is aged 65 to 79')
    """
    return _Speaker(book, BOOK[language]).sentence(positive(expr))


def say_parts(expr: Expr, book: FactBook, language: Language = "zh") -> tuple[Literal["all", "any", "one"], list[str]]:
    """A condition as the parts that a reader goes through: all must hold, any is enough, or there is only one."""
    speaker = _Speaker(book, BOOK[language])
    plain = positive(expr)
    if isinstance(plain, (And, Or)):
        parts = [speaker.condition(item, bracket=isinstance(item, Choose)) for item in merged(plain)]
        if len(parts) > 1:
            return "all" if isinstance(plain, And) else "any", parts
    return "one", [speaker.sentence(plain)]


def say_part(part: Expr | Range, book: FactBook, language: Language = "zh") -> str:
    """One part of a condition as `prose_shape.merged` gives it, in words."""
    return _Speaker(book, BOOK[language]).condition(part, bracket=False)


def say_value(expr: Expr, unit: Unit | None, book: FactBook, language: Language = "zh") -> str:
    """A checked value in words; `expr` counts in `unit`: 「年满90周岁的，每年4次；其他情形，每年2次」."""
    return _Speaker(book, BOOK[language]).cases(expr, unit)


def say_cases(expr: Expr, unit: Unit, book: FactBook, language: Language = "zh") -> list[tuple[str, str]]:
    """A value that depends on the person as cases: who (empty: everybody else) and the value, in the order of reading."""
    found: list[tuple[str, str]] = []
    rest = expr
    while isinstance(rest, Choose):
        found.append((say_rule(rest.condition, book, language), say_value(rest.then, unit, book, language)))
        rest = rest.other
    return [*found, ("", say_value(rest, unit, book, language))]


class _Speaker(ValueSpeaker):
    """Says conditions in one language."""

    def sentence(self, expr: Expr) -> str:
        """A whole condition, nothing around it."""
        if isinstance(expr, (And, Or)) and wants_list(expr):
            start = self.words.list_of_all if isinstance(expr, And) else self.words.list_of_any
            parts = [self.condition(item, bracket=isinstance(item, Choose)) for item in merged(expr)]
            numbered = [self.words.item.format(n=n, p=part) for n, part in enumerate(parts, 1)]
            return start + self.words.item_end.join(numbered)
        return self.condition(expr, bracket=False)

    def condition(self, expr: Expr | Range, *, bracket: bool) -> str:
        """A condition within a sentence."""
        match expr:
            case And() | Or():
                joint = self.words.both if isinstance(expr, And) else self.words.either
                items = merged(expr)
                if len(items) == 1:
                    return self.condition(items[0], bracket=bracket)
                said = joint.join(self.condition(item, bracket=True) for item in items)
            case Choose():
                said = self._demands(expr)
            case _:
                return self._atom(expr)
        return self.words.bracket.format(p=said) if bracket else said

    def _demands(self, expr: Choose) -> str:
        parts: list[str] = []
        rest: Expr = expr
        while isinstance(rest, Choose):
            met = self._case(rest.condition)
            parts.append(
                self.words.must.format(c=met, x=self.condition(rest.then, bracket=isinstance(rest.then, Choose)))
            )
            rest = rest.other
        parts.append(self.words.must_otherwise.format(x=self.condition(rest, bracket=False)))
        return self.words.cases_end.join(parts)

    def _atom(self, expr: Expr | Range) -> str:
        match expr:
            case Constant(value):
                return self.words.everybody if value else self.words.nobody
            case Name(name):
                return self._truth(name, True)
            case Not(Name(name)):
                return self._truth(name, False)
            case OneOf(item, members):
                return self._among(item, members, True)
            case Not(OneOf(item, members)):
                return self._among(item, members, False)
            case Compare(left, op, right):
                return self._comparison(left, op, right)
            case Range():
                return self._range(expr)
            case _:
                raise TypeError(f"not a condition: {expr!r}")

    def _truth(self, name: str, yes: bool) -> str:
        fact = self.book.facts[name]
        if fact.says is None:
            return (self.words.yes if yes else self.words.no).format(l=self._label(name))
        said = (fact.says.yes if yes else fact.says.no).say(self.words.language)
        return said if self.words.language == "zh" or fact.says.yes.en is None else f"who {said}"

    def _among(self, item: Expr, members: Sequence[Expr], yes: bool) -> str:
        said = [self._choice(item, member) for member in members]
        if isinstance(members[-1], Number) and not self._is_money(item):
            said[-1] = self._count(members[-1].value, item)
        choices = listed(said, self.words.comma, self.words.last)
        fact = self.book.facts.get(item.name) if isinstance(item, Name) else None
        if fact is not None and fact.type == "enum" and fact.says is not None:
            copula = (fact.says.yes if yes else fact.says.no).say(self.words.language)
            return self.words.among["says"].format(s=copula, a=choices)
        label = self.value(item, self._is_money(item))
        return self.words.among["yes" if yes else "no"].format(l=label, a=choices)

    def _choice(self, item: Expr, member: Expr) -> str:
        return self._member(item, member) if isinstance(member, Member) else self.value(member, self._is_money(item))

    def _member(self, item: Expr, member: Member) -> str:
        fact = self.book.facts.get(item.name) if isinstance(item, Name) else None
        label = (fact.members or {}).get(member.value) if fact is not None else None
        return member.value if label is None else label.say(self.words.language)

    def _comparison(self, left: Expr, op: Op, right: Expr) -> str:
        if isinstance(left, (Number, Day, Member)) and not isinstance(right, (Number, Day, Member)):
            left, op, right = right, MIRROR[op], left
        if isinstance(right, Member):
            return self._among(left, [right], op == "==")
        if isinstance(left, Name) and isinstance(right, Number):
            item = self._item(left.name)
            if item.type == "age" and right.value.denominator == 1:
                return self._age(left.name, *whole_bound(op, right.value))
        if isinstance(left, Name) and isinstance(right, Name) and self._item(left.name).type == "enum":
            return self.words.same[op].format(x=self._label(left.name), y=self._label(right.name))
        return self._subject(left, right) + self._bound(left, op, right)

    def _subject(self, left: Expr, right: Expr) -> str:
        said = self.value(left, self._is_money(left) or self._is_money(right))
        return said if self.words.language == "zh" else f"whose {said} is "

    def _bound(self, left: Expr, op: Op, right: Expr) -> str:
        """``at least 12 months``: the operator and what stands on its right."""
        space = "" if self.words.language == "zh" else " "
        if self._is_date(left) or self._is_date(right):
            return f"{self.words.day[op]}{space}{self.value(right, False)}"
        money = self._is_money(left) or self._is_money(right)
        words = self.words.amount if money or self._is_level(left) else self.words.number
        if isinstance(right, Number) and not money:
            return f"{words[op]}{space}{self._count(right.value, left)}"
        return f"{words[op]}{space}{self.value(right, money)}"

    def _is_level(self, expr: Expr) -> bool:
        """Whether a fact is a level or grade, counted in nothing: such numbers are high or low, not many or few."""
        item = self._item(expr.name) if isinstance(expr, Name) else None
        return item is not None and item.type == "int" and item.unit is None

    def _range(self, both: Range) -> str:
        name, (low_op, low), (high_op, high) = both.name.name, both.low, both.high
        if self._item(name).type == "age" and low.value.denominator == high.value.denominator == 1:
            least = low.value + (low_op == ">")
            if high_op == "<=":
                return self._age(name, "between", least, high.value)
            return self._age(name, "from_under", least, high.value)
        if (low_op, high_op) == (">=", "<=") and self._item(name).type == "int":
            ends = format_number(low.value), self._count(high.value, both.name)
            return self.words.between.format(l=self._label(name), a=ends[0], b=ends[1])
        space = "、" if self.words.language == "zh" else " and "
        first = self._subject(both.name, low) + self._bound(both.name, low_op, low)
        return first + space + self._bound(both.name, high_op, high)

    def _age(self, name: str, key: str, low: Fraction, high: Fraction | None = None) -> str:
        a, b = format_number(low), "" if high is None else format_number(high)
        if name != self.own_age:
            return self.words.other_age[key].format(l=self._label(name), a=a, b=b)
        said = self.words.own_age[key].format(a=a, b=b)
        return self.words.on_days.get(self.book.facts[name].on or "", "{p}").format(p=said)


__all__ = ["positive", "say_cases", "say_part", "say_parts", "say_rule", "say_value"]

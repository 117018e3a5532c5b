"""Facts, rules, values and guarantees of one vocabulary in words: what every page, document and report says alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Self

from zhunsheng.rule.compiled import CompiledGuarantee, Measure
from zhunsheng.rule.tree import Choose, Expr, Value
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.facts import Fact, FactBook, Parameter
from zhunsheng.standard.quantity import Quantity, QuantityError, Unit, format_number
from zhunsheng.standard.service import Direction
from zhunsheng.standard.wording import Language, T, Text, say

if TYPE_CHECKING:
    from zhunsheng.rule.library import Library

_AGE_LABELS = ("年龄", "周岁", "实足年龄")
_VAGUE = ("无", "其他", "不详", "没有")

BOUNDS: dict[Direction, Text] = {
    "at_least": T("不少于{value}"),
    "at_most": T("不超过{value}"),
    "exactly": T("{value}"),
}
#: The same where the value depends on the person, so that the bound is read once and not as part of the first case.
BOUNDS_BY_CASE: dict[Direction, Text] = {
    "at_least": T("至少（分情形）：{value}"),
    "at_most": T("至多（分情形）：{value}"),
    "exactly": T("分情形：{value}"),
}


@dataclass(frozen=True)
class Speaker:
    """Says facts, residents, rules and values of one vocabulary in one language."""

    book: FactBook
    language: Language = "zh"

    @classmethod
    def of(cls, library: Library, language: Language, *others: Library) -> Self:
        """A speaker for a library and for others (earlier editions) whose names differ; ours win."""
        facts: dict[str, Fact] = {}
        parameters: dict[str, Parameter] = {}
        for book in (*(other.book for other in others), library.book):
            facts |= book.facts
            parameters |= book.parameters
        return cls(FactBook(facts, library.book.invariants, parameters, library.book.successions), language)

    def say(self, text: object) -> str:
        """A message or label in the speaker's language."""
        return say(text, self.language)

    def label(self, name: str) -> str:
        """The label of a fact or parameter; the name itself where there is none."""
        item = self.book.facts.get(name) or self.book.parameters.get(name)
        return name if item is None else item.label.say(self.language)

    def fact(self, name: str, value: Value) -> str:
        """One fact of a resident, as a few words: 「67岁」, 「不是低保对象」."""
        item = self.book.facts.get(name) or self.book.parameters.get(name)
        if item is None:
            return f"{name} = {value}"
        if isinstance(value, bool):
            return self._yes_no(item, value)
        if isinstance(value, str):
            return self._member(item, value)
        if isinstance(value, date):
            return self._labelled(item, value.isoformat())
        return self._number(item, Fraction(value), name)

    def _yes_no(self, item: Fact | Parameter, value: bool) -> str:
        says = item.says if isinstance(item, Fact) else None
        if says is not None:
            return (says.yes if value else says.no).say(self.language)
        return self._labelled(item, self.say(T("是") if value else T("否")))

    def _member(self, item: Fact | Parameter, value: str) -> str:
        members = (item.members if isinstance(item, Fact) else None) or {}
        label = members[value].say(self.language) if value in members else value
        if self.language == "zh" and len(label) > 2 and not label.startswith(_VAGUE):
            return label
        return self._labelled(item, label)

    def _number(self, item: Fact | Parameter, value: Fraction, name: str) -> str:
        if item.type == "age":
            if name == "age" or item.label.zh in _AGE_LABELS:
                return self.say(T("{n} 岁", n=value))
            return self._labelled(item, self.say(T("{n} 岁", n=value)))
        if item.type == "money":
            value /= 100
        unit = _unit(item.unit or ("CNY" if item.type == "money" else None))
        shown = format_number(value) if unit is None else Quantity(value, unit).say(self.language)
        return self._labelled(item, shown)

    def _labelled(self, item: Fact | Parameter, value: str) -> str:
        colon = "：" if self.language == "zh" else ": "
        return f"{item.label.say(self.language)}{colon}{value}"

    def person(self, facts: Mapping[str, Value]) -> str:
        """Facts as a list of words."""
        return self.join(self.fact(name, value) for name, value in facts.items())

    def join(self, words: Iterable[str]) -> str:
        """Words in a row."""
        return ("，" if self.language == "zh" else ", ").join(words)

    def rule(self, expr: Expr | None) -> str:
        """A rule in prose."""
        from zhunsheng.rule.prose import say_rule

        return self.say(T("没有规则")) if expr is None else say_rule(expr, self.book, self.language)

    def parts(self, expr: Expr) -> tuple[Literal["all", "any", "one"], list[str]]:
        """A rule as the parts that a reader goes through."""
        from zhunsheng.rule.prose import say_parts

        return say_parts(expr, self.book, self.language)

    def cases(self, expr: Expr, unit: Unit) -> list[tuple[str, str]]:
        """A value by cases: who, and the value; the last one is everybody else."""
        from zhunsheng.rule.prose import say_cases

        return say_cases(expr, unit, self.book, self.language)

    def value(self, expr: Expr, unit: Unit) -> str:
        """A value in prose."""
        from zhunsheng.rule.prose import say_value

        return say_value(expr, unit, self.book, self.language)


def _unit(text: str | None) -> Unit | None:
    try:
        return None if text is None else Unit.parse(text)
    except QuantityError:
        return None


def measure_words(measure: Measure, day: date, speaker: Speaker) -> str:
    """The value in force on a day in prose, or that none is."""
    try:
        value, unit = measure.on(day)
    except DateGap:
        return speaker.say(T("{day} 没有有效的值", day=day.isoformat()))
    return speaker.value(value, unit)


def guarantee_words(guarantee: CompiledGuarantee, day: date, speaker: Speaker) -> str:
    """A guarantee in prose: its bound, its value, and where asked how far apart."""
    value = measure_words(guarantee.measure, day, speaker)
    bounds = BOUNDS_BY_CASE if has_cases(guarantee.measure, day) else BOUNDS
    words = speaker.say(Text(bounds[guarantee.direction].msgid, {"value": value}))
    longest, shortest = guarantee.apart
    if longest is not None:
        words += speaker.say(T("，两次间隔不超过{span}", span=longest.say(speaker.language)))
    if shortest is not None:
        words += speaker.say(T("，两次间隔不少于{span}", span=shortest.say(speaker.language)))
    return words


def has_cases(measure: Measure, day: date) -> bool:
    """Whether the value in force depends on the person by cases."""
    try:
        value, _ = measure.on(day)
    except DateGap:
        return False
    return isinstance(value, Choose)

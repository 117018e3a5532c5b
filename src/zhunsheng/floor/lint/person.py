"""A resident in a few words, for messages."""

from __future__ import annotations

from fractions import Fraction

from zhunsheng.rule.prover import Resident
from zhunsheng.rule.tree import Value
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.quantity import format_number
from zhunsheng.standard.wording import T, Text


def describe(resident: Resident, book: FactBook) -> list[object]:
    """The facts of a resident as words: what is unlike an ordinary resident, else everything that is known."""
    shown = resident.unlike or tuple(resident.facts)
    return [_fact(name, resident.facts[name], book) for name in shown if name in resident.facts] or [T("普通居民")]


def _fact(name: str, value: Value, book: FactBook) -> object:
    fact = book.facts.get(name)
    label = fact.label if fact is not None else (book.parameters[name].label if name in book.parameters else name)
    if fact is not None and fact.type == "age":
        return T("{years} 周岁", years=value)
    if isinstance(value, bool):
        if fact is not None and fact.says is not None:
            return fact.says.yes if value else fact.says.no
        return label if value else T("不属于：{label}", label=label)
    if fact is not None and isinstance(value, str):
        return (fact.members or {}).get(value, value)
    return T("{label} {value}", label=label, value=_number(fact.type if fact is not None else "int", value))


def _number(kind: str, value: Value) -> str | Text:
    if kind == "money" and isinstance(value, int):
        return T("{amount} 元", amount=format_number(Fraction(value, 100)))
    return str(value)

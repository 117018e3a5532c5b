"""From the texts of a case or an interview to typed facts: read, range-checked, ages computed, defined facts filled in.

Money comes in yuan and leaves in fen.  What is not told stays unknown; nothing is assumed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from zhunsheng.rule.days import completed_years
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.meanings import define_of, parameter_values
from zhunsheng.rule.tree import Expr, Value, names
from zhunsheng.rule.trouble import Trouble, nearest
from zhunsheng.rule.types import compile_rule
from zhunsheng.standard.facts import Fact, FactBook, Parameter
from zhunsheng.standard.quantity import format_number
from zhunsheng.standard.wording import T

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_MONEY = re.compile(r"-?(?:0|[1-9][0-9]{0,12})(?:\.[0-9]{1,2})?")
_TRUTHS = {"true": True, "false": False, "是": True, "否": False}


def read_person(raw: Mapping[str, str], book: FactBook, day: date) -> tuple[dict[str, Value], list[Trouble]]:
    """The person that `raw` describes on `day`, and what is wrong with the description.

    Ages follow from a birth date, defined facts and successions from their parts (a defined fact is not told but
    computed), parameters from their value on `day`; what cannot be settled or read stays absent.  Each trouble names
    the fact in `about`.
    """
    person: dict[str, Value] = {}
    troubles: list[Trouble] = []
    for name, text in raw.items():
        item = book.facts.get(name) or book.parameters.get(name)
        if item is None:
            troubles.append(_unknown(name, book))
            continue
        value = read_fact(text, item)
        if isinstance(value, Trouble):
            troubles.append(replace(value, about=(name,)))
        else:
            troubles += _outside(name, value, item)
            person[name] = value
    _fill_ages(person, book, day, troubles)
    _fill_parameters(person, book, day, troubles)
    _fill_defined(person, book, troubles)
    return person, troubles


def read_fact(text: str, item: Fact | Parameter) -> Value | Trouble:
    """One answer as a typed value (money in fen), or what is wrong with it."""
    match item.type:
        case "bool":
            return _TRUTHS[text] if text in _TRUTHS else _unreadable(text, T("请写 true 或 false"))
        case "enum":
            return _read_member(text, item)
        case "date":
            return _read_day(text)
        case "money" if _MONEY.fullmatch(text):
            return int(Fraction(text) * 100)
        case "money":
            return _unreadable(text, T("金额以元计，最多两位小数，不写单位"))
        case _:
            return int(text) if _WHOLE.fullmatch(text) else _unreadable(text, T("请写整数，不写单位"))


def _read_member(text: str, item: Fact | Parameter) -> Value | Trouble:
    members = item.members if isinstance(item, Fact) and item.members else {}
    if text in members:
        return text
    for name, label in members.items():
        if text in (label.zh, label.en):
            return _unreadable(text, T('「{label}」写作 "{name}"', label=label, name=name), "ZS206")
    meant = nearest(text, members)
    advice = T("可写：{members}", members=list(members)) if meant is None else T('是不是 "{name}"？', name=meant)
    return _unreadable(text, advice, "ZS206")


def _read_day(text: str) -> Value | Trouble:
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        return _unreadable(text, T('请写成 "2023-09-01" 的样子'))


def _unreadable(text: str, advice: Any, code: str = "ZS213") -> Trouble:
    return Trouble(code, T("读不懂的答案「{text}」", text=text[:40]), advice)


def _unknown(name: str, book: FactBook) -> Trouble:
    meant = nearest(name, book.names())
    advice = None if meant is None else T("是不是「{name}」？", name=meant)
    return Trouble("ZS204", T("没有名为「{name}」的事实或参数", name=name[:80]), advice, about=(name,))


def _outside(name: str, value: Value, item: Fact | Parameter) -> list[Trouble]:
    if item.range is None or isinstance(value, (bool, str)):
        return []
    shown: Any = value
    try:
        low, high = (_bound(text, item.type) for text in item.range)
    except ValueError:
        return []
    if low <= shown <= high:
        return []
    text = (
        format_number(Fraction(value) / (100 if item.type == "money" else 1)) if isinstance(value, int) else str(value)
    )
    return [
        Trouble(
            "ZS213",
            T(
                "{value} 在「{name}」的范围 {low} 至 {high} 之外",
                value=text,
                name=name,
                low=item.range[0],
                high=item.range[1],
            ),
            T("请核对答案，或核对事实的范围"),
            about=(name,),
        )
    ]


def _bound(text: str, kind: str) -> Any:
    if kind == "date":
        return date.fromisoformat(text)
    return Fraction(text) * (100 if kind == "money" else 1)


def _fill_ages(person: dict[str, Value], book: FactBook, day: date, troubles: list[Trouble]) -> None:
    for name, fact in book.facts.items():
        birth = person.get(fact.born) if fact.born is not None else None
        if fact.type != "age" or fact.on is None or not isinstance(birth, date):
            continue
        years = completed_years(birth, fact.on, day)
        if name in person and person[name] != years:
            troubles.append(
                Trouble(
                    "ZS216",
                    T(
                        "「{name}」写的是 {told}，按出生日期算是 {computed}",
                        name=name,
                        told=person[name],
                        computed=years,
                    ),
                    T("年龄与出生日期只写一个"),
                    about=(name,),
                )
            )
        person[name] = years


def _fill_parameters(person: dict[str, Value], book: FactBook, day: date, troubles: list[Trouble]) -> None:
    for name, number in parameter_values(book, day)[0].items():
        value = _whole(number.value)
        if person.setdefault(name, value) != value:
            troubles.append(
                Trouble(
                    "ZS216",
                    T("参数「{name}」在 {day} 已有定值，不能另写", name=name, day=day.isoformat()),
                    about=(name,),
                )
            )
            person[name] = value


def _fill_defined(person: dict[str, Value], book: FactBook, troubles: list[Trouble]) -> None:
    """Facts that follow from others, parts first; what goes in a circle settles nothing."""
    groups = {item.group for item in book.successions}
    waiting = _definitions(book)
    while waiting:
        ready = [name for name, expr in waiting.items() if waiting.keys().isdisjoint(set(names(expr)) - {name})]
        if not ready:
            return
        for name in ready:
            value = evaluate(waiting.pop(name), person)
            if isinstance(value, Fraction):
                value = _whole(value)
            told = person.pop(name, None)
            if told is not None and told != value and name not in groups:
                troubles.append(_contradicts(name))
            if value is not None:
                person[name] = value


def _definitions(book: FactBook) -> dict[str, Expr]:
    found = {name: define_of(fact, book).expr for name, fact in book.facts.items() if fact.define is not None}
    found |= {item.group: compile_rule(item.by, book, "condition").expr for item in book.successions}
    return {name: expr for name, expr in found.items() if expr is not None}


def _contradicts(name: str) -> Trouble:
    return Trouble(
        "ZS216", T("「{name}」由其他事实算出，与所写的不一致", name=name), T("请只写它所依据的事实"), about=(name,)
    )


def _whole(value: Fraction) -> Value:
    return value.numerator if value.denominator == 1 else value


__all__ = ["read_fact", "read_person"]

"""Whether the declared facts can be used at all: names, days of ages, ranges, members, ordinary values, definitions."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from zhunsheng.rule.meanings import meanings
from zhunsheng.rule.people import read_fact
from zhunsheng.rule.trouble import Trouble
from zhunsheng.standard.facts import Fact, FactBook, FactFile, Parameter
from zhunsheng.standard.quantity import QuantityError, Unit
from zhunsheng.standard.wording import T, Text

_RESERVED = frozenset({"true", "false", "min", "max"})


def check_vocabulary(file: FactFile, book: FactBook, day: date) -> list[Trouble]:
    """What is wrong with the declarations of `file`, each with its path in the file (`Trouble.about`).

    book: the merged facts of the chain, which definitions may name.  Rules of definitions, invariants and successions
    are compiled by the library; circles and parameters without a value on `day` are found here.
    """
    troubles = [found for name, fact in file.facts.items() for found in _check_fact(name, fact, book)]
    for name, parameter in file.parameters.items():
        troubles += _check_name("parameters", name)
        troubles += _check_unit("parameters", name, parameter.unit)
        troubles += _check_range("parameters", name, parameter)
    declared = [found for found in meanings(book, day)[1] if found.code in ("ZS212", "ZS213", "ZS215", "ZS217")]
    return troubles + [placed for found in declared if (placed := _in_file(found, file)) is not None]


def _in_file(trouble: Trouble, file: FactFile) -> Trouble | None:
    """The trouble of a merged declaration, placed in `file`; None when another file declares it."""
    section, name, field = trouble.about
    if section != "succeeds":
        return trouble if name in (file.parameters if section == "parameters" else file.facts) else None
    index = next((index for index, item in enumerate(file.succeeds) if item.group == name), None)
    return None if index is None else replace(trouble, about=(section, index, field))


def _check_fact(name: str, fact: Fact, book: FactBook) -> Iterator[Trouble]:
    yield from _check_name("facts", name)
    yield from _check_unit("facts", name, fact.unit)
    if fact.type == "age" and fact.on is None:
        yield _wrong(
            T("年龄「{name}」没有写明在哪一天计算", name=name), T("请写 on: application_day 等"), "facts", name
        )
    if fact.type == "enum" and not fact.members:
        yield _wrong(T("枚举「{name}」没有列出可取的值", name=name), T("请在 members 里列出"), "facts", name)
    if fact.born is not None and (fact.type != "age" or getattr(book.facts.get(fact.born), "type", "") != "date"):
        yield _wrong(T("「{name}」的 born 须是年龄所依据的日期事实", name=name), None, "facts", name, "born")
    yield from _check_range("facts", name, fact)
    if fact.ordinary is not None and isinstance(read_fact(fact.ordinary, fact), Trouble):
        yield _wrong(
            T("「{name}」的 ordinary「{text}」不是它的值", name=name, text=fact.ordinary[:40]), None,
            "facts", name, "ordinary",
        )  # fmt: skip


def _check_name(section: str, name: str) -> Iterator[Trouble]:
    plain = unicodedata.normalize("NFKC", name)
    if not name.isidentifier() or keyword.iskeyword(name) or name in _RESERVED or plain != name:
        advice = T("请改用字母、汉字、数字与下划线，且不是 and、or、if、min 等语言用词")
        yield _wrong(T("「{name}」不能作规则里的名称", name=name), advice, section, name)


def _check_unit(section: str, name: str, unit: str | None) -> Iterator[Trouble]:
    if unit is None:
        return
    try:
        Unit.parse(unit)
    except QuantityError as error:
        yield _wrong(error.message, error.help, section, name, "unit")


def _check_range(section: str, name: str, item: Fact | Parameter) -> Iterator[Trouble]:
    if item.range is None or item.type in ("bool", "enum"):
        return
    low, high = (read_fact(text, item) for text in item.range)
    readable = not isinstance(low, Trouble) and not isinstance(high, Trouble)
    if not readable or low > high:  # type: ignore[operator]
        text = "、".join(item.range)
        yield _wrong(
            T("「{name}」的范围「{text}」读不懂，或者下限大于上限", name=name, text=text[:60]),
            None,
            section,
            name,
            "range",
        )


def _wrong(message: Text, advice: Text | None, *about: str) -> Trouble:
    return Trouble("ZS215", message, advice, about=about)


__all__ = ["check_vocabulary"]

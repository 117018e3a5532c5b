"""What an expression stands for: its sort, unit, and for numbers whether they are money, literals, ages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from zhunsheng.rule.tree import Expr, Name
from zhunsheng.standard.facts import Fact, Parameter
from zhunsheng.standard.quantity import QuantityError, Unit
from zhunsheng.standard.wording import T, Text

Sort = Literal["bool", "enum", "date", "number", "text", "broken"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an expression stands for.

    unit: of a number; None adapts to anything (a literal, or a product that its author converted).
    literal: a number made of constants only, still in the author's units.  days: reference days of ages within it.
    """

    sort: Sort
    members: tuple[str, ...] = ()
    unit: str | None = None
    money: bool = False
    literal: bool = False
    days: frozenset[str] = field(default=frozenset())


BOOL = Kind("bool")
BROKEN = Kind("broken")
LITERAL = Kind("number", literal=True)


def kind_of(item: Fact | Parameter) -> Kind:
    """The kind of a fact or parameter."""
    match item.type:
        case "bool":
            return BOOL
        case "enum":
            return Kind("enum", members=tuple(item.members or ()))
        case "date":
            return Kind("date")
        case "age":
            return Kind("number", unit="year", days=frozenset({item.on or "?"}))
        case "money":
            return Kind("number", unit=_plain_unit(item.unit or "CNY"), money=True)
        case _:
            return Kind("number", unit=_plain_unit(item.unit or ""))


def _plain_unit(text: str) -> str:
    if not text:
        return ""
    try:
        return str(Unit.parse(text))
    except QuantityError:
        return text


#: How a reference day reads.
DAYS: dict[str, Text] = {
    "application_day": T("申请之日"),
    "month_start": T("当月1日"),
    "month_end": T("当月末日"),
    "year_start": T("当年1月1日"),
    "year_end": T("当年12月31日"),
    "school_year_start": T("学年开始之日（9月1日）"),
}
_KINDS: dict[Sort, Text] = {
    "bool": T("条件"), "enum": T("枚举值"), "date": T("日期"), "number": T("数值"), "text": T("带引号的值"),
    "broken": T("读不懂的部分"),
}  # fmt: skip


def say_kind(kind: Kind) -> Text:
    """What a message calls the kind."""
    return T("金额") if kind.money else _KINDS[kind.sort]


def say_unit(kind: Kind) -> object:
    """The unit as a message names it."""
    if kind.unit:
        return kind.unit
    return T("金额") if kind.money else T("无单位的数")


def how_to_compare(expr: Expr, kind: Kind) -> Text | None:
    """Advice for a fact that stands where a condition is wanted."""
    name = expr.name if isinstance(expr, Name) else "…"
    match kind.sort:
        case "enum":
            return T('请写出与什么相比，例如 {name} == "{member}"', name=name, member=next(iter(kind.members), "…"))
        case "number" | "date":
            return T("请写出与什么相比，例如 {name} >= …", name=name)
        case _:
            return None


def no_match(a: Kind, b: Kind) -> Text | None:
    """Advice for two kinds that cannot be compared."""
    if "bool" in (a.sort, b.sort):
        return T("是或否的事实直接写名称，否定写 not")
    if "enum" in (a.sort, b.sort):
        return T("枚举值请与带引号的值相比")
    return None

"""Names that stand for something else on a day: parameters with a value, defined facts, recorded successions.

Everything is expanded fully, so that one substitution is enough.  What goes round in a circle keeps its plain name and
is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from zhunsheng.rule.tree import Expr, Number, Scale, names, rebuild
from zhunsheng.rule.tree import Name as NameNode
from zhunsheng.rule.trouble import Trouble
from zhunsheng.rule.types import Compiled, Want, compile_rule
from zhunsheng.standard.base import DateGap, value_on
from zhunsheng.standard.facts import Fact, FactBook, Parameter
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.quantity import (
    Quantity,
    QuantityError,
    Unit,
    factor,
    format_number,
    looks_like_quantity,
    read_number,
)
from zhunsheng.standard.wording import T


def meanings(book: FactBook, day: date) -> tuple[dict[str, Expr], list[Trouble]]:
    """What each name stands for on `day`, fully expanded, and what is wrong with the declarations.

    A parameter without a value on `day` keeps its name: it may then be anything within its range.
    Troubles say in `about` which declaration they concern; a succession is named by its group.  It may mention its
    own group, which there means the group as it was.
    """
    found, troubles = parameter_values(book, day)
    direct: dict[str, Expr] = dict(found)
    for name, fact in book.facts.items():
        if fact.define is not None:
            compiled = define_of(fact, book)
            troubles += _about(compiled.troubles, "facts", name, "define")
            if compiled.expr is not None:
                direct[name] = compiled.expr
    for item in book.successions:
        compiled = compile_rule(item.by, book, "condition")
        troubles += _about(compiled.troubles, "succeeds", item.group, "by")
        if item.group not in book.facts or book.facts[item.group].type != "bool":
            troubles += _about([_not_a_group(item.group)], "succeeds", item.group, "group")
        elif compiled.expr is not None:
            direct[item.group] = compiled.expr
    selves = frozenset(item.group for item in book.successions)
    return _expanded(direct, selves, troubles), troubles


def parameter_values(book: FactBook, day: date) -> tuple[dict[str, Number], list[Trouble]]:
    """The value of each parameter in force on `day`, money in fen; a parameter without values is left out."""
    found: dict[str, Number] = {}
    troubles: list[Trouble] = []
    for name, parameter in book.parameters.items():
        if parameter.values is None:
            continue
        try:
            value = _read_value(value_on(parameter.values, day), parameter)
        except DateGap:
            troubles += _about([_gap(name, day)], "parameters", name, "values")
        except QuantityError as error:
            troubles += _about([Trouble("ZS213", error.message, error.help)], "parameters", name, "values")
        else:
            found[name] = Number(value)
            troubles += _about(_outside(name, value, parameter), "parameters", name, "values")
    return found, troubles


def define_of(fact: Fact, book: FactBook) -> Compiled:
    """The definition of a fact, compiled; only yes/no facts and numbers can be defined by others."""
    want: Want = "condition" if fact.type == "bool" else "value"
    if fact.type in ("enum", "date"):
        return Compiled(None, [Trouble("ZS215", T("只有是或否的事实与数值可以用 define 定义"))])
    compiled = compile_rule(fact.define or "", book, want)
    if compiled.expr is None or (fact.type == "money") == compiled.kind.money:
        return compiled
    if fact.type == "money" and compiled.kind.literal:
        return Compiled(Scale(Fraction(100), compiled.expr), compiled.troubles, compiled.kind)
    wrong = Trouble("ZS205", T("define 算出的不是所声明的类型（{type}）", type=fact.type))
    return Compiled(None, [*compiled.troubles, wrong])


def _read_value(text: str, parameter: Parameter) -> Fraction:
    declared = Unit.parse(parameter.unit)
    if looks_like_quantity(text):
        quantity = Quantity.parse(text)
        times = factor(quantity.unit, declared)
        if times is None:
            raise QuantityError(
                T("单位写了两次而且不同：「{a}」与「{b}」", a=str(quantity.unit), b=str(declared)), T("只留一处单位")
            )
        value = quantity.value * times
    else:
        value = read_number(text.strip())
    if parameter.type != "money":
        return value
    fen = factor(Unit(declared.measure), Unit("fen"))
    if fen is None:
        raise QuantityError(T("单位「{unit}」不是金额", unit=str(declared)))
    return value * fen


def _outside(name: str, value: Fraction, parameter: Parameter) -> list[Trouble]:
    try:
        low, high = (read_number(text) for text in parameter.range)
    except QuantityError as error:
        return [Trouble("ZS213", error.message, error.help)]
    shown = value / 100 if parameter.type == "money" else value
    if low <= shown <= high:
        return []
    message = T(
        "{value} 在「{name}」的范围 {low} 至 {high} 之外",
        value=format_number(shown), name=name, low=parameter.range[0], high=parameter.range[1],
    )  # fmt: skip
    return [Trouble("ZS213", message, T("请核对数值，或核对参数的范围"))]


def _about(troubles: Iterable[Trouble], *path: str | int) -> list[Trouble]:
    return [replace(trouble, about=path) for trouble in troubles]


def _gap(name: str, day: date) -> Trouble:
    return Trouble(
        "ZS217",
        T("参数「{name}」在 {day} 没有在有效期内的值", name=name, day=day.isoformat()),
        T("证明时按范围内的任何值处理；请补上这一天的值"),
        severity=Severity.WARNING,
    )


def _not_a_group(name: str) -> Trouble:
    return Trouble("ZS215", T("succeeds 的 group「{name}」须是已声明的、是或否的事实", name=name))


def _expanded(direct: Mapping[str, Expr], selves: frozenset[str], troubles: list[Trouble]) -> dict[str, Expr]:
    """Each meaning with the meanings of its parts filled in."""
    done: dict[str, Expr] = {}
    open_names: list[str] = []

    def expand(name: str) -> Expr | None:
        if name in done:
            return done[name]
        if name in open_names:
            circle = [*open_names[open_names.index(name) :], name]
            troubles.append(
                Trouble(
                    "ZS212",
                    T("定义绕成一圈：{circle}", circle=" → ".join(circle)),
                    T("请让其中一个不再引用其他几个"),
                    about=("succeeds", name, "by") if name in selves else ("facts", name, "define"),
                )
            )
            return None
        open_names.append(name)
        inner = {
            part: meaning
            for part in names(direct[name])
            if part in direct and not (part == name and name in selves) and (meaning := expand(part)) is not None
        }
        open_names.pop()
        done[name] = rebuild(
            direct[name], lambda node: inner.get(node.name, node) if isinstance(node, NameNode) else node
        )
        return done[name]

    for name in direct:
        expand(name)
    return {name: expr for name, expr in done.items() if name in selves or name not in names(expr)}


__all__ = ["define_of", "meanings", "parameter_values"]

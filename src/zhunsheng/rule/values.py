"""From the text of a bound to a value in its declared unit: ``1``, ``5 CNY/school_day``, ``4 if age >= 90 else 2``."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.rule.tree import Expr, Number, Scale, Span
from zhunsheng.rule.trouble import Trouble, has_errors
from zhunsheng.rule.types import Compiled, compile_rule
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.quantity import UNITS, Quantity, QuantityError, Unit, factor, looks_like_quantity
from zhunsheng.standard.wording import T


@dataclass(frozen=True, slots=True)
class CompiledValue:
    """A value in its declared unit: the number `expr` counts `unit`, also for money (yuan when the unit is CNY)."""

    expr: Expr | None
    unit: Unit | None
    troubles: tuple[Trouble, ...] = ()


def compile_value(text: str, unit: str | None, book: FactBook, measure: str | None = None) -> CompiledValue:
    """Read a bound: a number, ``5 CNY/school_day``, or an expression; `unit` where the standard names it apart.

    measure: the kind of unit that must come out (``span`` for a time limit), if any.
    """
    declared, troubles = _read_unit(unit)
    if looks_like_quantity(text):
        value = _read_quantity(text, declared)
    elif has_errors(troubles):
        value = CompiledValue(compile_rule(text, book, "value").expr, None, troubles)
    else:
        value = _read_expression(text, declared, book)
    if measure and value.unit and UNITS[value.unit.measure].kind != measure:
        wrong = Trouble("ZS207", T("单位「{unit}」不是时间", unit=str(value.unit)), None, Span(0, len(text)))
        return CompiledValue(None, value.unit, (*value.troubles, wrong))
    return value


def _read_unit(text: str | None) -> tuple[Unit | None, tuple[Trouble, ...]]:
    if text is None:
        return None, ()
    try:
        return Unit.parse(text), ()
    except QuantityError as error:
        return None, (Trouble("ZS207", error.message, error.help),)


def _read_quantity(text: str, declared: Unit | None) -> CompiledValue:
    span = Span(0, len(text))
    try:
        quantity = Quantity.parse(text)
    except QuantityError as error:
        return CompiledValue(None, declared, (Trouble("ZS207", error.message, error.help, span),))
    if declared is None:
        return CompiledValue(Number(quantity.value, span=span), quantity.unit)
    times = factor(quantity.unit, declared)
    if times is None:
        message = T("单位写了两次而且不同：「{a}」与「{b}」", a=str(quantity.unit), b=str(declared))
        return CompiledValue(None, declared, (Trouble("ZS207", message, T("只留一处单位"), span),))
    return CompiledValue(Number(quantity.value * times, span=span), declared)


def _read_expression(text: str, declared: Unit | None, book: FactBook) -> CompiledValue:
    compiled = compile_rule(text, book, "value")
    troubles = list(compiled.troubles)
    span = Span(0, len(text))
    if declared is None:
        troubles.append(
            Trouble("ZS207", T("「{text}」没有单位", text=text[:40]), T("请写明 unit，或把单位写在数字后面"), span)
        )
    elif compiled.kind.money and UNITS[declared.measure].kind != "money":
        troubles.append(
            Trouble("ZS207", T("单位「{unit}」不是金额，而这里算出的是金额", unit=str(declared)), None, span)
        )
    if compiled.expr is None or declared is None or has_errors(troubles):
        return CompiledValue(None, declared, tuple(troubles))
    if not compiled.kind.money:
        return CompiledValue(compiled.expr, declared, tuple(troubles))
    return _money(compiled, declared, troubles, span)


def _money(compiled: Compiled, declared: Unit, troubles: list[Trouble], span: Span) -> CompiledValue:
    """A value computed from money facts (in fen), brought into the declared unit."""
    assert compiled.expr is not None
    own = Unit.parse(compiled.kind.unit or "CNY")
    times = factor(Unit("fen", own.per), declared)
    if times is None:
        troubles.append(Trouble("ZS207", T("单位不同：{a} 与 {b}", a=str(own), b=str(declared)), None, span))
        return CompiledValue(None, declared, tuple(troubles))
    scaled = compiled.expr if times == 1 else Scale(times, compiled.expr, span=compiled.expr.span)
    return CompiledValue(scaled, declared, tuple(troubles))

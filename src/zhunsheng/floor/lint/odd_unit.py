"""ZS541: a value in a unit that makes no sense for it."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import Measured, shown
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.wording import T, Text, Words


@check("ZS541", Severity.ERROR)
def odd_unit(subject: Subject) -> Iterator[Finding]:
    """单位不合理 — a limit or spacing that is no stretch of time, a fee that is no money, a share per something.

    **Why.** Units are part of a value; in the wrong kind nothing can be added up or compared.
    **Example.** `within: 3 visit/year` on a step; `fee: 2 working_day`.
    **Remedy.** Use a unit of the kind that the message names.
    """
    for measured in subject.measures:
        for _, text, _, unit in measured.series():
            wanted = _wanted(measured, unit)
            if wanted is not None:
                place = measured.service.place(*measured.text_path(text))
                message = T(
                    "{what}的单位「{unit}」不合理", what=measured.what, unit=Words(unit.say("zh"), unit.say("en"))
                )
                yield odd_unit.finding(place, message, wanted)
    for service in subject.services:
        for index, source in enumerate(service.compiled.source.delivers):
            for key, guarantee in service.compiled.deliverables[source.id].guarantees.items():
                for name, bound in zip(("at_most", "at_least"), guarantee.apart, strict=True):
                    if bound is not None and not bound.unit.is_span:
                        place = service.place("delivers", index, "guarantees", key, "apart", name)
                        yield _spacing(place, bound)


def _spacing(place: object, bound: Quantity) -> Finding:
    message = T("间隔「{bound}」的单位不合理", bound=shown(bound))
    return odd_unit.finding(place, message, T("请用时间单位，例如 4 month"))  # type: ignore[arg-type]


def _wanted(measured: Measured, unit: Unit) -> Text | None:
    """What would be right, or None when `unit` makes sense."""
    if measured.kind in ("limit", "step") and not unit.is_span:
        return T("时限请用时间单位，例如 5 working_day")
    if measured.kind == "fee" and unit.kind != "money":
        return T("收费请用元，例如 20 CNY")
    if measured.kind == "guarantee" and unit.kind == "ratio" and unit.per is not None:
        return T("比例不按时间或人数计，请写成 30% 或 1.6 ratio")
    return None

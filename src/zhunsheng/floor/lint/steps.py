"""ZS507: the limits of the steps add up to more than is promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.graph import ways
from zhunsheng.floor.lint.person import describe
from zhunsheng.floor.lint.view import View, shown
from zhunsheng.rule.compiled import CompiledStep
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.normal import constant_value
from zhunsheng.rule.tree import TRUE, Compare, Expr, Number
from zhunsheng.standard.findings import Finding, Related, Severity
from zhunsheng.standard.quantity import Quantity, Unit, factor, never_longer
from zhunsheng.standard.wording import T


@dataclass(frozen=True)
class _Way:
    """A way through the process: its steps with a limit, their sum, and those in units that do not convert."""

    steps: tuple[CompiledStep, ...]
    total: Fraction
    apart: tuple[tuple[CompiledStep, Quantity], ...]


@check("ZS507", Severity.ERROR)
def steps(subject: Subject) -> Iterator[Finding]:
    """环节时限之和超过承诺 — on the longest way through the process the steps take more than the promised limit.

    Steps that pause the clock (`pauses`) do not count; a loop is counted once and reported as ZS533.  Units are
    reconciled exactly; a step in a unit that does not convert is compared alone, or named as not counted.
    **Why.** A published guide promised 2 working days while its three stages took 5; nobody can keep such a promise.
    **Example.** Steps of 1, 9 and 5 working days with a promise of 10.
    **Remedy.** Shorten steps or promise what they really take.
    """
    for service in subject.services:
        promise = service.compiled.promise
        found = subject.value(promise.measure) if promise is not None else None
        if promise is None or found is None or not found[1].is_span:
            continue
        limit, unit = found
        measured = [_measure(subject, service, way, unit) for way in ways(service)]
        if not measured:
            continue
        yield from _too_long(subject, service, max(measured, key=lambda way: way.total), limit, unit)
        yield from _apart(service, measured, limit, unit)


def _measure(subject: Subject, service: View, way: tuple[str, ...], unit: Unit) -> _Way:
    counted: list[CompiledStep] = []
    apart: list[tuple[CompiledStep, Quantity]] = []
    total = Fraction(0)
    for name in way:
        step = service.compiled.steps[name]
        found = subject.value(step.within)
        value = constant_value(found[0]) if found is not None else None
        if found is None or value is None or not found[1].is_span or step.source.pauses is not None:
            continue
        times = factor(found[1], unit)
        if times is None:
            apart.append((step, Quantity(value, found[1])))
        else:
            counted.append(step)
            total += value * times
    return _Way(tuple(counted), total, tuple(apart))


def _too_long(subject: Subject, service: View, way: _Way, limit: Expr, unit: Unit) -> Iterator[Finding]:
    promised = constant_value(limit)
    example = None
    if promised is None and service.judged:
        short = Compare(limit, "<", Number(way.total))
        conditions = (service.compiled.eligible or TRUE, short)
        if subject.nobody(*conditions):
            return
        example = subject.prover.example(conditions).resident
        found = evaluate(limit, example.facts) if example is not None else None
        promised = Fraction(found) if isinstance(found, (int, Fraction)) else None
    if promised is None or way.total <= promised:
        return
    help_text = T("例如：{resident}", resident=describe(example, subject.prover.book)) if example is not None else None
    yield steps.finding(
        service.place("promise", "at_most"),
        T(
            "各环节时限合计 {total}，超过承诺的 {promise}",
            total=shown(Quantity(way.total, unit)),
            promise=shown(Quantity(promised, unit)),
        ),
        help_text or T("最长的路径：{steps}", steps=[step.source.title for step in way.steps]),
        [Related(step.place, T("环节「{title}」", title=step.source.title)) for step in way.steps],
    )


def _apart(service: View, measured: list[_Way], limit: Expr, unit: Unit) -> Iterator[Finding]:
    """Steps in other units: longer than the whole promise, or simply not counted."""
    promised = constant_value(limit)
    others = {step.id: (step, quantity) for way in measured for step, quantity in way.apart}
    left: list[object] = []
    for step, quantity in others.values():
        if promised is not None and never_longer(quantity, Quantity(promised, unit)) is False:
            yield steps.finding(
                step.place,
                T("环节「{title}」的时限 {within} 可能超过承诺的 {promise}", title=step.source.title, within=shown(quantity),
                  promise=shown(Quantity(promised, unit))),
                T("请用同一种单位写环节时限和承诺时限"),
            )  # fmt: skip
        else:
            left.append(step.source.title)
    if left:
        message = T("环节时限与承诺时限单位不同，未计入合计：{steps}", steps=left)
        yield steps.finding(service.place("process"), message, T("请用同一种单位"), severity=Severity.ADVICE)

"""ZS508: the promise is longer than the law allows."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.compare_values import Comparison, compare_values, is_known
from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.person import describe
from zhunsheng.floor.lint.view import shown
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.tree import TRUE, Expr, Not, all_of
from zhunsheng.standard.findings import Finding, Related, Severity
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.wording import T


@check("ZS508", Severity.ERROR)
def promise(subject: Subject) -> Iterator[Finding]:
    """承诺时限超过法定时限 — the promised limit is longer than the statutory one, for some resident.

    **Why.** A promise may only shorten what the law allows and both are published with the item (GB/T 39554).
    **Example.** A promise of 30 working days under a statutory limit of 20.
    **Remedy.** Shorten the promise.
    """
    for service in subject.services:
        compiled = service.compiled
        if compiled.promise is None or compiled.statutory is None:
            continue
        ours, law = subject.value(compiled.promise.measure), subject.value(compiled.statutory.measure)
        if ours is None or law is None:
            continue
        compared = compare_values(ours, "at_most", law, "at_most")
        if not isinstance(compared, Comparison):
            continue
        conditions = (compiled.eligible or TRUE, all_of(is_known(law[0]), is_known(ours[0])), Not(compared.enough))
        if subject.nobody(*conditions):
            continue
        resident = subject.prover.example(conditions).resident
        if resident is None:
            continue
        yield promise.finding(
            service.place("promise", "at_most"),
            T("承诺时限 {promise} 超过法定时限 {statutory}", promise=_said(ours, resident.facts),
              statutory=_said(law, resident.facts)),
            T("例如：{resident}", resident=describe(resident, subject.prover.book)) if resident.unlike else None,
            (Related(compiled.statutory.place, T("法定时限写在这里")),),
        )  # fmt: skip


def _said(side: tuple[Expr, Unit], facts: object) -> object:
    value = evaluate(side[0], facts)  # type: ignore[arg-type]
    return shown(Quantity(value, side[1])) if value is not None else side[1]

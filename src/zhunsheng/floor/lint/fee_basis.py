"""ZS524: a fee without basis or items; and what counts as a fee."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import View
from zhunsheng.rule.normal import constant_value
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.service import Fees
from zhunsheng.standard.wording import T


def is_charged(subject: Subject, service: View) -> bool:
    """Whether some resident pays something on the day."""
    found = subject.value(service.compiled.fee)
    return found is not None and constant_value(found[0]) != 0


@check("ZS524", Severity.WARNING)
def fee_basis(subject: Subject) -> Iterator[Finding]:
    """收费没有依据或项目 — a fee is charged, but its basis or the items charged are missing.

    **Why.** A fee needs its legal basis and its items in public (GB/T 39554 fee fields).
    **Example.** `fee: 20 CNY`.
    **Remedy.** Write `fee: {amount: 20 CNY, basis: …, items: […]}`.
    """
    for service in subject.services:
        if not is_charged(subject, service):
            continue
        apply = service.compiled.source.apply
        fee = apply.fee if apply is not None else None
        missing = []
        if not isinstance(fee, Fees) or fee.basis is None:
            missing.append(T("收费依据（basis）"))
        if not isinstance(fee, Fees) or not fee.items:
            missing.append(T("收费项目（items）"))
        if missing:
            message = T("「{title}」收费，没有写明{missing}", title=service.title, missing=missing)
            advice = T("请在 fee 之下分写 amount、basis、items")
            yield fee_basis.finding(service.place("apply", "fee"), message, advice)

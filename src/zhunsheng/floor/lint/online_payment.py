"""ZS525: paying online for what costs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.fee_basis import is_charged
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.service import Fees
from zhunsheng.standard.wording import T


@check("ZS525", Severity.WARNING)
def online_payment(subject: Subject) -> Iterator[Finding]:
    """不收费却可网上缴费 — `online_payment: true` although nothing is charged.

    **Why.** Residents would look for a fee that does not exist (consistency rule of local data offices).
    **Example.** `fee: {amount: 0 CNY, online_payment: true}`.
    **Remedy.** Remove `online_payment`.
    """
    for service in subject.services:
        apply = service.compiled.source.apply
        fee = apply.fee if apply is not None else None
        if isinstance(fee, Fees) and fee.online_payment and not is_charged(subject, service):
            message = T("「{title}」不收费，却写了网上缴费", title=service.title)
            yield online_payment.finding(
                service.place("apply", "fee", "online_payment"), message, T("请删去 online_payment")
            )

"""ZS519: more than one visit."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS519", Severity.WARNING)
def visits_many(subject: Subject) -> Iterator[Finding]:
    """到现场多于一次 — `visits` is more than 1.

    **Why.** Items are to be settled with at most one visit (最多跑一次).
    **Example.** `visits: 2`.
    **Remedy.** Accept online or by mail, or deliver the result by mail, so that one visit is enough.
    """
    for service in subject.services:
        apply = service.compiled.source.apply
        if apply is not None and apply.visits is not None and apply.visits > 1:
            message = T("「{title}」须到现场 {count} 次", title=service.title, count=apply.visits)
            yield visits_many.finding(
                service.place("apply", "visits"), message, T("宜至多一次：受理或送达可改为网上或邮寄")
            )

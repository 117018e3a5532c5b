"""ZS521: a visit without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS521", Severity.WARNING)
def visit_reason(subject: Subject) -> Iterator[Finding]:
    """到现场没有说明原因 — `visits` is more than 0 and `visits_reason` is missing.

    **Why.** Every visit that a resident must make has to be justified (GB/T 39554: visits and their reason).
    **Example.** `visits: 1` alone.
    **Remedy.** Say why, for instance that identity is checked in person; or make it 0.
    """
    for service in subject.services:
        apply = service.compiled.source.apply
        if apply is not None and apply.visits and apply.visits_reason is None:
            message = T("「{title}」须到现场，没有说明原因", title=service.title)
            yield visit_reason.finding(service.place("apply", "visits"), message, T("请写 visits_reason"))

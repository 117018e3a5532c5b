"""ZS522: fully online, yet a visit."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS522", Severity.WARNING)
def full_online(subject: Subject) -> Iterator[Finding]:
    """全程网办仍须到现场 — `online_depth: full` together with visits.

    **Why.** Fully online means that nobody has to come (consistency rule of local data offices).
    **Example.** `online_depth: full` and `visits: 1`.
    **Remedy.** Set `visits: 0`, or say `pre_check`.
    """
    for service in subject.services:
        apply = service.compiled.source.apply
        if apply is not None and apply.online_depth == "full" and apply.visits:
            message = T("「{title}」为全程网办，却须到现场 {count} 次", title=service.title, count=apply.visits)
            yield full_online.finding(
                service.place("apply", "visits"), message, T("请写 visits: 0，或把深度改为 pre_check")
            )

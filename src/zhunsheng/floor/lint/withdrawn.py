"""ZS611: a reference to a withdrawn standard."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.outside import cited
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS611", Severity.ERROR)
def withdrawn(subject: Subject) -> Iterator[Finding]:
    """引用已废止的标准 — a normative reference names a standard that the register gives as withdrawn.

    **Why.** A withdrawn text cannot bind anybody through ours (GB/T 1.1-2020, normative references).
    **Example.** A code with `status: withdrawn` in `register.yaml` here or above.
    **Remedy.** Drop the reference, or write the requirement out.
    """
    for reference in cited(subject):
        states = [entry for _, entry in reference.editions]
        if reference.entry is not None:
            states = [reference.entry]
        elif reference.code.year is not None:
            continue
        if states and all(entry.status == "withdrawn" for entry in states):
            since = states[-1].since
            message = T("所引标准 {code} 已废止", code=reference.code)
            advice = T("自 {day} 起废止", day=since.isoformat()) if since is not None else T("请删去，或把要求写进条文")
            yield withdrawn.finding(reference.place, message, advice)

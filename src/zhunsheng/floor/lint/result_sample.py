"""ZS527: a result without a sample, or a sample without a result."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.clauses import find_clause, read_number
from zhunsheng.floor.lint.view import View
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS527", Severity.ADVICE)
def result_sample(subject: Subject) -> Iterator[Finding]:
    """办理结果缺样本 — `result` without `result_sample`, the reverse, or a sample in an annex that does not exist.

    **Why.** A resident should see what the result looks like (GB/T 39554: result type, name and sample).
    **Example.** `result: 审批决定书` alone.
    **Remedy.** Name the sample, or remove the one that is too much.
    """
    for service in subject.services:
        source = service.compiled.source
        if source.result is not None and source.result_sample is None:
            message = T("「{title}」有办理结果「{result}」，没有结果样本", title=service.title, result=source.result)
            yield result_sample.finding(service.place("result"), message, T("请写 result_sample"))
        elif source.result is None and source.result_sample is not None:
            message = T("「{title}」有结果样本，没有办理结果", title=service.title)
            yield result_sample.finding(service.place("result_sample"), message, T("请写 result"))
        if _leads_nowhere(service):
            message = T("结果样本所指的「{sample}」不存在", sample=source.result_sample)
            yield result_sample.finding(service.place("result_sample"), message, T("请增加这一附录，或改正所指"))


def _leads_nowhere(service: View) -> bool:
    """Whether the sample is said to be in an annex that the document does not have."""
    sample = service.compiled.source.result_sample
    if sample is None or read_number(sample) is None or not service.writes("result_sample"):
        return False
    return find_clause(service.document, sample) is None

"""ZS527: a result without a sample, or a sample without a result."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS527", Severity.ADVICE)
def result_sample(subject: Subject) -> Iterator[Finding]:
    """办理结果缺样本 — `result` without `result_sample`, or the reverse.

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

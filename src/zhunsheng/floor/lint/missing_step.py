"""ZS531: a process that leads to a step that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.graph import edges
from zhunsheng.floor.lint.view import View
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T, Text


@check("ZS531", Severity.ERROR)
def missing_step(subject: Subject) -> Iterator[Finding]:
    """下一环节不存在 — `next` or `start` names a step that the process does not have.

    **Why.** Manual, process map and case log follow the steps; the way ends in nothing.
    **Example.** `next: [exam]` while the step is called `examine`.
    **Remedy.** Correct the name.
    """
    for service in subject.services:
        source = service.compiled.source
        for edge in edges(source):
            if edge.target not in source.process:
                title = source.process[edge.source].title
                message = T("环节「{title}」的下一环节「{name}」不存在", title=title, name=edge.target)
                place = service.place("process", edge.source, "next", edge.index)
                yield missing_step.finding(place, message, _advice(service, edge.target))
        # In a service written in full an unknown start is ZS307; in an overlay only the result shows it.
        if service.changed is not None and source.start is not None and source.start not in source.process:
            message = T("起始环节「{name}」不存在", name=source.start)
            yield missing_step.finding(service.place("start"), message, _advice(service, source.start))


def _advice(service: View, name: str) -> Text:
    known = list(service.compiled.source.process)
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return T("是不是 {name}？", name=close[0]) if close else T("已有的环节：{names}", names=known)

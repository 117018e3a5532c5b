"""ZS530: a step that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.graph import reachable, starts
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS530", Severity.WARNING)
def unreachable(subject: Subject) -> Iterator[Finding]:
    """环节到不了 — no way leads from the start of the process to this step.

    The process starts where `start` says, else with its first step.
    **Why.** A step that is never reached is in the manual and in nobody's day.
    **Example.** Three steps of which no `next` names the third.
    **Remedy.** Add the step to a `next`, or remove it.
    """
    for service in subject.services:
        source = service.compiled.source
        begin = starts(source)
        if not begin:
            continue
        found = reachable(source)
        for name, step in source.process.items():
            if name not in found:
                message = T(
                    "从「{start}」出发到不了环节「{title}」", start=source.process[begin[0]].title, title=step.title
                )
                yield unreachable.finding(
                    service.place("process", name), message, T("请在某一环节的 next 里写 {name}", name=name)
                )

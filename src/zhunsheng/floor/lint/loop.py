"""ZS533: a loop in the process on which the clock never stops."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.graph import cycle, successors
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS533", Severity.WARNING)
def loop(subject: Subject) -> Iterator[Finding]:
    """流程循环 — the process can go round without end while time runs.

    A loop with a step that pauses the clock (`pauses`, such as a correction by the applicant) is left alone.
    **Why.** No limit can be kept on a way that has no end; the sum of the steps counts such a loop only once.
    **Example.** `examine` leads to `review`, and `review` back to `examine`.
    **Remedy.** Let the return go through a step that pauses, or to the end.
    """
    for service in subject.services:
        source = service.compiled.source
        running = {name for name, step in source.process.items() if step.pauses is None}
        following = {
            name: [target for target in targets if target in running]
            for name, targets in successors(source).items()
            if name in running
        }
        found = cycle(following)
        if found is not None:
            titles = [source.process[name].title for name in (*found, found[0])]
            message = T("流程可以无限循环：{steps}", steps=titles)
            advice = T("请让退回经过一个暂停计时的环节（pauses），例如补正")
            yield loop.finding(service.place("process", found[0]), message, advice)

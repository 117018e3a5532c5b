"""ZS528: a licence that does not show the steps every licence has."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import View
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T, Text

#: How an item of the type licence (行政许可) is named.
_LICENCE = frozenset({"licence", "license", "行政许可"})
#: Step -> (its name, words by which an id or title shows it).
_STEPS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "acceptance": (T("受理"), ("accept", "receive", "受理")),
    "review": (T("审查"), ("review", "examin", "check", "审查", "审核", "初审")),
    "decision": (T("决定"), ("deci", "approv", "决定", "审批", "批准")),
    "closing": (T("办结"), ("clos", "办结", "归档")),
    "delivery": (T("送达"), ("deliver", "issue", "send", "送达", "颁证", "发证", "发放")),
}


@check("ZS528", Severity.WARNING)
def licence_steps(subject: Subject) -> Iterator[Finding]:
    """许可流程缺环节 — a licence whose process does not show acceptance, review, decision, closing and delivery.

    **Why.** These five are the least that a licence shows (consistency rule of local data offices).
    **Example.** `item_type: 行政许可` with the steps 受理 and 发证 only.
    **Remedy.** Add the missing steps.
    """
    for service in subject.services:
        source = service.compiled.source
        if source.item_type not in _LICENCE or not source.process:
            continue
        missing = [name for name, words in _STEPS.values() if not _shows(service, words)]
        if missing:
            message = T("许可事项「{title}」的流程缺少环节：{steps}", title=service.title, steps=missing)
            yield licence_steps.finding(service.place("process"), message, T("至少有受理、审查、决定、办结、送达"))


def _shows(service: View, words: tuple[str, ...]) -> bool:
    texts = [
        f"{step.id} {step.source.title} {' '.join(step.source.covers)}" for step in service.compiled.steps.values()
    ]
    return any(word in text.lower() for text in texts for word in words)

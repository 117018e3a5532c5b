"""ZS344: proposals that nobody has confirmed, or that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.clauses import find_clause
from zhunsheng.floor.lint.view import Document
from zhunsheng.standard.document import Proposal
from zhunsheng.standard.edit import leads_somewhere
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.paths import parse_path
from zhunsheng.standard.wording import T

_MOST_NAMES = 8


@check("ZS344", Severity.ADVICE)
def proposals(subject: Subject) -> Iterator[Finding]:
    """提议待确认 — `proposals` of a standard wait for a person; *warning* where one names a clause or place that is none.

    **Why.** What a program found in the words of a clause has no force: no guide, interview or proof uses it until a
    person confirms it. One whose clause has gone, or whose `at` is no place of the format, can never be confirmed.
    **Example.** `proposals: [{id: age-4, kind: age, clause: "4", quote: 年满80周岁, value: age >= 80}]`.
    **Remedy.** `zhunsheng confirm FILE` lists them; confirm or refuse each, or correct `clause` and `at`.
    """
    for document in subject.documents:
        waiting = [one.id for one in document.model.proposals if one.state == "proposed"]
        if waiting:
            shown = [*waiting[:_MOST_NAMES], *(["…"] if len(waiting) > _MOST_NAMES else [])]
            yield proposals.finding(
                document.place("proposals"),
                T("有 {n} 条提议待确认：{names}", n=len(waiting), names=shown),
                T("zhunsheng confirm 列出它们，由人逐条确认或拒绝"),
            )
        for index, one in enumerate(document.model.proposals):
            yield from _leading_nowhere(document, index, one)


def _leading_nowhere(document: Document, index: int, one: Proposal) -> Iterator[Finding]:
    """What is wrong with the clause and the place that a proposal names."""
    if find_clause(document, one.clause) is None:
        place = document.place("proposals", index, "clause")
        message = T("提议「{id}」所引第 {no} 条不存在", id=one.id, no=one.clause)
        yield proposals.finding(place, message, severity=Severity.WARNING)
    steps = None if one.at is None else parse_path(one.at)
    if one.at is not None and (steps is None or not leads_somewhere(steps)):
        place = document.place("proposals", index, "at")
        message = T("提议「{id}」的去处「{at}」不在格式里", id=one.id, at=one.at)
        advice = T("at 从 services 起写，例如 services.事项.eligible、services.事项.apply.materials.身份证")
        yield proposals.finding(place, message, advice, severity=Severity.WARNING)

"""ZS504: conditions that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import View
from zhunsheng.rule.tree import Expr
from zhunsheng.standard.findings import Finding, Related, Severity
from zhunsheng.standard.wording import T


@check("ZS504", Severity.ERROR)
def contradiction(subject: Subject) -> Iterator[Finding]:
    """条件相互矛盾 — a deliverable, guarantee, material or condition for applying that nobody eligible can meet.

    **Why.** Each rule can be met by somebody, but not together: what is promised reaches nobody.
    **Example.** `eligible: age >= 65` with a deliverable for `age < 60`.
    **Remedy.** Widen one of the two, or remove the part.
    """
    for rule in subject.rules:
        if not rule.within or rule.path[:2] == ("apply", "conditions"):
            continue
        if _clashes(subject, rule.within, rule.expr):
            message = T("{what}「{text}」与服务对象矛盾，没有人能同时符合", what=rule.what, text=rule.text[:120])
            yield contradiction.finding(rule.place(), message, related=_eligible(rule.service))
    for service in subject.services:
        if service.judged:
            yield from _conditions(subject, service)


def _clashes(subject: Subject, within: tuple[Expr, ...], expr: Expr) -> bool:
    return subject.nobody(*within, expr) and not subject.nobody(expr) and not subject.nobody(*within)


def _conditions(subject: Subject, service: View) -> Iterator[Finding]:
    """The first condition for applying that leaves nobody."""
    compiled = service.compiled
    gathered: tuple[Expr, ...] = () if compiled.eligible is None else (compiled.eligible,)
    for index, condition in enumerate(compiled.conditions or ()):
        if gathered and _clashes(subject, gathered, condition.rule):
            place = service.place("apply", "conditions", index, "rule")
            message = T("申请条件「{name}」与服务对象及其他申请条件矛盾，没有人能申请", name=condition.id)
            yield contradiction.finding(place, message, related=_eligible(service))
            return
        gathered = (*gathered, condition.rule)


def _eligible(service: View) -> tuple[Related, ...]:
    return (Related(service.place("eligible"), T("服务对象写在这里")),)

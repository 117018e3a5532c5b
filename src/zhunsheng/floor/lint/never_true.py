"""ZS501: a condition that nobody can meet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import Rule
from zhunsheng.rule.tree import And
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T, Text


@check("ZS501", Severity.ERROR)
def never_true(subject: Subject) -> Iterator[Finding]:
    """规则无人符合 — a condition that no resident can ever meet.

    **Why.** A rule that entitles nobody would pass every comparison with the floor, and its author meant somebody.
    **Example.** `age >= 65 and age < 60`.
    **Remedy.** Correct the bound or the `and`; the help names two parts that exclude each other.
    """
    for rule in subject.rules:
        if subject.nobody(rule.expr):
            message = T("{what}「{text}」无人符合", what=rule.what, text=rule.text[:120])
            yield never_true.finding(rule.place(), message, _clash(subject, rule))


def _clash(subject: Subject, rule: Rule) -> Text | None:
    """Two parts of a conjunction that nobody meets together."""
    if not isinstance(rule.expr, And):
        return None
    for one, other in combinations(rule.expr.items, 2):
        if subject.nobody(one, other):
            return T("「{one}」与「{other}」不能同时成立", one=rule.quote(one.span), other=rule.quote(other.span))
    return None

"""ZS502: a condition that everybody meets."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.rule.tree import FALSE, TRUE, Not
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS502", Severity.WARNING)
def always_true(subject: Subject) -> Iterator[Finding]:
    """规则人人符合 — a condition that no resident can fail, other than a plain `true`.

    **Why.** A condition that excludes nobody is usually a slip (`or` for `and`), and it still asks for a fact.
    **Example.** `age >= 60 or age < 65`.
    **Remedy.** Correct it, or write `true`.
    """
    for rule in subject.rules:
        if rule.expr == TRUE or not subject.nobody(Not(rule.expr)):
            continue
        links = subject.prover.links_used(Not(rule.expr), FALSE)
        message = T("{what}「{text}」人人符合", what=rule.what, text=rule.text[:120])
        why = T("由事实之间的关系推出：{links}", links=list(links)) if links else T("若确实人人符合，请写 true")
        yield always_true.finding(rule.place(), message, why)

"""ZS503: a branch that is never reached."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import Path, Rule, View
from zhunsheng.rule.tree import Choose, Expr, Not, Or, any_of, walk
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS503", Severity.WARNING)
def shadowed(subject: Subject) -> Iterator[Finding]:
    """情形被遮蔽 — a branch of `or` or of `… if … else …` that never decides, because another covers it.

    **Why.** The author meant somebody by it; a value that is never paid reads like a promise.
    **Example.** `2 if age >= 80 else 4 if age >= 90 else 1`: nobody of 90 gets past the first case.
    **Remedy.** Put the narrower case first, or remove the branch.
    """
    for rule in subject.rules:
        yield from _alternatives(subject, rule)
        yield from _cases(subject, rule.service, rule.path, rule.text, rule.expr, rule.within)
    for measured in subject.measures:
        if not measured.service.judged:
            continue
        for _, text, expr, _ in measured.series():
            path = measured.text_path(text)
            yield from _cases(subject, measured.service, path, text, expr, measured.within)


def _alternatives(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Items of an ``or`` that the others cover; of two equal ones the later is named."""
    for node in walk(rule.expr):
        if not isinstance(node, Or):
            continue
        kept = list(node.items)
        for item in reversed(node.items):
            rest = [other for other in kept if other is not item]
            if not rest or not subject.covers(any_of(*rest), item):
                continue
            kept = rest
            quoted = rule.quote(item.span)
            message = (
                T("「{text}」这一分支无人符合", text=quoted)
                if subject.nobody(item)
                else T("「{text}」这一分支已被其他分支包含，不起作用", text=quoted)
            )
            yield shadowed.finding(rule.place(item.span), message, T("请删去这一分支，或改正其条件"))


def _cases(
    subject: Subject, service: View, path: Path, text: str, expr: Expr, within: tuple[Expr, ...]
) -> Iterator[Finding]:
    """Cases of a conditional expression that an earlier case covers, or that the group itself excludes.

    The last ``else`` is left alone: the language wants one even where nobody is left.
    """
    inner: set[int] = set()
    for node in walk(expr):
        if not isinstance(node, Choose) or id(node) in inner:
            continue
        before: list[Expr] = []
        case: Expr = node
        while isinstance(case, Choose):
            inner.add(id(case))
            condition = case.condition
            if subject.nobody(*within, *before, condition):
                quoted = text[condition.span.start : condition.span.end]
                message = (
                    T("「{text}」这一情形在服务对象中不会出现", text=quoted)
                    if subject.nobody(*within, condition)
                    else T("「{text}」这一情形已被前面的情形包含，不会用到", text=quoted)
                )
                place = service.column(path, condition.span.start)
                yield shadowed.finding(place, message, T("请把较窄的情形写在前面，或删去它"))
            before.append(Not(condition))
            case = case.other

"""ZS540: a guarantee that gets worse at a later date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhunsheng.floor.compare_values import Comparison, compare_values, is_known
from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import Measured
from zhunsheng.rule.tree import Expr
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.quantity import Unit
from zhunsheng.standard.service import Direction
from zhunsheng.standard.wording import T


@check("ZS540", Severity.ADVICE)
def worse_later(subject: Subject) -> Iterator[Finding]:
    """后一时段的值更差 — in a series of values by date a later one is worse for some resident than the one before.

    **Why.** Public services are seldom cut; more often two dates or two numbers were swapped.
    **Example.** `at_least: {2021-09-01: 5 CNY/school_day, 2023-08-01: 4 CNY/school_day}`.
    **Remedy.** Check the dates; if the cut is meant, leave it.
    """
    for measured in subject.measures:
        if isinstance(measured.measure.dated, str):
            continue
        for (_, _, *before), (start, text, *after) in pairwise(measured.series()):
            if _is_worse(subject, measured, (before[0], before[1]), (after[0], after[1])):  # type: ignore[arg-type]
                day = start.isoformat() if start is not None else ""
                message = T("{what}自 {day} 起比此前差：「{text}」", what=measured.what, day=day, text=text)
                place = measured.service.place(*measured.text_path(text))
                yield worse_later.finding(place, message, T("请核对日期与数值是否颠倒"))


def _is_worse(subject: Subject, measured: Measured, before: tuple[Expr, Unit], after: tuple[Expr, Unit]) -> bool:
    way: Direction = "at_most"
    if measured.kind == "guarantee":
        way = measured.path[-1]  # type: ignore[assignment]
    if way == "exactly" and before[1].kind == "money":
        way = "at_least"
    if way == "exactly":
        return False
    compared = compare_values(after, way, before, way)
    if not isinstance(compared, Comparison):
        return False
    return subject.prover.entails(is_known(before[0]), compared.enough).status == "fails"

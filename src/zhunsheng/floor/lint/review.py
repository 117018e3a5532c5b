"""ZS514: five years have passed since a standard was last reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T

_YEARS = 5


@check("ZS514", Severity.WARNING)
def review(subject: Subject) -> Iterator[Finding]:
    """复审超期 — more than five years since the standard was reviewed, else issued, else took effect.

    **Why.** A standard is reviewed at least every five years (GB/T 16733, stage 90: 60 months).
    **Example.** `effective: 2018-01-01` without `reviewed`, looked at in 2024.
    **Remedy.** Review it, and record the day in `reviewed`; or revise or withdraw it.
    """
    for document in subject.documents:
        model = document.model
        if model.kind != "standard" or model.stage not in ("published", "systematic_review"):
            continue
        field = next((name for name in ("reviewed", "issued", "effective") if getattr(model, name) is not None), None)
        if field is None or (model.until is not None and model.until < subject.day):
            continue
        due = review_due(getattr(model, field))
        if due is not None and due < subject.day:
            yield review.finding(
                document.place(field),
                T("「{title}」应在 {due} 前复审，已超期", title=model.title, due=due.isoformat()),
                T("复审后请填写 reviewed；结论为修订或废止的，请办理修订或废止"),
            )


def review_due(day: date | None) -> date | None:
    """The last day for the next review of a standard last reviewed (issued, in force) on `day`; None without a day.

    1 March stands in for 29 February.

    >>> review_due(date(2020, 2, 29))
    datetime.date(2025, 3, 1)
    """
    if day is None:
        return None
    try:
        return day.replace(year=day.year + _YEARS)
    except ValueError:
        return date(day.year + _YEARS, 3, 1)

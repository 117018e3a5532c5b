"""ZS520: done on the spot, or promised for later: one of the two."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import shown
from zhunsheng.rule.normal import constant_value
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.quantity import UNITS, Quantity
from zhunsheng.standard.wording import T


@check("ZS520", Severity.WARNING)
def on_spot(subject: Subject) -> Iterator[Finding]:
    """即办件与时限不一致 — a case done on the spot (即办件) has a limit of a day or more, or a promised one has none.

    **Why.** Case type and limit say the same thing twice (GB/T 39554 fields, consistency rule of local data offices).
    **Example.** `case_type: on_spot` with `promise: {at_most: 5 working_day}`.
    **Remedy.** Correct the case type or the limit.
    """
    for service in subject.services:
        apply = service.compiled.source.apply
        kind = apply.case_type if apply is not None else None
        promise = service.compiled.promise
        if kind is None:
            continue
        if promise is None:
            if kind == "promised":
                message = T("「{title}」是承诺件，却没有承诺时限", title=service.title)
                yield on_spot.finding(
                    service.place("apply", "case_type"), message, T("请写 promise，或改为 on_spot（即办件）")
                )
            continue
        found = subject.value(promise.measure)
        value = constant_value(found[0]) if found is not None else None
        if found is None or value is None:
            continue
        limit = Quantity(value, found[1])
        if kind == "on_spot" and not _is_at_once(limit):
            message = T("「{title}」是即办件，承诺时限却是 {limit}", title=service.title, limit=shown(limit))
            yield on_spot.finding(promise.place, message, T("即办件当场办结；否则请改为 promised（承诺件）"))
        elif kind == "promised" and value == 0:
            message = T("「{title}」承诺时限为 0，应是即办件", title=service.title)
            yield on_spot.finding(promise.place, message, T("请改为 on_spot（即办件）"))


def _is_at_once(limit: Quantity) -> bool:
    """Less than a day: nothing, part of a working day, or up to eight hours."""
    unit = UNITS[limit.unit.measure]
    if limit.unit.measure in ("minute", "hour"):
        return limit.value * unit.scale <= 8 * 60
    return limit.value < 1

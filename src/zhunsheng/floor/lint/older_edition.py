"""ZS613: a dated reference to an edition that is no longer the newest."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.outside import Cited, cited, read
from zhunsheng.standard.code import StandardCode
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS613", Severity.WARNING)
def older_edition(subject: Subject) -> Iterator[Finding]:
    """注日期引用旧版 — a reference is dated to an edition, and the register knows a newer one.

    **Why.** A dated reference holds for that edition alone; the newer text does not apply (GB/T 1.1-2020).
    **Example.** GB/T 24421.2—2009 while the register has GB/T 24421.2—2023.
    **Remedy.** Compare the two, then refer to the newer edition, or leave the year out.
    """
    for reference in cited(subject):
        newer = _newest(reference)
        if newer is not None:
            message = T("{code} 已有新版 {newer}", code=reference.code, newer=newer)
            yield older_edition.finding(reference.place, message, T("请改引新版，或不注日期"))


def _newest(reference: Cited) -> StandardCode | None:
    year = reference.code.year
    if year is None:
        return None
    later = [code for code, entry in reference.editions if (code.year or 0) > year and entry.status != "withdrawn"]
    named = read(reference.entry.replaced_by) if reference.entry and reference.entry.replaced_by else None
    if named is not None and named.undated == reference.code.undated and (named.year or 0) > year:
        later.append(named)
    return max(later, key=lambda code: code.year or 0, default=None)

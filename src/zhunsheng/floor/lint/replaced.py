"""ZS612: a reference to a standard that has a successor."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.outside import Cited, cited, read
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.manifest import RegisterEntry
from zhunsheng.standard.wording import T


@check("ZS612", Severity.WARNING)
def replaced(subject: Subject) -> Iterator[Finding]:
    """引用已被代替的标准 — a reference names a standard that another has replaced.

    A later edition of the same standard is ZS613.
    **Why.** The successor may ask something else; the reader would look in the wrong text.
    **Example.** A code with `status: replaced` and `replaced_by:` in the register.
    **Remedy.** Read the successor and refer to it.
    """
    for reference in cited(subject):
        entry = _entry(reference)
        if entry is None:
            continue
        successor = read(entry.replaced_by) if entry.replaced_by is not None else None
        if successor is not None and successor.undated == reference.code.undated:
            continue
        message = T("所引标准 {code} 已被代替", code=reference.code)
        advice = T("代替它的是 {code}", code=successor or entry.replaced_by) if entry.replaced_by else None
        yield replaced.finding(reference.place, message, advice)


def _entry(reference: Cited) -> RegisterEntry | None:
    """What says that the reference is replaced: its own entry; undated, the entries of all editions."""
    if reference.entry is not None:
        return reference.entry if reference.entry.status == "replaced" else None
    states = [entry for _, entry in reference.editions]
    if reference.code.year is None and states and all(entry.status == "replaced" for entry in states):
        return states[-1]
    return None

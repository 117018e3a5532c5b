"""ZS512: a note, example or footnote that requires."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.modals import requirement
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T

_KINDS = {"note": T("注"), "example": T("示例"), "footnote": T("脚注")}


@check("ZS512", Severity.WARNING)
def note_requirement(subject: Subject) -> Iterator[Finding]:
    """注或示例含有要求 — 应 in a note, an example or a footnote.

    **Why.** They explain and may be left out without changing the standard (GB/T 1.1-2020); a duty there binds nobody.
    **Example.** A note 「随访应由两人进行」.
    **Remedy.** Move the requirement into a clause, or word the note as information.
    """
    for document in subject.documents:
        for index, clause in enumerate(document.model.clauses):
            if clause.kind not in _KINDS or clause.text is None:
                continue
            word = requirement(clause.text.zh)
            if word is not None:
                yield note_requirement.finding(
                    document.column(("clauses", index, "text"), word.start),
                    T("{kind}（{no}）含有要求：「{word}」", kind=_KINDS[clause.kind], no=clause.no, word=word.text),
                    T("请把要求移入条文，或改为陈述"),
                )

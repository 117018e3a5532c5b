"""ZS510: words that GB/T 1.1 does not use for its provisions."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.modals import UNSUITABLE, unsuitable
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS510", Severity.WARNING)
def unsuitable_wording(subject: Subject) -> Iterator[Finding]:
    """用词不合 GB/T 1.1 — 必须、须、应当、应该、可以、尽量 and the like in a clause, at the exact column.

    Quotations and titles in 《》 are left alone, and so are words that only contain the characters (须知, 供应).
    **Why.** GB/T 1.1-2020 gives each kind of provision its auxiliary: 应 for a requirement, 宜 for a recommendation,
    可 for a permission; 必须 would read as a duty from outside the standard.
    **Example.** 「中心必须每年随访４次」.
    **Remedy.** Use the auxiliary that the help names.
    """
    for document in subject.documents:
        if document.model.kind != "standard":
            continue
        for index, clause in enumerate(document.model.clauses):
            for field, label in (("title", clause.title), ("text", clause.text)):
                for word in unsuitable(label.zh) if label is not None else ():
                    yield unsuitable_wording.finding(
                        document.column(("clauses", index, field), word.start),
                        T("第 {no} 条用了「{word}」", no=clause.no, word=word.text),
                        T("请改用「{right}」", right=UNSUITABLE[word.text]),
                    )

"""ZS511: a guideline that requires."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.modals import requirement
from zhunsheng.floor.lint.title_kind import kind_of
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS511", Severity.WARNING)
def guideline(subject: Subject) -> Iterator[Finding]:
    """指南含有要求 — a guideline (指南) with 应 in a clause.

    **Why.** A guideline gives advice and information; it holds no requirement (GB/T 20001).
    **Example.** 「社区养老服务指南」 with the clause 「中心应配备急救箱」.
    **Remedy.** Say 宜, or make the text a specification (规范).
    """
    for document in subject.documents:
        if kind_of(document.model) != "guideline":
            continue
        for index, clause in enumerate(document.model.clauses):
            word = requirement(clause.text.zh) if clause.text is not None else None
            if word is not None:
                yield guideline.finding(
                    document.column(("clauses", index, "text"), word.start),
                    T("指南第 {no} 条含有要求：「{word}」", no=clause.no, word=word.text),
                    T("指南不含要求：请改用「宜」，或改为规范"),
                )

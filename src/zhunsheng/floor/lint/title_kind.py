"""ZS513: the title promises another kind of text than the standard declares."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.document import Standard, TextKind
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T, Words

#: Words at the end of a title -> the kinds that it may announce; longer ones first.
_ENDINGS: tuple[tuple[str, frozenset[TextKind]], ...] = (
    ("评价规范", frozenset({"evaluation", "specification"})),
    ("评价指南", frozenset({"evaluation", "guideline"})),
    ("评价规程", frozenset({"evaluation", "procedure"})),
    ("评价", frozenset({"evaluation"})),
    ("评价方法", frozenset({"evaluation"})),
    ("评价指标", frozenset({"evaluation"})),
    ("评价指标体系", frozenset({"evaluation"})),
    ("规范", frozenset({"specification"})),
    ("规程", frozenset({"procedure"})),
    ("指南", frozenset({"guideline"})),
)
KIND_WORDS: dict[TextKind, Words] = {
    "specification": Words("规范", "specification"),
    "procedure": Words("规程", "procedure"),
    "guideline": Words("指南", "guideline"),
    "evaluation": Words("评价", "evaluation"),
}


def kind_of(standard: Standard) -> TextKind | None:
    """The kind of text: as declared, else as the title says."""
    if standard.text_kind is not None:
        return standard.text_kind
    announced = announced_kinds(standard.title.zh)
    return next(iter(announced)) if len(announced) == 1 else None


def announced_kinds(title: str) -> frozenset[TextKind]:
    """The kinds that a title announces; empty when it has none of the words.

    >>> sorted(announced_kinds("老年人健康管理服务规范")), sorted(announced_kinds("术语"))
    (['specification'], [])
    """
    return next((kinds for ending, kinds in _ENDINGS if title.rstrip("）) ").endswith(ending)), frozenset())


@check("ZS513", Severity.WARNING)
def title_kind(subject: Subject) -> Iterator[Finding]:
    """名称与文体不一致 — the last word of the title (规范, 规程, 指南, 评价) and `text_kind` disagree.

    **Why.** Each kind has its own rules (GB/T 20001): a reader judges what binds them by the title.
    **Example.** 「随访服务规程」 with `text_kind: guideline`.
    **Remedy.** Change the title or the kind.
    """
    for document in subject.documents:
        kind, announced = document.model.text_kind, announced_kinds(document.model.title.zh)
        if kind is None or not announced or kind in announced:
            continue
        yield title_kind.finding(
            document.place("text_kind"),
            T("名称「{title}」与文体 {kind}（{word}）不一致", title=document.model.title, kind=kind,
              word=KIND_WORDS[kind]),
            T("名称所示的文体是 {kinds}", kinds=[KIND_WORDS[item] for item in sorted(announced)]),
        )  # fmt: skip

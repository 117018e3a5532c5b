"""The business manual of an item (业务手册): what an official needs who has never handled it, in the order of a day's work.

Cover, contents, what has changed, basis clause by clause, conditions split into facts that can be looked up, papers,
process with a page a step, refusals, special situations, forms, handover, versions.
Source: structure as the district's own standard for manuals has it (Q/YXYS 0.005, clauses 5 to 9, annex A), which
follows the elements of DB31/T 544—2024.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from zhunsheng.publish.blocks import Block, Callout, Cell, Contents, Cover, Document, PageBreak, Table, cell, para
from zhunsheng.publish.changes import Changed, changes_since
from zhunsheng.publish.manual.after import (
    forms_blocks,
    handover_blocks,
    mistakes_blocks,
    situations_blocks,
    versions_blocks,
)
from zhunsheng.publish.manual.basis import basis_blocks, conditions_blocks
from zhunsheng.publish.manual.work import essentials_blocks, papers_blocks, process_blocks, refused_blocks
from zhunsheng.publish.service_parts import provenance_callout
from zhunsheng.publish.step_parts import heading_of
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import Language, T

#: How far back 「有什么变化」 looks unless asked otherwise.
A_YEAR = timedelta(days=365)


def business_manual(
    library: Library, item: str, day: date, language: Language = "zh", *, since: date | None = None
) -> Document:
    """The manual of one item on one day.

    since: what has changed after this day is told on the first page; without it, within a year.
    Raises KeyError for an unknown item.
    """
    subject = Subject.of(library, item, day, language)
    since = since or day - A_YEAR
    sections: tuple[Callable[[Subject], Iterator[Block]], ...] = (
        basis_blocks, conditions_blocks, essentials_blocks, papers_blocks, process_blocks, refused_blocks,
        situations_blocks, forms_blocks, mistakes_blocks, handover_blocks, versions_blocks,
    )  # fmt: skip
    blocks: list[Block] = [Contents(subject.say(T("目次"))), PageBreak(), *_preface(subject), *_changes(subject, since)]
    for section in sections:
        blocks += section(subject)
    return manual_document(subject, subject.title, tuple(blocks))


def manual_document(subject: Subject, title: str, blocks: tuple[Block, ...]) -> Document:
    """A manual around its blocks."""
    say, standard = subject.say, subject.standard
    effective = "" if standard is None or standard.effective is None else standard.effective.isoformat()
    began = say(T("{day} 实施", day=effective)) if effective else ""
    cover = Cover(
        kind="manual",
        banner=say(T("业务手册")),
        lines=tuple(words for words in (say(subject.library.title), subject.domain) if words),
        right=tuple(words for words in (subject.code, _edition(subject)) if words),
        dates=tuple(
            words for words in (began, say(T("按 {day} 有效的规定生成", day=subject.day.isoformat()))) if words
        ),
        foot=subject.source.lead_agency or "",
        mark=say(T("{mark}，不是正式文本", mark=subject.mark.strip("[]"))) if subject.mark.startswith("[") else "",
    )
    return Document(
        kind="manual",
        language=subject.language,
        title=title,
        kicker=say(T("业务手册")),
        subtitle=say(subject.library.title),
        tags=tuple(words for words in (subject.domain, subject.code, subject.mark) if words),
        header=say(T("业务手册　{title}", title=title)),
        footer="　".join(
            words
            for words in (subject.code, _edition(subject), subject.day.isoformat(), subject.mark.strip("[]"))
            if words
        ),
        cover=cover,
        author=subject.label(standard.issuer) if standard is not None else "",
        keywords=tuple(words for words in (title, subject.domain, say(T("业务手册"))) if words),
        description=subject.label(subject.source.object),
        date=subject.day.isoformat(),
        blocks=blocks,
        extra={"marks": subject.mark.strip("[]"), "item": subject.service.id},
    )


def _edition(subject: Subject) -> str:
    return "" if subject.standard is None else subject.say(T("第 {n} 版", n=subject.standard.edition))


# -- before the work --------------------------------------------------------------------------------------------------


def _preface(subject: Subject) -> Iterator[Block]:
    say = subject.say
    yield heading_of(subject, T("前言"), "preface")
    yield para(say(T("本手册由 {code} 生成，供办理「{title}」的工作人员使用；手册不增加服务对象的条件、材料、费用和到场次数。手册与标准不一致的，以标准为准，并请反馈。", code=subject.code, title=subject.title)))  # fmt: skip
    yield para(say(T("先看「有什么变化」和自己岗位的分岗页，再对照检查点试办一件；交接按「交接清单」逐项打勾。")))
    yield provenance_callout(subject)


def _changes(subject: Subject, since: date) -> Iterator[Block]:
    say = subject.say
    yield heading_of(subject, T("{day} 以来有什么变化", day=since.isoformat()), "changes")
    found = changes_since(subject, since)
    if not found:
        yield para(say(T("这段时间里，条文、数值和办理环节都没有变化。")))
        return
    head = tuple(
        cell(subject.head(words)) for words in (T("日期"), T("什么变了"), T("原来"), T("现在"), T("原因"), T("条款"))
    )
    rows = tuple(_changed_row(subject, one) for one in found)
    yield Callout("change", (para(say(T("已受理的件按受理当日的规定办；下表日期之后受理的按新规定办。"))),))
    yield Table(rows, (head,), (1.9, 2.6, 2.6, 2.6, 2.6, 1.2))


def _changed_row(subject: Subject, one: Changed) -> tuple[Cell, ...]:
    clauses = subject.say(list(one.clauses)) if one.clauses else ""
    return tuple(cell(words or "—") for words in (one.on.isoformat(), one.what, one.was, one.now, one.reason, clauses))

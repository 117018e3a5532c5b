"""Beside and after the work: special situations, forms, common mistakes, handover, versions."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.publish.blocks import Block, Facts, Heading, PageBreak, Table, cell, items, para
from zhunsheng.publish.post_parts import post_section, ticked_blocks
from zhunsheng.publish.service_parts import edition_facts, points_blocks
from zhunsheng.publish.step_parts import heading_of
from zhunsheng.publish.subject import Subject
from zhunsheng.standard.wording import T


def situations_blocks(subject: Subject) -> Iterator[Block]:
    """Special situations and how they are handled."""
    say = subject.say
    if not subject.source.situations:
        return
    yield heading_of(subject, T("特殊情形"), "situations")
    head = tuple(cell(subject.head(words)) for words in (T("情形"), T("怎样处理"), T("条款")))
    rows = tuple((cell(say(one.title)), cell(say(one.handling)), cell(one.clause or "—")) for one in subject.source.situations)  # fmt: skip
    yield Table(rows, (head,), (2.6, 6.4, 1.0))


def forms_blocks(subject: Subject) -> Iterator[Block]:
    """The annexes of the standard that hold forms."""
    """What the standard's annexes say of forms; a wanted form that is not there is named."""
    say, standard = subject.say, subject.standard
    annexes = [one for one in standard.clauses if one.kind.startswith("annex")] if standard is not None else []
    if not annexes and subject.source.result_sample is None:
        return
    yield heading_of(subject, T("文书与表单"), "forms")
    if subject.source.result is not None:
        yield para(say(T("结果文书：{result}", result=subject.source.result)))
    for annex in annexes:
        title = say(T("附录{no}　{title}", no=annex.no, title=annex.title or ""))
        yield Heading(2, (title.strip(),), anchor=f"annex-{annex.no}")
        if annex.text is not None:
            yield para(say(annex.text))
        rows = [one for one in standard.clauses if one.no.startswith(f"{annex.no}.")] if standard is not None else []
        if rows:
            yield items(subject.clause_words(one) for one in rows)


def mistakes_blocks(subject: Subject) -> Iterator[Block]:
    """Common mistakes, as the standards of the acting posts list them."""
    roles = dict.fromkeys(step.source.role for step in subject.service.steps.values())
    found = [(role, list(post_section(subject, role, "mistakes", level=2))) for role in roles]
    if any(blocks for _, blocks in found):
        yield heading_of(subject, T("常见差错"), "mistakes")
        for _, blocks in found:
            yield from blocks


def handover_blocks(subject: Subject) -> Iterator[Block]:
    """The list to tick when the work changes hands."""
    if not subject.service.steps:
        return
    yield PageBreak()
    yield heading_of(subject, T("交接清单"), "handover")
    yield from ticked_blocks(subject)


def versions_blocks(subject: Subject) -> Iterator[Block]:
    """Points and phones, and which version this is."""
    yield heading_of(subject, T("服务点与电话"), "points")
    rows = [(T("咨询电话"), subject.apply.phone), (T("投诉电话"), subject.apply.complaint_phone)]
    yield Facts(tuple((subject.head(words), (phone,)) for words, phone in rows if phone))
    yield from points_blocks(subject)
    yield heading_of(subject, T("版本记录"), "versions")
    yield edition_facts(subject)

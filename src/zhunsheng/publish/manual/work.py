"""The work itself: contents and limits, papers and how they are checked, the process with a page a step, refusals."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.publish.blocks import Block, Facts, Heading, Line, Run, Table, cell, para
from zhunsheng.publish.post_parts import post_section
from zhunsheng.publish.process import pictures
from zhunsheng.publish.service_parts import benefits_table, channel_words, material_words, who_brings
from zhunsheng.publish.step_parts import heading_of, ordered_steps, refusals, step_blocks
from zhunsheng.publish.subject import Subject
from zhunsheng.publish.wording import CASE_TYPES, ONLINE_DEPTHS
from zhunsheng.standard.wording import T


def essentials_blocks(subject: Subject) -> Iterator[Block]:
    """What is delivered and how well, limits, fee, kind of case, result."""
    say, apply, source = subject.say, subject.apply, subject.source
    yield heading_of(subject, T("内容、时限与收费"), "essentials")
    if subject.service.deliverables:
        yield benefits_table(subject, clauses=True)
    rows: list[tuple[str, Line]] = []
    for words, limit in ((T("承诺办结时限"), subject.service.promise), (T("法定办结时限"), subject.service.statutory)):
        if limit is not None:
            rows.append((subject.head(words), (subject.limit(limit), _clause(subject, limit.source.clause))))
    if subject.service.fee is not None:
        rows.append((subject.head(T("收费")), (subject.span(subject.service.fee),)))
    if apply.case_type is not None:
        rows.append((subject.head(T("办件类型")), (say(CASE_TYPES[apply.case_type]),)))
    if apply.channels:
        rows.append((subject.head(T("办理渠道")), (channel_words(subject),)))
    if apply.online_depth is not None:
        rows.append((subject.head(T("网上办理深度")), (say(ONLINE_DEPTHS[apply.online_depth]),)))
    if apply.visits is not None:
        rows.append((subject.head(T("到现场次数")), (say(T("{n} 次", n=apply.visits)),)))
    if source.result is not None:
        rows.append((subject.head(T("结果")), (say(source.result),)))
    if source.item_type is not None:
        rows.append((subject.head(T("事项类型")), (source.item_type,)))
    if source.funding_note is not None:
        rows.append((subject.head(T("经费")), (say(source.funding_note),)))
    yield Facts(tuple(rows))


def _clause(subject: Subject, number: str | None) -> Run:
    return Run("" if number is None else subject.say(T("（第 {n} 条）", n=number)), "quiet")


def papers_blocks(subject: Subject) -> Iterator[Block]:
    """Materials, who brings them and how each is checked."""
    say = subject.say
    yield heading_of(subject, T("申请材料与核验"), "papers")
    if subject.service.materials is None:
        yield para(say(T("标准没有写明材料。")))
        return
    if not subject.service.materials:
        yield para(say(T("不要求任何材料。")))
        return
    head = tuple(
        cell(subject.head(words)) for words in (T("材料"), T("形式与份数"), T("谁要带"), T("怎样核验"), T("条款"))
    )
    rows = []
    for one in subject.service.materials:
        source = one.source
        check = (
            say(T("查{register}，不要求提交", register=subject.register(source.register_)))
            if source.register_ is not None
            else say(T("可以先受理，随后补上"))
            if source.need == "deferred"
            else say(T("核对原件与申请内容一致"))
        )
        rows.append(
            (
                cell(say(source.title)),
                cell(material_words(subject, one)),
                cell(who_brings(subject, one) or say(T("每位申请人"))),
                cell(check, subject.label(source.note)),
                cell(source.clause or "—"),
            )
        )
    yield Table(tuple(rows), (head,), (3.0, 2.0, 2.6, 3.4, 1.0))
    yield para(say(T("材料不全的，一次告知全部要补的内容；能由登记库查到的不要求提交。")))


def process_blocks(subject: Subject) -> Iterator[Block]:
    """The process as a picture, then a page a step, sorted by post."""
    if not subject.service.steps:
        return
    yield heading_of(subject, T("办理流程"), "process")
    yield from pictures(subject.service, subject.library, subject.day, subject.language)
    by_post: dict[str, list[Block]] = {}
    for step in ordered_steps(subject):
        by_post.setdefault(step.source.role, []).extend(step_blocks(subject, step))
    yield heading_of(subject, T("分岗页"), "posts")
    for role, blocks in by_post.items():
        yield Heading(2, (subject.post(role),), anchor=f"post-{role}")
        yield from blocks
        yield from post_section(subject, role, "authority", level=3)


def refused_blocks(subject: Subject) -> Iterator[Block]:
    """At which step and why it is refused."""
    say = subject.say
    found = refusals(subject)
    if not found:
        return
    yield heading_of(subject, T("典型的不予办理"), "refusals")
    head = tuple(cell(subject.head(words)) for words in (T("在哪个环节"), T("为什么"), T("条款")))
    yield Table(tuple(tuple(cell(words) for words in row) for row in found), (head,), (2.4, 6.2, 1.4))
    yield para(say(T("写明不符合的是哪一项事实、依据哪一条、另有哪些事项可以申请；不写「不符合政策」。")))

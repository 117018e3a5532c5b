"""The business manual of a post (岗位业务手册): everything that one post does, over all items, for whoever takes it over.

What the post is for, the items it works on, a page for each of its steps, what it may decide, common mistakes, handover.
Source: pages of posts as the district's own standard for manuals has them (Q/YXYS 0.005, clause 6 and annex A).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhunsheng.publish.blocks import (
    Block,
    Contents,
    Cover,
    Document,
    Heading,
    PageBreak,
    Run,
    Table,
    cell,
    para,
)
from zhunsheng.publish.changes import changes_since
from zhunsheng.publish.manual import A_YEAR
from zhunsheng.publish.post_parts import duty_facts, post_section, post_standard, ticked_blocks
from zhunsheng.publish.service_parts import provenance_callout
from zhunsheng.publish.step_parts import heading_of, ordered_steps, step_blocks
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledStep
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import Language, T


def acting_posts(library: Library) -> list[str]:
    """Posts that act in some step, in the order of the organisation."""
    acting = {step.role for entry in library.workspace.services() for step in entry.service.process.values()}
    known = [post.id for post in library.workspace.organisation.posts if post.id in acting]
    return [*known, *sorted(acting - set(known))]


def post_manual(
    library: Library, post: str, day: date, language: Language = "zh", *, since: date | None = None
) -> Document:
    """The manual of one post on one day.  Raises KeyError for a post that acts in no step."""
    subjects = [
        subject
        for item in library.ids()
        if any(step.role == post for step in library.workspace.own(item)[0].process.values())
        for subject in [Subject.of(library, item, day, language)]
    ]
    if not subjects:
        raise KeyError(post)
    first = subjects[0]
    say = first.say
    blocks: list[Block] = [Contents(say(T("目次"))), PageBreak(), heading_of(first, T("本岗位"), "post")]
    blocks += [duty_facts(first, post), *post_section(first, post, "duties", level=2, only=True)]
    blocks += _items(subjects, post)
    blocks += _changes(subjects, since or day - A_YEAR)
    for subject in subjects:
        blocks += _pages(subject, post)
    blocks += _own(first, post)
    blocks += [PageBreak(), heading_of(first, T("交接清单"), "handover"), *ticked_blocks(first, (post,), subjects)]
    return _document(first, post, tuple(blocks))


def _document(first: Subject, post: str, blocks: tuple[Block, ...]) -> Document:
    say, standard = first.say, post_standard(first.library, post)
    code = "" if standard is None else standard.standard or ""
    title = first.post(post)
    cover = Cover(
        kind="manual",
        banner=say(T("岗位业务手册")),
        lines=(say(first.library.title),),
        right=(code,) if code else (),
        dates=(say(T("按 {day} 有效的规定生成", day=first.day.isoformat())),),
        mark=say(T("{mark}，不是正式文本", mark=first.mark.strip("[]"))) if first.mark.startswith("[") else "",
    )
    return Document(
        kind="manual",
        language=first.language,
        title=title,
        kicker=say(T("岗位业务手册")),
        subtitle=say(first.library.title),
        tags=tuple(words for words in (code, first.mark) if words),
        header=say(T("岗位业务手册　{title}", title=title)),
        footer="　".join(words for words in (code, first.day.isoformat(), first.mark.strip("[]")) if words),
        cover=cover,
        keywords=(title, say(T("岗位业务手册"))),
        date=first.day.isoformat(),
        blocks=blocks,
        extra={"marks": first.mark.strip("[]"), "post": post},
    )


def _own_steps(subject: Subject, post: str) -> list[CompiledStep]:
    return [step for step in ordered_steps(subject) if step.source.role == post]


def _items(subjects: list[Subject], post: str) -> Iterator[Block]:
    """The items that the post works on: item, step, limit, clauses."""
    first = subjects[0]
    yield heading_of(first, T("经手的事项与环节"), "items")
    rows = []
    for subject in subjects:
        steps = _own_steps(subject, post)
        for index, step in enumerate(steps):
            row = (
                [cell((Run(subject.title, href=f"#item-{subject.service.id}"),), down=len(steps))] if index == 0 else []
            )
            row += [cell(subject.say(step.source.title)), cell(subject.within(step) or "—")]
            row.append(cell(f"{subject.code}　{subject.say(list(step.source.basis))}".strip("　")))
            rows.append(tuple(row))
    head = tuple(cell(first.head(words)) for words in (T("事项"), T("环节"), T("时限"), T("依据")))
    yield Table(tuple(rows), (head,), (3.6, 3.0, 2.0, 3.0))


def _changes(subjects: list[Subject], since: date) -> Iterator[Block]:
    first = subjects[0]
    yield heading_of(first, T("{day} 以来有什么变化", day=since.isoformat()), "changes")
    rows = [
        tuple(
            cell(words or "—") for words in (one.on.isoformat(), subject.title, one.what, one.was, one.now, one.reason)
        )
        for subject in subjects
        for one in changes_since(subject, since)
    ]
    if not rows:
        yield para(first.say(T("这段时间里，条文、数值和办理环节都没有变化。")))
        return
    head = tuple(
        cell(first.head(words)) for words in (T("日期"), T("事项"), T("什么变了"), T("原来"), T("现在"), T("原因"))
    )
    yield Table(tuple(rows), (head,), (1.9, 2.2, 2.6, 2.2, 2.2, 2.6))


def _pages(subject: Subject, post: str) -> Iterator[Block]:
    """The pages of one item."""
    yield Heading(1, (subject.title,), anchor=f"item-{subject.service.id}")
    if subject.source.object is not None:
        yield para(Run(subject.say(T("服务对象：")), "strong"), subject.say(subject.source.object))
    promise = subject.limit(subject.service.promise)
    if promise:
        yield para(Run(subject.say(T("全程承诺：")), "strong"), promise)
    for step in _own_steps(subject, post):
        yield from step_blocks(subject, step, level=2, anchor=f"{subject.service.id}-{step.id}")


def _own(first: Subject, post: str) -> Iterator[Block]:
    """What the post's own standard says of authority and mistakes, and where the text comes from."""
    own = [
        *post_section(first, post, "authority", level=2, only=True),
        *post_section(first, post, "mistakes", level=2, only=True),
    ]
    if own:
        yield heading_of(first, T("权限与常见差错"), "own")
        yield from own
    yield provenance_callout(first)

"""What a post's own standard says, beside the items it works on: duties, authority, mistakes, handover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from zhunsheng.publish.blocks import Block, Cell, Facts, Heading, Run, Table, cell, items, para
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledStep
from zhunsheng.rule.library import Library
from zhunsheng.standard.document import Clause, Standard
from zhunsheng.standard.wording import T

Section = Literal["duties", "authority", "mistakes", "handover"]
#: Words in the title of the chapter or annex that holds each section of a post standard.
_TITLES: dict[Section, tuple[str, ...]] = {
    "duties": ("职责",),
    "authority": ("权限",),
    "mistakes": ("差错", "常见错误"),
    "handover": ("交接清单", "轮岗交接", "交接"),
}
_NAMES = {
    "duties": T("职责"),
    "authority": T("权限：能决定什么，不能决定什么"),
    "mistakes": T("常见差错"),
    "handover": T("交接"),
}


def post_standard(library: Library, role: str) -> Standard | None:
    """The standard of a post, by the number that the organisation names."""
    post = next((one for one in library.workspace.organisation.posts if one.id == role), None)
    if post is None or post.standard is None:
        return None
    models = (loaded.model for loaded in library.workspace.files.values())
    return next((model for model in models if model is not None and model.standard == post.standard), None)


def section_clauses(standard: Standard, section: Section) -> list[Clause]:
    """The clauses under the chapter or annex of a section; annexes first where a list is kept in one."""
    heads = [
        one
        for words in _TITLES[section]
        for one in standard.clauses
        if one.title is not None and words in one.title.zh and "." not in one.no
    ]
    if not heads:
        return []
    head = next((one for one in heads if one.kind.startswith("annex")), heads[0])
    under = [one for one in standard.clauses if one.no.startswith(f"{head.no}.") and one.kind == "clause"]
    return under or [head]


def post_section(subject: Subject, role: str, section: Section, *, level: int, only: bool = False) -> Iterator[Block]:
    """A section of the post's standard as a list of its clauses with their numbers; nothing where there is none."""
    standard = post_standard(subject.library, role)
    found = section_clauses(standard, section) if standard is not None else []
    said = [one for one in found if one.text is not None or one.title is not None]
    if standard is None or not said:
        return
    title = subject.say(_NAMES[section])
    yield Heading(level, (title if level > 2 or only else f"{subject.post(role)}{_dash(subject)}{title}",))
    rows = [
        (
            Run(f"{one.no}　" if subject.language == "zh" else f"{one.no}  ", "quiet"),
            subject.label(one.text, subject.label(one.title)),
        )
        for one in said
    ]
    yield items(rows)
    yield para(Run(subject.say(T("见 {code}《{title}》", code=standard.standard or "", title=standard.title)), "quiet"))


def _dash(subject: Subject) -> str:
    return "：" if subject.language == "zh" else ": "


def ticked_blocks(subject: Subject, roles: tuple[str, ...] = (), subjects: Sequence[Subject] = ()) -> Iterator[Block]:
    """A list to tick when the work changes hands, a part a post, and the lines to sign on.

    roles: the posts; without them all that act in the item.  subjects: the items; without them the one.
    """
    say = subject.say
    acting = roles or tuple(dict.fromkeys(step.source.role for step in subject.service.steps.values()))
    yield para(say(T("交出人与接岗人逐项点清，双方在版本记录上签名；没有点清的不算交接。")))
    for role in acting:
        if len(acting) > 1:
            yield Heading(2, (subject.post(role),))
        rows = [
            row
            for one in subjects or (subject,)
            for step in one.service.steps.values()
            if step.source.role == role
            for row in _step_rows(one, step)
        ]
        yield items([*rows, *_common_rows(subject, subjects or (subject,))], "boxes")
        yield from _own_list(subject, role)
    yield signature_table(subject)


def _step_rows(subject: Subject, step: CompiledStep) -> Iterator[str]:
    """What is open at one step."""
    title = step.source.title
    limit = subject.within(step)
    if limit:
        words = T(
            "{item}「{step}」在办件逐件列出，标明受理日和到期日（{limit}）", item=subject.title, step=title, limit=limit
        )
    else:
        words = T("{item}「{step}」在办件逐件列出，标明受理日", item=subject.title, step=title)
    yield subject.say(words)
    if step.source.pauses is not None:
        yield subject.say(T("{item}「{step}」停计的件，写明停计自哪一天、等什么", item=subject.title, step=title))


def _common_rows(subject: Subject, subjects: Sequence[Subject]) -> Iterator[str]:
    yield subject.say(T("未答复的咨询、投诉和补正"))
    yield subject.say(T("系统账号、印章、钥匙和台账"))
    yield subject.say(T("所用标准的版本：{codes}", codes=list(dict.fromkeys(one.code for one in subjects))))


def _own_list(subject: Subject, role: str) -> Iterator[Block]:
    """The handover list that the post's standard keeps."""
    standard = post_standard(subject.library, role)
    found = section_clauses(standard, "handover") if standard is not None else []
    texts = [subject.say(one.text) for one in found if one.text is not None]
    if standard is not None and texts:
        yield para(Run(say_from(subject, standard), "quiet"))
        yield items(texts, "boxes")


def say_from(subject: Subject, standard: Standard) -> str:
    """Where a list is taken from."""
    return subject.say(T("{code}《{title}》的清单：", code=standard.standard or "", title=standard.title))


def signature_table(subject: Subject) -> Table:
    """Lines to sign on."""
    head = tuple(cell(subject.head(words)) for words in (T("交出人"), T("接岗人"), T("监交人"), T("日期")))
    blank: tuple[Cell, ...] = tuple(cell("\n") for _ in head)
    return Table((blank,), (head,), (1, 1, 1, 1), style="form")


def duty_facts(subject: Subject, role: str) -> Facts:
    """Post, organisation, its standard."""
    say, post = subject.say, subject.posts.get(role)
    rows = [(say(T("岗位")), (subject.post(role),))]
    organisations = {one.id: one.title for one in subject.library.workspace.organisation.organisations}
    if post is not None and post.organisation in organisations:
        rows.append((subject.head(T("所在单位")), (say(organisations[post.organisation]),)))
    standard = post_standard(subject.library, role)
    if standard is not None:
        rows.append(
            (say(T("岗位标准")), (say(T("{code}《{title}》", code=standard.standard or "", title=standard.title)),))
        )
    return Facts(tuple(rows))

"""The service guide (服务指南): what a resident asks, in the order in which it is asked.

Who can apply, what one gets, what to bring, how it goes and how long it takes, where and whom to ask, special
situations, on what it rests.  Everything is made from the standard: no condition, paper, fee or visit is added.
Source: elements and order as the district's own standard for guides has them (Q/YXYS 0.004, clause 5 and annex A), and
the elements of GB/T 36114—2018 for guides in halls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from zhunsheng.publish.blocks import (
    Answer,
    Answers,
    Block,
    Code2D,
    Document,
    Facts,
    Item,
    Items,
    Line,
    Run,
    Size,
    Table,
    Together,
    cell,
    heading,
    items,
    para,
    with_list,
)
from zhunsheng.publish.process import picture
from zhunsheng.publish.service_parts import (
    benefit_items,
    benefits_table,
    channel_words,
    material_words,
    points_blocks,
    provenance_callout,
    rule_blocks,
    small,
    sorted_materials,
    who_brings,
)
from zhunsheng.publish.subject import Subject
from zhunsheng.publish.wording import ONLINE_DEPTHS
from zhunsheng.rule.compiled import CompiledMaterial
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import Language, T, Text


def service_guide(
    library: Library,
    item: str,
    day: date,
    language: Language = "zh",
    *,
    size: Size = "normal",
    site: str | None = None,
    known: date | None = None,
) -> Document:
    """The guide of one item on one day.

    size: ``large`` for older readers: fewer words, phones first, lists in place of tables.  site: address of the pages
    that the QR code leads to; without it the workspace's own.  known: the day up to whose record the library goes,
    where one was asked for; it is said, and the code leads to it.  Raises KeyError for an unknown item.
    """
    subject = Subject.of(library, item, day, language)
    say = subject.say
    sections: tuple[Callable[[Subject, Size], Iterator[Block]], ...] = (
        _who, _what, _bring, _how, _where, _situations, _basis,
    )  # fmt: skip
    blocks: list[Block] = []
    if size == "large":
        blocks.append(_phones(subject))
    blocks.append(_answers(subject))
    for section in sections:
        blocks += section(subject, size)
    blocks += _edition(subject, site, known)
    number = subject.standard.system_number if subject.standard is not None else None
    workspace = library.workspace.manifest.title
    return Document(
        kind="guide",
        language=language,
        title=subject.title,
        kicker=say(T("服务指南")),
        subtitle=say(workspace),
        tags=tuple(words for words in (subject.domain, number or "", subject.mark) if words),
        header=say(T("服务指南　{title}", title=subject.title)),
        footer=_footer(subject),
        size=size,
        author=subject.label(subject.standard.issuer) if subject.standard is not None else "",
        keywords=tuple(words for words in (subject.title, subject.domain, say(T("服务指南"))) if words),
        description=subject.label(subject.source.object),
        date=day.isoformat(),
        blocks=tuple(blocks),
        extra={"marks": subject.mark.strip("[]"), "item": subject.service.id},
    )


def _footer(subject: Subject) -> str:
    edition = "" if subject.standard is None else subject.say(T("第 {n} 版", n=subject.standard.edition))
    parts = [subject.code, edition, subject.day.isoformat(), subject.mark.strip("[]")]
    return "　".join(part for part in parts if part)


# -- the answers before everything else -------------------------------------------------------------------------------


def _answers(subject: Subject) -> Answers:
    """Fee, papers, wait, visits."""
    say, apply = subject.say, subject.apply
    found = [Answer(subject.head(T("收费")), _fee(subject))]
    if subject.service.materials is not None:
        bring, fetched, _ = sorted_materials(subject)
        note = say(T("另有 {n} 样由政府部门查询", n=len(fetched))) if fetched else ""
        found.append(Answer(subject.head(T("要带的材料")), say(T("{n} 样", n=len(bring))), note))
    if subject.service.promise is not None:
        legal = subject.span(None if subject.service.statutory is None else subject.service.statutory.measure)
        note = say(T("最长不超过 {limit}", limit=legal)) if legal else ""
        found.append(Answer(subject.head(T("多久办好")), subject.span(subject.service.promise.measure), note))
    if apply.visits is not None:
        reason = subject.label(apply.visits_reason)
        online = say(ONLINE_DEPTHS[apply.online_depth]) if apply.online_depth == "full" else ""
        found.append(Answer(subject.head(T("到现场")), say(T("{n} 次", n=apply.visits)), reason or online))
    return Answers(tuple(found))


def _fee(subject: Subject) -> str:
    if subject.service.fee is None:
        return subject.say(T("标准没有写明"))
    words = subject.span(subject.service.fee)
    return subject.say(T("不收费")) if words.startswith(("0元", "0 yuan")) else words


# -- sections ---------------------------------------------------------------------------------------------------------


def _who(subject: Subject, size: Size) -> Iterator[Block]:
    yield heading(1, subject.say(T("谁能办")), anchor="who")
    if subject.source.object is not None:
        yield para(subject.say(subject.source.object), style="lead")
    yield from rule_blocks(subject, subject.service.eligible)
    for condition in subject.service.conditions or ():
        yield para(Run(subject.say(T("还要符合：")), "strong"), subject.speaker.rule(condition.rule))
    if subject.source.fit == "approximate":
        yield small(subject.say(T("以上条件由规则生成，规则没有写尽原文的意思，以标准原文为准。")))
    yield small(subject.say(T("不清楚自己是否符合的，可以打咨询电话，也可以在网上逐题查询；查询不留记录。")))


def _what(subject: Subject, size: Size) -> Iterator[Block]:
    if not subject.service.deliverables:
        return
    yield heading(1, subject.say(T("能得到什么")), anchor="what")
    yield benefit_items(subject) if size == "large" else benefits_table(subject, clauses=False)
    if subject.source.result is not None:
        yield para(Run(subject.say(T("办结后您会收到：")), "strong"), subject.say(subject.source.result))


def _bring(subject: Subject, size: Size) -> Iterator[Block]:
    yield heading(1, subject.say(T("要带什么")), anchor="papers")
    if subject.service.materials is None:
        yield para(subject.say(T("标准没有写明材料；去之前请先打咨询电话问清。")))
        return
    bring, fetched, later = sorted_materials(subject)
    if not bring:
        yield para(subject.say(T("不用带任何材料。")), style="lead")
    if size == "large":
        yield from _material_lists(subject, bring, fetched, later)
        return
    if bring or later:
        yield _material_table(subject, bring, later)
    if fetched:
        rows = items(_fetched_line(subject, one) for one in fetched)
        yield with_list(subject.say(T("您不用带，由我们查询：")), rows)


def _material_lists(
    subject: Subject, bring: list[CompiledMaterial], fetched: list[CompiledMaterial], later: list[CompiledMaterial]
) -> Iterator[Block]:
    groups = ((T("要带："), bring), (T("可以后补："), later), (T("不用带："), fetched))
    for title, group in groups:
        if group:
            yield para(Run(subject.say(title), "strong"))
            yield items(
                (subject.say(one.source.title) for one in group), "boxes" if group is not fetched else "bullets"
            )


def _fetched_line(subject: Subject, one: CompiledMaterial) -> Line:
    words = subject.say(T("（查{register}）", register=subject.register(one.source.register_)))
    return (subject.say(one.source.title), Run(words, "quiet"))


def _material_table(subject: Subject, bring: list[CompiledMaterial], later: list[CompiledMaterial]) -> Table:
    say = subject.say
    head = tuple(cell(subject.head(word)) for word in (T("材料"), T("形式与份数"), T("谁要带"), T("说明")))
    rows = []
    for one in (*bring, *later):
        notes = [subject.label(one.source.note)]
        if one.source.need == "deferred":
            notes.append(say(T("可以先办，随后补上")))
        elif one.source.need == "optional":
            notes.append(say(T("可带可不带")))
        rows.append(
            (
                cell(say(one.source.title)),
                cell(material_words(subject, one)),
                cell(who_brings(subject, one) or say(T("每位申请人"))),
                cell(*[note for note in notes if note] or ["—"]),
            )
        )
    return Table(tuple(rows), (head,), (3.2, 2.2, 3.2, 3.2))


def _how(subject: Subject, size: Size) -> Iterator[Block]:
    say = subject.say
    yield heading(1, say(T("怎么办、多久")), anchor="how")
    rows: list[tuple[str, Line]] = []
    if subject.apply.channels:
        rows.append((subject.head(T("办理渠道")), (channel_words(subject),)))
    if subject.apply.online_depth is not None and size == "normal":
        rows.append((subject.head(T("网上能办到哪一步")), (say(ONLINE_DEPTHS[subject.apply.online_depth]),)))
    if subject.apply.appointment:
        rows.append((subject.head(T("预约")), (say(T("需要预约")),)))
    rows += list(_limits(subject))
    if rows:
        yield Facts(tuple(rows))
    if subject.service.steps:
        drawn = picture(subject.service, subject.library, subject.day, subject.language, size=size, audience="resident")
        yield Together((drawn,)) if drawn.height < 560 else drawn
    pauses = [step.source.pauses for step in subject.service.steps.values() if step.source.pauses is not None]
    if pauses:
        words = ("；" if subject.language == "zh" else "; ").join(dict.fromkeys(say(one) for one in pauses))
        yield small(say(T("停计：{words}。", words=words)))


def _limits(subject: Subject) -> Iterator[tuple[str, Line]]:
    say = subject.say
    if subject.service.promise is not None:
        yield (
            say(T("我们承诺")),
            (say(T("自受理之日起 {limit}", limit=subject.span(subject.service.promise.measure, within=True))),),
        )
    if subject.service.statutory is not None:
        basis = subject.label(subject.service.statutory.source.basis)
        words = subject.span(subject.service.statutory.measure, within=True)
        yield (
            say(T("规定的最长时间")),
            (words, Run(f"（{basis}）" if subject.language == "zh" else f" ({basis})", "quiet") if basis else ""),
        )


def _phones(subject: Subject) -> Facts:
    say, apply = subject.say, subject.apply
    rows = [(subject.head(label), (Run(phone, "strong"),)) for label, phone in _numbers(subject)]
    return Facts(
        tuple(rows) or ((say(T("咨询电话")), (say(T("标准没有写明")) if apply.phone is None else apply.phone,)),)
    )


def _numbers(subject: Subject) -> Iterator[tuple[Text, str]]:
    if subject.apply.phone is not None:
        yield T("咨询电话"), subject.apply.phone
    if subject.apply.complaint_phone is not None:
        yield T("投诉电话"), subject.apply.complaint_phone


def _where(subject: Subject, size: Size) -> Iterator[Block]:
    say = subject.say
    yield heading(1, say(T("在哪里、问谁")), anchor="where")
    if size == "normal":
        yield _phones(subject)
    if not subject.points:
        yield para(say(T("没有登记服务点；请打咨询电话问清去哪里办。")))
        return
    yield para(say(T("到您所在街道的服务点办理最近；时间和电话以服务点公布的为准。")))
    yield from points_blocks(subject, narrow=size == "large")


def _situations(subject: Subject, size: Size) -> Iterator[Block]:
    if not subject.source.situations:
        return
    yield heading(1, subject.say(T("遇到这些情况")), anchor="situations")
    yield Items(
        tuple(
            Item((Run(subject.say(one.title), "strong"),), (para(subject.say(one.handling)),))
            for one in subject.source.situations
        )
    )


def _basis(subject: Subject, size: Size) -> Iterator[Block]:
    say = subject.say
    yield heading(1, say(T("依据")), anchor="basis")
    if subject.source.legal_basis:
        yield items(say(T("《{title}》", title=one)) for one in subject.source.legal_basis)
    above = list(_ancestors(subject))
    if above and size == "normal":
        yield with_list(say(T("不低于：")), items(above))
    if subject.source.lead_agency is not None:
        yield para(Run(say(T("牵头单位：")), "strong"), subject.source.lead_agency)


def _ancestors(subject: Subject) -> Iterator[str]:
    for ref in subject.library.ancestors(subject.service.id):
        workspace, _, _ = ref.rpartition("#")
        home = subject.library.above(workspace)
        title = home.service(ref).source.title
        yield subject.say(T("{workspace}「{title}」", workspace=home.title, title=subject.label(title, ref)))


def _edition(subject: Subject, site: str | None, known: date | None) -> Iterator[Block]:
    yield heading(1, subject.say(T("版本与来源")), anchor="edition")
    address = subject.address(site, known)
    edition = "\n".join(_edition_lines(subject, known))
    if address is None:
        yield from (para(edition), provenance_callout(subject))
        return
    scan = subject.say(T("扫码看本事项的网页（同一版本）：{address}", address=address))
    yield Together((Code2D(address, f"{edition}\n{scan}"), provenance_callout(subject)))


def _edition_lines(subject: Subject, known: date | None) -> Iterator[str]:
    """Which text the guide was made from, and for which day."""
    say, standard = subject.say, subject.standard
    if standard is not None:
        yield say(T("依据 {code}《{title}》第 {n} 版", code=subject.code, title=standard.title, n=standard.edition))
        issuer = subject.label(standard.issuer)
        if standard.effective is not None:
            began = standard.effective.isoformat()
            yield (
                say(T("{issuer} 发布，{day} 实施", issuer=issuer, day=began))
                if issuer
                else say(T("{day} 实施", day=began))
            )
    day = subject.day.isoformat()
    if known is None:
        yield say(T("按 {day} 有效的规定生成", day=day))
    else:
        yield say(T("按 {day} 有效的规定生成，只用到 {known} 为止登记的内容", day=day, known=known.isoformat()))

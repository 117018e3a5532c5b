"""Parts that guide and manual share: who, what and how much, papers, places, where the text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.publish.blocks import (
    Block,
    Callout,
    Cell,
    Facts,
    Item,
    Items,
    Line,
    Para,
    Run,
    Table,
    cell,
    items,
    para,
    with_list,
)
from zhunsheng.publish.subject import Subject, is_fetched
from zhunsheng.publish.wording import CHANNELS, FORMS
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledMaterial
from zhunsheng.rule.origin import CONFIDENCE, KINDS
from zhunsheng.rule.speaking import BOUNDS, guarantee_words
from zhunsheng.rule.tree import TRUE, Choose, Expr
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.manifest import ServicePoint
from zhunsheng.standard.wording import T, Text

#: What a list of conditions is introduced with, by what its parts must do.
LEADS = {"all": T("须同时符合："), "any": T("符合其中一项即可：")}


def is_everybody(rule: Expr | None) -> bool:
    """Whether a rule asks for nothing."""
    return rule is None or rule == TRUE


def rule_blocks(subject: Subject, rule: Expr | None) -> list[Block]:
    """A rule in prose; several parts as a list with what they must do."""
    if rule is None:
        return [para(subject.say(T("原文没有写成可判断的规则，由经办人员按原文判断。")))]
    kind, parts = subject.speaker.parts(rule)
    said = [part if subject.language == "zh" else _capital(part) for part in parts]
    if kind == "one":
        return [para(said[0])]
    return [with_list(subject.say(LEADS[kind]), items(said))]


def _capital(words: str) -> str:
    """``who holds …`` as an item of a list: ``Holds …`` would lose its subject, so ``Who holds …``."""
    return words[:1].upper() + words[1:]


# -- what one gets ----------------------------------------------------------------------------------------------------


def level_words(subject: Subject, one: CompiledGuarantee) -> str:
    """A guaranteed level in a few words: its name where it has one, and the value."""
    said = guarantee_words(one, subject.day, subject.speaker)
    name = subject.label(one.source.title)
    return f"{name}{_colon(subject)}{said}" if name else said


def only_for(subject: Subject, part: CompiledDeliverable, one: CompiledGuarantee | None) -> str:
    """To whom a deliverable or a level is limited, empty for whoever is entitled."""
    rules = [part.when] if one is None or one.when == part.when else [part.when, one.when]
    said = [subject.speaker.rule(rule) for rule in rules if not is_everybody(rule)]
    return ("；" if subject.language == "zh" else "; ").join(dict.fromkeys(said))


@dataclass(frozen=True)
class Level:
    """A row of the benefits: level in words, for whom (empty: whoever is entitled), since when, clause."""

    words: str
    who: str = ""
    since: str = ""
    clause: str | None = None


def levels(subject: Subject, part: CompiledDeliverable) -> list[Level]:
    """The levels of a deliverable; one that depends on the person gives a row a case."""
    found: list[Level] = []
    clause = next((one.clause for one in subject.source.delivers if one.id == part.id), None)
    for one in part.guarantees.values():
        limited, since = only_for(subject, part, one), subject.since(one.source.value)
        number = one.source.clause or clause
        cases = _cases(subject, one)
        if len(cases) < 2:
            found.append(Level(level_words(subject, one), limited, since, number))
            continue
        name = subject.label(one.source.title)
        for who, value in cases:
            said = subject.say(Text(BOUNDS[one.direction].msgid, {"value": value}))
            words = f"{name}{_colon(subject)}{said}" if name else said
            found.append(Level(words, _and(subject, limited, who or subject.say(T("其他情形"))), since, number))
    return found or [Level("—", only_for(subject, part, None), "", clause)]


def _cases(subject: Subject, one: CompiledGuarantee) -> list[tuple[str, str]]:
    try:
        value, unit = one.measure.on(subject.day)
    except DateGap:
        return []
    return subject.speaker.cases(value, unit) if isinstance(value, Choose) else []


def _and(subject: Subject, first: str, second: str) -> str:
    return second if not first else f"{first}{'；' if subject.language == 'zh' else '; '}{second}"


def benefits_table(subject: Subject, *, clauses: bool) -> Table:
    """Content, level, for whom; since when where values have a first day; for officials the clause.

    The title of a deliverable spans its levels.
    """
    parts = [(part, levels(subject, part)) for part in subject.service.deliverables.values()]
    dated = any(one.since for _, own in parts for one in own)
    columns: list[tuple[Text, float]] = [(T("服务内容"), 3.0), (T("水平"), 4.4), (T("哪些人"), 3.6)]
    columns += [(T("自何日起"), 1.9)] * dated + [(T("条款"), 1.0)] * clauses
    rows: list[tuple[Cell, ...]] = []
    for part, own in parts:
        for index, one in enumerate(own):
            row = [cell(subject.say(part.title), down=len(own))] if index == 0 else []
            row += [cell(one.words), cell(one.who or subject.say(T("全部服务对象")))]
            row += [cell(one.since or "—")] * dated + [cell(one.clause or "—")] * clauses
            rows.append(tuple(row))
    head = tuple(cell(subject.head(words)) for words, _ in columns)
    return Table(tuple(rows), (head,), tuple(width for _, width in columns))


def benefit_items(subject: Subject) -> Items:
    """The same as a list, for large print and narrow pages."""
    made = []
    for part in subject.service.deliverables.values():
        under: list[Block] = []
        for one in levels(subject, part):
            words = one.words if one.words != "—" else ""
            shape = T("{words}（{who}）") if words and one.who else T("{words}{who}")
            said = subject.say(Text(shape.msgid, {"words": words, "who": one.who}))
            if said:
                under.append(para(said))
        made.append(Item((Run(subject.say(part.title), "strong"),), tuple(under)))
    return Items(tuple(made))


# -- papers -----------------------------------------------------------------------------------------------------------


def material_words(subject: Subject, one: CompiledMaterial) -> str:
    """Form and number of copies."""
    material = one.source
    form = subject.say(FORMS[material.form])
    if material.form in ("shown", "electronic") or material.copies == 0:
        return form
    return subject.say(T("{form} {n} 份", form=form, n=material.copies))


def sorted_materials(
    subject: Subject,
) -> tuple[list[CompiledMaterial], list[CompiledMaterial], list[CompiledMaterial]]:
    """Materials to bring, those that a register supplies, and those that may follow later or be left out."""
    found = subject.service.materials or ()
    bring = [one for one in found if not is_fetched(one.source) and one.source.need == "required"]
    fetched = [one for one in found if is_fetched(one.source)]
    later = [one for one in found if not is_fetched(one.source) and one.source.need != "required"]
    return bring, fetched, later


def who_brings(subject: Subject, one: CompiledMaterial) -> str:
    """Who must bring a material; empty for everybody."""
    return "" if is_everybody(one.when) else subject.speaker.rule(one.when)


# -- places -----------------------------------------------------------------------------------------------------------


def points_blocks(subject: Subject, *, narrow: bool = False) -> Iterator[Block]:
    """Where the service is given: points of one kind together, their hours said once where they are the same.

    narrow: one point a row, for large print.
    """
    kinds: dict[str, list[ServicePoint]] = {}
    for point in subject.points:
        kinds.setdefault(point.kind, []).append(point)
    for points in kinds.values():
        hours = {point.hours for point in points}
        if len(points) > 3 and len(hours) == 1:
            said = subject.hours(hours.pop()) or subject.say(T("没有登记"))
            caption = subject.say(T("{n} 个服务点，时间都是：{hours}", n=len(points), hours=said))
            yield _phone_table(subject, points, 1 if narrow else 2, caption)
        else:
            yield _point_table(subject, points, narrow=narrow)


def _phone_table(subject: Subject, points: list[ServicePoint], across: int, caption: str) -> Table:
    """Points and their phones, `across` points a row, in order down the columns."""
    down = -(-len(points) // across)
    rows = []
    for at in range(down):
        row: list[Cell] = []
        for point in points[at::down]:
            row += [cell(_point(subject, point)), cell(point.phone or "—")]
        rows.append(tuple(row + [cell("")] * (2 * across - len(row))))
    head = (cell(subject.head(T("服务点"))), cell(subject.head(T("电话"))))
    return Table(tuple(rows), (head * across,), (3.0, 2.0) * across, caption=caption)


def _point_table(subject: Subject, points: list[ServicePoint], *, narrow: bool) -> Table:
    """Points with their hours; the sub-district only where there is room and the point's name does not say it."""
    if narrow or all(subject.subdistrict(point.subdistrict)[:2] in point.title for point in points):
        rows = [
            (cell(_point(subject, point)), cell(_hours(subject, point, narrow=narrow)), cell(point.phone or "—"))
            for point in points
        ]
        head = tuple(cell(subject.head(word)) for word in (T("服务点"), T("服务时间"), T("电话")))
        return Table(tuple(rows), (head,), (3.4, 4.4, 2.6))
    wide = [
        (
            cell(_point(subject, point)),
            cell(subject.subdistrict(point.subdistrict)),
            cell(subject.hours(point.hours) or "—"),
            cell(point.phone or "—"),
        )
        for point in points
    ]
    head = tuple(cell(subject.head(word)) for word in (T("服务点"), T("所在街道"), T("服务时间"), T("电话")))
    return Table(tuple(wide), (head,), (3.4, 2.0, 4.4, 2.0))


def _hours(subject: Subject, point: ServicePoint, *, narrow: bool) -> str:
    """Opening hours, in a narrow column a line for each stretch of days."""
    words = subject.hours(point.hours) or "—"
    return re.sub(r" (?=周|Mon|Tue|Wed|Thu|Fri|Sat|Sun)", "\n", words) if narrow else words


def _point(subject: Subject, point: ServicePoint) -> str:
    return point.title_en if subject.language == "en" and point.title_en else point.title


def channel_words(subject: Subject) -> str:
    """The ways of applying in a row."""
    return subject.say([CHANNELS[one] for one in subject.apply.channels])


# -- where the text comes from ----------------------------------------------------------------------------------------


def provenance_callout(subject: Subject) -> Callout:
    """What the text is and is not."""
    origin = subject.origin
    parts = [subject.say(KINDS[origin.kind])] if origin.kind is not None and origin.note is None else []
    parts += [subject.say(origin.note).rstrip("。.")] if origin.note is not None else []
    parts += [subject.say(CONFIDENCE[origin.confidence])] if origin.confidence is not None else []
    parts += [subject.say(T("来源 {sources}", sources=list(origin.sources)))] if origin.sources else []
    said = ("；" if subject.language == "zh" else "; ").join(parts)
    return Callout("provenance", (para(Run(subject.say(T("来源：")), "strong"), said),))


def edition_facts(subject: Subject) -> Facts:
    """Standard, edition, days."""
    standard = subject.standard
    rows: list[tuple[str, Line]] = [(subject.say(T("所依据的标准")), (subject.code,))]
    if standard is not None:
        rows[0] = (rows[0][0], (f"{subject.code}　{subject.say(standard.title)}".replace("　", _space(subject)),))
        rows.append((subject.head(T("版本")), (subject.say(T("第 {n} 版", n=standard.edition)),)))
        if standard.effective is not None:
            rows.append((subject.head(T("实施日期")), (standard.effective.isoformat(),)))
        if standard.issuer is not None:
            rows.append((subject.head(T("发布单位")), (subject.say(standard.issuer),)))
    rows.append((subject.head(T("所写为哪一天")), (subject.day.isoformat(),)))
    return Facts(tuple(rows))


def _space(subject: Subject) -> str:
    return "　" if subject.language == "zh" else "  "


def _colon(subject: Subject) -> str:
    return "：" if subject.language == "zh" else ": "


def small(words: str) -> Para:
    """Small print."""
    return Para((words,), "small")

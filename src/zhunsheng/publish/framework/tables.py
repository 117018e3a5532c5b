"""The papers of a standards system as a document: structure diagram, detail table, statistics, how they were counted.

Source: GB/T 13016—2018 (what a standards system paper consists of, and in which order).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from zhunsheng.publish.blocks import (
    Align,
    Block,
    Callout,
    Cell,
    Contents,
    Document,
    Facts,
    Line,
    PageBreak,
    Run,
    Table,
    cell,
    heading,
    para,
)
from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.detail import category_words, detail_table, domain_words, left_out
from zhunsheng.publish.framework.diagram import Diagram, structure_diagram
from zhunsheng.publish.framework.statistics import (
    Cross,
    by_category,
    by_rank,
    category_states,
    level_states,
)
from zhunsheng.publish.framework.svg import Address, Theme
from zhunsheng.publish.framework.tree import Tally
from zhunsheng.publish.framework.words import (
    COUNTED,
    COUNTING,
    COUNTING_IDLE,
    DETAIL,
    DIAGRAM,
    PRESENT,
    SHARE,
    STATES,
    STATISTICS,
    TOTAL,
    WANTED,
    counted_words,
    counts_text,
    mark_of,
    opened,
    percent,
    states_of,
)
from zhunsheng.rule.origin import CONFIDENCE, KINDS
from zhunsheng.standard.system import Counted
from zhunsheng.standard.wording import Language, T, Text, say

Part = Literal["diagram", "detail", "statistics"]
PARTS: dict[Part, Text] = {"diagram": DIAGRAM, "detail": DETAIL, "statistics": STATISTICS}


def framework_document(
    framework: Framework,
    language: Language = "zh",
    parts: Sequence[Part] = tuple(PARTS),
    *,
    theme: Theme = "plain",
    address: Address | None = None,
) -> Document:
    """The papers as one document on sheets that lie on their side.

    theme, address: of the diagram, see `structure_diagram`.  Raises ValueError where the diagram is asked for and the
    framework has no boxes.
    """
    alone = len(parts) == 1
    drawn = None
    if "diagram" in parts:
        drawn = structure_diagram(framework, language, theme=theme, address=address, caption=False)
    blocks: list[Block] = []
    if not alone:
        blocks += _summary(framework, parts, language)
    elif not drawn:
        blocks.append(para(*_origin(framework, language), style="small"))
    for part in parts:
        if not alone:
            blocks += [PageBreak(landscape=True), heading(1, opened(PARTS[part], language))]
        blocks += _part(part, framework, language, drawn)
    if alone:
        notes = para(*_origin(framework, language), style="small") if drawn else _notes(framework, parts, language)
        blocks.append(notes)
    what = PARTS[parts[0]] if alone else T("体系表")
    mark = mark_of(framework.provenance).say(language)
    paper = {} if drawn is None or drawn.paper == "A4" else {"paper": "a3"}
    return Document(
        kind="table",
        language=language,
        title=T("{system}：{part}", system=framework.title, part=what).say(language),
        blocks=tuple(blocks),
        subtitle=scope_words(framework, language),
        header=T(
            "{system}　{part}　{what}",
            system=framework.title,
            part=what,
            what=counted_words(framework.on, borrowed=framework.borrowed),
        ).say(language),
        footer=f"{framework.id}　{framework.day.isoformat()}　{mark}",
        landscape=True,
        keywords=(T("标准体系").say(language), *(PARTS[part].say(language) for part in parts)),
        description=T("{title}：{counts}", title=framework.title, counts=counts_text(framework.tally)).say(language),
        date=framework.day.isoformat(),
        extra={"marks": mark} | paper,
    )


def _part(part: Part, framework: Framework, language: Language, drawn: Diagram | None) -> Iterator[Block]:
    if part == "diagram" and drawn is not None:
        yield drawn.picture()
    elif part == "detail":
        yield detail_table(framework, language)
    elif part == "statistics":
        yield from _statistics(framework, language)


def scope_words(framework: Framework, language: Language) -> str:
    """Which part of the system is shown, where it is not all of it."""
    scope, found = framework.scope, []
    if scope.domain is not None:
        found.append(say(domain_words(framework, None if scope.domain == "common" else scope.domain), language))
    if scope.category is not None:
        found.append(category_words(scope.category).say(language))
    found += [text.say(language) for state, text in COUNTED.items() if state == scope.state]
    return T("只含：{parts}", parts=found).say(language) if found else ""


# -- statistics -------------------------------------------------------------------------------------------------------


def _statistics(framework: Framework, language: Language) -> Iterator[Block]:
    titles = (T("按子体系和级别"), T("按子体系和类别"), T("按类别和状态"), T("按级别和状态"))
    for number, (title, found) in enumerate(zip(titles, _tables(framework, language), strict=True), 1):
        caption = opened(title, language)
        yield Table(found.rows, found.head, found.widths, found.align, caption, _table_number(number, language), "grid")
    yield para(checked(framework).say(language))


def _table_number(number: int, language: Language) -> str:
    return T("表 {n}", n=number).say(language)


def _tables(framework: Framework, language: Language) -> Iterator[Table]:
    yield _crossed(by_rank(framework), T("子体系"), language)
    yield _crossed(by_category(framework), T("子体系"), language)
    yield _stated(framework, category_states(framework), T("类别"), language)
    yield _stated(framework, level_states(framework), T("级别"), language)


def _crossed(cross: Cross, corner: Text, language: Language) -> Table:
    """Three columns for each of its columns and for the sum: wanted, present, share."""
    three = tuple(cell(opened(text, language)) for text in (WANTED, PRESENT, SHARE))
    groups = (*(column.label for column in cross.columns), TOTAL)
    first = Cell(((opened(corner, language),),), down=2)
    head = (first, *(Cell(((opened(label, language),),), across=3) for label in groups))
    rows = [
        (cell(opened(line.label, language)), *_three(*(cross.cell(line, one) for one in cross.columns)),
         *_three(cross.of_line(line)))
        for line in cross.lines
    ]  # fmt: skip
    sums = (*_three(*(cross.of_column(one) for one in cross.columns)), *_three(cross.total))
    rows.append((_strong(opened(TOTAL, language)), *sums))
    columns = 3 * len(groups)
    widths = (max(2.2, columns / 7), *(1.0,) * columns)
    right: Align = "right"
    align: tuple[Align, ...] = ("left", *(right for _ in range(columns)))
    return Table(tuple(rows), (head, three * len(groups)), widths, align)


def _three(*tallies: Tally) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for tally in tallies:
        if tally.total:
            found += [cell(f"{tally.total}"), cell(f"{tally.present}"), cell(percent(tally.share))]
        else:
            found += [cell("—")] * 3
    return tuple(found)


def _stated(framework: Framework, cross: Cross, corner: Text, language: Language) -> Table:
    """The states of each line, what they come to, and the share."""
    states = states_of(framework)
    heads = (corner, *states.values(), PRESENT, WANTED, SHARE)
    rows = [(cell(opened(line.label, language)), *_states(cross.of_line(line), states)) for line in cross.lines]
    rows.append((_strong(opened(TOTAL, language)), *_states(cross.total, states)))
    head = tuple(cell(opened(text, language)) for text in heads)
    right: Align = "right"
    align: tuple[Align, ...] = ("left", *(right for _ in heads[1:]))
    return Table(tuple(rows), (head,), (2.4, *(1.0 for _ in heads[1:])), align)


def _states(tally: Tally, states: Iterable[Counted]) -> tuple[Cell, ...]:
    counts = (*(getattr(tally, state) for state in states), tally.present, tally.total)
    return (*(cell(str(count) if tally.total else "—") for count in counts), cell(percent(tally.share)))


def _strong(words: str) -> Cell:
    return Cell(((words,),), head=True)


def checked(framework: Framework) -> Text:
    """That all sums agree, and with what was reported."""
    total = framework.tally.total
    sums = {total, *(cross(framework).total.total for cross in (by_rank, by_category, category_states, level_states))}
    if len(sums) != 1:  # INVARIANT: every row is in one line and one column of each table
        raise AssertionError(sums)
    agreed = T("明细表共 {rows} 行、{total} 项；各表合计均为 {total} 项", rows=len(framework.rows), total=total)
    if framework.reported is None or not framework.scope.is_whole:
        return T("{agreed}。", agreed=agreed)
    said = framework.reported.value
    return T("{agreed}；报告的总数是 {said} 项，{verdict}。", agreed=agreed, said=said,
             verdict=T("与之相符") if said == total else T("相差 {n} 项", n=abs(said - total)))  # fmt: skip


# -- what stands before and behind the tables --------------------------------------------------------------------------


def _summary(framework: Framework, parts: Sequence[Part], language: Language) -> Iterator[Block]:
    """The first page of all parts together: what they come to, where they come from, how they were counted."""
    tally = framework.tally
    rows: list[tuple[Text, str]] = [
        (WANTED, str(tally.total)),
        (PRESENT, T("{n}（全文 {full}，引用 {reference}），占 {share}", n=tally.present, full=tally.full,
                    reference=tally.reference, share=percent(tally.share)).say(language)),
        (STATES["gap"], str(tally.gap)),
        (T("所写为哪一天"), framework.day.isoformat()),
        (T("所计"), counted_words(framework.on, borrowed=framework.borrowed).say(language)),
    ]  # fmt: skip
    if tally.idle:
        rows.insert(2, (COUNTED["idle"], str(tally.idle)))
    if framework.reported is not None and framework.scope.is_whole:
        rows.insert(-2, (T("报告的总数"), str(framework.reported.value)))
    yield Facts(tuple((opened(name, language), (words,)) for name, words in rows))
    yield Callout("provenance", (para(*_origin(framework, language)),))
    yield _notes(framework, parts, language)
    yield Contents(T("目次").say(language), depth=1)


def _notes(framework: Framework, parts: Sequence[Part], language: Language) -> Block:
    """How it was counted, and what is left out."""
    notes = [COUNTING, COUNTING_IDLE] if framework.tally.idle else [COUNTING]
    if framework.reported is not None and framework.reported.note is not None and framework.scope.is_whole:
        notes.append(T("报告的总数：{note}", note=framework.reported.note))
    if "detail" in parts:
        notes.append(T("数据中没有记录、因而未列的栏：{columns}。", columns=list(left_out(framework))))
        notes.append(T("状态按 {day} 判断；「未知」「未核」表示登记表里没有，空格表示没有记录。", day=framework.day))
    return Callout("info", tuple(para(note.say(language)) for note in notes))


def _origin(framework: Framework, language: Language) -> Line:
    origin = framework.provenance
    parts = [KINDS[origin.kind].say(language)] if origin.kind is not None else []
    parts += [CONFIDENCE[origin.confidence].say(language)] if origin.confidence is not None else []
    parts += [T("来源 {sources}", sources=list(origin.sources)).say(language)] if origin.sources else []
    parts += [origin.note.say(language)] if origin.note is not None else []
    return (Run(T("来源：").say(language), "strong"), ("；" if language == "zh" else "; ").join(parts))

"""The papers of a standards system as a workbook that a district can edit and hand back: structure, detail, statistics.

Counts are formulas over the detail sheet, with what they come to stored beside them; the file is the same for the same
content and day.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.count_sheets import write_statistics, write_structure
from zhunsheng.publish.framework.detail_sheet import COLUMNS, FIELDS, choices, choosable, write_detail
from zhunsheng.publish.framework.excel import Book, Sheet, lines_in
from zhunsheng.publish.framework.tables import scope_words
from zhunsheng.publish.framework.words import (
    COUNTED,
    COUNTING,
    COUNTING_IDLE,
    DETAIL,
    LEVELS,
    STATISTICS,
    counted_words,
    counts_text,
    mark_of,
    opened,
)
from zhunsheng.rule.origin import CONFIDENCE, KINDS
from zhunsheng.standard.wording import Language, T, Text, say

STRUCTURE, NOTES = T("体系结构"), T("说明")
NOTE_WIDTH = 96.0


def framework_workbook(framework: Framework, language: Language = "zh") -> bytes:
    """The workbook as XLSX: four sheets, in the order structure, detail, statistics, notes."""
    mark = mark_of(framework.provenance).say(language)
    book = Book(
        title=T("{system}：{part}", system=framework.title, part=T("体系表")).say(language),
        subject=T("标准体系").say(language),
        keywords=", ".join(text.say(language) for text in (STRUCTURE, DETAIL, STATISTICS)),
        comments=f"{framework.id} {framework.day.isoformat()} {mark}",
        made=framework.day,
    )
    structure, detail, statistics, notes = (
        book.sheet(opened(text, language)) for text in (STRUCTURE, DETAIL, STATISTICS, NOTES)
    )
    made = write_detail(detail, framework, language)
    write_structure(structure, made)
    write_statistics(statistics, made)
    choices(made, _notes(notes, framework, language))
    for sheet in (structure, detail, statistics):
        _above(sheet, framework, language)
    pages = T("第 {page} 页　共 {pages} 页", page="&P", pages="&N").say(language)
    for sheet in (structure, detail, statistics, notes):
        sheet.footer(f"{framework.id}  {framework.day.isoformat()}  {mark}", pages)
    return book.done()


def _above(sheet: Sheet, framework: Framework, language: Language) -> None:
    """The title of a sheet, and what it is and is not."""
    sheet.text(0, 0, T("{system}：{part}", system=framework.title, part=sheet.name).say(language), "title")
    sheet.height(0, 26)
    mark = mark_of(framework.provenance)
    words = T(
        "{mark}；{day}；所计：{what}；{counts}", mark=mark, day=framework.day, what=counted_words(framework.on, borrowed=framework.borrowed),
        counts=counts_text(framework.tally),
    ).say(language)  # fmt: skip
    sheet.text(1, 0, "　".join(text for text in (words, scope_words(framework, language)) if text), "quiet")


def _notes(sheet: Sheet, framework: Framework, language: Language) -> dict[str, str]:
    """Provenance, editions, how to read and how to hand back; returns the ranges of the lists of values."""
    sheet.widths((24, NOTE_WIDTH))
    sheet.text(0, 0, opened(NOTES, language), "title")
    sheet.height(0, 26)
    line = 2
    for head, text in _said(framework):
        words = say(text, language)
        sheet.text(line, 0, head.say(language), "label")
        sheet.text(line, 1, words, "note")
        sheet.height(line, 14.5 * lines_in(words, NOTE_WIDTH) + 4)
        line += 1
    lists: dict[str, str] = {}
    for name, values in choosable(framework, language).items():
        line += 1
        column = FIELDS[COLUMNS[name]].head.say(language)
        sheet.text(line, 0, T("「{column}」可写", column=column).say(language), "head")
        sheet.text(line, 1, T("格式里的名字").say(language), "head")
        lists[name] = sheet.ref(line + 1, line + len(values), 0)
        for label, known in values:
            line += 1
            sheet.text(line, 0, label)
            sheet.text(line, 1, known)
        line += 1
    sheet.printed(line, 1)
    return lists


def _said(framework: Framework) -> Iterator[tuple[Text, object]]:
    """Heads and texts of the notes."""
    origin = framework.provenance
    if origin.kind is not None:
        yield T("来源"), KINDS[origin.kind]
    if origin.confidence is not None:
        yield T("把握"), CONFIDENCE[origin.confidence]
    if origin.note is not None:
        yield T("来源说明"), origin.note
    used = dict.fromkeys((*origin.sources, *_row_sources(framework)))
    for name in used:
        if name in framework.sources:
            yield T("出处 {name}", name=name), framework.sources[name]
    yield T("工作区"), T("{id}（{level}）", id=framework.id, level=LEVELS[framework.level])
    for layer in framework.above:
        yield T("上级 {id}", id=layer.id), T("{title}（{level}）", title=layer.title, level=LEVELS[layer.level])
    yield T("所写为哪一天"), framework.day
    yield T("所计"), counted_words(framework.on, borrowed=framework.borrowed)
    yield T("怎样计数"), COUNTING
    if framework.tally.idle:
        yield COUNTED["idle"], COUNTING_IDLE
    if framework.reported is not None and framework.reported.note is not None:
        yield T("报告的总数"), T("{n}：{note}", n=framework.reported.value, note=framework.reported.note)
    yield (
        T("怎样看"),
        T(
            "「体系结构」和「统计表」由公式从「明细表」计出，改明细后自动更新；「体系结构」每格可点到它的各行。"
            "虚线框是空缺。右侧收起的列不打印，供交回时对应。"
        ),
    )
    yield (
        T("怎样交回"),
        T(
            "在「明细表」里增改各行，然后运行 zhunsheng import 文件.xlsx。体系编号不要重复；"
            "领域、类别、级别、状态只写下面列出的值；空缺要写原因，引用要写标准号。"
        ),
    )


def _row_sources(framework: Framework) -> Iterator[str]:
    for row in framework.rows:
        if row.more.provenance is not None:
            yield from row.more.provenance.sources

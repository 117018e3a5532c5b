"""The detail table as a sheet that a district can edit and hand back.

The first columns are the paper, and are what is printed; the others carry what is needed for the rows to come back
equal.  Heads are those of GB/T 13016—2018; each row stands in one line, without subtotals, so that it can be filtered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.detail import category_words, domain_words
from zhunsheng.publish.framework.excel import Sheet, cell_name, lines_in, said
from zhunsheng.publish.framework.words import LEVELS, STANDINGS, STATES, opened, standing
from zhunsheng.publish.wording import CATEGORIES, PROVENANCE_MARKS
from zhunsheng.rule.origin import CONFIDENCE
from zhunsheng.standard.particulars import IDLE
from zhunsheng.standard.system import DetailRow
from zhunsheng.standard.wording import Language, T, Words

#: The head stands in the fourth row; rows to be filled in stand below those that are.
HEAD, SPARE = 3, 200
Value = str | date | int | None


@dataclass(frozen=True)
class Field:
    """A column: a name for the code, its head, its width, the style of its cells, what it holds of a row.

    The head is what a program recognises the column by, so its wording is fixed in both languages.
    """

    name: str
    head: Words
    width: float
    style: Literal["text", "wrap", "centre", "day", "places"]
    value: Callable[[Framework, DetailRow, Language], Value]


def _number(framework: Framework, row: DetailRow, language: Language) -> Value:
    return row.number


def _domain(framework: Framework, row: DetailRow, language: Language) -> Value:
    return opened(domain_words(framework, row.domain), language)


def _category(framework: Framework, row: DetailRow, language: Language) -> Value:
    return None if row.category is None else opened(category_words(row.category), language)


def _standing(framework: Framework, row: DetailRow, language: Language) -> Value:
    how = standing(row, framework.day)
    return None if how is None else how.say(language)


def _agencies(framework: Framework, row: DetailRow, language: Language) -> Value:
    return _list([agency.say(language) for agency in row.more.agencies])


def _responsible(framework: Framework, row: DetailRow, language: Language) -> Value:
    return None if row.more.responsible is None else row.more.responsible.say(language)


def _item_names(framework: Framework, row: DetailRow, language: Language) -> Value:
    return _list([framework.items.get(item, Words(item)).say(language) for item in row.items])


def _kind(framework: Framework, row: DetailRow, language: Language) -> Value:
    origin = row.more.provenance
    return None if origin is None or origin.kind is None else PROVENANCE_MARKS[origin.kind].say(language)


def _confidence(framework: Framework, row: DetailRow, language: Language) -> Value:
    origin = row.more.provenance
    return None if origin is None or origin.confidence is None else CONFIDENCE[origin.confidence].say(language)


def _list(texts: list[str] | tuple[str, ...]) -> str | None:
    return "、".join(texts) or None


FIELDS: tuple[Field, ...] = (
    Field("order", Words("序号", "No."), 5, "centre", lambda framework, row, language: None),
    Field("number", Words("体系编号", "System number"), 13.5, "text", _number),
    Field("domain", Words("领域", "Domain"), 11, "wrap", _domain),
    Field("category", Words("类别", "Category"), 13, "text", _category),
    Field("code", Words("标准号", "Code"), 18, "text", lambda framework, row, language: row.code),
    Field("title", Words("标准名称", "Title"), 30, "wrap", lambda framework, row, language: row.title.zh),
    Field("level", Words("宜定级别", "Level"), 5.5, "centre", lambda framework, row, language: LEVELS[row.level].say(language)),
    Field("effective", Words("实施日期", "Effective"), 10.8, "day", lambda framework, row, language: row.more.effective),
    Field("state", Words("状态", "Status"), 5.5, "centre", lambda framework, row, language: STATES[row.state].say(language)),
    Field("standing", Words("效力", "In force"), 7, "centre", _standing),
    Field("count", Words("项数", "Count"), 5, "places", lambda framework, row, language: row.count),
    Field("replaces", Words("代替", "Replaces"), 13.5, "wrap", lambda framework, row, language: _list(row.more.replaces)),
    Field("responsible", Words("归口部门", "Responsible body"), 14.5, "wrap", _responsible),
    Field("agencies", Words("实施部门", "Implementing bodies"), 14.5, "wrap", _agencies),
    Field("reason", Words("原因", "Reason"), 31, "wrap", lambda framework, row, language: row.reason.zh if row.reason else None),
    Field("title_en", Words("英文名称", "Title in English"), 40, "text", lambda framework, row, language: row.title.en),
    Field("reason_en", Words("英文原因", "Reason in English"), 40, "text", lambda framework, row, language: row.reason.en if row.reason else None),
    Field("issued", Words("发布日期", "Issued"), 11.5, "day", lambda framework, row, language: row.more.issued),
    Field("replaced_by", Words("被代替", "Replaced by"), 19, "text", lambda framework, row, language: row.more.replaced_by),
    Field("upstream", Words("上级要求", "Requirements above"), 30, "text", lambda framework, row, language: _list(row.more.upstream)),
    Field("references", Words("规范性引用", "Normative references"), 30, "text", lambda framework, row, language: _list(row.more.references)),
    Field("items", Words("对应事项", "Items"), 24, "text", lambda framework, row, language: _list(row.items)),
    Field("item_names", Words("事项全称", "Titles of items"), 30, "text", _item_names),
    Field("post", Words("岗位", "Post"), 16, "text", lambda framework, row, language: row.post),
    Field("kind", Words("出处", "Provenance"), 14, "text", _kind),
    Field("confidence", Words("把握", "Confidence"), 9, "centre", _confidence),
    Field(
        "sources", Words("出处编号", "Sources"), 14, "text",
        lambda framework, row, language: _list(row.more.provenance.sources) if row.more.provenance else None,
    ),
)  # fmt: skip
#: The first column that is not printed.
UNPRINTED = next(index for index, field in enumerate(FIELDS) if field.name == "title_en")
COLUMNS = {field.name: index for index, field in enumerate(FIELDS)}


@dataclass(frozen=True)
class DetailSheet:
    """The sheet, for what refers to it.  sheet: of this language; rows: how many are filled."""

    sheet: Sheet
    framework: Framework
    language: Language

    @property
    def first(self) -> int:
        """The first row below the head."""
        return HEAD + 1

    @property
    def last(self) -> int:
        """The last row that is counted, the empty ones included."""
        return HEAD + len(self.framework.rows) + SPARE

    def column(self, name: str) -> str:
        """A column as a range for formulas."""
        return self.sheet.ref(self.first, self.last, COLUMNS[name])

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """The first and the last row of each box, those of the boxes below it included."""
        found: dict[str, tuple[int, int]] = {}
        at = {row.number: self.first + index for index, row in enumerate(self.framework.rows)}
        held: dict[str, list[int]] = {}
        for row in self.framework.rows:
            held.setdefault(row.node or "", []).append(at[row.number])
        for box in self.framework.root.walk() if self.framework.root is not None else ():
            rows = [place for below in box.walk() for place in held.get(below.number, ())]
            if rows:
                found[box.number] = (min(rows), max(rows))
        return found

    def in_force(self, **wanted: str) -> str:
        """A formula like `counted`, without what is not in force where the day has such places."""
        conditions = "".join(f",{self.column(name)},{value}" for name, value in wanted.items())
        if self.framework.tally.idle:
            words = (STANDINGS[how].say(self.language) for how in STANDINGS if how in IDLE)
            conditions += "".join(f",{self.column('standing')},{said('<>' + word)}" for word in words)
        return f"SUMIFS({self.column('count')}{conditions})"

    def counted(self, **wanted: str) -> str:
        """A formula: how many places have these values; a value is a cell or a literal of a formula.

        In a literal ``*`` stands for anything, as everywhere in a spreadsheet's conditions.
        """
        conditions = "".join(f",{self.column(name)},{value}" for name, value in wanted.items())
        return f"SUMIFS({self.column('count')}{conditions})"


def write_detail(sheet: Sheet, framework: Framework, language: Language) -> DetailSheet:
    """Write the rows; lists of what may be chosen are added by `choices`, once the notes are written."""
    made = DetailSheet(sheet, framework, language)
    sheet.widths((field.width for field in FIELDS), level_from=UNPRINTED)
    sheet.head(HEAD, [field.head.say(language) for field in FIELDS])
    for index, row in enumerate(framework.rows):
        _write(sheet, made.first + index, framework, row, language)
    for line in range(made.first + len(framework.rows), made.last + 1):
        for field in FIELDS:
            sheet.text(line, COLUMNS[field.name], "", field.style)
    filled = max(made.first, HEAD + len(framework.rows))
    sheet.stay(HEAD + 1, COLUMNS["domain"])
    sheet.filtered(HEAD, filled, len(FIELDS) - 1)
    sheet.printed(filled, UNPRINTED - 1)
    state = cell_name(made.first, COLUMNS["state"], fixed_column=True)
    gap = f"{state}={said(STATES['gap'].say(language))}"
    sheet.dashed_where(made.first, made.last, (COLUMNS["code"], COLUMNS["standing"]), gap)
    return made


def _write(sheet: Sheet, line: int, framework: Framework, row: DetailRow, language: Language) -> None:
    sheet.number(line, 0, line - HEAD, "places")
    high = 1
    for column, field in enumerate(FIELDS[1:], 1):
        value = field.value(framework, row, language)
        if field.style == "wrap" and isinstance(value, str):
            high = max(high, lines_in(value, field.width))
        if field.style == "day":
            sheet.day(line, column, value if isinstance(value, date) else None)
        elif isinstance(value, int):
            sheet.number(line, column, value, field.style)
        else:
            sheet.text(line, column, str(value or ""), field.style)
    sheet.height(line, 14.5 * high + 2)


def choices(made: DetailSheet, lists: dict[str, str]) -> None:
    """Let only known values be chosen.  lists: ranges by name of the column."""
    title = T("请从列表里选").say(made.language)
    message = T("可写的值列在「说明」里；写别的值，导入时认不出来。").say(made.language)
    for name, source in lists.items():
        made.sheet.choice(made.first, made.last, COLUMNS[name], source, title, message)
    count = T("项数至少是 1").say(made.language)
    made.sheet.at_least_one(made.first, made.last, COLUMNS["count"], count, count)


def choosable(framework: Framework, language: Language) -> dict[str, list[tuple[str, str]]]:
    """Values that may be written, by name of the column, each with the name that the format has for it."""
    return {
        "domain": [
            (opened(domain_words(framework, key), language), key or "common") for key in (None, *framework.domains)
        ],
        "category": [(opened(text, language), key) for key, text in CATEGORIES.items()],
        "level": [(text.say(language), key) for key, text in LEVELS.items()],
        "state": [(text.say(language), key) for key, text in STATES.items()],
    }

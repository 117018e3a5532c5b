"""What each row of a table is: data, a heading of the rows below, a repeated header, a total, a remark under the table.

A table may be cut by its header again on each printed page, and by wide rows that name a sub-system or a domain.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from zhunsheng.exchange.tables.content import passes
from zhunsheng.exchange.tables.fields import FIELDS, IGNORE, MATERIAL, OURS, WORKED_OUT
from zhunsheng.exchange.tables.grid import Grid, Line, Mark, Spot
from zhunsheng.exchange.tables.guess import Column
from zhunsheng.exchange.tables.header import Header
from zhunsheng.exchange.tables.heads import normal
from zhunsheng.exchange.tables.ledger import Fate, Ledger
from zhunsheng.exchange.tables.words import CATEGORIES, NINE, squeezed

RowKind = Literal["data", "section", "header", "total", "note", "bad", "formulas"]
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数|累计|subtotal|total)(?:[:：]?\d.*|[:：].*|应有.*)?", re.IGNORECASE)
#: A text that makes no title: a number with its measure word, a total.
_IDLE = re.compile(rf"[\d.,%]+[项个条份]?|{_TOTAL.pattern}", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|附注|资料来源|数据来源|填表人|制表人|制表单位|填报单位|审核人|审批人|联系人|联系电话|填表日期|制表日期|单位[（(]盖章)"
    r"\s*[\d一二三四五六]*\s*[:：.、]|[*※]"
)
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[章节部类]|[A-Za-z]{0,4}\d[\d.\-]*\s+\D)"
)
_DITTO = ("同上", "〃", "''", '"')
#: Of its filled cells, this part must repeat the header for a row to be a header again.
_REPEATED = 0.6


@dataclass(frozen=True)
class Heading:
    """A row that heads the rows below it."""

    text: str
    spot: Spot


@dataclass
class Record:
    """A data row: its texts by field (a list where several columns mean it), with where each stands.

    columns: of the table, by field, the first where several mean it.  headings: what it stands under, outermost first.
    """

    row: int
    columns: Mapping[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    more: dict[str, list[tuple[str, Spot]]] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()

    def text(self, name: str) -> str:
        """The text of a field; empty where the row says nothing."""
        return self.texts.get(name, "")

    def spot(self, name: str) -> Spot:
        """Where a field stands or would stand; the first cell of the row where no column means it."""
        found = self.more.get(name)
        return found[0][1] if found else Spot(self.row, self.columns.get(name, 1))

    def all(self, name: str) -> list[tuple[str, Spot]]:
        """All texts of a field that several columns may mean."""
        return self.more.get(name, [])

    def has_any(self, names: Iterable[str]) -> bool:
        """Whether any of these fields says something."""
        return any(self.texts.get(name) for name in names)


class _Table:
    """What decides on the rows of a table: its header and columns, looked up once."""

    def __init__(self, grid: Grid, header: Header, columns: Sequence[Column]) -> None:
        self.heads = {at: {*parts, *(normal(part) for part in parts)} for at, parts in header.parts.items()}
        self.meant = {column.number: column.field for column in columns}
        self.first: dict[str, int] = {}
        for column in columns:
            if column.field is not None:
                self.first.setdefault(column.field, column.number)
        self.left = min(self.meant, default=1)
        tests = {one.name: one.test for one in FIELDS[header.kind]}
        self.tests = {column.number: tests.get(column.field or "", "") for column in columns}
        self.naming = [column.number for column in columns if column.field in ("title", "material")]
        worked_out = WORKED_OUT if OURS in self.first else frozenset()
        self.worked_out = {at for at, name in self.meant.items() if name in worked_out}
        self.marks: Mapping[tuple[int, int], Mark] = {
            (spot.row, spot.column): mark for spot, mark in grid.marks.items()
        }
        self.bad = {spot for spot, mark in grid.marks.items() if mark != "doubtful"}

    def names_something(self, line: Line) -> bool:
        """Whether a row has a title or a material of its own, so that it's no total and no remark."""
        texts = (line.text(at) for at in self.naming)
        return any(text and not _IDLE.fullmatch(squeezed(text)) and not _NOTE.match(text) for text in texts)

    def repeats_header(self, filled: Sequence[tuple[int, str]]) -> bool:
        """Whether most cells of a row say what the header says above them."""
        tried = filled[:4]
        if sum(self._is_head(at, text) for at, text in tried) < min(2, len(tried)):
            return False
        return sum(self._is_head(at, text) for at, text in filled) >= _REPEATED * len(filled)

    def _is_head(self, at: int, text: str) -> bool:
        heads = self.heads.get(at, ())
        return text in heads or (len(text) <= 40 and normal(text) in heads)


def records(grid: Grid, header: Header, columns: Sequence[Column], ledger: Ledger) -> Iterator[Record]:
    """The data rows below a header; what other rows and columns are is written into the ledger."""
    table = _Table(grid, header, columns)
    lines = grid.lines[header.after :]
    kinds = [_kind(line, table) for line in lines]
    last = max((at for at, kind in enumerate(kinds) if kind == "data"), default=-1)
    under: tuple[Heading, ...] = ()
    above: dict[int, str] = {}
    fates: Mapping[RowKind, Fate] = {
        "header": Fate.HEADER,
        "total": Fate.TOTAL,
        "bad": Fate.BAD,
        "formulas": Fate.WORKED_OUT,
    }
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "data":
            yield _record(line, table, under, above, ledger)
        elif kind == "section" and at < last:
            under = _nested(under, _heading(line))
            ledger.mark_row(line.number, Fate.NOTE)  # until a row below it goes into the result
        else:
            ledger.mark_row(line.number, fates.get(kind, Fate.NOTE))


def mark_above(grid: Grid, header: Header, ledger: Ledger) -> list[str]:
    """Write title rows and the header into the ledger; the texts above the header, each once."""
    titles: dict[str, None] = {}
    for line in grid.lines[: header.first]:
        titles |= dict.fromkeys(text for _, text in line.filled())
        ledger.mark_row(line.number, Fate.TITLE)
    for line in grid.lines[header.first : header.after]:
        ledger.mark_row(line.number, Fate.HEADER)
    return list(titles)


def _kind(line: Line, table: _Table) -> RowKind:
    filled = [(at, text) for at, text in line.filled() if (line.number, at) not in table.bad]
    if not filled:
        odd = {mark for at, _ in line.filled() if (mark := table.marks.get((line.number, at))) is not None}
        return "formulas" if odd == {"uncomputed"} else "bad"
    texts = list(dict.fromkeys(text for _, text in filled))
    if any(_TOTAL.fullmatch(squeezed(text)) for text in texts[:3]) and not table.names_something(line):
        return "total"
    if len(texts) > 1 and table.repeats_header(filled):
        return "header"
    if len(texts) <= 4 and _NOTE.match(texts[0]) and not table.names_something(line):
        return "note"
    return "data" if len(texts) > 1 else _lonely(texts[0], filled, table)


def _lonely(text: str, filled: Sequence[tuple[int, str]], table: _Table) -> RowKind:
    """What a row with a single text is: a heading, unless it says something in a column where that makes sense."""
    meant = table.meant.get(filled[0][0])
    if len(filled) > 1 or meant in (None, "order", "number", "domain", "category", "subsystem", IGNORE):
        return "section"
    if meant == "title" and (_SECTION.match(text) or _is_group(text)):
        return "section"
    test = table.tests.get(filled[0][0])
    if meant not in ("title", "material") and filled[0][0] == table.left and not (test and passes(test, text)):
        return "section"
    return "data"


def _is_group(text: str) -> bool:
    plain = squeezed(text)
    return len(plain) <= 20 and (
        plain in NINE or (CATEGORIES.find(text) is not None and plain.endswith(("标准", "子体系", "体系")))
    )


def _heading(line: Line) -> Heading:
    at, text = next(line.filled())
    return Heading(text, Spot(line.number, at))


def _nested(under: tuple[Heading, ...], one: Heading) -> tuple[Heading, ...]:
    """The headings in force below a new one: it replaces the first of its own rank."""
    rank = _rank(one.text)
    return (*(known for known in under if _rank(known.text) < rank), one)


def _rank(text: str) -> int:
    """How deep a heading is: domains and 一、 outermost, then （一） and categories, then the rest."""
    plain = squeezed(text)
    if re.match(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]+[章部]", plain) or any(
        name in plain for name in NINE
    ):
        return 1
    return (
        2
        if re.match(r"\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十\d]+[节类]", plain)
        or CATEGORIES.find(text)
        else 3
    )


def _record(line: Line, table: _Table, under: tuple[Heading, ...], above: dict[int, str], ledger: Ledger) -> Record:
    found = Record(line.number, table.first, headings=under)
    for at, text in line.filled():
        name = table.meant.get(at)
        if (line.number, at) in table.bad:
            ledger.mark(line.number, at, Fate.BAD)
        elif name is None or name == IGNORE:
            ledger.mark(line.number, at, Fate.UNKNOWN if name is None else Fate.IGNORED)
        elif at in table.worked_out:
            ledger.mark(line.number, at, Fate.WORKED_OUT)
        else:
            said = above.get(at, text) if text in _DITTO else text
            above[at] = said
            if name == "order":
                ledger.mark(line.number, at, Fate.ORDER)
            found.more.setdefault(name, []).append((said, Spot(line.number, at)))
            found.texts.setdefault(name, said)
    return found


def is_continuation(record: Record, fields: Collection[str] = MATERIAL) -> bool:
    """Whether a row only adds materials to the item above it."""
    return record.has_any(fields) and not record.texts.keys() - set(fields) - {"order"}

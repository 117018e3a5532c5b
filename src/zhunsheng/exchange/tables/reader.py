"""Reading the cells of data rows: each text is taken once, what becomes of it is written down, what is wrong is told.

Shared by detail tables and item lists; what a field means is theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from zhunsheng.exchange.tables.fields import IGNORE, TableKind
from zhunsheng.exchange.tables.grid import Grid, Mark, Spot, letters
from zhunsheng.exchange.tables.guess import Column
from zhunsheng.exchange.tables.header import Header
from zhunsheng.exchange.tables.ledger import Fate, Ledger
from zhunsheng.exchange.tables.reading import place
from zhunsheng.exchange.tables.rows import Record
from zhunsheng.exchange.tables.values import BadValue
from zhunsheng.exchange.tables.words import NINE, says_nothing, squeezed
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.manifest import Domain
from zhunsheng.standard.wording import T, Text, Words

V = TypeVar("V")
_ODD: Mapping[Mark, tuple[Text, Text]] = {
    "error": (T("单元格是错误值「{text}」"), T("请在表里改正公式，或直接填写内容")),
    "uncomputed": (T("公式「{text}」没有计算结果"), T("请用 Excel 或 WPS 打开并保存一次，或把公式粘贴为数值")),
    "doubtful": (T("公式的结果「{text}」不是表格软件算出的，未必可信"), T("请用 Excel 或 WPS 打开并保存一次")),
    "long": (T("单元格的文字太长，超过 20000 字"), T("请拆成几格，或另存为文件")),
    "serial": (T("「{text}」按日期显示，却不是任何一天"), T("请写成 2023-08-01 的样子")),
}
_SPLIT = re.compile(r"[、,，;；\n]+")
_LONGEST_IDENT = 60
#: The order of a domain that nobody has numbered.
UNKNOWN = 9_999


@dataclass(frozen=True)
class Context:
    """What is known where the result goes.

    domains: of the workspace; the nine of the national catalogue are known besides.  items: ids of service items by
    title.  codes: standards that a register already knows.  owned: codes and system numbers of texts that are there.
    posts: ids of posts by title.  book: the facts that rules may name.
    """

    domains: tuple[Domain, ...] = ()
    items: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    posts: Mapping[str, str] = field(default_factory=dict)
    book: FactBook | None = None

    def domain(self, text: str) -> str | None:
        """The domain that a text names, by id, title or one of the nine; None when it names none."""
        plain = squeezed(text)
        for one in self.domains:
            names = [squeezed(name) for name in (one.title.zh, one.title.en or "") if name]
            if plain == one.id or any(name in plain for name in names) or (len(plain) > 3 and plain in names[0]):
                return one.id
        return next((ident for name, ident in NINE.items() if name in plain or plain == ident), None)

    def title(self, ident: str) -> Words:
        """A domain's title."""
        named = {one.id: one.title for one in self.domains}
        return named.get(ident) or Words(next((name for name, one in NINE.items() if one == ident), ident))

    def order(self, ident: str | None) -> int:
        """A domain's number: the workspace's, else that of the nine; 0 for what all have in common, `UNKNOWN` for others."""
        if ident is None:
            return 0
        numbers = {one.id: one.number for one in self.domains}
        nine = {one: at for at, one in enumerate(NINE.values(), 1)}
        return numbers.get(ident) or nine.get(ident, UNKNOWN)


@dataclass
class Sheet:
    """A recognised sheet while it is read."""

    path: str
    grid: Grid
    header: Header
    columns: tuple[Column, ...]
    ledger: Ledger
    titles: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    domains: dict[str, str] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)

    @property
    def kind(self) -> TableKind:
        """What kind of table it is."""
        return self.header.kind

    def tell(
        self, code: str, spot: Spot, message: Text, advice: Text | None = None, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a finding at a cell."""
        self.findings.append(Finding(code, place(self.path, self.grid, spot), message, advice, severity))

    def tell_marks(self, rows: Collection[int]) -> None:
        """Note what is odd about cells of data rows: error values, formulas without a result, texts too long."""
        silent = {column.number for column in self.columns if column.field in (None, IGNORE, "order")}
        lines = {line.number: line for line in self.grid.lines} if self.grid.marks else {}
        for spot, mark in sorted(self.grid.marks.items()):
            if spot.row not in rows or spot.column in silent or spot in self.grid.covers:
                continue
            message, advice = _ODD[mark]
            text = self.grid.formulas.get(spot) or lines[spot.row].text(spot.column)
            severity = Severity.WARNING if mark == "doubtful" else Severity.ERROR
            self.tell("ZS952", spot, Text(message.msgid, {"text": text[:60]}), advice, severity)

    def take(self, record: Record, name: str) -> str:
        """The text of a field, which goes into the result; empty where the cell is empty or says that there is nothing."""
        text = record.texts.get(name)
        if not text:
            return ""
        row, column = record.more[name][0][1]
        nothing = says_nothing(text)
        self.ledger.mark(row, column, Fate.NOTHING if nothing else Fate.USED)
        return "" if nothing else text

    def take_all(self, record: Record, name: str) -> list[tuple[str, str]]:
        """The texts of a field that several columns may mean, with the header of each."""
        found = []
        for text, spot in record.all(name):
            nothing = says_nothing(text)
            self.ledger.mark(*spot, Fate.NOTHING if nothing else Fate.USED)
            if not nothing:
                found.append((self.header.says(spot.column), text))
        return found

    def read(self, record: Record, name: str, reader: Callable[[str], V]) -> V | None:
        """The value of a field; None where the cell is empty, says nothing, or does not fit, which is told."""
        text = self.take(record, name)
        if not text:
            return None
        try:
            return reader(text)
        except BadValue as error:
            self.refuse(record, name, error.message, error.help)
            return None

    def refuse(self, record: Record, name: str, message: Text, advice: Text | None = None) -> None:
        """Tell what is wrong with a cell, and that it isn't in the result."""
        self.ledger.mark(*record.spot(name), Fate.BAD)
        self.tell("ZS953", record.spot(name), message, advice)

    def advise_once(self, topic: str, spot: Spot, message: Text) -> None:
        """Note advice at the first of the cells that it is about."""
        if topic not in self._said:
            self._said.add(topic)
            self.tell("ZS957", spot, message, None, Severity.ADVICE)

    def new_domain(self, record: Record, text: str) -> str:
        """The id of a domain that nobody knows yet, which is told."""
        ident = ident_of(text)
        self.domains.setdefault(ident, text)
        message = T("没有领域「{text}」，按新的领域记", text=text[:30])
        self.advise_once(f"domain {ident}", record.spot("domain"), message)
        return ident

    def use_headings(self, record: Record) -> None:
        """Note that the headings over a row go into the result with it."""
        for heading in record.headings:
            self.ledger.use_row(heading.spot.row)

    def head(self, name: str) -> str:
        """The header of the column that means a field, as its author wrote it."""
        column = next((one for one in self.columns if one.field == name), None)
        return "" if column is None else column.head or letters(column.number)


def several(text: str) -> list[str]:
    """The parts of a cell that names several things.

    >>> several("低保；特困\\n孤儿、")
    ['低保', '特困', '孤儿']
    """
    return [part for piece in _SPLIT.split(text) if (part := piece.strip())]


def ident_of(title: str, taken: Mapping[str, object] | None = None) -> str:
    """A name for references, made of a title: its letters, digits and Chinese characters; not one that is taken.

    >>> ident_of("残疾人“两项补贴” 发放"), ident_of("65岁以上老人体检"), ident_of("elderly_meals")
    ('残疾人-两项补贴-发放', 'n-65岁以上老人体检', 'elderly_meals')
    """
    plain = unicodedata.normalize("NFKC", title)
    kept = (mark if mark.isalpha() or mark.isdecimal() or mark in "_.-" else " " for mark in plain)
    name = "-".join("".join(kept).split()).strip("-._")[:_LONGEST_IDENT].rstrip("-._")
    if not name or not name[0].isalpha():
        name = f"n-{name}" if name else "n"
    if not taken or name not in taken:
        return name
    return next(one for number in range(2, len(taken) + 3) if (one := f"{name}-{number}") not in taken)


def prose(sheets: Sequence[tuple[str, str]]) -> str:
    """Labelled texts in one sentence: ``归口部门：区民政局；备注：急``; a text without label stands alone."""
    return "；".join(f"{label}：{text}" if label else text for label, text in sheets)

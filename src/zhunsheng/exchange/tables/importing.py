"""A spreadsheet file in: which sheets are tables, what their columns mean, and what they come to.

`import_table` never raises for what it finds; everything wrong is a finding at a cell, and every cell is accounted for.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from zhunsheng.exchange.tables.fields import TableKind
from zhunsheng.exchange.tables.grid import Spot
from zhunsheng.exchange.tables.guess import Column
from zhunsheng.exchange.tables.ledger import Account, together
from zhunsheng.exchange.tables.material_sheets import is_of_materials, with_materials
from zhunsheng.exchange.tables.nodes import System, arrange
from zhunsheng.exchange.tables.places import ImportedPlace, read_places
from zhunsheng.exchange.tables.reader import Context, Sheet
from zhunsheng.exchange.tables.reading import Sheets, read_sheets
from zhunsheng.exchange.tables.recognise import TableOptions, recognise
from zhunsheng.exchange.tables.rows import records
from zhunsheng.exchange.tables.services import ImportedItem, read_items
from zhunsheng.exchange.tables.standards import ItemStandard, standards_of
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.manifest import Domain
from zhunsheng.standard.wording import T, Words

_TITLE_WORDS = re.compile(r"体系|标准|清单|目录|事项|服务")
_PAPER = re.compile(r"[\s　：:]*[（(]?(?:明细表|一览表|汇总表)[）)]?$")


@dataclass(frozen=True)
class Recognised:
    """A sheet that was taken for a table.  first, last: rows of its header.  rows: of data."""

    sheet: str
    kind: TableKind
    first: int
    last: int
    columns: tuple[Column, ...]
    rows: int = 0


@dataclass(frozen=True)
class TableImport:
    """What a spreadsheet file came to.

    system: places and boxes of a detail table, None where the file has none.  items: standards with service items.
    domains: those that occur.
    """

    path: str
    format: Literal["xlsx", "csv"]
    title: str = ""
    sheets: tuple[Recognised, ...] = ()
    system: System | None = None
    items: tuple[ItemStandard, ...] = ()
    domains: tuple[Domain, ...] = ()
    account: Account = field(default_factory=Account)
    findings: tuple[Finding, ...] = ()


def import_table(path: str | Path, options: TableOptions | None = None) -> TableImport:
    """Read a spreadsheet file and say what it comes to; nothing is written."""
    with _collecting_later():
        read = read_sheets(path)
        if read.grids:
            return _imported(path, read, options or TableOptions())
        findings = read.findings
        if not any(finding.severity is Severity.ERROR for finding in findings):
            findings = (*findings, Finding("ZS950", Place(read.path), T("文件里没有表格")))
        return TableImport(read.path, read.format, findings=findings)


@dataclass
class _Contents:
    """What the sheets of a file come to while they are read.  rows: of data, by table."""

    places: list[ImportedPlace] = field(default_factory=list)
    items: list[ImportedItem] = field(default_factory=list)
    taken: dict[str, object] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)

    def add(self, sheet: Sheet, context: Context) -> None:
        """Read a sheet."""
        rows = list(records(sheet.grid, sheet.header, sheet.columns, sheet.ledger))
        sheet.tell_marks({record.row for record in rows})
        self.rows[id(sheet)] = len(rows)
        if not rows:
            sheet.tell("ZS950", Spot(sheet.grid.lines[sheet.header.first].number, 1), T("表头下面没有数据"))
        elif sheet.kind == "framework":
            self.places += read_places(sheet, rows, context)
        elif self.items and is_of_materials(sheet):
            self.items = with_materials(sheet, self.items, rows)
        else:
            self.items += read_items(sheet, rows, context, self.taken)


def _imported(path: str | Path, read: Sheets, options: TableOptions) -> TableImport:
    findings = list(read.findings)
    sheets, ledgers, boxes = recognise(read.path, read.grids, options, findings)
    title, context, found = _title(sheets, path), options.context, _Contents()
    for sheet in sorted(sheets, key=is_of_materials):
        found.add(sheet, context)
    system = arrange(found.places, context, _PAPER.sub("", title), boxes) if found.places else None
    findings += [finding for sheet in sheets for finding in sorted(sheet.findings, key=lambda one: one.place)]
    findings += system.findings if system is not None else ()
    return TableImport(
        read.path,
        read.format,
        title,
        tuple(_told(sheet, found.rows[id(sheet)]) for sheet in sheets),
        system,
        tuple(standards_of(found.items, context, read.path, title)),
        _domains(sheets, found.places, found.items, context),
        together(ledger.account() for ledger in ledgers),
        tuple(findings),
    )


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Read without the cycle collector: rows of texts hold no cycles, and looking for them costs a fifth more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _domains(
    sheets: Sequence[Sheet], places: Sequence[ImportedPlace], items: Sequence[ImportedItem], context: Context
) -> tuple[Domain, ...]:
    """The domains that occur, in the order of their numbers; new ones are numbered after the known."""
    new = {ident: text for sheet in sheets for ident, text in sheet.domains.items()}
    used = {one for one in (*(p.domain for p in places), *(i.service.domain for i in items)) if one is not None}
    known = sorted(used - new.keys(), key=lambda one: (context.order(one), one))
    found = [Domain(id=one, number=context.order(one), title=context.title(one)) for one in known]
    start = max([9, *(one.number for one in (*found, *context.domains))])
    found += [Domain(id=one, number=start + at, title=Words(new[one])) for at, one in enumerate(new, 1)]
    return tuple(found)


def _told(sheet: Sheet, rows: int) -> Recognised:
    lines = sheet.grid.lines
    first, last = lines[sheet.header.first].number, lines[sheet.header.after - 1].number
    return Recognised(sheet.grid.name, sheet.kind, first, last, sheet.columns, rows)


def _title(sheets: Sequence[Sheet], path: str | Path) -> str:
    """What the file is called: a title above its first table, else the file's name."""
    for sheet in sheets:
        titles = [text for text in sheet.titles if len(text) <= 80]
        named = next((text for text in titles if _TITLE_WORDS.search(text)), None)
        if named:
            return " ".join(named.split())
    return Path(path).stem

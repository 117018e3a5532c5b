"""Which sheets of a file are tables, and how their columns are read; what is doubtful is told.

Sheets that count instead of listing, and sheets that list nothing known, are left alone; that is told as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zhunsheng.exchange.tables.fields import IGNORE, TABLE_KINDS, TableKind
from zhunsheng.exchange.tables.grid import Grid, Spot
from zhunsheng.exchange.tables.guess import guess_columns, wrong_choices
from zhunsheng.exchange.tables.header import Header, find_header, is_statistics
from zhunsheng.exchange.tables.heads import normal
from zhunsheng.exchange.tables.ledger import Fate, Ledger
from zhunsheng.exchange.tables.pieces import pieces
from zhunsheng.exchange.tables.reader import Context, Sheet
from zhunsheng.exchange.tables.reading import place
from zhunsheng.exchange.tables.rows import mark_above
from zhunsheng.exchange.tables.structure import Box, read_boxes
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import T

_WANTED: dict[TableKind, tuple[str, ...]] = {"framework": ("title",), "items": ("title", "material")}


@dataclass(frozen=True)
class TableOptions:
    """What the user decided, and what is known where the result goes.

    sheets: names of the sheets to read, empty for all that are tables.  columns: header text or column letters ->
    field, or ``ignore``.  kind: what the tables are, None to find out.
    """

    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    kind: TableKind | None = None
    context: Context = field(default_factory=Context)


def recognise(
    path: str, grids: Sequence[Grid], options: TableOptions, findings: list[Finding]
) -> tuple[list[Sheet], list[Ledger], Mapping[str, Box]]:
    """The sheets that are tables, the ledgers of all sheets, and the boxes that a sheet of its own lists."""
    sheets: list[Sheet] = []
    boxes: dict[str, Box] = {}
    ledgers: list[Ledger] = []
    for grid in (piece for whole in grids for piece in pieces(whole)):
        ledger = Ledger(grid)
        ledgers.append(ledger)
        header = _header(grid, options)
        if header is None:
            known = read_boxes(grid, ledger, options.context) if is_wanted(grid, options) else {}
            boxes |= known
            ledger.mark_all(Fate.SHEET)
            if grid.lines and not known:
                message = (
                    T("工作表「{name}」不是明细表或事项清单，没有导入", name=grid.name)
                    if grid.name
                    else T("看不出表头")
                )
                findings.append(Finding("ZS957", Place(path, 1, 1, grid.name), message, None, Severity.ADVICE))
            continue
        sheet = Sheet(path, grid, header, tuple(guess_columns(grid, header, options.columns)), ledger)
        sheet.titles = tuple(mark_above(grid, header, ledger))
        _judge_columns(sheet)
        if not any(column.field in _WANTED[header.kind] for column in sheet.columns):
            spot = Spot(grid.lines[header.first].number, 1)
            sheet.tell("ZS950", spot, T("看不出哪一列是名称"), T("请指定，例如 --column C=title"))
            findings += sheet.findings
            ledger.mark_all(Fate.SHEET)
            continue
        sheets.append(sheet)
    findings += _wrong_sheets(path, grids, options)
    if not sheets:
        findings.append(_nothing(path, grids))
    findings += _wrong_columns(path, sheets, options)
    return sheets, ledgers, boxes


def _header(grid: Grid, options: TableOptions) -> Header | None:
    """The header of a sheet that is wanted and lists things; None for one to be left alone."""
    if not is_wanted(grid, options):
        return None
    kinds = tuple(TABLE_KINDS) if options.kind is None else (options.kind,)
    header = find_header(grid, kinds, frozenset(normal(head) for head in options.columns))
    above = grid.lines if header is None else grid.lines[: header.first]
    titles = [text for line in above[:5] for _, text in line.filled()]
    if is_statistics(header, titles, grid.name) and not options.sheets:
        return None
    return header


def is_wanted(grid: Grid, options: TableOptions) -> bool:
    """Whether the user left a sheet to be read."""
    return not options.sheets or grid.name in options.sheets


def _nothing(path: str, grids: Sequence[Grid]) -> Finding:
    grid = next((one for one in grids if one.lines), None)
    at = Place(path) if grid is None else place(path, grid, Spot(grid.lines[0].number, 1))
    if grid is None:
        return Finding("ZS950", Place(path), T("文件里没有内容"))
    advice = T("明细表要有「标准名称」，事项清单要有「事项名称」，另加一列；也可用 --as 和 --column 指定")
    return Finding("ZS950", at, T("没有认出明细表或事项清单"), advice)


def _wrong_sheets(path: str, grids: Sequence[Grid], options: TableOptions) -> list[Finding]:
    names = [grid.name for grid in grids]
    return [
        Finding("ZS950", Place(path), T("没有工作表「{name}」", name=name), T("有：{names}", names=names))
        for name in options.sheets
        if name not in names
    ]


def _wrong_columns(path: str, sheets: Sequence[Sheet], options: TableOptions) -> list[Finding]:
    """Choices that no sheet can follow."""
    wrong = [
        {head: (text, advice) for head, text, advice in wrong_choices(s.kind, s.header, options.columns)}
        for s in sheets
    ]
    if not wrong:
        return []
    return [
        Finding("ZS958", Place(path), *told) for head, told in wrong[0].items() if all(head in other for other in wrong)
    ]


def _judge_columns(sheet: Sheet) -> None:
    """Tell columns that nobody knows and those that may mean something else."""
    row = sheet.grid.lines[sheet.header.after - 1].number
    for column in sheet.columns:
        if column.field == IGNORE or (column.field is not None and column.doubt is None):
            continue
        spot = Spot(row, column.number)
        name = column.head or column.letters
        example = f"{column.letters}=title"
        if column.field is None:
            if not column.example:
                continue
            message = T("列「{name}」没有用上：{reason}", name=name, reason=column.reason)
            advice = T("如要导入，请写 --column {column}=字段；作备注写 note，不要的写 ignore", column=column.letters)
        else:
            message = T("列「{name}」按{label}读取，{doubt}", name=name, label=column.label, doubt=column.doubt)
            advice = T("如不对，请写 --column 列=字段，例如 {example}", example=example)
        sheet.tell("ZS958", spot, message, advice, Severity.WARNING)

"""A spreadsheet file as grids: XLSX by its parts, CSV by its text; what cannot be read is a finding."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zhunsheng.exchange.guards import open_file
from zhunsheng.exchange.package import PackageTrouble, open_package
from zhunsheng.exchange.tables.csvfile import MAX_BYTES, QUOTES, NotCsv, read_csv
from zhunsheng.exchange.tables.grid import Grid, Spot
from zhunsheng.exchange.tables.sheet import read_sheet
from zhunsheng.exchange.tables.workbook import TooMuch, read_workbook
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import T, Text

_SPLIT = T("请拆成几个文件，或删去用不着的行、列和空白格式后另存")


@dataclass(frozen=True)
class Sheets:
    """The grids of a file, and what is wrong or worth knowing.  grids empty: nothing could be read."""

    path: str
    format: Literal["xlsx", "csv"]
    grids: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_sheets(path: str | Path) -> Sheets:
    """The sheets of an .xlsx file (by its ending), or the one grid of a text file.  Never raises for what it finds."""
    shown = str(path)
    if Path(path).suffix.lower() in (".csv", ".tsv", ".txt"):
        return _csv(path, shown)
    try:
        return _xlsx(path, shown)
    except PackageTrouble as error:
        return Sheets(shown, "xlsx", (), (error.finding,))
    except TooMuch:
        return Sheets(shown, "xlsx", (), (_too_much(shown),))


def place(path: str, grid: Grid, spot: Spot) -> Place:
    """The place of a cell."""
    return Place(path, spot.row, spot.column, grid.says(spot))


def _xlsx(path: str | Path, shown: str) -> Sheets:
    grids: list[Grid] = []
    findings: list[Finding] = []
    with open_package(Path(path), "excel") as package:
        workbook = read_workbook(package)
        for sheet in workbook.sheets:
            if not sheet.is_grid:
                message = T("工作表「{name}」是图表，没有单元格，不读取", name=sheet.name)
                findings.append(Finding("ZS957", Place(shown), message, None, Severity.ADVICE))
                continue
            try:
                grids.append(read_sheet(package, workbook, sheet))
            except TooMuch:
                findings.append(_too_much(shown, sheet.name))
            except (ValueError, OverflowError):
                advice = T("请用 Excel 或 WPS 重新打开并保存一次")
                message = T("工作表「{name}」的单元格地址或数值不合格式，不能读取", name=sheet.name)
                findings.append(Finding("ZS124", Place(shown), message, advice))
    for grid in grids:
        findings += _told(shown, grid)
    return Sheets(shown, "xlsx", tuple(grids), tuple(findings))


def _csv(path: str | Path, shown: str) -> Sheets:
    try:
        with open_file(Path(path)) as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise TooMuch
        found = read_csv(data)
    except PackageTrouble as error:
        return Sheets(shown, "csv", (), (error.finding,))
    except TooMuch:
        return Sheets(shown, "csv", (), (_too_much(shown),))
    except (NotCsv, csv.Error) as error:
        message = error.message if isinstance(error, NotCsv) else T("这一行不是 CSV")
        row, advice = (error.row, error.help) if isinstance(error, NotCsv) else (1, QUOTES)
        return Sheets(shown, "csv", (), (Finding("ZS101", Place(shown, row), message, advice),))
    findings = [
        Finding("ZS951", place(shown, found.grid, Spot(row, 1)), T("这一行的引号不配对，单独按一行读取"), QUOTES)
        for row in found.broken
    ]
    if found.guessed:
        message = T("文件没有注明编码，按 {encoding}（含 GBK）读取", encoding=found.encoding.upper())
        advice = T("如有乱码，请另存为「CSV UTF-8」")
        findings.append(Finding("ZS957", Place(shown), message, advice, Severity.ADVICE))
    findings += [Finding("ZS957", Place(shown), text, None, Severity.ADVICE) for text in found.told]
    return Sheets(shown, "csv", (found.grid,), (*findings, *_told(shown, found.grid)))


def _told(path: str, grid: Grid) -> list[Finding]:
    """Advice about what people may not see in a sheet that was read all the same."""
    told: list[Text] = []
    if grid.hidden:
        told.append(T("工作表「{name}」是隐藏的，照样读取", name=grid.name))
    rows = sum(1 for line in grid.lines if line.number in grid.hidden_rows)
    if rows or grid.hidden_columns:
        told.append(T("隐藏的 {rows} 行、{columns} 列照样读取", rows=rows, columns=len(grid.hidden_columns)))
    at = Place(path, 1, 1, grid.name)
    return [Finding("ZS957", at, text, None, Severity.ADVICE) for text in told]


def _too_much(path: str, sheet: str = "") -> Finding:
    message = T("工作表「{name}」的单元格太多，不予读取", name=sheet) if sheet else T("内容太多，不予读取")
    return Finding("ZS105", Place(path, 1, 1, sheet), message, _SPLIT)

"""Small spreadsheets for tests: by a writer that people use, or part by part where no writer makes what is wanted."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from zhunsheng.exchange.tables.grid import Grid
from zhunsheng.exchange.tables.importing import TableImport, import_table
from zhunsheng.exchange.tables.reading import Sheets, read_sheets
from zhunsheng.exchange.tables.recognise import TableOptions

#: Rows of cells of any kind.
Rows = Any
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(
    path: Path,
    rows: Rows | Mapping[str, Rows],
    *,
    merged: Sequence[str] = (),
    more: Callable[[Any], None] | None = None,
) -> Path:
    """A workbook of these rows (or sheets of rows).  merged: areas of the first sheet.  more: what else is done to it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheets = rows if isinstance(rows, Mapping) else {"明细表": rows}
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    if more is not None:
        more(book)
    book.save(path)
    return path


def csv_file(path: Path, rows: Rows, *, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A CSV file of these rows."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(["" if cell is None else cell for cell in row] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def parts(
    path: Path, sheet: str, *, shared: str = "", styles: str = "", workbook: str = "", more: Mapping[str, str] | None = None,
    sheet_rels: str = "", namespace: str = MAIN,
) -> Path:  # fmt: skip
    """A workbook of one sheet whose XML is written out.  more: further parts by name."""
    links = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    links += [("rId2", "sharedStrings", "sharedStrings.xml")] if shared else []
    links += [("rId3", "styles", "styles.xml")] if styles else []
    relations = "".join(f'<Relationship Id="{i}" Type="{RELS}/{kind}" Target="{to}"/>' for i, kind, to in links)
    found = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{RELS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{RELS}">{workbook}'
        '<sheets><sheet name="明细表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}">{sheet}</worksheet>',
    }
    if shared:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{namespace}">{shared}</sst>'
    if styles:
        found["xl/styles.xml"] = f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>'
    if sheet_rels:
        found["xl/worksheets/_rels/sheet1.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{sheet_rels}</Relationships>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**found, **(more or {})}.items():
            archive.writestr(name, text)
    return path


def grid(path: Path) -> Grid:
    """The only grid of a file, which must be read without an error."""
    found = read_sheets(path)
    assert [finding.say() for finding in found.findings if finding.severity == 3] == []
    assert len(found.grids) == 1
    return found.grids[0]


def lines(path: Path) -> dict[int, tuple[str, ...]]:
    """The texts of the only grid by row."""
    return {line.number: line.texts for line in grid(path).lines}


def said(found: Sheets | TableImport) -> list[str]:
    """Findings in short: ``ZS953 明细表!D7 message``."""
    return [f"{one.code} {one.place.inside or one.place.line} {one.message.say()}" for one in found.findings]


def codes(found: Sheets | TableImport) -> list[str]:
    """Codes and cells of findings."""
    return [f"{one.code} {one.place.inside}" for one in found.findings]


def read(path: Path, **options: Any) -> TableImport:
    """Import with options, and check that every cell is accounted for."""
    found = import_table(path, TableOptions(**options))
    assert found.account.lost == 0
    return found

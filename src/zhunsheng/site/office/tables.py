"""A list of the office as a file: CSV for programs, XLSX for people.  A text stays a text, whatever it begins with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpResponse

from zhunsheng.publish.framework.excel import Book

Value = str | int | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """The table as CSV (RFC 4180) with a byte order mark, which spreadsheets need to read Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([[_plain(value) for value in row] for row in rows])
    return "\ufeff" + out.getvalue()


def _plain(value: Value) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def xlsx_bytes(title: str, note: str, head: Sequence[str], rows: Iterable[Sequence[Value]], made: date) -> bytes:
    """The table as a workbook with one sheet.  note: what the table shows, above it."""
    book = Book(title=title, subject=note, keywords="", comments=note, made=made)
    sheet = book.sheet(title[:31].translate({ord(mark): "·" for mark in "[]:*?/\\"}))
    found = [list(row) for row in rows]
    sheet.widths([_width(name, [row[column] for row in found]) for column, name in enumerate(head)])
    sheet.text(0, 0, title, "title")
    sheet.text(1, 0, note, "quiet")
    for column, name in enumerate(head):
        sheet.text(2, column, name, "head")
    for index, row in enumerate(found, 3):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.day(index, column, value)
            elif isinstance(value, int):
                sheet.number(index, column, value)
            else:
                sheet.text(index, column, value or "")
    return book.done()


def _width(name: str, values: Sequence[Value]) -> float:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return float(min(48, max(10, 2 * len(name), 1.7 * longest)))


def csv_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """The table as a download ``name.csv``."""
    return attachment(f"{name}.csv", csv_text(head, rows).encode(), "text/csv; charset=utf-8")


def attachment(name: str, content: bytes, kind: str) -> HttpResponse:
    """A file to be kept.  name: ASCII, without a path."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

"""A workbook as this package writes it: named styles, typed cells, pages that print; the one door to XlsxWriter here.

A text is always a text: nothing that somebody wrote becomes a formula or a link.  The same calls give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from zhunsheng.publish.framework.measure import width_of, wrap

#: Width of a digit of the standard font in points: 7 pixels of which 96 are an inch.
DIGIT = 5.25
#: Lines of the highest row: no row is higher than 409 points.
HIGHEST = 28
#: Characters that a cell holds (ECMA-376); the last one is given up for an ellipsis.
LONGEST = 32_767
_INK, _QUIET, _LINE, _HEAD, _BRAND = "#1A2129", "#46505B", "#C6C2B6", "#E3ECEF", "#17465C"
_BASE = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": _INK, "valign": "top"}
_CELL = {**_BASE, "bottom": 1, "bottom_color": _LINE}
#: Styles by name.  A number of nothing is a dash, and still a number.
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**_BASE, "font_name": "SimSun", "font_size": 16, "bold": True},
    "quiet": {**_BASE, "font_color": _QUIET},
    "label": {**_BASE, "bold": True},
    "note": {**_BASE, "text_wrap": True},
    "head": {
        **_BASE, "bold": True, "bg_color": _HEAD, "top": 1, "bottom": 1, "left": 4, "right": 4, "border_color": _INK,
        "left_color": _LINE, "right_color": _LINE, "text_wrap": True, "align": "center", "valign": "vcenter",
    },
    "text": {**_CELL, "num_format": "@"},
    "wrap": {**_CELL, "num_format": "@", "text_wrap": True},
    "centre": {**_CELL, "align": "center"},
    "day": {**_CELL, "num_format": "yyyy-mm-dd", "align": "center"},
    "count": {**_CELL, "num_format": '#,##0;-#,##0;"—"', "align": "right"},
    "places": {**_CELL, "num_format": "0", "align": "center"},
    "share": {**_CELL, "num_format": "0.0%", "align": "right"},
    "sum": {**_BASE, "bold": True, "top": 1, "bottom": 1, "border_color": _INK},
    "sum_count": {
        **_BASE, "bold": True, "top": 1, "bottom": 1, "border_color": _INK, "num_format": '#,##0;-#,##0;"—"',
        "align": "right",
    },
    "sum_share": {
        **_BASE, "bold": True, "top": 1, "bottom": 1, "border_color": _INK, "num_format": "0.0%", "align": "right",
    },
    "link": {**_CELL, "font_color": _BRAND, "underline": 1},
    **{f"level{depth}": {**_CELL, "align": "left", "indent": depth, "bold": depth < 2} for depth in range(7)},
    "gap": {"border": 3, "border_color": _QUIET},
}  # fmt: skip


class Book:
    """A workbook in memory."""

    def __init__(self, *, title: str, subject: str, keywords: str, comments: str, made: date) -> None:
        self._bytes = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self._styles = {name: self._book.add_format(dict(style)) for name, style in STYLES.items()}
        self._book.set_properties({
            "title": title, "subject": subject, "keywords": keywords, "comments": comments, "author": "",
            "created": datetime.combine(made, time()),
        })  # fmt: skip
        self._book.set_calc_mode("auto")

    def sheet(self, name: str) -> Sheet:
        """A new sheet: A4 on its side, as wide as a page, page numbers at its foot."""
        return Sheet(self._book.add_worksheet(name), name, self._styles)

    def done(self) -> bytes:
        """The file."""
        self._book.close()
        return self._bytes.getvalue()


class Sheet:
    """A sheet.  Rows and columns count from 0, as in XlsxWriter; what is shown counts from 1."""

    def __init__(self, sheet: Any, name: str, styles: Mapping[str, Any]) -> None:
        self._sheet, self.name, self._styles = sheet, name, styles
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.65)
        sheet.hide_gridlines(2)

    def widths(self, widths: Iterable[float], *, level_from: int | None = None) -> None:
        """Widths of the columns, in digits of the standard font; from `level_from` on they can be folded away."""
        for column, width in enumerate(widths):
            options = {"level": 1} if level_from is not None and column >= level_from else {}
            self._sheet.set_column(column, column, width, None, options)

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """A text; one too long for a cell ends in an ellipsis.  An empty one leaves an empty cell in its style."""
        if not text:
            self._sheet.write_blank(row, column, None, self._styles[style])
            return
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        self._sheet.write_string(row, column, shown, self._styles[style])

    def number(self, row: int, column: int, number: float, style: str = "count") -> None:
        """A number."""
        self._sheet.write_number(row, column, number, self._styles[style])

    def day(self, row: int, column: int, day: date | None) -> None:
        """A day; None leaves an empty cell."""
        if day is None:
            self.text(row, column, "", "day")
        else:
            self._sheet.write_datetime(row, column, datetime.combine(day, time()), self._styles["day"])

    def formula(self, row: int, column: int, formula: str, value: float | str, style: str = "count") -> None:
        """A formula with what it comes to, for readers that do not compute."""
        self._sheet.write_formula(row, column, f"={formula}", self._styles[style], value)

    def link(self, row: int, column: int, target: str, text: str) -> None:
        """A link to a place in the workbook, such as ``'明细表'!B5:B9``."""
        self._sheet.write_url(row, column, f"internal:{target}", self._styles["link"], text)

    def across(self, row: int, first: int, last: int, text: str, style: str = "head") -> None:
        """A head over several columns."""
        if first == last:
            self.text(row, first, text, style)
        else:
            self._sheet.merge_range(row, first, row, last, text, self._styles[style])

    def height(self, row: int, points: float, level: int = 0) -> None:
        """The height of a row, and how deep it lies in an outline."""
        self._sheet.set_row(row, points, None, {"level": min(level, 6)} if level else {})

    def head(self, row: int, heads: Sequence[str]) -> None:
        """A head that stays in sight, and comes again on every page that is printed."""
        for column, text in enumerate(heads):
            self.text(row, column, text, "head")
        self.height(row, 30)

    def stay(self, rows: int, columns: int) -> None:
        """Keep the first rows and columns in sight, and print the last of those rows on every page."""
        self._sheet.freeze_panes(rows, columns)
        self._sheet.repeat_rows(rows - 1)

    def filtered(self, first: int, last: int, column: int) -> None:
        """Filters on the head in row `first`, for the rows down to `last`."""
        self._sheet.autofilter(first, 0, last, column)

    def printed(self, last_row: int, last_column: int) -> None:
        """Print no further than here."""
        self._sheet.print_area(0, 0, last_row, last_column)

    def footer(self, left: str, pages: str) -> None:
        """What stands at the foot of every page; pages: with ``&P`` and ``&N`` for the number and the sum."""
        self._sheet.set_footer(f"&L&8{left.replace('&', '&&')}&R&8{pages}")

    def choice(self, first: int, last: int, column: int, source: str, title: str, message: str) -> None:
        """Only what stands in the range `source` may be chosen in these rows."""
        self._sheet.data_validation(
            first, column, last, column,
            {"validate": "list", "source": f"={source}", "error_title": title[:32], "error_message": message[:255]},
        )  # fmt: skip

    def at_least_one(self, first: int, last: int, column: int, title: str, message: str) -> None:
        """Only whole numbers from 1 on may be written in these rows."""
        self._sheet.data_validation(
            first, column, last, column,
            {"validate": "integer", "criteria": ">=", "value": 1, "error_title": title[:32], "error_message": message[:255]},
        )  # fmt: skip

    def dashed_where(self, first: int, last: int, columns: tuple[int, int], formula: str) -> None:
        """A dashed frame around the cells of the rows for which a formula holds."""
        options = {"type": "formula", "criteria": f"={formula}", "format": self._styles["gap"]}
        self._sheet.conditional_format(first, columns[0], last, columns[1], options)

    def bars(self, first: int, last: int, column: int) -> None:
        """Bars from 0 to 100 % behind the shares of a column."""
        options = {
            "type": "data_bar", "bar_color": "#9DB7C2", "bar_solid": True, "min_type": "num", "max_type": "num",
            "min_value": 0, "max_value": 1, "bar_border_color": "#17465C",
        }  # fmt: skip
        self._sheet.conditional_format(first, column, last, column, options)

    def ref(self, first: int, last: int, column: int) -> str:
        """A part of a column of this sheet, for formulas elsewhere: ``'明细表'!$J$5:$J$9``."""
        name = xl_col_to_name(column, col_abs=True)
        return f"{quoted(self.name)}!{name}${first + 1}:{name}${last + 1}"


def cell_name(row: int, column: int, *, fixed_row: bool = False, fixed_column: bool = False) -> str:
    """The name of a cell: ``$A5``."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed_row, col_abs=fixed_column))


def quoted(name: str) -> str:
    """The name of a sheet in a formula."""
    return "'" + name.replace("'", "''") + "'"


def said(text: str) -> str:
    """A text as a literal in a formula."""
    return '"' + text.replace('"', '""') + '"'


@lru_cache(4096)
def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column that is `width` digits wide: XLSX leaves the height of rows to the writer.

    >>> lines_in("", 10), lines_in("服务规范", 10), lines_in("服务规范没有编写", 10)
    (1, 1, 2)
    """
    room = width * DIGIT + 1
    most = width_of(text, 10) / room
    return 1 if most <= 1 else HIGHEST if most > HIGHEST else min(HIGHEST, len(wrap(text, room, 10)))

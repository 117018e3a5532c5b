"""Tables of clauses, numbered through the document (表1) and through each annex (表A.1).

Source: GB/T 1.1—2020, clause 9.10.
"""

from __future__ import annotations

import re
import unicodedata

from zhunsheng.publish.blocks import Align, Cell, Line, Table
from zhunsheng.publish.printed.printing import Printing
from zhunsheng.standard.document import Cell as WrittenCell
from zhunsheng.standard.document import Row, TableText
from zhunsheng.standard.wording import T

#: Widths of columns in characters: what a column wants at most and at least, whatever stands in it.
_WIDEST, _NARROWEST = 24.0, 4.0
_FIGURES = re.compile(r"[\d０-９.,，％%±×~～—–\-<>≤≥（）() /]*")


def table_number(printing: Printing, annex: str, count: int) -> str:
    """表1, 表A.1 and so on."""
    number = f"{annex}.{count}" if annex else str(count)
    return printing.say(T("表{number}", number=number))


def table_block(printing: Printing, table: TableText, number: str) -> Table:
    """The table with its number; columns as wide as what stands in them asks for.  Without head it is a form."""
    columns = max((sum(_fields(cell).across for cell in row) for row in (*table.head, *table.rows)), default=0)
    placed = _placed(table.rows, columns)
    widths = tuple(_width(column, table, placed) for column in range(columns))
    return Table(
        rows=tuple(_row(row) for row in table.rows),
        head=tuple(_row(row) for row in table.head),
        widths=widths,
        align=tuple(_align(column, placed) for column in range(columns)) if table.head else (),
        caption=printing.label(table.title),
        number=number,
        style="grid" if table.head else "form",
    )


def _fields(cell: str | WrittenCell) -> WrittenCell:
    return WrittenCell(text=cell) if isinstance(cell, str) else cell


def _row(row: Row) -> tuple[Cell, ...]:
    made = []
    for one in map(_fields, row):
        lines: tuple[Line, ...] = tuple((part,) for part in (one.text or "").split("\n") if part)
        made.append(Cell(lines, one.across, one.down))
    return tuple(made)


def _placed(rows: tuple[Row, ...], columns: int) -> list[tuple[int, WrittenCell]]:
    """Every cell with its column, those below a taller cell moved to the right as in HTML."""
    taken = [0] * columns
    found = []
    for row in rows:
        column = 0
        for cell in map(_fields, row):
            while column < columns and taken[column]:
                column += 1
            found.append((column, cell))
            for covered in range(column, min(column + cell.across, columns)):
                taken[covered] = cell.down
            column += cell.across
        taken = [max(0, left - 1) for left in taken]
    return found


def _width(column: int, table: TableText, placed: list[tuple[int, WrittenCell]]) -> float:
    cells = [cell for at, cell in (*_placed(table.head, 64), *placed) if at == column and cell.across == 1]
    longest = max((_ems(part) for cell in cells for part in (cell.text or "").split("\n")), default=_NARROWEST)
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _align(column: int, placed: list[tuple[int, WrittenCell]]) -> Align:
    """Figures and short words in the middle, sentences from the left."""
    texts = [cell.text or "" for at, cell in placed if at == column and cell.across == 1]
    short = all(_ems(text) <= 6 or _FIGURES.fullmatch(text) for text in texts)
    return "centre" if texts and short else "left"


def _ems(text: str) -> float:
    """How wide a text is, in characters: Latin letters and digits count half."""
    return sum(1.0 if unicodedata.east_asian_width(mark) in "WFA" else 0.5 for mark in text)

"""One sheet of a workbook as a grid: values as people see them, merged areas, what is hidden, what was never computed.

Only cells that are there are read; a sheet that declares a million rows costs what it holds.  Source: ECMA-376
part 1, 18.3 (worksheets).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from zhunsheng.exchange.package import Element, Package
from zhunsheng.exchange.tables.display import show_number
from zhunsheng.exchange.tables.grid import MAX_TEXT, Area, Beside, Grid, Line, Mark, Spot, clean, column_number
from zhunsheng.exchange.tables.workbook import SheetPart, TooMuch, Workbook, elements, local, rich_text, unescaped

#: Rows of one sheet, columns that are read, places for cells of one sheet, cells filled from merged ones.
MAX_ROWS, MAX_COLUMNS, MAX_CELLS, MAX_FILLED = 200_000, 1_000, 5_000_000, 2_000_000
_LAST_ROW = 1_048_576
_PAGE_PARTS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_DIGITS = "0123456789"


@dataclass
class _Reading:
    """A sheet while it is read."""

    workbook: Workbook
    lines: list[Line] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    marks: dict[Spot, Mark] = field(default_factory=dict)
    formulas: dict[Spot, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    beyond: list[tuple[Spot, str]] = field(default_factory=list)
    last: int = 0
    room: int = field(default_factory=lambda: MAX_CELLS)


def read_sheet(package: Package, workbook: Workbook, sheet: SheetPart) -> Grid:
    """The grid of a sheet.  Raises PackageTrouble, ValueError for a broken reference, or TooMuch."""
    at = _Reading(workbook)
    for element in elements(package, sheet.part, "row", "mergeCell", "col", *_PAGE_PARTS):
        name = local(element)
        if name == "row":
            _row(at, element)
        elif name == "mergeCell":
            at.merged.append(_area(element.get("ref", "")))
            if len(at.merged) > MAX_ROWS:
                raise TooMuch
        elif name == "col":
            if element.get("hidden", "0") in ("1", "true"):
                at.hidden_columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
        elif element.text and element.text.strip():
            at.beside.append(Beside("page", clean(element.text)))
    _fill_merged(at)
    at.beside += _beside(package, sheet)
    width = max((len(line.texts) for line in at.lines), default=0)
    columns = (one for low, high in at.hidden_columns for one in range(max(low, 1), min(high, width) + 1))
    return Grid(
        sheet.name, tuple(at.lines), tuple(at.merged), at.marks, at.formulas, sheet.hidden,
        frozenset(at.hidden_rows), frozenset(columns), tuple(at.beside), tuple(at.beyond),
    )  # fmt: skip


_column = lru_cache(2048)(column_number)


def _row(at: _Reading, element: Element) -> None:
    number = int(element.get("r") or at.last + 1)
    if not at.last < number <= _LAST_ROW:
        raise ValueError(number)
    at.last = number
    texts: list[str] = []
    column = 0
    for cell in element:
        ref = cell.get("r")
        column = _column(ref.rstrip(_DIGITS)) if ref else column + 1
        if column < 1:
            raise ValueError(ref)
        text = _cell(at, cell, number, column)
        if not text:
            continue
        if column > MAX_COLUMNS:
            at.beyond.append((Spot(number, column), text))
            at.room -= 1
            continue
        missing = column - len(texts)
        if missing > 1:
            texts += [""] * (missing - 1)
        if missing > 0:
            texts.append(text)
        else:
            texts[column - 1] = text
    if element.get("hidden", "0") in ("1", "true"):
        at.hidden_rows.add(number)
    if texts:
        at.lines.append(Line(number, tuple(texts)))
        at.room -= len(texts)
    if len(at.lines) > MAX_ROWS or at.room < 0:
        raise TooMuch


def _cell(at: _Reading, cell: Element, row: int, column: int) -> str:
    """The text of a cell; what is odd about it is marked."""
    value = formula = inline = None
    for child in cell:
        name = child.tag[-2:]
        if name == "}v":
            value = child.text
        elif name == "}f":
            formula = child.text or ""
        elif name == "is":
            inline = child
    kind = cell.get("t", "n")
    if formula is not None:
        return _computed(at, kind, value, formula, cell.get("s"), Spot(row, column))
    if value is not None:
        text = _value(at, kind, value, cell.get("s"), row, column)
    elif inline is not None:
        text = clean(rich_text(inline))
    else:
        return ""
    if len(text) > MAX_TEXT:
        at.marks[Spot(row, column)] = "long"
    return text


def _computed(at: _Reading, kind: str, value: str | None, formula: str, style: str | None, spot: Spot) -> str:
    """The result of a formula; without one, the formula itself, which is marked."""
    shown = f"={unescaped(formula)}"[:MAX_TEXT]
    if value is None:
        if kind == "str":
            return ""
        at.marks[spot] = "uncomputed"
        at.formulas[spot] = shown
        return shown
    if at.workbook.recalculates and value == "0":
        at.marks[spot] = "doubtful"
        at.formulas[spot] = shown
    return _value(at, kind, value, style, *spot)


def _value(at: _Reading, kind: str, value: str, style: str | None, row: int, column: int) -> str:
    if kind == "s":
        index = int(value)
        if not 0 <= index < len(at.workbook.texts):
            raise ValueError(value)
        return at.workbook.texts[index]
    if kind == "n":
        shape, width = at.workbook.shape(style)
        if shape == "number" and value.isdecimal() and value[0] != "0":
            return value
        shown = show_number(value.strip(), shape, width, is_1904=at.workbook.is_1904)
        if shown is None:
            at.marks[Spot(row, column)] = "serial"
            return value.strip()
        return shown
    if kind == "e":
        at.marks[Spot(row, column)] = "error"
        return value.strip()
    if kind == "b":
        return "是" if value.strip() in ("1", "true") else "否"
    if kind == "d":
        return value.strip().removesuffix("T00:00:00").replace("T", " ")
    return clean(unescaped(value))


def _area(ref: str) -> Area:
    first, _, last = ref.partition(":")
    spots = [_spot(part) for part in (first, last or first)]
    (top, left), (bottom, right) = spots
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _spot(ref: str) -> Spot:
    word = ref.replace("$", "")
    column = column_number(word.rstrip(_DIGITS))
    if column < 1:
        raise ValueError(ref)
    return Spot(int(word[len(word.rstrip(_DIGITS)) :]), column)


def _fill_merged(at: _Reading) -> None:
    """Give every cell of a merged area the value of its first."""
    index = {line.number: place for place, line in enumerate(at.lines)}
    width = max((len(line.texts) for line in at.lines), default=0)
    numbers = list(index)
    room = MAX_FILLED
    for area in at.merged:
        text = at.lines[index[area.top]].text(area.left) if area.top in index else ""
        if not text:
            continue
        right = min(area.right, width)
        for number in _between(numbers, area):
            line = at.lines[index[number]]
            texts = list(line.texts) + [""] * (right - len(line.texts))
            for column in range(area.left, right + 1):
                if texts[column - 1] not in ("", text):
                    at.beside.append(Beside("covered", texts[column - 1], Spot(number, column)))
                texts[column - 1] = text
            at.lines[index[number]] = Line(number, tuple(texts))
            room -= right - area.left + 1
            if room < 0:
                raise TooMuch


def _between(numbers: list[int], area: Area) -> list[int]:
    from bisect import bisect_left, bisect_right

    return numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]


def _beside(package: Package, sheet: SheetPart) -> Iterator[Beside]:
    """Comments and texts of drawings that belong to a sheet."""
    for relation in package.relations(sheet.part).values():
        if relation.external or relation.target not in package:
            continue
        if relation.kind == "comments":
            for element in elements(package, relation.target, "comment"):
                texts = [rich_text(child) for child in element if local(child) == "text"]
                text = clean("".join(texts))
                if text:
                    yield Beside("comment", text, _spot(str(element.get("ref", "A1"))))
        elif relation.kind == "drawing":
            for element in elements(package, relation.target, "txBody"):
                lines = ["".join(str(t.text or "") for t in p.iter("{*}t")) for p in element.iter("{*}p")]
                if text := clean("\n".join(lines)):
                    yield Beside("drawing", text)

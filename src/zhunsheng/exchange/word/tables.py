"""The grid of a table in the XML: which cells take several columns or rows, which are covered, which rows are heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhunsheng.exchange.package import Element
from zhunsheng.exchange.word.drawings import chosen
from zhunsheng.exchange.word.names import MC, VAL, W, is_on, whole

#: Columns of a table; Word itself allows 63.
MOST_COLUMNS: Final = 512


@dataclass(slots=True)
class Slot:
    """A cell as it stands in its row; `item` is None where the row begins or ends with columns without a cell.

    covered: a larger cell above (or to the left) takes its place.
    """

    item: Element | None
    column: int
    across: int = 1
    down: int = 1
    covered: bool = False
    merged: bool = False


@dataclass(slots=True)
class Row:
    """A row.  head: repeated on every page.  deleted: a tracked deletion."""

    slots: list[Slot]
    head: bool = False
    deleted: bool = False


def grid_rows(table: Element) -> list[Row]:
    """The rows of a table with their cells in place."""
    rows = [_row(item) for item in _members(table, f"{W}tr")]
    standing = [row for row in rows if not row.deleted]
    for above, row in enumerate(standing):
        for slot in row.slots:
            if slot.merged and slot.covered and (above == 0 or _slot_at(standing[above - 1], slot) is None):
                slot.covered = False  # covered by nothing
    for at, row in enumerate(standing):
        for slot in row.slots:
            if slot.merged and not slot.covered:
                slot.down = 1 + _covered_below(standing[at + 1 :], slot)
    return rows


def _members(item: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, inside content controls and the like too; not those of inner tables."""
    for child in item:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag == f"{MC}AlternateContent":
            inner = chosen(child)
            if inner is not None:
                yield from _members(inner, wanted)
        elif isinstance(tag, str) and tag not in (f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}p"):
            yield from _members(child, wanted)


def _row(item: Element) -> Row:
    row = Row([])
    column = 0
    after = 0
    properties = item.find(f"{W}trPr")
    for child in properties if properties is not None else ():
        if child.tag == f"{W}tblHeader":
            row.head = is_on(child.get(VAL))
        elif child.tag == f"{W}del":
            row.deleted = True
        elif child.tag == f"{W}gridBefore":
            column = _span(child.get(VAL), 0)
        elif child.tag == f"{W}gridAfter":
            after = _span(child.get(VAL), 0)
    if column:
        row.slots.append(Slot(None, 0, column))
    for cell in _members(item, f"{W}tc"):
        slot = _slot(cell, column)
        if slot is None:  # merged with the cell on its left in the old way
            left = next((one for one in reversed(row.slots) if not one.covered), None)
            slot = Slot(cell, column, covered=left is not None)
            if left is not None:
                left.across += 1
        row.slots.append(slot)
        column += slot.across
    if after:
        row.slots.append(Slot(None, column, after))
    return row


def _slot(cell: Element, column: int) -> Slot | None:
    slot = Slot(cell, column)
    properties = cell.find(f"{W}tcPr")
    for child in properties if properties is not None else ():
        if child.tag == f"{W}gridSpan":
            slot.across = _span(child.get(VAL), 1)
        elif child.tag == f"{W}vMerge":
            slot.merged = True
            slot.covered = child.get(VAL, "continue") == "continue"
        elif child.tag == f"{W}hMerge" and child.get(VAL, "continue") == "continue":
            return None
    return slot


def _span(text: str | None, least: int) -> int:
    number = whole(text)
    return least if number is None else max(least, min(number, MOST_COLUMNS))


def _slot_at(row: Row, like: Slot) -> Slot | None:
    """The cell of a row that takes the same columns and belongs to a merge downwards."""
    return next(
        (one for one in row.slots if one.merged and one.column == like.column and one.across == like.across), None
    )


def _covered_below(rows: list[Row], slot: Slot) -> int:
    count = 0
    for row in rows:
        below = _slot_at(row, slot)
        if below is None or not below.covered:
            break
        count += 1
    return count

"""Tables of the text, with caption and repeated head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zhunsheng.publish.blocks import Cell, Table
from zhunsheng.publish.word.measure import ABOVE, SIDE
from zhunsheng.publish.word.press import Press, Spot
from zhunsheng.publish.word.properties import properties, together
from zhunsheng.publish.word.shapes import HAIRLINE, INK, SUNK, Edge, borders, twips
from zhunsheng.publish.word.xml import Node, w

_EDGES: dict[str, tuple[Edge, ...]] = {
    # Frame of 1 pt, lines of 0.5 pt inside, as GB/T 1.1—2020, 9.10 has it.
    "grid": (
        ("top", "single", 8, ""), ("left", "single", 8, ""), ("bottom", "single", 8, ""), ("right", "single", 8, ""),
        ("insideH", "single", 4, ""), ("insideV", "single", 4, ""),
    ),
    "form": (
        ("top", "single", 10, ""), ("left", "single", 10, ""), ("bottom", "single", 10, ""), ("right", "single", 10, ""),
        ("insideH", "single", 4, ""), ("insideV", "single", 4, ""),
    ),
    "plain": (("top", "single", 6, INK), ("bottom", "single", 6, INK), ("insideH", "single", 4, HAIRLINE)),
}  # fmt: skip
_NAMES = {"grid": "GridTable", "form": "FormTable", "plain": "PlainTable"}
#: A table of so many rows stays on one page.
_WHOLE = 8


def table_styles() -> list[Node]:
    """The styles of tables."""
    made = [_style("Layout", "版式表", (), (0.0, 0.0))]
    names = {"grid": "网格表", "form": "表单", "plain": "细线表"}
    made += [_style(_NAMES[kind], names[kind], edges, (SIDE, ABOVE)) for kind, edges in _EDGES.items()]
    return made


def _style(name: str, title: str, edges: tuple[Edge, ...], margins: tuple[float, float]) -> Node:
    side, above = margins
    return w(
        "style",
        w("name", val=title),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=39),
        w("qFormat"),
        properties(
            "tblPr",
            borders("tblBorders", edges),
            w(
                "tblCellMar",
                w("top", w=twips(above), type="dxa"),
                w("left", w=twips(side), type="dxa"),
                w("bottom", w=twips(above), type="dxa"),
                w("right", w=twips(side), type="dxa"),
            ),
        ),
        type="table",
        customStyle=1,
        styleId=name,
    )


# -- tables of the text ----------------------------------------------------------------------------------------------


def table_blocks(press: Press, table: Table, spot: Spot) -> Iterator[Node]:
    """Caption and table."""
    if table.number or table.caption:
        yield _caption(press, table)
    grid = column_widths(table, spot.width)
    if not grid:
        return
    rows = [
        *_rows(press, table, table.head, grid, head=True),
        *_rows(press, table, table.rows, grid, head=False),
    ]
    made = table_node(_NAMES[table.style], grid, rows, left=spot.left, caption=table.caption)
    yield together([made])[0] if len(table.rows) <= _WHOLE else made


def column_widths(table: Table, width: float) -> list[int]:
    """Widths of the columns in twentieths of a point; their sum is the width."""
    columns = table.columns
    if not columns:
        return []
    shares = table.widths if len(table.widths) == columns and sum(table.widths) > 0 else (1.0,) * columns
    total = twips(width)
    edges = [round(total * sum(shares[:at]) / sum(shares)) for at in range(columns + 1)]
    return [max(20, right - left) for left, right in pairwise(edges)]


def _caption(press: Press, table: Table) -> Node:
    """The number counts by a field where it ends in a figure: 表1, 表A.1."""
    found = re.fullmatch(r"(.*?)([1-9][0-9]*)", table.number)
    runs: list[Node] = []
    if found is not None:
        name, value = found[1], int(found[2])
        expected = press.sequences.get(name, 0) + 1
        press.sequences[name] = value
        label = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", name) or "T"
        reset = "" if value == expected else f" \\r {value}"
        runs = [press.run(name)] if name else []
        runs += press.field(f"SEQ {label} \\* ARABIC{reset}", str(value))
    elif table.number:
        runs = [press.run(table.number)]
    if table.caption:
        gap = press.numbering.gap if table.number else ""
        runs.append(press.run(f"{gap}{table.caption}"))
    return press.paragraph("Caption", runs)


def _rows(
    press: Press,
    table: Table,
    rows: tuple[tuple[Cell, ...], ...],
    grid: list[int],
    *,
    head: bool,
) -> Iterator[Node]:
    columns = len(grid)
    covered: list[tuple[int, int]] = [(0, 1)] * columns
    for at, row in enumerate(rows):
        cells: list[Node] = []
        column = 0
        waiting = iter(row)
        cell = next(waiting, None)
        while column < columns:
            left, across = covered[column]
            if left:
                cells.append(_cell(press, table, None, grid[column : column + across], column, merge="continue"))
                covered[column] = (left - 1, across)
                column += across
                continue
            one = cell if cell is not None else Cell(())
            cell = next(waiting, None)
            span = max(1, min(one.across, _free(covered, column)))
            down = min(one.down, len(rows) - at)
            merge = "restart" if down > 1 else ""
            made = _cell(press, table, one, grid[column : column + span], column, merge=merge, head=head)
            cells.append(made)
            covered[column] = (down - 1, span)
            column += span
        yield w("tr", properties("trPr", w("cantSplit"), w("tblHeader") if head else None), *cells)


def _free(covered: list[tuple[int, int]], column: int) -> int:
    """How many columns from here are not covered from above."""
    free = 0
    while column + free < len(covered) and not covered[column + free][0]:
        free += 1
    return free


def _cell(
    press: Press,
    table: Table,
    cell: Cell | None,
    grid: list[int],
    column: int,
    *,
    merge: str,
    head: bool = False,
) -> Node:
    is_grid = table.style != "plain"
    align = table.align[column] if column < len(table.align) else "left"
    is_head = head or (cell is not None and cell.head)
    # A cell that takes the whole width, below the head, is the title of a group of rows or what it comes to.
    is_group = is_grid and not head and 1 < len(grid) == table.columns
    side = "center" if (is_grid and head) or align == "centre" else "right" if align == "right" else "left"
    jc = w("jc", val="left" if is_group else side)
    style = "TableHead" if is_head else "TableText"
    lines = cell.lines if cell is not None else ()
    paragraphs = [press.paragraph(style, press.runs(line), jc) for line in lines]
    bottom = ("bottom", "single", 8 if is_grid else 6, "" if is_grid else INK)
    return w(
        "tc",
        properties(
            "tcPr",
            w("tcW", w=sum(grid), type="dxa"),
            w("gridSpan", val=len(grid)) if len(grid) > 1 else None,
            w("vMerge", val=merge if merge == "restart" else None) if merge else None,
            borders("tcBorders", (bottom,)) if head and table.style != "form" else None,
            w("shd", val="clear", color="auto", fill=SUNK) if is_group and is_head else None,
            w("vAlign", val="center" if is_grid else "top"),
        ),
        *(paragraphs or [press.paragraph(style, (), jc)]),
    )


def table_node(style: str, grid: list[int], rows: list[Node], *, left: float = 0, caption: str = "") -> Node:
    """A table of a style.  grid: widths of the columns, in twentieths of a point; left: its indent, in points."""
    return w(
        "tbl",
        properties(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(grid), type="dxa"),
            w("tblInd", w=twips(left), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=1),
            w("tblCaption", val=caption) if caption else None,
        ),
        w("tblGrid", *(w("gridCol", w=one) for one in grid)),
        *rows,
    )


def separated(press: Press, nodes: list[Node]) -> list[Node]:
    """Small paragraphs around tables: two tables in a row would become one, and text would touch their frames."""
    made: list[Node] = []
    for at, node in enumerate(nodes):
        if node.name == "w:tbl" and made and _shape_of(made[-1]) not in ("Gap", "Caption"):
            made.append(press.paragraph("Gap", (), w("keepNext")))
        made.append(node)
        is_last = at + 1 == len(nodes)
        if node.name == "w:tbl" and not is_last:
            made.append(press.paragraph("Gap", ()))
    return made


def _shape_of(node: Node) -> str:
    props = node.find("w:pPr")
    style = props.find("w:pStyle") if props is not None else None
    return "" if style is None else style.get("w:val")

"""Tables: those of the text with caption and repeated head, and those that only arrange (facts, answers, callouts)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from zhunsheng.publish.blocks import Answers, Cell, Facts, Table
from zhunsheng.publish.word.measure import ABOVE, SIDE, ems
from zhunsheng.publish.word.press import Press, Spot
from zhunsheng.publish.word.properties import properties
from zhunsheng.publish.word.shapes import BRAND, CHANGE, HAIRLINE, INK, INK3, WARN, Edge, borders, twips
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
_TINTS = {"info": ("E9EFF2", BRAND), "warn": ("F8EDD6", WARN), "change": ("E6EAF6", CHANGE)}


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
    yield _table(_NAMES[table.style], grid, rows, left=spot.left, caption=table.caption)


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
    centred = (is_grid and head) or align == "centre"
    is_head = head or (cell is not None and cell.head)
    jc = w("jc", val="center" if centred else "right" if align == "right" else "left")
    style = "TableHead" if is_head else "TableText"
    lines = cell.lines if cell is not None else ()
    # A label in the body keeps nothing with it, or a form whose every row has one would have to fit on one page.
    loose = w("keepNext", val=0) if is_head and not head else None
    paragraphs = [press.paragraph(style, press.runs(line), loose, jc) for line in lines]
    bottom = ("bottom", "single", 8 if is_grid else 6, "" if is_grid else INK)
    return w(
        "tc",
        properties(
            "tcPr",
            w("tcW", w=sum(grid), type="dxa"),
            w("gridSpan", val=len(grid)) if len(grid) > 1 else None,
            w("vMerge", val=merge if merge == "restart" else None) if merge else None,
            borders("tcBorders", (bottom,)) if head and table.style != "form" else None,
            w("vAlign", val="center" if is_grid else "top"),
        ),
        *(paragraphs or [press.paragraph(style, (), jc)]),
    )


def _table(
    style: str, grid: list[int], rows: list[Node], *, left: float = 0, caption: str = "", margins: Node | None = None,
    edges: tuple[Edge, ...] = (),
) -> Node:  # fmt: skip
    return w(
        "tbl",
        properties(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(grid), type="dxa"),
            w("tblInd", w=twips(left), type="dxa"),
            borders("tblBorders", edges),
            w("tblLayout", type="fixed"),
            margins,
            w("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=1),
            w("tblCaption", val=caption) if caption else None,
        ),
        w("tblGrid", *(w("gridCol", w=one) for one in grid)),
        *rows,
    )


# -- arrangements ----------------------------------------------------------------------------------------------------


def facts_table(press: Press, facts: Facts, spot: Spot) -> Node:
    """Names on the left, values on the right."""
    base = press.look.base
    widest = max((ems(name) for name, _ in facts.rows), default=0.0) * base + base * 1.2
    first = twips(min(widest, spot.width * 0.4))
    grid = [first, twips(spot.width) - first]
    rows = []
    for name, value in facts.rows:
        cells = (
            _plain_cell(grid[0], [press.paragraph("FactName", press.runs((name,)))]),
            _plain_cell(grid[1], [press.paragraph("FactValue", press.runs(value))]),
        )
        rows.append(w("tr", properties("trPr", w("cantSplit")), *cells))
    return _table("Layout", grid, rows, left=spot.left)


def answers_table(press: Press, answers: Answers, spot: Spot) -> Node:
    """Four answers in a row (two in large print), each under a heavy line, with gaps between."""
    count = 2 if press.document.size == "large" else min(4, max(1, len(answers.answers)))
    gap = twips(14)
    share = (twips(spot.width) - gap * (count - 1)) // count
    grid = [share if at % 2 == 0 else gap for at in range(2 * count - 1)]
    rows = []
    for start in range(0, len(answers.answers), count):
        cells: list[Node] = []
        for at in range(count):
            if at:
                cells.append(_plain_cell(gap, [press.paragraph("Gap", ())]))
            found = answers.answers[start + at : start + at + 1]
            paragraphs = [press.paragraph("Gap", ())]
            for one in found:
                paragraphs = [press.words("AnswerLabel", one.label), press.words(_value_shape(one.value), one.value)]
                if one.note:
                    paragraphs.append(press.words("AnswerNote", one.note))
            edge: tuple[Edge, ...] = (("top", "single", 12, INK),) if found else ()
            cells.append(_plain_cell(share, paragraphs, borders("tcBorders", edge), _margins(6, 0, 10, 0)))
        rows.append(w("tr", properties("trPr", w("cantSplit")), *cells))
    return _table("Layout", grid, rows, left=spot.left)


def _value_shape(value: str) -> str:
    return "Answer1" if len(value) <= 6 else "Answer2" if len(value) <= 11 else "Answer3"


def callout_table(press: Press, kind: str, spot: Spot, inner: Callable[[Spot], list[Node]]) -> Node:
    """Blocks set apart: a dashed frame for provenance, a tint with a bar for the rest."""
    grid = [twips(spot.width)]
    nodes = inner(Spot(spot.width - 20, 0, 0, in_table=True))
    if not nodes or nodes[-1].name != "w:p":
        nodes.append(press.paragraph("Gap", ()))
    edges: tuple[Edge, ...]
    if kind == "provenance":
        edges = tuple((side, "dashed", 6, INK3) for side in ("top", "left", "bottom", "right"))
        fill = None
    else:
        tint, colour = _TINTS[kind]
        edges = (("left", "single", 18, colour),)
        fill = w("shd", val="clear", color="auto", fill=tint)
    made = _plain_cell(grid[0], nodes, borders("tcBorders", edges), fill, _margins(6, 10, 6, 10))
    return _table("Layout", grid, [w("tr", made)], left=spot.left)


def side_by_side(press: Press, cells: list[tuple[float, list[Node]]], spot: Spot) -> Node:
    """Cells beside one another, each with its width in points."""
    grid = [twips(width) for width, _ in cells]
    made = [_plain_cell(width, nodes, w("vAlign", val="center")) for width, (_, nodes) in zip(grid, cells, strict=True)]
    return _table("Layout", grid, [w("tr", properties("trPr", w("cantSplit")), *made)], left=spot.left)


def _plain_cell(width: int, nodes: list[Node], *props: Node | None) -> Node:
    return w("tc", properties("tcPr", w("tcW", w=width, type="dxa"), *props), *nodes)


def _margins(top: float, right: float, bottom: float, left: float) -> Node:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    return w("tcMar", *(w(side, w=twips(room), type="dxa") for side, room in sides))


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

"""Tables that only arrange what stands in them: facts, answers in a row, callouts, things side by side."""

from __future__ import annotations

from collections.abc import Callable

from zhunsheng.publish.blocks import Answers, Facts
from zhunsheng.publish.word.measure import ems
from zhunsheng.publish.word.press import Press, Spot
from zhunsheng.publish.word.properties import properties
from zhunsheng.publish.word.shapes import BRAND, CHANGE, INK, INK3, WARN, Edge, borders, twips
from zhunsheng.publish.word.tables import table_node
from zhunsheng.publish.word.xml import Node, w

_TINTS = {"info": ("E9EFF2", BRAND), "warn": ("F8EDD6", WARN), "change": ("E6EAF6", CHANGE)}


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
    return table_node("Layout", grid, rows, left=spot.left)


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
    return table_node("Layout", grid, rows, left=spot.left)


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
    return table_node("Layout", grid, [w("tr", made)], left=spot.left)


def side_by_side(press: Press, cells: list[tuple[float, list[Node]]], spot: Spot) -> Node:
    """Cells beside one another, each with its width in points."""
    grid = [twips(width) for width, _ in cells]
    made = [_plain_cell(width, nodes, w("vAlign", val="center")) for width, (_, nodes) in zip(grid, cells, strict=True)]
    return table_node("Layout", grid, [w("tr", properties("trPr", w("cantSplit")), *made)], left=spot.left)


def _plain_cell(width: int, nodes: list[Node], *props: Node | None) -> Node:
    return w("tc", properties("tcPr", w("tcW", w=width, type="dxa"), *props), *nodes)


def _margins(top: float, right: float, bottom: float, left: float) -> Node:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    return w("tcMar", *(w(side, w=twips(room), type="dxa") for side, room in sides))

"""Paragraphs and rows of tables as boxes with a height, read back from what was written.

Distances of lines are exact in every style, so heights do not depend on fonts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhunsheng.publish.word.measure import ABOVE, SIDE, WIDER, Measured, ems
from zhunsheng.publish.word.shapes import Shape
from zhunsheng.publish.word.xml import Node


@dataclass
class Box:
    """Something that takes room on a page: lines that may be parted, or one piece.

    node: the number of its block.  height: of a line or of the whole; lines: how many; names: bookmarks in it; head:
    height of the rows repeated on each new page.
    """

    height: float
    lines: int = 1
    before: float = 0
    after: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    head: float = 0
    is_head: bool = False
    notes: float = 0
    node: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def total(self) -> float:
        """Height of all lines."""
        return self.height * self.lines


def boxes(nodes: Sequence[Node], shapes: Mapping[str, Shape], width: float, notes: Sequence[str] = ()) -> list[Box]:
    """Paragraphs and rows as boxes.  notes: texts of the footnotes, by number."""
    found: list[Box] = []
    for at, node in enumerate(nodes):
        made: list[Box] = []
        if node.name == "w:p":
            made = [_paragraph(node, shapes, width, notes)]
        elif node.name == "w:tbl":
            made = _rows(node, shapes)
        found += (replace(box, node=at) for box in made)
    return found


def _paragraph(node: Node, shapes: Mapping[str, Shape], width: float, notes: Sequence[str]) -> Box:
    props = node.find("w:pPr")
    shape = shape_of(node, shapes)
    found = measured(node, shape, width)
    return Box(
        height=_picture(node) or shape.line,
        lines=found.lines(squeeze=_squeeze(node)),
        before=shape.before,
        after=shape.after,
        keep_next=shape.keep_next or _says(props, "w:keepNext"),
        keep_lines=shape.keep_lines,
        page_break=_says(props, "w:pageBreakBefore"),
        notes=_notes(node, notes, shapes, width),
        names=[one.get("w:name") for one in node.walk() if one.name == "w:bookmarkStart"],
    )


def shape_of(node: Node, shapes: Mapping[str, Shape]) -> Shape:
    """The style of a paragraph."""
    props = node.find("w:pPr")
    style = props.find("w:pStyle") if props is not None else None
    return shapes[style.get("w:val") if style is not None else "Normal"]


def measured(node: Node, shape: Shape, width: float) -> Measured:
    """A paragraph in so much room; its automatic number is part of the first line."""
    props = node.find("w:pPr")
    indent = props.find("w:ind") if props is not None else None
    left, first = shape.left, shape.first * shape.size
    words = said(node)
    if indent is not None:
        left = float(indent.get("w:left", str(left * 20))) / 20
    if node.aside and shape.id == "ListItem":
        left, first = node.left, 0.0
    elif node.aside:
        first += (ems(node.aside) * WIDER + 1) * shape.size
    room = width - left - shape.right
    # Latin letters of the upright face are wider than those of the book face.
    size = shape.size * (WIDER if shape.family == "hei" and words.isascii() else 1.0) + shape.spread
    return Measured.of(words, size, room - first, room)


def _squeeze(node: Node) -> float:
    """How much closer the characters of a paragraph are set, in points."""
    for one in node.walk():
        if one.name == "w:rPr":
            spread = one.find("w:spacing")
            return -float(spread.get("w:val")) / 20 if spread is not None else 0.0
    return 0.0


def said(node: Node) -> str:
    """The words of a paragraph as they are printed; those of fields as they stand."""
    parts: list[str] = []
    for one in node.walk():
        if one.name == "w:t":
            parts += [child for child in one.children if isinstance(child, str)]
        elif one.name == "w:br":
            parts.append("\n")
    return "".join(parts)


def _says(props: Node | None, name: str) -> bool:
    return props is not None and props.find(name) is not None


def _picture(node: Node) -> float:
    return max((float(one.aside) + 6 for one in node.walk() if one.name == "w:r" and one.aside), default=0.0)


def _notes(node: Node, notes: Sequence[str], shapes: Mapping[str, Shape], width: float) -> float:
    shape = shapes["footnoteText"]
    found = [int(one.get("w:id")) for one in node.walk() if one.name == "w:footnoteReference"]
    return sum(
        Measured.of(notes[at - 1], shape.size, width - 9, width).lines() * shape.line
        for at in found
        if at <= len(notes)
    )


def _rows(table: Node, shapes: Mapping[str, Shape]) -> list[Box]:
    found: list[Box] = []
    head = 0.0
    props = table.find("w:tblPr")
    style = props.find("w:tblStyle") if props is not None else None
    is_plain = style is not None and style.get("w:val") == "Layout"
    for row in (child for child in table.children if isinstance(child, Node) and child.name == "w:tr"):
        is_head = _says(row.find("w:trPr"), "w:tblHeader")
        cells = [one for one in row.children if isinstance(one, Node) and one.name == "w:tc"]
        sizes = [_cell(one, shapes, (0.0, 0.0) if is_plain else (SIDE, ABOVE)) for one in cells]
        framed = any(_says(one.find("w:tcPr"), "w:tcBorders") for one in cells)
        line = 1.5 * framed if is_plain else 0.5 + (0.75 if not found or is_head else 0.0)
        height = max((one for one, _ in sizes), default=0.0) + line
        keep = any(kept for _, kept in sizes) or is_head
        names = [one.get("w:name") for one in row.walk() if one.name == "w:bookmarkStart"]
        found.append(Box(height, keep_next=keep, head=0 if is_head else head, is_head=is_head, names=names))
        head += height if is_head else 0.0
    return found


def _cell(cell: Node, shapes: Mapping[str, Shape], room: tuple[float, float]) -> tuple[float, bool]:
    """Height of a cell with its margins, and whether it keeps with the next row.  room: free at its sides, above."""
    props = cell.find("w:tcPr")
    assert props is not None
    if props.find("w:vMerge") is not None:
        return 0.0, False
    width = props.find("w:tcW")
    margins = props.find("w:tcMar")
    own = [one for one in margins.children if isinstance(one, Node)] if margins is not None else []
    sides = {one.name: float(one.get("w:w")) / 20 for one in own}
    side, above = room
    inside = float(width.get("w:w")) / 20 if width is not None else 0.0
    inside -= sides.get("w:left", side) + sides.get("w:right", side)
    inner = boxes([one for one in cell.children if isinstance(one, Node)], shapes, max(inside, 10.0))
    height = sum(one.before + one.total + one.after for one in inner)
    return height + sides.get("w:top", above) + sides.get("w:bottom", above), bool(inner) and inner[0].keep_next

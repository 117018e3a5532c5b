"""Paragraph styles as data: what the file says of them, and what the layout measures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from zhunsheng.publish.word.properties import properties
from zhunsheng.publish.word.xml import Node, w

Family = Literal["song", "hei", "kai", "mono"]
#: East Asian and Latin font of each family, as Word on a Chinese machine has them.
FONTS: dict[Family, tuple[str, str]] = {
    "song": ("宋体", "Times New Roman"),
    "hei": ("黑体", "Arial"),
    "kai": ("楷体", "Times New Roman"),
    "mono": ("宋体", "Consolas"),
}
INK, INK2, INK3 = "1A2129", "46505B", "5D6670"
BRAND, OK, WARN, BAD, CHANGE = "17465C", "1B6648", "855000", "B0261B", "31509A"
HAIRLINE, SUNK = "C6C2B6", "F3F1EB"
Edge = tuple[str, str, int, str]


@dataclass(frozen=True)
class Shape:
    """A paragraph style.

    size, line, before, after, left, right: points; `line` is exact, 0 where a picture decides.  first: the
    indent of the first line in characters.  outline: its level in the contents, from 0.  list: the list and level that
    it is numbered by.  edges: side, kind, width in eighths of a point and colour of lines around it.  frame: a place of
    its own on the page, left, top, width and height in points.
    """

    id: str
    name: str
    size: float = 10.5
    line: float = 15.6
    family: Family = "song"
    colour: str = ""
    bold: bool = False
    spread: float = 0
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    align: Literal["both", "left", "center", "right"] = "both"
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    list: tuple[int, int] | None = None
    edges: tuple[Edge, ...] = ()
    tabs: tuple[tuple[str, float, str], ...] = ()
    frame: tuple[float, float, float, float] | None = None
    alias: str = ""
    next: str = ""
    based_on: str = "Normal"

    def but(self, **changes: object) -> Shape:
        """The same with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def node(self) -> Node:
        """The style as the file has it."""
        is_first = self.id == "Normal"
        built_in = self.name.isascii()
        return w(
            "style",
            w("name", val=self.name),
            w("aliases", val=self.alias) if self.alias else None,
            None if is_first else w("basedOn", val=self.based_on),
            w("next", val=self.next) if self.next else None,
            w("uiPriority", val=1 if not built_in else 9),
            w("qFormat"),
            self._paragraph(),
            run_properties(self.family, self.size, colour=self.colour, bold=self.bold, spread=self.spread, always=True),
            type="paragraph",
            default=1 if is_first else None,
            customStyle=None if built_in else 1,
            styleId=self.id,
        )

    def _paragraph(self) -> Node | None:
        first = {"firstLineChars": round(self.first * 100), "firstLine": twips(self.first * self.size)}
        return properties(
            "pPr",
            w("keepNext", val=int(self.keep_next)),
            w("keepLines", val=int(self.keep_lines)),
            w("widowControl"),
            frame_node(self.frame),
            w("overflowPunct"),
            w("numPr", w("ilvl", val=self.list[1]), w("numId", val=self.list[0])) if self.list else None,
            borders("pBdr", self.edges),
            w("tabs", *(w("tab", val=kind, leader=leader or None, pos=twips(at)) for kind, at, leader in self.tabs))
            if self.tabs
            else None,
            spacing(self.line, self.before, self.after),
            w("ind", left=twips(self.left), right=twips(self.right), **first),
            w("jc", val=self.align),
            w("outlineLvl", val=9 if self.outline is None else self.outline),
        )


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def frame_node(frame: tuple[float, float, float, float] | None) -> Node | None:
    """A frame at a place of the page: left, top, width and height in points."""
    if frame is None:
        return None
    x, y, width, height = map(twips, frame)
    return w(
        "framePr", w=width, h=height, hRule="exact", hSpace=0, wrap="around", vAnchor="page", hAnchor="page", x=x, y=y
    )


def spacing(line: float, before: float = 0, after: float = 0) -> Node:
    """Distances of lines and around a paragraph; `line` 0: as high as what stands in it."""
    rule = {"line": twips(line), "lineRule": "exact"} if line else {"line": 240, "lineRule": "auto"}
    return w("spacing", before=twips(before), after=twips(after), **rule)


def borders(name: str, edges: tuple[Edge, ...], space: int = 1) -> Node | None:
    """Lines around a paragraph, a table or a cell."""
    if not edges:
        return None
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    return w(
        name,
        *(
            w(side, val=kind, sz=width, space=space if name == "pBdr" else 0, color=colour or "auto")
            for side, kind, width, colour in sorted(edges, key=lambda edge: order.index(edge[0]))
        ),
    )


def run_properties(
    family: Family | None,
    size: float = 0,
    *,
    colour: str = "",
    bold: bool = False,
    spread: float = 0,
    always: bool = False,
    style: str = "",
) -> Node | None:
    """Properties of a run of text.  always: also those that are as usual, so that nothing is inherited."""
    fonts: dict[str, object] = {}
    if family is not None:
        east, latin = FONTS[family]
        fonts = {"ascii": latin, "hAnsi": latin, "eastAsia": east, "cs": latin}
    return properties(
        "rPr",
        w("rStyle", val=style) if style else None,
        w("rFonts", **fonts) if fonts else None,
        w("b", val=int(bold)) if bold or always else None,
        w("color", val=colour or "auto") if colour or always else None,
        w("spacing", val=twips(spread)) if spread else None,
        w("sz", val=round(size * 2)) if size else None,
        w("szCs", val=round(size * 2)) if size else None,
    )

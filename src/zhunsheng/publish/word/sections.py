"""Sections of pages, their headers and footers.

A standard has its number at the outer edge of every page and the page number below it: Ⅰ, Ⅱ before the body, 1, 2 in it
(GB/T 1.1—2020, 10.2); the cover has neither.  Other documents say what they are above and their edition below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from zhunsheng.publish.word.press import DOCUMENT, Press
from zhunsheng.publish.word.properties import section, with_property
from zhunsheng.publish.word.shapes import twips
from zhunsheng.publish.word.xml import Node, part, w
from zhunsheng.standard.wording import T

_HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


@dataclass
class Stretch:
    """Pages that lie the same way and count the same way.  starts: the number of its first page; None: goes on."""

    kind: Literal["cover", "front", "body"]
    landscape: bool = False
    starts: int | None = None
    nodes: list[Node] = field(default_factory=list)


def closed(press: Press, stretches: list[Stretch]) -> list[Node]:
    """All blocks; each stretch but the last ends with a paragraph that holds its section."""
    made: list[Node] = []
    for at, one in enumerate(stretches):
        properties = _section(press, one)
        if at + 1 == len(stretches):
            # The last element of a text is a paragraph, never a table.
            tail = [] if one.nodes and one.nodes[-1].name == "w:p" else [press.paragraph("Gap", ())]
            return [*made, *one.nodes, *tail, properties]
        *rest, last = one.nodes or [press.paragraph("Gap", ())]
        if last.name != "w:p" or one.kind == "cover":  # a cover ends with a frame
            rest, last = [*rest, last], press.paragraph("Gap", ())
        made += [*rest, with_property(last, properties)]
    return made


def _section(press: Press, one: Stretch) -> Node:
    look = press.look
    width, height = look.page(landscape=one.landscape)
    top, outer, bottom, inner = look.margins
    numbers: dict[str, object] = {"start": one.starts} if one.starts is not None else {}
    if one.kind == "front" and press.is_standard:
        numbers = {"fmt": "upperRoman", **numbers}
    elif press.is_standard:
        numbers = {"fmt": "decimal", **numbers}
    return section(
        *_references(press, one),
        w("type", val="nextPage"),
        w("pgSz", w=twips(width), h=twips(height), orient="landscape" if one.landscape else None),
        w(
            "pgMar",
            top=twips(top),
            right=twips(outer),
            bottom=twips(bottom),
            left=twips(inner),
            header=twips(look.header),
            footer=twips(look.header),
            gutter=0,
        ),
        w("pgNumType", **numbers) if numbers else w("pgNumType"),
        w("cols", space=425),
        w("docGrid", linePitch=312),
    )


def _references(press: Press, one: Stretch) -> Iterable[Node]:
    """Which header and footer; a cover has none, and what follows names its own."""
    if one.kind == "cover":
        return []
    kinds = ("default", "even") if press.look.mirrored else ("default",)
    made = []
    for kind in kinds:
        for name, content, build in (("header", _HEADER, _header), ("footer", _FOOTER, _footer)):
            lies = "l" if one.landscape else ""
            file = f"{name}{'2' if kind == 'even' else '1'}{lies}.xml"
            if f"word/{file}" not in press.package.parts:
                press.package.add(f"word/{file}", part(build(press, one, kind)), content)
            link = press.package.relate(DOCUMENT, name, file)
            made.append(Node(f"w:{name}Reference", (("w:type", kind), ("r:id", link))))
    return made


def _header(press: Press, one: Stretch, kind: str) -> Node:
    document = press.document
    marks = document.extra.get("marks", "")
    if not press.is_standard:
        runs = [*press.runs((document.header,)), w("r", w("tab")), *press.runs((marks,))]
        return w("hdr", press.paragraph("Header", runs, _tab(press, one)))
    side = w("jc", val="left" if kind == "even" else "right")
    runs = press.runs((document.header,))
    if document.cover is not None and document.header in document.cover.right:
        # The header follows the number on the cover, should somebody change it there.
        runs = press.field('STYLEREF "封面标准号"', document.header)
    rows = [press.paragraph("Header", runs, side)]
    if marks:
        rows.append(press.words("HeaderMark", marks, side))
    return w("hdr", *rows)


def _footer(press: Press, one: Stretch, kind: str) -> Node:
    if press.is_standard:
        side = w("jc", val="left" if kind == "even" else "right")
        return w("ftr", press.paragraph("Footer", press.field("PAGE", "1"), side))
    page, total = "\ue000", "\ue001"
    words = T("第 {page} 页　共 {total} 页", page=page, total=total).say(press.document.language)
    runs: list[Node] = [*press.runs((press.document.footer,)), w("r", w("tab"))]
    for piece in words.replace(page, f"\0{page}\0").replace(total, f"\0{total}\0").split("\0"):
        if piece == page:
            runs += press.field("PAGE", "1")
        elif piece == total:
            runs += press.field("NUMPAGES", "1")
        elif piece:
            runs.append(press.run(piece))
    return w("ftr", press.paragraph("Footer", runs, _tab(press, one)))


def _tab(press: Press, one: Stretch) -> Node | None:
    """Where the right edge is on a page that lies another way than the document."""
    if one.landscape == press.look.landscape:
        return None
    was = press.look.text_width(landscape=press.look.landscape)
    now = press.look.text_width(landscape=one.landscape)
    return w("tabs", w("tab", val="clear", pos=twips(was)), w("tab", val="right", pos=twips(now)))

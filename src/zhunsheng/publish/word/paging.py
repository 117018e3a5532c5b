"""Pages are settled: no heading at the foot of a page, and a table of contents that is right as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zhunsheng.publish.word.body import CONTENTS
from zhunsheng.publish.word.boxes import boxes
from zhunsheng.publish.word.contents import contents_nodes
from zhunsheng.publish.word.layout import Pages
from zhunsheng.publish.word.press import Press
from zhunsheng.publish.word.properties import with_property
from zhunsheng.publish.word.sections import Stretch
from zhunsheng.publish.word.xml import Node, w

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_PILES = (26, 21)


def paged(press: Press, stretches: list[Stretch]) -> None:
    """Settle what stands on which page, and fill in the tables of contents."""
    places = [(one, *_open_contents(press, one)) for one in stretches]
    pages = _pages(press, stretches)
    for one, start, placeholder in places:
        if placeholder is not None:
            made = contents_nodes(press, placeholder, pages)
            one.nodes[start : start + len(made)] = made


def _open_contents(press: Press, one: Stretch) -> tuple[int, Node | None]:
    """Put the table of contents in its place, its pages still open; where it begins, and what stood there."""
    for at, node in enumerate(one.nodes):
        if node.name == CONTENTS:
            one.nodes[at : at + 1] = contents_nodes(press, node, {})
            return at, node
    return 0, None


def _pages(press: Press, stretches: list[Stretch]) -> Mapping[str, str]:
    """What is printed as the page of each bookmark."""
    found: dict[str, str] = {}
    page = 0
    for one in stretches:
        page = page if one.starts is None else one.starts - 1
        if one.kind == "cover":
            page += 1
            continue
        filled = _firm(press, one)
        is_roman = one.kind == "front" and press.is_standard
        for name, at in filled.names.items():
            found[name] = _roman(page + at) if is_roman else str(page + at)
        page += filled.count
    return found


def _firm(press: Press, one: Stretch) -> Pages:
    """The pages of a stretch; where programs might differ on whether a heading finds room, a new page is asked for.

    LibreOffice first puts every 26 blocks (in longer texts 21) on a page and then fills the pages; a heading that is the
    last of such a pile stays where it is although what it keeps with went on.
    """
    look = press.look
    width, height = look.text_width(landscape=one.landscape), look.text_height(landscape=one.landscape)
    found = boxes(one.nodes, look.shapes, width, press.footnotes)
    while True:
        filled = Pages(height)
        filled.fill(found)
        piled = {at for at in filled.moved if any((at + 1) % pile == 0 for pile in _PILES)}
        doubtful = {at for at in (filled.close, *piled) if at is not None and _can_turn(one.nodes[at])}
        if not doubtful:
            return filled
        first = min(doubtful)
        one.nodes[first] = with_property(one.nodes[first], w("pageBreakBefore"))
        found = [replace(box, page_break=True) if box.node == first else box for box in found]


def _can_turn(node: Node) -> bool:
    """Whether a block can ask for a new page and has not done so yet."""
    props = node.find("w:pPr")
    return node.name == "w:p" and (props is None or props.find("w:pageBreakBefore") is None)


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        while number >= value:
            words, number = words + letters, number - value
    return words

"""Where the boxes of the structure diagram stand.  Geometry only: nothing here draws.

From top to bottom, as standards systems are drawn: what stands above the system; the system; layers that all branches
share; the branches side by side, each over its own boxes.  The first arrangement that fits is taken: A4 on its side in
one tier, then in two, then A3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from zhunsheng.publish.framework.cards import (
    AIRY,
    LOOKS,
    PLAIN,
    SMALL,
    TIGHT,
    Card,
    Density,
    above_card,
    box_card,
    layer_placed,
    root_card,
)
from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.geometry import ASCENT, Kind, Label, Layout, Link, Placed, Point, Rect
from zhunsheng.publish.framework.measure import width_of, wrap
from zhunsheng.publish.framework.page import EDGE, Page, Paper, write_caption, write_legend
from zhunsheng.publish.framework.tree import Box
from zhunsheng.publish.framework.words import LEVELS, opened
from zhunsheng.standard.wording import Language, T

#: Room for the drawing on a sheet on its side inside 15 mm margins, under a title and over a caption; points.
ROOM: dict[Paper, tuple[float, float]] = {"A4": (757.0, 437.0), "A3": (1106.0, 690.0)}
#: Width of a branch with its boxes: no narrower, no wider.
NARROWEST, WIDEST = 58.0, 132.0
#: How far boxes stand apart sideways, how far below a box its own boxes are moved in, and where their line runs.
GUTTER, INDENT, SPINE = 7.0, 8.0, 3.6
ROOT_WIDTH, LAYER_HEIGHT = 330.0, 17.0


def lay_out(framework: Framework, language: Language, *, caption: bool = False) -> Layout:
    """The diagram of a framework; caption: with title, day and provenance below it.  Raises ValueError without boxes."""
    root = framework.root
    if root is None:
        raise ValueError("a framework without nodes has no structure")
    branches = sum(not _is_layer(box, root) for box in root.children)
    page, paper = Page(0, PLAIN, language), None
    for sheet, tiers, density in _arrangements(branches):
        page, paper = Page(ROOM[sheet][0], density, language), None
        _arrange(page, framework, root, tiers)
        if page.y + EDGE <= ROOM[sheet][1]:
            paper = sheet
            break
    if caption:
        write_caption(page, framework)
    return page.done(paper)


def _arrangements(branches: int) -> Iterator[tuple[Paper, int, Density]]:
    """Sheets, tiers and densities to try, the best to read first; the last may be too high."""
    papers: tuple[tuple[Paper, int], ...] = (("A4", 2), ("A3", 3))
    for paper, most in papers:
        fit = int((ROOM[paper][0] + GUTTER) / (NARROWEST + GUTTER))
        least = max(1, -(-branches // fit))
        for tiers in range(least, max(most, least) + 1):
            for density in (AIRY, PLAIN, TIGHT):
                yield paper, tiers, density


def _is_layer(box: Box, root: Box) -> bool:
    """Whether a box holds what all branches share: it belongs to no domain while others do, and goes no deeper than one."""
    shared = box.domain is None and any(other.domain is not None for other in root.children)
    return shared and all(not child.children for child in box.children)


def _arrange(page: Page, framework: Framework, root: Box, tiers: int) -> None:
    above = _above(page, framework)
    card = root_card(root, min(_root_width(root, page.language), page.width - 2 * EDGE), page.language, page.density)
    top = card.placed((page.width - card.width) / 2, page.y)
    page.boxes.append(top)
    page.y = top.rect.bottom
    if above is not None:
        page.links.append(Link(((top.rect.middle, above.bottom), (top.rect.middle, top.rect.y)), "relation"))
    trunk = (top.rect.middle, top.rect.bottom)
    for layer in (box for box in root.children if _is_layer(box, root)):
        trunk = _layer(page, layer, trunk)
    branches = [box for box in root.children if not _is_layer(box, root)]
    _branches(page, branches, trunk, tiers)
    write_legend(page, framework)


def _root_width(root: Box, language: Language) -> float:
    """As wide as its title asks for, within reason."""
    look = LOOKS["root"]
    title = width_of(root.title.say(language), look.size, look.face, strong=look.strong)
    return max(ROOT_WIDTH, min(title + 2 * look.pad + 4, 1.5 * ROOT_WIDTH))


# -- what stands above ------------------------------------------------------------------------------------------------


def _above(page: Page, framework: Framework) -> Rect | None:
    """Laws and the layers above in one frame, the topmost first; None where nothing stands above."""
    said = list(_above_words(framework, page.language))
    if not said:
        return None
    pad, head = 5.0, 66.0
    width = (page.width - 2 * EDGE - head - 2 * pad - GUTTER * (len(said) - 1)) / len(said)
    cards = [above_card(*words, width, page.density) for words in said]
    title = wrap(T("法律法规和上位标准").say(page.language), head - 2 * pad, SMALL)
    height = max(max(card.height for card in cards), len(title) * page.line)
    frame = Rect(EDGE, page.y, page.width - 2 * EDGE, height + 2 * pad)
    first = frame.y + (frame.height - len(title) * page.line + SMALL) / 2 + SMALL * (ASCENT - 0.5)
    page.labels += [
        Label(frame.x + pad, first + index * page.line, text, SMALL, tone="quiet") for index, text in enumerate(title)
    ]
    x = frame.x + head + pad
    for index, card in enumerate(cards):
        page.boxes.append(card.placed(x, frame.y + pad, height))
        if index and not (framework.bases and index == 1):
            page.links.append(
                Link(((x - GUTTER, frame.y + pad + height / 2), (x, frame.y + pad + height / 2)), "arrow")
            )
        x += width + GUTTER
    page.frames.append(frame)
    page.y = frame.bottom
    page.space(3)
    return frame


def _above_words(framework: Framework, language: Language) -> Iterator[tuple[str, str, str]]:
    if framework.bases:
        count = T("{n} 件", n=framework.bases)
        title = opened(T("法律、法规和政策文件"), language)
        yield title, T("事项的设定依据").say(language), count.say(language)
    for layer in framework.above:
        items = T("{n} 个事项", n=layer.items)
        yield opened(layer.title, language), LEVELS[layer.level].say(language), items.say(language)


# -- layers and branches ----------------------------------------------------------------------------------------------


def _layer(page: Page, box: Box, trunk: Point) -> Point:
    """A bar across with its boxes below; returns where the line to what follows begins."""
    page.space(2.5)
    at = Rect(EDGE, page.y, page.width - 2 * EDGE, LAYER_HEIGHT)
    bar = layer_placed(box, at, page.language, page.density)
    page.boxes.append(bar)
    page.links.append(Link((trunk, (trunk[0], bar.rect.y))))
    page.y = bar.rect.bottom
    across = max(1, min(len(box.children), int((page.width + GUTTER) / (110 + GUTTER))))
    width = (bar.rect.width - GUTTER * max(across - 1, 1)) / max(across, 2)
    leave = bar.rect.x + (width + GUTTER) * max(1, across // 2) - GUTTER / 2
    for start in range(0, len(box.children), across):
        children = box.children[start : start + across]
        cards = [box_card("leaf", child, width, page.language, page.density) for child in children]
        height = max(card.height for card in cards)
        page.space(1 if start else 1.5)
        for index, card in enumerate(cards):
            placed = card.placed(bar.rect.x + index * (width + GUTTER), page.y, height)
            page.boxes.append(placed)
            if not start:
                page.links.append(Link(((placed.rect.middle, bar.rect.bottom), (placed.rect.middle, page.y))))
        page.y += height
    return leave, bar.rect.bottom


def _branches(page: Page, boxes: Sequence[Box], trunk: Point, tiers: int) -> None:
    """Branches side by side in tiers, hung from a line across; further tiers hang from a rail at the left."""
    if not boxes:
        return
    across = -(-len(boxes) // tiers)
    rail = EDGE + 2
    left = rail + 6 if tiers > 1 else EDGE
    room = page.width - EDGE - left
    width = min(WIDEST, (room - GUTTER * (across - 1)) / across)
    start = left + (room - across * width - GUTTER * (across - 1)) / 2
    before = None
    for tier in range(0, len(boxes), across):
        page.space(2.2)
        bus = page.y
        page.space(1.7)
        top = page.y
        heads = _tier(page, boxes[tier : tier + across], start, width)
        ends = [trunk[0], *heads] if before is None else [rail, *heads]
        if before is None and len(boxes) > across:
            ends.append(rail)
        page.links.append(Link((trunk, (trunk[0], bus))) if before is None else Link(((rail, before), (rail, bus))))
        if max(ends) > min(ends):
            page.links.append(Link(((min(ends), bus), (max(ends), bus))))
        page.links += [Link(((x, bus), (x, top))) for x in heads]
        before = bus


def _tier(page: Page, boxes: Sequence[Box], x: float, width: float) -> list[float]:
    """Columns from `page.y` down, rows level across all of them; returns the middles of their heads."""
    columns = [list(_column(page, box, 0, width)) for box in boxes]
    top = page.y
    heads = [x + index * (width + GUTTER) + width / 2 for index in range(len(columns))]
    parents: list[dict[int, Placed]] = [{} for _ in columns]
    for number, row in enumerate(zip_longest(*columns)):
        height = max(card.height for _, card in filter(None, row))
        for index, entry in enumerate(row):
            if entry is None:
                continue
            depth, card = entry
            placed = card.placed(x + index * (width + GUTTER) + depth * INDENT, top, height)
            page.boxes.append(placed)
            if depth:
                above = parents[index][depth - 1].rect
                spine, level = above.x + SPINE, top + height / 2
                page.links.append(Link(((spine, above.bottom), (spine, level), (placed.rect.x, level))))
            parents[index][depth] = placed
        page.y = top + height
        top = page.y + page.density.gap * (1 if number else 1.25)
    return heads


def _column(page: Page, box: Box, depth: int, width: float) -> Iterator[tuple[int, Card]]:
    """A branch and its boxes in the order in which they stand below one another, each with how far it is moved in."""
    kind: Kind = "leaf" if depth else "branch"
    yield depth, box_card(kind, box, width - depth * INDENT, page.language, page.density)
    for child in box.children:
        yield from _column(page, child, depth + 1, width)

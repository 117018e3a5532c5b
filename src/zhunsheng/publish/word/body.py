"""Blocks as paragraphs and tables: one function a kind of block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from zhunsheng.publish.blocks import (
    Answers,
    Block,
    Callout,
    Code2D,
    Contents,
    Facts,
    Heading,
    Item,
    Items,
    PageBreak,
    Para,
    Picture,
    Table,
    Together,
)
from zhunsheng.publish.word.arrangements import answers_table, callout_table, facts_table
from zhunsheng.publish.word.numbering import Place, kind_of
from zhunsheng.publish.word.pictures import code_blocks, picture_blocks
from zhunsheng.publish.word.press import Press, Spot, indented, list_indent
from zhunsheng.publish.word.properties import together, with_property
from zhunsheng.publish.word.tables import separated, table_blocks
from zhunsheng.publish.word.xml import Node, w

_SHAPES = {"lead": "Lead", "note": "Note", "small": "Small", "clause": "Clause", "right": "Right"}
#: A place in the body that the table of contents takes once it is known what stands on which page.
CONTENTS = "contents"


def body_nodes(press: Press, blocks: Iterable[Block], spot: Spot) -> list[Node]:
    """The blocks, tables kept apart from one another."""
    return separated(press, list(_all(press, blocks, spot)))


def _all(press: Press, blocks: Iterable[Block], spot: Spot) -> Iterator[Node]:
    rows = list(blocks)
    for block, after in zip_longest(rows, rows[1:]):
        made = list(_block(press, block, spot))
        if made and isinstance(block, Para) and isinstance(after, Items):
            made[-1] = with_property(made[-1], w("keepNext"))  # what leads in a list stays with it
        yield from made


def _block(press: Press, block: Block, spot: Spot) -> Iterator[Node]:
    match block:
        case Heading():
            yield _heading(press, block)
        case Para():
            yield from _para(press, block, spot)
        case Items():
            yield from _items(press, block, spot)
        case Table() | Facts() | Answers():
            yield from _tabular(press, block, spot)
        case Picture():
            yield from picture_blocks(press, block, spot)
        case Code2D():
            yield code_blocks(press, block, spot)
        case Callout():
            yield callout_table(press, block.kind, spot, lambda inner: body_nodes(press, block.blocks, inner))
        case Together():
            yield from together(body_nodes(press, block.blocks, spot))
        case Contents():
            yield Node(CONTENTS, (("title", block.title), ("depth", str(block.depth))))
        case PageBreak():  # pragma: no cover - taken out by the writer, which makes sections of them
            return


def _tabular(press: Press, block: Table | Facts | Answers, spot: Spot) -> Iterator[Node]:
    match block:
        case Table():
            yield from table_blocks(press, block, spot)
        case Facts():
            yield facts_table(press, block, spot)
        case Answers():
            yield answers_table(press, block, spot)


# -- headings and paragraphs -----------------------------------------------------------------------------------------


def _heading(press: Press, block: Heading) -> Node:
    place = press.numbering.number(block.number) if block.number else None
    shape = _heading_shape(press, block, place)
    runs = press.runs(block.line)
    if shape == "FrontHeading" and len(block.line) == 1 and isinstance(block.line[0], str):
        runs = press.spaced(block.line[0], press.look.shapes[shape].size)
    literal = bool(block.number) and place is None
    if literal:
        runs = [press.run(f"{block.number}{press.numbering.gap}"), *runs]
    elif shape == "Annex1" and runs:
        runs = [w("r", w("br")), *runs]
    contents = f"_Toc{len(press.headings) + 1:08d}"
    press.headings.append((block, contents))
    runs = press.bookmarked(runs, press.names.get(block.anchor, ""), contents)
    style = press.look.shapes[shape]
    prop = None
    if place is not None and not (place.is_plain and style.list is not None and style.list[1] == place.level):
        prop = place.node()
    elif place is None and style.list is not None:
        prop = w("numPr", w("ilvl", val=0), w("numId", val=0))
    return press.paragraph(shape, runs, prop, aside=place.printed if place else "")


def _heading_shape(press: Press, block: Heading, place: Place | None) -> str:
    level = min(block.level, 6)
    if not press.is_standard:
        return f"Heading{level}"
    if place is None and not block.number and level == 1:
        return "BackHeading" if press.in_body else "FrontHeading"
    is_annex = place is not None and place.printed.removeprefix(press.numbering.annex_word)[:1].isalpha()
    return f"Annex{level}" if is_annex else f"Heading{level}"


def _para(press: Press, block: Para, spot: Spot) -> Iterator[Node]:
    if block.style == "term":
        yield from _term(press, block)
        return
    place = press.numbering.number(block.number) if block.number else None
    runs = press.runs(block.line)
    if block.number and place is None:
        runs = [press.run(f"{block.number}{press.numbering.gap}", "Strong"), *runs]
    runs = press.bookmarked(runs, press.names.get(block.anchor, ""))
    shape = _SHAPES.get(block.style, "ListText" if spot.depth else "Normal")
    if place is not None and press.is_standard:
        shape = f"Untitled{min(place.level, 5) + 1}"
    prop = place.node() if place is not None else indented(spot.left)
    yield press.paragraph(shape, runs, prop, aside=place.printed if place else "")


def _term(press: Press, block: Para) -> Iterator[Node]:
    """The number of an entry, and under it the term."""
    place = press.numbering.number(block.number) if block.number else None
    number = [press.run(block.number)] if block.number and place is None else []
    mark = press.bookmarked(number, press.names.get(block.anchor, ""))
    prop = place.node() if place is not None else None
    yield press.paragraph("TermNumber", mark, prop, aside=place.printed if place else "")
    if block.line:
        yield press.paragraph("Term", press.runs(block.line))


# -- lists -----------------------------------------------------------------------------------------------------------


def _items(press: Press, block: Items, spot: Spot) -> Iterator[Node]:
    marks = [item.mark or _mark(block.kind, at) for at, item in enumerate(block.items, 1)]
    found = kind_of(marks[0]) if marks else None
    kind = found[0] if found is not None else "letter"
    place = press.numbering.open_list(kind, spot.depth)
    left, hanging = list_indent(press.look, kind, spot.depth, standard=press.is_standard)
    for item, mark in zip(block.items, marks, strict=True):
        at = place(mark)
        if at is not None:
            prop: Node | None = at.node()
            runs = press.runs(item.line)
        else:
            prop = w("ind", left=left, hanging=hanging)
            runs = [press.run(f"{mark}\t"), *press.runs(item.line)]
        yield press.paragraph("ListItem", runs, prop, aside=mark, left=left / 20)
        yield from _below(press, item, spot, left / 20)


def _below(press: Press, item: Item, spot: Spot, left: float) -> Iterator[Node]:
    inner = Spot(spot.width - left, left, spot.depth + 1, spot.in_table)
    yield from body_nodes(press, item.blocks, inner)


def _mark(kind: str, at: int) -> str:
    return {"ordered": f"{at}.", "boxes": "☐"}.get(kind, "•")

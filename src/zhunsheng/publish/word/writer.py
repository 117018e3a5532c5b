"""From a document to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.publish.blocks import Block, Document, PageBreak
from zhunsheng.publish.word.body import body_nodes
from zhunsheng.publish.word.covers import cover_nodes
from zhunsheng.publish.word.looks import look_of
from zhunsheng.publish.word.paging import paged
from zhunsheng.publish.word.parts import app_part, core_part, fonts_part, footnotes_part, settings_part, styles_part
from zhunsheng.publish.word.press import DOCUMENT, Press, Spot
from zhunsheng.publish.word.properties import with_property
from zhunsheng.publish.word.sections import Stretch, closed
from zhunsheng.publish.word.settle import settled
from zhunsheng.publish.word.xml import Node, part, w

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def to_docx(document: Document) -> bytes:
    """The document as a Word file; equal documents give equal bytes."""
    press = _press(document)
    stretches = list(_stretches(press))
    paged(press, stretches)
    nodes = closed(press, stretches)
    press.package.add(DOCUMENT, part(w("document", w("body", *nodes))), f"{_WORD}.document.main+xml")
    _finish(press)
    return press.package.to_bytes()


def _press(document: Document) -> Press:
    look = look_of(document)
    press = Press.of(document, look)
    if not press.has_numbers and not press.is_standard:
        # Nothing is numbered: headings that somebody adds are not either.
        shapes = {name: shape.but(list=None) for name, shape in look.shapes.items()}
        press.look = replace(look, shapes=shapes)
    clauses = [f"Heading{level}" for level in range(1, 7)]
    annexes = [f"Annex{level}" for level in range(1, 7)] if press.is_standard else []
    press.numbering.headings(clauses if press.has_numbers or press.is_standard else [], annexes)
    return press


# -- stretches of pages ----------------------------------------------------------------------------------------------


def _stretches(press: Press) -> Iterator[Stretch]:
    document = press.document
    if document.cover is not None:
        yield Stretch("cover", nodes=cover_nodes(press, document.cover))
    is_front = press.is_standard and any(isinstance(one, PageBreak) and one.body for one in document.blocks)
    starts = 1 if is_front else None
    now = Stretch("front" if is_front else "body", document.landscape, starts)
    press.in_body, press.lies = not is_front, document.landscape
    if document.cover is None:
        now.nodes += _titles(press)
    elif not is_front and press.is_standard:
        now.starts = 1
    for turn, blocks in _runs(document.blocks):
        if turn is not None:
            if turn.body or turn.landscape != now.landscape:
                if now.nodes:
                    yield now
                kind = "body" if turn.body else now.kind
                now = Stretch(kind, turn.landscape, 1 if turn.body else None)
                press.in_body = press.in_body or turn.body
                if turn.body:
                    now.nodes.append(_title(press) if press.is_standard else press.paragraph("Gap", ()))
                turn = None
            press.lies = now.landscape
        width = press.look.text_width(landscape=now.landscape)
        nodes = settled(body_nodes(press, blocks, Spot(width)), press.look.shapes, width)
        if turn is not None and now.nodes and nodes:
            nodes = _on_new_page(press, nodes)
        now.nodes += nodes
    if press.is_standard:
        now.nodes.append(press.paragraph("EndLine", ()))
    yield now


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[PageBreak | None, list[Block]]]:
    """Blocks between new pages, each with what began them."""
    turn: PageBreak | None = None
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            if found:
                yield turn, found
            turn, found = block, []
        else:
            found.append(block)
    if found:
        yield turn, found


def _on_new_page(press: Press, nodes: list[Node]) -> list[Node]:
    first = nodes[0]
    turned = w("pageBreakBefore")
    if first.name == "w:p":
        return [with_property(first, turned), *nodes[1:]]
    return [press.paragraph("Gap", (), turned), *nodes]


def _title(press: Press) -> Node:
    return press.words("StandardTitle", press.document.title)


def _titles(press: Press) -> list[Node]:
    """Kicker, title, subtitle and tags of a document without cover."""
    document = press.document
    if press.is_standard:  # its title stands where the body begins
        return [] if any(isinstance(one, PageBreak) and one.body for one in document.blocks) else [_title(press)]
    rows = [press.words("Kicker", document.kicker)] if document.kicker else []
    rows.append(press.words("Title", document.title))
    if document.subtitle:
        rows.append(press.words("Subtitle", document.subtitle))
    if document.tags:
        rows.append(press.words("Tags", "　".join(_tag(words) for words in document.tags)))
    return rows


def _tag(words: str) -> str:
    """A tag in a frame of brackets: dashed ones (not official) in tortoise-shell brackets."""
    return f"〔{words.strip('[]')}〕" if words.startswith("[") else words


# -- the package -----------------------------------------------------------------------------------------------------


def _finish(press: Press) -> None:
    package, document = press.package, press.document
    for kind, content in (
        ("styles", styles_part(press.look, document)),
        ("numbering", part(press.numbering.node())),
        ("settings", settings_part(press)),
        ("fontTable", fonts_part()),
    ):
        package.add(f"word/{kind}.xml", content, f"{_WORD}.{kind}+xml")
        package.relate(DOCUMENT, kind, f"{kind}.xml")
    if press.footnotes:
        package.add("word/footnotes.xml", footnotes_part(press), f"{_WORD}.footnotes+xml")
        package.relate(DOCUMENT, "footnotes", "footnotes.xml")
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    package.add("docProps/core.xml", core_part(document), "application/vnd.openxmlformats-package.core-properties+xml")
    package.add("docProps/app.xml", app_part(), "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    package.relate("", "officeDocument", DOCUMENT)
    package.relate("", core, "docProps/core.xml")
    package.relate("", "extended-properties", "docProps/app.xml")

"""One flow of text as paragraphs and tables: the body, a text box, a cell, a note, a header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lxml import etree

from zhunsheng.exchange.accounts import UnitKind
from zhunsheng.exchange.guards import trouble
from zhunsheng.exchange.package import Element
from zhunsheng.exchange.word.drawings import Drawn, chosen
from zhunsheng.exchange.word.flat import Block, Grid, GridCell, NoteMark, Para
from zhunsheng.exchange.word.inline import Inline, Words
from zhunsheng.exchange.word.lists import Number
from zhunsheng.exchange.word.names import MC, VAL, M, R, W, is_on
from zhunsheng.exchange.word.styles import Look, paragraph_look
from zhunsheng.exchange.word.tables import MOST_COLUMNS, Row, Slot, grid_rows
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.exchange.word.reading import Reader

#: Text boxes inside text boxes, tables inside tables: deeper ones are read as plain text.
_DEEPEST: Final = 20
_NO_BLOCKS: Final = frozenset(
    f"{W}{name}"
    for name in ("sectPr", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")
)
_RUN_ON: Final = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom")


class Story:
    """Reads one flow of text.

    place: of all its units; without it each paragraph has its own.  kind: of its units.  part: where relations lead from.
    """

    def __init__(self, reader: Reader, place: Text | None = None, kind: UnitKind = "paragraph", part: str = "") -> None:
        self.reader = reader
        self.place = place
        self.kind = kind
        self.part = part or reader.main
        self.depth = 0
        self.inline = Inline()
        self._running: Words | None = None
        self._contents = 0

    def blocks(self, container: Element) -> Iterator[Block]:
        """The paragraphs and tables of a container, in order; a paragraph that runs on into nothing stands alone."""
        yield from self._blocks(container, False)
        yield from self._flush()

    def plain(self, container: Element) -> Iterator[str]:
        """The lines of a container: its paragraphs, tables row by row, what is drawn in it; none is a unit of its own.

        What was deleted or hidden in it is one.
        """
        for item in _members(container):
            if item.tag == f"{W}tbl":
                yield from self._table_lines(item)
            else:
                words, number, _ = self._words(item)
                self._beside(words, self.place or T("正文"))
                text = words.text.strip("\n")
                yield f"{number.text} {text}" if number is not None and number.text else text
                for drawing in words.drawn:
                    yield from self._drawn_lines(drawing)

    def _blocks(self, container: Element, deleted: bool) -> Iterator[Block]:
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child, deleted)
            elif tag == f"{W}tbl":
                yield from self._flush()
                yield from self._table(child)
            elif not isinstance(tag, str) or tag in _NO_BLOCKS:
                continue
            elif tag == f"{W}sdt":
                yield from self._control(child, deleted)
            elif tag == f"{MC}AlternateContent":
                inner = chosen(child)
                yield from self._blocks(inner if inner is not None else child, deleted)
            elif tag == f"{W}altChunk":
                self.reader.unit("embedded", self._here(), self.reader.embedded(self.part, child.get(f"{R}id", "")))
            elif tag in (f"{M}oMathPara", f"{M}oMath"):
                paragraph = etree.Element(f"{W}p")
                paragraph.append(child)
                yield from self._paragraph(paragraph, deleted)
            else:
                yield from self._blocks(child, deleted or tag in (f"{W}del", f"{W}moveFrom"))

    def _control(self, item: Element, deleted: bool) -> Iterator[Block]:
        """A content control around paragraphs: a table of contents, words that only ask for input, or plain content."""
        properties = item.find(f"{W}sdtPr")
        asks = properties.find(f"{W}showingPlcHdr") if properties is not None else None
        if asks is not None and is_on(asks.get(VAL)):
            text = "\n".join(self.plain(item)).strip()
            if text:
                self.reader.unit("hidden", self._here(), text)
            return
        gallery = properties.find(f".//{W}docPartGallery") if properties is not None else None
        is_contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
        self._contents += is_contents
        yield from self._blocks(item, deleted)
        self._contents -= is_contents

    def _paragraph(self, item: Element, deleted: bool) -> Iterator[Block]:
        words, number, look = self._words(item, self._running, deleted)
        self._running = None
        if any(item.find(path) is not None for path in _RUN_ON):
            self._running = words
        else:
            framed = item.find(f"{W}pPr/{W}framePr") is not None
            yield from self._made(words, look, number, framed=framed)

    def _flush(self) -> Iterator[Block]:
        if self._running is not None:
            words, self._running = self._running, None
            yield from self._made(words, Look(), None)

    def _made(self, words: Words, look: Look, number: Number | None, *, framed: bool = False) -> Iterator[Block]:
        place = self._here()
        text = words.text
        unit = self.reader.unit(self.kind, place, text, number.text.strip() if number is not None else "")
        self._beside(words, place)
        yield Para(
            unit,
            text,
            style=look.name,
            outline=look.outline if look.outline is not None and look.outline < 9 else None,
            number=number,
            bold=words.bold if words.bold is not None else bool(look.bold),
            size=words.size if words.size is not None else look.size,
            align=look.align or "",
            box=self.kind == "box" or framed,
            contents=words.contents or self._contents > 0 or look.name.startswith(("toc ", "table of", "index ")),
            breaks=words.breaks or bool(look.break_before),
            marks=tuple(words.marks),
        )
        for drawing in words.drawn:
            yield from self._drawing(drawing, place)

    def _words(
        self, item: Element, before: Words | None = None, deleted: bool = False
    ) -> tuple[Words, Number | None, Look]:
        """The words of a paragraph, its automatic number and its look."""
        properties = item.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = named.get(VAL) if named is not None else None
        look = paragraph_look(properties).over(self.reader.styles.of(style))
        words = self.inline.read(item, before, look=look, deleted=deleted)
        gone = not words.text.strip() and (
            deleted or bool(words.deleted) or any(item.find(p) is not None for p in _RUN_ON)
        )
        if gone or look.list is None or look.list == "0":
            return words, None, look
        own = properties.find(f"{W}numPr") if properties is not None else None
        level = look.level
        if own is None and style is not None:
            tied = self.reader.lists.level_of(look.list, style)
            level = tied if tied is not None else level
        return words, self.reader.lists.next(look.list, level or 0), look

    def _here(self) -> Text:
        return self.place if self.place is not None else T("第{n}段", n=self.reader.count("paragraph"))

    def _beside(self, words: Words, place: Text) -> None:
        """Units for what a paragraph holds but does not say."""
        beside: tuple[tuple[UnitKind, list[str]], ...] = (
            ("deleted", words.deleted),
            ("hidden", words.hidden),
            ("field", words.codes),
        )
        for kind, texts in beside:
            if (text := "".join(texts)).strip():
                self.reader.unit(kind, place, text)

    def _drawing(self, item: Drawn, place: Text) -> Iterator[Block]:
        """What is anchored in a paragraph: the paragraphs of a text box follow it, a picture is a unit."""
        if item.kind == "box" and item.element is not None and self.depth < _DEEPEST:
            inner = Story(self.reader, T("文本框{n}", n=self.reader.count("box")), "box", self.part)
            inner.depth = self.depth + 1
            for block in inner.blocks(item.element):
                block.box = True
                yield block
        elif item.kind == "picture":
            self.reader.unit("picture", place, item.text)
        else:
            for line in self._drawn_lines(item):
                yield Para(self.reader.unit("box", place, line), line, box=True)

    def _drawn_lines(self, item: Drawn) -> Iterator[str]:
        if item.kind == "art":
            yield item.text
        elif item.kind == "diagram":
            yield from self.reader.diagram_words(self.part, item.text)
        elif item.kind == "picture":
            self.reader.unit("picture", self.place or T("正文"), item.text)
        elif item.element is not None and self.depth < _DEEPEST:
            inner = Story(self.reader, self.place, self.kind, self.part)
            inner.depth = self.depth + 1
            yield from inner.plain(item.element)
        elif item.element is not None:
            yield "".join(found.text or "" for found in item.element.iter(f"{W}t"))

    def _table(self, item: Element) -> Iterator[Block]:
        number = self.reader.count("table")
        grid = grid_rows(item)
        if max((sum(slot.across for slot in row.slots) for row in grid), default=0) > MOST_COLUMNS:
            message = T("表{n} 的列太多：超过 {limit} 列", n=number, limit=MOST_COLUMNS)
            raise trouble("ZS122", self.reader.reading.path, message, T("请把表格拆开，或改为文字"))
        rows: list[list[GridCell]] = []
        heads = 0
        for line, row in enumerate(grid, 1):
            cells = self._cells(row, number, line)
            if row.deleted:
                continue
            heads += row.head and heads == len(rows)
            rows.append(cells)
        if any(rows):
            style = item.find(f"{W}tblPr/{W}tblStyle")
            yield Grid(rows, heads, style=self.reader.styles.name_of(style.get(VAL) if style is not None else None))

    def _cells(self, row: Row, number: int, line: int) -> list[GridCell]:
        """The cells of a row as units; what is covered by another cell, or was deleted, is set aside."""
        cells = []
        for column, slot in enumerate(row.slots, 1):
            place = T("表{n} 第{row}行第{column}格", n=number, row=line, column=column)
            text, marks, bold = self._cell_words(slot, place)
            if row.deleted or slot.covered:
                if text.strip():
                    self.reader.unit("deleted" if row.deleted else "covered", place, text)
                continue
            unit = self.reader.unit("cell", place, text)
            cells.append(GridCell(unit, text, slot.across, slot.down, bold, tuple(marks)))
        return cells

    def _cell_words(self, slot: Slot, place: Text) -> tuple[str, list[NoteMark], bool]:
        """The lines of a cell as one text, the notes it refers to, and whether all of it is bold."""
        if slot.item is None:
            return "", [], False
        inner = Story(self.reader, place, "cell", self.part)
        inner.depth = self.depth + 1
        lines = [line for line in inner.plain(slot.item) if line.strip()]
        return "\n".join(lines), inner.inline.marks, inner.inline.bold

    def _table_lines(self, item: Element) -> Iterator[str]:
        """A table inside a cell or note: a line a row."""
        if self.depth >= _DEEPEST:
            yield "".join(found.text or "" for found in item.iter(f"{W}t"))
            return
        self.depth += 1
        for row in grid_rows(item):
            cells = [" ".join(self.plain(slot.item)).strip() for slot in row.slots if slot.item is not None]
            while cells and not cells[-1]:
                cells.pop()
            yield " | ".join(cells)
        self.depth -= 1


def _members(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a container in order, without those inside drawings."""
    for child in container:
        tag = child.tag
        if tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif tag == f"{MC}AlternateContent":
            inner = chosen(child)
            yield from _members(inner if inner is not None else child)
        elif isinstance(tag, str) and tag not in _NO_BLOCKS:
            yield from _members(child)

"""A test document as its builder writes it: paragraphs, tables, headers; saved as a Word file.

Only the form of Word lives here; the words of each document stand in its builder.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from tests.exchange.corpus.boxes import Boxes
from tests.exchange.corpus.inline import AUTHOR, WHEN, Element, Part, Run, element, elements, sub
from tests.exchange.corpus.notes import Notes
from tests.exchange.corpus.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

Parts = str | Sequence[Part]


@dataclass(frozen=True)
class Cell:
    """A cell that takes several columns or rows, holds several paragraphs, or a table of its own.

    lines: its paragraphs, each a text or parts.  inner: rows of a table inside it.
    """

    lines: Parts | tuple[Parts, ...] = ""
    across: int = 1
    down: int = 1
    inner: tuple[tuple[str, ...], ...] = ()


Row = Sequence["str | Cell"]
Tracked = Literal["inserted", "deleted"]


class Paper:
    """One document in the making."""

    def __init__(self) -> None:
        self.document = Document()
        self.numbering = Numbering(self.document)
        self.notes = Notes()
        self.boxes = Boxes(self)
        self._body: Element = self.document.element.body
        self._end: Element = self._body[-1]  # w:sectPr
        self._into: list[Element] = []
        self._last = 100

    def next_id(self) -> str:
        """A number that no other mark of the paper has."""
        self._last += 1
        return str(self._last)

    # Styles

    def style(self, name: str, *, key: str | None = None, based: str | None = None, level: int | None = None,
              number: tuple[int, int] | None = None, size: float | None = None, bold: bool = False) -> str:  # fmt: skip
        """A paragraph style; level: its outline level from 0; number: list and level that it carries.  Returns its id, `key` if given."""
        made = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).element
        if key is not None:
            made.set(qn("w:styleId"), key)
        if based is not None:
            made.insert(1, element("w:basedOn", w_val=based))
        held = made.find(qn("w:pPr"))
        if held is None:
            held = sub(made, "w:pPr")
        if number is not None:
            carried = sub(held, "w:numPr")
            sub(carried, "w:ilvl", w_val=str(number[1]))
            sub(carried, "w:numId", w_val=str(number[0]))
        if level is not None:
            sub(held, "w:outlineLvl", w_val=str(level))
        if size or bold:
            look = sub(made, "w:rPr")
            if bold:
                sub(look, "w:b")
            if size:
                sub(look, "w:sz", w_val=str(int(size * 2)))
        return str(made.get(qn("w:styleId")))

    def rename(self, style: str, key: str, name: str | None = None) -> str:
        """Give a style of the template the id (and name) that a Chinese Word or WPS gives it: ``1`` for heading 1."""
        made = self.document.styles[style].element
        made.set(qn("w:styleId"), key)
        if name:
            made.find(qn("w:name")).set(qn("w:val"), name)
        return key

    def tie(self, style: str, number: int, depth: int) -> None:
        """Let a style of the template carry a level of a list, as “multilevel list linked to headings” does."""
        made = self.document.styles[style].element
        held = made.find(qn("w:pPr"))
        held = held if held is not None else sub(made, "w:pPr")
        before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
        place = sum(1 for child in held if child.tag in {qn(f"w:{name}") for name in before})
        carried = element("w:numPr")
        sub(carried, "w:ilvl", w_val=str(depth))
        sub(carried, "w:numId", w_val=str(number))
        held.insert(place, carried)

    # Blocks

    def p(self, *parts: Part, style: str | None = None, number: tuple[int, int] | None = None, bold: bool = False,
          size: float | None = None, align: str | None = None, indent: int | None = None, frame: bool = False,
          tracked: Tracked | None = None, font: str | None = None) -> None:  # fmt: skip
        """A paragraph.  indent: twips of the first line.  frame: placed by a frame, as on a cover.

        tracked: its paragraph mark is a tracked insertion or deletion (its text is given as such parts).
        """
        self._add(self._paragraph(parts, style, number, bold, size, align, indent, frame, tracked, font))

    def _paragraph(self, parts: Sequence[Part], style: str | None = None, number: tuple[int, int] | None = None,
                   bold: bool = False, size: float | None = None, align: str | None = None, indent: int | None = None,
                   frame: bool = False, tracked: Tracked | None = None, font: str | None = None) -> Element:  # fmt: skip
        made = element("w:p")
        held = sub(made, "w:pPr")
        if style:
            sub(held, "w:pStyle", w_val=style)
        if frame:
            sub(
                held,
                "w:framePr",
                w_w="9000",
                w_h="600",
                w_wrap="around",
                w_vAnchor="page",
                w_hAnchor="page",
                w_y="2000",
            )
        if number:
            carried = sub(held, "w:numPr")
            sub(carried, "w:ilvl", w_val=str(number[1]))
            sub(carried, "w:numId", w_val=str(number[0]))
        if indent:
            sub(held, "w:ind", w_firstLine=str(indent))
        if align:
            sub(held, "w:jc", w_val=align)
        if tracked:
            tag = "w:ins" if tracked == "inserted" else "w:del"
            sub(sub(held, "w:rPr"), tag, w_id=self.next_id(), w_author=AUTHOR, w_date=WHEN)
        look = Run("", bold=bold, size=size, font=font) if bold or size or font else None
        for part in parts:
            made.extend(elements(self, part, look))
        return made

    def lines(self, text: str, **look: bool) -> None:
        """A paragraph for each line of the text, as it stands: also the empty ones and the spaces in front."""
        for line in text.strip("\n").split("\n"):
            self.p(line, **look)  # type: ignore[arg-type]

    def table(
        self, rows: Sequence[Row], *, head: int = 0, deleted: Sequence[int] = (), inserted: Sequence[int] = ()
    ) -> None:
        """A table.  What a larger cell covers is not written again.  head: rows marked as repeated on each page.

        deleted, inserted: rows under tracked changes.
        """
        made = self._table(rows, head)
        lines = made.findall(qn("w:tr"))
        for tag, numbers in (("w:del", deleted), ("w:ins", inserted)):
            for number in numbers:
                held = lines[number].find(qn("w:trPr"))
                held = held if held is not None else element("w:trPr")
                lines[number].insert(0, held)
                sub(held, tag, w_id=self.next_id(), w_author=AUTHOR, w_date=WHEN)
        self._add(made)

    def _table(self, rows: Sequence[Row], head: int = 0) -> Element:
        width = sum(cell.across if isinstance(cell, Cell) else 1 for cell in rows[0])
        made = element("w:tbl")
        held = sub(made, "w:tblPr")
        sub(held, "w:tblW", w_w="0", w_type="auto")
        borders = sub(held, "w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            sub(borders, f"w:{side}", w_val="single", w_sz="4", w_space="0", w_color="000000")
        grid = sub(made, "w:tblGrid")
        for _ in range(width):
            sub(grid, "w:gridCol", w_w=str(9000 // width))
        covered: dict[int, tuple[int, int]] = {}  # column -> rows still covered, columns across
        for number, row in enumerate(rows):
            line = sub(made, "w:tr")
            if number < head:
                sub(sub(line, "w:trPr"), "w:tblHeader")
            self._row(line, row, width, covered)
        return made

    def _row(self, line: Element, row: Row, width: int, covered: dict[int, tuple[int, int]]) -> None:
        waiting = list(row)
        column = 0
        while column < width:
            if column in covered:
                left, across = covered.pop(column)
                if left > 1:
                    covered[column] = (left - 1, across)
                self._cell(line, Cell(across=across), "continue")
            else:
                written = waiting.pop(0)
                cell = written if isinstance(written, Cell) else Cell(written)
                across = cell.across
                if cell.down > 1:
                    covered[column] = (cell.down - 1, across)
                self._cell(line, cell, "restart" if cell.down > 1 else None)
            column += across
        assert not waiting, f"a row has more cells than the table is wide: {row}"

    def _cell(self, line: Element, cell: Cell, merge: str | None) -> None:
        made = sub(line, "w:tc")
        held = sub(made, "w:tcPr")
        if cell.across > 1:
            sub(held, "w:gridSpan", w_val=str(cell.across))
        if merge:
            sub(held, "w:vMerge", **({"w_val": "restart"} if merge == "restart" else {}))
        for text in cell.lines if isinstance(cell.lines, tuple) else (cell.lines,):
            made.append(self._paragraph([text] if isinstance(text, str) else list(text)))
        if cell.inner:
            made.append(self._table(cell.inner))
            made.append(self._paragraph([""]))  # a cell ends with a paragraph

    @contextmanager
    def control(self, tag: str = "section") -> Iterator[None]:
        """What is written inside stands in one content control around whole paragraphs."""
        made = element("w:sdt")
        sub(sub(made, "w:sdtPr"), "w:tag", w_val=tag)
        held = sub(made, "w:sdtContent")
        self._into.append(held)
        yield
        self._into.pop()
        self._add(made)

    def contents(self, entries: Sequence[tuple[str, str]]) -> None:
        """A table of contents as a field with its last result, in a content control: (entry, page)."""
        with self.control("contents"):
            self.p("目  次", align="center")
            for number, (entry, page) in enumerate(entries):
                made = self._paragraph([f"{entry}\t{page}"], style="TOC1" if "TOC1" in self._styles() else None)
                if number == 0:
                    for offset, kind in enumerate(("begin", "code", "separate")):
                        held = element("w:r")
                        if kind == "code":
                            sub(held, "w:instrText").text = ' TOC \\o "1-2" \\h \\z \\u '
                        else:
                            sub(held, "w:fldChar", w_fldCharType=kind)
                        made.insert(1 + offset, held)
                if number == len(entries) - 1:
                    held = element("w:r")
                    sub(held, "w:fldChar", w_fldCharType="end")
                    made.append(held)
                self._add(made)

    def _styles(self) -> set[str]:
        return {str(style.style_id) for style in self.document.styles}

    def header(self, *parts: Part) -> None:
        """The header of every page."""
        self._margin(self.document.sections[-1].header.paragraphs[0]._p, parts)

    def footer(self, *parts: Part) -> None:
        """The footer of every page."""
        self._margin(self.document.sections[-1].footer.paragraphs[0]._p, parts)

    def _margin(self, paragraph: Element, parts: Sequence[Part]) -> None:
        for part in parts:
            paragraph.extend(elements(self, part))

    def _add(self, made: Element) -> None:
        if self._into:
            self._into[-1].append(made)
        else:
            self._end.addprevious(made)

    def save(self, path: Path | IO[bytes]) -> None:
        """Write the file."""
        self.notes.write(self.document)
        self.numbering.write()
        self.document.save(str(path) if isinstance(path, Path) else path)

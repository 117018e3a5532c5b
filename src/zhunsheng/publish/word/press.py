"""What is gathered while a document is written: the package, lists, footnotes, names of bookmarks, running numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from zhunsheng.publish.blocks import Document, Heading, Line, Para, Run, walk
from zhunsheng.publish.word.looks import Look
from zhunsheng.publish.word.measure import ems
from zhunsheng.publish.word.numbering import Numbering
from zhunsheng.publish.word.package import Package
from zhunsheng.publish.word.properties import properties
from zhunsheng.publish.word.shapes import run_properties, twips
from zhunsheng.publish.word.xml import Node, text, w
from zhunsheng.standard.wording import T

DOCUMENT = "word/document.xml"
STYLES = {
    "strong": "Strong", "quiet": "Quiet", "code": "Code", "ok": "Good", "warn": "Warn", "bad": "Bad",
}  # fmt: skip
_SCHEMES = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
#: Signs that both scripts use; among Chinese they are set in the Chinese font, as wide as a character.
_SHARED = re.compile("[\u00a1-\u00ff\u2010-\u2fff]")
_CHINESE = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True)
class Spot:
    """Where blocks stand.  width: room in points; left: indent; depth: how many lists they are in."""

    width: float
    left: float = 0
    depth: int = 0
    in_table: bool = False


@dataclass
class Press:
    """One document being written."""

    document: Document
    look: Look
    numbering: Numbering
    package: Package = field(default_factory=Package)
    footnotes: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    sequences: dict[str, int] = field(default_factory=dict)
    headings: list[tuple[Heading, str]] = field(default_factory=list)
    has_numbers: bool = False
    in_body: bool = False
    lies: bool = False
    bookmarks: int = 0
    drawings: int = 0

    @classmethod
    def of(cls, document: Document, look: Look) -> Press:
        """A press for a document; every anchor has its name before anything refers to it."""
        numbering = Numbering(
            lambda kind, depth: list_indent(look, kind, depth, standard=document.kind == "standard"),
            annex_word=T("附录{name}", name="").say(document.language),
            gap="　" if document.language == "zh" else "\u2002",
        )
        made = cls(document, look, numbering)
        numbered = [one for one in walk(document.blocks) if isinstance(one, (Heading, Para))]
        made.has_numbers = any(one.number for one in numbered)
        for one in numbered:
            if one.anchor:
                made._name(one.anchor)
        return made

    @property
    def is_standard(self) -> bool:
        """Whether this is a printed standard."""
        return self.document.kind == "standard"

    def _name(self, anchor: str) -> str:
        """A name of a bookmark: at most 40 characters, letters, digits and ``_``, beginning with a letter."""
        if anchor not in self.names:
            plain = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]+", "_", anchor)[:30]
            name, at = f"b_{plain}", 1
            while name.lower() in {used.lower() for used in self.names.values()}:
                at += 1
                name = f"b_{plain}_{at}"
            self.names[anchor] = name
        return self.names[anchor]

    # -- paragraphs ----------------------------------------------------------------------------------------------

    def paragraph(
        self, shape: str, children: Iterable[Node], *props: Node | None, aside: str = "", left: float = 0
    ) -> Node:
        """A paragraph of a style.  aside: the number that Word prints before it; left: where a list has its text."""
        style = None if shape == "Normal" else w("pStyle", val=shape)
        node = w("p", properties("pPr", style, *props), *children)
        return replace(node, aside=aside, left=left)

    def words(self, shape: str, words: str, *props: Node | None) -> Node:
        """A paragraph of plain text."""
        return self.paragraph(shape, self.runs((words,)), *props)

    def fitted(self, shape: str, words: str, *props: Node | None, lines: int = 1) -> Node:
        """A paragraph of plain text, smaller (by two fifths at most) where it would take more than so many lines."""
        style = self.look.shapes[shape]
        room = (self.look.text_width(landscape=self.lies) - style.left - style.right) * lines
        wanted = ems(words) * (style.size + style.spread) * (1.0 if lines == 1 else 1.06)
        half_points = int(style.size * max(room / wanted, 0.6) * 2) if wanted > room else 0
        size = [w(name, val=half_points) for name in ("sz", "szCs")] if half_points else []
        return self.paragraph(shape, [self.run(words, "", *size)], *props)

    def spaced(self, words: str, points: float) -> list[Node]:
        """A heading of two Chinese characters with room between them (前　言); others as they are."""
        if len(words) != 2 or not _CHINESE.match(words):
            return [self.run(words)]
        return [self.run(words[0], "", w("spacing", val=twips(points))), self.run(words[1])]

    def bookmarked(self, children: list[Node], *names: str) -> list[Node]:
        """Runs with bookmarks around them; a name that is taken is left out."""
        for name in names:
            if name and name not in self.marked:
                self.marked.add(name)
                self.bookmarks += 1
                at = self.bookmarks
                children = [
                    w("bookmarkStart", id=at, name=name), *children, w("bookmarkEnd", id=at),
                ]  # fmt: skip
        return children

    # -- text ----------------------------------------------------------------------------------------------------

    def runs(self, line: Line) -> list[Node]:
        """A line as runs, links and footnotes."""
        made: list[Node] = []
        for part in line:
            made += self._run(Run(part) if isinstance(part, str) else part)
        return made

    def _run(self, part: Run) -> list[Node]:
        link = self._link(part.href)
        style = STYLES.get(part.style, "")
        if link is not None and not self.is_standard:
            style = "Hyperlink"
        made = [self.run(part.text, style)] if part.text else []
        if link is not None:
            made = [link.holding(*made)]
        if part.foot:
            self.footnotes.append(part.foot)
            properties_ = run_properties(None, style="FootnoteReference")
            made.append(w("r", properties_, w("footnoteReference", id=len(self.footnotes))))
        return made

    def run(self, words: str, style: str = "", *props: Node | None) -> Node:
        """One run; line ends and tabs are elements of their own."""
        hint = w("rFonts", hint="eastAsia") if self._is_chinese(words) else None
        rpr = properties("rPr", w("rStyle", val=style) if style else None, hint, *props)
        pieces: list[Node] = []
        for piece in re.split(r"(\n|\t)", words):
            if piece == "\n":
                pieces.append(w("br"))
            elif piece == "\t":
                pieces.append(w("tab"))
            elif piece:
                pieces.append(text(piece))
        return w("r", rpr, *pieces)

    def _is_chinese(self, words: str) -> bool:
        if not _SHARED.search(words):
            return False
        return self.document.language == "zh" or _CHINESE.search(words) is not None

    def _link(self, href: str | None) -> Node | None:
        if href is None:
            return None
        if href.startswith("#"):
            name = self.names.get(href[1:])
            return None if name is None else w("hyperlink", anchor=name, history=1)
        if not _SCHEMES.match(href):
            return None
        found = self.package.relate(DOCUMENT, "hyperlink", href, external=True)
        return Node("w:hyperlink", (("r:id", found), ("w:history", "1")))

    # -- fields --------------------------------------------------------------------------------------------------

    def field(self, code: str, shown: str, style: str = "") -> list[Node]:
        """A field with the result that it has now."""
        return [
            w("r", w("fldChar", fldCharType="begin")),
            w("r", Node("w:instrText", (("xml:space", "preserve"),), (f" {code} ",))),
            w("r", w("fldChar", fldCharType="separate")),
            self.run(shown, style),
            w("r", w("fldChar", fldCharType="end")),
        ]


def list_indent(look: Look, kind: str, depth: int, *, standard: bool) -> tuple[int, int]:
    """Where the text of a list item stands, and how far before it the mark, in twentieths of a point."""
    widths = {"letter": 1.8, "number": 1.8, "bracket": 2.2, "ordered": 1.7, "dash": 2.2, "bullet": 1.2, "box": 1.5}
    if standard:
        return twips(look.base * (4 + 2 * depth)), twips(look.base * 2)
    start = depth * 1.6
    return twips(look.base * (start + widths[kind])), twips(look.base * widths[kind])


def indented(left: float, width: float = 0) -> Node | None:
    """An indent from the left where there is one, in points."""
    return w("ind", left=twips(left)) if left else None

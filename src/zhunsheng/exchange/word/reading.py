"""Reading a .docx as it is printed: every paragraph and table in order, every other text as a unit of its own.

Tracked insertions are taken, deletions left out and kept aside; of two forms of one drawing one is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zhunsheng.exchange.accounts import Unit, UnitKind
from zhunsheng.exchange.guards import trouble
from zhunsheng.exchange.package import Element, Package, open_package
from zhunsheng.exchange.word.flat import NoteKind, Reading
from zhunsheng.exchange.word.lists import Lists
from zhunsheng.exchange.word.names import DIAGRAM, A, W
from zhunsheng.exchange.word.story import Story
from zhunsheng.exchange.word.styles import Styles
from zhunsheng.standard.wording import T, Text

#: Paragraphs, cells and the like of one file, and their characters; a standard file holds no more (`yamltree`).
MOST_UNITS: Final = 50_000
MOST_CHARACTERS: Final = 1_500_000
_TOO_MUCH: Final = T("文字太多：超过 {units} 段或 {characters} 字", units=MOST_UNITS, characters=MOST_CHARACTERS)


def read_word(path: Path) -> Reading:
    """Read a Word file.  Raises PackageTrouble where the file cannot or must not be read."""
    with open_package(path, "word") as package:
        return Reader(package).read()


class Reader:
    """Reads one package; the units are numbered as they are met."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main
        self.reading = Reading(package.path)
        self.styles = Styles(self._part("styles"))
        self.lists = Lists(self._part("numbering"), self.styles)
        self._characters = 0
        self._counts = {"paragraph": 0, "table": 0, "box": 0}

    def read(self) -> Reading:
        """The body, then what stands beside it: notes, comments, headers and footers."""
        root = self.package.xml(self.main)
        body = root.find(f"{W}body")
        self.reading.blocks = list(Story(self).blocks(body if body is not None else root))
        self._notes("footnote")
        self._notes("endnote")
        self._remarks()
        self._margins()
        return self.reading

    def unit(self, kind: UnitKind, place: Text, text: str, label: str = "") -> Unit:
        """A new unit."""
        self._characters += len(text)
        if len(self.reading.units) >= MOST_UNITS or self._characters > MOST_CHARACTERS:
            raise trouble("ZS122", self.reading.path, _TOO_MUCH, T("请把文件拆成几个再导入"))
        made = Unit(len(self.reading.units) + 1, kind, place, text, label)
        self.reading.units.append(made)
        return made

    def count(self, what: str) -> int:
        """The number of the next ``paragraph`` of the body, ``table`` or text ``box``."""
        self._counts[what] += 1
        return self._counts[what]

    def diagram_words(self, part: str, relation: str) -> list[str]:
        """The words of a diagram (SmartArt), which stand in a part of their own."""
        found = self.package.relations(part).get(relation)
        if found is None or found.external or found.target not in self.package:
            return []
        points = self.package.xml(found.target).iter(f"{DIAGRAM}pt")
        texts = ("".join(piece.text or "" for piece in point.iter(f"{A}t")) for point in points)
        return [text for text in texts if text.strip()]

    def embedded(self, part: str, relation: str) -> str:
        """The name of a file that stands in the document as a whole."""
        found = self.package.relations(part).get(relation)
        return found.target if found is not None else "altChunk"

    def _part(self, kind: str) -> Element | None:
        name = self.package.related(self.main, kind)
        return None if name is None else self.package.xml(name)

    def _notes(self, kind: NoteKind) -> None:
        root = self._part(f"{kind}s")
        count = 0
        for note in () if root is None else root.iterchildren(f"{W}{kind}"):
            if note.get(f"{W}type", "normal") != "normal":
                continue
            count += 1
            place = T("脚注{n}", n=count) if kind == "footnote" else T("尾注{n}", n=count)
            text = "\n".join(Story(self, place, kind).plain(note)).strip()
            self.reading.notes[kind, note.get(f"{W}id", "")] = self.unit(kind, place, text)

    def _remarks(self) -> None:
        root = self._part("comments")
        for count, remark in enumerate(() if root is None else root.iterchildren(f"{W}comment"), 1):
            place = T("批注{n}", n=count)
            self.unit("comment", place, "\n".join(Story(self, place, "comment").plain(remark)).strip())

    def _margins(self) -> None:
        kinds: tuple[UnitKind, ...] = ("header", "footer")
        seen: set[str] = set()
        for relation in self.package.relations(self.main).values():
            for kind in kinds:
                if relation.kind == kind and not relation.external and relation.target not in seen:
                    seen.add(relation.target)
                    self._margin(kind, relation.target)

    def _margin(self, kind: UnitKind, part: str) -> None:
        place = T("页眉") if kind == "header" else T("页脚")
        for text in Story(self, place, kind, part).plain(self.package.xml(part)):
            if text.strip():
                self.unit(kind, place, text)

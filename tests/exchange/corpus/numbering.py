"""Automatic numbering: the lists that Word counts by itself, so that no number stands in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document

from tests.exchange.corpus.inline import Element, sub


@dataclass(frozen=True)
class Level:
    """One level: its counter, its printed form (``%1.%2``), and the style that carries it, if any.

    format: decimal, lowerLetter, upperLetter, chineseCounting (一), chineseCountingThousand, decimalFullWidth (１).
    legal: all counters of the level as Arabic digits (w:isLgl).  after: tab, space or nothing.
    """

    text: str
    format: str = "decimal"
    style: str | None = None
    after: str = "tab"
    start: int = 1
    legal: bool = False


#: 1, 1.1, 1.1.1 ... as GB/T 1.1 numbers chapters and clauses.
CLAUSES = tuple(Level(".".join(f"%{i}" for i in range(1, depth + 1))) for depth in range(1, 7))
#: A, A.1, A.1.1 ... for annexes.
ANNEX = (Level("附录%1", "upperLetter"), Level("%1.%2"), Level("%1.%2.%3"))
LETTERS = (Level("%1)", "lowerLetter"), Level("%2)"))
DASHES = (Level("——", "bullet", after="nothing"),)


class Numbering:
    """The list definitions of one paper."""

    def __init__(self, document: Document) -> None:
        self._root: Element = document.part.numbering_part.element
        for old in list(self._root):
            self._root.remove(old)
        self._abstract: list[Element] = []
        self._lists: list[tuple[int, Element]] = []  # the number of its definition, and the list

    def add(self, levels: Sequence[Level]) -> int:
        """A list with its levels; returns the number by which paragraphs name it."""
        number = len(self._abstract) + 1
        held = sub(self._root, "w:abstractNum", w_abstractNumId=str(number))
        sub(held, "w:multiLevelType", w_val="multilevel")
        for depth, level in enumerate(levels):
            made = sub(held, "w:lvl", w_ilvl=str(depth))
            sub(made, "w:start", w_val=str(level.start))
            sub(made, "w:numFmt", w_val=level.format)
            if level.style:
                sub(made, "w:pStyle", w_val=level.style)
            if level.legal:
                sub(made, "w:isLgl")
            sub(made, "w:suff", w_val=level.after)
            sub(made, "w:lvlText", w_val=level.text)
            sub(made, "w:lvlJc", w_val="left")
        self._abstract.append(held)
        return self._list(number)

    def again(self, numbered: int, start: int = 1) -> int:
        """The same list counted afresh (w:lvlOverride), as after “restart numbering”."""
        number = self._list(self._lists[numbered - 1][0])
        override = sub(self._lists[-1][1], "w:lvlOverride", w_ilvl="0")
        sub(override, "w:startOverride", w_val=str(start))
        return number

    def _list(self, abstract: int) -> int:
        number = len(self._lists) + 1
        made = sub(self._root, "w:num", w_numId=str(number))
        sub(made, "w:abstractNumId", w_val=str(abstract))
        self._lists.append((abstract, made))
        return number

    def write(self) -> None:
        """Put the definitions before the lists that use them, as the schema asks."""
        for _, made in self._lists:
            self._root.remove(made)
            self._root.append(made)

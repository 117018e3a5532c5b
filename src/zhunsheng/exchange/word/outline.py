"""Which paragraphs of a text in GB/T 1.1 form begin a clause, and with which number.

A number counts when it continues the numbers before it; how it was made (by Word, by a heading style, typed) decides
how much else must speak for it.  Source: GB/T 1.1—2020, 7.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from zhunsheng.exchange.word.flat import Para
from zhunsheng.exchange.word.front import zone_title
from zhunsheng.exchange.word.hints import (
    KNOWN_TITLES,
    Hint,
    begins_with_measure,
    outline_level,
    reads_as_title,
    style_hint,
)
from zhunsheng.exchange.word.labels import Label, labels
from zhunsheng.exchange.word.text import fold, squeezed

#: How far a number may jump ahead and still count; a gap is then told.
_JUMP: Final = 3
#: Styles whose paragraphs never begin a clause.
_APART: Final = frozenset(
    {"text", "front", "back", "annex", "annex_title", "caption", "note", "example", "cover", "contents"}
)
Values = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a clause.

    no, level: as in the format.  start: where its words begin.  label: as typed or made by Word (automatic); None where
    the number was counted here, from the level of the heading.  irregular: the number does not follow from the last.
    """

    no: str
    level: int
    start: int
    label: Label | None
    automatic: bool = False
    irregular: bool = False


class Outline:
    """Follows the numbers of a text."""

    def __init__(self) -> None:
        self.current: Values = ()
        self.annex: str = ""
        self._sign = ""
        self._item = 0

    def head(self, para: Para) -> Head | None:
        """The clause that a paragraph begins, None for any other paragraph."""
        hint = style_hint(para.style)
        if zone_title(para) is not None or (hint is not None and hint.kind in _APART):
            return None
        found = self._automatic(para) or self._typed(para) or self._counted(para)
        if found is None:
            self._follow_items(para)
            return None
        self._item = 0
        return found

    def open_annex(self, letter: str) -> None:
        """An annex begins: numbers start anew under its letter."""
        self.annex, self.current = letter, ()

    def next_annex(self) -> str:
        """The letter of the next annex."""
        return chr(ord(self.annex) + 1) if self.annex and self.annex < "Z" else "A"

    # Ways to carry a number

    def _automatic(self, para: Para) -> Head | None:
        """A number that Word makes."""
        if para.number is None:
            return None
        for label in labels(f"{para.number.text} "):
            if label.kind == "chapter" and self._chapter(label.values[0], para.text, para, spaced=True, strong=True):
                return self._take(label, label.values, 0, automatic=True)
            if label.kind not in ("decimal", "annex_decimal") or not self._belongs(label):
                continue
            values = self._values(label)
            strong = outline_level(para) > 0
            if len(values) > 1 or (self.annex and label.kind == "annex_decimal"):
                accepted = strong or self._fits(values) or self._near(values) or len(para.number.values) > 1
            else:
                accepted = self._chapter(values[0], para.text, para, spaced=True, strong=strong)
            if accepted:
                return self._take(label, values, 0, automatic=True)
        return None

    def _typed(self, para: Para) -> Head | None:
        """A number that somebody typed."""
        if para.number is not None and para.number.text.strip():
            return None
        for label in labels(para.text):
            rest = para.text[label.end :]
            if label.kind == "chapter" and self._chapter(
                label.values[0], rest, para, spaced=label.spaced, strong=False
            ):
                return self._take(label, label.values, label.end, automatic=False)
            if label.kind not in ("decimal", "annex_decimal") or not self._belongs(label):
                continue
            values = self._values(label)
            if len(values) == 1 and not self.annex:
                sign = self._sign_of(para.text, label)
                strong = outline_level(para) == 1
                same = not self._sign or sign == self._sign or strong
                if not same or not self._chapter(values[0], rest, para, spaced=label.spaced, strong=strong):
                    continue
                self._sign = self._sign or sign
            elif not self._clause(values, rest, para, spaced=label.spaced):
                continue
            return self._take(label, values, label.end, automatic=False)
        return None

    def _counted(self, para: Para) -> Head | None:
        """A heading without any number: it has the next one at its level."""
        level = outline_level(para)
        if not level or not para.text.strip() or (para.number is not None and para.number.text.strip()):
            return None
        hint = style_hint(para.style)
        by_style = hint is not None and hint.kind == "clause"
        if not by_style and not reads_as_title(para.text):
            return None
        depth = level - 1 if self.annex else level
        if depth < 1 or depth > len(self.current) + 1:
            return None
        above = self.current[: depth - 1]
        last = self.current[depth - 1] if len(self.current) >= depth else 0
        return self._take(None, (*above, last + 1), 0, automatic=False)

    # Whether a number counts

    def _chapter(self, number: int, rest: str, para: Para, *, spaced: bool, strong: bool) -> bool:
        if self.annex:
            return False
        words = squeezed(rest)
        title = reads_as_title(rest) or (strong and len(words) <= 60 and not words.endswith("。"))
        if not spaced and not strong and begins_with_measure(rest):
            return False
        if not title or (self._item and self._item + 1 == number):
            return False
        last = self.current[0] if self.current else 0
        known = words in KNOWN_TITLES
        if number == last + 1:
            return strong or known or spaced or para.bold or self._sign == "-"
        return last < number <= last + _JUMP and (strong or known or (para.bold and spaced))

    def _clause(self, values: Values, rest: str, para: Para, *, spaced: bool) -> bool:
        strong = outline_level(para) > 0
        if not spaced and begins_with_measure(rest):
            return False
        if self._fits(values):
            return True
        if self._near(values):
            return spaced or strong
        same_chapter = bool(self.annex) or values[:1] == self.current[:1]
        return bool(rest.strip()) and (spaced or strong) and same_chapter and not begins_with_measure(rest)

    def _fits(self, values: Values) -> bool:
        """Whether a number is the first below the current one, or the next of it or of one above it."""
        if values == (*self.current, 1):
            return True
        kept = len(values) - 1
        return (
            len(self.current) > kept and values[:kept] == self.current[:kept] and values[kept] == self.current[kept] + 1
        )

    def _near(self, values: Values) -> bool:
        """Whether a number follows after a small gap, or begins a chapter whose own heading is missing."""
        kept = len(values) - 1
        if len(self.current) > kept and values[:kept] == self.current[:kept]:
            return self.current[kept] < values[kept] <= self.current[kept] + _JUMP
        common = 0
        while common < min(len(values), len(self.current)) and values[common] == self.current[common]:
            common += 1
        below = values[common + 1 :] if common < len(self.current) else values[common:]
        step = values[common] - self.current[common] if common < min(len(values), len(self.current)) else 1
        return step == 1 and bool(below) and all(value == 1 for value in below)

    def _belongs(self, label: Label) -> bool:
        if label.kind == "annex_decimal":
            return bool(self.annex) and label.text[0] == self.annex
        return not self.annex

    def _values(self, label: Label) -> Values:
        return label.values[1:] if label.kind == "annex_decimal" else label.values

    def _take(self, label: Label | None, values: Values, start: int, *, automatic: bool) -> Head:
        irregular = bool(self.current) and not self._fits(values)
        self.current = values
        number = ".".join((*((self.annex,) if self.annex else ()), *map(str, values)))
        return Head(number, len(values) + bool(self.annex), start, label, automatic, irregular)

    def _sign_of(self, text: str, label: Label) -> Literal[".", "、", " ", "-"]:
        """What parts typed chapter numbers from their titles."""
        between = fold(text)[label.stop : label.end]
        if "." in between:
            return "."
        return "、" if "、" in between else " " if between else "-"

    def _follow_items(self, para: Para) -> None:
        """Remember how far a list ``1.`` ``2.`` has come, so that its next item is not taken for a chapter."""
        source = para.number.text + " " if para.number is not None and para.number.text.strip() else para.text
        found = next((one for one in labels(source) if one.kind == "arabic"), None)
        self._item = found.values[0] if found is not None and found.values[0] in (1, self._item + 1) else 0


def is_titled(head: Head, para: Para, words: str, hint: Hint | None) -> bool | None:
    """Whether the words of a heading are a title (True) or the provision itself (False); None where it is open.

    Open words are a title when text or subclauses follow, else a provision.
    """
    if hint is not None and hint.titled is not None:
        return hint.titled
    text = squeezed(words)
    if text.endswith(("。", "；", ";", "：", ":")):
        return False
    if para.outline is not None:
        return not re.search("[。；]", text)
    if head.level == 1:
        return True
    return None if reads_as_title(words) else False

"""Which numbers a word processor prints, computed from the file alone.

shared: all lists of one definition count together, as in Word; otherwise each list counts for itself.
Source: ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re
from typing import Any

from tests.publish.word.structure import W


class Counting:
    """The counters of a file while its paragraphs are read from first to last."""

    def __init__(self, numbering: Any, styles: Any, *, shared: bool) -> None:
        self.shared = shared
        self.levels: dict[str, dict[int, tuple[str, str]]] = {}
        for abstract in numbering.findall(f"{W}abstractNum"):
            self.levels[abstract.get(f"{W}abstractNumId")] = {
                int(level.get(f"{W}ilvl")): (
                    level.find(f"{W}numFmt").get(f"{W}val"), level.find(f"{W}lvlText").get(f"{W}val"),
                )
                for level in abstract.findall(f"{W}lvl")
            }  # fmt: skip
        self.abstract = {
            num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in numbering.findall(f"{W}num")
        }
        self.starts = {
            (num.get(f"{W}numId"), int(one.get(f"{W}ilvl"))): int(one.find(f"{W}startOverride").get(f"{W}val"))
            for num in numbering.findall(f"{W}num")
            for one in num.findall(f"{W}lvlOverride")
        }
        self.by_style: dict[str, tuple[str, int]] = {}
        for style in styles.findall(f"{W}style"):
            found = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if found is not None:
                # In a style the level is the one that names the style, whatever the style says.
                ident = style.get(f"{W}styleId")
                level = next(
                    int(one.getparent().get(f"{W}ilvl"))
                    for one in numbering.iter(f"{W}pStyle")
                    if one.get(f"{W}val") == ident
                )
                self.by_style[ident] = (found.get(f"{W}val"), level)
        self.counters: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()

    def printed(self, paragraph: Any) -> str:
        """The number that stands before a paragraph; empty for none."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if found is not None:
            num, level = found.find(f"{W}numId").get(f"{W}val"), int(found.find(f"{W}ilvl").get(f"{W}val"))
        elif style is not None and style.get(f"{W}val") in self.by_style:
            num, level = self.by_style[style.get(f"{W}val")]
        else:
            return ""
        return "" if num == "0" else self._next(num, level)

    def _next(self, num: str, level: int) -> str:
        abstract = self.abstract[num]
        counters = self.counters.setdefault(abstract if self.shared else num, [None] * 9)
        override = self.starts.get((num, level))
        if override is not None and (num, level) not in self.begun:
            counters[level] = override
        else:
            now = counters[level]
            counters[level] = (1 if override is None else override) if now is None else now + 1
        self.begun.add((num, level))
        counters[level + 1 :] = [None] * (8 - level)
        shown = [
            one if one is not None else self.starts.get((num, at), 1) for at, one in enumerate(counters[: level + 1])
        ]
        _, words = self.levels[abstract][level]
        return re.sub(r"%(\d)", lambda part: self._said(abstract, int(part[1]) - 1, shown), words)

    def _said(self, abstract: str, level: int, shown: list[int]) -> str:
        shape, _ = self.levels[abstract][level]
        value = shown[level]
        if shape == "lowerLetter":
            return chr(96 + value)
        return chr(64 + value) if shape == "upperLetter" else str(value)

"""Automatic numbers: what Word prints in front of a numbered paragraph, counted as Word counts.

A list (`w:num`) is an instance of an abstract list, whose counters all its instances share; an instance may set a
counter anew where it first appears (`w:startOverride`).  ISO/IEC 29500-1 §17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from zhunsheng.exchange.package import Element
from zhunsheng.exchange.word.names import VAL, W, is_on, whole
from zhunsheng.exchange.word.number_formats import written
from zhunsheng.exchange.word.styles import Styles

LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
#: Bullets of symbol fonts -> characters that every font has.
_BULLETS: Final = {
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a7": "▪",
    "\uf075": "◆",
}


@dataclass(frozen=True, slots=True)
class Number:
    """The automatic number of a paragraph.

    text: as printed, ``5.1`` or ``a)``.  kind: format of its level, ``decimal``, ``lowerLetter``, ``bullet``.  level:
    from 0.  list: which abstract list.  values: the counters down to this level.
    """

    text: str
    kind: str
    level: int
    list: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass
class _Instance:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a file and where their counters stand."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._instances: dict[str, _Instance] = {}
        self._links: dict[str, str] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styles = styles
        for child in () if root is None else root:
            if child.tag == f"{W}abstractNum":
                self._add_abstract(child)
            elif child.tag == f"{W}num":
                self._add_instance(child)

    def _add_abstract(self, item: Element) -> None:
        identity = item.get(f"{W}abstractNumId", "")
        levels = (_read_level(child) for child in item.iterchildren(f"{W}lvl"))
        self._abstract[identity] = {at: level for at, level in levels if at is not None}
        link = item.find(f"{W}numStyleLink")
        if link is not None:
            self._links[identity] = link.get(VAL) or ""

    def _add_instance(self, item: Element) -> None:
        abstract = item.find(f"{W}abstractNumId")
        instance = _Instance((abstract.get(VAL) or "") if abstract is not None else "")
        for change in item.iterchildren(f"{W}lvlOverride"):
            at = whole(change.get(f"{W}ilvl"))
            start = change.find(f"{W}startOverride")
            level = change.find(f"{W}lvl")
            if at is None:
                continue
            if level is not None:
                instance.levels[at] = _read_level(level)[1]
            if start is not None:
                instance.starts[at] = _or(whole(start.get(VAL)), 1)
        self._instances[item.get(f"{W}numId", "")] = instance

    def level_of(self, identity: str, style: str | None) -> int | None:
        """The level that a list ties to a paragraph style."""
        instance = self._instances.get(identity)
        if instance is None or style is None:
            return None
        levels = self._abstract.get(self._resolved(instance.abstract), {})
        return next((at for at, level in levels.items() if level.style == style), None)

    def next(self, identity: str, level: int) -> Number | None:
        """The number of the next paragraph of a list; None when there is no such list."""
        instance = self._instances.get(identity)
        if instance is None or not 0 <= level < LEVELS:
            return None
        key = self._resolved(instance.abstract)
        levels = {**self._abstract.get(key, {}), **instance.levels}
        if level not in levels:
            return None
        counters = self._counters.setdefault(key, [None] * LEVELS)
        for at, start in instance.starts.items():
            if at <= level and 0 <= at < LEVELS and (identity, at) not in self._begun:
                self._begun.add((identity, at))
                counters[at] = start - 1
                _reset(counters, levels, at)
        _step(counters, levels, level)
        values = tuple(_or(counters[at], 1) for at in range(level + 1))
        return Number(_printed(levels, level, values), levels[level].kind, level, key, values)

    def _resolved(self, abstract: str) -> str:
        """The abstract list that holds the levels, behind a style that stands for it."""
        for _ in range(4):
            style = self._links.get(abstract)
            identity = self._styles.list_of(style) if style else None
            if identity is None or identity not in self._instances:
                return abstract
            abstract = self._instances[identity].abstract
        return abstract


def _step(counters: list[int | None], levels: dict[int, _Level], level: int) -> None:
    """Count on at a level; levels above that were never used stand at their start, levels below begin anew."""
    for above in range(level):
        if counters[above] is None:
            counters[above] = levels.get(above, _Level()).start
    current = counters[level]
    counters[level] = levels[level].start if current is None else current + 1
    _reset(counters, levels, level)


def _reset(counters: list[int | None], levels: dict[int, _Level], level: int) -> None:
    for below in range(level + 1, LEVELS):
        restart = levels.get(below, _Level()).restart
        if restart is None or (restart and level < restart):
            counters[below] = None


def _printed(levels: dict[int, _Level], level: int, values: tuple[int, ...]) -> str:
    own = levels[level]
    if own.kind == "bullet":
        return _BULLETS.get(own.text, own.text)

    def place(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if at > level:
            return ""
        kind = levels.get(at, _Level()).kind
        return written(values[at], "decimal" if own.legal else kind)

    return _PLACE.sub(place, own.text)


def _read_level(item: Element) -> tuple[int | None, _Level]:
    found: dict[str, str | None] = {}
    for child in item:
        if isinstance(child.tag, str):
            found[child.tag.removeprefix(W)] = child.get(VAL)
    kind = found.get("numFmt")
    level = _Level(
        start=_or(whole(found.get("start")), 1) if "start" in found else 0,
        kind=kind if kind is not None else "decimal",
        text=found.get("lvlText") or "",
        restart=whole(found["lvlRestart"]) if "lvlRestart" in found else None,
        legal="isLgl" in found and is_on(found["isLgl"]),
        style=found.get("pStyle"),
    )
    return whole(item.get(f"{W}ilvl")), level


def _or(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number

"""Automatic numbering that prints exactly the numbers of the text.

A number such as ``5.1`` or ``A.2`` belongs to a series; each use tells the series what is to be printed.  Where the
series would print something else by itself (a gap, a repeated number), a new list is begun whose levels start there;
a number whose chapter does not stand above it is not counted but written as text.
The lists are such that a program that counts all lists of one definition together (Word) and one that counts each list
for itself print the same.  Source: ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from zhunsheng.publish.word.xml import Node, w

LEVELS = 9
Values = tuple[int, ...]
_CLAUSE = re.compile(r"[1-9][0-9]{0,3}(?:\.[1-9][0-9]{0,3}){0,8}")
_ANNEX = re.compile(r"[A-Z](?:\.[1-9][0-9]{0,3}){0,8}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: How the numbers of a list look, by its kind: number format and text (``%n``: the number of the level).
LISTS: dict[str, tuple[str, str]] = {
    "letter": ("lowerLetter", "%n)"),
    "number": ("decimal", "%n)"),
    "bracket": ("decimal", "[%n]"),
    "ordered": ("decimal", "%n."),
    "dash": ("none", "——"),
    "bullet": ("bullet", "•"),
    "box": ("bullet", "☐"),
}
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("letter", re.compile(r"([a-z])\)")),
    ("number", re.compile(r"([1-9][0-9]{0,3})\)")),
    ("bracket", re.compile(r"\[([1-9][0-9]{0,3})\]")),
    ("ordered", re.compile(r"([1-9][0-9]{0,3})\.")),
    ("dash", re.compile(r"——")),
    ("bullet", re.compile(r"•")),
    ("box", re.compile(r"☐")),
)


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands in a list, and what is printed there.  is_plain: the list is the one of the styles."""

    num: int
    level: int
    printed: str
    is_plain: bool = False

    def node(self) -> Node:
        """As a property of a paragraph."""
        return w("numPr", w("ilvl", val=self.level), w("numId", val=self.num))


@dataclass
class _Num:
    """A list: its definition, and the values at which its levels start where not at 1."""

    abstract: int
    starts: dict[int, int] = field(default_factory=dict)


@dataclass
class _Series:
    """Numbers that follow one another.

    plain: the list that the heading styles name, of which all levels start at 1.  num: the list in use.  values: the
    last number; printed: which of its parts a paragraph of this list has printed itself.
    """

    abstract: int
    plain: int | None = None
    num: int | None = None
    values: Values = ()
    printed: tuple[bool, ...] = ()

    def next_at(self, level: int, starts: dict[int, int]) -> Values | None:
        """What a paragraph at `level` would print by itself; None where programs differ."""
        given = self.values[: level + 1]
        if len(given) > level:
            return (*given[:level], given[level] + 1) if self.printed[level] else None
        return (*given, *(starts.get(one, 1) for one in range(len(given), level + 1)))


@dataclass
class Numbering:
    """All lists of a file.

    indent: for a kind of list and its depth, where its text stands and how far before it the mark, in twentieths of a
    point.  annex_word: what stands before the letter of an annex.  gap: what stands between number and text.
    """

    indent: Callable[[str, int], tuple[int, int]]
    annex_word: str = "附录"
    gap: str = "　"
    abstracts: list[Node] = field(default_factory=list)
    nums: list[_Num] = field(default_factory=list)
    _clauses: _Series | None = None
    _annexes: _Series | None = None
    _kinds: dict[str, int] = field(default_factory=dict)

    def headings(self, clauses: Sequence[str], annexes: Sequence[str]) -> tuple[int, int]:
        """Define the numbers of chapters and of annexes, each level tied to a style; returns the ids of the two lists."""
        first = self._define(self._heading_levels(clauses, "decimal", ""))
        second = self._define(self._heading_levels(annexes, "upperLetter", self.annex_word))
        plain = self._list(first), self._list(second)
        self._clauses = _Series(first, plain[0], plain[0])
        self._annexes = _Series(second, plain[1], plain[1])
        return plain

    def number(self, number: str) -> Place | None:
        """The place of a clause or annex number; None for one that is not counted (第五条) and is written as text."""
        if self._clauses is not None and _CLAUSE.fullmatch(number):
            return self._next(self._clauses, tuple(int(one) for one in number.split(".")), number)
        letter, *rest = number.removeprefix(self.annex_word).strip().split(".")
        is_title = number.startswith(self.annex_word)
        if self._annexes is None or is_title == bool(rest) or not _ANNEX.fullmatch(".".join((letter, *rest))):
            return None
        return self._next(self._annexes, (ord(letter) - 64, *(int(one) for one in rest)), number)

    def open_list(self, kind: str, depth: int) -> Callable[[str], Place | None]:
        """A new list; what is returned gives the place of an item by its mark, or None for a mark of another kind."""
        depth = min(depth, LEVELS - 1)
        if kind not in self._kinds:
            self._kinds[kind] = self._define(self._list_levels(kind))
        series = _Series(self._kinds[kind])

        def place(mark: str) -> Place | None:
            found = kind_of(mark)
            if found is None or found[0] != kind:
                return None
            if LISTS[kind][0] in ("bullet", "none"):
                return Place(self._any(series.abstract), depth, mark)
            # Nothing of the levels above is printed.
            return self._next(series, (*(1,) * depth, found[1]), mark)

        return place

    def node(self) -> Node:
        """The part of the file."""
        rows = [
            w("num", w("abstractNumId", val=one.abstract), *_overrides(one.starts), numId=at)
            for at, one in enumerate(self.nums, 1)
        ]
        return w("numbering", *self.abstracts, *rows)

    # -- counting ------------------------------------------------------------------------------------------------

    def _next(self, series: _Series, values: Values, printed: str) -> Place | None:
        """The place of a number; None where a part before its last is not that of the paragraphs above it."""
        level = len(values) - 1
        if series.plain is not None and values[:level] != series.values[:level]:
            return None
        before = series.printed[:level]
        if series.num is None or series.next_at(level, self.nums[series.num - 1].starts) != values:
            starts = dict(enumerate(values)) if series.plain is not None else {level: values[level]}
            series.num = self._list(series.abstract, starts)
            before = ()
        series.printed = (*before, *(False,) * (level - len(before)), True)
        series.values = values
        return Place(series.num, level, printed, series.num == series.plain)

    def _list(self, abstract: int, starts: dict[int, int] | None = None) -> int:
        self.nums.append(_Num(abstract, starts or {}))
        return len(self.nums)

    def _any(self, abstract: int) -> int:
        """The one list of a kind that is not counted."""
        found = [at for at, one in enumerate(self.nums, 1) if one.abstract == abstract]
        return found[0] if found else self._list(abstract)

    # -- definitions ---------------------------------------------------------------------------------------------

    def _define(self, levels: Sequence[Node]) -> int:
        at = len(self.abstracts)
        self.abstracts.append(
            w("abstractNum", w("nsid", val=f"{0x5A530000 + at:08X}"), w("multiLevelType", val="multilevel"), *levels,
              abstractNumId=at)
        )  # fmt: skip
        return at

    def _heading_levels(self, styles: Sequence[str], top: str, word: str) -> list[Node]:
        """1, 1.1 … or 附录A, A.1 …; the number runs straight into the text, a blank between."""
        levels = []
        for depth in range(LEVELS):
            words = ".".join(f"%{one + 1}" for one in range(depth + 1))
            is_annex = bool(word) and depth == 0
            levels.append(
                w(
                    "lvl",
                    w("start", val=1),
                    w("numFmt", val=top if depth == 0 else "decimal"),
                    w("pStyle", val=styles[depth]) if depth < len(styles) else None,
                    w("suff", val="nothing"),
                    w("lvlText", val=f"{word}{words}" if is_annex else f"{words}{self.gap}"),
                    w("lvlJc", val="left"),
                    w("pPr", w("ind", left=0, firstLine=0)),
                    w("rPr", w("rFonts", ascii="Arial", hAnsi="Arial", eastAsia="黑体", hint="eastAsia")),
                    ilvl=depth,
                )
            )
        return levels

    def _list_levels(self, kind: str) -> list[Node]:
        shape, words = LISTS[kind]
        levels = []
        for depth in range(LEVELS):
            left, hanging = self.indent(kind, depth)
            levels.append(
                w(
                    "lvl",
                    w("start", val=1),
                    w("numFmt", val=shape),
                    w("suff", val="tab"),
                    w("lvlText", val=words.replace("%n", f"%{depth + 1}")),
                    w("lvlJc", val="left"),
                    w("pPr", w("tabs", w("tab", val="num", pos=left)), w("ind", left=left, hanging=hanging)),
                    w("rPr", w("rFonts", **_FONTS[kind])) if kind in _FONTS else None,
                    ilvl=depth,
                )
            )
        return levels


#: Marks that the fonts of the text may not have.
_FONTS = {
    "dash": {"ascii": "宋体", "hAnsi": "宋体", "eastAsia": "宋体", "hint": "eastAsia"},
    "bullet": {"ascii": "Arial", "hAnsi": "Arial", "eastAsia": "宋体", "hint": "default"},
    "box": {"ascii": "Segoe UI Symbol", "hAnsi": "Segoe UI Symbol", "eastAsia": "Segoe UI Symbol", "hint": "eastAsia"},
}


def _overrides(starts: dict[int, int]) -> list[Node]:
    return [w("lvlOverride", w("startOverride", val=value), ilvl=level) for level, value in sorted(starts.items())]


def kind_of(mark: str) -> tuple[str, int] | None:
    """The kind of list that a mark belongs to, and its value there.

    >>> kind_of("c)"), kind_of("——"), kind_of("①")
    (('letter', 3), ('dash', 0), None)
    """
    for kind, shape in _MARKS:
        found = shape.fullmatch(mark)
        if found is not None:
            value = found[1] if found.groups() else "0"
            return kind, _LETTERS.index(value) + 1 if value.isalpha() else int(value)
    return None

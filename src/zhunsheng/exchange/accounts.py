"""What became of every unit of an imported file: which field of the standard holds it, or why it was set aside.

Nothing is dropped: the pieces of a unit cover its whole text, a piece that no field holds stands in the report with its
words, and `verify` checks this again against the finished standard, character by character.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import BaseModel

from zhunsheng.standard.wording import T, Text, Words

UnitKind = Literal[
    "paragraph", "cell", "box", "header", "footer", "footnote", "endnote", "comment",
    "deleted", "hidden", "field", "picture", "covered", "embedded",
]  # fmt: skip
UNIT_KINDS: Mapping[UnitKind, Text] = {
    "paragraph": T("段落"),
    "cell": T("表格单元格"),
    "box": T("文本框"),
    "header": T("页眉"),
    "footer": T("页脚"),
    "footnote": T("脚注"),
    "endnote": T("尾注"),
    "comment": T("批注"),
    "deleted": T("修订中删除的文字"),
    "hidden": T("隐藏文字"),
    "field": T("域代码"),
    "picture": T("图片"),
    "covered": T("被合并遮住的单元格"),
    "embedded": T("嵌入的内容"),
}
_DASHES = re.compile(r"[‐‑‒–—―−﹘﹣─]")
_SPACES = re.compile(r"[\s\u200b-\u200f\ufeff]+")
#: Names and positions that lead to a field of the standard: ``("clauses", 3, "text")``.
FieldPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, cell, note, … of the file.  number: from 1 in order of reading.  label: its automatic number."""

    number: int
    kind: UnitKind
    place: Text
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a unit's text, from `start` up to `end`, and where it went.

    at: the field that holds it.  as_written: whether the field holds these very words; where it holds them in another
    form (a day, a number that the layout makes) they stand in the report as well.  reason: why no field holds it.
    """

    start: int
    end: int
    at: FieldPath | None = None
    as_written: bool = True
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a unit.

    label_at: the field that its automatic number went to, None when no field holds it; label_as_written: as of `Piece`.
    """

    unit: Unit
    pieces: tuple[Piece, ...]
    label_at: FieldPath | None = None
    label_as_written: bool = False

    @property
    def recognised(self) -> bool:
        """Whether some field holds some of it."""
        return any(piece.at is not None for piece in self.pieces)

    def text_of(self, piece: Piece) -> str:
        """The words of a piece."""
        return self.unit.text[piece.start : piece.end]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report: where something stands, what it says, why no field holds it in these words."""

    unit: Unit
    text: str
    reason: Text
    at: FieldPath | None = None


@dataclass(frozen=True)
class Accounts:
    """The fates of all units, in order."""

    fates: tuple[Fate, ...] = ()

    @property
    def units(self) -> int:
        """How many units the file has."""
        return len(self.fates)

    def aside(self) -> list[Line]:
        """What no field holds, with its reason."""
        return list(self._lines(lambda piece: piece.at is None))

    def changed(self) -> list[Line]:
        """What a field holds in another form than the file."""
        labels = [
            Line(fate.unit, fate.unit.label, T("自动编号，写法已统一"), fate.label_at)
            for fate in self.fates
            if _says(fate.unit.label) and not fate.label_as_written
        ]
        return sorted(
            [*self._lines(lambda piece: piece.at is not None and not piece.as_written), *labels],
            key=lambda line: line.unit.number,
        )

    def report_text(self) -> str:
        """Everything that the report says in the words of the file."""
        return "\n".join(line.text for line in (*self.aside(), *self.changed()))

    def counts(self) -> dict[UnitKind, tuple[int, int]]:
        """By kind of unit: how many went into fields at least in part, and how many there are."""
        found: dict[UnitKind, list[int]] = {}
        for fate in self.fates:
            if _says(fate.unit.text) or fate.unit.kind == "picture":
                pair = found.setdefault(fate.unit.kind, [0, 0])
                pair[0] += fate.recognised
                pair[1] += 1
        return {kind: (some, all_) for kind, (some, all_) in found.items()}

    def _lines(self, wanted: Callable[[Piece], bool]) -> Iterator[Line]:
        for fate in self.fates:
            for piece in fate.pieces:
                text = fate.text_of(piece)
                if _says(text) and wanted(piece):
                    yield Line(fate.unit, text, piece.reason or T("写法已统一"), piece.at)


def folded(text: str) -> str:
    """A text as it is compared: compatibility forms and dashes alike, without spaces.

    >>> folded("ＧＢ／Ｔ 1.1－2020　附录Ａ") == folded("GB/T 1.1—2020 附录A")
    True
    """
    return _SPACES.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)))


def text_at(standard: BaseModel, path: FieldPath) -> str:
    """The text of a field of a model, all languages of a label, all parts of a list or group; empty where it is none."""
    value: object = standard
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            value = value[step] if isinstance(step, int) and 0 <= step < len(value) else None
        else:
            value = getattr(value, str(step), None)
    return "\n".join(_texts(value))


def verify(accounts: Accounts, standard: BaseModel) -> list[Line]:
    """What is lost: pieces that claim a field of the standard which does not hold them.  Empty when all is well.

    Works from the finished standard and the text of the units alone.  Texts are compared as `folded`, so that a
    full-width digit or another dash counts as the same; two pieces never share a character of a field.
    """
    lost: list[Line] = []
    fields = _Fields(standard)
    for fate in accounts.fates:
        lost += _gaps(fate)
        claims = [(fate.text_of(piece), piece.at) for piece in fate.pieces if piece.as_written]
        if fate.label_as_written:
            claims.append((fate.unit.label.rstrip(".、．"), fate.label_at))
        for words, at in claims:
            if at is not None and _says(words) and not fields.give(at, folded(words)):
                lost.append(Line(fate.unit, words, T("没有写进所说的字段"), at))
    return lost


class _Fields:
    """The texts of fields and what of them no piece has claimed yet."""

    def __init__(self, standard: BaseModel) -> None:
        self._standard = standard
        self._whole: dict[FieldPath, str] = {}
        self._rest: dict[FieldPath, Counter[str]] = {}

    def give(self, at: FieldPath, words: str) -> bool:
        """Whether the field holds the words, in one piece, beside all that was claimed before."""
        if at not in self._whole:
            self._whole[at] = folded(text_at(self._standard, at))
            self._rest[at] = Counter(self._whole[at])
        wanted = Counter(words)
        if words not in self._whole[at] or wanted - self._rest[at]:
            return False
        self._rest[at] -= wanted
        return True


def _says(text: str) -> bool:
    """Whether a text has letters, characters or digits; blanks and punctuation say nothing alone."""
    return any(char.isalnum() for char in text)


def _texts(value: object) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, Words):
        yield from (text for text in (value.zh, value.en) if text is not None)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)


def _gaps(fate: Fate) -> Iterator[Line]:
    """Stretches of a unit that no piece covers."""
    at = 0
    for piece in sorted(fate.pieces, key=lambda piece: piece.start):
        if _says(fate.unit.text[at : piece.start]):
            yield Line(fate.unit, fate.unit.text[at : piece.start], T("没有交代"))
        at = max(at, piece.end)
    if _says(fate.unit.text[at:]):
        yield Line(fate.unit, fate.unit.text[at:], T("没有交代"))

"""Keeping the accounts while a file is recognised: who claimed which words of which unit.

The first claim of a word counts.  What nobody claimed is set aside at the end, so that no word can be dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from zhunsheng.exchange.accounts import Accounts, Fate, FieldPath, Piece, Unit, UnitKind
from zhunsheng.standard.wording import T, Text

#: A field of the standard in the making; an object stands for the clause that it will become.
Key: TypeAlias = tuple[object, ...]

#: Why units that belong to no paragraph of the body are set aside.
_BESIDE: Final[Mapping[UnitKind, Text]] = {
    "header": T("页眉"),
    "footer": T("页脚"),
    "comment": T("批注不是正文"),
    "deleted": T("修订中已删除"),
    "hidden": T("隐藏文字或填写提示"),
    "field": T("域代码"),
    "picture": T("图片不能读成文字"),
    "covered": T("合并单元格遮住的文字"),
    "embedded": T("嵌入的文件，请单独导入"),
    "footnote": T("脚注不在任何条款内"),
    "endnote": T("尾注不在任何条款内"),
}
NOT_RECOGNISED: Final = T("没有认出属于哪个字段")


@dataclass(frozen=True, slots=True)
class _Claim:
    start: int
    end: int
    at: Key | None
    as_written: bool
    reason: Text | None


@dataclass
class Ledger:
    """The claims, by number of unit."""

    _claims: dict[int, list[_Claim]] = field(default_factory=dict)
    _labels: dict[int, tuple[Key, bool]] = field(default_factory=dict)

    def hold(self, unit: Unit, at: Key, start: int = 0, end: int | None = None, *, as_written: bool = True) -> None:
        """A field holds a stretch of a unit."""
        self._claim(unit, start, end, at, as_written, None)

    def aside(self, unit: Unit, reason: Text, start: int = 0, end: int | None = None) -> None:
        """No field holds a stretch of a unit, for a reason."""
        self._claim(unit, start, end, None, True, reason)

    def label(self, unit: Unit, at: Key, *, as_written: bool) -> None:
        """A field holds the automatic number of a unit, as it was printed or in another form."""
        self._labels.setdefault(unit.number, (at, as_written))

    def is_free(self, unit: Unit) -> bool:
        """Whether nobody claimed anything of a unit."""
        return unit.number not in self._claims

    def _claim(
        self, unit: Unit, start: int, end: int | None, at: Key | None, as_written: bool, reason: Text | None
    ) -> None:
        stop = len(unit.text) if end is None else min(end, len(unit.text))
        if start < stop:
            self._claims.setdefault(unit.number, []).append(_Claim(start, stop, at, as_written, reason))

    def close(self, units: Iterable[Unit], positions: Mapping[int, int]) -> Accounts:
        """The accounts of all units; positions: where each object of a key stands in its list, by ``id``."""
        fates = []
        for unit in units:
            at, as_written = self._labels.get(unit.number, (None, False))
            label_at = None if at is None else _path(at, positions)
            fates.append(Fate(unit, self._pieces(unit, positions), label_at, as_written))
        return Accounts(tuple(fates))

    def _pieces(self, unit: Unit, positions: Mapping[int, int]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        taken = [False] * len(unit.text)
        for claim in self._claims.get(unit.number, ()):
            for start, end in _free(taken, claim.start, claim.end):
                at = None if claim.at is None else _path(claim.at, positions)
                pieces.append(Piece(start, end, at, claim.as_written, claim.reason))
                taken[start:end] = [True] * (end - start)
        for start, end in _free(taken, 0, len(taken)):
            if unit.text[start:end].strip():
                pieces.append(Piece(start, end, reason=_BESIDE.get(unit.kind, NOT_RECOGNISED)))
        return tuple(sorted(pieces, key=lambda piece: piece.start))


def _free(taken: list[bool], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between two places that are not yet taken."""
    found: list[tuple[int, int]] = []
    at = start
    while at < end:
        if taken[at]:
            at += 1
            continue
        stop = at
        while stop < end and not taken[stop]:
            stop += 1
        found.append((at, stop))
        at = stop
    return found


def _path(key: Key, positions: Mapping[int, int]) -> FieldPath:
    return tuple(part if isinstance(part, (str, int)) else positions[id(part)] for part in key)

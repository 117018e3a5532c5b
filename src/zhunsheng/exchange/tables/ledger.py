"""What became of every cell: it is in the result, or set aside for a reason that the report gives.

INVARIANT: cells of a sheet = used + set aside + lost, and lost is 0; it is counted against the sheet itself, so that a
cell that nobody looked at shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from zhunsheng.exchange.tables.grid import Grid, Spot
from zhunsheng.standard.wording import T, Text


class Fate(IntEnum):
    """What became of a cell.  UNSEEN never stays."""

    UNSEEN = 0
    USED = 1
    TITLE = 2
    HEADER = 3
    ORDER = 4
    TOTAL = 5
    NOTE = 6
    NOTHING = 7
    UNKNOWN = 8
    IGNORED = 9
    NO_PLACE = 10
    BAD = 11
    ROW = 12
    TWICE = 13
    SHEET = 14
    BEYOND = 15
    OUTSIDE = 16
    WORKED_OUT = 17


FATES: Mapping[Fate, Text] = {
    Fate.UNSEEN: T("丢失"),
    Fate.USED: T("进入结果"),
    Fate.TITLE: T("表上方的标题"),
    Fate.HEADER: T("表头"),
    Fate.ORDER: T("序号，只表示先后"),
    Fate.TOTAL: T("合计行"),
    Fate.NOTE: T("注释、签署，或下面没有内容的标题行"),
    Fate.NOTHING: T("写的是「无」"),
    Fate.UNKNOWN: T("不认识的列"),
    Fate.IGNORED: T("您指定不用的列"),
    Fate.NO_PLACE: T("格式里没有位置"),
    Fate.BAD: T("读不懂或有错误"),
    Fate.ROW: T("本行有错误，没有导入"),
    Fate.TWICE: T("与上面重复"),
    Fate.SHEET: T("不是明细表或事项清单的工作表"),
    Fate.BEYOND: T("超出读取范围的列"),
    Fate.WORKED_OUT: T("由别的列或别的表算出"),
    Fate.OUTSIDE: T("单元格以外的文字：批注、文本框、页眉页脚"),
}
#: Fates whose cells are listed one by one in the report; the others are counted.
LISTED = frozenset(Fate) - {Fate.USED, Fate.HEADER, Fate.ORDER, Fate.WORKED_OUT}


@dataclass(frozen=True)
class SetAside:
    """A cell (or a text beside the cells) that is not in the result."""

    sheet: str
    spot: Spot | None
    text: str
    fate: Fate

    @property
    def where(self) -> str:
        """``明细表!D17``, or the sheet's name for a text without a cell."""
        name = self.spot.name if self.spot is not None else ""
        return "!".join(part for part in (self.sheet, name) if part)


@dataclass(frozen=True)
class Account:
    """The cells of a file: how many there are, what became of them, those set aside."""

    cells: int = 0
    fates: Mapping[Fate, int] | None = None
    aside: tuple[SetAside, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many cells had this fate."""
        return (self.fates or {}).get(fate, 0)

    @property
    def used(self) -> int:
        """Cells whose text is in the result."""
        return self.count(Fate.USED)

    @property
    def set_aside(self) -> int:
        """Cells whose text is not, for a reason."""
        return sum((self.fates or {}).values()) - self.used - self.lost

    @property
    def lost(self) -> int:
        """Cells that nobody looked at; always 0."""
        return self.count(Fate.UNSEEN)

    def plus(self, other: Account) -> Account:
        """Both together."""
        fates = Counter(self.fates or {})
        fates.update(other.fates or {})
        return Account(self.cells + other.cells, fates, (*self.aside, *other.aside))


class Ledger:
    """The fate of each cell of one sheet while it is read; what is written last counts."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._rows = {line.number: bytearray(len(line.texts)) for line in grid.lines}

    def mark(self, row: int, column: int, fate: Fate) -> None:
        """Say what became of a cell."""
        self._rows[row][column - 1] = fate

    def mark_row(self, row: int, fate: Fate) -> None:
        """Say what became of all cells of a row that nothing was said about."""
        fates = self._rows[row]
        for at, known in enumerate(fates):
            if not known:
                fates[at] = fate

    def use_row(self, row: int) -> None:
        """Say that all cells of a row are in the result."""
        fates = self._rows[row]
        fates[:] = bytes([Fate.USED]) * len(fates)

    def refuse_row(self, row: int) -> None:
        """Take back that cells of a row are in the result."""
        fates = self._rows[row]
        for at, known in enumerate(fates):
            if known in (Fate.USED, Fate.UNSEEN):
                fates[at] = Fate.ROW

    def mark_all(self, fate: Fate) -> None:
        """Say what became of every cell that nothing was said about."""
        for row in self._rows:
            self.mark_row(row, fate)

    def account(self) -> Account:
        """The cells of the sheet by fate; what a merged cell covers isn't counted, what lies beside the cells is."""
        numbers = [0] * len(Fate)
        aside: list[SetAside] = []
        name, covers = self.grid.name, self.grid.covers
        for line in self.grid.lines:
            fates = self._rows[line.number]
            for column, text in line.filled():
                if covers and (line.number, column) in covers:
                    continue
                known = fates[column - 1]
                numbers[known] += 1
                if known in LISTED:
                    aside.append(SetAside(name, Spot(line.number, column), text, Fate(known)))
        counts = Counter({Fate(at): number for at, number in enumerate(numbers) if number})
        aside += self._outside()
        counts.update(one.fate for one in aside if one.fate in (Fate.BEYOND, Fate.OUTSIDE))
        return Account(sum(counts.values()), counts, tuple(aside))

    def _outside(self) -> Iterator[SetAside]:
        for spot, text in self.grid.beyond:
            yield SetAside(self.grid.name, spot, text, Fate.BEYOND)
        for one in self.grid.beside:
            yield SetAside(self.grid.name, one.spot, one.text, Fate.OUTSIDE)


def together(accounts: Iterable[Account]) -> Account:
    """The account of a file from those of its sheets."""
    found = Account()
    for one in accounts:
        found = found.plus(one)
    return found

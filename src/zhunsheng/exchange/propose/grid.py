"""Tables as full rectangles: what a larger cell covers repeats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.standard.document import Cell, Row

#: No table of a standard is wider; a cell that claims more is cut.
_MAX_ACROSS = 100


@dataclass(frozen=True, eq=False)
class Held:
    """A cell as written; in a grid the same one stands in every place that it covers."""

    text: str


def grid_of(rows: Sequence[Row]) -> list[list[Held]]:
    """The rows of a table as a rectangle.

    >>> rows = [(Cell(text="标准", across=2), "次数"), ("城市", "农村", Cell(text="每年1次", down=2)), ("100元", "80元")]
    >>> [[held.text for held in row] for row in grid_of(rows)]
    [['标准', '标准', '次数'], ['城市', '农村', '每年1次'], ['100元', '80元', '每年1次']]
    """
    grid: list[list[Held]] = []
    covered: dict[int, tuple[int, Held]] = {}  # column -> rows still covered, the cell
    for row in rows:
        line: list[Held] = []
        for written in row:
            _fill(line, covered)
            cell = written if isinstance(written, Cell) else Cell(text=written)
            held = Held(cell.text or "")
            for _ in range(min(max(cell.across, 1), _MAX_ACROSS)):
                if cell.down > 1:
                    covered[len(line)] = (cell.down - 1, held)
                line.append(held)
        _fill(line, covered)
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [[*line, *(Held("") for _ in range(width - len(line)))] for line in grid]


def _fill(line: list[Held], covered: dict[int, tuple[int, Held]]) -> None:
    """Put what cells of rows above cover at the end of a line."""
    while len(line) in covered:
        left, held = covered.pop(len(line))
        if left > 1:
            covered[len(line)] = (left - 1, held)
        line.append(held)

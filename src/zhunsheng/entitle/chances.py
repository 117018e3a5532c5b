"""What is thought likely before anything is told; it orders the questions and settles nothing.

The ordinary value of a fact (`Fact.ordinary`) has most of the chance, the other values share the rest.  Ages follow the
published margins of an old city district: registered people of 60 and over by bands (Yuexiu, end of 2023), younger ones
spread like the city's usual residents in the census of 2020.  A wrong guess costs a question, never a result.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.entitle.cells import Cells
from zhunsheng.rule.prover import ordinary_value
from zhunsheng.standard.facts import Fact, Parameter

#: The chance of the ordinary value of a yes/no fact, and of the ordinary cell of any other.
USUAL_TRUTH = 0.9
USUAL_CELL = 0.7

#: First and last age of a band, and persons in it.  0-59 together 826 200, split by the city's shares of 2020 (0-14:
#: 0.1387; 15-19 and 55-59 together 0.1049; five-year groups from 20 to 54 as published); 60-64, 65-79 and 80 and over
#: as derived for the district; of the last a fiftieth is taken to be 100 and over.
AGE_BANDS: Sequence[tuple[int, int, int]] = (
    (0, 14, 129_400), (15, 19, 49_000), (20, 24, 95_600), (25, 29, 102_500), (30, 34, 109_100), (35, 39, 87_700),
    (40, 44, 68_500), (45, 49, 73_400), (50, 54, 62_200), (55, 59, 48_900), (60, 64, 96_800), (65, 79, 198_000),
    (80, 99, 48_100), (100, 120, 1_000),
)  # fmt: skip


def chances_of(cells: Cells, item: Fact | Parameter) -> tuple[float, ...]:
    """The chance of each cell; every cell has some.

    >>> from zhunsheng.standard.wording import Words
    >>> chances_of(Cells("dibao", "bool", (0, 1), 1), Fact(type="bool", label=Words("低保"), ordinary="false"))
    (0.9, 0.1)
    """
    count = len(cells.starts)
    if count == 1:
        return (1.0,)
    if isinstance(item, Fact) and item.type == "age":
        return _ages(cells)
    if isinstance(item, Fact) and item.type == "bool" and item.ordinary is None:
        return (0.5, 0.5)
    usual = USUAL_TRUTH if item.type == "bool" else USUAL_CELL
    ordinary = cells.cell_of(ordinary_value(item))
    share = (1.0 - usual) / (count - 1)
    return tuple(usual if cell == ordinary else round(share, 12) for cell in range(count))


def _ages(cells: Cells) -> tuple[float, ...]:
    total = sum(people for _, _, people in AGE_BANDS)
    found = []
    for cell in range(len(cells.starts)):
        first, last = cells.bounds(cell)
        people = 0.0
        for low, high, count in AGE_BANDS:
            years = min(last, high) - max(first, low) + 1
            people += count * max(0, years) / (high - low + 1)
        found.append(max(people / total, 1e-6))
    return tuple(found)

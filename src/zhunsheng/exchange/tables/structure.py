"""A sheet of boxes (体系结构) beside a detail table: their numbers, titles and what lies in them.

Only titles, domains and categories are read; the counts that stand beside them are worked out from the detail table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.exchange.tables.grid import Grid, Line
from zhunsheng.exchange.tables.heads import normal
from zhunsheng.exchange.tables.ledger import Fate, Ledger
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.exchange.tables.words import CATEGORIES, squeezed
from zhunsheng.standard.document import Category
from zhunsheng.standard.wording import Words

#: Headers of such a sheet beside the counts; those of domain and category are as in a detail table.
_HEADS = {
    **dict.fromkeys(("体系编号", "体系编码", "体系代码", "编号", "systemnumber", "number"), "number"),
    **dict.fromkeys(
        ("名称", "格的名称", "格名", "子体系名称", "子体系", "name", "title", "boxtitle", "titleofthebox"), "title"
    ),
    **dict.fromkeys(("英文名称", "格的英文名称", "englishtitle", "englishtitleofthebox"), "title_en"),
    **dict.fromkeys(("领域", "domain"), "domain"),
    **dict.fromkeys(("类别", "category"), "category"),
}
#: Rows that the header is looked for in.
_SEARCHED = 20


@dataclass(frozen=True)
class Box:
    """A box as a sheet has it."""

    number: str
    title: Words
    domain: str | None = None
    category: Category | None = None


def read_boxes(grid: Grid, ledger: Ledger, context: Context) -> Mapping[str, Box]:
    """The boxes of a sheet by number; none, and nothing in the ledger, where the sheet lists no boxes."""
    found_at = next(((at, names) for at, line in enumerate(grid.lines[:_SEARCHED]) if (names := _columns(line))), None)
    if found_at is None:
        return {}
    first, columns = found_at
    for line in grid.lines[: first + 1]:
        ledger.mark_row(line.number, Fate.HEADER if line is grid.lines[first] else Fate.TITLE)
    found: dict[str, Box] = {}
    for line in grid.lines[first + 1 :]:
        texts = {name: line.text(column) for name, column in columns.items()}
        number = squeezed(texts["number"]).upper()
        if not number or not texts["title"]:
            continue
        for name, column in columns.items():
            if texts[name]:
                ledger.mark(line.number, column, Fate.USED)
        ledger.mark_row(line.number, Fate.WORKED_OUT)
        found[number] = Box(
            number,
            Words(texts["title"], texts.get("title_en") or None),
            context.domain(texts["domain"]) if texts.get("domain") else None,
            CATEGORIES.find(texts["category"]) if texts.get("category") else None,
        )
    return found


def _columns(line: Line) -> dict[str, int]:
    """The columns of a header of boxes by what they hold; none where a line is no such header."""
    found: dict[str, int] = {}
    for column, text in line.filled():
        name = _HEADS.get(normal(text))
        if name is not None:
            found.setdefault(name, column)
    return found if {"number", "title"} <= found.keys() else {}

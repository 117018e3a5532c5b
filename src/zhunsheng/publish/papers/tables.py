"""Tables of a template: cells that are joined, label cells, widths by the dashes under the head.

A cell that holds only ``<`` belongs to the one on its left, one that holds only ``^`` to the one above.  A cell all in
bold is a label.  A head whose cells are all empty is no head: a form begins with its first row.
INVARIANT: in every table made here the cells fill a rectangle, none over another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zhunsheng.publish.blocks import Align, Cell, Line, Run, Table, words_of
from zhunsheng.standard.wording import T, Text

LEFT, ABOVE = "<", "^"
TableStyle = Literal["grid", "form"]


@dataclass(frozen=True)
class RawCell:
    """A cell as it was read: what stands in it, whether it only joins, and the line of the template."""

    line: Line
    joins: str = ""
    at: int | None = None


Rows = Sequence[Sequence[RawCell]]


def table_of(
    head: Rows, rows: Rows, widths: tuple[float, ...], align: tuple[Align, ...], style: TableStyle, caption: str
) -> tuple[Table, list[tuple[int | None, Text]]]:
    """The table, and what is wrong with its joined cells, each with the line of the template."""
    if all(not words_of(one.line).strip() for row in head for one in row):
        head = ()
    wrong: list[tuple[int | None, Text]] = []
    return (
        Table(
            joined(rows, wrong),
            tuple(tuple(replace(one, head=True) for one in row) for row in joined(head, wrong)),
            widths,
            align,
            caption,
            style=style,
        ),
        wrong,
    )


def joined(rows: Rows, wrong: list[tuple[int | None, Text]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows with what belongs together in one cell; a join that makes no rectangle is noted and undone."""
    owners = _owners(rows, wrong)
    areas: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, owner in owners.items():
        areas.setdefault(owner, []).append(place)
    for owner, places in list(areas.items()):
        down = max(y for y, _ in places) - owner[0] + 1
        across = max(x for _, x in places) - owner[1] + 1
        if down * across != len(places) or min(x for _, x in places) < owner[1]:
            wrong.append((rows[owner[0]][owner[1]].at, T("合并的格子不成长方形")))
            areas |= {place: [place] for place in places}
    made = []
    for y, row in enumerate(rows):
        own = [(x, areas[y, x]) for x in range(len(row)) if (y, x) in areas]
        if own:
            made.append(tuple(_cell(rows[y][x], places, (y, x)) for x, places in own))
        else:
            wrong.append((row[0].at if row else None, T("整行都并入了上一行")))
    if len(made) < len(rows):  # a row without cells of its own would leave the rows above it too tall
        return tuple(tuple(_cell(one, [(0, 0)], (0, 0)) for one in row) for row in rows)
    return tuple(made)


def _owners(rows: Rows, wrong: list[tuple[int | None, Text]]) -> dict[tuple[int, int], tuple[int, int]]:
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for y, row in enumerate(rows):
        for x, one in enumerate(row):
            beside = {LEFT: (y, x - 1), ABOVE: (y - 1, x)}.get(one.joins)
            if beside is not None and beside not in owners:
                wrong.append((one.at, T("「{sign}」的那一边没有格子", sign=one.joins)))
            owners[y, x] = owners.get(beside, (y, x)) if beside is not None else (y, x)
    return owners


def _cell(raw: RawCell, places: list[tuple[int, int]], at: tuple[int, int]) -> Cell:
    down = max(y for y, _ in places) - at[0] + 1
    across = max(x for _, x in places) - at[1] + 1
    parts = [part for part in raw.line if not isinstance(part, str) or part.strip()]
    is_label = bool(parts) and all(isinstance(part, Run) and part.style == "strong" for part in parts)
    line = tuple(part.text if isinstance(part, Run) else part for part in parts) if is_label else raw.line
    return Cell((line,) if line else (), across, down, is_label)


def widths_of(rule: str) -> tuple[float, ...]:
    """Shares of the width by the dashes of the line under the head; empty where all are alike.

    >>> widths_of("|--|----|"), widths_of("|:-:|---|")
    ((2.0, 4.0), ())
    """
    dashes = [float(len(part.strip())) for part in rule.strip().strip("|").split("|")]
    return () if len(set(dashes)) <= 1 else tuple(dashes)

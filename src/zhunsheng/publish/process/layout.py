"""From a flow to a drawing: lanes across, steps down, lines that run across and down only, words where nothing else is.

Made from top to bottom, one row of boxes after the other; what leads on from a row is placed below it before the next row
is.  Everything that runs down has a place of its own beforehand (`columns`), so that only heights are left to find: each
thing goes to the first height at which it is clear of what is there (`ground`).  Nothing is random, nothing is tried twice:
the same flow gives the same drawing.
"""

from __future__ import annotations

from zhunsheng.publish.process.below import Below
from zhunsheng.publish.process.columns import Columns, columns_of
from zhunsheng.publish.process.drawing import LaneBand, Layout
from zhunsheng.publish.process.flow import Flow
from zhunsheng.publish.process.geometry import Rect
from zhunsheng.publish.process.measures import NORMAL, WIDTH_A4, Measures
from zhunsheng.publish.process.ruler import added_up, ruler_head, ruler_of
from zhunsheng.publish.process.sketch import Sketch
from zhunsheng.publish.process.text import wrap

#: With boxes narrower than so many characters, the ruler gives way to them.
_LEAST_FOR_RULER = 8.5


def lay_out(flow: Flow, *, width: float = WIDTH_A4, measures: Measures = NORMAL) -> Layout:
    """Draw a flow `width` points wide; wider where so many lanes cannot be narrower."""
    columns = _columns(flow, measures, width)
    heads = [_head(flow.begin(lane.title), columns, index, measures) for index, lane in enumerate(flow.lanes)]
    has_ruler = bool(columns.columns) and columns.columns[0].left > 0
    over = len(ruler_head(flow, measures)) * measures.label_leading if has_ruler else 0.0
    head = max(max((len(lines) for lines in heads), default=0) * measures.head_leading, over) + 2 * measures.pad_y
    sketch = Sketch(flow, measures, columns, head + 1.5 * measures.pad_y)
    borders = []
    for row in range(columns.last_row + 1):
        borders.append(sketch.floor - measures.approach + 1 if row else head)
        sketch.row(row)
        Below(sketch, row).draw()
    bottom = sketch.floor
    bands = []
    for lane, column, lines in zip(flow.lanes, columns.columns, heads, strict=True):
        band = Rect(column.left, 0, column.right - column.left, bottom)
        bands.append(LaneBand(lane, band, Rect(band.x, 0, band.w, head), lines))
    ruler = ruler_of(flow, measures, dict(columns.rows), sketch.shapes, head, bottom) if has_ruler else None
    return Layout(
        flow, measures, max(width, bands[-1].rect.right if bands else width), bottom, tuple(bands),
        tuple(sketch.shapes), tuple(sketch.lines), tuple(sketch.labels), tuple(borders), ruler,
    )  # fmt: skip


def _columns(flow: Flow, measures: Measures, width: float) -> Columns:
    """The columns, beside the ruler where there is one and the boxes stay wide enough."""
    if added_up(flow) is not None:
        columns = columns_of(flow, measures, measures.ruler, width - measures.ruler)
        narrowest = min(column.box_right - column.box_left for column in columns.columns)
        if narrowest >= _LEAST_FOR_RULER * measures.title + 2 * measures.pad_x:
            return columns
    return columns_of(flow, measures, 0.0, width)


def _head(title: str, columns: Columns, index: int, measures: Measures) -> tuple[str, ...]:
    column = columns.columns[index]
    return wrap(title, measures.head, column.right - column.left - 6)

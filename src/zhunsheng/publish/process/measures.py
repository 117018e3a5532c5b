"""The measures of a drawing in points: sizes of type, boxes and gaps.

On A4 upright (170 mm of width) nothing is scaled, so what stands here is what is printed: no text below 7.5 pt.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

#: 170 mm: the width of the text on A4 upright.
WIDTH_A4 = 482.0
#: The height of the text on A4 upright, less room for a heading and a caption.
HEIGHT_A4 = 640.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in points.

    title, label, head: size of type in boxes, at edges and over lanes; the leadings belong to them.  box: widest box.
    beside: between the border of a lane and what stands in it.  track: between lines that run side by side; approach:
    the last stretch of a line before a box; arrow: the length of its head.  line, clear: what keeps clear of a line beside it, above it; ruler: width of the ruler at the left.
    """

    title: float = 8.5
    title_leading: float = 11.5
    label: float = 7.5
    label_leading: float = 9.8
    head: float = 8.5
    head_leading: float = 11.5
    box: float = 138.0
    pad_x: float = 5.0
    pad_y: float = 5.5
    beside: float = 5.0
    track: float = 6.0
    approach: float = 9.0
    arrow: float = 6.0
    line: float = 3.0
    clear: float = 2.5
    event: float = 12.0
    diamond: float = 14.0
    ruler: float = 40.0
    widest_label: float = 100.0

    def scaled(self, times: float) -> Self:
        """All of it larger or smaller."""
        return type(self)(**{one.name: round(getattr(self, one.name) * times, 3) for one in fields(self)})


NORMAL = Measures()
#: For older readers: type half as large again; boxes grow less than their text, so that five lanes still fit.
LARGE = Measures(
    title=12.5, title_leading=17.0, label=11.0, label_leading=14.5, head=12.5, head_leading=17.0, box=180.0, pad_x=6.0,
    pad_y=8.0, beside=6.0, track=7.0, approach=10.0, arrow=7.0, line=3.5, event=15.0, diamond=18.0, ruler=52.0, widest_label=150.0,
)  # fmt: skip

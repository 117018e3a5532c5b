"""The measures of a drawing in points: sizes of type, boxes and gaps.

On A4 upright nothing is scaled, so what stands here is what is printed: no text below 7.5 pt.
"""

from __future__ import annotations

from dataclasses import dataclass

#: 165 mm: the width of the text of our documents on A4 upright.
WIDTH_A4 = 468.0
#: The height of that text, less room for a heading and a caption.
HEIGHT_A4 = 640.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in points.

    title, label, head: size of type in boxes, at edges and over lanes; the leadings belong to them.
    box: the widest box; pad_x, pad_y: between its border and its words.
    beside: between the border of a lane and what stands in it.  track: between lines that run side by side.
    approach: the last stretch of a line before a box; arrow: the length of its head.
    line, clear: what words keep from a line beside them, below them.
    event, diamond: across.  joint: the ring where a line goes on elsewhere; less than two tracks and two `beside`.
    ruler: the width of the ruler at the left.  widest_label: words at a line are broken at least so often.
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
    joint: float = 9.8
    ruler: float = 40.0
    widest_label: float = 100.0


NORMAL = Measures()
#: For older readers: type half as large again; boxes grow less than their text, so that five lanes still fit.
LARGE = Measures(
    title=12.5, title_leading=17.0, label=11.0, label_leading=14.5, head=12.5, head_leading=17.0, box=180.0, pad_x=6.0,
    pad_y=8.0, beside=7.0, track=7.0, approach=10.0, arrow=7.0, line=3.5, event=15.0, diamond=18.0, joint=13.0, ruler=52.0, widest_label=150.0,
)  # fmt: skip

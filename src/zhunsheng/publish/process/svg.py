"""Drawings as SVG text: for the page of an item, as a file of its own, and inside PDF.

Text stays text.  Every line break, colour and place is written out, so that the result needs no script and looks alike
in browsers and in Typst; states are told by shape and words, never by colour alone.
"""

from __future__ import annotations

from zhunsheng.publish.process.describe import describe
from zhunsheng.publish.process.drawing import Layout
from zhunsheng.publish.process.flow import Flow
from zhunsheng.publish.process.geometry import Rect
from zhunsheng.publish.process.palette import LIGHT, Palette
from zhunsheng.publish.process.pen import SERIF, Pen
from zhunsheng.publish.process.strokes import draw_label, draw_lanes, draw_line, draw_ruler, draw_shape
from zhunsheng.standard.wording import T

#: Heights of the bands above and below a framed drawing, and the white around it, in points.
_ABOVE, _BELOW, _MARGIN = 46.0, 20.0, 12.0


def to_svg(layout: Layout, *, palette: Palette = LIGHT, themed: bool = False, framed: bool = False) -> str:
    """A drawing, or one page of it, as SVG.

    themed: with rules for the colours of the page it stands in, dark mode and print (Typst wants none).  framed: with
    title, limits, provenance and day around it, for a file that goes out alone.
    """
    pen, flow = Pen(palette), layout.flow
    if framed:
        begin_frame(pen, flow, layout.width, layout.height, layout.page, layout.pages)
    else:
        pen.begin(layout.width, layout.height)
    draw_lanes(pen, layout.lanes, layout.measures)
    for label in layout.labels:
        rect = label.rect
        pen.rect(Rect(rect.x - 1, rect.y, rect.w + 2, rect.h), fill="surface")
    if layout.ruler is not None:
        draw_ruler(pen, layout.ruler, layout.measures)
    for line in layout.lines:
        draw_line(pen, line, layout.measures)
    for shape in layout.shapes:
        draw_shape(pen, shape, layout.measures)
    for label in layout.labels:
        draw_label(pen, label)
    key = f"{flow.ref} {flow.language} {layout.page}"
    return pen.end(key, title_of(flow), describe(flow), themed=themed)


def title_of(flow: Flow) -> str:
    """What a picture is called."""
    return flow.say(T("{title}：办理流程", title=flow.title))


def begin_frame(pen: Pen, flow: Flow, width: float, height: float, page: int = 1, pages: int = 1) -> None:
    """Begin a picture with title and limits above; edition, day and provenance below: a lone file says what it is."""
    pen.begin(width + 2 * _MARGIN, height + _ABOVE + _BELOW + 2 * _MARGIN, _MARGIN, _MARGIN + _ABOVE)
    gap = "　" if flow.language == "zh" else " · "
    limits = []
    if flow.promise:
        limits.append(flow.say(T("承诺时限 {limit}", limit=flow.promise)))
    if flow.statutory:
        limits.append(flow.say(T("法定时限 {limit}", limit=flow.statutory)))
    pen.text((title_of(flow),), 0, -_ABOVE, 14, 18, family=SERIF)
    pen.text((gap.join(limits),), 0, 21 - _ABOVE, 8.5, 12, fill="ink-2")
    about = [flow.edition, flow.day.isoformat(), flow.mark.strip("[]")]
    if flow.mark.startswith("["):
        about.append(flow.say(T("不是正式文本")))
    if pages > 1:
        about.append(flow.say(T("第 {page} 页，共 {pages} 页", page=page, pages=pages)))
    pen.text((gap.join(filter(None, about)),), 0, height + 8, 7.5, 10, fill="ink-3")

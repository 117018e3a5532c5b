"""How each thing in a drawing looks: lanes, lines, boxes, events, words, the ruler."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhunsheng.publish.process.drawing import Label, LaneBand, Line, Ruler, Shape
from zhunsheng.publish.process.flow import NodeKind
from zhunsheng.publish.process.geometry import Point, Rect
from zhunsheng.publish.process.measures import Measures
from zhunsheng.publish.process.pen import Pen, number
from zhunsheng.publish.process.text import width_of


def draw_lanes(pen: Pen, lanes: Sequence[LaneBand], m: Measures) -> None:
    """Heads with an ink line below, hairlines between the lanes."""
    m = m
    if not lanes:
        return
    for band in lanes:
        pen.text(band.lines, band.head.cx, band.head.bottom - m.pad_y - len(band.lines) * m.head_leading, m.head,
                 m.head_leading, anchor="middle", bold=True)  # fmt: skip
    left, right, bottom = lanes[0].rect.x, lanes[-1].rect.right, lanes[0].rect.bottom
    for x in (left, *(band.rect.right for band in lanes)):
        pen.path(f"M{number(x)} {number(lanes[0].head.y)}V{number(bottom)}", stroke="line", width=0.6)
    pen.path(f"M{number(left)} {number(lanes[0].head.bottom)}H{number(right)}", stroke="ink", width=0.9)
    pen.path(f"M{number(left)} {number(bottom)}H{number(right)}", stroke="line", width=0.6)


def draw_line(pen: Pen, line: Line, m: Measures) -> None:
    """A way: rounded corners, and a head where it arrives."""
    pen.path(_rounded(line.points, 2.5), stroke="ink-2", width=0.85)
    short = abs(line.points[0][1] - line.points[-1][1]) + abs(line.points[0][0] - line.points[-1][0])
    if line.arrow and short > m.arrow + 1:
        pen.path(_head(line.points[-2], line.points[-1]), fill="ink-2")


def _rounded(points: Sequence[Point], radius: float) -> str:
    made = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        turn = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        x1, y1 = _towards(corner, before, turn)
        x2, y2 = _towards(corner, after, turn)
        made.append(f"L{number(x1)} {number(y1)}Q{number(corner[0])} {number(corner[1])} {number(x2)} {number(y2)}")
    made.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(made)


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: Point, end: Point, way: float) -> Point:
    total = _length(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * way / total, start[1] + (end[1] - start[1]) * way / total


def _head(before: Point, end: Point) -> str:
    """The head of an arrow that arrives at `end`."""
    x, y = _towards(end, before, 5.0)
    across = (2.3, 0.0) if before[0] == end[0] else (0.0, 2.3)
    a, b = (x + across[0], y + across[1]), (x - across[0], y - across[1])
    return f"M{number(end[0])} {number(end[1])}L{number(a[0])} {number(a[1])}L{number(b[0])} {number(b[1])}z"


def draw_shape(pen: Pen, shape: Shape, m: Measures) -> None:
    """A node."""
    match shape.node.kind:
        case "step":
            _box(pen, shape, m)
        case "decision":
            r = shape.rect
            pen.path(f"M{number(r.cx)} {number(r.y)}L{number(r.right)} {number(r.cy)}L{number(r.cx)} {number(r.bottom)}L{number(r.x)} {number(r.cy)}z",
                     fill="surface", stroke="ink", width=0.9)  # fmt: skip
        case _:
            draw_event(pen, shape.node.kind, shape.rect, refuses=shape.node.refuses)


def _box(pen: Pen, shape: Shape, m: Measures) -> None:
    rect, paused = shape.rect, bool(shape.node.pause)
    pen.rect(rect, fill="sunk" if paused else "surface", stroke="ink-2" if paused else "ink", width=0.9,
             dash="3 2" if paused else "", radius=3)  # fmt: skip
    gap = 2 if shape.notes else 0
    high = len(shape.lines) * m.title_leading + len(shape.notes) * m.label_leading + gap
    top = rect.cy - high / 2
    pen.text(shape.lines, rect.cx, top, m.title, m.title_leading, anchor="middle")
    below = top + len(shape.lines) * m.title_leading + gap
    pen.text(shape.notes, rect.cx, below, m.label, m.label_leading, fill="ink-2", anchor="middle")


def draw_event(pen: Pen, kind: NodeKind, rect: Rect, *, refuses: bool = False) -> None:
    """Start: a thin ring.  Pause: a ring with two bars.  End: a thick ring, crossed where the applicant is refused."""
    thick = 1.8 if kind == "end" else 0.9
    pen.circle(rect.cx, rect.cy, rect.w / 2 - thick / 2, fill="surface", stroke="ink", width=thick)
    x, y, r = rect.cx, rect.cy, rect.w * 0.16
    if kind == "pause":
        bars = f"M{number(x - r)} {number(y - r * 1.4)}V{number(y + r * 1.4)}M{number(x + r)} {number(y - r * 1.4)}V{number(y + r * 1.4)}"
        pen.path(bars, stroke="ink", width=1.4)
    elif refuses:
        cross = f"M{number(x - r)} {number(y - r)}L{number(x + r)} {number(y + r)}M{number(x + r)} {number(y - r)}L{number(x - r)} {number(y + r)}"
        pen.path(cross, stroke="ink", width=1.2, cap=True)


def draw_label(pen: Pen, label: Label) -> None:
    """Words at a line or an event; a limit has a clock, a place where a line goes on elsewhere a ring."""
    rect, size, leading = label.rect, label.size, label.leading
    if label.kind == "join":
        pen.circle(rect.cx, rect.cy, rect.w / 2, fill="surface", stroke="ink-2", width=0.7)
        pen.text(label.lines, rect.cx, rect.y, size * 0.9, leading, anchor="middle")
        return
    fill = "ink" if label.kind in ("limit", "event") else "ink-2"
    x, anchor = (rect.right, "end") if label.toright else (rect.x, "start")
    lines, top = label.lines, rect.y
    if label.sign:
        first = rect.right - width_of(lines[0], size) if label.toright else rect.x + label.sign
        draw_clock(pen, first - size * 0.6, top + leading / 2, size * 0.4)
        pen.text(lines[:1], first, top, size, leading, fill=fill)
        lines, top = lines[1:], top + leading
    pen.text(lines, x, top, size, leading, fill=fill, anchor=anchor)


def draw_clock(pen: Pen, x: float, y: float, r: float) -> None:
    """A small clock: what follows is a limit."""
    pen.circle(x, y, r, stroke="ink-2", width=0.7)
    pen.path(f"M{number(x)} {number(y - r * 0.6)}V{number(y)}H{number(x + r * 0.5)}", stroke="ink-2", width=0.7)


def draw_ruler(pen: Pen, ruler: Ruler, m: Measures) -> None:
    """The thread with its knots, dashed where the clock stands still, and the bob where the promise ends."""
    m = m
    pen.text(ruler.head, 0, ruler.top - m.pad_y - len(ruler.head) * m.label_leading, m.label, m.label_leading,
             fill="ink-2")  # fmt: skip
    for top, bottom, still in _stretches(ruler):
        pen.path(
            f"M{number(ruler.x)} {number(top)}V{number(bottom)}", stroke="ink", width=0.9, dash="2 2" if still else ""
        )
    for knot in ruler.knots:
        pen.circle(ruler.x, knot.y, 2.2, fill="ink")
        pen.text((knot.words,), ruler.x - 6, knot.y - m.label_leading / 2, m.label, m.label_leading, anchor="end")
    if ruler.bob is not None:
        x, y = ruler.x, ruler.bottom
        pen.path(f"M{number(x)} {number(y)}l3 4l-3 6l-3 -6z", fill="ink")
        pen.text(ruler.bob, 0, y + m.event, m.label, m.label_leading, bold=True)


def _stretches(ruler: Ruler) -> Iterable[tuple[float, float, bool]]:
    at = ruler.top + 4
    for top, bottom in ruler.stills:
        yield at, top, False
        yield top, bottom, True
        at = bottom
    yield at, ruler.bottom, False

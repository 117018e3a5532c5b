"""A drawing that is taller than a page, in parts: cut above a row, where lines run down only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from zhunsheng.publish.process.drawing import Label, Layout, Line, Ruler
from zhunsheng.publish.process.geometry import Point, Rect, tidy
from zhunsheng.publish.process.measures import Measures

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def pages(layout: Layout, height: float) -> tuple[Layout, ...]:
    """The drawing in parts, none taller than `height` points unless a single row is; each with the heads of the lanes.

    A line that goes on carries the same letter on both pages.
    """
    if layout.height <= height or not layout.lanes:
        return (layout,)
    cuts = _cuts(layout, height)
    joints = _joints(layout, cuts[1:-1])
    parts = [
        _part(layout, top, bottom, joints, number, len(cuts) - 1)
        for number, (top, bottom) in enumerate(pairwise(cuts), 1)
    ]
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Joint:
    """A place at which a line is cut: its letter, and on which level the letter stands, 0 next to the cut."""

    letter: str
    level: int


def _room(measures: Measures, levels: int) -> float:
    """The height of the letters at a cut."""
    return levels * measures.joint + 2 * measures.line


def _cuts(layout: Layout, height: float) -> list[float]:
    """Where to cut, from the lower border of the heads to the bottom: as few parts as possible, about equally tall."""
    head = layout.lanes[0].head.bottom
    marks = [*layout.borders[1:], layout.height]
    levels = max((len(_levels(layout, mark)) for mark in marks), default=0)
    limit = height - head - 2 * _room(layout.measures, levels)
    count = len(_filled(head, marks, limit))
    low, high = 0.0, limit
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(head, marks, middle)) == count else (middle, high)
    return _filled(head, marks, high)


def _filled(start: float, marks: list[float], limit: float) -> list[float]:
    cuts = [start]
    for before, mark in pairwise([start, *marks]):
        if mark - cuts[-1] > limit and before > cuts[-1]:
            cuts.append(before)
    return [*cuts, marks[-1]]


def _levels(layout: Layout, cut: float) -> list[list[float]]:
    """The places x at which lines are cut, so spread over levels that letters side by side do not touch."""
    levels: list[list[float]] = []
    for x in sorted({x for line in layout.lines for x in _crossings(line, cut)}):
        free = (level for level in levels if x - level[-1] > layout.measures.joint + 0.5)
        found = next(free, None)
        if found is None:
            levels.append([x])
        else:
            found.append(x)
    return levels


def _joints(layout: Layout, cuts: list[float]) -> dict[Point, _Joint]:
    """A letter for each place at which a line is cut; lines that run together have one."""
    found: dict[Point, _Joint] = {}
    for cut in cuts:
        at = {x: level for level, xs in enumerate(_levels(layout, cut)) for x in xs}
        for x in sorted(at):
            number = len(found)
            found[(x, cut)] = _Joint(_LETTERS[number % 26] * (number // 26 + 1), at[x])
    return found


def _crossings(line: Line, y: float) -> list[float]:
    return [a[0] for a, b in pairwise(line.points) if min(a[1], b[1]) < y < max(a[1], b[1])]


def _part(layout: Layout, top: float, bottom: float, joints: dict[Point, _Joint], number: int, count: int) -> Layout:
    """The stretch from top to bottom, moved up to the heads."""
    m, head, size = layout.measures, layout.lanes[0].head.bottom, layout.measures.joint
    above = _room(m, len(_levels(layout, top))) if number > 1 else 0.0
    below = _room(m, len(_levels(layout, bottom))) if number < count else 0.0
    shift = head + above - top
    end = bottom + shift + below
    inside = {place: joint for place, joint in joints.items() if place[1] in (top, bottom)}
    labels = [
        replace(label, rect=label.rect.moved(0, shift)) for label in layout.labels if top <= label.rect.cy < bottom
    ]
    for (x, cut), joint in inside.items():
        y = head + above - (joint.level + 1) * size if cut == top else end - below + joint.level * size
        rect = Rect(x - size / 2, y, size, size)
        labels.append(Label("join", joint.letter, rect, (joint.letter,), m.label, size))
    return replace(
        layout,
        height=end,
        lanes=tuple(replace(band, rect=replace(band.rect, h=end)) for band in layout.lanes),
        shapes=tuple(
            replace(shape, rect=shape.rect.moved(0, shift)) for shape in layout.shapes if top <= shape.rect.cy < bottom
        ),
        labels=tuple(labels),
        lines=tuple(
            replace(line, points=tidy([(x, y + shift) for x, y in piece]), arrow=arrow)
            for line in layout.lines
            for piece, arrow in _pieces(line, top, bottom, inside, size)
        ),
        borders=tuple(y + shift for y in layout.borders if top <= y < bottom),
        ruler=_ruler(layout.ruler, top, bottom, shift, end),
        page=number,
        pages=count,
    )


def _pieces(
    line: Line, top: float, bottom: float, joints: dict[Point, _Joint], size: float
) -> list[tuple[list[Point], bool]]:
    """What of a line lies between top and bottom, as far as its letters; and whether it arrives there."""
    pieces: list[list[Point]] = [[]]
    for a, b in pairwise(line.points):
        part = _clipped(a, b, top, bottom)
        if part is None:
            pieces.append([])
            continue
        pieces[-1] += part if not pieces[-1] else part[1:]
        if part[1] != b:
            pieces.append([])
    made = []
    for points in pieces:
        if len(points) > 1:
            arrives = line.arrow and points[-1] == line.points[-1]
            points[0] = _as_far_as_letter(points[0], joints, top, size)
            points[-1] = _as_far_as_letter(points[-1], joints, top, size)
            made.append((points, arrives))
    return made


def _as_far_as_letter(point: Point, joints: dict[Point, _Joint], top: float, size: float) -> Point:
    joint = joints.get(point)
    if joint is None:
        return point
    return point[0], point[1] + (-1 if point[1] == top else 1) * joint.level * size


def _clipped(a: Point, b: Point, top: float, bottom: float) -> tuple[Point, Point] | None:
    if a[1] == b[1]:
        return (a, b) if top <= a[1] < bottom else None
    if max(a[1], b[1]) <= top or min(a[1], b[1]) >= bottom:
        return None
    return (a[0], min(max(a[1], top), bottom)), (b[0], min(max(b[1], top), bottom))


def _ruler(ruler: Ruler | None, top: float, bottom: float, shift: float, end: float) -> Ruler | None:
    if ruler is None:
        return None
    last = ruler.bottom < bottom
    return replace(
        ruler,
        bottom=ruler.bottom + shift if last else end,
        knots=tuple(replace(knot, y=knot.y + shift) for knot in ruler.knots if top <= knot.y < bottom),
        stills=tuple((a + shift, b + shift) for a, b in ruler.stills if top <= a < bottom),
        bob=ruler.bob if last else None,
    )

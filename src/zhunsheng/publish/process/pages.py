"""A drawing that is taller than a page, in parts: cut above a row, where lines run down only."""

from __future__ import annotations

from dataclasses import replace
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
    letters = _letters(layout, cuts[1:-1])
    parts = [
        _part(layout, top, bottom, letters, number, len(cuts) - 1)
        for number, (top, bottom) in enumerate(pairwise(cuts), 1)
    ]
    return tuple(parts)


def _room(measures: Measures) -> float:
    """The height of the letters at a cut."""
    return measures.label_leading + 2 * measures.line


def _cuts(layout: Layout, height: float) -> list[float]:
    """Where to cut, from the lower border of the heads to the bottom: as few parts as possible, about equally tall."""
    head = layout.lanes[0].head.bottom
    marks = [*layout.borders[1:], layout.height]
    limit = height - head - 2 * _room(layout.measures)
    count = len(_filled(head, marks, limit)) - 1
    low, high = 0.0, limit
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(head, marks, middle)) - 1 == count else (middle, high)
    return _filled(head, marks, high)


def _filled(start: float, marks: list[float], limit: float) -> list[float]:
    cuts = [start]
    for before, mark in pairwise([start, *marks]):
        if mark - cuts[-1] > limit and before > cuts[-1]:
            cuts.append(before)
    return [*cuts, marks[-1]]


def _letters(layout: Layout, cuts: list[float]) -> dict[tuple[float, float], str]:
    """A letter for each place (x, y) at which a line is cut; lines that run together have one."""
    found: dict[tuple[float, float], str] = {}
    for cut in cuts:
        places = {x for line in layout.lines for x in _crossings(line, cut)}
        for x in sorted(places):
            number = len(found)
            found[(round(x, 3), cut)] = _LETTERS[number % 26] * (number // 26 + 1)
    return found


def _crossings(line: Line, y: float) -> list[float]:
    return [a[0] for a, b in pairwise(line.points) if min(a[1], b[1]) < y < max(a[1], b[1])]


def _part(
    layout: Layout, top: float, bottom: float, letters: dict[tuple[float, float], str], number: int, count: int
) -> Layout:
    """The stretch from top to bottom, moved up to the heads."""
    m, head = layout.measures, layout.lanes[0].head.bottom
    above = _room(m) if number > 1 else 0.0
    below = _room(m) if number < count else 0.0
    shift = head + above - top
    end = bottom + shift + below
    lanes = tuple(replace(band, rect=Rect(band.rect.x, 0, band.rect.w, end)) for band in layout.lanes)
    shapes = tuple(
        replace(shape, rect=shape.rect.moved(0, shift)) for shape in layout.shapes if top <= shape.rect.cy < bottom
    )
    labels = [
        replace(label, rect=label.rect.moved(0, shift)) for label in layout.labels if top <= label.rect.cy < bottom
    ]
    lines = [piece for line in layout.lines for piece in _pieces(line, top, bottom, shift, above, below)]
    for (x, cut), letter in letters.items():
        if cut == top and number > 1:
            labels.append(_mark(letter, x, head + m.line, m))
        elif cut == bottom and number < count:
            labels.append(_mark(letter, x, end - m.line - m.label_leading, m))
    return replace(
        layout, height=end, lanes=lanes, shapes=shapes, labels=tuple(labels), lines=tuple(lines),
        borders=tuple(y + shift for y in layout.borders if top <= y < bottom),
        ruler=_ruler(layout.ruler, top, bottom, shift, end), page=number, pages=count,
    )  # fmt: skip


def _mark(letter: str, x: float, y: float, m: Measures) -> Label:
    size = m.label_leading
    return Label("join", letter, Rect(x - size / 2, y, size, size), (letter,), m.label, m.label_leading)


def _pieces(line: Line, top: float, bottom: float, shift: float, above: float, below: float) -> list[Line]:
    """What of a line lies between top and bottom; an arrow only where it arrives."""
    pieces: list[list[Point]] = [[]]
    for a, b in pairwise(line.points):
        part = _clipped(a, b, top, bottom)
        if part is None:
            pieces.append([])
            continue
        if pieces[-1] and pieces[-1][-1] != part[0]:
            pieces.append([])
        pieces[-1] += part if not pieces[-1] else part[1:]
        if part[1] != b:
            pieces.append([])
    made = []
    for points in pieces:
        if len(points) > 1:
            arrives = line.arrow and points[-1] == line.points[-1]
            made.append(Line(line.way, tidy([(x, y + shift) for x, y in points]), arrives))
    del above, below
    return made


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

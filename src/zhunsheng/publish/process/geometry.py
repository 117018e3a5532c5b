"""Plane geometry in points: rectangles, and lines that run across or down.  y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its upper left corner and its size."""

    x: float
    y: float
    w: float
    h: float

    @classmethod
    def around(cls, x: float, y: float, w: float, h: float) -> Rect:
        """The rectangle of this size with its centre at (x, y)."""
        return cls(x - w / 2, y - h / 2, w, h)

    @property
    def right(self) -> float:
        """x of the right border."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """y of the lower border."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """x of the centre."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """y of the centre."""
        return self.y + self.h / 2

    def overlaps(self, other: Rect, gap: float = 0.0) -> bool:
        """Whether the two come nearer than `gap`; touching is no overlap."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def contains(self, other: Rect, slack: float = 1e-6) -> bool:
        """Whether `other` lies inside, borders included."""
        return (
            self.x <= other.x + slack
            and self.y <= other.y + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def is_crossed_by(self, a: Point, b: Point, slack: float = 1e-6) -> bool:
        """Whether a line across or down passes through the inside."""
        left, right = sorted((a[0], b[0]))
        top, bottom = sorted((a[1], b[1]))
        return (
            left < self.right - slack
            and right > self.x + slack
            and top < self.bottom - slack
            and bottom > self.y + slack
        )

    def has_on_border(self, point: Point, slack: float = 1e-6) -> bool:
        """Whether a point lies on the border."""
        x, y = point
        inside = self.x - slack <= x <= self.right + slack and self.y - slack <= y <= self.bottom + slack
        return inside and (
            min(abs(x - self.x), abs(x - self.right)) <= slack or min(abs(y - self.y), abs(y - self.bottom)) <= slack
        )

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)


def bounds(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle that holds all; there must be one."""
    many = list(rects)
    left, top = min(one.x for one in many), min(one.y for one in many)
    return Rect(left, top, max(one.right for one in many) - left, max(one.bottom for one in many) - top)


def segments(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """The pieces of a broken line."""
    return pairwise(points)


def tidy(points: Sequence[Point]) -> tuple[Point, ...]:
    """A broken line without points that say nothing: repeated ones, and those on the way straight on.

    >>> tidy([(0, 0), (0, 0), (0, 5), (0, 9), (4, 9)])
    ((0, 0), (0, 9), (4, 9))
    """
    kept: list[Point] = []
    for point in points:
        if kept and _same(kept[-1], point):
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _same(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 1e-6 and abs(a[1] - b[1]) < 1e-6


def _straight(a: Point, b: Point, c: Point) -> bool:
    across = abs(a[1] - b[1]) < 1e-6 and abs(b[1] - c[1]) < 1e-6
    down = abs(a[0] - b[0]) < 1e-6 and abs(b[0] - c[0]) < 1e-6
    return across or down

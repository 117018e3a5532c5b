"""What is already drawn where, while a drawing is made from top to bottom: where a line or a label may still go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from zhunsheng.publish.process.geometry import Rect
from zhunsheng.publish.process.measures import Measures

#: Nothing is looked for further down than so many points; that it ends there anyway keeps every drawing finite.
_DEEPEST = 4_000


def first_fit(start: float, fits: Callable[[float], bool]) -> float:
    """The first height from `start` on, in steps of a point, at which something fits."""
    y = start
    for _ in range(_DEEPEST):
        if fits(y):
            break
        y += 1.0
    return y


@dataclass
class Down:
    """A line that runs down at x, from top to bottom; one that is still on its way has no bottom yet."""

    x: float
    top: float
    bottom: float = inf


@dataclass(frozen=True, slots=True)
class Across:
    """A line that runs across at y."""

    y: float
    left: float
    right: float


@dataclass
class Ground:
    """Rectangles, lines down and lines across.  ceiling: the height above which nothing is known any more."""

    measures: Measures
    rects: list[Rect] = field(default_factory=list)
    downs: list[Down] = field(default_factory=list)
    across: list[Across] = field(default_factory=list)
    ceiling: float = 0.0

    def forget_above(self, y: float) -> None:
        """Let go of what lies above y, where nothing will be drawn any more; what ends at y is kept."""
        self.ceiling = y
        self.rects = [rect for rect in self.rects if rect.bottom >= y]
        self.downs = [down for down in self.downs if down.bottom > y]
        self.across = [line for line in self.across if line.y > y]

    def open_down(self, x: float, top: float) -> Down:
        """Begin a line down."""
        down = Down(x, top)
        self.downs.append(down)
        return down

    def has_room(self, rect: Rect) -> bool:
        """Whether a label may stand there: clear of everything."""
        gap = self.measures.line - 1e-6  # what is just far enough must not fail by rounding
        return (
            rect.y >= self.ceiling
            and not any(rect.overlaps(other, 1.0) for other in self.rects)
            and not any(
                rect.x - gap < down.x < rect.right + gap and down.top < rect.bottom + 1 and rect.y - 1 < down.bottom
                for down in self.downs
            )
            and not any(
                rect.y - 4 < line.y < rect.bottom + 1 and line.left < rect.right + gap and rect.x - gap < line.right
                for line in self.across
            )
        )

    def may_cross(self, y: float, left: float, right: float) -> bool:
        """Whether a line may run across there: through no rectangle, along no other line."""
        gap = self.measures.line
        return not any(
            rect.y - gap < y < rect.bottom + gap and left < rect.right + 1 and rect.x - 1 < right for rect in self.rects
        ) and not any(abs(line.y - y) < 5.0 and left < line.right + 4 and line.left - 4 < right for line in self.across)

    def may_fall(self, x: float, top: float) -> bool:
        """Whether a line may run down from there: through nothing that is drawn so far, along no other line."""
        gap = self.measures.line
        return not any(rect.x - gap < x < rect.right + gap and rect.bottom > top for rect in self.rects) and not any(
            abs(down.x - x) < 4.0 and down.bottom > top for down in self.downs
        )

    def gaps(self, x: float, towards: int, far: float) -> list[tuple[float, float]]:
        """The stretches between lines down, from x to the right (towards 1) or left (-1) as far as `far`.

        Each as (nearer end, further end).  Lines that end further down are counted as well, so that it holds at any height.
        """
        ends = sorted({down.x for down in self.downs if (down.x - x) * towards > 0.5 and (far - down.x) * towards > 0})
        marks = [x, *(ends if towards > 0 else reversed(ends)), far]
        return list(pairwise(marks))

"""The shapes that a structure diagram is made of, in points, the origin in the upper left corner.  Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhunsheng.publish.framework.measure import Face, width_of
from zhunsheng.publish.framework.tree import Box, Tally
from zhunsheng.standard.system import Counted

Point = tuple[float, float]
#: on: upon a filled box.  gap: of what is missing.
Tone = Literal["ink", "quiet", "on", "gap"]
Anchor = Literal["start", "middle", "end"]
#: solid: something is there.  dashed: all places are empty.  faint: no place is kept here.
Frame = Literal["solid", "dashed", "faint"]
#: above: a layer above or the laws.  layer: a bar across, for what all branches share.
Kind = Literal["above", "root", "layer", "branch", "leaf"]

#: The order of the parts of a bar.
FILLINGS: tuple[Counted, ...] = ("full", "reference", "idle", "gap")
#: How far a line of text reaches above and below its base line, in parts of its size.
ASCENT, DESCENT = 0.88, 0.22


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return self.x + self.width / 2

    def overlaps(self, other: Rect) -> bool:
        """Whether they share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Rect, slack: float = 1e-6) -> bool:
        """Whether `other` lies inside."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text.  x: of its anchor.  y: of its base line."""

    x: float
    y: float
    text: str
    size: float
    face: Face = "sans"
    tone: Tone = "ink"
    anchor: Anchor = "start"
    strong: bool = False

    @property
    def rect(self) -> Rect:
        """What it covers, at most."""
        width = width_of(self.text, self.size, self.face, strong=self.strong)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Rect(left, self.y - ASCENT * self.size, width, (ASCENT + DESCENT) * self.size)


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a box is filled: texts solid, references outlined, what is not in force low, gaps dashed, in parts."""

    rect: Rect
    tally: Tally

    @property
    def parts(self) -> tuple[tuple[Counted, Rect], ...]:
        """Its parts from left to right; those of no place are left out, none is too short to be seen."""
        shown: dict[Counted, int] = {name: count for name in FILLINGS if (count := getattr(self.tally, name))}
        least = min(self.rect.height, self.rect.width / max(len(shown), 1))
        spare = self.rect.width - least * len(shown)
        x, found = self.rect.x, []
        for name, count in shown.items():
            width = least + spare * count / self.tally.total
            found.append((name, Rect(x, self.rect.y, width, self.rect.height)))
            x += width
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Placed:
    """A box where it stands.  box: None for what stands above the system.  words: the same for those who do not see."""

    kind: Kind
    rect: Rect
    labels: tuple[Label, ...]
    words: str
    box: Box | None = None
    bar: Bar | None = None
    frame: Frame = "solid"


@dataclass(frozen=True, slots=True)
class Link:
    """A line along the axes from box to box.  relation: dashed, binds without being part; arrow: leads down a chain."""

    points: tuple[Point, ...]
    kind: Literal["part", "relation", "arrow"] = "part"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sign of the legend."""

    rect: Rect
    what: Literal["full", "reference", "idle", "gap", "dashed", "part", "relation"]


@dataclass(frozen=True)
class Layout:
    """A diagram ready to be drawn.

    frames: areas that hold boxes together.  labels: text outside the boxes.  paper: the smallest sheet, on its side,
    that it fits at its own size; None where even A3 is too small.
    """

    width: float
    height: float
    paper: Literal["A4", "A3"] | None
    boxes: tuple[Placed, ...]
    links: tuple[Link, ...]
    frames: tuple[Rect, ...] = ()
    labels: tuple[Label, ...] = ()
    samples: tuple[Sample, ...] = ()

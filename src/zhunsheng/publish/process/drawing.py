"""A drawing as pure geometry in points: what `layout` makes and `svg`, `bpmn` and `pages` read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from zhunsheng.publish.process.flow import Flow, Lane, Node, Way
from zhunsheng.publish.process.geometry import Point, Rect
from zhunsheng.publish.process.measures import Measures

#: limit: of a step, at the line out of it.  when: in which case a way is taken.  otherwise: when no other one is.
#: event: how a process starts or ends.  join: where a line goes on, on another page.
LabelKind = Literal["limit", "when", "otherwise", "event", "join"]


@dataclass(frozen=True, slots=True)
class LaneBand:
    """A lane: its whole band, its head, and the words in the head."""

    lane: Lane
    rect: Rect
    head: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node as drawn.  lines: its title; notes: the words of its suspension, smaller, below."""

    node: Node
    rect: Rect
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A way as drawn: a broken line that runs across and down only.  arrow: it ends here (and not on another page)."""

    way: Way
    points: tuple[Point, ...]
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a line or an event.

    owner: id of the way or node.  toright: set flush right, towards its line.  sign: width kept before the first line
    for a clock.
    """

    kind: LabelKind
    owner: str
    rect: Rect
    lines: tuple[str, ...]
    size: float
    leading: float
    toright: bool = False
    sign: float = 0.0


@dataclass(frozen=True, slots=True)
class Knot:
    """A place on the ruler: by then so many days are used up at most."""

    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Ruler:
    """The limits of the steps added up beside the rows, on a plumb that hangs as far as the promise.

    x: of the thread.  stills: stretches on which the clock stands still.  bob: y of the bob, with its words; None on a
    page where the thread goes on.
    """

    x: float
    top: float
    bottom: float
    head: tuple[str, ...]
    knots: tuple[Knot, ...]
    stills: tuple[tuple[float, float], ...] = ()
    bob: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Layout:
    """A drawing of a flow, or one page of it.

    borders: the y at which it may be cut, one above each row.  page, pages: which part it is.
    """

    flow: Flow
    measures: Measures
    width: float
    height: float
    lanes: tuple[LaneBand, ...]
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    borders: tuple[float, ...] = ()
    ruler: Ruler | None = None
    page: int = 1
    pages: int = 1

    @cached_property
    def shape(self) -> Mapping[str, Shape]:
        """Shapes by the id of their node."""
        return {shape.node.id: shape for shape in self.shapes}

    @cached_property
    def line(self) -> Mapping[str, Line]:
        """Lines by the id of their way."""
        return {line.way.id: line for line in self.lines}

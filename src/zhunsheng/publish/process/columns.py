"""What is known of a drawing from left to right before its rows have heights: lanes, boxes, and where edges run down.

A *net* is what edges to one step share: they may join on the way.  An edge comes in at the top, straight down from the
step above (``top``) or from the left or right (``top-left``, ``top-right``), where the lane is free on the way; otherwise
beside the boxes of the lane (``left``, ``right``) and into the side of the box.  So all lines that run down have places of
their own, and none runs through a box.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from zhunsheng.publish.process.flow import Flow, Way
from zhunsheng.publish.process.measures import Measures
from zhunsheng.publish.process.rows import rows_of

Port = Literal["top", "top-left", "top-right", "left", "right"]
#: (step, port)
Net: TypeAlias = tuple[str, Port]
#: Boxes narrower than this hold no words.
_NARROWEST = 40.0


@dataclass(frozen=True)
class Column:
    """A lane from left to right: its borders, and the box that every step in it has."""

    left: float
    right: float
    box_left: float
    box_right: float

    @property
    def cx(self) -> float:
        """The middle of the boxes."""
        return (self.box_left + self.box_right) / 2


@dataclass(frozen=True)
class Columns:
    """The columns of a flow.

    rows: row by step.  nets: by way (from a step or its decision to another step) the net that it joins.
    at: by net the x at which it runs down.
    """

    rows: Mapping[str, int]
    nets: Mapping[str, Net]
    columns: tuple[Column, ...]
    at: Mapping[Net, float]

    @cached_property
    def last_row(self) -> int:
        """The number of the last row."""
        return max(self.rows.values(), default=-1)


@dataclass(frozen=True)
class Join:
    """A way that leads from one step to another, or back to itself."""

    way: Way
    source: str
    target: str


def between_steps(flow: Flow) -> list[Join]:
    """The ways from one step to another or back to itself, what belongs to one step left out."""
    found = []
    for step, ways in flow.onward.items():
        for way in ways:
            target = flow.by_id[way.target]
            if target.kind != "end":
                found.append(Join(way, step, target.step))
    return found


def columns_of(flow: Flow, measures: Measures, left: float, width: float) -> Columns:
    """Place lanes within `width` points from `left`, with room for the lines beside boxes."""
    rows = rows_of(flow)
    joins = between_steps(flow)
    nets = _nets(flow, rows, joins)
    lane_of = {node.step: node.lane for node in flow.steps}
    tracks = _tracks(rows, lane_of, joins, nets)
    deep = {"left": [0] * len(flow.lanes), "right": [0] * len(flow.lanes)}
    for (step, port), track in tracks.items():
        deep[port][lane_of[step]] = max(deep[port][lane_of[step]], track + 1)
    columns = _lanes(measures, left, width, deep["left"], deep["right"])
    at: dict[Net, float] = {}
    for net in set(nets.values()):
        step, port = net
        column = columns[lane_of[step]]
        off = (column.box_right - column.box_left) * 0.3
        beside = measures.approach + tracks.get(net, 0) * measures.track
        at[net] = {
            "top": column.cx, "top-left": column.cx - off, "top-right": column.cx + off,
            "left": column.box_left - beside, "right": column.box_right + beside,
        }[port]  # fmt: skip
    return Columns(rows, nets, columns, at)


def _nets(flow: Flow, rows: Mapping[str, int], joins: list[Join]) -> dict[str, Net]:
    lane = {node.step: node.lane for node in flow.steps}
    taken = {(lane[step], row) for step, row in rows.items()}
    nets: dict[str, Net] = {}
    for join in joins:
        start, end = rows[join.source], rows[join.target]
        here, there = lane[join.source], lane[join.target]
        is_free = end > start and all((there, row) not in taken for row in range(start + 1, end))
        port: Port
        if here != there:
            port = ("top-left" if here < there else "top-right") if is_free else ("left" if here < there else "right")
        elif is_free and not _is_blocked(flow, join):
            port = "top"
        else:
            port = "left" if end <= start or there == 0 else "right"
        nets[join.way.id] = (join.target, port)
    return nets


def _is_blocked(flow: Flow, join: Join) -> bool:
    """Whether something else stands straight below the source or above the target: an end, the start."""
    ways = flow.onward[join.source]
    return flow.nodes[0].step == join.target or any(flow.by_id[way.target].kind == "end" for way in ways)


def _tracks(
    rows: Mapping[str, int], lane: Mapping[str, int], joins: list[Join], nets: Mapping[str, Net]
) -> dict[Net, int]:
    """For each net beside the boxes of its lane which track it runs on, 0 next to the boxes; short ones further in.

    Places down: the boxes of row r are at 2r, what lies between them and the next row at 2r + 1.
    """
    spans: dict[Net, tuple[int, int]] = {}
    for join in joins:
        net = nets[join.way.id]
        if net[1] in ("left", "right"):
            first, last = sorted((2 * rows[join.source] + 1, 2 * rows[join.target]))
            known = spans.get(net, (first, last))
            spans[net] = (min(first, known[0]), max(last, known[1]))
    found: dict[Net, int] = {}
    for net in sorted(spans, key=lambda one: (spans[one][1] - spans[one][0], spans[one], one)):
        beside = {
            found[other]
            for other in found
            if other[1] == net[1] and lane[other[0]] == lane[net[0]] and _meet(spans[other], spans[net])
        }
        found[net] = next(track for track in range(len(beside) + 1) if track not in beside)
    return found


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _lanes(measures: Measures, left: float, width: float, lefts: list[int], rights: list[int]) -> tuple[Column, ...]:
    """Lanes side by side: all boxes equally wide, each lane with room for its lines, what is left over shared out."""
    rooms = [(_room(measures, one), _room(measures, other)) for one, other in zip(lefts, rights, strict=True)]
    free = width - sum(one + other for one, other in rooms)
    box = max(_NARROWEST, min(measures.box, free / max(1, len(rooms))))
    spare = max(0.0, free - box * len(rooms)) / max(1, 2 * len(rooms))
    columns = []
    for one, other in rooms:
        start = left + one + spare
        columns.append(Column(left, start + box + other + spare, start, start + box))
        left = columns[-1].right
    return tuple(columns)


def _room(measures: Measures, tracks: int) -> float:
    """The width between the border of a lane and its boxes, with this many lines in it."""
    return measures.beside + (measures.approach + (tracks - 1) * measures.track if tracks else 0.0)

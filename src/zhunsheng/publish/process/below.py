"""What leads on from a row of boxes: limits at the lines, ends, the decision with its ways out, the other ways."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from zhunsheng.publish.process.drawing import Label, LabelKind
from zhunsheng.publish.process.flow import Node, Way
from zhunsheng.publish.process.geometry import Point, Rect
from zhunsheng.publish.process.ground import Across, Down, first_fit
from zhunsheng.publish.process.sketch import Sketch


@dataclass(frozen=True, slots=True)
class _Branch:
    """A way out of a decision to one side (-1 left, 1 right), with its words where they are best along its line."""

    way: Way
    side: int
    label: Label | None

    def at(self, y: float, clear: float) -> Label | None:
        """The words above the line at height y."""
        if self.label is None:
            return None
        rect = self.label.rect
        return replace(self.label, rect=Rect(rect.x, y - clear - rect.h, rect.w, rect.h))


@dataclass
class Below:
    """Draws what stands below the boxes of a row, down to the next row.

    # INVARIANT: words are placed before any line turns into this stretch from elsewhere, so that beside each line down
    # there is room at least as far as the border of its box.
    """

    sketch: Sketch
    row: int
    tops: dict[str, float] = field(default_factory=dict)
    trunks: dict[str, Down] = field(default_factory=dict)

    def draw(self) -> None:
        """Limits first, then ends, the decision, and the ways that need no words."""
        sketch, m = self.sketch, self.sketch.measures
        cells = sketch.cells(self.row)
        self.tops = {cell.step: sketch.placed[cell.id].bottom for cell in cells}
        sketch.ground.forget_above(min(self.tops.values()))
        self.trunks = {
            cell.step: sketch.ground.open_down(sketch.column(cell).cx, self.tops[cell.step]) for cell in cells
        }
        for cell in cells:
            self._limit(cell)
        for cell in cells:
            if f"end:{cell.step}" in sketch.flow.by_id and f"decision:{cell.step}" not in sketch.flow.by_id:
                self._end(cell, sketch.flow.out[cell.id][0], self.tops[cell.step])
        for cell in cells:
            if f"decision:{cell.step}" in sketch.flow.by_id:
                self._decision(cell)
        for cell in cells:
            for way in sketch.flow.out[cell.id]:
                if way.id in sketch.columns.nets:
                    self._single(cell, way)
        bottoms = [rect.bottom for rect in sketch.ground.rects] + [line.y for line in sketch.ground.across]
        sketch.floor = max(sketch.floor + m.approach, *bottoms) + m.approach

    def _limit(self, cell: Node) -> None:
        """The limit of a step, beside the line out of it."""
        if cell.limit:
            ways = self.sketch.flow.out.get(f"decision:{cell.step}", ())
            sides = {self._side(way) for way in ways if way.id in self.sketch.columns.nets} - {0}
            better = -sides.pop() if len(sides) == 1 else 1
            x, top = self.trunks[cell.step].x, self.tops[cell.step] + 2
            self.sketch.put(self.sketch.beside("limit", cell.id, cell.limit, x, 0, top, better))

    def _limit_bottom(self, cell: Node) -> float:
        """The lower border of a step's limit, of its box where it has none."""
        own = [label.rect.bottom for label in self.sketch.labels if label.owner == cell.id]
        return max(own, default=self.tops[cell.step])

    def _side(self, way: Way) -> int:
        """To which side a way leaves: 0 straight down."""
        sketch = self.sketch
        if sketch.net(way)[1] == "top":
            return 0
        return 1 if self._reach(way) > 0 else -1

    def _reach(self, way: Way) -> float:
        """How far to the right its line runs down, seen from its step."""
        sketch = self.sketch
        return sketch.x_of(way) - sketch.column(sketch.flow.by_id[way.source]).cx

    def _end(self, cell: Node, way: Way, top: float) -> None:
        """The end of the process, below its step or its decision."""
        sketch, m = self.sketch, self.sketch.measures
        node, trunk = sketch.flow.by_id[f"end:{cell.step}"], self.trunks[cell.step]
        above = [label.rect.bottom for label in sketch.labels if label.owner in (cell.id, way.id)]
        first = max(top + m.approach, *(bottom + m.arrow for bottom in above), top)
        rect = Rect.around(trunk.x, first + m.event / 2, m.event, m.event)
        trunk.bottom = top
        y = first_fit(rect.y, lambda height: sketch.ground.has_room(replace(rect, y=height)))
        rect = replace(rect, y=y)
        trunk.bottom = rect.y
        sketch.shape(node, rect)
        sketch.line(way, [(trunk.x, sketch.placed[way.source].bottom), (trunk.x, rect.y)])
        sketch.event_label(node)

    # -- decisions -----------------------------------------------------------------------------------------------------

    def _decision(self, cell: Node) -> None:
        """The diamond; the first way to each side leaves from its corner, the others from the line below it."""
        sketch, m, trunk = self.sketch, self.sketch.measures, self.trunks[cell.step]
        node = sketch.flow.by_id[f"decision:{cell.step}"]
        y = max(self.tops[cell.step] + m.approach, self._limit_bottom(cell) + m.arrow) + m.diamond / 2
        trunk.bottom = self.tops[cell.step]
        left, right = self._to_side(node, -1), self._to_side(node, 1)
        tips = [
            self._branch(way, trunk.x + side * (m.diamond / 2 - 1), side, y)
            for side, ways in ((-1, left), (1, right))
            for way in ways[:1]
        ]
        y = first_fit(y, lambda height: self._tips_fit(tips, trunk.x, height))
        diamond = Rect.around(trunk.x, y, m.diamond, m.diamond)
        sketch.shape(node, diamond)
        sketch.line(sketch.flow.out[cell.id][0], [(trunk.x, sketch.placed[cell.id].bottom), (trunk.x, diamond.y)])
        for branch in tips:
            self._leave(branch, [(trunk.x + branch.side * m.diamond / 2, y)], y)
        self._stem(cell, node, sorted(left[1:] + right[1:], key=lambda way: -abs(self._reach(way))))

    def _to_side(self, node: Node, side: int) -> list[Way]:
        """The ways out to one side in the order in which their lines cross least: the longest on top."""
        sketch = self.sketch
        ways = [way for way in sketch.flow.out[node.id] if way.id in sketch.columns.nets and self._side(way) == side]
        return sorted(ways, key=lambda way: -abs(self._reach(way)))

    def _stem(self, cell: Node, node: Node, rest: list[Way]) -> None:
        """Ways that leave from the line below a diamond; the one straight down, to a step or to the end, last."""
        sketch, m = self.sketch, self.sketch.measures
        diamond = sketch.placed[node.id]
        straight = [way for way in sketch.flow.out[node.id] if way.id not in sketch.columns.nets or not self._side(way)]
        if not rest and not straight:
            return
        stem = self.trunks[cell.step] = sketch.ground.open_down(diamond.cx, diamond.bottom)
        y = diamond.bottom
        for way in rest:
            y += m.track
            branch = self._branch(way, stem.x, self._side(way), y)
            y = first_fit(y, partial(self._fits, branch, stem.x))
            self._leave(branch, [(stem.x, diamond.bottom), (stem.x, y)], y)
        for way in straight:
            if way.words:
                sketch.put(sketch.beside(_kind(way), way.id, way.words, stem.x, 0, y + 3))
            if way.id in sketch.columns.nets:
                sketch.join(way, [(stem.x, diamond.bottom)], diamond.bottom)
            else:
                self._end(cell, way, y)
        stem.bottom = y

    def _branch(self, way: Way, x: float, side: int, y: float) -> _Branch:
        """A way out with its words on the best stretch along its line: few lines, near its beginning at x."""
        sketch, m = self.sketch, self.sketch.measures
        if not way.words:
            return _Branch(way, side, None)
        end = abs(sketch.x_of(way) - x)
        found = []
        for index, (near, far) in enumerate(sketch.ground.gaps(x, side, sketch.edge(side))):
            room = abs(far - near) - 2 * m.line - 0.5
            if index and (abs(near - x) > end - 2 * m.line or room < 2 * m.label):
                continue
            label = sketch.label(_kind(way), way.id, way.words, near + side * m.line, room, 0, side)
            above = replace(label, rect=label.rect.moved(0, y - m.clear - label.rect.h))
            lower = sketch.lowered(above).rect.y - above.rect.y
            found.append((label.rect.h + index * m.label_leading * 0.8 + lower / 2, index, _Branch(way, side, label)))
        return min(found, key=lambda one: one[:2])[2]

    def _fits(self, branch: _Branch, x: float, y: float) -> bool:
        """Whether a way out may leave at height y: its line across, its line down, its words."""
        sketch = self.sketch
        end, label = sketch.x_of(branch.way), branch.at(y, sketch.measures.clear)
        return (
            sketch.ground.may_cross(y, min(x, end), max(x, end))
            and (sketch.is_running(branch.way) or sketch.ground.may_fall(end, y))
            and (label is None or sketch.ground.has_room(label.rect))
        )

    def _tips_fit(self, tips: list[_Branch], x: float, y: float) -> bool:
        """Whether the diamond and the ways from its corners have room at height y."""
        size = self.sketch.measures.diamond
        return self.sketch.ground.has_room(Rect.around(x, y, size, size)) and all(
            self._fits(branch, x + branch.side * size / 2, y) for branch in tips
        )

    def _leave(self, branch: _Branch, points: list[Point], y: float) -> None:
        """Draw a way out from its beginning to its net at height y."""
        sketch = self.sketch
        label = branch.at(y, sketch.measures.clear)
        if label is not None:
            sketch.put(label)
        x, end = points[-1][0], sketch.x_of(branch.way)
        sketch.ground.across.append(Across(y, min(x, end), max(x, end)))
        sketch.join(branch.way, points, y)

    # -- ways without words --------------------------------------------------------------------------------------------

    def _single(self, cell: Node, way: Way) -> None:
        """The only way out of a step."""
        sketch, m, trunk = self.sketch, self.sketch.measures, self.trunks[cell.step]
        start: Point = (trunk.x, self.tops[cell.step])
        branch = _Branch(way, self._side(way), None)
        if not branch.side:
            sketch.join(way, [start], start[1])
            trunk.bottom = start[1]
            return
        y = max(self.tops[cell.step] + m.track, self._limit_bottom(cell) + 2)
        y = first_fit(y, partial(self._fits, branch, trunk.x))
        trunk.bottom = y
        self._leave(branch, [start, (trunk.x, y)], y)


def _kind(way: Way) -> LabelKind:
    return "otherwise" if way.default else "when"

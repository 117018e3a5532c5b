"""A drawing in the making: the boxes of a row, and how lines reach them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from zhunsheng.publish.process.columns import Column, Columns, Net
from zhunsheng.publish.process.drawing import Label, LabelKind, Line, Shape
from zhunsheng.publish.process.flow import Flow, Node, Way
from zhunsheng.publish.process.geometry import Point, Rect, tidy
from zhunsheng.publish.process.ground import Down, Ground, first_fit
from zhunsheng.publish.process.measures import Measures
from zhunsheng.publish.process.text import is_cut, width_of, wrap


@dataclass
class _Run:
    """A net on its way down: its line, how many ways have still to join, how far down it is known to reach."""

    down: Down
    waiting: int
    reached: float


@dataclass
class Sketch:
    """What is drawn so far.  floor: the y from which on everything is free; open: per way the points up to its net."""

    flow: Flow
    measures: Measures
    columns: Columns
    floor: float
    shapes: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    ground: Ground = field(init=False)
    placed: dict[str, Rect] = field(default_factory=dict)
    begun: dict[str, tuple[Way, list[Point]]] = field(default_factory=dict)
    runs: dict[Net, _Run] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ground = Ground(self.measures)

    # -- boxes -----------------------------------------------------------------------------------------------------

    def cells(self, row: int) -> list[Node]:
        """The steps of a row, from left to right."""
        return sorted(
            (node for node in self.flow.steps if self.columns.rows[node.step] == row), key=lambda one: one.lane
        )

    def column(self, node: Node) -> Column:
        """The column of a node."""
        return self.columns.columns[node.lane]

    def row(self, row: int) -> None:
        """Draw the boxes of a row with the events before them."""
        self.ground.forget_above(self.floor)
        cells, m = self.cells(row), self.measures
        top = self.floor
        start = next((node for node in self.flow.nodes if node.kind == "start"), None)
        starting = start is not None and any(cell.step == start.step for cell in cells)
        if start is not None and starting:
            self.event(start, self.column(start).cx, top + m.event / 2)
            top += m.event + m.approach
        if any(cell.pause for cell in cells):
            for cell in cells:
                if cell.pause:
                    self.event(self.flow.by_id[f"pause:{cell.step}"], self.column(cell).cx, top + m.event / 2)
            top += m.event + 6
        for cell in cells:
            self.box(cell, top)
        if start is not None and starting:
            way, rect = self.flow.out[start.id][0], self.placed[start.id]
            self.line(way, [(rect.cx, rect.bottom), (rect.cx, self.placed[way.target].y)])
            self.event_label(start)
        for cell in cells:
            self.arrive(cell)
        self.floor = max(self.placed[cell.id].bottom for cell in cells)

    def box(self, cell: Node, top: float) -> None:
        """Draw the box of a step, and the line to it from the pause before it."""
        m, column = self.measures, self.column(cell)
        lines, notes = self.words(cell)
        height = len(lines) * m.title_leading + len(notes) * m.label_leading + (2 if notes else 0) + 2 * m.pad_y
        self.shape(cell, Rect(column.box_left, top, column.box_right - column.box_left, height), lines, notes)
        if cell.pause:
            way = self.flow.out[f"pause:{cell.step}"][0]
            self.line(way, [(column.cx, self.placed[way.source].bottom), (column.cx, top)])

    def words(self, node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Title and words of the suspension, in lines."""
        column, m = self.column(node), self.measures
        room = column.box_right - column.box_left - 2 * m.pad_x
        notes = wrap(node.pause, m.label, room) if node.pause else ()
        return wrap(self.flow.begin(node.title), m.title, room), notes

    def shape(self, node: Node, rect: Rect, lines: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> None:
        """Draw a node."""
        self.shapes.append(Shape(node, rect, lines, notes))
        self.placed[node.id] = rect
        head = self.measures.arrow if node.kind in ("decision", "end") else 0.0
        self.ground.rects.append(Rect(rect.x, rect.y - head, rect.w, rect.h + head))

    def event(self, node: Node, x: float, y: float) -> None:
        """Draw a round event."""
        self.shape(node, Rect.around(x, y, self.measures.event, self.measures.event))

    def event_label(self, node: Node) -> None:
        """Say beside an event what it is."""
        rect = self.placed[node.id]
        height = self.measures.label_leading
        label = self.beside("event", node.id, self.flow.begin(node.title), rect.cx, rect.w / 2, rect.cy - height / 2)
        self.put(label)

    # -- lines -----------------------------------------------------------------------------------------------------

    def line(self, way: Way, points: list[Point]) -> None:
        """Draw a way."""
        self.lines.append(Line(way, tidy(points)))

    def net(self, way: Way) -> Net:
        """The net that a way to another step joins."""
        return self.columns.nets[way.id]

    def x_of(self, way: Way) -> float:
        """Where a way to another step runs down."""
        return self.columns.at[self.net(way)]

    def is_running(self, way: Way) -> bool:
        """Whether the line that a way joins is there already."""
        return self.net(way) in self.runs

    def _run(self, net: Net, top: float) -> _Run:
        run = self.runs.get(net)
        if run is None:
            waiting = sum(one == net for one in self.columns.nets.values())
            run = self.runs[net] = _Run(self.ground.open_down(self.columns.at[net], top), waiting, top)
        return run

    def join(self, way: Way, points: list[Point], y: float) -> None:
        """A way reaches its net at height y, having come along `points`."""
        net = self.net(way)
        run = self._run(net, y)
        run.waiting -= 1
        run.reached = max(run.reached, y)
        self.begun[way.id] = (way, points)
        target = self.flow.by_id[way.target]
        if target.id in self.placed:
            self._finish(way)
            if not run.waiting:
                run.down.bottom = run.reached

    def arrive(self, cell: Node) -> None:
        """The box of a step is there: lines on their way to it end, and those that come back to it begin."""
        for net in [net for net in self.columns.at if net[0] == cell.step]:
            y = self._height(cell, net)
            run = self._run(net, y)
            run.reached = max(run.reached, y)
            if not run.waiting:
                run.down.bottom = run.reached
        for way in [way for way, _ in self.begun.values() if self.flow.by_id[way.target].step == cell.step]:
            self._finish(way)

    def _height(self, cell: Node, net: Net) -> float:
        """Where a net ends: at the top of a box, at the middle of its side, at the middle of the pause before it."""
        rect = self.placed[cell.id]
        pause = self.placed.get(f"pause:{cell.step}")
        if pause is not None:
            return pause.y if net[1] == "top" else pause.cy
        return rect.cy if net[1] in ("left", "right") else rect.y

    def _finish(self, way: Way) -> None:
        """Draw a way whose two ends are known."""
        _, points = self.begun.pop(way.id)
        target = self.flow.by_id[way.target]
        cell = self.flow.by_id[f"step:{target.step}"]
        x, rect = self.x_of(way), self.placed[target.id]
        y = self._height(cell, self.net(way))
        end: list[Point] = [(x, points[-1][1]), (x, y)]
        if y > rect.y + 1e-6:
            end.append((rect.x if x < rect.cx else rect.right, y))
        self.line(way, points + end)

    # -- labels ----------------------------------------------------------------------------------------------------

    def put(self, label: Label) -> None:
        """Draw a label."""
        self.labels.append(label)
        self.ground.rects.append(label.rect)

    def beside(self, kind: LabelKind, owner: str, words: str, x: float, off: float, top: float, side: int = 1) -> Label:
        """Words beside a line down or an event at x, `off` from its middle, at the first free height from `top` on.

        side: the side that is better, 1 right, -1 left; on the other one where that saves a line.
        """
        m = self.measures
        found = []
        for one in (side, -side):
            near, far = self.ground.gaps(x, one, self.edge(one))[0]
            room = abs(far - near) - off - 2 * m.line - 1
            label = self.lowered(self.label(kind, owner, words, near + one * (off + m.line + 0.5), room, top, one))
            cost = label.rect.bottom - top + (0.0 if one == side else m.label_leading / 2)
            found.append((cost + (m.label_leading if is_cut(words, m.label, room) else 0.0), label))
        return min(found, key=lambda one: one[0])[1]

    def edge(self, side: int) -> float:
        """How far words may reach on one side: to the border of the drawing."""
        columns, over = self.columns.columns, self.measures.line - 0.5
        return columns[-1].right + over if side > 0 else columns[0].left - over

    def label(self, kind: LabelKind, owner: str, words: str, x: float, room: float, top: float, side: int) -> Label:
        """A label that begins at x and goes to one side, in at most `room` points of width.

        A limit has a clock before its first line, where that does not cost a line more.
        """
        m, sign = self.measures, 0.0
        room = max(room, m.label * 1.1)
        lines = wrap(words, m.label, min(room, m.widest_label))
        if kind == "limit":
            clock = m.label * 1.1
            narrower = wrap(words, m.label, max(m.label, min(room - clock, m.widest_label)))
            if len(narrower) == len(lines):
                lines, sign = narrower, clock
        width = max(width_of(line, m.label) + (0.0 if index else sign) for index, line in enumerate(lines))
        rect = Rect(x if side > 0 else x - width, top, width, len(lines) * m.label_leading)
        return Label(kind, owner, rect, lines, m.label, m.label_leading, side < 0, sign)

    def lowered(self, label: Label) -> Label:
        """The label at the first height, from its own on, where it is clear."""
        rect = label.rect
        y = first_fit(rect.y, lambda height: self.ground.has_room(replace(rect, y=height)))
        return replace(label, rect=replace(rect, y=y))

"""Processes for tests: the example of twelve steps, made-up ones, and random ones; and what must hold of every drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from zhunsheng.publish.process import Flow, Layout, flow_of, lay_out
from zhunsheng.publish.process.geometry import Rect, segments
from zhunsheng.publish.process.measures import LARGE, NORMAL
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.service import Service
from zhunsheng.standard.wording import Language
from zhunsheng.standard.workspace import open_workspace

WORLD = Path(__file__).parent / "world"
DAY = date(2024, 6, 3)


@cache
def town() -> Library:
    """The example workspace."""
    return Library(open_workspace(WORLD))


def example(language: Language = "zh") -> Flow:
    """Twelve steps, five posts, branches, suspensions and a loop."""
    return flow_of(town().service("care-home-place"), town(), DAY, language)


def made(process: Mapping[str, Any], start: str | None = None, **more: Any) -> CompiledService:
    """The example service with another process."""
    fields: dict[str, Any] = {"title": {"zh": "示例", "en": "Example"}, "process": dict(process), **more}
    if start is not None:
        fields["start"] = start
    return town().compile("care-home-place", Service.model_validate(fields), record=False)


def flow(process: Mapping[str, Any], start: str | None = None, language: Language = "zh", **more: Any) -> Flow:
    """The flow of a made-up process; more: other fields of the service."""
    return flow_of(made(process, start, **more), town(), DAY, language)


def step(title: str, role: str = "desk", *following: object, **more: object) -> dict[str, object]:
    """A step as the format writes it."""
    return {"title": title, "role": role, "next": list(following), **more}


_CJK = "受理补正核对评估确认公示发放告知不予说明理由材料齐全的申请人家庭，、。；（）"
_WORDS = st.one_of(
    st.text(_CJK, min_size=1, max_size=40),
    st.lists(st.text("abcdefghijklmnopqrstuvwxyz-'", min_size=1, max_size=16), min_size=1, max_size=14).map(" ".join),
)
_LIMITS = st.sampled_from(["1 working_day", "15 working_day", "0.5 working_day", "7 calendar_day", "2 hour"])


@st.composite
def processes(draw: st.DrawFn, most: int = 12) -> dict[str, Any]:
    """A process of up to `most` steps by up to six posts, with loops, dead ends and steps that nothing leads to."""
    count = draw(st.integers(1, most))
    posts = [f"post-{index}" for index in range(draw(st.integers(1, 6)))]
    names = [f"s{index}" for index in range(count)]
    steps: dict[str, Any] = {}
    for name in names:
        targets = draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
        ways: list[object] = [{"to": one, "when": draw(_WORDS)} if draw(st.booleans()) else one for one in targets]
        steps[name] = step(draw(_WORDS), draw(st.sampled_from(posts)), *ways)
        if draw(st.booleans()):
            steps[name]["within"] = draw(_LIMITS)
        if draw(st.integers(0, 3)) == 0:
            steps[name]["pauses"] = draw(_WORDS)
    return steps


@dataclass(frozen=True)
class Case:
    """A random process and how it is to be drawn."""

    process: dict[str, Any]
    promised: bool
    width: float
    large: bool

    def flow(self) -> Flow:
        """The process."""
        promise: dict[str, Any] = {"promise": {"at_most": "60", "unit": "working_day"}} if self.promised else {}
        return flow(self.process, **promise)

    def draw(self) -> Layout:
        """The drawing."""
        return lay_out(self.flow(), width=self.width, measures=LARGE if self.large else NORMAL)


def cases(most: int = 12) -> st.SearchStrategy[Case]:
    """Random processes to be drawn."""
    return st.builds(Case, processes(most), st.booleans(), st.sampled_from([468.0, 757.0]), st.booleans())


def faults(layout: Layout) -> list[str]:
    """What is wrong with a drawing; nothing must be."""
    return [*_boxes(layout), *_lines(layout), *_labels(layout), *_canvas(layout)]


def _boxes(layout: Layout) -> list[str]:
    found = [
        f"{a.node.id} overlaps {b.node.id}"
        for a, b in combinations(layout.shapes, 2)
        if a.rect.overlaps(b.rect, 0 if "pause" in (a.node.kind, b.node.kind) else 1)
    ]
    for shape in layout.shapes:
        band = layout.lanes[shape.node.lane]
        if not band.rect.contains(shape.rect) or shape.rect.overlaps(band.head):
            found.append(f"{shape.node.id} leaves its lane")
    return found


def _lines(layout: Layout) -> list[str]:
    found = []
    for line in layout.lines:
        name = line.way.id
        if layout.pages == 1:
            start, end = layout.shape[line.way.source], layout.shape[line.way.target]
            if not start.rect.has_on_border(line.points[0]) and start.node.kind != "decision":
                found.append(f"{name} does not begin on a border")
            if start.node.kind == "decision" and not _on_corner(start.rect, line.points[0]):
                found.append(f"{name} does not begin on a corner")
            if not end.rect.has_on_border(line.points[-1]):
                found.append(f"{name} does not end on a border")
        for a, b in segments(line.points):
            if a[0] != b[0] and a[1] != b[1]:
                found.append(f"{name} runs aslant")
            found += [f"{name} runs through {s.node.id}" for s in layout.shapes if s.rect.is_crossed_by(a, b, 1e-3)]
            found += [
                f"{name} runs through words of {t.owner}" for t in layout.labels if t.rect.is_crossed_by(a, b, 1e-3)
            ]
    return found + _runs_together(layout)


def _runs_together(layout: Layout) -> list[str]:
    """Lines of different ways may lie on one another only where they leave one node or go to one step."""
    found = []
    for one, other in combinations(layout.lines, 2):
        kin = one.way.source == other.way.source or (
            layout.flow.by_id[one.way.target].step == layout.flow.by_id[other.way.target].step
        )
        if kin:
            continue
        for a, b in segments(one.points):
            for c, d in segments(other.points):
                if _overlap(a, b, c, d):
                    found.append(f"{one.way.id} runs along {other.way.id}")
    return found


def _overlap(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    for along, across in ((0, 1), (1, 0)):
        if a[across] == b[across] and c[across] == d[across] and abs(a[across] - c[across]) < 1.0:
            low = max(min(a[along], b[along]), min(c[along], d[along]))
            return min(max(a[along], b[along]), max(c[along], d[along])) - low > 1e-3
    return False


def _on_corner(rect: Rect, point: tuple[float, float]) -> bool:
    corners = ((rect.cx, rect.bottom), (rect.x, rect.cy), (rect.right, rect.cy))
    return any(abs(point[0] - x) < 1e-6 and abs(point[1] - y) < 1e-6 for x, y in corners)


def _labels(layout: Layout) -> list[str]:
    found = [
        f"{a.owner} overlaps words of {b.owner}" for a, b in combinations(layout.labels, 2) if a.rect.overlaps(b.rect)
    ]
    for label in layout.labels:
        found += [f"words of {label.owner} overlap {s.node.id}" for s in layout.shapes if label.rect.overlaps(s.rect)]
        found += [f"words of {label.owner} overlap a head" for band in layout.lanes if label.rect.overlaps(band.head)]
    return found


def _canvas(layout: Layout) -> list[str]:
    canvas = Rect(0, 0, layout.width, layout.height)
    rects = [("a shape", shape.rect) for shape in layout.shapes] + [("words", label.rect) for label in layout.labels]
    found = [f"{what} outside the drawing: {rect}" for what, rect in rects if not canvas.contains(rect)]
    most = 200 + sum(s.rect.h + 40 for s in layout.shapes) + sum(one.rect.h + 20 for one in layout.labels)
    if layout.height > most:
        found.append(f"{layout.height:.0f} points tall, {most:.0f} would do with everything below everything else")
    points = [point for line in layout.lines for point in line.points]
    return found + [f"a line outside the drawing: {p}" for p in points if not canvas.contains(Rect(*p, 0, 0))]

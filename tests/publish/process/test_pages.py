"""A drawing in parts: nothing lost, nothing twice, and what goes on says so on both sides."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, given, settings

from tests.publish.process.flows import DAY, Case, cases, example, faults, town
from zhunsheng.publish.process import lay_out, pages, pictures, to_svg
from zhunsheng.publish.process.drawing import Layout


def length(layout: Layout) -> float:
    """The length of all lines together."""
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for line in layout.lines for a, b in pairwise(line.points))


def test_a_drawing_that_fits_stays_whole() -> None:
    layout = lay_out(example())
    assert pages(layout, layout.height) == (layout,)


def test_the_example_in_two_parts() -> None:
    parts = pages(lay_out(example()), 640)
    assert [(part.page, part.pages) for part in parts] == [(1, 2), (2, 2)]
    assert all(part.height <= 640 for part in parts)
    assert abs(parts[0].height - parts[1].height) < 160
    marks = [[label.lines[0] for label in part.labels if label.kind == "join"] for part in parts]
    assert marks[0] == marks[1] == ["A", "B"]


@given(cases())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_parts_are_the_whole(case: Case) -> None:
    layout = case.draw()
    parts = pages(layout, 300)
    assert Counter(s.node.id for part in parts for s in part.shapes) == Counter(s.node.id for s in layout.shapes)
    assert -0.01 < sum(length(part) for part in parts) - length(layout) < 400 * len(parts)
    assert sum(line.arrow for part in parts for line in part.lines) == len(layout.lines)
    words = Counter(label.owner for part in parts for label in part.labels if label.kind != "join")
    assert words == Counter(label.owner for label in layout.labels)
    if len(parts) > 1:
        assert [fault for part in parts for fault in faults(part)] == []
        knots = sum(len(part.ruler.knots) for part in parts if part.ruler)
        assert knots == (len(layout.ruler.knots) if layout.ruler else 0)
        for before, after in pairwise(parts):
            low = [(m.lines, m.rect.x) for m in before.labels if m.kind == "join" and m.rect.y > before.height / 2]
            high = [(m.lines, m.rect.x) for m in after.labels if m.kind == "join" and m.rect.y < after.height / 2]
            if before.page == 1 and after.page == after.pages:
                assert low == high


def test_pictures_of_a_long_process_for_a_document() -> None:
    found = pictures(town().service("care-home-place"), town(), DAY, "zh", height=640)
    assert [one.caption for one in found] == ["流程图，第 1 部分，共 2 部分", "流程图，第 2 部分，共 2 部分"]
    assert "补正" in found[0].alt
    assert found[1].alt == found[1].caption
    alone = pictures(town().service("care-home-place"), town(), DAY, "zh", height=2000)
    assert [one.caption for one in alone] == [""]


def test_many_letters() -> None:
    from tests.publish.process.flows import flow, step

    names = [f"s{i}" for i in range(30)]
    steps = {name: step(name, f"p{i % 6}", *names[i + 1 : i + 4]) for i, name in enumerate(names)}
    parts = pages(lay_out(flow(steps)), 200)
    marks = {label.lines[0] for part in parts for label in part.labels if label.kind == "join"}
    assert {"A", "Z", "AA"} <= marks
    assert all("</svg>" in to_svg(part, framed=True) for part in parts)

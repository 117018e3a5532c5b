"""What holds of every drawing, of random processes and of those of Yuexiu."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.publish.process.flows import DAY, Case, cases, example, faults, flow, step
from zhunsheng.publish.data import WIDTH_UPRIGHT
from zhunsheng.publish.process import Layout, flow_of, lay_out, to_svg
from zhunsheng.publish.process.measures import LARGE, NORMAL, WIDTH_A4
from zhunsheng.publish.process.rows import back_ways, rows_of, successors
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import LANGUAGES, Language

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(cases())
@settings(suppress_health_check=SLOW)
def test_nothing_overlaps_or_runs_through_anything(case: Case) -> None:
    layout = case.draw()
    assert faults(layout) == []
    assert everything_is_drawn_once(layout)
    assert steps_go_down_apart_from_loops(layout)


def everything_is_drawn_once(layout: Layout) -> bool:
    drawn = layout.flow
    limited = {node.id for node in drawn.steps if node.limit}
    return (
        sorted(shape.node.id for shape in layout.shapes) == sorted(node.id for node in drawn.nodes)
        and sorted(line.way.id for line in layout.lines) == sorted(way.id for way in drawn.ways)
        and {one.owner for one in layout.labels if one.kind in ("when", "otherwise")}
        == {w.id for w in drawn.ways if w.words}
        and {one.owner for one in layout.labels if one.kind == "limit"} == limited
    )


def steps_go_down_apart_from_loops(layout: Layout) -> bool:
    rows, following = rows_of(layout.flow), successors(layout.flow)
    ways = {(name, target) for name, targets in following.items() for target in targets}
    places = {(row, layout.shape[f"step:{name}"].node.lane) for name, row in rows.items()}
    return (
        all(rows[name] < rows[target] for name, target in ways - back_ways(following))
        and len(places) == len(rows)
        and sorted(set(rows.values())) == list(range(len(set(rows.values()))))
    )


@given(cases(most=6))
@settings(max_examples=40, suppress_health_check=SLOW)
def test_the_same_flow_gives_the_same_bytes(case: Case) -> None:
    assert to_svg(case.draw()) == to_svg(case.draw())


@pytest.mark.parametrize("language", LANGUAGES)
def test_processes_of_yuexiu(yuexiu: Library, language: Language) -> None:
    wrong = {}
    for service in yuexiu.services():
        if service.steps:
            drawn = flow_of(service, yuexiu, DAY, language)
            for measures in (NORMAL, LARGE):
                wrong[service.id, measures.title] = faults(lay_out(drawn, measures=measures))
    assert {key: found for key, found in wrong.items() if found} == {}
    assert len(wrong) >= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_twelve_steps_and_five_posts_is_as_wide_as_a4(language: Language) -> None:
    layout = lay_out(example(language))
    assert (len(layout.flow.steps), len(layout.lanes)) == (12, 5)
    assert sum(node.kind == "decision" for node in layout.flow.nodes) == 4
    assert sum(node.kind == "pause" for node in layout.flow.nodes) == 3
    assert faults(layout) == []
    assert layout.width == 468.0
    assert min(label.size for label in layout.labels) >= 7.5


def test_a_picture_is_as_wide_as_the_text_of_a_document() -> None:
    assert WIDTH_A4 == WIDTH_UPRIGHT  # wider, and it would be scaled below the smallest type


def test_lanes_stand_in_the_order_in_which_posts_first_act() -> None:
    assert [band.lane.id for band in lay_out(example()).lanes] == ["desk", "examiner", "assessor", "home", "bureau"]


def test_a_way_straight_down_is_straight() -> None:
    layout = lay_out(flow({"a": step("甲", "desk", "b"), "b": step("乙")}))
    assert len(layout.line["step:a>step:b"].points) == 2


def test_a_way_past_a_box_runs_beside_it() -> None:
    past = {"to": "c", "when": "略过"}
    layout = lay_out(flow({"a": step("甲", "desk", "b", past), "b": step("乙", "desk", "c"), "c": step("丙")}))
    xs = {x for x, _ in layout.line["decision:a>step:c"].points}
    assert min(xs) < layout.shape["step:b"].rect.x


def test_a_loop_comes_back_at_the_side() -> None:
    layout = lay_out(
        flow({"a": step("甲", "desk", "b"), "b": step("乙", "desk", "a", {"to": "c", "when": "好"}), "c": step("丙")})
    )
    line = layout.line["decision:b>step:a"]
    assert line.points[-1][0] == layout.shape["step:a"].rect.x
    assert line.points[-1][1] < line.points[0][1]


def test_a_step_that_repeats_itself() -> None:
    layout = lay_out(
        flow({"a": step("甲", "desk", {"to": "a", "when": "再来"}, {"to": "b", "when": "好"}), "b": step("乙")})
    )
    assert faults(layout) == []
    assert layout.line["decision:a>step:a"].points[-1][1] == layout.shape["step:a"].rect.cy


def test_so_many_lanes_make_the_drawing_wider_not_the_boxes_unreadable() -> None:
    steps = {f"s{i}": step(f"第{i}步", f"post-{i}", *([f"s{i + 1}"] if i < 13 else [])) for i in range(14)}
    layout = lay_out(flow(steps))
    assert layout.width > 468
    assert min(shape.rect.w for shape in layout.shapes if shape.node.kind == "step") >= 40
    assert faults(layout) == []


def test_no_process_no_drawing() -> None:
    layout = lay_out(flow({}))
    assert (layout.lanes, layout.shapes, layout.lines) == ((), (), ())
    assert "</svg>" in to_svg(layout)

"""The ruler: only where adding up is honest."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.publish.process.flows import DAY, flow, step
from zhunsheng.publish.process import flow_of, lay_out
from zhunsheng.publish.process.measures import LARGE
from zhunsheng.publish.process.ruler import added_up
from zhunsheng.rule.library import Library

PROMISE = {"at_most": "10", "unit": "working_day"}
THREE = {
    "a": step("甲", "desk", "b", {"to": "c", "when": "快办"}, within="1 working_day"),
    "b": step("乙", "desk", "c", within="4 working_day"),
    "c": step("丙", within="2 working_day"),
}


def test_the_longest_way_counts() -> None:
    assert added_up(flow(THREE, promise=PROMISE)) == {
        name: Fraction(days) for name, days in zip("abc", (1, 5, 7), strict=True)
    }


def test_time_that_does_not_count_is_left_out() -> None:
    steps = THREE | {"b": step("乙", "desk", "c", within="4 working_day", pauses="等人")}
    found = added_up(flow(steps, promise=PROMISE))
    assert found is not None
    assert list(found.values()) == [1, 1, 3]


@pytest.mark.parametrize(
    "change",
    [
        {"b": step("乙", "desk", "c")},  # nothing is said of it
        {"b": step("乙", "desk", "c", within="4 calendar_day")},  # other days
        {"b": step("乙", "desk", "c", within="9 working_day")},  # more than the promise
        {"b": step("乙", "desk", "c", within="4 if hospital else 1 working_day")},
        {"c": step("丙", "desk", {"to": "a", "when": "退回"}, within="2 working_day")},  # a loop
    ],
)
def test_no_ruler_where_it_would_not_be_true(change: dict) -> None:
    assert added_up(flow(THREE | change, promise=PROMISE)) is None
    assert lay_out(flow(THREE | change, promise=PROMISE)).ruler is None


def test_no_promise_no_ruler() -> None:
    assert added_up(flow(THREE)) is None
    assert added_up(flow(THREE, promise={"at_most": "10 if hospital else 12", "unit": "working_day"})) is None


def test_knots_stand_beside_their_rows_and_never_go_back() -> None:
    layout = lay_out(flow(THREE, promise=PROMISE))
    assert layout.ruler is not None
    assert [knot.words for knot in layout.ruler.knots] == ["1", "5", "7"]
    assert [knot.y for knot in layout.ruler.knots] == [layout.shape[f"step:{name}"].rect.cy for name in "abc"]
    assert layout.ruler.bob == ("承诺 10",)
    assert layout.ruler.head == ("时限累计", "工作日")
    assert layout.lanes[0].rect.x > layout.ruler.x


def test_the_thread_is_dashed_where_the_clock_stands_still() -> None:
    steps = THREE | {"b": step("乙", "desk", "c", pauses="等人")}
    layout = lay_out(flow(steps, promise=PROMISE))
    assert layout.ruler is not None
    rect = layout.shape["step:b"].rect
    assert layout.ruler.stills == ((rect.y, rect.bottom),)


def test_many_lanes_leave_no_room_for_it() -> None:
    steps = {f"s{i}": step("甲", f"p{i}", *([f"s{i + 1}"] if i < 5 else []), within="1 working_day") for i in range(6)}
    assert added_up(flow(steps, promise=PROMISE)) is not None
    assert lay_out(flow(steps, promise=PROMISE)).ruler is None
    assert lay_out(flow(steps, promise=PROMISE), width=757).ruler is not None


def test_rulers_of_yuexiu_keep_the_promise(yuexiu: Library) -> None:
    shown = 0
    for service in yuexiu.services():
        found = flow_of(service, yuexiu, DAY, "en")
        until = added_up(found)
        if until is not None:
            shown += 1
            assert found.promised is not None
            assert max(until.values()) <= found.promised.value
            layout = lay_out(found, measures=LARGE)
            if layout.ruler is not None:
                assert layout.ruler.head[-1].endswith("s")
                figures = [Fraction(knot.words) for knot in layout.ruler.knots]
                assert figures == sorted(set(figures))
    assert shown >= 20

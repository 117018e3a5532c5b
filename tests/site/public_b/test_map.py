"""The map: in scale, within its frame, no label over a mark or another label."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.public.points_map import Picture, Spot, distance_m, draw, merged, projection

LATS = st.floats(23.10, 23.17, allow_nan=False)
LONS = st.floats(113.24, 113.32, allow_nan=False)
LABELS = st.sampled_from(["洪桥", "梅花村", "黄花岗", "Kuangquan", "区政务服务大厅", ""])
SPOTS = st.lists(
    st.builds(Spot, st.uuids().map(str), LABELS, LATS, LONS, st.just(""), st.integers(1, 40)), min_size=1, max_size=25
)
SIZES = st.sampled_from([(620, 640, 14), (330, 400, 13), (620, 700, 19), (330, 460, 17)])


def drawn(spots: list[Spot], size: tuple[int, int, int]) -> Picture:
    """The picture of spots that are there."""
    picture = draw(spots, *size)
    assert picture is not None
    return picture


def test_nothing_to_draw_is_no_picture() -> None:
    assert draw([], 600, 600) is None


def test_distance_of_a_known_stretch() -> None:
    """A minute of latitude is a sea mile; at 60 degrees a minute of longitude is half of one."""
    assert distance_m(23, 113, 23 + 1 / 60, 113) == pytest.approx(1853.25, abs=1)
    assert distance_m(60, 113, 60, 113 + 1 / 60) == pytest.approx(926.6, abs=1)


@given(SPOTS, SIZES)
def test_labels_cover_neither_marks_nor_one_another(spots: list[Spot], size: tuple[int, int, int]) -> None:
    picture = drawn(spots, size)
    boxes = [mark.box for mark in picture.marks if mark.box is not None]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert box.inside(picture.width, picture.height)
        for mark in picture.marks:
            away = hypot(max(box.left - mark.x, 0, mark.x - box.right), max(box.top - mark.y, 0, mark.y - box.bottom))
            assert away >= mark.radius - 0.2 or box is mark.box
    assert picture.unlabelled == len(spots) - len(boxes)


@given(SPOTS, SIZES)
def test_marks_lie_within_the_frame_once_each(spots: list[Spot], size: tuple[int, int, int]) -> None:
    picture = drawn(spots, size)
    assert sorted(mark.spot.key for mark in picture.marks) == sorted(spot.key for spot in spots)
    assert all(0 <= mark.x <= picture.width and 0 <= mark.y <= picture.height for mark in picture.marks)


@given(st.lists(st.builds(Spot, st.uuids().map(str), LABELS, LATS, LONS), min_size=2, max_size=8))
def test_lengths_on_the_drawing_are_in_scale(spots: list[Spot]) -> None:
    where = projection(spots, 600, 600, 40)
    for one, other in combinations(spots, 2):
        (x, y), (u, v) = where.at(one.lat, one.lon), where.at(other.lat, other.lon)
        metres = distance_m(one.lat, one.lon, other.lat, other.lon)
        assert hypot(x - u, y - v) == pytest.approx(metres * where.scale, rel=0.002, abs=0.3)


@given(SPOTS, st.floats(10, 500))
def test_merging_loses_no_spot_and_keeps_groups_small(spots: list[Spot], metres: float) -> None:
    groups = merged(spots, metres)
    assert sorted(spot.key for group in groups for spot in group) == sorted(spot.key for spot in spots)
    for group in groups:
        assert all(distance_m(group[0].lat, group[0].lon, spot.lat, spot.lon) <= metres for spot in group)


def test_the_place_asked_for_has_circles_of_whole_distances() -> None:
    spots = [Spot("a", "甲", 23.12, 113.26, here=True), Spot("b", "乙", 23.15, 113.30)]
    picture = drawn(spots, (620, 640, 14))
    assert picture.centre == (picture.marks[0].x, picture.marks[0].y)
    scale = picture.bar / picture.bar_metres
    assert picture.rings
    for ring in picture.rings:
        assert ring.radius == pytest.approx(ring.metres * scale, rel=0.01)
    assert not drawn(spots[1:], (620, 640, 14)).rings

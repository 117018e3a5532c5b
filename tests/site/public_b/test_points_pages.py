"""The pages of service points over Yuexiu's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client

from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import state_of
from zhunsheng.site.look.moment import today
from zhunsheng.site.public import points_selectors as selectors
from zhunsheng.site.public.points_hours import Opening
from zhunsheng.site.public.points_selectors import HERE, Asked

pytestmark = pytest.mark.django_db
#: A Thursday that is worked.
MORNING = datetime(2025, 10, 9, 10, tzinfo=HERE)


@pytest.fixture
def library(district: Snapshot) -> Library:
    """The district's standards of today."""
    return state_of(district).ours_on(today())


@pytest.fixture
def _morning(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(selectors, "today_here", lambda: MORNING)
    yield


def page(client: Client, address: str) -> str:
    """The text of a page that answers."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_every_point_has_a_row_and_is_counted(client: Client, library: Library) -> None:
    text = page(client, "/points")
    ids = [point.id for point in library.workspace.service_points]
    assert sorted(re.findall(r'id="point-([^"]+)"', text)) == sorted(ids)
    assert f"共 {len(ids)} 个" in text


def test_filters_leave_what_they_say(client: Client, library: Library) -> None:
    every = selectors.points_of(library, "zh")
    found = selectors.select(every, Asked(kind="yikang_centre", subdistrict="baiyun"))
    assert [point.id for point in found] == ["yikang-baiyun"]
    text = page(client, "/points?kind=yikang_centre&subdistrict=baiyun")
    assert re.findall(r'id="point-([^"]+)"', text) == ["yikang-baiyun"]


def test_an_item_is_given_where_its_standard_says(library: Library) -> None:
    """One item is named in the rows of points, the other names a kind of point itself."""
    found = selectors.points_for_item(library, "longevity_allowance")
    rows = {row.id for row in library.workspace.service_points if "longevity_allowance" in row.services}
    assert rows <= {point.id for point in found}
    assert len(rows) == 18
    room = selectors.points_for_item(library, "resource_room")
    assert "special_education_centre" in {point.kind for point in room}
    assert selectors.points_for_item(library, "no-such-item") == []


def test_nearest_first_and_in_words(client: Client, library: Library) -> None:
    found = selectors.points_for_item(library, "longevity_allowance", near="baiyun", limit=5)
    assert found[0].subdistrict == "baiyun"
    distances = [point.distance_m for point in found]
    assert distances == sorted(distances, key=lambda metres: metres or 0)
    text = page(client, "/points?kind=yikang_centre&near=baiyun")
    assert "白云街道颐康中心" in text
    assert "100 米以内" in text
    assert re.search(r"约 [0-9.]+ 公里", text)


@pytest.mark.usefixtures("_morning")
def test_open_now_keeps_the_open_and_the_perhaps_open(client: Client, library: Library) -> None:
    every = selectors.with_now(selectors.points_of(library, "zh"), MORNING, library)
    found = selectors.select(every, Asked(open_now=True))
    assert found
    assert {point.now.opening for point in found if point.now} <= {Opening.OPEN, Opening.PERHAPS}
    night = selectors.with_now(selectors.points_of(library, "zh"), MORNING.replace(hour=3), library)
    open_at_night = selectors.select(night, Asked(open_now=True))
    assert {point.hours_zh for point in open_at_night} == {"00:00-24:00"}
    assert len(re.findall(r'id="point-', page(client, "/points?open=1"))) == len(found)


def test_kinds_are_called_by_what_their_points_share(library: Library) -> None:
    titles = {one.id: one.title for one in selectors.kinds_among(selectors.points_of(library, "zh"))}
    assert titles["yikang_centre"] == "颐康中心"
    assert titles["service_cabin"] == "自助政务小屋"
    assert all("（" not in title and len(title) >= 3 for title in titles.values())
    english = {one.id: one.title for one in selectors.kinds_among(selectors.points_of(library, "en"))}
    assert english["yikang_centre"] == "Yikang Centre"


def test_a_point_says_when_where_and_what(client: Client) -> None:
    text = page(client, "/points/yikang-baiyun")
    for words in (
        "白云街道颐康中心",
        "020-00000536",
        "周一至周五08:00–18:00",
        "约数",
        "长寿保健金",
        "示例内容",
        "大东街道颐康中心",
    ):
        assert words in text
    assert client.get("/points/nowhere").status_code == 404


def test_the_map_is_drawn_by_the_page_alone(client: Client) -> None:
    text = page(client, "/points?kind=yikang_centre")
    assert text.count('<svg class="points-map') == 2
    assert "https://" not in text.replace("http://www.w3.org", "")
    assert " style=" not in text
    assert "位置为约数" in text


def test_another_day_says_nothing_of_now(client: Client) -> None:
    text = page(client, "/points?on=2024-03-01")
    assert "只看现在开放的" not in text
    assert "现在开放" not in text
    assert "/points/yikang-baiyun?on=2024-03-01" in text


def test_an_edition_without_points_says_so(client: Client) -> None:
    text = page(client, "/points?on=2022-06-01")
    assert "没有登记服务点" in text
    assert '<svg class="points-map' not in text


def test_unknown_filters_ask_for_nothing(client: Client) -> None:
    assert len(re.findall(r'id="point-', page(client, "/points?kind=%3Cscript%3E&near=x&item=y"))) > 200


def test_english_and_elder(client: Client) -> None:
    assert "Baiyun Yikang Centre" in page(client, "/points/yikang-baiyun?lang=en")
    client.cookies["elder"] = "1"
    assert "points-t19" in page(client, "/points?lang=zh")


def test_pages_ask_the_database_little(client: Client, django_assert_max_num_queries: object, library: Library) -> None:
    page(client, "/points")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        page(client, "/points?near=baiyun")

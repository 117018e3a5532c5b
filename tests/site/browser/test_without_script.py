"""All that residents come for works in a browser that runs no script."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.site.browser.conftest import Opened
from tests.site.waiting import until_anew


@pytest.fixture
def page(opened: Opened) -> Any:
    return opened(java_script_enabled=False)


def test_search_and_guide(page: Any) -> None:
    page.goto("/")
    page.fill("#ask", "长寿保健金")
    page.press("#ask", "Enter")
    page.click("#results .item-name:has-text('长寿保健金') >> nth=0")
    page.wait_for_url("**/items/longevity_allowance*")
    assert "免提交" in page.inner_text(".papers-table")


def test_the_interview_all_the_way_to_a_result(page: Any) -> None:
    page.goto("/interview?item=elder_health&item=longevity_allowance")
    until_anew(page, lambda: page.click("button[name=begin]"))
    for _ in range(12):
        field = page.locator("#question #value")
        if field.count():
            field.fill("82")
        elif page.locator("#question input[type=radio]").count():
            page.locator("#question input[type=radio]").first.check()
        else:
            break
        until_anew(page, lambda: page.click("#question button.btn-primary"))
    assert "问完了" in page.inner_text("#question")
    assert "可享受" in page.inner_text("#results")
    assert page.locator(".interview-papers").is_visible()
    assert urlsplit(page.url)[2:4] == ("/interview", "")


def test_the_day_is_asked_and_cleared(page: Any) -> None:
    page.goto("/items/elder_health")
    page.click("details.moment summary")
    page.fill("#asked-on", "2022-06-01")
    until_anew(page, page.get_by_role("button", name="按这一天作答").click)
    assert "正在按 2022-06-01 作答" in page.inner_text(".asked-bar")
    until_anew(page, lambda: page.click(".asked-bar a"))
    assert page.locator(".asked-bar").count() == 0


def test_the_points_are_a_list_beside_the_map(page: Any) -> None:
    page.goto("/points")
    assert page.locator("main a[href*='/points/']").count() > 200

"""The date box: the whole site answers to the asked day, and says so."""

from __future__ import annotations

from tests.site.browser.conftest import Opened
from tests.site.browser.world import Watch
from tests.site.waiting import until_anew

ITEM = "/items/elder_health"


def test_the_box_asks_both_times_and_the_bar_leads_back_to_today(opened: Opened) -> None:
    page = opened()
    page.goto(ITEM)
    today = page.inner_text(".guide-origin")
    page.click("details.moment summary")
    page.fill("#asked-on", "2022-06-01")
    page.fill("#asked-known", "2022-12-31")
    until_anew(page, page.get_by_role("button", name="按这一天作答").click)
    assert "正在按 2022-06-01 作答，只用到 2022-12-31 为止登记的内容" in page.inner_text(".asked-bar")
    assert "第 1 版" in page.inner_text(".guide-origin") and "第 1 版" not in today
    page.goto("/standards/")
    assert page.locator(".asked-bar").is_visible()
    until_anew(page, lambda: page.click(".asked-bar a"))
    assert page.locator(".asked-bar").count() == 0
    page.goto(ITEM)
    assert page.inner_text(".guide-origin") == today


def test_a_day_without_standards_is_said_and_leads_to_the_first(opened: Opened, watch: Watch) -> None:
    watch.expects(404)
    page = opened()
    answer = page.goto(f"{ITEM}?on=2019-05-01")
    assert answer.status == 404
    assert "没有施行中的标准" in page.inner_text("h1").replace("\n", "")
    page.get_by_role("link", name="看 2021-07-01").click()
    page.wait_for_url("**on=2021-07-01*")
    assert page.locator(".guide-answers").is_visible()


def test_what_was_not_yet_recorded_is_said(opened: Opened, watch: Watch) -> None:
    watch.expects(404)
    page = opened()
    page.goto(f"{ITEM}?known=2020-01-01")
    assert "没有登记" in page.inner_text("h1")
    assert page.locator("main a.btn-primary").is_visible()


def test_an_impossible_day_is_said_and_today_answers(opened: Opened) -> None:
    page = opened()
    page.goto(f"{ITEM}?on=2022-02-30")
    assert "看不懂日期「2022-02-30」" in page.inner_text(".asked-bar")
    assert page.locator(".guide-answers").is_visible()


def test_the_office_answers_to_the_same_day(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/standards?on=2022-06-01")
    assert "2022-06-01" in page.inner_text(".asked-bar")
    later = page.locator("tbody td:has-text('未施行')")
    assert later.count() > 100
    assert page.locator("tbody td.code:has-text('5.001—2021')").count() == 1
    assert "位置按后来的版本列出" in page.inner_text("main")
    page.goto("/office/standards?on=2023-12-01")
    assert page.locator("tbody tr").count() > 0
    assert later.count() < 20

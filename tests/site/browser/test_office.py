"""The standards office: five tests at a glance, the framework, the list, a standard clause by clause."""

from __future__ import annotations

import re
from typing import Any

from tests.site.browser.conftest import Opened
from tests.site.browser.pages import WORKED_OUT
from tests.site.waiting import until


def test_the_overview_says_all_five_tests_and_invents_no_number(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/")
    until(page, WORKED_OUT)
    words = page.inner_text("main")
    for title in ("内容无缺项", "人群全覆盖", "标准不攀高", "财力有保障", "服务可持续"):
        assert title in words
    assert words.count("还没有测算") == 2
    page.get_by_role("link", name="看反例").click()
    page.wait_for_url("**/office/floor*")


def test_a_cell_of_the_framework_leads_to_just_its_standards(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/framework")
    cell = page.locator("tbody a.cell").first
    count = int(cell.locator("b").inner_text())
    cell.click()
    page.wait_for_url("**/office/standards?*")
    assert page.inner_text(".list-sum").startswith(f"{count} 项")


def test_the_list_holds_every_standard_and_one_click_narrows_it(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/standards")
    assert page.inner_text(".list-sum") == "共 415 项"
    single = page.locator("tbody tr:not(:has(th .tag:text-matches('^[0-9]+ 项$')))").count()
    bundled = page.locator("tbody th .tag:text-matches('^[0-9]+ 项$')").all_inner_texts()
    assert single + sum(int(text.split()[0]) for text in bundled) == 415
    chip = page.locator(".chip:has-text('工作岗位标准')")
    count = re.sub(r"\D", "", chip.inner_text())
    chip.click()
    page.wait_for_selector(".list-sum:has-text('全部 415 项')")
    assert page.inner_text(".list-sum").startswith(f"{count} 项")
    assert "category=" in page.url
    assert set(page.locator("tbody td:nth-child(5)").all_inner_texts()) == {"工作岗位标准"}
    page.reload()
    assert page.inner_text(".list-sum").startswith(f"{count} 项")


def test_pinyin_finds_a_row_and_an_empty_answer_says_what_was_searched(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/standards?q=csbjj")
    assert "长寿保健金发放服务规范" in page.inner_text("tbody")
    page.goto("/office/standards?q=qzqz")
    assert "条文没有查" in page.inner_text(".empty")


def standard(page: Any, code: str) -> None:
    page.goto(f"/office/standards?q={code}")
    page.click(f"tbody tr:has-text('{code}—2023') a >> nth=0")
    page.wait_for_url("**/office/standards/*")


def test_a_clause_opens_beside_its_rule_and_the_address_keeps_it(opened: Opened) -> None:
    page = opened("office")
    standard(page, "5.002")
    page.click(".clause-tree a:has(.no:text-is('5'))")
    page.wait_for_url("**clause=5*")
    page.wait_for_selector("#c-5")
    text = page.inner_text("#clauses")
    assert "应按月发放" in text and "规则" in text
    page.wait_for_selector("#clauses .clause-rule svg")
    assert "谁依靠第" in page.inner_text(".reliers")


def test_two_editions_side_by_side_name_gain_and_loss(opened: Opened) -> None:
    page = opened("office")
    standard(page, "5.001")
    page.click("a[href*='/compare?with=']")
    page.wait_for_url("**/compare?with=*")
    words = page.inner_text("main")
    assert re.search(r"得：[1-9]\d* 处", words) and re.search(r"失：\d+ 处", words)
    assert page.locator("main ins").count() > 0 and page.locator("main del").count() > 0


def test_ours_with_another_districts(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/compare")
    page.click("main .links a:has-text('示例小区')")
    page.wait_for_url("**/office/compare?left=*")
    assert page.locator(".compare-who >> nth=0").is_visible()
    assert "各自的辖区" in page.inner_text("main")


def test_the_other_side_is_found_by_typing(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/compare")
    page.fill("#left-q", "csbj")
    page.click("#left-found a >> nth=0")
    page.wait_for_url("**/office/compare?left=*")
    assert "长寿保健金" in page.inner_text(".compare-side >> nth=0")


def test_dark_follows_the_device_in_the_office(opened: Opened) -> None:
    page = opened("office", color_scheme="dark")
    page.goto("/office/standards")
    red, green, blue = map(
        int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]
    )
    assert max(red, green, blue) < 60


def test_what_is_not_for_a_role_is_said_with_whom_to_ask(opened: Opened, watch: Any) -> None:
    watch.expects(403)
    page = opened("front_line")
    answer = page.goto("/accounts/users/")
    assert answer.status == 403
    assert "管理员" in page.inner_text("main")

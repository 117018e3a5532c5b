"""The floor board: walked with arrow keys, every cell opens its proof or its resident in words."""

from __future__ import annotations

import re
from typing import Any

from tests.site.browser.conftest import Opened
from tests.site.waiting import until

BREACH = "a.cell[href*='/floor/cn/2023/elder_subsidy']"
HERE = "document.activeElement.getAttribute('href')"


def board(opened: Opened) -> Any:
    page = opened("office")
    page.goto("/office/floor")
    return page


def test_arrow_keys_walk_and_enter_opens_the_proof(opened: Opened) -> None:
    page = board(opened)
    page.focus("a.cell[href] >> nth=0")
    first = page.evaluate(HERE)
    page.keyboard.press("ArrowRight")
    second = page.evaluate(HERE)
    page.keyboard.press("ArrowDown")
    third = page.evaluate(HERE)
    assert len({first, second, third}) == 3
    page.keyboard.press("Enter")
    until(page, "document.activeElement.matches('#floor-panel #floor-cell .floor-title')")
    assert page.locator("a.cell[aria-current=true]").get_attribute("href") == third
    page.keyboard.press("Escape")
    assert page.evaluate(HERE) == third
    assert page.url.endswith("/office/floor")


def test_the_breach_is_a_resident_in_words_with_both_rules(opened: Opened) -> None:
    page = board(opened)
    page.click(BREACH)
    page.wait_for_selector("#floor-panel .witness")
    assert re.search(r"\d+ ?周?岁", page.inner_text("#floor-panel .witness"))
    words = page.inner_text("#floor-panel")
    assert "低于底线" in words and "反例已由直接求值复核" in words
    assert page.locator("#floor-panel .floor-side").count() >= 2


def test_the_smallest_change_arrives_with_its_own_proof(opened: Opened) -> None:
    page = board(opened)
    page.click(BREACH)
    page.click("#floor-change a.btn")
    page.wait_for_selector("#floor-change .floor-diff")
    assert page.url.endswith("/office/floor")
    assert "已证明" in page.inner_text("#floor-change")
    assert page.locator("#floor-change del, #floor-change ins").count() > 0
    assert "还没有测算" in page.inner_text("#floor-change")


def test_a_proved_cell_says_for_whom_and_an_empty_one_that_nobody_is_there(opened: Opened) -> None:
    page = board(opened)
    page.goto("/office/floor/cn/2023/elder_health")
    assert "每一位可能的居民" in page.inner_text("#floor-cell")
    page.goto("/office/floor")
    page.click("a.cell:has-text('0 人') >> nth=0")
    page.wait_for_selector("#floor-panel:has-text('本区没有这一服务对象')")


def test_filters_narrow_and_the_page_ends_where_the_board_ends(opened: Opened) -> None:
    page = board(opened)
    below = page.evaluate("""() => document.documentElement.scrollHeight
      - Math.max(...[...document.querySelectorAll('main > *, main .with-panel')].map(one => one.getBoundingClientRect().bottom + scrollY))""")
    assert below < 120
    page.click(".chip:has-text('低于底线')")
    page.wait_for_url("**show=violated*")
    assert page.locator("tbody tr:not(.group)").count() == 2


def test_the_board_without_script_is_a_table_of_links(opened: Opened) -> None:
    page = opened("office", java_script_enabled=False)
    page.goto("/office/floor")
    page.click(BREACH)
    page.wait_for_url("**/office/floor/cn/2023/elder_subsidy*")
    assert page.locator(".witness").is_visible()

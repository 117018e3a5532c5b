"""Everything is reached by key, and one sees where one is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site.browser.conftest import Opened
from tests.site.waiting import until

#: What has the focus, and whether it, its frame or its mark on a map is drawn round.
FOCUSED = """() => {
  const one = document.activeElement, frames = [one, one.closest("label"), one.parentElement, one.parentElement?.parentElement];
  const drawn = (node) => node && getComputedStyle(node).outlineStyle !== "none" && parseFloat(getComputedStyle(node).outlineWidth) >= 2;
  const mark = one.querySelector("circle");
  return {tag: one.tagName, words: (one.innerText || one.ariaLabel || one.value || "").trim(),
    seen: frames.some(drawn) || (mark !== null && parseFloat(getComputedStyle(mark).strokeWidth) >= 3)};
}"""


def tabbed(page: Any, most: int = 60) -> list[dict[str, Any]]:
    """What the tab key reaches, in this order."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUSED)
        if one["tag"] == "BODY":
            break
        found.append(one)
    return found


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/", ["查找", "开始问答"]),
        ("/items/longevity_allowance", ["我能不能办", "打印指南（PDF）"]),
        ("/interview?item=elder_health", ["开始问答"]),
        ("/search?q=长寿保健金", ["长寿保健金"]),
        ("/points", ["查看"]),
    ],
    ids=["home", "item", "interview", "search", "points"],
)
def test_tab_reaches_the_actions_and_shows_where_it_is(opened: Opened, address: str, wanted: list[str]) -> None:
    page = opened()
    page.goto(address)
    reached = tabbed(page)
    assert reached[0]["words"] == "跳到正文"
    words = [one["words"] for one in reached]
    assert [one for one in wanted if one not in words] == []
    assert [one for one in reached if not one["seen"]] == []


def test_the_first_key_leads_past_the_header(opened: Opened) -> None:
    page = opened()
    page.goto("/items/longevity_allowance")
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'main'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header.site-head')") is None


def test_escape_closes_the_date_box_and_returns(opened: Opened) -> None:
    page = opened()
    page.goto("/")
    page.focus("details.moment summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("details.moment[open]")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.wait_for_selector("details.moment:not([open])", state="attached")
    assert page.evaluate("document.activeElement.matches('details.moment summary')")


def test_a_slash_leads_to_the_search_and_escape_closes_the_menu(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/standards")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.click("details.user-menu summary")
    page.wait_for_selector("details.user-menu[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("details.user-menu:not([open])", state="attached")

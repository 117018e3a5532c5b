"""How pages look to different people: elder mode, dark, English, a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.site.browser.conftest import Opened
from tests.site.browser.pages import PAGES, Kind, settled
from tests.site.browser.world import Watch
from tests.site.waiting import until_anew

#: Texts with Chinese characters that stand outside of an element that says that it is Chinese.
CHINESE = """() => {
  const chinese = /[\\u4e00-\\u9fff]/, found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (chinese.test(walker.currentNode.data) && !parent.closest("script, [lang^=zh], [hreflang^=zh]"))
      found.push(`${parent.tagName.toLowerCase()}.${parent.getAttribute("class") ?? ""} ${walker.currentNode.data.trim()}`);
  }
  for (const name of ["title", "aria-label", "placeholder", "alt", "data-name"])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (chinese.test(one.getAttribute(name)) && !one.closest("[lang^=zh]")) found.push(`@${name} ${one.getAttribute(name)}`);
  return [...new Set(found)];
}"""
#: What has no English in the content: persons, bodies, document numbers, and what a clause or a search says word by word.
NAMES = r"(陈晓敏|何嘉俊|黄雅琴|梁志华|李文静|周立群)"
BODIES = r" ((创建办（演示）|区[\u4e00-\u9fff]+(局|部门|联合会|中心|办公室|公司|馆|院|会)|[A-Za-z' -]+)(、|, |$))+$"
ONLY_CHINESE = {
    "search": r"^p\.item-gives|^mark\.|item-name|\.result-from",
    "search-empty": r"飞行汽车驾照",
    "interview": r"父亲 82 岁，走路不方便",
    "interview-confirm": r"父亲|82 岁",
    "upstream": r"发改社会〔\d{4}〕\d+号$",
    "office-standard": r"演示审批",
}
WIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
#: Links and buttons below 24 by 24, unless they stand in a line of text or are not shown.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select")].filter(one => {
  const box = one.getBoundingClientRect();
  if (!box.width || !box.height || one.closest(".visually-hidden, .skip, svg") || getComputedStyle(one).visibility === "hidden") return false;
  if (getComputedStyle(one).display === "inline") return false;
  if (one.matches("input[type=radio], input[type=checkbox]") && one.closest("label")) return false;
  return box.height < 23.5 || box.width < 23.5;
}).map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 20)} ${Math.round(one.getBoundingClientRect().height)}`)"""

RESIDENTS = [kind for kind in PAGES if kind.role is None and kind.name != "api-docs"]


def walked(page: Any, watch: Watch, kinds: list[Kind], look_at: str) -> dict[str, Any]:
    """What `look_at` finds on each page, by kind, without the pages where it finds nothing."""
    for status in {kind.status for kind in kinds} - {200}:
        watch.expects(status)
    found = {}
    for kind in kinds:
        settled(page, kind)
        found[kind.name] = page.evaluate(look_at)
    return {name: one for name, one in found.items() if one}


def test_elder_mode_is_one_click_and_remembered(opened: Opened) -> None:
    page = opened()
    page.goto("/items/longevity_allowance")
    until_anew(page, lambda: page.click("[data-display=elder]"))
    assert page.locator("html[data-elder]").count() == 1
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.guide-body p')).fontSize)") >= 22
    assert page.locator(".elder-foot a[href^='tel:']").is_visible()
    page.goto("/points")
    assert page.locator("html[data-elder]").count() == 1
    assert page.evaluate(WIDE) <= 0
    until_anew(page, lambda: page.click("[data-display=elder]"))
    assert page.locator("html[data-elder]").count() == 0
    page.goto("/points")
    assert page.locator("html[data-elder]").count() == 0


def test_elder_mode_needs_no_script(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/items/longevity_allowance")
    until_anew(page, lambda: page.click("[data-display=elder]"))
    assert page.locator("html[data-elder]").count() == 1
    assert page.url.endswith("/items/longevity_allowance")


def test_dark_is_chosen_in_place_and_remembered(opened: Opened) -> None:
    page = opened()
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response("**/display?*"):
        page.click("footer [data-theme-choice=dark]")
    page.wait_for_selector("html[data-theme=dark]")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto("/points")
    assert page.locator("html[data-theme=dark]").count() == 1


def test_on_a_phone_nothing_scrolls_sideways_and_what_is_tapped_is_large_enough(opened: Opened, watch: Watch) -> None:
    page = opened(width=390, has_touch=True, is_mobile=True)
    assert walked(page, watch, RESIDENTS, f"() => [...({SMALL})(), ...(({WIDE})() > 0 ? ['wide'] : [])]") == {}


def test_the_office_does_not_scroll_sideways_on_a_phone_either(opened: Opened, watch: Watch) -> None:
    page = opened("office", width=390)
    assert walked(page, watch, [kind for kind in PAGES if kind.role == "office"], WIDE) == {}


@pytest.mark.parametrize("role", [None, "office", "administrator"])
def test_english_pages_are_english(opened: Opened, watch: Watch, role: str | None) -> None:
    page = opened(role)
    page.goto("/?lang=en")
    kinds = [kind for kind in PAGES if kind.role == role and kind.name != "api-docs"]
    left = {
        name: [text for text in texts if not allowed(name, text)]
        for name, texts in walked(page, watch, kinds, CHINESE).items()
    }
    assert {name: texts for name, texts in left.items() if texts} == {}


def allowed(name: str, text: str) -> bool:
    """Whether the content has no English for it."""
    return any(re.search(pattern, text) for pattern in (NAMES, BODIES, ONLY_CHINESE.get(name, "(?!)")))

"""What look.js adds to a page, in a real browser; no server is needed for that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.waiting import until
from zhunsheng.site import look

SCRIPT = Path(look.__file__).parent / "static" / "look" / "look.js"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    yield opened
    opened.close()
    assert failures == []


def show(page: Page, body: str, before: str = "") -> None:
    page.route(
        "http://site.test/**",
        lambda route: route.fulfill(
            body=f"<html lang='zh-Hans'><body>{body}</body></html>", content_type="text/html; charset=utf-8"
        ),
    )
    page.goto("http://site.test/here")
    if before:
        page.evaluate(before)
    page.add_script_tag(path=str(SCRIPT))


def focused(page: Page) -> str | None:
    return page.evaluate("document.activeElement.id || null")


def test_slash_leads_to_the_search_field_but_stays_a_slash_in_a_text(page: Page):
    show(page, '<input id="q" data-hotkey="/"><textarea id="t"></textarea>')
    page.keyboard.press("/")
    assert focused(page) == "q"
    assert page.input_value("#q") == ""
    page.focus("#t")
    page.keyboard.press("/")
    assert (focused(page), page.input_value("#t")) == ("t", "/")


def test_a_box_closes_with_escape_and_gives_the_focus_back(page: Page):
    show(page, '<details data-popover><summary id="s">日期</summary><input id="i"></details><p id="p">旁边</p>')
    page.click("#s")
    page.focus("#i")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('details').open") is False
    assert focused(page) == "s"
    page.click("#s")
    page.click("#p")
    assert page.evaluate("document.querySelector('details').open") is False


MATRIX = (
    "<table data-matrix><tr><th>事项</th></tr>"
    + "".join(
        f"<tr><td>{row}</td>"
        + "".join(f'<td><a class="cell" id="c{row}{column}" href="#x">·</a></td>' for column in range(3))
        + "</tr>"
        for row in range(3)
    )
    + "</table>"
)


@pytest.mark.parametrize(
    ("keys", "reached"),
    [
        (["ArrowRight"], "c12"),
        (["ArrowLeft"], "c10"),
        (["ArrowUp"], "c01"),
        (["ArrowDown"], "c21"),
        (["ArrowRight", "ArrowRight", "ArrowRight"], "c12"),
        (["ArrowUp", "ArrowUp", "ArrowUp"], "c01"),
        (["End"], "c12"),
        (["Home"], "c10"),
    ],
)
def test_arrows_walk_over_a_matrix_and_stop_at_its_edges(page: Page, keys: list[str], reached: str):
    show(page, MATRIX)
    page.focus("#c11")
    for key in keys:
        page.keyboard.press(key)
    assert focused(page) == reached


def test_light_and_dark_change_in_place(page: Page):
    show(
        page,
        '<a id="d" data-theme-choice="dark" href="/display?theme=dark">深色</a><a id="l" data-theme-choice="light" aria-current="true" href="/display?theme=light">浅色</a>',
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("#d")
    until(page, "document.documentElement.dataset.theme === 'dark'")
    assert page.url == "http://site.test/here"
    assert asked == ["http://site.test/display?theme=dark"]
    assert page.get_attribute("#d", "aria-current") == "true"
    assert page.get_attribute("#l", "aria-current") is None


VOICES = """(languages) => {
  window.said = [];
  const voices = languages.map((lang) => ({lang, name: lang}));
  Object.defineProperty(window, "speechSynthesis", {value: Object.assign(new EventTarget(), {
    getVoices: () => voices, speak: (one) => window.said.push([one.text, one.lang]), cancel: () => { window.stopped = true; },
  })});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
READING = '<button type="button" id="b" data-read="#m" hidden>读给我听</button><main id="m"><h1>标题</h1><p>一  句</p><nav>不读</nav><p class="no-read">也不读</p></main>'


def test_reading_aloud_says_the_text_and_stops_again(page: Page):
    show(page, READING, f"({VOICES})(['en-GB', 'zh-CN'])")
    page.click("#b")
    assert page.evaluate("window.said") == [["标题", "zh-CN"], ["一 句", "zh-CN"]]
    assert page.get_attribute("#b", "aria-pressed") == "true"
    page.evaluate("window.stopped = false")
    page.click("#b")
    assert page.evaluate("window.stopped") is True
    assert page.get_attribute("#b", "aria-pressed") == "false"
    assert len(page.evaluate("window.said")) == 2


def test_no_voice_no_button(page: Page):
    show(page, READING, f"({VOICES})(['en-GB'])")
    assert page.is_hidden("#b")


def test_a_failed_fragment_is_said(page: Page):
    show(page, '<p id="w" data-failed-words hidden>没有取到</p>')
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('htmx:sendError', {detail: {requestConfig: {verb: 'post'}}}))"
    )
    assert page.is_visible("#w")


def test_the_script_leaves_the_doors_of_the_policy_shut():
    text = SCRIPT.read_text(encoding="utf-8")
    for word in (
        "eval(",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        ".style.",
        "http:",
        "https:",
        "new Function",
    ):
        assert word not in text


def test_after_a_filter_day_and_language_come_back_to_the_filtered_list(page: Page) -> None:
    """htmx swaps the list and changes the address; what stands in the head was made for the old one."""
    show(
        page,
        "<header class='site-head'><input name='next' value='/here'><a id='day' href='/as-of?next=%2Fhere'>今天</a>"
        "<a id='dark' href='/display?theme=dark&next=%2Fhere'>深色</a><a id='en' href='/here?lang=en'>English</a>"
        "<a id='other' href='/other?q=1'>别处</a></header>",
    )
    page.evaluate(
        """() => {
          history.pushState({}, "", "/here?state=gap&on=2023-05-01");
          document.body.dispatchEvent(new CustomEvent("htmx:pushedIntoHistory", {bubbles: true}));
        }"""
    )
    assert page.input_value("input[name=next]") == "/here?state=gap"
    wanted = {
        "day": "/as-of?next=%2Fhere%3Fstate%3Dgap",
        "dark": "/display?theme=dark&next=%2Fhere%3Fstate%3Dgap%26on%3D2023-05-01",
        "en": "/here?state=gap&on=2023-05-01&lang=en",
        "other": "/other?q=1",
    }
    assert {name: page.get_attribute(f"#{name}", "href") for name in wanted} == wanted

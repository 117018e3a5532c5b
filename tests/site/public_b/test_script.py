"""What scripts add to the interview and to the points, in a real browser with the policy of the site on.

The pages come from Django's test client: the browser's requests are answered in this process.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.site.waiting import until
from zhunsheng.site.catalogue.models import Snapshot

pytestmark = pytest.mark.django_db
#: No server is there: every request is answered here.  A local name, so that browsers trust it with a position.
SITE = "http://localhost:9"
Open = Callable[..., Page]


@pytest.fixture
def sent() -> list[tuple[str, str, str]]:
    """Method, address and body of every request for a page."""
    return []


@pytest.fixture
def opened(
    browser: Browser,
    client: Client,
    district: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    sent: list[tuple[str, str, str]],
) -> Iterator[Open]:
    """Opens a page of the site; whatever is wrong on the console fails the test."""
    wrong: list[str] = []
    contexts = []

    def answer(route: Route) -> None:
        request, parts = route.request, urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            found = finders.find(parts.path.removeprefix("/static/"))
            assert isinstance(found, str), parts.path
            kind = mimetypes.guess_type(found)[0] or "text/plain"
            route.fulfill(body=Path(found).read_bytes(), content_type=kind)
            return
        sent.append((request.method, request.url, request.post_data or ""))
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _DROPPED}
        data: Any = (request.post_data_buffer or b"") if request.method == "POST" else None
        kind = request.headers.get("content-type", "application/x-www-form-urlencoded")
        response = client.generic(request.method, address, data or b"", content_type=kind, headers=headers)
        if response.status_code == 302:  # the browser would follow to where nobody answers
            response = client.get(response.headers["Location"])
        kept = {name: value for name, value in response.headers.items() if name.lower() not in _DROPPED}
        kept["Content-Type"] = response.headers["Content-Type"]
        route.fulfill(status=response.status_code, headers=kept, body=response.content)

    def make(path: str, width: int = 1280, **more: Any) -> Page:
        context = browser.new_context(base_url=SITE, viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.route(f"{SITE}/**", answer)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


#: The client keeps cookies itself and counts itself.
_DROPPED = frozenset({"content-length", "content-encoding", "content-type", "cookie", "set-cookie", "host"})


def question(page: Page) -> str:
    """The question that is shown."""
    return page.inner_text("#question h2")


def until_other(page: Page, before: str) -> None:
    """Wait for another question than `before`."""
    until(page, "t => document.querySelector('#question h2')?.innerText !== t", arg=before)


def begin(page: Page) -> None:
    """From the first page to the first question about a fact."""
    page.check("input[name=person][value=mother]")
    page.click("button[name=begin]")
    page.wait_for_selector("#question")


def reply(page: Page) -> str:
    """Answer the question, whatever it is; the question that was answered."""
    asked = question(page)
    if page.locator("#question #value").count():
        page.fill("#value", "67")
    else:
        page.locator("#question input[type=radio]").nth(1).check()
    page.click("#question .btn-primary")
    until_other(page, asked)
    return asked


def test_answers_swap_the_question_and_lead_the_reader_to_it(opened: Open) -> None:
    page = opened("/interview")
    begin(page)
    reply(page)
    until(page, "document.activeElement.closest('#question') !== null")
    assert page.inner_text("#interview-said").startswith("已答 2 问")
    assert urlsplit(page.url).path == "/interview"
    assert urlsplit(page.url).query == ""


def test_back_and_forward_walk_through_the_questions(opened: Open) -> None:
    page = opened("/interview")
    begin(page)
    first, second = reply(page), reply(page)
    third = question(page)
    page.go_back()
    until(page, "t => document.querySelector('#question h2')?.innerText === t", arg=second)
    page.go_back()
    until(page, "t => document.querySelector('#question h2')?.innerText === t", arg=first)
    page.go_forward()
    page.go_forward()
    until(page, "t => document.querySelector('#question h2')?.innerText === t", arg=third)
    assert page.locator("#thread-form li button").count() == 2


def test_nothing_is_kept_on_the_device(opened: Open, sent: list[tuple[str, str, str]]) -> None:
    page = opened("/interview")
    begin(page)
    reply(page)
    reply(page)
    assert page.evaluate("localStorage.length") == 0
    assert set(page.evaluate("Object.values(sessionStorage)")) <= {"/interview"}
    assert page.evaluate("history.state") == {"interview": 2}
    assert all("a." not in address for _method, address, _body in sent)
    assert any("a." in body for _method, _address, body in sent)


def test_digits_choose_and_enter_sends(opened: Open) -> None:
    page = opened("/interview?item=disability_allowances")
    begin(page)
    while page.locator("#question #value").count():
        reply(page)
    asked = question(page)
    page.keyboard.press("2")
    assert page.locator("#question input[type=radio]").nth(1).is_checked()
    page.keyboard.press("0")
    assert page.locator("#question input[type=radio]").last.is_checked()
    page.keyboard.press("Enter")
    until_other(page, asked)


def test_a_wrong_answer_is_shown_at_its_field(opened: Open) -> None:
    page = opened("/interview?item=longevity_allowance")
    begin(page)
    while not page.locator("#question #value").count():
        reply(page)
    asked = question(page)
    page.fill("#value", "abc")
    page.click("#question .btn-primary")
    page.wait_for_selector("#error")
    assert question(page) == asked
    until(page, "document.activeElement.id === 'value'")
    assert page.input_value("#value") == "abc"


def test_the_other_language_keeps_the_answers(opened: Open) -> None:
    page = opened("/interview")
    begin(page)
    reply(page)
    before = page.locator("#thread-form li").count()
    page.click(".head-tools a[hreflang=en]")
    until(page, "() => document.documentElement.lang === 'en' && document.querySelector('#thread-form')")
    assert page.locator("#thread-form li").count() == before


def test_the_sheet_opens_beside_and_can_be_printed(opened: Open) -> None:
    page = opened("/interview?item=free_venues&item=longevity_allowance")
    begin(page)
    reply(page)
    with page.context.expect_page() as other:
        page.click(".interview-papers form button >> nth=0")
    sheet = other.value
    sheet.wait_for_selector("[data-print]:not([hidden])")
    assert urlsplit(sheet.url).query == ""
    sheet.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    sheet.click("[data-print]")
    assert sheet.evaluate("window.printed") == 1


@pytest.mark.parametrize("press", [".head-tools a[hreflang=en]", "[data-display=elder]"])
def test_the_sheet_keeps_its_answers_in_another_language_or_size(opened: Open, press: str) -> None:
    page = opened("/interview/helping")
    page.click("button[name=begin]")
    page.wait_for_selector("#helping-form")
    page.fill("[name='a.age']", "82")
    page.press("[name='a.age']", "Tab")
    page.wait_for_selector(".is-answered:has([name='a.age'])")
    page.eval_on_selector(".interview-papers form", "form => form.removeAttribute('target')")
    page.click(".interview-papers form button >> nth=0")
    page.wait_for_selector(".interview-sheet dl")
    page.click(press)
    until(page, "() => document.documentElement.lang === 'en' || document.documentElement.hasAttribute('data-elder')")
    until(page, "() => document.querySelector('.interview-sheet dl')?.innerText.includes('82')")


def test_larger_letters_keep_the_answers(opened: Open) -> None:
    page = opened("/interview")
    begin(page)
    reply(page)
    before = page.locator("#thread-form li").count()
    page.click("[data-display=elder]")
    until(page, "() => document.documentElement.hasAttribute('data-elder') && document.querySelector('#thread-form')")
    assert page.locator("#thread-form li").count() == before


def test_helping_updates_as_one_types_and_keeps_the_place(opened: Open) -> None:
    page = opened("/interview/helping")
    page.click("button[name=begin]")
    page.wait_for_selector("#helping-form")
    before = page.inner_text(".interview-counts")
    page.fill("[name='a.age']", "82")
    page.press("[name='a.age']", "Tab")
    focused = page.evaluate("document.activeElement.id")
    until(page, "t => document.querySelector('.interview-counts').innerText !== t", arg=before)
    assert page.input_value("[name='a.age']") == "82"
    assert page.evaluate("document.activeElement.id") == focused


def test_digits_in_helping_lead_to_the_next_question(opened: Open) -> None:
    page = opened("/interview/helping")
    page.click("button[name=begin]")
    page.wait_for_selector("#helping-form")
    page.focus("[name='a.sex'] >> nth=0")
    page.keyboard.press("2")
    page.wait_for_selector(".is-answered:has([name='a.sex'])")
    assert page.locator("[name='a.sex'] >> nth=1").is_checked()
    assert page.evaluate("document.activeElement.name") not in ("a.sex", "", None)


def test_the_position_of_the_device_is_never_sent(opened: Open, sent: list[tuple[str, str, str]]) -> None:
    """Beside Kuangquan its centre comes first; no request is made for that."""
    page = opened(
        "/points?kind=yikang_centre",
        geolocation={"latitude": 23.1581, "longitude": 113.2552},
        permissions=["geolocation"],
    )
    before = len(sent)
    page.click("[data-locate]")
    until(page, "() => document.querySelector('.points-row a').innerText.includes('矿泉')")
    far = page.locator(".points-row [data-far]").all_inner_texts()
    assert far[0] == "100 米以内"
    assert len(far) == 18
    assert len(sent) == before

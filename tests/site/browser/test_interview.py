"""What may I have: one question after the other, every answer changeable, nothing kept anywhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.site.browser.conftest import Opened
from tests.site.waiting import until

TWO = "/interview?item=elder_health&item=longevity_allowance"
KEPT = """async () => ({
  local: localStorage.length, session: JSON.stringify(sessionStorage), address: location.search + location.hash,
  state: JSON.stringify(history.state), databases: (await indexedDB.databases()).length, cookie: document.cookie,
})"""


def begin(page: Any, address: str = TWO, person: str = "self") -> None:
    page.goto(address)
    page.check(f"input[name=person][value={person}]")
    page.click("button[name=begin]")
    page.wait_for_selector("#question")


def step(page: Any, press: str) -> None:
    """Press what leads to the next question, and wait for it."""
    asked = page.inner_text("#question")
    page.click(press)
    until(page, "was => (document.querySelector('#question') ?? { innerText: was }).innerText !== was", arg=asked)


def answer(page: Any, value: str) -> None:
    """Answer the question that is asked: a number is written, another answer is chosen by its value."""
    if page.locator("#question #value").count():
        page.fill("#question #value", value)
    else:
        page.check(f"#question input[name=value][value={value}]")
    step(page, "#question button.btn-primary")


def counted(page: Any) -> list[int]:
    """Entitled, one question away, not."""
    return [int(text) for text in page.locator(".interview-counts b").all_inner_texts()]


def group(page: Any, name: str) -> str:
    return str(page.inner_text(f"section[aria-labelledby=group-{name}]"))


def test_answers_settle_the_services_and_merge_their_papers(opened: Opened) -> None:
    page = opened()
    begin(page)
    assert "周岁" in page.inner_text("#question")
    answer(page, "82")
    before = counted(page)
    answer_rest(page)
    assert "问完了" in page.inner_text("#question")
    assert counted(page)[0] == 2 and before[0] < 2
    assert "老年人健康管理" in group(page, "entitled") and "长寿保健金" in group(page, "entitled")
    papers = page.inner_text(".interview-papers")
    assert papers.count("居民身份证") == 1 and "免提交" in papers


def answer_rest(page: Any) -> None:
    """Yes to all that is still asked."""
    for _ in range(12):
        if not page.locator("#question input[name=value]").count():
            return
        answer(page, page.locator("#question input[name=value]").first.get_attribute("value"))
    raise AssertionError("more questions than two services have")


def test_a_refusal_names_fact_clause_and_when(opened: Opened) -> None:
    page = opened()
    begin(page)
    answer(page, "40")
    words = group(page, "refused")
    assert "条" in words and "40" in words and "周岁" in words


def test_an_answer_is_changed_and_the_results_follow(opened: Opened) -> None:
    page = opened()
    begin(page)
    answer(page, "40")
    assert counted(page) == [0, 0, 2]
    step(page, "button[name=change][value=age]")
    assert page.input_value("#value") == "40"
    answer(page, "82")
    assert counted(page)[2] == 0
    assert "82" in page.inner_text(".interview-thread")


def test_not_knowing_is_no_refusal(opened: Opened) -> None:
    page = opened()
    begin(page)
    step(page, "#question button[name=skip]")
    assert counted(page)[2] == 0
    for _ in range(12):
        unknown = page.locator("#question input[value=unknown], #question button[name=skip]")
        if not unknown.count():
            break
        if page.locator("#question input[value=unknown]").count():
            answer(page, "unknown")
        else:
            step(page, "#question button[name=skip]")
    assert counted(page)[2] == 0
    assert "不清楚" in page.inner_text(".interview-thread")


def test_nonsense_is_said_and_nothing_is_lost(opened: Opened) -> None:
    page = opened()
    begin(page)
    page.fill("#value", "八百岁")
    page.click("#question button.btn-primary")
    page.wait_for_selector("#error")
    assert page.input_value("#value") == "八百岁"
    until(page, "document.activeElement.id === 'value'")


def test_the_back_button_leads_to_the_question_before(opened: Opened) -> None:
    page = opened()
    begin(page)
    first = page.inner_text("#question .interview-question")
    answer(page, "82")
    second = page.inner_text("#question .interview-question")
    page.go_back()
    until(page, "was => document.querySelector('.interview-question')?.innerText === was", arg=first)
    page.go_forward()
    until(page, "was => document.querySelector('.interview-question')?.innerText === was", arg=second)


def test_nothing_is_kept_on_the_device_or_in_the_address(opened: Opened) -> None:
    page = opened()
    begin(page)
    length = page.evaluate("history.length")
    before = {one["name"] for one in page.context.cookies()}
    answer(page, "82")
    kept = page.evaluate(KEPT)
    assert kept["local"] == kept["databases"] == 0
    assert kept["address"] == "?item=elder_health&item=longevity_allowance"
    assert [name for name in ("state", "session", "cookie") if "82" in kept[name]] == []
    assert {one["name"] for one in page.context.cookies()} == before <= {"csrftoken"}
    assert page.evaluate("history.length") == length + 1
    page.reload()
    assert page.locator("button[name=begin]").is_visible()


def test_the_sheet_to_take_along(opened: Opened) -> None:
    page = opened()
    begin(page)
    answer(page, "82")
    answer_rest(page)
    with page.context.expect_page() as waited:
        page.get_by_role("button", name="打印结果和材料单").click()
    sheet = waited.value
    sheet.wait_for_url("**/interview/sheet")
    words = sheet.inner_text(".interview-sheet")
    assert "82" in words and "长寿保健金" in words and "居民身份证" in words and "没有保存" in words


def test_a_sentence_is_confirmed_before_it_counts(opened: Opened) -> None:
    page = opened()
    page.goto("/interview")
    page.fill("#sentence", "父亲 82 岁，走路不方便")
    page.click("button[name=begin]")
    page.wait_for_selector("[data-stage=confirm]")
    assert "82" in page.inner_text("#interview")
    page.click("#interview form button.btn-primary")
    page.wait_for_selector("[data-stage=ask]")
    assert "82" in page.inner_text(".interview-thread")


@pytest.mark.parametrize("start", ["domain=elderly", "event=elder"])
def test_other_beginnings(opened: Opened, start: str) -> None:
    page = opened()
    begin(page, f"/interview?{start}")
    assert sum(counted(page)) > 0
    assert page.locator("#question .interview-question").is_visible()


def begin_helping(page: Any) -> None:
    page.goto("/interview/helping")
    page.select_option("#domain", "elderly")
    page.click("button[name=begin]")
    page.wait_for_selector("#helping-form")


def test_helping_somebody_with_digits_alone(opened: Opened) -> None:
    page = opened()
    begin_helping(page)
    page.click("[data-question] input[type=text] >> nth=0")
    page.keyboard.type("82")
    page.keyboard.press("Tab")
    page.wait_for_selector(".is-answered:has(#f-age)")
    answered = page.locator(".is-answered").count()
    page.focus("[data-question]:not(.is-answered) input[type=radio] >> nth=0")
    page.keyboard.press("1")
    until(page, "n => document.querySelectorAll('.is-answered').length === n + 1", arg=answered)
    assert counted(page)[0] > 0
    assert urlsplit(page.url)[2:] == ("/interview/helping", "", "")


@pytest.mark.parametrize("written", ["82", ""], ids=["written", "written and taken back"])
def test_what_is_written_while_results_come_is_not_written_over(opened: Opened, written: str) -> None:
    page = opened()
    begin_helping(page)
    held: list[Any] = []
    page.route("**/interview/helping", lambda route: route.fallback() if held else held.append(route))
    with page.expect_request("**/interview/helping"):
        page.check("#f-local_hukou-true")
    page.fill("#f-age", "82")
    page.fill("#f-age", written)
    with page.expect_response("**/interview/helping") as waited:
        held[0].continue_()
    waited.value.finished()
    assert page.input_value("#f-age") == written
    page.press("#f-age", "Tab")
    page.wait_for_selector(".is-answered:has(#f-local_hukou-true)")
    assert page.input_value("#f-age") == written
    assert page.locator(".is-answered").count() == (2 if written else 1)

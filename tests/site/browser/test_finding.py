"""Residents find a service, read its guide, and take it home on paper."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from tests.site.browser.conftest import Opened
from tests.site.waiting import until_anew

GUIDE = "/items/longevity_allowance"


def search(page: Any, words: str) -> None:
    page.goto("/")
    page.fill("#ask", words)
    page.press("#ask", "Enter")
    page.wait_for_url("**/search*")


def test_a_sentence_about_a_person_is_offered_to_the_interview_and_stays_out_of_the_address(opened: Opened) -> None:
    page = opened()
    search(page, "父亲 82 岁，走路不方便")
    address = urlsplit(page.url)  # not the whole of it: a port may hold any digits
    assert "82" not in address.path + address.query + address.fragment
    assert page.locator("#sentence").is_visible()
    page.get_by_role("button", name="用这句话开始问答").click()
    page.wait_for_url("**/interview")
    assert "82" in page.inner_text("#interview")


@pytest.mark.parametrize(
    ("words", "title"),
    [("长寿保健金", "长寿保健金"), ("养", "养老服务补贴和护理补贴"), ("csbj", "长寿保健金"), ("5.002", "长寿保健金")],
    ids=["name", "one character", "pinyin", "code"],
)
def test_what_is_typed_finds_the_service(opened: Opened, words: str, title: str) -> None:
    page = opened()
    search(page, words)
    assert page.locator(f"#results .item-name:has-text('{title}')").count() > 0


def test_english_words_find_the_service(opened: Opened) -> None:
    page = opened()
    page.goto("/search?q=longevity&lang=en")
    page.get_by_role("link", name="Longevity", exact=False).first.click()
    page.wait_for_url("**/items/longevity_allowance*")
    assert page.locator("html").get_attribute("lang") == "en"


def test_what_is_not_there_is_said_with_what_was_searched(opened: Opened) -> None:
    page = opened()
    page.goto("/search?q=飞行汽车驾照")
    assert "没有找到「飞行汽车驾照」" in page.inner_text("#results")
    assert "查过本区" in page.inner_text("#results")


def test_a_filter_narrows_in_place_and_the_address_keeps_it(opened: Opened) -> None:
    page = opened()
    page.goto("/search?q=老年人")
    page.click("#results nav .chip:has-text('材料')")
    page.wait_for_url("**kind=material*")
    assert set(page.locator("#results .result-head .tag").all_inner_texts()) == {"材料"}
    page.go_back()
    page.wait_for_url(lambda address: "kind=" not in address)
    page.wait_for_selector("#results nav .chip[aria-current]:has-text('全部')")


def test_from_the_search_to_the_guide_on_paper(opened: Opened) -> None:
    page = opened()
    search(page, "长寿保健金")
    page.click("#results .item-name:has-text('长寿保健金')")
    page.wait_for_url("**/items/longevity_allowance*")
    answers = page.inner_text(".guide-answers")
    assert "不收费" in answers and "8个工作日" in answers.replace(" ", "")
    assert "示例" in page.inner_text(".guide-origin")
    with page.expect_download() as waited:
        page.evaluate("""link => { link.download = ''; link.click(); }""", page.query_selector("a[href*='guide.pdf']"))
    text = read_pdf(waited.value.path())
    assert "长寿保健金" in text and "第1版" in text and "示例" in text


def read_pdf(path: Any) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "".join("".join(one.extract_text() for one in pages).split())


def test_large_type_and_english_are_papers_of_their_own(opened: Opened) -> None:
    page = opened()
    normal, large, english = (
        page.request.get(f"{GUIDE}/guide.pdf?{query}").body() for query in ("lang=zh", "lang=zh&size=large", "lang=en")
    )
    assert len({normal, large, english}) == 3
    assert all(one.startswith(b"%PDF") for one in (normal, large, english))
    assert "allowance" in "".join(one.extract_text() for one in PdfReader(io.BytesIO(english)).pages)


def test_on_paper_the_page_has_code_day_and_origin_and_no_navigation(opened: Opened) -> None:
    page = opened()
    page.goto(GUIDE)
    page.emulate_media(media="print")
    for shown in (".print-head", ".print-foot", ".guide-origin"):
        page.locator(shown).wait_for()
    for left_out in (".site-nav", ".guide-actions"):
        assert page.locator(left_out).count() == 1
        page.locator(left_out).wait_for(state="hidden")


def test_the_printed_code_leads_to_the_same_day(opened: Opened) -> None:
    page = opened()
    page.goto(f"{GUIDE}?on=2023-06-01")
    assert "2023-06-01" in page.inner_text(".guide-origin")
    until_anew(page, page.get_by_role("link", name="看今天施行的版本").click)
    assert "2023-06-01" not in page.inner_text(".guide-origin")


def test_how_a_service_changed_names_who_gains_and_who_loses(opened: Opened) -> None:
    page = opened()
    page.goto("/items/elder_health")
    page.get_by_role("link", name="这一项怎么变过").click()
    page.wait_for_url("**/history*")
    words = page.inner_text("main")
    assert "谁多得" in words and "谁少得" in words and "2023-01-01" in words

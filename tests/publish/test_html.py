from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.conftest import COVER, every_block
from zhunsheng.publish.blocks import Document, Run, Table, cell, heading, items, para
from zhunsheng.publish.html import style, to_html, to_page

_VOID = {"br", "meta", "rect", "path", "line", "circle", "use"}


class _Reader(HTMLParser):
    """Elements in their nesting; anything left open or closed twice is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def test_every_block_is_well_formed_and_says_all():
    page = read(to_html(every_block(cover=COVER)))
    words = "".join(page.words)
    for said in (
        "高龄津贴",
        "服务指南",
        "要紧的",
        "a)",
        "——",
        "不收费",
        "合并的格",
        "第二行",
        "为演示而写。",
        "扫码看网页",
        "页脚",
        "某区内部标准",
        "不是正式文本",
    ):
        assert said in words


def test_headings_go_down_by_one_below_the_title_and_lists_are_lists():
    page = read(to_html(every_block()))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert {"ol", "ul", "dl", "table", "figure", "aside", "nav"} <= {tag for tag, _ in page.elements}


def test_tables_have_caption_scopes_and_merged_cells():
    page = read(to_html(every_block()))
    cells = [attrs for tag, attrs in page.elements if tag in ("td", "th")]
    assert any(attrs.get("rowspan") == "2" for attrs in cells)
    assert any(attrs.get("colspan") == "2" for attrs in cells)
    assert {attrs.get("scope") for tag, attrs in page.elements if tag == "th"} == {"col", "row"}
    assert any(tag == "caption" for tag, _ in page.elements)


def test_links_within_the_document_lead_somewhere():
    page = read(to_html(every_block()))
    targets = {attrs["id"] for _, attrs in page.elements if attrs.get("id")}
    links = [str(attrs["href"]) for tag, attrs in page.elements if tag == "a"]
    assert links
    assert all(link[1:] in targets for link in links if link.startswith("#"))


def test_a_fragment_needs_no_inline_style_nor_script():
    fragment = to_html(every_block())
    assert "style=" not in fragment.replace("stroke", "")
    assert "<script" not in fragment
    assert "<style" not in fragment


def test_a_page_asks_for_nothing_from_outside():
    page = to_page(every_block())
    assert "<title>高龄津贴　服务指南</title>" in page
    assert not re.search(r"(src|@import|url\()", page)
    assert style().strip()
    assert 'lang="zh-CN"' in page
    assert 'lang="en-GB"' in to_page(every_block(language="en"))


@given(words=st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_text_is_never_markup(words):
    page = read(to_html(Document("guide", "zh", words, (heading(1, words), para(words), Table(((cell(words),),))))))
    assert "".join(page.words).count(words) >= 3


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "vbscript:x"])
def test_a_link_that_would_run_something_is_text(href):
    assert "<a " not in to_html(Document("guide", "zh", "x", (para(Run("按这里", href=href)),)))


def test_marks_of_lists_stay():
    assert 'class="doc-boxes"' in to_html(Document("guide", "zh", "x", (items(["甲"], "boxes"),)))

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.publish.conftest import COVER, every_block
from zhunsheng.publish.blocks import Document, Table, cell, heading, items, para
from zhunsheng.publish.markdown import to_markdown


def rendered(text: str) -> str:
    return MarkdownIt("commonmark", {"html": False}).enable("table").render(text)


def words_in(text: str) -> str:
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    return "".join(kid.content or " " for token in tokens for kid in token.children or [])


def test_every_block_says_all():
    words = words_in(to_markdown(every_block(cover=COVER)))
    for said in (
        "高龄津贴",
        "要紧的",
        "条文。",
        "a)",
        "——",
        "不收费",
        "合并的格",
        "为演示而写。",
        "扫码看网页",
        "第一步：受理。",
        "某区内部标准",
        "不是正式文本",
    ):
        assert said in words, said


def test_a_table_has_as_many_cells_in_every_row():
    rows = [row for row in to_markdown(every_block()).splitlines() if row.startswith("| ")]
    assert len(rows) >= 5
    assert len({row.count("|") for row in rows}) == 1
    assert "<th>名称</th>" in rendered(to_markdown(every_block()))


def test_lists_and_boxes():
    text = to_markdown(Document("guide", "zh", "x", (items(["甲", "乙"], "ordered"), items(["丙"], "boxes"))))
    assert "1. 甲\n2. 乙" in text
    assert "- [ ] 丙" in text


# Line breaks and outer spaces are layout in Markdown; everything else must come through.
@given(words=st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=40))
def test_text_comes_through_as_it_is(words):
    text = to_markdown(
        Document("guide", "zh", "x", (heading(1, words), para(words), items([words]), Table(((cell(words),),))))
    )
    assert words_in(text).count(words) >= 4, text

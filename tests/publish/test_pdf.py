from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.publish.conftest import COVER, SVG, every_block
from tests.publish.pdfcheck import faults, outline_of, text_of
from zhunsheng.publish.blocks import Document, Heading, Picture, Table, cell, heading, para
from zhunsheng.publish.pdf import DocumentTrouble, pdf_of, picture_png, to_pdf


@pytest.mark.parametrize("kind", ["guide", "manual", "standard", "paper", "table"])
@pytest.mark.parametrize("cover", [None, COVER])
def test_every_block_in_every_look_passes_as_accessible_and_archivable(kind, cover):
    content = to_pdf(every_block(kind=kind, cover=cover))
    assert faults(content) == []


@pytest.mark.parametrize("more", [{"size": "large"}, {"landscape": True}, {"language": "en"}])
def test_variants_pass_as_well(more):
    assert faults(to_pdf(every_block(**more))) == []


def test_all_that_is_said_is_printed():
    printed = text_of(to_pdf(every_block()))
    said = (
        "高龄津贴", "服务指南", "服务对象", "要紧的", "低于底线", "1.1", "条文。", "第一项", "下面一段", "a)", "——", "核对户籍地址",
        "不收费", "最长20个工作日", "020-1", "合并的格", "第二行", "为演示而写。", "扫码看网页", "跳了两级的标题", "页脚", "示例内容",
    )  # fmt: skip
    assert [words for words in said if words not in printed] == []


def test_title_author_language_and_bookmarks_are_those_of_the_document():
    content = to_pdf(every_block())
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "高龄津贴　服务指南"
    assert reader.metadata.author == "编制组"
    assert "津贴" in str(reader.metadata.get("/Keywords"))
    assert str(reader.root_object["/Lang"]).startswith("zh")
    assert outline_of(content)[-3:] == ["1　服务对象", "小节", "跳了两级的标题"]


def test_the_same_document_gives_the_same_bytes():
    assert to_pdf(every_block()) == to_pdf(every_block())


def test_no_font_of_the_machine_is_used():
    reader = PdfReader(io.BytesIO(to_pdf(every_block())))
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }
    assert all(name.startswith(("NotoSerifSC", "NotoSansSC", "DejaVuSansMono")) for name in names), names


@given(words=st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=60))
def test_markup_in_the_text_stays_text(words):
    document = Document("paper", "zh", "x", (heading(1, words), para(words), Table(((cell(words),),), ((cell("h"),),))))
    assert faults(to_pdf(document)) == []


@pytest.mark.parametrize(
    "words", ['#import "x"', "$x$", "*a* _b_ `c`", "<label> @ref", "\\u{41}", "= 标题", "- 项", "// 注"]
)
def test_typst_markup_is_printed_as_it_stands(words):
    assert words.replace(" ", "") in text_of(to_pdf(Document("paper", "zh", "x", (heading(1, "h"), para(words)))))


@pytest.mark.parametrize("rare", ["핳", "\U0001f600", "ꀀ", "\ue123"])
def test_a_character_without_glyph_is_printed_as_a_geta_mark_and_told(rare):
    content, missing = pdf_of(
        Document("paper", "zh", "姓名", (heading(1, f"张{rare}"), para(f'他叫张{rare}，说"好"。')))
    )
    assert missing
    assert "".join(missing) in rare
    assert "张〓" in text_of(content)
    assert '，说"好"。' in text_of(content)
    assert faults(content) == []


def test_a_row_is_not_split_and_the_head_is_repeated():
    rows = tuple((cell(f"行{n}"), cell("很长的话" * 30)) for n in range(30))
    content = to_pdf(Document("paper", "zh", "x", (heading(1, "h"), Table(rows, ((cell("栏目一"), cell("栏目二")),)))))
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 2
    assert all("栏目一" in page for page in pages)
    assert all(page.count("很长的话") % 30 == 0 for page in pages)


def test_levels_that_skip_are_closed_up():
    document = Document("paper", "zh", "x", (Heading(3, ("三",)), Heading(5, ("五",)), Heading(1, ("一",))))
    assert faults(to_pdf(document)) == []


def test_a_picture_becomes_a_png_of_its_size():
    content = picture_png(Picture(SVG, "图", 80, 40), 2)
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (160, 80)


@pytest.mark.parametrize("broken", ["<svg", "no drawing", ""])
def test_a_broken_drawing_is_told_as_our_mistake(broken):
    with pytest.raises(DocumentTrouble):
        picture_png(Picture(broken, "图", 80, 40))
    with pytest.raises(DocumentTrouble, match="坏图"):
        to_pdf(Document("paper", "zh", "坏图", (Picture(broken, "图", 80, 40),)))

"""Pages: sections, headers, page numbers, contents that are right as they stand, and what the file says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.publish.word.everything import GRID, document, names, part, style_of, words, written
from tests.publish.word.structure import R, W
from zhunsheng.publish.blocks import Block, Contents, Document, Heading, PageBreak, Para, Table, cell, items
from zhunsheng.publish.word import to_docx


def sections(data: bytes) -> list[Any]:
    return list(part(data).iter(f"{W}sectPr"))


def header(data: bytes, section: Any, kind: str, what: str = "header") -> Any:
    node = next(one for one in section.findall(f"{W}{what}Reference") if one.get(f"{W}type") == kind)
    rels = part(data, "word/_rels/document.xml.rels")
    target = next(one.get("Target") for one in rels if one.get("Id") == node.get(f"{R}id"))
    return part(data, f"word/{target}")


def test_a_standard_has_cover_front_and_body() -> None:
    data = to_docx(document("standard"))
    cover, front, body, wide, last = sections(data)
    assert cover.findall(f"{W}headerReference") == []
    assert dict(front.find(f"{W}pgNumType").attrib) == {f"{W}fmt": "upperRoman", f"{W}start": "1"}
    assert dict(body.find(f"{W}pgNumType").attrib) == {f"{W}fmt": "decimal", f"{W}start": "1"}
    assert wide.find(f"{W}pgSz").get(f"{W}orient") == "landscape" and last.find(f"{W}pgSz").get(f"{W}orient") is None
    assert part(data, "word/settings.xml").find(f"{W}mirrorMargins") is not None


def test_the_number_of_a_standard_is_at_the_outer_edge() -> None:
    data = to_docx(document("standard"))
    front = sections(data)[1]
    for kind, side in (("default", "right"), ("even", "left")):
        top, bottom = header(data, front, kind), header(data, front, kind, "footer")
        assert words(top) == "Q/A 1—2024演示"
        assert "STYLEREF" in "".join(one.text for one in top.iter(f"{W}instrText"))
        assert {one.get(f"{W}val") for one in (*top.iter(f"{W}jc"), *bottom.iter(f"{W}jc"))} == {side}
        assert "PAGE" in "".join(one.text for one in bottom.iter(f"{W}instrText"))


def test_a_standard_without_number_says_its_title() -> None:
    data = to_docx(replace(document("standard"), header="一份文件"))
    assert "STYLEREF" not in "".join(
        one.text for one in header(data, sections(data)[1], "default").iter(f"{W}instrText")
    )


def test_other_documents_say_what_they_are_and_how_many_pages() -> None:
    data = to_docx(document("guide"))
    first = sections(data)[0]
    assert words(header(data, first, "default")) == "一份文件演示"
    foot = header(data, first, "default", "footer")
    codes = "".join(one.text for one in foot.iter(f"{W}instrText")).split()
    assert codes == ["PAGE", "NUMPAGES"] and words(foot).startswith("第1版")
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is None


def test_pages_on_their_side_have_headers_of_their_width() -> None:
    data = to_docx(document("guide"))
    upright, wide, again = sections(data)
    right = [header(data, one, "default").find(f".//{W}tabs") for one in (upright, wide, again)]
    assert right[0] is None and right[2] is None
    assert [one.get(f"{W}val") for one in right[1]] == ["clear", "right"]
    assert {"word/header1.xml", "word/header1l.xml"} <= set(names(data))


def test_a3_on_its_side() -> None:
    size = sections(to_docx(document("table", landscape=True, extra={"paper": "a3"})))[0].find(f"{W}pgSz")
    assert (int(size.get(f"{W}w")), int(size.get(f"{W}h"))) == (23811, 16838)


def test_a_new_page_of_the_same_kind_is_asked_for_by_what_comes_first() -> None:
    tree = written(Para(("一",)), PageBreak(), Para(("二",)), PageBreak(), Table(((cell("三"),),)), PageBreak())
    turned = [words(one) for one in tree.iter(f"{W}p") if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert turned == ["二", ""]
    assert len(list(tree.iter(f"{W}sectPr"))) == 1


# -- contents --------------------------------------------------------------------------------------------------------


def entries(data: bytes) -> list[tuple[str, str]]:
    """Entries of the table of contents with their pages."""
    found = []
    for one in part(data).iter(f"{W}p"):
        if style_of(one).startswith("TOC"):
            texts = [node.text or "" for node in one.iter(f"{W}t")]
            found.append(("".join(texts[:-1]), texts[-1]))
    return found


def test_contents_are_filled_in() -> None:
    lines: tuple[Block, ...] = tuple(Para(("文" * 40,)) for _ in range(50))
    made = Document(
        "standard", "zh", "题",
        (
            Contents("目次", 2), PageBreak(), Heading(1, ("前言",)), PageBreak(body=True), Heading(1, ("甲",), "1"), *lines,
            Heading(2, ("乙",), "1.1"), Heading(3, ("不列",), "1.1.1"), PageBreak(), Heading(1, ("（规范性）\n丙",), "附录A"),
        ),
    )  # fmt: skip
    assert entries(to_docx(made)) == [("前言", "II"), ("1　甲", "1"), ("1.1　乙", "2"), ("附录A（规范性）　丙", "3")]


def test_pages_count_on_where_nothing_begins_anew() -> None:
    made = document(
        "manual", blocks=(Contents("目录", 1), PageBreak(), Heading(1, ("甲",)), PageBreak(), Heading(1, ("乙",)))
    )
    assert entries(to_docx(made)) == [("甲", "3"), ("乙", "4")]


def test_contents_are_a_field_that_can_be_made_anew() -> None:
    data = to_docx(document("standard"))
    codes = [one.text.strip() for one in part(data).iter(f"{W}instrText")]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert sum(one.startswith("PAGEREF") for one in codes) == len(entries(data))
    outline = {
        one.get(f"{W}styleId"): one.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
        for one in part(data, "word/styles.xml").iter(f"{W}style")
        if one.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    wanted = {
        "Heading1": "0",
        "Heading6": "5",
        "Annex1": "0",
        "FrontHeading": "0",
        "Untitled2": "9",
        "ContentsTitle": "9",
    }
    assert {name: outline[name] for name in wanted} == wanted


def test_a_heading_goes_with_what_follows_it() -> None:
    full: tuple[Block, ...] = tuple(Para(("文",)) for _ in range(43))
    blocks: list[Block] = [Contents("目次", 1), PageBreak(body=True), *full[:40], Heading(1, ("甲",), "1"), *full]
    assert entries(to_docx(Document("standard", "zh", "题", tuple(blocks)))) == [("1　甲", "2")]


def test_a_long_paragraph_goes_on_without_a_lonely_line() -> None:
    def pages(rows: int) -> str:
        text = Para(("文" * 440,))  # ten lines
        blocks: tuple[Block, ...] = (
            Contents("目次", 1),
            PageBreak(body=True),
            *[Para(("文",))] * rows,
            text,
            Heading(1, ("后",), "1"),
            Para(("完",)),
        )
        return entries(to_docx(Document("standard", "zh", "题", blocks)))[0][1]

    # A page holds 40 lines under the title; the paragraph is parted after its second line or before its last two.
    assert [pages(rows) for rows in (25, 30, 31, 37, 38, 39)] == ["1", "2", "2", "2", "2", "2"]
    assert pages(40 + 42) == "3"


def test_rows_of_a_table_go_on_the_next_page_with_their_head() -> None:
    tall = replace(GRID, rows=tuple((cell("甲"), cell("乙"), cell("丙")) for _ in range(60)))
    blocks = (Contents("目次", 1), PageBreak(), tall, Heading(1, ("后",), anchor="z"))
    assert entries(to_docx(Document("paper", "zh", "题", blocks))) == [("后", "4")]


def test_a_footnote_takes_room_at_the_foot() -> None:
    from zhunsheng.publish.blocks import Run

    def pages(foot: str) -> str:
        rows = [Para((Run("文", foot=foot),)), *(Para(("文",)) for _ in range(32))]
        blocks: list[Block] = [
            Contents("目次", 1),
            PageBreak(body=True),
            *rows,
            Heading(1, ("后",), "1"),
            Para(("完",)),
        ]
        return entries(to_docx(Document("standard", "zh", "题", tuple(blocks))))[0][1]

    assert (pages(""), pages("脚注" * 200)) == ("1", "2")


def test_a_list_and_a_picture_take_the_room_they_take() -> None:
    from tests.publish.word.everything import DRAWING

    blocks = (
        Contents("目次", 1),
        PageBreak(),
        items(["文" * 60] * 10),
        replace(DRAWING, height=500),
        Heading(1, ("后",)),
    )
    assert entries(to_docx(Document("paper", "zh", "题", blocks))) == [("后", "3")]


# -- what the file says of itself ------------------------------------------------------------------------------------


def test_properties_are_those_of_the_document() -> None:
    core = {one.tag.rpartition("}")[2]: one.text for one in part(to_docx(document("standard")), "docProps/core.xml")}
    assert core == {
        "title": "一份文件　种类", "subject": "副题", "creator": "某局", "keywords": "甲，乙", "description": "说明",
        "lastModifiedBy": "某局", "created": "2024-01-01T00:00:00Z", "modified": "2024-01-01T00:00:00Z", "language": "zh-CN",
    }  # fmt: skip
    bare = part(to_docx(Document("guide", "en", "T", ())), "docProps/core.xml")
    assert {one.tag.rpartition("}")[2] for one in bare} == {"title", "created", "modified", "language"}


@pytest.mark.parametrize(("language", "lang"), [("zh", "en-US"), ("en", "en-GB")])
def test_the_language_is_said(language: Any, lang: str) -> None:
    found = part(to_docx(document("guide", language=language)), "word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    assert (found.get(f"{W}val"), found.get(f"{W}eastAsia")) == (lang, "zh-CN")


def test_fonts_are_chinese_ones_and_no_theme() -> None:
    data = to_docx(document("standard"))
    styles = part(data, "word/styles.xml")
    assert {one.get(f"{W}eastAsia") for one in styles.iter(f"{W}rFonts")} - {None} == {"宋体", "黑体"}
    assert not any("theme" in key.lower() for one in styles.iter() for key in one.attrib)
    shown = {one.get(f"{W}name") for one in part(data, "word/fontTable.xml")}
    assert {"宋体", "黑体", "Times New Roman", "Arial"} <= shown


def test_headings_carry_the_names_of_the_rules() -> None:
    styles = part(to_docx(document("standard")), "word/styles.xml")
    named = {
        one.find(f"{W}name").get(f"{W}val"): one.find(f"{W}aliases").get(f"{W}val")
        for one in styles.iter(f"{W}style")
        if one.find(f"{W}aliases") is not None
    }
    assert named["heading 1"] == "章标题" and named["heading 2"] == "一级条标题" and named["heading 6"] == "五级条标题"
    clause = next(one for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == "Clause")
    assert clause.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"


# -- covers ----------------------------------------------------------------------------------------------------------


def test_the_cover_of_a_standard_says_what_it_must() -> None:
    data = to_docx(document("standard"))
    rows = [(style_of(one), words(one)) for one in part(data).iter(f"{W}p")][:12]
    assert rows == [
        ("CoverClass", "ICS 03.080"), ("CoverBanner", "内部标准（演示）"), ("CoverNumber", "Q/A 1—2024"),
        ("CoverReplaced", "代替 Q/A 1—2021"), ("CoverRule", ""), ("CoverTitle", "一份文件"), ("CoverLine", "English title"),
        ("CoverMark", "演示文本"), ("CoverDates", "2024-01-01 发布2024-03-01 实施"), ("Gap", ""), ("CoverIssuer", "某局　发布"),
        ("Gap", ""),
    ]  # fmt: skip
    foot = next(one for one in part(data).iter(f"{W}p") if style_of(one) == "CoverIssuer")
    assert foot.find(f"{W}pPr/{W}framePr").get(f"{W}vAnchor") == "page"


def test_a_long_name_is_set_smaller_but_never_tiny() -> None:
    from zhunsheng.publish.blocks import Cover

    def size(banner: str) -> float:
        cover = Cover("standard", banner)
        tree = part(to_docx(document("standard", cover=cover)))
        paragraph = next(one for one in tree.iter(f"{W}p") if style_of(one) == "CoverBanner")
        found = paragraph.find(f"{W}r/{W}rPr/{W}sz")
        return 26 if found is None else int(found.get(f"{W}val")) / 2

    assert size("国家标准") == 26
    assert 15 <= size("某某市某某新区基本公共服务内部标准（演示）") < 26
    assert size("很长的名字" * 20) == 15.5


def test_the_cover_of_a_manual() -> None:
    rows = [(style_of(one), words(one)) for one in part(to_docx(document("manual"))).iter(f"{W}p")][:10]
    assert (
        ("ManualTitle", "一份文件") in rows
        and ("ManualMark", "演示文本") in rows
        and ("ManualFoot", "某局　发布") in rows
    )


@pytest.mark.parametrize("lines", [0, 1])
def test_a_cover_may_say_little(lines: int) -> None:
    from zhunsheng.publish.blocks import Cover

    cover = Cover("standard", "团体标准", right=("T/A 1—2024",)[:lines])
    rows = [style_of(one) for one in part(to_docx(document("standard", cover=cover))).iter(f"{W}p")][: 3 + lines]
    assert rows == ["CoverBanner", *["CoverNumber"][:lines], "CoverRule", "CoverTitle"]

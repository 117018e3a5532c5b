"""Runs, links, footnotes, lists, callouts: what is said is said once, and with the style that it has."""

from __future__ import annotations

import pytest

from tests.publish.word.everything import DRAWING, GRID, document, names, part, style_of, words, written
from tests.publish.word.structure import WP, R, W
from zhunsheng.publish.blocks import (
    Answer,
    Answers,
    Block,
    Callout,
    Document,
    Facts,
    Heading,
    Item,
    Items,
    Para,
    Picture,
    Run,
    Together,
    items,
    walk,
    words_of,
)
from zhunsheng.publish.word import to_docx
from zhunsheng.publish.word.xml import clean, el, render, w


def styles(tree: object) -> list[tuple[str, str]]:
    return [(style_of(one), words(one)) for one in tree.iter(f"{W}p") if words(one)]  # type: ignore[attr-defined]


def test_paragraphs_have_the_style_of_what_they_are() -> None:
    found = styles(
        written(
            Para(("正文",)), Para(("要紧",), "lead"), Para(("注",), "note"), Para(("小",), "small"), Para(("段",), "clause"),
            Para(("署名",), "right"), Heading(1, ("章",)), Heading(9, ("深",)), kicker="种类", subtitle="副题", tags=("[示例]",),
        )
    )  # fmt: skip
    assert found == [
        ("Kicker", "种类"), ("Title", "题"), ("Subtitle", "副题"), ("Tags", "〔示例〕"), ("Normal", "正文"), ("Lead", "要紧"),
        ("Note", "注"), ("Small", "小"), ("Clause", "段"), ("Right", "署名"), ("Heading1", "章"), ("Heading6", "深"),
    ]  # fmt: skip


def test_a_term_has_its_number_on_a_line_of_its_own() -> None:
    chapters = [Heading(1, ("章",), str(at)) for at in (1, 2, 3)]
    found = written(*chapters, Para(("长期照护",), "term", "3.1"), Para((), "term", "第三条"), kind="standard")
    rows = [(style_of(one), words(one)) for one in found.iter(f"{W}p")]
    assert ("TermNumber", "") in rows and ("Term", "长期照护") in rows and ("TermNumber", "第三条") in rows


def test_runs_keep_text_lines_and_blanks() -> None:
    tree = written(Para(("一\n二\t三 ", Run("强", "strong"), Run("", "quiet"))))
    runs = list(tree.iter(f"{W}p"))[-1].findall(f"{W}r")
    assert [one.tag for one in runs[0] if one.tag != f"{W}rPr"] == [f"{W}t", f"{W}br", f"{W}t", f"{W}tab", f"{W}t"]
    assert words(runs[0]) == "一二三 "
    assert runs[1].find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "Strong"
    assert len(runs) == 2


@pytest.mark.parametrize(
    ("language", "text", "hinted"),
    [
        ("zh", "他说“好”", True),
        ("zh", "a — b", True),
        ("zh", "甲", False),
        ("en", "he said “so”", False),
        ("en", "“甲”", True),
    ],
)
def test_shared_signs_are_set_in_the_chinese_font_among_chinese(language: str, text: str, hinted: bool) -> None:
    tree = written(Para((text,)), language=language)
    fonts = list(tree.iter(f"{W}p"))[-1].find(f"{W}r/{W}rPr/{W}rFonts")
    assert (fonts is not None and fonts.get(f"{W}hint") == "eastAsia") is hinted


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://example.org/?a=1&b=2", True), ("mailto:a@example.org", True), ("tel:12345", True), ("#甲", True),
        ("#nowhere", False), ("javascript:alert(1)", False), ("/items/a", False), ("file:///etc/passwd", False),
    ],
)  # fmt: skip
def test_links_lead_where_they_may(href: str, leads: bool) -> None:
    data = to_docx(Document("guide", "zh", "题", (Heading(1, ("甲",), anchor="甲"), Para((Run("看", href=href),)))))
    links = list(part(data).iter(f"{W}hyperlink"))
    assert (len(links) == 1) is leads
    if leads and not href.startswith("#"):
        rels = part(data, "word/_rels/document.xml.rels")
        target = next(one for one in rels if one.get("Id") == links[0].get(f"{R}id"))
        assert (target.get("Target"), target.get("TargetMode")) == (href, "External")


def test_a_link_of_a_standard_looks_like_its_text() -> None:
    blocks = (Heading(1, ("甲",), "1", anchor="甲"), Para((Run("见1", href="#甲"),)))
    standard = written(*blocks, kind="standard")
    guide = written(*blocks)
    assert standard.find(f".//{W}hyperlink//{W}rStyle") is None
    assert guide.find(f".//{W}hyperlink//{W}rStyle").get(f"{W}val") == "Hyperlink"


def test_anchors_become_names_that_word_takes() -> None:
    anchors = ["clause-5.1", "clause-5_1", "CLAUSE-5.1", "很长" * 40, "很长" * 40 + "了"]
    tree = written(
        *(Heading(1, (one,), anchor=one) for one in anchors), *(Para((Run("看", href=f"#{one}"),)) for one in anchors)
    )
    marks = [one.get(f"{W}name") for one in tree.iter(f"{W}bookmarkStart") if one.get(f"{W}name").startswith("b_")]
    assert len(set(marks)) == 5 and all(len(one) <= 40 for one in marks)
    assert sorted(one.get(f"{W}anchor") for one in tree.iter(f"{W}hyperlink")) == sorted(marks)


def test_an_anchor_that_is_used_twice_is_marked_once() -> None:
    tree = written(Heading(1, ("甲",), anchor="a"), Heading(1, ("乙",), anchor="a"))
    assert [one.get(f"{W}name") for one in tree.iter(f"{W}bookmarkStart")].count("b_a") == 1


def test_footnotes_are_footnotes() -> None:
    data = to_docx(
        Document("standard", "zh", "题", (Para((Run("甲", foot="脚注一"),)), Para((Run("", foot="脚注二"),))))
    )
    marks = [one.get(f"{W}id") for one in part(data).iter(f"{W}footnoteReference")]
    notes = {one.get(f"{W}id"): words(one).strip() for one in part(data, "word/footnotes.xml")}
    assert (marks, notes["1"], notes["2"]) == (["1", "2"], "脚注一", "脚注二")
    assert "word/footnotes.xml" not in names(to_docx(Document("guide", "zh", "题", ())))


def test_what_stands_under_an_item_is_indented_with_it() -> None:
    tree = written(Items((Item(("子",), (Para(("丑",)), items(["寅"]), GRID)),)))
    shapes = {text: shape for shape, text in styles(tree)}
    assert (shapes["子"], shapes["丑"], shapes["寅"]) == ("ListItem", "ListText", "ListItem")
    indent = {words(one): one.find(f"{W}pPr/{W}ind") for one in tree.iter(f"{W}p")}
    assert int(indent["丑"].get(f"{W}left")) > 0
    assert int(tree.find(f".//{W}tbl/{W}tblPr/{W}tblInd").get(f"{W}w")) > 0
    levels = [one.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val") for one in tree.iter(f"{W}p") if one.find(f"{W}pPr/{W}numPr") is not None]  # fmt: skip
    assert levels == ["0", "1"]


def test_what_leads_in_a_list_keeps_with_it() -> None:
    tree = written(Para(("如下：",)), items(["一"]), Para(("完",)))
    kept = {words(one): one.find(f"{W}pPr/{W}keepNext") is not None for one in tree.iter(f"{W}p")}
    assert (kept["如下："], kept["完"]) == (True, False)


def test_blocks_that_stay_together_keep_with_the_next() -> None:
    tree = written(Together((Para(("一",)), GRID, Para(("二",)))), Together((Para(("三",)), GRID)))
    kept = [(words(one), one.find(f"{W}pPr/{W}keepNext") is not None) for one in tree.iter(f"{W}p")]
    assert ("一", True) in kept and ("二", False) in kept and ("三", True) in kept
    last = list(tree.iter(f"{W}tbl"))[-1].findall(f"{W}tr")
    rows = [all(one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(f"{W}p")) for row in last]
    assert rows == [True] * (len(rows) - 1) + [False]


def test_answers_stand_in_a_row_and_large_values_are_smaller() -> None:
    tree = written(Answers(tuple(Answer("问", "答" * at, "注" if at == 1 else "") for at in (1, 7, 12, 3, 2))))
    found = styles(tree)
    assert [shape for shape, text in found if text.startswith("答")] == [
        "Answer1",
        "Answer2",
        "Answer3",
        "Answer1",
        "Answer1",
    ]
    assert ("AnswerNote", "注") in found
    assert len(tree.find(f".//{W}tbl").findall(f"{W}tr")) == 2


def test_facts_are_a_table_of_names_and_values() -> None:
    tree = written(Facts((("电话", (Run("12345", "strong"),)), ("地址", ("某街",)))))
    assert [[words(cell) for cell in row.findall(f"{W}tc")] for row in tree.iter(f"{W}tr")] == [
        ["电话", "12345"],
        ["地址", "某街"],
    ]


@pytest.mark.parametrize("kind", ["provenance", "warn", "info", "change"])
def test_callouts_are_set_apart(kind: str) -> None:
    tree = written(Callout(kind, (Para(("注意",)),)), Callout(kind, (GRID,)))  # type: ignore[arg-type]
    cell = tree.find(f".//{W}tbl//{W}tcPr")
    edges = {one.tag.removeprefix(W): one.get(f"{W}val") for one in cell.find(f"{W}tcBorders")}
    if kind == "provenance":
        assert edges == dict.fromkeys(("top", "left", "bottom", "right"), "dashed")
    else:
        assert edges == {"left": "single"} and cell.find(f"{W}shd") is not None


def test_a_drawing_is_described_and_finds_room() -> None:
    tree = written(Picture(DRAWING.svg, "一句话", 3000, 300, "标题"))
    said = tree.find(f".//{WP}docPr")
    size = tree.find(f".//{WP}extent")
    assert said.get("descr") == "一句话"
    assert int(size.get("cx")) <= 471 * 12700 and int(size.get("cx")) / int(size.get("cy")) == pytest.approx(
        10, rel=0.01
    )
    assert ("FigureCaption", "标题") in styles(tree)


def test_nothing_that_a_document_says_is_lost() -> None:
    made = document("manual")
    data = to_docx(made)
    told = words(part(data)) + words(part(data, "word/footnotes.xml"))
    for block in walk(made.blocks):
        for text in _texts(block):
            for line in text.split("\n"):
                assert line in told, line


def _texts(block: Block) -> list[str]:
    match block:
        case Heading() | Para():
            return [words_of(block.line), *(one.foot for one in block.line if isinstance(one, Run))]
        case Items():
            return [words_of(one.line) for one in block.items]
        case Facts():
            return [text for name, value in block.rows for text in (name, words_of(value))]
        case Answers():
            return [text for one in block.answers for text in (one.label, one.value, one.note)]
        case _:
            return []


def test_xml_is_written_as_it_should_be() -> None:
    assert render(w("t", 'a<b>&"c"', val='<"\n')) == '<w:t w:val="&lt;&quot;&#10;">a&lt;b&gt;&amp;"c"</w:t>'
    assert render(el("a:b", {"c": None, "d": 1}, None, "e")) == '<a:b d="1">e</a:b>'
    assert clean("a\x00b\ufffe") == "a\ufffdb\ufffd"

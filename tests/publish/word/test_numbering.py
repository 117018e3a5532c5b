"""Automatic numbers: what a word processor counts is what the text says, however it counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.publish.word.counting import Counting
from tests.publish.word.everything import part, words
from tests.publish.word.structure import W, problems
from zhunsheng.publish.blocks import Block, Document, Heading, Item, Items, PageBreak, Para
from zhunsheng.publish.printed import printed_standard
from zhunsheng.publish.word import to_docx
from zhunsheng.publish.word.numbering import Numbering, kind_of
from zhunsheng.publish.word.shapes import Shape
from zhunsheng.publish.word.xml import part as part_of
from zhunsheng.publish.word.xml import w
from zhunsheng.standard.workspace import open_workspace

BOTH = pytest.mark.parametrize("shared", [True, False])


def numbers(data: bytes, *, shared: bool) -> list[tuple[str, str]]:
    """Every paragraph as number and text."""
    counting = Counting(part(data, "word/numbering.xml"), part(data, "word/styles.xml"), shared=shared)
    return [(counting.printed(one).rstrip("　\u2002"), words(one)) for one in part(data).iter(f"{W}p")]


def printed(*blocks: Block, shared: bool = True, language: Any = "zh") -> list[str]:
    """What is read of a standard with these blocks: number and text of each paragraph that has both or either."""
    data = to_docx(Document("standard", language, "题", (PageBreak(body=True), *blocks)))
    assert problems(data) == []
    return [f"{number} {text}".strip() for number, text in numbers(data, shared=shared) if number or text][1:]


@BOTH
def test_chapters_clauses_and_annexes(shared: bool) -> None:
    found = printed(
        Heading(1, ("范围",), "1"), Heading(1, ("总则",), "2"), Para(("甲",), number="2.1"), Heading(2, ("乙",), "2.2"),
        Heading(3, ("丙",), "2.2.1"), Para(("丁",), number="2.2.1.1"), Para(("戊",), number="2.3"), Heading(1, ("己",), "3"),
        Para(("庚",), number="3.1"), Heading(1, ("（规范性）\n样式",), "附录A"), Para(("辛",), number="A.1"),
        Heading(2, ("壬",), "A.2"), Heading(1, ("（资料性）",), "附录B"), Para(("癸",), number="B.1"),
        shared=shared,
    )  # fmt: skip
    assert found == [
        "1 范围", "2 总则", "2.1 甲", "2.2 乙", "2.2.1 丙", "2.2.1.1 丁", "2.3 戊", "3 己", "3.1 庚", "附录A （规范性）样式",
        "A.1 辛", "A.2 壬", "附录B （资料性）", "B.1 癸",
    ]  # fmt: skip


@BOTH
def test_gaps_repeats_and_leaps(shared: bool) -> None:
    given_ = [
        "1",
        "3",
        "3.1",
        "3.1",
        "3.4",
        "3.5",
        "4",
        "4.1",
        "4.2",
        "7",
        "7.2",
        "7.2.5",
        "7.3",
        "8",
        "8.1",
        "2",
        "2.1",
    ]
    found = printed(*(Para(("文",), number=one) for one in given_), shared=shared)
    assert found == [f"{one} 文" for one in given_]


@BOTH
def test_a_number_whose_chapter_is_missing_is_text(shared: bool) -> None:
    data = to_docx(Document("standard", "zh", "题", (Para(("甲",), number="5.2"), Heading(1, ("乙",), "第五条"))))
    assert [one for one in numbers(data, shared=shared) if one[1]][1:] == [("", "5.2　甲"), ("", "第五条　乙")]


@BOTH
def test_english_annexes(shared: bool) -> None:
    from zhunsheng.standard.wording import T

    title = T("附录{name}", name="A").say("en")
    found = printed(Heading(1, ("Form",), title), Para(("text",), number="A.1"), shared=shared, language="en")
    assert found == [f"{title} Form", "A.1 text"]


def _list(*marks: str) -> Items:
    return Items(tuple(Item(("文",), mark=one) for one in marks))


@BOTH
@pytest.mark.parametrize(
    "marks",
    [("a)", "b)", "c)"), ("c)", "d)"), ("a)", "c)"), ("1)", "2)"), ("[1]", "[2]", "[2]"), ("——", "——"), ("2.", "1.")],
)
def test_marks_of_lists(marks: tuple[str, ...], shared: bool) -> None:
    assert printed(_list(*marks), _list(*marks), shared=shared) == [f"{one} 文" for one in (*marks, *marks)]


@BOTH
def test_lists_inside_lists(shared: bool) -> None:
    inner = _list("1)", "2)")
    outer = Items((Item(("甲",), (inner,), "a)"), Item(("乙",), (_list("——"),), "b)"), Item(("丙",), (inner,), "c)")))
    found = printed(outer, shared=shared)
    assert found == ["a) 甲", "1) 文", "2) 文", "b) 乙", "—— 文", "c) 丙", "1) 文", "2) 文"]


def test_a_mark_of_another_kind_is_text() -> None:
    data = to_docx(Document("standard", "zh", "题", (_list("a)", "①", "b)"),)))
    found = [one for one in numbers(data, shared=True) if one[1]][1:]
    assert found == [("a)", "文"), ("", "①文"), ("b)", "文")]
    assert [kind_of(mark) for mark in ("①", "（1）", "z)", "•")] == [None, None, ("letter", 26), ("bullet", 0)]


def test_ordered_lists_and_boxes() -> None:
    from zhunsheng.publish.blocks import items

    data = to_docx(
        Document("guide", "zh", "题", (items(["甲", "乙"], "ordered"), items(["丙"], "boxes"), items(["丁"])))
    )
    found = [one for one in numbers(data, shared=True) if one[0]]
    assert found == [("1.", "甲"), ("2.", "乙"), ("☐", "丙"), ("•", "丁")]


def test_headings_without_numbers_print_none() -> None:
    blocks = (Heading(1, ("甲",)), Heading(2, ("乙",), "1.1"), Heading(1, ("丙",), "1"), Heading(2, ("丁",), "1.1"))
    data = to_docx(Document("paper", "zh", "题", blocks))
    found = list(numbers(data, shared=True))
    assert found[-4:] == [("", "甲"), ("", "1.1　乙"), ("1", "丙"), ("1.1", "丁")]


_numbers = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), min_size=1, max_size=14).map(
    lambda rows: [".".join(map(str, row)) for row in rows]
)


@given(_numbers, st.booleans())
def test_whatever_the_numbers_they_are_printed_as_they_are(rows: list[str], shared: bool) -> None:
    numbering = Numbering(lambda kind, depth: (0, 0))
    styles = [f"Heading{level}" for level in range(1, 7)]
    numbering.headings(styles, [])
    places = [numbering.number(one) for one in rows]
    shapes = w("styles", *(Shape(one, one, list=(1, at)).node() for at, one in enumerate(styles)))
    tree = etree.fromstring(part_of(numbering.node()))
    counting = Counting(tree, etree.fromstring(part_of(shapes)), shared=shared)
    for number, place in zip(rows, places, strict=True):
        if place is None:  # written as text
            continue
        # A heading of the list of the styles says nothing of it itself.
        plain = w("pStyle", val=styles[place.level]) if place.is_plain else place.node()
        paragraph = etree.fromstring(part_of(w("p", w("pPr", plain))))
        assert counting.printed(paragraph).rstrip("　") == number, rows


def test_numbers_in_order_are_all_counted() -> None:
    numbering = Numbering(lambda kind, depth: (0, 0))
    numbering.headings(["Heading1"], [])
    for number in ("1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.2", "3"):
        place = numbering.number(number)
        assert place is not None and place.is_plain
    assert len(numbering.nums) == 2


def test_the_standards_of_yuexiu() -> None:
    workspace = open_workspace("standards/yuexiu")
    for loaded in list(workspace.files.values())[::20]:
        assert loaded.model is not None
        document = printed_standard(loaded.model, workspace)
        wanted = [one.number for one in document.blocks if isinstance(one, (Heading, Para)) and one.number]
        data = to_docx(document)
        for shared in (True, False):
            found = [number for number, _ in numbers(data, shared=shared) if number]
            assert [one for one in found if one[0].isalnum() and not one.endswith(")")] == wanted, loaded.path

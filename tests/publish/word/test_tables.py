"""Tables: widths that add up, merged cells, captions that count, heads that come again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.word.everything import GRID, style_of, words, written
from tests.publish.word.structure import W, problems
from zhunsheng.publish.blocks import Cell, Document, Para, Table, cell
from zhunsheng.publish.word import to_docx
from zhunsheng.publish.word.tables import column_widths


def test_a_head_comes_again_and_rows_stay_whole() -> None:
    rows = written(GRID).find(f".//{W}tbl").findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_merged_cells_cover_what_they_say() -> None:
    table = written(GRID).find(f".//{W}tbl")
    shape = [
        [
            (
                words(one),
                getattr(one.find(f"{W}tcPr/{W}gridSpan"), "attrib", {}).get(f"{W}val", "1"),
                "" if one.find(f"{W}tcPr/{W}vMerge") is None else one.find(f"{W}tcPr/{W}vMerge").get(f"{W}val", "on"),
            )
            for one in row.findall(f"{W}tc")
        ]
        for row in table.findall(f"{W}tr")
    ]
    assert shape == [
        [("类别", "1", "restart"), ("数量", "2", "")],
        [("", "1", "on"), ("城", "1", ""), ("乡", "1", "")],
        [("甲", "1", "restart"), ("1", "1", ""), ("2", "1", "")],
        [("", "1", "on"), ("3三", "2", "")],
        [("共计", "3", "")],
    ]


def test_cells_stand_as_the_table_says() -> None:
    rows = written(GRID).find(f".//{W}tbl").findall(f"{W}tr")
    sides = [one.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") for one in rows[2].findall(f"{W}tc")]
    assert sides == ["left", "center", "right"]
    assert all(one.get(f"{W}val") == "center" for one in rows[0].iter(f"{W}jc"))


def test_the_title_of_a_group_of_rows_stands_at_the_left_on_a_tint() -> None:
    group = (replace(cell("第一组", across=3), head=True),)
    rows = written(replace(GRID, align=("centre",) * 3, rows=(group, *GRID.rows))).find(f".//{W}tbl").findall(f"{W}tr")
    title, total = rows[2].find(f"{W}tc"), rows[-1].find(f"{W}tc")
    assert title.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") == total.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") == "left"
    assert title.find(f"{W}tcPr/{W}shd") is not None and total.find(f"{W}tcPr/{W}shd") is None


def test_captions_count_by_a_field() -> None:
    numbers = ["表1", "表2", "表4", "表A.1", "表A.2", "附表"]
    tree = written(*(replace(GRID, number=one, caption="名") for one in numbers))
    captions = [one for one in tree.iter(f"{W}p") if style_of(one) == "Caption"]
    assert [words(one) for one in captions] == [f"{one}　名" for one in numbers]
    codes = ["".join(code.text or "" for code in one.iter(f"{W}instrText")).strip() for one in captions]
    assert codes == [
        "SEQ 表 \\* ARABIC", "SEQ 表 \\* ARABIC", "SEQ 表 \\* ARABIC \\r 4", "SEQ 表A \\* ARABIC", "SEQ 表A \\* ARABIC", "",
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "caption", "said"), [("表1", "", "表1"), ("", "名", "名"), ("1", "名", "1　名")])
def test_a_caption_needs_no_more_than_it_has(number: str, caption: str, said: str) -> None:
    tree = written(replace(GRID, number=number, caption=caption))
    assert [words(one) for one in tree.iter(f"{W}p") if style_of(one) == "Caption"] == [said]


def test_tables_do_not_touch() -> None:
    tree = written(GRID, replace(GRID, number="", caption=""), Para(("文",)))
    tables = [one.getnext() for one in tree.iter(f"{W}tbl")]
    assert all(one.tag == f"{W}p" and not words(one) for one in tables)


def test_a_table_without_cells_is_left_out() -> None:
    assert written(Table(())).find(f".//{W}tbl") is None
    assert column_widths(Table(()), 100) == []


_cells = st.builds(lambda text, across, down: cell(text, across=across, down=down), st.text("甲乙 ", max_size=4), st.integers(1, 4), st.integers(1, 4))  # fmt: skip
_rows = st.lists(st.lists(_cells, min_size=1, max_size=4).map(tuple), min_size=1, max_size=5).map(tuple)


@settings(max_examples=40)
@given(_rows, st.integers(0, 2), st.sampled_from(["grid", "plain", "form"]), st.lists(st.floats(0.1, 9), max_size=8))
def test_any_table_is_a_table_that_word_takes(
    rows: tuple[tuple[Cell, ...], ...], heads: int, style: str, widths: list[float]
) -> None:
    table = Table(rows[heads:], rows[:heads], tuple(widths), style=style)  # type: ignore[arg-type]
    assert problems(to_docx(Document("paper", "zh", "题", (table,)))) == []
    assert sum(column_widths(table, 400)) == pytest.approx(8000, abs=20 * max(1, table.columns)) or not table.columns

"""Markdown and the commands of a template as blocks; what is wrong with the layout, at its line."""

from __future__ import annotations

import pytest

from tests.publish.papers.world import covers, filled, texts
from zhunsheng.publish.blocks import Block, Heading, Items, PageBreak, Para, Run, Table, Together, words_of


def blocks(text: str, **data: object) -> tuple[Block, ...]:
    found, findings = filled(text, data)
    assert findings == []
    return found


def table(text: str, **data: object) -> Table:
    (found,) = blocks(text, **data)
    assert isinstance(found, Table)
    return found


# -- text -------------------------------------------------------------------------------------------------------------


def test_headings_never_skip_a_level() -> None:
    found = blocks("### 甲\n\n# 乙\n\n#### 丙\n\n## 丁\n\n###### 戊\n\n# 己")
    assert [(one.level, words_of(one.line)) for one in found if isinstance(one, Heading)] == [
        (1, "甲"), (1, "乙"), (2, "丙"), (2, "丁"), (3, "戊"), (1, "己"),
    ]  # fmt: skip


def test_paragraphs_are_indented_in_chinese_only() -> None:
    assert blocks("甲") == (Para(("甲",), "clause"),)
    assert filled("a", language="en")[0] == (Para(("a",)),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲\n乙", "甲乙"),
        ("abc\ndef", "abc def"),
        ("甲\nabc", "甲abc"),
        ("**甲**\nabc\n乙", "甲abc乙"),
        ("甲\\\n乙", "甲\n乙"),
        ("甲  \n乙", "甲\n乙"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("姓名____________电话____。", "姓名＿＿＿＿＿＿电话＿＿。"),
        ("a_b __c__ ____x", "a_b c ____x"),
        ("<b>甲</b> &lt; <!-- x -->", "<b>甲</b> < <!-- x -->"),
        ("- - -", "- - -"),
        ("---", "---"),
        ("    甲", "甲"),
        ("甲\n===", "甲==="),
        ("[甲]: http://x", "[甲]: http://x"),
        ("<http://x>", "<http://x>"),
    ],
)
def test_lines_of_text(text: str, wanted: str) -> None:
    found = texts(blocks(text))
    assert "\n".join(found) == wanted or wanted == "- - -"


def test_a_soft_line_end_in_english_is_a_blank() -> None:
    assert texts(filled("甲\n乙", language="en")[0]) == ["甲 乙"]


def test_emphasis_beside_chinese_punctuation() -> None:
    (found,) = blocks("**说明：**后文，*要点。*完")
    assert found == Para((Run("说明：", "strong"), "后文，", Run("要点。", "strong"), "完"), "clause")


def test_code_keeps_its_words() -> None:
    assert blocks("`a*b` 甲") == (Para((Run("a*b", "code"), " 甲"), "clause"),)
    assert blocks("```\n::: page\n{{ data.a }}\n```", a="*x*") == (Para((Run("::: page\n*x*", "code"),)),)
    assert blocks("```\n```") == ()


def test_links_lead_out_only() -> None:
    data = {"u": "https://a.b/c?d=1&e=*", "bad": "javascript:alert(1)", "sp": "https://a b"}
    text = "[甲]({{ data.u }}) [乙]({{ data.bad }}) [丙]({{ data.sp }}) [丁](#x) [戊](mailto:a@b)"
    (found,) = blocks(text, **data)
    assert isinstance(found, Para)
    runs = [part for part in found.line if isinstance(part, Run)]
    assert [(run.text, run.href) for run in runs] == [("甲", data["u"]), ("戊", "mailto:a@b")]
    assert words_of(found.line) == "甲 乙 丙 丁 戊"


def test_notes() -> None:
    assert blocks("> 注\n>\n> 二\n\n后") == (Para(("注",), "note"), Para(("二",), "note"), Para(("后",), "clause"))


def test_nothing_is_made_of_nothing() -> None:
    assert blocks("{{ none }}\n\n{{ data.a }}\n\n", a="") == ()


# -- lists ------------------------------------------------------------------------------------------------------------


def test_lists() -> None:
    found = blocks("- 甲\n\n  乙\n- 丙\n  - 丁\n\n1. 一\n2. 二\n\n甲\n\n4. 四\n5. 五")
    bullets, ordered, _, later = found
    assert isinstance(bullets, Items) and bullets.kind == "bullets"
    assert [words_of(item.line) for item in bullets.items] == ["甲", "丙"]
    assert bullets.items[0].blocks == (Para(("乙",)),)
    assert isinstance(bullets.items[1].blocks[0], Items)
    assert isinstance(ordered, Items) and (ordered.kind, ordered.items[0].mark) == ("ordered", "")
    assert isinstance(later, Items) and [item.mark for item in later.items] == ["4.", "5."]


def test_boxes_to_tick() -> None:
    (found,) = blocks("- [ ] 甲**乙**\n- [ ] 丙")
    assert isinstance(found, Items)
    assert (found.kind, [words_of(item.line) for item in found.items]) == ("boxes", ["甲乙", "丙"])
    (found,) = blocks("- [x] 甲\n- [ ] 丙")
    assert isinstance(found, Items)
    assert [(item.mark, words_of(item.line)) for item in found.items] == [("■", "甲"), ("□", "丙")]
    (found,) = blocks("- [ ] 甲\n- 丙")
    assert isinstance(found, Items) and found.kind == "bullets"
    (found,) = blocks("- {{ data.a }}\n-\n- # 题", a="[ ] 甲")
    assert isinstance(found, Items) and words_of(found.items[0].line) == "[ ] 甲"


# -- tables -----------------------------------------------------------------------------------------------------------


def test_a_table_with_head_widths_and_alignment() -> None:
    found = table("| 甲 | 乙 |\n|--|:------:|\n| 1 | 2 |\n| 3 | |")
    assert [words_of(cell.lines[0]) for cell in found.head[0]] == ["甲", "乙"]
    assert all(cell.head for cell in found.head[0])
    assert (found.widths, found.align, found.style) == ((2.0, 8.0), ("left", "centre"), "grid")
    assert found.rows[1][1].lines == ()
    assert table("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |").widths == ()


def test_a_form_has_no_head_and_labels_in_bold() -> None:
    found = table(
        "::: form\n| | |\n|--|--|\n| **名称** | {{ data.a }} |\n| **甲**乙 | **{{ data.a }}**、**丙** |\n:::", a="值"
    )
    assert (found.head, found.style) == ((), "form")
    assert [[(cell.head, cell.lines) for cell in row] for row in found.rows] == [
        [(True, (("名称",),)), (False, (("值",),))],
        [(False, ((Run("甲", "strong"), "乙"),)), (False, ((Run("值", "strong"), "、", Run("丙", "strong")),))],
    ]


def test_joined_cells() -> None:
    found = table("| | | |\n|--|--|--|\n| 甲 | < | 乙 |\n| ^ | < | 丙 |\n| 丁 | 戊 | ^ |")
    assert [[(cell.lines[0][0], cell.across, cell.down) for cell in row] for row in found.rows] == [
        [("甲", 2, 2), ("乙", 1, 1)], [("丙", 1, 2)], [("丁", 1, 1), ("戊", 1, 1)],
    ]  # fmt: skip
    assert covers(found.rows, 3)


def test_data_never_join_cells() -> None:
    found = table("| | |\n|--|--|\n| 甲 | {{ data.a }} |\n| {{ data.b }} | \\< |", a="<", b="^")
    assert [[words_of(cell.lines[0]) for cell in row] for row in found.rows] == [["甲", "<"], ["^", "<"]]


def test_rows_from_a_loop_and_lines_in_a_cell() -> None:
    text = "| 序 | 内容 |\n|--|--|\n{% for one in data.rows %}\n| {{ loop.index }} | {{ one }}<br>{{ lines(2) }} |\n{% endfor %}"
    found = table(text, rows=["甲|乙", "丙\n丁"])
    assert [words_of(row[1].lines[0]) for row in found.rows] == ["甲|乙\n\u3000\n\u3000", "丙\n丁\n\u3000\n\u3000"]


def test_a_row_that_begins_without_a_bar_is_a_row_all_the_same() -> None:
    assert len(table("甲 | 乙\n--|--\n1 | 2").rows) == 1


# -- commands ---------------------------------------------------------------------------------------------------------


def test_commands() -> None:
    found = blocks(
        "甲\n::: page landscape\n乙\n:::page\n::: table 表{{ data.a }}\n| 甲 |\n|--|\n| 乙 |\n后\n:::\n"
        "::: right\n日\n\n- 列\n:::\n::: left\n丙\n:::\n::: small\n丁\n:::\n::: together\n# 戊\n::: form\n|x|\n|--|\n|y|\n:::\n:::",
        a="一",
    )
    assert [type(one).__name__ for one in found] == [
        "Para", "PageBreak", "Para", "PageBreak", "Table", "Para", "Items", "Para", "Para", "Together",
    ]  # fmt: skip
    assert found[1] == PageBreak(landscape=True) and found[3] == PageBreak()
    assert isinstance(found[4], Table) and found[4].caption == "表一"
    assert [one.style for one in found if isinstance(one, Para)] == ["clause", "clause", "right", "", "small"]
    assert isinstance(found[-1], Together)
    assert isinstance(found[-1].blocks[1], Table) and found[-1].blocks[1].style == "form"


def test_a_command_in_a_loop_is_read_each_time() -> None:
    text = "{% for x in rows(2) %}\n::: table {{ x }}\n| a |\n|--|\n| b |\n:::\n{% endfor %}"
    assert [one.caption for one in blocks(text) if isinstance(one, Table)] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲\n::: pgae\n", ["t.md:2:1: ZS907 没有「::: pgae」这种命令\n  是不是「page」？"]),
        ("::: foo\n甲\n:::\n乙", ["t.md:1:1: ZS907 没有「::: foo」这种命令\n  可用的有：page、"]),
        ("甲\n:::\n乙\n:::", ["t.md:2:1: ZS907 多出的「:::」", "t.md:4:1: ZS907 多出的「:::」"]),
        ("::: right\n甲", ["t.md:1:1: ZS907 「::: right」没有用「:::」结束"]),
        ("::: form\n甲\n:::", ["t.md:1:1: ZS907 「::: form」里没有表格"]),
        ("\n::: together\n::: page\n:::", ["t.md:3:1: ZS907 「::: page」不能放在别的命令里"]),
        (
            "::: together\n" * 10 + ":::\n" * 10,
            ["t.md:9:1: ZS907 命令套得太深：超过 8 层", "t.md:10:1: ZS907 命令套得太深"],
        ),
        ("\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 | 3 |", ["t.md:4:1: ZS907 这一行有 3 格，表头只有 2 格"]),
        ("| 甲 | 乙 |\n|--|--|\n| < | 2 |", ["t.md:3:1: ZS907 「<」的那一边没有格子"]),
        ("| | |\n|--|--|\n| ^ | 2 |", ["t.md:3:1: ZS907 「^」的那一边没有格子"]),
        ("| | |\n|--|--|\n| 甲 | < |\n| ^ | 乙 |", ["t.md:3:1: ZS907 合并的格子不成长方形"]),
        ("| | |\n|--|--|\n| 甲 | 乙 |\n| ^ | ^ |", ["t.md:4:1: ZS907 整行都并入了上一行"]),
        ("甲\n\n" + "|甲" * 61 + "|\n" + "|--" * 61 + "|", ["t.md:3:1: ZS907 表格太宽：超过 60 列"]),
        ("甲\n\n![图](a.png)", ["t.md:3:1: ZS907 模板里不能放图片"]),
    ],
)
def test_a_wrong_layout_is_told_at_its_line(text: str, wanted: list[str]) -> None:
    _, findings = filled(text)
    said = [one.say() for one in findings]
    assert len(said) == len(wanted), said
    assert all(one.startswith(start) for one, start in zip(said, wanted, strict=True)), said


def test_a_bar_in_a_cell_may_be_escaped() -> None:
    found = table("| 甲 | 乙 |\n|--|--|\n| a\\|b | 2 |")
    assert words_of(found.rows[0][0].lines[0]) == "a|b"


def test_wrong_joins_still_give_whole_tables() -> None:
    for text in ("| ^ | < |\n| ^ | < |", "| 甲 | < |\n| ^ | 乙 |", "| 甲 | 乙 |\n| ^ | ^ |\n| ^ | < |"):
        (found,), findings = filled(f"| | |\n|--|--|\n{text}")
        assert findings
        assert isinstance(found, Table) and covers(found.rows, 2)

"""Automatic numbers as Word counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.word.files import abstract, level, num, p, style, word_file
from zhunsheng.exchange.word.flat import Para
from zhunsheng.exchange.word.number_formats import chinese, letters, roman, written
from zhunsheng.exchange.word.reading import read_word

CLAUSES = abstract(1, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3"))


@pytest.fixture
def numbers(tmp_path: Path):
    def read(body: str, numbering: str, styles: str = "") -> list[str]:
        path = word_file(tmp_path / "a.docx", body, numbering=numbering, styles=styles)
        return [
            block.number.text if block.number else "" for block in read_word(path).blocks if isinstance(block, Para)
        ]

    return read


def many(*steps: tuple[int, int]) -> str:
    return "".join(p("x", number=step) for step in steps)


def test_levels_count_and_begin_anew(numbers):
    body = many((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (1, 2))
    assert numbers(body, CLAUSES + num(1, 1)) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1", "2.1.1", "2.1.2"]


def test_levels_above_that_were_never_used_stand_at_their_start(numbers):
    assert numbers(many((1, 2), (1, 1)), CLAUSES + num(1, 1)) == ["1.1.1", "1.2"]


def test_instances_share_counters_unless_they_start_anew(numbers):
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    later = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    lists = abstract(1, level(0, "%1)", "lowerLetter")) + num(1, 1) + num(2, 1) + num(3, 1, again) + num(4, 1, later)
    body = many((1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0))
    assert numbers(body, lists) == ["a)", "b)", "c)", "a)", "b)", "c)", "g)"]


def test_an_instance_may_change_a_level(numbers):
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "chineseCounting")}</w:lvlOverride>'
    assert numbers(many((1, 0), (2, 0)), CLAUSES + num(1, 1) + num(2, 1, other)) == ["1", "（二）"]


def test_restarts_can_be_told_otherwise(numbers):
    never = abstract(
        1, level(0, "第%1章", "chineseCounting"), level(1, "第%2条", "chineseCounting", '<w:lvlRestart w:val="0"/>')
    )
    assert numbers(many((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), never + num(1, 1)) == [
        "第一章",
        "第一条",
        "第二条",
        "第二章",
        "第三条",
    ]
    after = abstract(1, level(0, "%1"), level(1, "%1.%2"), level(2, "%3)", more='<w:lvlRestart w:val="1"/>'))
    assert numbers(many((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)), after + num(1, 1)) == [
        "1", "1.1", "1)", "1.2", "2)", "2", "1)",
    ]  # fmt: skip


def test_legal_numbers_are_all_digits(numbers):
    lists = abstract(1, level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert numbers(many((1, 0), (1, 1)), lists + num(1, 1)) == ["第一章", "1.1"]


def test_starts_other_than_one(numbers):
    lists = abstract(
        1, '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert numbers(many((1, 0), (1, 0)), lists + num(1, 1)) == ["5.", "6."]
    without = abstract(1, '<w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>')
    assert numbers(many((1, 0)), without + num(1, 1)) == ["0."]


def test_bullets_and_levels_without_numbers(numbers):
    lists = abstract(1, level(0, "\uf0b7", "bullet"), level(1, "——", "none"), level(2, "注：", "none")) + num(1, 1)
    assert numbers(many((1, 0), (1, 1), (1, 2)), lists) == ["•", "——", "注："]


def test_styles_carry_numbers(numbers):
    tied = abstract(
        1, level(0, "%1", more='<w:pStyle w:val="A"/>'), level(1, "%1.%2", more='<w:pStyle w:val="B"/>')
    ) + num(3, 1)
    styles = (
        style("A", "章标题", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
        + style("B", "一级条标题", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
        + style("C", "inherits", based="B")
        + style("D", "without", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based="A")
    )
    body = (
        p("x", style="A")
        + p("x", style="B")
        + p("x", style="C")
        + p("x", style="D")
        + p("x", style="A", number=(0, 0))
        + p("x", style="A")
    )
    # A style that inherits a list stands at the level of the style that the list names, or at its first.
    assert numbers(body, tied, styles)[:2] == ["1", "1.1"]
    assert numbers(body, tied, styles)[3:] == ["", "", numbers(body, tied, styles)[5]]


def test_lists_behind_a_numbering_style(numbers):
    lists = (
        abstract(1, more='<w:numStyleLink w:val="N"/>') + abstract(2, level(0, "%1）", "upperLetter"), more='<w:styleLink w:val="N"/>')
        + num(1, 1) + num(2, 2)
    )  # fmt: skip
    styles = style("N", "list style", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    assert numbers(many((1, 0), (1, 0)), lists, styles) == ["A）", "B）"]
    circle = abstract(1, more='<w:numStyleLink w:val="N"/>') + num(1, 1)
    loop = style("N", "loop", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert numbers(many((1, 0)), circle, loop) == [""]


def test_lists_that_are_not_there(numbers):
    assert numbers(many((9, 0), (1, 8), (1, 99)), CLAUSES + num(1, 1)) == ["", "", ""]
    bad = '<w:num w:numId="2"><w:lvlOverride/></w:num><w:num w:numId="3"><w:abstractNumId w:val="x"/></w:num>'
    assert numbers(many((2, 0), (3, 0)), CLAUSES + bad) == ["", ""]


def test_deleted_paragraphs_are_not_counted(numbers):
    gone = p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", number=(1, 0))
    assert numbers(many((1, 0)) + gone + many((1, 0)), CLAUSES + num(1, 1)) == ["1", "", "2"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("decimal", "12"), ("lowerLetter", "l"), ("upperLetter", "L"), ("lowerRoman", "xii"), ("upperRoman", "XII"),
        ("decimalZero", "12"), ("chineseCounting", "十二"), ("chineseCountingThousand", "十二"), ("japaneseCounting", "十二"),
        ("chineseLegalSimplified", "壹拾贰"), ("ideographDigital", "一二"), ("ideographTraditional", "乙"),
        ("ideographZodiac", "亥"), ("decimalEnclosedCircle", "⑫"), ("decimalEnclosedFullstop", "12."),
        ("decimalEnclosedParen", "(12)"), ("decimalFullWidth", "１２"), ("numberInDash", "- 12 -"), ("none", ""), ("odd", "12"),
    ],
)  # fmt: skip
def test_formats(kind: str, text: str):
    assert written(12, kind) == text


def test_formats_at_their_ends():
    assert [letters(0), letters(52), letters(10**9)[:3]] == ["0", "zz", letters(10**9)[:3]]
    assert len(letters(10**9)) <= 20
    assert [roman(0), roman(4000)] == ["0", "4000"]
    assert [chinese(n) for n in (0, 11, 20, 101, 1010, 9999, 10_000)] == [
        "〇", "十一", "二十", "一百零一", "一千零一十", "九千九百九十九", "10000",
    ]  # fmt: skip
    assert [written(0, "ideographTraditional"), written(51, "decimalEnclosedCircle"), written(5, "decimalZero")] == [
        "0",
        "51",
        "05",
    ]

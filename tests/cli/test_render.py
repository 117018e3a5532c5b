"""Blocks as text and Markdown, wide characters, colours, JSON."""

from __future__ import annotations

import io
import json

import pytest

from zhunsheng.cli.render.blocks import Block, Code, Span, Table, heading, items, line, para
from zhunsheng.cli.render.jsontext import envelope
from zhunsheng.cli.render.markdown import to_markdown
from zhunsheng.cli.render.plain import to_text
from zhunsheng.cli.render.width import columns, pad, wrap
from zhunsheng.cli.session import language_of, may_color, write

PAGE: list[Block] = [
    heading(1, "底线证明"),
    para("三项 ", Span("低于底线", "bad"), "。"),
    Table(("对照", "n"), ((line("甲 → 乙"), line("12")), (line("丙"), line("3"))), frozenset({1})),
    heading(2, "一、失败"),
    items([(line("甲", Span("  a.yaml:1:2", "place")), [items([line("乙")])]), line("丙")]),
    Code((line("a: 1"), line(Span("+ b", "good"))), "diff"),
]


def test_plain_text() -> None:
    assert to_text(PAGE) == (
        "底线证明\n========\n\n三项 低于底线。\n\n对照      n\n甲 → 乙  12\n丙        3\n\n"
        "■ 一、失败\n- 甲  a.yaml:1:2\n  - 乙\n- 丙\n\na: 1\n+ b\n"
    )


def test_markdown() -> None:
    assert to_markdown(PAGE) == (
        "# 底线证明\n\n三项 **低于底线**。\n\n| 对照 | n |\n| --- | ---: |\n| 甲 → 乙 | 12 |\n| 丙 | 3 |\n\n"
        "## 一、失败\n\n- 甲  `a.yaml:1:2`\n  - 乙\n- 丙\n\n```diff\na: 1\n+ b\n```\n"
    )


def test_colours_only_when_asked_for() -> None:
    assert "\x1b[" not in to_text(PAGE)
    coloured = to_text(PAGE, color=True)
    assert "\x1b[1;31m低于底线\x1b[0m" in coloured
    assert "\x1b[32m+ b\x1b[0m" in coloured


def test_markdown_marks_in_titles_are_harmless() -> None:
    assert to_markdown([para("a_b*c* <b> | x")]) == "a\\_b\\*c\\* \\<b\\> \\| x\n"
    assert to_markdown([para("# no heading")]) == "\\# no heading\n"
    assert to_markdown([Code((line("```"),))]) == "````\n```\n````\n"


def test_wide_characters_take_two_columns() -> None:
    assert (columns("底线a"), columns("—“”"), pad("底", 4)) == (5, 6, "底  ")


@pytest.mark.parametrize("width", range(8, 30))
def test_wrapped_lines_fit_and_lose_nothing(width: int) -> None:
    text = "年满65周岁，且为本区户籍或常住人口（含港澳台居民）；others: at least 2 visits a year。"
    lines = wrap(text, width)
    assert all(columns(one) <= width for one in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(one[0] in "，。；）" for one in lines)


def test_a_style_survives_wrapping() -> None:
    shown = to_text([para("一二三四", Span("五六七八九十", "bad"))], width=12, color=True)
    assert shown == "一二三四\x1b[1;31m五六\x1b[0m\n\x1b[1;31m七八九十\x1b[0m\n"


def test_json_begins_with_who_speaks() -> None:
    found = json.loads(envelope("floor", 1, {"名": "值"}))
    assert list(found) == ["zhunsheng", "schema", "verb", "exit", "名"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, True),
    ],
)
def test_who_welcomes_colour(environment: dict[str, str], expected: bool) -> None:
    assert may_color(Terminal(), environment) is expected
    assert may_color(io.StringIO(), {}) is False


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "zh"),
        (["--lang", "en"], {}, "en"),
        (["floor", "x", "--lang=en"], {}, "en"),
        (["--", "--lang", "en"], {}, "zh"),
        ([], {"ZHUNSHENG_LANG": "en"}, "en"),
        (["--lang", "zh"], {"ZHUNSHENG_LANG": "en"}, "zh"),
        (["--lang"], {}, "zh"),
    ],
)
def test_the_language_is_known_before_parsing(words: list[str], environment: dict[str, str], expected: str) -> None:
    assert language_of(words, environment) == expected


def test_an_ascii_stream_gets_escapes_and_no_error() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write("底 ok", stream)
    stream.seek(0)
    assert stream.read() == "\\u5e95 ok\n"

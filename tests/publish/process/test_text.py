"""Lines of text: nothing lost, nothing too wide, no punctuation where it must not stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.publish.process.text import advance, width_of, wrap

CJK = "受理补正核对评估，。、；（）「」：15"
LATIN = "acceptance of the application, within (5) days"


@given(st.text(CJK, min_size=1, max_size=80), st.integers(30, 200))
def test_chinese_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, 10, width)
    assert "".join(lines) == text
    assert all(width_of(line, 10) <= width + 1e-6 or len(line) <= 3 for line in lines)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=20), st.integers(80, 300))
def test_english_lines_break_between_words(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), 10, width)
    assert " ".join(lines) == " ".join(words)
    assert all(width_of(line, 10) <= width + 1e-6 for line in lines)


@given(st.text("受理补正核对，。、；）」", min_size=2, max_size=60), st.integers(60, 160))
def test_no_line_begins_with_closing_punctuation(text: str, width: int) -> None:
    runs = max((len(run) for run in "".join(c if c in "，。、；）」" else " " for c in text).split()), default=0)
    lines = wrap(text, 10, width)
    if runs <= 2:  # longer runs of punctuation do not fit on any line together with what they belong to
        assert not any(line[0] in "，。、；）」" for line in lines[1:])


@given(st.text("受理补正（「《", min_size=1, max_size=60), st.integers(60, 160))
def test_no_line_ends_with_an_opening_mark(text: str, width: int) -> None:
    whole = text + "完"
    if not any(mark * 3 in whole.replace("「", "（").replace("《", "（") for mark in "（"):
        assert not any(line[-1] in "（「《" for line in wrap(whole, 10, width)[:-1])


@pytest.mark.parametrize(
    "words", ["15个工作日内", "20个自然日内", "0.5个工作日内", "60周岁", "30分钟内", "3个月内", "208元"]
)
def test_a_number_stays_with_its_unit(words: str) -> None:
    for width in range(75, 130, 5):
        assert words in wrap(f"自受理之日起{words}办结并告知本人", 10, width)[0] + "|" + "|".join(
            wrap(f"自受理之日起{words}办结并告知本人", 10, width)
        )


def test_a_number_alone_joins_nothing() -> None:
    assert wrap("第5受理核对评估", 10, 40) == ("第5受理", "核对评估")


def test_a_word_wider_than_the_line_is_cut_with_a_hyphen() -> None:
    assert wrap("rehabilitation", 10, 40) == ("rehabil-", "itation")
    assert "".join(wrap("一二三四五六七", 10, 30)) == "一二三四五六七"


def test_lines_break_after_punctuation_and_are_about_equally_long() -> None:
    assert wrap("补正时间不计入，另行告知", 10, 100) == ("补正时间不计入，", "另行告知")
    widths = [width_of(line, 10) for line in wrap("受理补正核对评估确认公示", 10, 100)]
    assert widths == [60, 60]


def test_no_last_line_of_one_character() -> None:
    assert wrap("受理补正核对评", 10, 60) in {("受理补正", "核对评"), ("受理补", "正核对评")}


def test_widths() -> None:
    assert advance("准") == advance("，") == 1.0
    assert advance("\u0301") == advance("\u200b") == 0.0
    assert advance("é") == 0.65
    assert width_of("", 10) == 0
    assert wrap("", 10, 50) == ()

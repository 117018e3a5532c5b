"""How many lines a text takes, and paragraphs that are set a trifle closer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.word.everything import words, written
from tests.publish.word.structure import W
from zhunsheng.publish.blocks import Para, Run
from zhunsheng.publish.word.measure import Measured, ems


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("甲乙", 2.0),
        ("2024", 2.0),
        ("第1条", 3.0),
        ("a", 0.444),
        ("", 0.0),
        ("“甲”", 3.0),
        ("e\u0301", 0.444),
        ("甲 1", 1.75),
    ],
)
def test_widths_in_characters(text: str, wide: float) -> None:
    assert ems(text) == pytest.approx(wide)


def lines(text: str, characters: float, **how: Any) -> int:
    return Measured.of(text, 10, characters * 10, characters * 10).lines(**how)


def test_a_line_holds_as_many_characters_as_fit() -> None:
    assert [lines("文" * count, 10) for count in (1, 10, 11, 20, 21)] == [1, 1, 2, 2, 3]
    assert lines("一\n二\n三", 10) == 3


def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one() -> None:
    assert lines("文" * 10 + "。" + "文" * 8, 10) == 2  # the full stop takes a character along
    assert lines("文" * 10 + "。" + "文" * 9, 10) == 3
    assert lines("文" * 9 + "（" + "文" * 9, 10) == 2
    assert lines("文" * 9 + "（" + "文" * 10, 10) == 3
    assert lines("。" * 30, 10) == 3  # nothing but marks is broken somewhere


def test_a_latin_word_stays_whole() -> None:
    assert lines("文" * 8 + "abcdefgh", 10) == 2
    assert lines("word " * 4, 5) == 2


def test_a_full_stop_may_hang_in_the_margin() -> None:
    assert (lines("文" * 10 + "。", 10), lines("文" * 10 + "。", 10, hanging=True)) == (2, 1)


def test_closer_characters_and_more_room() -> None:
    assert lines("文" * 11, 10, squeeze=0.95) == 1
    assert lines("文" * 11, 10, slack=10) == 1
    assert lines("文1" * 7, 13.4, between=0.2) == lines("文1" * 7, 13.4) - 1


@given(st.text("文，。（a1 ", max_size=60), st.integers(2, 20))
def test_more_room_never_takes_more_lines(text: str, characters: int) -> None:
    assert lines(text, characters + 1) <= lines(text, characters)
    assert lines(text, characters, squeeze=0.3) <= lines(text, characters)


def spreads(text: str) -> set[str]:
    tree = written(Para((text, Run("", "strong")), "clause"), kind="standard")
    paragraph = next(one for one in tree.iter(f"{W}p") if words(one) == text)
    return {one.get(f"{W}val") for one in paragraph.iter(f"{W}spacing") if one.get(f"{W}val") is not None}


def test_a_last_line_of_one_character_is_avoided() -> None:
    # 467.75 pt hold 44 characters of 10.5 pt, the first line two fewer.
    assert spreads("文" * 42) == set()
    assert spreads("文" * 44) == set()
    assert len(spreads("文" * 42 + "。")) == 1
    assert all(-10 < int(one) < 0 for one in spreads("文" * 42 + "。"))


def test_links_are_set_as_close_as_the_rest() -> None:
    text = "文" * 40
    tree = written(Para((text, Run("文文", href="https://example.org"), "。"), "clause"), kind="standard")
    paragraph = next(one for one in tree.iter(f"{W}p") if words(one).startswith(text))
    runs = list(paragraph.iter(f"{W}r"))
    assert len(runs) == 3 and all(one.find(f"{W}rPr/{W}spacing") is not None for one in runs)

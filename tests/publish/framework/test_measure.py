"""Widths and line breaks: what is drawn must fit where it is drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.publish.framework.measure import width_of, wrap

texts = st.text("标准服务，。（）《》—GB/T 1.2—2020 abc", max_size=40)
faces = st.sampled_from(["sans", "serif"])


@given(texts, texts, faces)
def test_a_line_is_as_wide_as_its_parts(left: str, right: str, face: str) -> None:
    whole = width_of(left + right, 9, face)  # type: ignore[arg-type]
    assert abs(whole - width_of(left, 9, face) - width_of(right, 9, face)) < 1e-9  # type: ignore[arg-type]


def test_chinese_is_square_and_bold_latin_is_wider() -> None:
    assert width_of("国家标准", 8) == width_of("国家标准", 8, strong=True) == 32
    assert width_of("GB", 10) < width_of("GB", 10, strong=True) < 1.1 * width_of("GB", 10)
    assert width_of("e\u0301", 10) == width_of("e", 10)
    assert width_of("ő", 10) == 7.2


@given(texts, st.floats(6, 200), faces)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, limit: float, face: str) -> None:
    lines = wrap(text, limit, 7, face)  # type: ignore[arg-type]
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line == line.strip()
        assert line
        assert len(line) == 1 or width_of(line, 7, face) <= limit + 1e-9  # type: ignore[arg-type]


@given(
    st.lists(st.sampled_from(["标准", "服务，", "（试行）", "《通则》。", "规范；"]), max_size=12), st.floats(40, 120)
)
def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one(parts: list[str], limit: float) -> None:
    for line in wrap("".join(parts), limit, 8):
        assert line[0] not in "，。；）》"
        assert line[-1] not in "（《"


def test_words_are_kept_whole_and_lines_about_equal() -> None:
    assert wrap("Management standards", 50, 8) == ("Management", "standards")
    assert wrap("Post standards", 200, 8) == ("Post standards",)
    assert wrap("一二三四五六七八九", 56, 7) == ("一二三四五", "六七八九")
    assert wrap("GB/T", 5, 7) == ("G", "B", "/", "T")
    assert wrap("", 50, 8) == ()
    assert wrap("  ", 50, 8) == ()
    assert wrap("（（", 50, 8) == ("（（",)

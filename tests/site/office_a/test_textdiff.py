"""Two texts compared word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.office.textdiff import likeness, pair_parts, text_diff, words_of

TEXTS = st.text(alphabet="应每年为服务对象做体检80岁a b.9，\n", max_size=60)


@given(TEXTS)
def test_words_spell_the_text(text: str) -> None:
    """Nothing is lost or added by taking a text apart."""
    assert "".join(words_of(text)) == text


@given(TEXTS, TEXTS)
def test_pieces_spell_both_texts(old: str, new: str) -> None:
    """What stayed or went is the old text, what stayed or came is the new one."""
    pieces = text_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_the_same_text_has_no_change(text: str) -> None:
    """A text differs in nothing from itself."""
    assert [piece.kind for piece in text_diff(text, text)] in ([], ["same"])
    assert likeness(text, text) == 1


def test_a_number_changes_as_a_whole() -> None:
    """80 becomes 85: one word, not one digit."""
    pieces = text_diff("年满80周岁、不满90周岁的，每年不少于2次", "年满85周岁、不满90周岁的，每年不少于2次")
    assert [(piece.kind, piece.text) for piece in pieces[1:3]] == [("gone", "80"), ("new", "85")]


def test_one_letter_of_agreement_is_not_worth_a_mark() -> None:
    """Two changes with one common character between them read as one."""
    pieces = text_diff("由街道的人员上门", "由社区医生的队伍上门")
    assert [piece.kind for piece in pieces].count("gone") == 1


NUMBERED = st.lists(st.tuples(st.sampled_from(["1", "2", "3", "4.1", "4.2"]), TEXTS), max_size=6)


@given(NUMBERED, NUMBERED)
def test_every_part_is_paired_once(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    """No part of either side is lost or shown twice, and the new side keeps its order."""
    pairs = pair_parts(old, new, lambda part: part[0], lambda part: part[1])
    assert [pair.new for pair in pairs if pair.new is not None] == new
    assert sorted(pair.old for pair in pairs if pair.old is not None) == sorted(old)


def test_a_clause_under_another_number_is_found() -> None:
    """5.3 moved to 5.4 because a clause came in before it."""
    old = [("5.2", "应每年提供1次体格检查"), ("5.3", "应当面反馈结果并给出健康指导")]
    new = [
        ("5.2", "应每年提供1次体格检查"),
        ("5.3", "应每年提供1次中医药服务"),
        ("5.4", "应当面反馈结果并给出健康指导"),
    ]
    pairs = pair_parts(old, new, lambda part: part[0], lambda part: part[1])
    assert [(pair.old and pair.old[0], pair.new and pair.new[0]) for pair in pairs] == [
        ("5.2", "5.2"),
        (None, "5.3"),
        ("5.3", "5.4"),
    ]

"""The number, letter or mark that a paragraph begins with, typed or automatic, and what it can mean.

One beginning can be read in several ways (「1.80至89周岁」 is item 1 or clause 1.80): all are told, the likeliest first,
and the outline takes the one that continues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from zhunsheng.exchange.word.text import chinese_number, fold

LabelKind = Literal[
    "decimal", "annex", "annex_decimal", "chapter", "section", "article", "han", "han_paren", "arabic", "arabic_paren",
    "letter", "closed", "circled", "dash", "bullet", "note", "example", "footnote", "table", "figure", "bracket",
    "attachment",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A label.

    values: its numbers (letters as A = 1, a = 1).  text: as it is written in the format: ``5.1``, ``第一条``, ``a)``.
    end: where the words behind it begin.  stop: where the label itself ends, without blanks and dots behind it.
    spaced: whether a blank or dot parts it from the words.
    """

    kind: LabelKind
    values: tuple[int, ...]
    text: str
    stop: int
    end: int
    spaced: bool = True


#: Characters in which a label and what tells it from plain words stand.
_LONGEST: Final = 60
_HAN: Final = "[一二三四五六七八九十百零〇]{1,5}"
#: What may not follow a bare number: it is then part of a quantity, a range, a time or a word.
_NO_NUMBER: Final = r"(?![\d%‰℃°:/+*×÷=~～–—‑<>≤≥)-])"
_DECIMAL: Final = re.compile(rf"(\d{{1,2}}+(?:\.\d{{1,3}}+){{0,5}}+)([.、]?+)(?=(\s*)){_NO_NUMBER}")
_ANNEX_DECIMAL: Final = re.compile(rf"([A-Z](?:\.\d{{1,3}}+){{1,5}}+)([.、]?+)(?=(\s*)){_NO_NUMBER}")
_ANNEX: Final = re.compile(r"附\s*录\s*([A-Z])(?![A-Za-z.])\s*[:.、]?")
_LAW: Final = re.compile(rf"第\s*({_HAN}|\d{{1,3}})\s*([编章节条])(之{_HAN})?(?=(\s*))")
_ATTACHMENT: Final = re.compile(rf"附\s*件\s*(?:({_HAN}|\d{{1,2}})\s*(?:[:.、]|(?=\s|$))|:?(?=\s*$))")
_NOTE: Final = re.compile(r"[\[【]?注\s*(\d{0,2})\s*[\]】]?\s*[::]|注(\d{1,2})(?=\s)")
_EXAMPLE: Final = re.compile(r"[\[【]?示例\s*(\d{0,2})\s*[\]】]?\s*(?:[::]|$)")
_FOOTNOTE: Final = re.compile(r"脚注\s*(\d{0,2})\s*[::]")
_CAPTION: Final = re.compile(
    r"(续?[表图])\s*((?:[A-Z]\s*\.\s*)?\d{1,3}(?:\s*[.-]\s*\d{1,2})?)(?![\d年月日个次项.])(?=(.?))"
)
_SIMPLE: Final[tuple[tuple[LabelKind, re.Pattern[str]], ...]] = (
    ("han", re.compile(rf"({_HAN})\s*[、.]")),
    ("han_paren", re.compile(rf"\(\s*({_HAN})\s*\)、?")),
    ("arabic_paren", re.compile(r"\(\s*(\d{1,3})\s*\)")),
    ("letter", re.compile(r"([a-z])\s*\)|\(([a-z])\)|([a-z])[、.](?![a-zA-Z])")),
    ("closed", re.compile(r"(\d{1,3})\s*\)")),
    ("arabic", re.compile(r"(\d{1,3})\s*[.、](?!\d{4})")),
    ("bracket", re.compile(r"\[(\d{1,3})\]")),
)
_CIRCLED: Final = re.compile(r"[①-⑳㉑-㉟⑴-⒇⒈-⒛]")
_DASH: Final = re.compile(r"(?:——|──|—|–|--?(?=\s)|─)(?!\s*\d+\s*[—–-])")
_BULLET: Final = re.compile(r"[•●■◆▪·➢✓※▲★◇]")


def labels(text: str) -> tuple[Label, ...]:
    """Every way to read how a text begins, the likeliest first; empty when it begins with plain words.

    >>> labels("５．１　供餐")[0].text, labels("ａ）户口簿；")[0].text, labels("第三条　办理")[0].text
    ('5.1', 'a)', '第三条')
    >>> [(one.kind, one.text) for one in labels("1.80至89周岁")]
    [('decimal', '1.80'), ('arabic', '1.')]
    >>> labels("2023年"), labels("3～5人")
    ((), ())
    """
    start = len(text) - len(text.lstrip())
    return tuple(_read(fold(text[: start + _LONGEST]), start))


def _read(plain: str, start: int) -> Iterator[Label]:
    first = plain[start : start + 1]
    if not first:
        return
    if first.isdigit() and first.isascii():
        yield from _decimal(plain, start, _DECIMAL, "decimal")
    elif "A" <= first <= "Z":
        yield from _decimal(plain, start, _ANNEX_DECIMAL, "annex_decimal")
        return
    elif first in "附第注示脚续表图[【":
        yield from _worded(plain, start)
    for kind, pattern in _SIMPLE:
        found = pattern.match(plain, start)
        if found:
            yield _simple(plain, kind, found)
    yield from _signs(plain, start)


def _decimal(plain: str, start: int, pattern: re.Pattern[str], kind: LabelKind) -> Iterator[Label]:
    found = pattern.match(plain, start)
    if found is None:
        return
    number = found[1]
    values = tuple(ord(part) - 64 if part.isalpha() else int(part) for part in number.split("."))
    if any(value == 0 for value in values[1:]) or (len(values) == 1 and number.startswith("0") and number != "0"):
        return
    spaced = bool(found[2] or found[3]) or found.end() == len(plain)
    yield Label(kind, values, number, found.end(1), found.end() + len(found[3]), spaced)


def _worded(plain: str, start: int) -> Iterator[Label]:
    """附录A, 第三条, 附件2, 注1：, 示例：, 表1 and the like."""
    if found := _ANNEX.match(plain, start):
        yield Label("annex", (ord(found[1]) - 64,), found[1], found.end(), _past(plain, found.end()))
    if found := _LAW.match(plain, start):
        yield _law(plain, found)
    if found := _ATTACHMENT.match(plain, start):
        number = chinese_number(found[1]) if found[1] else 0
        text = f"附件{number}" if number else "附件"
        yield Label("attachment", (number or 0,), text, found.end(), _past(plain, found.end()))
    marks: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
        ("note", _NOTE),
        ("example", _EXAMPLE),
        ("footnote", _FOOTNOTE),
    )
    for kind, pattern in marks:
        if found := pattern.match(plain, start):
            number = next((int(part) for part in found.groups() if part), 0)
            yield Label(kind, (number,), found[0].strip(), found.end(), _past(plain, found.end()))
    if found := _CAPTION.match(plain, start):
        yield _caption(plain, found)


def _law(plain: str, found: re.Match[str]) -> Label:
    kinds: dict[str, LabelKind] = {"编": "chapter", "章": "chapter", "节": "section", "条": "article"}
    number = chinese_number(found[1]) or 0
    after = chinese_number(found[3][1:]) or 0 if found[3] else 0
    values = (number, after) if after else (number,)
    text = f"第{found[1]}{found[2]}{found[3] or ''}"
    spaced = bool(found[4]) or found.end() == len(plain)
    return Label(kinds[found[2]], values, text, found.end(), found.end() + len(found[4]), spaced)


def _caption(plain: str, found: re.Match[str]) -> Label:
    kind: LabelKind = "table" if found[1].endswith("表") else "figure"
    number = re.sub(r"\s", "", found[2])
    values = tuple(ord(part) - 64 if part.isalpha() else int(part) for part in re.split(r"[.-]", number))
    end = _past(plain, found.end(2))
    return Label(kind, values, found[1] + number, found.end(2), end, found.end(2) != end or not found[3])


def _simple(plain: str, kind: LabelKind, found: re.Match[str]) -> Label:
    written = next(part for part in found.groups() if part)
    value = ord(written) - 96 if kind == "letter" else chinese_number(written) or 0
    texts = {
        "han": written, "han_paren": f"（{written}）", "arabic_paren": f"（{written}）", "letter": f"{written})",
        "closed": f"{written})", "arabic": f"{written}.", "bracket": f"[{written}]",
    }  # fmt: skip
    stop = found.end(1) if kind in ("han", "arabic") else found.end()
    return Label(kind, (value,), texts[kind], stop, _past(plain, found.end()))


def _signs(plain: str, start: int) -> Iterator[Label]:
    if found := _CIRCLED.match(plain, start):
        yield _circled(plain, found)
    if found := _DASH.match(plain, start):
        yield Label("dash", (), "——", found.end(), _past(plain, found.end()))
    if found := _BULLET.match(plain, start):
        yield Label("bullet", (), found[0], found.end(), _past(plain, found.end()))


def _circled(plain: str, found: re.Match[str]) -> Label:
    sign = found[0]
    kinds: tuple[tuple[str, LabelKind, int], ...] = (
        ("㉑", "circled", 21),
        ("⒈", "arabic", 1),
        ("⑴", "arabic_paren", 1),
        ("①", "circled", 1),
    )
    first, kind, start = next(one for one in kinds if sign >= one[0])
    number = ord(sign) - ord(first) + start
    text = {"circled": sign, "arabic_paren": f"（{number}）", "arabic": f"{number}."}[kind]
    return Label(kind, (number,), text, found.end(), _past(plain, found.end()))


def _past(plain: str, at: int) -> int:
    """Behind the blanks at a place."""
    while at < len(plain) and plain[at] in " \n":
        at += 1
    return at

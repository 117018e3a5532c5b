"""Text as it is compared and as it is kept: folding character for character, trimming, lines that were broken."""

from __future__ import annotations

import re
from typing import Final

_FOLD: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(blank): " " for blank in "\u3000\u00a0\u2002\u2003\u2009\u202f\t"
}
#: Characters that show nothing and mean nothing in Chinese text.
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_SPACES: Final = re.compile(r"\s+")
#: What a paragraph or a line may end with when it is complete.
_ENDS: Final = "。；;：:！!？?…”’」』）)】》〉.]"
_ITEM_START: Final = re.compile(
    r"\s*(?:[a-z0-9]{1,2}[)）]|[（(][0-9a-z一二三四五六七八九十]{1,3}[）)]|——|[•●■◆▪·○①-⑳]|[0-9]{1,2}[.、．]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]+[章节条])"
)
_DIGITS: Final = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000}


def fold(text: str) -> str:
    """Full-width letters, digits, signs and blanks as ASCII, character for character: positions stay.

    >>> fold("ＧＢ／Ｔ　２２６０")
    'GB/T 2260'
    """
    return text.translate(_FOLD)


def squeezed(text: str) -> str:
    """A folded text without any blanks, to compare headings such as 「前　言」."""
    return _SPACES.sub("", fold(text)).translate(_INVISIBLE)


def tidy(text: str) -> str:
    """A line as it is kept: tabs and no-break blanks as blanks, nothing invisible, trimmed."""
    return text.replace("\t", " ").replace("\u00a0", " ").translate(_INVISIBLE).strip()


def is_complete(text: str) -> bool:
    """Whether a line ends as a sentence, an item or a quotation does."""
    return not text or text.rstrip()[-1:] in _ENDS or not text.strip()


def unbroken(text: str) -> str:
    """A paragraph with line breaks as lines that each are complete: a break inside a sentence is undone.

    >>> unbroken("接种后在指定区域观察有无异常\\n反应的过程。")
    '接种后在指定区域观察有无异常反应的过程。'
    >>> unbroken("包括：\\na) 甲；\\nb) 乙。").split("\\n")
    ['包括：', 'a) 甲；', 'b) 乙。']
    """
    lines: list[str] = []
    for raw in text.split("\n"):
        line = tidy(raw)
        if not line:
            continue
        if lines and not is_complete(lines[-1]) and not _ITEM_START.match(line) and _runs_on(lines[-1], line):
            lines[-1] = joined(lines[-1], line)
        else:
            lines.append(line)
    return "\n".join(lines)


def joined(first: str, second: str) -> str:
    """Two parts of one sentence: with a blank between Latin words, without between Chinese ones."""
    latin = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if latin else first + second


def _runs_on(first: str, second: str) -> bool:
    """Whether a break stands inside a sentence: the next line goes on with words that end one."""
    return any(mark in second for mark in "，。；、：") or any(mark in first for mark in "，、；：")


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral, place by place or with 十百千; None for anything else.

    >>> [chinese_number(text) for text in ("二十三", "十", "二〇二三", "一百零五", "廿")]
    [23, 10, 2023, 105, None]
    """
    if text.isascii() and text.isdigit():
        return int(text[:9])
    if not text or any(char not in _DIGITS and char not in _POWERS for char in text):
        return None
    if not any(char in _POWERS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text[:9]))
    total, digit = 0, None
    for char in text:
        if char in _POWERS:
            total += _POWERS[char] * (1 if digit is None else digit)
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)

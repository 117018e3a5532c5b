"""How a counter of a list is written: 1, a, iv, 一, ①, 壹 …  (`w:numFmt`, ISO/IEC 29500-1 §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letters(number: int) -> str:
    """a … z, aa, bb … as Word counts on.

    >>> letters(1), letters(26), letters(27), letters(54)
    ('a', 'z', 'aa', 'bbb')
    """
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(times + 1, 20) if number > 0 else str(number)


def roman(number: int) -> str:
    """i, ii, iv … up to 3999; digits beyond.

    >>> roman(4), roman(1999)
    ('iv', 'mcmxcix')
    """
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def chinese(number: int, digits: str = _DIGITS, powers: str = "十百千") -> str:
    """A Chinese numeral below ten thousand; digits beyond.

    >>> [chinese(n) for n in (1, 10, 12, 20, 105, 110, 1001)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十', '一千零一']
    """
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    zero = "零"
    text = ""
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += digits[digit] + (powers[power - 1] if power else "")
        elif text and not text.endswith(zero) and number % 10**power:
            text += zero
    return text[1:] if 10 <= number < 20 and digits is _DIGITS else text


def circled(number: int) -> str:
    """① to ㊿; digits beyond.

    >>> circled(1), circled(21), circled(36)
    ('①', '㉑', '㊱')
    """
    for first, last, start in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(start) + number - first)
    return str(number)


def _each(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number > 0 else str(number)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(abs(number)))


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL, "拾佰仟"),
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "ideographTraditional": _each(_STEMS),
    "ideographZodiac": _each(_BRANCHES),
    "ideographEnclosedCircle": circled,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) - 0x30 + 0xFF10) for digit in str(abs(number))),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) - 0x30 + 0xFF10) for digit in str(abs(number))),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}


def written(number: int, kind: str) -> str:
    """A counter in a format; a format that is not known here is written in digits, as `decimal` is."""
    return _FORMATS.get(kind, str)(number)

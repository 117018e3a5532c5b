"""Numerals as Chinese papers write them: full-width digits, ``八十``, ``一千零八十``, ``1.5万``, ``贰``, ``半``.

Only the value of a numeral lives here; numerals with their units are in `tokens`.  Values are exact.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

#: Full-width letters, digits and the signs that stand in numbers, to their half-width form.  Punctuation of sentences
#: (，：；（）) stays, so that a comma between two numbers is never taken for a thousands separator.
_HALF = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
for _kept in "，：；（）！？":
    del _HALF[ord(_kept)]
#: Spaces of every width, also of none.
_HALF |= dict.fromkeys((0x3000, 0xA0, 0x202F, 0x205F, 0xFEFF, *range(0x2000, 0x200E)), 0x20)
#: Dashes and waves that people put between the ends of a range; signs of more and less; small percent.
_HALF |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212, 0x2500, 0xFE63, 0xAD), 0x2D) | {0x2015: 0x2014, 0xFE6A: 0x25}
_HALF |= dict.fromkeys((0x301C, 0x223C, 0x02DC, 0xFE4B), 0x7E)
_HALF |= dict.fromkeys((0x2267, 0x2A7E), 0x2265) | dict.fromkeys((0x2266, 0x2A7D), 0x2264)

_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2, "俩": 2}
_DIGITS |= {char: index for index, char in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}

#: The characters of a Chinese numeral below ten thousand.
CHINESE = "零〇一二两俩三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
#: A numeral as a pattern: digits, in groups of three or not (``1 080``, ``1,080``), with decimals; Chinese, also past ten
#: thousand (十二万三千); ``半`` for a half.  Bounded, so that no text makes a search slow.
VALUE = (
    r"[0-9]{1,3}(?:[ ,，][0-9]{3}){1,4}(?![0-9])(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?"
    rf"|[{CHINESE}]{{1,15}}(?:[万亿][{CHINESE}]{{0,9}}){{0,2}}|半"
)
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MAX_DIGITS = 15
_NO_GROUPS = str.maketrans("", "", " ,，")


def half_width(text: str) -> str:
    """The text with half-width digits, letters and signs, character for character, so that positions stay.

    >>> half_width("年满６０周岁，补贴１．５万元／年，不低于９０％")
    '年满60周岁，补贴1.5万元/年，不低于90%'
    """
    return text if text.isascii() else text.translate(_HALF)


@lru_cache(4096)
def read_numeral(text: str) -> Fraction | None:
    """The value of a numeral, alone or with ``万`` and ``亿``; None where it is none or longer than 15 digits.

    >>> [str(read_numeral(text)) for text in ("1 080", "八十", "一千零八十", "1.5万", "两", "半", "二〇", "十二万三千")]
    ['1080', '80', '1080', '15000', '2', '1/2', '20', '123000']
    >>> [str(read_numeral(text)) for text in ("两万五", "一百五", "一百零五", "１００，０００".translate(_HALF))]
    ['25000', '150', '105', '100000']
    >>> read_numeral("百十"), read_numeral("十十"), read_numeral("")
    (Fraction(110, 1), None, None)
    """
    plain = text.translate(_NO_GROUPS)
    if _DECIMAL.fullmatch(plain):
        return Fraction(plain) if len(plain) <= _MAX_DIGITS else None
    if plain == "半":
        return Fraction(1, 2)
    for mark in ("亿", "万"):
        high, found, low = plain.partition(mark)
        if found:
            return _scaled(high, mark, low)
    return _below_ten_thousand(plain)


def _scaled(high: str, mark: str, low: str) -> Fraction | None:
    times = read_numeral(high)
    rest = read_numeral(low.removeprefix("零")) if low else Fraction(0)
    if times is None or rest is None:
        return None
    if len(low) == 1 and low in _DIGITS:  # 两万五 is 25,000
        rest *= _SCALES[mark] // 10
    return times * _SCALES[mark] + rest


def _below_ten_thousand(text: str) -> Fraction | None:
    """A Chinese numeral without 万; digit by digit (二〇二三) or with places (二十三)."""
    if not text or len(text) > _MAX_DIGITS:
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return Fraction("".join(str(_DIGITS[char]) for char in text))
    total, digit, last = 0, None, 10_000
    for char in text:
        power = _POWERS.get(char)
        if power is not None:
            if power >= last:
                return None
            total += (digit or 1) * power
            digit, last = None, power
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    if digit and 10 < last < 10_000 and text[-2] not in _ZERO:  # 一百五 is 150
        digit *= last // 10
    return Fraction(total + (digit or 0))


_ZERO = frozenset("零〇")

"""Numbers with their units: ``1080元``, ``20个工作日``, ``0岁至6岁``, ``百分之八十五``, ``2次/年``.

Years of the calendar, days of a month, ordinals, numbers of clauses and codes of standards are no such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.exchange.propose.measures import (
    HEAD_WORDS,
    MEASURES,
    PERIODS,
    SPANS,
    TIME_WORDS,
    UNIT_WORDS,
    is_other_word,
)
from zhunsheng.exchange.propose.numerals import CHINESE, VALUE, read_numeral
from zhunsheng.exchange.propose.periods import Every

_TO = r"[ \n]*(?:至|到|[-—–~]{1,2})[ \n]*"
_BEHIND = (
    # /年, /人·月, /(人·月), 每人每月, （每人每月）
    rf"/[ \n]*[(（]?[ \n]*(?:{HEAD_WORDS}|{TIME_WORDS})(?:(?: *[·・.•*×/、] *每?|每)?(?:{HEAD_WORDS}"
    rf"|{TIME_WORDS}))? *[)）]?"
    r"|[（(]每(?:[人户位名生])?每?(?:年|月|季度|学期|周|天|日)[)）]"
    r"|每[ \n]*(?:[人户位名生][ \n]*)?每?(?:年|月|季度|学期|周|天|日|小时|次|餐|件|例|户|床)(?![0-9不一二两三四五至第限])"
)
_NUMBER = re.compile(
    # Not the rest of a code or an ordinal; 第1个月内 is a stretch of time all the same.
    rf"(?=[0-9{CHINESE}半万￥¥])(?<![0-9A-Za-z.初])(?<!第(?![0-9{CHINESE}]{{1,2}}个?[月周天][内之以]))(?<!第[0-9{CHINESE}])"
    rf"(?:[￥¥][ \n]*(?P<yen>{VALUE})(?P<yen_scale>万)?(?![ \n]*[元万])"
    rf"|(?P<of>[百千万])分之(?P<share>{VALUE})(?:{_TO}(?:[百千万]分之)?(?P<share_high>{VALUE}))?"
    rf"|(?:(?P<low>{VALUE})[ \n]*(?P<low_unit>{UNIT_WORDS})?[ \n]*(?:[（(][含及][)）])?{_TO})?"
    rf"(?P<number>{VALUE})[ \n]*(?P<scale>[千百]?[万亿千百])?[余多]?[ \n]*(?P<half>个半(?=小时|月"
    rf"|钟头))?(?P<unit>{UNIT_WORDS})(?![A-Za-z])"
    rf"(?:(?P<jiao>{VALUE})角|(?P<tenth>(?<=成)[一二三四五六七八九]))?)"
    rf"(?: *(?P<behind>{_BEHIND}))?"
)
_SHARES = {"百": 1, "千": 10, "万": 100}
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_WORDS = re.compile(f"{TIME_WORDS}|{HEAD_WORDS}")
_BEFORE_NONE = re.compile(r"(?:[初统唯同]|星期|礼拜|20\d\d年度?第?)$")
_CALENDAR = re.compile(r"(?:[0-9]{4}|[12一二][0-9零〇一二三四五六七八九]{3})$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit.  low: the lower end of a range; per: what is written behind it (2次/年), "" for a word
    that is no unit of ours (元/期).
    """

    start: int
    end: int
    value: Fraction
    measure: str
    low: Fraction | None = None
    per: tuple[str, ...] = ()

    @property
    def is_span(self) -> bool:
        """Whether it is a stretch of time."""
        return self.measure in SPANS


def numbers_in(plain: str, everies: list[Every]) -> Iterator[Number]:
    """The numbers of a text, in order, without those that belong to a period (每3个月).

    >>> [(str(n.value), n.measure) for n in numbers_in("五十八元五角，四个半小时，三刻钟，九成五，万分之三，¥1,200", [])]
    [('117/2', 'CNY'), ('9/2', 'hour'), ('3', 'quarter_hour'), ('95', 'percent'), ('3/100', 'percent'), ('1200', 'CNY')]
    """
    taken = [(every.start, every.end) for every in everies]
    for found in _NUMBER.finditer(plain):
        at = found.start()
        if any(start <= at < end for start, end in taken) or _is_none(plain, found):
            continue
        value = read_numeral(found["share"] or found["yen"] or found["number"])
        if value is None:
            continue
        per = _behind(found["behind"]) if found["behind"] else ()
        if found["yen"]:
            yield Number(at, found.end(), value * (10_000 if found["yen_scale"] else 1), "CNY", None, per)
        elif found["share"]:
            yield _share(found, value, per)
        else:
            yield _measured(found, value, per)


def _share(found: re.Match[str], value: Fraction, per: tuple[str, ...]) -> Number:
    """百分之…, 千分之…, 万分之… as percent."""
    size = _SHARES[found["of"]]
    high = read_numeral(found["share_high"]) if found["share_high"] else None
    if high is None:
        return Number(found.start(), found.end(), value / size, "percent", None, per)
    return Number(found.start(), found.end(), high / size, "percent", value / size, per)


def _measured(found: re.Match[str], value: Fraction, per: tuple[str, ...]) -> Number:
    measure = MEASURES[found["unit"].replace(" ", "")]
    for mark in found["scale"] or "":
        value *= _SCALES[mark]
    if found["half"]:
        value += Fraction(1, 2)
    if found["jiao"] and measure == "CNY":
        value += (read_numeral(found["jiao"]) or 0) / Fraction(10)
    low = read_numeral(found["low"]) if found["low"] else None
    if measure == "per_mille":
        measure, value, low = "percent", value / 10, low and low / 10
    if measure == "tenths":
        tenth = (read_numeral(found["tenth"]) if found["tenth"] else None) or Fraction(0)
        measure, value, low = "percent", value * 10 + tenth, low and low * 10
    start = found.start()
    if low is not None and (
        low > value or (found["low_unit"] and MEASURES[found["low_unit"].replace(" ", "")] != measure)
    ):
        low, start = None, found.start("number")  # a dash or 至 between two things, no range
    return Number(start, found.end(), value, measure, low, per)


def _behind(text: str) -> tuple[str, ...]:
    """The units written behind a number: ``/人·月`` is person, month."""
    return tuple(PERIODS[word][0] if word in PERIODS else "" for word in _WORDS.findall(text))


def _is_none(plain: str, found: re.Match[str]) -> bool:
    """Whether what looks like a number with a unit is a date, an ordinal, part of a code, or another word."""
    unit, number = (found["unit"] or "").replace(" ", "") or None, found["number"]
    before, after = plain[max(0, found.start() - 3) : found.start()], plain[found.end() : found.end() + 1]
    if before[-1:] in ("-", "—", "–", "/", "×", ":", "+") or _BEFORE_NONE.search(before):
        return True
    if number and number[0] in "十百千万" and before and before[-1] in "上数几":
        return True
    if unit is None:
        return False
    if unit == "年" and _CALENDAR.fullmatch(number):
        return True
    if unit == "日" and before[-1:] == "月":
        return True
    if unit == "月" and not found["half"]:
        return True
    return not found["behind"] and is_other_word(unit, after)

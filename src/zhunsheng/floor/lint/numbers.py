"""Numbers as Chinese prose writes them: ``每年２次``, ``两个月``, ``百分之三十``, ``65周岁``, ``1.5万元``.

Only numbers with a unit are read; dates, years of the calendar and ordinals are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction

from zhunsheng.standard.units import UNITS, Unit, factor

_DIGIT = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_POWER = {"十": 10, "百": 100, "千": 1000}
#: Words for a unit in prose -> its name; longer words first.  ``times`` and ``age`` are our own classes.
_WORDS = {
    "个工作日": "working_day", "工作日": "working_day", "个自然日": "calendar_day", "自然日": "calendar_day",
    "个日历日": "calendar_day", "个学习日": "school_day", "学习日": "school_day", "周岁": "age", "岁": "age",
    "个月": "month", "学年": "school_year", "个学年": "school_year", "学期": "term", "个学期": "term",
    "个季度": "quarter", "季度": "quarter", "小时": "hour", "个小时": "hour", "分钟": "minute", "课时": "session",
    "平方米": "square_metre", "万元": "wan_CNY", "元": "CNY", "人次": "times", "次": "times", "天": "any_day",
    "日": "any_day", "周": "week", "年": "year", "倍": "ratio", "%": "percent", "公里": "km", "千米": "km",
    "毫克": "mg", "克": "g", "份": "copy", "套": "set", "种": "kind", "场": "show", "部": "film", "册": "book",
    "名": "person", "人": "person", "项": "item", "张床位": "bed", "床位": "bed", "餐": "meal", "件": "case",
    "米": "metre", "户": "household", "孕次": "pregnancy",
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_VALUE = r"[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万]*|半"
_NUMBER = rf"(?:(?P<low>{_VALUE})\s*[至到—–~-]\s*)?(?P<percent>百分之)?(?P<number>{_VALUE})(?P<wan>万)?"
_PER = r"学习日|工作日|季度|学年|学期|半年|年度|年|月|季|周|日|天|孕次|孕期|人|户|个?孩子|床"
_MENTION = re.compile(rf"{_NUMBER}\s*(?P<unit>{_UNIT})?(?:\s*/\s*(?:(?:人|生)\s*[·/]\s*)?(?P<after>{_PER}))?")
_EVERY = re.compile(rf"(?:每|按)\s*(?P<count>[0-9]+|[一两二三四五六七八九十]|半)?\s*个?\s*(?P<per>{_PER})")
_PERIODS = {
    "学习日": "school_day", "工作日": "working_day", "季度": "quarter", "季": "quarter", "学年": "school_year",
    "学期": "term", "半年": "half_year", "年度": "year", "年": "year", "月": "month", "周": "week",
    "日": "calendar_day", "天": "calendar_day", "孕次": "pregnancy", "孕期": "pregnancy", "人": "person",
    "户": "household", "孩子": "child", "个孩子": "child", "床": "bed",
}  # fmt: skip
#: What follows a unit and makes it another word: 一次性, 一日三餐, 3月5日 is a date.
_OTHER_WORD = {
    "次": "性间之",
    "年": "级度龄第",
    "日": "制常",
    "人": "民员",
    "项": "目",
    "件": "套",
    "部": "门分",
    "种": "类",
}
_TIMES = frozenset({"visit", "time", "contact", "activity"})
_PIECE = re.compile(r"[。；;！？，,：\n]")
_SENTENCE = re.compile(r"[。；;！？\n]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in prose.  per: the period it counts in and how many of them (每2年 is 2); exclusive: 未满 / 不满."""

    value: Fraction
    measure: str
    start: int
    end: int
    per: str | None = None
    periods: Fraction = Fraction(1)
    exclusive: bool = False


def mentions(text: str) -> list[Mention]:
    """Every number with a unit, in order; `start` and `end` are characters of `text`.

    >>> [(str(m.value), m.measure, m.per) for m in mentions("每年提供２次服务，两个月内完成，费用不超过百分之三十。")]
    [('2', 'times', 'year'), ('2', 'month', None), ('30', 'percent', None)]
    """
    plain = _plain(text)
    found: list[Mention] = []
    taken: set[int] = set()
    for every in _EVERY.finditer(plain):
        taken.update(range(every.start(), every.end()))
    for match in _MENTION.finditer(plain):
        if match.start() in taken or _is_no_quantity(plain, match):
            continue
        mention = _mention(plain, match, found[-1] if found else None)
        if mention is not None:
            low = chinese_number(match["low"]) if match["low"] else None
            found += [replace(mention, value=low)] if low is not None else []
            found.append(mention)
    return found


def chinese_number(text: str) -> Fraction | None:
    """The value of digits or of a Chinese numeral below a hundred million; None where it is neither.

    >>> [str(chinese_number(text)) for text in ("十五", "两百三十", "一万五千", "半", "二〇")]
    ['15', '230', '15000', '1/2', '20']
    """
    plain = text.replace(",", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain):
        return Fraction(plain)
    if plain == "半":
        return Fraction(1, 2)
    if plain and all(char in _DIGIT for char in plain):
        return Fraction("".join(str(_DIGIT[char]) for char in plain))
    high, mark, low = plain.partition("万")
    if mark:
        tens = chinese_number(high)
        rest = chinese_number(low.removeprefix("零")) if low else Fraction(0)
        return None if tens is None or rest is None else tens * 10_000 + rest
    total, digit = 0, None
    for char in plain:
        if char in _POWER:
            total += (1 if digit is None or digit == 0 else digit) * _POWER[char]
            digit = None
        elif char in _DIGIT:
            digit = _DIGIT[char]
        else:
            return None
    return Fraction(total + (digit or 0)) if plain else None


def speaks_of(mention: Mention, unit: Unit) -> bool:
    """Whether `mention` and a value in `unit` count the same kind of thing, so that they can agree or disagree."""
    if mention.measure == "times":
        return unit.measure in _TIMES
    if mention.measure == "any_day":
        return unit.measure in ("calendar_day", "working_day", "school_day") and unit.per is None
    if mention.measure == "age":
        return False
    return factor(Unit(mention.measure), Unit(unit.measure)) is not None


def agrees(mention: Mention, value: Fraction, unit: Unit) -> bool:
    """Whether `mention` says `value` in `unit`; a period that only one side names is not held against it."""
    if mention.measure in ("times", "any_day"):
        size: Fraction | None = Fraction(1)
    else:
        size = factor(Unit(mention.measure), Unit(unit.measure))
    if size is None:
        return False
    said = mention.value * size
    if mention.per is None or unit.per is None:
        return said == value
    between = factor(Unit("item", mention.per), Unit("item", unit.per)) if mention.per != "item" else None
    if between is None:
        return said == value
    return said * between / mention.periods == value


def says(mention: Mention, text: str) -> str:
    """The mention as it stands in `text`."""
    return text[mention.start : mention.end]


def _plain(text: str) -> str:
    """Half-width digits and signs, character for character, so that positions stay."""
    return "".join(small if len(small := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)


def _is_no_quantity(plain: str, match: re.Match[str]) -> bool:
    unit, number = match["unit"], match["number"]
    before, after = plain[: match.start()][-1:], plain[match.end() :][:1]
    if unit is None and not match["percent"] and not match["wan"]:
        return True
    if before in ("第", "初") or (before.isascii() and before.isalnum()) or before in (".", "-", "—", "/"):
        return True
    if unit == "年" and len(number) == 4 and number.isdigit():
        return True
    if unit == "日" and before == "月":
        return True
    return bool(unit) and bool(after) and after in _OTHER_WORD.get(unit, "")


def _mention(plain: str, match: re.Match[str], last: Mention | None) -> Mention | None:
    value = chinese_number(match["number"])
    unit = match["unit"]
    if value is None:
        return None
    if match["wan"]:
        value *= 10_000
    measure = "percent" if match["percent"] else _WORDS[unit] if unit else "wan"
    if measure not in UNITS and measure not in ("times", "age", "any_day"):
        return None
    per, periods = _period(plain, match)
    if per is None and last is not None and last.end == match.start() and last.measure in _PERIODS.values():
        per, periods = last.measure, last.value
    exclusive = plain[: match.start()].rstrip().endswith(("未满", "不满", "不足", "小于"))
    return Mention(value, measure, match.start(), match.end(), per, periods, exclusive)


def _period(plain: str, match: re.Match[str]) -> tuple[str | None, Fraction]:
    """What a number counts in: ``次/年`` after it, or the nearest ``每…`` before it in the sentence."""
    if match["after"]:
        return _PERIODS[match["after"]], Fraction(1)
    # A period carries over commas to counts and sums, not to limits and shares: 每年2次，15个工作日内反馈.
    carries = match["unit"] is not None and not match["percent"] and _counts(_WORDS[match["unit"]])
    sentence = (_SENTENCE if carries else _PIECE).split(plain[: match.start()])[-1]
    found: tuple[str | None, Fraction] = (None, Fraction(1))
    for every in _EVERY.finditer(sentence):
        name = _PERIODS[every["per"]]
        count = chinese_number(every["count"]) if every["count"] else Fraction(1)
        timely = UNITS[name].kind == "span"
        if timely or found[0] is None:
            found = (name, count or Fraction(1))
    return found


def _counts(measure: str) -> bool:
    return measure == "times" or (measure in UNITS and UNITS[measure].kind in ("count", "money"))

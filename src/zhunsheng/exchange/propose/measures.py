"""The words for units in Chinese papers, and our measures for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

#: Words behind a number -> our measure.  ``day`` is a day of a kind that the text leaves open; ``times`` counts what is
#: done.  A measure that is no unit of the format (``second``, ``quarter_hour``, ``tenths``) is converted by its finder.
MEASURES: Mapping[str, str] = MappingProxyType({
    "个工作日": "working_day", "工作日": "working_day", "个自然日": "calendar_day", "自然日": "calendar_day",
    "个日历日": "calendar_day", "日历日": "calendar_day", "日历天": "calendar_day", "天": "day", "日": "day",
    "个学习日": "school_day", "学习日": "school_day", "个小时": "hour", "小时": "hour", "个钟头": "hour", "分钟": "minute",
    "刻钟": "quarter_hour", "秒钟": "second", "秒": "second", "min": "minute", "h": "hour",
    "个星期": "week", "星期": "week", "周": "week", "个月": "month", "月": "month", "个季度": "quarter", "季度": "quarter",
    "个半年": "half_year", "个学期": "term", "学期": "term", "个学年": "school_year", "学年": "school_year", "年": "year",
    "周岁": "age", "岁": "age", "月龄": "age_month", "人次": "time", "次": "times", "场次": "show", "场": "show",
    "个课时": "session", "课时": "session", "个学时": "session", "学时": "session", "种": "kind",
    "餐": "meal", "顿": "meal", "部": "film", "项": "item", "册": "book", "期": "time",
    "份": "copy", "张": "sheet", "页": "sheet", "件": "case", "元": "CNY", "圆": "CNY", "块钱": "CNY", "‰": "per_mille", "%": "percent", "成": "tenths", "倍": "ratio",
    "名": "person", "人": "person", "公里": "km", "千米": "km", "户": "household", "处": "place", "平方米": "square_metre", "㎡": "square_metre",
})  # fmt: skip

#: What follows a unit and makes it another word: 一次性, 三年级, 部门.
_OTHER_WORD = {
    "次": "性间之序", "年": "级龄代期检报审鉴", "日": "制常托间用光", "人": "民员士口工均大力群才数", "项": "目",
    "件": "套", "部": "门分队委位署长", "场": "所地馆景合", "份": "额", "餐": "饮厅具券桌馆盒品费", "天": "然气津河性",
    "元": "旦素件", "周": "边围年期密末", "岁": "月", "名": "称单录册额义", "户": "籍口主型外", "种": "类子植",
    "成": "员不本熟果效为立交长人绩都功年分品", "处": "理置方罚分长", "张": "贴", "册": "子", "期": "间限满内货待刊中末初", "月": "日份",
}  # fmt: skip

#: Measures that are stretches of time.
SPANS = frozenset({
    "working_day", "calendar_day", "day", "school_day", "hour", "minute", "quarter_hour", "second", "week", "month",
    "quarter", "half_year", "year", "term", "school_year",
})  # fmt: skip

#: Words behind 每 or / -> the unit and how many of it.
PERIODS: Mapping[str, tuple[str, Fraction]] = MappingProxyType({
    word: (unit, Fraction(count))
    for word, unit, count in (
        ("学习日", "school_day", 1), ("工作日", "working_day", 1), ("自然日", "calendar_day", 1), ("日", "calendar_day", 1),
        ("天", "calendar_day", 1), ("旬", "calendar_day", 10), ("星期", "week", 1), ("周", "week", 1), ("晚", "calendar_day", 1), ("夜", "calendar_day", 1), ("双周", "week", 2),
        ("半月", "month", Fraction(1, 2)), ("月", "month", 1), ("月度", "month", 1), ("双月", "month", 2), ("季度", "quarter", 1),
        ("季", "quarter", 1), ("半年度", "half_year", 1), ("半年", "half_year", 1), ("年度", "year", 1), ("自然年", "year", 1),
        ("年", "year", 1), ("学期", "term", 1), ("学年", "school_year", 1), ("半小时", "hour", Fraction(1, 2)), ("小时", "hour", 1),
        ("户", "household", 1), ("家庭", "household", 1), ("床位", "bed", 1), ("床", "bed", 1), ("次", "time", 1),
        ("人次", "time", 1), ("趟", "time", 1), ("餐", "meal", 1), ("件", "case", 1), ("例", "case", 1), ("场", "show", 1),
        ("课时", "session", 1), ("学时", "session", 1), ("孕次", "pregnancy", 1), ("孕期", "pregnancy", 1), ("胎", "birth", 1),
        ("孩次", "birth", 1), ("孩", "birth", 1), ("孩子", "child", 1), ("儿童", "child", 1), ("平方米", "square_metre", 1),
        ("公里", "km", 1), ("册", "book", 1), ("份", "copy", 1), ("人", "person", 1), ("名", "person", 1), ("位", "person", 1),
        ("生", "person", 1),
    )
})  # fmt: skip
#: Periods that are stretches of time.
TIMELY = frozenset({
    "school_day", "working_day", "calendar_day", "quarter", "school_year", "term", "half_year", "year", "month", "week",
    "hour",
})  # fmt: skip

#: Words that may stand behind 每 or / without being units of ours: 元/期, 每班.
_NO_UNITS = ("班", "张", "台", "辆", "期", "套", "副", "个")


def _one_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


#: Longer units may be spaced out: 周 岁, 工 作 日.
UNIT_WORDS = "|".join(" ?".join(map(re.escape, word)) for word in sorted(MEASURES, key=len, reverse=True))
TIME_WORDS = _one_of(
    word for word, (unit, _) in PERIODS.items() if unit in TIMELY and word not in ("双月", "双周", "月度")
)
HEAD_WORDS = _one_of([*(word for word, (unit, _) in PERIODS.items() if unit not in TIMELY), *_NO_UNITS])


def is_other_word(unit: str, after: str) -> bool:
    """Whether the character behind a unit makes both another word.

    >>> is_other_word("次", "性"), is_other_word("次", "。")
    (True, False)
    """
    return after != "" and after in _OTHER_WORD.get(unit, "")

"""What numbers count per: ``每年``, ``每3个月``, ``按月``, ``一年两次``, ``双月``, ``月补贴``, ``每户``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.exchange.propose.measures import HEAD_WORDS, PERIODS, TIME_WORDS, TIMELY
from zhunsheng.exchange.propose.numerals import CHINESE, VALUE, read_numeral

_TIMES = r"(?:[一二两三四五六七八九十]|[0-9]{1,3})[ \n]*(?:次(?!性)|人次|场|课时|学时)"
_LEAST = r"(?:至少|不少于|不得少于|不应少于|进行|开展|组织|各)?"
_EVERY = re.compile(
    # What it may begin with, so that most places are passed over at once.
    rf"(?=[每全双按逐年月周季学日半0-9{CHINESE}])(?:"
    # 每年, 每3个月, 每隔2周, 全年
    rf"(?:每[满隔]?|(?=全年)全)[ \n]*(?:(?P<count>{VALUE})[ \n]*)?个?[ \n]*(?P<per>{TIME_WORDS}|{HEAD_WORDS})(?:度(?![量假过]))?"
    # 双月, 每双周
    r"|每?(?P<double>双[月周])(?!岗)"
    # 按月, 逐年
    r"|[按逐](?P<by>年|季度|季|月|周|日|天|学期|学年)(?!度|龄|期)"
    # 一年两次, 半年一次, 一个月晚接不能超过三次
    rf"|(?<![近满第0-9前后])(?P<some>{VALUE})[ \n]*个?(?P<span>年|季度|季|月|周|星期|学期|学年|天|日)度?(?:内|之内)?"
    rf"(?=[ \n]*{_LEAST}[ \n]*{_TIMES})"
    rf"|(?<![近满第0-9前])(?P<long>{VALUE})[ \n]*(?:个(?=[月季学])|(?=[年学]))"
    r"(?P<long_span>年|季度|月|学期|学年)(?:内|之内)?"
    rf"(?=[^，。；、：0-9每]{{1,10}}{_TIMES})"
    # 年均, 季度至少一次, 月度检查1次
    r"|(?<![0-9一二两三四五六七八九十])(?P<mean>年|月|周|季)均"
    rf"|(?<![0-9一二两三四五上本当同该前])(?P<of>年度|季度|学期|月度)内?"
    rf"(?=至少|不少于|不得少于|不应少于|[^，。；、0-9]{{1,6}}[0-9一两二三四]+次(?!性))"
    # 月补贴300元, 人均年收入
    r"|(?<![0-9一二两三四五六七八九十上本当同该前个每按全半逐近度次])(?P<plain>月|年|日)"
    r"(?=(?:人均)?(?:可支配)?(?:补贴|津贴|补助|租金|收入|保费|缴费|生活费|最高)))"
)


@dataclass(frozen=True, slots=True)
class Every:
    """What a number counts per: 每年 (year), 每3个月 (3 months), 每户 (household)."""

    start: int
    end: int
    unit: str
    count: Fraction = Fraction(1)

    @property
    def is_time(self) -> bool:
        """Whether it is a stretch of time."""
        return self.unit in TIMELY


def everies_in(plain: str) -> Iterator[Every]:
    """The periods and heads that a text names, in order.

    >>> [(every.unit, str(every.count)) for every in everies_in("每3个月一次，双月学习，半年一次，每户每年，年均2次，每旬")]
    [('month', '3'), ('month', '2'), ('half_year', '1'), ('household', '1'), ('year', '1'), ('year', '1'), ('calendar_day', '10')]
    """
    for found in _EVERY.finditer(plain):
        groups = found.groupdict()
        word = next(groups[name] for name in _WORD_GROUPS if groups[name])
        number = groups["count"] or groups["some"] or groups["long"]
        value = read_numeral(number) if number else Fraction(1)
        unit = PERIODS.get(word)
        if value and unit is not None:
            yield _every(found.start(), found.end(), unit[0], value * unit[1])


_WORD_GROUPS = ("per", "double", "by", "span", "long_span", "mean", "of", "plain")


def _every(start: int, end: int, unit: str, count: Fraction) -> Every:
    if unit == "year" and count == Fraction(1, 2):
        return Every(start, end, "half_year")
    return Every(start, end, unit, count)

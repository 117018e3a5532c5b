"""Numbers of a text as quantities of the format: ``4 visit/year``, ``1080 CNY/month``, ``20 working_day``."""

from __future__ import annotations

import re
from fractions import Fraction

from zhunsheng.exchange.propose.bounds import bound_of
from zhunsheng.exchange.propose.periods import Every, everies_in
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.exchange.propose.tokens import Number, Tokens
from zhunsheng.standard.quantity import format_number
from zhunsheng.standard.wording import T, Text

OPEN_DAY = T("原文的「日」「天」没有说明是工作日还是自然日，这里按自然日提出，请核对")
SECONDS = T("单位表没有秒，这里换算为分钟")
#: What is done so many times -> the unit that counts it.
_COUNTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("contact", re.compile(r"电话|联系|回访|问候|通知|告知|通报|短信|视频")),
    ("visit", re.compile(r"探访|走访|访视|随访|巡访|上门|入户|访|巡诊|查床|体检|检查|评估|筛查|服务|指导|康复|护理|探视|就诊|产检|检测|测量|复评|复核|调查|免费")),
    ("activity", re.compile(r"活动|讲座|演练|培训|招聘会|会议|家长会|课堂|比赛|展览|演出|沙龙|宣传|课")),
)  # fmt: skip


def span_text(number: Number, value: Fraction | None = None) -> str:
    """A stretch of time; days of an open kind as calendar days, seconds as parts of a minute."""
    value = number.value if value is None else value
    if number.measure in _PARTS_OF_A_MINUTE:
        return f"{format_number(value * _PARTS_OF_A_MINUTE[number.measure])} minute"
    return f"{format_number(value)} {'calendar_day' if number.measure == 'day' else number.measure}"


_PARTS_OF_A_MINUTE = {"second": Fraction(1, 60), "quarter_hour": Fraction(15)}


def span_note(number: Number) -> Text | None:
    """What a person must check about the unit of a stretch of time."""
    return {"day": OPEN_DAY, "second": SECONDS}.get(number.measure)


def counted_as(number: Number, around: str) -> str:
    """The unit that counts what is done: visits, contacts, activities, or just times.

    >>> from zhunsheng.exchange.propose.tokens import scan
    >>> text = "每季度电话问候1次"
    >>> counted_as(scan(text).numbers[0], text)
    'contact'
    """
    if number.measure != "times":
        return {"session": "session", "show": "show"}.get(number.measure, number.measure)
    return next((unit for unit, words in _COUNTED if words.search(around)), "time")


def rate_text(value: Fraction, measure: str, every: Every | None) -> str:
    """A count or sum per period: once every 3 years is ``1/3 time/year``, and every 3 months once a quarter.

    >>> rate_text(Fraction(1), "visit", Every(0, 0, "month", Fraction(3)))
    '1 visit/quarter'
    >>> rate_text(Fraction(1), "time", Every(0, 0, "year", Fraction(2)))
    '0.5 time/year'
    """
    measure = "calendar_day" if measure == "day" else measure
    if every is None or every.unit == measure:
        return f"{format_number(value)} {measure}"
    unit, count = every.unit, every.count
    if unit == "month" and count in _MONTHS:
        unit, count = _MONTHS[count], Fraction(1)
    return f"{format_number(value / count)} {measure}/{unit}"


_MONTHS = {Fraction(3): "quarter", Fraction(6): "half_year", Fraction(12): "year"}


def governing(tokens: Tokens, number: Number) -> Every | None:
    """What a number counts per: what is written behind it, else the 每… of its piece, else the time of its sentence.

    A household, bed or meal of its own piece wins over a time that an earlier piece names (``每月2次，每次20元``).
    Persons are left out: a sum per person is decided by who is entitled.

    >>> from zhunsheng.exchange.propose.tokens import scan
    >>> tokens = scan("每月上门2次，每次收费20元，每户每年最高800元，另收5元/期")
    >>> [every and every.unit for every in (governing(tokens, number) for number in tokens.numbers)]
    ['month', 'time', 'year', None]
    """
    if any(unit != "person" for unit in number.per):
        return _nearest([Every(number.end, number.end, unit) for unit in number.per if unit])
    here = tokens.periods(number, carry=False)
    own = _nearest(here)
    if here or _IN_ALL.search(tokens.head(number, piece=True)):
        return own
    return _nearest(tokens.periods(number), timely=True)


#: A sum or count of everything does not go by the period of the piece before.
_IN_ALL = re.compile(
    r"累计|合计|总额|总计|一次性|另[发给行]|慰问|押金|保证金|工本费|滞纳金|丧葬|奖金|保额|资产|财产|存款"
)


def period_of(passage: Passage, number: Number) -> Every | None:
    """What a number counts per, in a table also by the head of its column (每人每年上限)."""
    found = governing(passage.tokens, number)
    box = None if passage.line is None else passage.line.box(number.start)
    if found is None and box is not None and not number.per:
        return _nearest(list(everies_in(box.title)))
    return found


def time_owed(passage: Passage, number: Number) -> Every | None:
    """The period of ``每周开放不少于42小时``: a time that is owed in each period, no limit; None for any other."""
    if number.measure not in _OWED or passage.plain.startswith(("内", "以内", "之内"), number.end):
        return None
    every, bound = period_of(passage, number), bound_of(passage.tokens, number)
    if every is None or not every.is_time or bound in ("most", "below"):
        return None
    if every.end == number.start:
        return every
    if not number.per and not passage.tokens.periods(number, carry=False):
        return None
    piece = f"{passage.tokens.head(number, piece=True)}{passage.tokens.tail(number, piece=True)}"
    return every if bound == "least" or _OPEN.search(piece) else None


_OWED = frozenset({"hour", "minute", "day", "calendar_day"})
_OPEN = re.compile(
    r"开放|服务|供|营业|值守|值班|照护|开馆|授课|训练|活动|学习|培训|锻炼|康复|时间|时段|时长|天数|辅导|排练|专用|喘息|接收"
)


def _nearest(everies: list[Every], *, timely: bool = False) -> Every | None:
    """The last stretch of time, else (unless only times are asked for) the last of what else is counted per."""
    found = next((every for every in reversed(everies) if every.is_time), None)
    if found is None and not timely:
        found = next((every for every in reversed(everies) if every.unit not in ("person", "child")), None)
    return found

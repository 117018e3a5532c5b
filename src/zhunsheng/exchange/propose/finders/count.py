"""Counts per period: 「每年4次」, 「每季度至少1次」, 「不少于2次/年」, 「每月探访一次」, 「半年一次」, 「每3年补贴1次」.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(counts, "应每年体检2次，每季度至少电话问候１次，探访不少于2次/月，每两周查床一次，半年一次")
['2 visit/year', '1 contact/quarter', '2 visit/month', '0.5 visit/week', '1 time/half_year']
>>> found(counts, "每3年进行1次，一年内申请不得超过2次，每学期不应少于12课时，每周开放不少于42小时")
['1/3 time/year', '2 time/year', '12 session/term', '42 hour/week']
>>> found(counts, "应在孕晚期做2次检查，团队应每周有6小时免费排练时间，投入使用首年应回访2次")
['2 visit', '6 hour/week', '2 contact/year']
>>> found(counts, "一次性告知，相邻两次间隔不应超过4个月，实现1次受理、1次办成，第2次，分3次")
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.guarantees import bound_name, ends, guarantee, is_spacing
from zhunsheng.exchange.propose.quantities import counted_as, period_of, rate_text, span_note, time_owed
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.exchange.propose.tokens import Every, Number
from zhunsheng.standard.wording import T

_COUNTS = frozenset({"times", "time", "show", "session", "meal", "film", "item", "copy", "book", "case", "kind"})
#: A period that is named without 每.
_WITHIN = re.compile(
    r"(?P<year>(?:一年|全年|年度|每年度|年)(?:之)?内|全年|年度|首年|第[一1]年)|(?P<half_year>半年内)"
    r"|(?P<term>学期内)"
)
_NOT_COUNTED = re.compile(r"(?:相邻|连续|前|后|首|再|同|分|近|逾期|间隔|经|每隔|如|(?<!不)(?<!不[得应能])超过)\s*$")
_APART_BEHIND = re.compile(r"\s*(?:间隔|之间|以上未|未|不满意|仍)")
_DOES = re.compile(r"应|须|提供|不少于|至少|不得少于|不应少于|合计")
_WHAT = re.compile(
    r"开展|进行|提供|组织|做|检查|评估|访|上门|检测|体检|筛查|培训|演练|监测|查|举办|安排|合计|不少于|至少|少于|共"
    r"|指导|免费|续"
)
_AT_ONE_GO = re.compile(r"\s*(?:告知|办|通知|讲清|说清|受理)|[^，。；]{0,4}[”」]")
_NO_PERIOD = T("原文没有写明周期")


def counts(context: Context) -> Iterator[Draft]:
    """Every count that names its period, how long something is open in a period, and what is owed so many times."""
    for passage in context.passages:
        for number in passage.tokens.numbers:
            every = _period(passage, number)
            if is_spacing(passage, number) or (every is None and not _is_owed(passage, number)):
                continue
            measure = counted_as(number, _around(passage, number))
            notes = (span_note(number), None if every is not None else _NO_PERIOD)
            field = bound_name(passage, number, "at_least")
            name = {"visit": "visits", "contact": "contacts", "activity": "activities"}.get(measure, "times")
            text = rate_text(number.value, measure, every)
            found: tuple[Draft, ...]
            if number.low is None:
                found = (guarantee(context, "count", passage, number, field, text, name),)
            else:
                texts = (rate_text(number.low, measure, every), text)
                found = ends(context, "count", passage, number, texts, name)
            yield from (draft.noting(*notes) for draft in found)


def _is_count(passage: Passage, number: Number) -> bool:
    """Whether a number counts what is done, rather than naming one of several times."""
    if number.measure not in _COUNTS or _APART_BEHIND.match(passage.plain, number.end):
        return False
    return _NOT_COUNTED.search(passage.tokens.head(number)) is None


def _period(passage: Passage, number: Number) -> Every | None:
    """What a number counts per; None where it is no count per period."""
    if number.is_span:
        return time_owed(passage, number)
    if not _is_count(passage, number):
        return None
    every = period_of(passage, number)
    if number.measure in ("times", "time") and not passage.tokens.periods(number, carry=False) and not number.per:
        within = _WITHIN.search(passage.tokens.head(number, piece=every is not None))
        every = Every(within.start(), within.end(), within.lastgroup or "year") if within else every
    return every if every is not None and (every.is_time or every.unit in _OWN_PERIODS) else None


_OWN_PERIODS = frozenset({"pregnancy", "birth", "household", "child"})


def _is_owed(passage: Passage, number: Number) -> bool:
    """Whether something is owed so many times, without a period (``应在孕晚期检查2次``)."""
    if number.measure != "times" or not _is_count(passage, number) or number.per:
        return False
    head = passage.tokens.head(number, piece=True)
    if _AT_ONE_GO.match(passage.plain, number.end) or not _WHAT.search(head[-8:]):
        return False
    return _DOES.search(head) is not None


def _around(passage: Passage, number: Number) -> str:
    """The words that say what is counted: those of the piece, nearest first, else the heading."""
    tail = passage.tokens.tail(number, piece=True)[:6]
    return f"{passage.tokens.head(number, piece=True)}{tail}" or passage.said_under

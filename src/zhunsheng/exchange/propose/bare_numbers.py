"""Numbers that stand alone in a cell: their unit is in the head, the label of the row or the caption (单位：元/月)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.exchange.propose.measures import MEASURES, PERIODS
from zhunsheng.exchange.propose.numbers import Number
from zhunsheng.exchange.propose.numerals import CHINESE, read_numeral

_BARE = re.compile(
    rf"\s*(?:[≥≤<>]|不低于|不少于|不超过|至少|最高)?\s*(?:(?P<low>[0-9]+(?:\.[0-9]+)?)\s*[-—–~至]+\s*)?"
    rf"(?P<number>[0-9]{{1,3}}(?:[, ][0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?|[{CHINESE}]+)\s*(?:及?以上|以内|及?以下)?\s*"
)
_UNIT = re.compile(
    r"[（(]\s*(?:单位[：:]\s*)?(?P<bracketed>[^（）()]{1,14})\s*[)）]"
    r"|[，,/]\s*(?P<behind>[^，,/（）()。：:]{1,10})$"
    r"|单位(?:[：:]|为|是)\s*(?P<named>[^\s，。；）)]{1,14})"
    r"|(?:^|[^（(/，,])(?P<plain>(?:[万千百亿]?元|个?工作日)(?:/[^\s/（）()]{1,8})?)\s*$"
)
_MULTIPLES = {"万元": 10_000, "千元": 1000, "百元": 100, "亿元": 100_000_000}
_PER = re.compile(r"[·・.•/每、\s]+")
_AGE = re.compile(r"年龄|周岁|岁数")
#: Heads whose numbers count something else than what the caption names.
_COUNTED = re.compile(r"序号|编号|代码|等级|级别|份数|数量|次数|频次|时限|期限|年龄|时间|电话|年度|日期|人数|天数")


@dataclass(frozen=True)
class HeadUnit:
    """What a head says that the numbers under it count: measure, per what, and of how many (万元)."""

    measure: str
    per: tuple[str, ...] = ()
    multiple: Fraction = Fraction(1)


def unit_in(head: str) -> HeadUnit | None:
    """The unit that a head names.

    >>> unit_in("补助标准 元/户").per, unit_in("元/月").measure
    (('household',), 'CNY')
    >>> unit_in("标准（元/人·月）"), unit_in("办理时限（工作日）").measure, unit_in("金额/万元").multiple, unit_in("对象")
    (HeadUnit(measure='CNY', per=('person', 'month'), multiple=Fraction(1, 1)), 'working_day', Fraction(10000, 1), None)
    """
    for found in reversed(list(_UNIT.finditer(head))):
        text = (found["bracketed"] or found["behind"] or found["named"] or found["plain"]).removeprefix("个")
        word, _, per = text.partition("/") if "/" in text else text.partition("每")
        word = word.strip()
        multiple = _MULTIPLES.get(word, 1)
        measure = MEASURES.get("元" if multiple > 1 else word)
        if measure is not None:
            named = tuple(PERIODS[part][0] if part in PERIODS else "" for part in _PER.split(per) if part)
            return HeadUnit(measure, named, Fraction(multiple))
    return None


def bare_number(plain: str, start: int, end: int, head: str, others: Iterable[str]) -> Number | None:
    """The number of a cell that holds nothing else, in the unit of its head, else of the first other that names one.

    others: the label of the row, the caption.  A head that counts something of its own (序号, 份数) takes none of them;
    numbers under 年龄 are ages.
    """
    found = _BARE.fullmatch(plain, start, end)
    if found is None:
        return None
    unit = unit_in(head)
    if unit is None and _AGE.search(head):
        unit = HeadUnit("age")
    if unit is None and not _COUNTED.search(head):
        unit = next((named for other in others if (named := unit_in(other)) is not None), None)
    value = read_numeral(found["number"])
    if unit is None or value is None:
        return None
    low = read_numeral(found["low"]) if found["low"] else None
    return Number(
        found.start("number" if low is None else "low"), found.end("number"), value * unit.multiple, unit.measure,
        None if low is None else low * unit.multiple, unit.per,
    )  # fmt: skip

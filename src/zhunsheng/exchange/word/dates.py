"""Days as covers and papers write them, and whether a day is that of issue or of entry into force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from zhunsheng.exchange.word.text import chinese_number, fold

_NUMERAL: Final = "[〇零○一二三四五六七八九十]"
_DAY: Final = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:年|[-‐‑–—－./])\s*(?P<m>\d{1,2})\s*(?:月|[-‐‑–—－./])\s*(?P<d>\d{1,2})(?!\d)\s*(?:日|号)?"
    rf"|(?P<cy>[一二]{_NUMERAL}{{3}})\s*年\s*(?P<cm>{_NUMERAL}{{1,3}})\s*月\s*(?P<cd>{_NUMERAL}{{1,3}})\s*(?:日|号)"
)
_ISSUED: Final = re.compile(r"发\s*布|印\s*发|公\s*布|批\s*准|Issued", re.IGNORECASE)
_EFFECTIVE: Final = re.compile(r"实\s*施|施\s*行|执\s*行|生\s*效|起用|Effective", re.IGNORECASE)

Role = Literal["issued", "effective"]


@dataclass(frozen=True, slots=True)
class Found:
    """A day in a text; role: what it is the day of, None where the text does not say."""

    day: date
    start: int
    end: int
    role: Role | None = None


def days(text: str) -> list[Found]:
    """The days in a line of a cover, each with what stands beside it.

    >>> [(str(one.day), one.role) for one in days("2022 - 09 - 28发布      2022-11-01实施")]
    [('2022-09-28', 'issued'), ('2022-11-01', 'effective')]
    >>> [(str(one.day), one.role) for one in days("发布日期：２０２１年３月１５日　实施日期：２０２１年４月１日")]
    [('2021-03-15', 'issued'), ('2021-04-01', 'effective')]
    >>> [(str(one.day), one.role) for one in days("二〇二一年十二月三日印发")]
    [('2021-12-03', 'issued')]
    """
    plain = fold(text)
    found = list(_days(plain))
    behind = [plain[one.end : found[at + 1].start if at + 1 < len(found) else None] for at, one in enumerate(found)]
    before = [plain[found[at - 1].end if at else 0 : one.start] for at, one in enumerate(found)]
    ahead = _leads(before, behind)
    return [
        Found(one.day, one.start, one.end, _role(before[at] if ahead else behind[at]) or _role(before[at]))
        for at, one in enumerate(found)
    ]


def _leads(before: list[str], behind: list[str]) -> bool:
    """Whether the words stand before the days (发布日期：2021-03-15) and not behind them."""
    return (
        bool(before)
        and _role(before[0]) is not None
        and re.search(r"[:：]\s*$|日\s*期\s*$|自$", before[0].strip()) is not None
    )


def _role(text: str) -> Role | None:
    issued, effective = _ISSUED.search(text), _EFFECTIVE.search(text)
    if issued and effective:
        return "issued" if issued.start() < effective.start() else "effective"
    return "issued" if issued else "effective" if effective else None


def _days(plain: str) -> Iterator[Found]:
    for found in _DAY.finditer(plain):
        parts = (found["y"], found["m"], found["d"]) if found["y"] else (found["cy"], found["cm"], found["cd"])
        numbers = [chinese_number(part.replace("○", "〇")) for part in parts]
        try:
            yield Found(date(*(number or 0 for number in numbers)), found.start(), found.end())
        except ValueError:
            continue

"""Opening hours of a service point as its row writes them, and whether it is open at a moment.

Hours are a text: 「周一至周五08:30-17:30 周六09:00-14:00」, or only 「08:30-17:30」, which names no days.  What the text does
not say is not made up: hours without days hold on working days, on other days they are only likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from zhunsheng.standard.calendar import Calendar, CalendarGap
from zhunsheng.standard.wording import Language

WEEKDAYS = "一二三四五六日"
_ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = r"([01]?[0-9]|2[0-4])[:：]([0-5][0-9])"
_DAY = rf"周[{WEEKDAYS}天]"
_DAYS = re.compile(rf"(每天|工作日|{_DAY}(?:(?:至|到|—|–|-)?{_DAY}|、{_DAY})*)")
_RANGE = re.compile(rf"{_TIME}\s*(?:-|–|—|至|~)\s*{_TIME}")
_SPACE = re.compile(r"[\s,，;；、]*")
_APART = re.compile(r"(?<=[0-9])[\s,，;；、]+")
_WITHIN = re.compile(r"(?<=[0-9])\s*[-—~]\s*(?=[0-9])")
_WHOLE_DAY = 24 * 60


class Opening(StrEnum):
    """Whether a point is open: PERHAPS within hours that do not say whether they hold on this day."""

    OPEN = "open"
    PERHAPS = "perhaps"
    CLOSED = "closed"
    UNSTATED = "unstated"


@dataclass(frozen=True)
class Stretch:
    """One stretch of opening.  days: weekdays from 0 for Monday, None where the text names none.

    working: the text says working days.  start, end: minutes of the day, end after start.
    """

    days: frozenset[int] | None
    start: int
    end: int
    working: bool = False

    @property
    def whole_day(self) -> bool:
        """Open around the clock."""
        return self.start == 0 and self.end == _WHOLE_DAY


@dataclass(frozen=True)
class Now:
    """What is said of a point at a moment.  until: minute of the day at which it closes; opens: at which it opens next today."""

    opening: Opening
    until: int | None = None
    opens: int | None = None

    @property
    def closes_at(self) -> str:
        """When it closes, as 17:30; empty where that is not said."""
        return "" if self.until is None else clock(self.until)

    @property
    def opens_at(self) -> str:
        """When it opens next today, as 14:00; empty where it does not."""
        return "" if self.opens is None else clock(self.opens)


def read_hours(text: str | None) -> tuple[Stretch, ...] | None:
    """The stretches that `text` writes; None where it writes none or something that is not understood.

    >>> [(one.start // 60, one.end // 60) for one in read_hours("周一至周五08:00-12:00 14:00-17:00") or ()]
    [(8, 12), (14, 17)]
    """
    found: list[Stretch] = []
    days: frozenset[int] | None = None
    working = False
    at = 0
    text = (text or "").strip()
    while at < len(text):
        named = _DAYS.match(text, at)
        if named:
            days, working = _weekdays(named.group(1)), named.group(1) == "工作日"
            at = _after_space(text, named.end())
        hours = _RANGE.match(text, at)
        if hours is None:
            return None
        start, end = _minutes(hours.group(1), hours.group(2)), _minutes(hours.group(3), hours.group(4))
        if not start < end <= _WHOLE_DAY:
            return None
        found.append(Stretch(days, start, end, working))
        at = _after_space(text, hours.end())
    return tuple(found) or None


def now_at(stretches: tuple[Stretch, ...] | None, moment: datetime, calendar: Calendar) -> Now:
    """Whether a point with these hours is open at `moment`, local time, holidays and make-up days counted."""
    if stretches is None:
        return Now(Opening.UNSTATED)
    minute = moment.hour * 60 + moment.minute
    today = [(one, _holds(one, moment, calendar)) for one in stretches]
    within = [(one, holds) for one, holds in today if holds is not Opening.CLOSED and one.start <= minute < one.end]
    if within:
        one, holds = min(within, key=lambda pair: pair[1] is Opening.PERHAPS)
        return Now(holds, until=None if one.whole_day else one.end)
    later = [one.start for one, holds in today if holds is Opening.OPEN and one.start > minute]
    return Now(Opening.CLOSED, opens=min(later, default=None))


def clock(minute: int) -> str:
    """A minute of the day as 08:30."""
    return f"{minute // 60:02}:{minute % 60:02}"


def hours_words(text: str, language: Language) -> str:
    """Opening hours to be read: in Chinese as written, set apart; in English by weekday; left alone where not understood.

    >>> hours_words("周一至周五08:00-12:00 14:00-17:00 周六09:00-14:00", "zh")
    '周一至周五08:00–12:00、14:00–17:00；周六09:00–14:00'
    """
    stretches = read_hours(text)
    if stretches is None:
        return text
    if language == "zh":
        first, *more = _APART.split(_WITHIN.sub("–", text.strip()))
        return first + "".join(("、" if part[0].isdigit() else "；") + part for part in more)
    said = []
    for (days, working), group in groupby(stretches, key=lambda one: (one.days, one.working)):
        times = ", ".join(f"{clock(one.start)}–{clock(one.end)}" for one in group)
        named = "working days" if working else _english_days(days)
        said.append(f"{named} {times}".strip())
    return "; ".join(said)


def _english_days(days: frozenset[int] | None) -> str:
    if days is None:
        return ""
    if len(days) == 7:
        return "daily"
    runs = [list(group) for _, group in groupby(enumerate(sorted(days)), key=lambda pair: pair[1] - pair[0])]
    named = [[_ENGLISH[day] for _, day in run] for run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in named)


def week(stretches: tuple[Stretch, ...] | None) -> list[tuple[int, list[str]]]:
    """For each weekday its stretches as 08:30–17:30; empty where no stretch names its days."""
    if stretches is None or any(one.days is None for one in stretches):
        return []
    return [
        (day, [f"{clock(one.start)}–{clock(one.end)}" for one in stretches if one.days and day in one.days])
        for day in range(7)
    ]


def _holds(one: Stretch, moment: datetime, calendar: Calendar) -> Opening:
    """Whether a stretch holds on the day of `moment`: certainly, perhaps, or not."""
    weekday, working = moment.weekday(), _is_working(moment, calendar)
    if one.whole_day and one.days is None:
        return Opening.OPEN
    if one.days is None:
        return Opening.OPEN if working else Opening.PERHAPS
    if one.working:
        return _known(working)
    usual = working is not None and working == (weekday < 5)
    if weekday in one.days:
        return Opening.OPEN if usual or working else Opening.PERHAPS
    made_up = weekday >= 5 and working is not False  # a make-up day may follow the hours of a weekday
    return Opening.PERHAPS if made_up and one.days & set(range(5)) else Opening.CLOSED


def _known(working: bool | None) -> Opening:
    if working is None:
        return Opening.PERHAPS
    return Opening.OPEN if working else Opening.CLOSED


def _is_working(moment: datetime, calendar: Calendar) -> bool | None:
    try:
        return calendar.is_working_day(moment.date())
    except CalendarGap:
        return None


def _weekdays(text: str) -> frozenset[int]:
    if text == "每天":
        return frozenset(range(7))
    if text == "工作日":
        return frozenset(range(5))
    days: set[int] = set()
    for first, mark, last in re.findall(rf"周([{WEEKDAYS}天])(?:(至|到|—|–|-)周([{WEEKDAYS}天]))?", text):
        start = _weekday(first)
        end = _weekday(last) if mark else start
        days |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}
    return frozenset(days)


def _weekday(name: str) -> int:
    return WEEKDAYS.index("日" if name == "天" else name)


def _minutes(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at

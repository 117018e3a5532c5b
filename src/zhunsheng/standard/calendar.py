"""The working-day calendar: counting working days and finding the day a time limit ends.

The days come from the State Council's yearly holiday notices, as kept by the package ``chinesecalendar`` (imported
when first needed) and by a workspace's ``calendar.yaml``.  A year without its notice raises `CalendarGap`; nothing is
guessed from earlier years.  The last days of December belong to the next year's notice, which arranges New Year.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib import metadata
from math import ceil

from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.manifest import CalendarFile, HolidayYear
from zhunsheng.standard.quantity import Quantity, QuantityError
from zhunsheng.standard.units import UNITS
from zhunsheng.standard.wording import T, Text

_DAY = timedelta(days=1)
#: From this day of December on, New Year's arrangement may move days; the earliest so far was the 29th (2007, 2018).
_NEW_YEAR_FROM = 28
_DAYS_OF = {"calendar_day": 1, "week": 7}


class CalendarGap(LookupError):
    """A year is needed whose holiday notice is not held."""

    def __init__(self, year: int, held: tuple[int, ...]) -> None:
        self.year = year
        self.message: Text = T(
            "没有 {year} 年的国务院放假通知，不能计算工作日（现有 {held} 年）", year=year, held=_ranges(held)
        )
        super().__init__(str(self.message))

    def finding(self, place: Place) -> Finding:
        """The gap as a finding at `place`."""
        advice = T("请升级 chinesecalendar，或把 {year} 年的放假通知写进 calendar.yaml", year=self.year)
        return Finding("ZS701", place, self.message, advice)


def _ranges(years: tuple[int, ...]) -> list[str]:
    """Years running as ranges: 2004–2026."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return [f"{a}–{b}" if a != b else str(a) for a, b in zip(starts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class _Table:
    """Days off on weekdays, working days at weekends, and the years whose notice is in."""

    off: frozenset[date]
    working: frozenset[date]
    years: tuple[int, ...]


class Calendar:
    """Working days in China, from the library's years and a workspace's own, which replace or extend them."""

    def __init__(self, file: CalendarFile | None = None) -> None:
        own = _own_years(file)
        self._own = own
        self._table = _merged(_library(), own)
        self._cache: dict[int, tuple[date, ...]] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose notice is held, ascending."""
        return self._table.years

    @property
    def version(self) -> str:
        """Which tables answer: the library's version and years, then the notices of own years.

        >>> Calendar().version
        'chinesecalendar ...'
        """
        held = ", ".join(_ranges(_library().years))
        parts = [f"chinesecalendar {metadata.version('chinesecalendar')} ({held})"]
        return "; ".join(parts + [f"{year}: {notice.notice}" for year, notice in sorted(self._own.items())])

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day (工作日), make-up days (调休) counted.

        Raises CalendarGap.

        >>> Calendar().is_working_day(date(2023, 1, 28))   # a Saturday worked for Spring Festival
        True
        """
        self._require(day)
        return self._is_working(day)

    def working_days_between(self, start: date, end: date) -> int:
        """Count working days after `start` up to and including `end`.

        start, end: civil days in China, end not before start.  Returns: 工作日, 0 or more.
        Raises CalendarGap when a year in between has no published holiday notice.
        Source: Civil Code art. 201: the day of the event is not counted.

        >>> Calendar().working_days_between(date(2025, 3, 6), date(2025, 3, 10))   # Thursday to Monday
        2
        """
        if end < start:
            raise ValueError(f"{end} lies before {start}")
        self._require(start)
        self._require(end)
        return sum(
            bisect_right(days, end) - bisect_right(days, start)
            for days in map(self._working_days, range(start.year, end.year + 1))
        )

    def add_working_days(self, start: date, days: int) -> date:
        """The day on which the `days`-th working day after `start` falls; `start` itself for 0.

        Raises CalendarGap.

        >>> Calendar().add_working_days(date(2025, 9, 30), 1)   # before National Day
        datetime.date(2025, 10, 9)
        """
        if days < 0:
            raise ValueError(f"{days} working days")
        if days == 0:
            return start
        year, left = start.year, days
        while True:
            found = self._working_days(year)
            index = bisect_right(found, start) + left - 1
            if index < len(found):
                self._require(found[index])
                return found[index]
            left = index - len(found) + 1
            year += 1

    def deadline(self, start: date, limit: Quantity) -> date:
        """The last day of a time limit that begins with an event on `start`.

        limit: working days, calendar days, weeks, or whole months and longer.  Part days end with their day.
        Source: Civil Code art. 201 to 203: the day of the event is not counted; a month ends on the same date, or on
        the last day of a shorter month; a last day that is a holiday moves to the next working day.
        Raises CalendarGap, and QuantityError for units that no public calendar settles.

        >>> Calendar().deadline(date(2025, 9, 26), Quantity.parse("7 calendar_day"))   # ends within National Day
        datetime.date(2025, 10, 9)
        """
        unit, value = limit.unit, limit.value
        if not value:
            return start
        if unit.is_span and unit.measure == "working_day":
            return self.add_working_days(start, ceil(value))
        return self.next_working_day(_civil_end(start, limit, value))

    def next_working_day(self, day: date) -> date:
        """`day` itself, or the first working day after it.  Raises CalendarGap."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def _is_working(self, day: date) -> bool:
        return day in self._table.working or (day.weekday() < 5 and day not in self._table.off)

    def _require(self, day: date) -> None:
        needed = [day.year + 1] if day.month == 12 and day.day >= _NEW_YEAR_FROM else []
        for year in (day.year, *needed):
            if year not in self._table.years:
                raise CalendarGap(year, self._table.years)

    def _working_days(self, year: int) -> tuple[date, ...]:
        if year not in self._table.years:
            raise CalendarGap(year, self._table.years)
        if year not in self._cache:
            self._cache[year] = tuple(day for day in _days_of(year) if self._is_working(day))
        return self._cache[year]


def check_calendar(file: CalendarFile, place: Callable[..., Place]) -> list[Finding]:
    """What is wrong in ``calendar.yaml``: ZS702 no year; ZS703 a day outside its year; ZS704 a contradictory day.

    place: gives the place of a field path, as of a loaded file.
    """
    findings: list[Finding] = []
    for name, notice in file.years.items():
        if not _is_year(name):
            findings.append(Finding("ZS702", place("years", name), T("「{text}」不是年份", text=name)))
            continue
        findings += _check_year(int(name), notice, lambda *path, name=name: place("years", name, *path))
    return findings


def _check_year(year: int, notice: HolidayYear, place: Callable[..., Place]) -> Iterator[Finding]:
    for kind, days in (("off", notice.off), ("working", notice.working)):
        for index, day in enumerate(days):
            if not _belongs(day, year):
                advice = T("{year} 年的通知只安排当年和上一年年末的日子", year=year)
                yield Finding("ZS703", place(kind, index), T("{day} 不在 {year} 年", day=day, year=year), advice)
    for index, day in enumerate(notice.working):
        if day in notice.off:
            yield Finding("ZS704", place("working", index), T("{day} 既是放假日又是上班日", day=day))
        elif day.weekday() < 5:
            message = T("{day} 不是周末，本来就上班，不必列为调休上班日", day=day)
            yield Finding("ZS704", place("working", index), message, severity=Severity.WARNING)


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == 12 and day.day >= _NEW_YEAR_FROM)


def _is_year(name: str) -> bool:
    return len(name) == 4 and name.isascii() and name.isdigit() and "1949" <= name < "9999"


def _own_years(file: CalendarFile | None) -> Mapping[int, HolidayYear]:
    """The usable years of ``calendar.yaml``; `check_calendar` tells what is wrong with the others."""
    years = {} if file is None else file.years
    return {int(name): notice for name, notice in years.items() if _is_year(name)}


@cache
def _library() -> _Table:
    from chinese_calendar.constants import holidays, workdays

    off, working = frozenset(holidays), frozenset(workdays)
    # A year is in when its own days are; New Year days of the year before do not make that year complete.
    years = sorted({day.year for day in off if (day.month, day.day) < (12, _NEW_YEAR_FROM)})
    return _Table(off, working, tuple(years))


def _merged(library: _Table, own: Mapping[int, HolidayYear]) -> _Table:
    """The library's table with each own year put in the place of the library's."""
    if not own:
        return library

    def kept(days: frozenset[date]) -> set[date]:
        return {day for day in days if not any(_belongs(day, year) for year in own)}

    listed_off = {day for year, notice in own.items() for day in notice.off if _belongs(day, year)}
    listed_working = {day for year, notice in own.items() for day in notice.working if _belongs(day, year)}
    return _Table(
        frozenset(kept(library.off) | listed_off - listed_working),
        frozenset(kept(library.working) | listed_working),
        tuple(sorted({*library.years, *own})),
    )


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += _DAY


def _civil_end(start: date, limit: Quantity, value: Fraction) -> date:
    """The last day of a limit in calendar days, weeks or whole months, before any move to a working day."""
    measure = limit.unit.measure
    try:
        if limit.unit.is_span and measure in _DAYS_OF:
            return start + timedelta(days=ceil(value * _DAYS_OF[measure]))
        months = value * UNITS[measure].scale
        if limit.unit.is_span and UNITS[measure].family == UNITS["month"].family and months.denominator == 1:
            return _add_months(start, int(months))
    except (OverflowError, ValueError):
        raise QuantityError(T("时限太长：「{limit}」", limit=limit)) from None
    raise QuantityError(
        T("算不出「{limit}」的截止日", limit=limit), T("请用工作日、自然日、周或整月写时限；小时从时刻起算，不按日历计")
    )


def _add_months(day: date, months: int) -> date:
    """The same date `months` later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

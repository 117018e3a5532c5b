"""Which of two time limits is never the longer one, across units that do not convert (months, days, working days).

A stretch of time is enclosed between bounds in calendar days that hold from every starting day.  True and False are
claims about every, or some, starting day; what the bounds do not settle is None.  No year's notice is consulted:
the answer must hold in years whose notice has not appeared.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from zhunsheng.standard.units import UNITS, Unit, factor

if TYPE_CHECKING:
    from zhunsheng.standard.quantity import Quantity

#: Fewest and most calendar days in 0..11 months running, whatever the starting day (a test recounts them).
FEWEST_DAYS = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
MOST_DAYS = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)
#: July and August hold no statutory holiday (全国年节及纪念日放假办法), so a limit this short can meet ordinary weeks
#: only.
_ORDINARY_DAYS = 50
_MONTHS = UNITS["month"].family
_MINUTES = UNITS["minute"].family


@dataclass(frozen=True, slots=True)
class Bounds:
    """Calendar days: never fewer than `low`, never more than `high`; some starting day gives at most `reached_low`
    and some at least `reached_high`.  None: no such bound is known."""

    low: Fraction
    high: Fraction | None = None
    reached_low: Fraction | None = None
    reached_high: Fraction | None = None


def never_longer(a: Quantity, b: Quantity) -> bool | None:
    """Whether the time limit `a` ends no later than `b` from whatever day both start.

    True: proved for every starting day.  False: some starting day makes `a` end later.  None: cannot be settled, or
    one of them is not a stretch of time.
    Source: Civil Code art. 201 and 203: the day of the event is not counted, and a limit that ends on a holiday ends
    with the next working day, which keeps the order of two limits.

    >>> from zhunsheng.standard.quantity import Quantity
    >>> parse = Quantity.parse
    >>> never_longer(parse("15 calendar_day"), parse("15 working_day"))
    True
    >>> never_longer(parse("2 month"), parse("60 calendar_day"))
    False
    >>> never_longer(parse("5 working_day"), parse("30 calendar_day")) is None
    True
    """
    if not (a.unit.is_span and b.unit.is_span):
        return None
    times = factor(a.unit, b.unit)
    if times is not None:
        return a.value * times <= b.value
    one, other = bounds(a), bounds(b)
    if one.high is not None and one.high <= other.low:
        return True
    later = _is_later(one.low, other.reached_low) or _is_later(one.reached_high, other.high) or _ordinary_witness(a, b)
    return False if later else None


def bounds(span: Quantity) -> Bounds:
    """The calendar days that `span` may take."""
    if not span.value:
        return Bounds(*[Fraction(0)] * 4)
    family = UNITS[span.unit.measure].family
    if family == _MINUTES:
        exact = span.value * UNITS[span.unit.measure].scale / UNITS["calendar_day"].scale
        return Bounds(exact, exact, exact, exact)
    if family == _MONTHS:
        return _of_months(span.value * UNITS[span.unit.measure].scale)
    if span.unit.measure in ("working_day", "school_day"):
        return _of_counted_days(span)
    return Bounds(Fraction(0))


def _of_months(months: Fraction) -> Bounds:
    low_years, low_rest = divmod(floor(months), 12)
    high_years, high_rest = divmod(ceil(months), 12)
    low = Fraction(365 * low_years + FEWEST_DAYS[low_rest])
    high = Fraction(366 * high_years + MOST_DAYS[high_rest])
    if months.denominator != 1:
        return Bounds(low, high)
    # Some run of one to three years has no leap day; some run of a year or more has one.
    longest = 365 * low_years + MOST_DAYS[low_rest] + (1 if low_years and not low_rest else 0)
    shortest = 365 * low_years if low_years in (1, 2, 3) and not low_rest else 366 * low_years + FEWEST_DAYS[low_rest]
    return Bounds(low, high, Fraction(shortest), Fraction(longest))


def _of_counted_days(span: Quantity) -> Bounds:
    """n working or school days take at least n calendar days; how many more depends on notices and timetables."""
    days = Fraction(floor(span.value))
    if span.unit.measure != "working_day" or span.value > 240:
        return Bounds(days)
    # The law gives at least 246 working days a year: n of them from 1 January are over 246 - n days before its end.
    return Bounds(days, reached_low=Fraction(365 - 246 + ceil(span.value)))


def _is_later(one: Fraction | None, other: Fraction | None) -> bool:
    return one is not None and other is not None and one > other


def _ordinary_witness(a: Quantity, b: Quantity) -> bool:
    """Whether in weeks without holidays some weekday makes `a` end after `b`, with and without the move to a working
    day at the end of `b`."""
    return any(_is_later(_ordinary(a, day, moved=False), _ordinary(b, day, moved=True)) for day in range(7))


def _ordinary(span: Quantity, weekday: int, *, moved: bool) -> Fraction | None:
    """Days from a `weekday` (0 Monday) to the end of `span` in ordinary weeks; None beyond them or for part days."""
    if span.unit == Unit("working_day"):
        return _ordinary_working(span.value, weekday)
    exact = bounds(span)
    if exact.low != exact.high or exact.low > _ORDINARY_DAYS:
        return None
    end = ceil(exact.low) if moved else floor(exact.low)
    rest = (weekday + end) % 7
    return Fraction(end + (7 - rest if moved and rest >= 5 else 0))


def _ordinary_working(value: Fraction, weekday: int) -> Fraction | None:
    days, left = 0, ceil(value)
    if left != value or left > _ORDINARY_DAYS * 5 // 7:
        return None
    while left:
        days += 1
        left -= (weekday + days) % 7 < 5
    return Fraction(days)

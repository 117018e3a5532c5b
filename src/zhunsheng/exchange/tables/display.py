"""Numbers as a sheet shows them: days, times, percentages, leading zeros, and everything else plainly.

A sheet keeps a day as a count and leaves it to the number format to say so.  Source: ECMA-376 part 1, 18.8.30
(numFmt) and 18.17.4 (serial values of dates).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

#: How a number format shows a number.  zeros: padded with zeros to a width.
Shape = Literal["number", "day", "time", "moment", "percent", "zeros"]
#: Formats with a number of their own; 27 to 36 and 50 to 58 are the days of Chinese and Japanese editions.
_BUILT_IN_DAYS = frozenset({14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_BUILT_IN_PERCENT = frozenset({9, 10})
#: What says nothing about the shape: texts in quotes, escaped and padding characters, colours, conditions, locales.
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_FIRST_DAY, _LAST_DAY = 1, 2_958_465  # 1900-01-01 and 9999-12-31
_DAY_1904 = 1462


@lru_cache(1024)
def shape_of(number: int, code: str | None) -> tuple[Shape, int]:
    """The shape of a number format, and the width of padded zeros.

    number, code: the id and, where it is written out, the text of the format.

    >>> shape_of(14, None), shape_of(164, "yyyy年m月d日"), shape_of(165, "000000"), shape_of(166, '0"m"')
    (('day', 0), ('day', 0), ('zeros', 6), ('number', 0))
    """
    if code is None:
        if number in _BUILT_IN_DAYS:
            return "day", 0
        if number == 22:
            return "moment", 0
        if number in _BUILT_IN_TIMES:
            return "time", 0
        return ("percent" if number in _BUILT_IN_PERCENT else "number"), 0
    plain = _SILENT.sub("", code.split(";")[0]).lower()
    has_day, has_time = re.search(r"[yd]", plain) is not None, re.search(r"[hs]", plain) is not None
    if has_day or has_time or re.fullmatch(r"[m/\-. 月]*m+[m/\-. 月]*", plain):
        return ("moment" if has_day and has_time else "time" if has_time else "day"), 0
    if "%" in plain:
        return "percent", 0
    zeros = plain.strip()
    return ("zeros", len(zeros)) if re.fullmatch("0{2,}", zeros) else ("number", 0)


def show_number(text: str, shape: Shape, width: int = 0, *, is_1904: bool = False) -> str | None:
    """The stored number as people see it; None for one that its format cannot show (a day outside the calendar).

    >>> show_number("45139", "day"), show_number("0.3", "percent"), show_number("12", "zeros", 4), show_number("15.0", "number")
    ('2023-08-01', '30%', '0012', '15')
    """
    try:
        value = float(text)
    except ValueError:
        return text
    if shape in ("day", "time", "moment"):
        return _moment(value, shape, is_1904)
    if shape == "percent":
        return f"{plain_number(round(value * 100, 6))}%"
    shown = plain_number(value) if not text.isdigit() or len(text) < 2 else text.lstrip("0") or "0"
    return shown.zfill(width) if shape == "zeros" and value >= 0 else shown


def plain_number(value: float) -> str:
    """A number with at most 15 digits, as spreadsheets compute; whole ones without a point.

    >>> plain_number(0.1 + 0.2), plain_number(3e14), plain_number(2.50)
    ('0.3', '300000000000000', '2.5')
    """
    if value == int(value) and abs(value) < 1e15 if value == value and abs(value) != float("inf") else False:
        return str(int(value))
    return format(value, ".15g")


def day_of(serial: int, *, is_1904: bool = False) -> date | None:
    """The day that a count stands for, None outside the calendar.

    Counts of the 1900 system include a day that never was, 1900-02-29 (count 60).

    >>> day_of(45139), day_of(59), day_of(60), day_of(0, is_1904=True)
    (datetime.date(2023, 8, 1), datetime.date(1900, 2, 28), None, datetime.date(1904, 1, 1))
    """
    count = serial + _DAY_1904 if is_1904 else serial
    if not _FIRST_DAY <= count <= _LAST_DAY or count == 60:
        return None
    return date(1899, 12, 30 if count > 60 else 31) + timedelta(days=count)


def _moment(value: float, shape: Shape, is_1904: bool) -> str | None:
    whole = int(value // 1)
    seconds = round((value - whole) * 86_400)
    if seconds == 86_400:
        whole, seconds = whole + 1, 0
    clock = (datetime(1900, 1, 1) + timedelta(seconds=seconds)).time()  # noqa: DTZ001 - a clock without a place
    shown = clock.isoformat("seconds" if clock.second else "minutes")
    if shape == "time" and whole == 0:
        return shown
    day = day_of(whole, is_1904=is_1904)
    if day is None:
        return None
    return day.isoformat() if not seconds else f"{day.isoformat()} {shown}"

"""Reference days of ages, and completed years (周岁) on them.

An age is (reference - birth) // 10000 on yyyymmdd numbers, which is the number of completed years with the birthday
counted as reached.  Somebody born on 29 February completes a year on 1 March of a common year; on a month's last day
the number yyyymm31 stands for it, so that at the end of February that year counts as completed.  Whether another
reading is wanted is a matter of policy and is then written as another fact.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from zhunsheng.standard.facts import ReferenceDay


def reference_code(on: ReferenceDay, day: date) -> int:
    """The reference day as yyyymmdd, given the day of application; the last day of any month is its 31st.

    >>> [reference_code(on, date(2023, 2, 14)) for on in ("month_end", "year_start", "school_year_start")]
    [20230231, 20230101, 20220901]
    """
    match on:
        case "application_day":
            return code_of(day)
        case "month_start":
            return day.year * 10000 + day.month * 100 + 1
        case "month_end":
            return day.year * 10000 + day.month * 100 + 31
        case "year_start":
            return day.year * 10000 + 101
        case "year_end":
            return day.year * 10000 + 1231
        case "school_year_start":
            return (day.year if day.month >= 9 else day.year - 1) * 10000 + 901


def code_of(day: date) -> int:
    """A day as the number yyyymmdd."""
    return day.year * 10000 + day.month * 100 + day.day


def completed_years(birth: date, on: ReferenceDay, day: date) -> int:
    """Age in completed years on the reference day that belongs to `day`.

    >>> [completed_years(date(2000, 2, 29), "application_day", date(2018, 2, 28)),
    ...  completed_years(date(2000, 2, 29), "application_day", date(2018, 3, 1))]
    [17, 18]
    """
    return (reference_code(on, day) - code_of(birth)) // 10000


def last_birth(years: int, on: ReferenceDay, day: date) -> date:
    """The latest day of birth of somebody who has completed `years` years on the reference day.

    >>> last_birth(65, "application_day", date(2024, 2, 29))
    datetime.date(1959, 2, 28)
    """
    code = reference_code(on, day) - years * 10000
    year, month, last = code // 10000, code // 100 % 100, code % 100
    return date(year, month, min(last, monthrange(year, month)[1]))

"""The working-day calendar: what the notices say, counting, deadlines, and the years nobody has announced."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.standard.calendar import Calendar, CalendarGap, check_calendar
from zhunsheng.standard.findings import Place
from zhunsheng.standard.manifest import CalendarFile
from zhunsheng.standard.quantity import Quantity, QuantityError

CALENDAR = Calendar()
LAST = CALENDAR.years[-1]
HELD = st.dates(date(2004, 1, 1), date(2026, 12, 27))
#: An invented notice for a year that no library holds yet.
INVENTED = {
    "2099": {"notice": "演示通知", "off": ["2099-01-01", "2098-12-31", "2099-05-03"], "working": ["2099-01-03"]},
    "2098": {"notice": "演示通知二"},
}


def own(years: object = INVENTED) -> CalendarFile:
    return CalendarFile.model_validate({"years": years})


def place(*path: object) -> Place:
    return Place("calendar.yaml/" + "/".join(map(str, path)))


def test_the_kept_years_are_2004_to_2026_at_least() -> None:
    assert set(range(2004, 2027)) <= set(CALENDAR.years)
    assert CALENDAR.years[0] == 2004


def test_the_version_names_the_library_its_years_and_own_notices() -> None:
    assert Calendar().version.startswith("chinesecalendar 1.")
    assert Calendar().version.endswith(f" (2004–{LAST})")
    assert Calendar(own()).version == f"{Calendar().version}; 2098: 演示通知二; 2099: 演示通知"


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2023, 1, 28), True),  # Saturday, made up for Spring Festival
        (date(2023, 1, 26), False),  # Thursday of Spring Festival
        (date(2025, 10, 8), False),  # Wednesday, National Day and Mid-Autumn together
        (date(2025, 10, 11), True),  # the Saturday after
        (date(2018, 12, 29), True),  # Saturday, made up for New Year 2019
        (date(2018, 12, 31), False),
        (date(2024, 7, 3), True),
        (date(2024, 7, 6), False),
    ],
)
def test_days_are_those_of_the_notices(day: date, worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is worked


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        (date(2025, 3, 6), "2 working_day", date(2025, 3, 10)),  # Thursday to Monday
        (date(2025, 3, 6), "0.5 working_day", date(2025, 3, 7)),
        (date(2025, 9, 26), "4 working_day", date(2025, 10, 9)),  # 28 September, a Sunday, is worked
        (date(2025, 3, 6), "0 working_day", date(2025, 3, 6)),
        (date(2025, 3, 8), "1 calendar_day", date(2025, 3, 10)),  # ends on a Sunday: Monday
        (date(2025, 9, 26), "7 calendar_day", date(2025, 10, 9)),  # ends within National Day
        (date(2025, 3, 6), "2 week", date(2025, 3, 20)),
        (date(2025, 1, 31), "1 month", date(2025, 2, 28)),  # no 31 February
        (date(2024, 1, 31), "1 month", date(2024, 2, 29)),
        (date(2024, 11, 30), "1 quarter", date(2025, 2, 28)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2025, 1, 15), "0.5 year", date(2025, 7, 15)),
        (date(2025, 7, 4), "1 month", date(2025, 8, 4)),
    ],
)
def test_a_limit_ends_on_the_day_the_civil_code_says(start: date, limit: str, end: date) -> None:
    assert CALENDAR.deadline(start, Quantity.parse(limit)) == end


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("3 hour", "3小时"),
        ("1.5 month", "1.5个月"),
        ("1 term", "1个学期"),
        ("2 school_day", "2个学习日"),
        ("2 visit/year", "每年2次"),
        ("5 CNY", "5元"),
    ],
)
def test_a_limit_that_no_public_calendar_settles_is_refused(limit: str, said: str) -> None:
    with pytest.raises(QuantityError) as caught:
        CALENDAR.deadline(date(2025, 3, 6), Quantity.parse(limit))
    assert str(caught.value.message) == f"算不出「{said}」的截止日"


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("999999999999 calendar_day", "999999999999个自然日"),
        ("999999999999 year", "999999999999年"),
        ("9000 year", "9000年"),
    ],
)
def test_a_limit_beyond_all_calendars_is_refused(limit: str, said: str) -> None:
    with pytest.raises(QuantityError) as caught:
        CALENDAR.deadline(date(2025, 3, 6), Quantity.parse(limit))
    assert str(caught.value.message) == f"时限太长：「{said}」"


def test_a_year_without_notice_is_never_guessed() -> None:
    for ask in (
        lambda: CALENDAR.is_working_day(date(LAST + 1, 3, 1)),
        lambda: CALENDAR.working_days_between(date(LAST, 12, 1), date(LAST + 1, 3, 1)),
        lambda: CALENDAR.add_working_days(date(LAST, 12, 20), 10),
        lambda: CALENDAR.add_working_days(date(LAST, 12, 20), 10**12),
        lambda: CALENDAR.deadline(date(LAST, 12, 20), Quantity.parse("1 month")),
    ):
        with pytest.raises(CalendarGap) as caught:
            ask()
        assert caught.value.year == LAST + 1
    with pytest.raises(CalendarGap):
        CALENDAR.working_days_between(date(2003, 12, 1), date(2004, 1, 10))


def test_the_last_days_of_december_wait_for_the_next_notice() -> None:
    assert CALENDAR.is_working_day(date(2025, 12, 31))
    assert isinstance(CALENDAR.is_working_day(date(LAST, 12, 27)), bool)
    with pytest.raises(CalendarGap) as caught:
        CALENDAR.is_working_day(date(LAST, 12, 28))
    assert caught.value.year == LAST + 1


def test_a_gap_becomes_a_finding_that_says_what_to_do() -> None:
    with pytest.raises(CalendarGap) as caught:
        CALENDAR.is_working_day(date(2003, 5, 1))
    assert caught.value.finding(Place("a.yaml", 3, 5)).say() == (
        f"a.yaml:3:5: ZS701 没有 2003 年的国务院放假通知，不能计算工作日（现有 2004–{LAST} 年）\n"
        "  请升级 chinesecalendar，或把 2003 年的放假通知写进 calendar.yaml"
    )


def test_own_years_extend_the_calendar() -> None:
    calendar = Calendar(own())
    assert calendar.is_working_day(date(2099, 1, 3))  # a Saturday, made up
    assert not calendar.is_working_day(date(2099, 1, 1))
    assert not calendar.is_working_day(date(2098, 12, 31))  # by the notice of 2099
    assert calendar.is_working_day(date(2098, 1, 1))  # its notice gives no day off
    assert calendar.add_working_days(date(2098, 12, 30), 2) == date(2099, 1, 3)
    assert calendar.working_days_between(date(2098, 12, 30), date(2099, 1, 3)) == 2
    with pytest.raises(CalendarGap) as caught:
        calendar.is_working_day(date(2097, 5, 1))
    assert caught.value.message.say("zh").endswith(f"（现有 2004–{LAST}、2098–2099 年）")


def test_an_own_year_replaces_the_kept_one_whole() -> None:
    calendar = Calendar(own({"2023": {"notice": "演示", "off": ["2023-03-01"]}}))
    assert not calendar.is_working_day(date(2023, 3, 1))
    assert calendar.is_working_day(date(2023, 1, 26))  # the kept notice no longer speaks
    assert not calendar.is_working_day(date(2023, 1, 28))
    assert not calendar.is_working_day(date(2022, 10, 3))  # other years do
    assert not calendar.is_working_day(date(2023, 12, 30))
    assert calendar.years == CALENDAR.years


def test_a_calendar_file_is_checked() -> None:
    file = own(
        {
            "二〇二七": {"notice": "演示"},
            "2027": {
                "notice": "演示",
                "off": ["2028-01-03", "2026-12-31", "2027-02-06"],
                "working": ["2027-02-06", "2027-03-01"],
            },
        }
    )
    assert [finding.say() for finding in check_calendar(file, place)] == [
        "calendar.yaml/years/二〇二七:1:1: ZS702 「二〇二七」不是年份",
        "calendar.yaml/years/2027/off/0:1:1: ZS703 2028-01-03 不在 2027 年\n  2027 年的通知只安排当年和上一年年末的日子",
        "calendar.yaml/years/2027/working/0:1:1: ZS704 2027-02-06 既是放假日又是上班日",
        "calendar.yaml/years/2027/working/1:1:1: ZS704 2027-03-01 不是周末，本来就上班，不必列为调休上班日",
    ]
    assert check_calendar(own(), place) == []
    assert Calendar(file).years == tuple(sorted({*CALENDAR.years, 2027}))


def test_our_own_mistakes_raise() -> None:
    with pytest.raises(ValueError, match="before"):
        CALENDAR.working_days_between(date(2025, 3, 7), date(2025, 3, 6))
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add_working_days(date(2025, 3, 7), -1)


@given(HELD)
def test_every_day_agrees_with_the_kept_library(day: date) -> None:
    assert CALENDAR.is_working_day(day) == chinese_calendar.is_workday(day)


@given(HELD, st.integers(0, 1200))
def test_counting_is_counting_day_by_day(start: date, length: int) -> None:
    end = min(start + timedelta(days=length), date(2026, 12, 27))
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    assert CALENDAR.working_days_between(start, end) == sum(map(CALENDAR.is_working_day, days))


@given(st.dates(date(2004, 1, 1), date(2025, 1, 1)), st.integers(0, 400))
def test_adding_and_counting_are_inverse(start: date, days: int) -> None:
    end = CALENDAR.add_working_days(start, days)
    assert CALENDAR.working_days_between(start, end) == days
    assert days == 0 or CALENDAR.is_working_day(end)


@given(HELD, HELD, HELD)
def test_counts_add_up(a: date, b: date, c: date) -> None:
    a, b, c = sorted((a, b, c))
    count = CALENDAR.working_days_between
    assert count(a, b) + count(b, c) == count(a, c)


@given(st.dates(date(2004, 1, 1), date(2025, 1, 1)), st.integers(1, 60), st.integers(1, 60))
def test_working_days_never_end_before_as_many_calendar_days(start: date, working: int, more: int) -> None:
    calendar_days = Quantity.parse(f"{working} calendar_day")
    longer = Quantity.parse(f"{working + more} working_day")
    assert CALENDAR.deadline(start, calendar_days) <= CALENDAR.add_working_days(start, working)
    assert CALENDAR.deadline(start, calendar_days) <= CALENDAR.deadline(start, longer)

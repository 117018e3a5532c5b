# ruff: noqa: DTZ001 - spreadsheets know no time zones
from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import to_excel

from zhunsheng.exchange.tables.display import day_of, plain_number, shape_of, show_number


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("yyyy-mm-dd", "day"),
        ('yyyy"年"m"月"d"日"', "day"),
        ("[$-804]aaaa;@", "number"),
        ("yyyy/m/d h:mm", "moment"),
        ("[h]:mm:ss", "time"),
        ("mmm", "day"),
        ("0.00%", "percent"),
        ("0.00", "number"),
        ("00000", "zeros"),
        ("General", "number"),
        ("@", "number"),
        ('#,##0"元/d"', "number"),
        ("[Red]0;[Blue]-0", "number"),
        ("¥#,##0.00_);[Red](¥#,##0.00)", "number"),
    ],
)
def test_a_number_format_says_how_numbers_are_shown(code: str, shape: str) -> None:
    assert shape_of(164, code)[0] == shape


@pytest.mark.parametrize(
    ("number", "shape"), [(0, "number"), (9, "percent"), (14, "day"), (20, "time"), (22, "moment"), (31, "day")]
)
def test_formats_with_a_number_of_their_own(number: int, shape: str) -> None:
    assert shape_of(number, None)[0] == shape


@given(st.sampled_from(["yyyy-mm-dd", "d/m/yy", "h:mm", "0.0", "0%", "#,##0", "mm:ss", '"d"0', "[$-409]mmmm\\ yyyy"]))
def test_days_and_times_are_told_as_another_reader_tells_them(code: str) -> None:
    assert is_date_format(code) == (shape_of(200, code)[0] in ("day", "time", "moment"))


@given(st.dates(date(1900, 3, 1), date(2200, 1, 1)), st.booleans())
def test_a_day_comes_back(day: date, is_1904: bool) -> None:
    epoch = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
    if is_1904 and day.year < 1904:
        return
    serial = to_excel(datetime(day.year, day.month, day.day), epoch=epoch)
    assert day_of(int(serial), is_1904=is_1904) == day
    assert show_number(str(serial), "day", is_1904=is_1904) == day.isoformat()


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)))
def test_a_moment_comes_back_to_the_second(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    shown = show_number(repr(to_excel(moment)), "moment")
    assert shown is not None
    assert abs(datetime.fromisoformat(shown) - moment) <= timedelta(seconds=1)


def test_a_moment_just_before_midnight_is_not_a_second_too_early() -> None:
    assert show_number("45138.999999999", "moment") == "2023-08-01"


def test_a_time_alone_has_no_day() -> None:
    assert show_number("0.5", "time") == "12:00"
    assert show_number("0.50001", "time") == "12:00:01"
    assert show_number("1.5", "time") == "1900-01-01 12:00"


@pytest.mark.parametrize(("text", "shape", "width", "shown"), [
    ("12", "zeros", 4, "0012"), ("-12", "zeros", 4, "-12"), ("0.125", "percent", 0, "12.5%"), ("1E3", "number", 0, "1000"),
    ("007", "number", 0, "7"), ("0", "number", 0, "0"), ("abc", "number", 0, "abc"), ("1e400", "number", 0, "inf"),
    ("123456789012345678", "number", 0, "123456789012345678"),
])  # fmt: skip
def test_numbers_are_shown_plainly(text: str, shape: str, width: int, shown: str) -> None:
    assert show_number(text, shape, width) == shown  # type: ignore[arg-type]


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_have_no_point(number: int) -> None:
    assert plain_number(float(number)) == str(number)


@pytest.mark.parametrize("serial", [0, 60, -5, 2_958_466])
def test_no_day(serial: int) -> None:
    assert day_of(serial) is None
    assert show_number(str(serial), "day") is None

"""Opening hours: read as written, and open or not at a moment without claiming more than the text says."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.public.points_hours import Now, Opening, Stretch, clock, hours_words, now_at, read_hours, week
from zhunsheng.standard.calendar import Calendar

CALENDAR = Calendar()
MOMENTS = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2025-12-20"))
WORKDAYS = frozenset(range(5))
TEXT = "周一至周五08:30-12:00 14:00-17:30 周六09:00-14:00"


def at(text: str, moment: str) -> Now:
    """What is said of hours at a moment."""
    return now_at(read_hours(text), datetime.fromisoformat(moment), CALENDAR)


def test_hours_are_read_by_stretch() -> None:
    assert read_hours(TEXT) == (
        Stretch(WORKDAYS, 510, 720),
        Stretch(WORKDAYS, 840, 1050),
        Stretch(frozenset({5}), 540, 840),
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周六周日10:00-16:00", {5, 6}),
        ("周六、周日10:00-16:00", {5, 6}),
        ("周五至周一10:00-16:00", {4, 5, 6, 0}),
        ("每天10:00-16:00", set(range(7))),
        ("周天10:00-16:00", {6}),
    ],
)
def test_days_are_read(text: str, days: set[int]) -> None:
    stretches = read_hours(text)
    assert stretches is not None
    assert stretches[0].days == frozenset(days)


@pytest.mark.parametrize(
    "text", ["", None, "请来电咨询", "周一至周五", "08:30-07:00", "25:00-26:00", "08:30-17:30（节假日除外）"]
)
def test_what_is_not_understood_is_not_guessed(text: str | None) -> None:
    assert read_hours(text) is None
    assert now_at(read_hours(text), datetime.fromisoformat("2025-10-09T10:00"), CALENDAR).opening is Opening.UNSTATED


@pytest.mark.parametrize(
    ("moment", "now"),
    [
        ("2025-10-09T10:00", Now(Opening.OPEN, until=720)),
        ("2025-10-09T12:00", Now(Opening.CLOSED, opens=840)),
        ("2025-10-09T17:29", Now(Opening.OPEN, until=1050)),
        ("2025-10-09T17:30", Now(Opening.CLOSED)),
        ("2025-10-12T10:00", Now(Opening.CLOSED)),
    ],
)
def test_open_on_usual_days(moment: str, now: Now) -> None:
    assert at(TEXT, moment) == now


def test_a_holiday_on_a_named_weekday_is_only_perhaps_open() -> None:
    assert at(TEXT, "2025-10-02T10:00").opening is Opening.PERHAPS
    assert at("工作日08:30-17:30", "2025-10-02T10:00").opening is Opening.CLOSED


def test_a_make_up_saturday_may_follow_the_hours_of_weekdays() -> None:
    """2025-10-11 is a Saturday that is worked for National Day."""
    assert at("周一至周五08:30-17:30", "2025-10-11T10:00").opening is Opening.PERHAPS
    assert at("周一至周五08:30-17:30", "2025-10-18T10:00").opening is Opening.CLOSED
    assert at("工作日08:30-17:30", "2025-10-11T10:00").opening is Opening.OPEN


def test_hours_without_days_hold_on_working_days() -> None:
    assert at("08:30-17:30", "2025-10-09T10:00").opening is Opening.OPEN
    assert at("08:30-17:30", "2025-10-12T10:00").opening is Opening.PERHAPS
    assert at("00:00-24:00", "2025-10-02T03:00") == Now(Opening.OPEN)


def test_beyond_the_holiday_notices_nothing_is_certain() -> None:
    assert at("08:30-17:30", "2091-03-05T10:00").opening is Opening.PERHAPS
    assert at("工作日08:30-17:30", "2091-03-05T10:00").opening is Opening.PERHAPS


def test_english_names_the_days() -> None:
    assert hours_words(TEXT, "en") == "Mon–Fri 08:30–12:00, 14:00–17:30; Sat 09:00–14:00"
    assert hours_words("08:30-17:30", "en") == "08:30–17:30"
    assert hours_words("请来电咨询", "en") == "请来电咨询"


def test_chinese_sets_stretches_and_days_apart() -> None:
    assert hours_words(TEXT, "zh") == "周一至周五08:30–12:00、14:00–17:30；周六09:00–14:00"
    assert hours_words("周一、周三08:30 - 12:00", "zh") == "周一、周三08:30–12:00"
    assert hours_words("请来电咨询 - 随时", "zh") == "请来电咨询 - 随时"


def test_a_week_is_told_only_where_days_are_named() -> None:
    assert week(read_hours("08:30-17:30")) == []
    table = dict(week(read_hours(TEXT)))
    assert table[0] == ["08:30–12:00", "14:00–17:30"]
    assert table[6] == []


@given(
    days=st.sampled_from(["", "每天", "周一至周五", "周六周日"]),
    spans=st.lists(st.tuples(st.integers(0, 700), st.integers(1, 700)), min_size=1, max_size=3),
)
def test_what_is_written_is_read_back(days: str, spans: list[tuple[int, int]]) -> None:
    text = days + " ".join(f"{clock(start)}-{clock(start + length)}" for start, length in spans)
    stretches = read_hours(text)
    assert stretches is not None
    assert [(one.start, one.end) for one in stretches] == [(start, start + length) for start, length in spans]
    assert read_hours(hours_words(text, "zh")) == stretches


@given(
    moment=MOMENTS,
    text=st.sampled_from([TEXT, "08:30-17:30", "每天09:00-21:00"]),
)
def test_open_only_within_a_written_stretch(moment: datetime, text: str) -> None:
    stretches = read_hours(text)
    assert stretches is not None
    now = now_at(stretches, moment, CALENDAR)
    minute = moment.hour * 60 + moment.minute
    within = any(one.start <= minute < one.end for one in stretches)
    assert within or now.opening is Opening.CLOSED
    assert now.opening is Opening.CLOSED or (now.until is not None and minute < now.until)
    assert now.opens is None or now.opens > minute

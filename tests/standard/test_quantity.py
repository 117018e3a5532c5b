"""Units and quantities: reading, showing, converting, comparing, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.standard.quantity import (
    UNITS,
    Quantity,
    QuantityError,
    Unit,
    compare,
    factor,
    format_number,
    looks_like_quantity,
    never_longer,
    read_number,
)
from zhunsheng.standard.spans import FEWEST_DAYS, MOST_DAYS, bounds

MEASURES = st.sampled_from(sorted(UNITS))
PERIODS = st.sampled_from([name for name, word in UNITS.items() if word.kind == "span"])
UNIT = st.one_of(
    st.builds(Unit, MEASURES),
    st.builds(Unit, MEASURES, PERIODS).filter(lambda unit: unit.measure != unit.per),
)
#: Fractions that people may write: at most 15 digits in all.
VALUE = st.fractions(min_value=0, max_value=10_000, max_denominator=1000)
QUANTITY = st.builds(Quantity, VALUE, UNIT)
SPAN = st.builds(
    Quantity,
    st.integers(0, 400).map(Fraction),
    st.sampled_from(["hour", "calendar_day", "week", "month", "quarter", "year", "working_day"]).map(Unit),
)


def quantity(text: str) -> Quantity:
    return Quantity.parse(text)


def refusal(text: str) -> str:
    with pytest.raises(QuantityError) as caught:
        Quantity.parse(text)
    return f"{caught.value.message} {caught.value.help or ''}".strip()


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2 visit/year", "每年2次", "2 visits a year"),
        ("1 visit/year", "每年1次", "1 visit a year"),
        ("5 CNY/school_day", "每学习日5元", "5 yuan a school day"),
        ("600 CNY/month", "每月600元", "600 yuan a month"),
        ("15 working_day", "15个工作日", "15 working days"),
        ("0.5 working_day", "0.5个工作日", "half a working day"),
        ("0.5 hour", "0.5小时", "half an hour"),
        ("3 month", "3个月", "3 months"),
        ("1 half_year", "半年", "half a year"),
        ("30%", "30%", "30%"),
        ("1.3 ratio", "1.3倍", "1.3 times"),
        ("4/3 ratio", "4/3倍", "4/3 times"),
        ("0.5 ratio", "0.5倍", "0.5 times"),
        ("1/3 ratio", "三分之一", "1/3"),
        ("3/7 ratio", "七分之三", "3/7"),
        ("5/12 ratio", "5/12", "5/12"),
        ("3 film/term", "每学期3部", "3 films a school term"),
        ("1 time/birth", "每孩次1次", "1 time per birth"),
        ("2.5 wan_CNY", "2.5万元", "25000 yuan"),
        ("1/3 visit/month", "每月1/3次", "1/3 of a visit a month"),
        ("4/3 hour/week", "每周4/3小时", "4/3 hours a week"),
        ("300 mg/calendar_day", "每日300毫克", "300 mg a calendar day"),
        ("20 person/bed", "每张床位20人", "20 people per bed"),
    ],
)
def test_quantities_read_naturally_in_both_languages(text: str, zh: str, en: str) -> None:
    assert (quantity(text).say("zh"), quantity(text).say("en")) == (zh, en)


def test_a_time_limit_reads_as_one() -> None:
    limit = quantity("15 working_day")
    assert (limit.say_within("zh"), limit.say_within("en")) == ("15个工作日内", "within 15 working days")


def test_units_read_in_both_languages() -> None:
    assert [Unit.parse("visit/year").say(language) for language in ("zh", "en")] == ["次/年", "visits per year"]
    assert [Unit.parse("percent").say(language) for language in ("zh", "en")] == ["%", "percent"]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("15个工作日", "15 working_day"),
        ("１５ 工作日", "15 working_day"),
        ("3 个月", "3 month"),
        ("5 元/月", "5 CNY/month"),
        ("５ CNY／month", "5 CNY/month"),
        ("0.50 working_day", "0.5 working_day"),
        ("2/4 working_day", "0.5 working_day"),
        ("30 percent", "30%"),
        ("30％", "30%"),
        ("5 CNY / school_day", "5 CNY/school_day"),
    ],
)
def test_other_ways_of_writing_become_the_canonical_one(written: str, canonical: str) -> None:
    assert str(quantity(written)) == canonical


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("30", "「30」没有单位 请写成「数字 单位」，例如 15 working_day（工作日）、5 CNY/school_day（元/学习日）、30%"),
        ("30 working_days", "没有登记的单位：「working_days」 是不是 working_day（工作日）？"),
        ("5 yuan/month", "没有登记的单位：「yuan」 是不是 CNY（元）？"),
        ("30 天", "「天」没有说明是工作日还是自然日 请写 working_day（工作日）或 calendar_day（自然日）"),
        ("4 次/年", "单位「次」可以有几种意思 请写明是 visit（次）、time（次）、contact（次） 中的哪一个"),
        ("-3 CNY", "数值不带正负号：「-3」"),
        ("1,000 CNY", "数字里有逗号：「1,000」 请写成 1000"),
        ("1/0 CNY", "分母不能为 0：「1/0」"),
        ("0.5/2 CNY", "「0.5/2」不是数字 请写成 12、0.5 或 1/3 的样子"),
        ("5. CNY", "「5.」不是数字 请写成 12、0.5 或 1/3 的样子"),
        ("1234567890123456 CNY", "数字超过 15 位：「1234567890123456」"),
        (
            "5 元/人·月",
            "单位「元/人·月」里的「每」多于一个"
            " 一个单位至多一个「/」；「元/人·月」写作 CNY/month，按人计由服务对象决定",
        ),
        (
            "5 visit/CNY",
            "单位「visit/CNY」的「每」后面不能是「CNY」"
            " 「/」后面写时间、人、户等，例如 visit/year（次/年）或 CNY/household（元/户）",
        ),
        ("2 visit/", "单位「visit/」不完整 例如 working_day（工作日）、visit/year（次/年）"),
        (
            "2 zzzzzz",
            "没有登记的单位：「zzzzzz」"
            " 登记的单位例如 working_day、calendar_day、month、visit/year、CNY/month；全部见单位表",
        ),
        (
            "about ten",
            "读不懂的数值：「about ten」"
            " 请写成「数字 单位」，例如 15 working_day（工作日）、5 CNY/school_day（元/学习日）、30%",
        ),
    ],
)
def test_what_is_wrong_is_named_with_advice(text: str, message: str) -> None:
    assert refusal(text) == message


def test_a_hostile_text_is_refused_and_quoted_only_in_part() -> None:
    assert refusal("9" * 10_000_000) == f"数值太长：「{'9' * 20}…」"
    assert refusal("5 " + "x" * 70) == f"单位太长：「{' ' + 'x' * 19}…」"
    assert not looks_like_quantity("9" * 10_000_000 + " CNY")


@pytest.mark.parametrize(
    "text",
    [
        "5 CNY",
        "5  CNY/month",
        "30%",
        "30 %",
        "1/3 visit/year",
        "15个工作日",
        "3 moons",
        "-5 CNY",
        "1,000 CNY",
        "2 visit/",
    ],
)
def test_a_number_with_a_unit_looks_like_a_quantity(text: str) -> None:
    assert looks_like_quantity(text)


@pytest.mark.parametrize(
    "text",
    ["1", "0.5", "1/3", "4 if age >= 90 else 2", "2 * age", "age + 2", "1e5", "0x1F", "", "CNY", "local_dibao_line"],
)
def test_a_rule_or_a_bare_number_does_not(text: str) -> None:
    assert not looks_like_quantity(text)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("CNY", "fen", Fraction(100)),
        ("wan_CNY", "CNY", Fraction(10_000)),
        ("CNY/month", "CNY/year", Fraction(12)),
        ("visit/half_year", "visit/quarter", Fraction(1, 2)),
        ("week", "hour", Fraction(168)),
        ("percent", "ratio", Fraction(1, 100)),
        ("fen/year", "CNY/month", Fraction(1, 1200)),
        ("month", "calendar_day", None),
        ("working_day", "calendar_day", None),
        ("working_day", "hour", None),
        ("school_year", "year", None),
        ("term", "half_year", None),
        ("visit/pregnancy", "visit/birth", None),
        ("visit/child", "visit/year", None),
        ("visit", "time", None),
        ("CNY", "CNY/year", None),
        ("CNY/school_day", "CNY/calendar_day", None),
    ],
)
def test_units_convert_exactly_or_not_at_all(a: str, b: str, expected: Fraction | None) -> None:
    assert factor(Unit.parse(a), Unit.parse(b)) == expected


@given(UNIT, UNIT, UNIT)
def test_conversion_is_an_equivalence(a: Unit, b: Unit, c: Unit) -> None:
    assert factor(a, a) == 1
    there, back, on = factor(a, b), factor(b, a), factor(b, c)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there * back == 1
        assert factor(a, c) == (None if on is None else there * on)


@given(QUANTITY)
def test_parse_gives_back_what_str_shows(item: Quantity) -> None:
    assert quantity(str(item)) == item
    assert looks_like_quantity(str(item))


@given(UNIT)
def test_a_unit_survives_its_text(unit: Unit) -> None:
    assert Unit.parse(str(unit)) == unit


@given(QUANTITY, QUANTITY)
def test_comparison_is_antisymmetric(a: Quantity, b: Quantity) -> None:
    one, other = compare(a, b), compare(b, a)
    assert (one is None) == (other is None)
    assert one is None or other is None or one == -other


@given(VALUE, VALUE, st.sampled_from(["month", "quarter", "half_year", "year"]), st.sampled_from(["month", "year"]))
def test_frequencies_compare_by_cross_multiplying(x: Fraction, y: Fraction, p: str, q: str) -> None:
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
    left, right = x.numerator * y.denominator * months[q], y.numerator * x.denominator * months[p]
    assert compare(Quantity(x, Unit("visit", p)), Quantity(y, Unit("visit", q))) == (left > right) - (left < right)


@given(VALUE)
def test_numbers_print_exactly(value: Fraction) -> None:
    assert read_number(format_number(value)) == value


def test_numbers_that_only_a_fraction_shows_exactly() -> None:
    assert format_number(Fraction(1, 2**40)) == "1/1099511627776"
    assert format_number(Fraction(-5, 2)) == "-2.5"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("15 working_day", "20 working_day", True),
        ("21 working_day", "20 working_day", False),
        ("15 calendar_day", "15 working_day", True),
        ("19 calendar_day", "15 working_day", None),  # make-up days may shorten 15 working days
        ("20 calendar_day", "15 working_day", False),  # from a Sunday 15 working days are 19 days
        ("15 working_day", "15 calendar_day", False),
        ("1 working_day", "1 calendar_day", None),  # equal once a last day on a holiday moves on
        ("5 working_day", "30 calendar_day", None),
        ("24 hour", "1 working_day", True),
        ("1 month", "31 calendar_day", True),
        ("1 month", "30 calendar_day", False),
        ("28 calendar_day", "1 month", True),
        ("29 calendar_day", "1 month", False),
        ("1 year", "366 calendar_day", True),
        ("1 year", "365 calendar_day", False),
        ("365 calendar_day", "1 year", True),
        ("366 calendar_day", "1 year", False),
        ("1 month", "31 working_day", True),
        ("1 year", "60 working_day", False),
        ("20 working_day", "1 month", None),
        ("1 term", "1 year", None),
        ("1.5 month", "62 calendar_day", True),
        ("1.5 month", "2 calendar_day", False),
        ("1.5 month", "40 calendar_day", None),
        ("10 calendar_day", "10 school_day", True),
        ("0 working_day", "1 hour", True),
        ("2 visit/year", "3 visit/year", None),
        ("5 CNY", "6 CNY", None),
    ],
)
def test_time_limits_compare_soundly(a: str, b: str, expected: bool | None) -> None:
    assert never_longer(quantity(a), quantity(b)) is expected


def test_the_days_of_months_are_those_of_the_calendar() -> None:
    starts = [(year, month) for year in range(1897, 1909) for month in range(1, 13)]

    def length(year: int, month: int, months: int) -> int:
        years, rest = divmod(month - 1 + months, 12)
        return (date(year + years, rest + 1, 1) - date(year, month, 1)).days

    for months in range(12):
        lengths = [length(year, month, months) for year, month in starts]
        assert (min(lengths), max(lengths)) == (FEWEST_DAYS[months], MOST_DAYS[months])


def in_days(span: Quantity, start: date) -> int:
    """The length of `span` from `start` in a world of plain weekends: an independent count for the laws below."""
    value, unit = int(span.value), span.unit.measure
    if unit in ("month", "quarter", "year"):
        months = start.year * 12 + start.month - 1 + value * {"month": 1, "quarter": 3, "year": 12}[unit]
        following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        last = (following - timedelta(days=1)).day
        return (date(months // 12, months % 12 + 1, min(start.day, last)) - start).days
    if unit == "working_day":
        day = start
        while value:
            day += timedelta(days=1)
            value -= day.weekday() < 5
        return (day - start).days
    return value * {"hour": 1, "calendar_day": 24, "week": 168}[unit] // 24


@given(SPAN, SPAN, st.dates(date(1996, 1, 1), date(2030, 12, 31)))
def test_a_limit_proved_never_longer_is_not_longer_on_any_day(a: Quantity, b: Quantity, start: date) -> None:
    if never_longer(a, b):
        assert in_days(a, start) <= in_days(b, start)


@given(SPAN, st.dates(date(1996, 1, 1), date(2030, 12, 31)))
def test_bounds_enclose_every_span(span: Quantity, start: date) -> None:
    found, days = bounds(span), in_days(span, start)
    assert int(found.low) <= days
    assert found.high is None or days <= found.high


SHORT = st.builds(
    Quantity,
    st.integers(1, 40).map(Fraction),
    st.sampled_from(["calendar_day", "week", "month", "working_day"]).map(Unit),
).filter(lambda span: bounds(span).low <= 120)


@settings(max_examples=40)
@given(SHORT, SHORT)
def test_a_limit_called_longer_is_longer_from_some_day(a: Quantity, b: Quantity) -> None:
    if never_longer(a, b) is False:
        starts = (date(1999, 1, 1) + timedelta(days=days) for days in range(3 * 365))
        assert any(in_days(a, start) > in_days(b, start) for start in starts)

"""Numerals, numbers with units, and periods."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.exchange.propose.bounds import bound_of
from zhunsheng.exchange.propose.modality import modality_of
from zhunsheng.exchange.propose.numerals import half_width, read_numeral
from zhunsheng.exchange.propose.quantities import governing, rate_text
from zhunsheng.exchange.propose.tokens import Every, scan

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below a hundred million in Chinese, as it is read aloud."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = "零" if 0 < low < 1000 else ""
        return f"{chinese(high)}万{zero}{chinese(low) if low else ''}"
    text, is_gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if is_gap and text else "") + _DIGITS[digit] + name
        is_gap = not digit
    return text or "零"


@given(st.integers(0, 99_999_999))
def test_a_number_is_read_as_it_is_said(number: int) -> None:
    assert read_numeral(chinese(number)) == number


@given(st.integers(0, 10**9), st.sampled_from(["", "，"]))
def test_digits_are_read_with_and_without_groups(number: int, after: str) -> None:
    assert read_numeral(str(number)) == number
    assert read_numeral(f"{number:,}") == number
    (found,) = scan(f"{number:,}元{after}").numbers
    assert found.value == number
    assert found.measure == "CNY"


@given(st.text(max_size=40))
def test_half_width_keeps_positions(text: str) -> None:
    assert len(half_width(text)) == len(text)
    assert half_width(half_width(text)) == half_width(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十五", 15), ("二十", 20), ("一百", 100), ("一百二十", 120), ("一百零五", 105), ("一百五", 150), ("两千三", 2300),
        ("〇", 0), ("贰仟伍佰", 2500), ("1.5万", 15_000), ("三亿", 300_000_000), ("1.2亿", 120_000_000), ("二〇二三", 2023),
        ("半", Fraction(1, 2)), ("3.25", Fraction(13, 4)),
    ],
)  # fmt: skip
def test_numerals(text: str, value: Fraction) -> None:
    assert read_numeral(text) == value


@pytest.mark.parametrize("text", ["", "十十", "百千", "元", "12a", "万元", "1" * 16, "一" * 16, "万", "五万元"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年满８０周岁", [(80, "age")]),
        ("3～6岁、0—36个月", [((3, 6), "age"), ((0, 36), "month")]),
        ("0岁至6岁", [((0, 6), "age")]),
        ("九成五的家庭，七成", [(95, "percent"), (70, "percent")]),
        ("百分之二十至百分之三十", [((20, 30), "percent")]),
        ("千分之五，3‰", [(Fraction(1, 2), "percent"), (Fraction(3, 10), "percent")]),
        ("￥500、¥1.5万", [(500, "CNY"), (15_000, "CNY")]),
        ("五十八元五角", [(Fraction(117, 2), "CNY")]),
        ("1 080 元", [(1080, "CNY")]),
        ("两个半小时，一个半月", [(Fraction(5, 2), "hour"), (Fraction(3, 2), "month")]),
        ("20 个工 作 日", [(20, "working_day")]),
        ("3百元，2千元，5万元", [(300, "CNY"), (2000, "CNY"), (50_000, "CNY")]),
        ("300余元", [(300, "CNY")]),
        ("第1个月内", [(1, "month")]),
        # A dash between two things is no range.
        ("10元-5元", [(5, "CNY")]),
    ],
)
def test_numbers_with_units(text: str, found: list[tuple[object, str]]) -> None:
    got = [((one.low, one.value) if one.low is not None else one.value, one.measure) for one in scan(text).numbers]
    assert got == found


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月5日印发", "二〇二三年", "第3条", "第十二次会议", "表2、图3", "GB/T 1.1—2020", "DB4401/T 12—2023 第5.2条",
        "一次性告知", "三年级", "5元件", "电话020-83123456", "A4纸", "3类资金", "上百人", "数十人", "星期日", "初一日", "统一次序",
        "12月25日前", "见附录B.3", "版本1.2", "2部门",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_with_a_unit_is_none(text: str) -> None:
    assert scan(text).numbers == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("每年4次", [("year", 1)]),
        ("每3个月一次", [("month", 3)]),
        ("每隔两周", [("week", 2)]),
        ("双月学习一次", [("month", 2)]),
        ("按季度回访1次", [("quarter", 1)]),
        ("一年两次", [("year", 1)]),
        ("半年一次", [("half_year", 1)]),
        ("年均不少于2次", [("year", 1)]),
        ("全年不少于2次", [("year", 1)]),
        ("月补贴300元", [("month", 1)]),
        ("每户每年", [("household", 1), ("year", 1)]),
        ("每旬", [("calendar_day", 10)]),
        ("每半月", [("month", Fraction(1, 2))]),
        # No periods: a span, the past, other words.
        ("近三年2次", []), ("满一年", []), ("每班", []), ("年龄", []), ("按年龄", []), ("每年度假", [("year", 1)]),
    ],
)  # fmt: skip
def test_periods(text: str, units: list[tuple[str, Fraction]]) -> None:
    assert [(every.unit, every.count) for every in scan(text).everies] == units


def test_what_a_number_counts_per_is_behind_it_or_nearest_before_it() -> None:
    tokens = scan("每年体检1次，每季度随访2次/月；服务3次")
    assert [(every and every.unit) for every in (governing(tokens, one) for one in tokens.numbers)] == [
        "year", "month", None,
    ]  # fmt: skip
    per_head = scan("每人每餐5元，每户500元")
    assert [(every and every.unit) for every in (governing(per_head, one) for one in per_head.numbers)] == [
        "meal", "household",
    ]  # fmt: skip


def test_a_sum_of_everything_does_not_go_by_the_period_before() -> None:
    tokens = scan("每月补贴200元，累计不超过1万元，交通费100元")
    units = [every and every.unit for every in (governing(tokens, one) for one in tokens.numbers)]
    assert units == ["month", None, "month"]


@pytest.mark.parametrize(
    ("every", "text"),
    [
        (None, "2 visit"),
        (Every(0, 0, "year"), "2 visit/year"),
        (Every(0, 0, "month", Fraction(3)), "2 visit/quarter"),
        (Every(0, 0, "month", Fraction(6)), "2 visit/half_year"),
        (Every(0, 0, "month", Fraction(12)), "2 visit/year"),
        (Every(0, 0, "month", Fraction(4)), "0.5 visit/month"),
        (Every(0, 0, "year", Fraction(3)), "2/3 visit/year"),
        (Every(0, 0, "visit"), "2 visit"),
    ],
)
def test_rates(every: Every | None, text: str) -> None:
    assert rate_text(Fraction(2), "visit", every) == text


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("不少于2次，不应低于90%，至少3人", ["least", "least", "least"]),
        ("不得超过30日，至多2次，最高可达500元，≤30秒", ["most", "most", "most", "most"]),
        ("80周岁以上，18周岁以下，18周岁（不含）以下，60岁（含）以上", ["least", "most", "below", "least"]),
        ("未满18周岁，超过60岁，不满7岁", ["below", "above", "below"]),
        ("控制在20分钟以内，上限为500元", ["most", "most"]),
        ("每次2小时，共3次", ["", ""]),
        ("不少于（含）3次", ["least"]),
    ],
)
def test_which_way_a_number_binds(text: str, bounds: list[str]) -> None:
    tokens = scan(text)
    assert [bound_of(tokens, one) for one in tokens.numbers] == bounds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("机构应每年体检", "SHALL"), ("宜每月", "SHOULD"), ("可在3日内", "MAY"), ("不宜超过", "SHOULD"), ("须当场", "SHALL"),
        ("供应商", None), ("适应期", None), ("便宜", None), ("许可证", None), ("可能", None), ("可行", None), ("必须", "SHALL"),
        ("应答复", "SHALL"), ("应答率", None), ("应提供，可以", "MAY"), ("事宜", None), ("响应时间", None),
    ],
)  # fmt: skip
def test_modality_is_read_from_whole_words(text: str, kind: str | None) -> None:
    assert modality_of(text) == kind


def test_a_text_without_marks_is_read_only_near_a_number() -> None:
    tokens = scan("护" * 5000 + "每月2次" + "理" * 5000)
    (number,) = tokens.numbers
    assert len(tokens.head(number)) < 1000
    assert len(tokens.tail(number)) < 1000
    assert tokens.following(number) == []

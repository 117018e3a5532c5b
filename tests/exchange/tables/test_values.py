from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.exchange.tables.dates import read_day
from zhunsheng.exchange.tables.reader import ident_of, prose, several
from zhunsheng.exchange.tables.values import (
    BadValue,
    SaidLimit,
    plain_phone,
    read_amount,
    read_count,
    read_limit,
    read_unit,
)
from zhunsheng.exchange.tables.words import (
    CATEGORIES,
    CHANNELS,
    STATES,
    Lexicon,
    level_said,
    real_level,
    says_nothing,
    yes_or_no,
)
from zhunsheng.standard.base import Model
from zhunsheng.standard.quantity import Quantity
from zhunsheng.standard.service import Deliverable


@pytest.mark.parametrize(
    ("text", "unit", "limit"),
    [
        ("20个工作日", None, SaidLimit("20 working_day")),
        ("２０ 个 工作日内办结", None, SaidLimit("20 working_day")),
        ("自受理之日起，十五个工作日以内", None, SaidLimit("15 working_day")),
        ("20", "working_day", SaidLimit("20 working_day")),
        ("20日", "calendar_day", SaidLimit("20 calendar_day")),
        ("0.5 工作日", None, SaidLimit("0.5 working_day")),
        ("1个月", None, SaidLimit("1 month")),
        ("2小时", None, SaidLimit("2 hour")),
        ("20个工作日（不含公示）", None, SaidLimit("20 working_day", "20个工作日（不含公示）")),
        ("当场办结", None, SaidLimit(None)),
        ("即办件", None, SaidLimit(None)),
        ("即办，材料齐全时", None, SaidLimit(None, "即办，材料齐全时")),
        ("20 working days", None, SaidLimit("20 working_day")),
    ],
)
def test_limits(text: str, unit: str | None, limit: SaidLimit) -> None:
    assert read_limit(text, unit) == limit
    if limit.at_most is not None:
        assert Quantity.parse(limit.at_most).unit.is_span


@pytest.mark.parametrize(
    ("text", "unit", "message", "advice"),
    [
        ("20", None, "「20」没有单位", "请写「20 个工作日」或「20 个自然日」"),
        ("20日", None, "「20日」没有说明是工作日还是自然日", "请写明「工作日」或「自然日」"),
        ("20天", "month", "「20天」没有说明是工作日还是自然日", "请写明「工作日」或「自然日」"),
        ("尽快", None, "「尽快」不是时限", "请写成「20 个工作日」的样子"),
        (
            "受理5个工作日，审核10个工作日",
            None,
            "「受理5个工作日，审核10个工作日」里有不止一个时限",
            "请只写总时限，其他情形写进说明",
        ),
    ],
)
def test_a_limit_that_says_too_little_or_too_much(text: str, unit: str | None, message: str, advice: str) -> None:
    with pytest.raises(BadValue) as error:
        read_limit(text, unit)
    assert (error.value.message.say(), error.value.help.say() if error.value.help else None) == (message, advice)


@pytest.mark.parametrize(
    ("text", "unit"), [("工作日", "working_day"), ("单位：月", "month"), ("（小时）", "hour"), ("必填", None)]
)
def test_units(text: str, unit: str | None) -> None:
    assert read_unit(text) == unit


def test_a_day_is_no_unit() -> None:
    with pytest.raises(BadValue):
        read_unit("天")


@pytest.mark.parametrize(
    ("text", "count"), [("0", 0), ("1次", 1), ("最多 2 次", 2), ("三份", 3), ("２", 2), ("十二", 12), ("1.0", 1)]
)
def test_counts(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["x", "1.5", "-1", "一两次", "1234567890"])
def test_no_counts(text: str) -> None:
    with pytest.raises(BadValue):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "amount"), [("10元", "10 CNY"), ("每证 10.50 元", "10.5 CNY"), ("1万元", "1 wan_CNY"), ("0", "0 CNY")]
)
def test_amounts(text: str, amount: str) -> None:
    assert read_amount(text) == amount
    Quantity.parse(amount)


@pytest.mark.parametrize("text", ["10", "10元至20元", "按规定收取", "按标准"])
def test_no_single_amount(text: str) -> None:
    with pytest.raises(BadValue):
        read_amount(text)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("020-8333 1234", "020-83331234"),
        ("12345、020—1", "12345、020-1"),
        ("（020）83331234", "(020)83331234"),
        ("a\nb", "a、b"),
    ],
)
def test_phones(text: str, phone: str) -> None:
    assert plain_phone(text) == phone


@pytest.mark.parametrize("shape", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d 00:00:00"])
@given(day=st.dates(date(1949, 1, 1), date(2099, 12, 31)))
def test_days_in_every_shape(shape: str, day: date) -> None:
    assert read_day(day.strftime(shape)) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-30", "日历上没有「2023-02-30」这一天"),
        ("1066-10-14", "日历上没有「1066-10-14」这一天"),
        ("2023年", "「2023年」没有写到日"),
        ("2023.8", "「2023.8」没有写到日"),
        ("明年", "「明年」不是日期"),
        ("99999", "「99999」不是日期"),
    ],
)
def test_no_days(text: str, message: str) -> None:
    with pytest.raises(BadValue) as error:
        read_day(text)
    assert error.value.message.say() == message


@given(
    st.text(max_size=30),
    st.sampled_from([read_day, read_count, read_amount, read_unit, lambda text: read_limit(text, None)]),
)
def test_any_text_has_a_value_or_a_reason(text: str, reader: Callable[[str], object]) -> None:
    try:
        reader(text)
    except BadValue as error:
        assert error.message.say()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("国家标准", "national"), ("推荐性国标", "national"), ("行业", "industry"), ("地标", "local"), ("省级地方标准", "provincial"),
        ("地方标准（市）", "city"), ("团体标准", "group"), ("区级", "internal"), ("企业标准", "internal"), ("国际标准", "international"),
        ("National", "national"), ("其他", None),
    ],
)  # fmt: skip
def test_levels(text: str, said: str | None) -> None:
    assert level_said(text) == said
    assert said is None or real_level(said) == (None if said in ("local", "international") else said)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("现行有效", "in_force"),
        ("在编", "drafting"),
        ("拟制定", "planned"),
        ("已废止", "withdrawn"),
        ("空缺", "gap"),
        ("被代替", "replaced"),
        ("？", None),
    ],
)
def test_states(text: str, state: str | None) -> None:
    assert STATES.find(text) == state


def test_the_longest_word_counts_and_all_are_found_in_order() -> None:
    words = Lexicon({"管理": 1, "服务保障": 2, "保障": 3})
    assert words.find("服务保障标准") == 2
    assert words.all("保障与管理") == (3, 1)
    assert [CATEGORIES.find(text) for text in ("服务通用基础标准", "服务提供标准体系", "管理标准", "工作岗位", "？")] == [
        "general", "provision", "management", "post", None,
    ]  # fmt: skip
    assert CHANNELS.all("窗口办理、网上办理、邮寄") == ("window", "online", "mail")


def test_a_lexicon_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.exchange.tables.words._REMEMBERED", 3)
    words = Lexicon({"甲": 1})
    assert [words.find(f"{n}甲") for n in range(20)] == [1] * 20


@pytest.mark.parametrize(
    ("text", "answer"), [("是", True), ("支持", True), ("√", True), ("否。", False), ("免费", False), ("看情况", None)]
)
def test_yes_and_no(text: str, answer: bool | None) -> None:
    assert yes_or_no(text) is answer


def test_words_that_say_nothing() -> None:
    assert [says_nothing(text) for text in ("无", "／", "——", "同上", "无障碍设施")] == [True, True, True, False, False]


NAMES = st.text(st.one_of(st.characters(), st.characters(categories=["N", "M", "L"])), max_size=90)


@given(NAMES, st.lists(st.text(max_size=5), max_size=3))
def test_any_title_makes_a_name_of_the_format(title: str, taken: list[str]) -> None:
    others = {ident_of(one): None for one in taken}
    name = ident_of(title, others)
    assert name not in others
    assert Deliverable(id=name, title={"zh": "甲"}).id == name  # type: ignore[arg-type]
    assert isinstance(Deliverable(id=name, title={"zh": "甲"}), Model)  # type: ignore[arg-type]


def test_names_keep_their_words() -> None:
    assert ident_of("残疾人两项补贴") == "残疾人两项补贴"
    assert ident_of("elderly_meals") == "elderly_meals"
    assert ident_of("！？") == "n"
    assert ident_of("𐹠甲𐹠²") == "甲-2"
    assert ident_of("甲", {"甲": None, "甲-2": None}) == "甲-3"


def test_several_and_prose() -> None:
    assert several(" 甲、乙,丙；丁\n戊 ") == ["甲", "乙", "丙", "丁", "戊"]
    assert prose([("", "拟编"), ("备注", "急")]) == "拟编；备注：急"

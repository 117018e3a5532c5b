"""Sentences as officials would write them; that they say what the rule says is tested in `test_readings`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.strategies import BOOK
from zhunsheng.rule.prose import say_rule, say_value
from zhunsheng.rule.types import compile_rule
from zhunsheng.rule.values import compile_value
from zhunsheng.standard.facts import FactBook, FactFile


def book(**facts: Any) -> FactBook:
    return FactBook.merged([FactFile.model_validate({"facts": facts})])


def said(text: str, facts: FactBook = BOOK) -> tuple[str, str]:
    rule = compile_rule(text, facts, "condition").expr
    assert rule is not None
    return say_rule(rule, facts), say_rule(rule, facts, "en")


def test_the_sentence_of_the_design() -> None:
    facts = book(
        age={"type": "age", "label": "年龄", "on": "application_day"},
        residency={
            "type": "enum", "label": "居住情况", "members": {"hukou": "本区户籍", "resident": "常住人口", "other": "其他"},
            "says": {"yes": "为", "no": "不是"},
        },
    )  # fmt: skip
    assert said('age >= 65 and residency in {"hukou", "resident"}', facts)[0] == "年满65周岁，且为本区户籍或常住人口"
    assert said('residency != "other"', facts)[0] == "不是其他"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("65 <= age <= 79", "65至79周岁", "who is aged 65 to 79"),
        ("age >= 65 and age < 80", "年满65周岁、未满80周岁", "who is aged 65 or over but under 80"),
        ("age > 64 and age <= 79", "65至79周岁", "who is aged 65 to 79"),
        ("age <= 17", "未满18周岁", "who is under 18"),
        ("age == 18", "年龄为18周岁", "who is aged 18"),
        ("age in {3, 4, 5}", "年龄为3、4或5周岁", "whose age is 3, 4 or 5"),
        ("child_age < 6", "子女年龄不满6周岁", "whose age of the child is under 6"),
        ("not dibao", "并非低保对象", "who is not on aid"),
        ("残疾", "属于「残疾」", "to whom “disability” applies"),
        ("not (dibao or age >= 65)", "并非低保对象，且未满65周岁", "who is not on aid, and who is under 65"),
        ("dibao and (pregnant or age < 3)", "为低保对象，且（为孕妇，或未满3周岁）",
         "who is on aid, and (who is pregnant, or who is under 3)"),
        ("(dibao or age < 3) and (pregnant or 残疾)",
         "同时符合下列条件：（1）为低保对象，或未满3周岁；（2）为孕妇，或属于「残疾」",
         "of all these kinds at once: (1) who is on aid, or who is under 3; "
         "(2) who is pregnant, or to whom “disability” applies"),
        ("income < 1.6 * line", "人均收入低于保障线的1.6倍", "whose income per head is below 1.6 times the aid line"),
        ("1000 <= income < 1500.5", "人均收入不低于1000元、低于1500.5元",
         "whose income per head is at least 1000 yuan and below 1500.5 yuan"),
        ("min(income, line) > 100", "人均收入与保障线中较低者高于100元",
         "whose the lower of income per head and the aid line is above 100 yuan"),
        ("income // 100 > 3", "人均收入除以100取整到元高于3元",
         "whose income per head divided by 100 and rounded down to whole yuan is above 3 yuan"),
        ("months >= 12", "缴费时间不少于12个月", "whose time of contributions is at least 12 months"),
        ("grade <= 2", "残疾等级不高于2", "whose grade of disability is at most 2"),
        ("1 <= grade <= 2", "残疾等级为1至2", "whose grade of disability is from 1 to 2"),
        ("1 <= grade < 3", "残疾等级不低于1、低于3", "whose grade of disability is at least 1 and below 3"),
        ("6 <= months <= 24", "缴费时间为6至24个月", "whose time of contributions is from 6 to 24 months"),
        ('birth < "2000-02-29"', "出生日期早于2000年2月29日", "whose date of birth is before 29 February 2000"),
        ("stage == sibling_stage", "学段与兄姐学段相同", "whose stage is the same as sibling stage"),
        ('stage not in {"none"}', "学段不是未就学", "whose stage is other than not at school"),
        ("dibao == pregnant", "为低保对象的，须为孕妇；其他情形，须并非孕妇",
         "if a resident who is on aid, one who is pregnant; otherwise, one who is not pregnant"),
        ("true", "不限条件", "whoever it is"),
        ("false", "无人符合", "who cannot exist"),
    ],
)  # fmt: skip
def test_rules(text: str, zh: str, en: str) -> None:
    assert said(text) == (zh, en)


@pytest.mark.parametrize(
    ("on", "zh", "en"),
    [
        ("application_day", "年满60周岁", "who is aged 60 or over"),
        ("year_end", "截至当年12月31日年满60周岁", "who is aged 60 or over on 31 December"),
        ("month_start", "截至当月1日年满60周岁", "who is aged 60 or over on the first day of the month"),
        ("school_year_start", "截至学年开始之日（9月1日）年满60周岁",
         "who is aged 60 or over on 1 September, when the school year starts"),
    ],
)  # fmt: skip
def test_the_day_of_an_age_is_named(on: str, zh: str, en: str) -> None:
    assert said("age >= 60", book(age={"type": "age", "label": "年龄", "on": on})) == (zh, en)


@pytest.mark.parametrize(
    ("text", "unit", "zh", "en"),
    [
        ("1", "visit/year", "每年1次", "1 visit a year"),
        ("15", "working_day", "15个工作日", "15 working days"),
        ("4 if age >= 90 else 2", "visit/year", "年满90周岁的，每年4次；其他情形，每年2次",
         "for a resident who is aged 90 or over: 4 visits a year; otherwise: 2 visits a year"),
        ("300 if age >= 100 else 200 if age >= 90 else 100", "CNY/month",
         "年满100周岁的，每月300元；年满90周岁的，每月200元；其他情形，每月100元",
         "for a resident who is aged 100 or over: 300 yuan a month; for a resident who is aged 90 or over: "
         "200 yuan a month; otherwise: 100 yuan a month"),
        ("(3 if pregnant else 2) if dibao else 1", "visit/year",
         "为低保对象的，（为孕妇的，每年3次；其他情形，每年2次）；其他情形，每年1次",
         "for a resident who is on aid: (for a resident who is pregnant: 3 visits a year; otherwise: 2 visits a year); "
         "otherwise: 1 visit a year"),
        ("line - income", "CNY/month", "保障线减人均收入", "the aid line minus income per head"),
        ("100 if dibao else 0.5 * line", "CNY/month", "为低保对象的，每月100元；其他情形，保障线的0.5倍",
         "for a resident who is on aid: 100 yuan a month; otherwise: 0.5 times the aid line"),
        ("2 * months", "visit/year", "缴费时间的2倍（次/年）", "2 times time of contributions (visits per year)"),
    ],
)  # fmt: skip
def test_values(text: str, unit: str, zh: str, en: str) -> None:
    value = compile_value(text, unit, BOOK)
    assert value.expr is not None
    assert say_value(value.expr, value.unit, BOOK) == zh
    assert say_value(value.expr, value.unit, BOOK, "en") == en
    assert say_value(value.expr, None, BOOK) != ""


def test_a_share_is_said_as_one_multiple() -> None:
    zh, en = said("3 * income >= 2 * line")
    assert zh == "人均收入不低于保障线的2/3倍"
    assert en == "whose income per head is at least 2/3 times the aid line"
    assert said("not 3 * income >= 2 * line")[0] == "人均收入低于保障线的2/3倍"
    assert said("-3 * income >= 2 * line")[0] != zh

"""Numbers and auxiliaries in prose, and clauses read against rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.floor.lint_workspace import EXAMINE, FACTS, RECEIVE, clause, messages, process, service, visits
from zhunsheng.floor.lint.modals import modals, unsuitable
from zhunsheng.floor.lint.numbers import mentions


@pytest.mark.parametrize(
    ("value", "text", "agree"),
    [
        ("4, unit: visit/year", "每季度随访１次", True),
        ("4, unit: visit/year", "全年随访四次", True),
        ("4, unit: visit/year", "每半年随访1次", False),
        ("1/2 visit/year", "每两年1次", True),
        ("2 visit/year", "每半年一次", True),
        ("2 visit/year", "一年三次", False),
        ("300 CNY/month", "每人每月300元", True),
        ("300 CNY/month", "每月３０元", False),
        ("1.5 wan_CNY", "给予1.5万元", True),
        ("15000 CNY", "一次性给予一万五千元", True),
        ("30%", "百分之三十", True),
        ("30%", "不低于３５％", False),
        ("15 working_day", "15日内", True),
        ("15 working_day", "十五个工作日", True),
        ("15 working_day", "20个工作日", False),
        ("14 calendar_day", "两周内", True),
        ("2 year", "两年内", True),
        ("2 hour/week", "每周2小时", True),
        ("4 visit/year", "第一次应在30日内，两次间隔不少于2个月，2023年8月起", True),
    ],
)
def test_numbers_of_clauses(value: str, text: str, agree: bool, tmp_path: Path) -> None:
    body = visits(f'{{at_least: {value}, clause: "5.1"}}', clause=clause("5.1", text))
    assert (messages(tmp_path, body, "ZS506") == []) is agree


@pytest.mark.parametrize(
    ("rule", "text", "agree"),
    [
        ("age >= 60", "60周岁及以上", True),
        ("age >= 60", "年满六十周岁", True),
        ("age >= 60", "65周岁及以上", False),
        ("age < 18", "未满18周岁", True),
        ("age <= 17", "未满18周岁", True),
        ("age <= 6", "0—6岁", True),
        ("age < 16", "未满18周岁", False),
    ],
)
def test_ages_in_the_words_of_the_object(rule: str, text: str, agree: bool, tmp_path: Path) -> None:
    body = service(f"object: {text}的常住居民", eligible=rule)
    assert (messages(tmp_path, body, "ZS506") == []) is agree


def test_spacing_and_steps_are_read_against_their_clauses(tmp_path: Path) -> None:
    body = visits(
        '{at_least: 4 visit/year, apart: {at_most: 4 month}, clause: "5.1"}',
        clause=clause("5.1", "应每年随访4次，间隔不应超过5个月。"),
    )
    assert messages(tmp_path, body, "ZS506") == [
        "13:72 「体检」的 visits 为「4个月」，第 5.1 条写的是「5个月」 | 条款与规则须一致：请改正其中一处"
    ]
    step = process(RECEIVE.replace("next", 'basis: "5.1", next'), EXAMINE) + clause("5.1", "应在3个工作日内受理。")
    assert messages(tmp_path, step, "ZS506") == [
        "12:49 环节「受理」的时限 为「5个工作日」，第 5.1 条写的是「3个工作日」 | 条款与规则须一致：请改正其中一处"
    ]


@pytest.mark.parametrize(("printed", "agree"), [("5元", True), ("4元", False)])
def test_of_a_series_the_value_in_force_counts(printed: str, agree: bool, tmp_path: Path) -> None:
    value = '{at_least: {2011-11-01: 4 CNY/meal, 2021-09-01: 5 CNY/meal}, clause: "5.1"}'
    body = visits(value, clause=clause("5.1", f"应每餐补助{printed}。"))
    assert (messages(tmp_path, body, "ZS506") == []) is agree


@pytest.mark.parametrize(
    ("text", "agree"), [("按低保标准的1.6倍", True), ("按低保标准的160%", True), ("按１．５倍", False)]
)
def test_a_share_of_a_parameter(text: str, agree: bool, tmp_path: Path) -> None:
    line = "parameters:\n  line: {type: money, label: 低保标准, unit: CNY/month, range: [0, 5000]}\n"
    body = visits('{at_least: 1.6 * line, unit: CNY/month, clause: "5.1"}', clause=clause("5.1", f"应{text}发放。"))
    assert (messages(tmp_path, body, "ZS506", {"facts.yaml": FACTS + line}) == []) is agree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每人每月300元/人·月", [("300", "CNY", "month")]),
        ("３至５个工作日", [("3", "working_day", None), ("5", "working_day", None)]),
        ("一年四次", [("1", "year", None), ("4", "times", "year")]),
        ("每２年1次", [("1", "times", "year")]),
        ("二十四小时内", [("24", "hour", None)]),
        ("一次性告知，第一次，2023年8月1日，GB/T 24421.2—2023，十项目", []),
        ("每年2次，15个工作日内反馈", [("2", "times", "year"), ("15", "working_day", None)]),
        ("二十万元", [("200000", "CNY", None)]),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    values = [
        (item.value * (10000 if item.measure == "wan_CNY" else 1), item.measure, item.per) for item in mentions(text)
    ]
    assert [(str(value), measure.replace("wan_", ""), per) for value, measure, per in values] == expected


@pytest.mark.parametrize(
    "text",
    [
        "须知",
        "无须提交",
        "供应该类产品",
        "适应当地习惯",
        "认可以书面形式作出",
        "《必须办法》",
        "“应当”二字",
        "应当场办理",
        "必须品",
    ],
)
def test_words_that_only_look_unsuitable(text: str) -> None:
    assert list(unsuitable(text)) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("供应、适应、响应、对应、应急、应用、相应、应届、应保尽保", set()),
        ("中心应对老年人开展评估", {"SHALL"}),
        ("应对突发事件的预案", set()),
        ("不必提交，适宜、便宜、事宜", {"MAY"}),
        ("许可、认可、可靠、可持续、不可抗力", set()),
        ("可能延误，功能、智能、职能", {"CAN"}),
        ("尽可能", set()),
    ],
)
def test_modals(text: str, kinds: set[str]) -> None:
    assert set(modals(text)) == kinds

"""Checks of fields, processes, clauses and references: further turns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.floor.lint_workspace import (
    EXAMINE,
    HEAD,
    RECEIVE,
    REGISTER,
    application,
    clause,
    findings,
    messages,
    process,
    references,
    said,
    service,
    visits,
)


def test_a_pause_does_not_count_and_a_loop_counts_once(tmp_path: Path) -> None:
    body = process(
        "receive: {title: 受理, role: clerk, within: 4 working_day, next: [correct, end]}",
        "correct: {title: 补正, role: clerk, within: 30 working_day, pauses: 等待补正, next: [receive]}",
        "end: {title: 送达, role: clerk, within: 6 working_day}",
        promise="10 working_day",
    )
    found = findings(tmp_path, body)
    assert said(found, "ZS507") == []
    assert said(found, "ZS533") == []


def test_steps_in_units_that_do_not_convert(tmp_path: Path) -> None:
    body = process(
        "receive: {title: 受理, role: clerk, within: 2 hour, next: [examine]}",
        "examine: {title: 审查, role: clerk, within: 30 calendar_day}",
        promise="10 working_day",
    )
    assert messages(tmp_path, body, "ZS507") == [
        "11:5 环节时限与承诺时限单位不同，未计入合计：受理 | 请用同一种单位",
        "13:7 环节「审查」的时限 30个自然日 可能超过承诺的 10个工作日 | 请用同一种单位写环节时限和承诺时限",
    ]


def test_a_promise_that_depends_on_the_resident(tmp_path: Path) -> None:
    body = service(
        'promise: {at_most: "5 if age >= 80 else 12", unit: working_day}',
        "statutory: {at_most: 10, unit: working_day}",
        "process:",
        f"  {RECEIVE}",
        f"  {EXAMINE}",
    )
    found = findings(tmp_path, body)
    assert said(found, "ZS507") == ["10:24 各环节时限合计 10个工作日，超过承诺的 5个工作日 | 例如：80 周岁"]
    assert said(found, "ZS508") == ["10:24 承诺时限 12个工作日 超过法定时限 10个工作日 | 例如：60 周岁"]


@pytest.mark.parametrize(
    ("material", "help_"),
    [
        ("{id: dibao, title: 证件}", "「低保对象」可查 civil-affairs.dibao；请写 register: civil-affairs.dibao"),
        (
            "{id: permit, title: 证件, source: government}",
            "它由政府部门签发（source: government）；请写明 register，或说明为何不能核验",
        ),
        ("{id: permit, title: 身份证}", "同一材料在别处由 police.identity 提供；请写 register: police.identity"),
        ("{id: form, title: 申请表}", None),
        ("{id: permit, title: 身份证, need: optional}", None),
    ],
)
def test_what_a_register_could_supply(material: str, help_: str | None, tmp_path: Path) -> None:
    other = service("apply: {materials: [{id: id-card, title: 身份证, register: police.identity}]}").replace(
        "care:", "b:"
    )
    files = {"standards/b.yaml": HEAD.replace("1.001", "1.002") + other}
    body = service(f"apply: {{materials: [{material}]}}", eligible="dibao")
    assert [text.partition(" | ")[2] for text in messages(tmp_path, body, "ZS509", files)] == ([help_] if help_ else [])


def test_a_clause_that_cases_and_steps_name(tmp_path: Path) -> None:
    body = (
        process(RECEIVE.replace("next", 'basis: ["5.9", 《社会救助暂行办法》], next'), EXAMINE)
        + clause("5.1", "应体检。")
        + 'cases:\n  - {clause: "5.7", who: {age: 70}, expect: {care: eligible}}\n'
    )
    assert messages(tmp_path, body, "ZS517") == [
        "12:64 环节「受理」的时限所引第 5.9 条不存在 | 是不是 5.1？",
        "17:14 用例所引第 5.7 条不存在 | 是不是 5.1？",
    ]


def test_a_clause_that_a_case_in_a_file_beside_names(tmp_path: Path) -> None:
    beside = 'cases:\n  - {clause: "5.7", who: {age: 70}, expect: {care: eligible}}\n'
    found = findings(tmp_path, service() + clause("5.1", "应体检。"), {"standards/a.cases.yaml": beside})
    assert [(Path(item.place.path).name, item.code) for item in found if item.code == "ZS517"] == [
        ("a.cases.yaml", "ZS517")
    ]


def test_annexes_are_numbered_apart_and_samples_found_there(tmp_path: Path) -> None:
    annex = '  - {no: "A", title: 样式, kind: annex_informative}\n'
    body = service("result: 证书", "result_sample: 附录A") + clause("5", "应体检。") + annex
    found = findings(tmp_path, body)
    assert said(found, "ZS516") == said(found, "ZS527") == []
    lost = service("result: 证书", "result_sample: 附录B") + clause("5", "应体检。") + annex
    assert messages(tmp_path, lost, "ZS527") == ["11:20 结果样本所指的「附录B」不存在 | 请增加这一附录，或改正所指"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("5", "7"), ["8:10 条号从 5 跳到 7，缺 6 | None"]),
        (("5.2", "5.1"), ["7:10 条号从 5 跳到 5.2，缺 5.1 | None", "8:10 条号 5.1 排在更大的条号之后 | None"]),
        (("4.1.1.1.1.1",), []),
        (("4.1.1.1.1.1.1",), ["7:10 条号 4.1.1.1.1.1.1 超过五层 | 章以下至多分五层"]),
        (("A", "C"), ["8:10 条号从 A 跳到 C，缺 B | None"]),
        (("4.1", "第二款", "4.2"), []),
    ],
)
def test_clause_numbers(numbers: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    body = "clauses:\n" + "".join(f'  - {{no: "{number}", title: 服务}}\n' for number in numbers)
    assert messages(tmp_path, body, "ZS516") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("apply: {case_type: promised}", "「照料」是承诺件，却没有承诺时限"),
        ("apply: {case_type: promised}\n    promise: {at_most: 0 working_day}", "「照料」承诺时限为 0，应是即办件"),
        (
            "apply: {case_type: on_spot}\n    promise: {at_most: 1 calendar_day}",
            "「照料」是即办件，承诺时限却是 1个自然日",
        ),
        ("apply: {case_type: on_spot}", None),
        ("apply: {case_type: promised}\n    promise: {at_most: 5 working_day}", None),
        ("apply: {case_type: on_spot}\n    promise: {at_most: 0.5 working_day}", None),
    ],
)
def test_case_type_and_limit(fields: str, expected: str | None, tmp_path: Path) -> None:
    found = [item.message.say() for item in findings(tmp_path, service(fields)) if item.code == "ZS520"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("title", "kind", "wrong"),
    [
        ("服务评价规范", "evaluation", False),
        ("服务评价规范", "procedure", True),
        ("服务质量评价", "specification", True),
        ("养老服务术语", "guideline", False),
    ],
)
def test_titles_and_kinds(title: str, kind: str, wrong: bool, tmp_path: Path) -> None:
    found = findings(tmp_path, f"text_kind: {kind}\n", head=HEAD.replace("老年人服务规范", title))
    assert bool(said(found, "ZS513")) is wrong


def test_a_title_alone_makes_a_guideline(tmp_path: Path) -> None:
    found = findings(tmp_path, clause("5.1", "中心应当配备急救箱。"), head=HEAD.replace("服务规范", "服务指南"))
    assert [item.message.say() for item in found if item.code == "ZS511"] == ["指南第 5.1 条含有要求：「应当」"]


@pytest.mark.parametrize(
    ("day", "stage", "overdue"),
    [("2019-06-01", "published", False), ("2019-05-31", "published", True), ("2019-05-31", "drafting", False)],
)
def test_five_years(day: str, stage: str, overdue: bool, tmp_path: Path) -> None:
    found = findings(tmp_path, f"issued: {day}\nstage: {stage}\n")
    assert bool(said(found, "ZS514")) is overdue


@pytest.mark.parametrize(
    ("stated", "text", "wrong"),
    [
        ("SHALL", "不应收费。", False),
        ("MAY", "可委托他人办理；申请人应到场。", False),
        ("MAY", "经许可后办理。", True),
        ("CAN", "系统能自动核验。", False),
        ("DO", "核对身份证。", False),
        ("DO", "应核对身份证。", True),
    ],
)
def test_stated_modality(stated: str, text: str, wrong: bool, tmp_path: Path) -> None:
    body = clause("5.1", text, f", modality: {stated}")
    assert bool(messages(tmp_path, body, "ZS515")) is wrong


def test_the_start_of_a_process(tmp_path: Path) -> None:
    body = process("examine: {title: 审查, role: clerk}", "receive: {title: 受理, role: clerk, next: [examine]}")
    assert messages(tmp_path, body, "ZS530") == [
        "13:7 从「审查」出发到不了环节「受理」 | 请在某一环节的 next 里写 receive"
    ]
    assert messages(tmp_path, body.replace("    process:", "    start: receive\n    process:"), "ZS530") == []


def test_roles_are_left_alone_without_posts(tmp_path: Path) -> None:
    assert messages(tmp_path, process(RECEIVE, EXAMINE), "ZS532") == []


@pytest.mark.parametrize(
    ("value", "worse"),
    [
        ("{at_least: {2020-01-01: 1 visit/quarter, 2021-01-01: 4 visit/year}}", False),
        ("{at_least: {2020-01-01: 1 visit/quarter, 2021-01-01: 3 visit/year}}", True),
        ("{at_most: {2020-01-01: 10 working_day, 2021-01-01: 12 working_day}}", True),
        ("{at_most: {2020-01-01: 10 working_day, 2021-01-01: 8 working_day}}", False),
        ("{exactly: {2020-01-01: 300 CNY/month, 2021-01-01: 200 CNY/month}}", True),
        ("{at_least: {2020-01-01: 2 visit/year, 2021-01-01: ended}}", False),
        ('{unit: visit/year, at_least: {2020-01-01: "2", 2021-01-01: "4 if age >= 80 else 1"}}', True),
    ],
)
def test_later_values(value: str, worse: bool, tmp_path: Path) -> None:
    assert bool(messages(tmp_path, visits(value), "ZS540")) is worse


def test_units_of_spacing_fees_and_shares(tmp_path: Path) -> None:
    body = visits("{at_least: 4 visit/year, apart: {at_most: 2 visit}}")
    assert messages(tmp_path, body, "ZS541") == ["13:72 间隔「2次」的单位不合理 | 请用时间单位，例如 4 month"]
    share = visits("{at_least: 30 percent/person}")
    assert [text.partition(" | ")[2] for text in messages(tmp_path, share, "ZS541")] == [
        "比例不按时间或人数计，请写成 30% 或 1.6 ratio"
    ]
    assert messages(tmp_path, application("fee: 2 working_day"), "ZS541") == [
        "10:18 收费的单位「工作日」不合理 | 收费请用元，例如 20 CNY"
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GB/T 1001", {"ZS611"}),
        ("GB/T 1001—2015", set()),
        ("GB/T 2002", {"ZS612"}),
        ("GB/T 24421.2", set()),
        ("GB/T 24421.2—2016", {"ZS613"}),
        ("GB/T 24421.2—2025", set()),
    ],
)
def test_references_with_and_without_a_year(code: str, expected: set[str], tmp_path: Path) -> None:
    found = findings(tmp_path, references(code), REGISTER)
    assert {item.code for item in found if item.code.startswith("ZS61")} == expected


def test_two_files_with_one_code(tmp_path: Path) -> None:
    found = findings(tmp_path, "", {"standards/b.yaml": HEAD})
    assert [(Path(item.place.path).name, item.code) for item in found] == [("b.yaml", "ZS602")]


@pytest.mark.parametrize(
    ("topic", "words", "rule", "wrong"),
    [
        ("legal_person", "", "age >= 60", True),
        ("natural_person", "object: 辖区企业", "usual_resident", True),
        ("natural_person", "object: 企业职工个人", "usual_resident", False),
        ("legal_person", "object: 用人单位", "usual_resident", False),
        ("both", "object: 辖区企业", "usual_resident", False),
    ],
)
def test_topic_and_object(topic: str, words: str, rule: str, wrong: bool, tmp_path: Path) -> None:
    body = service(f"topic: {topic}", *([words] if words else []), eligible=rule)
    assert bool(messages(tmp_path, body, "ZS529")) is wrong


def test_limits_that_cannot_be_compared_are_left_alone(tmp_path: Path) -> None:
    apart = service("promise: {at_most: 20 working_day}", "statutory: {at_most: 1 month}")
    later = service("promise: {at_most: {2030-01-01: 30 working_day}}", "statutory: {at_most: 20 working_day}")
    assert messages(tmp_path, apart, "ZS508") == messages(tmp_path, later, "ZS508") == []


def test_a_sample_without_a_result(tmp_path: Path) -> None:
    assert messages(tmp_path, service("result_sample: a.pdf"), "ZS527") == [
        "10:20 「照料」有结果样本，没有办理结果 | 请写 result"
    ]


def test_a_policy_is_no_gb_text(tmp_path: Path) -> None:
    body = "kind: policy_standard\nissued: 2010-01-01\n" + clause("5.3", "必须提供，应当场办理。")
    codes = {item.code for item in findings(tmp_path, body)}
    assert codes == set()

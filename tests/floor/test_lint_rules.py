"""Checks that ask who meets a rule: further turns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.lint_workspace import (
    EXAMINE,
    FACTS,
    HEAD,
    OVERLAY,
    RECEIVE,
    UPSTREAM,
    clause,
    findings,
    messages,
    process,
    said,
    service,
    visits,
)
from zhunsheng.floor.lint.witness import Witnesses
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.types import compile_rule
from zhunsheng.standard.facts import Fact, FactBook

BOOK = FactBook(
    {
        "age": Fact.model_validate({"type": "age", "label": "年龄", "on": "application_day", "range": ["0", "130"]}),
        "years": Fact.model_validate({"type": "int", "label": "缴费年限", "unit": "year", "range": ["0", "60"]}),
        "orphan": Fact.model_validate({"type": "bool", "label": "孤儿"}),
        "stage": Fact.model_validate(
            {"type": "enum", "label": "学段", "members": {"none": "无", "primary": "小学", "secondary": "中学"}}
        ),
    }
)
INVARIANTS = [
    (text, expr)
    for text in ("not orphan or age < 18", "years <= age", 'stage != "primary" or 5 <= age <= 15')
    if (expr := compile_rule(text, BOOK, "condition").expr) is not None
]
_atoms = st.sampled_from(
    ["age >= 12", "age < 18", "age == 7", "age > 60", "years >= 15", "years > age", "orphan", "not orphan",
     'stage == "primary"', 'stage in {"primary", "secondary"}', 'stage != "none"', "age - years < 10"]
)  # fmt: skip
rules = st.recursive(
    _atoms,
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
    max_leaves=5,
)


def test_a_branch_of_an_or_that_another_covers(tmp_path: Path) -> None:
    body = service(eligible="age >= 60 or usual_resident and age >= 70")
    assert messages(tmp_path, body, "ZS503") == [
        "9:28 「usual_resident and age >= 70」这一分支已被其他分支包含，不起作用 | 请删去这一分支，或改正其条件"
    ]


def test_a_branch_that_saves_a_fact_is_no_shadow(tmp_path: Path) -> None:
    # An orphan is under 18, yet `orphan` settles it for those whose age is unknown.
    assert messages(tmp_path, service(eligible="age < 18 or orphan"), "ZS503") == []


def test_a_branch_that_nobody_meets(tmp_path: Path) -> None:
    body = service(eligible="usual_resident or orphan and age >= 18")
    assert messages(tmp_path, body, "ZS503") == [
        "9:33 「orphan and age >= 18」这一分支无人符合 | 请删去这一分支，或改正其条件"
    ]


def test_a_case_outside_the_group(tmp_path: Path) -> None:
    body = visits('{at_least: "1 if age < 60 else 2", unit: visit/year}')
    assert messages(tmp_path, body, "ZS503") == [
        "13:47 「age < 60」这一情形在服务对象中不会出现 | 请把较窄的情形写在前面，或删去它"
    ]


def test_an_invariant_makes_a_rule_always_true(tmp_path: Path) -> None:
    body = service(eligible="not orphan or age < 20")
    assert messages(tmp_path, body, "ZS502") == [
        "9:15 服务对象「not orphan or age < 20」人人符合 | 由事实之间的关系推出：orphan-age"
    ]


def test_conditions_for_applying_that_clash_together(tmp_path: Path) -> None:
    body = service(
        "apply: {conditions: [{id: old, rule: usual_resident or age >= 90}, {id: away, rule: not usual_resident}]}",
        eligible="age >= 60 and age < 80",
    )
    assert messages(tmp_path, body, "ZS504") == [
        "10:89 申请条件「away」与服务对象及其他申请条件矛盾，没有人能申请 | None"
    ]


@pytest.mark.parametrize("fit, count", [("exact", 1), ("placeholder", 0)])
def test_placeholders_are_not_asked(fit: str, count: int, tmp_path: Path) -> None:
    body = service(f"fit: {fit}", eligible="age >= 65 and age < 60")
    assert len(messages(tmp_path, body, "ZS501")) == count


def test_the_longest_way_through_branches(tmp_path: Path) -> None:
    body = process(
        "receive: {title: 受理, role: clerk, within: 1 working_day, next: [{to: quick}, {to: slow}]}",
        "quick: {title: 简易, role: clerk, within: 2 working_day, next: [end]}",
        "slow: {title: 核查, role: clerk, within: 8 working_day, next: [end]}",
        "end: {title: 送达, role: clerk, within: 2 working_day}",
        promise="10 working_day",
    )
    assert messages(tmp_path, body, "ZS507") == [
        "10:24 各环节时限合计 11个工作日，超过承诺的 10个工作日 | 最长的路径：受理、核查、送达"
    ]


def test_an_overlay_that_starts_nowhere(tmp_path: Path) -> None:
    up = process(RECEIVE, EXAMINE) + "    start: receive\n"
    files = OVERLAY | {"up/standards/a.yaml": OVERLAY["up/standards/a.yaml"].partition("services:")[0] + up}
    body = "services:\n  care:\n    overlays: up#care\n    changes: [{at: start, set: recieve, reason: 演示}]\n"
    assert messages(tmp_path, body, "ZS531", files) == ["9:32 起始环节「recieve」不存在 | 是不是 receive？"]


def test_an_overlay_answers_for_what_it_changes(tmp_path: Path) -> None:
    change = "changes: [{at: delivers.check.guarantees.visits.at_least, set: 6, reason: 演示}]"
    body = f"services:\n  care:\n    overlays: up#care\n    {change}\n"
    assert messages(tmp_path, body + clause("5.1", "应每年体检5次。"), "ZS506", OVERLAY) == [
        "9:68 「体检」的 visits 为「每年6次」，第 5.1 条写的是「5次」 | 条款与规则须一致：请改正其中一处"
    ]
    other = body.replace("delivers.check.guarantees.visits.at_least, set: 6", "apply.visits, set: 2")
    found = findings(tmp_path, other + clause("5.1", "应每年体检5次。"), OVERLAY)
    assert said(found, "ZS506") == []
    assert said(found, "ZS519") == ["9:39 「照料」须到现场 2 次 | 宜至多一次：受理或送达可改为网上或邮寄"]


@pytest.mark.parametrize(
    ("one", "two", "clash"),
    [
        ("{at_most: 2 visit/year}", "{at_least: 1 visit/quarter}", "至多 每年2次，two#care 为 至少 每季度1次"),
        ("{exactly: 300 CNY/month}", "{exactly: 200 CNY/month}", "恰为 每月300元，two#care 为 恰为 每月200元"),
        ("{at_most: 4 visit/year}", "{at_least: 1 visit/quarter}", None),
        ("{at_least: 4 visit/year}", "{at_least: 6 visit/year}", None),
        ("{at_most: 4 visit/year}", "{at_least: 300 CNY/month}", None),
        ("{at_most: {2030-01-01: 1 visit/year}}", "{at_least: 4 visit/year}", None),
    ],
)
def test_what_two_ancestors_ask(one: str, two: str, clash: str | None, tmp_path: Path) -> None:
    files = dict(UPSTREAM)
    for name, value, deliverable in (("one", one, "check"), ("two", two, "examination")):
        head = HEAD.replace("internal", "city").replace("Q/YS", "DB4401/T")
        files[f"{name}/standards/a.yaml"] = head + service(
            f"delivers: [{{id: {deliverable}, title: 体检, guarantees: {{visits: {value}}}}}]"
        )
    body = service(
        "derives: [one#care, two#care]",
        "delivers: [{id: check, title: 体检, covers: examination, guarantees: {visits: {at_least: 1 visit/year}}}]",
    )
    found = [item.message.say() for item in findings(tmp_path, body, files) if item.code == "ZS505"]
    assert found == ([f"两个上位标准对「体检」的规定不能同时满足：one#care 为 {clash}"] if clash else [])


def test_clauses_of_conditions_materials_limits_and_situations(tmp_path: Path) -> None:
    body = service(
        "apply:",
        "  conditions: [{id: old, rule: age >= 70, clause: '5.1'}]",
        "  materials: [{id: proof, title: 证明, when: age >= 80, clause: '5.1'}]",
        "promise: {at_most: 5 working_day, clause: '5.1'}",
        "statutory: {at_most: 20 working_day, clause: '5.2'}",
        "situations: [{title: 孤老, handling: 上门, clause: '5.3'}]",
    ) + clause("5.1", "年满75周岁的，应在六个工作日内办结。")
    found = findings(tmp_path, body)
    assert [text.partition(" | ")[0] for text in said(found, "ZS506")] == [
        "11:43 申请条件「old」 为「>= 70 周岁」，第 5.1 条写的是「75周岁」",
        "12:55 材料「证明」 为「>= 80 周岁」，第 5.1 条写的是「75周岁」",
        "13:24 承诺时限 为「5个工作日」，第 5.1 条写的是「六个工作日」",
    ]
    assert [text.partition(" | ")[0] for text in said(found, "ZS517")] == [
        "14:50 法定时限所引第 5.2 条不存在",
        "15:52 特殊情形「孤老」所引第 5.3 条不存在",
    ]


def test_a_resident_in_words(tmp_path: Path) -> None:
    more = (
        "  status: {type: enum, label: 户口, members: {local: 本区户籍, away: 外区户籍}}\n"
        "  income: {type: money, label: 月收入, unit: CNY/month, range: [0, 100000], ordinary: 5000}\n"
        "  ill: {type: bool, label: 患病, says: {yes: 患慢性病, no: 未患慢性病}}\n"
    )
    facts = FACTS.replace("invariants:", more + "invariants:")
    body = service(
        'promise: {at_most: "5 if income < 100 and ill and dibao else 1", unit: working_day}',
        "statutory: {at_most: 2 working_day}",
        eligible='status == "away"',
    )
    assert messages(tmp_path, body, "ZS508", {"facts.yaml": facts}) == [
        "10:24 承诺时限 5个工作日 超过法定时限 2个工作日 | 例如：低保对象、外区户籍、月收入 99.99 元、患慢性病"
    ]


@given(rule=rules)
def test_a_witness_is_a_resident_whom_the_prover_finds_too(rule: str) -> None:
    compiled = compile_rule(rule, BOOK, "condition").expr
    assert compiled is not None
    prover = Prover(BOOK, {}, INVARIANTS)
    if Witnesses(prover).meets(compiled):
        assert prover.example([compiled]).status == "exists"

"""Each check on a good and a bad text, the manual, and the readers of numbers and auxiliaries behind them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.lint_examples import (
    EXAMINE,
    EXAMPLES,
    FACTS,
    HEAD,
    RECEIVE,
    REGISTER,
    UPSTREAM,
    WORKSPACE,
    application,
    clause,
    process,
    references,
    service,
    visits,
)
from zhunsheng.floor.lint import CHECKS, lint, manual
from zhunsheng.floor.lint.modals import modals, unsuitable
from zhunsheng.floor.lint.numbers import mentions
from zhunsheng.floor.lint.witness import Witnesses
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.types import compile_rule
from zhunsheng.standard.facts import Fact, FactBook
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.workspace import open_workspace

DAY = date(2024, 6, 1)
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"

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


def findings(folder: Path, body: str, files: dict[str, str] | None = None, head: str = HEAD) -> list[Finding]:
    """What lint says about a workspace with one standard; the texts must read and compile without a fault."""
    given = {"workspace.yaml": WORKSPACE, "facts.yaml": FACTS, "standards/a.yaml": head + body, **(files or {})}
    for name, text in given.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    workspace = open_workspace(folder)
    library = Library(workspace)
    faults = [fault.say() for fault in (*workspace.findings, *library.findings(DAY)) if fault.severity >= 3]
    assert faults == []
    return lint(workspace, library, library.prover(DAY), DAY)


def said(found: list[Finding], code: str) -> list[str]:
    """Findings of one code as line:column, message and help."""
    return [
        f"{item.place.line}:{item.place.column} {item.message.say()} | {item.help.say() if item.help else None}"
        for item in found
        if item.code == code
    ]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_text_is_found(code: str, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    assert tuple(said(findings(tmp_path, example.bad, example.files, example.head), code)) == example.says


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_good_text_is_left_alone(code: str, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    assert said(findings(tmp_path, example.good, example.files), code) == []


def test_every_check_has_examples_and_codes_are_unique() -> None:
    assert Counter(check.code for check in CHECKS) == Counter(dict.fromkeys(EXAMPLES, 1))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_has_its_paragraph(check) -> None:
    assert check.name
    assert f"### {check.code} {check.name}\n" in manual()
    for part in ("**Why.**", "**Example.**", "**Remedy.**"):
        assert part in check.manual


def test_the_page_is_the_manual() -> None:
    assert PAGE.read_text("utf-8") == manual()


# -- further turns of single checks ------------------------------------------------------------------------------------


def messages(folder: Path, body: str, code: str, files: dict[str, str] | None = None) -> list[str]:
    return said(findings(folder, body, files), code)


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


def test_an_overlay_that_starts_nowhere(tmp_path: Path) -> None:
    up = process(RECEIVE, EXAMINE) + "    start: receive\n"
    files = OVERLAY | {"up/standards/a.yaml": OVERLAY["up/standards/a.yaml"].partition("services:")[0] + up}
    body = "services:\n  care:\n    overlays: up#care\n    changes: [{at: start, set: recieve, reason: 演示}]\n"
    assert messages(tmp_path, body, "ZS531", files) == ["9:32 起始环节「recieve」不存在 | 是不是 receive？"]


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


def test_scope_speaks_only_of_the_files_named(tmp_path: Path) -> None:
    findings(
        tmp_path, application("visits: 1"), {"standards/b.yaml": HEAD + application("visits: 2").replace("care:", "b:")}
    )
    workspace = open_workspace(tmp_path)
    library = Library(workspace)
    found = lint(workspace, library, library.prover(DAY), DAY, ["standards/b.yaml"])
    assert {item.place.path for item in found} == {str(tmp_path / "standards/b.yaml")}
    assert {item.code for item in found} == {"ZS519", "ZS521", "ZS602"}


OVERLAY = {
    "workspace.yaml": WORKSPACE + "upstream: {up: up}\n",
    "up/workspace.yaml": WORKSPACE.replace("id: here", "id: up").replace("internal", "city"),
    "up/facts.yaml": FACTS,
    "up/standards/a.yaml": HEAD.replace("internal", "city").replace("Q/YS", "DB4401/T")
    + visits(
        '{at_least: 4, unit: visit/year, clause: "5.1"}',
        clause="    apply: {visits: 1, visits_reason: 核验身份}\n" + clause("5.1", "应每年体检4次。"),
    ),
}


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
        "14:52 法定时限所引第 5.2 条不存在",
        "15:54 特殊情形「孤老」所引第 5.3 条不存在",
    ]


@pytest.mark.parametrize(
    ("text", "agree"), [("按低保标准的1.6倍", True), ("按低保标准的160%", True), ("按１．５倍", False)]
)
def test_a_share_of_a_parameter(text: str, agree: bool, tmp_path: Path) -> None:
    line = "parameters:\n  line: {type: money, label: 低保标准, unit: CNY/month, range: [0, 5000]}\n"
    body = visits('{at_least: 1.6 * line, unit: CNY/month, clause: "5.1"}', clause=clause("5.1", f"应{text}发放。"))
    assert (messages(tmp_path, body, "ZS506", {"facts.yaml": FACTS + line}) == []) is agree


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


# -- numbers and auxiliaries -------------------------------------------------------------------------------------------


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


@given(rule=rules)
def test_a_witness_is_a_resident_whom_the_prover_finds_too(rule: str) -> None:
    compiled = compile_rule(rule, BOOK, "condition").expr
    assert compiled is not None
    prover = Prover(BOOK, {}, INVARIANTS)
    if Witnesses(prover).meets(compiled):
        assert prover.example([compiled]).status == "exists"

"""The standards' own cases: answered, and what is wrong reported at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from zhunsheng.rule.cases import CaseRun, run_cases
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

WORKSPACE = """\
id: demo
title: 示例
level: internal
jurisdiction: "440104"
provenance: {kind: illustrative}
"""
FACTS = """\
facts:
  birth: {type: date, label: 出生日期}
  age: {type: age, label: 年龄, on: application_day, born: birth, range: ["0", "120"]}
  dibao: {type: bool, label: 低保}
"""
STANDARD = """\
standard: Q/DEMO 1.001-2023
title: 示例标准
level: internal
provenance: {kind: illustrative}
services:
  checks:
    title: 体检
    eligible: age >= 65
    delivers:
      - id: check
        title: 体检
        guarantees:
          visits: {at_least: "4 if age >= 90 else 2", unit: visit/year}
          extra: {at_least: 1, unit: visit/year, when: dibao}
          later: {at_least: {2024-01-01: 3 visit/year}}
    apply:
      conditions: [{id: poor, rule: dibao}]
      fee: 0 CNY
    promise: {at_most: 15, unit: working_day}
  silent:
    title: 没有规则
  broken:
    title: 规则有误
    eligible: agee >= 65
"""


def run(folder: Path, cases: str) -> tuple[CaseRun, list[str]]:
    (folder / "standards").mkdir()
    (folder / "workspace.yaml").write_text(WORKSPACE, encoding="utf-8")
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "standards" / "demo.yaml").write_text(STANDARD, encoding="utf-8")
    (folder / "standards" / "demo.cases.yaml").write_text(cases, encoding="utf-8")
    found = run_cases(Library(open_workspace(folder)), date(2023, 3, 1))
    return found, [finding.say().replace(f"{folder}/", "") for finding in found.findings]


def test_cases_that_pass(tmp_path: Path) -> None:
    found, findings = run(
        tmp_path,
        """\
cases:
  - name: 90 岁低保老人
    who: {age: 90, dibao: true}
    expect:
      checks:
        answer: eligible
        values: {check.visits: 4 visit/year, check.extra: 1 visit/year, check.later: none, promise: 15 working_day, fee: 0 CNY}
  - who: {birth: 1958-03-01, dibao: true}
    expect: {checks: {answer: eligible, values: {check.visits: 1 visit/half_year}}}
  - who: {age: 64, dibao: true}
    expect: {checks: not eligible}
  - who: {age: 70}
    expect: {checks: {answer: unknown, values: {check.extra: unknown}}}
  - on: 2024-03-01
    who: {birth: 1959-03-01, dibao: true}
    expect: {checks: {answer: eligible, values: {check.later: 3 visit/year}}}
""",
    )
    assert findings == []
    assert [result.passed for result in found.results] == [True] * 13
    assert found.results[0].name is not None
    assert (found.results[0].subject, str(found.results[0].actual)) == ("checks", "符合")


def test_cases_that_fail_or_make_no_sense(tmp_path: Path) -> None:
    found, findings = run(
        tmp_path,
        """\
cases:
  - name: 差一岁
    who: {age: 64, dibao: true}
    expect: {checks: eligible}
  - who: {age: 70, dibao: true}
    expect: {checks: {answer: eligible, values: {check.visits: 4 visit/year, check.visit: 1 visit/year, promise: 15}}}
  - who: {agee: 70, dibao: maybe}
    expect: {checks: eligible}
  - who: {age: 70}
    expect: {check: eligible, silent: eligible, broken: eligible}
  - who: {age: 64, dibao: true}
    expect: {checks: {answer: not eligible, values: {check.visits: 2 visit/year}}}
""",
    )
    assert findings == [
        "standards/demo.cases.yaml:4:22: ZS802 「checks」应为符合，实为不符合\n  用例：差一岁",
        "standards/demo.cases.yaml:6:64: ZS803 「checks」的「check.visits」应为每年4次，实为每年2次",
        "standards/demo.cases.yaml:6:91: ZS804 「checks」没有名为「check.visit」的值\n"
        "  可写：check.visits、check.extra、check.later、promise、fee",
        "standards/demo.cases.yaml:6:114: ZS805 「15」没有单位\n"
        "  请写成「数字 单位」，例如 15 working_day（工作日）、5 CNY/school_day（元/学习日）、30%",
        "standards/demo.cases.yaml:7:17: ZS204 没有名为「agee」的事实或参数\n  是不是「age」？",
        "standards/demo.cases.yaml:7:28: ZS213 读不懂的答案「maybe」\n  请写 true 或 false",
        "standards/demo.cases.yaml:10:21: ZS801 没有名为「check」的服务事项\n  是不是「checks」？",
        "standards/demo.cases.yaml:10:39: ZS806 「silent」没有写 eligible，不能回答用例",
        "standards/demo.cases.yaml:12:68: ZS803 「checks」的「check.visits」应为每年2次，实为没有保障",
    ]
    assert [result.passed for result in found.results] == [False, True, False, True, False]

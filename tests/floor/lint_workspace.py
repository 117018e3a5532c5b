"""Small workspaces written for lint, and what it says about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from zhunsheng.floor.lint import lint
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.workspace import open_workspace

DAY = date(2024, 6, 1)
WORKSPACE = """\
id: here
title: 演示区
level: internal
jurisdiction: "440104"
provenance: {kind: illustrative}
"""
FACTS = """\
facts:
  age: {type: age, label: {zh: 年龄, en: age}, range: [0, 130], on: application_day}
  usual_resident: {type: bool, label: 常住人口}
  dibao: {type: bool, label: 低保对象, register: civil-affairs.dibao}
  orphan: {type: bool, label: 孤儿}
invariants:
  - {id: orphan-age, rule: not orphan or age < 18, reason: 孤儿未满 18 周岁}
"""
HEAD = """\
standard: Q/YS 1.001—2023
title: 老年人服务规范
level: internal
effective: 2023-01-01
provenance: {kind: illustrative}
"""


def service(*lines: str, eligible: str = "age >= 60") -> str:
    """A document with one service made of `lines`."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"services:\n  care:\n    title: 照料\n    eligible: {eligible}\n{body}"


def visits(*lines: str, clause: str = "") -> str:
    """A service that delivers visits; `lines` follow under the guarantee's deliverable."""
    value = lines[0] if lines else "{at_least: 4, unit: visit/year}"
    return service("delivers:", "  - id: check", "    title: 体检", f"    guarantees: {{visits: {value}}}") + clause


def application(fields: str) -> str:
    """A service with an application of these fields."""
    return service(f"apply: {{{fields}}}")


def process(*steps: str, promise: str = "15 working_day") -> str:
    """A service with a process and a promise."""
    return service(f"promise: {{at_most: {promise}}}", "process:", *(f"  {step}" for step in steps))


def clause(no: str, text: str, more: str = "") -> str:
    """A document with one clause."""
    return f'clauses:\n  - {{no: "{no}", text: {text}{more}}}\n'


RECEIVE = "receive: {title: 受理, role: clerk, within: 5 working_day, next: [examine]}"
EXAMINE = "examine: {title: 审查, role: clerk, within: 5 working_day}"
UPSTREAM = {
    "workspace.yaml": f"{WORKSPACE}upstream: {{one: one, two: two}}\n",
    "one/workspace.yaml": WORKSPACE.replace("id: here", "id: one").replace("internal", "city"),
    "one/facts.yaml": FACTS,
    "one/standards/a.yaml": HEAD.replace("internal", "city").replace("Q/YS", "DB4401/T")
    + service("delivers: [{id: check, title: 体检, guarantees: {visits: {at_least: 4, unit: visit/year}}}]"),
    "two/workspace.yaml": WORKSPACE.replace("id: here", "id: two").replace("internal", "city"),
    "two/facts.yaml": FACTS,
    "two/standards/a.yaml": HEAD.replace("internal", "city").replace("Q/YS", "DB4401/T")
    + service(
        "delivers: [{id: check, title: 体检, guarantees: {visits: {at_most: 2, unit: visit/year}}}]",
        eligible="age >= 80",
    ),
}
REGISTER = {
    "register.yaml": """\
entries:
  - {code: GB/T 1001—2009, title: 甲, status: withdrawn, since: 2020-01-01}
  - {code: GB/T 2002—2009, title: 乙, status: replaced, replaced_by: GB/T 3003—2019}
  - {code: GB/T 3003—2019, title: 丙, status: in_force}
  - {code: GB/T 24421.2—2009, title: 丁, status: replaced, replaced_by: GB/T 24421.2—2023}
  - {code: GB/T 24421.2—2023, title: 丁, status: in_force}
"""
}
POSTS = {"organisation.yaml": "posts:\n  - {id: clerk, title: 窗口岗}\n  - {id: doctor, title: 医生岗}\n"}


def references(*codes: str) -> str:
    """A document with these references."""
    return "references:\n" + "".join(f"  - {{code: {code}}}\n" for code in codes)


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


def messages(folder: Path, body: str, code: str, files: dict[str, str] | None = None) -> list[str]:
    return said(findings(folder, body, files), code)

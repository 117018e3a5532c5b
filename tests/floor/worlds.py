"""Small worlds for the floor tests: a national and a district workspace written from plain data."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import ItemProof
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

DAY = date(2026, 11, 23)

FACTS: dict[str, Any] = {
    "facts": {
        "age": {"type": "age", "label": "年龄", "on": "application_day", "range": ["0", "120"], "ordinary": "40"},
        "here": {"type": "bool", "label": "常住", "ordinary": "true"},
        "poor": {"type": "bool", "label": "困难"},
        "disabled": {"type": "bool", "label": "残疾"},
        "pregnant": {"type": "bool", "label": "怀孕"},
        "sex": {"type": "enum", "label": "性别", "members": {"male": "男", "female": "女"}},
        "income": {
            "type": "money",
            "label": "月收入",
            "unit": "CNY/month",
            "range": ["0", "100000"],
            "ordinary": "5000",
        },
    },
    "parameters": {"line": {"type": "money", "label": "低保线", "unit": "CNY/month", "range": ["100", "10000"]}},
    "invariants": [
        {"id": "pregnant", "rule": 'not pregnant or (sex == "female" and 12 <= age <= 60)', "reason": "生理"},
        {"id": "line", "rule": "income >= 0", "reason": "收入不为负"},
    ],
}

NATIONAL: dict[str, Any] = {
    "title": "健康管理",
    "fit": "exact",
    "eligible": "age >= 65 and here",
    "delivers": [
        {
            "id": "check",
            "title": "体检",
            "guarantees": {"visits": {"at_least": "4", "unit": "visit/year", "apart": {"at_most": "4 month"}}},
        },
        {"id": "advice", "title": "指导", "when": "disabled"},
    ],
    "apply": {"materials": [{"id": "id-card", "title": "身份证", "form": "shown"}], "fee": "0 CNY", "visits": 1},
    "process": {"receive": {"title": "受理", "role": "desk", "within": "5 working_day"}},
    "promise": {"at_most": "20", "unit": "working_day"},
}


def local(**changes: Any) -> dict[str, Any]:
    """The national item taken over in full, with top-level fields replaced (None removes one)."""
    service = copy.deepcopy(NATIONAL) | {"derives": "cn#item"} | changes
    return {key: value for key, value in service.items() if value is not None}


def guarantee(**changes: Any) -> list[dict[str, Any]]:
    """The national deliverables with the one guarantee changed."""
    delivers = copy.deepcopy(NATIONAL["delivers"])
    changed = delivers[0]["guarantees"]["visits"] | changes
    delivers[0]["guarantees"]["visits"] = {key: value for key, value in changed.items() if value is not None}
    return delivers


def standard(services: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A standard file with these services."""
    return {"title": "标准", "level": "internal", "provenance": {"kind": "illustrative"}, "services": services} | more


def manifest(name: str, **more: Any) -> dict[str, Any]:
    """A manifest."""
    start = {"id": name, "title": name, "level": "internal", "jurisdiction": "440104"}
    return start | {"provenance": {"kind": "illustrative"}} | more


def write(folder: Path, data: dict[str, Any]) -> Path:
    """A workspace written to `folder`; keys are relative file names (JSON is YAML)."""
    for name, content in data.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def district(
    folder: Path,
    ours: dict[str, Any],
    national: dict[str, Any] | None = None,
    *,
    facts: dict[str, Any] | None = None,
    **more: Any,
) -> Library:
    """A district with services `ours` below a national workspace `cn` with services `national`; no errors allowed."""
    above = {"item": NATIONAL} if national is None else national
    write(folder / "cn", {"workspace.yaml": manifest("cn"), "facts.yaml": FACTS, "standards/a.yaml": standard(above)})
    files = {"workspace.yaml": manifest("here", upstream={"cn": "../cn"}, **more), "standards/a.yaml": standard(ours)}
    if facts is not None:
        files["facts.yaml"] = facts
    write(folder / "here", files)
    library = Library(open_workspace(folder / "here"))
    wrong = [*library.workspace.findings, *library.findings(DAY), *library.above("cn").findings(DAY)]
    assert not [finding.say() for finding in wrong if finding.severity >= 3]
    return library


def proof_of(library: Library, item: str = "item", day: date = DAY) -> ItemProof:
    """The proof of one national item."""
    section = prove(library, day, against=["cn"]).sections[0]
    return next(proof for proof in section.proofs if proof.ancestor == f"cn#{item}")

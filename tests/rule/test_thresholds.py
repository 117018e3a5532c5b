"""Both sides of every threshold: what counts as a side, when a case stands on it, and what complete cases catch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.rule.cases import run_cases
from zhunsheng.rule.library import Library
from zhunsheng.rule.thresholds import Coverage, threshold_coverage
from zhunsheng.standard.workspace import open_workspace

DAY = date(2023, 3, 1)
MANIFEST = {"id": "demo", "title": "示例", "level": "internal", "jurisdiction": "440104"}
FACTS: dict[str, Any] = {
    "facts": {
        "age": {"type": "age", "label": "年龄", "on": "application_day", "range": ["0", "120"]},
        "months": {"type": "int", "label": "缴费月数", "range": ["0", "600"]},
        "income": {"type": "money", "label": "月收入", "unit": "CNY/month", "range": ["0", "100000"]},
        "poor": {"type": "bool", "label": "困难"},
        "here": {"type": "bool", "label": "常住"},
        "stage": {"type": "enum", "label": "学段", "members": {"none": "无", "primary": "小学", "senior": "高中"}},
        "moved": {"type": "date", "label": "迁入日"},
    },
    "parameters": {
        "line": {
            "type": "money", "label": "低保线", "unit": "CNY/month", "range": ["0", "5000"],
            "values": {"2022-07-01": "1196", "2023-07-01": "1238"},
        }
    },
    "invariants": [{"id": "grown", "rule": "not poor or age >= 18", "reason": "演示"}],
}  # fmt: skip


def workspace(folder: Path, service: dict[str, Any], cases: Iterable[dict[str, Any]]) -> Library:
    """A workspace of one service that has a process."""
    whole = {"title": "事项", "process": {"do": {"title": "办理", "role": "desk"}}, **service}
    standard = {
        "standard": "Q/DEMO 1.001-2023", "title": "示例", "level": "internal", "provenance": {"kind": "illustrative"},
        "services": {"it": whole}, "cases": list(cases),
    }  # fmt: skip
    manifest = {**MANIFEST, "provenance": {"kind": "illustrative"}}
    (folder / "standards").mkdir(parents=True, exist_ok=True)
    for name, data in (("workspace", manifest), ("facts", FACTS), ("standards/it", standard)):
        (folder / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return Library(open_workspace(folder))


def case(answer: str, on: str | None = None, values: dict[str, str] | None = None, **who: str) -> dict[str, Any]:
    """A case about the service; values make it an expectation with fields."""
    expected: Any = answer if values is None else {"answer": answer, "values": values}
    return {"who": who, "expect": {"it": expected}, **({} if on is None else {"on": on})}


def look(folder: Path, service: dict[str, Any], *cases: dict[str, Any]) -> Coverage:
    return threshold_coverage(workspace(folder, service, cases), DAY)


def said(coverage: Coverage, language: Any = "zh") -> list[str]:
    return [
        finding.message.say(language).partition("：" if language == "zh" else ": ")[2] for finding in coverage.findings
    ]


def test_a_number_wants_a_case_at_each_edge(tmp_path: Path) -> None:
    far = look(tmp_path, {"eligible": "age >= 65"}, case("eligible", age="80"), case("not eligible", age="30"))
    assert said(far) == ["年满65周岁", "未满65周岁"]
    assert [finding.help.say("zh") for finding in far.findings if finding.help] == [
        "请写一个 age 为 65 的用例",
        "请写一个 age 为 64 的用例",
    ]
    near = look(tmp_path, {"eligible": "age >= 65"}, case("eligible", age="65"), case("not eligible", age="64"))
    assert (near.sides, near.covered, near.findings) == (2, 2, ())


@pytest.mark.parametrize(
    ("rule", "inside", "outside"),
    [("age > 65", "66", "65"), ("age <= 65", "65", "66"), ("age < 65", "64", "65"), ("65 <= age", "65", "64")],
)
def test_the_edge_follows_the_operator(tmp_path: Path, rule: str, inside: str, outside: str) -> None:
    cases = [case("eligible", age=inside), case("not eligible", age=outside)]
    assert look(tmp_path, {"eligible": rule}, *cases).findings == ()
    wrong = [case("not eligible", age=str(int(outside) + (1 if int(outside) > int(inside) else -1))), cases[0]]
    assert len(look(tmp_path, {"eligible": rule}, *wrong).findings) == 1


def test_money_stands_at_the_edge_within_a_yuan(tmp_path: Path) -> None:
    rule = {"eligible": "income < line"}
    cases = [case("eligible", income="1195.50"), case("not eligible", income="1196")]
    assert look(tmp_path, rule, *cases).findings == ()
    # From July the line is another: the same people no longer stand at its edge.
    later = [case("eligible", on="2023-07-01", income="1195.50"), case("eligible", on="2023-07-01", income="1196")]
    assert said(look(tmp_path, rule, *later)) == ["月收入低于低保线", "月收入不低于低保线"]


def test_a_fact_of_yes_or_no_and_an_enum_want_both_sides(tmp_path: Path) -> None:
    found = look(tmp_path, {"eligible": 'here and stage == "primary"'}, case("eligible", here="true", stage="primary"))
    assert (found.sides, found.covered) == (4, 2)
    both = [case("not eligible", here="false"), case("not eligible", here="true", stage="senior")]
    assert (
        look(
            tmp_path, {"eligible": 'here and stage == "primary"'}, *both, case("eligible", here="true", stage="primary")
        ).findings
        == ()
    )


def test_two_facts_that_are_compared_have_no_edge(tmp_path: Path) -> None:
    cases = [case("eligible", age="50", months="10"), case("not eligible", age="20", months="400")]
    assert look(tmp_path, {"eligible": "months <= age"}, *cases).findings == ()


def test_a_day_has_no_edge_but_two_sides(tmp_path: Path) -> None:
    cases = [case("eligible", moved="2020-01-01"), case("not eligible", moved="2024-01-01")]
    assert look(tmp_path, {"eligible": "moved < '2023-01-01'"}, *cases).findings == ()


def delivering(**guarantee: Any) -> dict[str, Any]:
    return {
        "eligible": "here",
        "delivers": [{"id": "visit", "title": "上门", "guarantees": {"times": {"unit": "visit/year", **guarantee}}}],
    }


def test_a_value_counts_only_where_the_case_names_it(tmp_path: Path) -> None:
    service = delivering(at_least="4 if age >= 90 else 2")
    silent = [
        case("eligible", here="true", age="90"),
        case("eligible", here="true", age="89"),
        case("not eligible", here="false"),
    ]
    assert said(look(tmp_path, service, *silent)) == ["年满90周岁", "未满90周岁"]
    spoken = [
        case("eligible", here="true", age="90", values={"visit.times": "4 visit/year"}),
        case("eligible", here="true", age="89", values={"visit.times": "2 visit/year"}),
        case("not eligible", here="false"),
    ]
    assert look(tmp_path, service, *spoken).findings == ()


def test_each_period_of_a_series_wants_a_case(tmp_path: Path) -> None:
    service = delivering(at_least={"2022-01-01": "1", "2023-01-01": "2"})
    people = [case("eligible", here="true", values={"visit.times": "2 visit/year"}), case("not eligible", here="false")]
    assert [str(f.message) for f in look(tmp_path, service, *people).findings] == [
        "「it」的「visit.times」自 2022-01-01 起的值没有用例"
    ]
    earlier = case("eligible", on="2022-12-31", here="true", values={"visit.times": "1 visit/year"})
    assert look(tmp_path, service, *people, earlier).findings == ()


def test_sides_that_nobody_can_be_on_are_not_asked_for(tmp_path: Path) -> None:
    # Whoever is poor is grown, so among the poor nobody is under 18.
    service = {"eligible": "poor", "delivers": [{"id": "card", "title": "证", "when": "age >= 18"}]}
    found = look(tmp_path, service, case("eligible", poor="true", age="18"), case("not eligible", poor="false"))
    assert (found.sides, found.findings) == (3, ())


def test_conditions_materials_and_limits_count_as_well(tmp_path: Path) -> None:
    service = {
        "eligible": "true",
        "apply": {
            "conditions": [{"id": "grown", "rule": "age >= 18"}],
            "materials": [{"id": "proof", "title": "证明", "when": "poor"}],
            "fee": "0 CNY",
        },
        "promise": {"at_most": "5 if here else 10", "unit": "working_day"},
    }
    assert look(tmp_path, service).sides == 6


def test_only_services_with_a_process_are_asked(tmp_path: Path) -> None:
    assert look(tmp_path, {"eligible": "age >= 65", "process": {}}).sides == 0
    assert look(tmp_path, {"eligible": "agee >= 65"}).sides == 0


def test_a_case_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    found = look(
        tmp_path, {"eligible": "here"}, case("eligible", here="vielleicht"), case("not eligible", here="false")
    )
    assert (found.sides, found.covered) == (2, 1)


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("age >= 65", ["age 为 65 ", "age 为 64 "]),
        ("age > 65", ["age 为 66 ", "age 为 65 "]),
        ("age <= 65", ["age 为 65 ", "age 为 66 "]),
        ("age < 65", ["age 为 64 ", "age 为 65 "]),
        ("income >= 1200", ["income 为 1200 ", "income 为 1199 "]),
        ("income < line", ["income 紧靠界线", "income 紧靠界线"]),
    ],
)
def test_the_advice_names_the_case_that_is_wanted(tmp_path: Path, rule: str, wanted: list[str]) -> None:
    found = look(tmp_path, {"eligible": rule})
    assert [str(finding.help) for finding in found.findings] == [f"请写一个 {words}的用例" for words in wanted]


def test_a_choice_inside_a_sum_is_a_threshold(tmp_path: Path) -> None:
    service = delivering(at_least="2 * (1 if poor else 0) + 1")
    assert said(look(tmp_path, service, case("eligible", here="true"), case("not eligible", here="false"))) == [
        "属于「困难」",
        "不属于「困难」",
    ]


def test_periods_are_sides_and_begin_on_their_day(tmp_path: Path) -> None:
    service = delivering(at_least={"2022-01-01": "1", "2023-01-01": "2"})
    on_the_day = case("eligible", on="2023-01-01", here="true", values={"visit.times": "2 visit/year"})
    found = look(tmp_path, service, on_the_day, case("not eligible", here="false"))
    assert (found.sides, found.covered) == (4, 3)
    one = look(tmp_path, delivering(at_least={"2022-01-01": "1"}), case("eligible", here="true"))
    assert one.sides == 2


def test_one_bad_service_or_case_does_not_hide_the_others(tmp_path: Path) -> None:
    library = workspace(tmp_path, {"eligible": "here"}, [case("eligible", here="?"), case("eligible", here="true")])
    file = tmp_path / "standards" / "it.yaml"
    data = json.loads(file.read_text(encoding="utf-8"))
    process = data["services"]["it"]["process"]
    good = {"title": "好", "process": process, "eligible": "poor"}
    data["services"] = {
        "broken": {"title": "坏", "process": process, "eligible": "her"},
        "silent": {"title": "无", "process": process},
        "bare": {"title": "目录", "eligible": "here"},
        "it": data["services"]["it"],
        "good": good,
    }
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    found = threshold_coverage(Library(open_workspace(tmp_path)), DAY)
    assert (found.sides, found.covered) == (4, 1)
    assert library.has("it")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(
    st.sampled_from([">=", ">", "<", "<="]),
    st.integers(2, 118),
    st.sampled_from([-1, 0, 1]),
    st.sampled_from([">=", ">", "<", "<="]),
)
def test_complete_cases_catch_every_slip_of_one(tmp_path: Path, op: str, bound: int, slip: int, other: str) -> None:
    """Cases on both edges pass for the rule, and fail for any rule off by one or with another operator."""
    holds = {">=": int.__ge__, ">": int.__gt__, "<": int.__lt__, "<=": int.__le__}
    people = [bound - 1, bound, bound + 1]
    told = {age: holds[op](age, bound) for age in people}
    edge = [age for age in people if any(abs(age - o) == 1 and told[o] != told[age] for o in people)]
    cases = [case("eligible" if told[age] else "not eligible", age=str(age)) for age in edge]
    right = workspace(tmp_path, {"eligible": f"age {op} {bound}"}, cases)
    assert threshold_coverage(right, DAY).findings == ()
    assert all(result.passed for result in run_cases(right, DAY).results)
    slipped = workspace(tmp_path, {"eligible": f"age {other} {bound + slip}"}, cases)
    same = all(holds[other](age, bound + slip) == holds[op](age, bound) for age in range(121))
    assert all(result.passed for result in run_cases(slipped, DAY).results) is same

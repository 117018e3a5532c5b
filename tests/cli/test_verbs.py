"""What verbs do beyond what they print: exit codes, data, files written."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import WORLDS, Run

DAY = ("--on", "2024-01-01")


def data(run: Run, *words: str, code: int) -> dict[str, Any]:
    """The JSON that a call prints; its exit code must be `code`, and be told inside."""
    result = run(*words, "--format", "json")
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.output)
    assert (found["verb"], found["exit"], found["schema"]) == (words[0], code, 1)
    return found


def test_check_counts_findings_by_severity(run: Run) -> None:
    found = data(run, "check", "broken", *DAY, code=1)
    assert found["counts"] == {"error": 1, "warning": 0, "advice": 0}
    finding = found["findings"][0]
    assert (finding["code"], finding["place"]["line"], finding["place"]["column"]) == ("ZS204", 9, 15)


def test_check_of_one_file_tells_only_of_that_file(run: Run) -> None:
    found = data(run, "check", "district/standards/money.yaml", *DAY, code=0)
    assert (found["files"], found["services"]) == (1, 3)


def test_check_of_the_facts_file_looks_at_the_workspace(run: Run) -> None:
    assert data(run, "check", "district/facts.yaml", *DAY, code=0)["findings"] == []


def test_check_strict_minds_warnings(run: Run, tmp_path: Path) -> None:
    assert run("new", "workspace", str(tmp_path / "w")).exit_code == 0
    file = tmp_path / "w" / "standards" / "home-visit.yaml"
    text = file.read_text("utf-8").replace("kind: policy_standard\n", "")
    file.write_text(text + 'clauses:\n  - {no: "1", text: 申请人必须到场。}\n', "utf-8")
    found = data(run, "check", str(tmp_path / "w"), "--on", "2024-01-01", code=0)
    assert found["counts"]["warning"] == 1
    assert run("check", str(tmp_path / "w"), "--on", "2024-01-01", "--strict").exit_code == 1
    assert run("check", str(tmp_path / "w"), "--on", "2024-01-01", "--strict", "--no-lint").exit_code == 0


def test_check_of_a_file_outside_any_workspace(run: Run, tmp_path: Path) -> None:
    lone = tmp_path / "lone.yaml"
    lone.write_text("title: x\nlevle: city\n", "utf-8")
    codes = [finding["code"] for finding in data(run, "check", str(lone), code=1)["findings"]]
    assert codes
    assert all(code.startswith("ZS1") for code in codes)


def test_cases_can_be_chosen(run: Run) -> None:
    assert data(run, "test", "district", "-k", "80岁", code=0)["cases"] == 1
    assert data(run, "test", "district", "-k", "health-check", code=0)["cases"] == 3
    none = data(run, "test", "district", "-k", "没有这样的用例", code=0)
    assert (none["cases"], none["results"]) == (0, [])


def test_failing_cases_are_told_with_their_values(run: Run) -> None:
    found = data(run, "test", "broken", code=1)
    assert [(one["actual"], one["passed"]) for one in found["results"]] == [("符合", False), ("尚不能确定", False)]


def verdicts(found: dict[str, Any]) -> dict[str, str]:
    """Verdict by item of the first section."""
    return {item["item"].partition("#")[2]: item["verdict"] for item in found["sections"][0]["items"]}


def test_floor_says_when_a_workspace_answers_for_a_part(run: Run) -> None:
    assert data(run, "floor", "district", *DAY, code=1)["answers_for"] == []
    found = data(run, "floor", "centres/east", *DAY, code=0)
    assert found["answers_for"] == ["district#health-check"]
    shown = run("floor", "centres/east", *DAY, "--lang", "en").output
    assert "answers for 1 of the items above" in shown


def test_floor_judges_every_item(run: Run) -> None:
    found = data(run, "floor", "district", *DAY, code=1)
    assert verdicts(found) == {
        "health-check": "proved",
        "allowance": "violated",
        "rural-loan": "proved",
        "culture": "not_formalised",
        "hot-meal": "violated",
        "home-visit": "missing",
    }
    assert found["holds"] is False


def test_floor_shows_the_resident_and_both_values(run: Run) -> None:
    found = data(run, "floor", "district", *DAY, "--item", "allowance", code=1)
    item = found["sections"][0]["items"][0]
    who, level = item["judgements"][0], item["judgements"][2]
    assert who["counterexample"]["facts"] == {"age": 75, "resident": True}
    assert who["counterexample"]["unlike"] == ["age"]
    assert (level["theirs"]["value"], level["ours"]["value"], level["ours"]["unit"]) == ("60", "50", "CNY/month")


def test_nobody_here_is_a_mark_of_its_own(run: Run) -> None:
    item = data(run, "floor", "district", *DAY, "--item", "rural-loan", code=0)["sections"][0]["items"][0]
    assert item["marks"] == ["nobody_here"]
    shown = run("floor", "district", *DAY, "--item", "rural-loan").output
    assert "本地 0 人符合：成立，只因没有这样的服务对象" in shown


def test_floor_against_an_earlier_edition(run: Run) -> None:
    found = data(run, "floor", "district", *DAY, "--against", "nation/1", code=1)
    assert [section["upper"] for section in found["sections"]] == ["nation/1"]
    assert verdicts(found)["allowance"] == "proved"
    assert "home-visit" not in verdicts(found)


def test_undecided_matters_only_when_strict(run: Run) -> None:
    assert run("floor", "district", *DAY, "--item", "culture").exit_code == 0
    assert run("floor", "district", *DAY, "--item", "culture", "--strict").exit_code == 3


def test_floor_of_a_file_agrees_with_the_whole(run: Run) -> None:
    whole = data(run, "floor", "district", *DAY, code=1)["sections"][0]["items"]
    for file, code in (("health", 0), ("money", 1)):
        part = data(run, "floor", f"district/standards/{file}.yaml", *DAY, code=code)["sections"][0]["items"]
        assert part
        for item in part:
            assert item in whole


def test_a_file_is_judged_together_with_its_kin(run: Run, tmp_path: Path) -> None:
    """An item that two files fulfil together holds for each of them."""
    import shutil

    shutil.copytree(Path("nation-2"), tmp_path / "nation-2")
    shutil.copytree(Path("nation-1"), tmp_path / "nation-1")
    shutil.copytree(Path("district"), tmp_path / "district")
    money = tmp_path / "district" / "standards" / "money.yaml"
    more = money.read_text("utf-8").partition("services:")[0] + (
        "services:\n  allowance-young:\n    title: {zh: 津贴（低龄）, en: Allowance}\n    fit: exact\n"
        "    eligible: 75 <= age < 80 and resident\n    derives: nation/2#allowance\n    delivers:\n"
        "      - id: money\n        title: {zh: 按月津贴, en: money}\n        guarantees:\n"
        "          amount: {at_least: 60, unit: CNY/month}\n    promise: {at_most: 10, unit: working_day}\n"
    )
    (tmp_path / "district" / "standards" / "young.yaml").write_text(more, "utf-8")
    money.write_text(money.read_text("utf-8").replace("at_least: 50", "at_least: 60"), "utf-8")
    found = data(run, "floor", str(money), *DAY, "--item", "allowance", code=0)
    item = found["sections"][0]["items"][0]
    assert item["verdict"] == "proved"
    assert sorted(item["derived"]) == ["district#allowance", "district#allowance-young"]


def test_unreadable_standards_are_told_by_floor(run: Run, tmp_path: Path) -> None:
    assert run("new", "workspace", str(tmp_path / "w"), "--upstream", "nation-2").exit_code == 0
    (tmp_path / "w" / "standards").mkdir()
    (tmp_path / "w" / "standards" / "bad.yaml").write_text("title: [", "utf-8")
    found = data(run, "floor", str(tmp_path / "w"), code=1)
    assert [finding["place"]["path"].rpartition("/")[2] for finding in found["findings"]] == ["bad.yaml"]


def test_diff_names_who_gains(run: Run) -> None:
    found = data(run, "diff", "nation-1", "nation-2", code=0)
    assert found["counts"] == {"added": 1, "removed": 0, "renamed": 0, "changed": 1, "equal": 4}
    changed = next(item for item in found["items"] if item["kind"] == "changed")
    assert changed["object"]["relation"] == "wider"
    assert changed["object"]["gains"]["facts"]["age"] == 75
    assert changed["object"]["loses"] is None
    amount = next(one for one in changed["changes"] if one["field"].endswith(".amount"))
    assert (amount["effect"], amount["old"]["value"], amount["new"]["value"]) == ("better", "50", "60")


def test_diff_can_tell_by_exit_code(run: Run) -> None:
    assert run("diff", "nation-1", "nation-2", "--exit-code").exit_code == 1
    assert run("diff", "nation-2", "nation-2", "--exit-code").exit_code == 0


def test_diff_of_a_copy_from_elsewhere(run: Run, tmp_path: Path) -> None:
    new = Path("district/standards/money.yaml")
    old = tmp_path / "old.yaml"
    old.write_text(new.read_text("utf-8").replace("age >= 80", "age >= 85"), "utf-8")
    found = data(run, "diff", str(old), str(new), code=0)
    kinds = {item["item"]: item["kind"] for item in found["items"]}
    assert kinds == {"allowance": "changed", "culture": "equal", "hot-meal": "equal"}
    back = data(run, "diff", str(new), str(old), "--item", "allowance", code=0)
    assert [item["object"]["relation"] for item in back["items"]] == ["narrower"]


def test_impact_makes_a_work_list_with_proved_repairs(run: Run) -> None:
    found = data(run, "impact", "district", "--from", "nation/1", "--to", "nation/2", *DAY, code=1)
    assert found["counts"] == {"falls_below": 2, "still_below": 1, "to_judge": 0, "may_follow": 0, "unaffected": 3}
    assert [(item["item"], item["repair"]["proved"]) for item in found["items"] if item["repair"]] == [
        ("allowance", True),
        ("home-visit", True),
        ("hot-meal", True),
    ]
    assert found["from"] == {"id": "nation/1", "on": "2021-01-01"}


def test_impact_without_repairs(run: Run) -> None:
    words = ("impact", "district", "--from", "nation/1", "--to", "nation/2", "--no-repair")
    assert all(item["repair"] is None for item in data(run, *words, code=1)["items"])


def test_impact_of_a_value_that_does_not_hurt(run: Run) -> None:
    move = "nation/2#health-check check.visits 2025-01-01 '1 visit/year'"
    found = data(run, "impact", "district", "--value", move, code=0)
    assert [item["kind"] for item in found["items"]] == ["unaffected"]


def test_explain_names_both_directions_of_descent(run: Run) -> None:
    own = data(run, "explain", "district#allowance", code=0)["services"][0]
    assert own["ancestors"] == ["nation/2#allowance"]
    assert own["eligible"]["zh"] == "年满80周岁，且为常住居民"
    assert own["eligible"]["en"] == "who is aged 80 or over, and who is resident here"
    above = data(run, "explain", "nation-2#allowance", code=0)["services"][0]
    assert above["ancestors"] == []


def test_explain_shows_a_broken_rule(run: Run) -> None:
    found = data(run, "explain", "broken", code=1)
    assert [service["formal"] for service in found["services"]] == [False, True]


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_report_tells_everything(run: Run, strict: tuple[str, ...]) -> None:
    result = run("report", "district", *DAY, *strict)
    assert result.exit_code == len(strict)
    for word in ("一、文件与用例", "二、有没有低于上位标准", "三、从 nation/1 到 nation/2", "接下来", "75 岁"):
        assert word in result.output
    assert len(result.output.splitlines()) <= 120


def test_report_as_data(run: Run) -> None:
    found = data(run, "report", "district", *DAY, code=0)
    assert [one["workspace"] for one in found["looked"]] == ["district", "nation/2", "nation/1"]
    assert [section["upper"] for section in found["sections"]] == ["nation/2", "nation/1"]
    assert found["steps"][0]["counts"]["falls_below"] == 2
    assert set(found["seconds"]) == {"check", "cases", "floor", "impact"}


def test_a_report_without_anything_above(run: Run) -> None:
    result = run("report", "nation-1", *DAY, "--strict")
    assert result.exit_code == 0
    assert "二、" not in result.output


UNTIDY = "title:   x   # why\nlevel:    city\nprovenance: {kind:   illustrative}\n"


def test_fmt_lists_shows_and_writes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(UNTIDY, "utf-8")
    assert data(run, "fmt", str(tmp_path), code=1)["changed"] == [str(file)]
    shown = run("fmt", str(file), "--diff")
    assert (shown.exit_code, "-level:    city" in shown.output, "+level: city" in shown.output) == (0, True, True)
    assert file.read_text("utf-8") == UNTIDY
    assert run("fmt", str(file), "--write").exit_code == 0
    assert "# why" in file.read_text("utf-8")
    assert data(run, "fmt", str(file), "--check", code=0)["changed"] == []


def test_fmt_keeps_permissions_and_leaves_bad_files(run: Run, tmp_path: Path) -> None:
    file, bad = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text(UNTIDY, "utf-8")
    file.chmod(0o640)
    bad.write_text("title: [", "utf-8")
    found = data(run, "fmt", str(tmp_path), "--write", code=1)
    assert found["changed"] == [str(file)]
    assert file.stat().st_mode & 0o777 == 0o640
    assert bad.read_text("utf-8") == "title: ["
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_new_things_have_no_findings(run: Run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "my-district"
    assert run("new", "workspace", str(folder), "--lang", language).exit_code == 0
    assert run("new", "standard", str(folder / "standards" / "meals.yaml"), "--title", '老年"助餐"').exit_code == 0
    assert data(run, "check", str(folder), "--strict", code=0)["findings"] == []
    assert data(run, "test", str(folder), code=0)["passed"] == 6
    assert data(run, "fmt", str(folder), code=0)["changed"] == []


def test_a_new_standard_may_follow_one_above(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    assert run("new", "workspace", str(folder), "--upstream", "nation-2", "--jurisdiction", "440104").exit_code == 0
    file = folder / "standards" / "money.yaml"
    assert run("new", "standard", str(file), "--overlays", "nation/2#allowance").exit_code == 0
    assert data(run, "check", str(folder), "--strict", code=0)["services"] == 1
    assert verdicts(data(run, "floor", str(file), code=0)) == {"allowance": "proved"}


def test_schema_prints_lists_and_writes(run: Run, tmp_path: Path) -> None:
    from zhunsheng.cli.verbs.schema import KINDS
    from zhunsheng.standard.schema import MODELS

    assert list(KINDS) == list(MODELS)
    assert json.loads(run("schema", "standard").output)["$schema"].startswith("https://json-schema.org/")
    assert data(run, "schema", code=0)["kinds"] == list(KINDS)
    assert run("schema", "--out", str(tmp_path / "s")).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == sorted(f"{kind}.schema.json" for kind in KINDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert (result.exit_code, "_ZHUNSHENG_COMPLETE" in result.output) == (0, True)


def test_version_names_what_a_result_depends_on(run: Run) -> None:
    found = data(run, "version", code=0)
    assert found["version"] == found["zhunsheng"]
    assert set(found["libraries"]) >= {"z3-solver", "chinesecalendar"}


@pytest.mark.parametrize(
    ("verb", "file"), [("framework", "framework"), ("references", "register"), ("record", "record")]
)
@pytest.mark.parametrize("text", ["- a\n", "entries: [{issued: 2020-02-31}]\n", "a: ["])
def test_a_file_that_cannot_be_read_is_not_told_as_empty(
    verb: str, file: str, text: str, tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "system"
    shutil.copytree(WORLDS / "system", folder)
    (folder / f"{file}.yaml").write_text(text, encoding="utf-8")
    result = run(verb, str(folder))
    assert result.exit_code == 1
    assert re.search(rf"{file}\.yaml:\d+:\d+: ZS1\d\d", result.output)

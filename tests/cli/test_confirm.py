"""``zhunsheng confirm``: the list of proposals, and what confirming and refusing shows, writes and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Run
from tests.exchange.test_confirm import CLAUSES, HEAD, PROPOSALS, SERVICES, TEXT
from zhunsheng.standard.load import load_standard


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "津贴.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def data(result: Result) -> dict[str, Any]:
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_without_ids_the_proposals_are_listed(run: Run, file: Path) -> None:
    result = run("confirm", str(file), "--no-color", COLUMNS="160")
    assert result.exit_code == 0
    for words in (
        "age-4",
        "年龄",
        "每季度探访1次，每月津贴",
        "至少每季度1次",
        "受理（clerk）",
        "1个工作日",
        "待确认",
        "已拒绝",
        "10 条提议，其中 9 条待确认",
    ):
        assert words in result.stdout, words
    assert file.read_text(encoding="utf-8") == TEXT


def test_the_list_has_two_languages_and_markdown(run: Run, file: Path) -> None:
    result = run("--lang", "en", "confirm", str(file), COLUMNS="160")
    assert result.exit_code == 0
    assert "at least" in result.stdout
    result = run("confirm", str(file), "--format", "markdown")
    assert "| `age-4` | 年龄 |" in result.stdout


def test_the_list_as_data(run: Run, file: Path) -> None:
    found = data(run("confirm", str(file), "--format", "json"))
    assert found["waiting"] == 9
    first, last = found["proposals"][0], found["proposals"][-1]
    assert (first["id"], first["state"], first["said"], first["at"]) == (
        "age-4",
        "proposed",
        "age >= 80",
        "services.age.eligible",
    )
    assert (last["state"], last["by"], last["on"]) == ("refused", "李四", "2024-01-01")


def test_notes_are_shown_before_one_confirms(run: Run, file: Path) -> None:
    file.write_text(TEXT.replace("value: age >= 80}", "value: age >= 80, note: 请核对年龄}"), encoding="utf-8")
    result = run("confirm", str(file))
    assert "确认前请看" in result.stdout
    assert "请核对年龄" in result.stdout


def test_a_file_without_proposals_says_so(run: Run, file: Path) -> None:
    file.write_text(HEAD + CLAUSES, encoding="utf-8")
    assert "这个文件没有提议" in run("confirm", str(file)).stdout
    result = run("confirm", str(file), "--all", "--by", "张三")
    assert result.exit_code == 0
    assert "没有待确认的提议" in result.stdout
    assert file.read_text(encoding="utf-8") == HEAD + CLAUSES


def test_confirming_writes_the_file(run: Run, file: Path) -> None:
    result = run("confirm", str(file), "age-4", "limit-6", "--by", " 张三 ", "--on", "2024-03-01")
    assert result.exit_code == 0
    assert "确认了 2 条提议" in result.stdout
    assert "amount-5" not in result.stdout
    model = load_standard(str(file)).model
    assert model is not None
    assert model.services["age"].eligible == "age >= 80"
    assert [(one.id, one.by, str(one.on)) for one in model.proposals if one.state == "confirmed"] == [
        ("age-4", "张三", "2024-03-01"), ("limit-6", "张三", "2024-03-01"),
    ]  # fmt: skip


def test_the_day_is_today_unless_given(run: Run, file: Path) -> None:
    from zhunsheng.cli.options import today

    before = today()
    run("confirm", str(file), "age-4", "--by", "张三")
    model = load_standard(str(file)).model
    assert model is not None
    assert model.proposals[0].on is not None
    assert before <= model.proposals[0].on <= today()


def test_refusing_all_that_wait(run: Run, file: Path) -> None:
    found = data(run("confirm", str(file), "--all", "--refuse", "--by", "张三", "--format", "json"))
    assert (found["state"], len(found["settled"]), found["written"]) == ("refused", 9, True)
    model = load_standard(str(file)).model
    assert model is not None
    assert {one.state for one in model.proposals} == {"refused"}
    assert not model.services
    assert "拒绝了 1 条提议" in run("confirm", str(_again(file)), "age-4", "--refuse", "--by", "张三").stdout


def _again(file: Path) -> Path:
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_a_dry_run_shows_the_difference_and_writes_nothing(run: Run, file: Path) -> None:
    result = run("confirm", str(file), "age-4", "--by", "张三", "--on", "2024-03-01", "--dry-run")
    assert result.exit_code == 0
    assert "+  age: {title: 高龄津贴, eligible: age >= 80}" in result.stdout
    assert "没有写文件" in result.stdout
    assert file.read_text(encoding="utf-8") == TEXT
    found = data(run("confirm", str(file), "age-4", "--by", "张三", "--dry-run", "--format", "json"))
    assert found["written"] is False
    assert found["settled"] == ["age-4"]


def test_a_conflict_changes_nothing_and_is_shown_with_both_places(run: Run, file: Path) -> None:
    text = HEAD + SERVICES + CLAUSES + PROPOSALS
    file.write_text(text, encoding="utf-8")
    result = run("confirm", str(file), "age-4", "--by", "张三")
    assert result.exit_code == 1
    for words in ("ZS345", "age >= 70", "--refuse", "没有改动文件"):
        assert words in result.stdout, words
    assert file.read_text(encoding="utf-8") == text
    found = data(run("confirm", str(file), "age-4", "count-5", "--by", "张三", "--format", "json"))
    assert [one["code"] for one in found["findings"]] == ["ZS345", "ZS345"]
    assert found["written"] is False


def test_an_unknown_id_is_a_finding(run: Run, file: Path) -> None:
    result = run("confirm", str(file), "age-44", "--by", "张三")
    assert result.exit_code == 1
    assert "没有这条提议：「age-44」" in result.stdout
    assert "是不是 age-4" in result.stdout


@pytest.mark.parametrize("words", [(), ("age-4", "--by", "张三")])
def test_a_file_that_is_no_standard_gives_its_findings(run: Run, file: Path, words: tuple[str, ...]) -> None:
    file.write_text("title: [\n", encoding="utf-8")
    assert run("confirm", str(file), *words).exit_code == 1
    file.write_bytes(b"\xff\xfe\x00")
    assert run("confirm", str(file), *words).exit_code == 1
    file.write_text("title: 甲\n", encoding="utf-8")
    assert run("confirm", str(file), *words).exit_code == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("age-4",), "没有写明由谁确认"), (("age-4", "--by", "  "), "没有写明由谁确认"), (("--refuse",), "没有写明是哪一条提议"),
        (("--by", "张三"), "没有写明是哪一条提议"), (("age-4", "--all", "--by", "张三"), "只能写一样"),
    ],
)  # fmt: skip
def test_wrong_calls(run: Run, file: Path, words: tuple[str, ...], says: str) -> None:
    result = run("confirm", str(file), *words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert file.read_text(encoding="utf-8") == TEXT


def test_a_folder_or_nothing_is_no_file(run: Run, file: Path) -> None:
    result = run("confirm", str(file.parent))
    assert result.exit_code == 2
    assert "是文件夹" in result.stderr
    assert run("confirm", str(file.parent / "没有.yaml")).exit_code == 2


def test_values_in_words() -> None:
    from zhunsheng.cli.render.proposals import value_words

    assert value_words({"exactly": "2 visit/year"}, "zh") == "每年2次"
    assert value_words({"at_most": "on request"}, "zh") == "至多on request"
    assert value_words("on_spot", "zh") == "on_spot"
    assert value_words({"title": "身份证"}, "en") == "身份证"
    assert value_words({}, "zh") == ""

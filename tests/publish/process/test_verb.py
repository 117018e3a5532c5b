"""``zhunsheng process``: what is printed and written, and what is said of wrong calls."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from tests.publish.process.flows import WORLD
from zhunsheng.cli.exits import Problem
from zhunsheng.cli.session import Session
from zhunsheng.cli.verbs.process import command

ITEM = f"{WORLD}#care-home-place"
DAY = ("--on", "2024-06-03")


def call(*words: str, language: str = "zh") -> Result:
    """The verb alone, without the program around it."""
    session = Session(language)  # type: ignore[arg-type]
    return CliRunner().invoke(command, [*words, *DAY], obj=session, standalone_mode=False)


def problem(*words: str) -> tuple[str, str]:
    """Message and advice of a wrong call."""
    found = call(*words).exception
    assert isinstance(found, Problem), found
    return str(found.message), str(found.help)


def test_sentences_are_printed() -> None:
    result = call(ITEM)
    assert result.return_value == 0, result
    assert "公办养老机构轮候入住" in result.output
    assert "受理（综合受理岗，1个工作日内）" in result.output
    assert "A place in a public care home" in call(ITEM, language="en").output


def test_a_picture_or_bpmn_can_be_printed() -> None:
    ElementTree.fromstring(call(ITEM, "--as", "svg").output)
    ElementTree.fromstring(call(ITEM, "--as", "bpmn").output.encode())


def test_json_holds_the_content() -> None:
    found = json.loads(call(ITEM, "--format", "json").output)
    assert (found["item"], found["kind"], len(found["content"])) == ("care-home-place", "text", 13)
    assert json.loads(call(ITEM, "--as", "svg", "--format", "json").output)["content"].startswith("<svg")


@pytest.mark.parametrize(("name", "begin"), [("a.svg", "<svg"), ("b.bpmn", "<?xml"), ("c.txt", "共 12 个环节")])
def test_the_suffix_says_what_to_write(tmp_path: Path, name: str, begin: str) -> None:
    result = call(ITEM, "--out", str(tmp_path / name))
    assert result.return_value == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begin)
    assert "已写" in result.output


def test_into_a_folder_under_its_own_name(tmp_path: Path) -> None:
    call(ITEM, "--out", str(tmp_path), "--audience", "resident", "--large", language="en")
    assert [path.name for path in tmp_path.iterdir()] == ["care-home-place.resident.large.en.svg"]


def test_residents_see_less() -> None:
    assert "换人复评" in call(ITEM).output
    assert "换人复评" not in call(ITEM, "--audience", "resident").output


def test_all_items_of_a_workspace(tmp_path: Path) -> None:
    result = call(str(WORLD), "--as", "bpmn", "--out", str(tmp_path / "new"))
    assert result.return_value == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["care-home-place.bpmn"]


def test_one_that_cannot_be_written_does_not_stop_the_others(tmp_path: Path) -> None:
    world = tmp_path / "world"
    shutil.copytree(WORLD, world)
    text = (world / "standards" / "places.yaml").read_text("utf-8")
    other = text.replace("care-home-place:", "second-item:").replace("  bare:\n", "  bare-2:\n")
    (world / "standards" / "second.yaml").write_text(other.replace("5.012", "5.013"), "utf-8")
    (world / "standards" / "third.yaml").write_text("title: [\n", "utf-8")
    out = tmp_path / "out"
    (out / "care-home-place.svg").mkdir(parents=True)
    result = call(str(world), "--as", "svg", "--out", str(out), "--format", "json")
    assert result.return_value == 1
    found = json.loads(result.output)
    assert [one["name"] for one in found["failed"]] == ["care-home-place"]
    assert [Path(path).name for path in found["files"]] == ["second-item.svg"]
    assert found["findings"]


def test_our_own_mistake_with_one_item_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **more: object) -> str:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("zhunsheng.publish.process.drawing_of", broken)
    result = call(str(WORLD), "--out", str(tmp_path), "--format", "json")
    assert result.return_value == 1
    assert "planted" in json.loads(result.output)["failed"][0]["reason"]


def test_wrong_calls(tmp_path: Path) -> None:
    assert problem(f"{WORLD}#bare")[0] == "事项「bare」没有写办理流程"
    assert problem(f"{WORLD}#care-home") == ("「town」里没有事项「care-home」", "是不是想写 care-home-place？")
    assert problem(str(WORLD))[0] == "要写 1 份，请用 --out 写明放到哪个文件夹"
    assert problem(ITEM, "--as", "bpmn", "--audience", "resident")[0] == "BPMN 总是写全部岗位和环节"
    assert problem(ITEM, "--out", str(tmp_path / "x.png")) == ("不会写「.png」文件", "可以是：.txt、.svg、.bpmn")
    (tmp_path / "file").write_text("", "utf-8")
    assert problem(str(WORLD), "--out", str(tmp_path / "file"))[0].endswith("是文件，这里要文件夹")
    assert problem(ITEM, "--out", str(tmp_path / "file" / "x.svg"))[0].startswith("不能写")
    assert problem(str(tmp_path / "nowhere"))[0].startswith("没有这个文件或文件夹")


def test_a_workspace_without_processes(tmp_path: Path) -> None:
    world = tmp_path / "world"
    shutil.copytree(WORLD, world)
    text = (world / "standards" / "places.yaml").read_text("utf-8")
    start, end = text.index("  care-home-place:"), text.index("  bare:")
    (world / "standards" / "places.yaml").write_text(text[:start] + text[end:], "utf-8")
    assert problem(str(world), "--out", str(tmp_path / "out"))[0] == "这里没有写了办理流程的事项"

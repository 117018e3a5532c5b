"""The verb ``interview``: the list, the next question, and asking in a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.entitle.worlds import write
from zhunsheng.cli.verbs import interview as module

DAY = ("--on", "2025-10-09")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    write(tmp_path / "a")
    return str(tmp_path / "a")


def data(run: Run, *words: str, code: int = 0) -> dict[str, Any]:
    result = run("interview", *words, *DAY, "--format", "json")
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_the_list_as_data(run: Run, folder: str) -> None:
    found = data(run, folder, "--answer", "age=67", "--answer", "here=true")
    by_item = {one["item"]: one for one in found["results"]}
    assert by_item["allowance"]["status"] == "not_entitled"
    assert by_item["allowance"]["reasons"][0]["from_year"] == 2038
    assert by_item["meals"]["status"] == "entitled"
    assert found["progress"]["answered"] == 2
    assert found["question"]["fact"] not in ("age", "here")
    assert [one["title"] for one in found["materials"]["fetched"]] == ["居民身份证"]
    assert found["on"] == "2025-10-09"


def test_the_list_as_text(run: Run, folder: str) -> None:
    told = ("--answer", "age=67", "--answer", "here=true", "--answer", "dibao=unknown", "--answer", "level=0")
    words = run("interview", folder, *DAY, *told).output
    for expected in (
        "已答 4 问", "可享受（已能确定）", "基本补助　不少于每月1元", "2038 年起可享受", "能享受的相近服务：长者助餐",
        "本区没有这一服务对象", "须人判", "下一问", "免提交　1", "可能需要　1", "居民身份证　人口信息",
    ):  # fmt: skip
        assert expected in words, expected
    assert "暂无" not in words
    assert "规则没有写尽原文的意思" in run("interview", folder, *DAY, "--domain", "education").output


def test_one_domain_and_one_item(run: Run, folder: str) -> None:
    assert [one["item"] for one in data(run, folder, "--domain", "elderly")["results"]] == [
        "allowance",
        "meals",
        "park",
    ]
    assert [one["item"] for one in data(run, folder, "--item", "meals", "--item", "park")["results"]] == [
        "meals",
        "park",
    ]


def test_an_answer_that_cannot_be_used_is_exit_1(run: Run, folder: str) -> None:
    found = data(run, folder, "--answer", "age=x", code=1)
    assert found["problems"][0]["help"] == "请写 0 至 120 之间的整数"
    assert "「年龄」的答案「x」读不懂" in run("interview", folder, *DAY, "--answer", "age=x").output


def test_a_sentence_is_read_but_not_taken_over(run: Run, folder: str) -> None:
    found = data(run, folder, "--say", "女儿，户口不在甲区，喜欢下棋，想找轮椅")
    assert [(one["fact"], one["value"]) for one in found["reading"]["proposals"]] == [
        ("sex", "female"),
        ("here", "false"),
    ]
    assert found["answers"] == []
    words = run("interview", folder, *DAY, "--say", "女儿，户口不在甲区，喜欢下棋，想找轮椅").output
    assert "--answer here=false" in words
    assert "没有读懂：喜欢下棋" in words
    assert "可以查找：辅助器具" in words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--item", "meal"), "是不是「meals」？"),
        (("--item", "zzzz"), "没有名为「zzzz」的事项"),
        (("--domain", "nothing"), "可写：education、elderly、assistance"),
        (("--answer", "age"), "请写成 age=67 的样子"),
        (("--answer", "=3"), "没有等号"),
    ],
)
def test_a_wrong_call_says_what_is_right(run: Run, folder: str, words: tuple[str, ...], expected: str) -> None:
    result = run("interview", folder, *words)
    assert result.exit_code == 2
    assert expected in result.output


def test_a_workspace_that_cannot_be_read_is_refused(run: Run, folder: str) -> None:
    (Path(folder) / "workspace.yaml").write_text("id: a\nwrong: 1\n", "utf-8")
    assert run("interview", folder).exit_code == 1


def test_in_a_terminal_it_asks(run: Run, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_terminal", lambda: True)
    typed = iter(["x", "85", "1"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(typed))
    words = run("interview", folder, *DAY, "--item", "allowance").output
    assert "您今年多少周岁？" in words
    assert "0 至 120 周岁" in words
    assert "「年龄」的答案「x」读不懂" in words
    assert "您的户口在甲区吗？" in words
    assert "不少于每月150元" in words
    assert list(typed) == []


@pytest.mark.parametrize("stop", ["q", "eof"])
def test_in_a_terminal_one_can_stop(run: Run, folder: str, monkeypatch: pytest.MonkeyPatch, stop: str) -> None:
    monkeypatch.setattr(module, "is_terminal", lambda: True)
    typed = iter(["", stop])

    def line(prompt: str) -> str:
        text = next(typed)
        if text == "eof":
            raise EOFError
        return text

    monkeypatch.setattr("builtins.input", line)
    words = run("interview", folder, *DAY, "--domain", "elderly").output
    assert "年龄　不清楚" in words
    assert "还需一问（不是不符合）" in words


def test_once_never_asks(run: Run, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_terminal", lambda: True)
    assert run("interview", folder, *DAY, "--once").exit_code == 0


def test_without_a_terminal_it_never_asks(run: Run, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(prompt: str) -> str:
        raise AssertionError("asked without a terminal")

    monkeypatch.setattr("builtins.input", asked)
    assert not module.is_terminal()
    assert "下一问" in run("interview", folder, *DAY).output

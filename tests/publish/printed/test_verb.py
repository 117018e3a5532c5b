"""``zhunsheng print``: one standard, all of a workspace, a paper; and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from zhunsheng.cli.exits import Problem
from zhunsheng.cli.session import Session
from zhunsheng.cli.verbs.print_ import command
from zhunsheng.standard.wording import Language

WORLD = Path("tests/publish/printed/world")
FILE = str(WORLD / "standards" / "service-point.yaml")


def call(*words: str, language: Language = "zh", json_: bool = False) -> int:
    session = Session(language, "json" if json_ else "text")
    return int(command.main([*words], obj=session, standalone_mode=False))


def workspace(folder: Path, **files: str) -> Path:
    """A workspace with these standards."""
    shutil.copy(WORLD / "workspace.yaml", folder)
    for name, text in files.items():
        path = folder / "standards" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


PLAIN = "title: 某规范\nlevel: internal\nprovenance: {kind: illustrative}\n"
CLAUSES = 'clauses:\n  - {no: "1", title: 范围, text: 甲}\n'


def test_a_standard_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(FILE) == 0
    told = capsys.readouterr().out
    assert "# 街道便民服务点现场服务与评价规范" in told and "演示文本　非正式标准" in told


def test_a_standard_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(FILE, json_=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "standard" and found["title"].startswith("街道")


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype"), ("md", b"# ")])
def test_every_kind_of_file(kind: str, start: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(FILE, "--out", str(tmp_path / f"x.{kind}")) == 0
    assert (tmp_path / f"x.{kind}").read_bytes().startswith(start)
    assert call(FILE, "--as", kind, "--out", str(tmp_path), language="en") == 0
    assert (tmp_path / f"service-point.en.{kind}").read_bytes().startswith(start)


def test_an_item_is_printed_with_its_standard(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("standards/yuexiu#disability_allowances") == 0
    assert "# 残疾人两项补贴服务规范" in capsys.readouterr().out


def test_a_whole_workspace_and_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = dict.fromkeys(("a", "deep/a", "b", "c", "d", "e", "f"), PLAIN + CLAUSES)
    (tmp_path / "w").mkdir()
    folder = workspace(tmp_path / "w", **texts, bad="title: [", items=PLAIN)
    out = tmp_path / "printed"
    assert call(str(folder), "--as", "docx", "--out", str(out)) == 1
    assert sorted(path.name for path in out.iterdir()) == [
        f"{one}.docx" for one in ("a", "b", "c", "d", "deep-a", "e", "f")
    ]
    assert "bad.yaml" in capsys.readouterr().out


def test_a_workspace_without_clauses_has_nothing_to_print(tmp_path: Path) -> None:
    folder = workspace(tmp_path, items=PLAIN)
    with pytest.raises(Problem, match="没有条文"):
        call(str(folder), "--out", str(tmp_path / "out"))
    with pytest.raises(Problem, match="没有条文"):
        call(str(folder / "standards" / "items.yaml"))


def test_what_is_no_standard_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path, bad="title: [", good=PLAIN + CLAUSES)
    with pytest.raises(Problem, match="不是标准文件"):
        call(str(folder / "workspace.yaml"))
    with pytest.raises(Problem):
        call(str(folder / "nothing.yaml"))
    assert call(str(folder / "standards" / "bad.yaml")) == 1
    assert "bad.yaml" in capsys.readouterr().out
    (folder / "workspace.yaml").write_text("title: [", encoding="utf-8")
    assert call(str(folder / "standards" / "good.yaml")) == 1


def test_several_standards_need_a_folder(tmp_path: Path) -> None:
    folder = workspace(tmp_path, a=PLAIN + CLAUSES, b=PLAIN + CLAUSES)
    with pytest.raises(Problem, match="--out"):
        call(str(folder))


def test_papers_are_listed_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("standards/yuexiu#disability_allowances", "--papers") == 0
    assert "compilation-note" in capsys.readouterr().out
    assert (
        call(
            "standards/yuexiu#disability_allowances",
            "--paper",
            "implementation-record",
            "--out",
            str(tmp_path / "x.docx"),
        )
        == 0
    )
    assert (tmp_path / "x.docx").read_bytes().startswith(b"PK")


def test_data_belong_to_a_paper() -> None:
    with pytest.raises(Problem, match="--data"):
        call(FILE, "--data", "x.yaml")
    with pytest.raises(Problem, match="--on"):
        call(FILE, "--on", "2024-01-01")


def test_an_unknown_item_is_told() -> None:
    with pytest.raises(Problem, match="没有事项"):
        call("standards/yuexiu#nothing_like_it")

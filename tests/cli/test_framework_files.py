"""``zhunsheng framework`` into files: every kind, every part, and what does not go together."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pypdf
import pytest
from lxml import etree

from tests.cli.conftest import WORLDS, Run

ON = ("--on", "2024-06-03")


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("svg", b"<svg "),
        ("xlsx", b"PK"),
        ("pdf", b"%PDF-"),
        ("docx", b"PK"),
        ("html", b"<!doctype html>"),
        ("md", b"# "),
    ],
)
def test_every_kind_of_file(run: Run, tmp_path: Path, kind: str, begins: bytes) -> None:
    path = tmp_path / f"made.{kind}"
    result = run("framework", "system", "--out", str(path), *ON)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"已写：{path}（")
    assert path.read_bytes().startswith(begins)


def test_the_kind_asked_for_counts_more_than_the_suffix(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "made.dat"
    assert run("framework", "system", "--as", "svg", "--out", str(path), *ON).exit_code == 0
    assert etree.fromstring(path.read_bytes()).tag.endswith("svg")


def test_a_folder_gets_a_file_with_a_name_of_its_own(run: Run, tmp_path: Path) -> None:
    run("framework", "system", "--out", str(tmp_path), *ON)
    run("framework", "system", "--part", "diagram", "--out", str(tmp_path), "--lang", "en", *ON)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["framework-diagram.en.pdf", "framework.pdf"]


def test_without_a_path_the_file_is_written_here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("framework", str(WORLDS / "system"), "--as", "md", "--part", "statistics", *ON).exit_code == 0
    assert "按级别和状态" in (tmp_path / "framework-statistics.md").read_text(encoding="utf-8")


def test_parts_of_a_pdf(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    run("framework", "system", "--part", "detail", "--out", str(path), *ON)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    assert "S-01-02-003" in text
    assert "示例内容" in text
    assert "2024-06-03" in text


def test_a_part_alone_is_shown(run: Run) -> None:
    shown = run("framework", "system", "--part", "detail", *ON)
    assert shown.exit_code == 0
    assert shown.output.startswith("# 体系：明细表")
    assert "| 3 | S-01-02-003 | WS/T 484—2015 |" in shown.output
    data = json.loads(run("framework", "system", "--part", "statistics", "--format", "json", *ON).output)
    assert data["verb"] == "framework"
    assert "统计表" in json.dumps(data, ensure_ascii=False)


def test_filters_choose_rows_and_boxes(run: Run, tmp_path: Path) -> None:
    shown = run("framework", "system", "--part", "detail", "--state", "gap", *ON).output
    assert "S-01-04-001" in shown
    assert "S-01-02-003" not in shown
    assert "只含：空缺" in shown
    path = tmp_path / "made.svg"
    run("framework", "system", "--category", "post", "--out", str(path), *ON)
    assert "S-01-04" in path.read_text(encoding="utf-8")
    assert "S-01-02" not in path.read_text(encoding="utf-8")


def test_a_workbook_of_a_part_holds_only_its_rows(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    run("framework", "system", "--domain", "health", "--category", "post", "--out", str(path), *ON)
    with zipfile.ZipFile(path) as package:
        texts = package.read("xl/sharedStrings.xml").decode()
    assert "S-01-04-001" in texts
    assert "S-01-02-001" not in texts
    assert "只含：健康、工作岗位标准" in texts


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--as", "svg", "--part", "detail"), "SVG 文件只能是结构图"),
        (("--as", "xlsx", "--part", "diagram"), "XLSX 文件总是含结构、明细和统计"),
        (("--state", "gap", "--as", "pdf"), "--state 只能用于明细表"),
        (("--state", "gap", "--as", "xlsx"), "--state 只能用于明细表"),
        (("--state", "gap", "--part", "statistics"), "--state 只能用于明细表"),
        (("--out", "made.doc"), "不会写「.doc」文件"),
        (("--part", "everything"), "--part 不能是「everything」"),
        (("--as", "doc"), "--as 不能是「doc」"),
        (("--as", "pdf", "--domain", "sports"), "没有领域「sports」"),
        (("--as", "pdf", "--on", "2024-02-30"), "不是日期"),
        (("--out", "system/workspace.yaml/made.pdf"), "不能写「system/workspace.yaml/made.pdf」"),
    ],
)
def test_what_does_not_go_together(run: Run, words: tuple[str, ...], message: str) -> None:
    result = run("framework", "system", *words)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output


def test_without_boxes_there_are_tables_but_no_diagram(run: Run, tmp_path: Path) -> None:
    for words in (("--part", "diagram"), ("--as", "svg"), ("--part", "all", "--as", "pdf")):
        result = run("framework", "district", *words, "--out", str(tmp_path))
        assert (result.exit_code, "没有写明体系的结构" in result.output) == (2, True)
    path = tmp_path / "made.md"
    assert run("framework", "district", "--out", str(path), *ON).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "明细表" in text
    assert "体系结构图" not in text


def test_standards_that_cannot_be_read_are_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "world"
    (folder / "standards").mkdir(parents=True)
    for name in (
        "workspace.yaml",
        "framework.yaml",
        "organisation.yaml",
        "standards/check.yaml",
        "standards/rest.yaml",
    ):
        (folder / name).write_text((WORLDS / "system" / name).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "standards" / "broken.yaml").write_text("standard: [", encoding="utf-8")
    result = run("framework", str(folder), "--out", str(tmp_path / "made.svg"), *ON)
    assert result.exit_code == 1
    assert "没有读成的标准，不在其中：" in result.output
    assert "broken.yaml:2:1" in result.output
    data = json.loads(run("framework", str(folder), "--out", str(tmp_path / "made.svg"), "--format", "json").output)
    assert data["findings"]
    assert data["files"] == [str(tmp_path / "made.svg")]


def test_a_framework_that_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "world"
    folder.mkdir()
    (folder / "workspace.yaml").write_text(
        (WORLDS / "system" / "workspace.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "framework.yaml").write_text("nodes: 3", encoding="utf-8")
    result = run("framework", str(folder), "--out", str(tmp_path / "made.pdf"))
    assert result.exit_code == 1
    assert "framework.yaml" in result.output
    assert not (tmp_path / "made.pdf").exists()


def test_the_same_call_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for kind in ("svg", "xlsx", "pdf", "html"):
        paths = [tmp_path / f"{name}.{kind}" for name in "ab"]
        for path in paths:
            run("framework", "system", "--out", str(path), *ON)
        assert paths[0].read_bytes() == paths[1].read_bytes(), kind


def test_a_page_takes_the_colours_of_its_theme(run: Run, tmp_path: Path) -> None:
    run("framework", "system", "--out", str(tmp_path / "made.html"), *ON)
    run("framework", "system", "--out", str(tmp_path / "made.svg"), *ON)
    assert "var(--ink" in (tmp_path / "made.html").read_text(encoding="utf-8")
    assert "var(" not in (tmp_path / "made.svg").read_text(encoding="utf-8")
    assert "不是正式文本" in (tmp_path / "made.html").read_text(encoding="utf-8")


def test_a_character_without_glyph_is_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "world"
    folder.mkdir()
    manifest = (WORLDS / "system" / "workspace.yaml").read_text(encoding="utf-8")
    (folder / "workspace.yaml").write_text(manifest, encoding="utf-8")
    (folder / "framework.yaml").write_text('nodes: [{number: S, title: "体系\U0002a6d6"}]', encoding="utf-8")
    result = run("framework", str(folder), "--part", "detail", "--out", str(tmp_path / "made.pdf"), *ON)
    assert result.exit_code == 0
    assert "\U0002a6d6" in result.output

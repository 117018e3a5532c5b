from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from tests.exchange.tables.sheets import csv_file, xlsx
from zhunsheng.exchange import many
from zhunsheng.exchange.many import FileResult, files_below, import_many, import_one, kind_of, unknown_kind
from zhunsheng.exchange.tables.recognise import TableOptions
from zhunsheng.exchange.workers import Limits, Outcome

TABLE = [["标准号", "标准名称"], ["GB/T 1.1-2020", "标准化工作导则"]]
LIST = [["事项名称", "服务对象"], ["高龄津贴", "户籍老人"]]


def word(path: Path, *paragraphs: str) -> Path:
    """A Word file of these paragraphs."""
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def codes(result: FileResult) -> list[str]:
    return [finding.code for finding in result.findings]


def test_files_of_all_kinds_come_in_together(tmp_path: Path) -> None:
    paths = [
        xlsx(tmp_path / "a.xlsx", TABLE), csv_file(tmp_path / "b.csv", LIST),
        word(tmp_path / "c.docx", "Q/YX 1—2022", "助餐服务规范", "1 范围", "本文件规定了助餐服务。", "2 服务对象", "服务对象应年满80周岁。"),
        tmp_path / "d.txt",
    ]  # fmt: skip
    steps: list[tuple[int, int]] = []
    results = import_many(paths, workers=2, progress=lambda *step: steps.append(step))
    assert [result.path for result in results] == [str(path) for path in paths]
    assert [result.kind for result in results] == ["table", "table", "word", None]
    assert [result.is_read for result in results] == [True, True, True, False]
    assert steps == [(n, 4) for n in range(1, 5)]
    detail, items, text, other = results
    assert detail.table is not None
    assert detail.table.system is not None
    assert detail.standards == ()
    assert [list(standard.services) for standard in items.standards] == [["高龄津贴"]]
    assert text.word is not None
    assert [standard.standard for standard in text.standards] == ["Q/YX 1—2022"]
    assert any(one.kind == "age" for one in text.standards[0].proposals)
    assert "proposals:" in text.word.yaml
    assert codes(other) == ["ZS961"]
    assert other.standards == ()
    assert all(result.seconds > 0 for result in results)


def test_bad_files_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"no package")
    (tmp_path / "b.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as archive:
        archive.writestr("word/vbaProject.bin", "x")
        archive.writestr("word/document.xml", "<x/>")
    paths = [
        tmp_path / "a.docx",
        tmp_path / "b.xlsx",
        tmp_path / "c.docx",
        tmp_path / "gone.csv",
        csv_file(tmp_path / "d.csv", TABLE),
    ]
    results = import_many(paths, workers=2)
    assert [codes(result)[:1] for result in results] == [["ZS120"], ["ZS120"], ["ZS126"], ["ZS101"], ["ZS957"]]
    assert [result.is_read for result in results] == [False, False, False, False, True]


def _break(path: str, options: TableOptions) -> FileResult:
    """Stands in for reading: what the name of a file says happens."""
    name = Path(path).stem
    if name == "dies":
        os.kill(os.getpid(), 9)
    if name == "hangs":
        import time

        time.sleep(600)
    if name == "errs":
        raise RuntimeError("ours")
    if name == "grows":
        bytearray(3_000_000_000)
    return FileResult(path, "table")


@pytest.mark.skipif(sys.platform != "linux", reason="the stand-in reaches a copied process only")
def test_a_file_that_breaks_its_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "import_one", _break)
    names = ["dies.xlsx", "hangs.xlsx", "errs.xlsx", "grows.xlsx", "good.xlsx"]
    results = import_many(names, workers=2, limits=Limits(seconds=3, memory=400_000_000))
    assert [f"{finding.code} {finding.message.say()}" for result in results for finding in result.findings] == [
        "ZS960 读取它的进程意外终止（SIGKILL）",
        "ZS960 3 秒内没有读完，已中止",
        "ZS960 内部错误（RuntimeError: ours）",
        "ZS960 读取它要用的内存超过 400 MB，已中止",
    ]
    assert all(finding.help is not None for result in results[1:] for finding in result.findings)
    assert results[-1].findings == ()


def test_what_a_lost_result_says() -> None:
    result = many._result("a.docx", Outcome(None, "died", "SIGSEGV", 2.0), Limits())
    assert (result.kind, result.is_read, result.seconds, codes(result)) == ("word", False, 2.0, ["ZS960"])


def test_folders_are_searched_and_lock_files_told(tmp_path: Path) -> None:
    for name in ("b.docx", "a.XLSX", "~$b.docx", "x.pdf", ".hidden.csv", "sub/c.csv", ".git/d.csv", "sub/deep/e.doc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = files_below([tmp_path, tmp_path / "b.docx", tmp_path / "x.pdf"])
    assert [Path(file).relative_to(tmp_path).as_posix() for file in found.files] == [
        "a.XLSX",
        "b.docx",
        "sub/c.csv",
        "sub/deep/e.doc",
        "x.pdf",
    ]
    assert [(finding.code, Path(finding.place.path).name) for finding in found.findings] == [("ZS961", "~$b.docx")]


def test_a_folder_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text("x", encoding="utf-8")
    found = files_below([tmp_path])
    assert (found.files, [finding.code for finding in found.findings]) == ((), ["ZS105"])


def test_kinds_of_files() -> None:
    assert [kind_of(name) for name in ("a.DOCX", "b.xls", "c.tsv", "d.pdf", "e")] == [
        "word",
        "table",
        "table",
        None,
        None,
    ]
    assert unknown_kind("e").message.say() == "不认识的文件类型「e」"
    assert codes(import_one("x.pdf", TableOptions())) == ["ZS961"]


def test_one_file_is_read_here_as_well(tmp_path: Path) -> None:
    path = word(
        tmp_path / "c.docx",
        "Q/YX 1—2022",
        "助餐服务规范",
        "1 范围",
        "本文件规定了助餐服务。",
        "2 服务对象",
        "服务对象应年满80周岁。",
    )
    result = import_one(str(path), TableOptions())
    assert result.word is not None
    assert [one.kind for one in result.word.standard.proposals] == ["age"]
    again = many._with_proposals(result.word, TableOptions().context)
    assert again is result.word
    (tmp_path / "d.docx").write_bytes(b"x")
    assert codes(import_one(str(tmp_path / "d.docx"), TableOptions())) == ["ZS120"]

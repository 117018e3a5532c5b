"""The verbs that write documents: on the screen, to a file, many at once, and everything that can go wrong."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run
from zhunsheng.cli.documents import Job, Outcome, check_address, kind_of_file, save, write_all
from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.publish.blocks import Document, heading, para

YUEXIU = str(ROOT / "standards" / "yuexiu")
ON = ("--on", "2024-06-03")


def document(title: str) -> Document:
    return Document("guide", "zh", title, (heading(1, "谁能办"), para("您")))


# -- guide and manual ---------------------------------------------------------------------------------------------


def test_a_guide_on_the_screen_is_markdown(run: Run) -> None:
    result = run("guide", f"{YUEXIU}#elder_health", *ON)
    assert result.exit_code == 0
    assert result.stdout.startswith("# 老年人健康管理　服务指南\n")
    assert "## 要带什么" in result.stdout


def test_a_guide_in_english(run: Run) -> None:
    result = run("guide", f"{YUEXIU}#elder_health", *ON, "--lang", "en")
    assert "## What to bring" in result.stdout


def test_a_guide_as_data(run: Run) -> None:
    data = json.loads(run("guide", f"{YUEXIU}#elder_health", *ON, "--format", "json").stdout)
    assert data["title"] == "老年人健康管理"
    assert data["parts"][0]["blocks"][0]["t"] == "Answers"


@pytest.mark.parametrize(
    ("suffix", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>"), ("md", b"# ")]
)
def test_the_suffix_says_what_kind_of_file(run: Run, tmp_path: Path, suffix: str, begins: bytes) -> None:
    out = tmp_path / f"guide.{suffix}"
    result = run("guide", f"{YUEXIU}#elder_health", *ON, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(begins)
    assert str(out) in result.stdout.replace("\n  ", "")
    assert [path.name for path in tmp_path.iterdir()] == [out.name], "nothing is left beside it"


def test_into_a_folder_the_file_is_named_by_the_item(run: Run, tmp_path: Path) -> None:
    run("guide", f"{YUEXIU}#elder_health", *ON, "--out", str(tmp_path), "--large", "--as", "md", "--lang", "en")
    assert (tmp_path / "elder_health.large.en.md").exists()


def test_a_manual_tells_what_changed_since(run: Run) -> None:
    result = run("manual", f"{YUEXIU}#disability_allowances", *ON, "--since", "2022-06-01")
    assert "每月201元" in result.stdout
    assert "2022-06-01 以来有什么变化" in result.stdout.replace("\\", "")


def test_the_manual_of_a_post(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "post.pdf"
    result = run("manual", YUEXIU, "--post", "payment-clerk", *ON, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF-")


def test_all_manuals_of_posts_into_a_folder(run: Run, tmp_path: Path) -> None:
    result = run("manual", YUEXIU, "--posts", *ON, "--as", "md", "--out", str(tmp_path), "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert data["failed"] == []
    assert len(data["files"]) == len(list(tmp_path.iterdir())) > 60
    assert (tmp_path / "post-payment-clerk.md").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("guide", f"{YUEXIU}#elder_helth"), "elder_health"),
        (("guide", "no/such#x"), "no/such"),
        (("guide", YUEXIU), "--out"),
        (("guide", f"{YUEXIU}#elder_health", "--out", "x.odt"), "odt"),
        (("guide", f"{YUEXIU}#elder_health", "--site", "javascript:alert(1)"), "javascript"),
        (("guide", f"{YUEXIU}#elder_health", "--as", "odt"), "pdf"),
        (("guide", f"{YUEXIU}#elder_health", "--on", "yesterday"), "yesterday"),
        (("manual", f"{YUEXIU}#elder_health", "--post", "nurse"), "target"),
        (("manual", YUEXIU, "--post", "nobody"), "nobody"),
        (("manual", f"{YUEXIU}#elder_health", *ON, "--since", "2024-06-03"), "2024-06-03"),
        (("guide", f"{YUEXIU}#elder_health", "--out", "/proc/x/y.pdf"), "/proc"),
    ],
)
def test_a_wrong_call_is_one_message(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_workspace_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "workspace.yaml").write_text("id: [broken", encoding="utf-8")
    result = run("guide", str(tmp_path), "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "workspace.yaml" in result.stderr


# -- many ---------------------------------------------------------------------------------------------------------


def _fail() -> Document:
    raise ValueError("on purpose")


def _die() -> Document:
    os._exit(3)


def test_one_document_that_cannot_be_made_does_not_stop_the_others(tmp_path: Path) -> None:
    jobs = [Job(f"d{n}", _fail if n == 3 else lambda n=n: document(f"标题{n}")) for n in range(10)]  # type: ignore[misc]
    told: list[tuple[int, int]] = []
    found = write_all(jobs, tmp_path / "new" / "folder", ["md", "html"], lambda done, total: told.append((done, total)))
    assert [one.name for one in found] == [job.name for job in jobs]
    assert [one.name for one in found if one.trouble is not None] == ["d3"]
    assert "on purpose" in str(found[3].trouble)
    assert len(list((tmp_path / "new" / "folder").iterdir())) == 18
    assert told[-1] == (10, 10)


def test_a_process_that_ends_costs_what_it_had_and_is_told(tmp_path: Path) -> None:
    jobs = [Job("dead", _die), *(Job(f"d{n}", lambda n=n: document(f"标题{n}")) for n in range(9))]  # type: ignore[misc]
    found = write_all(jobs, tmp_path, ["md"])
    if os.sched_getaffinity(0) and len(os.sched_getaffinity(0)) > 1:
        assert found[0].trouble is not None
        assert all(one.paths or one.trouble is not None for one in found)


def test_few_documents_are_made_here(tmp_path: Path) -> None:
    found = write_all([Job("a", lambda: document("甲"))], tmp_path, ["md"])
    assert found == [Outcome("a", (str(tmp_path / "a.md"),))]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    with pytest.raises(Problem):
        save(target, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    (tmp_path / "file").write_bytes(b"old")
    save(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    with pytest.raises(Problem):
        save(tmp_path / "file" / "below", b"x")


@pytest.mark.parametrize(("out", "asked", "kind"), [(None, None, "pdf"), ("a.docx", None, "docx"), ("a.DOCX", None, "docx"), ("a.pdf", "md", "md"), ("folder", None, "pdf")])  # fmt: skip
def test_kinds_of_file(out: str | None, asked: str | None, kind: str) -> None:
    assert kind_of_file(out, asked) == kind


@pytest.mark.parametrize("site", ["https://example.org", "http://localhost:8000", "https://example.org/a/b"])
def test_addresses_that_can_stand_in_a_code(site: str) -> None:
    check_address(site)


@pytest.mark.parametrize(
    "site", ["example.org", "ftp://x", "https://", "https://a b", "https://x/?q=1", "javascript:x"]
)
def test_addresses_that_cannot(site: str) -> None:
    with pytest.raises(Problem):
        check_address(site)


def test_a_pipe_or_device_is_written_into_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    save(pipe, b"new")
    assert (os.read(reader, 10), pipe.is_fifo()) == (b"new", True)
    os.close(reader)


def test_a_full_disk_is_told_and_has_its_own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(Problem, match="磁盘已满") as refused:
        save(tmp_path / "file", b"new")
    assert refused.value.code is Exit.UNWRITTEN
    assert list(tmp_path.iterdir()) == []

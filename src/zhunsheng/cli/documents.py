"""Documents onto disk: one, or many with both cores; a document that cannot be made does not stop the others."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from zhunsheng.cli.aside import may_fork
from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.publish.blocks import Document
from zhunsheng.standard.wording import T, Text

#: Kinds of file by their suffix.
KINDS = ("pdf", "docx", "html", "md")
#: Below this many documents a second process costs more than it saves.
WORTH_FORKING = 6


@dataclass(frozen=True)
class Job:
    """A document to be made: the name of its file without suffix, and how."""

    name: str
    make: Callable[[], Document]


@dataclass(frozen=True)
class Outcome:
    """What became of a job: the files written, or why not; notes: what a reader of the files must know."""

    name: str
    paths: tuple[str, ...] = ()
    trouble: Text | None = None
    notes: tuple[Text, ...] = ()


def kind_of_file(out: str | None, asked: str | None) -> str:
    """The kind of file wanted: as asked, or by the suffix of `out`.  Raises Problem for an unknown one."""
    suffix = Path(out).suffix.removeprefix(".").lower() if out is not None else ""
    if asked is not None:
        return asked
    if suffix in KINDS:
        return suffix
    if suffix and out is not None and not Path(out).is_dir():
        raise Problem(T("不会写「.{suffix}」文件", suffix=suffix[:20]), T("可以是：{words}", words=list(KINDS)))
    return "pdf"


def check_address(site: str | None) -> None:
    """Whether an address can stand in a QR code.  Raises Problem otherwise."""
    if site is not None and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", site):
        raise Problem(T("「{site}」不是网站地址", site=site[:80]), T("写成 https://example.org 的样子"))


def content_of(document: Document, kind: str) -> tuple[bytes, Text | None]:
    """A document as the bytes of a file, and what a reader of the file must know."""
    if kind == "pdf":
        from zhunsheng.publish.pdf import GETA, pdf_of

        content, missing = pdf_of(document)
        if not missing:
            return content, None
        return content, T("随附字体里没有这些字，印成「{mark}」：{words}", mark=GETA, words=list(missing[:20]))
    if kind == "docx":
        from zhunsheng.publish.word import to_docx

        return to_docx(document), None
    if kind == "html":
        from zhunsheng.publish.html import to_page

        return to_page(document).encode(), None
    from zhunsheng.publish.markdown import to_markdown

    return to_markdown(document).encode(), None


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a pipe or device (``/dev/stdout``) is written into, never replaced.

    Raises Problem when it cannot be written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        try:
            path.write_bytes(content)
        except OSError as error:
            raise _unwritable(path, error) from None
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> Problem:
    reason: dict[type[OSError], Text] = {
        PermissionError: T("没有权限"),
        IsADirectoryError: T("那里是一个文件夹"),
        NotADirectoryError: T("上级不是文件夹"),
        FileExistsError: T("那里是一个文件"),
    }
    full = T("磁盘已满") if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    words = full or reason.get(type(error), T("{error}", error=error.strerror or str(error)))
    code = Exit.USAGE if full is None else Exit.UNWRITTEN
    return Problem(T("不能写「{path}」：{reason}", path=path, reason=words), None, code)


def write_all(
    jobs: Sequence[Job], folder: Path, kinds: Sequence[str], progress: Callable[[int, int], None] | None = None
) -> list[Outcome]:
    """Make and write every document into `folder`, in `kinds` of file; outcomes in the order of the jobs."""
    global _WORK
    tell = progress or (lambda done, total: None)
    folder.mkdir(parents=True, exist_ok=True)
    if len(jobs) < WORTH_FORKING or not may_fork():
        found = []
        for index, job in enumerate(jobs):
            found.append(_written(job, folder, kinds))
            tell(index + 1, len(jobs))
        return found
    import multiprocessing

    _WORK = (tuple(jobs), folder, tuple(kinds))
    outcomes: dict[int, Outcome] = {}
    workers = min(len(os.sched_getaffinity(0)), len(jobs))
    try:
        # Forked, so that the workspace read here is there at once; Typst has not been called in this process yet.
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
            waiting = {pool.submit(_worked, index): index for index in range(len(jobs))}
            for done in as_completed(waiting):
                index = waiting[done]
                try:
                    outcomes[index] = done.result()
                except BrokenProcessPool:
                    outcomes[index] = Outcome(jobs[index].name, trouble=T("做这份文件的进程意外结束"))
                tell(len(outcomes), len(jobs))
    finally:
        _WORK = None
    return [outcomes[index] for index in range(len(jobs))]


_WORK: tuple[tuple[Job, ...], Path, tuple[str, ...]] | None = None


def _worked(index: int) -> Outcome:
    assert _WORK is not None
    jobs, folder, kinds = _WORK
    return _written(jobs[index], folder, kinds)


def _written(job: Job, folder: Path, kinds: Sequence[str]) -> Outcome:
    paths: list[str] = []
    notes: list[Text] = []
    try:
        document = job.make()
        for kind in kinds:
            path = folder / f"{job.name}.{kind}"
            content, note = content_of(document, kind)
            save(path, content)
            paths.append(str(path))
            notes += [] if note is None else [note]
    except Problem as problem:
        return Outcome(job.name, tuple(paths), problem.message)
    except Exception as error:  # our own mistake with one document must not cost the others
        return Outcome(job.name, tuple(paths), T("{error}", error=f"{type(error).__name__}: {error}"[:400]))
    return Outcome(job.name, tuple(paths), notes=tuple(notes))

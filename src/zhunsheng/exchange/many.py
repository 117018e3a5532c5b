"""Many files in at once: Word files and spreadsheets, each in a process that may fail by itself.

What a file is, is decided by its ending; what is wrong with it is a finding of its own result.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from zhunsheng.exchange.package import PackageTrouble
from zhunsheng.exchange.tables.importing import TableImport, import_table
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.exchange.tables.recognise import TableOptions
from zhunsheng.exchange.workers import Limits, Outcome, Progress, run_each
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import T, Text
from zhunsheng.standard.write import dump

if TYPE_CHECKING:
    from zhunsheng.exchange.word.importing import ImportedStandard

#: By ending.  Old and macro formats are tried as well: the guard of packages says what to do with them.
FileKind = Literal["word", "table"]
ENDINGS: dict[str, FileKind] = {
    ".docx": "word", ".docm": "word", ".doc": "word", ".dotx": "word",
    ".xlsx": "table", ".xlsm": "table", ".xls": "table", ".csv": "table", ".tsv": "table",
}  # fmt: skip
#: Endings that a folder is searched for.
SOUGHT = (".docx", ".xlsx", ".csv", ".doc", ".xls", ".docm", ".xlsm")
#: Files of one run.
MAX_FILES = 20_000


@dataclass(frozen=True)
class FileResult:
    """What one file came to; neither word nor table where it could not be read.  seconds: how long it took."""

    path: str
    kind: FileKind | None
    word: ImportedStandard | None = None
    table: TableImport | None = None
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0

    @property
    def is_read(self) -> bool:
        """Whether the file came to anything."""
        return self.word is not None or (self.table is not None and bool(self.table.sheets))

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that the file came to."""
        if self.word is not None:
            return (self.word.standard,)
        return () if self.table is None else tuple(one.standard for one in self.table.items)


@dataclass(frozen=True)
class Found:
    """Files to import, and what is told about those passed over."""

    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def import_many(
    paths: Sequence[str | Path],
    *,
    options: TableOptions | None = None,
    workers: int | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> list[FileResult]:
    """Read every file, and say of each what it came to or why it came to nothing; nothing is written.

    options: for spreadsheets.  A file that takes longer than `limits` allows, wants more memory or ends its process
    doesn't stop the others.
    """
    names = [str(path) for path in paths]
    limits = limits or Limits()
    work = partial(import_one, options=options or TableOptions())
    outcomes = run_each(work, names, workers=workers, limits=limits, progress=progress)
    return [_result(name, outcome, limits) for name, outcome in zip(names, outcomes, strict=True)]


def import_one(path: str, options: TableOptions) -> FileResult:
    """Read one file, here."""
    kind = kind_of(path)
    if kind is None:
        return FileResult(path, None, findings=(unknown_kind(path),))
    if kind == "word":
        from zhunsheng.exchange.word.importing import import_word

        try:
            word = import_word(Path(path), book=options.context.book, posts=options.context.posts)
            word = _with_proposals(word, options.context)
        except PackageTrouble as error:
            return FileResult(path, kind, findings=(error.finding,))
        return FileResult(path, kind, word=word, findings=tuple(word.findings))
    table = import_table(path, options)
    return FileResult(path, kind, table=table, findings=table.findings)


def _with_proposals(word: ImportedStandard, context: Context) -> ImportedStandard:
    """The import with what its clauses propose, where its reader did not look for that."""
    from zhunsheng.exchange.propose import propose

    standard = word.standard
    if standard.proposals:
        return word
    found = propose(standard.clauses, book=context.book, title=standard.title.zh, posts=context.posts)
    standard = standard.model_copy(update={"proposals": found})
    return replace(word, standard=standard, yaml=dump(standard))


def kind_of(path: str | Path) -> FileKind | None:
    """What a file is by its ending; None for one that cannot be imported."""
    return ENDINGS.get(Path(path).suffix.lower())


def files_below(paths: Iterable[str | Path]) -> Found:
    """The files named, and those below the folders named, each once, in order.

    Below folders only files that can be imported are taken; hidden ones are passed over, and so are the lock files of
    open documents (``~$…``), which is told.
    """
    files: dict[str, str] = {}
    findings: list[Finding] = []
    for path in paths:
        inside = _walk(Path(path)) if Path(path).is_dir() else iter((Path(path),))
        for file in inside:
            if file.name.startswith("~$"):
                message = T("这是 Word 或 Excel 打开文件时的临时文件，跳过")
                findings.append(Finding("ZS961", Place(str(file)), message, None, Severity.ADVICE))
                continue
            files.setdefault(os.path.realpath(file), str(file))
            if len(files) > MAX_FILES:
                message = T("文件太多：超过 {limit} 个", limit=MAX_FILES)
                return Found((), (*findings, Finding("ZS105", Place(str(path)), message, T("请分几次导入"))))
    return Found(tuple(files.values()), tuple(findings))


def unknown_kind(path: str) -> Finding:
    """The finding about a file that is no Word file and no spreadsheet."""
    advice = T("可以导入 .docx、.xlsx 和 .csv；别的格式请先另存为其中一种")
    return Finding(
        "ZS961", Place(path), T("不认识的文件类型「{suffix}」", suffix=Path(path).suffix or Path(path).name), advice
    )


def _walk(folder: Path) -> Iterator[Path]:
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SOUGHT):
                yield Path(current) / name


def _result(path: str, outcome: Outcome[FileResult], limits: Limits) -> FileResult:
    if outcome.result is not None:
        return replace(outcome.result, seconds=outcome.seconds)
    message, advice = _failure(outcome, limits)
    return FileResult(
        path, kind_of(path), findings=(Finding("ZS960", Place(path), message, advice),), seconds=outcome.seconds
    )


def _failure(outcome: Outcome[FileResult], limits: Limits) -> tuple[Text, Text | None]:
    """Why a file came to nothing, and what to do."""
    split = T("请把文件拆开，或删去用不着的图片和空白格式后再导入")
    if outcome.failure == "time":
        return T("{limit} 秒内没有读完，已中止", limit=f"{limits.seconds:g}"), split
    if outcome.failure == "memory":
        return T("读取它要用的内存超过 {limit} MB，已中止", limit=limits.memory // 10**6), split
    if outcome.failure == "died":
        return T("读取它的进程意外终止（{detail}）", detail=outcome.detail), split
    advice = T("这是程序的错误，不是您的。请把这个文件附在问题报告里。")
    return T("内部错误（{what}）", what=outcome.detail), advice

"""``zhunsheng import``: Word files and spreadsheets in, with an account of everything that they hold."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.cli.imports import Plan
    from zhunsheng.cli.render.blocks import Block
    from zhunsheng.exchange.many import FileResult
    from zhunsheng.exchange.tables.reader import Context
    from zhunsheng.exchange.tables.recognise import TableOptions
    from zhunsheng.standard.findings import Finding


@verb(
    "import",
    T("导入 Word 标准、体系明细表和事项清单：先看认出了什么，再写文件"),
    Argument(
        ["paths"], type=PathWord(), nargs=-1, required=True, metavar="FILE",
        words=T(".docx、.xlsx、.csv 文件，或放着它们的文件夹；可写多个"),
    ),
    Option(["--into"], type=PathWord(), metavar="DIR", words=T("写到这个文件夹；不写就只看不写")),
    Option(["--dry-run"], is_flag=True, words=T("只看会写什么，不写文件")),
    Option(["--force"], is_flag=True, words=T("覆盖已有的文件")),
    Option(["--sheet"], multiple=True, metavar="NAME", words=T("只读这个工作表；可写多次")),
    Option(
        ["--column"], multiple=True, metavar="HEAD=FIELD",
        words=T("指定一列是什么，如 标准名称=title、D=code；不用的列写 ignore；可写多次"),
    ),
    Option(
        ["--as", "kind"], type=Choice(("framework", "items", "standard")),
        words=T("表格当作 framework（体系明细表）或 items（事项清单）；standard 只导入 Word 标准"),
    ),
    Option(["--report"], type=PathWord(), metavar="FILE", words=T("把全部交代写到 .md 或 .json 文件：每一格、每一段去了哪里")),
    Option(["--jobs"], type=int, metavar="N", words=T("同时用几个进程；默认每个处理器核一个")),
    story=T(
        "不加 --into 时什么都不写，只列出每个文件认作什么、每列读作什么、哪里有问题。\n"
        "明细表写成 framework.yaml 和 register.yaml，事项清单和 Word 标准写到 standards/ 下；"
        "同时给出明细表和 Word 标准时，体系编号、领域、类别按标准号或名称对上。\n"
        "文字写的条件仍是文字，认出的规则与数值只作待确认的建议。已有的文件不会被覆盖。"
    ),
    examples=(
        "zhunsheng import 明细表.xlsx",
        "zhunsheng import 明细表.xlsx 标准文件夹 --into my-district --report 导入报告.md",
        "zhunsheng import 清单.csv --as items --column 事项=title --column 填表人=ignore",
    ),
)  # fmt: skip
def command(
    session: Session,
    paths: tuple[str, ...],
    into: str | None,
    dry_run: bool,
    force: bool,
    sheet: tuple[str, ...],
    column: tuple[str, ...],
    kind: str | None,
    report: str | None,
    jobs: int | None,
) -> int:
    """Read all files, show what was recognised, and write it when told where; exit code 1 when something is wrong."""
    from zhunsheng.cli.imports import context_of, plan, write

    _check(into, report, jobs, force=force)
    context = context_of(into)
    results, passed = _read(session, paths, _options(sheet, column, kind, context), kind, jobs)
    planned = plan(results, into, context)
    findings = [*passed, *planned.findings]
    written: list[str] = []
    if into is not None and not dry_run:
        written, refused = write(planned.targets, into, force=force)
        findings += refused
    blocks, data = _shown(session, results, planned, findings, into, written, dry_run=dry_run)
    if report is not None:
        _write_report(session, report, results, blocks, data, force=force)
    failed = _is_wrong([*findings, *(finding for one in results for finding in one.findings)])
    return session.show("import", Exit.FINDINGS if failed else Exit.WELL, data, blocks)


def _check(into: str | None, report: str | None, jobs: int | None, *, force: bool) -> None:
    """Raise Problem for options that cannot be followed, before anything is read."""
    if into is not None and os.path.lexists(into) and not Path(into).is_dir():
        raise Problem(T("「{path}」不是文件夹", path=into), None)
    if report is not None and Path(report).suffix.lower() not in (".md", ".json"):
        raise Problem(T("报告「{path}」应以 .md 或 .json 结尾", path=report), None)
    if report is not None and os.path.lexists(report) and not force:
        raise Problem(T("「{path}」已经有了，不会覆盖", path=report), T("换一个文件名，或加 --force"))
    if jobs is not None and not 1 <= jobs <= 64:
        raise Problem(T("--jobs 应在 1 到 64 之间，不是 {n}", n=jobs), None)


def _options(sheets: Sequence[str], columns: Sequence[str], kind: str | None, context: Context) -> TableOptions:
    from zhunsheng.exchange.tables.recognise import TableOptions

    chosen: dict[str, str] = {}
    for word in columns:
        head, mark, name = word.rpartition("=")
        if not mark or not head.strip() or not name.strip():
            raise Problem(T("--column 的「{word}」不对", word=word[:40]), T("写成「列=字段」，例如 标准名称=title"))
        chosen[head.strip()] = name.strip()
    wanted = next((one for one in ("framework", "items") if one == kind), None)
    return TableOptions(tuple(sheets), chosen, wanted, context)


def _read(
    session: Session, paths: Sequence[str], options: TableOptions, kind: str | None, jobs: int | None
) -> tuple[list[FileResult], list[Finding]]:
    """What every file came to, and what is told about files that were passed over."""
    from zhunsheng.cli.opening import kind_of as kind_of_path
    from zhunsheng.cli.progress import Progress
    from zhunsheng.exchange.many import files_below, import_many, kind_of

    for path in paths:
        kind_of_path(path)
    found = files_below(paths)
    files = [file for file in found.files if kind != "standard" or kind_of(file) != "table"]
    if not files and not found.findings:
        raise Problem(T("没有可以导入的文件"), T("可以导入 .docx、.xlsx 和 .csv"))
    with Progress(session.say(T("导入"))) as progress:
        results = import_many(files, options=options, workers=jobs, progress=progress)
    return results, list(found.findings)


def _shown(
    session: Session,
    results: Sequence[FileResult],
    planned: Plan,
    findings: Sequence[Finding],
    into: str | None,
    written: Sequence[str],
    *,
    dry_run: bool,
) -> tuple[list[Block], dict[str, Any]]:
    from zhunsheng.cli.render.blocks import Span, heading, para
    from zhunsheng.cli.render.findings import finding_data, summary
    from zhunsheng.cli.render.imports import columns_blocks, file_data, files_table, names_block, problems_blocks

    say, language = session.say, session.language
    every = [*findings, *(finding for one in results for finding in one.findings)]
    names = [target.name for target in planned.targets]
    blocks: list[Block] = [heading(1, say(T("导入 {n} 个文件", n=len(results))))]
    if results:
        blocks.append(files_table(results, language))
    if into is None or dry_run:
        blocks += columns_blocks(results, language)
    if planned.placed:
        blocks.append(para(say(T("{n} 份正文按明细表补上了体系编号", n=planned.placed))))
    if every:
        blocks += [heading(2, say(T("问题"))), *problems_blocks(every, language), para(*summary(every, language))]
    if into is None:
        blocks.append(para(Span(say(T("没有写文件。要写，请加 --into 文件夹；会写这些：")), "warn")))
        blocks += names_block(names)
    elif dry_run:
        blocks.append(para(Span(say(T("试运行，没有写文件；会写到 {folder}：", folder=into)), "warn")))
        blocks += names_block(names)
    else:
        told = T("写好了 {n} 个文件：", n=len(written)) if written else T("没有写成任何文件")
        blocks.append(para(Span(say(told), "good" if written else "bad")))
        blocks += names_block(written)
        if written:
            blocks.append(para(say(T("接下来：")), " ", Span(f"zhunsheng check {into}", "strong")))
    data = {
        "into": into,
        "written": list(written),
        "targets": [{"path": target.name, "source": target.source} for target in planned.targets],
        "placed": planned.placed,
        "files": [file_data(result, language) for result in results],
        "findings": [finding_data(finding, language) for finding in findings],
    }
    return blocks, data


def _write_report(
    session: Session,
    path: str,
    results: Sequence[FileResult],
    blocks: Sequence[Block],
    data: dict[str, Any],
    *,
    force: bool,
) -> None:
    """The full account as a file, in the form that its name asks for."""
    from zhunsheng.cli.imports import put
    from zhunsheng.cli.render.imports import account_blocks, file_data

    if Path(path).suffix.lower() == ".json":
        from zhunsheng.cli.render.jsontext import envelope

        whole = {**data, "files": [file_data(result, session.language, whole=True) for result in results]}
        text = envelope("import", 0, whole)
    else:
        from zhunsheng.cli.render.markdown import to_markdown

        text = to_markdown([*blocks, *account_blocks(results, session.language)])
    put(Path(path), text if text.endswith("\n") else f"{text}\n")


def _is_wrong(findings: Sequence[Finding]) -> bool:
    from zhunsheng.standard.findings import has_errors

    return has_errors(findings)

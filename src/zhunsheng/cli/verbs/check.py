"""``zhunsheng check``: read, compile and proof-read; every finding in one run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.standard.findings import Finding


@verb(
    "check",
    T("检查工作区或一个文件：读入、编译、审读，一次列出全部问题"),
    Argument(["path"], type=PathWord(), metavar="PATH", words=T("工作区文件夹，或一个标准文件")),
    Option(["--on"], type=DayType(), words=T("按哪一天检查（复审到期、当日的值）；默认今天")),
    Option(["--strict"], is_flag=True, words=T("有警告时也以退出码 1 结束")),
    Option(["--no-lint"], is_flag=True, words=T("只读入和编译，不做审读")),
    story=T(
        "每个问题占一行：文件:行:列: 代号 说明；下面缩进的是怎样改，以及有关的其他位置。\n"
        "不运行用例（见 zhunsheng test），也不与上位标准对照（见 zhunsheng floor）。"
    ),
    examples=("zhunsheng check standards/yuexiu", "zhunsheng check standards/yuexiu --strict --format json"),
)
def command(session: Session, path: str, on: date | None, strict: bool, no_lint: bool) -> int:
    """Print all findings; exit code 1 when there are errors (with --strict also for warnings)."""
    from zhunsheng.cli.render.blocks import Block, para
    from zhunsheng.cli.render.findings import counts, finding_data, findings_blocks, summary

    day = on or today()
    findings, files, services = _findings(path, day, lint=not no_lint)
    number = counts(findings)
    failed = number["error"] > 0 or (strict and number["warning"] > 0)
    seen = session.say(T("检查了 {files} 个文件、{services} 个服务事项：", files=files, services=services))
    blocks: list[Block] = findings_blocks(findings, session.language)
    blocks.append(para(seen, *summary(findings, session.language)))
    data = {
        "path": path,
        "on": day.isoformat(),
        "files": files,
        "services": services,
        "counts": number,
        "findings": [finding_data(finding, session.language) for finding in findings],
    }
    return session.show("check", Exit.FINDINGS if failed else Exit.WELL, data, blocks)


def _findings(path: str, day: date, *, lint: bool) -> tuple[list[Finding], int, int]:
    """Findings, and how many files and services were looked at; a lone file is only read."""
    from zhunsheng.cli.gather import gather
    from zhunsheng.cli.opening import kind_of, open_path
    from zhunsheng.standard.findings import in_order
    from zhunsheng.standard.load import load_standard
    from zhunsheng.standard.workspace import workspace_folder

    if kind_of(path) == "file" and workspace_folder(path) is None:
        loaded = load_standard(path)
        return in_order(loaded.findings), 1, len(loaded.model.services) if loaded.model is not None else 0
    opened = open_path(path)
    found = gather(opened, day, lint=lint)
    number = len(opened.workspace.files) if opened.file is None or opened.is_standard else 1
    return found, number, len(opened.workspace.ids())

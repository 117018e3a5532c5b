"""``zhunsheng report``: everything about a workspace on one page, for somebody who sees it for the first time."""

from __future__ import annotations

from datetime import date
from time import perf_counter

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T


@verb(
    "report",
    T("一份总报告：检查、用例、底线证明与版本影响，新手从这里开始"),
    Argument(["path"], type=PathWord(), metavar="PATH", words=T("工作区文件夹")),
    Option(["--on"], type=DayType(), words=T("按哪一天；默认今天")),
    Option(["--strict"], is_flag=True, words=T("有错误、未通过的用例或低于底线时以退出码 1 结束")),
    story=T("连同上位标准和它们的旧版本一起读入。报告能写成就以 0 结束，低于底线也一样；CI 里请用 --strict。"),
    examples=("zhunsheng report standards/yuexiu", "zhunsheng report standards/yuexiu --format markdown > report.md"),
)
def command(session: Session, path: str, on: date | None, strict: bool) -> int:
    """Print the report; with --strict the exit code tells whether all is well."""
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.progress import Progress
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.report import report_blocks, report_data
    from zhunsheng.cli.survey import everything, survey
    from zhunsheng.floor.verdict import Verdict
    from zhunsheng.floor.wording import Speaker
    from zhunsheng.standard.findings import has_errors

    started = perf_counter()
    opened = open_folder(path)
    blocking = opened.blocking()
    if blocking:
        return refuse(session, "report", blocking)
    with Progress(session.say(T("逐项证明"))) as progress:
        found = survey(opened, on or today(), progress)
    speaker = Speaker.of(opened.library, session.language, *everything(opened.library)[1:])
    total = _since_start(started)
    blocks = report_blocks(found, path.rstrip("/"), total, speaker)
    data = {"path": path, **report_data(found, speaker), "total_seconds": round(total, 3)}
    wrong = any(has_errors(one.findings) or has_errors(one.run.findings) or one.failed for one in found.looked)
    below = any(
        proof.verdict in (Verdict.VIOLATED, Verdict.MISSING) for section in found.sections for proof in section.proofs
    )
    return session.show("report", Exit.FINDINGS if strict and (wrong or below) else Exit.WELL, data, blocks)


def _since_start(started: float) -> float:
    """Seconds since the process began, where the system tells; else since the verb began."""
    import os
    from pathlib import Path

    try:
        fields = Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text("utf-8").split()[0])
        return uptime - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return perf_counter() - started

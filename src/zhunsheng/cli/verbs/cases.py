"""``zhunsheng test``: run the standards' own cases."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.rule.cases import CaseRun
    from zhunsheng.rule.library import Library
    from zhunsheng.standard.findings import Place


@verb(
    "test",
    T("运行标准自带的用例"),
    Argument(["path"], type=PathWord(), metavar="PATH", words=T("工作区文件夹，或其中一个标准文件")),
    Option(["-k", "filter_"], metavar="TEXT", words=T("只运行名称、事项、条款或文件名里含有这段文字的用例")),
    Option(["--on"], type=DayType(), words=T("没有写日期的用例按哪一天申请；默认今天")),
    Option(["--thresholds"], is_flag=True, words=T("再看每个门槛两侧是否都有用例，缺的逐条列出")),
    story=T(
        "用例写在标准文件的 cases 里，或旁边的「文件名.cases.yaml」里。未通过的用例写出应为与实为，以及哪一条没有满足。"
    ),
    examples=(
        "zhunsheng test standards/yuexiu",
        "zhunsheng test standards/yuexiu -k 老年人",
        "zhunsheng test standards/yuexiu --thresholds",
    ),
)
def command(session: Session, path: str, filter_: str | None, on: date | None, thresholds: bool) -> int:
    """Print what failed and how many passed; exit code 1 when a case fails, cannot be read, or (if asked) is missing."""
    from zhunsheng.cli.opening import open_path
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import Block, Span, para
    from zhunsheng.cli.render.cases import case_data, cases_blocks, coverage_blocks
    from zhunsheng.cli.render.findings import finding_data, refused_blocks
    from zhunsheng.floor.wording import Speaker
    from zhunsheng.rule.cases import run_cases
    from zhunsheng.rule.thresholds import threshold_coverage
    from zhunsheng.standard.findings import has_errors

    started = perf_counter()
    opened = open_path(path)
    blocking = opened.blocking()
    if blocking:
        return refuse(session, "test", blocking)
    day = on or today()
    run = run_cases(opened.library, day)
    total = sum(1 for _ in opened.workspace.cases())
    if filter_ is not None:
        run, total = matching(run, opened.library, filter_)
    unreadable = opened.unreadable()
    passed = sum(result.passed for result in run.results)
    failed = len(run.results) - passed
    speaker = Speaker.of(opened.library, session.language)
    words = T("{cases} 个用例，{passed} 项符合预期，{failed} 项未通过，用时 {seconds} 秒", cases=total, passed=passed,
              failed=failed, seconds=f"{perf_counter() - started:.2f}")  # fmt: skip
    wrong = failed > 0 or has_errors(run.findings) or bool(unreadable)
    blocks: list[Block] = cases_blocks(run, opened.library, speaker)
    if unreadable:
        blocks += refused_blocks(unreadable, session.language)
    if not total:
        none = T("没有含有「{text}」的用例", text=filter_) if filter_ is not None else T("这里没有用例")
        blocks.append(para(Span(session.say(none), "warn")))
    blocks.append(para(Span(session.say(words), "bad" if wrong else "good")))
    coverage = threshold_coverage(opened.library, day) if thresholds else None
    if coverage is not None:
        blocks += coverage_blocks(coverage, session.language)
        wrong = wrong or bool(coverage.findings)
    data: dict[str, Any] = {
        "path": path,
        "on": day.isoformat(),
        "cases": total,
        "passed": passed,
        "failed": failed,
        "results": [case_data(result, speaker) for result in run.results],
        "findings": [finding_data(finding, session.language) for finding in (*run.findings, *unreadable)],
    }
    if coverage is not None:
        missing = [finding_data(finding, session.language) for finding in coverage.findings]
        data["thresholds"] = {"sides": coverage.sides, "covered": coverage.covered, "findings": missing}
    return session.show("test", Exit.FINDINGS if wrong else Exit.WELL, data, blocks)


def matching(run: CaseRun, library: Library, text: str) -> tuple[CaseRun, int]:
    """The part of a run whose cases contain `text`, and how many cases that are."""
    from zhunsheng.rule.cases import CaseRun

    starts: list[tuple[Place, bool]] = []
    for own in library.workspace.cases():
        case = own.case
        words = [own.standard, case.clause or "", *case.expect]
        words += [case.name.zh, case.name.en or ""] if case.name is not None else []
        starts.append((own.loaded.place(*own.prefix), any(text.casefold() in word.casefold() for word in words)))

    def is_wanted(place: Place) -> bool:
        before = [wanted for start, wanted in starts if start.path == place.path and start.line <= place.line]
        return bool(before) and before[-1]

    results = tuple(result for result in run.results if is_wanted(result.place))
    findings = tuple(finding for finding in run.findings if is_wanted(finding.place))
    return CaseRun(results, findings), sum(wanted for _, wanted in starts)

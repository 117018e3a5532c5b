"""``zhunsheng floor``: prove, item by item, that a workspace or one file is never below the standards above it."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.floor.prove import FloorReport


@verb(
    "floor",
    T("逐项证明本地标准不低于上位标准"),
    Argument(["path"], type=PathWord(), metavar="PATH", words=T("工作区文件夹，或其中一个标准文件（只证明它的服务事项）")),
    Option(["--on"], type=DayType(), words=T("证明哪一天的值；默认今天")),
    Option(
        ["--against"], multiple=True, metavar="ID",
        words=T("只对照这个上位标准，如 cn/2023，也可以是它的旧版本，如 cn/2021；可重复"),
    ),
    Option(["--item"], multiple=True, metavar="ID", words=T("只看这个事项（上位的或本地的）；可重复")),
    Option(["--strict"], is_flag=True, words=T("有未判定或未形式化的事项时以退出码 3 结束")),
    story=T(
        "从服务对象、服务内容、服务标准、流程时限、材料收费五个方面，对每一个可能的居民证明。\n"
        "低于底线时举出一位居民，并写出双方的规则与值。「本地 0 人符合」另列，不算亮点。"
    ),
    examples=(
        "zhunsheng floor standards/yuexiu --against cn/2023 --against cn/2021",
        "zhunsheng floor standards/yuexiu --item elder_health",
    ),
)  # fmt: skip
def command(
    session: Session, path: str, on: date | None, against: tuple[str, ...], item: tuple[str, ...], strict: bool
) -> int:
    """Print the report; exit code 1 when something is below the floor or missing."""
    from zhunsheng.cli.opening import open_path
    from zhunsheng.cli.progress import Progress
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import Block, Span, heading, para
    from zhunsheng.cli.render.findings import finding_data, findings_blocks, refused_blocks
    from zhunsheng.cli.render.proofs import claim_blocks, floor_blocks
    from zhunsheng.cli.render.provenance import workspaces_words
    from zhunsheng.cli.targets import floor_report
    from zhunsheng.floor.data import floor_data
    from zhunsheng.floor.moderation import unargued
    from zhunsheng.floor.wording import Speaker

    started = perf_counter()
    day = on or today()
    opened = open_path(path)
    blocking = opened.blocking()
    if blocking:
        return refuse(session, "floor", blocking)
    with Progress(session.say(T("逐项证明"))) as progress:
        report = floor_report(opened, day, against, item, progress)
    library = opened.library
    broken = [service.id for service in library.services() if service.broken]
    speaker = Speaker.of(library, session.language, *(library.above(section.upper) for section in report.sections))
    title = T("底线证明：{workspace}，{day}", workspace=library.title, day=day.isoformat())
    blocks: list[Block] = [heading(1, session.say(title))]
    shown = [library, *(library.above(section.upper) for section in report.sections)]
    nature = T("内容性质：{origin}", origin=workspaces_words(shown, speaker))
    blocks.append(para(Span(session.say(nature), "warn")))
    part = library.workspace.manifest.answers_for
    if part:
        words = T("这个工作区只承担上级的 {n} 项事项，其余不在此列：{items}", n=len(part), items=list(part))
        blocks.append(para(Span(session.say(words), "warn")))
    unreadable = opened.unreadable()
    if unreadable:
        blocks += refused_blocks(unreadable, session.language)
    if broken:
        words = T("这些服务事项的规则有错误，不能用于证明（见 zhunsheng check）：{ids}", ids=broken)
        blocks.append(para(Span(session.say(words), "bad")))
    if not report.sections:
        blocks.append(para(session.say(T("没有可证明的事项：没有写上位标准，或没有服务事项由上位标准而来"))))
    blocks += floor_blocks(report, library.service, speaker)
    if item:
        blocks += claim_blocks(report, library.service, speaker)
    unexplained = unargued(library, report)
    if unexplained:
        blocks.append(heading(2, session.say(T("高于底线而没有论证记录：{n} 条", n=len(unexplained)))))
        blocks += findings_blocks(unexplained, session.language)
    seconds = perf_counter() - started
    number = sum(len(section.proofs) for section in (*report.sections, *report.links))
    blocks.append(
        para(Span(session.say(T("{n} 项证明，用时 {seconds} 秒", n=number, seconds=f"{seconds:.2f}")), "dim"))
    )
    data: dict[str, Any] = {
        "path": path,
        **floor_data(report, library.service, speaker),
        "answers_for": list(part),
        "broken": broken,
        "findings": [finding_data(finding, session.language) for finding in (*unreadable, *unexplained)],
        "seconds": round(seconds, 3),
    }
    return session.show("floor", outcome(report, strict=strict, broken=bool(broken or unreadable)), data, blocks)


def outcome(report: FloorReport, *, strict: bool, broken: bool = False) -> Exit:
    """The exit code that a floor report deserves."""
    from zhunsheng.floor.verdict import Verdict

    verdicts = {proof.verdict for proof in report.proofs()}
    if broken or verdicts & {Verdict.VIOLATED, Verdict.MISSING}:
        return Exit.FINDINGS
    if strict and verdicts & {Verdict.NOT_FORMALISED, Verdict.UNDECIDED}:
        return Exit.UNDECIDED
    return Exit.WELL

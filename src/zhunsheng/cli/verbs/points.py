"""``zhunsheng points``: every service point's own promise, proved against the district standard."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.cli.render.blocks import Line


@verb(
    "points",
    T("逐个服务点证明：各中心自己的承诺都不低于本区标准"),
    Argument(["path"], type=PathWord(), metavar="DIR", words=T("放各服务点工作区的文件夹")),
    Option(["--on"], type=DayType(), words=T("证明哪一天的值；默认今天")),
    story=T(
        "每个服务点是一个小工作区，用 answers_for 写明它承担上级的哪些事项。\n"
        "同一条底线对每一个服务点证明；做得更好的写出好在哪里，不足的举出一位居民。"
    ),
    examples=("zhunsheng points standards/centres",),
)
def command(session: Session, path: str, on: date | None) -> int:
    """Print one row a point, then what fails; exit code 1 when a point is below the floor."""
    from zhunsheng.cli.opening import kind_of
    from zhunsheng.cli.progress import Progress
    from zhunsheng.cli.render.blocks import Block, Span, Table, heading, items, line, para
    from zhunsheng.cli.render.findings import finding_data, findings_blocks
    from zhunsheng.cli.render.points import beyond_words, failure_lines
    from zhunsheng.cli.words import VERDICT_STYLES
    from zhunsheng.floor.data import section_data
    from zhunsheng.floor.points import prove_points
    from zhunsheng.floor.verdict import Verdict
    from zhunsheng.floor.wording import VERDICTS, Speaker
    from zhunsheng.standard.findings import has_errors

    if kind_of(path) != "folder":
        raise Problem(T("「{path}」是文件，这里要文件夹", path=path), None)
    started = perf_counter()
    day = on or today()
    with Progress(session.say(T("逐个服务点证明"))) as progress:
        points = prove_points(path, day, progress=progress)
    if not points:
        raise Problem(T("「{path}」里没有服务点的工作区", path=path), T("每个服务点一个文件夹，里面有 workspace.yaml"))
    rows: list[tuple[Line, ...]] = []
    for point in points:
        words = session.say(VERDICTS[str(point.verdict)])
        rows.append(
            (
                (point.id,),
                (point.library.title.say(session.language),),
                (Span(words, VERDICT_STYLES[str(point.verdict)]),),
                (beyond_words(point, Speaker.of(point.library, session.language)),),
            )
        )
    below = [point for point in points if point.verdict in (Verdict.VIOLATED, Verdict.MISSING)]
    head = tuple(session.say(word) for word in (T("服务点"), T("名称"), T("结论"), T("高于本区标准之处")))
    blocks: list[Block] = [
        heading(1, session.say(T("服务点底线：{path}，{day}", path=path, day=day.isoformat()))),
        Table(head, tuple(rows)),
    ]
    for point in below:
        blocks.append(heading(2, point.library.title.say(session.language)))
        if has_errors(point.findings):
            blocks += findings_blocks(list(point.findings), session.language)
        speaker = Speaker.of(point.library, session.language)
        blocks.append(items(line(text) for text in failure_lines(point, speaker)))
    closing = T("{n} 个服务点，{good} 个已证明，{below} 个低于底线或缺项，用时 {seconds} 秒", n=len(points), good=sum(
        point.verdict is Verdict.PROVED for point in points), below=len(below),
        seconds=f"{perf_counter() - started:.2f}")  # fmt: skip
    blocks.append(para(Span(session.say(closing), "bad" if below else "good")))
    data: dict[str, Any] = {
        "path": path,
        "on": day.isoformat(),
        "points": [
            {
                "id": point.id,
                "title": point.library.title.say(session.language),
                "verdict": str(point.verdict),
                "beyond": [{"item": proof.ancestor, "subject": subject} for proof, subject in point.beyond()],
                "sections": [
                    section_data(section, point.library.service, Speaker.of(point.library, session.language))
                    for section in point.sections
                ],
                "findings": [finding_data(finding, session.language) for finding in point.findings],
            }
            for point in points
        ],
    }
    return session.show("points", Exit.FINDINGS if below else Exit.WELL, data, blocks)

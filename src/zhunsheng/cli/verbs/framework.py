"""``zhunsheng framework``: the standards system as detail table and statistics, with what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, DayType, Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.standard.system import Counted

#: Kinds of file by their suffix: the diagram alone is a drawing, all parts together a workbook.
KINDS = ("svg", "xlsx", "pdf", "docx", "html", "md")
PARTS = ("diagram", "detail", "statistics", "all")


@verb(
    "framework",
    T("标准体系：明细与统计，全文、引用与空缺各有着落"),
    Argument(["path"], type=PathWord(), metavar="DIR", words=T("工作区文件夹")),
    Option(["--domain"], metavar="ID", words=T("只看这个领域，如 health；共用标准写 common")),
    Option(["--category"], metavar="ID", words=T("只看这一类：general、provision、management 或 post")),
    Option(
        ["--state"], metavar="STATE",
        words=T("只看 full（全文）、reference（引用）、gap（空缺）；写了 --on 还有 idle（未施行）"),
    ),
    Option(["--list", "detail"], is_flag=True, words=T("列出明细，每项一行")),
    Option(
        ["--part"], type=Choice(PARTS),
        words=T("写成文件的部分：diagram 结构图、detail 明细表、statistics 统计表、all 全部（默认）"),
    ),
    Option(["--as", "kind"], type=Choice(KINDS), words=T("文件的种类；默认按 --out 的后缀，否则 pdf")),
    Option(["--out"], type=PathWord(), metavar="FILE", words=T("写到这个文件；文件夹则放在里面")),
    Option(["--on"], type=DayType(), words=T("只计这一天施行的；默认计写明的全部，状态按今天")),
    story=T(
        "统计表按领域与类别、按级别计数。全文：标准在工作区里；引用：别处的标准，登记表里有；空缺：应有而没有，"
        "写明了原因。\n没有体系编号的标准不占位置。"
        "\n写了 --on DAY，每个位置由那一天施行的版本占着；那天尚未实施或已经失效的列为未施行（idle），不算现有。"
        "\n--as 或 --out 写成文件：结构图、明细表、统计表（GB/T 13016—2018）。SVG 是结构图；XLSX 可以改了再导入；"
        "只写 --part 时显示在屏幕上。"
    ),
    examples=(
        "zhunsheng framework standards/yuexiu",
        "zhunsheng framework standards/yuexiu --state gap --domain elderly --list",
        "zhunsheng framework standards/yuexiu --on 2023-05-01",
        "zhunsheng framework standards/yuexiu --out framework.pdf",
        "zhunsheng framework standards/yuexiu --part diagram --out structure.svg",
        "zhunsheng framework standards/yuexiu --as xlsx --out framework.xlsx",
    ),
)  # fmt: skip
def command(
    session: Session, path: str, domain: str | None, category: str | None, state: str | None, detail: bool,
    part: str | None, kind: str | None, out: str | None, on: date | None,
) -> int:  # fmt: skip
    """Print the statistics, and the detail table when asked; exit code 1 when something has no place.

    The same when the framework or the organisation cannot be read.  With a part, a kind of file or a path: write the
    papers instead.
    """
    from zhunsheng.cli.framework_files import write_framework
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import Block, Span, heading, items, line, para
    from zhunsheng.cli.render.system import STATES, detail_table, levels_table, row_data, states_of, statistics_table
    from zhunsheng.publish.framework.content import Scope, is_borrowed
    from zhunsheng.publish.framework.words import counted_words
    from zhunsheng.standard.system import (
        CATEGORIES,
        SystemSurvey,
        items_without_standard,
        posts_without_standard,
        survey,
    )

    opened = open_folder(path)
    blocking = opened.blocking_for("framework_file", "organisation_file")
    if blocking:
        return refuse(session, "framework", blocking)
    workspace = opened.workspace
    domains = {one.id: one.title.say(session.language) for one in workspace.manifest.domains}
    _known(domain, [*domains, "common"], T("领域"))
    _known(category, CATEGORIES, T("类别"))
    _known(state, STATES, T("状态"))
    scope = Scope(domain, category, state)
    if part is not None or kind is not None or out is not None:
        return write_framework(session, opened, scope, part, kind, out, on)
    whole = survey(workspace, on)
    shown = SystemSurvey(tuple(filter(scope.holds, whole.rows)), whole.reported)
    unplaced, posts = items_without_standard(workspace), posts_without_standard(workspace)
    title = T("标准体系：{workspace}", workspace=opened.library.title)
    counted = {name: shown.count(counted=name) for name in states_of(shown)}
    what = T("所计：{what}", what=counted_words(on, borrowed=is_borrowed(workspace, on)))
    blocks: list[Block] = [
        heading(1, session.say(title)), para(session.say(what)), para(session.say(counts_of(shown.total, counted))),
    ]  # fmt: skip
    if whole.reported is not None:
        reported = T(
            "报告的总数是 {reported} 项，这里有着落的是 {total} 项", reported=whole.reported, total=whole.total
        )
        blocks.append(para(Span(session.say(reported), "good" if whole.reported == whole.total else "warn")))
    blocks += [heading(2, session.say(T("按领域与类别"))), statistics_table(shown, domains, session)]
    blocks += [heading(2, session.say(T("按级别"))), levels_table(shown, session)]
    if detail:
        blocks += [heading(2, session.say(T("明细"))), detail_table(shown, session)]
    for words, names in (
        (T("没有位置的服务事项（既无标准，也无空缺记录）：{n} 项", n=len(unplaced)), unplaced),
        (T("没有岗位标准也没有空缺记录的岗位：{n} 个", n=len(posts)), posts),
    ):
        if names:
            blocks += [para(Span(session.say(words), "bad")), items(line(name) for name in names)]
    data: dict[str, Any] = {
        "path": path,
        "reported": whole.reported,
        "on": None if on is None else on.isoformat(),
        "total": shown.total,
        "counts": counted,
        "filled": round(shown.share, 4),
        "rows": [row_data(row, session.language) for row in shown.rows],
        "items_without_standard": unplaced,
        "posts_without_standard": posts,
    }
    return session.show("framework", Exit.FINDINGS if unplaced or posts else Exit.WELL, data, blocks)


def counts_of(total: int, counted: Mapping[Counted, int]) -> Text:
    """The sum in words."""
    from zhunsheng.standard.system import STATES

    full, reference, gap = (counted[state] for state in STATES)
    if "idle" not in counted:
        return T(
            "共 {total} 项：全文 {full}，引用 {reference}，空缺 {gap}",
            total=total,
            full=full,
            reference=reference,
            gap=gap,
        )
    return T(
        "共 {total} 项：全文 {full}，引用 {reference}，未施行 {idle}，空缺 {gap}", total=total, full=full,
        reference=reference, idle=counted["idle"], gap=gap,
    )  # fmt: skip


def _known(value: str | None, choices: object, kind: object) -> None:
    known = list(choices)  # type: ignore[call-overload]
    if value is not None and value not in known:
        raise Problem(T("没有{kind}「{name}」", kind=kind, name=value[:40]), T("可写：{choices}", choices=known))

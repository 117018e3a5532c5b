"""``zhunsheng framework``: the standards system as detail table and statistics, with what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.standard.system import DetailRow


@verb(
    "framework",
    T("标准体系：明细与统计，全文、引用与空缺各有着落"),
    Argument(["path"], type=PathWord(), metavar="DIR", words=T("工作区文件夹")),
    Option(["--domain"], metavar="ID", words=T("只看这个领域，如 health；共用标准写 common")),
    Option(["--category"], metavar="ID", words=T("只看这一类：general、provision、management 或 post")),
    Option(["--state"], metavar="STATE", words=T("只看 full（全文）、reference（引用）或 gap（空缺）")),
    Option(["--list", "detail"], is_flag=True, words=T("列出明细，每项一行")),
    story=T(
        "统计表按领域与类别、按级别计数。全文：标准在工作区里；引用：别处的标准，登记表里有；空缺：应有而没有，"
        "写明了原因。\n没有体系编号的标准不占位置。"
    ),
    examples=(
        "zhunsheng framework standards/yuexiu",
        "zhunsheng framework standards/yuexiu --state gap --domain elderly --list",
    ),
)
def command(
    session: Session, path: str, domain: str | None, category: str | None, state: str | None, detail: bool
) -> int:
    """Print the statistics, and the detail table when asked; exit code 1 when something has no place.

    The same when the framework or the organisation cannot be read.
    """
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import Block, Span, heading, items, line, para
    from zhunsheng.cli.render.system import STATES, detail_table, levels_table, row_data, statistics_table
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
    whole = survey(workspace)

    def is_wanted(row: DetailRow) -> bool:
        return (
            (domain is None or row.domain == (None if domain == "common" else domain))
            and (category is None or row.category == category)
            and (state is None or row.state == state)
        )

    part = SystemSurvey(tuple(filter(is_wanted, whole.rows)), whole.reported)
    unplaced, posts = items_without_standard(workspace), posts_without_standard(workspace)
    title = T("标准体系：{workspace}", workspace=opened.library.title)
    counts = T(
        "共 {total} 项：全文 {full}，引用 {reference}，空缺 {gap}", total=part.total, full=part.count(state="full"),
        reference=part.count(state="reference"), gap=part.count(state="gap"),
    )  # fmt: skip
    blocks: list[Block] = [heading(1, session.say(title)), para(session.say(counts))]
    if whole.reported is not None:
        reported = T(
            "报告的总数是 {reported} 项，这里有着落的是 {total} 项", reported=whole.reported, total=whole.total
        )
        blocks.append(para(Span(session.say(reported), "good" if whole.reported == whole.total else "warn")))
    blocks += [heading(2, session.say(T("按领域与类别"))), statistics_table(part, domains, session)]
    blocks += [heading(2, session.say(T("按级别"))), levels_table(part, session)]
    if detail:
        blocks += [heading(2, session.say(T("明细"))), detail_table(part, session)]
    for words, names in (
        (T("没有位置的服务事项（既无标准，也无空缺记录）：{n} 项", n=len(unplaced)), unplaced),
        (T("没有岗位标准也没有空缺记录的岗位：{n} 个", n=len(posts)), posts),
    ):
        if names:
            blocks += [para(Span(session.say(words), "bad")), items(line(name) for name in names)]
    data: dict[str, Any] = {
        "path": path,
        "reported": whole.reported,
        "total": part.total,
        "counts": {name: part.count(state=name) for name in STATES},
        "filled": round(part.share, 4),
        "rows": [row_data(row, session.language) for row in part.rows],
        "items_without_standard": unplaced,
        "posts_without_standard": posts,
    }
    return session.show("framework", Exit.FINDINGS if unplaced or posts else Exit.WELL, data, blocks)


def _known(value: str | None, choices: object, kind: object) -> None:
    known = list(choices)  # type: ignore[call-overload]
    if value is not None and value not in known:
        raise Problem(T("没有{kind}「{name}」", kind=kind, name=value[:40]), T("可写：{choices}", choices=known))

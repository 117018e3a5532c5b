"""``zhunsheng manual``: the business manual of an item or of a post, or of all of a workspace."""

from __future__ import annotations

from datetime import date
from functools import partial

from zhunsheng.cli.exits import Problem
from zhunsheng.cli.options import Argument, Choice, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T


@verb(
    "manual",
    T("业务手册：新到岗的人一天接手要用的依据、检查点、权限与交接"),
    Argument(
        ["target"], type=PathWord(), metavar="REF|DIR",
        words=T("事项的引用（如 standards/yuexiu#elder_health），或工作区文件夹"),
    ),
    Option(["--post"], metavar="ID", words=T("这个岗位的手册（如 payment-clerk）；target 写工作区文件夹")),
    Option(["--posts"], is_flag=True, words=T("每个岗位一份，而不是每个事项一份")),
    Option(["--out"], type=PathWord(), metavar="FILE|DIR", words=T("写到这里；工作区写到文件夹里，每个事项一份")),
    Option(["--as", "kind"], type=Choice(("pdf", "docx", "html", "md")), words=T("文件的种类；默认按 --out 的后缀，否则 pdf")),
    Option(["--since"], type=DayType(), words=T("写明这一天以来有什么变化；默认一年")),
    Option(["--on"], type=DayType(), words=T("写哪一天有效的规定；默认今天")),
    story=T("只为写了办理流程的事项生成：没有流程，就没有可交接的环节。\n不写 --out 时，把一份手册显示在屏幕上。"),
    examples=(
        "zhunsheng manual standards/yuexiu#elder_health --since 2024-01-01 --out elder-health.docx",
        "zhunsheng manual standards/yuexiu --post payment-clerk --out payment-clerk.pdf",
        "zhunsheng manual standards/yuexiu --out manuals",
    ),
)  # fmt: skip
def command(
    session: Session,
    target: str,
    post: str | None,
    posts: bool,
    out: str | None,
    kind: str | None,
    since: date | None,
    on: date | None,
) -> int:
    """Write the manuals; exit code 1 when one could not be made or a standard could not be read."""
    from zhunsheng.cli.documents import Job
    from zhunsheng.cli.producing import produce, targeted
    from zhunsheng.publish.manual import business_manual
    from zhunsheng.publish.post_manual import acting_posts, post_manual

    day = on or today()
    if since is not None and since >= day:
        raise Problem(T("--since 的 {since} 不早于 {day}", since=since.isoformat(), day=day.isoformat()), None)
    library, items, single = targeted(target)
    suffix = "" if session.language == "zh" else f".{session.language}"
    if post is not None or posts:
        if single:
            raise Problem(T("岗位手册跨事项生成：target 请写工作区文件夹"), None)
        known = acting_posts(library)
        if post is not None and post not in known:
            raise Problem(T("没有办理环节用到岗位「{name}」", name=post[:40]), T("有：{words}", words=known))
        names = known if post is None else [post]
        jobs = [
            Job(f"post-{name}{suffix}", partial(post_manual, library, name, day, session.language, since=since))
            for name in names
        ]
        return produce(session, "manual", library, jobs, post is not None, out, kind, T("做岗位手册"))
    wanted = [item for item in items if single or library.service(item).steps]
    jobs = [
        Job(f"{item}{suffix}", partial(business_manual, library, item, day, session.language, since=since))
        for item in wanted
    ]
    return produce(session, "manual", library, jobs, single, out, kind, T("做业务手册"))

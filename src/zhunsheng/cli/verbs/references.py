"""``zhunsheng references``: standards outside the workspace, their status, and who relies on them."""

from __future__ import annotations

from typing import Any

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T


@verb(
    "references",
    T("引用了哪些外部标准，现行还是已被代替，谁依赖它"),
    Argument(["path"], type=PathWord(), metavar="DIR", words=T("工作区文件夹")),
    Option(["--item"], metavar="ID", words=T("只看管到这个事项的标准")),
    Option(["--all", "everything"], is_flag=True, words=T("连没有被引用的登记条目也列出")),
    Option(["--dead"], is_flag=True, words=T("只看已被代替或废止而仍被引用的")),
    story=T("登记表在本区和上位各层的 register.yaml 里；「未核」表示没有人去查过，不表示现行。"),
    examples=(
        "zhunsheng references standards/yuexiu",
        "zhunsheng references standards/yuexiu --item free_venues --all",
    ),
)
def command(session: Session, path: str, item: str | None, everything: bool, dead: bool) -> int:
    """Print the standards referred to; exit code 1 when one that is no longer in force is still referred to.

    The same when a register cannot be read: what it does not say would look like nothing known.
    """
    from zhunsheng.cli.exits import Problem
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import Block, Span, Table, heading, line, para
    from zhunsheng.cli.render.outside import few, outsider_data, status_words
    from zhunsheng.rule.trouble import nearest
    from zhunsheng.standard.outside import outsiders

    opened = open_folder(path)
    blocking = opened.blocking_for("register_file", above=True)
    if blocking:
        return refuse(session, "references", blocking)
    ids = opened.workspace.ids()
    if item is not None and item not in ids:
        near = nearest(item, ids)
        raise Problem(
            T("没有事项「{name}」", name=item), None if near is None else T("是不是想写 {words}？", words=[near])
        )
    found = outsiders(opened.workspace)
    if item is not None:
        found = [one for one in found if item in one.governed]
    shown = [one for one in found if one.referring or everything]
    if dead:
        shown = [one for one in shown if one.is_dead]
    gone = [one for one in found if one.is_dead]
    used = [one for one in found if one.referring]
    title = T("外部标准：{workspace}", workspace=opened.library.title)
    words = T("登记 {known} 项，被引用 {used} 项，其中已被代替或废止 {gone} 项，未登记 {unknown} 项", known=sum(
        one.entry is not None for one in found), used=len(used), gone=len(gone),
        unknown=sum(one.entry is None for one in used))  # fmt: skip
    rows = tuple(
        (
            (one.code,),
            ("" if one.title is None else one.title.say(session.language),),
            line(Span(status_words(one, session), "bad" if one.is_dead else "")),
            (str(len(one.referring)),),
            (few(one.governed, session),),
        )
        for one in shown
    )
    head = (T("标准号"), T("名称"), T("状态"), T("被引用"), T("管到的事项"))
    blocks: list[Block] = [
        heading(1, session.say(title)),
        para(session.say(words)),
        Table(tuple(session.say(word) for word in head), rows, frozenset({3})),
    ]
    data: dict[str, Any] = {"path": path, "references": [outsider_data(one, session) for one in shown]}
    return session.show("references", Exit.FINDINGS if gone else Exit.WELL, data, blocks)

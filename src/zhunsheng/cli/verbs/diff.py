"""``zhunsheng diff``: two editions of a workspace or a file, compared in meaning."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T


@verb(
    "diff",
    T("比较两个版本：谁得到、谁失去，哪些值有变化"),
    Argument(["old"], type=PathWord(), metavar="OLD", words=T("旧的工作区或文件")),
    Argument(["new"], type=PathWord(), metavar="NEW", words=T("新的工作区或文件")),
    Option(["--on"], type=DayType(), words=T("两边都取这一天的值；默认各取自己生效那天的值")),
    Option(["--item"], multiple=True, metavar="ID", words=T("只看这个事项；可重复")),
    Option(["--exit-code"], is_flag=True, words=T("有变化时以退出码 1 结束")),
    story=T("按含义比较，不按文字：服务对象变宽、变窄、不变或有进有出，并举出得到和失去的居民；各项值换算后再比。"),
    examples=(
        "zhunsheng diff standards/cn/2021 standards/cn/2023",
        "git show HEAD~1:standards/yuexiu/standards/a.yaml > old.yaml && "
        "zhunsheng diff old.yaml standards/yuexiu/standards/a.yaml",
    ),
)
def command(session: Session, old: str, new: str, on: date | None, item: tuple[str, ...], exit_code: bool) -> int:
    """Print the comparison; exit code 0 unless something cannot be read, or --exit-code asks for 1."""
    from zhunsheng.cli.editions import days_as_published, open_two
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import heading
    from zhunsheng.cli.render.editions import diff_blocks
    from zhunsheng.floor.compare import EditionDiff, compare_editions
    from zhunsheng.floor.data import diff_data
    from zhunsheng.floor.wording import Speaker
    from zhunsheng.standard.findings import in_order

    before, after = open_two(old, new)
    sides = (before, after)
    blocking = in_order(found for side in sides for found in (*side.blocking(), *side.unreadable()))
    if blocking:
        return refuse(session, "diff", blocking)
    days = days_as_published(before.library, after.library, on)
    found = compare_editions(before.library, after.library, *days)
    if item:
        kept = (one for one in found.items if one.id in item or (one.old is not None and one.old.id in item))
        found = EditionDiff(found.old, found.new, tuple(kept))
    speaker = Speaker.of(after.library, session.language, before.library)
    title = T("比较：{old}（{old_day}）→ {new}（{new_day}）", old=before.library.title, old_day=days[0].isoformat(),
              new=after.library.title, new_day=days[1].isoformat())  # fmt: skip
    blocks = [heading(1, session.say(title)), *diff_blocks(found, speaker)]
    data: dict[str, Any] = {
        "old_path": old,
        "new_path": new,
        "old_on": days[0].isoformat(),
        "new_on": days[1].isoformat(),
        **diff_data(found, speaker),
    }
    changed = any(one.kind != "equal" for one in found.items)
    return session.show("diff", Exit.FINDINGS if exit_code and changed else Exit.WELL, data, blocks)

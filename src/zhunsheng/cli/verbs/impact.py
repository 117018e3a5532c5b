"""``zhunsheng impact``: what a movement above means for a workspace, as a work list with proved repairs."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, read_day, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.cli.opening import Opened
    from zhunsheng.cli.render.blocks import Block
    from zhunsheng.floor.impact import WorkItem
    from zhunsheng.floor.wording import Speaker

_VALUE_SHAPE = T("写法：--value 'cn/2023#事项 服务内容.水平 2027-01-01 \"6 CNY/school_day\"'")


@verb(
    "impact",
    T("上位标准变动后，本地要做的工作清单"),
    Argument(["path"], type=PathWord(), metavar="PATH", words=T("工作区文件夹")),
    Option(["--from", "from_"], metavar="ID", words=T("旧版本，如 cn/2021")),
    Option(["--to"], metavar="ID", words=T("新版本，如 cn/2023")),
    Option(
        ["--value"], multiple=True, metavar="MOVE",
        words=T("上位标准的一个值从某天起改变：「引用 服务内容.水平 日期 新值」；可重复"),
    ),
    Option(["--on"], type=DayType(), words=T("本地与新版本按哪一天；默认今天")),
    Option(["--from-on"], type=DayType(), words=T("旧版本按哪一天；默认它开始实施的一天，此后先行变动的值另行标明")),
    Option(["--no-repair"], is_flag=True, words=T("不寻找改法")),
    story=T(
        "清单分五类：将低于底线、仍低于底线、须由人判断、可以跟进、不受影响。\n"
        "低于底线的，给出最小的改法；改法本身也经过证明。"
    ),
    examples=(
        "zhunsheng impact standards/yuexiu --from cn/2021 --to cn/2023",
        "zhunsheng impact standards/yuexiu --value "
        "'cn/2023#nutrition_subsidy meal-subsidy.amount 2027-01-01 \"6 CNY/school_day\"'",
    ),
)  # fmt: skip
def command(
    session: Session,
    path: str,
    from_: str | None,
    to: str | None,
    value: tuple[str, ...],
    on: date | None,
    from_on: date | None,
    no_repair: bool,
) -> int:
    """Print the work list; exit code 1 when something is or falls below the floor."""
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.refusal import refuse

    if bool(value) == bool(from_ or to) or bool(from_) != bool(to):
        raise Problem(T("请写 --from 和 --to，或者写 --value，二者选一"), _VALUE_SHAPE)
    opened = open_folder(path)
    blocking = opened.blocking()
    if blocking:
        return refuse(session, "impact", blocking)
    if from_ and to:
        data, blocks, work = _of_edition(session, opened, (from_, to), (on, from_on), repairs=not no_repair)
    else:
        data, blocks, work = _of_values(session, opened, value, repairs=not no_repair)
    failing = any(item.kind in ("falls_below", "still_below") for item in work)
    return session.show("impact", Exit.FINDINGS if failing else Exit.WELL, {"path": path, **data}, blocks)


def _of_edition(
    session: Session,
    opened: Opened,
    names: tuple[str, str],
    days: tuple[date | None, date | None],
    *,
    repairs: bool,
) -> tuple[dict[str, Any], list[Block], Sequence[WorkItem]]:
    from zhunsheng.cli.editions import days_of_step, edition
    from zhunsheng.cli.render.blocks import heading
    from zhunsheng.cli.render.worklist import work_blocks
    from zhunsheng.floor.data import impact_data
    from zhunsheng.floor.impact import impact
    from zhunsheng.floor.wording import Speaker

    old, new = (edition(opened.library, name) for name in names)
    day = days[0] or today()
    old_day, new_day = days_of_step(old, new, day)
    old_day = days[1] or old_day
    found = impact(opened.library, old, new, day, old_day=old_day, new_day=new_day, repairs=repairs)
    speaker = Speaker.of(opened.library, session.language, old, new)
    title = T("影响：{old}（{old_day}）→ {new}（{new_day}），对{workspace}", old=old.id, old_day=old_day.isoformat(),
              new=new.id, new_day=new_day.isoformat(), workspace=opened.library.title)  # fmt: skip
    blocks = [heading(1, session.say(title)), *work_blocks(found.items, opened.library.service, speaker)]
    return impact_data(found, speaker), blocks, found.items


def _of_values(
    session: Session, opened: Opened, moves: Sequence[str], *, repairs: bool
) -> tuple[dict[str, Any], list[Block], Sequence[WorkItem]]:
    from zhunsheng.cli.render.blocks import heading
    from zhunsheng.cli.render.worklist import work_blocks
    from zhunsheng.floor.data import work_data
    from zhunsheng.floor.wording import Speaker

    work = [_of_value(opened, text, repairs=repairs) for text in moves]
    speaker: Speaker = Speaker.of(opened.library, session.language)
    title = T("影响：上位标准的 {n} 个值变动，对{workspace}", n=len(work), workspace=opened.library.title)
    blocks = [heading(1, session.say(title)), *work_blocks(work, opened.library.service, speaker)]
    data = {"workspace": opened.library.id, "values": list(moves), "items": [work_data(one, speaker) for one in work]}
    return data, blocks, work


def _of_value(opened: Opened, text: str, *, repairs: bool) -> WorkItem:
    """One moved value.  Raises Problem for a text that does not name one."""
    from zhunsheng.cli.editions import edition
    from zhunsheng.floor.impact import ValueMove, impact_of_value

    try:
        ref, guarantee, day, new = shlex.split(text)
    except ValueError:
        raise Problem(T("读不懂要变动的值：「{text}」", text=text[:120]), _VALUE_SHAPE) from None
    name, mark, item = ref.partition("#")
    if not mark or "." not in guarantee:
        raise Problem(T("读不懂要变动的值：「{text}」", text=text[:120]), _VALUE_SHAPE)
    upper = edition(opened.library, name)
    if item not in upper.ids():
        raise Problem(T("「{name}」里没有事项「{item}」", name=name, item=item), None)
    known = [f"{part.id}.{level}" for part in upper.service(item).deliverables.values() for level in part.guarantees]
    if guarantee not in known:
        advice = T("可写：{names}", names=known) if known else T("这个事项没有写明水平的服务内容")
        raise Problem(T("「{ref}」没有水平「{name}」", ref=ref, name=guarantee), advice)
    move = ValueMove(item, guarantee, read_day(day, "--value"), new)
    try:
        return impact_of_value(opened.library, upper, move, repairs=repairs)
    except ValueError:
        raise Problem(T("新值「{text}」读不懂", text=new), T("请写成「数字 单位」，例如 6 CNY/school_day")) from None

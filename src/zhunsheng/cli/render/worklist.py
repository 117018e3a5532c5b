"""The work list that a movement above gives to a workspace, for people; each repair with its difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhunsheng.cli.render.blocks import Block, Code, Line, Span, Style, heading, items, line, para
from zhunsheng.cli.render.editions import item_blocks
from zhunsheng.cli.render.proofs import FAILING
from zhunsheng.cli.words import VERDICT_STYLES, WORK_STYLES
from zhunsheng.floor.data import Find, service_title, value_at, value_lines
from zhunsheng.floor.impact import ORDER, WorkItem
from zhunsheng.floor.repair import Repair
from zhunsheng.floor.verdict import Judgement
from zhunsheng.floor.wording import ASPECTS, VERDICTS, WORK, Speaker
from zhunsheng.standard.service import Change
from zhunsheng.standard.wording import T


def change_lines(change: Change, old: object | None = None) -> list[Line]:
    """One change as a difference: what the field said, and what it shall say.

    >>> from zhunsheng.standard.wording import Words
    >>> change = Change(at="promise.at_most", set="15", reason=Words("x"))
    >>> [part[0].text for part in change_lines(change, "20")]
    ['promise.at_most:', '- 20', '+ 15']
    """
    lines: list[Line] = [(Span(f"{change.at}:", "strong"),)]
    if old is not None or change.remove:
        lines += _marked("-", "bad", "…" if old is None else old)
    if not change.remove:
        lines += _marked("+", "good", change.set if change.set is not None else change.add)
    return lines


def _marked(mark: str, style: Style, value: object) -> Iterator[Line]:
    for text in value_lines(value):
        yield (Span(f"{mark} {text}", style),)


def work_summary(work: Sequence[WorkItem], speaker: Speaker) -> Line:
    """One line: how many items of each kind."""
    parts: list[Span | str] = []
    for kind in ORDER:
        number = sum(item.kind == kind for item in work)
        if parts:
            parts.append("  ")
        parts.append(Span(f"{speaker.say(WORK[kind])} {number}", WORK_STYLES[kind] if number else "dim"))
    return line(*parts)


def work_blocks(work: Sequence[WorkItem], find: Find, speaker: Speaker) -> list[Block]:
    """The list by kind: what falls below in full, what may follow in short, the rest as a number."""
    blocks: list[Block] = [para(*work_summary(work, speaker))]
    for kind in ("falls_below", "still_below"):
        chosen = [item for item in work if item.kind == kind]
        if chosen:
            blocks.append(heading(2, Span(speaker.say(WORK[kind]), "bad")))
            for item in chosen:
                blocks += failing_blocks(item, find, speaker, brief=kind == "still_below")
    for kind in ("to_judge", "may_follow"):
        chosen = [item for item in work if item.kind == kind]
        if chosen:
            blocks.append(heading(2, speaker.say(WORK[kind])))
            blocks.append(items((_head(item, speaker), _moved(item, speaker)) for item in chosen))
    return blocks


def _head(item: WorkItem, speaker: Speaker) -> Line:
    title = service_title(item.diff.new or item.diff.old, speaker)
    kind = {"added": T("（新增）"), "removed": T("（取消）")}.get(item.diff.kind)
    mine = item.after or item.before
    derived = f"  {speaker.join(mine.derived)}" if mine is not None and mine.derived else ""
    return line(Span(title, "strong"), speaker.say(kind) if kind is not None else "", Span(derived, "dim"))


def failing_blocks(item: WorkItem, find: Find, speaker: Speaker, *, brief: bool = False) -> list[Block]:
    """One item below the floor: what moved above, what fails with whom, and the smallest change that mends it."""
    blocks: list[Block] = [heading(3, *_head(item, speaker))]
    rows: list[tuple[Line, Iterable[Block]] | Line] = []
    moved = item_blocks(item.diff, speaker)
    if moved and not brief:
        rows.append((line(speaker.say(T("上位标准的变动"))), moved))
    for judgement in item.after.failures() if item.after is not None else ():
        if judgement.verdict in FAILING:
            rows.append((_failure(judgement, speaker), _witness(judgement, speaker)))
    rows += _conflict_rows(item, speaker)
    rows += _repair_rows(item.repair, find, speaker)
    return [*blocks, items(rows)] if rows else blocks


def _moved(item: WorkItem, speaker: Speaker) -> list[Block]:
    conflicts = list(_conflict_rows(item, speaker))
    return [*item_blocks(item.diff, speaker), *([items(conflicts)] if conflicts else [])]


def _conflict_rows(item: WorkItem, speaker: Speaker) -> Iterator[Line]:
    """Fields that we changed and the level above now says differently; nothing is settled silently."""
    for one in item.carried:
        for conflict in one.result.conflicts:
            finding = conflict.finding
            words = T("「{service}」的改动须重新决定：{what}", service=one.service, what=finding.message)
            yield line(Span(speaker.say(words), "warn"))
            if finding.help is not None:
                yield line(Span(f"{speaker.say(finding.help)}  {finding.place}", "dim"))


def _failure(judgement: Judgement, speaker: Speaker) -> Line:
    style = VERDICT_STYLES[judgement.verdict]
    return line(
        Span(speaker.say(VERDICTS[judgement.verdict]), style),
        f"  {speaker.say(ASPECTS[judgement.aspect])}  {speaker.say(judgement.reason)}",
    )


def _witness(judgement: Judgement, speaker: Speaker) -> list[Block]:
    rows: list[Line] = []
    if judgement.counterexample is not None:
        rows.append(line(speaker.say(T("例如这位居民：")), speaker.resident(judgement.counterexample.resident)))
    if judgement.theirs is not None or judgement.ours is not None:
        both = T("上位标准给：{theirs}；本地给：{ours}", theirs=speaker.level(judgement.theirs),
                 ours=speaker.level(judgement.ours))  # fmt: skip
        rows.append(line(speaker.say(both)))
    return [items(rows)] if rows else []


def _repair_rows(repair: Repair | None, find: Find, speaker: Speaker) -> Iterator[tuple[Line, Iterable[Block]] | Line]:
    if repair is None:
        yield line(Span(speaker.say(T("没有找到能自动恢复的小改动，须由人修改")), "warn"))
        return
    proved = T("（改后已证明）") if repair.restores else T("（改后这几点已证明，整项还须由人判断）")
    words = T("最小的改法：{text}{proved}", text=repair.text, proved=proved)
    yield line(Span(speaker.say(words), "good")), [Code(tuple(_difference(repair, find)), "diff")]


def _difference(repair: Repair, find: Find) -> Iterator[Line]:
    for name, changes in repair.parts:
        try:
            data: object = find(name).source.model_dump(mode="json", by_alias=True, exclude_none=True)
        except KeyError:
            data = {}
        if len(repair.parts) > 1:
            yield line(f"{name}:")
        for change in changes:
            yield from change_lines(change, value_at(data, change.at))

"""Content (服务内容): every deliverable of the ancestor is delivered, to everybody who gets it there."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.ground import Ground, not_formal
from zhunsheng.floor.verdict import Judgement, Verdict
from zhunsheng.rule.compiled import CompiledDeliverable
from zhunsheng.rule.tree import all_of
from zhunsheng.standard.wording import T


def judge_content(ground: Ground) -> Iterator[Judgement]:
    """One claim for each deliverable of the ancestor."""
    for deliverable in ground.ancestor.deliverables.values():
        yield _judge(ground, deliverable)


def _judge(ground: Ground, deliverable: CompiledDeliverable) -> Judgement:
    ours = list(ground.covering(deliverable))
    at = ground.derived[0].place_of("delivers")
    reach = all_of(ground.entitled_above, deliverable.when)
    if not ours:
        return Judgement(
            "content",
            Verdict.MISSING,
            T("本地没有「{title}」", title=deliverable.title),
            deliverable.id,
            ground.affected(reach) if ground.ancestor.is_formal else None,
            at=at,
            above=deliverable.place,
        )
    if not ground.is_formal:
        return not_formal("content", ground, deliverable.id, ours[0][1].place)
    return ground.judge(
        "content",
        all_of(reach, ground.entitled_here),
        ground.delivered(ours),
        subject=deliverable.id,
        proved=T("「{title}」对上位标准所及的每个人都提供", title=deliverable.title),
        violated=T("「{title}」没有提供给上位标准所及的每个人", title=deliverable.title),
        at=ours[0][1].place,
        above=deliverable.place,
    )

"""Object (服务对象): whoever the ancestor entitles, within our jurisdiction, we entitle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.floor.ground import Ground, not_formal
from zhunsheng.floor.verdict import Judgement
from zhunsheng.rule.tree import Not, all_of
from zhunsheng.standard.wording import T


def judge_object(ground: Ground) -> Iterator[Judgement]:
    """One claim: the ancestor's entitled residents are eligible for at least one derived service."""
    if not ground.is_formal:
        yield not_formal("object", ground, at=ground.derived[0].place)
        return
    first = ground.formal[0]
    judgement = ground.judge(
        "object",
        ground.entitled_above,
        ground.eligible_here,
        proved=T("上位标准的服务对象全部在本地服务对象之内"),
        violated=T("上位标准保障的人，本地没有保障"),
        at=first.place_of("eligible"),
        above=ground.ancestor.place_of("eligible"),
    )
    if ground.somebody is None and judgement.holds:
        within = all_of(ground.scope, ground.eligible_here)
        if ground.is_wider(within, ground.entitled_above):
            gain = ground.gainer(within, Not(ground.entitled_above))
            judgement = replace(judgement, exceeds=True, gain=gain)
    yield judgement

"""Steps with who does them: 「社区专干岗应在1个工作日内受理申请」, rows of a table 环节 | 岗位 | 时限.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(steps, "社区专干岗应在1个工作日内受理申请。\\n街道审核岗应在3个工作日内完成审核。", "服务流程")
['受理', '审核']
>>> found(steps, "应提供轮椅。", "服务流程"), found(steps, "护理员应每日巡查。", "照护")
([], [])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft, Slot
from zhunsheng.exchange.propose.steps import Stage
from zhunsheng.standard.wording import T

_ASIDE = ("refuse", "correct", "recheck")


def steps(context: Context) -> Iterator[Draft]:
    """Every step; those of one section follow one another, refusals and corrections stand aside."""
    for stage in context.stages:
        value: dict[str, object] = {"title": stage.title, "role": stage.role}
        following = _next(context.stages, stage)
        if following is not None:
            value["next"] = [following.name]
        value["basis"] = stage.passage.clause.no
        draft = Draft("step", stage.passage, stage.start, stage.end, value, Slot("step", stage.name))
        known = stage.role in context.posts.values()
        yield draft if known else draft.noting(T("岗位「{role}」须在 organisation.yaml 里登记", role=stage.role))


def _next(stages: Sequence[Stage], stage: Stage) -> Stage | None:
    """The step that follows in the same section."""
    if stage.name.startswith(_ASIDE[0]):
        return None
    behind = stages[stages.index(stage) + 1 :]
    same = (one for one in behind if one.passage.titles[-1:] == stage.passage.titles[-1:])
    return next((one for one in same if not one.name.startswith(_ASIDE)), None)

"""Groups and conditions: 「低保」, 「特困」, 「一级、二级残疾」, 「失能」, 「退役军人」, where the target group is stated.

A clause that states a whole target group gives, besides its parts, one rule for ``eligible``.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(groups, "服务对象为持残疾人证的低保对象和低保边缘家庭成员")
['disability_certificate', 'dibao', 'dibao_margin', 'disability_certificate and (dibao or dibao_margin)']
>>> found(groups, "服务对象为具有本区户籍、年满80周岁的老年人")
['local_hukou and age >= 80']
>>> found(groups, "申请对象为残疾等级为一级、二级的残疾人")
['1 <= disability_grade <= 2']
>>> found(groups, "低保标准调整的，自调整之月起执行"), found(groups, "特困人员每月探访4次")
([], [])
"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import NOWHERE, Draft, Slot
from zhunsheng.exchange.propose.targets import drafts_of
from zhunsheng.standard.wording import T

_COMBINED = T("由条款里的几个条件合并而成，请核对「且」与「或」")


def groups(context: Context) -> Iterator[Draft]:
    """Every group or condition in a sentence that says who is entitled, and the combined rule of each such clause."""
    yield from drafts_of(context, "group", frozenset({"group", "condition"}))
    for number, target in enumerate(context.targets):
        if target.parts > 1:
            slot = Slot("eligible") if number == 0 else NOWHERE
            draft = Draft("group", target.passages[0], target.start, target.end, target.rule, slot, (_COMBINED,))
            if number:
                first = context.targets[0].passages[0].clause.no
                draft = draft.noting(T("第 {no} 条已提出服务对象，这里是另一类，请并入规则", no=first))
            yield draft.noting(context.facts.undeclared(target.rule))

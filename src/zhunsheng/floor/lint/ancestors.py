"""ZS505: two standards above that cannot both be met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from zhunsheng.floor.ground import covers
from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.person import describe
from zhunsheng.floor.lint.view import View, shown
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledService
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.tree import TRUE, Compare, Expr, Op, Scale, all_of
from zhunsheng.standard.findings import Finding, Related, Severity
from zhunsheng.standard.quantity import Quantity, Unit, factor
from zhunsheng.standard.service import Direction
from zhunsheng.standard.wording import T

#: (direction of one, direction of the other) -> how their values stand when both cannot be met.
_CLASH: dict[tuple[Direction, Direction], Op] = {
    ("at_least", "at_most"): ">",
    ("at_most", "at_least"): "<",
    ("exactly", "exactly"): "!=",
    ("exactly", "at_most"): ">",
    ("at_most", "exactly"): "<",
    ("exactly", "at_least"): "<",
    ("at_least", "exactly"): ">",
}


@dataclass(frozen=True)
class _Demand:
    """What one ancestor guarantees, under the name of our deliverable that has to meet it."""

    name: tuple[str, str]
    ancestor: CompiledService
    part: CompiledDeliverable
    guarantee: CompiledGuarantee

    @property
    def reach(self) -> Expr:
        """Whom it reaches."""
        return all_of(self.ancestor.entitled or TRUE, self.part.when, self.guarantee.when)


@check("ZS505", Severity.ERROR)
def ancestors(subject: Subject) -> Iterator[Finding]:
    """上位标准相互冲突 — a service derives from two standards whose guarantees cannot both be met.

    **Why.** No drafting at this level can repair it; it has to be raised with those who issued the two.
    **Example.** One standard above wants at least 4 visits a year, another at most 2, for the same resident.
    **Remedy.** Ask which of the two holds, and derive from that one only.
    """
    for service in subject.services:
        demands = list(_demands(subject, service))
        for one, other in combinations(demands, 2):
            if one.name == other.name and one.ancestor is not other.ancestor:
                yield from _compare(subject, service, one, other)


def _demands(subject: Subject, service: View) -> Iterator[_Demand]:
    for ref in subject.library.ancestors(service.compiled.id):
        try:
            ancestor = subject.library.service(ref)
        except KeyError:
            continue  # an unknown reference is a finding of the workspace
        if not ancestor.is_formal:
            continue
        for part in ancestor.deliverables.values():
            for guarantee in part.guarantees.values():
                yield _Demand(_our_name(service, ancestor, part, guarantee), ancestor, part, guarantee)


def _our_name(
    service: View, ancestor: CompiledService, part: CompiledDeliverable, guarantee: CompiledGuarantee
) -> tuple[str, str]:
    """Our deliverable and guarantee that fulfil the ancestor's, or its own names where nothing of ours does."""
    for ours in service.compiled.deliverables.values():
        if ours.id == part.id or covers(ours.covers, ancestor, part.id):
            for mine in ours.guarantees.values():
                if mine.id == guarantee.id or covers(mine.source.covers, ancestor, guarantee.id):
                    return ours.id, mine.id
            return ours.id, guarantee.id
    return part.id, guarantee.id


def _compare(subject: Subject, service: View, one: _Demand, other: _Demand) -> Iterator[Finding]:
    op = _CLASH.get((one.guarantee.direction, other.guarantee.direction))
    first, second = subject.value(one.guarantee.measure), subject.value(other.guarantee.measure)
    if op is None or first is None or second is None:
        return
    scale = factor(first[1], second[1])
    if scale is None:
        return
    clash = Compare(first[0] if scale == 1 else Scale(scale, first[0]), op, second[0])
    within = [subject.library.scope] if subject.library.scope is not None else []
    conditions = (*within, one.reach, other.reach, clash)
    if subject.nobody(*conditions):
        return
    resident = subject.prover.example(conditions).resident
    if resident is None:
        return
    yield ancestors.finding(
        service.place("delivers"),
        T(
            "两个上位标准对「{title}」的规定不能同时满足：{one} 为 {first}，{other} 为 {second}",
            title=one.part.title, one=one.ancestor.ref, other=other.ancestor.ref,
            first=_said(one, evaluate(first[0], resident.facts), first[1]),
            second=_said(other, evaluate(second[0], resident.facts), second[1]),
        ),
        T("例如：{resident}", resident=describe(resident, subject.prover.book)),
        (
            Related(one.guarantee.place, T("一处规定在这里")),
            Related(other.guarantee.place, T("另一处规定在这里")),
        ),
    )  # fmt: skip


def _said(demand: _Demand, value: object, unit: Unit) -> object:
    if not isinstance(value, (int, Fraction)):
        return unit
    said = shown(Quantity(Fraction(value), unit))
    words = {"at_least": T("至少 {value}", value=said), "at_most": T("至多 {value}", value=said)}
    return words.get(demand.guarantee.direction, T("恰为 {value}", value=said))

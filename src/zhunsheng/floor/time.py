"""Time and process (流程时限): no promise is slower than the ancestor's, step by step where it names steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.floor.compare_values import Incomparable, Side, compare_values, is_known
from zhunsheng.floor.ground import Ground, covers
from zhunsheng.floor.verdict import Judgement, Level, Verdict
from zhunsheng.rule.compiled import CompiledService, Measure
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.tree import Expr, all_of
from zhunsheng.standard.findings import Place
from zhunsheng.standard.wording import T, Text


def judge_time(ground: Ground) -> Iterator[Judgement]:
    """One claim per derived service for the whole, and one per step that the ancestor limits."""
    floor = ground.ancestor.promise or ground.ancestor.statutory
    side = ground.side(floor.measure, above=True) if floor is not None else None
    if floor is not None and side is not None:
        for service in ground.derived:
            ours = service.promise or service.statutory
            measure, at = (None, service.place) if ours is None else (ours.measure, ours.place)
            yield _judge(ground, service, "promise", T("办结时限"), measure, side, at, floor.place)
    for step in ground.ancestor.steps.values():
        side = ground.side(step.within, above=True) if step.within is not None else None
        if side is not None:
            yield from _judge_step(ground, step.id, T("环节「{title}」", title=step.source.title), side, step.place)


def _judge_step(ground: Ground, step_id: str, what: Text, side: Side, above: Place) -> Iterator[Judgement]:
    for service in ground.derived:
        ours = next(
            (step for step in service.steps.values()
             if step.id == step_id or covers(step.source.covers, ground.ancestor, step_id)),
            None,
        )  # fmt: skip
        measure, at = (None, service.place) if ours is None else (ours.within, ours.place)
        yield _judge(ground, service, f"process.{step_id}", what, measure, side, at, above)


def _judge(
    ground: Ground,
    service: CompiledService,
    subject: str,
    what: Text,
    measure: Measure | None,
    side: Side,
    at: Place,
    above: Place,
) -> Judgement:
    reach = ground.entitled_above
    if service.is_formal and service.eligible is not None:
        reach = all_of(reach, service.eligible)
    mine = ground.side(measure) if measure is not None else None
    if mine is None:
        reason = T("本地没有规定{what}", what=what)
        return Judgement("time", Verdict.MISSING, reason, subject, ground.affected(reach), at=at, above=above)
    compared = compare_values(mine, "at_most", side, "at_most")
    if isinstance(compared, Incomparable):
        reason = T(
            "{what}的单位不能换算：本地为「{ours}」，上位为「{theirs}」", what=what, ours=mine[1], theirs=side[1]
        )
        return Judgement("time", Verdict.UNDECIDED, reason, subject, at=at, above=above)
    premise = all_of(reach, is_known(side[0]))
    judgement = ground.judge(
        "time",
        premise,
        compared.enough,
        subject=subject,
        proved=T("{what}不慢于上位标准", what=what),
        violated=T("{what}慢于上位标准", what=what),
        at=at,
        above=above,
    )
    return _with_values(ground, judgement, premise, compared.better, mine, side)


def _with_values(
    ground: Ground, judgement: Judgement, premise: Expr, better: Expr | None, mine: Side, side: Side
) -> Judgement:
    person = judgement.counterexample.resident if judgement.counterexample is not None else None
    if judgement.holds and better is not None and ground.somebody is None and ground.is_possible(premise, better):
        person = ground.gainer(premise, better)
        judgement = replace(judgement, exceeds=True, gain=person)
    facts = person.facts if person is not None else {}
    ours, theirs = evaluate(mine[0], facts), evaluate(side[0], facts)
    return replace(
        judgement,
        ours=Level(None if isinstance(ours, bool) else ours, mine[1]),
        theirs=Level(None if isinstance(theirs, bool) else theirs, side[1]),
    )

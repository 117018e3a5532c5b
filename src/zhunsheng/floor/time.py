"""Time and process (流程时限): no promise is slower than the ancestor's, step by step where it names steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.floor.compare_values import Incomparable, Side, compare_values, is_known
from zhunsheng.floor.ground import Ground, covers
from zhunsheng.floor.verdict import Judgement, Level, Verdict
from zhunsheng.rule.compiled import CompiledService, CompiledStep
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.tree import Add, Expr, Scale, all_of
from zhunsheng.standard.findings import Place
from zhunsheng.standard.quantity import factor
from zhunsheng.standard.wording import T, Text


def judge_time(ground: Ground) -> Iterator[Judgement]:
    """One claim per derived service and limit above (promised, statutory), and one per step that the ancestor limits.

    What we promise must keep within both limits above; without a promise our statutory limit stands in.
    """
    for floor in (ground.ancestor.promise, ground.ancestor.statutory):
        side = ground.side(floor.measure, above=True) if floor is not None else None
        if floor is None or side is None:
            continue
        subject = "promise" if floor is ground.ancestor.promise else "statutory"
        for service in ground.derived:
            ours = service.promise or service.statutory
            mine, at = (None, service.place) if ours is None else (ground.side(ours.measure), ours.measure.place)
            yield _judge(ground, service, subject, T("办结时限"), mine, side, at, floor.measure.place)
    for step in ground.ancestor.steps.values():
        side = ground.side(step.within, above=True) if step.within is not None else None
        if side is not None:
            yield from _judge_step(ground, step.id, T("环节「{title}」", title=step.source.title), side, step.place)


def _judge_step(ground: Ground, step_id: str, what: Text, side: Side, above: Place) -> Iterator[Judgement]:
    for service in ground.derived:
        same = [
            step
            for step in service.steps.values()
            if step.id == step_id or covers(step.source.covers, ground.ancestor, step_id)
        ]
        at = same[0].place if same else service.place
        yield _judge(ground, service, f"process.{step_id}", what, _together(ground, same), side, at, above)


def _together(ground: Ground, steps: list[CompiledStep]) -> Side | None:
    """The time that several of our steps take one after another; None where one has no limit or the units do not add."""
    total: Side | None = None
    for step in steps:
        side = ground.side(step.within) if step.within is not None else None
        if side is None:
            return None
        if total is not None:
            scale = factor(side[1], total[1])
            if scale is None:
                return None
            side = Add(total[0], side[0] if scale == 1 else Scale(scale, side[0])), total[1]
        total = side
    return total


def _judge(
    ground: Ground,
    service: CompiledService,
    subject: str,
    what: Text,
    mine: Side | None,
    side: Side,
    at: Place,
    above: Place,
) -> Judgement:
    reach = ground.entitled_above
    if service.is_formal and service.eligible is not None:
        reach = all_of(reach, service.eligible)
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

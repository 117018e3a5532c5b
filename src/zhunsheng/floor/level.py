"""Level (服务标准): every guarantee, for every resident, is at least as good as the ancestor's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from zhunsheng.floor.compare_values import Incomparable, Side, compare_values, is_known
from zhunsheng.floor.ground import Ground, covers, not_formal
from zhunsheng.floor.verdict import SEVERITY, Judgement, Level, Verdict
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledService
from zhunsheng.rule.evaluate import Person, amount, holds
from zhunsheng.rule.tree import Expr, all_of, any_of, negation, substitute
from zhunsheng.standard.quantity import Quantity, compare, factor, never_longer
from zhunsheng.standard.wording import T, Text


@dataclass(frozen=True)
class Offer:
    """One guarantee of ours that may fulfil the ancestor's: to whom it is given, and the comparison."""

    reach: Expr
    guarantee: CompiledGuarantee
    side: Side
    enough: Expr
    better: Expr | None


def judge_level(ground: Ground) -> Iterator[Judgement]:
    """One claim for each guarantee of the ancestor, and one for each spacing that it asks for."""
    for deliverable in ground.ancestor.deliverables.values():
        for guarantee in deliverable.guarantees.values():
            yield from _judge(ground, deliverable, guarantee)


def _judge(ground: Ground, above: CompiledDeliverable, floor: CompiledGuarantee) -> Iterator[Judgement]:
    subject = f"{above.id}.{floor.id}"
    side = ground.side(floor.measure, above=True)
    if side is None:
        return
    covering = list(ground.covering(above))
    found = [
        (service, part, ours)
        for service, part in covering
        for ours in part.guarantees.values()
        if ours.id == floor.id or covers(ours.source.covers, ground.ancestor, floor.id)
    ]
    reach = all_of(ground.entitled_above, above.when, floor.when)
    if not found:
        reason = T("本地没有规定「{what}」的水平", what=title_of(above, floor))
        yield _missing(ground, subject, reason, reach, floor)
        return
    if not ground.is_formal:
        yield not_formal("level", ground, subject, found[0][2].place)
        return
    offers, refusals = _offers(ground, found, floor, side)
    if not offers:
        yield _missing(ground, subject, refusals[0][1], reach, floor, refusals[0][0])
        return
    premise = all_of(reach, is_known(side[0]), ground.delivered(covering))
    yield _compare(ground, subject, above, floor, side, premise, offers)
    yield from _spacing(ground, subject, floor, premise, offers)


def title_of(deliverable: CompiledDeliverable, guarantee: CompiledGuarantee) -> Text:
    """What a guarantee is called: its deliverable's title, with its own where it has one."""
    title = guarantee.source.title
    if title is None:
        return T("{title}", title=deliverable.title)
    return T("{deliverable}：{title}", deliverable=deliverable.title, title=title)


def _offers(
    ground: Ground,
    found: list[tuple[CompiledService, CompiledDeliverable, CompiledGuarantee]],
    floor: CompiledGuarantee,
    side: Side,
) -> tuple[list[Offer], list[tuple[Verdict, Text]]]:
    offers: list[Offer] = []
    refusals: list[tuple[Verdict, Text]] = []
    for service, part, ours in found:
        if not service.is_formal or service.entitled is None:
            continue
        mine = ground.side(ours.measure)
        if mine is None:
            refusals.append((Verdict.MISSING, T("本地的值在 {day} 不在有效期内", day=ground.day.isoformat())))
            continue
        compared = compare_values(mine, ours.direction, side, floor.direction)
        if isinstance(compared, Incomparable):
            refusals.append(_refusal(compared, mine, side))
            continue
        given = all_of(service.entitled, part.when, ours.when)
        offers.append(Offer(given, ours, mine, compared.enough, compared.better))
    return offers, refusals or [(Verdict.NOT_FORMALISED, T("本地标准没有可证明的规则"))]


def _refusal(compared: Incomparable, mine: Side, side: Side) -> tuple[Verdict, Text]:
    if compared.reason == "direction":
        return Verdict.MISSING, T("本地写的界限方向与上位标准不同，不能保证上位标准的水平")
    return Verdict.UNDECIDED, T("单位不能换算：本地为「{ours}」，上位为「{theirs}」", ours=mine[1], theirs=side[1])


def _compare(
    ground: Ground,
    subject: str,
    above: CompiledDeliverable,
    floor: CompiledGuarantee,
    side: Side,
    premise: Expr,
    offers: list[Offer],
) -> Judgement:
    what = title_of(above, floor)
    judgement = ground.judge(
        "level",
        premise,
        _met(offers),
        subject=subject,
        proved=T("「{what}」对每个人都不低于上位标准", what=what),
        violated=T("「{what}」低于上位标准", what=what),
        at=offers[0].guarantee.measure.place,
        above=floor.measure.place,
    )
    if judgement.counterexample is not None:
        person = judgement.counterexample.resident.facts
        return replace(judgement, ours=_best(ground, offers, person, floor), theirs=_level(side, person))
    if judgement.holds and ground.somebody is None:
        return _exceeding(ground, judgement, premise, floor, side, offers)
    return judgement


def _met(offers: Iterable[Offer]) -> Expr:
    """Who gets enough from at least one of the offers."""
    return any_of(*(all_of(offer.reach, offer.enough) for offer in offers))


def _exceeding(
    ground: Ground, judgement: Judgement, premise: Expr, floor: CompiledGuarantee, side: Side, offers: list[Offer]
) -> Judgement:
    better = [all_of(offer.reach, offer.better) for offer in offers if offer.better is not None]
    if not better or not ground.is_possible(premise, any_of(*better)):
        return judgement
    gain = ground.gainer(premise, any_of(*better))
    if gain is None:
        return replace(judgement, exceeds=True)
    return replace(
        judgement,
        exceeds=True,
        gain=gain,
        ours=_best(ground, offers, gain.facts, floor),
        theirs=_level(side, gain.facts),
    )


def _level(side: Side, person: Person) -> Level:
    return Level(amount(side[0], person), side[1])


def _best(ground: Ground, offers: list[Offer], person: Person, floor: CompiledGuarantee) -> Level:
    """What a resident gets from us: the best of the offers that reach them, units reconciled."""
    reaching = [offer for offer in offers if holds(substitute(offer.reach, ground.prover.meanings), person)]
    unit = offers[0].side[1]
    values = {
        level: level.value * (factor(level.unit, unit) or 1)
        for level in (_level(offer.side, person) for offer in reaching)
        if level.value is not None
    }
    if not values:
        return Level(None, unit)
    return (min if floor.direction == "at_most" else max)(values, key=lambda level: values[level])


def _missing(
    ground: Ground,
    subject: str,
    reason: Text,
    reach: Expr,
    floor: CompiledGuarantee,
    verdict: Verdict = Verdict.MISSING,
) -> Judgement:
    shown = ground.affected(reach) if ground.ancestor.is_formal and verdict is Verdict.MISSING else None
    at = ground.derived[0].place_of("delivers")
    return Judgement("level", verdict, reason, subject, shown, at=at, above=floor.place)


def _spacing(
    ground: Ground, subject: str, floor: CompiledGuarantee, premise: Expr, offers: list[Offer]
) -> Iterator[Judgement]:
    """Whoever gets enough gets it spaced as the ancestor asks: from an offer that is."""
    for index, (bound, name) in enumerate(zip(floor.apart, ("at_most", "at_least"), strict=True)):
        if bound is None:
            continue
        found = [(offer, _apart(offer.guarantee.apart[index], bound, index == 0)) for offer in offers]
        spaced = _met(offer for offer, (verdict, _) in found if verdict is Verdict.PROVED)
        verdict, reason = max((judged for _, judged in found), key=lambda judged: SEVERITY.index(judged[0]))
        reached = all_of(premise, _met(offers))
        kept = next((judged for _, judged in found if judged[0] is Verdict.PROVED), None)
        if verdict is not Verdict.PROVED and kept and ground.prover.entails(reached, spaced).status == "holds":
            verdict, reason = kept
        if ground.somebody is Verdict.PROVED:
            verdict, reason = Verdict.PROVED, T("间隔不松于上位标准")
        failing = verdict in (Verdict.VIOLATED, Verdict.MISSING)
        # Where nobody even gets enough, whoever is delivered to shows that the spacing is missing as well.
        shown = (ground.affected(reached, negation(spaced)) or ground.affected(premise)) if failing else None
        at = offers[0].guarantee.place
        yield Judgement("level", verdict, reason, f"{subject}.apart.{name}", shown, at=at, above=floor.place)


def _apart(ours: Quantity | None, floor: Quantity, longest: bool) -> tuple[Verdict, Text]:
    if ours is None:
        return Verdict.MISSING, T("上位标准要求间隔 {floor}，本地没有规定间隔", floor=floor)
    order = compare(ours, floor)
    holds: bool | None
    if order is None:
        holds = never_longer(ours, floor) if longest else never_longer(floor, ours)
    else:
        holds = order <= 0 if longest else order >= 0
    if holds is None:
        return Verdict.UNDECIDED, T("间隔的单位不能换算：本地 {ours}，上位 {floor}", ours=ours, floor=floor)
    if holds:
        return Verdict.PROVED, T("间隔不松于上位标准")
    return Verdict.VIOLATED, T("间隔 {ours} 松于上位标准的 {floor}", ours=ours, floor=floor)

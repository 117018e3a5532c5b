"""Level (服务标准): every guarantee, for every resident, is at least as good as the ancestor's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhunsheng.floor.compare_values import Incomparable, Side, compare_values, is_known
from zhunsheng.floor.ground import Ground, covers, not_formal
from zhunsheng.floor.verdict import Judgement, Level, Verdict
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledService
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.tree import TRUE, Expr, all_of, any_of
from zhunsheng.standard.quantity import Quantity, compare, never_longer
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
    yield _compare(ground, subject, above, floor, side, reach, covering, offers)
    yield from _spacing(ground, subject, floor, [offer.guarantee for offer in offers])


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
        if not service.is_formal or service.eligible is None:
            continue
        mine = ground.side(ours.measure)
        if mine is None:
            refusals.append((Verdict.MISSING, T("本地的值在 {day} 不在有效期内", day=ground.day.isoformat())))
            continue
        compared = compare_values(mine, ours.direction, side, floor.direction)
        if isinstance(compared, Incomparable):
            refusals.append(_refusal(compared, mine, side))
            continue
        given = all_of(service.eligible, part.when, ours.when)
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
    reach: Expr,
    covering: list[tuple[CompiledService, CompiledDeliverable]],
    offers: list[Offer],
) -> Judgement:
    delivered = any_of(
        *(all_of(service.eligible, part.when) for service, part in covering if service.is_formal and service.eligible)
    )
    premise = all_of(reach, is_known(side[0]), delivered)
    what = title_of(above, floor)
    judgement = ground.judge(
        "level",
        premise,
        any_of(*(all_of(offer.reach, offer.enough) for offer in offers)),
        subject=subject,
        proved=T("「{what}」对每个人都不低于上位标准", what=what),
        violated=T("「{what}」低于上位标准", what=what),
        at=offers[0].guarantee.place,
        above=floor.place,
    )
    if judgement.counterexample is not None:
        person = judgement.counterexample.resident.facts
        return replace(judgement, ours=_best(offers, person, floor), theirs=_level(side, person))
    if judgement.holds and ground.somebody is None:
        return _exceeding(ground, judgement, premise, side, offers)
    return judgement


def _exceeding(ground: Ground, judgement: Judgement, premise: Expr, side: Side, offers: list[Offer]) -> Judgement:
    better = [all_of(offer.reach, offer.better) for offer in offers if offer.better is not None]
    if not better or not ground.is_possible(premise, any_of(*better)):
        return judgement
    gain = ground.gainer(premise, any_of(*better))
    if gain is None:
        return replace(judgement, exceeds=True)
    return replace(
        judgement, exceeds=True, gain=gain, ours=_best(offers, gain.facts, None), theirs=_level(side, gain.facts)
    )


def _level(side: Side, person: object) -> Level:
    value = evaluate(side[0], person)  # type: ignore[arg-type]
    return Level(value if not isinstance(value, bool) else None, side[1])


def _best(offers: list[Offer], person: object, floor: CompiledGuarantee | None) -> Level:
    """What a resident gets from us: the best of the offers that reach them."""
    levels = [
        _level(offer.side, person)
        for offer in offers
        if offer.reach == TRUE or evaluate(offer.reach, person) is True  # type: ignore[arg-type]
    ]
    known = [level for level in levels if level.value is not None]
    if not known:
        return Level(None, offers[0].side[1])
    lowest = (floor is not None and floor.direction == "at_most") or offers[0].guarantee.direction == "at_most"
    return (min if lowest else max)(known, key=lambda level: level.value or 0)


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
    ground: Ground, subject: str, floor: CompiledGuarantee, offers: list[CompiledGuarantee]
) -> Iterator[Judgement]:
    for index, (bound, name) in enumerate(zip(floor.apart, ("at_most", "at_least"), strict=True)):
        if bound is not None:
            verdicts = [_apart(offer.apart[index], bound, index == 0) for offer in offers]
            best = min(verdicts, key=lambda item: list(Verdict).index(item[0]))
            shown = ground.affected(ground.entitled_above) if best[0] in (Verdict.VIOLATED, Verdict.MISSING) else None
            yield Judgement(
                "level", best[0], best[1], f"{subject}.apart.{name}", shown, at=offers[0].place, above=floor.place
            )


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

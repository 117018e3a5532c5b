"""Burden (材料收费): no material, condition or fee that the ancestor does not ask for.

Where the ancestor says nothing about materials or fees there is nothing to prove; a further condition always counts,
because it takes an entitlement away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.floor.compare_values import Incomparable, compare_values, is_known
from zhunsheng.floor.ground import Ground, covers, not_formal
from zhunsheng.floor.verdict import Judgement, Level, Verdict
from zhunsheng.rule.compiled import CompiledMaterial, CompiledService
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.tree import Expr, all_of, any_of
from zhunsheng.standard.wording import T

#: How much trouble a form is for the resident.
_TROUBLE = {"electronic": 0, "shown": 1, "copy": 2, "original": 2}


def judge_burden(ground: Ground) -> Iterator[Judgement]:
    """Claims on further conditions, materials, fee and visits."""
    yield from _conditions(ground)
    if ground.ancestor.materials is not None:
        for service in ground.derived:
            yield from _materials(ground, service, ground.ancestor.materials)
    yield from _fee(ground)
    yield from _visits(ground)


def _conditions(ground: Ground) -> Iterator[Judgement]:
    asked = [(service, item) for service in ground.derived for item in service.conditions or ()]
    if not asked:
        return
    if not ground.is_formal:
        yield not_formal("burden", ground, "conditions", asked[0][1].place)
        return
    yield ground.judge(
        "burden",
        all_of(ground.entitled_above, ground.eligible_here),
        ground.entitled_here,
        subject="conditions",
        proved=T("申报条件没有在上位标准之外加码"),
        violated=T("申报条件比上位标准多"),
        at=asked[0][1].place,
        above=ground.ancestor.place,
    )


def _reach(ground: Ground, service: CompiledService) -> Expr:
    if service.is_formal and service.eligible is not None:
        return all_of(ground.entitled_above, service.eligible)
    return ground.entitled_above


def _materials(ground: Ground, service: CompiledService, above: tuple[CompiledMaterial, ...]) -> Iterator[Judgement]:
    taken: set[str] = set()
    for ours in service.materials or ():
        material = ours.source
        if material.need == "optional" or material.register_ is not None or material.source == "government":
            continue
        same = [
            item for item in above
            if item.source.id == material.id or covers(material.covers, ground.ancestor, item.source.id)
        ]  # fmt: skip
        # One paper above allows one of ours; a second that claims to stand for it is one paper more.
        allowed = [item for item in same if item.source.id not in taken and _is_no_lighter(item, ours)]
        taken |= {item.source.id for item in allowed[:1]}
        subject = f"materials.{material.id}"
        reach = all_of(_reach(ground, service), ours.when)
        violated = (
            T("材料「{title}」的份数或形式比上位标准重", title=material.title)
            if same and not allowed
            else T("材料「{title}」是上位标准没有要求的", title=material.title)
        )
        yield ground.judge(
            "burden",
            reach,
            any_of(*(item.when for item in allowed)),
            subject=subject,
            proved=T("材料「{title}」上位标准也要求", title=material.title),
            violated=violated,
            at=ours.place,
            above=same[0].place if same else ground.ancestor.place,
        )


def _is_no_lighter(above: CompiledMaterial, ours: CompiledMaterial) -> bool:
    theirs, mine = above.source, ours.source
    if theirs.need == "optional" or theirs.register_ is not None or theirs.source == "government":
        return False
    if theirs.need == "deferred" and mine.need == "required":
        return False
    return _TROUBLE[mine.form] <= _TROUBLE[theirs.form] and mine.copies <= theirs.copies


def _fee(ground: Ground) -> Iterator[Judgement]:
    floor = ground.ancestor.fee
    side = ground.side(floor, above=True) if floor is not None else None
    if floor is None or side is None:
        return
    for service in ground.derived:
        reach = _reach(ground, service)
        mine = ground.side(service.fee) if service.fee is not None else None
        if mine is None or service.fee is None:
            reason = T("上位标准规定了收费，本地没有写明")
            yield Judgement(
                "burden", Verdict.MISSING, reason, "fee", ground.affected(reach), at=service.place, above=floor.place
            )
            continue
        compared = compare_values(mine, "at_most", side, "at_most")
        if isinstance(compared, Incomparable):
            reason = T("收费的单位不能换算：本地为「{ours}」，上位为「{theirs}」", ours=mine[1], theirs=side[1])
            yield Judgement("burden", Verdict.UNDECIDED, reason, "fee", at=service.fee.place, above=floor.place)
            continue
        judgement = ground.judge(
            "burden",
            all_of(reach, is_known(side[0])),
            compared.enough,
            subject="fee",
            proved=T("收费不高于上位标准"),
            violated=T("收费高于上位标准"),
            at=service.fee.place,
            above=floor.place,
        )
        facts = judgement.counterexample.resident.facts if judgement.counterexample is not None else {}
        ours, theirs = evaluate(mine[0], facts), evaluate(side[0], facts)
        yield replace(
            judgement,
            ours=Level(None if isinstance(ours, bool) else ours, mine[1]),
            theirs=Level(None if isinstance(theirs, bool) else theirs, side[1]),
        )


def _visits(ground: Ground) -> Iterator[Judgement]:
    apply = ground.ancestor.source.apply
    allowed = apply.visits if apply is not None else None
    if allowed is None:
        return
    for service in ground.derived:
        ours = service.source.apply.visits if service.source.apply is not None else None
        at, above = service.place_of("apply"), ground.ancestor.place_of("apply", "visits")
        if ours is not None and ours <= allowed:
            yield Judgement("burden", Verdict.PROVED, T("到现场次数不多于上位标准"), "visits", at=at, above=above)
            continue
        verdict = Verdict.MISSING if ours is None else Verdict.VIOLATED
        reason = (
            T("上位标准规定了到现场次数，本地没有写明")
            if ours is None
            else T("到现场 {ours} 次，上位标准为 {theirs} 次", ours=ours, theirs=allowed)
        )
        shown = ground.affected(_reach(ground, service))
        yield Judgement("burden", verdict, reason, "visits", shown, at=at, above=above)

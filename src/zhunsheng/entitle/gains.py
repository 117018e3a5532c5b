"""What a person gets by an item: each deliverable with its levels, for this person where the facts known settle them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhunsheng.entitle.results import Gain
from zhunsheng.entitle.saying import Voice
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee
from zhunsheng.rule.evaluate import amount, holds
from zhunsheng.rule.speaking import BOUNDS, guarantee_words
from zhunsheng.rule.tree import Expr, Truth, names
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.quantity import Quantity
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.entitle.interview import Situation
    from zhunsheng.entitle.plan import Item


def gains(situation: Situation, item: Item, voice: Voice) -> Iterator[Gain]:
    """What the item delivers to this person; what is certainly for others is left out."""
    clauses = {part.id: part.clause or "" for part in item.service.source.delivers}
    for part in item.service.deliverables.values():
        for_them = _truth(situation, part.when)
        if for_them is False:
            continue
        clause, found = clauses.get(part.id, ""), False
        for one in part.guarantees.values():
            gain = _gain(situation, voice, part, one, clause, for_them)
            if gain is not None:
                yield gain
                found = True
        if not found:
            missing = () if for_them else _missing(situation, part.when)
            yield Gain(part.id, "", voice.say(part.title), "", "", clause, for_them is True, missing)


def _gain(
    situation: Situation,
    voice: Voice,
    part: CompiledDeliverable,
    one: CompiledGuarantee,
    clause: str,
    for_them: Truth,
) -> Gain | None:
    wanted = _truth(situation, one.when)
    if wanted is False:
        return None
    words, waits = _level(situation, voice, one)
    missing = [] if for_them and wanted else [*_missing(situation, part.when), *_missing(situation, one.when)]
    return Gain(
        deliverable=part.id,
        guarantee=one.id,
        title=voice.say(part.title),
        name=voice.say(one.source.title),
        words=words,
        clause=one.source.clause or clause,
        certain=bool(for_them and wanted) and waits == (),
        missing=tuple(dict.fromkeys([*missing, *(waits or ())])),
        since=_since(situation, one),
    )


def _level(situation: Situation, voice: Voice, one: CompiledGuarantee) -> tuple[str, tuple[str, ...] | None]:
    """A level in words, and the facts that its number still waits for; None where no number is in force."""
    day = situation.plan.day
    try:
        value, unit = one.measure.on(day)
    except DateGap:
        return voice.say(T("{day} 没有有效的值", day=day.isoformat())), None
    number = amount(situation.plan.meaning(value), situation.person)
    if number is None:
        return guarantee_words(one, day, voice.speaker), _missing(situation, value)
    shown = Quantity(number, unit).say(voice.speaker.language)
    return voice.say(Text(BOUNDS[one.direction].msgid, {"value": shown})), ()


def _truth(situation: Situation, rule: Expr) -> Truth:
    return holds(situation.plan.meaning(rule), situation.person)


def _missing(situation: Situation, rule: Expr) -> tuple[str, ...]:
    """The facts that a rule or value mentions and that are not known."""
    return tuple(name for name in names(situation.plan.meaning(rule)) if name not in situation.person)


def _since(situation: Situation, one: CompiledGuarantee) -> str:
    dated = one.source.value
    if isinstance(dated, str):
        return ""
    started = [day for day in dated if day <= situation.plan.day]
    return max(started).isoformat() if started else ""

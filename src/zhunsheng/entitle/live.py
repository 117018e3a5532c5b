"""The live list: one item for this person, with what one gets, what is missing, or why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhunsheng.entitle.gains import gains
from zhunsheng.entitle.reasons import nearest, reasons
from zhunsheng.entitle.results import ItemResult, Missing, Status
from zhunsheng.entitle.saying import Voice
from zhunsheng.standard.wording import Language, T

if TYPE_CHECKING:
    from zhunsheng.entitle.interview import Situation
    from zhunsheng.entitle.plan import Item


def item_result(situation: Situation, item: Item, language: Language) -> ItemResult:
    """One item in words."""
    plan = situation.plan
    voice = situation.voice(language)
    source, status = item.service.source, situation.status(item.id)
    domain = plan.domain_of(item)
    refused = status is Status.NOT_ENTITLED
    return ItemResult(
        item=item.id,
        ref=item.service.ref,
        title=voice.title(item),
        domain=domain,
        domain_title=voice.say(plan.domains[domain].title) if domain in plan.domains else "",
        category=source.category or "",
        status=status,
        object=voice.say(source.object),
        gains=tuple(gains(situation, item, voice)) if status is Status.ENTITLED else (),
        missing=_missing(situation, item, voice) if status in (Status.ONE_AWAY, Status.OPEN) else (),
        reasons=tuple(reasons(situation, item, voice)) if refused else (),
        instead=nearest(situation, item, voice) if refused else None,
        approximate=source.fit == "approximate",
        judge=_judge(situation, item, voice) if status is Status.JUDGE else "",
        settled_by=_settled_by(situation, item) if status in (Status.ENTITLED, Status.NOT_ENTITLED) else (),
        nobody_here=item.number in plan.nobody,
    )


def _missing(situation: Situation, item: Item, voice: Voice) -> tuple[Missing, ...]:
    """What the item waits for: settling facts first, then those of which some answer gives it, then as declared."""
    found = []
    for fact in situation.open_facts(item):
        if not situation.plan.askable[fact]:
            continue
        outcomes = situation.outcomes(item, fact)
        giving = sum(bit for bit, truth in outcomes if truth is True)
        words = ""
        if giving:
            words = voice.say(T("若{condition}，即可享受", condition=voice.cells(fact, giving)))
        settles = situation.settles(item, fact)
        name = situation.plan.names[fact]
        found.append(Missing(name, voice.label(fact), words, settles, situation.is_declined(fact)))
    return tuple(sorted(found, key=lambda one: (not one.settles, not one.words)))


def _judge(situation: Situation, item: Item, voice: Voice) -> str:
    if item.node is not None:
        facts = [voice.label(fact) for fact in situation.open_facts(item)]
        return voice.say(T("须人判：{facts}还没有公布的数值", facts=facts))
    if item.service.broken:
        return voice.say(T("须人判：规则有错，还不能使用"))
    if item.service.eligible is None:
        return voice.say(T("须人判：原文没有写成可判断的规则"))
    return voice.say(T("须人判：规则只是占位，不能代替原文"))


def _settled_by(situation: Situation, item: Item) -> tuple[str, ...]:
    assert item.node is not None
    return tuple(situation.plan.names[fact] for fact in sorted(item.node.proof(situation.known)))

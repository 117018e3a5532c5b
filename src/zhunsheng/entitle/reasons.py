"""Why an item is refused, fact by fact: what is asked for, by which clause, what the person told, and when it changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from zhunsheng.entitle.known import Known
from zhunsheng.entitle.results import ItemName, Reason
from zhunsheng.entitle.saying import Voice
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.entitle.interview import Situation
    from zhunsheng.entitle.plan import Demand, Item


def reasons(situation: Situation, item: Item, voice: Voice) -> Iterator[Reason]:
    """Each requirement that certainly fails; the whole rule where only all together they cannot be met."""
    from zhunsheng.entitle.plan import Demand

    assert item.node is not None
    failing = [one for one in item.demands if one.node.truth(situation.known) is False]
    if not failing:
        whole = item.service.entitled
        assert whole is not None
        failing = [Demand(whole, item.node, "")]
    for demand in failing:
        yield _reason(situation, item, demand, voice, alone=len(failing) == 1)


def _reason(situation: Situation, item: Item, demand: Demand, voice: Voice, *, alone: bool) -> Reason:
    facts = sorted(demand.node.proof(situation.known))
    told = list(dict.fromkeys(voice.known(situation, one) for fact in facts for one in _roots(situation, fact)))
    because = _because(situation, facts, voice)
    clause = demand.clause or situation.plan.clauses.get(item.id, "")
    year, certain = _from_year(situation, item, demand, facts)
    requirement = voice.rule(demand.rule)
    said = [_requirement(voice, requirement, clause)]
    if told:
        said.append(_told_words(situation, facts, told, voice))
    said += because
    if year is not None:
        then = T("{year} 年起可享受", year=year) if certain and alone else T("{year} 年起年龄达到要求", year=year)
        said.append(voice.say(then))
    stop = "。" if voice.speaker.language == "zh" else ". "
    return Reason(
        requirement=requirement,
        clause=clause,
        facts=tuple(situation.plan.names[fact] for fact in facts),
        told=tuple(told),
        because=tuple(because),
        from_year=year,
        alone=certain and alone,
        words=(stop.join(part.rstrip("。.") for part in said) + stop).strip(),
    )


def _told_words(situation: Situation, facts: list[int], told: list[str], voice: Voice) -> str:
    """What was told; an age alone reads 您今年 67 岁."""
    book = situation.plan.library.book
    if len(facts) == 1 and situation.plan.names[facts[0]] == "age" and book.facts["age"].type == "age":
        return voice.say(T("您今年 {age}", age=told[0]))
    return voice.say(T("您的情况：{told}", told=voice.speaker.join(told)))


def _requirement(voice: Voice, requirement: str, clause: str) -> str:
    if clause:
        return voice.say(T("须{requirement}（第 {clause} 条）", requirement=requirement, clause=clause))
    return voice.say(T("须{requirement}", requirement=requirement))


def _roots(situation: Situation, fact: int) -> list[int]:
    """The told facts from which a fact follows; the fact itself where it was told, or follows from nothing told."""
    if fact in situation.known.exact:
        return [fact]
    found: dict[int, None] = {}
    seen, waiting = {fact}, [fact]
    while waiting:
        for number in sorted(situation.inference.causes.get(waiting.pop(), ())):
            for one in situation.plan.constraints.all[number].facts:
                if one in situation.known.exact:
                    found[one] = None
                elif one not in seen:
                    seen.add(one)
                    waiting.append(one)
    return list(found) or [fact]


def _because(situation: Situation, facts: list[int], voice: Voice) -> list[str]:
    """The invariants from which facts that were not told follow."""
    found = []
    for fact in facts:
        if fact not in situation.known.exact:
            numbers = sorted(situation.inference.causes.get(fact, ()))
            found += [voice.say(situation.plan.why_always[number]) for number in numbers]
    return list(dict.fromkeys(found))


def _from_year(situation: Situation, item: Item, demand: Demand, facts: list[int]) -> tuple[int | None, bool]:
    """The year from which growing older meets a demand, and whether the item is certain then.

    An age told in years leaves the birthday open; by the end of that year it has been reached.
    """
    plan = situation.plan
    for fact in facts:
        declared = plan.library.book.facts.get(plan.names[fact])
        years = situation.known.exact.get(fact)
        if declared is None or declared.type != "age" or not isinstance(years, int):
            continue
        cells = plan.cells[fact]
        for cell in range(cells.cell_of(years) + 1, len(cells.starts)):
            then = Known(situation.known, situation.known.exact)
            then[fact] = 1 << cell
            if demand.node.truth(then) is True:
                reached = cells.starts[cell]
                birth = situation.told.values.get(declared.born or "")
                year = birth.year + reached if isinstance(birth, date) else plan.day.year + reached - years
                return year, _certain_at(situation, item, plan.names[fact], reached)
    return None, False


def _certain_at(situation: Situation, item: Item, name: str, years: int) -> bool:
    """Whether the person would certainly be entitled at that age, all other answers the same."""
    assert item.node is not None
    older = situation.older(name, years)
    return not older.clashes and item.node.truth(older.known) is True


def nearest(situation: Situation, item: Item, voice: Voice) -> ItemName | None:
    """The item nearest to a refused one among those to which the person is entitled.

    Near is: the same category of the same domain, then the same domain, then rules that look at the same facts.  An
    item for everybody comes last.  None outside the domain.
    """
    plan = situation.plan
    domain, category = plan.domain_of(item), item.service.source.category
    best: tuple[tuple[bool, bool, float, int], Item] | None = None
    for other in situation.entitled:
        if plan.domain_of(other) != domain or other.number == item.number:
            continue
        assert other.node is not None
        assert item.node is not None
        shared = len(other.node.facts & item.node.facts) / max(1, len(other.node.facts | item.node.facts))
        same = category is not None and other.service.source.category == category
        rank = (bool(other.node.facts), same, shared, -other.number)
        if best is None or rank > best[0]:
            best = rank, other
    return None if best is None else ItemName(best[1].id, voice.title(best[1]))


__all__ = ["nearest", "reasons"]

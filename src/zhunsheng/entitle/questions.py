"""Questions, answers and problems in words: what an interview says while it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhunsheng.entitle.answers import UNKNOWN, Fault, is_unknown, shown_range
from zhunsheng.entitle.choose import candidates
from zhunsheng.entitle.plan import need_not_answer
from zhunsheng.entitle.results import (
    Answered,
    ItemName,
    Option,
    Problem,
    Progress,
    Question,
    QuestionGroup,
    Status,
)
from zhunsheng.entitle.saying import Voice
from zhunsheng.entitle.subjects import places, subject_of
from zhunsheng.standard.facts import Fact
from zhunsheng.standard.quantity import QuantityError, Unit
from zhunsheng.standard.units import UNITS
from zhunsheng.standard.wording import Language, T

if TYPE_CHECKING:
    from zhunsheng.entitle.interview import Situation
    from zhunsheng.entitle.plan import Item


def asked(situation: Situation, name: str, language: Language) -> Question:
    """The question about a fact as things stand; what was answered to it so far is left out of account."""
    plan = situation.plan
    declared = plan.library.book.facts[name]
    before = without(situation, name)
    voice = plan.voice(language)
    needed, settles = _concerned(before, name)
    low, high = shown_range(declared) if declared.type not in ("bool", "enum") else (None, None)
    subject = subject_of(plan, name)
    return Question(
        fact=name,
        words=question_words(voice, name, declared),
        label=voice.speaker.label(name),
        kind=declared.type,
        options=_options(before, name, declared, voice),
        low=low,
        high=high,
        unit=_unit(voice, declared),
        register=voice.register(declared.register_),
        subject=subject.id,
        subject_title=voice.say(subject.title),
        settles=_named(voice, settles),
        needed=_named(voice, needed),
        why=_why(voice, len(settles), len(needed)),
        sensitive=need_not_answer(declared),
        answer=_given(situation, name),
    )


def without(situation: Situation, name: str) -> Situation:
    """The situation as if a fact had not been answered."""
    if name not in situation.answers:
        return situation
    rest = {other: text for other, text in situation.answers.items() if other != name}
    return situation.interview.given(rest)


def _given(situation: Situation, name: str) -> str | None:
    if name not in situation.answers:
        return None
    text = situation.answers[name]
    return UNKNOWN if is_unknown(text) else text


def question_words(voice: Voice, name: str, fact: Fact) -> str:
    """The question as the vocabulary words it; made from the label where it words none."""
    if fact.question is not None:
        return voice.say(fact.question)
    return voice.say(T("{label}：您的情况是？", label=fact.label))


def _concerned(situation: Situation, name: str) -> tuple[list[Item], list[Item]]:
    """Undecided items that turn on a fact, and those among them that some answer settles."""
    fact = situation.plan.index.get(name)
    if fact is None:
        return [], []
    needed = [item for item in situation.undecided if fact in situation.open_facts(item)]
    return needed, [item for item in needed if _may_settle(situation, item, fact)]


def _may_settle(situation: Situation, item: Item, fact: int) -> bool:
    """Whether some answer about a fact settles an item."""
    return any(situation.resolves(item, fact, world) for world in situation.worlds(fact))


def _options(situation: Situation, name: str, declared: Fact, voice: Voice) -> tuple[Option, ...]:
    unsure = Option(UNKNOWN, voice.say(T("不清楚")))
    fact = situation.plan.index.get(name)
    left = -1 if fact is None else situation.known[fact]
    if declared.type == "bool":
        yes, no = Option("true", voice.say(T("是"))), Option("false", voice.say(T("否")))
        return (*([yes] if left & 2 else []), *([no] if left & 1 else []), unsure)
    if declared.type != "enum":
        return ()
    members = enumerate((declared.members or {}).items())
    return (*(Option(member, voice.say(label)) for cell, (member, label) in members if left >> cell & 1), unsure)


def _unit(voice: Voice, fact: Fact) -> str:
    if fact.type == "age":
        return voice.say(T("周岁"))
    if fact.type == "money":
        return voice.say(T("元"))
    try:
        unit = None if fact.unit is None else Unit.parse(fact.unit)
    except QuantityError:
        return ""
    return "" if unit is None else voice.say(UNITS[unit.measure].label)


def _why(voice: Voice, settles: int, needed: int) -> str:
    if settles and needed > settles:
        return voice.say(T("这一问能确定 {n} 项服务，另有 {m} 项也要用到。", n=settles, m=needed - settles))
    if settles:
        return voice.say(T("这一问能确定 {n} 项服务。", n=settles))
    if needed:
        return voice.say(T("有 {n} 项服务要用到这一答案。", n=needed))
    return voice.say(T("这一问现在不影响任何一项服务。"))


def _named(voice: Voice, items: Iterable[Item]) -> tuple[ItemName, ...]:
    return tuple(ItemName(item.id, voice.title(item)) for item in items)


def questions_for(situation: Situation, item: Item, language: Language) -> tuple[Question, ...]:
    """Questions on which an undecided item turns: those that can settle it first, then as declared."""
    if situation.status(item.id) not in (Status.ONE_AWAY, Status.OPEN):
        return ()
    facts = [fact for fact in situation.open_facts(item) if situation.plan.askable[fact]]
    facts.sort(key=lambda fact: not _may_settle(situation, item, fact))
    return tuple(asked(situation, situation.plan.names[fact], language) for fact in facts)


def grouped(situation: Situation, language: Language) -> tuple[QuestionGroup, ...]:
    """Open questions by subject, subjects in the order in which a helper asks."""
    groups: dict[str, list[Question]] = {}
    for fact in candidates(situation):
        question = asked(situation, situation.plan.names[fact], language)
        groups.setdefault(question.subject, []).append(question)
    order = places(situation.plan)
    return tuple(
        QuestionGroup(name, groups[name][0].subject_title, tuple(groups[name]))
        for name in sorted(groups, key=lambda name: order[name])
    )


def progress(situation: Situation) -> Progress:
    """Answers used, and what is left."""
    statuses = list(situation.statuses.values())
    undecided = situation.undecided
    waiting = {item.number for items in candidates(situation).values() for item in items}
    return Progress(
        answered=len(situation.told.values.keys() & situation.answers.keys()),
        declined=len(situation.told.declined),
        remaining=situation.remaining(),
        settled=sum(status in (Status.ENTITLED, Status.NOT_ENTITLED) for status in statuses),
        wanted=len(statuses),
        undecided=sum(item.number not in waiting for item in undecided),
    )


def answered(situation: Situation, language: Language) -> tuple[Answered, ...]:
    """The thread of answers."""
    voice = situation.plan.voice(language)
    wrong: dict[str, str] = {}
    for problem in problems(situation, language):
        for name in problem.facts:
            wrong.setdefault(name, problem.message)
    found = []
    for name, text in situation.answers.items():
        if name not in situation.plan.library.book.facts:
            continue
        unknown = is_unknown(text)
        value = situation.told.values.get(name)
        words = voice.say(T("不清楚")) if unknown else text or ""
        if value is not None and not unknown:
            words = short_answer(voice, name, value)
        found.append(
            Answered(
                name, voice.speaker.label(name), UNKNOWN if unknown else text or "", words, unknown, wrong.get(name, "")
            )
        )
    return tuple(found)


def short_answer(voice: Voice, name: str, value: object) -> str:
    """An answer beside its label: yes or no, the option chosen, the number with its unit."""
    fact = voice.plan.library.book.facts[name]
    if isinstance(value, bool):
        return voice.say(T("是") if value else T("否"))
    if isinstance(value, str):
        return voice.say((fact.members or {}).get(value, value))
    words = voice.speaker.fact(name, value)  # type: ignore[arg-type]
    label = f"{voice.speaker.label(name)}{'：' if voice.speaker.language == 'zh' else ': '}"
    return words.removeprefix(label)


def problems(situation: Situation, language: Language) -> tuple[Problem, ...]:
    """What is wrong with single answers, then answers that cannot all be true."""
    voice = situation.plan.voice(language)
    found = [_problem(voice, fault) for fault in situation.told.faults]
    for number, facts in situation.inference.clashes:
        names = tuple(situation.plan.names[fact] for fact in sorted(facts))
        labels = [voice.speaker.label(name) for name in names]
        message = voice.say(T("这几项答案不能同时成立：{facts}", facts=labels))
        reason = situation.plan.why_always[number]
        found.append(
            Problem(names, "contradiction", message, voice.say(T("{reason}。请核对并改正其中一项。", reason=reason)))
        )
    return tuple(found)


def _problem(voice: Voice, fault: Fault) -> Problem:
    return Problem(fault.facts, fault.kind, voice.say(fault.message), voice.say(fault.help))


__all__ = ["answered", "asked", "grouped", "problems", "progress", "question_words", "questions_for"]

"""The interview as its page shows it: the question, the thread of answers, the live list, one list of papers.

From what the core says to rows for a template; nothing is decided and nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhunsheng.entitle import Interview, ItemResult, MaterialList, Problem, Question, Situation, Status
from zhunsheng.site.public.interview_form import Asking, Move
from zhunsheng.site.public.interview_rows import (
    GAINS,
    Row,
    addressed,
    entitled_rows,
    judged_rows,
    refused_rows,
    waiting_rows,
)
from zhunsheng.standard.wording import Language

#: How many rows of a group stand open; the rest can be unfolded.
OPEN_ROWS = 5
#: Problems of answers that answer no question here: they are dropped.
_NO_QUESTION = ("unknown_fact", "computed")


@dataclass(frozen=True)
class Group:
    """Rows of one status; `rest` are unfolded on demand."""

    id: str
    verdict: str
    title: str
    remark: str
    rows: tuple[Row, ...]

    @property
    def first(self) -> tuple[Row, ...]:
        """The rows that stand open."""
        return self.rows[:OPEN_ROWS]

    @property
    def rest(self) -> tuple[Row, ...]:
        """The others."""
        return self.rows[OPEN_ROWS:]


@dataclass(frozen=True)
class Step:
    """Where the interview stands after a move.  fact: asked for by name, None for the next one.  error: what was wrong."""

    asking: Asking
    fact: str | None = None
    error: str = ""
    tried: str = ""
    answered: str = ""


def step(interview: Interview, asking: Asking, move: Move, language: Language) -> Step:
    """What a move makes of the answers so far; an answer that cannot be used is asked again and not taken over."""
    asking = _usable(interview, asking, language)
    if move.change and move.change in asking.answers:
        return Step(asking, move.change)
    if move.back and asking.answers:
        return Step(asking, list(asking.answers)[-1])
    if not move.fact:
        return Step(asking)
    if not move.value:
        return Step(asking, move.fact, _("还没有回答。请选一个答案；拿不准就选“不清楚”。"))
    taken = asking.with_answer(move.fact, move.value)
    for problem in interview.given(taken.answers).problems(language):
        if problem.facts == (move.fact,):
            if problem.kind in _NO_QUESTION:
                return Step(asking)
            return Step(asking, move.fact, _said(problem), move.value)
    return Step(taken, answered=move.fact)


def _usable(interview: Interview, asking: Asking, language: Language) -> Asking:
    """The answers without those that concern no question; wrong and contradictory ones stay, to be shown."""
    for problem in interview.given(asking.answers).problems(language):
        if problem.kind in _NO_QUESTION:
            for fact in problem.facts:
                asking = asking.without(fact)
    return asking


def _said(problem: Problem) -> str:
    return (problem.message + _("。") + problem.help).strip() if problem.help else problem.message


def question_of(situation: Situation, at: Step, language: Language) -> Question | None:
    """The question to show: the one that was asked for, else the one that settles most."""
    if at.fact:
        try:
            return situation.ask(at.fact, language)
        except KeyError:  # a form that this page has not made
            pass
    return situation.question(language)


def groups_of(
    situation: Situation,
    results: Sequence[ItemResult],
    at: Step,
    language: Language,
    checked: Mapping[str, str],
    gains: int = GAINS,
) -> tuple[list[Group], dict[str, int]]:
    """The live list, and how many items have each status.  gains: how many a row names."""
    person = at.asking.person
    just = _just_settled(situation, at)
    by_status: dict[Status, list[ItemResult]] = {status: [] for status in Status}
    for one in results:
        by_status[one.status].append(one)
    counts = {status.value: len(listed) for status, listed in by_status.items()}
    entitled = sorted(by_status[Status.ENTITLED], key=lambda one: (one.item not in just, not one.settled_by))
    refused = sorted(by_status[Status.NOT_ENTITLED], key=_how_far)
    listed = [
        Group("entitled", "proved", _("可享受"), _("已能确定"), addressed(entitled_rows(entitled, just, checked, gains), person, language)),
        Group("one-away", "undecided", _("还需一问"), _("不是“不符合”"), addressed(waiting_rows(by_status[Status.ONE_AWAY]), person, language)),
        Group("refused", "not_eligible", _("目前不符合"), _("附原因和出路"), addressed(refused_rows(refused, just, checked), person, language)),
        Group("judge", "not_formalised", _("须人判"), _("由工作人员看原文决定"), addressed(judged_rows(by_status[Status.JUDGE]), person, language)),
        Group("open", "undecided", _("还要多问几样"), _("不是“不符合”"), addressed(waiting_rows(by_status[Status.OPEN]), person, language)),
    ]  # fmt: skip
    return [group for group in listed if group.rows], counts


def _just_settled(situation: Situation, at: Step) -> set[str]:
    """Items that the last answer settled."""
    if not at.answered:
        return set()
    before = situation.interview.given(at.asking.without(at.answered).answers)
    truths = {item: situation.truth(item) for item in situation.interview.items}
    return {item for item, truth in truths.items() if truth is not None and before.truth(item) is not truth}


def _how_far(one: ItemResult) -> tuple[bool, bool, int]:
    """Refusals that time will end first, then those for one reason; groups that nobody here belongs to last."""
    years = [reason.from_year for reason in one.reasons if reason.from_year is not None]
    return one.nobody_here, not years, len(one.reasons)


def papers_of(situation: Situation, language: Language) -> MaterialList:
    """One list of papers for all that the person is entitled to."""
    return situation.materials(language)


def contradictions(problems: Sequence[Problem]) -> list[Problem]:
    """Answers that cannot all be true, or cannot be used: shown until one of them is changed."""
    return [problem for problem in problems if problem.kind not in _NO_QUESTION]

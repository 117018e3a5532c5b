"""The interview: what is settled on what is known, and what is worth asking next.

An `Interview` is a library on a day with the items that are wanted; it knows nobody.  `Interview.given(answers)` is the
`Situation` of one person: it is made from the answers alone, is never changed, and is forgotten with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from zhunsheng.entitle.answers import UNKNOWN, Told, is_unknown, read_answers
from zhunsheng.entitle.choose import Choice, World, choose, remaining, worlds
from zhunsheng.entitle.constraints import Inference
from zhunsheng.entitle.known import Known
from zhunsheng.entitle.plan import Item, Plan
from zhunsheng.entitle.results import (
    Answered,
    ItemResult,
    MaterialList,
    Problem,
    Progress,
    Question,
    QuestionGroup,
    Status,
)
from zhunsheng.entitle.saying import Voice
from zhunsheng.rule.tree import Truth, Value
from zhunsheng.standard.wording import Language

if TYPE_CHECKING:
    from zhunsheng.rule.library import Library


@dataclass(frozen=True)
class Interview:
    """A library on a day, and the numbers of the wanted items in reading order."""

    plan: Plan
    wanted: tuple[int, ...]

    @classmethod
    def of(
        cls,
        library: Library,
        day: date,
        items: Iterable[str] | None = None,
        *,
        domain: str | None = None,
        offered: Collection[str] | None = None,
    ) -> Interview:
        """An interview over a library; make it once a day and share it.

        items: ids of the wanted items, by default all.  domain: only items of this domain.  offered: the items that
        there are on the day, where that is not all of the library's: of others nothing is said at all.
        Raises KeyError for an item or domain that the library does not have.
        """
        plan = Plan(library, day, offered)
        return cls(plan, tuple(item.number for item in plan.items)).about(items, domain=domain)

    def about(self, items: Iterable[str] | None = None, *, domain: str | None = None) -> Self:
        """The same with other wanted items; `items` and `domain` as in `of`, both given: what lies in both."""
        plan = self.plan
        chosen = [item.number for item in plan.items]
        if items is not None:
            asked = {plan.numbers[item] for item in items}
            chosen = [number for number in chosen if number in asked]
        if domain is not None:
            if domain not in plan.domains:
                raise KeyError(domain)
            chosen = [number for number in chosen if plan.domain_of(plan.items[number]) == domain]
        return type(self)(plan, tuple(chosen))

    def warm(self, *languages: Language) -> Self:
        """Work out beforehand what the first visitor would wait for; for servers.  Returns itself."""
        self.blank.choice  # noqa: B018 - computed once and kept
        self.plan.clauses  # noqa: B018
        for language in languages:
            self.blank.results(language)
        return self

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of the wanted items, in reading order."""
        return tuple(self.plan.items[number].id for number in self.wanted)

    def given(self, answers: Mapping[str, str | None]) -> Situation:
        """The situation of somebody who has given these answers (raw text by fact; `UNKNOWN` or None: don't know)."""
        return Situation(self, dict(answers)) if answers else self.blank

    @cached_property
    def blank(self) -> Situation:
        """The situation before any answer; the same for everybody, so it is worked out once."""
        return Situation(self, {})


class Situation:
    """One person as far as the answers tell: statuses, the next question, results and materials.

    Everything is computed when asked for and depends on the answers alone, not on their order.
    """

    def __init__(self, interview: Interview, answers: Mapping[str, str | None]) -> None:
        self.interview = interview
        self.plan = interview.plan
        self.answers = answers

    # -- what is known -------------------------------------------------------------------------------------------

    @cached_property
    def told(self) -> Told:
        """The answers, read."""
        return read_answers(self.plan, self.answers)

    @cached_property
    def inference(self) -> Inference:
        """What follows from the answers and from what always holds."""
        plan = self.plan
        known = Known([cells.everything for cells in plan.cells])
        for name, value in self.told.values.items():
            fact = plan.index.get(name)
            if fact is not None:
                known[fact] = 1 << plan.cells[fact].cell_of(value)
                known.exact[fact] = value
        return plan.constraints.inferred(known)

    @property
    def known(self) -> Known:
        """What is known, inferred facts included."""
        return self.inference.known

    @cached_property
    def person(self) -> dict[str, Value]:
        """Facts with one certain value, told or inferred, as the plain evaluator takes them."""
        found = dict(self.told.values)
        for fact, cells in enumerate(self.plan.cells):
            value = cells.only(self.known[fact])
            if value is not None:
                found.setdefault(cells.name, value)
        return found

    def older(self, name: str, years: int) -> Inference:
        """What would follow if an age were `years` and all else the same."""
        found = self._older.get((name, years))
        if found is None:
            answers = {one: text for one, text in self.answers.items() if one not in self._births(name)}
            later = self.interview.given({**answers, name: str(years)})
            found = self._older[(name, years)] = later.inference
        return found

    @cached_property
    def _older(self) -> dict[tuple[str, int], Inference]:
        return {}

    def _births(self, name: str) -> tuple[str, ...]:
        born = self.plan.library.book.facts[name].born
        return () if born is None else (born,)

    def voice(self, language: Language) -> Voice:
        """Says things about this situation."""
        return self.plan.voice(language)

    def is_declined(self, fact: int) -> bool:
        """Whether the person answered "don't know" to a fact that nothing else settles."""
        return self.plan.names[fact] in self.told.declined

    # -- statuses ------------------------------------------------------------------------------------------------

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The status of every wanted item, in reading order."""
        return {self.plan.items[number].id: self._status(number) for number in self.interview.wanted}

    def status(self, item: str) -> Status:
        """The status of an item, wanted or not.  Raises KeyError for an unknown item."""
        return self._status(self.plan.numbers[item])

    def truth(self, item: str) -> Truth:
        """Whether the person is certainly entitled (True) or certainly not; None while the answers leave it open.

        What `status` says of the settled, without weighing what an open item waits for.  Raises KeyError.
        """
        node = self.plan.items[self.plan.numbers[item]].node
        return None if node is None else node.truth(self.known)

    def _status(self, number: int) -> Status:
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = self._judged(self.plan.items[number])
        return found

    @cached_property
    def _found(self) -> dict[int, Status]:
        return {}

    def _judged(self, item: Item) -> Status:
        if item.node is None:
            return Status.JUDGE
        truth = item.node.truth(self.known)
        if truth is not None:
            return Status.ENTITLED if truth else Status.NOT_ENTITLED
        facts = self.open_facts(item)
        if not any(self.plan.askable[fact] for fact in facts):
            return Status.JUDGE
        return Status.ONE_AWAY if any(self.settles(item, fact) for fact in facts) else Status.OPEN

    def open_facts(self, item: Item) -> tuple[int, ...]:
        """The facts on which an undecided item still turns, as declared; "don't know" included."""
        facts = self._open_facts.get(item.number)
        if facts is None:
            assert item.node is not None
            found: set[int] = set()
            item.node.open_facts(self.known, found)
            facts = self._open_facts[item.number] = tuple(sorted(found))
        return facts

    @cached_property
    def _open_facts(self) -> dict[int, tuple[int, ...]]:
        return {}

    def settles(self, item: Item, fact: int) -> bool:
        """Whether any answer about `fact` settles the item, and some answer may give it."""
        found = self._settling.get((item.number, fact))
        if found is None:
            found = self._settling[item.number, fact] = self.plan.askable[fact] and self._settled_by_any(item, fact)
        return found

    def _settled_by_any(self, item: Item, fact: int) -> bool:
        gives = False
        for (_, truth), world in zip(self.outcomes(item, fact), self.worlds(fact), strict=True):
            if truth is None and not self._only_left(item, fact, world):
                return False
            gives = gives or truth is not False
        return gives

    def resolves(self, item: Item, fact: int, world: World) -> bool:
        """Whether an answer in this cell settles the item: by the cell alone, or because nothing else is left open."""
        assert item.node is not None
        return item.node.truth(world.known) is not None or self._only_left(item, fact, world)

    def _only_left(self, item: Item, fact: int, world: World) -> bool:
        assert item.node is not None
        left: set[int] = set()
        item.node.open_facts(world.known, left)
        return left <= {fact}

    def outcomes(self, item: Item, fact: int) -> Sequence[tuple[int, Truth]]:
        """By cell (one bit) that an answer about `fact` may fall into, what becomes of the item."""
        found = self._outcomes.get((item.number, fact))
        if found is None:
            assert item.node is not None
            truth = item.node.truth
            found = tuple((world.bit, truth(world.known)) for world in self.worlds(fact))
            self._outcomes[item.number, fact] = found
        return found

    @cached_property
    def _settling(self) -> dict[tuple[int, int], bool]:
        return {}

    @cached_property
    def _outcomes(self) -> dict[tuple[int, int], tuple[tuple[int, Truth], ...]]:
        return {}

    def worlds(self, fact: int) -> tuple[World, ...]:
        """What each possible answer about a fact would make known."""
        found = self._worlds.get(fact)
        if found is None:
            found = self._worlds[fact] = worlds(self.plan, self.inference, fact)
        return found

    @cached_property
    def _worlds(self) -> dict[int, tuple[World, ...]]:
        return {}

    @cached_property
    def entitled(self) -> tuple[Item, ...]:
        """Every item to which the person is entitled, wanted or not."""
        known = self.known
        return tuple(item for item in self.plan.items if item.node is not None and item.node.truth(known) is True)

    @cached_property
    def undecided(self) -> list[Item]:
        """Wanted items that are not settled and could be by questions, in reading order."""
        items = (self.plan.items[number] for number in self.interview.wanted)
        known, askable = self.known, self.plan.askable
        return [
            item
            for item in items
            if item.node is not None
            and item.node.truth(known) is None
            and any(askable[fact] for fact in self.open_facts(item))
        ]

    # -- questions -----------------------------------------------------------------------------------------------

    @cached_property
    def choice(self) -> Choice | None:
        """The fact to ask for next, with what it settles; None when no question is left."""
        return choose(self)

    def question(self, language: Language = "zh") -> Question | None:
        """The next question: the one that settles most."""
        from zhunsheng.entitle.questions import asked

        return None if self.choice is None else asked(self, self.plan.names[self.choice.fact], language)

    def ask(self, fact: str, language: Language = "zh") -> Question:
        """The question about any fact, answered already or not, also one that only a value waits for (`Gain.missing`).

        Raises KeyError for a fact that the vocabulary does not have or that follows from others.
        """
        from zhunsheng.entitle.answers import is_computed
        from zhunsheng.entitle.questions import asked

        if is_computed(self.plan, fact):
            raise KeyError(fact)
        return asked(self, fact, language)

    def questions_for(self, item: str, language: Language = "zh") -> tuple[Question, ...]:
        """Every question that an undecided item still turns on, the ones that settle it first."""
        from zhunsheng.entitle.questions import questions_for

        return questions_for(self, self.plan.items[self.plan.numbers[item]], language)

    def groups(self, language: Language = "zh") -> tuple[QuestionGroup, ...]:
        """Every question that some wanted item still turns on, by subject."""
        from zhunsheng.entitle.questions import grouped

        return grouped(self, language)

    def progress(self) -> Progress:
        """How far the interview is."""
        from zhunsheng.entitle.questions import progress

        return progress(self)

    def remaining(self) -> int:
        """About how many questions are left; 0 exactly when there is none."""
        return 0 if self.choice is None else max(1, remaining(self))

    def answered(self, language: Language = "zh") -> tuple[Answered, ...]:
        """The answers in words, in the order given."""
        from zhunsheng.entitle.questions import answered

        return answered(self, language)

    def problems(self, language: Language = "zh") -> tuple[Problem, ...]:
        """Answers that cannot be used, or that contradict one another."""
        from zhunsheng.entitle.questions import problems

        return problems(self, language)

    # -- results -------------------------------------------------------------------------------------------------

    def results(self, language: Language = "zh") -> tuple[ItemResult, ...]:
        """Every wanted item, in reading order."""
        from zhunsheng.entitle.live import item_result

        return tuple(item_result(self, self.plan.items[number], language) for number in self.interview.wanted)

    def result(self, item: str, language: Language = "zh") -> ItemResult:
        """One item, wanted or not.  Raises KeyError for an unknown item."""
        from zhunsheng.entitle.live import item_result

        return item_result(self, self.plan.items[self.plan.numbers[item]], language)

    def materials(
        self, language: Language = "zh", items: Iterable[str] | None = None, *, undecided: bool = False
    ) -> MaterialList:
        """The materials of several items as one list.

        items: by default the wanted items to which the person is entitled; undecided: with those one question away.
        """
        from zhunsheng.entitle.materials import merged

        if items is None:
            taken = {Status.ENTITLED} | ({Status.ONE_AWAY} if undecided else set())
            numbers = [number for number in self.interview.wanted if self._status(number) in taken]
        else:
            numbers = sorted(self.plan.numbers[item] for item in items)
        return merged(self, [self.plan.items[number] for number in numbers], language)


__all__ = ["UNKNOWN", "Interview", "Situation", "is_unknown"]

"""The street worker's mode: every question that is still of use, and every answered one, by subject on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zhunsheng.entitle import ItemResult, Question, Situation
from zhunsheng.site.public.interview_form import Asking, for_person
from zhunsheng.standard.wording import Language


@dataclass(frozen=True)
class Asked:
    """A question of the page with the answer given so far, and what is wrong with it."""

    question: Question
    words: str
    value: str
    error: str = ""


@dataclass(frozen=True)
class SubjectShown:
    """A subject with its questions; answered: how many have an answer."""

    id: str
    title: str
    questions: tuple[Asked, ...]

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(bool(one.value) for one in self.questions)


def subjects_of(
    situation: Situation,
    results: Iterable[ItemResult],
    every: Mapping[str, Question],
    asking: Asking,
    language: Language,
) -> list[SubjectShown]:
    """The questions that some undecided item waits for and the answered ones, in the order in which a helper asks.

    every: all questions of the district in that order, as they read before anything is known.
    """
    waited = {missing.fact for one in results for missing in one.missing}
    errors = {problem.facts[0]: problem.message for problem in situation.problems(language) if len(problem.facts) == 1}
    found: dict[str, SubjectShown] = {}
    for fact, question in every.items():
        if fact not in waited and fact not in asking.answers:
            continue
        group = found.get(question.subject) or SubjectShown(question.subject, question.subject_title, ())
        words = for_person(question.words, asking.person, language)
        one = Asked(question, words, asking.answers.get(fact, ""), errors.get(fact, ""))
        found[question.subject] = replace(group, questions=(*group.questions, one))
    return list(found.values())

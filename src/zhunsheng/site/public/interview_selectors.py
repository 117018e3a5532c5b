"""What interviews start from, shared by all visitors: the compiled interview of a day, and which items are being checked.

Nothing here knows a person; what is kept in the process depends on the standards and the day alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.entitle import Interview, Question
from zhunsheng.site.kept import Kept
from zhunsheng.site.public.floor_marks import marks_of
from zhunsheng.site.public.here import Here
from zhunsheng.site.public.interview_form import Asking
from zhunsheng.site.public.life_events import event

_interviews: Kept[Interview] = Kept(6)
_questions: Kept[Mapping[str, Question]] = Kept(12)


@dataclass(frozen=True)
class Domain:
    """A domain and its items, id and title."""

    id: str
    title: str
    items: tuple[tuple[str, str], ...]


def interview_of(here: Here) -> Interview:
    """The interview over the items of the district that are in force on the day."""

    def made() -> Interview:
        with here.state.busy:
            return Interview.of(here.library, here.day, offered=here.keys)

    return _interviews.get((here.tree, here.library.id, here.day), made)


def narrowed(interview: Interview, asking: Asking) -> Interview:
    """The interview about what is wanted; wishes that nobody can fulfil ask for the whole district."""
    known = set(interview.items)
    wanted = [item for item in asking.items if item in known]
    if not wanted and asking.event:
        wanted = [item for item in _event_items(asking.event) if item in known]
    if wanted:
        return interview.about(items=wanted)
    if asking.domain:
        try:
            return _or_all(interview.about(domain=asking.domain), interview)
        except KeyError:
            return interview
    return interview


def _or_all(narrowed: Interview, interview: Interview) -> Interview:
    """What is wanted; the whole district where nothing of it is in force."""
    return narrowed if narrowed.items else interview


def _event_items(name: str) -> tuple[str, ...]:
    try:
        return event(name).items
    except KeyError:
        return ()


def all_questions(here: Here, interview: Interview) -> Mapping[str, Question]:
    """Every question that some item of the district turns on, as it reads before anything is known."""

    def made() -> Mapping[str, Question]:
        groups = interview.given({}).groups(here.language)
        return {question.fact: question for group in groups for question in group.questions}

    return _questions.get((here.tree, here.library.id, here.day, here.language), made)


def domains(here: Here, interview: Interview) -> list[Domain]:
    """The domains with their items, in the order of the workspace."""
    found: dict[str, list[tuple[str, str]]] = {}
    for item in interview.items:
        subject = here.subject(item)
        standard = subject.standard
        domain = subject.source.domain or (standard.domain if standard is not None else None) or ""
        found.setdefault(domain, []).append((item, subject.title))
    listed = here.library.workspace.manifest.domains
    return [Domain(one.id, one.title.say(here.language), tuple(found[one.id])) for one in listed if one.id in found]


def disputed(here: Here) -> Mapping[str, str]:
    """Items whose rule lies below one above, by the proofs on record: ``national`` or ``above``.

    Empty where nothing has been proved yet: then nothing is said either way.
    """
    marks = marks_of(here)
    if marks is None:
        return {}
    return {item: checking for item in marks.by_item if (checking := marks.of(item).checking)}

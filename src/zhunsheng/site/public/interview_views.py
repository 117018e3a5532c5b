"""The interview 「我能享受什么」, the mode for helping somebody, and the sheet to print.

It stores nothing and logs nothing: what is answered travels in the body of the form and comes back in the page; no
answer stands in an address, a session, a cookie, a cache or a log, and no answer of the server may be kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhunsheng.entitle import Interview, Question, Situation, read_sentence
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.public import interview_selectors as selectors
from zhunsheng.site.public import interview_shown as shown
from zhunsheng.site.public.here import Here
from zhunsheng.site.public.interview_forgets import forgets
from zhunsheng.site.public.interview_form import PERSONS, Asking, Move, for_person, person_named, read_asking, read_move
from zhunsheng.site.public.interview_helping import subjects_of
from zhunsheng.site.public.interview_rows import GAINS, GAINS_LARGE
from zhunsheng.site.public.life_events import LIFE_EVENTS
from zhunsheng.site.public.points_views import asked_query

#: How many answers stay open above the question where there are more than twice as many; the rest unfold.
LATEST = 4


@needs(Permission.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@forgets
def interview(request: HttpRequest) -> HttpResponse:
    """One question at a time, and what the answers so far mean."""
    here = Here.of(request)
    whole = selectors.interview_of(here)
    asking, move = _sent(request)
    narrowed = selectors.narrowed(whole, asking)
    if request.method != "POST":
        return _page(request, "start", _start(here, whole, narrowed, asking))
    if move.sentence:
        return _page(request, "confirm", _confirm(here, narrowed, asking, move))
    return _page(request, "ask", _ask(here, narrowed, asking, move))


@needs(Permission.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@forgets
def helping(request: HttpRequest) -> HttpResponse:
    """All questions by subject on one page, for somebody who helps somebody else."""
    here = Here.of(request)
    whole = selectors.interview_of(here)
    asking, _move = _sent(request)
    narrowed = selectors.narrowed(whole, asking)
    if request.method != "POST":
        context = _start(here, whole, narrowed, asking)
        context["persons"] = [(name, label) for name, label in context["persons"] if name != "self"]
    else:
        at = shown.step(narrowed, asking, Move(), here.language)
        situation = narrowed.given(at.asking.answers)
        context = _results(here, situation, at) | {"wanted": len(narrowed.items)}
        every = selectors.all_questions(here, whole)
        context["subjects"] = subjects_of(situation, context["results"], every, at.asking, here.language)
    context |= {"section": "interview", "stage": "helping", "asked_query": asked_query(request)}
    template = "public/_interview_helping.html" if _is_htmx(request) else "public/interview_helping.html"
    return render(request, template, context)


@needs(Permission.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@forgets
def sheet(request: HttpRequest) -> HttpResponse:
    """Everything found out on paper: answers, results, papers to bring.  Without answers it leads to the interview."""
    here = Here.of(request)
    asking, _move = _sent(request)
    narrowed = selectors.narrowed(selectors.interview_of(here), asking)
    at = shown.step(narrowed, asking, Move(), here.language)
    large = request.POST.get("large") == "1"
    context = _results(here, narrowed.given(at.asking.answers), at, GAINS_LARGE if large else GAINS)
    context |= {"section": "interview", "day": here.day, "large": large}
    context["asked_query"] = asked_query(request)
    return render(request, "public/interview_sheet.html", context)


def _sent(request: HttpRequest) -> tuple[Asking, Move]:
    """What was sent.  An address carries what is wanted, never an answer."""
    if request.method == "POST":
        return read_asking(request.POST), read_move(request.POST)
    asked = read_asking(request.GET)
    return Asking(asked.person, asked.items, asked.domain, asked.event), Move()


def _page(request: HttpRequest, stage: str, context: dict[str, Any]) -> HttpResponse:
    template = "public/_interview.html" if _is_htmx(request) else "public/interview.html"
    return render(
        request, template, context | {"section": "interview", "stage": stage, "asked_query": asked_query(request)}
    )


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _start(here: Here, whole: Interview, narrowed: Interview, asking: Asking) -> dict[str, Any]:
    """Whom it is for, and what is wanted."""
    return {
        "asking": asking,
        "persons": [(name, label) for name, (label, _word) in PERSONS.items()],
        "domains": selectors.domains(here, whole),
        "events": [(one.id, one.title.say(here.language)) for one in LIFE_EVENTS],
        "wanted": len(narrowed.items),
        "is_narrowed": len(narrowed.items) < len(whole.items),
        "wanted_items": [(item, here.subject(item).title) for item in narrowed.items]
        if len(narrowed.items) < len(whole.items)
        else [],
        "chosen": set(narrowed.items) if asking.items else set(),
    }


def _confirm(here: Here, narrowed: Interview, asking: Asking, move: Move) -> dict[str, Any]:
    """What was read from a sentence, to be confirmed."""
    reading = read_sentence(move.sentence, narrowed, here.language)
    if asking.person == "self":
        asking = replace(asking, person=person_named(reading.person))
    return {
        "asking": asking,
        "reading": reading,
        "sentence": move.sentence,
        "persons": [(name, label) for name, (label, _word) in PERSONS.items()],
    }


def _ask(here: Here, narrowed: Interview, asking: Asking, move: Move) -> dict[str, Any]:
    """The next question, or the one asked for, beside what is known by now."""
    at = shown.step(narrowed, asking, move, here.language)
    situation = narrowed.given(at.asking.answers)
    question = shown.question_of(situation, at, here.language)
    context = _results(here, situation, at)
    answered = context["thread"]
    folded = len(answered) - LATEST if len(answered) > 2 * LATEST else 0
    return context | {
        "earlier": answered[:folded],
        "earlier_wrong": any(one.problem for one in answered[:folded]),
        "latest": answered[folded:],
        "question": question,
        "question_words": for_person(question.words, at.asking.person, here.language) if question else "",
        "value": at.tried or _given(question, situation),
        "is_change": question is not None and question.fact in at.asking.answers,
        "hidden": at.asking.fields,
        "error": at.error,
    }


def _given(question: Question | None, situation: Situation) -> str:
    """The answer given so far to the question that is shown."""
    return "" if question is None else situation.answers.get(question.fact) or ""


def _results(here: Here, situation: Situation, at: shown.Step, gains: int = GAINS) -> dict[str, Any]:
    """The thread, the live list and the papers; gains: how many a row names."""
    results = situation.results(here.language)
    groups, counts = shown.groups_of(situation, results, at, here.language, selectors.disputed(here), gains)
    return {
        "results": results,
        "asking": at.asking,
        "progress": situation.progress(),
        "done": len(at.asking.answers) + 1,
        "number": len(at.asking.answers) + 2,
        "thread": situation.answered(here.language),
        "problems": shown.contradictions(situation.problems(here.language)),
        "groups": groups,
        "counts": counts,
        "papers": shown.papers_of(situation, here.language),
        "person_title": PERSONS[at.asking.person][0],
        "provenance_kind": here.library.workspace.manifest.provenance.kind,
    }

"""Questions about one person, without memory: nothing that is sent is stored, logged or kept in any cache."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from zhunsheng.entitle import Interview, Situation, Status
from zhunsheng.site.api.asked import Asked, asked_of
from zhunsheng.site.api.contract import computes
from zhunsheng.site.api.filters import unknown_value
from zhunsheng.site.api.giving import give_one
from zhunsheng.site.api.problems import FieldProblem, Refused
from zhunsheng.site.api.schemas.base import One
from zhunsheng.site.api.schemas.people import EligibilityIn, InterviewIn, InterviewOut, PersonOut
from zhunsheng.site.public.interview_selectors import interview_of

router = Router(tags=["people"])
_GROUPS: Mapping[str, frozenset[Status]] = {
    "entitled": frozenset({Status.ENTITLED}),
    "unknown": frozenset({Status.ONE_AWAY, Status.OPEN}),
    "not_entitled": frozenset({Status.NOT_ENTITLED}),
    "judge": frozenset({Status.JUDGE}),
}
_NAMES = {"register": "register_title"}


@computes(router, "/eligibility", One[PersonOut])
def eligibility(request: HttpRequest, given: EligibilityIn) -> HttpResponse:
    """What a person is entitled to, as far as the facts tell; facts that cannot be used are refused."""
    asked = asked_of(request)
    situation = _interview(asked, given.items, given.domain).given(given.facts)
    problems = situation.problems(asked.language)
    if problems:
        errors = [
            FieldProblem(
                where="body", pointer=_pointer("facts", fact), code=one.kind, detail=f"{one.message} {one.help}".strip()
            )
            for one in problems
            for fact in one.facts
        ]
        raise Refused(422, _("有的事实不能用"), errors=errors)
    return give_one(request, _person(situation, asked))


@computes(router, "/interview", One[InterviewOut], cost=2)
def interview(request: HttpRequest, given: InterviewIn) -> HttpResponse:
    """The next question and the list so far; answers that cannot be used count as not given and are named."""
    asked = asked_of(request)
    language = asked.language
    situation = _interview(asked, given.items, given.domain).given(given.answers)
    question = situation.question(language)
    data = {
        "question": None if question is None else _told(question),
        "progress": _told(situation.progress()),
        "answered": [_told(one) for one in situation.answered(language)],
        "problems": [_told(one) for one in situation.problems(language)],
        "results": _person(situation, asked),
        "groups": [_told(one) for one in situation.groups(language)] if given.groups else None,
    }
    return give_one(request, data)


def _interview(asked: Asked, items: list[str] | None, domain: str | None) -> Interview:
    """The interview about what is wanted.  Raises Refused for an item or a domain that is not there."""
    whole = interview_of(asked.here)
    known = set(whole.items)
    errors = [
        unknown_value("body", f"/items/{index}", item, known, "unknown_item")
        for index, item in enumerate(items or ())
        if item not in known
    ]
    if errors:
        raise Refused(422, errors=errors)
    try:
        return whole if items is None and domain is None else whole.about(items, domain=domain)
    except KeyError:
        domains = [one.id for one in asked.ours.workspace.manifest.domains]
        error = unknown_value("body", "/domain", domain or "", domains, "unknown_domain")
        raise Refused(422, errors=[error]) from None


def _person(situation: Situation, asked: Asked) -> dict[str, Any]:
    results = situation.results(asked.language)
    found: dict[str, Any] = {
        name: [_told(one) for one in results if one.status in statuses] for name, statuses in _GROUPS.items()
    }
    return {**found, "materials": _told(situation.materials(asked.language, undecided=True))}


def _told(part: Any) -> dict[str, Any]:
    """A result of the core as data; what it calls `register` is the title of one, and a day that is none is null."""

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {_NAMES.get(name, name): (value or None) if name == "since" else value for name, value in pairs}

    return asdict(part, dict_factory=made)


def _pointer(*steps: str) -> str:
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)

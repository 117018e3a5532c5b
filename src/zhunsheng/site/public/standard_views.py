"""Standards made public: the list, one to read, as a file, and its history."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhunsheng.publish.changes import TRIGGERS
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Item
from zhunsheng.site.look.kept_pages import keepable
from zhunsheng.site.public import documents
from zhunsheng.site.public.here import Here
from zhunsheng.site.public.history import History, history_of
from zhunsheng.site.public.standards import clause_lines, reading_of, references_of, shelves_of


@needs(Permission.PUBLIC)
@keepable
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """The standards in force: the district's by domain, those above by who issued them."""
    here = Here.of(request)
    above = request.GET.get("of") == "above"
    shelves = shelves_of(here, above=above)
    context = {
        "section": "standards",
        "above": above,
        "shelves": shelves,
        "total": sum(len(one.editions) for one in shelves),
        "system": sum(selectors.places(here.snapshot).values_list("count", flat=True)) if not above else 0,
    }
    return render(request, "public/standards.html", context)


@needs(Permission.PUBLIC)
@keepable
@require_safe
def standard(request: HttpRequest, pk: int) -> HttpResponse:
    """A standard to read, clause by clause, with what it is and is not."""
    here = Here.of_newest(request)
    edition = _edition(here, pk)
    try:
        reading = reading_of(here, edition)
    except KeyError:
        reading = None
    clauses = clause_lines(edition, here.language)
    context = {
        "section": "standards",
        "edition": edition,
        "clauses": clauses,
        "chapters": [one for one in clauses if one.depth == 1 and (one.title or one.no)],
        "items": list(Item.objects.filter(edition=edition).order_by("position")),
        "ours": edition.workspace == here.library.id,
        "references": references_of(here, edition),
        "standard": reading.standard if reading is not None else None,
        "origin": reading.origin(here) if reading is not None else "",
        "editions": selectors.editions_of_work(here.snapshot, edition.work_id),
        "in_force": edition.starts is not None  # type: ignore[attr-defined]
        and edition.starts <= here.day  # type: ignore[attr-defined]
        and (edition.ends is None or here.day <= edition.ends),  # type: ignore[attr-defined]
        "day": here.day,
    }
    return render(request, "public/standard.html", context)


def _edition(here: Here, pk: int) -> Edition:
    try:
        return selectors.edition(here.snapshot, pk)
    except Edition.DoesNotExist as unknown:
        raise Http404(str(pk)) from unknown


@needs(Permission.PUBLIC)
@require_safe
def document(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    """The standard in its printed form."""
    if ending not in documents.FORMATS:
        raise Http404(ending)
    here = Here.of_newest(request)
    edition = _edition(here, pk)
    try:
        printed = reading_of(here, edition).printed(here)
    except KeyError:
        printed = None
    if printed is None:
        raise Http404(str(pk))
    name = " ".join(part for part in (edition.code, edition.title_zh) if part)
    return documents.answer(request, printed, documents.FORMATS[ending], name, here.snapshot.recorded_at)


@needs(Permission.PUBLIC)
@keepable
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the editions of a text changed for residents, and why."""
    here = Here.of_newest(request)
    edition = _edition(here, pk)
    try:
        revisions = reading_of(here, edition).standard.revisions
    except KeyError:
        revisions = ()
    items = Item.objects.filter(edition=edition).order_by("position") if edition.workspace == here.library.id else []
    context = {
        "section": "standards",
        "edition": edition,
        "editions": list(reversed(selectors.editions_of_work(here.snapshot, edition.work_id))),
        "revisions": [
            {
                "on": one.on,
                "what": one.what,
                "reason": one.reason,
                "trigger": TRIGGERS[one.trigger],
                "clauses": one.clauses,
            }
            for one in sorted(revisions, key=lambda one: one.on, reverse=True)
        ],
        "items": [{"row": row, "history": _history(here, row.key)} for row in items],
    }
    return render(request, "public/standard_history.html", context)


def _history(here: Here, key: str) -> History | None:
    try:
        return history_of(here, key)
    except KeyError:
        return None

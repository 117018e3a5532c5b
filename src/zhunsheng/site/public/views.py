"""The residents' pages: home, lists, search.  The guide, its history and the standards have views of their own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue.search import words_of
from zhunsheng.site.catalogue.selectors import family
from zhunsheng.site.look.kept_pages import keepable
from zhunsheng.site.public import home as homes
from zhunsheng.site.public import searching
from zhunsheng.site.public.floor_marks import BELOW, marks_of
from zhunsheng.site.public.here import Here, moment_of
from zhunsheng.site.public.life_events import COMMON_ITEMS, COMMON_WORDS, LIFE_EVENTS, LifeEvent, event, told_of
from zhunsheng.site.public.lines import (
    AUDIENCE_CHOICES,
    CHOICES,
    ItemLine,
    asked_of,
    chips_of,
    counts_by_domain,
    kept_lines,
    lines_of,
    query_of,
)
from zhunsheng.site.public.points_views import asked_query
from zhunsheng.site.public.sayings import meant_by
from zhunsheng.standard.wording import say


@needs(Permission.PUBLIC)
@keepable
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One question, the nine domains, the interview, what many ask for, what happens in a life, three promises."""
    here = Here.of(request)
    nine, more = homes.domains_of(here)
    lines = {line.key: line for line in lines_of(here)}
    marks = marks_of(here)
    context = {
        "section": "home",
        "nine": nine,
        "more": more,
        "common": [lines[key] for key in COMMON_ITEMS if key in lines],
        "common_words": [one.say(here.language) for one in COMMON_WORDS],
        "events": LIFE_EVENTS,
        "floor": None if marks is None else homes.floor_promise(marks),
        "burden": None if marks is None else _burden(marks.burden()),
        "promises": homes.promises_of(here),
        "totals": homes.totals_of(here, nine, more),
        "unlisted": len(here.unlisted),
    }
    return render(request, "public/home.html", context)


def _burden(counts: dict[str, int]) -> dict[str, int]:
    """Items that ask for no more than the national standard, of those on which it says something; and those that do."""
    return {
        "holds": counts.get("proved", 0),
        "all": sum(counts.values()),
        "below": sum(counts.get(str(verdict), 0) for verdict in BELOW),
    }


@needs(Permission.PUBLIC)
@keepable
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """All items by domain, narrowed by what matters to residents or to something that happens in a life."""
    return _list(request, Here.of(request), None)


@needs(Permission.PUBLIC)
@keepable
@require_safe
def domain(request: HttpRequest, name: str) -> HttpResponse:
    """The items of one domain."""
    here = Here.of(request)
    if name not in {one.id for one in here.library.workspace.manifest.domains}:
        raise Http404(name)
    return _list(request, here, name)


def _list(request: HttpRequest, here: Here, name: str | None) -> HttpResponse:
    lines = lines_of(here)
    happening = _happening(request)
    if happening is not None:
        order = {key: place for place, key in enumerate(happening.items)}
        lines = tuple(sorted((one for one in lines if one.key in order), key=lambda one: order[one.key]))
    of_domain = [one for one in lines if name in (None, one.domain)]
    asked = asked_of(request.GET)
    kept = kept_lines(of_domain, asked)
    domains = sorted(here.library.workspace.manifest.domains, key=lambda one: one.number)
    counts = counts_by_domain(kept_lines(lines, asked))
    kept_too = {name: request.GET[name] for name in ("life", "on", "known", "lang") if name in request.GET}
    marks = marks_of(here)
    checking = set() if marks is None else {key for key in (one.key for one in kept) if marks.of(key).checking}
    groups = [
        {"id": one.id, "title": one.title, "items": [line for line in kept if line.domain == one.id]} for one in domains
    ]
    context = {
        "section": "items",
        "domain": next((one for one in domains if one.id == name), None),
        "character": homes.CHARACTERS.get(name or "", ""),
        "event": happening,
        "groups": [{"id": "", "title": happening.title, "items": kept}]
        if happening
        else [g for g in groups if g["items"]],
        "total": len(kept),
        "of": len(of_domain),
        "domains": [{"id": one.id, "title": one.title, "count": counts[one.id]} for one in domains],
        "all_count": sum(counts.values()),
        "chips": chips_of(CHOICES, of_domain, asked, lambda text: say(text, here.language), kept_too),
        "audiences": chips_of(AUDIENCE_CHOICES, of_domain, asked, lambda text: say(text, here.language), kept_too),
        "asked": asked,
        "query": query_of({**kept_too, **asked}),
        "plain": query_of(kept_too),
        "checking": checking,
        "unlisted": 0 if name or happening else len(here.unlisted),
    }
    return render(request, "public/items.html", context)


def _happening(request: HttpRequest) -> LifeEvent | None:
    wanted = request.GET.get("life")
    if wanted is None:
        return None
    try:
        return event(wanted)
    except KeyError as unknown:
        raise Http404(wanted) from unknown


# -- search -----------------------------------------------------------------------------------------------------------


@needs(Permission.PUBLIC)
@csrf_exempt  # what is sent changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Results over items, standards, papers and clauses.

    The home page posts what it is told.  Words to look for go on to an address that can be kept; a sentence about a
    person is answered at once and stays out of addresses and logs.
    """
    if request.method == "POST":
        told = " ".join(request.POST.get("q", "").replace("\0", "").split())[:200]
        if not searching.speaks_of_person(told):
            query = _with_moment(request, searching.Asked(told).address())
            address = reverse("public:search")
            return HttpResponseRedirect(f"{address}?{query}" if query else address, status=303)
        answer = _results(request, searching.Asked(told), about_person=True)
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return _results(request, searching.Asked.of(request.GET), about_person=False)


def _with_moment(request: HttpRequest, query: str) -> str:
    """The query of an address with the asked moment kept."""
    return "&".join(part for part in (query, moment_of(request).query) if part)


def _results(request: HttpRequest, asked: searching.Asked, *, about_person: bool) -> HttpResponse:
    here = Here.of(request)

    def address(**changed: object) -> str:
        return _with_moment(request, asked.address(**changed))

    found = searching.found_of(here, asked)
    pages = max(1, -(-found.total // searching.PAGE))
    near: list[ItemLine] = [] if found.hits or not asked.query else searching.nearest(here, asked.query)
    lines = {line.key: line for line in lines_of(here)}
    listed = {hit.key for hit in found.hits if hit.kind == "item"}
    meant = [lines[key] for key in meant_by(asked.query) if key in lines and key not in listed]
    results = [
        {
            "hit": hit,
            "address": searching.address_of(hit, here, asked_query(request)),
            "line": lines.get(hit.key) if hit.kind == "item" else None,
            "above": family(hit.entry.edition.workspace) != here.family,
        }
        for hit in sorted(found.hits, key=lambda hit: hit.kind != "item")  # what one can apply for stands first
    ]
    context = {
        "section": "items",
        "query": asked.query,
        "asked": asked,
        "about_person": about_person or searching.speaks_of_person(asked.query),
        "kept_out": about_person,
        "results": results,
        "found": found,
        "words": words_of(asked.query),
        "meant": meant if asked.kind in ("", "item") and not asked.page else [],
        "nearest": [line for line in near if line not in meant],
        "happening": told_of(asked.query),
        "kinds": [
            {
                "id": kind,
                "count": found.counts.get(kind, 0),
                "on": asked.kind == kind,
                "address": address(kind=kind),
            }
            for kind in searching.KINDS
        ],
        "every": sum(found.counts.values()),
        "all_address": address(kind=""),
        "domains": sorted(here.library.workspace.manifest.domains, key=lambda one: one.number),
        "levels": searching.LEVELS,
        "categories": searching.CATEGORIES,
        "anywhere_address": _with_moment(request, searching.Asked(asked.query).address()),
        "wide_address": address(wide="" if asked.wide else "1"),
        "page": asked.page + 1,
        "pages": pages,
        "next_address": address(page=asked.page + 2) if asked.page + 1 < pages else "",
        "previous_address": address(page=asked.page or 1) if asked.page else "",
        "first": asked.page * searching.PAGE + 1,
        "common_words": [one.say(here.language) for one in COMMON_WORDS],
    }
    return render(request, "public/search.html", context)

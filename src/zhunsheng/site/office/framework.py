"""The standards system as an interactive structure: domain by category by level, counted, gaps named, each a click from its list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.publish.framework.content import Framework, framework_of
from zhunsheng.publish.framework.diagram import structure_diagram
from zhunsheng.publish.framework.tables import framework_document
from zhunsheng.publish.framework.tree import Box
from zhunsheng.publish.framework.workbook import framework_workbook
from zhunsheng.publish.wording import CATEGORIES, LEVELS
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue.models import Place
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.documents import KINDS, document_answer
from zhunsheng.site.office.keeping import kept, shared
from zhunsheng.site.office.places import STATES, is_borrowed, places_on
from zhunsheng.site.office.standards import COMMON, words_of
from zhunsheng.site.office.tables import XLSX, attachment

Counts = dict[str, int]


@needs(Permission.OFFICE_READ)
@require_GET
def framework(request: HttpRequest) -> HttpResponse:
    """The matrix of domains and categories at one level or all, the gaps by name, the diagram, the papers."""
    asked = Asked.of(request)
    level = request.GET.get("level", "")
    level = level if level in map(str, LEVELS) else ""
    name = f"office/framework/{asked.key}/{asked.moment.query}/{level}"
    whole, content = kept(name, lambda: _content(asked, level))
    context = {
        "section": "framework",
        "whole": whole,
        "content": mark_safe(content),
        "borrowed": is_borrowed(asked),
        "papers": _papers(asked),
    }
    return render(request, "office/framework.html", context)


def _papers(asked: Asked) -> list[tuple[str, str]]:
    """Papers of the system as the day finds it; the drawing alone only where there is a structure."""
    kinds = ("svg", "pdf", "docx", "xlsx") if asked.state.library().workspace.framework.nodes else ("docx", "xlsx")
    return [(kind.upper(), asked.url("office:framework_paper", kind)) for kind in kinds]


def _content(asked: Asked, level: str) -> tuple[dict[str, Any], str]:
    """The sum of what is shown, and the page below its title."""
    places = places_on(asked)
    levels = [one for one in map(str, LEVELS) if any(place.level == one for place in places)]
    shown = [place for place in places if not level or place.level == level]
    whole = _cell(asked, shown, None, None, level)
    context = {
        "moment": asked.moment,
        "level": level,
        "levels": _levels(asked, places, levels, level),
        "categories": list(words_of(CATEGORIES, asked).items()),
        "lines": _lines(asked, shown, level),
        "sums": [_cell(asked, shown, None, category, level) for category in _categories()],
        "whole": whole,
        "by_level": _by_level(asked, places, levels),
        "gaps": _gaps(asked, shown),
        "idle": any(place.state == "idle" for place in places),
        "borrowed": is_borrowed(asked),
        "diagram": diagram(asked),
    }
    return whole, str(render_to_string("office/_framework_content.html", context))


def _categories() -> list[str]:
    return [str(category) for category in CATEGORIES]


def _domains(asked: Asked) -> dict[str, str]:
    return {COMMON: _("各领域共用"), **asked.domains}


def counts_of(places: Iterable[Place]) -> Counts:
    """Places by state; a line that stands for several counts as many."""
    found = dict.fromkeys(STATES, 0)
    for place in places:
        found[place.state] += place.count
    return found


def _cell(
    asked: Asked, places: Iterable[Place], domain: str | None, category: str | None, level: str
) -> dict[str, Any]:
    """What lies in a domain and a category; None: in all of them."""
    inside = (
        place
        for place in places
        if (domain is None or (place.domain or COMMON) == domain) and (category is None or place.category == category)
    )
    counts = counts_of(inside)
    address = asked.url("office:standards", domain=domain, category=category, level=level)
    gaps = asked.url("office:standards", domain=domain, category=category, level=level, state="gap")
    return {"counts": counts, "total": sum(counts.values()), "address": address, "gaps": gaps, **_bar(counts)}


def _bar(counts: Counts) -> dict[str, Any]:
    """Where each stretch of a bar that is 60 wide begins, and how wide it is."""
    whole = sum(counts.values()) or 1
    ends = [round(60 * sum(counts[state] for state in STATES[: index + 1]) / whole) for index in range(len(STATES))]
    begins = [0, *ends[:-1]]
    stretches = zip(STATES, begins, ends, strict=True)
    return {"bar": [{"state": state, "x": start + 1, "width": end - start} for state, start, end in stretches]}


def _lines(asked: Asked, places: list[Place], level: str) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "address": asked.url("office:standards", domain=domain, level=level),
            "cells": [_cell(asked, places, domain, category, level) for category in _categories()],
            "sum": _cell(asked, places, domain, None, level),
        }
        for domain, title in _domains(asked).items()
    ]


def _levels(asked: Asked, places: list[Place], levels: list[str], chosen: str) -> list[dict[str, Any]]:
    """Chips of the levels."""
    names = words_of(LEVELS, asked)
    total = sum(place.count for place in places)
    chips = [{"label": _("全部级别"), "count": total, "address": asked.url("office:framework"), "chosen": not chosen}]
    for level in levels:
        count = sum(place.count for place in places if place.level == level)
        address = asked.url("office:framework", level=level)
        chips.append({"label": names[level], "count": count, "address": address, "chosen": chosen == level})
    return chips


def _by_level(asked: Asked, places: list[Place], levels: list[str]) -> dict[str, Any]:
    """Domains against levels."""
    names = words_of(LEVELS, asked)
    lines = []
    for domain, title in _domains(asked).items():
        mine = [place for place in places if (place.domain or COMMON) == domain]
        lines.append(
            {
                "title": title,
                "cells": [_cell(asked, [p for p in mine if p.level == level], domain, None, level) for level in levels],
            }
        )
    return {"heads": [names[level] for level in levels], "lines": lines}


def _gaps(asked: Asked, places: list[Place]) -> list[dict[str, Any]]:
    """Every gap by name with its reason, domain by domain."""
    found = []
    for domain, title in _domains(asked).items():
        rows = [place for place in places if place.state == "gap" and (place.domain or COMMON) == domain]
        if rows:
            address = asked.url("office:standards", domain=domain, state="gap")
            count = sum(place.count for place in rows)
            found.append({"title": title, "count": count, "address": address, "rows": rows})
    return found


# -- papers ----------------------------------------------------------------------------------------------------------


def _framework(asked: Asked) -> Framework:
    """What the papers say: the places that are written now, as the asked day fills them.  Raises NotInForce."""
    system = framework_of(asked.state.library().workspace, asked.on, asked.on)
    return replace(system, borrowed=is_borrowed(asked))


def diagram(asked: Asked) -> SafeString:
    """The structure diagram with its boxes as links; empty where the district has not written its structure."""

    def make() -> str:
        system = _framework(asked)
        if system.root is None:
            return ""
        return structure_diagram(system, asked.language, theme="web", address=_leads(asked), caption=False).svg

    return mark_safe(kept(f"office/diagram/{asked.key}/{asked.moment.query}", make))


def _leads(asked: Asked) -> Callable[[Box], str | None]:
    """Where a box leads: the list of what lies in it."""

    def address(box: Box) -> str | None:
        if not box.number or (box.domain is None and box.category is None and not box.children):
            return asked.url("office:standards", domain=COMMON) if box.number else None
        if box.children and box.domain is None and box.category is None:
            return asked.url("office:standards")
        return asked.url("office:standards", domain=box.domain or COMMON, category=box.category or "")

    return address


@needs(Permission.OFFICE_READ)
@require_GET
def framework_paper(request: HttpRequest, kind: str) -> HttpResponse:
    """The papers of the system: diagram alone (SVG), everything (PDF, Word), everything to work with (XLSX)."""
    asked = Asked.of(request)
    name = f"framework-{asked.on}"
    if kind == "svg":
        system = _framework(asked)
        if system.root is None:
            raise Http404("no structure")
        content = shared(
            f"office/framework-svg/{asked.key}", lambda: structure_diagram(system, asked.language).svg.encode()
        )
        return attachment(f"{name}.svg", content, "image/svg+xml")
    if kind == "xlsx":
        book = shared(
            f"office/framework-xlsx/{asked.key}", lambda: framework_workbook(_framework(asked), asked.language)
        )
        return attachment(f"{name}.xlsx", book, XLSX)
    if kind not in KINDS:
        raise Http404(kind)
    return document_answer(
        name, f"framework-on/{asked.key}", kind, lambda: framework_document(_framework(asked), asked.language)
    )

"""Lists beside the district's own: standards above, standards outside that are named, reviews that are due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.floor.lint.review import review_due
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Reference, Status
from zhunsheng.site.office.asking import Asked, libraries_by_id, said
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.registers import Registered

#: Stages in which a standard is in use, so that it must be reviewed.
_USED = ("published", "systematic_review")


@needs(Permission.OFFICE_READ)
@require_GET
def upstream(request: HttpRequest) -> HttpResponse:
    """Texts of everything above the district, level by level, with editions replaced and what derives from each."""
    asked = Asked.of(request)
    above = {
        name: one for name, one in libraries_by_id(asked.library).items() if selectors.family(name) != asked.family
    }
    rows = list(selectors.editions(asked.snapshot).filter(workspace__in=list(above)).prefetch_related("items"))
    groups = []
    for name, library in above.items():
        found = [row for row in rows if row.workspace == name]
        manifest = library.workspace.manifest
        ended = [row.ends is not None and row.ends < asked.on for row in found]  # type: ignore[attr-defined]
        groups.append({
            "title": said(manifest.title, asked.language, name),
            "workspace": name,
            "level": manifest.level,
            "provenance": manifest.provenance.kind or "illustrative",
            "starts": manifest.effective,
            "ended": bool(ended) and all(ended),
            "later": manifest.effective is not None and manifest.effective > asked.on,
            "rows": [{"edition": row, "address": asked.url("office:standard", row.pk), "n": len(row.items.all())} for row in found],
        })  # fmt: skip
    order = ("national", "industry", "provincial", "city")
    groups.sort(key=lambda group: order.index(group["level"]) if group["level"] in order else len(order))
    return render(request, "office/upstream.html", {"section": "standards", "tab": "upstream", "sources": groups})


# -- the register ----------------------------------------------------------------------------------------------------


@needs(Permission.OFFICE_READ)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Standards outside that texts of the district name: what the registers say of each today, and who names it."""
    asked = Asked.of(request)
    rows = named_outside(asked)
    wanted = request.GET.get("status", "")
    counts = {
        status: sum(row["status"] == status for row in rows)
        for status in ("replaced", "withdrawn", "later", "in_force", "not_checked", "")
    }
    shown = [row for row in rows if not wanted or row["status"] == wanted]
    context = {
        "section": "standards", "tab": "register", "rows": shown, "total": len(rows), "counts": counts, "wanted": wanted,
    }  # fmt: skip
    return render(request, "office/register.html", context)


def named_outside(asked: Asked) -> list[dict[str, Any]]:
    """Standards outside that are named in force on the day, those that want a look first."""
    return kept(f"office/outside/{asked.key}/{asked.moment.query}", lambda: _named_outside(asked))


def _named_outside(asked: Asked) -> list[dict[str, Any]]:
    references = Reference.objects.filter(
        selectors.known_by(asked.snapshot, "edition__spans__")
        & selectors.in_force_on(asked.on, "edition__spans__")
        & selectors.of_family(asked.family, "edition__")
    ).select_related("edition")
    own = set(selectors.editions(asked.snapshot).exclude(code="").values_list("code", flat=True))
    by_code: dict[str, list[Reference]] = {}
    for one in references:
        if one.code not in own:
            by_code.setdefault(one.code, []).append(one)
    registered = Registered.of(asked)
    rows = [_outside(asked, code, found, registered.status(code)) for code, found in by_code.items()]
    order = ("withdrawn", "replaced", "later", "", "not_checked", "in_force")
    return sorted(rows, key=lambda row: (order.index(row["status"]), row["code"]))


def _outside(asked: Asked, code: str, found: list[Reference], status: Status | None) -> dict[str, Any]:
    first = found[0]
    editions = {one.edition_id: one.edition for one in found}
    return {
        "code": code,
        "title_zh": first.title_zh or (status.title_zh if status else ""),
        "title_en": first.title_en or (status.title_en if status else ""),
        "status": status.status if status is not None else "",
        "since": status.since if status is not None else None,
        "replaced_by": status.replaced_by if status is not None else "",
        "naming": [
            {"title": asked.pick(one), "code": one.code, "address": asked.url("office:standard", pk)}
            for pk, one in editions.items()
        ],
    }


# -- reviews ---------------------------------------------------------------------------------------------------------


@needs(Permission.OFFICE_READ)
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """When each standard of the district must be reviewed, those overdue first."""
    asked = Asked.of(request)
    rows = due_reviews(asked)
    late = sum(row["days"] < 0 for row in rows)
    context = {"section": "standards", "tab": "reviews", "rows": rows, "late": late}
    return render(request, "office/reviews.html", context)


def due_reviews(asked: Asked) -> list[dict[str, Any]]:
    """Standards in use with the last day for their review, soonest first."""
    return kept(f"office/reviews/{asked.key}/{asked.moment.query}", lambda: _due_reviews(asked))


def _due_reviews(asked: Asked) -> list[dict[str, Any]]:
    editions = selectors.editions(asked.snapshot, asked.on).filter(selectors.of_family(asked.family))
    rows = [_due(asked, one) for one in editions.filter(kind="standard", stage__in=_USED)]
    return sorted((row for row in rows if row is not None), key=lambda row: (row["due"], row["address"]))


def review_from(edition: Edition, day: date) -> tuple[date | None, str]:
    """From which day the next review of an edition counts, as seen on a day, and what happened then."""
    if edition.reviewed is not None and edition.reviewed <= day:
        return edition.reviewed, _("上次复审")
    return (edition.issued, _("发布")) if edition.issued else (edition.effective, _("实施"))


def _due(asked: Asked, edition: Edition) -> dict[str, Any] | None:
    since, basis = review_from(edition, asked.on)
    due = review_due(since)
    if due is None:
        return None
    return {
        "title_zh": edition.title_zh, "title_en": edition.title_en, "code": edition.code,
        "department_zh": edition.department, "department_en": edition.department_en, "since": since, "due": due, "days": (due - asked.on).days,
        "late": (asked.on - due).days, "address": asked.url("office:standard", edition.pk),
        "basis": basis,
    }  # fmt: skip

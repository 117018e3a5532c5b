"""States, workspaces, domains, turning days, search, organisations, service points, the standards system."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.api.asked import Asked, asked_of
from zhunsheng.site.api.contract import reads
from zhunsheng.site.api.endpoints import rows
from zhunsheng.site.api.filters import of_editions, refuse_unknown, unknown_value
from zhunsheng.site.api.giving import give_list, give_one
from zhunsheng.site.api.problems import Refused, missing
from zhunsheng.site.api.schemas.base import Key, ListOf, One, Paging, day_text, label, words
from zhunsheng.site.api.schemas.catalogue import (
    DomainOut,
    Entry,
    FoundOut,
    FrameworkOut,
    OrganisationOut,
    PlaceFilter,
    PlaceOut,
    PointFilter,
    PointOut,
    SearchQuery,
    SnapshotOut,
    TurningDay,
    WorkspaceOut,
)
from zhunsheng.site.catalogue import proofs, selectors
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.search import KINDS, Hit, nearest_words, search
from zhunsheng.site.office.places import is_borrowed, places_on
from zhunsheng.standard.manifest import ServicePoint

router = Router(tags=["catalogue"])
LINKS = {
    "editions": "/api/v1/editions",
    "items": "/api/v1/items",
    "domains": "/api/v1/domains",
    "search": "/api/v1/search?q={words}",
    "points": "/api/v1/points",
    "description": "/api/v1/openapi.json",
    "documentation": "/api/v1/docs",
}


@reads(router, "/", One[Entry])
def entry(request: HttpRequest) -> HttpResponse:
    """What there is: the district, and where to begin."""
    asked = asked_of(request)
    library = asked.ours
    data = {"name": "zhunsheng", "version": "1", "district": library.id, "title": words(library.title), "links": LINKS}
    return give_one(request, data)


@reads(router, "/snapshots", ListOf[SnapshotOut])
def snapshots(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Recorded states up to the asked day of knowledge, the newest first."""
    found = Snapshot.objects.filter(pk__lte=asked_of(request).snapshot.pk).order_by("-id")
    return give_list(request, found, paging, rows.snapshot_data)


@reads(router, "/snapshots/{pk}", One[SnapshotOut])
def snapshot(request: HttpRequest, pk: Key) -> HttpResponse:
    """One recorded state."""
    found = Snapshot.objects.filter(pk=pk, pk__lte=asked_of(request).snapshot.pk).first()
    if found is None:
        raise missing(_("没有这个记录"))
    return give_one(request, rows.snapshot_data(found))


@reads(router, "/workspaces", ListOf[WorkspaceOut])
def workspaces(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """All workspaces of the tree: the district, what is above it, earlier editions, service points, other districts."""
    asked = asked_of(request)
    counts = selectors.items_by_folder(asked.snapshot)
    folders = _folders(asked.snapshot.tree, asked)
    return give_list(request, folders, paging, lambda folder: _workspace(folder, asked, counts.get(folder, 0)))


_FOLDERS: dict[str, list[str]] = {}


def _folders(tree: str, asked: Asked) -> list[str]:
    """Folders of a tree; a tree never changes, so they are listed once."""
    found = _FOLDERS.get(tree)
    if found is None:
        if len(_FOLDERS) > 16:
            _FOLDERS.clear()
        found = _FOLDERS[tree] = asked.state.folders()
    return found


def _workspace(folder: str, asked: Asked, services: int) -> dict[str, Any]:
    manifest = asked.state.library(folder).workspace.manifest
    return {
        "id": manifest.id,
        "folder": folder,
        "title": words(manifest.title),
        "level": manifest.level,
        "jurisdiction": manifest.jurisdiction,
        "effective": day_text(manifest.effective),
        "until": day_text(manifest.until),
        "upstream": list(manifest.upstream),
        "before": list(manifest.before),
        "provenance": manifest.provenance.kind,
        "is_district": folder == asked.snapshot.district,
        "services": services,
    }


@reads(router, "/domains", ListOf[DomainOut])
def domains(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The domains of the district, with how many items and standards in force each has."""
    asked = asked_of(request)
    items = selectors.items(asked.snapshot, asked.on, asked.family).filter(edition__workspace=asked.ours.id).order_by()
    by_item = dict(items.values_list("domain").annotate(n=Count("pk")))
    editions = selectors.editions(asked.snapshot, asked.on).filter(selectors.of_family(asked.family)).order_by()
    by_edition = dict(editions.values_list("domain").annotate(n=Count("pk")))
    declared = asked.ours.workspace.manifest.domains

    def made(domain: Any) -> dict[str, Any]:
        return {
            "id": domain.id,
            "number": domain.number,
            "title": words(domain.title),
            "groups": {name: words(title) for name, title in domain.groups.items()},
            "items": by_item.get(domain.id, 0),
            "standards": by_edition.get(domain.id, 0),
        }

    return give_list(request, declared, paging, made)


@reads(router, "/turning-days", ListOf[TurningDay])
def turning_days(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Days on which a value, an edition or a workspace of the chain begins or ends: between them nothing moves."""
    asked = asked_of(request)
    days = asked.locked(lambda: proofs.turning_days(asked.ours))
    return give_list(request, days, paging, lambda day: {"day": day.isoformat()})


@reads(router, "/search", One[FoundOut])
def find(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Standards, clauses, items and materials in which all words stand, best first."""
    asked = asked_of(request)
    names = ("domain", "level", "category", "stage", "department", "workspace")
    filters = {name: value for name in names if (value := getattr(query, name)) is not None}
    kinds = (query.kind,) if query.kind else KINDS
    near = [selectors.family(one.id) for one in (asked.ours, *asked.ours.chain())] if query.scope == "here" else []
    found = search(
        query.q, asked.snapshot, asked.on, kinds=kinds, filters=filters, families=near, language=asked.language,
        limit=query.limit, offset=query.offset,
    )  # fmt: skip
    refuse_unknown(range(found.total), filters, of_editions(asked))
    data = {
        "hits": [_hit(hit) for hit in found.hits],
        "total": found.total,
        "more": found.more,
        "counts": dict(found.counts),
        "nearest": [] if found.total else nearest_words(query.q, asked.snapshot, asked.on, families=near),
    }
    return give_one(request, data)


def _hit(hit: Hit) -> dict[str, Any]:
    def parts(texts: tuple[tuple[str, bool], ...]) -> list[dict[str, Any]]:
        return [{"text": text, "hit": is_hit} for text, is_hit in texts]

    return {
        "kind": hit.kind,
        "key": hit.key,
        "edition": hit.entry.edition_id,
        "code": hit.entry.edition.code,
        "title": parts(hit.title),
        "snippet": parts(hit.snippet),
    }


@reads(router, "/organisations", ListOf[OrganisationOut])
def organisations(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Bodies of the district, as its workspace declares them; no persons."""
    declared = asked_of(request).ours.workspace.organisation.organisations

    def made(one: Any) -> dict[str, Any]:
        return {"id": one.id, "title": words(one.title), "kind": one.kind, "parent": one.parent}

    return give_list(request, declared, paging, made)


@reads(router, "/points", ListOf[PointOut])
def points(request: HttpRequest, wanted: Query[PointFilter], paging: Query[Paging]) -> HttpResponse:
    """Places where services are given.  item: those that give this item, or are of a kind that it names."""
    asked = asked_of(request)
    found = asked.ours.workspace.service_points
    if wanted.item is not None:
        _check_item(asked, wanted.item)
        found = points_of(asked, wanted.item)
    kept = [
        point
        for point in found
        if wanted.kind in (None, point.kind) and wanted.subdistrict in (None, point.subdistrict)
    ]
    whole = asked.ours.workspace.service_points
    known = {"kind": lambda: {one.kind for one in whole}, "subdistrict": lambda: {one.subdistrict for one in whole}}
    refuse_unknown(kept, wanted.dict(), known)
    return give_list(request, kept, paging, point_data)


@reads(router, "/points/{name}", One[PointOut])
def point(request: HttpRequest, name: str) -> HttpResponse:
    """One service point."""
    found = next((one for one in asked_of(request).ours.workspace.service_points if one.id == name), None)
    if found is None:
        raise missing(_("没有这个服务点"))
    return give_one(request, point_data(found))


def _check_item(asked: Asked, item: str) -> None:
    """Raise Refused, with the nearest, for an item that the edition of the day does not have: it is a filter here."""
    ids = asked.ours.ids()
    if item not in ids:
        raise Refused(422, errors=[unknown_value("query", "item", item, ids, "unknown_item")])


def points_of(asked: Asked, item: str) -> tuple[ServicePoint, ...]:
    """Where an item is given.  Raises Refused for an item that is not there."""
    from zhunsheng.publish.subject import Subject

    key = asked.item(item).key
    return asked.locked(lambda: Subject.of(asked.ours, key, asked.on).points)


def point_data(point: ServicePoint) -> dict[str, Any]:
    """A service point."""
    return {
        "id": point.id,
        "title": label(point.title, point.title_en),
        "kind": point.kind,
        "subdistrict": point.subdistrict,
        "operator": point.operator,
        "lat": point.lat,
        "lon": point.lon,
        "approximate": bool(point.approximate),
        "hours": point.hours,
        "phone": point.phone,
        "services": list(point.services),
        "provenance": point.provenance,
    }


@reads(router, "/framework", One[FrameworkOut], permission=Permission.OFFICE_READ)
def framework(request: HttpRequest) -> HttpResponse:
    """The district's standards system in numbers as the day finds it, and the boxes of its structure."""
    asked = asked_of(request)
    counts: Counter[tuple[str, str]] = Counter()
    domains: dict[str, Counter[str]] = {}
    for row in places_on(asked.office):
        for name in ("state", "level", "category"):
            counts[name, getattr(row, name)] += row.count
        domains.setdefault(row.domain, Counter())[row.state] += row.count
    declared = asked.state.library().workspace.framework  # of the edition that wrote the places down

    def of(name: str) -> dict[str, int]:
        return {value: number for (field, value), number in sorted(counts.items()) if field == name}

    data = {
        "places": sum(of("state").values()),
        "by_state": of("state"),
        "by_level": of("level"),
        "by_category": of("category"),
        "by_domain": {name: dict(states) for name, states in sorted(domains.items())},
        "total": declared.total.value if declared.total else None,
        "borrowed": is_borrowed(asked.office),
        "nodes": [
            {
                "number": node.number,
                "title": words(node.title),
                "parent": node.parent,
                "domain": node.domain,
                "category": node.category,
            }
            for node in declared.nodes
        ],
    }
    return give_one(request, data)


@reads(router, "/framework/places", ListOf[PlaceOut], permission=Permission.OFFICE_READ)
def places(request: HttpRequest, wanted: Query[PlaceFilter], paging: Query[Paging]) -> HttpResponse:
    """Places of the standards system, in order of the detail table, each with what filled it on the day."""
    chosen = {name: value for name, value in wanted.dict().items() if value is not None}
    whole = places_on(asked_of(request).office)
    found = [row for row in whole if all(getattr(row, name) == value for name, value in chosen.items())]
    refuse_unknown(found, chosen, {"domain": lambda: {row.domain for row in whole}})
    return give_list(request, found, paging, rows.place_data)


__all__ = ["point_data", "points_of", "router"]

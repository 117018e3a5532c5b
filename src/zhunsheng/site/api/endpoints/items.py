"""Service items: lists, the compiled item, its guide and manual, where it is given, how it came to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router

from zhunsheng.publish.blocks import Document, Size
from zhunsheng.publish.guide import service_guide
from zhunsheng.publish.manual import business_manual
from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.api.asked import Asked, asked_of
from zhunsheng.site.api.compiled import ItemReader
from zhunsheng.site.api.contract import reads
from zhunsheng.site.api.documents import MEDIA, DocumentFormat, give_document
from zhunsheng.site.api.endpoints import rows
from zhunsheng.site.api.endpoints.catalogue import point_data, points_of
from zhunsheng.site.api.filters import of_items, refuse_unknown
from zhunsheng.site.api.giving import give_list, give_one
from zhunsheng.site.api.problems import missing
from zhunsheng.site.api.schemas.base import ListOf, One, Paging, day_text
from zhunsheng.site.api.schemas.catalogue import PointOut
from zhunsheng.site.api.schemas.items import DocumentOut, GuideQuery, HistoryOut, ItemFilter, ItemOut, ItemRow
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Item

router = Router(tags=["items"])


@reads(router, "/items", ListOf[ItemRow])
def items(request: HttpRequest, wanted: Query[ItemFilter], paging: Query[Paging]) -> HttpResponse:
    """Items in force on the day, in order of the texts; the district's, or of another family of workspaces."""
    return give_list(request, items_wanted(asked_of(request), wanted), paging, rows.item_row_data)


def items_wanted(asked: Asked, wanted: ItemFilter) -> QuerySet[Item]:
    """The items that a filter leaves.  Raises Refused for a filter with a value that nothing has."""
    found = selectors.items(asked.snapshot, asked.on, wanted.family) if wanted.family else asked.items
    chosen: dict[str, Any] = {"domain": wanted.domain, "category": wanted.category}
    if wanted.has_process is not None:
        chosen["has_process"] = wanted.has_process == "true"
    left = found.filter(**{name: value for name, value in chosen.items() if value is not None})
    refuse_unknown(left, wanted.dict(), of_items(asked))
    return left.order_by("edition__workspace", "edition__path", "position", "pk")


@reads(router, "/items/{key}", One[ItemOut], cost=2)
def item(request: HttpRequest, key: str) -> HttpResponse:
    """An item, compiled: who is entitled in source and in words, what is guaranteed on the day, papers, process, limits."""
    asked = asked_of(request)
    return give_one(request, item_data(asked, asked.item(key)))


def item_data(asked: Asked, row: Item) -> dict[str, Any]:
    """A compiled item as data."""
    key, library = row.key, asked.ours
    data: dict[str, Any] = asked.locked(lambda: ItemReader(library, library.service(key), asked.on).data())
    base, when = f"/api/v1/items/{key}", f"?on={asked.on}"
    data["edition"] = row.edition_id
    data["standard"] = row.edition.code
    data["links"] = {
        "page": f"/items/{key}{when}",
        "guide": f"{base}/guide{when}",
        "points": f"{base}/points{when}",
        "history": f"{base}/history",
    }
    return data


@reads(router, "/items/{key}/guide", One[DocumentOut], media=MEDIA, cost=5, more=(406,))
def guide(request: HttpRequest, key: str, query: Query[GuideQuery]) -> HttpResponseBase:
    """The service guide of the day, in the form that `Accept` asks for; as data without one."""
    return _guide(request, key, query.size, None)


@reads(router, "/items/{key}/guide.{form}", media=MEDIA, cost=5)
def guide_as(request: HttpRequest, key: str, form: DocumentFormat, query: Query[GuideQuery]) -> HttpResponseBase:
    """The service guide of the day: pdf, docx, html or md."""
    return _guide(request, key, query.size, form)


def _guide(request: HttpRequest, key: str, size: Size, form: str | None) -> HttpResponseBase:
    asked = asked_of(request)
    site = request.build_absolute_uri("/").rstrip("/")
    return _given(
        request, key, form, lambda: service_guide(asked.ours, key, asked.on, asked.language, size=size, site=site)
    )


@reads(
    router, "/items/{key}/manual", One[DocumentOut], permission=Permission.OFFICE_READ, media=MEDIA, cost=5, more=(406,)
)
def manual(request: HttpRequest, key: str) -> HttpResponseBase:
    """The business manual of the day, for officials, in the form that `Accept` asks for; as data without one."""
    return _manual(request, key, None)


@reads(router, "/items/{key}/manual.{form}", permission=Permission.OFFICE_READ, media=MEDIA, cost=5)
def manual_as(request: HttpRequest, key: str, form: DocumentFormat) -> HttpResponseBase:
    """The business manual of the day: pdf, docx, html or md."""
    return _manual(request, key, form)


def _manual(request: HttpRequest, key: str, form: str | None) -> HttpResponseBase:
    asked = asked_of(request)
    return _given(request, key, form, lambda: business_manual(asked.ours, key, asked.on, asked.language))


def _given(request: HttpRequest, key: str, form: str | None, make: Callable[[], Document]) -> HttpResponseBase:
    asked_of(request).item(key)
    return give_document(request, make, form, key)


@reads(router, "/items/{key}/points", ListOf[PointOut])
def item_points(request: HttpRequest, key: str, paging: Query[Paging]) -> HttpResponse:
    """Where an item is given."""
    return give_list(request, points_of(asked_of(request), key), paging, point_data)


@reads(router, "/items/{key}/history", ListOf[HistoryOut])
def history(request: HttpRequest, key: str, paging: Query[Paging]) -> HttpResponse:
    """The item in every edition that was known, whatever the day, earliest first."""
    asked = asked_of(request)
    found = selectors.item_history(asked.snapshot, asked.family, key)
    if not found.exists():
        raise missing(_("没有这个服务事项"))
    return give_list(request, found.order_by("edition__effective", "pk", "edition__spans__starts"), paging, _history)


def _history(row: Any) -> dict[str, Any]:
    return {
        "item": rows.item_row_data(row),
        "edition": row.edition_id,
        "edition_number": row.edition.edition,
        "starts": day_text(row.starts),
        "ends": day_text(row.ends),
    }


__all__ = ["item_data", "items_wanted", "router"]

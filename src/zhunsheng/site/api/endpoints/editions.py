"""Standards: editions, their clauses, references in both directions, the printed document, the works behind them."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.printed import NotPrintable, printed_standard
from zhunsheng.site.api.asked import Asked, asked_of
from zhunsheng.site.api.contract import reads
from zhunsheng.site.api.documents import MEDIA, DocumentFormat, give_document
from zhunsheng.site.api.endpoints import rows
from zhunsheng.site.api.filters import of_editions, refuse_unknown
from zhunsheng.site.api.giving import give_list, give_one
from zhunsheng.site.api.problems import missing
from zhunsheng.site.api.schemas.base import Key, ListOf, One, Paging, label
from zhunsheng.site.api.schemas.catalogue import (
    ClauseOut,
    CodeQuery,
    EditionFilter,
    EditionOut,
    ReferenceOut,
)
from zhunsheng.site.api.schemas.items import DocumentOut
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Reference, Status
from zhunsheng.site.office.registers import Registered, on_day
from zhunsheng.standard.load import load_standard

router = Router(tags=["standards"])


@reads(router, "/editions", ListOf[EditionOut])
def editions(request: HttpRequest, wanted: Query[EditionFilter], paging: Query[Paging]) -> HttpResponse:
    """Standards in force on the day, or all that were known, in order of workspace and file."""
    return give_list(request, editions_wanted(asked_of(request), wanted), paging, rows.edition_data)


def editions_wanted(asked: Asked, wanted: EditionFilter) -> QuerySet[Edition]:
    """The editions that a filter leaves.  Raises Refused for a filter with a value that nothing has."""
    found = selectors.editions(asked.snapshot, asked.on if wanted.in_force == "true" else None)
    for name in ("workspace", "domain", "level", "category", "stage", "department"):
        value = getattr(wanted, name)
        if value is not None:
            found = found.filter(**{name: value})
    if wanted.family is not None:
        found = found.filter(selectors.of_family(wanted.family))
    if wanted.work is not None:
        found = found.filter(work__key=wanted.work)
    if wanted.code is not None:
        found = found.filter(_with_code(wanted.code))
    refuse_unknown(found, wanted.dict(), of_editions(asked))
    return found.order_by("workspace", "path", "pk")


def _with_code(code: str) -> Q:
    """Editions with a number, whatever its dash; without a year those of any year."""
    key = selectors.reference_key(code)
    return Q(code=code) | Q(code=key) | Q(code__startswith=f"{key}—") | Q(code__startswith=f"{key}-")


def edition_of(asked: Asked, pk: int) -> Edition:
    """An edition as known.  Raises Refused where it is not."""
    found = selectors.editions(asked.snapshot).filter(pk=pk).order_by("-spans__starts").first()
    if found is None:
        raise missing(_("没有这个标准版本"), _("所问的 known 那天可能还没有收录它，也可能已不再收录；换一天再看"))
    return found


@reads(router, "/editions/{pk}", One[EditionOut])
def edition(request: HttpRequest, pk: Key) -> HttpResponse:
    """One edition, in force or not."""
    return give_one(request, rows.edition_data(edition_of(asked_of(request), pk)))


@reads(router, "/editions/{pk}/clauses", ListOf[ClauseOut])
def clauses(request: HttpRequest, pk: Key, paging: Query[Paging]) -> HttpResponse:
    """The clauses of an edition, in order of the text."""
    found = edition_of(asked_of(request), pk)
    return give_list(request, found.clauses.order_by("position"), paging, rows.clause_data)


@reads(router, "/editions/{pk}/siblings", ListOf[EditionOut])
def siblings(request: HttpRequest, pk: Key, paging: Query[Paging]) -> HttpResponse:
    """All known editions of the same work, earliest first, this one among them."""
    asked = asked_of(request)
    found = selectors.editions_of_work(asked.snapshot, edition_of(asked, pk).work_id)
    return give_list(request, found, paging, rows.edition_data)


@reads(router, "/editions/{pk}/references", ListOf[ReferenceOut])
def references(request: HttpRequest, pk: Key, paging: Query[Paging]) -> HttpResponse:
    """What an edition names, each with its status on the day as the registers have it."""
    asked = asked_of(request)
    found = selectors.references_from(edition_of(asked, pk).pk).select_related("edition")
    return _references(request, asked, found, paging)


@reads(router, "/editions/{pk}/cited-by", ListOf[ReferenceOut])
def cited_by(request: HttpRequest, pk: Key, paging: Query[Paging]) -> HttpResponse:
    """Who names an edition, dated or not, among the editions in force on the day."""
    asked = asked_of(request)
    code = edition_of(asked, pk).code
    found: Any = (
        selectors.references_to(asked.snapshot, code, asked.on).distinct() if code else Reference.objects.none()
    )
    return _references(request, asked, found, paging)


@reads(router, "/references", ListOf[ReferenceOut])
def references_to(request: HttpRequest, query: Query[CodeQuery], paging: Query[Paging]) -> HttpResponse:
    """Who names the standard with a number, wherever that standard is, among the editions in force on the day."""
    asked = asked_of(request)
    found = selectors.references_to(asked.snapshot, query.code, asked.on).distinct()
    return _references(request, asked, found, paging)


def _references(request: HttpRequest, asked: Asked, found: QuerySet[Reference], paging: Paging) -> HttpResponse:
    ordered = found.order_by("edition__path", "pk")
    start = asked.cursor.offset if asked.cursor else 0
    page = list(ordered[start : start + paging.limit])
    known = _Known(asked, {row.key for row in page})
    return give_list(request, ordered, paging, known.data)


class _Known:
    """What is known of the standards that a page of references names."""

    def __init__(self, asked: Asked, keys: set[str]) -> None:
        said: dict[str, list[Status]] = {}
        for row in selectors.statuses(asked.snapshot, keys).values():
            said.setdefault(row.key, []).append(on_day(row, asked.on))
        self.registered = Registered(said)
        self.here: dict[str, list[int]] = {}
        if keys:
            codes = Q()
            for key in keys:
                codes |= Q(code=key) | Q(code__startswith=f"{key}—")
            held = selectors.editions(asked.snapshot, asked.on).filter(codes).order_by("pk").values_list("pk", "code")
            for pk, code in held:
                self.here.setdefault(selectors.reference_key(code), []).append(pk)

    def data(self, row: Reference) -> dict[str, Any]:
        """A reference with its status on the day: of the very edition where one is named, else of the one in force."""
        return {
            "edition": row.edition_id,
            "edition_code": row.edition.code,
            "edition_title": label(row.edition.title_zh, row.edition.title_en),
            "code": row.code,
            "key": row.key,
            "title": label(row.title_zh, row.title_en),
            "normative": row.normative,
            "status": rows.status_data(self.registered.status(row.code)),
            "here": self.here.get(row.key, []),
        }


@reads(router, "/editions/{pk}/document", One[DocumentOut], media=MEDIA, cost=5, more=(406,))
def document(request: HttpRequest, pk: Key) -> HttpResponseBase:
    """The standard as it is printed, in the form that `Accept` asks for; as data without one."""
    return _printed(request, pk, None)


@reads(router, "/editions/{pk}/document.{form}", media=MEDIA, cost=5)
def document_as(request: HttpRequest, pk: Key, form: DocumentFormat) -> HttpResponseBase:
    """The standard as it is printed: pdf, docx, html or md."""
    return _printed(request, pk, form)


def _printed(request: HttpRequest, pk: int, form: str | None) -> HttpResponseBase:
    asked = asked_of(request)
    found = edition_of(asked, pk)

    def made() -> Document:
        library = asked.state.library(found.folder)
        name = found.path.removeprefix(f"{found.folder}/")
        loaded = library.workspace.files.get(name)
        if loaded is None or hashlib.sha256(loaded.text.encode()).hexdigest() != found.document_id:
            loaded = load_standard(name, bytes(found.document.body).decode())  # the file has another edition by now
        if loaded.model is None:
            raise missing(_("这个版本的文件读不成标准"))
        return printed_standard(loaded.model, library.workspace, asked.language)

    try:
        return give_document(request, made, form, found.code or found.title_zh)
    except NotPrintable:
        raise missing(_("这个标准没有条文，不能印成标准"), _("它的服务事项可以看 items")) from None


__all__ = ["edition_of", "editions_wanted", "router"]

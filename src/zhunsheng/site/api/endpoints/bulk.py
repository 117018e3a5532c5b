"""Everything at once: one JSON object a line, streamed, for copies of the whole database."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.api.asked import asked_of
from zhunsheng.site.api.contract import reads
from zhunsheng.site.api.endpoints import rows
from zhunsheng.site.api.endpoints.editions import editions_wanted
from zhunsheng.site.api.endpoints.items import item_data
from zhunsheng.site.api.endpoints.proofs import proof_data, proofs_wanted
from zhunsheng.site.api.giving import NDJSON, give_lines
from zhunsheng.site.api.residents import money_of
from zhunsheng.site.api.schemas.catalogue import EditionFilter
from zhunsheng.site.api.schemas.proofs import ProofFilter
from zhunsheng.site.catalogue.models import Clause

router = Router(tags=["bulk"])


@reads(router, "/bulk/editions", media={NDJSON: "an EditionOut a line"}, cost=10)
def bulk_editions(request: HttpRequest, wanted: Query[EditionFilter]) -> HttpResponseBase:
    """All editions that the filters leave."""
    found = editions_wanted(asked_of(request), wanted)
    return give_lines(found.iterator(chunk_size=500), rows.edition_data)


@reads(router, "/bulk/clauses", media={NDJSON: "a ClauseOut a line"}, cost=20)
def bulk_clauses(request: HttpRequest, wanted: Query[EditionFilter]) -> HttpResponseBase:
    """All clauses of the editions that the filters leave, edition by edition."""
    found = editions_wanted(asked_of(request), wanted)
    ids = found.order_by().values("pk")
    clauses = Clause.objects.filter(edition_id__in=ids).order_by("edition_id", "position")
    return give_lines(clauses.iterator(chunk_size=500), rows.clause_data)


@reads(router, "/bulk/items", media={NDJSON: "an ItemOut a line"}, cost=50)
def bulk_items(request: HttpRequest) -> HttpResponseBase:
    """All items of the district on the day, compiled."""
    asked = asked_of(request)
    held = {row.key: row for row in asked.items}
    return give_lines((held[key] for key in asked.ours.ids() if key in held), lambda row: item_data(asked, row))


@reads(router, "/bulk/proofs", media={NDJSON: "a ProofOut a line"}, permission=Permission.OFFICE_READ, cost=20)
def bulk_proofs(request: HttpRequest, wanted: Query[ProofFilter]) -> HttpResponseBase:
    """All proofs of the district with every claim, in the language of the request."""
    asked = asked_of(request)
    found = proofs_wanted(asked, wanted)  # made before the first line is sent: afterwards nothing can be refused
    money = money_of(asked.ours)
    return give_lines(found.iterator(chunk_size=200), lambda row: proof_data(row, asked.language, money))

"""Floor proofs and comparisons: what the office's board shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from zhunsheng.floor.compare import compare_editions, compare_services, frame_of
from zhunsheng.floor.data import diff_data, item_data
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.library import Library
from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.api.asked import Asked, asked_of
from zhunsheng.site.api.contract import reads
from zhunsheng.site.api.endpoints import rows
from zhunsheng.site.api.filters import refuse_unknown
from zhunsheng.site.api.giving import give_list, give_one
from zhunsheng.site.api.problems import missing
from zhunsheng.site.api.residents import in_yuan, money_of
from zhunsheng.site.api.schemas.base import ListOf, One, Paging
from zhunsheng.site.api.schemas.proofs import (
    CellQuery,
    CompareQuery,
    CompareWorkspacesQuery,
    DiffOut,
    FloorOut,
    ItemDiffOut,
    ProofFilter,
    ProofOut,
    ProofRow,
)
from zhunsheng.site.catalogue import proofs
from zhunsheng.site.catalogue.models import Proof, ProofRun
from zhunsheng.site.kept import Kept

router = Router(tags=["floor"])
OFFICE = Permission.OFFICE_READ
_compared: Kept[dict[str, Any]] = Kept(64)


def run_of(asked: Asked) -> ProofRun:
    """The proofs of the district on the day; made where they have not been."""
    return proofs.run(asked.state, asked.folder, asked.on)


def proofs_wanted(asked: Asked, wanted: ProofFilter) -> QuerySet[Proof]:
    """The proofs that a filter leaves, in order of the catalogue above.  Raises Refused for a value that nothing has."""
    chosen = {name: value for name, value in wanted.dict().items() if value is not None}
    whole = Proof.objects.filter(run=run_of(asked))
    found = whole.filter(**chosen)
    refuse_unknown(
        found, chosen, {name: partial(whole.values_list, name, flat=True) for name in ("upper", "lower", "item")}
    )
    return found.order_by("position")


@reads(router, "/floor", One[FloorOut], permission=OFFICE, cost=2)
def floor(request: HttpRequest) -> HttpResponse:
    """The district against every level above it, and the links of the chain above, in numbers."""
    asked = asked_of(request)
    run = run_of(asked)
    sections: dict[tuple[str, str], Counter[str]] = {}
    fields = ("lower", "upper", "verdict", "exceeds", "marks")
    for lower, upper, verdict, exceeds, marks in run.proofs.order_by("position").values_list(*fields):
        count = sections.setdefault((lower, upper), Counter())
        count.update({"items": 1, f"verdict {verdict}": 1, "exceeds": exceeds, "nobody_here": "nobody_here" in marks})
    made: list[dict[str, Any]] = [
        {
            "lower": lower,
            "upper": upper,
            "items": count["items"],
            "verdicts": {name[8:]: number for name, number in sorted(count.items()) if name.startswith("verdict ")},
            "exceeds": count["exceeds"],
            "nobody_here": count["nobody_here"],
        }
        for (lower, upper), count in sections.items()
    ]
    data = {
        "workspace": asked.ours.id,
        "period": run.period.isoformat(),
        "holds": all(set(section["verdicts"]) <= {"proved"} for section in made),
        "sections": made,
    }
    return give_one(request, data)


@reads(router, "/floor/proofs", ListOf[ProofRow], permission=OFFICE)
def proofs_(request: HttpRequest, wanted: Query[ProofFilter], paging: Query[Paging]) -> HttpResponse:
    """Proofs item by item, in order of the catalogue above."""
    return give_list(request, proofs_wanted(asked_of(request), wanted).defer("data"), paging, rows.proof_row_data)


@reads(router, "/floor/cell", One[ProofOut], permission=OFFICE)
def cell(request: HttpRequest, query: Query[CellQuery]) -> HttpResponse:
    """One item against one level above: every claim with its reason, its resident and both values."""
    asked = asked_of(request)
    lower = query.lower or asked.ours.id
    found = Proof.objects.filter(run=run_of(asked), upper=query.upper, lower=lower, item=query.item).first()
    if found is None:
        raise missing(_("没有这一项证明"), _("看看 /api/v1/floor/proofs 里有哪些"))
    return give_one(request, proof_data(found, asked.language, money_of(asked.ours)))


def proof_data(row: Proof, language: str, money: Container[str]) -> dict[str, Any]:
    """A proof with every claim, in one language.  money: facts that are amounts."""
    told = in_yuan(row.data[language], money)
    more = {name: told[name] for name in ("title", "successions", "silent", "judgements")}
    return {**rows.proof_row_data(row), **more}


@reads(router, "/compare", One[ItemDiffOut], permission=OFFICE, cost=3)
def compare(request: HttpRequest, query: Query[CompareQuery]) -> HttpResponse:
    """Any two items in meaning, also of different districts: who gains, who loses, every value that differs."""
    asked = asked_of(request)

    def made() -> dict[str, Any]:
        old, before = _side(asked, query.left)
        new, after = _side(asked, query.right)
        frame = frame_of(old, new, *_days(asked, old, new))
        found = compare_services(new.readable(old.service(before), old), new.service(after), frame)
        return _shown(item_data(found, Speaker.of(new, asked.language, old)), old, new)

    return give_one(request, _kept(asked, ("items", query.left, query.right), made))


@reads(router, "/compare/workspaces", One[DiffOut], permission=OFFICE, cost=10)
def compare_workspaces(request: HttpRequest, query: Query[CompareWorkspacesQuery]) -> HttpResponse:
    """Two workspaces item by item, as a rule two editions of one (`cn/2021` and `cn/2023`)."""
    asked = asked_of(request)

    def made() -> dict[str, Any]:
        old, new = asked.library(query.old), asked.library(query.new)
        found = compare_editions(old, new, *_days(asked, old, new))
        return _shown(diff_data(found, Speaker.of(new, asked.language, old)), old, new)

    return give_one(request, _kept(asked, ("workspaces", query.old, query.new), made))


def _shown(data: dict[str, Any], old: Library, new: Library) -> dict[str, Any]:
    shown: dict[str, Any] = in_yuan(data, money_of(old) | money_of(new))
    return shown


def _kept(asked: Asked, what: tuple[str, ...], make: Any) -> dict[str, Any]:
    key = (asked.snapshot.tree, asked.snapshot.district, asked.on, asked.language, *what)
    return _compared.get(key, lambda: asked.locked(make))


def _side(asked: Asked, ref: str) -> tuple[Library, str]:
    workspace, _mark, item = ref.partition("#")
    library = asked.library(workspace)
    if not library.has(item):
        raise missing(_("没有这个服务事项：%(id)s") % {"id": ref[:120]})
    return library, item


def _days(asked: Asked, old: Library, new: Library) -> tuple[Any, Any]:
    """The days on which values are read: the day asked, or for an edition that is over (or not yet) its first day."""

    def day(library: Library) -> Any:
        manifest = library.workspace.manifest
        over = manifest.until is not None and manifest.until < asked.on
        early = manifest.effective is not None and manifest.effective > asked.on
        return manifest.effective if (over or early) and manifest.effective else asked.on

    return day(old), day(new)


__all__ = ["proof_data", "proofs_wanted", "router", "run_of"]

"""The pages of a cell: the panel beside the board, the same as a page of its own, and the smallest change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhunsheng.floor.verdict import Verdict
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue.models import Proof
from zhunsheng.site.office.asking import edition_year, level_word
from zhunsheng.site.office.floor import arrived, waiting
from zhunsheng.site.office.floor_asked import FloorAsked
from zhunsheng.site.office.floor_board import Cell, Row
from zhunsheng.site.office.floor_cell import cell_data
from zhunsheng.site.office.floor_change import change_data
from zhunsheng.site.office.floor_links import FAILING, Chain, chain_of
from zhunsheng.site.office.keeping import shared
from zhunsheng.site.office.working import Progress


@needs(Permission.OFFICE_READ)
@require_GET
def cell(request: HttpRequest, upper: str, item: str) -> HttpResponse:
    """A cell opened.  ``?lower=gz/2023``: a link of the chain in place of our own proof."""
    floored = FloorAsked.of(request)
    if isinstance(floored, Progress):
        return waiting(request, floored)
    if (answer := arrived(request)) is not None:
        return answer
    lower = request.GET.get("lower") or floored.board.ours
    floored.column(upper)
    proof = floored.proof(lower, upper, item)
    context = _context(floored, proof)
    bare = getattr(request, "htmx", False) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "office/_floor_cell.html" if bare else "office/floor_cell.html", context)
    if bare:  # the board stays where it is
        response.headers["HX-Push-Url"] = "false"
    return response


def _context(floored: FloorAsked, proof: Proof) -> dict[str, Any]:
    asked = floored.asked
    data = shared(f"{floored.key}/cell/{proof.pk}/{asked.on}", lambda: cell_data(floored, proof))
    failing = [name for name, said in proof.aspects.items() if said["verdict"] in FAILING]
    row = _row_of(floored, proof)
    chain = None
    if row is not None:
        items = {one.item for cells in row.cells.values() for one in cells}
        rows = Proof.objects.filter(run=floored.run, item__in=items).defer("data")
        chain = chain_of(row, floored.columns, floored.board.ours, rows, failing)
    return {
        "section": "floor",
        "cell": data,
        "proof": proof,
        "ours": proof.lower == floored.board.ours,
        "year": _year(floored, proof.upper),
        "level": _level(floored, proof.upper),
        "lower_level": _level(floored, proof.lower),
        "nodes": list(_nodes(floored, chain, row, proof)) if chain is not None and row is not None else [],
        "links": list(_links(floored, chain)) if chain is not None else [],
        "broken": _broken(floored, chain) if chain is not None and failing else None,
        "standing": chain.standing if chain is not None and proof.verdict == Verdict.PROVED else "open",
        "others": _others(floored, row, proof),
        "wants_change": any(one["verdict"] in FAILING for one in data["breaches"])
        and proof.lower == floored.board.ours,
        "change": asked.url("office:floor_change", proof.upper, proof.item),
        "page": asked.url("office:floor_cell", proof.upper, proof.item),
        "board": asked.url("office:floor"),
    }


def _row_of(floored: FloorAsked, proof: Proof) -> Row | None:
    """The row of the board in which an item stands."""
    for row in floored.board.rows:
        if any(one.item == proof.item for one in row.cells.get(proof.upper, ())):
            return row
    return None


def _level(floored: FloorAsked, workspace: str) -> str:
    return level_word(floored.libraries[workspace].workspace.manifest.level)


def _year(floored: FloorAsked, workspace: str) -> str:
    return edition_year(floored.libraries[workspace])


def _nodes(floored: FloorAsked, chain: Chain, row: Row, proof: Proof) -> Iterator[dict[str, Any]]:
    """Levels from the top with the glyph of each link; each leads to our proof against that level."""
    verdicts = {link.lower: link.shown for link in chain.links}
    for workspace in chain.levels:
        mine = workspace == floored.board.ours
        found = row.cell(workspace)
        yield {
            "title": _level(floored, workspace),
            "detail": _year(floored, workspace),
            "url": floored.asked.url("office:floor_cell", workspace, found.item) if found is not None else "",
            "here": workspace == proof.upper,
            "verdict": verdicts.get(workspace, ""),
            "ours": mine,
        }


def _links(floored: FloorAsked, chain: Chain) -> Iterator[dict[str, Any]]:
    """The links that were judged, each with the address of its own proof."""
    for link in chain.links:
        if link.shown:
            lower = "" if link.lower == floored.board.ours else link.lower
            yield {
                "upper": _level(floored, link.upper),
                "lower": _level(floored, link.lower),
                "shown": link.shown,
                "url": floored.asked.url("office:floor_cell", link.upper, link.item, lower=lower),
            }


def _broken(floored: FloorAsked, chain: Chain) -> dict[str, Any]:
    """Which link broke, and whether it is ours; without one the item fails only from end to end."""
    link = chain.broken
    if link is None:
        return {"link": False}
    return {
        "link": True,
        "upper": _level(floored, link.upper),
        "lower": _level(floored, link.lower),
        "ours": link.lower == floored.board.ours,
    }


def _others(floored: FloorAsked, row: Row | None, proof: Proof) -> list[dict[str, str]]:
    """Further items of the same standard in the same row."""
    found = row.cells.get(proof.upper, []) if row is not None else []
    return [
        {"title": _title(floored, one), "url": floored.asked.url("office:floor_cell", one.upper, one.item)}
        for one in found
        if one.item != proof.item
    ]


def _title(floored: FloorAsked, one: Cell) -> str:
    title = floored.libraries[one.upper].service(one.item).source.title
    return one.item if title is None else title.say(floored.asked.language)


@needs(Permission.OFFICE_READ)
@require_GET
def change(request: HttpRequest, upper: str, item: str) -> HttpResponse:
    """The smallest change that restores the floor in a cell, looked for when asked and then kept."""
    floored = FloorAsked.of(request)
    if isinstance(floored, Progress):
        return waiting(request, floored)
    if (answer := arrived(request)) is not None:
        return answer
    floored.column(upper)
    proof = floored.proof(floored.board.ours, upper, item)
    if proof.verdict not in FAILING:
        raise Http404(f"{upper}#{item} holds")
    found = shared(f"{floored.key}/change/{proof.pk}/{floored.asked.on}", lambda: change_data(floored, proof))
    context = {
        "section": "floor",
        "found": found,
        "proof": proof,
        "title": proof.data[floored.asked.language]["title"],
        "level": _level(floored, upper),
        "year": _year(floored, upper),
        "page": floored.asked.url("office:floor_cell", upper, item),
    }
    bare = getattr(request, "htmx", False)
    return render(request, "office/_floor_change.html" if bare else "office/floor_change.html", context)

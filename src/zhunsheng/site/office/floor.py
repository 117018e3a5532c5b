"""The floor board: every item against every standard above it, filtered in one click; proved anew by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhunsheng.site.accounts.access import Permission, may, needs
from zhunsheng.site.catalogue.models import Proof
from zhunsheng.site.look.words import VERDICTS
from zhunsheng.site.office import floor_operations, working
from zhunsheng.site.office.asking import Asked, level_word
from zhunsheng.site.office.floor_asked import FloorAsked
from zhunsheng.site.office.floor_board import TODO, Column, Row
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.working import Progress

_ROW = "office/_floor_row.html"
#: The part of the page that asks again while proofs are made.
_WAITING = "floor-waiting"


@dataclass(frozen=True)
class Chip:
    """A filter in one click."""

    label: str
    count: int
    address: str
    chosen: bool
    verdict: str = ""


@needs(Permission.OFFICE_READ)
@require_GET
def floor(request: HttpRequest) -> HttpResponse:
    """The board, or how far the proofs are."""
    floored = FloorAsked.of(request)
    if isinstance(floored, Progress):
        return waiting(request, floored)
    if (answer := arrived(request)) is not None:
        return answer
    board, asked = floored.board, floored.asked
    show = request.GET.get("show", "all")
    show = show if show in board.counts() else "all"
    domain = request.GET.get("domain", "")
    rows = [row for row in board.rows if fits(row, show) and (not domain or row.domain == domain)]
    context = {
        "section": "floor",
        "board": board,
        "columns": [_head(column, asked) for column in board.columns],
        "bands": list(_groups(floored, rows)),
        "shown": len(rows),
        "total": len(board.rows),
        "verdict_chips": _verdict_chips(floored, show, domain),
        "domain_chips": _domain_chips(floored, show, domain),
        "legend": [name for name in VERDICTS if name not in ("not_eligible", "silent")],
        "todo": _todo(floored, rows),
        "run": floored.run,
        "csv": asked.url("office:floor_csv", show=show, domain=domain),
        "xlsx": asked.url("office:floor_xlsx", show=show, domain=domain),
        "may_prove": may(request.user, Permission.DATABASE_WRITE),
        "checked": board.counts(),
    }
    return render(request, "office/floor.html", context)


def waiting(request: HttpRequest, progress: Progress) -> HttpResponse:
    """The page while proofs are being made: how many are done, asking again by itself; a link without script."""
    htmx = getattr(request, "htmx", None)
    if htmx and htmx.target != _WAITING:  # a board whose proofs are gone: it loads itself anew and waits
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    context = {"section": "floor", "progress": progress, "again": request.get_full_path()}
    if htmx:  # which shows no answer that is an error
        return render(request, "office/_floor_waiting.html", context)
    return render(request, "office/floor_waiting.html", context, status=500 if progress.failed else 200)


def arrived(request: HttpRequest) -> HttpResponse | None:
    """The answer to a waiting page once the proofs are there: to load itself anew; None for every other request."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.target != _WAITING:
        return None
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


def fits(row: Row, show: str) -> bool:
    """Whether a filter shows a row."""
    if show == "todo":
        return row.wants_work
    return show == "all" or show in row.verdicts


def _head(column: Column, asked: Asked) -> dict[str, Any]:
    year = str(column.starts.year) if column.starts is not None else ""
    return {
        "upper": column.upper,
        "level": level_word(column.level),
        "year": year,
        "title": column.title.say(asked.language),
        "provenance": column.provenance,
        "later": column.starts if column.starts is not None and column.starts > asked.on else None,
        "over": column.ends if column.ends is not None and column.ends < asked.on else None,
    }


def _groups(floored: FloorAsked, rows: list[Row]) -> Iterator[dict[str, Any]]:
    """Rows by domain, each as the table's HTML, which is made once for a run and a moment."""
    made = kept(f"{floored.key}/rows/{floored.asked.moment.query}", lambda: _rendered(floored))
    for domain in dict.fromkeys(row.domain for row in rows):
        inside = [made[row.position] for row in rows if row.domain == domain]
        yield {"title": floored.asked.domains.get(domain, _("不属于任何领域")), "rows": inside, "count": len(inside)}


def _rendered(floored: FloorAsked) -> dict[tuple[int, int, int], str]:
    template = get_template(_ROW)
    asked, board = floored.asked, floored.board
    made = {}
    for row in board.rows:
        cells = [(column, row.cell(column.upper)) for column in board.columns]
        context = {
            "number": row.number,
            "title": row.title(asked.language),
            "cells": [
                {
                    "cell": cell,
                    "bad": cell is not None and cell.shown in ("violated", "missing"),
                    "level": level_word(column.level),
                    "year": column.starts.year if column.starts else "",
                    "address": asked.url("office:floor_cell", column.upper, cell.item) if cell is not None else "",
                }
                for column, cell in cells
            ],
        }
        made[row.position] = str(template.render(context))
    return made


def _verdict_chips(floored: FloorAsked, show: str, domain: str) -> list[Chip]:
    rows = [row for row in floored.board.rows if not domain or row.domain == domain]
    labels = {"todo": _("须处理"), "all": _("全部")} | {
        name: VERDICTS[name].say(floored.asked.language) for name in TODO
    }
    return [
        Chip(
            label, sum(fits(row, name) for row in rows), _address(floored, "" if name == "all" else name, domain),
            name == show, name if name in TODO else "",
        )
        for name, label in labels.items()
    ]  # fmt: skip


def _domain_chips(floored: FloorAsked, show: str, domain: str) -> list[Chip]:
    kept_show = "" if show == "all" else show
    chips = []
    for name in floored.board.by_domain():
        count = sum(fits(row, show) for row in floored.board.rows if row.domain == name)
        label = floored.asked.domains.get(name, _("不属于任何领域"))
        chips.append(Chip(label, count, _address(floored, kept_show, "" if name == domain else name), name == domain))
    return chips


def _address(floored: FloorAsked, show: str, domain: str) -> str:
    return floored.asked.url("office:floor", show=show, domain=domain)


def _todo(floored: FloorAsked, rows: list[Row]) -> list[dict[str, Any]]:
    """What wants work among the rows shown, worst first: one line an item, with its resident where there is one."""
    cells = [cell for row in rows for column in floored.columns for cell in row.cells.get(column.upper, ())]
    wanted = [cell for cell in cells if cell.verdict in TODO]
    proofs = {
        (proof.upper, proof.item): proof
        for proof in Proof.objects.filter(run=floored.run, lower=floored.board.ours, verdict__in=TODO)
    }
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for cell in sorted(wanted, key=lambda one: TODO.index(one.verdict)):
        proof = proofs.get((cell.upper, cell.item))
        if proof is None:
            continue
        said = proof.data[floored.asked.language]
        failing = next(one for one in said["judgements"] if one["verdict"] == cell.verdict)
        column = floored.column(cell.upper)
        line = found.setdefault(
            (cell.verdict, *(cell.derived or (cell.item,))),
            {
                "verdict": cell.verdict,
                "title": said["title"],
                "reason": failing["reason"],
                "who": _who(failing),
                "columns": [],
            },
        )
        address = floored.asked.url("office:floor_cell", cell.upper, cell.item)
        line["columns"].append((f"{level_word(column.level)} {column.starts.year if column.starts else ''}", address))
    return list(found.values())


def _who(failing: dict[str, Any]) -> str:
    """The resident of a claim, as far as unlike an ordinary one."""
    words = (failing["counterexample"] or {}).get("words", "")
    return str(words).replace("; ", "；").partition("；")[0]


@needs(Permission.DATABASE_WRITE)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Forget the proofs of the day and make them anew."""
    asked = Asked.of(request)
    floor_operations.prove_again(asked, request.user)
    working.again(f"proofs/{asked.snapshot.tree[:20]}/{asked.folder}/{asked.on}")
    messages.info(request, _("正在重新证明；做完之前看板显示进度。"))
    return HttpResponseRedirect(asked.url("office:floor"), status=303)

"""Any two standards or items compared: ours with another district's, an edition with another, ours with one above."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.compare_data import comparison
from zhunsheng.site.office.compare_sides import Side, beginnings, choice, found, kin, side_of, titles
from zhunsheng.site.office.keeping import shared


@needs(Permission.OFFICE_READ)
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Choose left and right, then see both: words, and what the step from left to right means for residents."""
    asked = Asked.of(request)
    sides = {name: side_of(asked, request.GET.get(name, "")) for name in ("left", "right")}
    left, right = sides["left"], sides["right"]
    context: dict[str, Any] = {
        "section": "compare",
        "pickers": [_picker(request, asked, name, sides) for name in ("left", "right")],
        "beginnings": [],
        "both": left is not None and right is not None,
        "mixed": False,
        "everything": request.GET.get("show") == "all",
    }
    if left is None and right is None:
        context["beginnings"] = [
            (old, new, asked.url("office:compare", left=old.ref, right=new.ref))
            for old, new in shared(f"compare/beginnings/{asked.key}", lambda: beginnings(asked))
        ]
    elif left is not None and right is not None:
        context |= _result(asked, left, right)
    return render(request, "office/compare.html", context)


def _result(asked: Asked, left: Side, right: Side) -> dict[str, Any]:
    if bool(left.key) != bool(right.key):
        return {"mixed": True}
    refs = {"left": left.ref, "right": right.ref}
    return {
        "result": shared(_name(asked, left, right), lambda: comparison(asked, left, right)),
        "days": (left.day, right.day),
        "same": left.ref == right.ref,
        "swap": asked.url("office:compare", left=right.ref, right=left.ref),
        "all_address": asked.url("office:compare", **refs, show="all"),
        "changes_address": asked.url("office:compare", **refs),
    }


def _name(asked: Asked, left: Side, right: Side) -> str:
    """What a comparison is made from: the tree, both texts, both days, the language."""
    parts = [asked.snapshot.tree, asked.language]
    parts += [f"{one.edition.path}/{one.edition.document_id}/{one.key}/{one.day}" for one in (left, right)]
    return f"compare/{hashlib.sha256('|'.join(parts).encode()).hexdigest()}"


def _picker(request: HttpRequest, asked: Asked, name: str, sides: dict[str, Side | None]) -> dict[str, Any]:
    """One side as chosen, or the field, what it finds and what is worth comparing with the other side."""
    other = "right" if name == "left" else "left"
    mine, theirs = sides[name], sides[other]
    query = request.GET.get(f"{name}_q", "").strip()[:100]
    choices = found(asked, query) if query else kin(asked, theirs) if mine is None and theirs is not None else []
    if theirs is not None:
        choices = [one for one in choices if one.ref != theirs.ref]
    kept = {other: theirs.ref} if theirs is not None else {}
    return {
        "name": name,
        "chosen": _chosen(asked, mine) if mine is not None else None,
        "edition": mine.edition if mine is not None else None,
        "day": mine.day if mine is not None and mine.day != asked.on else None,
        "query": query,
        "searched": bool(query),
        "choices": [(one, asked.url("office:compare", **{name: one.ref}, **kept)) for one in choices],
        "hidden": [*kept.items(), *_moment(request)],
        "again": asked.url("office:compare", **kept) if mine is not None else "",
        "kin": not query and bool(choices),
    }


def _chosen(asked: Asked, side: Side) -> Any:
    title = asked.pick(side.edition)
    if side.key:
        source = side.service.source.title
        title = source.say(asked.language) if source is not None else side.key
    return choice(asked, side.ref, title, side.edition, titles(asked, [side.edition]), whole=not side.key)


def _moment(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, request.GET[name]) for name in ("on", "known", "lang") if request.GET.get(name)]

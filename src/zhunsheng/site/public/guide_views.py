"""The guide of an item, as a page and as files, and how it changed."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhunsheng.publish.blocks import Size
from zhunsheng.publish.guide import service_guide
from zhunsheng.publish.qr import qr_svg
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Item
from zhunsheng.site.catalogue.states import NotInForce
from zhunsheng.site.kept import Kept
from zhunsheng.site.look.kept_pages import keepable
from zhunsheng.site.look.moment import today
from zhunsheng.site.public import documents
from zhunsheng.site.public.floor_marks import ItemMarks, marked, marks_of
from zhunsheng.site.public.guide import Guide, guide_of
from zhunsheng.site.public.here import Here, moment_of
from zhunsheng.site.public.history import History, history_of
from zhunsheng.site.public.not_then import refusal
from zhunsheng.site.public.points_selectors import points_for_item, subdistrict_titles, today_here, with_now
from zhunsheng.site.public.points_views import asked_query

#: Service points shown on the page of an item; all of them are one link away.
POINTS_SHOWN = 3
_codes: Kept[str] = Kept(400)
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


@needs(Permission.PUBLIC)
@keepable
@require_safe
def item(request: HttpRequest, key: str) -> HttpResponse:
    """The guide: four answers first, then who, what, papers, how, where, and what it rests on."""
    here = Here.of(request)
    refused = refusal(request, here, key)
    if refused is not None:
        return refused
    guide = guide_of(here, key)
    marks = marks_of(here)
    own = ItemMarks() if marks is None else marks.of(key)
    editions = _editions(here, guide)
    towns = subdistrict_titles(here.library, here.language)
    near = request.GET.get("near", "") if request.GET.get("near") in towns else ""
    points = points_for_item(here.library, key, near, here.language)
    shown = points[:POINTS_SHOWN]
    permalink = request.build_absolute_uri(f"{request.path}?{_same(request, here)}")
    title = _("扫码看本事项的网页（同一版本）")
    context = {
        "section": "items",
        "guide": guide,
        "benefits": marked(guide.benefits, own),
        "marks": own,
        "proved_at_all": marks is not None,
        "floored": any(one.workspace in _national(here) for one in guide.above),
        "own_edition": editions.get((here.library.id, key)),
        "above": [{"rest": one, "edition": editions.get((one.workspace, one.item))} for one in guide.above],
        "points": with_now(shown, today_here(), here.library) if here.is_today else shown,
        "subdistricts": towns if len(points) > POINTS_SHOWN else {},
        "near": near,
        "asked_query": asked_query(request),
        "points_count": len(points),
        "permalink": permalink,
        "qr": _codes.get((permalink, title), lambda: scalable(qr_svg(permalink, title=title))),
        "today": today(),
        "here": here,
        "known": moment_of(request).known,
    }
    return render(request, "public/item.html", context)


def scalable(svg: str) -> str:
    """A drawing that says only its size, so that a page can show it in another.

    >>> scalable('<svg width="164" height="164"><path/></svg>')
    '<svg viewBox="0 0 164 164" width="164" height="164"><path/></svg>'
    """
    return svg if "viewBox" in svg else _SIZE.sub(r'viewBox="0 0 \1 \2" width="\1" height="\2"', svg, count=1)


def _same(request: HttpRequest, here: Here) -> str:
    """The query that leads to this very page on any later day."""
    known = moment_of(request).known
    return f"on={here.day}" if known is None else f"on={here.day}&known={known}"


def _national(here: Here) -> set[str]:
    return {one.id for one in here.library.chain() if one.workspace.manifest.level == "national"}


def _editions(here: Here, guide: Guide) -> dict[tuple[str, str], int]:
    """Editions in which the item and those above it are written, by workspace and item."""
    wanted = {(here.library.id, guide.key), *((one.workspace, one.item) for one in guide.above)}
    rows = Item.objects.filter(
        selectors.known_by(here.snapshot, "edition__spans__"),
        edition__workspace__in={workspace for workspace, _ in wanted},
        key__in={item for _, item in wanted},
    ).values_list("edition__workspace", "key", "edition_id")
    return {(workspace, item): pk for workspace, item, pk in rows if (workspace, item) in wanted}


@needs(Permission.PUBLIC)
@require_safe
def document(request: HttpRequest, key: str, ending: str) -> HttpResponseBase:
    """The printed guide as a file: ``?size=large`` for older readers, ``?lang=en``, ``?on=`` for another day."""
    here = Here.of(request)
    refused = refusal(request, here, key)
    if refused is not None:
        return refused
    size: Size = "large" if request.GET.get("size") == "large" else "normal"
    site = request.build_absolute_uri("/").rstrip("/")
    known = moment_of(request).known
    made = service_guide(
        here.library,
        key,
        here.day,
        here.language,
        size=size,
        site=site,
        known=known,
    )
    large = _("大字版") if size == "large" else ""
    name = " ".join(part for part in (made.full_title.replace("　", " "), large, here.day.isoformat()) if part)
    return documents.answer(request, made, documents.FORMATS[ending], name, here.snapshot.recorded_at)


@needs(Permission.PUBLIC)
@keepable
@require_safe
def history(request: HttpRequest, key: str) -> HttpResponse:
    """How the item changed over time, in words."""
    here = Here.of_newest(request)
    try:
        found: History = history_of(here, key)
    except KeyError as unknown:
        raise Http404(key) from unknown
    in_force = _shown(request, key)
    context = {
        "section": "items",
        "key": key,
        "history": found,
        "in_force": in_force,
        "guide_title": found.title,
        "editions": _rows(here, key),
    }
    return render(request, "public/item_history.html", context)


def _shown(request: HttpRequest, key: str) -> bool:
    """Whether the item has a guide on the day."""
    try:
        return key in Here.of(request).keys
    except NotInForce:
        return False


def _rows(here: Here, key: str) -> list[Edition]:
    """The standards in which the item was written, earliest first."""
    return [one.edition for one in selectors.item_history(here.snapshot, here.family, key)]

"""Service points: a map without tiles, the list that says the same, and a page for each point."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhunsheng.rule.library import Library
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.look.context import ELDER_COOKIE, language_now
from zhunsheng.site.look.kept_pages import keepable
from zhunsheng.site.public import points_selectors as selectors
from zhunsheng.site.public.here import Here, moment_of
from zhunsheng.site.public.points_hours import read_hours, week
from zhunsheng.site.public.points_map import Picture, Spot, draw, merged
from zhunsheng.site.public.points_selectors import Asked, Point

#: Sizes of the two drawings, for a wide page and for a phone: width, height, size of letters.
WIDE, NARROW = (620, 640, 14), (330, 400, 13)
ELDER_WIDE, ELDER_NARROW = (620, 700, 19), (330, 460, 17)
#: Points nearer to one another than this are one mark where a whole sub-district is shown, in metres.
TOGETHER_M = 40.0
#: How many neighbours of the same kind a point's page names.
NEIGHBOURS = 4


@needs(Permission.PUBLIC)
@keepable
@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Service points, filtered by what the address asks."""
    here = Here.of(request)
    library, language = here.library, here.language
    every = list(selectors.points_on(here))
    asked = _asked(request, every)
    is_now = moment_of(request).is_now
    timed = selectors.with_now(every, selectors.today_here(), library) if is_now else every
    place = selectors.place_of(library, asked.near)
    found = selectors.measured(selectors.select(timed, asked), place)
    return render(
        request,
        "public/points.html",
        {
            "section": "points",
            "asked_query": asked_query(request),
            "points": found,
            "total": len(every),
            "asked": asked,
            "is_now": is_now,
            "kinds": selectors.kinds_among(every),
            "subdistricts": selectors.subdistricts_among(every, library, language),
            "items": selectors.items_among(every),
            "item_title": dict(pair for point in every for pair in point.items).get(asked.item, ""),
            "groups": [] if place else _headed(_by_subdistrict(found, library)),
            "near_title": selectors.subdistrict_titles(library, language).get(asked.near, "") if place else "",
            "maps": _overview(found, asked, place, request, library),
            "approximate": any(point.approximate for point in found),
            "without_place": sum(not point.has_place for point in found),
        },
    )


@needs(Permission.PUBLIC)
@keepable
@require_safe
def point(request: HttpRequest, point_id: str) -> HttpResponse:
    """One service point: when, where, what it gives, and what is near."""
    here = Here.of(request)
    every = selectors.points_on(here)
    found = next((one for one in every if one.id == point_id), None)
    if found is None:
        raise Http404(point_id)
    is_now = moment_of(request).is_now
    if is_now:
        found = selectors.with_now([found], selectors.today_here(), here.library)[0]
    others = [one for one in every if one.kind == found.kind and one.id != found.id]
    place = (found.lat, found.lon) if found.lat is not None and found.lon is not None else None
    near = selectors.measured(others, place)[:NEIGHBOURS]
    return render(
        request,
        "public/points_one.html",
        {
            "section": "points",
            "asked_query": asked_query(request),
            "point": found,
            "near": near,
            "week": week(read_hours(found.hours_zh)),
            "weekday": selectors.today_here().weekday() if is_now else None,
            "is_now": is_now,
            "maps": _around(found, near, request),
        },
    )


def asked_query(request: HttpRequest) -> str:
    """What addresses end with so that the asked moment is kept; empty for now."""
    told = moment_of(request).query
    return f"?{told}" if told else ""


def _asked(request: HttpRequest, every: Sequence[Point]) -> Asked:
    """The filters of the address; a value that no point has asks for nothing."""
    known: dict[str, set[str]] = {
        "kind": {point.kind for point in every},
        "subdistrict": {point.subdistrict for point in every},
        "near": {point.subdistrict for point in every},
        "item": {item for point in every for item, _title in point.items},
    }
    given = {name: request.GET.get(name, "") for name in known}
    kept = {name: value if value in known[name] else "" for name, value in given.items()}
    return Asked(**kept, open_now=request.GET.get("open") == "1")


def _by_subdistrict(points: Sequence[Point], library: Library) -> list[tuple[str, str, list[Point]]]:
    """Points under their sub-districts, in the order of the organisation file; others last."""
    grouped: dict[str, list[Point]] = {name: [] for name in selectors.subdistrict_titles(library, "zh")}
    for one in points:
        grouped.setdefault(one.subdistrict, []).append(one)
    return [(name, group[0].subdistrict_title, group) for name, group in grouped.items() if group]


def _headed(groups: list[tuple[str, str, list[Point]]]) -> list[tuple[str, str, list[Point]]]:
    """The groups where headings help; none where each would stand over one point."""
    return groups if any(len(group) > 1 for _name, _title, group in groups) else []


def _overview(
    points: Sequence[Point], asked: Asked, place: tuple[float, float] | None, request: HttpRequest, library: Library
) -> list[Picture]:
    """The drawings of a list: a mark for each sub-district, or for each door within one."""
    placed = [one for one in points if one.has_place]
    towns = {one.subdistrict for one in placed}
    if len(towns) > 1:
        spots = [_town(group, asked, request) for _name, _title, group in _by_subdistrict(placed, library)]
    else:
        spots = _doors(placed, request)
    if place is not None:
        title = selectors.subdistrict_titles(library, language_now()).get(asked.near, "")
        spots = [one for one in spots if one.key != asked.near] + [_here(asked, place, title, spots)]
    return _drawn(spots, request)


def _here(asked: Asked, place: tuple[float, float], title: str, spots: Sequence[Spot]) -> Spot:
    """The place that distances are taken from, with the points that stand there."""
    same = next((one for one in spots if one.key == asked.near), None)
    return Spot(asked.near, _short_town(title), *place, same.href if same else "", same.count if same else 0, here=True)


def _around(point: Point, near: Sequence[Point], request: HttpRequest) -> list[Picture]:
    """The drawings of one point among its neighbours."""
    if not point.has_place:
        return []
    spots = [
        Spot(
            one.id,
            _short_town(one.subdistrict_title),
            one.lat or 0.0,
            one.lon or 0.0,
            _address("public:point", request, one.id),
        )
        for one in near
        if one.has_place
    ]
    spots.append(Spot(point.id, _short_town(point.subdistrict_title), point.lat or 0.0, point.lon or 0.0, here=True))
    return _drawn(spots, request)


def _town(group: Sequence[Point], asked: Asked, request: HttpRequest) -> Spot:
    """A sub-district as one mark, in the middle of its points."""
    first = group[0]
    lat = sum(one.lat or 0.0 for one in group) / len(group)
    lon = sum(one.lon or 0.0 for one in group) / len(group)
    href = _address("public:point", request, first.id)
    if len(group) > 1:
        filters = {"kind": asked.kind, "item": asked.item, "open": "1" if asked.open_now else ""}
        href = _address("public:points", request, subdistrict=first.subdistrict, **filters)
    return Spot(first.subdistrict, _short_town(first.subdistrict_title), lat, lon, href, len(group))


def _doors(points: Sequence[Point], request: HttpRequest) -> list[Spot]:
    """Points of one sub-district, those behind one door as one mark."""
    spots = [
        Spot(one.id, one.short, one.lat or 0.0, one.lon or 0.0, _address("public:point", request, one.id))
        for one in points
    ]
    found = []
    for group in merged(spots, TOGETHER_M):
        first = group[0]
        if len(group) > 1:
            label = _("%(first)s等 %(n)s 处") % {"first": first.label, "n": len(group)}
            first = Spot(first.key, label, first.lat, first.lon, f"#point-{first.key}", len(group))
        found.append(first)
    return found


def _drawn(spots: Sequence[Spot], request: HttpRequest) -> list[Picture]:
    sizes = (ELDER_WIDE, ELDER_NARROW) if request.COOKIES.get(ELDER_COOKIE) == "1" else (WIDE, NARROW)
    pictures = [draw(spots, width, height, size) for width, height, size in sizes]
    return [picture for picture in pictures if picture is not None]


def _short_town(title: str) -> str:
    """A sub-district's name as a map writes it."""
    return title.removesuffix(" Sub-district").removesuffix("街道")


def _address(name: str, request: HttpRequest, *args: str, **query: str) -> str:
    """An address with its filters and the asked moment."""
    parts = [urlencode({key: value for key, value in query.items() if value}), moment_of(request).query]
    told = "&".join(part for part in parts if part)
    return reverse(name, args=args) + (f"?{told}" if told else "")

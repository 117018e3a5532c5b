"""What the pages say about service points: where an item is given, how far, whether open.

Points come from ``service_points.csv`` of the workspace in force; kinds have no titles of their own there, so a kind is
called by what the titles of its points share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby, takewhile
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from zhunsheng.rule.library import Library
from zhunsheng.site.public.here import Here
from zhunsheng.site.public.points_hours import Now, Opening, hours_words, now_at, read_hours
from zhunsheng.site.public.points_map import distance_m
from zhunsheng.standard.calendar import Calendar
from zhunsheng.standard.manifest import ServicePoint
from zhunsheng.standard.overlay import effective
from zhunsheng.standard.wording import Language, Words

HERE = ZoneInfo("Asia/Shanghai")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_TONES = {Opening.OPEN: "ok", Opening.PERHAPS: "warn", Opening.CLOSED: "quiet", Opening.UNSTATED: "quiet"}
#: Characters that titles must share to name a kind.
_LEAST_SHARED = 4


@dataclass(frozen=True)
class Point:
    """A service point in one language.

    lat, lon: degrees, None where the row names none.  hours: as written.  items: ids and titles of what it gives.
    distance_m: from the place asked for.  now: whether it is open, None where that was not asked.
    """

    id: str
    title: str
    short: str
    kind: str
    kind_title: str
    subdistrict: str
    subdistrict_title: str
    operator: str
    lat: float | None
    lon: float | None
    approximate: bool
    hours_zh: str
    hours: str
    phone: str
    items: tuple[tuple[str, str], ...]
    provenance: str
    distance_m: float | None = None
    now: Now | None = None
    now_words: str = ""

    @property
    def now_tone(self) -> str:
        """The tone of the badge that says whether it is open."""
        return _TONES[self.now.opening] if self.now is not None else "quiet"

    @property
    def address(self) -> str:
        """Its page."""
        return _address(self.id)

    @property
    def has_place(self) -> bool:
        """Whether its row says where it is."""
        return self.lat is not None and self.lon is not None

    @property
    def distance_words(self) -> str:
        """How far it is, in words; empty where that was not asked or is not known."""
        return "" if self.distance_m is None else distance_words(self.distance_m)


@lru_cache(maxsize=4096)
def _address(point_id: str) -> str:
    return reverse("public:point", args=[point_id])


@dataclass(frozen=True)
class Choice:
    """Something to filter by: how many points are left with it."""

    id: str
    title: str
    count: int


@dataclass(frozen=True)
class Asked:
    """What the filters of the page ask for; empty text: no matter."""

    kind: str = ""
    subdistrict: str = ""
    item: str = ""
    near: str = ""
    open_now: bool = False


def distance_words(metres: float) -> str:
    """A distance as the crow flies, no more exact than the positions are."""
    if metres < 100:
        return _("100 米以内")
    if metres < 950:
        return _("约 %(n)s 米") % {"n": round(metres / 100) * 100}
    return _("约 %(n)s 公里") % {"n": f"{metres / 1000:.1f}"}


def today_here() -> datetime:
    """The clock of the district."""
    return datetime.now(HERE)


@lru_cache(maxsize=8)
def points_of(library: Library, language: Language) -> tuple[Point, ...]:
    """All service points of the workspace, in order of the file, each with all that it ever gives."""
    rows = library.workspace.service_points
    towns = subdistrict_titles(library, language)
    kinds = kind_titles(rows, subdistrict_titles(library, "zh"), subdistrict_titles(library, "en"))
    names = _item_titles(library, language)
    given = _given_by_kind(library)
    return tuple(_point(row, language, towns, kinds, names, given) for row in rows)


def points_on(here: Here) -> tuple[Point, ...]:
    """All service points on the day, each with what it gives then: an item may begin later than its workspace."""
    points = points_of(here.library, here.language)
    if len(here.keys) == len(here.library.ids()):
        return points
    return tuple(replace(point, items=tuple(one for one in point.items if one[0] in here.keys)) for point in points)


def points_for_item(
    library: Library, item: str, near: str | None = None, language: Language = "zh", limit: int | None = None
) -> list[Point]:
    """Where an item is given: points that name it or are of a kind that it names; nearest first from a sub-district.

    near: id of a sub-district; without one (or an unknown one) in order of the file.  limit: how many at most.
    """
    found = [point for point in points_of(library, language) if any(item == one for one, _ in point.items)]
    return measured(found, place_of(library, near or ""))[:limit]


def select(points: Iterable[Point], asked: Asked) -> list[Point]:
    """The points that all filters leave; "open now" keeps those that perhaps are open."""
    return [
        point
        for point in points
        if asked.kind in ("", point.kind)
        and asked.subdistrict in ("", point.subdistrict)
        and (not asked.item or any(asked.item == item for item, _ in point.items))
        and not (asked.open_now and point.now is not None and point.now.opening not in (Opening.OPEN, Opening.PERHAPS))
    ]


def measured(points: Sequence[Point], place: tuple[float, float] | None) -> list[Point]:
    """The points with their distance from `place`, nearest first; those without a place last.  Unchanged without one."""
    if place is None:
        return list(points)
    told = [
        replace(point, distance_m=distance_m(point.lat, point.lon, *place))
        if point.lat is not None and point.lon is not None
        else point
        for point in points
    ]
    return sorted(told, key=lambda point: (point.distance_m is None, point.distance_m or 0.0, point.id))


def with_now(points: Iterable[Point], moment: datetime, library: Library) -> list[Point]:
    """The points with whether they are open at `moment`."""
    calendar = Calendar(library.workspace.calendar)
    known: dict[str, tuple[Now, str]] = {}
    found = []
    for point in points:
        if point.hours_zh not in known:
            now = now_at(read_hours(point.hours_zh), moment, calendar)
            known[point.hours_zh] = (now, now_words(now))
        now, words = known[point.hours_zh]
        found.append(replace(point, now=now, now_words=words))
    return found


def now_words(now: Now) -> str:
    """Whether a point is open, in words; empty where it does not say its hours."""
    if now.opening is Opening.OPEN:
        return _("现在开放，到 %(time)s") % {"time": now.closes_at} if now.closes_at else _("全天开放")
    if now.opening is Opening.PERHAPS:
        return _("在服务时间内；今天是否开放没有写明，请先打电话")
    if now.opening is Opening.CLOSED:
        return _("今天 %(time)s 开放") % {"time": now.opens_at} if now.opens_at else _("现在不开放")
    return ""


def place_of(library: Library, subdistrict: str) -> tuple[float, float] | None:
    """Where a sub-district is taken to lie: the middle of its service points; None where there are none."""
    placed = [
        (point.lat, point.lon)
        for point in points_of(library, "zh")
        if point.subdistrict == subdistrict and point.lat is not None and point.lon is not None
    ]
    if not placed:
        return None
    return sum(lat for lat, _ in placed) / len(placed), sum(lon for _, lon in placed) / len(placed)


def kinds_among(points: Iterable[Point]) -> list[Choice]:
    """The kinds of these points, most points first."""
    return _choices((point.kind, point.kind_title) for point in points)


def subdistricts_among(points: Iterable[Point], library: Library, language: Language) -> list[Choice]:
    """The sub-districts of these points, in order of the organisation file."""
    found = {one.id: one for one in _choices((point.subdistrict, point.subdistrict_title) for point in points)}
    return [found[name] for name in subdistrict_titles(library, language) if name in found]


def items_among(points: Iterable[Point]) -> list[Choice]:
    """The items that these points give, by title."""
    return sorted(_choices(item for point in points for item in point.items), key=lambda one: one.title)


def subdistrict_titles(library: Library, language: Language) -> dict[str, str]:
    """Titles of the sub-districts by id, in the order declared."""
    listed = library.workspace.organisation.organisations
    return {one.id: one.title.say(language) for one in listed if one.kind == "subdistrict"}


def kind_titles(rows: Iterable[ServicePoint], zh: dict[str, str], en: dict[str, str]) -> dict[str, Words]:
    """What each kind of point is called: what the titles of its points share once their sub-district is taken off."""
    ordered = sorted(rows, key=lambda row: row.kind)
    found = {}
    for kind, group in groupby(ordered, key=lambda row: row.kind):
        points = list(group)
        chinese = [_plain(_without(point.title, zh.get(point.subdistrict, ""))) for point in points]
        english = [_plain(_without(point.title_en or "", en.get(point.subdistrict, ""))) for point in points]
        found[kind] = Words(_shared(chinese), _shared(english, " "))
    return found


def _choices(pairs: Iterable[tuple[str, str]]) -> list[Choice]:
    counted = Counter(pairs)
    return sorted((Choice(name, title, count) for (name, title), count in counted.items()), key=lambda one: -one.count)


def _without(title: str, town: str) -> str:
    """A point's title without the name of its sub-district: 「颐康中心」 of 「洪桥街道颐康中心」."""
    for name in (town, town.removesuffix(" Sub-district"), town.removesuffix("道")):
        if name and title.startswith(name):
            return title.removeprefix(name).strip()
    return title


def _plain(title: str) -> str:
    """A title without remarks in brackets."""
    return _BRACKETS.sub("", title).strip()


def _shared(titles: list[str], between: str = "") -> str:
    """What all titles have in common, at the end or else at the beginning; the first title where that is too little.

    between: what stands between words; without it characters are compared.
    """
    parts = [title.split(between) if between else list(title) for title in titles]
    ending = between.join(_common([one[::-1] for one in parts])[::-1])
    beginning = between.join(_common(parts))
    found = max(ending, beginning, key=len).strip("的·-— ")
    words = found if len(found) >= _LEAST_SHARED else titles[0]
    return words[:1].upper() + words[1:]


def _common(rows: list[list[str]]) -> list[str]:
    return [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, zip(*rows, strict=False))]


def _item_titles(library: Library, language: Language) -> dict[str, str]:
    services = {item: effective(library.workspace, item).service for item in library.ids()}
    return {item: service.title.say(language) if service.title else item for item, service in services.items()}


def _given_by_kind(library: Library) -> dict[str, list[str]]:
    """Items by the kind or id of point that they name themselves."""
    found: dict[str, list[str]] = {}
    for item in library.ids():
        for name in effective(library.workspace, item).service.service_points:
            found.setdefault(name, []).append(item)
    return found


def _point(
    row: ServicePoint,
    language: Language,
    towns: dict[str, str],
    kinds: dict[str, Words],
    names: dict[str, str],
    given: dict[str, list[str]],
) -> Point:
    listed = dict.fromkeys([*row.services, *given.get(row.kind, ()), *given.get(row.id, ())])
    town = towns.get(row.subdistrict, row.subdistrict)
    title = row.title_en if language == "en" and row.title_en else row.title
    return Point(
        row.id,
        title,
        _without(title, town),
        row.kind,
        kinds[row.kind].say(language),
        row.subdistrict,
        town,
        row.operator or "",
        _number(row.lat),
        _number(row.lon),
        row.approximate == "true",
        row.hours or "",
        hours_words(row.hours or "", language),
        row.phone or "",
        tuple((item, names[item]) for item in listed if item in names),
        row.provenance,
    )


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None

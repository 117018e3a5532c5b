"""What the pages and the interface for programs read from the database, as of two times.

`snapshot_for` turns the day of knowledge into a snapshot; everything else takes that snapshot and, where it matters, a
day in force.  Query sets are lazy and can be narrowed further.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Prefetch, Q, QuerySet

from zhunsheng.site.catalogue.models import Edition, Item, Place, Reference, Snapshot, Span, Status
from zhunsheng.site.catalogue.states import NothingKnown
from zhunsheng.standard.code import CodeError, StandardCode

_HERE = ZoneInfo("Asia/Shanghai")


def snapshot_for(known: date | None = None) -> Snapshot:
    """The last snapshot recorded by the end of the day `known`; the newest without one.  Raises NothingKnown."""
    rows = Snapshot.objects.order_by("-recorded_at", "-id")
    if known is not None:
        end = datetime.combine(known + timedelta(days=1), time.min, _HERE) if known < date.max else None
        rows = rows.filter(recorded_at__lt=end) if end else rows
    found = rows.first()
    if found is None:
        first = Snapshot.objects.order_by("recorded_at").first()
        raise NothingKnown(known, first.recorded_at.astimezone(_HERE).date() if first else None)
    return found


def known_by(snapshot: Snapshot, prefix: str = "") -> Q:
    """The condition that a recorded row holds in `snapshot`; prefix: way to the row, such as ``spans__``."""
    return Q(**{f"{prefix}recorded_id__lte": snapshot.pk}) & (
        Q(**{f"{prefix}superseded_id": None}) | Q(**{f"{prefix}superseded_id__gt": snapshot.pk})
    )


def in_force_on(day: date, prefix: str = "") -> Q:
    """The condition that a span covers `day`."""
    return Q(**{f"{prefix}starts__lte": day}) & (Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gte": day}))


def family(workspace: str) -> str:
    """What the editions of a workspace share: ``yuexiu`` of ``yuexiu/2021``."""
    return workspace.partition("/")[0]


def of_family(name: str, prefix: str = "") -> Q:
    """The condition that an edition belongs to a family of workspaces."""
    return Q(**{f"{prefix}workspace": name}) | Q(**{f"{prefix}workspace__startswith": f"{name}/"})


def editions(snapshot: Snapshot, on: date | None = None) -> QuerySet[Edition]:
    """Editions that were known, each with `starts` and `ends`; with a day only those in force on it."""
    spans = known_by(snapshot, "spans__")
    if on is not None:
        spans &= in_force_on(on, "spans__")
    return (
        Edition.objects.filter(spans)
        .annotate(starts=F("spans__starts"), ends=F("spans__ends"))
        .select_related("work")
        .order_by("workspace", "path")
    )


def edition(snapshot: Snapshot, pk: int) -> Edition:
    """One edition as known, with `starts` and `ends`.  Raises Edition.DoesNotExist."""
    return editions(snapshot).get(pk=pk)


def editions_of_work(snapshot: Snapshot, work_id: int) -> list[Edition]:
    """All known editions of a text, earliest first."""
    return sorted(editions(snapshot).filter(work_id=work_id), key=lambda one: (one.effective or date.min, one.pk))


def items(snapshot: Snapshot, on: date, workspaces: str) -> QuerySet[Item]:
    """Items of a family of workspaces (``yuexiu``) in editions in force on a day, in order of the texts."""
    return (
        Item.objects.filter(known_by(snapshot, "edition__spans__") & in_force_on(on, "edition__spans__"))
        .filter(of_family(workspaces, "edition__"))
        .select_related("edition")
        .order_by("edition__path", "position")
    )


def item(snapshot: Snapshot, on: date, workspaces: str, key: str) -> Item:
    """One item in force on a day.  Raises Item.DoesNotExist."""
    found = items(snapshot, on, workspaces).filter(key=key).order_by("-edition__effective").first()
    if found is None:
        raise Item.DoesNotExist(key)
    return found


def item_history(snapshot: Snapshot, workspaces: str, key: str) -> QuerySet[Item]:
    """The item in every edition that was known, whatever the day, earliest first, with `starts` and `ends`."""
    return (
        Item.objects.filter(known_by(snapshot, "edition__spans__") & of_family(workspaces, "edition__"), key=key)
        .annotate(starts=F("edition__spans__starts"), ends=F("edition__spans__ends"))
        .select_related("edition")
        .order_by("edition__effective", "pk")
    )


def items_by_folder(snapshot: Snapshot) -> dict[str, int]:
    """How many items each workspace of the tree has, by its folder."""
    rows = Item.objects.filter(known_by(snapshot, "edition__spans__")).order_by()
    return dict(rows.values_list("edition__folder").annotate(n=Count("pk")))


def places(snapshot: Snapshot) -> QuerySet[Place]:
    """The places of the district's standards system, in order of the detail table."""
    return Place.objects.filter(snapshot_id=snapshot.pk)


def reference_key(code: str) -> str:
    """The undated number by which references meet: ``GB/T 39554.2`` of ``GB/T 39554.2—2020``."""
    try:
        return str(StandardCode.parse(code).undated)
    except CodeError:
        return code.strip()


def references_from(edition_id: int) -> QuerySet[Reference]:
    """What an edition names, in order of the text."""
    return Reference.objects.filter(edition_id=edition_id).order_by("pk")


def references_to(snapshot: Snapshot, code: str, on: date | None = None) -> QuerySet[Reference]:
    """Who names a standard, dated or not, among the editions known (and in force on a day)."""
    wanted = known_by(snapshot, "edition__spans__")
    if on is not None:
        wanted &= in_force_on(on, "edition__spans__")
    return Reference.objects.filter(wanted, key=reference_key(code)).select_related("edition").order_by("edition__path")


def statuses(snapshot: Snapshot, keys: set[str] | None = None) -> dict[str, Status]:
    """What the registers say, by code; of several that say something the nearest to the district."""
    rows = Status.objects.filter(known_by(snapshot)).order_by("pk")
    if keys is not None:
        rows = rows.filter(key__in=keys)
    found: dict[str, list[Status]] = {}
    for row in rows:
        found.setdefault(row.code, []).append(row)
    far = _distances(snapshot) if any(len(said) > 1 for said in found.values()) else {}
    return {code: min(said, key=lambda row: far.get(row.workspace, len(_NEARER))) for code, said in found.items()}


#: Levels by their distance from the district's own texts; workspaces of other districts come last.
_NEARER = ("", "city", "provincial", "industry", "national")


def _distances(snapshot: Snapshot) -> dict[str, int]:
    """By id of a workspace how far from the district it stands: 0 for its own."""
    rows = Edition.objects.filter(known_by(snapshot, "spans__")).order_by().values_list("workspace", "folder", "level")
    return {
        workspace: 0 if folder == snapshot.district else _NEARER.index(level)
        for workspace, folder, level in rows.distinct()
        if folder == snapshot.district or level in _NEARER
    }


def with_spans(rows: QuerySet[Edition], snapshot: Snapshot) -> QuerySet[Edition]:
    """The same editions with their known spans read along."""
    return rows.prefetch_related(Prefetch("spans", Span.objects.filter(known_by(snapshot)), "known_spans"))

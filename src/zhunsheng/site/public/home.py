"""The residents' home: domains on the level, common items, things that happen in a life, three promises with their proof.

Every number is counted from the database or from the kept proofs when the page is asked for; each total says whose it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum

from zhunsheng.floor.verdict import Verdict
from zhunsheng.publish.subject import is_fetched
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.kept import Kept
from zhunsheng.site.public.floor_marks import BELOW, Mark, Marks
from zhunsheng.site.public.here import Here

#: The nine domains by the character that stands for them; a further domain of the district's own has none.
CHARACTERS = {
    "childcare": "育", "education": "教", "employment": "劳", "health": "医", "elderly": "养", "housing": "居",
    "assistance": "扶", "veterans": "军", "culture_sports": "文",
}  # fmt: skip
#: Bars of the first promise: one for each national item.
_WIDE, _HIGH = 8, 30


@dataclass(frozen=True)
class DomainPlace:
    """A domain on the level with how many items are in force."""

    id: str
    title: str
    character: str
    count: int


def domains_of(here: Here) -> tuple[list[DomainPlace], list[DomainPlace]]:
    """The nine domains, and what the district has beside them."""
    rows = selectors.items(here.snapshot, here.day, here.family).filter(edition__workspace=here.library.id)
    counts: dict[str, int] = dict(rows.order_by().values_list("domain").annotate(n=Count("key", distinct=True)))
    made = [
        DomainPlace(one.id, one.title.say(here.language), CHARACTERS.get(one.id, ""), counts.get(one.id, 0))
        for one in sorted(here.library.workspace.manifest.domains, key=lambda one: one.number)
    ]
    return [one for one in made if one.character], [one for one in made if not one.character and one.count]


@dataclass(frozen=True)
class Bar:
    """A national item as a block on the level: up, on, below or open; x in units of the drawing."""

    x: int
    state: str


@dataclass(frozen=True)
class FloorPromise:
    """The first promise: how many national items hold, and what does not."""

    bars: tuple[Bar, ...]
    width: int
    total: int
    holds: int
    exceeds: int
    nobody: int
    below: int
    judge: int
    undecided: int


def floor_promise(marks: Marks) -> FloorPromise:
    """The national items in their order, each with how it stands."""
    counts = Counter(_state(mark) for mark in marks.national)
    bars = tuple(Bar(index * _WIDE, _state(mark)) for index, mark in enumerate(marks.national))
    verdicts = Counter(mark.verdict for mark in marks.national if not mark.nobody)
    return FloorPromise(
        bars,
        max(len(bars) * _WIDE, 1),
        len(bars),
        counts["on"] + counts["up"],
        counts["up"],
        counts["nobody"],
        counts["below"],
        verdicts[Verdict.NOT_FORMALISED],
        verdicts[Verdict.UNDECIDED],
    )


def _state(mark: Mark) -> str:
    if mark.verdict in BELOW:
        return "below"
    if mark.nobody:
        return "nobody"
    if mark.verdict is Verdict.PROVED:
        return "up" if mark.exceeds else "on"
    return "open"


@dataclass(frozen=True)
class Promises:
    """What the other two promises count: items with a limit and limits in working days; papers asked for and fetched."""

    items: int
    limited: int
    working: int
    papers: int
    fetched: int


_promises: Kept[Promises] = Kept(12)


def promises_of(here: Here) -> Promises:
    """Counted over all items in force."""

    def counted() -> Promises:
        services = [one for one in here.library.services() if one.id in here.keys]
        limits = [one.promise for one in services if one.promise is not None]
        working = sum("working_day" in {str(unit) for _, unit in one.measure.parts.values()} for one in limits)
        papers = [paper.source for one in services for paper in one.materials or ()]
        fetched = sum(is_fetched(paper) for paper in papers)
        return Promises(len(services), len(limits), working, len(papers), fetched)

    return _promises.get((*here.key, here.keys), counted)


@dataclass(frozen=True)
class Totals:
    """items: in force.  standards: places of the system, gaps of them not filled; None for an edition without a system."""

    items: int
    standards: int | None
    gaps: int
    texts: int
    domains: int
    subdistricts: int


def totals_of(here: Here, domains: list[DomainPlace], more: list[DomainPlace]) -> Totals:
    """The totals at the foot of the page."""
    same = here.library is here.state.library()
    places = (
        dict(selectors.places(here.snapshot).order_by().values_list("state").annotate(n=Sum("count"))) if same else {}
    )
    texts = selectors.editions(here.snapshot, here.day).filter(selectors.of_family(here.family)).order_by().count()
    listed = here.library.workspace.organisation.organisations
    return Totals(
        sum(one.count for one in (*domains, *more)),
        sum(places.values()) or None,
        places.get("gap", 0),
        texts,
        len(domains),
        sum(one.kind == "subdistrict" for one in listed),
    )

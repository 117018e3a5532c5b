"""What is compared: a standard or an item of any workspace of the tree, named in the address; found by search.

``e12`` is an edition, ``i12.elder_health`` an item of it; the number is the row of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Item
from zhunsheng.site.catalogue.search import search
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.finding import edition_asked, library_of_edition
from zhunsheng.site.office.textdiff import likeness

_REF = re.compile(r"e(?P<edition>[0-9]{1,12})|i(?P<home>[0-9]{1,12})\.(?P<key>[A-Za-z0-9_-]{1,100})")
FOUND = 12
#: How alike two titles are that are offered to begin with.
ALIKE = 0.6


@dataclass(frozen=True)
class Side:
    """One side of a comparison.  key: of the item; empty for a whole standard.  day: on which its values are read."""

    edition: Edition
    key: str
    library: Library
    day: date

    @property
    def ref(self) -> str:
        """Its name in an address."""
        return f"i{self.edition.pk}.{self.key}" if self.key else f"e{self.edition.pk}"

    @property
    def service(self) -> CompiledService:
        """The item, compiled.  Raises Http404 where the edition does not hold it."""
        if self.key not in self.library.ids():
            raise Http404(self.key)
        return self.library.service(self.key)


@dataclass(frozen=True)
class Choice:
    """Something that can be compared, as a list shows it."""

    ref: str
    title: str
    where: str
    detail: str


def side_of(asked: Asked, ref: str) -> Side | None:
    """The side that an address names; None for an empty name.  Raises Http404 for one that names nothing."""
    if not ref:
        return None
    match = _REF.fullmatch(ref)
    if match is None:
        raise Http404(ref)
    edition = edition_asked(asked, int(match["edition"] or match["home"]))
    key = match["key"] or ""
    if key and not Item.objects.filter(edition=edition, key=key).exists():
        raise Http404(ref)
    library = library_of_edition(asked, edition)
    return Side(edition, key, library, day_for(library, asked.on))


def day_for(library: Library, day: date) -> date:
    """The day on which a workspace is read: the asked one; as it took effect where it is over by then or not yet begun."""
    manifest = library.workspace.manifest
    over = manifest.until is not None and manifest.until < day
    early = manifest.effective is not None and manifest.effective > day
    return manifest.effective if (over or early) and manifest.effective is not None else day


def titles(asked: Asked, editions: Iterable[Edition]) -> dict[str, str]:
    """Titles of the workspaces of some editions, by folder."""
    folders = {edition.folder for edition in editions}
    return {folder: asked.state.library(folder).title.say(asked.language) for folder in folders}


def found(asked: Asked, query: str) -> list[Choice]:
    """Standards and items of every workspace that a query finds, whatever the day."""
    hits = search(query, asked.snapshot, kinds=("item", "standard"), language=asked.language, limit=FOUND).hits
    entries = [hit.entry for hit in hits]
    names = titles(asked, (entry.edition for entry in entries))
    chosen = []
    for entry in entries:
        ref = f"i{entry.edition_id}.{entry.key}" if entry.kind == "item" else f"e{entry.edition_id}"
        chosen.append(choice(asked, ref, asked.pick(entry), entry.edition, names, whole=entry.kind != "item"))
    return chosen


def choice(asked: Asked, ref: str, title: str, edition: Edition, names: dict[str, str], *, whole: bool) -> Choice:
    """A line of the picker."""
    inside = edition.code if whole else " ".join(part for part in (edition.code, asked.pick(edition)) if part)
    days = edition.effective.isoformat() if edition.effective is not None else ""
    return Choice(ref, title, names[edition.folder], " · ".join(part for part in (inside, days) if part))


def kin(asked: Asked, side: Side) -> list[Choice]:
    """What is worth comparing with a side: of an item its namesakes, ancestors and heirs; of a standard its editions."""
    if not side.key:
        rows = [
            one for one in selectors.editions_of_work(asked.snapshot, side.edition.work_id) if one.pk != side.edition.pk
        ]
        names = titles(asked, rows)
        return [choice(asked, f"e{one.pk}", asked.pick(one), one, names, whole=True) for one in rows]
    items = list(_kin_items(asked, side))
    names = titles(asked, (one.edition for one in items))
    return [
        choice(asked, f"i{one.edition_id}.{one.key}", asked.pick(one), one.edition, names, whole=False) for one in items
    ]


def _kin_items(asked: Asked, side: Side) -> Iterator[Item]:
    source = side.service.source
    named = {ref.partition("#")[2] for ref in (*side.library.ancestors(side.key), *source.succeeds)} | {side.key}
    title = source.title.zh if source.title is not None else ""
    rows = (
        Item.objects.filter(selectors.known_by(asked.snapshot, "edition__spans__"))
        .filter(Q(key__in=named) | Q(title_zh=title))
        .exclude(edition=side.edition, key=side.key)
        .select_related("edition")
        .order_by("edition__workspace", "edition__path", "position", "pk")
        .distinct()
    )
    yield from rows[:FOUND]


def beginnings(asked: Asked) -> list[tuple[Choice, Choice]]:
    """Pairs to begin with: an item of the catalogue above in two editions, and another district's beside ours."""
    pairs = [*_two_editions(asked), *_other_district(asked)]
    names = titles(asked, (one.edition for pair in pairs for one in pair))
    return [(_line(asked, old, names), _line(asked, new, names)) for old, new in pairs]


def _line(asked: Asked, item: Item, names: dict[str, str]) -> Choice:
    return choice(asked, f"i{item.edition_id}.{item.key}", asked.pick(item), item.edition, names, whole=False)


def _known(asked: Asked) -> QuerySet[Item]:
    rows = Item.objects.filter(selectors.known_by(asked.snapshot, "edition__spans__"))
    return rows.select_related("edition").order_by("pk")


def _two_editions(asked: Asked) -> Iterator[tuple[Item, Item]]:
    for library in asked.library.chain():
        for before in library.before:
            old = {one.key: one for one in _known(asked).filter(edition__workspace=before)}
            new = _known(asked).filter(edition__workspace=library.id)
            changed = next((one for one in new if one.key in old and _differ(old[one.key], one)), None)
            if changed is not None:
                yield old[changed.key], changed


def _differ(old: Item, new: Item) -> bool:
    return old.object_zh != new.object_zh


def _other_district(asked: Asked) -> Iterator[tuple[Item, Item]]:
    """An item of a district that stands neither above nor below ours, beside the likest of ours."""
    near = {asked.library.id, *(library.id for library in asked.library.chain())}
    near |= {name for library in (asked.library, *asked.library.chain()) for name in library.before}
    ours = list(_known(asked).filter(edition__workspace=asked.library.id))
    for other in _known(asked).exclude(edition__workspace__in=near):
        if any(ref.partition("#")[0] in near for ref in other.parents) or not other.parents:
            continue  # a service point of ours, or a catalogue
        likest = max(ours, key=lambda one: likeness(one.title_zh, other.title_zh), default=None)
        if likest is not None and likeness(likest.title_zh, other.title_zh) >= ALIKE:
            yield other, likest
            return

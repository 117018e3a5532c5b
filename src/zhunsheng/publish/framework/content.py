"""What the papers of a standards system say, gathered once from a workspace: rows, boxes, names, what stands above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.publish.framework.tree import Box, Tally, pruned, tally_of, tree_of
from zhunsheng.standard.document import Level
from zhunsheng.standard.framework import FrameworkNode, FrameworkTotal
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.service import Service
from zhunsheng.standard.system import DetailRow, SystemSurvey, survey
from zhunsheng.standard.texts_on import editions_of, texts_on
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import Entry, Workspace


@dataclass(frozen=True)
class Above:
    """A layer above: its id, title, level, and how many service items it names."""

    id: str
    title: Words
    level: Level
    items: int


@dataclass(frozen=True)
class Scope:
    """Which part of the system is shown; None: all of it.  domain ``common``: what belongs to no domain."""

    domain: str | None = None
    category: str | None = None
    state: str | None = None

    def holds(self, row: DetailRow) -> bool:
        """Whether a row is in the part."""
        return (
            (self.domain is None or row.domain == (None if self.domain == "common" else self.domain))
            and (self.category is None or row.category == self.category)
            and (self.state is None or row.counted == self.state)
        )

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.domain is None and self.category is None and self.state is None


@dataclass(frozen=True)
class Framework:
    """A standards system on a day.

    day: for which it is written.  on: the day that is counted, on which what fills a place must be in force; None:
    everything that is written down counts.  borrowed: the workspace had not begun on it, so that the places are later
    than the day.
    survey: the rows in `scope`.  root: the boxes, None where the workspace has no framework.  above: layers above, the
    topmost first.  bases: how many laws, regulations and policy papers its services name as their basis.
    domains, items, posts, sources: titles by id.
    """

    id: str
    title: Words
    day: date
    level: Level
    provenance: Provenance
    survey: SystemSurvey
    root: Box | None
    nodes: tuple[FrameworkNode, ...]
    reported: FrameworkTotal | None
    domains: Mapping[str, Words]
    above: tuple[Above, ...]
    bases: int
    items: Mapping[str, Words]
    posts: Mapping[str, Words]
    sources: Mapping[str, Words]
    scope: Scope = Scope()
    on: date | None = None
    borrowed: bool = False

    @property
    def rows(self) -> tuple[DetailRow, ...]:
        """The rows in scope, by number."""
        return self.survey.rows

    @property
    def tally(self) -> Tally:
        """All places in scope."""
        return tally_of(self.rows)

    @property
    def unplaced(self) -> Tally:
        """Places whose number lies in no box."""
        return tally_of(row for row in self.rows if row.node is None)

    def narrowed(self, scope: Scope) -> Framework:
        """Only the rows and boxes of a part, counted anew."""
        part = SystemSurvey(tuple(filter(scope.holds, self.rows)), self.survey.reported)
        root = tree_of(self.nodes, part.rows, self.title)
        shown = None if root is None else pruned(root, scope.domain, scope.category)
        return replace(self, survey=part, root=shown, scope=scope)


def framework_of(workspace: Workspace, day: date, on: date | None = None) -> Framework:
    """Gather what the papers say of a workspace; nothing is raised for what is wrong in it (`Workspace.findings`).

    day: for which they are written.  on: the day that is counted, see `survey`; None: everything that is written down.
    """
    found = survey(workspace, on)
    manifest, file = workspace.manifest, workspace.framework
    root = tree_of(file.nodes, found.rows, manifest.title)
    return Framework(
        id=manifest.id,
        title=manifest.title if root is None else root.title,
        day=day,
        level=manifest.level,
        provenance=manifest.provenance,
        survey=found,
        root=root,
        nodes=file.nodes,
        reported=file.total,
        domains={one.id: one.title for one in sorted(manifest.domains, key=lambda one: one.number)},
        above=tuple(_above(_on(home, on)) for home in reversed(workspace.chain())),
        bases=len({basis.zh for service in _services(workspace, on) for basis in service.legal_basis}),
        items={entry.id: _title(workspace, entry) for entry in workspace.services()},
        posts={post.id: post.title for post in workspace.organisation.posts},
        sources={name: source.title for name, source in manifest.sources.items()},
        on=on,
        borrowed=is_borrowed(workspace, on),
    )


def is_borrowed(workspace: Workspace, on: date | None) -> bool:
    """Whether a day lies before the workspace, so that its places are later than the day."""
    begins = workspace.manifest.effective
    return on is not None and begins is not None and begins > on


def _services(workspace: Workspace, on: date | None) -> Iterator[Service]:
    """The services written down, or those of the texts in force on a day."""
    if on is None:
        yield from (entry.service for entry in workspace.services())
    else:
        yield from (one for text in texts_on(workspace, on).values() for one in text.services.values())


def _on(home: Workspace, on: date | None) -> Workspace:
    """A layer above, or the edition of it that was in force on the day."""
    return home if on is None else next((one for one in editions_of(home) if _is_in_force(one, on)), home)


def _is_in_force(home: Workspace, day: date) -> bool:
    begins, ends = home.manifest.effective, home.manifest.until
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def _above(home: Workspace) -> Above:
    return Above(home.manifest.id, home.manifest.title, home.manifest.level, len(home.ids()))


def _title(workspace: Workspace, entry: Entry) -> Words:
    """The title of an item; one that lies over an item above without a title of its own has that one's."""
    service = entry.service
    for _ in workspace.chain():
        if service.title is not None or service.overlays is None:
            break
        found = workspace.find(service.overlays)
        if found is None:
            break
        service = found.service
    return service.title or Words(entry.id)

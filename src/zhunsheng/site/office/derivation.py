"""From what a standard derives and what derives from it: the chain above, the service points and others below.

The graph is made of rows alone: items and the references that they derive from, of all editions in force on the day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from zhunsheng.site.catalogue import proofs, selectors
from zhunsheng.site.catalogue.models import Edition, Item, Proof, ProofRun
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.verdicts import Line, Standing, ids, lines_of, standing_of
from zhunsheng.site.office.working import Progress, Tell, working

#: Levels of the chain from the top.
RANKS = ("national", "industry", "provincial", "city", "group", "internal")


@dataclass(frozen=True)
class Entry:
    """An item of the graph."""

    ref: str
    title_zh: str
    title_en: str
    edition: int
    code: str
    level: str
    folder: str
    parents: tuple[str, ...]

    @property
    def workspace(self) -> str:
        """The workspace that holds it."""
        return self.ref.rpartition("#")[0]

    @property
    def item(self) -> str:
        """Its id."""
        return self.ref.rpartition("#")[2]


@dataclass
class Graph:
    """Items by reference, and who derives directly from whom."""

    entries: dict[str, Entry]
    below: dict[str, list[str]] = field(default_factory=dict)

    def above(self, refs: Iterable[str]) -> list[Entry]:
        """Everything that items derive from, through all levels."""
        return self._walk(refs, lambda ref: self.entries[ref].parents if ref in self.entries else ())

    def under(self, refs: Iterable[str]) -> list[Entry]:
        """Everything that derives from items, through all levels."""
        return self._walk(refs, lambda ref: tuple(self.below.get(ref, ())))

    def _walk(self, refs: Iterable[str], step: Callable[[str], Iterable[str]]) -> list[Entry]:
        seen: dict[str, None] = {}
        waiting = [found for ref in refs for found in step(ref)]
        while waiting:
            ref = waiting.pop(0)
            if ref not in seen:
                seen[ref] = None
                waiting += step(ref)
        return [self.entries[ref] for ref in seen if ref in self.entries]


def rank_of(entry: Entry) -> int:
    """How far from the top an item's level is."""
    return RANKS.index(entry.level) if entry.level in RANKS else len(RANKS)


def graph_of(asked: Asked) -> Graph:
    """The items in force on the day, and those of standards above that the district's edition of the day names already."""
    return kept(f"office/graph/{asked.key}", lambda: _graph(asked))


def _graph(asked: Asked) -> Graph:
    above = [one.id for one in asked.library.chain()]
    of_the_day = selectors.in_force_on(asked.on, "edition__spans__") | Q(edition__workspace__in=above)
    rows = Item.objects.filter(selectors.known_by(asked.snapshot, "edition__spans__") & of_the_day)
    rows = rows.select_related("edition")
    entries: dict[str, Entry] = {}
    below: dict[str, list[str]] = {}
    for row in rows:
        edition = row.edition
        ref = f"{edition.workspace}#{row.key}"
        parents = tuple(str(parent) for parent in row.parents)
        entries[ref] = Entry(
            ref, row.title_zh, row.title_en, edition.pk, edition.code, edition.level, edition.folder, parents
        )
        for parent in parents:
            below.setdefault(parent, []).append(ref)
    return Graph(entries, below)


# -- the chain of one edition ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Node:
    """A level of the chain.

    entries: the items that stand there.  standing: of the link from what is above it.  here: the level of the edition.
    points: how many service points, at the lowest level; progress: how many of them are proved, while not all are.
    failing: their items that are below the district's.  judged: whether its workspace was proved against those above.
    """

    kind: str
    workspace: str
    entries: tuple[Entry, ...]
    standing: Standing
    here: bool = False
    top: bool = False
    points: int = 0
    progress: Progress | None = None
    failing: tuple[Entry, ...] = ()
    judged: bool = True


def chain_of(asked: Asked, edition: Edition, items: Iterable[Item], rows: Iterable[Line]) -> list[Node]:
    """The chain of an edition, top first; rows: the proofs of the district with the links above it, without judgements."""
    graph = graph_of(asked)
    own = [f"{edition.workspace}#{item.key}" for item in items]
    entries = [*graph.above(own), *(graph.entries[ref] for ref in own if ref in graph.entries), *graph.under(own)]
    levels: dict[tuple[bool, int, str], list[Entry]] = {}
    points: list[Entry] = []
    district = asked.library.id
    for entry in dict.fromkeys(entries):
        below = _is_below(entry, district, graph)
        if below and entry.workspace != edition.workspace:
            points.append(entry)
        else:
            levels.setdefault((below, rank_of(entry), entry.workspace), []).append(entry)
    known, above = list(rows), {asked.library.id, *(one.id for one in asked.library.chain())}
    nodes = [
        _node(entry_list, known, above, edition, "point" if below else entry_list[0].level, index == 0)
        for index, ((below, _rank, _workspace), entry_list) in enumerate(sorted(levels.items()))
    ]
    return [*nodes, _points(asked, points)] if points else nodes


def _is_below(entry: Entry, district: str, graph: Graph) -> bool:
    """Whether an item derives from one of the district's own."""
    return entry.workspace != district and any(one.workspace == district for one in graph.above([entry.ref]))


def _node(entries: list[Entry], rows: list[Line], above: set[str], edition: Edition, level: str, top: bool) -> Node:
    mine, workspace = {entry.item for entry in entries}, entries[0].workspace
    proved = [row for row in rows if row.lower == workspace and row.upper in above]
    related = [row for row in proved if mine.intersection(ids(row))]
    here = workspace == edition.workspace
    return Node(level, workspace, tuple(entries), standing_of(related), here, top, judged=bool(proved))


def _points(asked: Asked, entries: list[Entry]) -> Node:
    """The service points with what is proved of them against the district; proved in the background where they are not."""
    folders = sorted({entry.folder for entry in entries})
    runs = _point_runs(asked, folders)
    if isinstance(runs, Progress):
        return Node("point", "", tuple(entries), Standing(), points=len(folders), progress=runs)
    items = {entry.item for entry in entries}
    folder_of_run = {run.pk: run.folder for run in runs}
    by_folder: dict[str, list[Line]] = {folder: [] for folder in folders}
    for row in lines_of(Proof.objects.filter(run__in=list(folder_of_run), upper=asked.library.id)):
        if items & set(ids(row)):
            by_folder[folder_of_run[row.run_id]].append(row)
    standings = {folder: standing_of(rows) for folder, rows in by_folder.items()}
    failing = tuple(entry for entry in entries if standings[entry.folder].verdict in ("violated", "missing"))
    whole = standing_of(row for rows in by_folder.values() for row in rows)
    return Node("point", "", tuple(entries), whole, points=len(folders), failing=failing)


def _point_runs(asked: Asked, folders: list[str]) -> list[ProofRun] | Progress:
    """The runs of some workspaces below, or how many of them are there."""
    state, day = asked.state, asked.on

    def result() -> list[ProofRun] | None:
        runs = [proofs.known_run(state, folder, day) for folder in folders]
        found = [run for run in runs if run is not None]
        return found if len(found) == len(folders) else None

    def work(tell: Tell) -> None:
        for index, folder in enumerate(folders):
            tell(index, len(folders))
            proofs.run(state, folder, day)

    name = f"points/{asked.snapshot.tree[:20]}/{day}/{hash_of(folders)}"
    return working(name, result, work)


def hash_of(names: Iterable[str]) -> str:
    """A short name for a list of names."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def run_folder(asked: Asked, edition: Edition) -> str:
    """The folder of the workspace whose run proves an edition's items: its own below the district, else the district's."""
    graph = graph_of(asked)
    own = next((entry for entry in graph.entries.values() if entry.folder == edition.folder), None)
    below = own is not None and _is_below(own, asked.library.id, graph)
    return edition.folder if below else asked.folder

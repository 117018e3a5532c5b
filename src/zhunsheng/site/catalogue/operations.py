"""What is written to the database: a whole tree recorded at a moment, all of it or nothing; and a tree out again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex

from django.db import transaction

from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import rows, search
from zhunsheng.site.catalogue.models import (
    Clause,
    Document,
    Edition,
    File,
    Item,
    Reference,
    SearchEntry,
    Snapshot,
    Span,
    Status,
    Work,
)
from zhunsheng.site.catalogue.models import Place as PlaceRow
from zhunsheng.site.catalogue.selectors import known_by, reference_key
from zhunsheng.site.catalogue.signals import recorded
from zhunsheng.site.catalogue.states import files_of, tree_hash, write_tree
from zhunsheng.site.catalogue.trees import NoWorkspace, Tree, read_tree
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, Place, Severity, in_order
from zhunsheng.standard.overlay import effective
from zhunsheng.standard.service import Service
from zhunsheng.standard.system import survey
from zhunsheng.standard.texts_on import own_span
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import MANIFEST, Workspace

Progress = Callable[[int, int], None]


class NotRecorded(ValueError):
    """A tree that was not recorded, with what is wrong in it; nothing was written."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(f"{len(self.findings)} findings")


class BeforeNewest(ValueError):
    """A moment of recording before the newest snapshot's: nobody can enter something today as known last year."""

    def __init__(self, at: datetime, newest: datetime) -> None:
        self.at, self.newest = at, newest
        super().__init__(f"{at.isoformat()} lies before the newest snapshot, {newest.isoformat()}")


@dataclass(frozen=True)
class Change:
    """What a snapshot changed of a text.

    kind: ``edition`` (new, or back after it was gone), ``span`` (its days moved), ``withdrawn`` (no longer there).
    """

    kind: str
    work: str
    edition_id: int
    title_zh: str
    title_en: str


@dataclass
class _Recording:
    """One tree on its way into the database."""

    snapshot: Snapshot
    root: Path
    tree: Tree
    changes: list[Change] = field(default_factory=list)
    editions: dict[tuple[str, str], Edition] = field(default_factory=dict)


def record(
    sources: Mapping[str, Path],
    district: str,
    at: datetime,
    *,
    by: str = "",
    note: Words | None = None,
    demonstration: bool = False,
    progress: Progress | None = None,
) -> tuple[Snapshot, list[Change]]:
    """Record the tree of `sources` (folder of the tree: folder on disk) as what is known from `at` on.

    district: folder of the tree with the workspace that the site is about.  The same tree as the newest snapshot's is
    not recorded again.  Raises NotRecorded where a file cannot be read, a rule does not compile or a workspace has
    another error, NoWorkspace where the district is not in the tree, BeforeNewest where `at` lies before the newest
    snapshot.  Then nothing has been written.
    """
    tree, findings = read_tree(sources)
    if findings:
        raise NotRecorded(findings)
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    with tempfile.TemporaryDirectory(prefix="zhunsheng-") as folder:
        root = Path(folder)
        for name, (_, body) in tree.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
        workspaces = _workspaces(root)
        _refuse_errors(workspaces, district, root, at.date())
        hashed = tree_hash((name, sha) for name, (sha, _) in tree.items())
        with transaction.atomic():
            # One recording at a time: each waits for the same row, and looks what is newest when it has got it.
            Snapshot.objects.select_for_update().order_by("id").first()
            newest = Snapshot.objects.order_by("-recorded_at", "-id").first()
            if newest is not None and newest.tree == hashed and newest.district == district:
                return newest, []
            if newest is not None and at < newest.recorded_at:
                raise BeforeNewest(at, newest.recorded_at)
            snapshot = Snapshot.objects.create(
                recorded_at=at, tree=hashed, district=district, recorded_by=by,
                note_zh=rows.zh(note), note_en=rows.en(note), demonstration=demonstration,
            )  # fmt: skip
            recording = _Recording(snapshot, root, tree)
            _files(recording)
            _standards(recording, workspaces, progress)
            _spans(recording, workspaces)
            _statuses(recording, workspaces)
            _places(recording, workspaces[district])
            recorded.send(Snapshot, snapshot=snapshot, changes=recording.changes, workspace=workspaces[district])
        if recording.changes:
            search.settle()
        return snapshot, recording.changes


def export(snapshot: Snapshot, folder: Path) -> int:
    """Write the tree of a snapshot below `folder`, byte for byte as it came in; returns the number of files.

    A folder that is there and empty stays the same folder: somebody may stand in it, a disk may be mounted there.  Raises
    FileExistsError where it holds something already.  What cannot be written to the end is taken away again.
    """
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    files = files_of(snapshot)
    target = folder if folder.exists() else folder.with_name(f".{folder.name}-{token_hex(4)}")
    target.mkdir(parents=True, exist_ok=True)
    try:
        write_tree(files, target)
        if target != folder:
            target.rename(folder)
    except BaseException:
        for part in target.iterdir():
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink()
        if target != folder:
            shutil.rmtree(target, ignore_errors=True)
        raise
    return len(files)


# -- reading ------------------------------------------------------------------------------------------------------------


def _workspaces(root: Path) -> dict[str, Workspace]:
    """Every workspace of the tree by its folder, sharing what they share."""
    shared: dict[str, Workspace] = {}
    found = {}
    for manifest in sorted(root.rglob(MANIFEST)):
        path = manifest.parent
        workspace = shared.setdefault(str(path.resolve()), Workspace(path, None, root, shared))
        found[str(path.relative_to(root))] = workspace
    return found


def _refuse_errors(workspaces: Mapping[str, Workspace], district: str, root: Path, day: date) -> None:
    if district not in workspaces:
        raise NoWorkspace(district, workspaces)
    libraries: dict[Workspace, Library] = {}
    errors = [
        finding
        for workspace in workspaces.values()
        for finding in (
            *workspace.findings,
            *(libraries.get(workspace) or Library(workspace, libraries)).findings(day),
        )
        if finding.severity is Severity.ERROR
    ]
    if errors:
        raise NotRecorded(_in_tree(in_order(errors), root))


def _in_tree(findings: Iterable[Finding], root: Path) -> Iterable[Finding]:
    """The same findings with the paths of the tree in place of those of the scratch folder."""

    def moved(place: Place) -> Place:
        path = Path(place.path)
        return replace(place, path=str(path.relative_to(root))) if path.is_relative_to(root) else place

    for finding in findings:
        related = tuple(replace(one, place=moved(one.place)) for one in finding.related)
        yield replace(finding, place=moved(finding.place), related=related)


# -- writing ------------------------------------------------------------------------------------------------------------


def _files(recording: _Recording) -> None:
    """Documents that are new, and the paths at which something else stands now."""
    wanted = dict(recording.tree.values())
    have = set(Document.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    Document.objects.bulk_create(
        [Document(sha256=sha, body=body, size=len(body)) for sha, body in wanted.items() if sha not in have],
        batch_size=200,
    )
    standing = dict(File.objects.filter(superseded=None).values_list("path", "document_id"))
    now = {path: sha for path, (sha, _) in recording.tree.items()}
    over = [path for path, sha in standing.items() if now.get(path) != sha]
    for start in range(0, len(over), 500):
        File.objects.filter(superseded=None, path__in=over[start : start + 500]).update(superseded=recording.snapshot)
    File.objects.bulk_create(
        [
            File(recorded=recording.snapshot, path=path, document_id=sha)
            for path, sha in now.items()
            if standing.get(path) != sha
        ],
        batch_size=500,
    )


def _standards(recording: _Recording, workspaces: Mapping[str, Workspace], progress: Progress | None) -> None:
    """Editions that were not there yet, with everything that hangs from them."""
    known = {(one.path, one.document_id): one for one in Edition.objects.select_related("work")}
    works = {work.key: work for work in Work.objects.all()}
    wanted = list(_listed(recording, workspaces))
    for done, (folder, workspace, name, standard) in enumerate(wanted, 1):
        path = str(Path(folder) / name)
        key = (path, recording.tree[path][0])
        edition = known.get(key)
        if edition is None:
            edition = _edition(recording, works, workspace, folder, path, standard)
            _contents(edition, workspace, name, standard)
            _note(recording, "edition", edition)
        recording.editions[key] = edition
        if progress is not None:
            progress(done, len(wanted))


def _listed(
    recording: _Recording, workspaces: Mapping[str, Workspace]
) -> Iterable[tuple[str, Workspace, str, Standard]]:
    for folder, workspace in workspaces.items():
        for name, loaded in workspace.files.items():
            if loaded.model is not None:
                yield folder, workspace, name, loaded.model


def _edition(
    recording: _Recording, works: dict[str, Work], workspace: Workspace, folder: str, path: str, standard: Standard
) -> Edition:
    key = rows.work_key(standard, rows.lineage(workspace), path)
    work = works.get(key)
    if work is None:
        work = works[key] = Work.objects.create(key=key)
    row = rows.edition_row(standard, workspace.manifest, folder, path, recording.tree[path][0], work)
    row.save()
    return row


def _contents(edition: Edition, workspace: Workspace, name: str, standard: Standard) -> None:
    services: dict[str, Service] = {}
    for key in standard.services:
        services[key] = effective(workspace, key).service
    clauses = rows.clause_rows(standard, edition)
    items = rows.item_rows(services.items(), edition)
    Clause.objects.bulk_create(clauses, batch_size=500)
    Item.objects.bulk_create(items, batch_size=500)
    Reference.objects.bulk_create(rows.reference_rows(standard, edition), batch_size=500)
    entries = SearchEntry.objects.bulk_create(list(rows.entries(edition, clauses, items, services)), batch_size=500)
    search.put(entries, {edition.pk: edition.code})


def _spans(recording: _Recording, workspaces: Mapping[str, Workspace]) -> None:
    """From when to when each edition is in force as known now; what is known anew closes what was known before."""
    wanted = _wanted_spans(recording, workspaces)
    standing = {span.edition_id: span for span in Span.objects.filter(superseded=None).select_related("edition__work")}
    over = [span for pk, span in standing.items() if wanted.get(pk) != (span.starts, span.ends)]
    for start in range(0, len(over), 500):
        Span.objects.filter(pk__in=[span.pk for span in over[start : start + 500]]).update(
            superseded=recording.snapshot
        )
    Span.objects.bulk_create(
        [
            Span(recorded=recording.snapshot, edition_id=pk, starts=starts, ends=ends)
            for pk, (starts, ends) in wanted.items()
            if pk not in standing or (standing[pk].starts, standing[pk].ends) != (starts, ends)
        ],
        batch_size=500,
    )
    new = {change.edition_id for change in recording.changes}
    for edition in recording.editions.values():
        if edition.pk not in standing and edition.pk not in new:  # the same bytes as some time ago
            _note(recording, "edition", edition)
    for span in over:
        _note(recording, "span" if span.edition_id in wanted else "withdrawn", span.edition)


def _wanted_spans(
    recording: _Recording, workspaces: Mapping[str, Workspace]
) -> dict[int, tuple[date | None, date | None]]:
    lines: dict[tuple[str, int], list[tuple[date | None, date | None, Edition]]] = {}
    for folder, workspace, name, standard in _listed(recording, workspaces):
        path = str(Path(folder) / name)
        edition = recording.editions[path, recording.tree[path][0]]
        starts, ends = own_span(standard, workspace.manifest)
        lines.setdefault((rows.lineage(workspace), edition.work_id), []).append((starts, ends, edition))
    wanted = {}
    for line in lines.values():
        line.sort(key=lambda one: (one[0] or date.min, one[2].pk))
        for index, (starts, ends, edition) in enumerate(line):
            later = next((one[0] for one in line[index + 1 :] if one[0] is not None and one[0] != starts), None)
            last = rows.day_before(later) if later is not None and starts is not None else None
            wanted[edition.pk] = (starts, min((day for day in (ends, last) if day is not None), default=None))
    return wanted


def _statuses(recording: _Recording, workspaces: Mapping[str, Workspace]) -> None:
    def said(row: Status) -> tuple[object, ...]:
        return row.workspace, row.code, row.title_zh, row.title_en, row.status, row.since, row.replaced_by

    wanted = {}
    for workspace in workspaces.values():
        for entry in workspace.register.entries:
            row = Status(
                recorded=recording.snapshot, workspace=workspace.manifest.id, code=entry.code[:120],
                key=reference_key(entry.code)[:120], title_zh=rows.zh(entry.title, 300), title_en=rows.en(entry.title, 400),
                status=entry.status, since=entry.since or entry.effective, replaced_by=(entry.replaced_by or "")[:120],
            )  # fmt: skip
            wanted[said(row)] = row
    standing = {said(row): row for row in Status.objects.filter(superseded=None)}
    over = [row.pk for key, row in standing.items() if key not in wanted]
    Status.objects.filter(pk__in=over).update(superseded=recording.snapshot)
    Status.objects.bulk_create([row for key, row in wanted.items() if key not in standing], batch_size=500)


def _places(recording: _Recording, workspace: Workspace) -> None:
    by_code = {
        one.code: one.pk for one in recording.editions.values() if one.workspace == workspace.manifest.id and one.code
    }
    made = []
    for position, row in enumerate(survey(workspace).rows):
        place = rows.place_row(row, position, by_code.get(row.code or "") if row.state == "full" else None)
        place.snapshot = recording.snapshot
        made.append(place)
    PlaceRow.objects.bulk_create(made, batch_size=500)


def _note(recording: _Recording, kind: str, edition: Edition) -> None:
    recording.changes.append(Change(kind, edition.work.key, edition.pk, edition.title_zh, edition.title_en))


def spans_known(snapshot: Snapshot) -> int:
    """How many editions a snapshot knows."""
    return Span.objects.filter(known_by(snapshot)).count()

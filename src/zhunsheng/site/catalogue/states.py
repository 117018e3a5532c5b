"""A recorded state as the core reads it: the tree checked out into a folder once, its workspaces compiled when asked for.

Compiled workspaces are kept in the process.  They read lazily, so one thread at a time works with the libraries of a
state: callers hold `State.busy` around everything that proves; reading of a warmed library needs no lock.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import RLock

from django.conf import settings

from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import Document, File, Snapshot
from zhunsheng.standard.workspace import MANIFEST, Workspace

#: How many states are kept compiled in a process.
KEPT = 4


class NothingKnown(LookupError):
    """Nothing had been recorded by the day that was asked.  first: the day of the first snapshot, None without any."""

    def __init__(self, known: date | None, first: date | None) -> None:
        super().__init__(f"nothing recorded by {known}")
        self.known = known
        self.first = first


class NotInForce(LookupError):
    """No edition of the district's standards is in force on the day.  first: the first day on which one is."""

    def __init__(self, day: date, first: date | None) -> None:
        super().__init__(f"nothing in force on {day}")
        self.day = day
        self.first = first


def tree_hash(files: Iterable[tuple[str, str]]) -> str:
    """The hash of a tree: of its paths and the hashes of their documents, whatever their order."""
    lines = "".join(f"{path}\0{sha256}\n" for path, sha256 in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


@dataclass(eq=False)
class State:
    """The tree of a snapshot in the folder `root`, with its workspaces by folder.  busy: held while proving."""

    snapshot: Snapshot
    root: Path
    busy: RLock = field(default_factory=RLock, repr=False)
    _workspaces: dict[str, Workspace] = field(default_factory=dict, repr=False)
    _libraries: dict[Workspace, Library] = field(default_factory=dict, repr=False)
    _compiled: dict[str, Library] = field(default_factory=dict, repr=False)

    @property
    def district(self) -> str:
        """Folder of the workspace that the site is about."""
        return self.snapshot.district

    def folders(self) -> list[str]:
        """Folders of all workspaces in the tree, sorted."""
        return sorted(str(path.parent.relative_to(self.root)) for path in self.root.rglob(MANIFEST))

    def library(self, folder: str | None = None) -> Library:
        """The workspace in `folder` compiled; without one the district's.  Raises KeyError where there is none."""
        name = folder or self.district
        found = self._compiled.get(name)  # without the lock, which whoever proves holds for seconds
        if found is not None:
            return found
        wanted = self.root / name
        if not wanted.resolve().is_relative_to(self.root.resolve()) or not (wanted / MANIFEST).is_file():
            raise KeyError(folder)
        with self.busy:
            key = str(wanted.resolve())
            workspace = self._workspaces.setdefault(key, Workspace(wanted, None, self.root, self._workspaces))
            library = self._libraries.get(workspace) or Library(workspace, self._libraries)
            self._compiled[name] = library
            return library

    def library_of(self, workspace_id: str) -> Library:
        """The workspace that calls itself so, searched from the district upwards and back, then in the whole tree."""
        ours = self.library()
        for near in (ours, *ours.chain(), *ours.before.values()):
            if near.id == workspace_id:
                return near
        for folder in self.folders():
            library = self.library(folder)
            if library.id == workspace_id:
                return library
        raise KeyError(workspace_id)

    def ours_on(self, day: date) -> Library:
        """The edition of the district's workspace in force on `day`: itself, or the one before.  Raises NotInForce."""
        library = self.library()
        seen: list[date] = []
        queue = [library]
        while queue:
            one = queue.pop(0)
            manifest = one.workspace.manifest
            starts = manifest.effective or date.min
            seen.append(starts)
            if starts <= day and (manifest.until is None or day <= manifest.until):
                return one
            queue += one.before.values()
        raise NotInForce(day, min(seen, default=None))


_states: OrderedDict[str, State] = OrderedDict()
_lock = RLock()


def state_of(snapshot: Snapshot) -> State:
    """The state of a snapshot, from memory where it was asked for lately.  Snapshots of the same tree share one."""
    key = f"{snapshot.tree}/{snapshot.district}"
    with _lock:
        found = _states.get(key)
        if found is None:
            found = _states[key] = State(snapshot, check_out(snapshot))
            while len(_states) > KEPT:
                _states.popitem(last=False)
        _states.move_to_end(key)
        return found


def forget() -> None:
    """Drop all compiled states of this process; tests that change databases need it."""
    with _lock:
        _states.clear()


def files_of(snapshot: Snapshot) -> dict[str, str]:
    """Hash of the document by path, as the snapshot has it."""
    rows = File.objects.filter(recorded_id__lte=snapshot.pk).exclude(superseded_id__lte=snapshot.pk)
    return dict(rows.values_list("path", "document_id"))


def check_out(snapshot: Snapshot) -> Path:
    """The folder of the tree below the data folder, written when absent; complete or not there at all."""
    states = Path(settings.DATA) / "states"
    target = states / snapshot.tree
    if target.is_dir():
        return target
    states.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=states, prefix="half-"))
    write_tree(files_of(snapshot), half)
    try:
        half.rename(target)
    except OSError:  # another process was quicker
        shutil.rmtree(half, ignore_errors=True)
    return target


def write_tree(files: dict[str, str], folder: Path) -> None:
    """Write documents at their paths below `folder`, byte for byte.  Raises ValueError for a path that leads out of it."""
    for documents in _portions(sorted(files.items())):
        bodies = dict(Document.objects.filter(pk__in={sha for _, sha in documents}).values_list("sha256", "body"))
        for path, sha256 in documents:
            target = folder / path
            if not target.resolve().is_relative_to(folder.resolve()):
                raise ValueError(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bytes(bodies[sha256]))


def _portions(files: list[tuple[str, str]]) -> Iterable[list[tuple[str, str]]]:
    for start in range(0, len(files), 500):
        yield files[start : start + 500]

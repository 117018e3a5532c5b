"""A workspace: a folder of standards, what stands around them, and the workspaces above.

Everything is read when first asked for, so that one file can be checked without reading the whole chain.  What the
references between files must satisfy is in `links`; what an overlay comes to is in `overlay`.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhunsheng.standard.document import Case, CaseFile, Standard
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.files import read_text, yaml_files
from zhunsheng.standard.findings import Finding, Severity, in_order
from zhunsheng.standard.load import Loaded, load
from zhunsheng.standard.refs import Ref
from zhunsheng.standard.service import Service
from zhunsheng.standard.surroundings import MANIFEST, Surroundings

if TYPE_CHECKING:
    from zhunsheng.standard.overlay import Effective

CASES = ".cases.yaml"


class Entry(NamedTuple):
    """A service where it is written: its id, model, file, and the path to it inside the file."""

    id: str
    service: Service
    loaded: Loaded[Standard]
    prefix: tuple[str | int, ...]


class Found(NamedTuple):
    """What a reference leads to."""

    workspace: Workspace
    id: str
    service: Service
    loaded: Loaded[Standard]
    prefix: tuple[str | int, ...]


class OwnCase(NamedTuple):
    """A case with the file it stands in and the path to it; `standard`: the relative path of its standard."""

    standard: str
    case: Case
    loaded: Loaded[Standard] | Loaded[CaseFile]
    prefix: tuple[str | int, ...]


@dataclass(eq=False)
class Workspace(Surroundings):
    """An open workspace.

    path: its folder as the user gave it.  only: the one file (relative path) to be checked, or None for all; files
    beside it are still read when something refers to them.  root: workspaces above must lie within this folder.
    """

    only: str | None = None
    root: Path | None = None
    _shared: dict[str, Workspace] = field(default_factory=dict, repr=False)
    _loaded: dict[str, Loaded[Standard]] = field(default_factory=dict, repr=False)
    _folder_findings: list[Finding] = field(default_factory=list, repr=False)
    _sought: dict[str, Entry] = field(default_factory=dict, repr=False)
    #: What `overlay.effective` has worked out, by id.
    effective_services: dict[str, Effective] = field(default_factory=dict, repr=False)

    # -- standards -----------------------------------------------------------------------------------------------

    @cached_property
    def paths(self) -> dict[str, Path]:
        """All files below ``standards/``, cases beside standards included, by path relative to the workspace."""
        return dict(yaml_files(self.path, "standards", self._folder_findings))

    @cached_property
    def files(self) -> dict[str, Loaded[Standard]]:
        """The standards that are looked at, by relative path; with `only` just that one."""
        names = [name for name in self.paths if not name.endswith(CASES) and self.only in (None, name)]
        with _collecting_later():
            return {name: self._standard(name) for name in names}

    @cached_property
    def case_files(self) -> dict[str, Loaded[CaseFile]]:
        """``NAME.cases.yaml`` files, by the relative path of the standard they stand beside."""
        found = {}
        for name, path in self.paths.items():
            standard = name.removesuffix(CASES) + ".yaml"
            if name.endswith(CASES) and self.only in (None, standard, name):
                found[standard] = load(CaseFile, path)
        return found

    def cases(self) -> Iterator[OwnCase]:
        """All cases, those in the standards first."""
        for name, loaded in self.files.items():
            for index, case in enumerate(loaded.model.cases if loaded.model else ()):
                yield OwnCase(name, case, loaded, ("cases", index))
        for name, beside in self.case_files.items():
            for index, case in enumerate(beside.model.cases if beside.model else ()):
                yield OwnCase(name, case, beside, ("cases", index))

    def entries(self) -> Iterator[Entry]:
        """Every service as written, repeated ids included."""
        for loaded in self.files.values():
            yield from _entries(loaded)

    def services(self) -> Iterator[Entry]:
        """Services as (id, service, file, path inside the file), in order of file and line; of a repeated id the first."""
        yield from self._first.values()

    def ids(self) -> list[str]:
        """Ids of the services, in order of file and line."""
        return list(self._first)

    def own(self, item: str) -> tuple[Service, Loaded[Standard], tuple[str | int, ...]]:
        """A service of this workspace with its file and the path inside it.  Raises KeyError when there is none."""
        looked_at = "files" in self.__dict__ or self.only  # then all that is loaded has an index
        entry = (self._first.get(item) if looked_at else None) or self._sought.get(item)
        if entry is None and (self.only or not looked_at):
            entry = self._seek(item)
            if entry is not None:
                self._sought[item] = entry
        if entry is None:
            raise KeyError(item)
        return entry.service, entry.loaded, entry.prefix

    def find(self, ref: str) -> Found | None:
        """The service that ``workspace#item`` (or ``#item``, or a bare id) leads to, above, before or here."""
        parsed = Ref.parse(ref) or Ref(None, ref)
        home = self.workspace(parsed.workspace) if parsed.workspace else self
        if home is None:
            return None
        try:
            return Found(home, parsed.item, *home.own(parsed.item))
        except KeyError:
            return None

    def service(self, ref: str) -> Service | None:
        """The service that a reference leads to, as written; see `overlay.effective_service` for what it comes to."""
        found = self.find(ref)
        return found.service if found else None

    @cached_property
    def _first(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in self.entries():
            found.setdefault(entry.id, entry)
        return found

    def _seek(self, item: str) -> Entry | None:
        """A service by id, reading likely files first: those in whose text the id stands as a name."""
        mark = re.compile(rf"(?<![\w.-])['\"]?{re.escape(item)}['\"]?\s*:")
        names = [name for name in self.paths if not name.endswith(CASES)]
        likely = [name for name in names if name in self._loaded or mark.search(self._texts.get(name, ""))]
        for name in [*likely, *(name for name in names if name not in likely)]:
            for entry in _entries(self._standard(name)):
                if entry.id == item:
                    return entry
        return None

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Texts of the files not yet loaded; one that cannot be read is left for its loading to report."""
        waiting = (name for name in self.paths if name not in self._loaded and not name.endswith(CASES))
        return {name: read_text(self.paths[name], name)[0] or "" for name in waiting}

    def _standard(self, name: str) -> Loaded[Standard]:
        found = self._loaded.get(name)
        if found is None:
            text = self.__dict__.get("_texts", {}).get(name)
            found = self._loaded[name] = load(Standard, self.paths[name], text or None)
        return found

    # -- workspaces above and before -----------------------------------------------------------------------------

    @cached_property
    def upstream(self) -> dict[str, Workspace]:
        """Workspaces directly above, nearest first, by the id under which they are named."""
        return self._neighbours("upstream")

    @cached_property
    def before(self) -> dict[str, Workspace]:
        """The edition that this workspace replaces."""
        return self._neighbours("before")

    def chain(self) -> list[Workspace]:
        """All workspaces above, nearest first, each once."""
        found: dict[int, Workspace] = {}
        for workspace in self.upstream.values():
            for item in (workspace, *workspace.chain()):
                found.pop(id(item), None)
                found[id(item)] = item
        return list(found.values())

    def workspace(self, name: str) -> Workspace | None:
        """The workspace called `name`: this one, one above, or an edition before any of them."""
        if name == self.manifest.id:
            return self
        for group in ("upstream", "before"):
            for item in (self, *self.chain()):
                found: Workspace | None = getattr(item, group).get(name)
                if found is not None:
                    return found
        return None

    def book(self) -> FactBook:
        """Facts, invariants, parameters and successions of the chain, topmost first, ours last."""
        return FactBook.merged(workspace.facts for workspace in (*reversed(self.chain()), self))

    def neighbour_paths(self, group: str) -> dict[str, Path]:
        """Folders named in ``upstream`` or ``before``, by id; nothing is opened."""
        named: dict[str, str] = getattr(self.manifest, group)
        return {name: Path(os.path.normpath(self.path / folder)) for name, folder in named.items()}

    def _neighbours(self, group: str) -> dict[str, Workspace]:
        from zhunsheng.standard.links import neighbour_finding

        return {
            name: self._open(path)
            for name, path in self.neighbour_paths(group).items()
            if neighbour_finding(self, group, name, path) is None
        }

    def _open(self, path: Path) -> Workspace:
        return self._shared.setdefault(os.path.realpath(path), Workspace(path, None, self.root, self._shared))

    # -- findings ------------------------------------------------------------------------------------------------

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that is wrong with files and with references between them, in order of place.

        Errors in ``workspace.yaml`` and ``facts.yaml`` of the workspaces above are included, because nothing can be
        judged without them; their standards are checked in their own workspace.
        """
        from zhunsheng.standard.editions import edition_findings
        from zhunsheng.standard.links import link_findings
        from zhunsheng.standard.outside import record_findings, register_findings
        from zhunsheng.standard.redeclared import redeclaration_findings
        from zhunsheng.standard.system import system_findings

        found = list(self.manifest_file.findings) + list(self.facts_file.findings)
        for loaded in (self.organisation_file, self.register_file, self.calendar_file):
            found += loaded.findings
        if self.only is None:  # nothing in one standard depends on these two
            found += self.framework_file.findings + self.record_file.findings
        found += self.points_file.findings
        for standard in self.files.values():
            found += standard.findings
        for beside in self.case_files.values():
            found += beside.findings
        for above in self.chain():
            theirs = above.manifest_file.findings + above.facts_file.findings
            found += [finding for finding in theirs if finding.severity is Severity.ERROR]
        found += link_findings(self)
        found += edition_findings(self)
        found += redeclaration_findings(self)
        for more in (system_findings, register_findings, record_findings):
            found += more(self)
        return in_order(found + self._folder_findings)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Read without the cycle collector: trees of texts hold no cycles, and looking for them costs a third more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _entries(loaded: Loaded[Standard]) -> Iterator[Entry]:
    services = loaded.model.services if loaded.model else {}
    for name, service in services.items():
        yield Entry(name, service, loaded, ("services", name))


def open_workspace(folder: str | Path, only: str | Path | None = None, *, root: str | Path | None = None) -> Workspace:
    """Open the workspace in `folder`.  Nothing is raised for what is wrong in it: see `Workspace.findings`.

    only: check just this file (as the user gives it, or relative to the folder).
    root: refuse workspaces above that lie outside this folder; for a server that opens what others uploaded.
    """
    path = Path(folder)
    name = None if only is None else relative_name(path, only)
    workspace = Workspace(path, name, Path(root) if root is not None else None)
    workspace._shared[os.path.realpath(path)] = workspace
    return workspace


def open_siblings(folder: str | Path, *, root: str | Path | None = None) -> list[Workspace]:
    """The workspaces directly below `folder`, by name, such as one for each service point.

    What stands above them is opened once and shared.  Raises OSError when the folder cannot be listed.
    """
    shared: dict[str, Workspace] = {}
    inside = Path(root) if root is not None else None
    names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith("."))
    found = []
    for name in names:
        path = Path(folder) / name
        if (path / MANIFEST).is_file():
            found.append(shared.setdefault(os.path.realpath(path), Workspace(path, None, inside, shared)))
    return found


def relative_name(folder: Path, file: str | Path) -> str:
    """The name of `file` relative to the workspace `folder`, with ``/``."""
    given = Path(file)
    inside = folder / given
    real = os.path.realpath(inside if not given.is_absolute() and inside.exists() else given)
    return Path(os.path.relpath(real, os.path.realpath(folder))).as_posix()


def workspace_folder(file: str | Path) -> Path | None:
    """The workspace folder that holds `file`: the nearest one above it with a ``workspace.yaml``."""
    start = Path(file)
    for folder in ([start] if start.is_dir() else []) + list(start.absolute().parents):
        if (folder / MANIFEST).is_file():
            return folder if start.is_absolute() else Path(os.path.relpath(folder))
    return None


def effective_service(workspace: Workspace, item: str) -> Service:
    """The service `item` (an id or a reference) with its overlay resolved; see `overlay.effective`.

    Raises KeyError when there is no such item.
    """
    from zhunsheng.standard.overlay import effective

    return effective(workspace, item).service


__all__ = [
    "CASES",
    "MANIFEST",
    "Entry",
    "Found",
    "OwnCase",
    "Workspace",
    "effective_service",
    "open_siblings",
    "open_workspace",
    "relative_name",
    "workspace_folder",
]

"""What stands outside the workspace and is referred to: standards with their status, and what the record knows.

References lead both ways: from a standard to what it refers to, and from a standard outside to whoever relies on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhunsheng.standard.code import CodeError, StandardCode
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.manifest import RegisterEntry
from zhunsheng.standard.wording import T, Words
from zhunsheng.standard.workspace import Entry, Workspace


@dataclass(frozen=True)
class Outsider:
    """A standard outside the workspace, with who relies on it.

    entry: its line in the register, None when nobody registered it.  referring: codes or file names of standards here
    that name it as a reference.  governed: items here that it governs, by themselves or by the item above them.
    """

    code: str
    title: Words | None
    entry: RegisterEntry | None
    referring: tuple[str, ...]
    governed: tuple[str, ...]

    @property
    def is_dead(self) -> bool:
        """Whether it is referred to although it was withdrawn or replaced."""
        return bool(self.referring) and self.entry is not None and self.entry.status in ("withdrawn", "replaced")


def outsiders(workspace: Workspace) -> list[Outsider]:
    """Every standard outside that something here refers to or that the registers here and above know, by code."""
    registered = {
        entry.code: entry for home in (*reversed(workspace.chain()), workspace) for entry in home.register.entries
    }
    keys = {_key(code): code for code in registered}
    undated = _newest(registered)
    codes = [m.standard for one in workspace.files.values() if (m := one.model) is not None and m.standard]
    own = {_key(code, dated=dated) for code in codes for dated in (True, False)}
    referring: dict[str, list[str]] = {}
    titles: dict[str, Words | None] = {}
    for name, loaded in workspace.files.items():
        for reference in loaded.model.references if loaded.model is not None else ():
            if _key(reference.code) in own:
                continue
            code = keys.get(_key(reference.code)) or undated.get(_key(reference.code)) or reference.code
            referring.setdefault(code, []).append((loaded.model.standard if loaded.model else None) or name)
            titles.setdefault(code, reference.title)
    governed = _governed(workspace)
    return [
        Outsider(
            code,
            entry.title if (entry := registered.get(code)) is not None else titles.get(code),
            entry,
            tuple(referring.get(code, ())),
            tuple(governed.get(code, ())),
        )
        for code in sorted({*registered, *referring})
    ]


def _governed(workspace: Workspace) -> dict[str, list[str]]:
    """Per code the items here that it governs: those named, and those that come from a named item above."""
    below: dict[str, list[str]] = {}
    for entry in workspace.services():
        for ref in (f"{workspace.manifest.id}#{entry.id}", *ancestors(workspace, entry)):
            below.setdefault(ref, []).append(entry.id)
    found: dict[str, list[str]] = {}
    for home in (workspace, *workspace.chain()):
        for line in home.register.entries:
            for item in line.governs:
                known = found.setdefault(line.code, [])
                ref = item if "#" in item else f"{home.manifest.id}#{item}"
                known += [one for one in below.get(ref, ()) if one not in known]
    return found


def ancestors(workspace: Workspace, entry: Entry) -> Iterator[str]:
    """References of everything above a service, through all levels."""
    waiting = [(workspace, entry.service)]
    seen: set[str] = set()
    while waiting:
        home, service = waiting.pop()
        for ref in (*service.derives, *((service.overlays,) if service.overlays else ())):
            found = home.find(ref)
            if found is None:
                continue
            full = f"{found.workspace.manifest.id}#{found.id}"
            if full not in seen:
                seen.add(full)
                yield full
                waiting.append((found.workspace, found.service))


def _newest(registered: Mapping[str, RegisterEntry]) -> dict[str, str]:
    """What an undated reference means: the newest edition that is neither replaced nor withdrawn, else the newest."""
    found: dict[str, tuple[bool, int, str]] = {}
    for code, entry in registered.items():
        try:
            parsed = StandardCode.parse(code)
        except CodeError:
            continue
        rank = (entry.status not in ("replaced", "withdrawn"), parsed.year or 0, code)
        key = str(parsed.undated)
        found[key] = max(found.get(key, rank), rank)
    return {key: code for key, (_, _, code) in found.items()}


def _key(code: str, *, dated: bool = True) -> str:
    try:
        parsed = StandardCode.parse(code)
    except CodeError:
        return code
    return str(parsed if dated else parsed.undated)


def register_findings(workspace: Workspace) -> Iterator[Finding]:
    """ZS341: a line of the register governs an item that the workspace does not have."""
    if workspace.only is not None:
        return
    for index, entry in enumerate(workspace.register.entries):
        for item in entry.governs:
            if workspace.find(item) is None:
                at = workspace.register_file.place("entries", index, "governs")
                yield Finding("ZS341", at, T("没有事项「{name}」", name=item))


def record_findings(workspace: Workspace) -> Iterator[Finding]:
    """ZS342: an entry of the record names a source, item or domain that nothing declares, or is there twice."""
    known = {name for home in (workspace, *workspace.chain()) for name in home.manifest.sources}
    if workspace.only is not None or not workspace.record.entries:
        return
    ids = set(workspace.ids())
    domains = {domain.id for home in (workspace, *workspace.chain()) for domain in home.manifest.domains}
    seen: set[str] = set()
    for index, entry in enumerate(workspace.record.entries):
        at = workspace.record_file.place("entries", index)
        if entry.domain is not None and entry.domain not in domains:
            where = workspace.record_file.place("entries", index, "domain")
            yield Finding("ZS342", where, T("没有领域「{name}」", name=entry.domain))
        if entry.id in seen:
            yield Finding("ZS342", at, T("「{name}」已经用过", name=entry.id))
        seen.add(entry.id)
        for source in dict.fromkeys((*entry.sources, *(one for said in entry.says for one in said.sources))):
            if source not in known:
                yield Finding(
                    "ZS342", at, T("没有来源「{name}」", name=source), T("在 workspace.yaml 的 sources 里写明")
                )
        for service in entry.services:
            if service not in ids:
                yield Finding("ZS342", at, T("没有事项「{name}」", name=service))

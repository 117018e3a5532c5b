"""References between files: every id once, every reference leads somewhere, nothing leads back to itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from zhunsheng.standard.files import is_within
from zhunsheng.standard.findings import Finding, Place, Related
from zhunsheng.standard.overlay import effective
from zhunsheng.standard.refs import Ref
from zhunsheng.standard.wording import T, Text
from zhunsheng.standard.workspace import MANIFEST, Entry, Workspace

V = TypeVar("V")


def link_findings(workspace: Workspace) -> list[Finding]:
    """Everything that is wrong between the files of a workspace and towards the workspaces above."""
    checks: tuple[Callable[[Workspace], Iterable[Finding]], ...] = (
        _neighbours,
        _manifest,
        _framework,
        _organisation,
        _points,
        _scope_of_check,
        _cases,
        _standards,
        _services,
        _circles,
    )
    return [finding for check in checks for finding in check(workspace)]


# -- workspaces --------------------------------------------------------------------------------------------------


def _neighbours(workspace: Workspace) -> Iterator[Finding]:
    """Folders of upstream and before that cannot be used, or that call themselves something else."""
    for group in ("upstream", "before"):
        for name, path in workspace.neighbour_paths(group).items():
            finding = neighbour_finding(workspace, group, name, path)
            if finding is not None:
                yield finding
    for group, found in (("upstream", workspace.upstream), ("before", workspace.before)):
        for name, other in found.items():
            if other.manifest_file.model is not None and other.manifest.id != name:
                place = workspace.manifest_file.name_place(group, name)
                related = (Related(other.manifest_file.place("id"), T("这里写的是「{name}」", name=other.manifest.id)),)
                yield Finding("ZS306", place, T("「{name}」与该工作区自己的 id 不同", name=name), related=related)


def neighbour_finding(workspace: Workspace, group: str, name: str, path: Path) -> Finding | None:
    """Why the folder of a workspace above or before cannot be used, or None when it can.  Opens nothing but manifests."""
    named: dict[str, str] = getattr(workspace.manifest, group)
    place = workspace.manifest_file.place(group, name)
    if Path(named[name]).is_absolute():
        return Finding("ZS306", place, T("文件夹要写成相对路径"), T("例如 ../cn/2023"))
    if workspace.root is not None and not is_within(path, os.path.realpath(workspace.root)):
        return Finding("ZS306", place, T("文件夹在允许的范围以外"))
    if not (path / MANIFEST).is_file():
        message = T("「{folder}」里没有 workspace.yaml", folder=named[name])
        return Finding("ZS306", place, message, T("路径从本工作区的文件夹写起"))
    if _leads_back(workspace, group, path):
        return Finding("ZS305", place, T("「{name}」又以本工作区为上位，形成循环", name=name))
    return None


def _leads_back(workspace: Workspace, group: str, path: Path) -> bool:
    """Whether following `group` from the folder `path` comes to the workspace again."""
    goal = os.path.realpath(workspace.path)
    waiting, seen = [path], set()
    while waiting:
        current = waiting.pop()
        real = os.path.realpath(current)
        if real == goal:
            return True
        if real not in seen and (current / MANIFEST).is_file():
            seen.add(real)
            waiting += workspace._open(current).neighbour_paths(group).values()
    return False


def _manifest(workspace: Workspace) -> Iterator[Finding]:
    file = workspace.manifest_file
    yield from _repeated(
        ((domain.id, file.place("domains", index, "id")) for index, domain in enumerate(workspace.manifest.domains))
    )
    for index, record in enumerate(workspace.manifest.not_applicable):
        yield from _reference(workspace, record.item, file.place("not_applicable", index, "item"))
    for index, ref in enumerate(workspace.manifest.answers_for):
        yield from _reference(workspace, ref, file.place("answers_for", index))


def _scope_of_check(workspace: Workspace) -> Iterator[Finding]:
    """The one file asked for must be a standard of the workspace."""
    if workspace.only is not None and not workspace.files and not workspace.case_files:
        place = Place(str(workspace.path / workspace.only))
        yield Finding("ZS101", place, T("这不是工作区 standards/ 下的 .yaml 文件"))


# -- what stands around the standards ----------------------------------------------------------------------------


def _framework(workspace: Workspace) -> Iterator[Finding]:
    if workspace.only is not None:
        return
    file, nodes = workspace.framework_file, workspace.framework.nodes
    yield from _repeated((node.number, file.place("nodes", index, "number")) for index, node in enumerate(nodes))
    numbers = [node.number for node in nodes]
    for index, node in enumerate(nodes):
        if node.parent is not None:
            yield from _known(node.parent, numbers, file.place("nodes", index, "parent"), T("体系节点"))
        if node.domain is not None:
            yield from _known(node.domain, domains(workspace), file.place("nodes", index, "domain"), T("领域"))
    parents = [(node.number, node.parent, file.place("nodes", index, "parent")) for index, node in enumerate(nodes)]
    yield from _family_rings(parents)


def _organisation(workspace: Workspace) -> Iterator[Finding]:
    file, organisation = workspace.organisation_file, workspace.organisation
    units, posts = organisation.organisations, organisation.posts
    yield from _repeated((unit.id, file.place("organisations", index, "id")) for index, unit in enumerate(units))
    yield from _repeated((post.id, file.place("posts", index, "id")) for index, post in enumerate(posts))
    ids = [unit.id for unit in units]
    for index, unit in enumerate(units):
        if unit.parent is not None:
            yield from _known(unit.parent, ids, file.place("organisations", index, "parent"), T("机构"))
    for index, post in enumerate(posts):
        if post.organisation is not None:
            yield from _known(post.organisation, ids, file.place("posts", index, "organisation"), T("机构"))
    parents = [(unit.id, unit.parent, file.place("organisations", index, "parent")) for index, unit in enumerate(units)]
    yield from _family_rings(parents)


def _points(workspace: Workspace) -> Iterator[Finding]:
    file = workspace.points_file
    yield from _repeated((point.id, place) for point, place in file.places("id"))
    for point, place in file.places("services"):
        for service in point.services:
            if "#" in service:
                yield from _reference(workspace, service, place)
            elif workspace.only is None:
                yield from _known(service, workspace.ids(), place, T("事项"))


def _cases(workspace: Workspace) -> Iterator[Finding]:
    for standard, loaded in workspace.case_files.items():
        if standard not in workspace.paths:
            name = Path(standard).name
            yield Finding("ZS308", Place(loaded.path), T("旁边没有标准「{name}」", name=name))


# -- standards and services --------------------------------------------------------------------------------------


def domains(workspace: Workspace) -> dict[str, list[str]]:
    """Domains that the chain knows, with the categories of items in each."""
    found: dict[str, list[str]] = {}
    for item in (*reversed(workspace.chain()), workspace):
        for domain in item.manifest.domains:
            found[domain.id] = [*found.get(domain.id, []), *domain.groups]
    return found


def _standards(workspace: Workspace) -> Iterator[Finding]:
    known = domains(workspace)
    for loaded in workspace.files.values():
        if known and loaded.model is not None and loaded.model.domain is not None:
            yield from _known(loaded.model.domain, known, loaded.place("domain"), T("领域"))


def _services(workspace: Workspace) -> Iterator[Finding]:
    if workspace.only is None:
        for above in workspace.chain():
            _ = above.files  # nearly all of them are named below; reading them at once is quicker than looking for each
    known = domains(workspace)
    first: dict[str, Place] = {}
    for entry in workspace.entries():
        place = entry.loaded.name_place(*entry.prefix)
        if entry.id in first:
            yield _twice(entry.id, place, first[entry.id])
        first.setdefault(entry.id, place)
        yield from _service_names(workspace, entry, known)
        yield from _service_references(workspace, entry)
        if entry.service.overlays is not None:
            yield from effective(workspace, entry.id).findings
        elif entry.service.changes:
            advice = T("写明 overlays，或把改动直接写进内容")
            place = entry.loaded.name_place(*entry.prefix, "changes")
            yield Finding("ZS314", place, T("changes 没有所覆盖的事项"), advice)


def _service_names(workspace: Workspace, entry: Entry, known: dict[str, list[str]]) -> Iterator[Finding]:
    """Ids inside a service, and names of domains, steps and service points."""
    service, at = entry.service, _at(entry)
    yield from _repeated((item.id, at("delivers", index, "id")) for index, item in enumerate(service.delivers))
    if service.apply is not None:
        for name in ("conditions", "materials"):
            items = getattr(service.apply, name) or ()
            yield from _repeated((item.id, at("apply", name, index, "id")) for index, item in enumerate(items))
    if service.domain is not None and known:
        yield from _known(service.domain, known, at("domain"), T("领域"))
    domain = service.domain or (entry.loaded.model.domain if entry.loaded.model else None)
    if service.category is not None and known.get(domain or ""):
        yield from _known(service.category, known[domain or ""], at("category"), T("类别"))
    if service.start is not None and service.overlays is None:
        yield from _known(service.start, service.process, at("start"), T("步骤"))
    points = dict.fromkeys(name for key in ("id", "kind") for name in _values(workspace.service_points, key))
    if points:
        for index, name in enumerate(service.service_points):
            yield from _known(name, points, at("service_points", index), T("服务点"))


def _values(items: Iterable[object], key: str) -> list[str]:
    return [getattr(item, key) for item in items]


def _service_references(workspace: Workspace, entry: Entry) -> Iterator[Finding]:
    """References to items above, here and before."""
    service, at = entry.service, _at(entry)
    for index, ref in enumerate(service.derives):
        yield from _reference(workspace, ref, at("derives", index))
    if service.overlays is not None:
        yield from _reference(workspace, service.overlays, at("overlays"))
    for index, ref in enumerate(service.succeeds):
        if "#" in ref:
            yield from _reference(workspace, ref, at("succeeds", index))
        elif workspace.before:
            earlier = [name for before in workspace.before.values() for name in before.ids()]
            yield from _known(ref, earlier, at("succeeds", index), T("上一版的事项"))


def _at(entry: Entry) -> Callable[..., Place]:
    return lambda *path: entry.loaded.place(*entry.prefix, *path)


def _circles(workspace: Workspace) -> Iterator[Finding]:
    """Services that derive from themselves by way of others in this workspace."""
    edges: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for entry in workspace.services():
        refs = [*entry.service.derives, *([entry.service.overlays] if entry.service.overlays else [])]
        parsed = [ref for text in refs if (ref := Ref.parse(text)) is not None]
        edges[entry.id] = [ref.item for ref in parsed if ref.workspace in (None, workspace.manifest.id)]
        places[entry.id] = entry.loaded.name_place(*entry.prefix)
    yield from _rings(edges, places)


# -- the checks themselves ---------------------------------------------------------------------------------------


def _reference(workspace: Workspace, text: str, place: Place) -> Iterator[Finding]:
    """A reference that cannot be followed, with what was probably meant."""
    ref = Ref.parse(text)
    if ref is None:
        advice = T("写成「工作区#事项」，例如 cn/2023#{name}", name=text[:40].strip("#/ ") or "…")
        yield Finding("ZS302", place, T("「{ref}」不是引用", ref=text[:80]), advice)
        return
    home = workspace.workspace(ref.workspace) if ref.workspace else workspace
    if home is None:
        names = [item.manifest.id for item in (workspace, *workspace.chain())]
        names += list(workspace.before)
        message = T("没有声明工作区「{name}」", name=ref.workspace or "")
        yield Finding("ZS303", place, message, _meant(ref.workspace or "", names))
    elif workspace.find(text) is None:
        broken = tuple(
            Related(Place(file.path), T("此文件有错，未能读取")) for file in home.files.values() if file.model is None
        )
        message = T("「{workspace}」里没有事项「{name}」", workspace=home.manifest.id, name=ref.item)
        yield Finding("ZS304", place, message, _meant(ref.item, home.ids()), related=broken)


def _known(name: str, names: Iterable[str], place: Place, kind: Text) -> Iterator[Finding]:
    """A name that nothing declares."""
    choices = list(names)
    if name not in choices:
        yield Finding("ZS307", place, T("没有{kind}「{name}」", kind=kind, name=name[:80]), _meant(name, choices))


def _meant(name: str, names: list[str]) -> Text | None:
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return T("是不是「{near}」？", near=near[0])
    known = list(dict.fromkeys(names))
    return T("已有：{names}", names=known) if 0 < len(known) <= 12 else None


def _repeated(named: Iterable[tuple[str, Place]]) -> Iterator[Finding]:
    """Names that occur twice."""
    first: dict[str, Place] = {}
    for name, place in named:
        if name in first:
            yield _twice(name, place, first[name])
        first.setdefault(name, place)


def _twice(name: str, place: Place, first: Place) -> Finding:
    return Finding("ZS301", place, T("「{name}」已经用过", name=name), related=(Related(first, T("第一次在这里")),))


def _family_rings(parents: list[tuple[str, str | None, Place]]) -> Iterator[Finding]:
    """Names that are their own ancestors; given as name, parent, place of the parent."""
    edges: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for name, parent, place in parents:
        if parent is not None:
            edges.setdefault(name, []).append(parent)
            places.setdefault(name, place)
    yield from _rings(edges, places)


def _rings(edges: dict[str, list[str]], places: dict[str, Place]) -> Iterator[Finding]:
    """One finding for each ring of names, at its first name."""
    done: set[Hashable] = set()
    for start in edges:
        trail: list[str] = []
        ring = _ring(start, edges, trail, done)
        if ring:
            yield Finding("ZS305", places[ring[0]], T("循环：{names}", names=" → ".join([*ring, ring[0]])))


def _ring(start: str, edges: dict[str, list[str]], trail: list[str], done: set[Hashable]) -> list[str]:
    """The ring met when walking from `start`, without recursion; visited names are put in `done`."""
    stack: list[Iterator[str]] = [iter([start])]
    while stack:
        name = next(stack[-1], None)
        if name is None:
            stack.pop()
            if trail:
                done.add(trail.pop())
        elif name in trail:
            ring = trail[trail.index(name) :]
            done.update(trail)
            return ring
        elif name not in done and name in edges:
            trail.append(name)
            stack.append(iter(edges[name]))
    return []

"""Folders on disk as trees of the database: which files belong to a tree, and their bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import T
from zhunsheng.standard.workspace import MANIFEST, Workspace, open_workspace

#: Bytes of one file, number of files of a tree, characters of a path: the database has a column of that width.
MAX_BYTES = 6_000_000
MAX_FILES = 60_000
MAX_PATH = 300

Tree = dict[str, tuple[str, bytes]]


class NoWorkspace(ValueError):
    """A folder that holds no workspace, or lies outside of the tree.  known: folders that hold one."""

    def __init__(self, folder: str, known: Iterable[str] = ()) -> None:
        self.folder, self.known = folder, sorted(known)
        super().__init__(f"no workspace in {folder}: there are {', '.join(self.known) or 'none'}")


def read_tree(sources: Mapping[str, Path]) -> tuple[Tree, list[Finding]]:
    """Hash and bytes by path of every file below the folders; hidden names and links are left out, with a finding.

    sources: folder of the tree and folder on disk; the tree folder ``""`` puts the content at the top.
    """
    tree: Tree = {}
    findings: list[Finding] = []
    for name, folder in sources.items():
        if not folder.is_dir():
            findings.append(Finding("ZS101", Place(str(folder)), T("不能读取文件：{reason}", reason=T("没有这个文件"))))
            continue
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder)
            if any(part.startswith(".") for part in relative.parts) or "__pycache__" in relative.parts:
                continue
            if path.is_symlink():
                findings.append(
                    Finding("ZS101", Place(str(path)), T("不能读取文件：{reason}", reason=T("不是普通文件")))
                )
            elif path.is_file():
                _take(path, str(Path(name) / relative), tree, findings)
    return tree, findings


def _take(path: Path, name: str, tree: Tree, findings: list[Finding]) -> None:
    try:
        too_much = path.stat().st_size > MAX_BYTES or len(tree) >= MAX_FILES or len(name) > MAX_PATH
        body = b"" if too_much else path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        findings.append(Finding("ZS101", Place(str(path)), T("不能读取文件：{reason}", reason=reason)))
        return
    if too_much:
        findings.append(Finding("ZS101", Place(str(path)), T("不能读取文件：{reason}", reason=T("超过上限"))))
        return
    tree[name] = hashlib.sha256(body).hexdigest(), body


def sources_of(folder: Path, district: str) -> dict[str, Path]:
    """The workspaces below `folder` that a district's tree consists of: its own, all that stand above or before them, and
    its service points.  Everything else below `folder` stays out.

    Raises NoWorkspace where the district, or one that stands above, is not below `folder`.
    """
    root = folder.resolve()
    found: dict[Path, Workspace] = {}
    waiting = [root / district, *_points(root, (root / district).resolve())]
    while waiting:
        path = waiting.pop().resolve()
        if path in found:
            continue
        if not path.is_relative_to(root) or not (path / MANIFEST).is_file():
            known = (one.parent.relative_to(root).as_posix() for one in root.rglob(MANIFEST))
            raise NoWorkspace(Path(os.path.relpath(path, root)).as_posix(), known)
        workspace = found[path] = open_workspace(path)
        for group in ("upstream", "before"):
            waiting += workspace.neighbour_paths(group).values()
    return {str(path.relative_to(root)): path for path in sorted(found)}


def _points(root: Path, district: Path) -> list[Path]:
    """Workspaces that answer for a part of what the district promises."""
    points = []
    for manifest in sorted(root.rglob(MANIFEST)):
        workspace = open_workspace(manifest.parent)
        above = {path.resolve() for path in workspace.neighbour_paths("upstream").values()}
        if workspace.manifest.answers_for and district in above:
            points.append(manifest.parent)
    return points

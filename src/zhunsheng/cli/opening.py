"""From a path on the command line to a library; a path that cannot be used is a clear message.

A path is a workspace folder, or a file inside one; a file may also lie outside any workspace where a verb allows it.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from zhunsheng.cli.exits import Problem
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.wording import T, Text
from zhunsheng.standard.workspace import MANIFEST, Workspace, open_workspace, relative_name, workspace_folder

SCAFFOLD = T("新建一个：zhunsheng new workspace 文件夹")


@dataclass(frozen=True)
class Opened:
    """An open workspace; `file` is the one file (relative name) that the caller named, or None for all."""

    library: Library
    file: str | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace itself."""
        return self.library.workspace

    @property
    def is_standard(self) -> bool:
        """Whether the named file is one of the workspace's standards."""
        return self.file is not None and self.file in self.workspace.files

    def blocking(self) -> list[Finding]:
        """Why nothing can be judged: the manifest or a vocabulary of the chain cannot be read."""
        found: list[Finding] = []
        for workspace in (self.workspace, *self.workspace.chain()):
            for loaded in (workspace.manifest_file, workspace.facts_file):
                if loaded.model is None:
                    found += loaded.findings
        return found

    def blocking_for(self, *files: str, above: bool = False) -> list[Finding]:
        """Why a verb that tells what stands in these files cannot: `blocking`, and what is wrong with an unread file.

        files: names such as ``register_file``, of this workspace and with `above` of the chain.  A file that is not
        there is no fault.
        """
        homes = (self.workspace, *(self.workspace.chain() if above else ()))
        every = [getattr(home, name) for home in homes for name in files]
        return [*self.blocking(), *(finding for loaded in every if loaded.model is None for finding in loaded.findings)]

    def unreadable(self) -> list[Finding]:
        """Findings of standards that could not be read, so that nothing is known of their services."""
        files = self.workspace.files.values()
        return [finding for loaded in files if loaded.model is None for finding in loaded.findings]


def kind_of(path: str) -> str:
    """``folder`` or ``file``.  Raises Problem, with what would be right, for a path that does not exist or is closed."""
    if not path:
        raise Problem(T("没有写路径"), None)
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        raise Problem(T("没有这个文件或文件夹：「{path}」", path=path), _near(path)) from None
    except PermissionError:
        raise Problem(T("没有读取「{path}」的权限", path=path), None) from None
    except (OSError, ValueError):
        raise Problem(T("路径「{path}」不能用", path=path[:80]), None) from None
    if stat.S_ISDIR(mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise Problem(T("没有读取「{path}」的权限", path=path), None)
        return "folder"
    return "file"


def _near(path: str) -> Text | None:
    """Advice: the name beside it that looks most like the one given."""
    given = Path(path)
    try:
        names = [found.name for found in given.parent.iterdir()]
    except OSError:
        return T("上级文件夹「{parent}」也不存在或打不开", parent=given.parent)
    near = get_close_matches(given.name, names, n=1)
    return T("是不是「{path}」？", path=given.parent / near[0]) if near else None


def open_path(path: str) -> Opened:
    """The workspace at a path, or around a file.  Raises Problem when there is none."""
    if kind_of(path) == "folder":
        if not os.path.lexists(Path(path) / MANIFEST):
            raise Problem(T("「{path}」不是工作区：里面没有 {name}", path=path, name=MANIFEST), _workspaces_in(path))
        return Opened(Library(open_workspace(path)))
    folder = workspace_folder(path)
    if folder is None:
        raise Problem(T("「{path}」不在任何工作区里：上级文件夹都没有 {name}", path=path, name=MANIFEST), SCAFFOLD)
    name = relative_name(folder, path)
    if name == MANIFEST or not name.startswith("standards/"):
        return Opened(Library(open_workspace(folder)), name)
    return Opened(Library(open_workspace(folder, only=path)), name)


def open_folder(path: str) -> Opened:
    """The workspace at a folder; a file is not accepted."""
    if kind_of(path) != "folder":
        raise Problem(T("「{path}」是文件，这里要工作区的文件夹", path=path), None)
    return open_path(path)


def _workspaces_in(path: str) -> Text:
    """Advice: workspaces one or two folders further down."""
    inside = sorted(
        str(found.parent) for pattern in (f"*/{MANIFEST}", f"*/*/{MANIFEST}") for found in Path(path).glob(pattern)
    )
    if inside:
        return T("这里面有工作区：{paths}", paths=inside[:8])
    return SCAFFOLD


def open_beside(path: str, other: str) -> Opened:
    """A file read as if it stood in the workspace of `other`, for comparing a copy from elsewhere."""
    folder = workspace_folder(other)
    if folder is None:
        raise Problem(T("「{path}」不在任何工作区里：上级文件夹都没有 {name}", path=path, name=MANIFEST), SCAFFOLD)
    workspace = open_workspace(folder, only=other)
    name = workspace.only or other
    workspace.files = {name: load_standard(path)}
    return Opened(Library(workspace), name)

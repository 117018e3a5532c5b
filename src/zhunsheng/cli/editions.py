"""Two sides to compare and the days on which each is read."""

from __future__ import annotations

from datetime import date

from zhunsheng.cli.exits import Problem
from zhunsheng.cli.opening import Opened, kind_of, open_beside, open_path
from zhunsheng.cli.options import today
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import T
from zhunsheng.standard.workspace import workspace_folder


def open_two(old: str, new: str) -> tuple[Opened, Opened]:
    """Two workspaces, or two files.  A file outside any workspace is read as if it stood beside the other one.

    Raises Problem for a folder beside a file, and for paths that cannot be used.
    """
    kinds = kind_of(old), kind_of(new)
    if kinds[0] != kinds[1]:
        raise Problem(T("一边是文件夹，一边是文件，不能比较：「{old}」「{new}」", old=old, new=new), None)
    if kinds[0] == "folder":
        return open_path(old), open_path(new)
    if workspace_folder(old) is None:
        return open_beside(old, new), open_path(new)
    if workspace_folder(new) is None:
        return open_path(old), open_beside(new, old)
    return open_path(old), open_path(new)


def effective(library: Library) -> date | None:
    """The day on which an edition takes effect, where it says so."""
    return library.workspace.manifest.effective


def days_as_published(old: Library, new: Library, on: date | None) -> tuple[date, date]:
    """The days to compare two editions on: both on `on`; else each as it was when it took effect, else today."""
    if on is not None:
        return on, on
    return effective(old) or today(), effective(new) or today()


def days_of_step(old: Library, new: Library, day: date) -> tuple[date, date]:
    """The days of the step between two editions, for a workspace as it stands on `day`.

    The edition before is read as it took effect, so that everything since then shows, also what moved ahead of the new
    edition; the new one on `day`, or on its first day where that is later.
    """
    start = effective(new)
    return effective(old) or day, day if start is None else max(day, start)


def edition(library: Library, name: str) -> Library:
    """A workspace above, or an earlier edition of one.  Raises Problem that lists what there is."""
    from zhunsheng.cli.targets import check_names

    check_names(library, [name])
    return library.above(name)

"""What a reference on the command line names: ``standards/yuexiu#item``, ``yuexiu#item``, a file, or a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from zhunsheng.cli.exits import Problem
from zhunsheng.cli.opening import open_path
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import T

#: Where workspaces are looked for when only an id is given.
_PLACES = ("workspace.yaml", "*/workspace.yaml", "*/*/workspace.yaml", "*/*/*/workspace.yaml")


def named_services(target: str) -> tuple[Library, list[CompiledService]]:
    """The services that a target names.  Raises Problem when it names none."""
    name, mark, item = target.rpartition("#")
    if not mark:
        opened = open_path(target)
        return opened.library, opened.library.services()
    library = open_path(name).library if Path(name).exists() else _by_id(name)
    try:
        return library, [library.service(item)]
    except KeyError:
        near = get_close_matches(item, library.ids(), n=1)
        advice = T("是不是想写 {words}？", words=near) if near else None
        raise Problem(T("「{name}」里没有事项「{item}」", name=library.id, item=item), advice) from None


def _by_id(name: str) -> Library:
    """The workspace with this id, in or below the current folder or in ``standards/``."""
    known = []
    for path in _workspaces():
        library = open_path(str(path)).library
        if library.id == name:
            return library
        known.append(library.id)
    advice = T("找到的有：{words}", words=known) if known else T("也可以写路径：standards/yuexiu#事项")
    raise Problem(T("当前文件夹下没有工作区「{name}」", name=name), advice)


def _workspaces() -> Iterator[Path]:
    for pattern in _PLACES:
        yield from (found.parent for found in sorted(Path().glob(pattern)))

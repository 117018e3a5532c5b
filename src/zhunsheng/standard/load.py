"""A file as a model: reading, validation, and the place of every value.

`load` never raises for what a user wrote: all that is wrong is in `Loaded.findings`, each at its line and column, and
`Loaded.model` is None when the file cannot be used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from zhunsheng.standard.document import Standard
from zhunsheng.standard.files import read_text
from zhunsheng.standard.findings import Finding, Place, in_order
from zhunsheng.standard.wording import T
from zhunsheng.standard.yamltree import Mapping, Node, Scalar, Sequence, plain, read_tree

M = TypeVar("M", bound=BaseModel)


@dataclass(eq=False)
class Loaded(Generic[M]):
    """A file that was read: its model (None when unusable), its findings, its text and the places in it."""

    path: str
    model: M | None = None
    findings: list[Finding] = field(default_factory=list)
    text: str = ""
    root: Node | None = None

    def place(self, *path: object) -> Place:
        """The place of a field: of its value, or of its name when the value is a group or a list.

        path: names, positions, or ids of list members.  Where it leads nowhere (a default, a field inherited from
        elsewhere) the nearest place above stands in.
        """
        node, key = self._walk(path)
        target = key if key is not None and not isinstance(node, Scalar) else node
        return Place(self.path) if target is None else Place(self.path, target.line, target.column)

    def name_place(self, *path: object) -> Place:
        """The place of a field's name, where it has one."""
        node, key = self._walk(path)
        target = key or node
        return Place(self.path) if target is None else Place(self.path, target.line, target.column)

    def column(self, path: tuple[object, ...], offset: int) -> Place:
        """The place of the character at `offset` (from 0) in the text of the scalar at `path`.

        Quotes, escapes and folded lines are taken into account; a path to no scalar gives `place`.
        """
        node, _ = self._walk(path)
        if not isinstance(node, Scalar) or (offset <= 0 and not node.style):
            return self.place(*path)
        from zhunsheng.standard.columns import source_offset

        at = source_offset(self._source, node, offset)
        start = self._lines[node.line - 1]
        line = node.line
        while line < len(self._lines) and self._lines[line] <= at:
            start = self._lines[line]
            line += 1
        return Place(self.path, line, at - start + 1)

    @cached_property
    def _source(self) -> str:
        return self.text.removeprefix("\ufeff")

    @cached_property
    def _lines(self) -> list[int]:
        """Offsets at which lines start."""
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self._source))]

    def _walk(self, path: tuple[object, ...]) -> tuple[Node | None, Scalar | None]:
        node, key = self.root, None
        for step in path:
            name = str(step)
            if isinstance(node, Mapping):
                name = name if name in node.items else name.rstrip("_")
                if name not in node.items:
                    break
                key = node.keys[name]
                node = node.items[name]
            elif isinstance(node, Sequence):
                index = step if isinstance(step, int) else member(node, name)
                if index is None or not 0 <= index < len(node.items):
                    break
                node, key = node.items[index], None
            else:
                break
        return node, key


def member(node: Sequence, name: str) -> int | None:
    """The position of the list member whose ``id`` (or ``no``, ``code``, ``to``) is `name`."""
    for index, item in enumerate(node.items):
        if isinstance(item, Mapping):
            for key in ("id", "no", "code", "to"):
                found = item.items.get(key)
                if isinstance(found, Scalar) and found.text == name:
                    return index
    return None


def load(model: type[M], path: str | Path, text: str | None = None, *, shown: str | None = None) -> Loaded[M]:
    """Read a file of `model`; all findings in one run.

    text: what to read instead of the file's content.  shown: the path in messages, when not `path` itself.
    """
    name = shown if shown is not None else str(path)
    findings: list[Finding] = []
    if text is None:
        text, findings = read_text(path, name)
        if text is None:
            return Loaded(name, None, findings)
    root, found = read_tree(text, name)
    loaded: Loaded[M] = Loaded(name, None, findings + found, text, root)
    if root is None:
        if not found:
            loaded.findings.append(Finding("ZS106", Place(name), T("文件是空的")))
        return loaded
    _validate(loaded, model, plain(root))
    return loaded


def load_standard(path: str | Path, text: str | None = None, *, shown: str | None = None) -> Loaded[Standard]:
    """Read a standard."""
    return load(Standard, path, text, shown=shown)


def _validate(loaded: Loaded[M], model: type[M], data: Any) -> None:
    """Fill in the model, or the findings that say why there is none."""
    try:
        loaded.model = model.model_validate(data)
    except ValidationError as error:
        from zhunsheng.standard.problems import problems

        assert loaded.root is not None
        details = error.errors(include_url=False)
        loaded.findings = in_order(loaded.findings + problems(details, model, loaded.root, loaded.path))

"""Rules in a file that is no standard yet: they are compiled all the same, so that all findings come in one run.

Works on the plain tree of the file.  What is not where the format wants it is left alone; the reader has told that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhunsheng.rule.compiling import Compiling, Vocabulary
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.load import Loaded
from zhunsheng.standard.service import DIRECTIONS
from zhunsheng.standard.yamltree import plain

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Raw:
    """A service as it stands in a file that could not be typed."""

    loaded: Loaded[Standard]
    prefix: Path

    def place(self, *path: object) -> Place:
        """The place of a field."""
        return self.loaded.place(*self.prefix, *path)

    def column(self, path: tuple[object, ...], offset: int) -> Place:
        """The place of a character inside a field."""
        return self.loaded.column((*self.prefix, *path), offset)


def salvaged_findings(vocabulary: Vocabulary, loaded: Loaded[Standard]) -> list[Finding]:
    """What is wrong with the rules and values of a file whose model could not be made."""
    data = plain(loaded.root) if loaded.root is not None else None
    found: list[Finding] = []
    for name, service in _items(data, "services"):
        work = Compiling(vocabulary, found, Raw(loaded, ("services", name)))
        for path, text in _conditions(service):
            work.condition(text, *path)
        for path, value, unit in _values(service):
            work.measure(value, unit, *path)
    return found


def _conditions(service: Any) -> Iterator[tuple[Path, str]]:
    """Conditions with their paths inside the service."""
    spots: list[tuple[Path, Any]] = [((), service)]
    for index, part in _items(service, "delivers"):
        spots.append((("delivers", index), part))
        spots += [(("delivers", index, "guarantees", name), one) for name, one in _items(part, "guarantees")]
    apply = service.get("apply") if isinstance(service, dict) else None
    for group in ("conditions", "materials"):
        spots += [(("apply", group, index), one) for index, one in _items(apply, group)]
    for path, node in spots:
        for name in ("eligible", "when", "rule"):
            text = node.get(name) if isinstance(node, dict) else None
            if isinstance(text, str):
                yield (*path, name), text


def _values(service: Any) -> Iterator[tuple[Path, Any, str | None]]:
    """Values (or series) that say their unit, with their paths."""
    spots: list[tuple[Path, Any]] = []
    if isinstance(service, dict):
        spots += [((name,), service.get(name)) for name in ("promise", "statutory")]
    for index, part in _items(service, "delivers"):
        spots += [(("delivers", index, "guarantees", name), one) for name, one in _items(part, "guarantees")]
    for path, node in spots:
        if not isinstance(node, dict):
            continue
        unit = node.get("unit")
        for name in DIRECTIONS:
            value = node.get(name)
            if _is_dated(value) and (unit is None or isinstance(unit, str)):
                yield (*path, name), value, unit


def _is_dated(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(isinstance(text, str) for text in value.values())
    return isinstance(value, str)


def _items(data: Any, name: str) -> Iterator[tuple[Any, Any]]:
    """The members of a group or a list called `name`, with their names or positions."""
    node = data.get(name) if isinstance(data, dict) else None
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)

"""Paths into plain trees: members by name, members of lists by what names them.

A path names members of mappings, and members of lists by their ``id``, ``no``, ``to`` or ``aspect``, or by the text
itself: ``delivers.home-visit.guarantees.visits.at_least``, ``apply.channels.home``.  A name that holds a dot is
quoted: ``clauses."5.2".text``.  Lists without such names are one value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from zhunsheng.standard.yamltree import Plain

Steps = tuple[str, ...]

#: What names the members of a list, the first that all members have.
KEYS = ("id", "no", "to", "aspect")
_STEP = re.compile(r'"(?:[^"\\]|\\.)*"|[^."\s]+')


class Absent:
    """The value of a path that leads nowhere."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()
Value = Plain | Absent


# -- paths -------------------------------------------------------------------------------------------------------


def parse_path(text: str) -> Steps | None:
    """The steps of a path, or None when it is none.

    >>> parse_path('clauses."5.2".text')
    ('clauses', '5.2', 'text')
    """
    steps: list[str] = []
    at = 0
    while True:
        found = _STEP.match(text, at)
        if found is None:
            return None
        step = found.group()
        try:
            steps.append(str(json.loads(step)) if step.startswith('"') else step)
        except ValueError:
            return None
        at = found.end()
        if at == len(text):
            return tuple(steps)
        if text[at] != ".":
            return None
        at += 1


def path_text(steps: Sequence[str]) -> str:
    """Steps as a path; `parse_path` gives them back."""
    return ".".join(step if _plain_step(step) else json.dumps(step, ensure_ascii=False) for step in steps)


def _plain_step(step: str) -> bool:
    found = _STEP.fullmatch(step)
    return found is not None and not step.startswith('"')


def list_key(items: list[Plain]) -> str | None:
    """What names the members of a list: one of `KEYS`, ``""`` for the texts themselves, None for nothing unique."""
    if all(isinstance(item, str) for item in items):
        return "" if len(set(map(str, items))) == len(items) else None
    for key in KEYS:
        names = [item.get(key) if isinstance(item, dict) else None for item in items]
        if all(isinstance(name, str) for name in names) and len(set(map(str, names))) == len(names):
            return key
    return None


def name_of(item: Plain, key: str) -> str:
    """What names a member of a list, given its `list_key`."""
    return str(item if key == "" else item[key])  # type: ignore[index,call-overload]


def _index(items: list[Plain], step: str) -> int | None:
    key = list_key(items)
    if key is None:
        return None
    return next((index for index, item in enumerate(items) if name_of(item, key) == step), None)


def get(tree: Value, steps: Steps) -> Value:
    """The value at a path, or ABSENT."""
    for step in steps:
        if isinstance(tree, dict):
            tree = tree.get(step, ABSENT)
        elif isinstance(tree, list):
            index = _index(tree, step)
            tree = ABSENT if index is None else tree[index]
        else:
            return ABSENT
    return tree


def put(tree: Plain, steps: Steps, value: Value) -> Plain | None:
    """A copy of `tree` with `value` at a path (ABSENT removes it); None when what should hold it is not there."""
    if not steps:
        return None if isinstance(value, Absent) else value
    step, rest = steps[0], steps[1:]
    if isinstance(tree, dict):
        return _put_member(tree, step, rest, value)
    if isinstance(tree, list):
        return _put_item(tree, step, rest, value)
    return None


def _put_member(tree: dict[str, Plain], step: str, rest: Steps, value: Value) -> Plain | None:
    if not rest:
        if isinstance(value, Absent):
            return {name: item for name, item in tree.items() if name != step} if step in tree else None
        return tree | {step: value}
    inner = put(tree[step], rest, value) if step in tree else None
    return None if inner is None else tree | {step: inner}


def _put_item(items: list[Plain], step: str, rest: Steps, value: Value) -> Plain | None:
    index = _index(items, step)
    if index is None:
        return None
    if rest:
        inner = put(items[index], rest, value)
        return None if inner is None else [*items[:index], inner, *items[index + 1 :]]
    middle = [] if isinstance(value, Absent) else [value]
    return [*items[:index], *middle, *items[index + 1 :]]


def member_names(tree: Value) -> list[str]:
    """The names that a path may go on with."""
    if isinstance(tree, dict):
        return list(tree)
    if isinstance(tree, list):
        key = list_key(tree)
        return [] if key is None else [name_of(item, key) for item in tree]
    return []

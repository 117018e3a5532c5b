"""Derivation: what an overlay changes, what two texts differ in, and a change carried over to a base that moved.

Works on plain trees (see `data`) by paths (see `paths`).
Laws (tested): ``apply(a, diff(a, b)) == b``; re-applying to an unchanged base gives ours without conflict; changes to
disjoint fields commute.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhunsheng.standard.data import as_data
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.paths import (
    ABSENT,
    Absent,
    Steps,
    Value,
    get,
    list_key,
    member_names,
    name_of,
    parse_path,
    path_text,
    put,
)
from zhunsheng.standard.service import Change
from zhunsheng.standard.wording import T, Text, Words
from zhunsheng.standard.yamltree import Plain

Where = Callable[[int], Place]

_REASON = Words("与上位规定不同，理由待写", "Differs from the level above; reason to be written")


# -- applying ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Applied:
    """What changes come to, and what is wrong with them: change number, code, message, help."""

    data: dict[str, Plain]
    findings: tuple[Finding, ...] = ()


def apply(base: dict[str, Plain], changes: Sequence[Change], where: Where | None = None) -> Applied:
    """The effective tree: `base` with `changes` made in order.

    where: the place of change number n.  Findings: a path that leads nowhere or something added twice (the change is
    left out); a `was` that the base no longer says (the change is made).
    """
    places = where or _nowhere
    data: dict[str, Plain] = base
    findings: list[Finding] = []
    for number, change in enumerate(changes):
        changed, finding = _make(data, change, places(number))
        if finding is not None:
            findings.append(finding)
        if changed is not None:
            data = changed
    return Applied(data, tuple(findings))


def _nowhere(number: int) -> Place:
    return Place("", number + 1)


def _make(data: dict[str, Plain], change: Change, place: Place) -> tuple[dict[str, Plain] | None, Finding | None]:
    """The tree with one change made (None: not made), and what is wrong with the change."""
    steps = parse_path(change.at)
    if steps is None:
        advice = T("写成 delivers.home-visit.when 的样子；名称含「.」时加双引号")
        return None, Finding("ZS310", place, T("「{path}」不是路径", path=change.at[:80]), advice)
    current = get(data, steps)
    finding = _stale(change, current, place)
    if change.add is not None:
        changed, told = _added(data, steps, as_data(change.add), current)
    else:
        changed = put(data, steps, ABSENT if change.remove else as_data(change.set))
        told = None
    if isinstance(changed, dict):
        return changed, finding
    told = told or _astray(data, steps)
    return None, Finding("ZS310", place, told, T("列表里的成员按 id 写；只能改上位规定里有的内容"))


def _added(data: dict[str, Plain], steps: Steps, value: Plain, current: Value) -> tuple[Plain | None, Text | None]:
    """The tree with a member added to the list or group at `steps`; a list that is not there begins."""
    if isinstance(current, Absent):
        return put(data, steps, [value]), None
    if isinstance(current, dict) and isinstance(value, dict):
        twice = next((name for name in value if name in current), None)
        if twice is not None:
            return None, T("「{path}」已有「{name}」", path=path_text(steps), name=twice)
        return put(data, steps, current | value), None
    if not isinstance(current, list):
        return None, T("「{path}」不是列表，不能添加", path=path_text(steps))
    key = list_key([*current, value])
    if current and key is None and list_key(current) is not None:
        return None, T("「{path}」已有相同的一项，或所加的一项缺少 id", path=path_text(steps))
    return put(data, steps, [*current, value]), None


def _stale(change: Change, current: Value, place: Place) -> Finding | None:
    """A change that was written against another text of the base."""
    if change.was is None or current == as_data(change.was):
        return None
    message = T("上位规定的「{path}」与写此处时不同", path=change.at)
    advice = T("当时是「{was}」，现在是「{now}」；请核对后更新 was", was=show(as_data(change.was)), now=show(current))
    return Finding("ZS311", place, message, advice)


def _astray(data: Plain, steps: Steps) -> Text:
    """Where a path leaves the tree, and what it could have said there."""
    length = next(length for length in range(1, len(steps) + 1) if isinstance(get(data, steps[:length]), Absent))
    names = member_names(get(data, steps[: length - 1]))
    return T("上位规定里没有「{path}」（这里有：{names}）", path=path_text(steps[:length]), names=names or "—")


def show(value: Value) -> str:
    """A value as short text for a message."""
    if isinstance(value, Absent):
        return "—"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:60] + "…"


# -- differences -------------------------------------------------------------------------------------------------


def diff(base: dict[str, Plain], ours: dict[str, Plain], reason: Words = _REASON) -> list[Change]:
    """The changes that make `ours` out of `base`, as small as the names of members allow; each says what was."""
    changes = [_change(steps, act, value, was, reason) for steps, act, value, was in _differences(base, ours, ())]
    if apply(base, changes).data == ours:
        return changes
    # Members of a list may lose what names them while others go: then whole fields are replaced.
    return [_change(steps, act, value, was, reason) for steps, act, value, was in _coarse(base, ours)]


_Difference = tuple[Steps, str, Value, Value]


def _change(steps: Steps, act: str, value: Value, was: Value, reason: Words) -> Change:
    acts: dict[str, Any] = {act: True if act == "remove" else value}
    if not isinstance(was, Absent):
        acts["was"] = was
    return Change(at=path_text(steps), reason=reason, **acts)


def _differences(base: Plain, ours: Plain, steps: Steps) -> Iterator[_Difference]:
    if base == ours:
        return
    if isinstance(base, dict) and isinstance(ours, dict):
        for name in base:
            if name not in ours:
                yield (*steps, name), "remove", ABSENT, base[name]
        for name, value in ours.items():
            if name in base:
                yield from _differences(base[name], value, (*steps, name))
            else:
                yield (*steps, name), "set", value, ABSENT
    elif isinstance(base, list) and isinstance(ours, list) and _same_order(base, ours):
        yield from _list_differences(base, ours, steps)
    else:
        yield steps, "set", ours, base


def _coarse(base: dict[str, Plain], ours: dict[str, Plain]) -> Iterator[_Difference]:
    for name in {**base, **ours}:
        old, new = base.get(name, ABSENT), ours.get(name, ABSENT)
        if old != new:
            yield (name,), "remove" if isinstance(new, Absent) else "set", new, old


def _same_order(base: list[Plain], ours: list[Plain]) -> bool:
    """Whether removing, changing in place and appending members makes `ours`."""
    key = list_key(base)
    if not base or not ours or key is None or list_key(ours) != key:
        return False
    names, wanted = [name_of(item, key) for item in base], [name_of(item, key) for item in ours]
    kept = [name for name in names if name in wanted]
    added = [name for name in wanted if name not in names]
    # An emptied list would lose what names its members.
    return bool(kept) and [*kept, *added] == wanted


def _list_differences(base: list[Plain], ours: list[Plain], steps: Steps) -> Iterator[_Difference]:
    key = list_key(base)
    assert key is not None
    theirs = {name_of(item, key): item for item in base}
    wanted = {name_of(item, key): item for item in ours}
    for name, item in theirs.items():
        if name not in wanted:
            yield (*steps, name), "remove", ABSENT, item
    for name, item in wanted.items():
        if name in theirs:
            yield from _differences(theirs[name], item, (*steps, name))
        else:
            yield steps, "add", item, ABSENT


# -- re-applying -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Conflict:
    """A field that both we and the base changed: what it was, what the base says now, what we say."""

    path: str
    ours: Value
    old: Value
    new: Value
    place: Place

    @property
    def finding(self) -> Finding:
        """The conflict as a finding."""
        message = T("「{path}」上下两级都改了", path=self.path)
        advice = T(
            "原来是「{old}」，上位现在是「{new}」，本级是「{ours}」；请决定用哪一个",
            old=show(self.old),
            new=show(self.new),
            ours=show(self.ours),
        )
        return Finding("ZS320", self.place, message, advice)


@dataclass(frozen=True)
class Reapplied:
    """Our changes on a base that moved.

    data: the new base with our changes; in a conflict ours stands, where it still can.  changes: ours, with `was`
    brought up to date.  conflicts: what a person must decide.  adopted: paths at which the base now says the same.
    """

    data: dict[str, Plain]
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...] = ()
    adopted: tuple[str, ...] = field(default=())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """A finding for each conflict."""
        return tuple(conflict.finding for conflict in self.conflicts)


def reapply(
    changes: Sequence[Change], old_base: dict[str, Plain], new_base: dict[str, Plain], where: Where | None = None
) -> Reapplied:
    """Carry `changes`, written against `old_base`, over to `new_base`, field by field."""
    places = where or _nowhere
    data, before = new_base, old_base
    kept: list[Change] = []
    conflicts: list[Conflict] = []
    adopted: list[str] = []
    for number, change in _one_by_one(changes, old_base):
        steps = parse_path(change.at) or ()
        ours, target = _ours(change, steps, before)
        old, new = get(before, target), get(data, target)
        after = _make(before, change, places(number))[0]
        before = before if after is None else after
        if old != new and new == ours:
            adopted.append(path_text(target))
            continue
        rebased = _rebased(change, new, ours)
        changed = None if rebased is None else _make(data, rebased, places(number))[0]
        if old != new or changed is None:
            conflicts.append(Conflict(path_text(target), ours, old, new, places(number)))
        if changed is not None and rebased is not None:
            data = changed
            kept.append(rebased)
    return Reapplied(data, tuple(kept), tuple(conflicts), tuple(adopted))


def _one_by_one(changes: Sequence[Change], base: Plain) -> Iterator[tuple[int, Change]]:
    """The changes with their numbers; members added to a group each as a change of their own."""
    for number, change in enumerate(changes):
        steps = parse_path(change.at) or ()
        added = as_data(change.add) if change.add is not None else None
        if isinstance(added, dict) and isinstance(get(base, steps), dict):
            for name, value in added.items():
                yield number, Change(at=path_text((*steps, name)), set=value, reason=change.reason)
        else:
            yield number, change


def _ours(change: Change, steps: Steps, base: Plain) -> tuple[Value, Steps]:
    """What a change wants, and the path it is about (for something added, the path of the new member)."""
    if change.remove:
        return ABSENT, steps
    if change.add is None:
        return as_data(change.set), steps
    value = as_data(change.add)
    items = get(base, steps)
    if isinstance(items, list) and (key := list_key([*items, value])) is not None:
        return value, (*steps, name_of(value, key))
    return value, steps


def _rebased(change: Change, new: Value, ours: Value) -> Change | None:
    """A change with `was` as the base says now; None when it can no longer be made."""
    if isinstance(new, Absent):
        return None if change.remove else change.model_copy(update={"was": None})
    if change.add is not None and new != ours:
        return None
    return change if change.add is not None else change.model_copy(update={"was": new})

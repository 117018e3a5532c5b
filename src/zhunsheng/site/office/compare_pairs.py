"""What of two districts' items may be set side by side: parts of the same name, never parts that only share an id.

Within one district, and down the chain from a standard above, an id means the same on both sides; so do the ids that
both took over from one item above.  Any other id is a word of one district's own: ``amount`` here and there may be two
different things.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from zhunsheng.floor.compare import FieldChange, ItemDiff
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledService
from zhunsheng.site.office.compare_sides import Side
from zhunsheng.standard.wording import T, Words

A = TypeVar("A")
#: Id, title in Chinese, and the part itself.
Named = tuple[str, str, A]
_ALONE = "left:"


def two_places(left: Side, right: Side) -> bool:
    """Whether both sides speak of their own jurisdiction, and of different ones."""
    places = {side.library.workspace.manifest.jurisdiction for side in (left, right)}
    return len(places) > 1 and all(side.library.scope is not None for side in (left, right))


def beside(left: Side, old: CompiledService, right: Side, new: CompiledService) -> CompiledService:
    """The left item, its parts renamed after those of the right item that they may be set beside."""
    if not two_places(left, right):
        return old
    shared = _shared(left, old, right, new)
    parts = {}
    for name, part in _renamed(_named(old.deliverables), _named(new.deliverables), shared):
        theirs = new.deliverables.get(name)
        levels = {} if theirs is None else theirs.guarantees
        parts[name] = replace(part, id=name, guarantees=_levels(part, levels, name in shared))
    steps = {
        name: replace(step, id=name) for name, step in _renamed(_titled(old.steps), _titled(new.steps), frozenset())
    }
    return replace(old, deliverables=parts, steps=steps, materials=_materials(old, new))


def _shared(left: Side, old: CompiledService, right: Side, new: CompiledService) -> frozenset[str]:
    """Ids of what an item above delivers from which both derive."""
    above = set(left.library.ancestors(old.id)).intersection(right.library.ancestors(new.id))
    found: set[str] = set()
    for ref in above:
        workspace, _mark, item = ref.rpartition("#")
        found.update(right.library.above(workspace).service(item).deliverables)
    return frozenset(found)


def _levels(
    part: CompiledDeliverable, theirs: Mapping[str, CompiledGuarantee], shared: bool
) -> dict[str, CompiledGuarantee]:
    """Levels of a part; where neither has a title, the title of the part has to do."""
    trusted = frozenset(part.guarantees) if shared else frozenset()
    mine = [(name, _title(one.source.title) or name, one) for name, one in part.guarantees.items()]
    other = [(name, _title(one.source.title) or name, one) for name, one in theirs.items()]
    return {name: replace(one, id=name) for name, one in _renamed(mine, other, trusted)}


def _materials(old: CompiledService, new: CompiledService) -> Any:
    if old.materials is None:
        return None
    mine = [(one.source.id, one.source.title.zh, one) for one in old.materials]
    theirs = [(one.source.id, one.source.title.zh, one) for one in new.materials or ()]
    return tuple(
        replace(one, source=one.source.model_copy(update={"id": name}))
        for name, one in _renamed(mine, theirs, frozenset())
    )


def _renamed(
    mine: Sequence[Named[A]], theirs: Sequence[Named[Any]], trusted: Collection[str]
) -> Iterator[tuple[str, A]]:
    """Each part of the left with the id of its partner on the right; one without a partner gets an id of its own."""
    ids = {name for name, _title, _part in theirs}
    by_title = {title: name for name, title, _part in reversed(theirs)}
    taken: set[str] = set()
    for name, title, part in mine:
        partner = name if name in trusted and name in ids else by_title.get(title)
        if partner is None or partner in taken:
            partner = f"{_ALONE}{name}"
        taken.add(partner)
        yield partner, part


def _named(parts: Mapping[str, CompiledDeliverable]) -> list[Named[CompiledDeliverable]]:
    return [(name, one.title.zh, one) for name, one in parts.items()]


def _titled(steps: Mapping[str, A]) -> list[Named[A]]:
    return [(name, one.source.title.zh, one) for name, one in steps.items()]  # type: ignore[attr-defined]


def _title(words: Words | None) -> str:
    return "" if words is None else words.zh


#: What a part is called, by where it stands in an item.
_PARTS = {"delivers": T("服务内容"), "process": T("环节"), "apply": T("材料")}


def unpaired(diff: ItemDiff) -> ItemDiff:
    """The same, where what only one of two districts writes under a name is neither gain nor loss: a person must look."""
    return replace(diff, changes=tuple(_told(diff, one) for one in diff.changes))


def _told(diff: ItemDiff, change: FieldChange) -> FieldChange:
    side = _alone(diff, change)
    if not side:
        return change
    title, what = change.text.params["title"], _PARTS[change.field.partition(".")[0]]
    text = T("只有左边写了{what}「{title}」", what=what, title=title)
    if side == "right":
        text = T("只有右边写了{what}「{title}」", what=what, title=title)
    return replace(change, effect="other", text=text)


def _alone(diff: ItemDiff, change: FieldChange) -> str:
    """The side that alone has a part: something delivered, one of its levels, a material, a step; empty for both."""
    kind, _dot, name = change.field.partition(".")
    if kind == "process" and "." not in name:
        return "right" if diff.new is not None and name in diff.new.steps else "left"
    named = change.field.startswith(("delivers.", "apply.materials."))
    if not named or change.effect not in ("better", "worse") or (change.old is None) is (change.new is None):
        return ""
    return "right" if change.old is None else "left"

"""Our overlays on an item that moved: what carries over, what the level above now says itself, what conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.data import as_data
from zhunsheng.standard.derivation import Reapplied, reapply


@dataclass(frozen=True)
class CarriedOver:
    """One overlay of ours, re-applied to the later text of its ancestor."""

    service: str
    result: Reapplied


def carry_over(
    library: Library, old: CompiledService, new: CompiledService, derived: Iterable[CompiledService]
) -> Iterator[CarriedOver]:
    """Re-apply the changes of every derived service that overlays the item (as `new`, or as `old`)."""
    before, after = as_data(old.source), as_data(new.source)
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    for service in derived:
        source = library.workspace.own(service.id)[
            0
        ]  # as written: the effective service no longer says what it overlays
        if source.changes and source.overlays is not None and _meant(library, source.overlays) in (old.ref, new.ref):
            yield CarriedOver(service.id, reapply(source.changes, before, after, partial(service.place_of, "changes")))


def _meant(library: Library, ref: str) -> str:
    workspace, _, item = ref.rpartition("#")
    return f"{workspace or library.id}#{item}"

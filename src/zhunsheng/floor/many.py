"""Many districts at once: the same item with different local changes, each distinct change proved once.

A district's item is written as changes to the item above (an overlay).  Districts change the same things in the same
ways, so proofs are shared by item and changes, and below that by canonical rule: only new questions cost anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.floor.prove import prove_item
from zhunsheng.floor.repair import changed_service
from zhunsheng.floor.verdict import ItemProof
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.service import Change

Changes = tuple[Change, ...]


class DoesNotCompile(ValueError):
    """A local change that cannot be made, or whose rules cannot be compiled; `item` and `changes` name it."""

    def __init__(self, item: str, changes: Changes) -> None:
        super().__init__(item, changes)
        self.item = item
        self.changes = changes


@dataclass
class Nation:
    """Proofs of local variants of the items of one library, all in its vocabulary.

    Counterexamples are not looked for here; `floor.prove` shows them for the districts that one opens.
    distinct: how many different (item, changes) were proved so far.
    """

    library: Library
    day: date
    show: bool = False
    _proofs: dict[tuple[str, tuple[tuple[str, str], ...]], ItemProof] = field(default_factory=dict)

    @property
    def distinct(self) -> int:
        """How many different variants were proved."""
        return len(self._proofs)

    def prove(self, item: str, changes: Changes) -> ItemProof:
        """The proof of `item` with `changes` against itself as it stands.  Raises DoesNotCompile."""
        key = (item, tuple((change.at, repr((change.set, change.add, change.remove))) for change in changes))
        found = self._proofs.get(key)
        if found is None:
            ancestor = self.library.service(item)
            variant = self.variant(ancestor, changes)
            prover = self.library.prover(self.day)
            found = self._proofs[key] = prove_item(
                prover, self.library.scope, ancestor, (variant,), self.day, self.show
            )
        return found

    def variant(self, ancestor: CompiledService, changes: Changes) -> CompiledService:
        """The compiled local version of an item.  Raises DoesNotCompile."""
        if not changes:
            return ancestor
        try:
            source = changed_service(ancestor.source, changes)
        except ValueError as error:
            raise DoesNotCompile(ancestor.id, changes) from error
        compiled = self.library.compile(ancestor.id, source, record=False)
        if compiled.broken:
            raise DoesNotCompile(ancestor.id, changes)
        return compiled

    def district(self, local: Iterable[tuple[str, Changes]]) -> Iterator[ItemProof]:
        """The proofs of one district's items."""
        for item, changes in local:
            yield self.prove(item, changes)


def share_out(items: Sequence[str], parts: int) -> list[list[str]]:
    """Items dealt to `parts` processes, so that every variant of an item is proved in one place."""
    return [list(items[index::parts]) for index in range(parts)]

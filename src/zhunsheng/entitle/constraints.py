"""What always holds, applied to what is known: a fact loses the cells that an invariant rules out.

Sound, not complete: a cell goes only when the invariant cannot hold with it, whatever the other facts are.  Told
values that contradict an invariant break it: `inferred` then goes on without the invariants that took part, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zhunsheng.entitle.cells import Cells, bits
from zhunsheng.entitle.circuit import Node
from zhunsheng.entitle.known import Known


@dataclass(frozen=True)
class Constraint:
    """An invariant as a circuit, by its place in the list of all."""

    number: int
    id: str
    node: Node
    facts: tuple[int, ...]


@dataclass
class Inference:
    """What follows: the narrowed knowledge, by fact the constraints that narrowed it, and what was contradicted.

    broken: constraints set aside because the told values contradict them; clashes: each time with the facts involved.
    """

    known: Known
    causes: dict[int, set[int]] = field(default_factory=dict)
    broken: frozenset[int] = frozenset()
    clashes: list[tuple[int, frozenset[int]]] = field(default_factory=list)


class Constraints:
    """All invariants, found by the facts that they mention."""

    def __init__(self, constraints: Sequence[Constraint], cells: Sequence[Cells]) -> None:
        self.all = tuple(constraints)
        self.cells = cells
        watching: dict[int, list[Constraint]] = {}
        for one in constraints:
            for fact in one.facts:
                watching.setdefault(fact, []).append(one)
        self.watching: Mapping[int, Sequence[Constraint]] = watching

    def inferred(self, told: Known) -> Inference:
        """Everything that follows from the told values; the order in which they were told makes no difference."""
        broken: frozenset[int] = frozenset()
        clashes: list[tuple[int, frozenset[int]]] = []
        while True:
            known = told.copy()
            causes: dict[int, set[int]] = {}
            at_fault = self.narrow(known, None, broken, causes)
            if at_fault is None:
                return Inference(known, causes, broken, clashes)
            involved, facts = self._involved(at_fault, causes)
            clashes.append((at_fault.number, facts & told.exact.keys()))
            broken |= involved

    def narrow(
        self,
        known: Known,
        changed: Iterable[int] | None,
        broken: frozenset[int] = frozenset(),
        causes: dict[int, set[int]] | None = None,
        touched: set[int] | None = None,
    ) -> Constraint | None:
        """Narrow `known` in place until nothing follows any more; the constraint that cannot hold, if there is one.

        changed: facts that have just become better known (None: look at every constraint).  touched: gathers the
        facts that lost cells.
        """
        if changed is None:
            waiting = list(self.all)
        else:
            waiting = [one for fact in changed for one in self.watching.get(fact, ())]
        queued = {one.number for one in waiting}
        place = 0
        while place < len(waiting):
            one = waiting[place]
            place += 1
            queued.discard(one.number)
            if one.number in broken:
                continue
            truth = one.node.truth(known)
            if truth is False:
                return one
            if truth is True:
                continue
            for fact in self._narrowed(one, known):
                if causes is not None:
                    causes.setdefault(fact, set()).add(one.number)
                if touched is not None:
                    touched.add(fact)
                for other in self.watching[fact]:
                    if other is not one and other.number not in queued:
                        queued.add(other.number)
                        waiting.append(other)
        return None

    def _narrowed(self, one: Constraint, known: Known) -> list[int]:
        """Take the impossible cells from each fact of a constraint; the facts that lost some."""
        found = []
        for fact in one.facts:
            before = known[fact]
            if not before & (before - 1):
                continue  # one cell is left
            possible = before
            for bit in bits(before):
                known[fact] = bit
                if one.node.truth(known) is False:
                    possible ^= bit
            known[fact] = possible or before
            if possible != before:
                found.append(fact)
        return found

    def _involved(self, one: Constraint, causes: Mapping[int, set[int]]) -> tuple[frozenset[int], frozenset[int]]:
        """The constraints and facts that led to a contradiction."""
        constraints, facts, waiting = {one.number}, set(one.facts), list(one.facts)
        while waiting:
            for number in causes.get(waiting.pop(), ()):
                if number not in constraints:
                    constraints.add(number)
                    fresh = set(self.all[number].facts) - facts
                    facts |= fresh
                    waiting += fresh
        return frozenset(constraints), frozenset(facts)

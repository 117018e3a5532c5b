"""A condition as a circuit over sets of cells: what `rule` says of one person, said of everybody who may still be meant.

`truth` is Kleene's: true or false only where it is so for every value that the cells still leave.  Where each fact
is known it is what the plain evaluator says (tests hold the two against one another).  `rule` stays the judge: leaves
are evaluated by its own compiler when the circuit is built, cell by cell, and comparisons of several facts by bounds.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from zhunsheng.entitle.bounds import compared
from zhunsheng.entitle.cells import Cells, is_simple
from zhunsheng.entitle.known import Known
from zhunsheng.rule.tree import And, Constant, Expr, Not, Or, Truth, names

#: Chances of each cell of each fact, by the fact's index: what is thought likely before anything is told.
Chances = Sequence[Sequence[float]]


class Node(ABC):
    """A part of a circuit.  facts: the indexes of the facts that it mentions."""

    facts: frozenset[int]

    @abstractmethod
    def truth(self, known: Known) -> Truth:
        """Whether it holds; None when what is known leaves both."""

    @abstractmethod
    def open_facts(self, known: Known, found: set[int]) -> None:
        """Add the facts on which an undecided condition still turns."""

    @abstractmethod
    def expected(self, known: Known, chances: Chances) -> tuple[float, float]:
        """The chance that it holds, and how many questions settle it when they are asked in the best order."""

    @abstractmethod
    def proof(self, known: Known, assumed: Known | None = None) -> frozenset[int]:
        """Facts that settle it; `assumed`: what is taken for true where `known` leaves it open.  Fewest first found."""


class Settled(Node):
    """A constant."""

    facts = frozenset[int]()

    def __init__(self, value: bool) -> None:
        self.value = value

    def truth(self, known: Known) -> Truth:
        """The constant."""
        return self.value

    def open_facts(self, known: Known, found: set[int]) -> None:
        """None."""

    def expected(self, known: Known, chances: Chances) -> tuple[float, float]:
        """Certain, at no question."""
        return (1.0 if self.value else 0.0), 0.0

    def proof(self, known: Known, assumed: Known | None = None) -> frozenset[int]:
        """Nothing is needed."""
        return frozenset()


class Within(Node):
    """One fact lies in some of its cells."""

    def __init__(self, fact: int, cells: int, everything: int) -> None:
        self.fact = fact
        self.cells = cells
        self.others = everything & ~cells
        self.facts = frozenset({fact})
        self._chance: dict[int, float] = {}

    def truth(self, known: Known) -> Truth:
        """Whether the cells left all lie within, or all outside."""
        left = known[self.fact]
        if not left & self.cells:
            return False
        return None if left & self.others else True

    def open_facts(self, known: Known, found: set[int]) -> None:
        """The fact itself."""
        found.add(self.fact)

    def expected(self, known: Known, chances: Chances) -> tuple[float, float]:
        """The share of the chances within, at one question."""
        left = known[self.fact]
        found = self._chance.get(left)
        if found is None:
            weights = chances[self.fact]
            total = sum(weight for cell, weight in enumerate(weights) if left >> cell & 1)
            inside = sum(weight for cell, weight in enumerate(weights) if (left & self.cells) >> cell & 1)
            found = self._chance[left] = inside / total
        return found, 1.0

    def proof(self, known: Known, assumed: Known | None = None) -> frozenset[int]:
        """The fact itself."""
        return self.facts


class Related(Node):
    """A comparison of several facts; its truth comes from the bounds of each."""

    def __init__(self, expr: Expr, index: Mapping[str, int], cells: Sequence[Cells]) -> None:
        self.expr = expr
        self.index = {name: index[name] for name in names(expr)}
        self.cells = cells
        self.facts = frozenset(self.index.values())

    def truth(self, known: Known) -> Truth:
        """Whether the bounds settle the comparison."""
        return compared(self.expr, self.index, self.cells, known)

    def open_facts(self, known: Known, found: set[int]) -> None:
        """Those that have not one value."""
        found |= self._unsettled(known)

    def expected(self, known: Known, chances: Chances) -> tuple[float, float]:
        """Nothing is thought about relations: even chances, a question for each open fact."""
        return 0.5, float(len(self._unsettled(known) - known.answered))

    def proof(self, known: Known, assumed: Known | None = None) -> frozenset[int]:
        """All of its facts."""
        return self.facts

    def _unsettled(self, known: Known) -> frozenset[int]:
        return frozenset(
            one for one in self.facts if one not in known.exact and self.cells[one].only(known[one]) is None
        )


class Joined(Node):
    """All of some parts (`decides` False), or any of them (`decides` True)."""

    def __init__(self, parts: Sequence[Node], decides: bool) -> None:
        self.parts = tuple(parts)
        self.decides = decides
        self.facts = frozenset().union(*(part.facts for part in parts))
        # A call for each leaf would be most of what an answer costs.
        self._leaves = tuple((part.fact, part.cells, part.others) for part in parts if isinstance(part, Within))
        self._rest = tuple(part for part in parts if not isinstance(part, Within))

    def truth(self, known: Known) -> Truth:
        """Kleene's and / or."""
        decides, unknown = self.decides, False
        for fact, inside, outside in self._leaves:
            left = known[fact]
            if not left & inside:
                if not decides:
                    return False
            elif left & outside:
                unknown = True
            elif decides:
                return True
        for part in self._rest:
            truth = part.truth(known)
            if truth is decides:
                return decides
            if truth is None:
                unknown = True
        return None if unknown else not decides

    def open_facts(self, known: Known, found: set[int]) -> None:
        """Those of the parts that are still undecided."""
        for part in self.parts:
            if part.truth(known) is None:
                part.open_facts(known, found)

    def expected(self, known: Known, chances: Chances) -> tuple[float, float]:
        """Parts in the order that decides soonest: by chance of deciding for each question it takes."""
        open_parts = []
        for part in self.parts:
            truth = part.truth(known)
            if truth is self.decides:
                return (1.0 if self.decides else 0.0), 0.0
            if truth is None:
                chance, cost = part.expected(known, chances)
                open_parts.append((chance if self.decides else 1.0 - chance, cost))
        open_parts.sort(key=lambda one: one[1] / max(one[0], 1e-9))
        going_on, total = 1.0, 0.0
        for decided, cost in open_parts:
            total += going_on * cost
            going_on *= 1.0 - decided
        return (1.0 - going_on if self.decides else going_on), total

    def proof(self, known: Known, assumed: Known | None = None) -> frozenset[int]:
        """The cheapest deciding part, or every part; facts that `known` settles already cost nothing."""
        world = known if assumed is None else assumed
        deciding = [part for part in self.parts if part.truth(world) is self.decides]
        if deciding:
            settled = [part for part in deciding if part.truth(known) is self.decides]
            found = [part.proof(known, assumed) for part in settled or deciding]
            return min(found, key=len)
        return frozenset().union(*(part.proof(known, assumed) for part in self.parts))


def build(expr: Expr, index: Mapping[str, int], cells: Sequence[Cells]) -> Node:
    """The circuit of a condition in canonical form (`Prover.read`); conditions on one fact are joined into one."""
    match expr:
        case Constant(value):
            return Settled(value)
        case And(items) | Or(items):
            parts = [build(item, index, cells) for item in items]
            return _joined(parts, isinstance(expr, Or), cells)
        case Not(item):
            return _negated(build(item, index, cells), cells)
        case _:
            return _leaf(expr, index, cells)


def _leaf(expr: Expr, index: Mapping[str, int], cells: Sequence[Cells]) -> Node:
    used = names(expr)
    by_name = {name: cells[index[name]] for name in used}
    if not is_simple(expr, by_name):
        return Related(expr, index, cells)
    mine = by_name[used[0]]
    return _within(index[used[0]], mine.where(expr), mine)


def _within(fact: int, mask: int, cells: Cells) -> Node:
    if mask in (0, cells.everything):
        return Settled(mask != 0)
    return Within(fact, mask, cells.everything)


def _negated(node: Node, cells: Sequence[Cells]) -> Node:
    if isinstance(node, Within):
        return _within(node.fact, node.others, cells[node.fact])
    if isinstance(node, Settled):
        return Settled(not node.value)
    if isinstance(node, Joined):
        return _joined([_negated(part, cells) for part in node.parts], not node.decides, cells)
    assert isinstance(node, Related)
    return Related(Not(node.expr), node.index, node.cells)


def _joined(parts: Sequence[Node], decides: bool, cells: Sequence[Cells]) -> Node:
    masks: dict[int, int] = {}
    rest: list[Node] = []
    for part in _flat(parts, decides):
        if isinstance(part, Settled):
            if part.value is decides:
                return part
        elif isinstance(part, Within):
            before = masks.get(part.fact)
            joined = part.cells if before is None else before | part.cells if decides else before & part.cells
            masks[part.fact] = joined
        else:
            rest.append(part)
    nodes = [_within(fact, mask, cells[fact]) for fact, mask in masks.items()]
    if any(isinstance(node, Settled) and node.value is decides for node in nodes):
        return Settled(decides)
    nodes = [node for node in nodes if not isinstance(node, Settled)] + rest
    if not nodes:
        return Settled(not decides)
    return nodes[0] if len(nodes) == 1 else Joined(nodes, decides)


def _flat(parts: Sequence[Node], decides: bool) -> list[Node]:
    found: list[Node] = []
    for part in parts:
        found += part.parts if isinstance(part, Joined) and part.decides is decides else [part]
    return found

"""Which question next: the one after which the least is expected to be left to ask.

For every undecided item the circuit says how many answers it is expected to wait for (`Node.expected`, each part in
the order that decides soonest).  A fact is worth what its answer is expected to take away from the sum over the wanted
items; an item that the answer settles gives all it had.  What invariants infer from the answer counts as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhunsheng.entitle.cells import bits
from zhunsheng.entitle.known import Known

if TYPE_CHECKING:
    from zhunsheng.entitle.constraints import Inference
    from zhunsheng.entitle.interview import Situation
    from zhunsheng.entitle.plan import Item, Plan


@dataclass(frozen=True)
class Choice:
    """A fact worth asking for: how much less is expected to be left to ask, and how many items it is expected to settle."""

    fact: int
    worth: float
    settled: float


@dataclass(frozen=True)
class World:
    """An answer that is possible: the cell (one bit), what would be known then, and the facts known better by it."""

    bit: int
    known: Known
    touched: frozenset[int]


def worlds(plan: Plan, inference: Inference, fact: int) -> tuple[World, ...]:
    """What each possible cell of a fact would make known; cells that contradict what is known are left out."""
    found = []
    for bit in bits(inference.known[fact]):
        known = Known(inference.known, inference.known.exact)
        known[fact] = bit
        known.answered = frozenset({fact})
        touched = {fact}
        if plan.constraints.narrow(known, (fact,), inference.broken, None, touched) is None:
            found.append(World(bit, known, frozenset(touched)))
    return tuple(found)


def candidates(situation: Situation) -> dict[int, list[Item]]:
    """Facts worth asking for, each with the undecided items that turn on it; neither told, inferred nor declined."""
    found: dict[int, list[Item]] = {}
    for item in situation.undecided:
        for fact in situation.open_facts(item):
            if situation.plan.askable[fact] and not situation.is_declined(fact):
                found.setdefault(fact, []).append(item)
    return dict(sorted(found.items()))


def choose(situation: Situation) -> Choice | None:
    """The best question; the one declared first where several are as good.

    What need not be answered is asked for when nothing else is left to ask.
    """
    plan, known = situation.plan, situation.known
    open_to = candidates(situation)
    if not open_to:
        return None
    costs = {item.number: _cost(item, known, plan) for item in situation.undecided}
    plain = [fact for fact in open_to if not plan.sensitive[fact]]
    found = [_worth(situation, fact, costs) for fact in plain or open_to]
    return max(found, key=lambda one: (round(one.worth, 9), round(one.settled, 9), -one.fact))


def _cost(item: Item, known: Known, plan: Plan) -> float:
    assert item.node is not None
    return item.node.expected(known, plan.chances)[1]


def _worth(situation: Situation, fact: int, costs: dict[int, float]) -> Choice:
    plan = situation.plan
    weights = plan.chances[fact]
    worth = settled = total = 0.0
    for world in situation.worlds(fact):
        known = world.known
        chance = weights[world.bit.bit_length() - 1]
        total += chance
        numbers = {number for one in world.touched for number in plan.using[one] if number in costs}
        for number in numbers:
            node = plan.items[number].node
            assert node is not None
            left = 0.0 if node.truth(known) is not None else node.expected(known, plan.chances)[1]
            settled += 0.0 if left else chance
            worth += chance * (costs[number] - left)
    return Choice(fact, worth / total, settled / total) if total else Choice(fact, 0.0, 0.0)


def remaining(situation: Situation) -> int:
    """About how many questions are left: the facts that would settle every wanted item if each answer were the likeliest.

    An item whose settling needs a fact that was declined is not waited for.
    """
    plan, known = situation.plan, situation.known
    open_to = candidates(situation)
    assumed = Known([_likeliest(left, plan.chances[fact]) for fact, left in enumerate(known)], known.exact)
    needed: set[int] = set()
    for item in situation.undecided:
        assert item.node is not None
        proof = item.node.proof(known, assumed)
        needed |= {fact for fact in proof if fact in open_to}
    return len(needed)


def _likeliest(left: int, chances: tuple[float, ...]) -> int:
    return max(bits(left), key=lambda bit: chances[bit.bit_length() - 1])

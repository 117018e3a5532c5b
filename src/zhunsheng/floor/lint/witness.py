"""Finding somebody who meets a condition without a solver, where that is easy: most rules can plainly be met.

Starting from an ordinary resident, facts are set as the condition asks; the result counts only when the plain evaluator
agrees on the condition and on every invariant.  Not finding anybody says nothing: the prover is asked then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import ceil, floor

from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.prover import Prover, ordinary_value
from zhunsheng.rule.tree import And, Compare, Expr, Member, Name, Not, Number, OneOf, Op, Or, Value, names
from zhunsheng.standard.facts import Fact, Parameter

_MIRROR: dict[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
#: How often violated invariants are repaired before giving up.
_REPAIRS = 4
#: How many values beyond a bound are looked at for one that serves the goal as well.
_NEIGHBOURS = 4


class Witnesses:
    """Residents made to measure in the vocabulary of one prover."""

    def __init__(self, prover: Prover) -> None:
        self._prover = prover
        book = prover.book
        self._items: dict[str, Fact | Parameter] = {**book.facts, **book.parameters}
        self._ordinary: dict[str, Value] = {
            name: ordinary_value(item) for name, item in self._items.items() if name not in prover.meanings
        }
        self._invariants = [prover.read(rule) for _, rule in prover.invariants]
        self._mentioned = [set(names(rule)) for rule in self._invariants]
        self._open = {
            index for index, rule in enumerate(self._invariants) if evaluate(rule, self._ordinary) is not True
        }
        self._tied = self._tied_to_dates()

    def meets(self, condition: Expr) -> bool:
        """Whether somebody was found who meets `condition`; False says nothing.

        A condition on days is left to the prover, which knows how ages follow from them.
        """
        wanted = self._prover.read(condition)
        if not self._tied.isdisjoint(names(wanted)):
            return False
        attempt = _Attempt(wanted, dict(self._ordinary), set(), self._items)
        if not attempt.make(wanted):
            return False
        for _ in range(_REPAIRS):
            broken = [rule for rule in self._touched(attempt.fixed) if not attempt.holds(rule)]
            if not broken:
                return attempt.holds(wanted)
            if not all(attempt.make(rule) for rule in broken):
                return False
        return False

    def _touched(self, changed: set[str]) -> Iterator[Expr]:
        """The invariants that do not hold of an ordinary resident or that mention a changed fact."""
        for index, rule in enumerate(self._invariants):
            if index in self._open or not changed.isdisjoint(self._mentioned[index]):
                yield rule

    def _tied_to_dates(self) -> set[str]:
        """Dates, and facts that an invariant ties to a date."""
        dates = {name for name, fact in self._prover.book.facts.items() if fact.type == "date"}
        return dates.union(*(mentioned for mentioned in self._mentioned if not dates.isdisjoint(mentioned)))


class _Attempt:
    """One resident being made: `goal` is to hold in the end, facts in `fixed` are no longer changed."""

    def __init__(
        self, goal: Expr, person: dict[str, Value], fixed: set[str], items: Mapping[str, Fact | Parameter]
    ) -> None:
        self.goal = goal
        self.person = person
        self.fixed = fixed
        self.items = items

    def holds(self, rule: Expr) -> bool:
        """Whether `rule` certainly holds of the resident as made so far."""
        return evaluate(rule, self.person) is True

    def make(self, rule: Expr) -> bool:
        """Change the resident so that `rule` may hold; False when that did not work."""
        if self.holds(rule):
            return True
        match rule:
            case And(items):
                return all(self.make(item) for item in sorted(items, key=_freedom))
            case Or(items):
                return any(self._try(item) for item in items)
            case Name(name):
                return self._set(name, True)
            case Not(Name(name)):
                return self._set(name, False)
            case Not(OneOf(Name(name), choices)):
                return self._set_member(name, choices, False)
            case OneOf(Name(name), choices):
                return self._set_member(name, choices, True)
            case Compare(left, op, right):
                return self._set_side(left, op, right) or self._set_side(right, _MIRROR[op], left)
            case _:
                return False

    def _try(self, rule: Expr) -> bool:
        trial = _Attempt(self.goal, dict(self.person), set(self.fixed), self.items)
        if not trial.make(rule):
            return False
        self.person, self.fixed = trial.person, trial.fixed
        return True

    def _set(self, name: str, value: Value) -> bool:
        if name in self.fixed or name not in self.person:
            return False
        self.person[name] = value
        self.fixed.add(name)
        return True

    def _set_member(self, name: str, choices: tuple[Expr, ...], inside: bool) -> bool:
        numbers = [choice.value for choice in choices if isinstance(choice, Number)]
        if inside and numbers:
            return self._set_number(name, "==", numbers[0])
        named = [choice.value for choice in choices if isinstance(choice, Member)]
        members = getattr(self.items.get(name), "members", None) or {}
        free = [member for member in members if (member in named) is inside]
        if not free or len(named) < len(choices):
            return False
        return self._set(name, next((member for member in free if self._serves(name, member)), free[0]))

    def _serves(self, name: str, value: Value) -> bool:
        return evaluate(self.goal, {**self.person, name: value}) is True

    def _set_side(self, side: Expr, op: Op, other: Expr) -> bool:
        """Set the fact on one side of a comparison to what the other side comes to."""
        bound = evaluate(other, self.person) if isinstance(side, Name) else None
        if bound is None or isinstance(bound, (bool, str, date)) or not isinstance(side, Name):
            return False
        return self._set_number(side.name, op, Fraction(bound))

    def _set_number(self, name: str, op: Op, bound: Fraction) -> bool:
        item = self.items.get(name)
        if item is None:
            return False
        value = {">=": ceil(bound), "<=": floor(bound), "<": ceil(bound) - 1}.get(op, floor(bound) + (op != "=="))
        low, high = item.range or ("0", "130" if item.type == "age" else "1000000")
        scale = 100 if item.type == "money" else 1
        step = {"==": 0, "<": -1, "<=": -1}.get(op, 1)
        inside = [
            other
            for other in (value + step * count for count in range(_NEIGHBOURS if step else 1))
            if Fraction(low) * scale <= other <= Fraction(high) * scale
        ]
        if not inside:
            return False
        return self._set(name, next((other for other in inside if self._serves(name, other)), inside[0]))


def _freedom(rule: Expr) -> int:
    """How many values a part leaves to its fact, roughly: the narrowest parts are met first."""
    match rule:
        case OneOf(_, choices):
            return len(choices)
        case Name() | Not(Name()) | Compare(_, "==", _):
            return 0
        case Or():
            return 1_000
        case _:
            return 100

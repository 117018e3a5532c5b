"""Finding somebody who meets a condition without a solver, where that is easy: most rules can plainly be met.

Starting from an ordinary resident, facts are set as the condition asks; the result counts only when the plain evaluator
agrees on the condition and on every invariant.  Not finding anybody says nothing: the prover is asked then.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.prover import Prover, ordinary_value
from zhunsheng.rule.tree import And, Compare, Constant, Expr, Member, Name, Not, Number, OneOf, Or, Value, names
from zhunsheng.standard.facts import Fact, Parameter

#: How often violated invariants are repaired before giving up.
_REPAIRS = 4


class Witnesses:
    """Residents made to measure in the vocabulary of one prover."""

    def __init__(self, prover: Prover) -> None:
        self._prover = prover
        book = prover.book
        self._items: dict[str, Fact | Parameter] = {**book.facts, **book.parameters}
        self._dates = {name for name, fact in book.facts.items() if fact.type == "date"}
        self._ordinary: dict[str, Value] = {
            name: ordinary_value(item) for name, item in self._items.items() if name not in prover.meanings
        }
        self._invariants = [prover.read(rule) for _, rule in prover.invariants]
        self._mentioned = [set(names(rule)) for rule in self._invariants]
        self._open = {
            index for index, rule in enumerate(self._invariants) if evaluate(rule, self._ordinary) is not True
        }
        self._tied = self._dates | {
            name for rule in self._invariants for name in names(rule) if self._speaks_of_dates(rule)
        }

    def meets(self, condition: Expr) -> bool:
        """Whether somebody was found who meets `condition`; False says nothing.

        A condition on days is left to the prover, which knows how ages follow from them.
        """
        wanted = self._prover.read(condition)
        if not self._tied.isdisjoint(names(wanted)):
            return False
        person = dict(self._ordinary)
        fixed: set[str] = set()
        if not self._make(wanted, person, fixed):
            return False
        for _ in range(_REPAIRS):
            broken = [rule for rule in self._touched(fixed) if evaluate(rule, person) is not True]
            if not broken:
                return evaluate(wanted, person) is True
            if not all(self._make(rule, person, fixed) for rule in broken):
                return False
        return False

    def _touched(self, changed: set[str]) -> Iterator[Expr]:
        """The invariants that do not hold of an ordinary resident or that mention a changed fact."""
        for index, rule in enumerate(self._invariants):
            if index in self._open or not changed.isdisjoint(self._mentioned[index]):
                yield rule

    def _speaks_of_dates(self, rule: Expr) -> bool:
        return not self._dates.isdisjoint(names(rule))

    def _make(self, rule: Expr, person: dict[str, Value], fixed: set[str]) -> bool:
        """Change `person` so that `rule` may hold, leaving the facts in `fixed` alone; False when that did not work."""
        if evaluate(rule, person) is True:
            return True
        match rule:
            case And(items):
                return all(self._make(item, person, fixed) for item in sorted(items, key=_freedom))
            case Or(items):
                return any(self._try(item, person, fixed) for item in items)
            case Name(name):
                return self._set(name, True, person, fixed)
            case Not(Name(name)):
                return self._set(name, False, person, fixed)
            case Not(OneOf(Name(name), choices)):
                return self._set_member(name, choices, False, person, fixed)
            case OneOf(Name(name), choices):
                return self._set_member(name, choices, True, person, fixed)
            case Compare(Name(name), op, Number(bound)):
                return self._set_number(name, op, bound, person, fixed)
            case _:
                return rule == Constant(True)

    def _try(self, rule: Expr, person: dict[str, Value], fixed: set[str]) -> bool:
        trial, held = dict(person), set(fixed)
        if not self._make(rule, trial, held):
            return False
        person.update(trial)
        fixed |= held
        return True

    def _set(self, name: str, value: Value, person: dict[str, Value], fixed: set[str]) -> bool:
        if name in fixed or name not in person:
            return False
        person[name] = value
        fixed.add(name)
        return True

    def _set_member(
        self, name: str, choices: tuple[Expr, ...], inside: bool, person: dict[str, Value], fixed: set[str]
    ) -> bool:
        numbers = [choice.value for choice in choices if isinstance(choice, Number)]
        if inside and numbers:
            return self._set_number(name, "==", numbers[0], person, fixed)
        named = [choice.value for choice in choices if isinstance(choice, Member)]
        members = getattr(self._items.get(name), "members", None) or {}
        free = [member for member in members if (member in named) is inside]
        return bool(free) and len(named) == len(choices) and self._set(name, free[0], person, fixed)

    def _set_number(self, name: str, op: str, bound: Fraction, person: dict[str, Value], fixed: set[str]) -> bool:
        item = self._items.get(name)
        if item is None or bound.denominator != 1:
            return False
        value = int(bound) + (1 if op == "!=" else 0)
        low, high = item.range or ("0", "130" if item.type == "age" else "1000000")
        scale = 100 if item.type == "money" else 1
        if not Fraction(low) * scale <= value <= Fraction(high) * scale:
            return False
        return self._set(name, value, person, fixed)


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

"""A library made ready for interviews on one day: facts cut into cells, items and invariants built as circuits.

Made once, never changed, shared by all visitors; it holds nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhunsheng.entitle.cells import Cells, cut
from zhunsheng.entitle.chances import chances_of
from zhunsheng.entitle.circuit import Node, build
from zhunsheng.entitle.constraints import Constraint, Constraints
from zhunsheng.entitle.known import Known
from zhunsheng.entitle.saying import Voice
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import And, Expr, substitute
from zhunsheng.standard.facts import Fact, Parameter
from zhunsheng.standard.manifest import Domain
from zhunsheng.standard.wording import Language, Words


@dataclass(frozen=True)
class Demand:
    """One thing that an item asks of a person: the rule as written, its circuit, and the clause that ties it."""

    rule: Expr
    node: Node
    clause: str


@dataclass(frozen=True)
class Item:
    """A service ready to be judged.  node and demands are None and empty where it has no rule that may be used."""

    number: int
    service: CompiledService
    node: Node | None
    demands: tuple[Demand, ...]

    @property
    def id(self) -> str:
        """The item's id."""
        return self.service.id


#: How a standard says in a question that it need not be answered.
_FREE_TO_ANSWER = "可以不回答"


def need_not_answer(fact: Fact) -> bool:
    """Whether the question about a fact says that it need not be answered."""
    return fact.question is not None and _FREE_TO_ANSWER in fact.question.zh


class Plan:
    """Everything about a library on a day that interviews need; offered: the items that count, by default all."""

    def __init__(self, library: Library, day: date, offered: Collection[str] | None = None) -> None:
        self.library = library
        self.day = day
        self.prover: Prover = library.prover(day)
        self._voices: dict[Language, Voice] = {}
        self._meanings: dict[Expr, Expr] = {}
        services = [one for one in library.services() if offered is None or one.id in offered]
        written = {service.id: _demands(service) for service in services}
        invariants = library.invariants()
        rules = [rule for demands in written.values() for rule, _ in demands] + [rule for _, rule in invariants]
        by_name = cut(library.book, [self.prover.read(rule) for rule in rules])
        self.names: tuple[str, ...] = tuple(by_name)
        self.cells: tuple[Cells, ...] = tuple(by_name.values())
        self.index: Mapping[str, int] = {name: number for number, name in enumerate(self.names)}
        self.chances = tuple(chances_of(cells, self.declared(name)) for name, cells in by_name.items())
        self.items = tuple(self._item(number, one, written[one.id]) for number, one in enumerate(services))
        self.numbers: Mapping[str, int] = {item.id: item.number for item in self.items}
        self.constraints = Constraints(
            [
                Constraint(number, name, node := self.circuit(rule), tuple(sorted(node.facts)))
                for number, (name, rule) in enumerate(invariants)
            ],
            self.cells,
        )

    def circuit(self, rule: Expr) -> Node:
        """The circuit of a rule; its facts must be among those that items or invariants mention."""
        return build(self.prover.read(rule), self.index, self.cells)

    def meaning(self, rule: Expr) -> Expr:
        """A rule or value with the meanings of its names on the day filled in."""
        found = self._meanings.get(rule)
        if found is None:
            found = self._meanings[rule] = substitute(rule, self.prover.meanings)
        return found

    def voice(self, language: Language) -> Voice:
        """Says the plan's facts and rules in one language."""
        found = self._voices.get(language)
        if found is None:
            found = self._voices[language] = Voice.of(self, language)
        return found

    def declared(self, name: str) -> Fact | Parameter:
        """How a fact or parameter is declared."""
        book = self.library.book
        return book.facts.get(name) or book.parameters[name]

    @cached_property
    def askable(self) -> tuple[bool, ...]:
        """By fact whether a person can be asked for it; not for a parameter without a value on the day."""
        return tuple(name in self.library.book.facts for name in self.names)

    @cached_property
    def sensitive(self) -> tuple[bool, ...]:
        """By fact whether its question says that it need not be answered."""
        asked = [self.declared(name) for name in self.names]
        return tuple(isinstance(one, Fact) and need_not_answer(one) for one in asked)

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """The domains of the workspace by id."""
        return {one.id: one for one in self.library.workspace.manifest.domains}

    @cached_property
    def using(self) -> Sequence[tuple[int, ...]]:
        """By fact the items that mention it."""
        found: list[list[int]] = [[] for _ in self.names]
        for item in self.items:
            for fact in item.node.facts if item.node is not None else ():
                found[fact].append(item.number)
        return tuple(map(tuple, found))

    @cached_property
    def nobody(self) -> frozenset[int]:
        """Items that what always holds here leaves to nobody."""
        known = self.constraints.inferred(Known([cells.everything for cells in self.cells])).known
        judged = ((item.number, item.node) for item in self.items if item.node is not None)
        return frozenset(number for number, node in judged if node.truth(known) is False)

    @cached_property
    def clauses(self) -> Mapping[str, str]:
        """By item the clause that says who is entitled."""
        from zhunsheng.entitle.clauses import entitling_clauses

        return entitling_clauses(self.library)

    def domain_of(self, item: Item) -> str:
        """The domain of an item: its own, else its standard's; empty where neither names one."""
        return self._domains[item.number]

    @cached_property
    def _domains(self) -> tuple[str, ...]:
        def of(item: Item) -> str:
            standard = self.library.workspace.own(item.id)[1].model
            return item.service.source.domain or (standard.domain if standard is not None else None) or ""

        return tuple(of(item) for item in self.items)

    @cached_property
    def why_always(self) -> Sequence[Words]:
        """By constraint the reason why it always holds."""
        reasons = {one.id: one.reason for one in self.library.book.invariants}
        return [reasons[one.id] for one in self.constraints.all]

    def _item(self, number: int, service: CompiledService, written: list[tuple[Expr, str]]) -> Item:
        if not service.is_formal or service.entitled is None:
            return Item(number, service, None, ())
        demands = tuple(Demand(rule, self.circuit(rule), clause) for rule, clause in written)
        return Item(number, service, self.circuit(service.entitled), demands)


def _demands(service: CompiledService) -> list[tuple[Expr, str]]:
    """What an item asks for, one after the other, as it is written; the clause where a condition names one."""
    if not service.is_formal or service.eligible is None:
        return []
    eligible = service.eligible
    found = [(rule, "") for rule in (eligible.items if isinstance(eligible, And) else (eligible,))]
    apply = service.source.apply
    clauses = {one.id: one.clause or "" for one in (apply.conditions or () if apply is not None else ())}
    return found + [(one.rule, clauses.get(one.id, "")) for one in service.conditions or ()]


__all__ = ["Demand", "Item", "Plan"]

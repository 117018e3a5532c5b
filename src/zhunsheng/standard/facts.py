"""Facts about a resident: type, range, labels, question, register; what always holds between them; dated parameters.

A workspace declares its facts once and inherits those of the standards above it.  ``define`` gives a fact in terms of
others (it is inlined before any proof).  ``succeeds`` records that one group continues another after a renaming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from zhunsheng.standard.base import Dated, Day, Formula, Ident, Int, Label, Model, OneOrMore, Str

FactType = Literal["bool", "enum", "int", "money", "age", "date"]
#: The day on which an age is taken.  An age without a named day is refused.
ReferenceDay = Literal["application_day", "month_start", "month_end", "year_start", "year_end", "school_year_start"]


class Phrases(Model):
    """How a yes/no fact reads inside a sentence, e.g. yes 「为低保对象」, no 「不是低保对象」."""

    yes: Label
    no: Label


class Fact(Model):
    """One fact about a resident.

    range: both ends included; age in full years (周岁), money in yuan, dates as ISO days.
    ordinary: the value of an unremarkable resident; a counterexample differs from it in as few facts as possible.
    """

    type: FactType
    label: Label
    says: Phrases | None = None
    question: Label | None = None
    register_: Str | None = None
    unit: Str | None = None
    range: tuple[Str, Str] | None = None
    members: dict[Ident, Label] | None = None
    ordinary: Str | None = None
    on: ReferenceDay | None = None
    born: Ident | None = None
    define: Formula | None = None
    note: Str | None = None
    source: Str | None = None

    model_config = {**Model.model_config, "alias_generator": lambda name: name.rstrip("_")}


class Invariant(Model):
    """What holds for every resident (or every resident of a jurisdiction), with the reason or source."""

    id: Ident
    rule: Formula
    reason: Label
    source: Str | None = None


class Parameter(Model):
    """A policy constant that rules name, such as the local minimum-living line; values by starting day."""

    type: Literal["int", "money"]
    label: Label
    unit: Str
    range: tuple[Str, Str]
    values: Dated | None = None
    source: Str | None = None
    note: Str | None = None


class Succession(Model):
    """A recorded decision that a renamed group continues: whoever was `group` is now read as `by`."""

    group: Ident
    by: Formula
    reason: Label
    decided_by: Str
    decided_on: Day | None = None
    source: Str | None = None


class FactFile(Model):
    """The content of ``facts.yaml``."""

    facts: dict[Ident, Fact] = {}
    invariants: tuple[Invariant, ...] = ()
    parameters: dict[Ident, Parameter] = {}
    succeeds: tuple[Succession, ...] = ()


def differences(above: Fact, ours: Fact) -> list[str]:
    """The fields in which a redeclared fact would mean something else than the one above it.

    Labels, questions, registers and ordinary values are ours to choose; an enum may gain members, not lose any.
    """
    found = [name for name in ("type", "on", "born", "unit") if getattr(above, name) != getattr(ours, name)]
    if set(above.members or ()) - set(ours.members or ()):
        found.append("members")
    return found


@dataclass(frozen=True)
class FactBook:
    """Everything a rule may name, merged along a chain of workspaces: ancestors first, ours last and winning."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    invariants: tuple[Invariant, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    successions: tuple[Succession, ...] = ()

    @classmethod
    def merged(cls, files: Iterable[FactFile]) -> FactBook:
        """The book of a chain, given from the topmost ancestor down.

        A later declaration of the same name replaces the earlier; invariants and successions add up (same id: the
        later one).
        """
        facts: dict[str, Fact] = {}
        parameters: dict[str, Parameter] = {}
        invariants: dict[str, Invariant] = {}
        successions: dict[str, Succession] = {}
        for file in files:
            for name, fact in file.facts.items():
                if name not in facts or not differences(facts[name], fact):
                    facts[name] = fact  # one that means something else is a finding (ZS323); what stands above stays
            parameters |= file.parameters
            invariants |= {item.id: item for item in file.invariants}
            successions |= {item.group: item for item in file.succeeds}
        return cls(facts, tuple(invariants.values()), parameters, tuple(successions.values()))

    def names(self) -> list[str]:
        """Every name that a rule may use, facts first."""
        return [*self.facts, *self.parameters]


__all__ = [
    "Fact",
    "FactBook",
    "FactFile",
    "FactType",
    "Int",
    "Invariant",
    "OneOrMore",
    "Parameter",
    "Phrases",
    "ReferenceDay",
    "Succession",
]

"""A service with its rules compiled: what floor, guide and interview read.  `library` makes it; this is only the shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.rule.tree import Expr, all_of, names
from zhunsheng.standard.base import Dated, value_on
from zhunsheng.standard.findings import Place
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.service import Direction, Guarantee, Limit, Material, Service, Step
from zhunsheng.standard.wording import Words


@dataclass(frozen=True)
class Measure:
    """A value or a series of values, compiled: on a day it is an expression in one unit.

    parts: per text of the series the checked expression and its unit (money in fen).
    """

    dated: Dated
    parts: Mapping[str, tuple[Expr, Unit]]
    place: Place

    def on(self, day: date) -> tuple[Expr, Unit]:
        """The expression and unit in force on `day`.  Raises DateGap outside every period."""
        return self.parts[value_on(self.dated, day)]


@dataclass(frozen=True)
class CompiledGuarantee:
    """A guaranteed level; `when` narrows it to some residents; `apart` is (longest, shortest) distance."""

    id: str
    source: Guarantee
    direction: Direction
    measure: Measure
    when: Expr
    apart: tuple[Quantity | None, Quantity | None]
    place: Place


@dataclass(frozen=True)
class CompiledDeliverable:
    """Something delivered: to whom (`when`), and how well."""

    id: str
    title: Words
    when: Expr
    guarantees: Mapping[str, CompiledGuarantee]
    covers: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class CompiledCondition:
    """A further condition for applying."""

    id: str
    rule: Expr
    place: Place


@dataclass(frozen=True)
class CompiledLimit:
    """A promised or statutory limit."""

    source: Limit
    measure: Measure
    place: Place


@dataclass(frozen=True)
class CompiledStep:
    """A process step with its limit."""

    id: str
    source: Step
    within: Measure | None
    place: Place


@dataclass(frozen=True)
class CompiledMaterial:
    """A material and who must bring it."""

    source: Material
    when: Expr
    place: Place


@dataclass(frozen=True)
class CompiledService:
    """One service of one workspace.

    eligible is None where no rule is given; conditions and materials are None where the standard says nothing.
    broken: some rule did not compile, so nothing may be proved with this service.
    """

    workspace: str
    id: str
    source: Service
    eligible: Expr | None
    conditions: tuple[CompiledCondition, ...] | None
    deliverables: Mapping[str, CompiledDeliverable]
    promise: CompiledLimit | None
    statutory: CompiledLimit | None
    steps: Mapping[str, CompiledStep]
    materials: tuple[CompiledMaterial, ...] | None
    fee: Measure | None
    place: Place
    place_of: Callable[..., Place] = field(repr=False, default=lambda *path: Place("?"))
    broken: bool = False

    @property
    def ref(self) -> str:
        """The reference ``workspace#id``."""
        return f"{self.workspace}#{self.id}"

    @property
    def entitled(self) -> Expr | None:
        """Eligibility and every further condition for applying."""
        if self.eligible is None:
            return None
        return all_of(self.eligible, *(item.rule for item in self.conditions or ()))

    @property
    def is_formal(self) -> bool:
        """Whether there is a rule that may be used in a proof."""
        return self.eligible is not None and self.source.fit != "placeholder" and not self.broken


def measures(service: CompiledService) -> Iterator[Measure]:
    """Every value or series of values of a service: limits, steps, fee, guarantees."""
    yield from (limit.measure for limit in (service.promise, service.statutory) if limit is not None)
    yield from (step.within for step in service.steps.values() if step.within is not None)
    if service.fee is not None:
        yield service.fee
    for part in service.deliverables.values():
        yield from (guarantee.measure for guarantee in part.guarantees.values())


def mentions(service: CompiledService) -> Iterator[str]:
    """Every fact and parameter that the rules and values of a service name."""
    rules = [service.eligible, *(item.rule for item in service.conditions or ())]
    rules += [item.when for item in service.materials or ()]
    measures = [limit.measure for limit in (service.promise, service.statutory) if limit is not None]
    measures += [service.fee] if service.fee is not None else []
    for part in service.deliverables.values():
        rules.append(part.when)
        rules += [guarantee.when for guarantee in part.guarantees.values()]
        measures += [guarantee.measure for guarantee in part.guarantees.values()]
    rules += [value for measure in measures for value, _ in measure.parts.values()]
    for rule in rules:
        if rule is not None:
            yield from names(rule)

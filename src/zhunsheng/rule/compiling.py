"""Compiling one service: every rule and value of its text, with what is wrong and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from zhunsheng.rule.compiled import (
    CompiledCondition,
    CompiledDeliverable,
    CompiledGuarantee,
    CompiledLimit,
    CompiledMaterial,
    CompiledService,
    CompiledStep,
    Measure,
)
from zhunsheng.rule.tree import FALSE, TRUE, Expr
from zhunsheng.rule.trouble import Trouble, has_errors
from zhunsheng.rule.types import Compiled
from zhunsheng.rule.values import CompiledValue
from zhunsheng.standard.base import Dated
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.quantity import Quantity, QuantityError, Unit
from zhunsheng.standard.service import Apply, Branch, Deliverable, Fees, Guarantee, Limit, Service


class Where(Protocol):
    """What compiling needs to know of a service's text: where its fields stand."""

    def place(self, *path: object) -> Place:
        """The place of a field."""

    def column(self, path: tuple[object, ...], offset: int) -> Place:
        """The place of a character inside a field."""


class Vocabulary(Protocol):
    """What compiling needs to know of a library: whose it is, and its compilers of texts."""

    @property
    def id(self) -> str:
        """The workspace id."""

    @property
    def place(self) -> Place:
        """Where the workspace declares itself."""

    def rule(self, text: str) -> Compiled:
        """A condition compiled."""

    def value(self, text: str, unit: str | None) -> CompiledValue:
        """A value compiled."""


class Compiling:
    """The compilation of one service: where it stands, and what is wrong with it."""

    def __init__(self, library: Vocabulary, troubles: list[Finding], where: Where | None) -> None:
        self.library = library
        self.troubles = troubles
        self.where = where
        self.is_broken = False

    def place(self, *path: object) -> Place:
        """The place of a field of the service; the workspace where the service has no text of its own."""
        return self.library.place if self.where is None else self.where.place(*path)

    def column(self, path: tuple[object, ...], offset: int) -> Place:
        """The place of a character inside a field."""
        return self.library.place if self.where is None else self.where.column(path, offset)

    def condition(self, text: str | None, *path: object, otherwise: Expr = TRUE) -> Expr:
        """A condition, or `otherwise` when none is written; a broken one is reported and reads as false."""
        if text is None:
            return otherwise
        compiled = self.library.rule(text)
        self.report(compiled.troubles, path)
        return FALSE if compiled.expr is None else compiled.expr

    def report(self, troubles: Iterable[Trouble], path: tuple[object, ...]) -> None:
        """Keep what is wrong with the text of a field, with its place."""
        for trouble in troubles:
            self.is_broken |= trouble.severity is Severity.ERROR
            self.troubles.append(trouble.at(self.column(path, trouble.span.start)))

    def measure(self, dated: Dated, unit: str | None, *path: object) -> Measure | None:
        """A value or series with its unit; None (and findings) when some part cannot be read."""
        texts = {"": dated} if isinstance(dated, str) else {str(day): text for day, text in dated.items()}
        parts: dict[str, tuple[Expr, Unit]] = {}
        for key, text in texts.items():
            if text == "ended":
                continue
            compiled = self.library.value(text, unit)
            self.report(compiled.troubles, (*path, key) if key else path)
            if compiled.expr is None or compiled.unit is None or has_errors(compiled.troubles):
                return None
            parts[text] = (compiled.expr, compiled.unit)
        return Measure(dated, parts, self.place(*path))

    def quantity(self, text: str | None, *path: object) -> Quantity | None:
        """A bare quantity such as ``4 month``."""
        if text is None:
            return None
        try:
            return Quantity.parse(text)
        except QuantityError as error:
            self.report([Trouble("ZS207", error.message, error.help)], path)
            return None

    def service(self, item: str, source: Service) -> CompiledService:
        """The whole service."""
        eligible = None if source.eligible is None else self.condition(source.eligible, "eligible", otherwise=FALSE)
        apply = source.apply or Apply()
        conditions = self.conditions(apply)
        materials = self.materials(apply)
        fee = self.fee(apply)
        deliverables = {one.id: self.deliverable(one, "delivers", index) for index, one in enumerate(source.delivers)}
        promise, statutory = self.limit(source.promise, "promise"), self.limit(source.statutory, "statutory")
        steps = self.steps(source)
        self.branches(source)
        return CompiledService(
            workspace=self.library.id,
            id=item,
            source=source,
            eligible=eligible,
            conditions=conditions,
            deliverables=deliverables,
            promise=promise,
            statutory=statutory,
            steps=steps,
            materials=materials,
            fee=fee,
            place=self.place(),
            place_of=self.place,
            broken=self.is_broken,
        )

    def conditions(self, apply: Apply) -> tuple[CompiledCondition, ...] | None:
        """Further conditions for applying; None where the standard says nothing."""
        if apply.conditions is None:
            return None
        paths = [("apply", "conditions", index) for index in range(len(apply.conditions))]
        return tuple(
            CompiledCondition(one.id, self.condition(one.rule, *path, "rule"), self.place(*path))
            for one, path in zip(apply.conditions, paths, strict=True)
        )

    def materials(self, apply: Apply) -> tuple[CompiledMaterial, ...] | None:
        """Materials and who must bring them; None where the standard says nothing."""
        if apply.materials is None:
            return None
        paths = [("apply", "materials", index) for index in range(len(apply.materials))]
        return tuple(
            CompiledMaterial(one, self.condition(one.when, *path, "when"), self.place(*path))
            for one, path in zip(apply.materials, paths, strict=True)
        )

    def fee(self, apply: Apply) -> Measure | None:
        """What the resident pays."""
        if isinstance(apply.fee, Fees):
            return self.measure(apply.fee.amount, None, "apply", "fee", "amount")
        return None if apply.fee is None else self.measure(apply.fee, None, "apply", "fee")

    def steps(self, source: Service) -> dict[str, CompiledStep]:
        """The process steps with their limits."""
        found = {}
        for name, step in source.process.items():
            within = None if step.within is None else self.measure(step.within, None, "process", name, "within")
            found[name] = CompiledStep(name, step, within, self.place("process", name))
        return found

    def branches(self, source: Service) -> None:
        """The rules of branches; nothing is proved with them, but they must compile."""
        for name, step in source.process.items():
            for index, branch in enumerate(step.next):
                if isinstance(branch, Branch):
                    self.condition(branch.rule, "process", name, "next", index, "rule")

    def deliverable(self, one: Deliverable, *path: object) -> CompiledDeliverable:
        """A deliverable with its guarantees."""
        guarantees = {
            name: compiled
            for name, guarantee in one.guarantees.items()
            if (compiled := self.guarantee(name, guarantee, *path, "guarantees", name)) is not None
        }
        when = self.condition(one.when, *path, "when")
        return CompiledDeliverable(one.id, one.title, when, guarantees, one.covers, self.place(*path))

    def guarantee(self, name: str, source: Guarantee, *path: object) -> CompiledGuarantee | None:
        """A guarantee; None when its value cannot be read."""
        measure = self.measure(source.value, source.unit, *path, source.direction)
        if measure is None:
            return None
        apart = source.apart
        longest = self.quantity(apart.at_most, *path, "apart", "at_most") if apart is not None else None
        shortest = self.quantity(apart.at_least, *path, "apart", "at_least") if apart is not None else None
        when = self.condition(source.when, *path, "when")
        return CompiledGuarantee(name, source, source.direction, measure, when, (longest, shortest), self.place(*path))

    def limit(self, source: Limit | None, *path: object) -> CompiledLimit | None:
        """A time limit."""
        if source is None:
            return None
        measure = self.measure(source.at_most, source.unit, *path, "at_most")
        return None if measure is None else CompiledLimit(source, measure, self.place(*path))

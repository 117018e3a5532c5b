"""What checks look at: standards, services in effect with their places, and their rules and values one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhunsheng.floor.lint.clauses import clause_key
from zhunsheng.rule.compiled import CompiledService, Measure
from zhunsheng.rule.tree import Expr, Span
from zhunsheng.standard.document import Clause, Standard
from zhunsheng.standard.findings import Place
from zhunsheng.standard.load import Loaded
from zhunsheng.standard.overlay import Effective
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.wording import T, Text, Words

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Rule:
    """One condition of a service: its text, what it says compiled, where it stands, and what it decides.

    within: who reaches the rule at all, e.g. the eligible for a deliverable's ``when``; None where that is everybody.
    """

    service: View
    path: Path
    text: str
    expr: Expr
    what: Text
    within: tuple[Expr, ...] = ()

    def place(self, span: Span | None = None) -> Place:
        """The place of the rule, or of the part of it at `span`."""
        return self.service.column(self.path, span.start if span is not None else 0)

    def quote(self, span: Span) -> str:
        """The characters of the text at `span`."""
        return self.text[span.start : span.end]


@dataclass(frozen=True)
class Document:
    """A standard of the workspace with its places."""

    path: str
    loaded: Loaded[Standard]
    model: Standard

    @cached_property
    def by_number(self) -> dict[tuple[str, ...] | str, list[tuple[int, Clause]]]:
        """The clauses with their index, by `clauses.clause_key`; most numbers have one."""
        found: dict[tuple[str, ...] | str, list[tuple[int, Clause]]] = {}
        for index, clause in enumerate(self.model.clauses):
            found.setdefault(clause_key(clause.no), []).append((index, clause))
        return found

    def place(self, *path: str | int) -> Place:
        """The place of a field, or of the nearest thing around it."""
        return self.loaded.place(*path)

    def column(self, path: Path, offset: int) -> Place:
        """The place of a character inside a field; of a label its Chinese wording."""
        return self.loaded.column((*path, "zh"), offset)


@dataclass(frozen=True)
class View:
    """A service in effect (overlay resolved), compiled, in the document that writes it."""

    compiled: CompiledService
    document: Document
    prefix: Path
    effective: Effective
    changed: tuple[str, ...] | None = None

    @property
    def title(self) -> object:
        """What the service is called."""
        return self.compiled.source.title or self.compiled.id

    def place(self, *path: str | int) -> Place:
        """The place of a field of the service, or of the nearest thing around it."""
        return self._here(self.effective.place(*path))

    def column(self, path: Path, offset: int) -> Place:
        """The place of a character inside a field."""
        return self._here(self.effective.column(path, offset))

    def _here(self, place: Place) -> Place:
        """The place, or that of the service where an overlay inherits the field from a text elsewhere."""
        return place if place.path == self.document.loaded.path else self.document.place(*self.prefix)

    def writes(self, path: str) -> bool:
        """Whether the part at `path` (``delivers.check.when``) is the document's own, not inherited by an overlay."""
        if self.changed is None:
            return True
        return any(f"{path}.".startswith(f"{at}.") or at.startswith(f"{path}.") for at in self.changed)

    @property
    def judged(self) -> bool:
        """Whether its rules may be asked about: compiled, and not mere placeholders."""
        return not self.compiled.broken and self.compiled.source.fit != "placeholder"

    def rules(self) -> Iterator[Rule]:
        """Every condition of the service."""
        compiled, source = self.compiled, self.compiled.source
        who = () if compiled.eligible is None else (compiled.eligible,)
        if source.eligible is not None and compiled.eligible is not None:
            yield Rule(self, ("eligible",), source.eligible, compiled.eligible, T("服务对象"))
        for index, part in enumerate(source.delivers):
            yield from self._of_deliverable(index, part.id, who)
        apply = source.apply
        for index, condition in enumerate(compiled.conditions or ()):
            text = (apply.conditions if apply is not None else None) or ()
            yield Rule(
                self, ("apply", "conditions", index, "rule"), text[index].rule, condition.rule,
                T("申请条件「{name}」", name=text[index].title or condition.id), who,
            )  # fmt: skip
        for index, material in enumerate(compiled.materials or ()):
            if material.source.when is not None:
                yield Rule(
                    self, ("apply", "materials", index, "when"), material.source.when, material.when,
                    T("材料「{title}」的提交条件", title=material.source.title), who,
                )  # fmt: skip

    def _of_deliverable(self, index: int, name: str, who: tuple[Expr, ...]) -> Iterator[Rule]:
        part = self.compiled.deliverables[name]
        source = self.compiled.source.delivers[index]
        if source.when is not None:
            yield Rule(
                self, ("delivers", index, "when"), source.when, part.when, T("「{title}」的对象", title=part.title), who
            )
        for key, guarantee in part.guarantees.items():
            if guarantee.source.when is not None:
                yield Rule(
                    self, ("delivers", index, "guarantees", key, "when"), guarantee.source.when, guarantee.when,
                    T("「{title}」中 {guarantee} 的对象", title=part.title, guarantee=key), (*who, part.when),
                )  # fmt: skip

    def measures(self) -> Iterator[Measured]:
        """Every value of the service with its unit: guarantees, limits, steps, fee."""
        compiled = self.compiled
        who = () if compiled.eligible is None else (compiled.eligible,)
        for index, part in enumerate(compiled.source.delivers):
            found = compiled.deliverables[part.id]
            for key, guarantee in found.guarantees.items():
                path: Path = ("delivers", index, "guarantees", key, guarantee.direction)
                title = T("「{title}」的 {guarantee}", title=found.title, guarantee=guarantee.source.title or key)
                within = (*who, found.when, guarantee.when)
                yield Measured(self, "guarantee", path, title, guarantee.measure, within)
        for kind, limit in (("promise", compiled.promise), ("statutory", compiled.statutory)):
            if limit is not None:
                title = T("承诺时限") if kind == "promise" else T("法定时限")
                yield Measured(self, "limit", (kind, "at_most"), title, limit.measure, who)
        for step in compiled.steps.values():
            if step.within is not None:
                title = T("环节「{title}」的时限", title=step.source.title)
                yield Measured(self, "step", ("process", step.id, "within"), title, step.within)
        if compiled.fee is not None:
            yield Measured(self, "fee", ("apply", "fee"), T("收费"), compiled.fee, who)


@dataclass(frozen=True)
class Measured:
    """A value of a service: what it is, where it stands, and its series."""

    service: View
    kind: str
    path: Path
    what: Text
    measure: Measure
    within: tuple[Expr, ...] = ()

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.service.place(*self.path)

    def text_path(self, text: str) -> Path:
        """The path of one text of the series."""
        if isinstance(self.measure.dated, str):
            return self.path
        starts = (day for day, value in self.measure.dated.items() if value == text)
        return (*self.path, next(starts).isoformat())

    def series(self) -> list[tuple[date | None, str, Expr, Unit]]:
        """The values by the day each starts (None: a single value), with their texts."""
        dated = self.measure.dated
        parts = {None: dated} if isinstance(dated, str) else dict(sorted(dated.items()))
        return [(day, text, *self.measure.parts[text]) for day, text in parts.items() if text in self.measure.parts]


def shown(quantity: Quantity) -> Words:
    """A quantity for a message, in both languages."""
    return Words(quantity.say("zh"), quantity.say("en"))

"""What every lint check shares: the check itself with its paragraph of the manual, and what checks look at.

A check is a function made by `check`; its docstring is its paragraph in the manual.  What it means to look at a
workspace (effective services with places, every rule with its text) is gathered once, in `Subject`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from zhunsheng.floor.lint.witness import Witnesses
from zhunsheng.rule.compiled import CompiledService, Measure
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import FALSE, Expr, Not, Span, all_of
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, Place, Related, Severity
from zhunsheng.standard.load import Loaded
from zhunsheng.standard.overlay import Effective, effective
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.wording import T, Text, Words
from zhunsheng.standard.workspace import Workspace

Path = tuple[str | int, ...]
R = TypeVar("R")


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


@dataclass(eq=False)
class Subject:
    """A workspace as the checks see it on a day.

    only: paths of the files to speak about (others are still read, e.g. for what a register supplies); None: all.
    """

    workspace: Workspace
    library: Library
    prover: Prover
    day: date
    only: Collection[str] | None = None
    _made: dict[object, object] = field(default_factory=dict, repr=False)
    _nobody: dict[Expr, bool] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[[Subject], R]) -> R:
        """What `make` gives for this subject, made once and shared by the checks that need it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[return-value]

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The readable standards to speak about."""
        return tuple(
            Document(path, loaded, loaded.model)
            for path, loaded in self.workspace.files.items()
            if loaded.model is not None and (self.only is None or path in self.only)
        )

    @cached_property
    def services(self) -> tuple[View, ...]:
        """The services of those standards."""
        by_loaded = {id(document.loaded): document for document in self.documents}
        found = []
        for name, service, loaded, prefix in self.workspace.services():
            document = by_loaded.get(id(loaded))
            if document is not None:
                changed = None if service.overlays is None else tuple(change.at for change in service.changes)
                compiled = self.library.service(name)
                found.append(View(compiled, document, tuple(prefix), effective(self.workspace, name), changed))
        return tuple(found)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every condition of every service whose rules may be asked about."""
        return tuple(rule for service in self.services if service.judged for rule in service.rules())

    @cached_property
    def measures(self) -> tuple[Measured, ...]:
        """Every value of every service."""
        return tuple(measured for service in self.services for measured in service.measures())

    def value(self, measure: Measure | None) -> tuple[Expr, Unit] | None:
        """What a measure is on the day; None outside every period."""
        if measure is None:
            return None
        try:
            return measure.on(self.day)
        except DateGap:
            return None

    def nobody(self, *conditions: Expr) -> bool:
        """Whether it is proved that nobody can meet all `conditions`."""
        condition = all_of(*conditions)
        known = self._nobody.get(condition)
        if known is None:
            known = not self._witnesses.meets(condition) and self.prover.entails(condition, FALSE).status == "holds"
            self._nobody[condition] = known
        return known

    def covers(self, wide: Expr, narrow: Expr) -> bool:
        """Whether it is proved that whoever certainly meets `narrow` certainly meets `wide`, facts known or not."""
        if self._witnesses.meets(all_of(narrow, Not(wide))):
            return False
        return self.prover.entails(narrow, wide).status == "holds"

    @cached_property
    def _witnesses(self) -> Witnesses:
        return Witnesses(self.prover)


def shown(quantity: Quantity) -> Words:
    """A quantity for a message, in both languages."""
    return Words(quantity.say("zh"), quantity.say("en"))


Look = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """One check: its code, how much its findings matter, and the function that looks."""

    code: str
    severity: Severity
    look: Look

    def finding(
        self,
        place: Place,
        message: Text,
        help: Text | None = None,  # noqa: A002 - the same word as in Finding
        related: Iterable[Related] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this check."""
        return Finding(self.code, place, message, help, severity or self.severity, tuple(related))

    @property
    def name(self) -> str:
        """What the check is called, in Chinese."""
        return self._paragraph.partition(" — ")[0]

    @property
    def manual(self) -> str:
        """The paragraph of the manual, in Markdown."""
        what = self._paragraph.partition(" — ")[2]
        return f"### {self.code} {self.name}\n\n*{self.severity.name.lower()}* — {what}\n"

    @property
    def _paragraph(self) -> str:
        return inspect.cleandoc(self.look.__doc__ or "")


def check(code: str, severity: Severity = Severity.WARNING) -> Callable[[Look], Check]:
    """Make a check of a function; its docstring is ``name — what`` and then why, an example and the remedy."""
    return lambda look: Check(code, severity, look)

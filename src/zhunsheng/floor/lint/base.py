"""What every lint check shares: the check itself with its paragraph of the manual, and what checks look at.

A check is a function made by `check`; its docstring is its paragraph in the manual.  What it means to look at a
workspace (effective services with places, every rule with its text) is gathered once, in `Subject`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from zhunsheng.floor.lint.view import Document, Measured, Rule, View
from zhunsheng.floor.lint.witness import Witnesses
from zhunsheng.rule.compiled import Measure
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import FALSE, Expr, Not, all_of
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.findings import Finding, Place, Related, Severity
from zhunsheng.standard.overlay import effective
from zhunsheng.standard.quantity import Unit
from zhunsheng.standard.wording import Text
from zhunsheng.standard.workspace import Workspace

R = TypeVar("R")


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

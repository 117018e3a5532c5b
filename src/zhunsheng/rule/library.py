"""A workspace with its rules compiled: one service at a time, when asked, each text once.

The model keeps rules as text with their place; this module turns them into trees, gathers what is wrong with them, and
knows who derives from whom.  Every workspace compiles its own rules against its own vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

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
from zhunsheng.rule.meanings import meanings
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import FALSE, TRUE, Expr
from zhunsheng.rule.trouble import Trouble, has_errors
from zhunsheng.rule.types import Compiled, Want, compile_rule
from zhunsheng.rule.values import CompiledValue, compile_value
from zhunsheng.rule.vocabulary import check_vocabulary
from zhunsheng.standard.base import Dated
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.manifest import NotApplicable
from zhunsheng.standard.overlay import Effective, effective
from zhunsheng.standard.quantity import Quantity, QuantityError, Unit
from zhunsheng.standard.service import Branch, Deliverable, Fees, Guarantee, Limit, Service
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import Workspace


class Library:
    """The compiled view of one workspace.

    Libraries above are made on demand and shared: `chain()` gives them nearest first.
    """

    def __init__(self, workspace: Workspace, shared: dict[Workspace, Library] | None = None) -> None:
        self.workspace = workspace
        self._shared = shared if shared is not None else {}
        self._shared[workspace] = self
        self._rules: dict[tuple[str, Want], Compiled] = {}
        self._values: dict[tuple[str, str | None], CompiledValue] = {}
        self._services: dict[str, CompiledService] = {}
        self._troubles: dict[str, list[Finding]] = {}
        self._provers: dict[tuple[date, str], Prover] = {}

    # -- identity ------------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The workspace id, the first part of references into it."""
        return self.workspace.manifest.id

    @property
    def title(self) -> Words:
        """The title of the workspace."""
        return self.workspace.manifest.title

    @property
    def place(self) -> Place:
        """Where the workspace declares itself."""
        return self.workspace.place

    # -- neighbours ----------------------------------------------------------------------------------------------

    @cached_property
    def upstream(self) -> dict[str, Library]:
        """Libraries directly named as upstream, nearest first."""
        return {name: self._library(workspace) for name, workspace in self.workspace.upstream.items()}

    @cached_property
    def before(self) -> dict[str, Library]:
        """The edition that this workspace replaces, by id."""
        return {name: self._library(workspace) for name, workspace in self.workspace.before.items()}

    def chain(self) -> list[Library]:
        """Every library above, nearest first, each once."""
        found: dict[str, Library] = {}
        for library in self.upstream.values():
            for item in (library, *library.chain()):
                found.pop(item.id, None)
                found[item.id] = item
        return list(found.values())

    def above(self, name: str) -> Library:
        """The library above with this id, or an earlier edition of one.  Raises KeyError otherwise."""
        for library in self.chain():
            if library.id == name:
                return library
        for library in self.chain():
            if name in library.before:
                return library.before[name]
        raise KeyError(name)

    def later_edition(self, upper: Library) -> Library | None:
        """The library above that replaces `upper`, or None when `upper` is itself above."""
        if any(library is upper for library in self.chain()):
            return None
        return next((lib for lib in self.chain() if upper.id in lib.before), None)

    def _library(self, workspace: Workspace) -> Library:
        found = self._shared.get(workspace)
        return found if found is not None else Library(workspace, self._shared)

    # -- services ------------------------------------------------------------------------------------------------

    def ids(self) -> list[str]:
        """Ids of the workspace's own services, in reading order."""
        return self.workspace.ids()

    def services(self) -> list[CompiledService]:
        """All own services, compiled."""
        return [self.service(name) for name in self.ids()]

    def service(self, ref: str) -> CompiledService:
        """A service by id, or by reference ``workspace#id`` anywhere above.  Raises KeyError when there is none."""
        workspace, mark, item = ref.rpartition("#")
        if mark and workspace not in ("", self.id):
            return self.above(workspace).service(item)
        found = self._services.get(item)
        if found is None:
            found = self._services[item] = self.compile(item, effective(self.workspace, item).service)
        return found

    def ancestors(self, item: str) -> list[str]:
        """References of everything that a service derives from, nearest first, through all levels."""
        found: dict[str, None] = {}
        waiting = [(self, ref) for ref in self.parents(item)]
        while waiting:
            library, ref = waiting.pop(0)
            workspace, _, name = ref.rpartition("#")
            try:
                home = library if workspace in ("", library.id) else library.above(workspace)
                parents = home.parents(name)
            except KeyError:
                continue  # an unknown reference is a finding of the workspace
            full = f"{home.id}#{name}"
            if full not in found:
                found[full] = None
                waiting += [(home, parent) for parent in parents]
        return list(found)

    def parents(self, item: str) -> list[str]:
        """References that a service names itself, by `derives` or `overlays`.  Raises KeyError for an unknown item."""
        service, _, _ = self.workspace.own(item)
        return [*service.derives, *([service.overlays] if service.overlays else [])]

    def not_applicable(self, item: str) -> NotApplicable | None:
        """What the workspace records about an item above that entitles nobody here."""
        for record in self.workspace.manifest.not_applicable:
            if record.item.rpartition("#")[2] == item:
                return record
        return None

    # -- vocabulary ----------------------------------------------------------------------------------------------

    @cached_property
    def book(self) -> FactBook:
        """Facts, invariants, parameters and successions, merged along the chain."""
        return self.workspace.book()

    @cached_property
    def scope(self) -> Expr | None:
        """Who counts as within the jurisdiction; None when the workspace does not say."""
        text = self.workspace.manifest.scope
        return None if text is None else self.rule(text).expr

    def invariants(self) -> list[tuple[str, Expr]]:
        """What always holds, compiled, by id."""
        compiled = [(item.id, self.rule(item.rule).expr) for item in self.book.invariants]
        return [(name, expr) for name, expr in compiled if expr is not None]

    def meanings(self, day: date) -> dict[str, Expr]:
        """Names to be read as something else on `day`: parameters with a value, defined facts, successions."""
        return meanings(self.book, day)[0]

    def prover(self, day: date, other: Library | None = None) -> Prover:
        """The prover of this vocabulary on `day`; `other`: an earlier edition whose facts it must know as well."""
        extra = other if other is not None and self.later_edition(other) is not None else None
        return self._prover(day, extra)

    def prover_with(self, day: date, other: Library) -> Prover:
        """A prover that knows the vocabulary of `other` as well, whatever its relation; ours wins on equal names."""
        return self._prover(day, other)

    def _prover(self, day: date, extra: Library | None) -> Prover:
        key = (day, extra.id if extra is not None else "")
        found = self._provers.get(key)
        if found is None:
            book = self.book if extra is None else _with_earlier(self.book, extra.book)
            invariants = self.invariants()
            if extra is not None:
                known = {name for name, _ in invariants}
                invariants += [(name, rule) for name, rule in extra.invariants() if name not in known]
            found = self._provers[key] = Prover(book, meanings(book, day)[0], invariants)
        return found

    def rule(self, text: str, want: Want = "condition") -> Compiled:
        """A bare rule or value compiled in this vocabulary, each text once."""
        found = self._rules.get((text, want))
        if found is None:
            found = self._rules[(text, want)] = compile_rule(text, self.book, want)
        return found

    def value(self, text: str, unit: str | None) -> CompiledValue:
        """A value with its unit, each text once."""
        found = self._values.get((text, unit))
        if found is None:
            found = self._values[(text, unit)] = compile_value(text, unit, self.book)
        return found

    # -- compiling -----------------------------------------------------------------------------------------------

    def findings(self, day: date) -> list[Finding]:
        """Everything that is wrong with rules and values of the workspace, and with its vocabulary, on `day`."""
        for name in self.ids():
            self.service(name)
        # By id: services of other files, compiled because somebody referred to them, are not asked about here.
        own = [finding for name in self.ids() for finding in self._troubles[name]]
        return [*self._vocabulary_findings(day), *own]

    def _vocabulary_findings(self, day: date) -> Iterator[Finding]:
        workspace = self.workspace
        for trouble in check_vocabulary(workspace.facts, self.book, day):
            yield trouble.at(workspace.facts_column(trouble.about, 0))
        for text, path in _vocabulary_rules(workspace):
            want: Want = "condition"
            if path[0] == "facts" and workspace.facts.facts[str(path[1])].type != "bool":
                want = "value"
            for trouble in self.rule(text, want).troubles:
                yield trouble.at(workspace.facts_column(path, trouble.span.start))
        if workspace.manifest.scope is not None:
            for trouble in self.rule(workspace.manifest.scope).troubles:
                yield trouble.at(workspace.manifest_column(("scope",), trouble.span.start))

    def _where(self, item: str) -> Effective | None:
        """Where a service is written; None for one that the workspace does not have (yet)."""
        try:
            return effective(self.workspace, item)
        except KeyError:
            return None

    def compile(self, item: str, service: Service, *, record: bool = True) -> CompiledService:
        """Compile `service` as item `item` of this workspace.

        record: keep what is wrong for `findings`; a trial version (a proposed repair) is compiled without.
        """
        where = self._where(item)
        troubles: list[Finding] = []
        work = _Compiling(self, troubles, where)
        compiled = work.service(item, service)
        if record:
            self._troubles[item] = troubles
        return compiled


class _Compiling:
    """The compilation of one service: where it stands, and what is wrong with it."""

    def __init__(self, library: Library, troubles: list[Finding], where: Effective | None) -> None:
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
        texts = {"": dated} if isinstance(dated, str) else {day.isoformat(): text for day, text in dated.items()}
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
        apply = source.apply
        conditions = None
        materials = None
        fee = None
        if apply is not None:
            if apply.conditions is not None:
                conditions = tuple(
                    CompiledCondition(
                        one.id,
                        self.condition(one.rule, "apply", "conditions", index, "rule"),
                        self.place("apply", "conditions", index),
                    )
                    for index, one in enumerate(apply.conditions)
                )
            if apply.materials is not None:
                materials = tuple(
                    CompiledMaterial(
                        one,
                        self.condition(one.when, "apply", "materials", index, "when"),
                        self.place("apply", "materials", index),
                    )
                    for index, one in enumerate(apply.materials)
                )
            if apply.fee is not None:
                amount, path = (apply.fee.amount, ("amount",)) if isinstance(apply.fee, Fees) else (apply.fee, ())
                fee = self.measure(amount, None, "apply", "fee", *path)
        deliverables = {one.id: self.deliverable(one, "delivers", index) for index, one in enumerate(source.delivers)}
        promise = self.limit(source.promise, "promise")
        statutory = self.limit(source.statutory, "statutory")
        steps = {
            name: CompiledStep(
                name,
                step,
                None if step.within is None else self.measure(step.within, None, "process", name, "within"),
                self.place("process", name),
            )
            for name, step in source.process.items()
        }
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


def _vocabulary_rules(workspace: Workspace) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Rules that the facts of a workspace are declared with, each with its path in the file."""
    facts = workspace.facts
    for index, invariant in enumerate(facts.invariants):
        yield invariant.rule, ("invariants", index, "rule")
    for index, succession in enumerate(facts.succeeds):
        yield succession.by, ("succeeds", index, "by")
    for name, fact in facts.facts.items():
        if fact.define is not None:
            yield fact.define, ("facts", name, "define")


def _with_earlier(book: FactBook, earlier: FactBook) -> FactBook:
    """`book`, knowing also what only an earlier edition above declares."""
    invariants = {item.id: item for item in (*earlier.invariants, *book.invariants)}
    successions = {item.group: item for item in (*earlier.successions, *book.successions)}
    return FactBook(
        {**earlier.facts, **book.facts},
        tuple(invariants.values()),
        {**earlier.parameters, **book.parameters},
        tuple(successions.values()),
    )

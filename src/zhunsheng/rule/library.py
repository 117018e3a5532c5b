"""A workspace with its rules compiled: one service at a time, when asked, each text once.

The model keeps rules as text with their place; this module turns them into trees, gathers what is wrong with them, and
knows who derives from whom.  Every workspace compiles its own rules against its own vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from zhunsheng.rule.compiled import CompiledService, mentions
from zhunsheng.rule.compiling import Compiling
from zhunsheng.rule.meanings import meanings
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.salvage import salvaged_findings
from zhunsheng.rule.tree import Expr, names
from zhunsheng.rule.types import Compiled, Want, compile_rule
from zhunsheng.rule.values import CompiledValue, compile_value
from zhunsheng.rule.vocabulary import check_vocabulary
from zhunsheng.standard.facts import FactBook, differences
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.manifest import NotApplicable
from zhunsheng.standard.overlay import Effective, effective
from zhunsheng.standard.service import Service
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
        self._strange: dict[Library, set[str]] = {}

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

    def has(self, item: str) -> bool:
        """Whether the workspace has a service with this id, in whatever file; reads no more than it must."""
        return self._where(item) is not None

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

    def answers_for(self, ref: str) -> bool:
        """Whether the item above that `ref` names is this workspace's business; a service point answers for a part."""
        named = self.workspace.manifest.answers_for
        return not named or ref in named

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

    def strange_names(self, other: Library) -> set[str]:
        """Facts that `other` declares with another meaning than we do; its rules on them cannot be read here."""
        found = self._strange.get(other)
        if found is None:
            mine, theirs = self.book.facts, other.book.facts
            found = {name for name in theirs if name in mine and differences(theirs[name], mine[name])}
            self._strange[other] = found
        return found

    def readable(self, service: CompiledService, home: Library) -> CompiledService:
        """A service of `home` for a proof in our vocabulary: broken where it names a fact that means something else."""
        strange = self.strange_names(home) if home is not self else set()
        if not strange or strange.isdisjoint(mentions(service)):
            return service
        return replace(service, broken=True)

    def _prover(self, day: date, extra: Library | None) -> Prover:
        key = (day, extra.id if extra is not None else "")
        found = self._provers.get(key)
        if found is None:
            book = self.book if extra is None else _with_earlier(self.book, extra.book)
            invariants = self.invariants()
            if extra is not None:
                known = {name for name, _ in invariants}
                strange = self.strange_names(extra)
                invariants += [
                    (name, rule)
                    for name, rule in extra.invariants()
                    if name not in known and strange.isdisjoint(names(rule))
                ]
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
        for loaded in self.workspace.files.values():
            if loaded.model is None:
                own += salvaged_findings(self, loaded)
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
        work = Compiling(self, troubles, where)
        compiled = work.service(item, service)
        if record:
            self._troubles[item] = troubles
        return compiled


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

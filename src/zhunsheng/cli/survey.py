"""Everything the report tells, gathered once and timed: files, cases, proofs, and the step between editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter

from zhunsheng.cli.editions import days_of_step
from zhunsheng.cli.gather import gather
from zhunsheng.cli.opening import Opened
from zhunsheng.cli.progress import Progress
from zhunsheng.floor.impact import Impact, impact
from zhunsheng.floor.prove import FloorReport, Section, prove
from zhunsheng.rule.cases import CaseRun, run_cases
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding


@dataclass(frozen=True)
class Looked:
    """One workspace of the chain: its findings, and what its cases gave."""

    library: Library
    findings: list[Finding]
    cases: int
    run: CaseRun

    @property
    def failed(self) -> int:
        """Expectations that were not met, and cases that could not be read."""
        return sum(not result.passed for result in self.run.results)


@dataclass
class Survey:
    """What was found about a workspace and everything above it.

    seconds: how long each stage took, by its name, in the order in which they ran.
    """

    opened: Opened
    day: date
    looked: list[Looked] = field(default_factory=list)
    floor: FloorReport | None = None
    earlier: list[Section] = field(default_factory=list)
    steps: list[Impact] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def sections(self) -> list[Section]:
        """All sections: against what is above, against earlier editions of it, and the links of the chain."""
        return [*self.floor.sections, *self.earlier, *self.floor.links] if self.floor is not None else []

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the time that a block takes to a stage."""
        started = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - started


def survey(opened: Opened, day: date, progress: Progress | None = None) -> Survey:
    """Look at everything: the workspace, what is above it, and earlier editions of that.

    Every file is read and compiled; only the workspace's own are proof-read, because those above have other authors.
    """
    found = Survey(opened, day)
    library = opened.library
    for one in everything(library):
        side = Opened(one)
        with found.timed("check"):
            findings = gather(side, day, lint=one is library)
        with found.timed("cases"):
            run = run_cases(one, day)
        found.looked.append(Looked(one, findings, sum(1 for _ in one.workspace.cases()), run))
    if library.chain():
        with found.timed("floor"):
            found.floor = prove(library, day, progress=progress)
    for new in library.chain():
        for old in new.before.values():
            old_day, new_day = days_of_step(old, new, day)
            with found.timed("floor"):
                found.earlier += prove(library, day, against=[old.id], above_day=old_day, progress=progress).sections
            with found.timed("impact"):
                found.steps.append(impact(library, old, new, day, old_day=old_day, new_day=new_day))
    return found


def everything(library: Library) -> list[Library]:
    """The workspace, what is above it, and earlier editions, each once."""
    found = [library, *library.chain()]
    for one in list(found):
        found += [before for before in one.before.values() if before not in found]
    return found

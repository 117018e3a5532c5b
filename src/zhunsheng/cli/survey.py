"""Everything the report tells, gathered once and timed: files, cases, proofs, and the step between editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import NamedTuple

from zhunsheng.cli.aside import aside
from zhunsheng.cli.editions import days_of_step
from zhunsheng.cli.gather import gather
from zhunsheng.cli.opening import Opened
from zhunsheng.cli.progress import Progress
from zhunsheng.floor.impact import Impact, impact
from zhunsheng.floor.prove import FloorReport, Section, prove
from zhunsheng.rule.cases import CaseRun, run_cases
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding, in_order


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
    Proof-reading and cases are done aside, while this process proves.
    """
    found = Survey(opened, day)
    library = opened.library
    sides = everything(library)
    with found.timed("check"):
        findings = [gather(Opened(one), day, lint=False) for one in sides]
    wait = aside(lambda: _read_closely(sides, day))
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
    closely = wait()
    found.seconds = {"check": found.seconds["check"] + closely.lint, "cases": closely.cases} | {
        name: spent for name, spent in found.seconds.items() if name != "check"
    }
    findings[0] = in_order([*findings[0], *closely.findings])
    found.looked = [
        Looked(one, own, sum(1 for _ in one.workspace.cases()), run)
        for one, own, run in zip(sides, findings, closely.runs, strict=True)
    ]
    return found


class Closely(NamedTuple):
    """What proof-reading the first library and running the cases of all gave, and how long each took."""

    findings: list[Finding]
    runs: list[CaseRun]
    lint: float
    cases: float


def _read_closely(sides: Sequence[Library], day: date) -> Closely:
    from zhunsheng.floor.lint import lint

    started = perf_counter()
    first = sides[0]
    findings = lint(first.workspace, first, first.prover(day), day)
    between = perf_counter()
    runs = [run_cases(one, day) for one in sides]
    return Closely(findings, runs, between - started, perf_counter() - between)


def everything(library: Library) -> list[Library]:
    """The workspace, what is above it, and earlier editions, each once."""
    found = [library, *library.chain()]
    for one in list(found):
        found += [before for before in one.before.values() if before not in found]
    return found

"""A standard that somebody sent, checked in a process of its own: it can cost time and memory only so much.

The text is never written to disk; it is read as if it stood in the district's workspace, with everything above it.
Nothing here knows Django: the process that works has no database and no settings.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from zhunsheng.exchange.workers import Limits, Outcome, run_each
from zhunsheng.floor.data import section_data
from zhunsheng.floor.lint import lint as proofread
from zhunsheng.floor.part import prove_part
from zhunsheng.floor.prove import FloorReport, explained
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding, has_errors, in_order, place_data
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.wording import Language
from zhunsheng.standard.workspace import Workspace

#: The name of a text that takes no file's place.
NEW = "standards/posted.yaml"
LIMITS = Limits(seconds=20.0, memory=1_500_000_000)
#: Checks at a time in one server process; one more is asked to come back.
_room = BoundedSemaphore(2)


class Busy(Exception):
    """As many checks as may run are running."""


@dataclass(frozen=True)
class Check:
    """What to check: plain values, because they go to another process.  folder: of the workspace, below `root`."""

    root: str
    folder: str
    name: str
    text: str
    day: str
    against: tuple[str, ...]
    lint: bool
    language: Language


def check_aside(check: Check, limits: Limits = LIMITS) -> Outcome[dict[str, Any]]:
    """The result of `checked`, or why there is none.  Raises Busy."""
    if not _room.acquire(blocking=False):
        raise Busy
    try:
        return run_each(checked, [check], workers=1, limits=limits)[0]
    finally:
        _room.release()


def checked(check: Check) -> dict[str, Any]:
    """Findings by line and column, and the proofs against everything above."""
    day = date.fromisoformat(check.day)
    library = _library(check)
    workspace = library.workspace
    loaded = workspace.files[check.name]
    wanted = {loaded.path, str(workspace.path / check.name)}
    found = [*workspace.findings, *library.findings(day)]
    if check.lint and loaded.model is not None:
        found += proofread(workspace, library, library.prover(day), day, {check.name})
    findings = in_order(finding for finding in found if finding.place.path in wanted)
    report = _report(check, library, day) if loaded.model is not None else None
    speakers = {} if report is None else {
        section.upper: Speaker.of(library, check.language, library.above(section.upper)) for section in report.sections
    }  # fmt: skip
    data = {
        "readable": loaded.model is not None,
        "holds": report is not None and bool(report.sections) and report.holds and not has_errors(findings),
        "findings": [_finding(finding, check.language) for finding in findings],
        "sections": []
        if report is None
        else [section_data(section, library.service, speakers[section.upper]) for section in report.sections],
    }
    relative: dict[str, Any] = _relative(data, Path(check.root))
    return relative


def _library(check: Check) -> Library:
    """The workspace with the text in its place; what is above must lie in the tree."""
    folder = Path(check.root) / check.folder
    workspace = Workspace(folder, check.name, Path(check.root))
    workspace._shared[os.path.realpath(folder)] = workspace
    loaded = load_standard(folder / check.name, check.text, shown=check.name)
    workspace._loaded[check.name] = loaded
    workspace.files = {check.name: loaded}
    return Library(workspace)


def _report(check: Check, library: Library, day: date) -> FloorReport:
    report = prove_part(library, day, check.against)
    return explained(library, report)


def known_above(library: Library) -> list[str]:
    """What a check can be made against: workspaces above, and the editions before them."""
    above = [one.id for one in library.chain()]
    return above + [name for one in library.chain() for name in one.before]


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "place": place_data(finding.place),
        "message": finding.message.say(language),
        "help": finding.help.say(language) if finding.help is not None else None,
        "related": [{"place": place_data(one.place), "message": one.message.say(language)} for one in finding.related],
    }


def _relative(data: Any, root: Path) -> Any:
    """The same with every path named from the root of the tree, so that nothing tells of this machine."""
    if isinstance(data, dict):
        return {key: _relative(value, root) for key, value in data.items()}
    if isinstance(data, list):
        return [_relative(value, root) for value in data]
    return data.replace(f"{root}/", "") if isinstance(data, str) else data

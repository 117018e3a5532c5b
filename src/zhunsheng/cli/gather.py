"""Everything that is wrong with a workspace, from reading, compiling and proof-reading, in one list."""

from __future__ import annotations

import os
from datetime import date

from zhunsheng.cli.opening import Opened
from zhunsheng.standard.findings import Finding, in_order


def gather(opened: Opened, day: date, *, lint: bool = True) -> list[Finding]:
    """All findings of a workspace on a day, in order of place; only those of the named file where one is named.

    Without a readable manifest and vocabulary nothing further is looked at: it would all be consequences.
    """
    found = list(opened.workspace.findings)
    if not opened.blocking():
        found += opened.library.findings(day)
        if lint:
            from zhunsheng.floor.lint import lint as proofread

            scope = None if opened.file is None else {opened.file}
            found += proofread(opened.workspace, opened.library, opened.library.prover(day), day, scope)
    return in_order(_of_file(found, opened))


def _of_file(findings: list[Finding], opened: Opened) -> list[Finding]:
    if opened.file is None:
        return findings
    wanted = {os.path.realpath(opened.workspace.path / opened.file)}
    if opened.file.endswith(".yaml") and not opened.file.endswith(".cases.yaml"):
        wanted.add(os.path.realpath(opened.workspace.path / f"{opened.file.removesuffix('.yaml')}.cases.yaml"))
    return [finding for finding in findings if os.path.realpath(finding.place.path) in wanted]

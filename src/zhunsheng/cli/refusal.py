"""When a workspace cannot be judged at all: its findings, and nothing built on top of them."""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.render.findings import finding_data, refused_blocks
from zhunsheng.cli.session import Session
from zhunsheng.standard.findings import Finding


def refuse(session: Session, verb: str, findings: Sequence[Finding]) -> int:
    """Show why nothing was judged."""
    data = {"findings": [finding_data(finding, session.language) for finding in findings]}
    return session.show(verb, Exit.FINDINGS, data, refused_blocks(findings, session.language))

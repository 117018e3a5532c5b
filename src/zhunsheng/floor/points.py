"""The same floor at every service point: each point's own promise against the district standard that it derives from.

A point is a workspace of its own with `answers_for`: the items above that are its business.  Points share everything
that stands above them, which is read and compiled once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from zhunsheng.floor.prove import Section, prove
from zhunsheng.floor.verdict import ItemProof, Verdict, worst
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding, Place, Related, has_errors
from zhunsheng.standard.wording import T
from zhunsheng.standard.workspace import Workspace, open_siblings


@dataclass(frozen=True)
class PointProof:
    """One service point: its library, and the proofs of what it answers for against every level above."""

    library: Library
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """The id of its workspace."""
        return self.library.id

    @property
    def nearest(self) -> Section | None:
        """The proofs against the level directly above."""
        return self.sections[0] if self.sections else None

    @property
    def verdict(self) -> Verdict:
        """The worst verdict against any level; MISSING where the point cannot be read."""
        if has_errors(self.findings):
            return Verdict.MISSING
        return worst(proof.verdict for proof in self.proofs())

    def proofs(self) -> Iterator[ItemProof]:
        """All item proofs, nearest level first."""
        for section in self.sections:
            yield from section.proofs

    def beyond(self) -> list[tuple[ItemProof, str]]:
        """What it promises beyond the level directly above: the item, and a subject such as ``meals.week``.

        The subject is empty where the item as a whole reaches further, such as more people.
        """
        proofs = self.nearest.proofs if self.nearest is not None else ()
        return [(proof, judgement.subject) for proof in proofs for judgement in proof.judgements if judgement.exceeds]


def prove_points(
    folder: str | Path, day: date, *, show: bool = True, progress: Callable[[int, int], None] | None = None
) -> list[PointProof]:
    """Prove every service point below `folder`, by name.

    Raises OSError when the folder cannot be listed.
    """
    shared: dict[Workspace, Library] = {}
    workspaces = open_siblings(folder)
    found = []
    for index, workspace in enumerate(workspaces):
        if progress is not None:
            progress(index, len(workspaces))
        library = Library(workspace, shared)
        wrong = (*workspace.findings, *library.findings(day))
        sections = () if has_errors(wrong) else prove(library, day, show=show).sections
        found.append(PointProof(library, tuple(section for section in sections if section.proofs), wrong))
    return list(_apart(found))


def _apart(points: list[PointProof]) -> Iterator[PointProof]:
    """The points, each that has the id of an earlier one with a finding: their promises could not be told apart."""
    first: dict[str, Place] = {}
    for point in points:
        at = point.library.workspace.manifest_file.place("id")
        if point.id in first:
            message = T("服务点代号「{name}」用了两次", name=point.id)
            related = (Related(first[point.id], T("第一次在这里")),)
            point = replace(point, findings=(*point.findings, Finding("ZS301", at, message, None, related=related)))
        first.setdefault(point.id, at)
        yield point

"""The chain of an item: which standards above list it, each link judged, and where it broke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhunsheng.floor.verdict import SEVERITY, Verdict
from zhunsheng.site.catalogue.models import Proof
from zhunsheng.site.office.floor_board import Column, Row, shown

FAILING = ("violated", "missing")


@dataclass(frozen=True)
class Link:
    """One level against the next above it.  shown: the glyph, empty where the lower item does not derive from the upper."""

    lower: str
    upper: str
    item: str
    shown: str
    verdict: str


@dataclass(frozen=True)
class Chain:
    """The levels that list an item, from the top, and the links between neighbours.

    broken: the topmost link that fails in the aspects that were asked about; None where each link holds.
    """

    levels: tuple[str, ...]
    links: tuple[Link, ...]
    broken: Link | None

    @property
    def standing(self) -> str:
        """``proved`` where each link was proved, ``part`` where some were not judged, ``open`` where one is not proved."""
        verdicts = {link.verdict for link in self.links}
        if verdicts - {"", str(Verdict.PROVED)}:
            return "open"
        return "part" if "" in verdicts else "proved"


def chain_of(row: Row, columns: Sequence[Column], ours: str, proofs: Iterable[Proof], aspects: Iterable[str]) -> Chain:
    """The chain of a row of the board.

    proofs: all of the run.  aspects: those that fail in the cell that is looked at; none: all of them.
    """
    wanted = set(aspects)
    levels = [column.upper for column in columns if not column.earlier and column.upper in row.cells]
    named = {(upper, cell.item) for upper in levels for cell in row.cells[upper]}
    by_link: dict[tuple[str, str], list[Proof]] = {}
    for proof in proofs:
        if (proof.upper, proof.item) in named:
            by_link.setdefault((proof.lower, proof.upper), []).append(proof)
    steps = [*levels, ours]
    links = [_link(lower, upper, by_link.get((lower, upper), []), wanted) for upper, lower in pairwise(steps)]
    broken = next((link for link in links if link.verdict in FAILING), None)
    return Chain(tuple(steps), tuple(links), broken)


def _link(lower: str, upper: str, proofs: Sequence[Proof], aspects: set[str]) -> Link:
    if not proofs:
        return Link(lower, upper, "", "", "")
    worst = max(proofs, key=lambda proof: SEVERITY.index(Verdict(verdict_in(proof, aspects))))
    verdict = verdict_in(worst, aspects)
    glyph = verdict if verdict != Verdict.PROVED else "proved" if aspects else shown(worst)
    return Link(lower, upper, worst.item, glyph, verdict)


def verdict_in(proof: Proof, aspects: set[str]) -> str:
    """The worst verdict of a proof in some aspects; of all of it where none is named."""
    if not aspects:
        return proof.verdict
    found = [said["verdict"] for name, said in proof.aspects.items() if name in aspects and said["verdict"]]
    return str(max((Verdict(one) for one in found), key=SEVERITY.index, default=Verdict.PROVED))

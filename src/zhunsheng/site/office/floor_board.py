"""The floor board as data: items down, the standards above across, and in each cell what the kept proofs say.

A row is what the catalogue at the top calls an item; items of lower levels stand in the row of the item from which they
derive, and have a row of their own where they derive from none.  Nothing here asks the core: the rows of a run suffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhunsheng.floor.verdict import SEVERITY, Verdict
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import Proof
from zhunsheng.standard.wording import Language, Words

#: Verdicts that want somebody to do something, worst first.
TODO: tuple[str, ...] = ("violated", "missing", "undecided", "not_formalised")
#: Behind every standard in force stand items that only an earlier edition lists.
EARLIER = 99
#: What a cell shows, worst first.
ORDER: tuple[str, ...] = (*TODO, "zero", "proved", "exceeds")


@dataclass(frozen=True)
class Column:
    """A standard above.  level: at which it speaks.  starts, ends: when it is in force; earlier: replaced by another column."""

    upper: str
    level: str
    title: Words
    starts: date | None
    ends: date | None
    provenance: str
    earlier: bool = False

    def in_force(self, day: date) -> bool:
        """Whether the standard is in force on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Cell:
    """What is proved of an item of one standard above.

    shown: the glyph (a verdict, ``exceeds`` or ``zero``).  verdict: the worst one of `others` and its own.
    others: further items of the same standard that stand in the same row.
    """

    upper: str
    item: str
    verdict: str
    shown: str
    aspects: Mapping[str, Mapping[str, Any]]
    marks: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass
class Row:
    """An item with one place for each column; None where that standard does not list it."""

    key: str
    number: str
    titles: Mapping[str, str]
    domain: str
    position: tuple[int, int, int]
    cells: dict[str, list[Cell]] = field(default_factory=dict)

    def cell(self, upper: str) -> Cell | None:
        """The cell of a column: of several items the worst, with the names of the others."""
        found = self.cells.get(upper)
        if not found:
            return None
        worst = min(found, key=lambda one: ORDER.index(one.shown))
        rest = tuple(one.item for one in found if one is not worst)
        return Cell(
            worst.upper, worst.item, worst.verdict, worst.shown, worst.aspects, worst.marks, worst.derived, rest
        )

    @property
    def verdicts(self) -> set[str]:
        """Everything that is said in some cell."""
        return {cell.verdict for cells in self.cells.values() for cell in cells}

    @property
    def wants_work(self) -> bool:
        """Whether some cell wants somebody to do something."""
        return not self.verdicts.isdisjoint(TODO)

    def title(self, language: Language) -> str:
        """The title in a language."""
        return self.titles[language]


@dataclass(frozen=True)
class Board:
    """columns: from the top.  rows: by domain, in order of the catalogue above."""

    ours: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def counts(self) -> dict[str, int]:
        """How many rows each filter shows."""
        found = {verdict: sum(verdict in row.verdicts for row in self.rows) for verdict in TODO}
        return {"todo": sum(row.wants_work for row in self.rows), "all": len(self.rows)} | found

    def by_domain(self) -> dict[str, int]:
        """How many rows each domain has, in order of the board."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.domain] = found.get(row.domain, 0) + 1
        return found


def columns_of(library: Library) -> tuple[Column, ...]:
    """The standards above a workspace from the top, each after the edition that it replaced."""
    found: list[Column] = []
    whole = not library.workspace.manifest.answers_for
    for one in reversed(library.chain()):
        if whole:
            found += [_column(before, earlier=True) for before in one.before.values()]
        found.append(_column(one, earlier=False))
    return tuple(found)


def _column(library: Library, *, earlier: bool) -> Column:
    manifest = library.workspace.manifest
    return Column(
        library.id,
        manifest.level,
        library.title,
        manifest.effective,
        manifest.until,
        str(manifest.provenance.kind or ""),
        earlier,
    )


def board_of(ours: str, columns: Sequence[Column], proofs: Iterable[Proof], domains: Sequence[str]) -> Board:
    """The board from the rows of a run.  ours: id of the workspace that was proved.  domains: ids in their order."""
    work = _Work(ours, list(proofs), {name: place for place, name in enumerate(domains)})
    current = [column.upper for column in columns if not column.earlier]
    for rank, upper in enumerate(current):
        work.place(upper, rank)
    for column in columns:
        if column.earlier:
            work.place_earlier(column.upper)
    rows = sorted(work.rows, key=lambda row: row.position)
    return Board(ours, tuple(columns), tuple(rows))


@dataclass
class _Work:
    """Rows while they are put together."""

    ours: str
    proofs: list[Proof]
    domains: Mapping[str, int]
    rows: list[Row] = field(default_factory=list)
    _at: dict[tuple[str, str], Row] = field(default_factory=dict)

    def place(self, upper: str, rank: int) -> None:
        """Put the items of a standard into the rows of the items that they derive from.

        rank: rows of their own stand behind those of a lower rank in the same domain.
        """
        parents: dict[str, list[tuple[str, str]]] = {}
        for link in self.proofs:
            if link.lower == upper:
                for item in ids(link.derived):
                    parents.setdefault(item, []).append((link.upper, link.item))
        for proof in self._own(upper):
            above = parents.get(proof.item, ())
            self._put(proof, next((self._at[one] for one in above if one in self._at), None), rank)

    def place_earlier(self, upper: str) -> None:
        """Put the items of an earlier edition into the rows of those that continue them."""
        for proof in self._own(upper):
            names = [tuple(ref.split("#", 1)) for ref in proof.data["continued_by"]]
            rows = {id(row): row for name in names if (row := self._at.get(name)) is not None}
            for row in rows.values() or (None,):
                self._put(proof, row, EARLIER)

    def _own(self, upper: str) -> Iterator[Proof]:
        return (proof for proof in self.proofs if proof.lower == self.ours and proof.upper == upper)

    def _put(self, proof: Proof, row: Row | None, rank: int) -> None:
        if row is None:
            data = proof.data
            domain = str(data.get("domain") or "")
            row = Row(
                proof.item,
                str(data.get("number") or ""),
                {language: str(data[language]["title"]) for language in ("zh", "en")},
                domain,
                (self.domains.get(domain, len(self.domains)), rank, proof.position),
            )
            self.rows.append(row)
        self._at[(proof.upper, proof.item)] = row
        row.cells.setdefault(proof.upper, []).append(cell_of(proof))


def cell_of(proof: Proof) -> Cell:
    """What a proof shows in its cell."""
    return Cell(
        proof.upper,
        proof.item,
        proof.verdict,
        shown(proof),
        proof.aspects,
        tuple(proof.marks),
        tuple(ids(proof.derived)),
    )


def shown(proof: Proof) -> str:
    """The glyph of a proof: nobody here is no tick, and better counts only where everything was proved."""
    if proof.verdict != Verdict.PROVED:
        return proof.verdict
    if "nobody_here" in proof.marks:
        return "zero"
    return "exceeds" if proof.exceeds else "proved"


def ids(refs: Iterable[object]) -> list[str]:
    """Ids without the workspace before them."""
    return [str(ref).rpartition("#")[2] for ref in refs]


def worst_of(verdicts: Iterable[str]) -> str:
    """The worst of some verdicts; empty for none."""
    return str(max((Verdict(one) for one in verdicts), key=SEVERITY.index, default=""))

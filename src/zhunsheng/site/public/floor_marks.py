"""What the residents' pages say of proofs: per item and row, and in numbers; never more than the kept run says.

Without a run for the day nothing is said of the floor but that it has not been worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from zhunsheng.floor.verdict import SEVERITY, Verdict
from zhunsheng.floor.wording import ASPECTS
from zhunsheng.site.catalogue import proofs
from zhunsheng.site.catalogue.models import Proof, ProofRun
from zhunsheng.site.kept import Kept
from zhunsheng.site.public.guide_benefits import Benefit, Row
from zhunsheng.site.public.here import Here
from zhunsheng.standard.wording import Words

_runs: Kept[Marks] = Kept(8)
#: What counts as below: somebody gets less than the level above gives.
BELOW = frozenset({Verdict.VIOLATED, Verdict.MISSING})


@dataclass(frozen=True)
class Claim:
    """One judgement: its verdict, whether we are better there."""

    verdict: Verdict
    exceeds: bool


@dataclass(frozen=True)
class Mark:
    """One item above, proved for what derives from it here.  claims: by aspect and subject."""

    upper: str
    item: str
    derived: tuple[str, ...]
    verdict: Verdict
    exceeds: bool
    nobody: bool
    claims: Mapping[tuple[str, str], Claim]

    def failing(self) -> list[str]:
        """Aspects that are below, in the order of the board."""
        found = {aspect for (aspect, _), claim in self.claims.items() if claim.verdict in BELOW}
        return [aspect for aspect in ASPECTS if aspect in found]


@dataclass(frozen=True)
class Marks:
    """All marks of a run against the levels above that are in force, each with its level."""

    marks: tuple[Mark, ...]
    levels: Mapping[str, str]
    titles: Mapping[str, Words]

    @cached_property
    def by_item(self) -> Mapping[str, tuple[Mark, ...]]:
        """Marks of each of our items."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            for key in mark.derived:
                found.setdefault(key, []).append(mark)
        return {key: tuple(marks) for key, marks in found.items()}

    def of(self, item: str) -> ItemMarks:
        """What is said of one item."""
        own = self.by_item.get(item, ())
        return ItemMarks(own, tuple(mark for mark in own if self.levels.get(mark.upper) == "national"))

    @cached_property
    def national(self) -> tuple[Mark, ...]:
        """Marks against the national standard, in its order."""
        return tuple(mark for mark in self.marks if self.levels.get(mark.upper) == "national")

    def count(self) -> Counter[str]:
        """National items by verdict; those that entitle nobody here apart, as ``nobody``."""
        return Counter("nobody" if mark.nobody else str(mark.verdict) for mark in self.national)

    @property
    def below(self) -> int:
        """National items of which somebody gets less here."""
        return sum(mark.verdict in BELOW for mark in self.national)

    def burden(self) -> Counter[str]:
        """National items by the verdict on papers and fees; items on which the national standard is silent left out."""
        found: Counter[str] = Counter()
        for mark in self.national:
            own = [claim.verdict for (aspect, _), claim in mark.claims.items() if aspect == "burden"]
            if own:
                found[str(max(own, key=SEVERITY.index))] += 1
        return found


@dataclass(frozen=True)
class ItemMarks:
    """marks: against every level above.  national: of these against the national standard."""

    marks: tuple[Mark, ...] = ()
    national: tuple[Mark, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The worst against the national standard; None where it has no such item."""
        return max((mark.verdict for mark in self.national), key=SEVERITY.index, default=None)

    @property
    def glyph(self) -> str:
        """The name of the glyph to draw: ``exceeds`` only where everything is proved."""
        if self.verdict is None:
            return ""
        if self.national and all(mark.nobody for mark in self.national):
            return "zero"
        if self.verdict is Verdict.PROVED and any(mark.exceeds for mark in self.national):
            return "exceeds"
        return str(self.verdict)

    @property
    def checking(self) -> str:
        """Which standard is being checked against because something lies below it: national, above, or empty."""
        if self.verdict in BELOW:
            return "national"
        return "above" if any(mark.verdict in BELOW for mark in self.marks) else ""

    @property
    def failing(self) -> list[str]:
        """Aspects below the national standard, else below a level between."""
        found = {
            aspect for mark in (self.national if self.verdict in BELOW else self.marks) for aspect in mark.failing()
        }
        return [aspect for aspect in ASPECTS if aspect in found]

    def claim(self, subjects: Iterable[str]) -> Claim | None:
        """The worst judgement on content or level with one of these subjects; better only where all hold."""
        wanted = set(subjects)
        found = [
            claim
            for mark in self.national
            for (aspect, subject), claim in mark.claims.items()
            if aspect in ("content", "level") and subject in wanted
        ]
        if not found:
            return None
        verdict = max((claim.verdict for claim in found), key=SEVERITY.index)
        return Claim(verdict, verdict is Verdict.PROVED and any(claim.exceeds for claim in found))


@dataclass(frozen=True)
class MarkedRow:
    """A row of benefits with the glyph of its proof; empty where there is none."""

    row: Row
    glyph: str


@dataclass(frozen=True)
class MarkedBenefit:
    """A benefit with its rows marked."""

    title: str
    rows: list[MarkedRow] = field(default_factory=list)


def marked(benefits: Iterable[Benefit], marks: ItemMarks) -> list[MarkedBenefit]:
    """Benefits with a glyph for each row.

    A claim is about all rows of a level together, so a row is called better only where its words differ from the floor.
    """
    return [MarkedBenefit(part.title, [MarkedRow(row, _glyph(row, marks)) for row in part.rows]) for part in benefits]


def _glyph(row: Row, marks: ItemMarks) -> str:
    claim = marks.claim(row.claims)
    if claim is None:
        return ""
    if claim.exceeds and row.floor and not row.words.endswith(row.floor):
        return "exceeds"
    return str(claim.verdict)


def marks_of(here: Here) -> Marks | None:
    """The marks of the kept run for the day; None where none has been made."""
    run = proofs.known_run(here.state, here.folder, here.day)
    return None if run is None else _runs.get((here.tree, run.pk), lambda: _read(here, run))


def _read(here: Here, run: ProofRun) -> Marks:
    levels = {one.id: str(one.workspace.manifest.level) for one in here.library.chain()}
    titles = {one.id: one.title for one in here.library.chain()}
    rows = Proof.objects.filter(run=run, lower=here.library.id, upper__in=levels).order_by("position")
    return Marks(tuple(_mark(row) for row in rows), levels, titles)


def _mark(row: Proof) -> Mark:
    claims: dict[tuple[str, str], Claim] = {}
    for one in row.data["zh"]["judgements"]:
        key, verdict = (one["aspect"], one["subject"]), Verdict(one["verdict"])
        before = claims.get(key)
        if before is not None:
            verdict = max((before.verdict, verdict), key=SEVERITY.index)
        claims[key] = Claim(verdict, bool(one["exceeds"]) or (before is not None and before.exceeds))
    nobody = "nobody_here" in row.marks or "not_applicable" in row.marks
    return Mark(row.upper, row.item, tuple(row.derived), Verdict(row.verdict), row.exceeds, nobody, claims)

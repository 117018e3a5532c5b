"""What the kept proofs say about items, editions and clauses: worst verdict first, better only where nothing is worse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zhunsheng.floor.verdict import ASPECTS, SEVERITY, Verdict
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import proofs
from zhunsheng.site.catalogue.models import Proof, ProofRun
from zhunsheng.site.office.asking import Asked, above_on
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.working import Progress, Tell, working
from zhunsheng.standard.wording import Language

#: What is shown for an item that entitles nobody here, and for one of which nothing was claimed.
ZERO, NONE = "zero", ""


@dataclass(frozen=True, slots=True)
class Line:
    """A kept proof without its judgements; see `catalogue.models.Proof`."""

    pk: int
    run_id: int
    lower: str
    upper: str
    item: str
    derived: Sequence[str]
    verdict: str
    exceeds: bool
    marks: Sequence[str]
    aspects: Mapping[str, Any]


@dataclass
class Standing:
    """What is known of something: the worst verdict, whether it exceeds, and the same for each aspect.

    verdict: a `Verdict`, ``zero`` where the standard above entitles nobody here, empty where nothing is claimed.
    """

    verdict: str = NONE
    exceeds: bool = False
    aspects: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The glyph: ``exceeds`` only where everything was proved."""
        return "exceeds" if self.exceeds and self.verdict == Verdict.PROVED else self.verdict

    def take(self, row: Line) -> None:
        """Count one more proof in."""
        zero = "nobody_here" in row.marks and row.verdict == Verdict.PROVED
        self.verdict = worse(self.verdict, ZERO if zero else row.verdict)
        self.exceeds = self.exceeds or row.exceeds
        for aspect in ASPECTS:
            self._take_aspect(aspect, row.aspects.get(aspect) or {})

    def _take_aspect(self, aspect: str, said: Mapping[str, Any]) -> None:
        known = self.aspects.setdefault(aspect, {"verdict": NONE, "exceeds": False, "silent": True})
        if not said or said.get("silent"):
            return
        known["verdict"] = worse(known["verdict"], str(said["verdict"]))
        known["exceeds"] = bool(known["exceeds"] or said.get("exceeds"))
        known["silent"] = False


def worse(first: str, second: str) -> str:
    """The worse of two verdicts; nobody here is no claim, and anything is said before nothing.

    >>> worse("proved", "violated"), worse("", "zero"), worse("zero", "proved")
    ('violated', 'zero', 'proved')
    """
    return max(first, second, key=_rank)


def _rank(verdict: str) -> int:
    if verdict == NONE:
        return -2
    return -1 if verdict == ZERO else SEVERITY.index(Verdict(verdict))


# -- the run ---------------------------------------------------------------------------------------------------------


def proved(asked: Asked, folder: str = "") -> ProofRun | Progress:
    """The proofs of a workspace on the day, or how far they are.  folder: of the workspace; without it the district's."""
    state, day = asked.state, asked.on
    folder = folder or asked.folder

    def work(tell: Tell) -> None:
        proofs.run(state, folder, day, tell)

    return working(
        f"proofs/{asked.snapshot.tree[:20]}/{folder}/{day}", lambda: proofs.known_run(state, folder, day), work
    )


def known_rows(asked: Asked) -> list[Line]:
    """The proofs of the day without their judgements; none while they are not made."""
    run = proofs.known_run(asked.state, asked.folder, asked.on)
    return [] if run is None else rows_of(run)


def rows_of(run: ProofRun) -> list[Line]:
    """All rows of a run, without the judgements, which are long."""
    return kept(f"office/lines/{run_key(run)}", lambda: lines_of(Proof.objects.filter(run=run)))


def lines_of(rows: QuerySet[Proof]) -> list[Line]:
    """Proofs without their judgements, read in one query."""
    fields = ("pk", "run_id", "lower", "upper", "item", "derived", "verdict", "exceeds", "marks", "aspects")
    return [Line(*values) for values in rows.values_list(*fields)]


def run_key(run: ProofRun) -> str:
    """The name of a run that is never given to another, even where it was made anew."""
    return f"{run.pk}/{run.made_at:%y%m%d%H%M%S%f}"


def own_rows(rows: Iterable[Line], library: Library, day: date) -> list[Line]:
    """Rows in which the workspace itself is proved against what is above it on a day: no links, no other editions above."""
    above = {one.id for one in above_on(library, day)}
    return [row for row in rows if row.lower == library.id and row.upper in above]


def item_standings(rows: Iterable[Line]) -> dict[str, Standing]:
    """By own item what is known of it against everything above."""
    found: dict[str, Standing] = {}
    for row in rows:
        for item in ids(row):
            found.setdefault(item, Standing()).take(row)
    return found


def standing_of(rows: Iterable[Line]) -> Standing:
    """What is known of all of them together."""
    found = Standing()
    for row in rows:
        found.take(row)
    return found


def ids(row: Line) -> list[str]:
    """Own items that a row speaks of, without the workspace before them."""
    return [str(ref).rpartition("#")[2] for ref in row.derived]


def judgements(row: Proof, language: Language) -> list[dict[str, Any]]:
    """The judgements of a row, in words of a language."""
    said = row.data.get(language) or row.data.get("zh") or row.data
    found: list[dict[str, Any]] = said.get("judgements", [])
    return found

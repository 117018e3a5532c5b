"""What a floor proof says: verdicts, judgements on single claims, and the proof of an item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from zhunsheng.rule.prover import Counterexample, Resident
from zhunsheng.rule.tree import Expr
from zhunsheng.standard.findings import Place
from zhunsheng.standard.quantity import Unit
from zhunsheng.standard.wording import Text

Aspect = Literal["object", "content", "level", "time", "burden"]
ASPECTS: tuple[Aspect, ...] = ("object", "content", "level", "time", "burden")


class Verdict(StrEnum):
    """One of five; only `PROVED` counts as holding."""

    PROVED = "proved"
    NOT_FORMALISED = "not_formalised"
    UNDECIDED = "undecided"
    MISSING = "missing"
    VIOLATED = "violated"


#: From best to worst; an item is as good as its worst claim.
SEVERITY: tuple[Verdict, ...] = tuple(Verdict)

#: exceeds: strictly better for somebody in object or level.  nobody_here: the ancestor entitles nobody in this jurisdiction.
#: approximate: the formal rule simplifies the words.  succession: a recorded renaming was used.
#: not_applicable: the workspace records that the item entitles nobody here (and that was proved).
#: extra_fact: fails only because a further fact is demanded.
Mark = Literal["exceeds", "nobody_here", "approximate", "succession", "not_applicable", "extra_fact"]


@dataclass(frozen=True)
class Level:
    """A value as a resident gets it, with its unit; None where nothing is guaranteed to them."""

    value: Fraction | None
    unit: Unit


@dataclass(frozen=True)
class Judgement:
    """One claim about one aspect, judged.

    subject: what it is about, e.g. ``visits.annual-check``; empty for the whole item.
    ours, theirs: the two values that a witness gets, where the claim compares values.
    gain: somebody for whom we are strictly better.  missing_facts: facts that only our rule needs.
    question: premise and conclusion as they were put to the prover.  links: ids of the invariants that a proof leans on,
    filled in by `prove.explained`.
    """

    aspect: Aspect
    verdict: Verdict
    reason: Text
    subject: str = ""
    counterexample: Counterexample | None = None
    ours: Level | None = None
    theirs: Level | None = None
    exceeds: bool = False
    gain: Resident | None = None
    missing_facts: tuple[str, ...] = ()
    at: Place | None = None
    above: Place | None = None
    links: tuple[str, ...] = ()
    question: tuple[Expr, Expr] | None = field(default=None, compare=False, repr=False)

    @property
    def holds(self) -> bool:
        """Whether the claim was proved."""
        return self.verdict is Verdict.PROVED


@dataclass(frozen=True)
class ItemProof:
    """Everything that was judged about one ancestor item and the services that derive from it.

    silent: aspects on which the ancestor says nothing, so that there is nothing to prove.
    """

    ancestor: str
    derived: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    marks: frozenset[Mark] = field(default_factory=frozenset)
    successions: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of any claim."""
        return worst(judgement.verdict for judgement in self.judgements)

    @property
    def silent(self) -> tuple[Aspect, ...]:
        """Aspects without any claim."""
        spoken = {judgement.aspect for judgement in self.judgements}
        return tuple(aspect for aspect in ASPECTS if aspect not in spoken)

    @property
    def exceeds(self) -> bool:
        """Whether we are strictly better for somebody in some aspect."""
        return "exceeds" in self.marks

    def by_aspect(self, aspect: Aspect) -> tuple[Judgement, ...]:
        """The claims about one aspect."""
        return tuple(judgement for judgement in self.judgements if judgement.aspect == aspect)

    def failures(self) -> tuple[Judgement, ...]:
        """The claims that were not proved."""
        return tuple(judgement for judgement in self.judgements if not judgement.holds)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of `verdicts`; PROVED when there is none."""
    return max(verdicts, key=SEVERITY.index, default=Verdict.PROVED)

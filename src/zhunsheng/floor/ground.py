"""What all aspects of one item are judged on: the two sides, the prover, the day, and the shared questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhunsheng.floor.verdict import Aspect, Judgement, Verdict
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledService, Measure
from zhunsheng.rule.prover import Counterexample, Prover, Resident
from zhunsheng.rule.tree import FALSE, TRUE, Expr, Not, all_of, any_of, substitute
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.findings import Place
from zhunsheng.standard.quantity import Unit
from zhunsheng.standard.wording import T, Text


@dataclass
class Ground:
    """One ancestor item against the services that derive from it, in one vocabulary, on one day.

    above_day: the day on which the ancestor's values are read, where it differs (an earlier edition as it stood).
    show: also look for residents (counterexamples and gainers); without it only verdicts are made.
    """

    prover: Prover
    day: date
    ancestor: CompiledService
    derived: tuple[CompiledService, ...]
    scope: Expr = TRUE
    show: bool = True
    above_day: date | None = None

    @cached_property
    def formal(self) -> tuple[CompiledService, ...]:
        """The derived services with a rule that may be used in a proof."""
        return tuple(service for service in self.derived if service.is_formal)

    @cached_property
    def entitled_above(self) -> Expr:
        """Who, within the jurisdiction, the ancestor entitles; everybody within it when there is no usable rule."""
        rule = self.ancestor.entitled
        return all_of(self.scope, rule) if rule is not None and self.ancestor.is_formal else self.scope

    @cached_property
    def eligible_here(self) -> Expr:
        """Who is eligible for at least one of the derived services (further conditions left aside)."""
        return any_of(*(service.eligible for service in self.formal if service.eligible is not None))

    @cached_property
    def entitled_here(self) -> Expr:
        """Who is entitled to at least one of the derived services."""
        return any_of(*(rule for service in self.formal if (rule := service.entitled) is not None))

    @cached_property
    def is_formal(self) -> bool:
        """Whether both sides have rules that may be used in a proof."""
        return self.ancestor.is_formal and bool(self.formal)

    @cached_property
    def somebody(self) -> Verdict | None:
        """None when the ancestor entitles somebody here; PROVED when nobody, UNDECIDED when the solver cannot tell."""
        if not self.ancestor.is_formal:
            return None
        status = self.prover.entails(self.entitled_above, FALSE).status
        return {"holds": Verdict.PROVED, "undecided": Verdict.UNDECIDED, "fails": None}[status]

    def judge(
        self,
        aspect: Aspect,
        premise: Expr,
        conclusion: Expr,
        *,
        subject: str = "",
        proved: Text,
        violated: Text,
        at: Place | None = None,
        above: Place | None = None,
    ) -> Judgement:
        """The judgement on ``premise entails conclusion``, with a counterexample where it fails."""
        answer = self.prover.entails(premise, conclusion)
        if answer.status == "holds":
            question = (premise, conclusion)
            return Judgement(aspect, Verdict.PROVED, proved, subject, at=at, above=above, question=question)
        if answer.status == "undecided":
            reason = T("求解器未能判定：{reason}", reason=answer.reason)
            return Judgement(aspect, Verdict.UNDECIDED, reason, subject, at=at, above=above)
        witness = self.prover.counterexample(premise, conclusion) if self.show else None
        missing = witness.resident.unknown if witness is not None else ()
        if witness is not None and witness.kind == "extra_fact":
            labels = [self.label(name) for name in missing]
            violated = T("本地规则要多知道一项事实才能确定：{facts}", facts=labels)
        return Judgement(
            aspect, Verdict.VIOLATED, violated, subject, witness, missing_facts=missing, at=at, above=above,
            question=(premise, conclusion),
        )  # fmt: skip

    def side(self, measure: Measure, *, above: bool = False) -> tuple[Expr, Unit] | None:
        """A value in force, meanings filled in, and its unit; None where no value is in force on the day."""
        try:
            value, unit = measure.on(self.above_day or self.day if above else self.day)
        except DateGap:
            return None
        return substitute(value, self.prover.meanings), unit

    def label(self, name: str) -> object:
        """The label of a fact or parameter."""
        book = self.prover.book
        item = book.facts.get(name) or book.parameters.get(name)
        return item.label if item is not None else name

    def is_possible(self, *conditions: Expr) -> bool:
        """Whether somebody, every fact known, meets all `conditions`."""
        return self.prover.entails(all_of(*conditions), FALSE).status == "fails"

    def gainer(self, *conditions: Expr) -> Resident | None:
        """Somebody who meets all `conditions`, to show; None where only verdicts are made."""
        return self.prover.example(conditions).resident if self.show else None

    def affected(self, *conditions: Expr) -> Counterexample | None:
        """Somebody whom a missing or superfluous thing touches, as a counterexample that no rule can refute."""
        resident = self.gainer(*conditions)
        return None if resident is None else Counterexample("plain", resident)

    def is_wider(self, wide: Expr, narrow: Expr) -> bool:
        """Whether somebody, every fact known, meets `wide` but not `narrow`."""
        if self.prover.entails(wide, narrow).status == "holds":
            return False
        return self.is_possible(wide, Not(narrow))

    def delivered(self, parts: Iterable[tuple[CompiledService, CompiledDeliverable]]) -> Expr:
        """Who gets at least one of our deliverables: entitled to its service, further conditions included."""
        return any_of(
            *(
                all_of(service.entitled, part.when)
                for service, part in parts
                if service.is_formal and service.entitled is not None
            )
        )

    def covering(self, deliverable: CompiledDeliverable) -> Iterator[tuple[CompiledService, CompiledDeliverable]]:
        """Our deliverables that fulfil one of the ancestor's: by the same id, or by `covers`."""
        for service in self.derived:
            for ours in service.deliverables.values():
                if ours.id == deliverable.id or covers(ours.covers, self.ancestor, deliverable.id):
                    yield service, ours


def covers(named: Iterable[str], ancestor: CompiledService, part: str) -> bool:
    """Whether `named` (the ``covers`` of a part of ours) means `part` of `ancestor`: ``id``, ``item.id`` or a reference."""
    return any(name in (part, f"{ancestor.id}.{part}", f"{ancestor.ref}.{part}") for name in named)


def not_formal(aspect: Aspect, ground: Ground, subject: str = "", at: Place | None = None) -> Judgement:
    """The judgement that a human must make, saying on which side the formal rule is missing."""
    if not ground.ancestor.is_formal:
        if ground.ancestor.source.fit == "placeholder":
            reason = T("上位规则只是占位，不能用于证明")
        elif ground.ancestor.broken:
            reason = T("上位规则有错误，未能编译")
        else:
            reason = T("上位标准没有可证明的规则")
    elif any(service.broken for service in ground.derived):
        reason = T("本地规则有错误，未能编译")
    else:
        reason = T("本地标准没有可证明的规则")
    return Judgement(aspect, Verdict.NOT_FORMALISED, reason, subject, at=at, above=ground.ancestor.place)

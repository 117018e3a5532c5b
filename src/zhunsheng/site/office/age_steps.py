"""A value by age: from year to year what a person of that age gets, when nothing else is known of them.

Only what age decides is drawn as settled; where another fact decides as well the step says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledService
from zhunsheng.rule.evaluate import amount, holds
from zhunsheng.rule.library import Library
from zhunsheng.rule.tree import TRUE, Expr, Truth, all_of, names, substitute
from zhunsheng.standard.base import DateGap

AGE = "age"
OLDEST = 100
#: all: everybody of this age who is entitled.  some: only those for whom another fact is as the rule wants it.
Reach = Literal["all", "some"]


@dataclass(frozen=True)
class AgeStep:
    """Ages `low` to `high`, both included (high None: and above), with the value; None where other facts decide it."""

    low: int
    high: int | None
    value: Fraction | None
    reach: Reach


def age_steps(
    library: Library,
    service: CompiledService,
    deliverable: CompiledDeliverable,
    guarantee: CompiledGuarantee,
    day: date,
) -> tuple[AgeStep, ...]:
    """The steps of a guarantee; none where its value and whom it reaches do not depend on age."""
    try:
        value, _unit = guarantee.measure.on(day)
    except DateGap:
        return ()
    meanings = library.meanings(day)
    read = [substitute(expr, meanings) for expr in (value, deliverable.when, guarantee.when)]
    if not any(AGE in set(names(expr)) for expr in read):
        return ()
    entitled = substitute(service.entitled or TRUE, meanings)
    return steps_of(read[0], all_of(read[1], read[2]), entitled)


def steps_of(value: Expr, reach: Expr, entitled: Expr) -> tuple[AgeStep, ...]:
    """The steps of a value among the entitled; ages at which nobody is entitled, or nobody reached, are left out."""
    found: list[AgeStep] = []
    for age in range(OLDEST + 1):
        person = {AGE: age}
        within = holds(reach, person)
        if holds(entitled, person) is False or within is False:
            continue
        step = AgeStep(age, age, amount(value, person), _reach(within))
        last = found[-1] if found else None
        if last is not None and last.high == age - 1 and (last.value, last.reach) == (step.value, step.reach):
            found[-1] = AgeStep(last.low, age, step.value, step.reach)
        else:
            found.append(step)
    if found and found[-1].high == OLDEST:
        last = found[-1]
        found[-1] = AgeStep(last.low, None, last.value, last.reach)
    return tuple(found)


def _reach(within: Truth) -> Reach:
    return "all" if within else "some"

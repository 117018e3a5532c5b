"""Random residents for the interview: every fact told, all that always holds kept.

Ages follow the margins of an old city district (registered people of Yuexiu at the end of 2023 by bands, younger ones
by the city's census of 2020), the sex ratio that of the city.  For the rest there are no margins: somebody is given a
load between 2 % and 35 %, and each fact differs from the ordinary with that chance.  The interview itself assumes
fixed chances (`entitle.chances`), so that it is not measured against its own assumption.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

from zhunsheng.entitle.cells import bits
from zhunsheng.entitle.chances import AGE_BANDS
from zhunsheng.entitle.known import Known
from zhunsheng.entitle.plan import Plan
from zhunsheng.rule.prover import ordinary_value
from zhunsheng.rule.tree import Value
from zhunsheng.standard.facts import Fact

_MALE = 0.5283


def resident(plan: Plan, chance: random.Random, told: Mapping[str, Value] | None = None) -> dict[str, str]:
    """One resident as raw answers, in a random order; `told`: facts that are so already."""
    while True:
        found = _try(plan, chance, told or {})
        if found is not None:
            return found


def _try(plan: Plan, chance: random.Random, told: Mapping[str, Value]) -> dict[str, str] | None:
    known = Known([cells.everything for cells in plan.cells])
    for name, value in told.items():
        known[plan.index[name]] = 1 << plan.cells[plan.index[name]].cell_of(value)
        known.exact[plan.index[name]] = value
    if plan.constraints.narrow(known, None) is not None:
        return None
    load = chance.uniform(0.02, 0.35)
    facts = [fact for fact, askable in enumerate(plan.askable) if askable]
    chance.shuffle(facts)
    facts.sort(key=lambda fact: plan.declared(plan.names[fact]).type != "age")
    answers: dict[str, str] = {}
    for fact in facts:
        value = known.exact[fact] if fact in known.exact else _drawn(plan, fact, known, load, chance)
        known[fact] = 1 << plan.cells[fact].cell_of(value)
        known.exact[fact] = value
        if plan.constraints.narrow(known, (fact,)) is not None:
            return None
        answers[plan.names[fact]] = text_of(value, plan.declared(plan.names[fact]).type)
    names = list(answers)
    chance.shuffle(names)
    return {name: answers[name] for name in names}


def _drawn(plan: Plan, fact: int, known: Known, load: float, chance: random.Random) -> Value:
    cells, declared = plan.cells[fact], plan.declared(plan.names[fact])
    left = known[fact]
    if declared.type == "age":
        low, high, _ = chance.choices(AGE_BANDS, [people for _, _, people in AGE_BANDS])[0]
        return chance.randint(low, high)
    if cells.name == "sex" and left == cells.everything:
        return cells.members[0] if chance.random() < _MALE else cells.members[1]
    ordinary = cells.cell_of(ordinary_value(declared)) if isinstance(declared, Fact) else 0
    if left >> ordinary & 1 and chance.random() >= load:
        return ordinary_value(declared)
    others = [bit for bit in bits(left) if bit != 1 << ordinary] or [left & -left]
    first, last = cells.bounds(chance.choice(others).bit_length() - 1)
    return cells.value(chance.randint(first, last))


def text_of(value: Value, kind: str) -> str:
    """A value as a form sends it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if kind == "money":
        return f"{int(value) // 100}.{int(value) % 100:02d}"
    return str(value)

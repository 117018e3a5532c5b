"""Which facts a counterexample rests on: take one away, and is it still one?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from zhunsheng.floor.verdict import Judgement
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.prover import Prover, ordinary_value
from zhunsheng.rule.tree import Value

#: needed: with the ordinary value it is no counterexample any more.  follows: the ordinary value is impossible beside
#: the other facts (an invariant forbids it).  free: neither.
Weight = Literal["needed", "follows", "free"]


def weigh(prover: Prover, judgement: Judgement) -> dict[str, Weight]:
    """Each fact in which the counterexample of a judgement is unlike an ordinary resident, with its weight.

    Empty where the judgement has no counterexample, or was not put as a question.
    """
    if judgement.counterexample is None or judgement.question is None:
        return {}
    resident = judgement.counterexample.resident
    found: dict[str, Weight] = {}
    for name in resident.unlike:
        declared = prover.book.facts.get(name) or prover.book.parameters.get(name)
        if declared is None:
            continue
        changed = {**resident.facts, name: ordinary_value(declared)}
        if not _refutes(prover, judgement, changed):
            found[name] = "needed"
        else:
            found[name] = "follows" if _impossible(prover, changed) else "free"
    return found


def _refutes(prover: Prover, judgement: Judgement, facts: Mapping[str, Value]) -> bool:
    assert judgement.question is not None
    premise, conclusion = (prover.read(expr) for expr in judgement.question)
    return evaluate(premise, facts) is True and evaluate(conclusion, facts) is not True


def _impossible(prover: Prover, facts: Mapping[str, Value]) -> bool:
    return any(evaluate(rule, facts) is False for _, rule in prover.invariants)

"""Which facts a counterexample rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.floor.worlds import DAY, district, local, proof_of
from zhunsheng.floor.needed import weigh
from zhunsheng.floor.verdict import Judgement
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.library import Library


def broken(library: Library, aspect: str = "object") -> Judgement:
    """The first claim of an aspect that fails."""
    return next(one for one in proof_of(library).by_aspect(aspect) if not one.holds)  # type: ignore[arg-type]


def test_every_fact_without_which_it_is_no_counterexample_is_needed(tmp_path: Path) -> None:
    library = district(tmp_path, {"item": local(eligible="age >= 65 and here and poor")})
    judgement = broken(library)
    assert weigh(library.prover(DAY), judgement) == {"age": "needed"}


def test_a_fact_that_an_invariant_forces_follows(tmp_path: Path) -> None:
    facts: dict[str, Any] = {
        "facts": {"born_here": {"type": "bool", "label": "本地出生", "ordinary": "true"},
                  "local": {"type": "bool", "label": "本区户籍", "ordinary": "true"}},
        "invariants": [{"id": "born", "rule": "not born_here or local", "reason": "约定"}],
    }  # fmt: skip
    ours = local(eligible="age >= 65 and here and (local or (born_here and poor))")
    library = district(tmp_path, {"item": ours}, facts=facts)
    weights = weigh(library.prover(DAY), broken(library))
    assert weights == {"age": "needed", "local": "needed", "born_here": "follows"}


def test_a_claim_that_holds_rests_on_nobody(tmp_path: Path) -> None:
    library = district(tmp_path, {"item": local()})
    assert all(weigh(library.prover(DAY), one) == {} for one in proof_of(library).judgements)


CONDITIONS = st.sampled_from(
    ["age >= 70", "poor", "disabled", 'sex == "female"', "income <= 1000", "pregnant or age >= 66"]
)


@given(st.lists(CONDITIONS, min_size=1, max_size=3, unique=True))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_taking_a_needed_fact_away_leaves_no_counterexample(tmp_path: Path, extra: list[str]) -> None:
    library = district(
        tmp_path, {"item": local(eligible=" and ".join(["age >= 65", "here", *(f"({one})" for one in extra)]))}
    )
    judgement, prover = broken(library), library.prover(DAY)
    assert judgement.counterexample is not None and judgement.question is not None
    premise, conclusion = (prover.read(expr) for expr in judgement.question)
    facts = judgement.counterexample.resident.facts
    for name, weight in weigh(prover, judgement).items():
        ordinary = prover._ordinary(name)
        assert facts[name] != ordinary
        changed = {**facts, name: ordinary}
        refutes = evaluate(premise, changed) is True and evaluate(conclusion, changed) is not True
        assert refutes is (weight != "needed")

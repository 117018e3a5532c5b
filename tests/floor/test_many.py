"""Many districts at once: shared proofs say what single proofs say, each distinct variant is proved once."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.worlds import DAY, FACTS, NATIONAL, district, manifest, proof_of, standard, write
from zhunsheng.floor.many import Changes, DoesNotCompile, Nation, share_out
from zhunsheng.floor.verdict import ItemProof, Verdict
from zhunsheng.rule.library import Library
from zhunsheng.standard.service import Change
from zhunsheng.standard.workspace import open_workspace


def nation(folder: Path, *, show: bool = False, **more: Any) -> Nation:
    other = copy.deepcopy(NATIONAL) | {"title": "助餐", "eligible": "age >= 60 and poor"}
    items = {"item": NATIONAL, "meal": other}
    write(
        folder / "cn",
        {"workspace.yaml": manifest("cn", **more), "facts.yaml": FACTS, "standards/a.yaml": standard(items)},
    )
    return Nation(Library(open_workspace(folder / "cn")), DAY, show)


def change(at: str, value: Any = None, **more: Any) -> Change:
    return Change.model_validate({"at": at, "reason": "示例"} | ({} if value is None else {"set": value}) | more)


VARIANTS: list[tuple[Changes, list[tuple[str, str, str]]]] = [
    ((), []),
    ((change("eligible", "age >= 60 and here"),), []),
    ((change("eligible", "age >= 70 and here"),), [("object", "", "violated")]),
    ((change("promise.at_most", "25"),), [("time", "promise", "violated")]),
    ((change("delivers.check.guarantees.visits.at_least", "3"),), [("level", "check.visits", "violated")]),
    ((change("delivers.advice", remove=True),), [("content", "advice", "missing")]),
    (
        (change("promise.at_most", "25"), change("apply.visits", 3)),
        [("time", "promise", "violated"), ("burden", "visits", "violated")],
    ),
]


def said(proof: ItemProof) -> list[tuple[str, str, str]]:
    return [(item.aspect, item.subject, item.verdict.value) for item in proof.failures()]


@pytest.mark.parametrize(("changes", "failures"), VARIANTS)
def test_each_variant_gets_its_own_verdict(tmp_path: Path, changes: Changes, failures: list[Any]) -> None:
    proof = nation(tmp_path).prove("item", changes)
    assert said(proof) == failures
    assert (proof.ancestor, proof.derived) == ("cn#item", ("cn#item",))
    assert all(item.counterexample is None for item in proof.judgements)


@pytest.mark.parametrize(("changes", "failures"), VARIANTS[1:])
def test_a_variant_is_judged_as_the_district_that_writes_it_is(
    tmp_path: Path, changes: Changes, failures: list[Any]
) -> None:
    ours = {"overlays": "cn#item", "changes": [item.model_dump(mode="json", exclude_defaults=True) for item in changes]}
    single = proof_of(district(tmp_path, {"ours": ours}))
    shared = nation(tmp_path, show=True).prove("item", changes)
    assert said(single) == said(shared) == failures
    assert [item.counterexample for item in single.judgements] == [item.counterexample for item in shared.judgements]


@given(order=st.permutations(range(len(VARIANTS))), asked=st.lists(st.integers(0, len(VARIANTS) - 1), max_size=12))
def test_the_order_of_districts_changes_no_verdict_and_every_variant_is_proved_once(
    nationwide: Nation, order: list[int], asked: list[int]
) -> None:
    fresh = Nation(nationwide.library, DAY)
    proofs = list(fresh.district(("item", VARIANTS[index][0]) for index in [*order, *asked]))
    assert [said(proof) for proof in proofs] == [VARIANTS[index][1] for index in [*order, *asked]]
    assert fresh.distinct == len(VARIANTS)
    assert all(proof is proofs[order.index(index)] for proof, index in zip(proofs[len(order) :], asked, strict=True))


@pytest.fixture(scope="module")
def nationwide(tmp_path_factory: pytest.TempPathFactory) -> Nation:
    return nation(tmp_path_factory.mktemp("nation"))


def test_equal_changes_to_two_items_are_two_variants(nationwide: Nation) -> None:
    fresh = Nation(nationwide.library, DAY)
    changes = (change("eligible", "age >= 65 and here"),)
    assert fresh.prove("item", changes).verdict is Verdict.PROVED
    assert fresh.prove("meal", changes).verdict is Verdict.VIOLATED
    assert fresh.distinct == 2
    assert fresh.prove("item", (change("eligible", "age >= 65 and here", was="x"),)).verdict is Verdict.PROVED
    assert fresh.distinct == 2


def test_setting_adding_and_removing_the_same_field_are_three_variants(nationwide: Nation) -> None:
    fresh = Nation(nationwide.library, DAY)
    removed = fresh.prove("item", (change("apply.fee", remove=True),))
    dearer = fresh.prove("item", (change("apply.fee", "1 CNY"),))
    assert (said(removed), said(dearer)) == ([("burden", "fee", "missing")], [("burden", "fee", "violated")])
    assert fresh.distinct == 2


def test_the_scope_of_the_nation_counts(tmp_path: Path) -> None:
    changes = (change("eligible", "age >= 65 and here and poor"),)
    assert nation(tmp_path / "a").prove("item", changes).verdict is Verdict.VIOLATED
    assert nation(tmp_path / "b", scope="poor").prove("item", changes).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "wrong",
    [
        change("eligible", "agee >= 65"),
        change("promise.at_most", "some"),
        change("delivers.nothing.when", "poor"),
        change("delivers.check.guarantees.visits.at_most", "4"),
        change("no_such_field", "1"),
    ],
    ids=lambda item: item.at,
)
def test_a_change_that_makes_no_service_is_refused_and_never_proved(nationwide: Nation, wrong: Change) -> None:
    fresh = Nation(nationwide.library, DAY)
    with pytest.raises(DoesNotCompile) as caught:
        fresh.prove("item", (wrong,))
    assert (caught.value.item, caught.value.changes) == ("item", (wrong,))
    assert fresh.distinct == 0


def test_a_trial_leaves_no_findings_behind(nationwide: Nation) -> None:
    with pytest.raises(DoesNotCompile):
        nationwide.prove("item", (change("eligible", "agee >= 65"),))
    assert nationwide.library.findings(DAY) == []
    with pytest.raises(KeyError):
        nationwide.prove("nothing", ())


@given(items=st.lists(st.text(max_size=3), unique=True, max_size=20), parts=st.integers(1, 6))
def test_items_are_dealt_out_each_once_and_evenly(items: list[str], parts: int) -> None:
    hands = share_out(items, parts)
    assert sorted(item for hand in hands for item in hand) == sorted(items)
    assert len(hands) == parts
    assert max(map(len, hands)) - min(map(len, hands)) <= 1

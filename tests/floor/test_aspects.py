"""Each aspect of the floor proof: what holds, what fails, who shows it."""

from __future__ import annotations

import copy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import DAY, NATIONAL, district, guarantee, local, proof_of
from zhunsheng.floor.part import prove_part
from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import Verdict


def failing(proof: Any) -> list[tuple[str, str, str]]:
    return [(item.aspect, item.subject, item.verdict.value) for item in proof.failures()]


def without(path: str) -> dict[str, Any]:
    """The national item without one field, as our own."""
    service = local()
    *parents, last = path.split(".")
    target = service
    for name in parents:
        target = target[name]
    del target[last]
    return service


def test_the_item_taken_over_as_it_stands_is_proved_without_the_solver(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local()})
    proof = proof_of(library)
    assert proof.verdict is Verdict.PROVED
    assert not proof.exceeds
    assert {item.aspect for item in proof.judgements} == {"object", "content", "level", "time", "burden"}


@pytest.mark.parametrize(
    ("rule", "person", "kind"),
    [
        ("age >= 70 and here", {"age": 65, "here": True}, "plain"),
        ("age >= 65 and here and poor", {"age": 65, "here": True, "poor": False}, "plain"),
        ('age >= 65 and here and sex == "female"', {"age": 65, "here": True, "sex": "male"}, "plain"),
        ("age >= 60 and here and (poor or not poor)", {"age": 65, "here": True}, "extra_fact"),
        ("age >= 65 and here and not pregnant", {"age": 65, "here": True}, "extra_fact"),
        ("age >= 65 and here and income < 3000", {"age": 65, "here": True, "income": 500_000}, "plain"),
    ],
)
def test_whoever_is_left_out_is_shown(tmp_path: Path, rule: str, person: dict[str, Any], kind: str) -> None:
    proof = proof_of(district(tmp_path, {"ours": local(eligible=rule)}))
    (found,) = proof.by_aspect("object")
    assert found.verdict is Verdict.VIOLATED
    assert found.counterexample is not None
    assert found.counterexample.kind == kind
    assert found.counterexample.resident.facts == person
    assert ("extra_fact" in proof.marks) is (kind == "extra_fact")
    assert bool(found.missing_facts) is (kind == "extra_fact")


def test_a_wider_group_exceeds_and_shows_who_gains(tmp_path: Path) -> None:
    proof = proof_of(district(tmp_path, {"ours": local(eligible="age >= 60 and here")}))
    (found,) = proof.by_aspect("object")
    assert (found.verdict, found.exceeds) == (Verdict.PROVED, True)
    assert found.gain is not None
    assert found.gain.facts == {"age": 60, "here": True}
    assert "exceeds" in proof.marks


def test_several_services_together_cover_one_item(tmp_path: Path) -> None:
    old = local(eligible="age >= 80 and here")
    young = local(eligible="65 <= age <= 79 and here")
    assert proof_of(district(tmp_path, {"old": old, "young": young})).verdict is Verdict.PROVED
    gap = local(eligible="65 <= age <= 78 and here")
    (found,) = proof_of(district(tmp_path, {"old": old, "young": gap})).by_aspect("object")
    assert found.counterexample is not None
    assert found.counterexample.resident.facts["age"] == 79


def test_the_scope_limits_the_floor_to_our_jurisdiction(tmp_path: Path) -> None:
    everybody = {**NATIONAL, "eligible": "true", "delivers": []}
    ours = local(eligible="here", delivers=[])
    assert proof_of(district(tmp_path, {"ours": ours}, {"item": everybody})).verdict is Verdict.VIOLATED
    assert proof_of(district(tmp_path, {"ours": ours}, {"item": everybody}, scope="here")).verdict is Verdict.PROVED


def test_an_item_that_entitles_nobody_here_is_marked(tmp_path: Path) -> None:
    facts = {"invariants": [{"id": "young-town", "rule": "age <= 50", "reason": "示例"}]}
    proof = proof_of(district(tmp_path, {"ours": local(eligible="age >= 90")}, facts=facts))
    assert (proof.by_aspect("object")[0].verdict, "nobody_here" in proof.marks) == (Verdict.PROVED, True)
    assert not proof.exceeds


def test_an_item_without_a_service_is_missing_unless_recorded_and_proved(tmp_path: Path) -> None:
    other = {"other": local(derives=None)}
    missing = proof_of(district(tmp_path / "a", other))
    assert (missing.verdict, missing.derived) == (Verdict.MISSING, ())
    assert missing.judgements[0].counterexample is not None
    record = [{"item": "cn#item", "reason": "本区没有"}]
    claimed = proof_of(district(tmp_path / "b", other, not_applicable=record))
    assert claimed.verdict is Verdict.VIOLATED
    facts = {"invariants": [{"id": "young-town", "rule": "age <= 50", "reason": "示例"}]}
    proved = proof_of(district(tmp_path / "c", other, not_applicable=record, facts=facts))
    assert (proved.verdict, "not_applicable" in proved.marks) == (Verdict.PROVED, True)
    unrecorded = proof_of(district(tmp_path / "d", other, facts=facts))
    assert (unrecorded.verdict, "nobody_here" in unrecorded.marks) == (Verdict.MISSING, True)


def test_placeholders_and_missing_rules_are_never_proved(tmp_path: Path) -> None:
    for above, ours in (
        ({**NATIONAL, "fit": "placeholder"}, local()),
        (NATIONAL, without("eligible")),
        ({**NATIONAL, "eligible": None}, local()),
    ):
        item = {key: value for key, value in above.items() if value is not None}
        proof = proof_of(district(tmp_path, {"ours": ours}, {"item": item}))
        assert proof.verdict is Verdict.NOT_FORMALISED


def test_an_approximate_rule_is_marked(tmp_path: Path) -> None:
    proof = proof_of(district(tmp_path, {"ours": local()}, {"item": {**NATIONAL, "fit": "approximate"}}))
    assert (proof.verdict, "approximate" in proof.marks) == (Verdict.PROVED, True)


def test_a_deliverable_left_out_is_missing_and_one_narrowed_is_violated(tmp_path: Path) -> None:
    kept = local(delivers=NATIONAL["delivers"][:1])
    proof = proof_of(district(tmp_path, {"ours": kept}))
    assert failing(proof) == [("content", "advice", "missing")]
    shown = proof.failures()[0].counterexample
    assert shown is not None
    assert shown.resident.facts["disabled"] is True
    narrowed = copy.deepcopy(NATIONAL["delivers"])
    narrowed[1]["when"] = "disabled and poor"
    assert failing(proof_of(district(tmp_path, {"ours": local(delivers=narrowed)}))) == [
        ("content", "advice", "violated")
    ]


def test_a_deliverable_may_be_covered_under_another_id(tmp_path: Path) -> None:
    renamed = copy.deepcopy(NATIONAL["delivers"])
    renamed[1] |= {"id": "guidance", "covers": ["advice"]}
    assert proof_of(district(tmp_path, {"ours": local(delivers=renamed)})).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"at_least": "3"}, Verdict.VIOLATED),
        ({"at_least": "1", "unit": "visit/quarter"}, Verdict.PROVED),
        ({"at_least": "1", "unit": "visit/half_year"}, Verdict.VIOLATED),
        ({"at_least": None, "exactly": "4"}, Verdict.PROVED),
        ({"at_least": None, "at_most": "4"}, Verdict.MISSING),
        ({"at_least": "4", "unit": "visit/week"}, Verdict.UNDECIDED),
        ({"at_least": "6 if age >= 80 else 4"}, Verdict.PROVED),
        ({"at_least": "4 if age >= 80 else 3"}, Verdict.VIOLATED),
        ({"at_least": "6 if poor else 4"}, Verdict.VIOLATED),  # whether poor must be known to know the level
        ({"at_least": "max(4, 2)"}, Verdict.PROVED),
        ({"apart": None}, Verdict.MISSING),
        ({"apart": {"at_most": "6 month"}}, Verdict.VIOLATED),
        ({"apart": {"at_most": "1 quarter"}}, Verdict.PROVED),
        ({"at_least": {"2020-01-01": "3", "2026-01-01": "5"}}, Verdict.PROVED),
        ({"at_least": {"2020-01-01": "5", "2026-01-01": "3"}}, Verdict.VIOLATED),
        ({"at_least": {"2027-01-01": "5"}}, Verdict.MISSING),
        ({"at_least": {"2020-01-01": "5", "2025-01-01": "ended"}}, Verdict.MISSING),
        ({"when": "disabled"}, Verdict.VIOLATED),
    ],
)
def test_every_resident_gets_at_least_the_level_above(
    tmp_path: Path, changes: dict[str, Any], verdict: Verdict
) -> None:
    proof = proof_of(district(tmp_path, {"ours": local(delivers=guarantee(**changes))}))
    assert proof.verdict is verdict
    for item in proof.failures():
        assert item.aspect == "level"
        if verdict is Verdict.VIOLATED:
            assert item.counterexample is not None


def test_both_values_are_shown_as_the_resident_gets_them(tmp_path: Path) -> None:
    proof = proof_of(district(tmp_path, {"ours": local(delivers=guarantee(at_least="5 if age >= 80 else 3"))}))
    found = proof.by_aspect("level")[0]
    assert found.counterexample is not None
    assert found.counterexample.resident.facts["age"] == 65
    assert found.ours is not None
    assert found.theirs is not None
    assert (found.ours.value, found.theirs.value) == (Fraction(3), Fraction(4))


def test_a_better_level_exceeds(tmp_path: Path) -> None:
    proof = proof_of(district(tmp_path, {"ours": local(delivers=guarantee(at_least="6 if age >= 80 else 4"))}))
    found = proof.by_aspect("level")[0]
    assert (found.exceeds, found.gain is not None and found.gain.facts["age"]) == (True, 80)
    assert found.ours is not None
    assert found.ours.value == 6


@pytest.mark.parametrize(
    ("promise", "verdict"),
    [
        ({"at_most": "20", "unit": "working_day"}, Verdict.PROVED),
        ({"at_most": "21", "unit": "working_day"}, Verdict.VIOLATED),
        ({"at_most": "19", "unit": "calendar_day"}, Verdict.PROVED),
        ({"at_most": "25", "unit": "calendar_day"}, Verdict.UNDECIDED),
        ({"at_most": "15 if poor else 20", "unit": "working_day"}, Verdict.VIOLATED),
        ({"at_most": "10 if age >= 80 else 20", "unit": "working_day"}, Verdict.PROVED),
        (None, Verdict.MISSING),
    ],
)
def test_no_promise_is_slower(tmp_path: Path, promise: Any, verdict: Verdict) -> None:
    proof = proof_of(district(tmp_path, {"ours": local(promise=promise)}))
    assert proof.verdict is verdict
    assert all(item.aspect == "time" for item in proof.failures())


@pytest.mark.parametrize(
    ("within", "verdict"), [("5 working_day", "proved"), ("6 working_day", "violated"), (None, "missing")]
)
def test_a_step_that_is_limited_above_is_limited_here(tmp_path: Path, within: str | None, verdict: str) -> None:
    process = {"receive": {"title": "受理", "role": "desk"} | ({} if within is None else {"within": within})}
    proof = proof_of(district(tmp_path, {"ours": local(process=process)}))
    found = next(item for item in proof.judgements if item.subject == "process.receive")
    assert found.verdict.value == verdict


@pytest.mark.parametrize(
    ("apply", "subject", "verdict"),
    [
        ({"materials": []}, None, None),
        ({"materials": [{"id": "hukou-book", "title": "户口簿"}]}, "materials.hukou-book", "violated"),
        ({"materials": [{"id": "hukou-book", "title": "户口簿", "register": "police.hukou"}]}, None, None),
        ({"materials": [{"id": "hukou-book", "title": "户口簿", "need": "optional"}]}, None, None),
        ({"materials": [{"id": "id-card", "title": "身份证", "form": "copy"}]}, "materials.id-card", "violated"),
        ({"materials": [{"id": "card", "title": "证", "form": "shown", "covers": ["id-card"]}]}, None, None),
        ({"fee": "5 CNY"}, "fee", "violated"),
        ({"fee": None}, "fee", "missing"),
        ({"visits": 2}, "visits", "violated"),
        ({"visits": None}, "visits", "missing"),
        ({"conditions": [{"id": "poor", "rule": "poor"}]}, "conditions", "violated"),
        ({"conditions": [{"id": "old", "rule": "age >= 60"}]}, None, None),
    ],
)
def test_nothing_more_is_asked_than_above(
    tmp_path: Path, apply: dict[str, Any], subject: str | None, verdict: str | None
) -> None:
    whole = {key: value for key, value in (NATIONAL["apply"] | apply).items() if value is not None}
    proof = proof_of(district(tmp_path, {"ours": local(apply=whole)}))
    expected = [] if subject is None else [("burden", subject, verdict)]
    assert failing(proof) == expected
    for item in proof.failures():
        assert item.counterexample is not None


def test_what_the_ancestor_does_not_say_is_silent(tmp_path: Path) -> None:
    above = {key: NATIONAL[key] for key in ("title", "fit", "eligible")}
    proof = proof_of(district(tmp_path, {"ours": local()}, {"item": above}))
    assert proof.silent == ("content", "level", "time", "burden")
    assert proof.verdict is Verdict.PROVED


def test_a_succession_is_read_into_both_sides_and_shown(tmp_path: Path) -> None:
    ours = {"ours": local(eligible="age >= 65 and here and disabled", delivers=[])}
    above = {"item": {**NATIONAL, "eligible": "age >= 65 and here and poor", "delivers": []}}
    assert proof_of(district(tmp_path, ours, above)).verdict is Verdict.VIOLATED
    decided = {"group": "poor", "by": "disabled", "reason": "改称", "decided_by": "创建办"}
    proof = proof_of(district(tmp_path, ours, above, facts={"succeeds": [decided]}))
    assert (proof.verdict, proof.successions, "succession" in proof.marks) == (Verdict.PROVED, ("poor",), True)


def test_a_broken_rule_is_never_proved(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local()})
    path = tmp_path / "here/standards/a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("age >= 65", "agee >= 65"), encoding="utf-8")
    from zhunsheng.rule.library import Library
    from zhunsheng.standard.workspace import open_workspace

    broken = Library(open_workspace(library.workspace.path))
    assert [finding.code for finding in broken.findings(DAY)] == ["ZS204"]
    assert proof_of(broken).verdict is Verdict.NOT_FORMALISED


def test_the_report_counts_and_one_service_can_be_proved_alone(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local(eligible="age >= 70 and here")})
    report = prove(library, DAY)
    assert not report.holds
    assert report.sections[0].count()[Verdict.VIOLATED] == 1
    (alone,) = prove_part(library, DAY).sections[0].proofs
    assert alone == report.sections[0].proofs[0]
    with pytest.raises(KeyError):
        prove(library, DAY, against=["nowhere"])

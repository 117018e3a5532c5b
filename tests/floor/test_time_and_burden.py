"""Time, content and burden in detail: whom a claim is about, several services, what counts as heavier, what is silent."""

from __future__ import annotations

import copy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import NATIONAL, district, guarantee, local, proof_of
from zhunsheng.floor.verdict import Aspect, Judgement, Level, Verdict
from zhunsheng.standard.quantity import Unit

OLD, YOUNG = "age >= 80 and here", "age < 80 and here"
PROVED, VIOLATED, MISSING, UNDECIDED = Verdict.PROVED, Verdict.VIOLATED, Verdict.MISSING, Verdict.UNDECIDED


def judged(
    folder: Path, aspect: Aspect, ours: dict[str, Any], above: dict[str, Any] | None = None, **more: Any
) -> list[tuple[str, Verdict]]:
    return [(found.subject, found.verdict) for found in claims(folder, aspect, ours, above, **more)]


def claims(
    folder: Path, aspect: Aspect, ours: dict[str, Any], above: dict[str, Any] | None = None, **more: Any
) -> tuple[Judgement, ...]:
    """The judgements on one aspect; `above`: changes to the usual item, None removes a field."""
    item = {key: value for key, value in (copy.deepcopy(NATIONAL) | (above or {})).items() if value is not None}
    return proof_of(district(folder, ours, {"item": item}, **more)).by_aspect(aspect)


def promise(at_most: Any, **more: Any) -> dict[str, Any]:
    return {"promise": {"at_most": at_most, "unit": "working_day"}} | more


STEPS: dict[str, Any] = {"process": None}


# -- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "ours", "expected"),
    [
        (promise({"2027-01-01": "9"}), promise("30"), []),  # not in force yet: nothing to keep
        (promise({"2020-01-01": "9", "2025-01-01": "ended"}), promise("30"), []),
        ({"promise": None}, promise("30"), []),
        ({"promise": None}, promise(None, promise=None), []),
        (promise("20"), promise({"2027-01-01": "9"}), [("promise", MISSING)]),
        ({"promise": None, "statutory": {"at_most": "9 working_day"}}, promise("10"), [("statutory", VIOLATED)]),
        ({"promise": None, "statutory": {"at_most": "9 working_day"}}, promise("9"), [("statutory", PROVED)]),
        (
            {"statutory": {"at_most": "9 working_day"}},
            promise("20"),
            [("promise", PROVED), ("statutory", VIOLATED)],  # a promise above does not excuse from the limit of the law
        ),
        (promise("20"), {"promise": None, "statutory": {"at_most": "20 working_day"}}, [("promise", PROVED)]),
        (promise("20"), {"promise": None, "statutory": {"at_most": "21 working_day"}}, [("promise", VIOLATED)]),
        (promise("20 if age >= 80 else 30"), promise("30"), [("promise", VIOLATED)]),
        (promise("20 if age >= 80 else 30"), promise("20 if age >= 70 else 30"), [("promise", PROVED)]),
        (promise("20 if poor else 30"), promise("20 if poor else 30"), [("promise", PROVED)]),
    ],
)
def test_limits_are_kept_where_the_ancestor_has_one_in_force(
    tmp_path: Path, above: Any, ours: Any, expected: Any
) -> None:
    assert judged(tmp_path, "time", {"ours": local(**(STEPS | ours))}, STEPS | above) == expected


def test_a_limit_counts_for_those_whom_the_service_is_for(tmp_path: Path) -> None:
    old = local(eligible=OLD, **promise("30 if age < 80 else 20"), **STEPS)
    young = local(eligible=YOUNG, **promise("20"), **STEPS)
    assert judged(tmp_path / "a", "time", {"old": old, "young": young}, STEPS) == [("promise", PROVED)] * 2
    slow = local(eligible=OLD, **promise("30 if age >= 80 else 20"), **STEPS)
    assert judged(tmp_path / "b", "time", {"old": slow, "young": young}, STEPS) == [
        ("promise", VIOLATED), ("promise", PROVED),
    ]  # fmt: skip


def test_a_rule_that_may_not_be_used_excuses_nobody(tmp_path: Path) -> None:
    slow = local(eligible="false", fit="placeholder", **promise("30"), **STEPS)
    dear = local(eligible="false", fit="placeholder", **STEPS) | {
        "apply": {"fee": "1 CNY", "visits": 1, "materials": [{"id": "x", "title": "证"}]}
    }
    assert judged(tmp_path / "a", "time", {"a": local(**STEPS), "slow": slow}, STEPS) == [
        ("promise", PROVED), ("promise", VIOLATED),
    ]  # fmt: skip
    assert judged(tmp_path / "b", "burden", {"dear": dear}, STEPS) == [
        ("materials.x", VIOLATED), ("fee", VIOLATED), ("visits", PROVED),
    ]  # fmt: skip


def test_quicker_exceeds_only_where_somebody_is_entitled(tmp_path: Path) -> None:
    quick = {"ours": local(**promise("5"), **STEPS)}
    (found,) = claims(tmp_path / "a", "time", quick, STEPS)
    assert (found.verdict, found.exceeds, found.gain is not None) == (PROVED, True, True)
    nobody = {"invariants": [{"id": "young-town", "rule": "age <= 50", "reason": "示例"}]}
    (found,) = claims(tmp_path / "b", "time", quick, STEPS, facts=nobody)
    assert (found.verdict, found.exceeds) == (PROVED, False)
    (found,) = claims(tmp_path / "c", "time", {"ours": local(**STEPS)}, STEPS)
    assert (found.verdict, found.exceeds, found.gain) == (PROVED, False, None)


def test_both_limits_are_shown(tmp_path: Path) -> None:
    (found,) = claims(tmp_path, "time", {"ours": local(**promise("25 if age >= 80 else 20"), **STEPS)}, STEPS)
    assert found.counterexample is not None
    assert found.counterexample.resident.facts["age"] == 80
    assert found.ours is not None
    assert found.theirs is not None
    assert (found.ours.value, found.theirs.value, str(found.ours.unit)) == (Fraction(25), Fraction(20), "working_day")


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ({"a": "1 hour", "b": "2 hour"}, [PROVED, PROVED]),
        ({"a": "2 hour", "b": "2 hour"}, [VIOLATED, PROVED]),
        ({"a": "1 hour", "b": None}, [PROVED, MISSING]),
        ({"a": "1 hour"}, [PROVED, MISSING]),
        ({"b": "1 hour"}, [MISSING, PROVED]),
        ({"a": "1 hour", "b": "1 working_day"}, [PROVED, VIOLATED]),
    ],
)
def test_each_limited_step_is_a_claim(tmp_path: Path, within: Any, expected: Any) -> None:
    def process(limits: dict[str, str | None]) -> dict[str, Any]:
        steps = {
            name: {"title": name, "role": "d"} | ({"within": limit} if limit else {}) for name, limit in limits.items()
        }
        return {"process": steps, "promise": None}

    above = process({"free": None, "a": "1 hour", "b": "2 hour"})
    found = judged(tmp_path, "time", {"ours": local(**process(within))}, above)
    assert found == [("process.a", expected[0]), ("process.b", expected[1])]


@pytest.mark.parametrize("covers", ["receive", "item.receive", "cn#item.receive"])
def test_a_step_under_another_name_is_found(tmp_path: Path, covers: str) -> None:
    steps = {
        "other": {"title": "别的", "role": "d", "covers": ["else"]},
        "take": {"title": "收件", "role": "d", "within": "5 working_day", "covers": [covers]},
    }
    assert judged(tmp_path, "time", {"ours": local(process=steps, promise=None)}, {"promise": None}) == [
        ("process.receive", PROVED)
    ]


# -- content ---------------------------------------------------------------------------------------------------------


def test_what_an_unusable_rule_delivers_does_not_count(tmp_path: Path) -> None:
    formal = local(delivers=NATIONAL["delivers"][:1])
    for name, other in (("a", local(fit="placeholder")), ("b", {**local(), "eligible": None})):
        kept = {key: value for key, value in other.items() if value is not None}
        found = judged(tmp_path / name, "content", {"formal": formal, "other": kept})
        assert found == [("check", PROVED), ("advice", VIOLATED)]


def test_what_is_delivered_by_two_services_together_is_delivered(tmp_path: Path) -> None:
    old, young = local(eligible=OLD), local(eligible=YOUNG)
    assert judged(tmp_path / "a", "content", {"old": old, "young": young}) == [("check", PROVED), ("advice", PROVED)]
    bare = local(eligible=YOUNG, delivers=NATIONAL["delivers"][:1])
    assert judged(tmp_path / "b", "content", {"old": old, "young": bare}) == [("check", PROVED), ("advice", VIOLATED)]


def test_who_is_left_out_altogether_is_said_once(tmp_path: Path) -> None:
    narrow = {"ours": local(eligible="age >= 70 and here")}
    assert judged(tmp_path / "a", "object", narrow) == [("", VIOLATED)]
    assert judged(tmp_path / "b", "content", narrow) == [("check", PROVED), ("advice", PROVED)]


# -- burden ----------------------------------------------------------------------------------------------------------


def material(**changes: Any) -> dict[str, Any]:
    return {"id": "card", "title": "证"} | changes


@pytest.mark.parametrize(
    ("above", "ours", "reason"),
    [
        ({}, {}, None),
        ({"form": "original"}, {"form": "copy"}, None),
        ({"form": "copy"}, {"form": "original"}, None),
        ({"form": "shown"}, {"form": "electronic"}, None),
        ({"form": "electronic"}, {"form": "shown"}, "重"),
        ({"form": "shown"}, {"form": "copy"}, "重"),
        ({"copies": 2}, {"copies": 2}, None),
        ({"copies": 2}, {"copies": 1}, None),
        ({"copies": 1}, {"copies": 2}, "重"),
        ({"need": "deferred"}, {"need": "deferred"}, None),
        ({"need": "deferred"}, {"need": "required"}, "重"),
        ({"need": "required"}, {"need": "deferred"}, None),
        ({"need": "optional"}, {"need": "required"}, "重"),
        ({"need": "optional"}, {"need": "deferred"}, "重"),
        ({"register": "police"}, {}, "重"),
        ({"register": "police", "need": "optional"}, {}, "重"),
        ({"id": "other"}, {}, "没有要求"),
        ({"id": "other"}, {"source": "government"}, None),
        ({"id": "other"}, {"source": "other"}, "没有要求"),
        ({"id": "other"}, {"covers": ["other"]}, None),
        ({"id": "other"}, {"covers": ["item.other"]}, None),
        ({"id": "other"}, {"covers": ["cn#item.other"]}, None),
        ({"when": "poor"}, {"when": "poor"}, None),
        ({"when": "poor or disabled"}, {"when": "poor"}, None),
        ({"when": "poor"}, {"when": "poor or disabled"}, "没有要求"),
        ({"when": "poor"}, {}, "没有要求"),
        ({}, {"when": "poor"}, None),
    ],
)
def test_a_material_is_no_heavier_than_the_ancestors(tmp_path: Path, above: Any, ours: Any, reason: str | None) -> None:
    def apply(changes: dict[str, Any]) -> dict[str, Any]:
        return {"apply": {"materials": [material(**changes)]}, "process": None}

    found = claims(tmp_path, "burden", {"ours": local(**apply(ours))}, apply(above))
    failing = [item for item in found if item.verdict is not PROVED]
    assert [(item.subject, item.verdict) for item in failing] == (
        [] if reason is None else [("materials.card", VIOLATED)]
    )
    assert all(reason is not None and reason in str(item.reason) for item in failing)
    assert all(item.counterexample is not None for item in failing)


def test_every_material_too_many_is_named_also_after_one_that_does_not_count(tmp_path: Path) -> None:
    materials = [
        material(id="a", need="optional"), material(id="b"), material(id="c", register="x"), material(id="d"),
        material(id="e", source="government"), material(id="f"),
    ]  # fmt: skip
    found = judged(tmp_path, "burden", {"ours": local(apply={"materials": materials})}, {"apply": {"materials": []}})
    assert found == [("materials.b", VIOLATED), ("materials.d", VIOLATED), ("materials.f", VIOLATED)]


def test_materials_count_for_those_whom_the_service_is_for(tmp_path: Path) -> None:
    above = {"apply": {"materials": [material(when="age >= 80")]}}
    ours = {
        "old": local(eligible=OLD, apply={"materials": [material()]}),
        "young": local(eligible=YOUNG, apply={"materials": []}),
    }
    assert judged(tmp_path / "a", "burden", ours, above) == [("materials.card", PROVED)]
    ours["young"] = local(eligible=YOUNG, apply={"materials": [material()]})
    assert judged(tmp_path / "b", "burden", ours, above) == [("materials.card", PROVED), ("materials.card", VIOLATED)]


@pytest.mark.parametrize(
    ("above", "ours", "expected"),
    [
        ("5 CNY", ["5 CNY", "4 CNY"], [PROVED, PROVED]),
        ("5 CNY", ["6 CNY", "500 fen"], [VIOLATED, PROVED]),
        ("5 CNY", [None, "6 CNY"], [MISSING, VIOLATED]),
        ("5 CNY", ["5 CNY/month", "6 CNY"], [UNDECIDED, VIOLATED]),
        ("5 CNY", [{"2027-01-01": "5 CNY"}, "5 CNY"], [MISSING, PROVED]),
        ({"2027-01-01": "5 CNY"}, ["9 CNY", None], []),
        (None, ["9 CNY", None], []),
    ],
)
def test_the_fee_of_every_service_is_a_claim(tmp_path: Path, above: Any, ours: list[Any], expected: Any) -> None:
    def apply(fee: Any) -> dict[str, Any]:
        return {"apply": {} if fee is None else {"fee": fee}}

    services = {f"s{index}": local(**apply(fee)) for index, fee in enumerate(ours)}
    assert judged(tmp_path, "burden", services, apply(above)) == [("fee", verdict) for verdict in expected]


def test_both_fees_are_shown_and_count_for_those_whom_the_service_is_for(tmp_path: Path) -> None:
    above = {"apply": {"fee": {"amount": "5 CNY"}}, "process": None}
    old = local(eligible=OLD, apply={"fee": "4 CNY"})
    young = local(eligible=YOUNG, apply={"fee": "600 fen"})
    first, second = claims(tmp_path, "burden", {"old": old, "young": young}, above)
    assert (first.verdict, second.verdict) == (PROVED, VIOLATED)
    assert second.ours is not None
    assert second.theirs is not None
    assert (second.ours, second.theirs) == (Level(Fraction(600), Unit("fen")), Level(Fraction(5), Unit("CNY")))
    assert second.counterexample is not None
    assert second.counterexample.resident.facts["age"] == 65


@pytest.mark.parametrize(
    ("above", "ours", "expected"),
    [
        (1, [1, 0], [PROVED, PROVED]),
        (1, [2, 1], [VIOLATED, PROVED]),
        (1, [None, 2], [MISSING, VIOLATED]),
        (1, [0, None, 3], [PROVED, MISSING, VIOLATED]),
        (None, [9], []),
    ],
)
def test_the_visits_of_every_service_are_a_claim(tmp_path: Path, above: Any, ours: list[Any], expected: Any) -> None:
    def apply(visits: int | None) -> dict[str, Any]:
        return {"apply": {} if visits is None else {"visits": visits}}

    services = {f"s{index}": local(**apply(visits)) for index, visits in enumerate(ours)}
    found = claims(tmp_path, "burden", services, apply(above))
    assert [(item.subject, item.verdict) for item in found] == [("visits", verdict) for verdict in expected]
    said = {
        PROVED: "到现场次数不多于上位标准",
        MISSING: "上位标准规定了到现场次数，本地没有写明",
        VIOLATED: "到现场 {} 次，上位标准为 {} 次",
    }
    assert [str(item.reason) for item in found] == [
        said[verdict].format(count, above) for count, verdict in zip(ours, expected, strict=False)
    ]
    assert all((item.counterexample is None) is (item.verdict is PROVED) for item in found)


@pytest.mark.parametrize(
    ("conditions", "verdict"),
    [
        ([], None),
        (["age >= 60"], PROVED),
        (["age >= 60", "here"], PROVED),
        (["age >= 60", "poor"], VIOLATED),
        (["poor or not poor"], VIOLATED),
        (["age >= 66"], VIOLATED),
    ],
)
def test_further_conditions_take_nothing_away(tmp_path: Path, conditions: list[str], verdict: Verdict | None) -> None:
    rules = [{"id": f"c{index}", "rule": rule} for index, rule in enumerate(conditions)]
    ours = {"ours": local(apply={"conditions": rules})}
    expected = [] if verdict is None else [("conditions", verdict)]
    assert judged(tmp_path / "a", "burden", ours, {"apply": None}) == expected
    # The same condition above excuses it.
    assert judged(tmp_path / "b", "burden", ours, {"apply": {"conditions": rules}}) == [
        (subject, PROVED) for subject, _ in expected
    ]


def test_conditions_are_for_a_human_where_the_rules_may_not_be_used(tmp_path: Path) -> None:
    ours = {"ours": local(apply={"conditions": [{"id": "poor", "rule": "poor"}]})}
    for name, above in (("a", {"fit": "placeholder"}), ("b", {"eligible": None})):
        assert judged(tmp_path / name, "burden", ours, above | {"apply": None}) == [
            ("conditions", Verdict.NOT_FORMALISED)
        ]


# -- the report ------------------------------------------------------------------------------------------------------


def test_an_item_that_nobody_here_provides_shows_whom_it_would_be_for(tmp_path: Path) -> None:
    other = {"other": local(derives=None)}
    for name, above, shown, said in (
        ("a", NATIONAL, True, "本地没有对应的服务事项"),
        ("b", {**NATIONAL, "fit": "placeholder"}, False, "本地没有对应的服务事项"),
    ):
        proof = proof_of(district(tmp_path / name, other, {"item": above}))
        (found,) = proof.judgements
        assert (found.verdict, found.counterexample is not None, str(found.reason)) == (MISSING, shown, said)
    nobody = {"invariants": [{"id": "young-town", "rule": "age <= 50", "reason": "示例"}]}
    (found,) = proof_of(district(tmp_path / "c", other, facts=nobody)).judgements
    assert found.counterexample is None
    assert str(found.reason) == "本地没有对应的服务事项；本区没有这类服务对象，可登记为不适用"


def test_a_recorded_item_without_a_usable_rule_is_for_a_human(tmp_path: Path) -> None:
    record = [{"item": "cn#item", "reason": "本区没有"}]
    other, above = {"other": local(derives=None)}, {"item": {**NATIONAL, "fit": "placeholder"}}
    proof = proof_of(district(tmp_path, other, above, not_applicable=record))
    assert (proof.verdict, proof.marks) == (Verdict.NOT_FORMALISED, frozenset())


def test_a_solver_that_gives_up_proves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.rule.solver.WORK_LIMIT", 1)
    hard = {"eligible": "here and income // 7 >= 40 and income // 11 >= 30"}
    ours = {"ours": local(eligible="here and 3 * income // 2 >= 5", delivers=guarantee(at_least="4"))}
    proof = proof_of(district(tmp_path, ours, {"item": NATIONAL | hard}))
    assert proof.verdict is UNDECIDED
    (found,) = proof.by_aspect("object")
    assert (found.verdict, found.counterexample, found.exceeds) == (UNDECIDED, None, False)
    assert str(found.reason).startswith("求解器未能判定：")

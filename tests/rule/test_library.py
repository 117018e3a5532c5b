"""A workspace with its rules compiled: places of findings, the chain above, ancestors, editions, broken rules."""

from __future__ import annotations

import copy
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import DAY, FACTS, NATIONAL, district, local, manifest, standard, write
from zhunsheng.floor.prove import derived_by_ancestor, explained, prove
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.library import Library
from zhunsheng.rule.tree import FALSE, TRUE, Compare, Name, Number
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.findings import in_order
from zhunsheng.standard.quantity import Unit
from zhunsheng.standard.workspace import open_workspace

ITEM = {"title": "甲", "fit": "exact", "eligible": "age >= 65"}


def opened(root: Path, folder: str, **worlds: dict[str, Any]) -> Library:
    """Workspaces written below `root` (name -> its services and manifest), one of them opened."""
    for name, world in worlds.items():
        files = {"workspace.yaml": manifest(world.pop("id", name), **world.pop("manifest", {}))}
        if "facts" in world:
            files["facts.yaml"] = world.pop("facts")
        write(root / name, files | {f"standards/{file}.yaml": standard(services) for file, services in world.items()})
    return Library(open_workspace(root / folder))


@pytest.fixture
def chain(tmp_path: Path) -> Library:
    """A nation in two editions, a province and a city below it, a district below both."""
    return opened(
        tmp_path,
        "district",
        old={"id": "cn/1", "facts": FACTS, "a": {"check": ITEM, "meal": ITEM, "dropped": ITEM}},
        new={
            "id": "cn/2", "facts": FACTS, "manifest": {"before": {"cn/1": "../old"}},
            "a": {"check": ITEM, "meals": ITEM | {"succeeds": ["cn/1#meal"]}, "both": ITEM | {"succeeds": ["cn/1#dropped", "cn/1#check"]}},
        },
        province={"manifest": {"upstream": {"cn/2": "../new"}}, "a": {"p-check": ITEM | {"derives": "cn/2#check"}}},
        city={
            "manifest": {"upstream": {"province": "../province", "cn/2": "../new"}},
            "a": {"c-check": ITEM | {"derives": ["province#p-check"]}, "c-meal": {"overlays": "cn/2#meals"}},
        },
        district={
            "manifest": {"upstream": {"city": "../city", "cn/2": "../new"}},
            "a": {
                "d-check": ITEM | {"derives": ["city#c-check"]},
                "d-meal": {"overlays": "city#c-meal", "changes": [{"at": "eligible", "set": "age >= 60", "reason": "示例"}]},
                "d-both": ITEM | {"derives": ["#d-check", "cn/2#both", "cn/2#nothing", "elsewhere#x"]},
            },
        },
    )  # fmt: skip


# -- the chain -------------------------------------------------------------------------------------------------------


def test_the_chain_is_nearest_first_and_each_library_is_there_once(chain: Library) -> None:
    assert [library.id for library in chain.chain()] == ["city", "province", "cn/2"]
    city, province, nation = chain.chain()
    assert city.upstream["cn/2"] is province.upstream["cn/2"] is nation is chain.upstream["cn/2"]
    assert [library.id for library in nation.chain()] == []
    assert (nation.title.zh, Path(nation.place.path).name) == ("cn/2", "workspace.yaml")


def test_a_library_above_is_found_by_id_also_an_earlier_edition(chain: Library) -> None:
    assert chain.above("province").id == "province"
    earlier = chain.above("cn/1")
    assert earlier is chain.above("cn/2").before["cn/1"]
    for wrong in ("district", "cn", "cn/3"):
        with pytest.raises(KeyError):
            chain.above(wrong)


def test_only_an_earlier_edition_has_a_later_one(chain: Library) -> None:
    nation = chain.above("cn/2")
    assert chain.later_edition(chain.above("cn/1")) is nation
    assert chain.later_edition(nation) is None
    assert chain.later_edition(chain) is None
    assert nation.later_edition(nation.before["cn/1"]) is None


def test_services_are_found_by_id_and_by_reference(chain: Library) -> None:
    assert chain.ids() == ["d-check", "d-meal", "d-both"]
    assert [service.id for service in chain.services()] == chain.ids()
    assert chain.service("d-check") is chain.service("district#d-check") is chain.service("#d-check")
    assert chain.service("cn/1#meal") is chain.above("cn/1").service("meal")
    assert chain.service("city#c-meal").ref == "city#c-meal"
    for wrong in ("check", "city#d-check", "elsewhere#x"):
        with pytest.raises(KeyError):
            chain.service(wrong)


def test_ancestors_are_everything_that_a_service_derives_from_nearest_first(chain: Library) -> None:
    assert chain.ancestors("d-check") == ["city#c-check", "province#p-check", "cn/2#check"]
    assert chain.ancestors("d-meal") == ["city#c-meal", "cn/2#meals"]
    assert chain.ancestors("d-both") == [
        "district#d-check", "cn/2#both", "city#c-check", "province#p-check", "cn/2#check",
    ]  # fmt: skip
    assert chain.parents("d-both") == ["#d-check", "cn/2#both", "cn/2#nothing", "elsewhere#x"]
    assert chain.parents("d-meal") == ["city#c-meal"]
    with pytest.raises(KeyError):
        chain.ancestors("nothing")


def test_an_overlay_is_compiled_as_it_takes_effect(chain: Library) -> None:
    taken_over, changed = chain.service("city#c-meal"), chain.service("d-meal")
    assert taken_over.eligible == chain.service("cn/2#meals").eligible
    assert changed.eligible == Compare(Name("age"), ">=", Number(Fraction(60)))
    assert changed.source.title is not None
    assert changed.source.title.zh == "甲"


def test_items_of_an_earlier_edition_are_met_by_id_or_succession(chain: Library) -> None:
    nation, earlier = chain.above("cn/2"), chain.above("cn/1")
    assert {item: [service.id for service in found] for item, found in derived_by_ancestor(chain, nation).items()} == {
        "check": ["d-check", "d-both"], "meals": ["d-meal"], "both": ["d-both"],
    }  # fmt: skip
    assert {item: [service.id for service in found] for item, found in derived_by_ancestor(chain, earlier).items()} == {
        "check": ["d-check", "d-both"], "meal": ["d-meal"], "dropped": ["d-both"],
    }  # fmt: skip


def test_a_circle_of_derivation_ends(tmp_path: Path) -> None:
    library = opened(
        tmp_path, "a",
        a={"facts": FACTS, "manifest": {"upstream": {"b": "../b"}}, "x": {"one": ITEM | {"derives": ["b#two"]}}},
        b={"facts": FACTS, "manifest": {"upstream": {"a": "../a"}}, "x": {"two": ITEM | {"derives": ["a#one"]}}},
    )  # fmt: skip
    assert any(finding.severity >= 3 for finding in library.workspace.findings)
    assert set(library.ancestors("one")) <= {"b#two", "a#one"}


def test_what_is_recorded_as_not_applicable_is_found_by_item(tmp_path: Path) -> None:
    record = [{"item": "cn#check", "reason": "没有"}, {"item": "meal", "reason": "也没有"}]
    library = opened(tmp_path, "a", a={"facts": FACTS, "manifest": {"not_applicable": record}, "x": {"one": ITEM}})
    assert [(found := library.not_applicable(item)) and found.reason.zh for item in ("check", "meal", "one")] == [
        "没有", "也没有", None,
    ]  # fmt: skip


def test_a_proof_names_the_invariants_that_it_leans_on_at_every_link(tmp_path: Path) -> None:
    rules = {"invariants": [{"id": "poor-are-here", "rule": "not poor or here", "reason": "示例"}]}
    library = opened(
        tmp_path, "district",
        nation={"facts": FACTS | {"invariants": [*FACTS["invariants"], *rules["invariants"]]}, "a": {"one": ITEM | {"eligible": "poor and (here or not here)"}}},
        city={"manifest": {"upstream": {"nation": "../nation"}}, "a": {"two": ITEM | {"eligible": "poor and here or here", "derives": ["nation#one"]}}},
        district={"manifest": {"upstream": {"city": "../city", "nation": "../nation"}}, "a": {"three": ITEM | {"eligible": "here", "derives": ["city#two"]}}},
    )  # fmt: skip
    report = prove(library, DAY)
    assert all(found.links == () for proof in report.proofs() for found in proof.judgements)
    full = explained(library, report)
    said = {
        (section.lower, section.upper): [found.links for proof in section.proofs for found in proof.judgements]
        for section in (*full.sections, *full.links)
    }
    assert said == {
        ("district", "city"): [()],
        ("district", "nation"): [("poor-are-here",)],
        ("city", "nation"): [("poor-are-here",)],
    }
    assert [proof.verdict for proof in full.proofs()] == [proof.verdict for proof in report.proofs()]
    missing = opened(
        tmp_path / "b", "district",
        nation={"facts": FACTS, "a": {"one": ITEM}},
        district={"manifest": {"upstream": {"nation": "../nation"}}, "a": {"three": ITEM}},
    )  # fmt: skip
    (proof,) = explained(missing, prove(missing, DAY)).proofs()
    assert (proof.verdict, proof.judgements[0].links) == (Verdict.MISSING, ())


# -- vocabulary ------------------------------------------------------------------------------------------------------


def test_each_workspace_compiles_in_its_own_vocabulary(tmp_path: Path) -> None:
    above = {
        "facts": {
            "facts": {"age": FACTS["facts"]["age"], "old": {"type": "bool", "label": "老", "define": "age >= 65"}}
        }
    }
    below = {"facts": {"old": {"type": "bool", "label": "老", "define": "age >= 60"}}}
    library = opened(
        tmp_path, "b",
        a=above | {"x": {"one": ITEM | {"eligible": "old"}}},
        b={"facts": below, "manifest": {"upstream": {"a": "../a"}}, "x": {"two": ITEM | {"eligible": "old"}}},
    )  # fmt: skip
    upper = library.above("a")
    assert library.meanings(DAY)["old"] == Compare(Name("age"), ">=", Number(Fraction(60)))
    assert upper.meanings(DAY)["old"] == Compare(Name("age"), ">=", Number(Fraction(65)))
    # Read in our vocabulary the ancestor's word means what ours says: whoever redefines it answers for it.
    assert library.prover(DAY).entails(Compare(Name("age"), ">=", Number(Fraction(60))), Name("old")).status == "holds"
    assert upper.prover(DAY).entails(Compare(Name("age"), ">=", Number(Fraction(60))), Name("old")).status == "fails"


def test_parameters_have_the_value_of_the_day(tmp_path: Path) -> None:
    line = FACTS["parameters"]["line"] | {
        "values": {"2020-01-01": "1000", "2026-01-01": "1200 CNY/month", "2027-01-01": "ended"}
    }
    facts = FACTS | {"parameters": {"line": line}}
    library = opened(tmp_path, "a", a={"facts": facts, "x": {"one": ITEM | {"eligible": "income < line"}}})
    rule = library.service("one").eligible
    assert rule is not None
    poor = library.rule("income < 1100").expr
    assert poor is not None
    assert library.meanings(date(2021, 5, 1))["line"] == Number(Fraction(100_000))
    assert library.prover(DAY).entails(poor, rule).status == "holds"
    assert library.prover(date(2021, 5, 1)).entails(poor, rule).status == "fails"
    assert "line" not in library.meanings(date(2028, 1, 1))
    assert [finding.code for finding in library.findings(date(2028, 1, 1))] == ["ZS217"]
    assert library.findings(DAY) == []


def test_successions_are_read_into_proofs_of_the_workspace_that_records_them(tmp_path: Path) -> None:
    decided = {"group": "poor", "by": "poor or disabled", "reason": "改称", "decided_by": "创建办"}
    library = opened(
        tmp_path, "b",
        a={"facts": FACTS, "x": {"one": ITEM | {"eligible": "poor"}}},
        b={"facts": {"succeeds": [decided]}, "manifest": {"upstream": {"a": "../a"}}, "x": {"two": ITEM | {"eligible": "poor"}}},
    )  # fmt: skip
    assert library.prover(DAY).entails(Name("disabled"), Name("poor")).status == "holds"
    assert library.above("a").prover(DAY).entails(Name("disabled"), Name("poor")).status == "fails"


def test_the_scope_and_the_invariants_are_compiled(tmp_path: Path) -> None:
    library = opened(tmp_path, "a", a={"facts": FACTS, "manifest": {"scope": "here"}, "x": {"one": ITEM}})
    assert library.scope == Name("here")
    assert [name for name, _ in library.invariants()] == ["pregnant", "line"]
    silent = opened(
        tmp_path, "b", b={"facts": FACTS | {"invariants": [{"id": "bad", "rule": "agee > 1", "reason": "x"}]}, "x": {}}
    )
    assert (silent.scope, silent.invariants()) == (None, [])


def test_an_earlier_edition_may_know_facts_that_the_later_dropped(tmp_path: Path) -> None:
    older = copy.deepcopy(FACTS)
    older["facts"]["registered_poor"] = {"type": "bool", "label": "建档立卡"}
    older["invariants"] = [
        *FACTS["invariants"],
        {"id": "registered", "rule": "not registered_poor or poor", "reason": "示例"},
    ]
    older["parameters"] = FACTS["parameters"] | {"cap": FACTS["parameters"]["line"] | {"values": {"2020-01-01": "900"}}}
    older["succeeds"] = [{"group": "disabled", "by": "disabled or poor", "reason": "示例", "decided_by": "部"}]
    library = opened(
        tmp_path, "b",
        old={"id": "cn/1", "facts": older, "x": {"one": ITEM | {"eligible": "registered_poor and income < cap and (poor or not poor)"}}},
        new={"id": "cn/2", "facts": FACTS, "manifest": {"before": {"cn/1": "../old"}}, "x": {"one": ITEM | {"eligible": "poor"}}},
        b={"manifest": {"upstream": {"cn/2": "../new"}}, "x": {"one": ITEM | {"eligible": "poor", "derives": ["cn/2#one"]}}},
    )  # fmt: skip
    earlier = library.above("cn/1")
    assert prove(library, DAY, against=["cn/1"]).sections[0].proofs[0].verdict is Verdict.PROVED
    prover = library.prover(DAY, earlier)
    assert prover is not library.prover(DAY)
    assert prover is library.prover(DAY, earlier)
    assert library.prover(DAY, library.above("cn/2")) is library.prover(DAY)
    assert {"registered_poor", "age"} <= set(prover.book.facts)
    assert prover.entails(Name("poor"), Name("disabled")).status == "holds"
    assert [name for name, _ in prover.invariants].count("pregnant") == 1
    assert "registered" in [name for name, _ in prover.invariants]
    assert prover.meanings["cap"] == Number(Fraction(90_000))
    with_new = earlier.prover_with(DAY, library.above("cn/2"))
    assert "registered_poor" in with_new.book.facts


# -- what is wrong, and where ----------------------------------------------------------------------------------------

BROKEN = {
    "one": {
        "title": "甲",
        "fit": "exact",
        "eligible": "age >= 65 and heer",
        "delivers": [
            {
                "id": "check",
                "title": "体检",
                "when": "poorr",
                "guarantees": {
                    "visits": {"at_least": {"2020-01-01": "3", "2026-01-01": "agee"}, "unit": "visit/year"},
                    "spaced": {"at_least": "3", "unit": "visit/year", "apart": {"at_most": "4", "at_least": "1 moon"}},
                    "odd": {"at_least": "3", "unit": "visits/yeer"},
                },
            }
        ],
        "apply": {
            "conditions": [{"id": "a", "rule": "poor"}, {"id": "b", "rule": "poor and 3"}],
            "materials": [{"id": "m", "title": "证", "when": "disablet"}],
            "fee": {"amount": "5"},
        },
        "process": {"receive": {"title": "受理", "role": "desk", "within": "5", "next": [{"to": "receive", "rule": "agee > 3"}]}},
        "promise": {"at_most": "20"},
    },
    "fine": ITEM,
}  # fmt: skip


def test_everything_that_is_wrong_is_said_at_its_place(tmp_path: Path) -> None:
    library = opened(tmp_path, "a", a={"facts": FACTS, "x": BROKEN})
    text = (tmp_path / "a/standards/x.yaml").read_text(encoding="utf-8").splitlines()
    found = [
        (finding.code, text[finding.place.line - 1].strip().split(":")[0].strip('"'), _pointed_at(finding.place))
        for finding in library.findings(DAY)
    ]
    assert found == EXPECTED
    service = library.service("one")
    assert (service.broken, service.is_formal, service.eligible) == (True, False, FALSE)
    assert service.deliverables["check"].when == FALSE
    assert set(service.deliverables["check"].guarantees) == {"spaced"}
    assert service.deliverables["check"].guarantees["spaced"].apart == (None, None)
    assert (service.promise, service.fee, service.steps["receive"].within) == (None, None, None)
    assert service.conditions is not None
    assert [item.rule for item in service.conditions] == [Name("poor"), FALSE]
    assert library.service("fine").is_formal


def _pointed_at(place: Any) -> str:
    """The text from the finding's column on, up to the end of the word or value."""
    line = Path(place.path).read_text(encoding="utf-8").splitlines()[place.line - 1]
    return line[place.column - 1 :].partition('"')[0].split(" ")[0]


#: Code, the field that is pointed at, and the text from the finding's column on.
EXPECTED = [
    ("ZS204", "eligible", "heer"),
    ("ZS205", "rule", "3"),
    ("ZS204", "when", "disablet"),
    ("ZS207", "amount", "5"),
    ("ZS204", "2026-01-01", "agee"),
    ("ZS207", "at_most", "4"),
    ("ZS207", "at_least", "1"),
    ("ZS207", "at_least", "3"),
    ("ZS204", "when", "poorr"),
    ("ZS207", "at_most", "20"),
    ("ZS207", "within", "5"),
    ("ZS204", "rule", "agee"),
]


def test_findings_of_the_vocabulary_point_into_the_facts_file(tmp_path: Path) -> None:
    facts = copy.deepcopy(FACTS)
    facts["facts"]["old"] = {"type": "bool", "label": "老", "define": "age > 65 and heer"}
    facts["facts"]["many"] = {"type": "int", "label": "数", "define": "age + oops"}
    facts["facts"]["undated"] = {"type": "age", "label": "岁"}
    facts["invariants"].append({"id": "bad", "rule": "poor or agee > 3", "reason": "示例"})
    facts["succeeds"] = [{"group": "poor", "by": "disabledd", "reason": "示例", "decided_by": "办"}]
    library = opened(tmp_path, "a", a={"facts": facts, "manifest": {"scope": "here and therre"}, "x": {"one": ITEM}})
    found = [
        (finding.code, Path(finding.place.path).name, _pointed_at(finding.place)) for finding in library.findings(DAY)
    ]
    assert found == VOCABULARY
    assert library.scope is None


VOCABULARY = [
    ("ZS215", "facts.yaml", ""),
    ("ZS204", "facts.yaml", "agee"),
    ("ZS204", "facts.yaml", "disabledd"),
    ("ZS204", "facts.yaml", "heer"),
    ("ZS204", "facts.yaml", "oops"),
    ("ZS204", "workspace.yaml", "therre"),
]


def test_one_file_can_be_looked_at_alone(tmp_path: Path) -> None:
    opened(tmp_path, "a", a={"facts": FACTS, "x": BROKEN, "y": {"other": ITEM | {"eligible": "heer"}}})
    alone = Library(open_workspace(tmp_path / "a", only="standards/y.yaml"))
    assert alone.ids() == ["other"]
    assert [(finding.code, Path(finding.place.path).name) for finding in alone.findings(DAY)] == [("ZS204", "y.yaml")]
    # What the one file may refer to is still found, and what is wrong there is not said.
    assert alone.service("one").broken
    assert [(finding.code, Path(finding.place.path).name) for finding in alone.findings(DAY)] == [("ZS204", "y.yaml")]


def test_findings_are_the_same_asked_twice_and_a_trial_adds_none(tmp_path: Path) -> None:
    library = opened(tmp_path, "a", a={"facts": FACTS, "x": BROKEN})
    first = [finding.say() for finding in library.findings(DAY)]
    trial = library.compile("fine", library.service("one").source, record=False)
    assert trial.broken
    assert library.service("fine").broken is False
    assert [finding.say() for finding in library.findings(DAY)] == first
    unknown = library.compile("new-one", library.service("one").source, record=False)
    assert (unknown.place, unknown.place_of("eligible"), unknown.broken) == (library.place, library.place, True)


# -- values ----------------------------------------------------------------------------------------------------------


def test_values_and_limits_are_read_with_their_unit_on_their_day(tmp_path: Path) -> None:
    service = copy.deepcopy(NATIONAL)
    service["delivers"][0]["guarantees"]["visits"]["at_least"] = {
        "2020-01-01": "4",
        "2026-01-01": "5",
        "2027-01-01": "ended",
    }
    service["apply"]["fee"] = {"amount": {"2020-01-01": "5 CNY", "2026-01-01": "150 fen"}}
    library = opened(tmp_path, "a", a={"facts": FACTS, "x": {"one": service}})
    compiled = library.service("one")
    measure = compiled.deliverables["check"].guarantees["visits"].measure
    assert measure.on(date(2025, 12, 31)) == (Number(Fraction(4)), Unit("visit", "year"))
    assert measure.on(date(2026, 1, 1)) == (Number(Fraction(5)), Unit("visit", "year"))
    for gap in (date(2019, 12, 31), date(2027, 1, 1)):
        with pytest.raises(DateGap):
            measure.on(gap)
    assert compiled.fee is not None
    assert compiled.fee.on(DAY) == (Number(Fraction(150)), Unit("fen"))
    assert compiled.promise is not None
    assert compiled.promise.measure.on(DAY) == (Number(Fraction(20)), Unit("working_day"))
    assert compiled.steps["receive"].within is not None
    assert compiled.deliverables["check"].when == TRUE
    assert compiled.deliverables["advice"].when == Name("disabled")


def test_what_a_service_does_not_say_is_absent_not_empty(tmp_path: Path) -> None:
    bare = {"title": "甲"}
    empty = {"title": "乙", "apply": {"materials": [], "conditions": []}}
    library = opened(tmp_path, "a", a={"facts": FACTS, "x": {"bare": bare, "empty": empty}})
    one, two = library.service("bare"), library.service("empty")
    assert (one.eligible, one.conditions, one.materials, one.fee, one.promise, one.statutory) == (None,) * 6
    assert (one.entitled, one.is_formal, one.broken) == (None, False, False)
    assert (two.conditions, two.materials, two.fee) == ((), (), None)


def test_each_text_is_compiled_once(tmp_path: Path) -> None:
    library = opened(tmp_path, "a", a={"facts": FACTS, "x": {"one": ITEM}})
    assert library.rule("age >= 65") is library.rule("age >= 65")
    assert library.rule("age", "value") is not library.rule("age")
    assert library.value("4", "visit/year") is library.value("4", "visit/year")
    assert library.value("4", "visit/year").unit != library.value("4", "visit/month").unit


def test_rules_of_a_file_that_is_no_standard_yet_are_read_in_the_same_run(tmp_path: Path) -> None:
    library = district(tmp_path, {"ours": local()})
    path = tmp_path / "here/standards/b.yaml"
    path.write_text(
        """titel: 打错了
services:
  a:
    eligible: agee >= 65
    apply: {conditions: [{id: c, rule: here and}], materials: none}
    delivers:
      - {id: d, when: 3, guarantees: {v: {at_least: 4, clause: []}, w: {at_most: {2020-01-01: 2 visitt/year}}}}
    promise: {at_most: [], unit: working_day}
  b: nothing
""",
        encoding="utf-8",
    )
    again = Library(open_workspace(library.workspace.path))
    found = [(item.place.line, item.place.column, item.code) for item in in_order(again.findings(DAY))]
    assert found == [(4, 15, "ZS204"), (5, 47, "ZS201"), (7, 23, "ZS205"), (7, 53, "ZS207"), (7, 95, "ZS207")]
    assert {item.code for item in again.workspace.findings} >= {"ZS110", "ZS111"}

"""The Yuexiu content with its city and province: counts, provenance, cases, and what the floor proof finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from zhunsheng.floor.lint import lint
from zhunsheng.floor.prove import FloorReport, prove
from zhunsheng.floor.verdict import ItemProof, Verdict
from zhunsheng.rule.cases import run_cases
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.workspace import open_workspace

STANDARDS = Path(__file__).parents[2] / "standards"
EXAMPLE = Path(__file__).parents[2] / "examples" / "small-district"
DAY = date(2024, 6, 3)
RURAL_ONLY = {"folic_acid", "left_behind_children", "rural_fp_reward", "rural_dilapidated", "opera_to_countryside"}


@pytest.fixture(scope="module")
def yuexiu() -> Library:
    return Library(open_workspace(STANDARDS / "yuexiu"))


@pytest.fixture(scope="module")
def report(yuexiu: Library) -> FloorReport:
    return prove(yuexiu, DAY)


def _findings(library: Library) -> Iterator[Finding]:
    yield from library.workspace.findings
    yield from library.findings(DAY)
    yield from lint(library.workspace, library, library.prover(DAY), DAY)


def _national(report: FloorReport) -> dict[str, ItemProof]:
    (section,) = [section for section in report.sections if section.upper == "cn/2023"]
    return {proof.ancestor.partition("#")[2]: proof for proof in section.proofs}


@pytest.mark.parametrize("folder", ["gd", "gz", "../examples/small-district", "workshop/city"])
def test_nothing_is_wrong_with_the_content(folder: str) -> None:
    library = Library(open_workspace(STANDARDS / folder))
    assert [finding.say() for finding in _findings(library)] == []


def test_the_one_finding_that_is_meant_to_be_there(yuexiu: Library) -> None:
    """The library standard of 2022 refers to an edition that was replaced in 2023: the register finds it."""
    (finding,) = _findings(yuexiu)
    assert (finding.code, finding.severity) == ("ZS613", Severity.WARNING)
    assert finding.place.path.endswith("culture_sports/02-library-lending.yaml")
    assert "GB/T 28220—2023" in finding.message.say("en")


@pytest.mark.parametrize(("folder", "least"), [("gd", 60), ("gz", 100), ("yuexiu", 1000)])
def test_cases_pass_and_are_many(folder: str, least: int) -> None:
    run = run_cases(Library(open_workspace(STANDARDS / folder)), DAY)
    assert [finding.say() for finding in run.findings] == []
    assert len(run.results) >= least
    assert all(result.passed for result in run.results)


def test_every_service_with_a_rule_has_cases_on_both_sides(yuexiu: Library) -> None:
    answers: dict[str, set[str]] = {}
    for own in yuexiu.workspace.cases():
        for service, expected in own.case.expect.items():
            answer = expected if isinstance(expected, str) else expected.answer
            answers.setdefault(service, set()).add(answer)
    for entry in yuexiu.workspace.services():
        if entry.service.overlays is None:
            wanted = {"eligible"} if entry.service.eligible == "true" else {"eligible", "not eligible"}
            # Nobody is entitled to the meal subsidy: no pupil here is a rural one.
            assert wanted - ({"eligible"} if entry.id == "nutrition_subsidy" else set()) <= answers.get(
                entry.id, set()
            ), entry.id


def test_counts(yuexiu: Library) -> None:
    workspace = yuexiu.workspace
    points = Counter(point.kind for point in workspace.service_points)
    assert points["yikang_centre"] == points["health_centre"] == 18
    kinds = Counter(item.kind for item in workspace.organisation.organisations)
    assert kinds["subdistrict"] == 18
    assert kinds["bureau"] == 10
    assert [domain.number for domain in workspace.manifest.domains] == list(range(1, 11))
    boxes = [
        node for node in workspace.framework.nodes if node.domain not in (None, "local_features") and node.category
    ]
    assert len(boxes) == 9 * 4
    services = [entry.service for entry in workspace.services()]
    assert len(services) >= 140
    assert sum(bool(service.process) for service in services if service.overlays is None) >= 40
    assert len({service.domain for service in services if service.process}) == 10


def test_chains_run_through_all_levels(yuexiu: Library) -> None:
    """Nation, province, city, district: at least some items pass through all four, most of the city's through three."""
    levels = [{ref.partition("#")[0] for ref in yuexiu.ancestors(item)} for item in yuexiu.ids()]
    assert sum({"cn/2023", "gd/2023", "gz/2023"} <= found for found in levels) >= 8
    assert sum("gz/2023" in found for found in levels) >= 30


def test_nothing_looks_official(yuexiu: Library) -> None:
    for library in (yuexiu, *yuexiu.chain()[:2]):
        assert library.workspace.manifest.provenance.kind == "illustrative"
        for loaded in library.workspace.files.values():
            model = loaded.model
            assert model is not None
            assert model.provenance.kind == "illustrative"
            assert model.issuer is not None
            assert "演示" in model.issuer.zh
            assert model.standard is None or model.standard.startswith("Q/YXYS ")


def test_amounts_above_say_how_sure_they_are() -> None:
    for folder in ("gd", "gz"):
        for loaded in Library(open_workspace(STANDARDS / folder)).workspace.files.values():
            assert loaded.model is not None
            for service in loaded.model.services.values():
                for part in service.delivers:
                    for guarantee in part.guarantees.values():
                        assert guarantee.provenance is not None
                        assert guarantee.provenance.confidence in ("low", "medium")
                        assert guarantee.provenance.sources


def test_floor_finds_what_is_true_and_no_more(report: FloorReport) -> None:
    proofs = _national(report)
    assert len(proofs) == 81
    open_items = {name: proof.verdict for name, proof in proofs.items() if proof.verdict is not Verdict.PROVED}
    assert open_items == {
        "elder_subsidy": Verdict.VIOLATED,
        "fp_special_support": Verdict.VIOLATED,
        "legal_aid": Verdict.UNDECIDED,
        "collective_support": Verdict.NOT_FORMALISED,
    }


def test_allowance_by_registration_leaves_out_a_resident_of_80(report: FloorReport) -> None:
    (judgement,) = [one for one in _national(report)["elder_subsidy"].judgements if one.aspect == "object"]
    assert judgement.counterexample is not None
    facts = judgement.counterexample.resident.facts
    assert facts["age"] == 80
    assert facts["usual_resident"] is True
    assert facts["city_hukou"] is False


def test_special_support_fell_behind_when_the_national_value_moved(yuexiu: Library) -> None:
    def verdict(day: date) -> Verdict:
        (section,) = prove(yuexiu, day, against=["cn/2021"], show=False).sections
        (proof,) = [proof for proof in section.proofs if proof.ancestor.endswith("#fp_special_support")]
        return proof.verdict

    assert verdict(date(2022, 6, 30)) is Verdict.PROVED
    assert verdict(date(2022, 7, 1)) is Verdict.VIOLATED


def test_rural_only_items_are_shown_as_entitling_nobody(report: FloorReport) -> None:
    proofs = _national(report)
    for item in (*RURAL_ONLY, "minority_culture"):
        assert {"nobody_here", "not_applicable"} <= proofs[item].marks, item
    assert "nobody_here" in proofs["nutrition_subsidy"].marks


def test_every_exceeding_aspect_has_its_argument(yuexiu: Library, report: FloorReport) -> None:
    exceeding = 0
    for proof in (proof for section in report.sections for proof in section.proofs):
        services = [yuexiu.service(ref) for ref in proof.derived]
        argued = {argument.aspect for service in services for argument in service.source.exceeds}
        for judgement in proof.judgements:
            if judgement.exceeds:
                exceeding += 1
                assert judgement.aspect in argued, (proof.ancestor, judgement.subject)
    assert exceeding >= 10


def test_errors_are_no_part_of_the_content(yuexiu: Library) -> None:
    severe = [one for one in _findings(yuexiu) if one.severity is Severity.ERROR]
    assert severe == []


def test_small_district_shows_one_breach() -> None:
    library = Library(open_workspace(EXAMPLE))
    assert all(result.passed for result in run_cases(library, DAY).results)
    (section,) = prove(library, DAY).sections
    verdicts = {proof.ancestor: proof.verdict for proof in section.proofs}
    assert verdicts == {"nation/1#health-check": Verdict.PROVED, "nation/1#meal-help": Verdict.VIOLATED}

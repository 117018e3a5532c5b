"""The workshop of mistakes: every file shows the mistake that its name announces, and no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.content.workshop_expected import EXPECTED, Breach, Expected
from zhunsheng.floor.lint import lint
from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import ItemProof, Judgement
from zhunsheng.rule.cases import run_cases
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.workspace import open_workspace

WORKSHOP = Path(__file__).parents[2] / "standards" / "workshop"
DAY = date(2024, 6, 3)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(open_workspace(WORKSHOP))


@pytest.fixture(scope="module")
def proofs(library: Library) -> dict[str, list[ItemProof]]:
    """The proofs that each service takes part in, by its id."""
    found: dict[str, list[ItemProof]] = {}
    for section in prove(library, DAY).sections:
        for proof in section.proofs:
            for ref in proof.derived:
                found.setdefault(ref.partition("#")[2], []).append(proof)
    return found


@pytest.fixture(scope="module")
def findings(library: Library) -> dict[str, list[Finding]]:
    workspace = library.workspace
    found = [*workspace.findings, *library.findings(DAY), *run_cases(library, DAY).findings]
    found += lint(workspace, library, library.prover(DAY), DAY)
    by_file: dict[str, list[Finding]] = {}
    for finding in found:
        by_file.setdefault(Path(finding.place.path).stem, []).append(finding)
    return by_file


def test_every_file_is_expected_and_every_expectation_has_a_file() -> None:
    assert {path.stem for path in (WORKSHOP / "standards").glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=list(EXPECTED))
def test_file_has_exactly_the_announced_findings(
    name: str, expected: Expected, findings: dict[str, list[Finding]]
) -> None:
    assert {finding.code for finding in findings.get(name, [])} == set(expected.codes)


def test_nothing_is_wrong_around_the_files(findings: dict[str, list[Finding]]) -> None:
    assert set(findings) <= set(EXPECTED)


@pytest.mark.parametrize("breach", [breach for item in EXPECTED.values() for breach in item.breaches], ids="-".join)
def test_file_breaks_the_floor_as_announced(breach: Breach, proofs: dict[str, list[ItemProof]]) -> None:
    judgements = [one for proof in proofs[breach.service] for one in proof.judgements]
    assert judgements
    wrong = {(one.aspect, _said(one)) for one in judgements if not one.holds}
    if breach.verdict == "proved":
        assert not wrong
        assert breach.aspect in {one.aspect for one in judgements}
    else:
        assert (breach.aspect, breach.verdict) in wrong
    follows = {"object": {"content"}, "content": {"level"}}  # who gets nothing gets no deliverable, and at no level
    assert {aspect for aspect, _ in wrong} <= {breach.aspect} | follows.get(breach.aspect, set())


@pytest.mark.parametrize(
    "breach",
    [breach for item in EXPECTED.values() for breach in item.breaches if breach.verdict in ("violated", "missing")],
    ids="-".join,
)
def test_a_breach_shows_whom_it_touches(breach: Breach, proofs: dict[str, list[ItemProof]]) -> None:
    judgements = [one for proof in proofs[breach.service] for one in proof.judgements]
    shown = [one.counterexample for one in judgements if one.aspect == breach.aspect and not one.holds]
    assert shown
    assert None not in shown


def test_the_person_whom_a_raised_age_leaves_out_is_65(proofs: dict[str, list[ItemProof]]) -> None:
    (proof,) = proofs["elder_health_70"]
    (broken,) = [one for one in proof.judgements if one.aspect == "object"]
    assert broken.counterexample is not None
    assert broken.counterexample.resident.facts == {"age": 65, "usual_resident": True}


def test_succession_is_shown_in_the_proof(proofs: dict[str, list[ItemProof]]) -> None:
    (proof,) = proofs["senior_fee_waiver_new_name"]
    assert proof.successions == ("registered_poor",)


def _said(judgement: Judgement) -> str:
    if judgement.counterexample is not None and judgement.counterexample.kind == "extra_fact":
        return "extra_fact"
    return judgement.verdict.name.lower()

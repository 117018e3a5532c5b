"""The rules of the national content run: invariants, somebody entitled to everything, and the standards' own cases."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.content.national import CN, EDITIONS, book, compiled, edition, prover
from zhunsheng.rule.cases import run_cases
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.library import Library
from zhunsheng.rule.people import read_person
from zhunsheng.rule.tree import TRUE
from zhunsheng.standard.document import Case, Expectation
from zhunsheng.standard.workspace import open_workspace

DAY = date(2023, 9, 1)


@pytest.mark.parametrize("year", EDITIONS)
def test_an_ordinary_resident_meets_every_invariant(year: str) -> None:
    raw = {name: fact.ordinary or "" for name, fact in edition(year).facts.facts.items()}
    person, troubles = read_person(raw, book(year), DAY)
    assert troubles == []
    assert [name for name, rule in prover(year).invariants if evaluate(rule, person) is not True] == []


@pytest.mark.parametrize("year", EDITIONS)
def test_somebody_can_be_entitled_to_everything_that_is_delivered(year: str) -> None:
    for item, service in edition(year).services.items():
        eligible = compiled(year, service.eligible or "")
        for one in service.delivers:
            when = compiled(year, one.when) if one.when else TRUE
            for level in (None, *one.guarantees.values()):
                scope = compiled(year, level.when) if level and level.when else TRUE
                assert prover(year).example([eligible, when, scope]).status == "exists", (item, one.id)


def test_the_renamed_rural_groups_do_not_contain_each_other() -> None:
    old, new = (compiled("2023", edition(year).services["rural_dilapidated"].eligible or "") for year in EDITIONS)
    assert prover("2023").entails(old, new).status == "fails"
    assert prover("2023").entails(new, old).status == "fails"


def all_cases(year: str) -> list[Case]:
    return [case for standard in edition(year).standards for case in standard.cases]


@pytest.mark.parametrize("year", EDITIONS)
def test_there_are_cases_on_both_sides(year: str) -> None:
    cases = all_cases(year)
    answers = Counter(_answer(expected) for case in cases for expected in case.expect.values())
    assert len(cases) >= 100
    assert min(answers["eligible"], answers["not eligible"]) >= 45 and answers["unknown"] >= 5
    assert len({str(case.name) for case in cases}) == len(cases)


@pytest.mark.parametrize("year", EDITIONS)
def test_the_workspace_opens_and_compiles_without_a_finding(year: str) -> None:
    workspace = open_workspace(CN / year)
    findings = [*workspace.findings, *Library(workspace).findings(DAY)]
    assert [str(finding.message) for finding in findings] == []


@pytest.mark.parametrize("year", EDITIONS)
def test_cases_come_out_as_expected(year: str) -> None:
    run = run_cases(Library(open_workspace(CN / year)), DAY)
    assert [str(finding.message) for finding in run.findings] == []
    assert len(run.results) >= len(all_cases(year))


@pytest.mark.parametrize("year", EDITIONS)
def test_nobody_in_a_case_breaks_an_invariant(year: str) -> None:
    for case in all_cases(year):
        person, troubles = read_person(dict(case.who), book(year), case.on or DAY)
        assert troubles == [], str(case.name)
        assert all(evaluate(rule, person) is not False for _, rule in prover(year).invariants), str(case.name)


def _answer(expected: str | Expectation) -> str:
    return expected if isinstance(expected, str) else expected.answer

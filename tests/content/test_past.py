"""The made-up past of Yuexiu: earlier editions of some works, what changed since, and what the floor proof said then."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from zhunsheng.floor.compare import compare_editions
from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.cases import run_cases
from zhunsheng.rule.library import Library
from zhunsheng.standard.document import Standard
from zhunsheng.standard.editions import by_work, in_force
from zhunsheng.standard.workspace import open_workspace

STANDARDS = Path(__file__).parents[2] / "standards"
THEN = date(2022, 6, 1)


@pytest.fixture(scope="module")
def past() -> Library:
    return Library(open_workspace(STANDARDS / "yuexiu-2021"))


@pytest.fixture(scope="module")
def present() -> Library:
    return Library(open_workspace(STANDARDS / "yuexiu"))


def _standards(library: Library) -> list[Standard]:
    return [loaded.model for loaded in library.workspace.files.values() if loaded.model is not None]


def test_the_past_is_sound_and_says_what_it_is(past: Library) -> None:
    assert [finding.say() for finding in (*past.workspace.findings, *past.findings(THEN))] == []
    assert all(result.passed for result in run_cases(past, THEN).results)
    assert past.workspace.manifest.provenance.kind == "illustrative"
    assert all(standard.provenance.kind == "illustrative" for standard in _standards(past))


def test_every_earlier_edition_has_its_later_one(past: Library, present: Library) -> None:
    later = {standard.work: standard for standard in _standards(present) if standard.work}
    earlier = _standards(past)
    assert len(earlier) >= 12
    for old in earlier:
        assert old.work is not None
        new = later[old.work]
        assert (old.edition, new.edition) == (1, 2)
        assert old.standard in new.replaces
        assert old.effective and old.until and new.effective
        assert old.effective <= old.until < new.effective
        assert 2 <= len(new.revisions) <= 6


def test_one_edition_of_each_work_is_in_force_on_a_day(past: Library, present: Library) -> None:
    works = by_work([*_standards(past), *_standards(present)])
    two = {work: editions for work, editions in works.items() if len(editions) == 2}
    assert len(two) >= 12
    for editions in two.values():
        assert in_force(editions, date(2022, 6, 30)).edition == 1
        assert in_force(editions, date(2024, 6, 3)).edition == 2


def test_some_were_revised_after_the_national_edition_of_2023(present: Library) -> None:
    late = [one for one in _standards(present) if one.revisions and one.effective and one.effective > date(2023, 7, 30)]
    assert len(late) >= 5


def test_revisions_have_reasons_of_every_kind(present: Library) -> None:
    revisions = [revision for standard in _standards(present) for revision in standard.revisions]
    triggers = Counter(revision.trigger for revision in revisions)
    assert set(triggers) == {"upstream", "value", "law", "survey", "feedback", "trial", "review"}
    for standard in _standards(present):
        numbers = {clause.no for clause in standard.clauses}
        for revision in standard.revisions:
            assert set(revision.clauses) <= numbers, (standard.standard, revision.clauses)
            assert standard.issued is not None
            assert revision.on <= standard.issued, (standard.standard, revision.on)
            assert revision.what.en and revision.reason.en


def test_what_the_floor_proof_found_then(past: Library) -> None:
    (section,) = prove(past, THEN, show=False).sections
    verdicts = Counter(proof.verdict for proof in section.proofs)
    assert verdicts == {Verdict.PROVED: 11, Verdict.VIOLATED: 2, Verdict.MISSING: 1}
    failing = {proof.ancestor.partition("#")[2] for proof in section.proofs if proof.verdict is not Verdict.PROVED}
    assert failing == {"child_health", "chronic_disease", "public_rental"}


def test_residents_lost_nothing_that_is_not_explained(past: Library, present: Library) -> None:
    """One value got worse on the way: a library loan is shorter, so that books come round; a revision says so."""
    found = compare_editions(past, present, THEN, date(2024, 6, 3), show=False)
    assert found.of("removed") == []
    worse = {(item.id, change.field) for item in found.items for change in item.changes if change.effect == "worse"}
    assert {item for item, _ in worse} == {"reading"}
    narrower = [item.id for item in found.items if item.object is not None and item.object.relation == "narrower"]
    assert narrower == []

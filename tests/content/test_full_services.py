"""Every full service of Yuexiu is written to the end: the parts an official and a resident look for are all there.

A service is full when it has a process of its own; items adopted as they stand and catalogue items have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from zhunsheng.rule.library import Library
from zhunsheng.rule.prose import say_rule
from zhunsheng.rule.thresholds import threshold_coverage
from zhunsheng.standard.document import Standard
from zhunsheng.standard.service import Branch, Service
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import Entry, open_workspace

STANDARDS = Path(__file__).parents[2] / "standards"
DAY = date(2024, 6, 3)


def full(library: Library) -> list[Entry]:
    """The services that are written with a process."""
    return [entry for entry in library.workspace.services() if entry.service.overlays is None and entry.service.process]


@pytest.fixture(scope="module")
def yuexiu() -> Library:
    return Library(open_workspace(STANDARDS / "yuexiu"))


FULL = [entry.id for entry in full(Library(open_workspace(STANDARDS / "yuexiu")))]


def lacking(service: Service, standard: Standard) -> Iterator[str]:
    """What a full service still lacks, in the words of the format."""
    present = {
        "object": service.object, "fit": service.fit, "eligible": service.eligible, "title": service.title,
        "lead_agency": service.lead_agency, "legal_basis": service.legal_basis, "promise": service.promise,
        "topic": service.topic, "item_type": service.item_type, "result": service.result, "start": service.start,
        "result_sample": service.result_sample, "service_points": service.service_points,
        "funding": service.funding or service.funding_note, "apply": service.apply,
    }  # fmt: skip
    yield from (name for name, value in present.items() if not value)
    if not any(part.guarantees for part in service.delivers):
        yield "a guarantee"
    yield from (f"clause of {part.id}" for part in service.delivers if part.clause is None)
    if service.apply is not None:
        for name in ("channels", "fee", "case_type", "online_depth", "phone", "complaint_phone"):
            if not getattr(service.apply, name):
                yield name
        if service.apply.materials is None or service.apply.visits is None:
            yield "materials or visits"
    yield from process_lacking(service)
    if len(service.situations) < 2:
        yield "two situations"
    if len(standard.clauses) < 25:
        yield "clauses"
    if not any(clause.kind.startswith("annex") for clause in standard.clauses):
        yield "an annex"


def process_lacking(service: Service) -> Iterator[str]:
    """What the process lacks: steps, posts, checkpoints, limits, a branch that says when."""
    steps = service.process
    if len(steps) < 4:
        yield "four steps"
    if len({step.role for step in steps.values()}) < 2:
        yield "two posts"
    for name, step in steps.items():
        if step.within is None and step.pauses is None:
            yield f"limit of {name}"
        if not step.basis:
            yield f"basis of {name}"
        if not step.checks:
            yield f"checks of {name}"
    branches = [branch for step in steps.values() for branch in step.next if isinstance(branch, Branch)]
    if not any(branch.when or branch.rule for branch in branches):
        yield "a branch"


def english(value: object) -> Iterator[Words]:
    """Every label in a service."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from english(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from english(item)
    elif hasattr(value, "model_fields_set"):
        for name in value.model_fields_set:
            yield from english(getattr(value, name))


def test_there_are_at_least_forty() -> None:
    assert len(FULL) >= 40


@pytest.mark.parametrize("item", FULL)
def test_a_full_service_lacks_nothing(item: str, yuexiu: Library) -> None:
    service, standard = yuexiu.service(item).source, yuexiu.workspace.own(item)[1].model
    assert standard is not None
    assert list(lacking(service, standard)) == []


@pytest.mark.parametrize("item", FULL)
def test_a_full_service_speaks_english(item: str, yuexiu: Library) -> None:
    """Every label has English, without Chinese in it; the rule reads in both languages."""
    compiled = yuexiu.service(item)
    bare = [words.zh for words in english(compiled.source) if words.en is None]
    mixed = [
        words.en for words in english(compiled.source) if words.en and any("\u4e00" <= c <= "\u9fff" for c in words.en)
    ]
    assert (bare, mixed) == ([], [])
    assert compiled.eligible is not None
    said = say_rule(compiled.eligible, yuexiu.book, "en")
    assert said
    assert not any("\u4e00" <= char <= "\u9fff" for char in said)


def test_every_threshold_has_a_case_on_each_side(yuexiu: Library) -> None:
    coverage = threshold_coverage(yuexiu, DAY)
    assert [finding.say() for finding in coverage.findings] == []
    assert coverage.sides >= 1000

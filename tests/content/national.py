"""The national editions as loaded, for the tests of the content."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import Expr
from zhunsheng.rule.types import Want, compile_rule
from zhunsheng.standard.document import Standard
from zhunsheng.standard.facts import FactBook, FactFile
from zhunsheng.standard.load import load
from zhunsheng.standard.manifest import Manifest
from zhunsheng.standard.service import Deliverable, Guarantee, Service

CN = Path(__file__).parents[2] / "standards" / "cn"
EDITIONS = ("2021", "2023")
M = TypeVar("M", bound=BaseModel)


class Edition(NamedTuple):
    """One edition as loaded."""

    manifest: Manifest
    facts: FactFile
    standards: list[Standard]
    services: dict[str, Service]


def read(model: type[M], path: Path) -> M:
    """A file as its model; a finding fails the test with its message."""
    loaded = load(model, path)
    assert [str(finding.message) for finding in loaded.findings] == []
    assert loaded.model is not None
    return loaded.model


@cache
def edition(year: str) -> Edition:
    """The edition of a year; every file reads without a finding."""
    folder = CN / year
    standards = [read(Standard, path) for path in sorted((folder / "standards").glob("*.yaml"))]
    services: dict[str, Service] = {}
    for standard in standards:
        assert services.keys().isdisjoint(standard.services)
        services |= standard.services
    return Edition(
        read(Manifest, folder / "workspace.yaml"), read(FactFile, folder / "facts.yaml"), standards, services
    )


@cache
def book(year: str) -> FactBook:
    return FactBook.merged([edition(year).facts])


def compiled(year: str, text: str, want: Want = "condition") -> Expr:
    """A rule or value checked against the facts of the edition."""
    result = compile_rule(text, book(year), want)
    assert [str(trouble.message) for trouble in result.troubles] == [], text
    assert result.expr is not None
    return result.expr


def deliverable(year: str, item: str, name: str) -> Deliverable:
    return next(one for one in edition(year).services[item].delivers if one.id == name)


def guarantee(year: str, item: str, name: str, level: str) -> Guarantee:
    return deliverable(year, item, name).guarantees[level]


def all_guarantees(year: str) -> list[tuple[str, str, Guarantee]]:
    return [
        (f"{item}.{one.id}", name, level)
        for item, service in edition(year).services.items()
        for one in service.delivers
        for name, level in one.guarantees.items()
    ]


def series(level: Guarantee) -> list[str]:
    """The values of a guarantee in the order of their days."""
    return [level.value] if isinstance(level.value, str) else list(level.value.values())


@cache
def prover(year: str) -> Prover:
    """Proofs over everybody whom the facts and invariants of the edition allow."""
    rules = [(one.id, compiled(year, one.rule)) for one in edition(year).facts.invariants]
    return Prover(book(year), {}, rules)

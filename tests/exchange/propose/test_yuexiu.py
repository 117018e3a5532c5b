"""The clauses of Yuexiu against its services: what a person modelled from a clause is proposed for that clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.propose.truth import measured
from zhunsheng.exchange.propose import propose
from zhunsheng.exchange.propose.facts import names_in
from zhunsheng.rule.types import compile_rule
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.workspace import open_workspace

YUEXIU = Path(__file__).parents[3] / "standards" / "yuexiu"
FILES = [path for path in sorted((YUEXIU / "standards").rglob("*.yaml")) if not path.name.endswith(".cases.yaml")]


@pytest.fixture(scope="module")
def book() -> FactBook:
    return open_workspace(YUEXIU).book()


@pytest.fixture(scope="module")
def recall(book: FactBook) -> dict[str, float]:
    total, hit = measured(FILES, book)
    assert total["limit"] > 700
    assert total["count"] > 250
    assert total["amount"] > 80
    assert total["material"] > 150
    return {kind: hit[kind] / total[kind] for kind in total}


@pytest.mark.parametrize(
    ("kind", "least"), [("limit", 0.98), ("percentage", 1), ("material", 0.87), ("amount", 0.85), ("count", 0.82)]
)
def test_what_was_modelled_from_a_clause_is_proposed_for_it(recall: dict[str, float], kind: str, least: float) -> None:
    """The rest stands in no words of its clause: values of the past, carried from elsewhere, or without a period."""
    assert recall[kind] >= least


def test_rules_whose_facts_are_declared_compile(book: FactBook) -> None:
    known, compiled = frozenset(book.names()), 0
    for path in FILES:
        model = load_standard(str(path)).model
        assert model is not None
        for one in propose(model.clauses, book=book, title=model.title.zh):
            rule = (
                one.value
                if isinstance(one.value, str)
                else (one.value.get("when") if isinstance(one.value, dict) else None)
            )
            if (
                one.kind in ("step", "material", "post")
                or rule is None
                or (one.kind == "limit" and isinstance(one.value, str))
            ):
                continue
            missing = [name for name in names_in(str(rule)) if name not in known]
            if missing:
                assert one.note is not None
                assert all(name in one.note.zh for name in missing), one
            else:
                found = compile_rule(str(rule), book, "condition")
                assert found.expr is not None, (path, one)
                compiled += 1
    assert compiled > 150

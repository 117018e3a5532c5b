"""For whom an item is follows from its rule; nobody who may be entitled is kept from an item by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import selectors, states
from zhunsheng.site.kept import Kept
from zhunsheng.site.public import guide_who
from zhunsheng.site.public.audiences import AUDIENCES, EVERYBODY, audiences_of


@pytest.fixture
def library(district: object) -> Library:
    """The district's workspace."""
    return states.state_of(selectors.snapshot_for()).library()


@pytest.mark.parametrize(
    ("item", "groups"),
    [
        ("elder_health", {"elderly"}),
        ("home_adaptation", {"elderly", "disabled"}),
        ("immunisation", {"children"}),
        ("newborn_screening", {"children"}),
        ("maternal_health", {"mothers"}),
        ("veteran_employment", {"veterans", "work"}),
        ("dibao", {"hardship"}),
        ("hypertension_care", {"patients"}),
        ("reading", {EVERYBODY}),
    ],
)
def test_groups_of_known_items(library: Library, item: str, groups: set[str]) -> None:
    assert audiences_of(library.service(item)) == groups


def test_every_item_with_a_rule_is_for_somebody(library: Library) -> None:
    for service in library.services():
        assert bool(audiences_of(service)) == (service.entitled is not None), service.id


def test_facts_of_groups_are_facts_of_the_district(library: Library) -> None:
    for one in AUDIENCES:
        assert [name for name in one.outside if name not in library.book.facts] == [], one.id


def test_who_is_in_no_named_group_is_not_entitled(library: Library) -> None:
    for service in library.services():
        groups = audiences_of(service)
        if groups and EVERYBODY not in groups:
            outside = {name: value for one in AUDIENCES for name, value in one.outside.items()}
            assert service.entitled is not None
            assert holds(service.entitled, outside) is False, service.id


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_no_more_is_kept_than_said_and_values_are_right(keys: list[int], size: int) -> None:
    kept = Kept[int](size)
    for key in keys:
        assert kept.get(key, lambda key=key: key * 2) == key * 2  # type: ignore[misc]
        assert len(kept.keys()) <= size
        assert kept.keys()[-1] == key


def test_facts_that_guides_speak_of_are_facts_of_the_district(library: Library) -> None:
    for named in (guide_who._MONEY, guide_who._INSURANCE, guide_who._LOCAL, guide_who._AGE):
        assert [name for name in named if name not in library.book.facts] == []

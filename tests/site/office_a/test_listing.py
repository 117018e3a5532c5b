"""Lists that one click narrows: what a chip promises is what the click shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.office.listing import Row, Wanted, chosen_rows, filters_of, heads_of, total

FILTERS = ("domain", "level")
LABELS = {"domain": ("领域", {"a": "甲", "b": "乙"}), "level": ("级别", {})}
ROWS = st.lists(
    st.builds(
        lambda domain, level, count, name: Row(
            {"domain": (domain,), "level": tuple(level)}, {"name": name}, f"{domain} {name}", (), "", count
        ),
        st.sampled_from("abc"),
        st.lists(st.sampled_from("xyz"), max_size=2, unique=True),
        st.integers(1, 3),
        st.sampled_from(["one", "two", "three"]),
    ),
    max_size=12,
)
WANTED = st.builds(
    lambda domain, level, words: Wanted({"domain": tuple(domain), "level": tuple(level)}, tuple(words)),
    st.lists(st.sampled_from("abc"), max_size=2, unique=True),
    st.lists(st.sampled_from("xyz"), max_size=2, unique=True),
    st.lists(st.sampled_from(["one", "a", "none"]), max_size=1),
)


def _address(query: Mapping[str, Any]) -> str:
    asked = QueryDict(mutable=True)
    for name, value in query.items():
        asked.setlist(name, value if isinstance(value, list) else [value])
    return asked.urlencode()


@given(ROWS, WANTED)
def test_a_chip_counts_what_it_shows(rows: list[Row], wanted: Wanted) -> None:
    """Choosing a value alone, the other filters as they are, shows as many as its chip says."""
    for one in filters_of(rows, wanted, LABELS, _address):
        for choice in one.choices:
            alone = Wanted({**wanted.chosen, one.name: (choice.value,)}, wanted.words)
            assert total(chosen_rows(rows, alone)) == choice.count


@given(ROWS, WANTED)
def test_a_click_turns_a_chip_on_and_the_next_one_off(rows: list[Row], wanted: Wanted) -> None:
    """The address of a chip asks for what is asked with the chip turned over, and nothing else."""
    for one in filters_of(rows, wanted, LABELS, _address):
        for choice in one.choices:
            then = Wanted.of(QueryDict(choice.address), FILTERS, ["name"])
            assert (choice.value in then.chosen[one.name]) is not choice.chosen
            other = next(name for name in FILTERS if name != one.name)
            assert then.chosen[other] == wanted.chosen[other]
            assert then.words == wanted.words


@given(ROWS, WANTED, st.booleans())
def test_sorting_loses_nothing(rows: list[Row], wanted: Wanted, down: bool) -> None:
    """A sorted list holds the same rows in order."""
    sorted_rows = chosen_rows(rows, Wanted(wanted.chosen, wanted.words, "name", down))
    names = [str(row.order["name"]) for row in sorted_rows]
    assert names == sorted(names, reverse=down)
    assert sorted(map(id, sorted_rows)) == sorted(map(id, chosen_rows(rows, wanted)))


def test_what_an_address_cannot_mean_is_left_out() -> None:
    """An unknown column sorts nothing; an empty value filters nothing."""
    wanted = Wanted.of(QueryDict("sort=-secret&domain=&domain=a&domain=a&q= One  two "), FILTERS, ["name"])
    assert (wanted.sort, wanted.down) == ("", False)
    assert wanted.chosen == {"domain": ("a",), "level": ()}
    assert wanted.words == ("one", "two")


def test_a_head_turns_its_order_over() -> None:
    """A click sorts upwards, the next one downwards; screen readers hear which."""
    up = Wanted({}, (), "name", False)
    (head,) = heads_of([("name", "名称")], up, _address)
    assert (head["sort"], head["address"]) == ("ascending", "q=&sort=-name")
    (head,) = heads_of([("name", "名称")], Wanted({}, (), "name", True), _address)
    assert (head["sort"], head["address"]) == ("descending", "q=&sort=name")

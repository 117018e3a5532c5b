"""Long lists that one click narrows: rows made once, filters as chips with counts, columns that sort, all in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from zhunsheng.site.look.context import language_now
from zhunsheng.site.look.moment import Moment
from zhunsheng.standard.wording import say

Cell = str | int | date | None
#: The address of the list for a query.
Address = Callable[[Mapping[str, Any]], str]
#: Per filter its name for people, and the names of its values in their order.
Labels = Mapping[str, tuple[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Row:
    """A row as a list needs it: what it is filtered and sorted by, its cells for a file, its cells for the page.

    count: how many things the row stands for.  words: what is searched, in small letters.
    """

    values: Mapping[str, tuple[str, ...]]
    order: Mapping[str, Any]
    words: str
    cells: tuple[Cell, ...]
    html: str
    count: int = 1


@dataclass(frozen=True)
class Choice:
    """A chip of a filter.  count: what it would show together with the other filters.  address: to turn it on or off."""

    value: str
    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Filter:
    """A filter with its chips."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> str:
        """The labels of what is chosen; empty where nothing is."""
        return say([one.label for one in self.choices if one.chosen], language_now())


@dataclass(frozen=True)
class Wanted:
    """What an address asks for.  chosen: per filter the values, one of which must fit; words: all must occur."""

    chosen: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...] = ()
    sort: str = ""
    down: bool = False

    @classmethod
    def of(cls, query: QueryDict, filters: Iterable[str], sorts: Iterable[str]) -> Wanted:
        """What a query asks for; what it cannot mean is left out."""
        asked = query.get("sort", "")
        sort = asked.removeprefix("-")
        known = sort in set(sorts)
        return cls(
            {name: tuple(dict.fromkeys(value for value in query.getlist(name) if value)) for name in filters},
            tuple(query.get("q", "").casefold().split()),
            sort if known else "",
            known and asked.startswith("-"),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any(self.chosen.values()) or bool(self.words)

    def fits(self, row: Row, without: str = "") -> bool:
        """Whether a row is asked for, one filter perhaps left aside."""
        return all(word in row.words for word in self.words) and all(
            not values or name == without or any(value in row.values[name] for value in values)
            for name, values in self.chosen.items()
        )

    def query(self, **change: Any) -> dict[str, Any]:
        """The query that asks for this, with some names changed."""
        query: dict[str, Any] = {name: list(values) for name, values in self.chosen.items() if values}
        query |= {"q": " ".join(self.words), "sort": ("-" if self.down else "") + self.sort}
        return query | change


def chosen_rows(rows: Iterable[Row], wanted: Wanted) -> list[Row]:
    """The rows that are asked for, in the asked order; equal ones, and all where no order is asked, stay as they were."""
    found = [row for row in rows if wanted.fits(row)]
    if not wanted.sort:
        return found
    return sorted(found, key=lambda row: row.order[wanted.sort], reverse=wanted.down)


def total(rows: Iterable[Row]) -> int:
    """How many things rows stand for."""
    return sum(row.count for row in rows)


def filters_of(rows: Sequence[Row], wanted: Wanted, labels: Labels, address: Address) -> list[Filter]:
    """Every filter with its chips; one whose rows all say the same thing has nothing to choose and is left out."""
    found = []
    for name, (label, named) in labels.items():
        counts = _counts(rows, wanted, name)
        known = [value for value in named if value in counts or value in wanted.chosen[name]]
        more = sorted(value for value in {*counts, *wanted.chosen[name]} if value and value not in named)
        values = [*known, *more]
        if len(values) > 1 or wanted.chosen[name]:
            choices = (_choice(name, one, named.get(one, one), counts.get(one, 0), wanted, address) for one in values)
            found.append(Filter(name, label, tuple(choices)))
    return found


def _counts(rows: Sequence[Row], wanted: Wanted, name: str) -> dict[str, int]:
    """By value of a filter what the other filters leave; values that occur at all are there, with 0."""
    counts: dict[str, int] = {}
    for row in rows:
        fits = row.count if wanted.fits(row, without=name) else 0
        for value in row.values[name]:
            counts[value] = counts.get(value, 0) + fits
    return counts


def _choice(name: str, value: str, label: str, count: int, wanted: Wanted, address: Address) -> Choice:
    chosen = value in wanted.chosen[name]
    others = [one for one in wanted.chosen[name] if one != value]
    query = wanted.query(**{name: others if chosen else [*others, value]})
    return Choice(value, label, count, chosen, address(query))


def heads_of(columns: Iterable[tuple[str, str]], wanted: Wanted, address: Address) -> list[dict[str, str]]:
    """Heads of the columns (sort key or nothing, label): where a click leads, and the order that screen readers say."""
    found = []
    for key, label in columns:
        mine = bool(key) and wanted.sort == key
        turned = f"-{key}" if mine and not wanted.down else key
        state = ("descending" if wanted.down else "ascending") if mine else "none"
        found.append({"label": label, "address": address(wanted.query(sort=turned)) if key else "", "sort": state})
    return found


def address_of(name: str, moment: Moment) -> Address:
    """Addresses of the page `name` with a query, the asked moment kept."""
    base = reverse(name)

    def address(query: Mapping[str, Any]) -> str:
        flat = QueryDict(mutable=True)
        for key, value in query.items():
            flat.setlist(key, [one for one in (value if isinstance(value, list) else [value]) if one])
        asked = "&".join(part for part in (flat.urlencode(), moment.query) if part)
        return f"{base}?{asked}" if asked else base

    return address


def list_context(
    rows: Sequence[Row], wanted: Wanted, labels: Labels, columns: Iterable[tuple[str, str]], name: str, moment: Moment
) -> dict[str, Any]:
    """What the template of a list needs, whatever it lists.  name: of its page; of its files with ``_csv``, ``_xlsx``."""
    address = address_of(name, moment)
    shown = chosen_rows(rows, wanted)
    query = wanted.query()
    hidden = [(key, value) for key, values in wanted.chosen.items() for value in values]
    hidden += [("sort", query["sort"])] if query["sort"] else []
    hidden += [(key, value) for key, _, value in (part.partition("=") for part in moment.query.split("&")) if key]
    return {
        "rows": shown,
        "several": sum(row.count > 1 for row in shown),
        "shown": total(shown),
        "total": total(rows),
        "filters": filters_of(rows, wanted, labels, address),
        "heads": heads_of(columns, wanted, address),
        "q": " ".join(wanted.words),
        "hidden": hidden,
        "narrowed": wanted.narrows,
        "clear": address({}),
        "here": address({}).partition("?")[0],
        "csv": address_of(f"{name}_csv", moment)(query),
        "xlsx": address_of(f"{name}_xlsx", moment)(query),
    }

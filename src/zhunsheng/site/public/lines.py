"""A line for each item: what the lists of the residents' pages say and filter by, made from the core once a period.

What a standard does not say is None, never taken for free, online or without papers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from zhunsheng.publish.service_parts import sorted_materials
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.tree import Number
from zhunsheng.site.kept import Kept
from zhunsheng.site.public.audiences import AUDIENCES, EVERYBODY, EVERYBODY_TITLE, IDS, audiences_of
from zhunsheng.site.public.here import Here
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.wording import T, Text

#: Titles of deliverables that a line names before it says how many more there are.
NAMED = 3
_kept: Kept[tuple[ItemLine, ...]] = Kept(12)


@dataclass(frozen=True)
class ItemLine:
    """What is known of an item at a glance.

    gives: what one gets, in a few words.  who: the service object as the standard writes it.  free, papers, visits,
    online: None where the standard does not say.  facts: fee, papers, wait in words.  guided: there is a way to apply.
    """

    key: str
    title: str
    domain: str
    gives: str
    who: str
    free: bool | None
    papers: int | None
    visits: int | None
    online: bool | None
    facts: tuple[str, ...]
    audiences: frozenset[str]
    guided: bool


def lines_of(here: Here) -> tuple[ItemLine, ...]:
    """A line for every item in force, in the order of domains and texts."""
    lines = _kept.get(here.key, lambda: tuple(_all(here)))
    return tuple(line for line in lines if line.key in here.keys)


def _all(here: Here) -> Iterable[ItemLine]:
    order = {one.id: one.number for one in here.library.workspace.manifest.domains}
    made = [line_of(Subject(here.library, service, here.day, here.language)) for service in here.library.services()]
    return sorted(made, key=lambda one: order.get(one.domain, len(order) + 1))


def line_of(subject: Subject) -> ItemLine:
    """The line of one item."""
    service, apply = subject.service, subject.apply
    papers = None if service.materials is None else len(sorted_materials(subject)[0])
    return ItemLine(
        key=service.id,
        title=subject.title,
        domain=domain_of(subject),
        gives=gives_words(subject),
        who=subject.label(subject.source.object),
        free=is_free(service, subject),
        papers=papers,
        visits=apply.visits,
        online=None if apply.online_depth is None else apply.online_depth == "full",
        facts=tuple(_facts(subject, papers)),
        audiences=audiences_of(service),
        guided=bool(service.steps),
    )


def domain_of(subject: Subject) -> str:
    """The id of the item's domain, empty where neither item nor standard says one."""
    return subject.source.domain or (subject.standard.domain if subject.standard is not None else None) or ""


def gives_words(subject: Subject) -> str:
    """What one gets: the first deliverables by name."""
    titles = [part.title for part in subject.service.deliverables.values()]
    named = subject.say(titles[:NAMED])
    if len(titles) > NAMED:
        return subject.say(T("{named}等 {n} 项", named=named, n=len(titles)))
    return named


def is_free(service: CompiledService, subject: Subject) -> bool | None:
    """Whether nothing is charged; None where the standard says nothing for the day, or it depends."""
    if service.fee is None:
        return None
    try:
        value, _ = service.fee.on(subject.day)
    except DateGap:
        return None
    return value.value == 0 if isinstance(value, Number) else None


def _facts(subject: Subject, papers: int | None) -> Iterable[str]:
    free = is_free(subject.service, subject)
    if free is not None:
        yield subject.say(T("不收费") if free else subject.span(subject.service.fee))
    if papers is not None:
        yield subject.say(T("带 {n} 样材料", n=papers) if papers else T("不用带材料"))
    promise = subject.limit(subject.service.promise, within=True)
    if promise:
        yield promise


# -- filters ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """A filter that a reader can set.  name, value: in the address."""

    name: str
    value: str
    title: Text
    keeps: Callable[[ItemLine], bool]


CHOICES: tuple[Choice, ...] = (
    Choice("free", "1", T("不收费"), lambda one: one.free is True),
    Choice("papers", "0", T("不用带材料"), lambda one: one.papers == 0),
    Choice("online", "1", T("全程网上办"), lambda one: one.online is True),
    Choice("visits", "0", T("不用到现场"), lambda one: one.visits == 0),
)


def _for(name: str) -> Callable[[ItemLine], bool]:
    return lambda one: name in one.audiences


AUDIENCE_CHOICES: tuple[Choice, ...] = (
    *(Choice("for", one.id, one.title, _for(one.id)) for one in AUDIENCES),
    Choice("for", EVERYBODY, EVERYBODY_TITLE, _for(EVERYBODY)),
)
ALL_CHOICES = (*CHOICES, *AUDIENCE_CHOICES)


def asked_of(query: Mapping[str, str]) -> dict[str, str]:
    """The filters that an address sets; values that no filter has are left out."""
    return {one.name: one.value for one in ALL_CHOICES if query.get(one.name) == one.value}


def kept_lines(lines: Iterable[ItemLine], asked: Mapping[str, str]) -> list[ItemLine]:
    """The lines that every filter keeps."""
    wanted = [one for one in ALL_CHOICES if asked.get(one.name) == one.value]
    return [line for line in lines if all(one.keeps(line) for one in wanted)]


@dataclass(frozen=True)
class Chip:
    """A filter as shown: how many lines it would leave, and the query of the address that sets it or takes it away."""

    title: str
    count: int
    on: bool
    query: str


def chips_of(
    choices: Iterable[Choice],
    lines: Iterable[ItemLine],
    asked: Mapping[str, str],
    say: Callable[[Text], str],
    kept: Mapping[str, str] | None = None,
) -> list[Chip]:
    """Filters with their counts; a set one leads back to the list without it.  kept: what else the address says."""
    lines = list(lines)
    made = []
    for one in choices:
        on = asked.get(one.name) == one.value
        rest = {name: value for name, value in asked.items() if name != one.name}
        after = rest if on else {**rest, one.name: one.value}
        count = len(kept_lines(lines, {**rest, one.name: one.value}))
        made.append(Chip(say(one.title), count, on, query_of({**(kept or {}), **after})))
    return made


def query_of(values: Mapping[str, str]) -> str:
    """The query of an address, with its question mark; empty without values."""
    return f"?{urlencode(values)}" if values else ""


def counts_by_domain(lines: Iterable[ItemLine]) -> Counter[str]:
    """How many lines each domain has."""
    return Counter(one.domain for one in lines)


__all__ = [
    "ALL_CHOICES", "AUDIENCE_CHOICES", "CHOICES", "IDS", "Chip", "Choice", "ItemLine", "asked_of", "chips_of",
    "counts_by_domain", "domain_of", "gives_words", "is_free", "kept_lines", "line_of", "lines_of", "query_of",
]  # fmt: skip

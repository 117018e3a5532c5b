"""What services of a workspace say and name a clause for, so that proposals for that clause can be compared with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhunsheng.exchange.propose import core, propose
from zhunsheng.standard.document import Proposal, Standard
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.quantity import Quantity, QuantityError, compare
from zhunsheng.standard.service import Service

_IF = re.compile(r"if .*? else")
_NUMBER = re.compile(r"[0-9.]+")
#: Units that count what is done; which of them is a matter of taste.
_DONE = frozenset({"visit", "time", "contact", "activity", "show"})
_SPANS = frozenset({"working_day", "calendar_day", "hour", "minute", "week", "month", "year"})
_SLACK = re.compile(r"居民|本人|（.*?）|的")


@dataclass(frozen=True)
class Said:
    """One value of a service, and the clause that it was read from."""

    kind: str
    clause: str
    quantity: Quantity | None
    title: str = ""


def measured(paths: Iterable[Path], book: FactBook) -> tuple[Counter[str], Counter[str]]:
    """How many values the services of files give, and how many of them are proposed for their clauses, by kind."""
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for path in paths:
        model = load_standard(str(path)).model
        if model is None or not model.services or not model.clauses:
            continue
        found = propose(model.clauses, book=book, title=model.title.zh)
        for one in values_of(model):
            total[one.kind] += 1
            hit[one.kind] += any(_is(one, proposal) for proposal in found)
    return total, hit


def values_of(model: Standard) -> Iterator[Said]:
    """The guarantees, limits and materials of a standard that name their clause."""
    for service in model.services.values():
        for part in service.delivers:
            for one in part.guarantees.values():
                if one.clause:
                    yield from _values(one.value, one.unit, one.clause)
        for limit in (service.promise, service.statutory):
            if limit is not None and limit.clause:
                yield from _values(limit.at_most, limit.unit, limit.clause)
        yield from _of_process(service)


def _of_process(service: Service) -> Iterator[Said]:
    for step in service.process.values():
        if step.within and step.basis:
            yield from _values(step.within, None, step.basis[0])
    for paper in (service.apply.materials or ()) if service.apply is not None else ():
        if paper.clause:
            yield Said("material", paper.clause, None, paper.title.zh)


def _values(value: object, unit: str | None, clause: str) -> Iterator[Said]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _values(part, unit, clause)
        return
    for piece in _IF.sub("|", str(value)).split("|"):
        text = piece.split(" if ")[0].strip()
        if unit is not None and not _NUMBER.fullmatch(text):
            continue
        try:
            quantity = Quantity.parse(text if unit is None else f"{text} {unit}")
        except QuantityError:
            continue
        kind = _kind(str(quantity.unit))
        if kind is not None:
            yield Said(kind, clause, quantity)


def _kind(unit: str) -> str | None:
    first = unit.partition("/")[0]
    if first in ("CNY", "wan_CNY", "fen"):
        return "amount"
    if first == "percent":
        return "percentage"
    return "count" if "/" in unit else "limit" if first in _SPANS else None


def _is(one: Said, proposal: Proposal) -> bool:
    """Whether a proposal says the same."""
    if one.quantity is None:
        left, right = _SLACK.sub("", core(proposal.value)), _SLACK.sub("", one.title)
        return proposal.kind == "material" and (left in right or right in left)
    kinds = ("count", "limit") if one.kind in ("count", "limit") else (one.kind,)
    return proposal.clause == one.clause and proposal.kind in kinds and _same(one.quantity, core(proposal.value))


def _same(quantity: Quantity, text: str) -> bool:
    try:
        other = Quantity.parse(text)
    except QuantityError:
        return False
    if compare(quantity, other) == 0:
        return True
    left, right = str(quantity.unit).split("/"), str(other.unit).split("/")
    both = {left[0], right[0]} <= _DONE
    return quantity.value == other.value and both and left[1:] == right[1:]

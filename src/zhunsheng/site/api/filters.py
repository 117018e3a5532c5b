"""Filters whose value nothing has: a misspelt one is refused with the nearest, never answered with an empty list.

Looked at only where a list came out empty.  A value counts as known when anything recorded has it, whatever the day and
the other filters; so a list that is empty because of the day stays an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sized
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhunsheng.rule.trouble import nearest
from zhunsheng.site.api.asked import Asked
from zhunsheng.site.api.problems import FieldProblem, Refused
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Item

Values = Callable[[], Iterable[str]]


def refuse_unknown(left: QuerySet[Any] | Sized, given: Mapping[str, Any], known: Mapping[str, Values]) -> None:
    """Raise Refused where filters leave nothing and some of them have a value which nothing has.

    left: what they leave.  known: by filter, all values there are; filters that are not among them may have any.
    """
    asked = {name: given[name] for name in known if given.get(name) is not None}
    if not asked or (left.exists() if isinstance(left, QuerySet) else len(left)):
        return
    errors = []
    for name, value in asked.items():
        words = {word for word in known[name]() if word}
        if value not in words:
            errors.append(unknown_value("query", name, value, words))
    if errors:
        raise Refused(422, errors=errors)


def unknown_value(
    where: str, pointer: str, value: str, words: Iterable[str], code: str = "unknown_value"
) -> FieldProblem:
    """The problem of a value that nothing has, with the one that it most resembles."""
    told, near = _("没有「%(value)s」") % {"value": value[:80]}, nearest(value, words)
    detail = told if near is None else _("%(told)s，是不是「%(near)s」？") % {"told": told, "near": near}
    return FieldProblem(where=where, pointer=pointer, code=code, detail=detail)


def of_editions(asked: Asked) -> dict[str, Values]:
    """What editions can be narrowed by: their workspaces, families and domains."""
    workspaces = _column(asked, "workspace")
    return {
        "workspace": workspaces,
        "family": lambda: {*workspaces(), *map(selectors.family, workspaces())},
        "domain": _column(asked, "domain"),
    }


def of_items(asked: Asked) -> dict[str, Values]:
    """What items can be narrowed by."""

    def column(name: str) -> Values:
        found = Item.objects.filter(selectors.known_by(asked.snapshot, "edition__spans__")).order_by()
        return lambda: found.values_list(name, flat=True).distinct()

    return {"domain": column("domain"), "category": column("category"), "family": of_editions(asked)["family"]}


def _column(asked: Asked, name: str) -> Values:
    found = selectors.editions(asked.snapshot).order_by()
    return lambda: found.values_list(name, flat=True).distinct()

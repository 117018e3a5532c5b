"""A proposed value in a few words: the rule, the quantity, the title; for tables, examples and comparison."""

from __future__ import annotations

from collections.abc import Mapping

_BOUNDS = ("at_least", "at_most", "exactly")


def core(value: object) -> str:
    """What a value comes to.

    >>> core({"at_least": "4 visit/year", "clause": "5.1"}), core({"id": "id-card", "title": "身份证"}), core("age >= 60")
    ('4 visit/year', '身份证', 'age >= 60')
    """
    if isinstance(value, Mapping):
        for name in _BOUNDS:
            if name in value:
                return str(value[name])
        return str(value.get("title", value))
    return str(value)

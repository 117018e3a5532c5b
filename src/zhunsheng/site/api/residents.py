"""Residents of proofs and comparisons as callers can send them back: amounts of money in yuan, as everywhere here.

The core keeps money in fen.
"""

from __future__ import annotations

from collections.abc import Container
from fractions import Fraction
from typing import Any

from zhunsheng.rule.library import Library
from zhunsheng.standard.quantity import format_number

_SHAPE = frozenset({"words", "facts", "unlike", "unknown"})


def money_of(library: Library) -> frozenset[str]:
    """The facts that are amounts of money, here or above."""
    books = [one.book.facts for one in (library, *library.chain())]
    return frozenset(name for facts in books for name, fact in facts.items() if fact.type == "money")


def in_yuan(data: Any, money: Container[str]) -> Any:
    """The same data, with the money of every resident in it in yuan, as exact text."""
    if isinstance(data, list):
        return [in_yuan(one, money) for one in data]
    if not isinstance(data, dict):
        return data
    if data.keys() == _SHAPE:
        return {**data, "facts": {name: _fact(name, value, money) for name, value in data["facts"].items()}}
    return {name: in_yuan(value, money) for name, value in data.items()}


def _fact(name: str, value: Any, money: Container[str]) -> Any:
    return format_number(Fraction(value) / 100) if name in money else value

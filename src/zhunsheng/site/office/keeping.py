"""What is dear to work out is kept: in this process for a page's parts, in the database for what all processes share.

Everything kept is named by what it was made from (see `Asked.key`), so that nothing is ever out of date.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches

V = TypeVar("V")

#: Kept for a day; a name says of which state and day it is, so that age does no harm.
SECONDS = 86_400


def kept(name: str, make: Callable[[], V]) -> V:
    """What `make` gives, kept in this process under `name`."""
    return _kept("here", name, make)


def shared(name: str, make: Callable[[], V]) -> V:
    """What `make` gives, kept in the database for all processes, and here for the next time."""
    return _kept("here", name, lambda: _kept("default", name, make))


def known(name: str) -> object | None:
    """What is kept under `name`, None where nothing is."""
    found: object | None = caches["here"].get(name)
    if found is None:
        found = caches["default"].get(name)
        if found is not None:
            caches["here"].set(name, found, SECONDS)
    return found


def keep(name: str, value: object) -> None:
    """Keep a value for all processes."""
    caches["default"].set(name, value, SECONDS)
    caches["here"].set(name, value, SECONDS)


def known_here(name: str) -> object | None:
    """What this process keeps under `name`, None where nothing is."""
    found: object | None = caches["here"].get(name)
    return found


def keep_here(name: str, value: V) -> V:
    """Keep a value in this process."""
    caches["here"].set(name, value, SECONDS)
    return value


def _kept(where: str, name: str, make: Callable[[], V]) -> V:
    cache = caches[where]
    found: V | None = cache.get(name)
    if found is None:
        found = make()
        cache.set(name, found, SECONDS)
    return found

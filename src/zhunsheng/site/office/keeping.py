"""What is dear to work out is kept: in this process for a page's parts, in the database for what all processes share.

Everything kept is named by what it was made from (see `Asked.key`), and in the database by the program that made it, so
that nothing is ever out of date, nor read by a program that does not know its form.  What is kept here is the object
itself, not a copy: nobody may change it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.core.cache import cache

import zhunsheng
from zhunsheng.site.kept import Kept

V = TypeVar("V")

#: Kept in the database for a day; a name says of which state and day it is, so that age does no harm.
SECONDS = 86_400
#: Files of the package that have a part in what is made.
_MAKES = {".py", ".html", ".mo", ".typ", ".md", ".svg"}
_here: Kept[Any] = Kept(600)


class _Nothing(LookupError):
    """Nothing is kept under a name."""


@lru_cache(maxsize=1)
def program() -> str:
    """Which program this is: of its files the names, sizes and times; another after every upgrade."""
    root = Path(zhunsheng.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in _MAKES)
    lines = (f"{path.relative_to(root)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _named(name: str) -> str:
    return f"{program()}/{name}"


def kept(name: str, make: Callable[[], V]) -> V:
    """What `make` gives, kept in this process under `name`."""
    found: V = _here.get(name, make)
    return found


def shared(name: str, make: Callable[[], V]) -> V:
    """What `make` gives, kept in the database for all processes, and here for the next time."""

    def find() -> V:
        found: V | None = cache.get(_named(name))
        if found is None:
            found = make()
            cache.set(_named(name), found, SECONDS)
        return found

    return kept(name, find)


def known(name: str) -> object | None:
    """What is kept under `name`, None where nothing is."""

    def find() -> object:
        found: object | None = cache.get(_named(name))
        if found is None:
            raise _Nothing(name)
        return found

    try:
        return kept(name, find)
    except _Nothing:
        return None


def keep(name: str, value: object) -> None:
    """Keep a value for all processes."""
    cache.set(_named(name), value, SECONDS)
    _here.put(name, value)


def known_here(name: str) -> object | None:
    """What this process keeps under `name`, None where nothing is."""
    found: object | None = _here.peek(name)
    return found


def keep_here(name: str, value: V) -> V:
    """Keep a value in this process."""
    _here.put(name, value)
    return value


def forget() -> None:
    """Drop what this process keeps; tests that change what things are made from need it."""
    _here.clear()

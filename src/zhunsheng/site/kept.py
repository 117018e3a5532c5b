"""A few results of the core kept in the process, the least used given up first; safe for several threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Kept(Generic[V]):
    """At most `size` values by key.  Two threads that ask for the same missing value may both make it; one is kept.

    >>> kept = Kept[int](2)
    >>> [kept.get(n, lambda n=n: n * 10) for n in (1, 2, 1, 3)], sorted(kept.keys())
    ([10, 20, 10, 30], [1, 3])
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._found: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of `key`, made where it is not there.  What `make` raises is raised, and nothing is kept."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()
        with self._lock:
            found = self._found.setdefault(key, made)
            self._found.move_to_end(key)
            while len(self._found) > self.size:
                self._found.popitem(last=False)
            return found

    def peek(self, key: Hashable) -> V | None:
        """The value of `key`, None where it is not there."""
        with self._lock:
            return self._found.get(key)

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value, in place of another."""
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            while len(self._found) > self.size:
                self._found.popitem(last=False)

    def keys(self) -> list[Hashable]:
        """The keys there are, least used first."""
        with self._lock:
            return list(self._found)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._found.clear()

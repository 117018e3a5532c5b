"""Work that takes longer than a page may: done once in the background while the page asks how far it is.

A page calls `working`; it gets the result where there is one, else how far the work is.  Of several processes only one
does the work: the others see its progress.  A worker that dies is forgotten after a minute.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.utils import translation

V = TypeVar("V")
Tell = Callable[[int, int], None]
log = logging.getLogger(__name__)

#: Seconds after which a worker that says nothing counts as dead.
SILENCE = 60
#: Seconds between two reports.
PACE = 0.4


@dataclass(frozen=True)
class Progress:
    """How far the work is.  total: 0 while it is not known.  failed: it ended without a result."""

    done: int = 0
    total: int = 0
    failed: bool = False


def working(name: str, result: Callable[[], V | None], work: Callable[[Tell], object]) -> V | Progress:
    """The result where there is one, else how far `work` is; started where nobody works on it.

    name: of the work, the same in all processes.  work: makes what `result` finds afterwards, in the language of the page
    that began it.
    """
    found = result()
    if found is not None:
        return found
    board = f"working/{name}"
    if caches["default"].add(board, Progress(), SILENCE):
        if getattr(settings, "WORK_AT_ONCE", False):
            _do(board, work, close=False)
            found = result()
            return found if found is not None else _read(board)
        language = translation.get_language()
        threading.Thread(target=_do, args=(board, work), kwargs={"language": language}, daemon=True).start()
    return _read(board)


def again(name: str) -> None:
    """Forget that the work failed, so that the next page starts it."""
    caches["default"].delete(f"working/{name}")


def _read(board: str) -> Progress:
    found = caches["default"].get(board)
    return found if isinstance(found, Progress) else Progress()


def _do(board: str, work: Callable[[Tell], object], *, close: bool = True, language: str | None = None) -> None:
    cache = caches["default"]
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= PACE:
            last = now
            cache.set(board, Progress(done, total), SILENCE)

    try:
        with translation.override(language or translation.get_language()):
            work(tell)
        cache.delete(board)
    except Exception:
        log.exception("work failed: %s", board)
        cache.set(board, Progress(failed=True), SILENCE)
    finally:
        if close:
            connections.close_all()

"""Work that is done in a process of its own while this one goes on, where the machine has a core to spare.

Only for work whose result can be sent over (plain values), and which changes nothing that this process needs later.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

R = TypeVar("R")


def aside(work: Callable[[], R]) -> Callable[[], R]:
    """Begin `work` and return what waits for its result.

    Without a second core, outside Linux, or beside other threads (a forked copy could inherit a held lock) the work is
    done when its result is asked for.  The same where it fails over there, so that an error is raised here.
    """
    if not may_fork():
        return work
    import multiprocessing

    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    process.start()
    sender.close()

    def wait() -> R:
        try:
            done, result = receiver.recv()
        except (EOFError, OSError):
            done, result = False, None
        process.join()
        return result if done else work()

    return wait


def may_fork() -> bool:
    """Whether a copy of this process may do part of the work."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _send(work: Callable[[], object], sender: Any) -> None:
    try:
        sender.send((True, work()))
    except Exception:
        sender.send((False, None))

"""Work that is done in a process of its own while this one goes on, where the machine has a core to spare.

Only for work whose result can be sent over (plain values), and which changes nothing that this process needs later.
"""

from __future__ import annotations

import contextlib
import os
import signal
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
    process = context.Process(target=_send, args=(work, sender, receiver), daemon=True)
    # An interrupt from the terminal reaches both; it is answered here, so the other process begins deaf to it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    process.start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
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


def _send(work: Callable[[], object], sender: Any, receiver: Any) -> None:
    receiver.close()  # else this copy would keep the pipe open, and a send to a parent that is gone wait for ever
    try:
        sender.send((True, work()))
    except OSError:
        return
    except Exception:
        with contextlib.suppress(OSError):
            sender.send((False, None))

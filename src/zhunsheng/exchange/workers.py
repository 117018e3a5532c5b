"""Work on many inputs in processes of their own, so that one bad input costs only itself.

A process that takes too long is ended, one that wants too much memory is refused it, one that dies is replaced; the
others go on, and every input has an outcome.  Nothing here knows what the work is.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any, Generic, Literal, TypeVar

A = TypeVar("A")
R = TypeVar("R")
#: Called with the number of inputs that are done, and of all.
Progress = Callable[[int, int], None]
#: time: it took too long.  memory: it wanted too much.  died: its process ended by itself.  error: it raised.
Failure = Literal["time", "memory", "died", "error"]


#: Seconds that a process may take to begin, on a machine with much else to do.
STARTING = 60.0


@dataclass(frozen=True)
class Limits:
    """What one input may cost: wall seconds, and bytes of memory beyond what a process has when it begins (Linux)."""

    seconds: float = 120.0
    memory: int = 2_000_000_000


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """What became of an input: its result, or why there is none; detail: the error or the signal, for people."""

    result: R | None = None
    failure: Failure | None = None
    detail: str = ""
    seconds: float = 0.0


@dataclass
class _Worker:
    """A process, the connection to it, what it works on, since when, and how long it may."""

    process: BaseProcess
    connection: Connection
    task: int | None = None
    since: float = 0.0
    until: float = 0.0
    ready: bool = False


def run_each(
    work: Callable[[A], R],
    inputs: Sequence[A],
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> list[Outcome[R]]:
    """The outcome of `work` for each input, in their order.

    work, inputs and results go between processes, so they must be plain values and a function of a module.
    workers: processes; by default one a core, at most one an input.
    """
    if not inputs:
        return []
    count = max(1, min(len(inputs), workers or cores()))
    return _Crew(work, inputs, count, limits or Limits(), progress).run()


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Crew(Generic[A, R]):
    """The processes of one run."""

    work: Callable[[A], R]
    inputs: Sequence[A]
    size: int
    limits: Limits
    progress: Progress | None
    crew: list[_Worker] = field(default_factory=list)
    outcomes: dict[int, Outcome[R]] = field(default_factory=dict)

    def run(self) -> list[Outcome[R]]:
        """Work until every input has an outcome; no process is left behind, whatever happens."""
        waiting = deque(range(len(self.inputs)))
        try:
            while len(self.outcomes) < len(self.inputs):
                self._hand_out(waiting)
                self._gather()
        finally:
            for worker in self.crew:
                _end(worker)
        return [self.outcomes[index] for index in range(len(self.inputs))]

    def _hand_out(self, waiting: deque[int]) -> None:
        """Give every idle process an input, beginning processes as long as there are inputs for them."""
        idle = [worker for worker in self.crew if worker.task is None]
        while waiting and (idle or len(self.crew) < self.size):
            worker = idle.pop() if idle else self._begin()
            index = waiting.popleft()
            try:
                worker.connection.send(self.inputs[index])
            except (OSError, ValueError):  # it died while idle: another one takes the input
                self._dismiss(worker)
                waiting.appendleft(index)
                continue
            worker.task, worker.since = index, monotonic()
            worker.until = worker.since + self.limits.seconds + (0.0 if worker.ready else STARTING)

    def _begin(self) -> _Worker:
        context = start_method()
        ours, theirs = context.Pipe()
        others = [worker.connection for worker in self.crew] if context.get_start_method() == "fork" else []
        process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(self.work, theirs, self.limits.memory, [ours, *others] if others else []), daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.crew.append(worker)
        return worker

    def _gather(self) -> None:
        """Wait for whatever comes first: a result, the end of a process, or the end of somebody's time."""
        busy = [worker for worker in self.crew if worker.task is not None]
        left = min(worker.until for worker in busy) - monotonic()
        wait([item for worker in busy for item in (worker.connection, worker.process.sentinel)], max(0.0, left))
        for worker in busy:
            outcome = self._look(worker)
            if outcome is not None and worker.task is not None:
                self.outcomes[worker.task] = outcome
                worker.task = None
                if self.progress is not None:
                    self.progress(len(self.outcomes), len(self.inputs))

    def _look(self, worker: _Worker) -> Outcome[R] | None:
        """The outcome of what a process works on; None while it still does."""
        spent = monotonic() - worker.since
        try:
            if worker.connection.poll():
                failure, result = worker.connection.recv()
                if failure == "ready":  # its time begins only now
                    worker.ready, worker.since = True, monotonic()
                    worker.until = worker.since + self.limits.seconds
                    return None
                if failure == "memory":
                    self._dismiss(worker)
                if failure is None:
                    return Outcome(result, seconds=spent)
                return Outcome(None, failure, str(result), spent)
        except (EOFError, OSError):
            pass
        else:
            alive = worker.process.is_alive()
            if not alive and worker.connection.poll():  # its last words, or the end of them
                return self._look(worker)
            if alive and monotonic() < worker.until:
                return None
            if alive:
                self._dismiss(worker)
                return Outcome(None, "time", "", spent)
        self._dismiss(worker)
        return Outcome(None, "died", _signal_name(worker.process.exitcode), spent)

    def _dismiss(self, worker: _Worker) -> None:
        self.crew.remove(worker)
        _end(worker)


def start_method() -> BaseContext:
    """How a process is begun: a copy of this one where nothing else runs in it, else a fresh one.

    A copy made beside other threads, also those of libraries, could inherit a lock that nobody opens again.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    try:
        alone = len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        alone = False
    return multiprocessing.get_context("fork" if alone else "forkserver")


def _end(worker: _Worker) -> None:
    """End a process: at once when it is still at work."""
    with contextlib.suppress(OSError):
        worker.connection.close()
    worker.process.join(timeout=0 if worker.task is not None else 1)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _signal_name(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


# -- in the process ---------------------------------------------------------------------------------------------------


def _serve(work: Callable[[Any], Any], connection: Connection, memory: int, others: Sequence[Connection]) -> None:
    """Take inputs and send results until the other side is gone."""
    for other in others:  # else this copy would keep the pipes of the others open after their owner is gone
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is answered where the processes were begun
    limit_memory(memory)
    gc.disable()  # models and trees hold few cycles, and looking for them costs a fifth
    try:
        connection.send(("ready", None))
    except OSError:
        return
    while True:
        try:
            given = connection.recv()
        except (EOFError, OSError):
            return
        answer = _attempt(work, given)
        try:
            connection.send(answer)
        except OSError:
            return
        except Exception as error:
            connection.send(_failed(error))
        del given, answer
        gc.collect()


def _attempt(work: Callable[[Any], Any], given: Any) -> tuple[Failure | None, Any]:
    try:
        return None, work(given)
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> tuple[Failure, str]:
    if isinstance(error, MemoryError):
        return "memory", ""
    return "error", f"{type(error).__name__}: {error}".splitlines()[0][:200]


def limit_memory(more: int) -> None:
    """Let this process take at most `more` bytes of address space beyond what it has; nothing where that is unknown."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    wanted = pages * os.sysconf("SC_PAGE_SIZE") + more
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *known]), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time

import pytest

from zhunsheng.exchange import workers
from zhunsheng.exchange.workers import Limits, Outcome, cores, limit_memory, run_each, start_method

QUICK = Limits(seconds=20.0, memory=300_000_000)


def work(task: tuple[str, int]) -> int:
    """What a test asks of a process."""
    kind, number = task
    if kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "leave":
        os._exit(7)
    if kind == "hang":
        time.sleep(600)
    if kind == "raise":
        raise ValueError(f"no {number}")
    if kind == "grow":
        return len(bytearray(2_000_000_000))
    if kind == "lock":
        return threading.Lock()  # type: ignore[return-value]
    if kind == "slow":
        time.sleep(0.05)
    return number * 2


def results(outcomes: list[Outcome[int]]) -> list[int | str | None]:
    return [outcome.result if outcome.failure is None else outcome.failure for outcome in outcomes]


def test_results_come_in_the_order_of_the_inputs() -> None:
    tasks = [("slow" if n % 3 == 0 else "ok", n) for n in range(20)]
    assert results(run_each(work, tasks, workers=2, limits=QUICK)) == [n * 2 for n in range(20)]


def test_one_bad_input_costs_only_itself() -> None:
    tasks = [("ok", 1), ("raise", 2), ("die", 3), ("ok", 4), ("leave", 5), ("lock", 6), ("ok", 7)]
    outcomes = run_each(work, tasks, workers=2, limits=QUICK)
    assert results(outcomes) == [2, "error", "died", 8, "died", "error", 14]
    assert outcomes[1].detail == "ValueError: no 2"
    assert outcomes[2].detail == "SIGKILL"
    assert outcomes[4].detail == "exit 7"
    assert "lock" in outcomes[5].detail


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_an_input_that_wants_too_much_memory_is_refused_it() -> None:
    assert results(run_each(work, [("grow", 1), ("ok", 2), ("grow", 3)], workers=1, limits=QUICK)) == [
        "memory",
        4,
        "memory",
    ]


def test_an_input_that_takes_too_long_is_ended() -> None:
    tasks = [("hang", 1), ("ok", 2), ("ok", 3)]
    outcomes = run_each(work, tasks, workers=2, limits=Limits(seconds=2.0))  # in which a busy machine does the others
    assert results(outcomes) == ["time", 4, 6]
    assert 1.5 < outcomes[0].seconds < 600


def test_no_process_is_left_behind_when_the_caller_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    make = workers._Crew._begin

    def note(self: workers._Crew[object, object]) -> workers._Worker:
        worker = make(self)
        begun.append(worker.process.pid or 0)
        return worker

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workers._Crew, "_begin", note)
    with pytest.raises(KeyboardInterrupt):
        run_each(work, [("ok", 1), ("hang", 2), ("hang", 3)], workers=2, limits=QUICK, progress=interrupt)
    assert begun
    for pid in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_progress_counts_every_input() -> None:
    seen: list[tuple[int, int]] = []
    run_each(
        work, [("ok", 1), ("die", 2), ("ok", 3)], workers=2, limits=QUICK, progress=lambda *step: seen.append(step)
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_nothing_to_do_begins_nothing() -> None:
    assert run_each(work, []) == []


def test_a_process_that_died_while_idle_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    make = workers._Crew._begin
    killed: list[int] = []

    def kill_the_first(self: workers._Crew[object, object]) -> workers._Worker:
        worker = make(self)
        if not killed:
            killed.append(1)
            worker.process.kill()
            worker.process.join()
            worker.connection.close()
        return worker

    monkeypatch.setattr(workers._Crew, "_begin", kill_the_first)
    assert results(run_each(work, [("ok", 1), ("ok", 2)], workers=1, limits=QUICK)) == [2, 4]


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_beside_other_threads_a_fresh_process_is_begun() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert start_method().get_start_method() == "forkserver"
        assert results(run_each(work, [("ok", 1), ("raise", 2), ("ok", 3)], workers=2, limits=Limits(60.0))) == [
            2,
            "error",
            6,
        ]
    finally:
        stop.set()
        thread.join()


def test_elsewhere_a_fresh_process_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert start_method().get_start_method() == "spawn"
    limit_memory(1)


def test_signals_have_names() -> None:
    assert [workers._signal_name(code) for code in (None, 3, -9, -255)] == [
        "exit None",
        "exit 3",
        "SIGKILL",
        "signal 255",
    ]


def test_cores_are_counted_where_nobody_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1


def test_what_happens_inside_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import Pipe

    limited: list[int] = []
    monkeypatch.setattr(workers, "limit_memory", limited.append)
    monkeypatch.setattr(signal, "signal", lambda *words: None)
    monkeypatch.setattr(gc, "disable", lambda: None)
    ours, theirs = Pipe()
    other, far = Pipe()
    for task in [("ok", 1), ("raise", 2), ("lock", 3), ("huge", 4)]:
        ours.send(task)

    def grow(task: tuple[str, int]) -> int:
        if task[0] == "huge":
            raise MemoryError
        return work(task)

    answers: list[object] = []

    def listen() -> None:
        answers.extend(ours.recv() for _ in range(5))
        ours.close()

    thread = threading.Thread(target=listen)
    thread.start()
    workers._serve(grow, theirs, 123, [other])
    thread.join()
    assert limited == [123]
    assert answers[0] == ("ready", None)
    assert answers[1] == (None, 2)
    assert answers[2] == ("error", "ValueError: no 2")
    assert answers[3][0] == "error"  # type: ignore[index]
    assert answers[4] == ("memory", "")
    assert other.closed
    far.close()


def test_a_process_whose_owner_is_gone_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import Pipe

    monkeypatch.setattr(workers, "limit_memory", lambda more: None)
    monkeypatch.setattr(signal, "signal", lambda *words: None)
    monkeypatch.setattr(gc, "disable", lambda: None)
    ours, theirs = Pipe()
    ours.close()
    workers._serve(work, theirs, 1, [])
    ours, theirs = Pipe()
    ours.send(("ok", 1))

    def leave(task: tuple[str, int]) -> int:
        ours.close()
        return 1

    workers._serve(leave, theirs, 1, [])


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_memory_is_limited_beyond_what_the_process_has(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: asked.update({kind: limits}))
    limit_memory(1_000_000)
    used = asked[resource.RLIMIT_AS][0] - 1_000_000
    assert used > 10_000_000
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (used // 2, used))
    limit_memory(1_000_000)
    assert asked[resource.RLIMIT_AS] == (used // 2, used)
    assert asked[resource.RLIMIT_CORE][0] == 0

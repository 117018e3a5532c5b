"""Work done aside gives what it gives here, and a failure over there is a failure here."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from zhunsheng.cli import aside as module
from zhunsheng.cli.aside import aside, may_fork
from zhunsheng.cli.opening import open_folder
from zhunsheng.cli.survey import Survey, survey

WORLDS = Path(__file__).parent / "worlds"
needs_fork = pytest.mark.skipif(not may_fork(), reason="one core, another system, or other threads")


@needs_fork
def test_the_work_is_done_in_another_process() -> None:
    assert aside(os.getpid)() != os.getpid()


def test_beside_threads_it_is_done_here() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert not may_fork()
        assert aside(os.getpid)() == os.getpid()
    finally:
        over.set()
        other.join()


@pytest.mark.parametrize("forks", [True, False])
def test_an_error_is_raised_here(forks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "may_fork", lambda: forks and may_fork())

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        aside(fail)()


def test_a_result_that_cannot_be_sent_is_worked_out_here() -> None:
    assert aside(lambda: lambda: 7)()() == 7


def test_a_process_that_is_gone_is_no_loss() -> None:
    here = os.getpid()
    assert aside(lambda: 7 if os.getpid() == here else os._exit(3))() == 7


def other_process(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script by itself; that this returns says that nothing it began still holds its output open."""
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, start_new_session=True, check=False
    )


@needs_fork
def test_the_other_process_does_not_outlive_this_one() -> None:
    script = "import os\nfrom zhunsheng.cli.aside import aside\naside(lambda: 'x' * 10_000_000)\nos._exit(3)"
    assert other_process(script).returncode == 3


@needs_fork
def test_an_interrupt_is_answered_here_only() -> None:
    script = """
import os, signal, time
from zhunsheng.cli.aside import aside
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background has it ignored
wait = aside(lambda: time.sleep(0.5) or os.getpid())
try:
    os.killpg(0, signal.SIGINT)
    time.sleep(60)
except KeyboardInterrupt:
    print(wait() != os.getpid())
"""
    result = other_process(script)
    assert (result.stdout, result.stderr, result.returncode) == ("True\n", "", 0)


def look(forks: bool, monkeypatch: pytest.MonkeyPatch) -> Survey:
    monkeypatch.setattr(module, "may_fork", lambda: forks and may_fork())
    return survey(open_folder(str(WORLDS / "district")), date(2024, 1, 1))


def test_a_survey_is_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = look(True, monkeypatch), look(False, monkeypatch)
    assert [(side.findings, side.cases, side.run) for side in one.looked] == [
        (side.findings, side.cases, side.run) for side in other.looked
    ]
    assert [section.count() for section in one.sections] == [section.count() for section in other.sections]
    assert list(one.seconds) == list(other.seconds) == ["check", "cases", "floor", "impact"]

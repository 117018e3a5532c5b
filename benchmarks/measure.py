"""How benchmarks measure: wall time of whole processes and of calls, latency percentiles, peak memory, and a row."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STANDARDS = ROOT / "standards"


@dataclass(frozen=True)
class Row:
    """One measured figure beside its limit; `limit` None where there is nothing to hold it against."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """Value over limit (or limit over value where more is better): 1 and below is within the limit."""
        if self.limit is None or not self.value:
            return None
        return self.limit / self.value if self.more_is_better else self.value / self.limit

    def __str__(self) -> str:
        limit = "" if self.limit is None else f"limit {self.limit:g} {self.unit}"
        ratio = "" if self.ratio is None else f"ratio {self.ratio:.2f}{'' if self.ratio <= 1 else '  OVER'}"
        return f"{self.what:<68} {self.value:>12,.4g} {self.unit:<10} {limit:<20} {ratio}"


def show(title: str, rows: Sequence[Row]) -> None:
    """Print a table."""
    print(f"\n{title}\n{'-' * len(title)}")
    for row in rows:
        print(row, flush=True)


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The median of several calls, in wall seconds."""
    return statistics.median(seconds(work) for _ in range(runs))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of `values` lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def command(*words: str, runs: int = 5) -> tuple[float, float]:
    """Median wall seconds of a whole process, and its peak memory in MiB, over `runs` runs after one to warm up.

    Raises RuntimeError when the process was ended by a signal or printed a traceback.
    """
    times = []
    # As installed: with compiled modules beside the sources, whatever the surroundings say about writing them.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for run in range(runs + 1):
        start = time.perf_counter()
        program = [sys.executable, "-m", "zhunsheng.cli", *words]
        done = subprocess.run(program, capture_output=True, cwd=ROOT, check=False, env=surroundings)
        if done.returncode not in (0, 1, 3) or b"Traceback" in done.stderr:
            raise RuntimeError(f"{words}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
        if run:
            times.append(time.perf_counter() - start)
    return statistics.median(times), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def peak_mib() -> float:
    """Peak memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

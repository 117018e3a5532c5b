"""Comparing editions: the national standard 2021 with 2023, and what the step does to Yuexiu."""

from __future__ import annotations

import time
from datetime import date

from benchmarks.measure import STANDARDS, Row, command, peak_mib, show
from zhunsheng.floor.compare import compare_editions
from zhunsheng.floor.impact import impact
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

OLD_DAY, NEW_DAY = date(2021, 3, 30), date(2026, 11, 23)


def main() -> None:
    """Measure and print."""
    rows = []
    start = time.perf_counter()
    library = Library(open_workspace(STANDARDS / "yuexiu"))
    new, old = library.above("cn/2023"), library.above("cn/2021")
    opened = time.perf_counter()
    diff = compare_editions(old, new, OLD_DAY, NEW_DAY)
    compared = time.perf_counter()
    found = impact(library, old, new, NEW_DAY, old_day=OLD_DAY, new_day=NEW_DAY)
    done = time.perf_counter()
    rows.append(Row("open three workspaces", opened - start, "s"))
    rows.append(
        Row(f"compare two editions of {len(diff.items)} items, with residents, cold", compared - opened, "s", 1)
    )
    rows.append(Row(f"impact on Yuexiu, {len(found.items)} lines, repairs proved", done - compared, "s", 3))
    start = time.perf_counter()
    compare_editions(old, new, OLD_DAY, NEW_DAY)
    rows.append(Row("compare again, warm", time.perf_counter() - start, "s"))
    rows.append(Row("peak memory", peak_mib(), "MiB"))
    words = ("diff", str(STANDARDS / "cn" / "2021"), str(STANDARDS / "cn" / "2023"))
    rows.append(Row("diff of the two editions, whole process", command(*words, runs=3)[0], "s", 3))
    show("editions", rows)


if __name__ == "__main__":
    main()

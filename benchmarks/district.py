"""The whole district: cases and thresholds, the standards system, references, and eighteen service points."""

from __future__ import annotations

from datetime import date

from benchmarks.measure import STANDARDS, Row, best_of, command, peak_mib, seconds, show
from zhunsheng.floor.points import prove_points
from zhunsheng.floor.prove import prove
from zhunsheng.rule.cases import run_cases
from zhunsheng.rule.library import Library
from zhunsheng.rule.thresholds import threshold_coverage
from zhunsheng.standard.outside import outsiders
from zhunsheng.standard.system import survey
from zhunsheng.standard.workspace import open_workspace

DAY = date(2024, 6, 3)
CENTRES = STANDARDS / "centres"


def main() -> None:
    """Measure and print."""
    library = Library(open_workspace(STANDARDS / "yuexiu"))
    reading = seconds(lambda: library.findings(DAY))
    cases = best_of(3, lambda: run_cases(library, DAY))
    coverage = threshold_coverage(library, DAY)
    sides = best_of(3, lambda: threshold_coverage(library, DAY))
    number = sum(1 for _ in library.workspace.cases())
    show(
        f"cases of Yuexiu: {number} cases, {len(library.ids())} items",
        [
            Row("reading and compiling, once", reading, "s"),
            Row("running every case", cases, "s", 0.5),
            Row(f"both sides of thresholds: {coverage.sides} sides", sides, "s", 1),
            Row("  over running the cases", sides / cases, "times"),
            Row("  sides without a case (none expected)", coverage.sides - coverage.covered, ""),
        ],
    )
    rows = survey(library.workspace).total
    show(
        f"what stands around: {rows} places, {len(outsiders(library.workspace))} standards outside",
        [
            Row("survey of the framework", best_of(5, lambda: survey(library.workspace)), "s", 0.05),
            Row("who relies on which standard outside", best_of(5, lambda: outsiders(library.workspace)), "s", 0.1),
            Row("framework, process start to end", command("framework", "standards/yuexiu", "--list")[0], "s", 1.5),
            Row("references, process start to end", command("references", "standards/yuexiu")[0], "s", 1.5),
        ],
    )
    together = seconds(lambda: prove_points(CENTRES, DAY))
    folders = sorted(path for path in CENTRES.iterdir() if path.is_dir())
    apart = seconds(lambda: [prove(Library(open_workspace(folder)), DAY) for folder in folders])
    show(
        f"{len(folders)} service points",
        [
            Row("proved together, what stands above read once", together, "s", 5),
            Row("the same, each opened alone (the peer)", apart, "s"),
            Row("  apart over together", apart / together, "times"),
            Row("a point more", together / max(len(folders), 1), "s"),
            Row("peak memory", peak_mib(), "MiB"),
        ],
    )


if __name__ == "__main__":
    main()

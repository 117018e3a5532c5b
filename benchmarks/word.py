"""Word in: how much of the test corpus is recognised, that nothing is lost, and how long 415 long files take."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Row, best_of, peak_mib, show
from tests.exchange.corpus.build import SETS
from tests.exchange.corpus.bulk import write_many
from tests.exchange.corpus.score import Scores, score
from zhunsheng.exchange.many import import_many, import_one
from zhunsheng.exchange.tables.recognise import TableOptions

RECALL, PRECISION = 0.95, 0.9
FILES, PROCESSES, SECONDS = 415, 2, 120.0


def main() -> None:
    """Measure and print."""
    for which in SETS:
        found = score(which)
        show(f"corpus of Word documents, {which.replace('_', ' ')}: {found.documents} documents", _rows(found))
    _speed()


def _rows(found: Scores) -> list[Row]:
    rows = []
    for kind, tally in found.kinds.items():
        rows.append(Row(f"{kind}: recall of {tally.true}", tally.recall, "", RECALL, more_is_better=True))
        rows.append(Row(f"{kind}: precision of {tally.found}", tally.precision, "", PRECISION, more_is_better=True))
    rows.append(Row("all values: recall", found.all.recall, "", RECALL, more_is_better=True))
    rows.append(Row("all values: precision", found.all.precision, "", PRECISION, more_is_better=True))
    for part, tally in found.parts.items():
        rows.append(Row(f"{part}: recall of {tally.true}", tally.recall, ""))
        rows.append(Row(f"{part}: precision of {tally.found}", tally.precision, ""))
    return [*rows, Row(f"paragraphs lost of {found.paragraphs} (none allowed)", len(found.lost), "")]


def _speed() -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = write_many(Path(folder), FILES)
        alone = best_of(5, lambda: import_one(str(paths[0]), TableOptions()))
        before = _cpu()
        start = time.perf_counter()
        results = import_many(paths, workers=PROCESSES)
        taken = time.perf_counter() - start
        cpu = _cpu() - before
    unread = [result.path for result in results if not result.is_read]
    standards = [standard for result in results for standard in result.standards]
    clauses = sum(len(standard.clauses) for standard in standards)
    proposals = sum(len(standard.proposals) for standard in standards)
    show(
        f"{FILES} Word files of 20 pages: {clauses} clauses, {proposals} proposals, in {PROCESSES} processes",
        [
            Row("all files", taken, "s", SECONDS),
            Row("  processor time of all processes (what other work did not take)", cpu, "s", SECONDS * PROCESSES),
            Row("  files that were not read (none allowed)", len(unread), ""),
            Row("one file, here", alone, "s"),
            Row("peak memory of a process", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MiB"),
            Row("peak memory of the parent, which holds all results", peak_mib(), "MiB"),
        ],
    )


def _cpu() -> float:
    """Processor seconds of this process and of the children that ended."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()

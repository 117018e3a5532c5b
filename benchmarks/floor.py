"""Proofs of the whole Yuexiu workspace, cold and warm; one edited rule; counterexamples.

Limits are those that the project set itself for two cores: report 3 s, all proofs 1 s with compiling, one edited file
cold 0.5 s, a proof with counterexample 10 ms at p95.
"""

from __future__ import annotations

import gc
import statistics
import time
from datetime import date

from benchmarks.measure import STANDARDS, Row, command, peak_mib, percentile, show
from zhunsheng.floor.prove import derived_by_ancestor, prove, prove_item
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.standard.workspace import open_workspace

DAY = date(2026, 11, 23)
AGAINST = ("cn/2023", "cn/2021")


def main() -> None:
    """Measure and print."""
    workspace = open_workspace(STANDARDS / "yuexiu")
    show("whole processes", list(_processes()))
    show("the whole workspace, in one process", list(_workspace(workspace)))
    show("one question at a time, warm", list(_questions(workspace)))


def _processes():
    seconds, memory = command("report", str(STANDARDS / "yuexiu"))
    yield Row("report: check, cases, floor against 2021 and 2023, impact", seconds, "s", 3)
    yield Row("  peak memory", memory, "MiB")
    target = sorted((STANDARDS / "yuexiu" / "standards").rglob("*.yaml"))[0]
    seconds, _ = command("floor", str(target))
    yield Row("floor of one edited file, cold", seconds, "s", 0.5)


def _workspace(workspace):
    for show_people in (False, True):
        gc.collect()
        start = time.perf_counter()
        library = Library(workspace)
        reports = [prove(library, DAY, against=[name], show=show_people) for name in AGAINST]
        spent = time.perf_counter() - start
        claims = sum(len(proof.judgements) for report in reports for proof in report.proofs())
        people = "with counterexamples and gainers" if show_people else "verdicts"
        yield Row(f"all condition and amount proofs, compiling included, {people}", spent, "s", 1)
        yield Row("  claims", claims, "")
        yield Row("  claims per second", claims / spent, "1/s")
    asked = library.prover(DAY).counts
    total = sum(asked.values())
    yield Row("  share of questions answered without the solver", 100 * (total - asked["solver"]) / total, "%")
    start = time.perf_counter()
    for name in AGAINST:
        prove(library, DAY, against=[name])
    yield Row("the same again, warm", time.perf_counter() - start, "s")
    yield Row("  peak memory", peak_mib(), "MiB")


def _questions(workspace):
    library = Library(workspace)
    upper = library.above("cn/2023")
    pairs = [(upper.service(item), derived) for item, derived in derived_by_ancestor(library, upper).items() if derived]
    prover = library.prover(DAY)
    for ancestor, derived in pairs:
        prove_item(prover, library.scope, ancestor, derived, DAY)
    fresh, edited = [], []
    for ancestor, derived in pairs:
        ours = derived[0]
        if ours.eligible is None or ancestor.eligible is None or not ancestor.is_formal:
            continue
        trial = Prover(library.book, library.meanings(DAY), library.invariants())
        trial.space  # noqa: B018 - the space is made once per session, the question is what is measured
        start = time.perf_counter()
        if trial.entails(ours.eligible, ancestor.eligible).status == "fails":
            trial.counterexample(ours.eligible, ancestor.eligible)
        fresh.append(time.perf_counter() - start)
        start = time.perf_counter()
        again = library.compile(ours.id, ours.source, record=False)
        prove_item(prover, library.scope, ancestor, (again,), DAY)
        edited.append(time.perf_counter() - start)
    yield Row("one question with its counterexample, median", 1000 * statistics.median(fresh), "ms")
    yield Row("one question with its counterexample, p95", 1000 * percentile(fresh, 0.95), "ms", 10)
    yield Row("one question with its counterexample, p99", 1000 * percentile(fresh, 0.99), "ms")
    yield Row("one item compiled and proved again after an edit, median", 1000 * statistics.median(edited), "ms")
    yield Row("one item compiled and proved again after an edit, p99", 1000 * percentile(edited, 0.99), "ms")


if __name__ == "__main__":
    main()

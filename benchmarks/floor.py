"""Proofs of the whole Yuexiu workspace, cold and warm; one edited rule; counterexamples.

Limits are those that the project set itself for two cores: report 3 s, all proofs 1 s with compiling, one edited file
cold 0.5 s, a proof with counterexample 10 ms at p95.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from datetime import date

from benchmarks.measure import STANDARDS, Row, command, peak_mib, percentile, show
from zhunsheng.floor.prove import derived_by_ancestor, prove, prove_item
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import FALSE
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
    start = time.perf_counter()
    files = sum(len(one.files) for one in (workspace, *workspace.chain()))
    for one in workspace.chain():
        files += sum(len(before.files) for before in one.before.values())
    yield Row(f"reading {files} files of all levels", time.perf_counter() - start, "s")
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
    people = [
        len(item.counterexample.resident.unlike)
        for report in reports
        for proof in report.proofs()
        for item in proof.judgements
        if item.counterexample is not None
    ]
    yield Row("facts in which a counterexample differs from an ordinary resident, mean", statistics.mean(people), "", 3)
    yield Row("the same again, warm", time.perf_counter() - start, "s")
    yield Row("  peak memory", peak_mib(), "MiB")


def _questions(workspace):
    library = Library(workspace)
    upper = library.above("cn/2023")
    pairs = [(upper.service(item), derived) for item, derived in derived_by_ancestor(library, upper).items() if derived]
    prover = library.prover(DAY)
    for ancestor, derived in pairs:
        prove_item(prover, library.scope, ancestor, derived, DAY)
    edited = []
    for ancestor, derived in pairs:
        start = time.perf_counter()
        again = library.compile(derived[0].id, derived[0].source, record=False)
        prove_item(prover, library.scope, ancestor, (again, *derived[1:]), DAY)
        edited.append(time.perf_counter() - start)
    failing, unlike = _failing(library, [service for service, _ in pairs if service.is_formal])
    yield Row("questions that fail, each new to the prover", len(failing), "")
    yield Row(
        "  facts in which the counterexample differs from an ordinary resident, mean", statistics.mean(unlike), "", 3
    )
    yield Row("one question with its counterexample, median", 1000 * statistics.median(failing), "ms")
    yield Row("one question with its counterexample, p95", 1000 * percentile(failing, 0.95), "ms", 10)
    yield Row("one question with its counterexample, p99", 1000 * percentile(failing, 0.99), "ms")
    yield Row("one item compiled and proved again after an edit, median", 1000 * statistics.median(edited), "ms")
    yield Row("one item compiled and proved again after an edit, p99", 1000 * percentile(edited, 0.99), "ms")


def _failing(library, services):
    """Seconds for verdict and counterexample, and the facts unlike an ordinary resident, over seeded pairs of rules.

    The solver's view of the facts is ready (it is made once a session); verdict and person are new each time.
    """
    dice = random.Random(20261123)
    prover = Prover(library.book, library.meanings(DAY), library.invariants())
    prover.counterexample(services[0].eligible, FALSE)
    spent, unlike = [], []
    while len(spent) < 400:
        premise, conclusion = dice.sample(services, 2)
        start = time.perf_counter()
        if prover.entails(premise.eligible, conclusion.eligible).status == "fails":
            found = prover.counterexample(premise.eligible, conclusion.eligible)
            spent.append(time.perf_counter() - start)
            unlike.append(len(found.resident.unlike))
    return spent, unlike


if __name__ == "__main__":
    main()

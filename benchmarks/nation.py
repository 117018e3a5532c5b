"""A synthetic nation: 2,846 districts, 140 items each, with random local changes; every item proved against the floor.

The 140 items are the catalogue's 81 and, to reach the number, further ones taken again under another id.  Each district
leaves about half of its items as they are and changes the others the way districts do: a threshold, a further group, a
condition more or less, a higher or lower value, a limit, a material.  The random numbers are seeded.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from datetime import date

from benchmarks.measure import STANDARDS, Row, peak_mib, percentile, show
from zhunsheng.floor.many import Nation, share_out
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.rule.tree import Compare, Name, Number, walk
from zhunsheng.standard.service import Change
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import open_workspace

DISTRICTS, ITEMS, PROCESSES, SEED = 2_846, 140, 2, 20261123
DAY = date(2026, 11, 23)
_REASON = Words("基准测试的随机本地变化")
_GROUPS = ("dibao", "destitute", "orphan", "disability_certificate", "veteran", "household_hardship", "usual_resident")


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    with multiprocessing.Pool(PROCESSES) as pool:
        parts = pool.map(_prove_part, range(PROCESSES))
    spent = time.perf_counter() - start
    proofs = sum(part["proofs"] for part in parts)
    verdicts = {verdict: sum(part["verdicts"][verdict] for part in parts) for verdict in Verdict}
    asked = {how: sum(part["asked"][how] for part in parts) for how in ("structure", "memory", "solver")}
    latencies = [value for part in parts for value in part["latencies"]]
    show(
        f"{DISTRICTS} districts x {ITEMS} items on {PROCESSES} processes",
        [
            Row("wall time, from loading to the last verdict", spent, "s", 60),
            Row("item proofs", proofs, ""),
            Row("  per second", proofs / spent, "1/s"),
            Row("different (item, changes), each proved once", sum(part["distinct"] for part in parts), ""),
            Row("  first proof of one, median", 1000 * percentile(latencies, 0.5), "ms"),
            Row("  first proof of one, p99", 1000 * percentile(latencies, 0.99), "ms"),
            Row("questions asked of the solver", asked["solver"], ""),
            Row("  share answered without the solver", 100 * (1 - asked["solver"] / max(1, sum(asked.values()))), "%"),
            Row(
                "peak memory of the larger process, times processes",
                PROCESSES * max(p["peak"] for p in parts),
                "MiB",
                1024,
            ),
            *(Row(f"items {verdict}", count, "") for verdict, count in verdicts.items()),
        ],
    )


def _prove_part(part: int) -> dict:
    library = Library(open_workspace(STANDARDS / "cn" / "2023"))
    nation = Nation(library, DAY)
    ids = library.ids()
    slots = [f"{ids[index % len(ids)]}:{index // len(ids)}" for index in range(ITEMS)]
    mine = share_out(slots, PROCESSES)[part]
    verdicts = dict.fromkeys(Verdict, 0)
    latencies: list[float] = []
    choices = {item: list(_choices(library.service(item.partition(":")[0]))) for item in mine}
    for slot in mine:
        item = slot.partition(":")[0]
        dice = random.Random(f"{SEED} {slot}")
        for _ in range(DISTRICTS):
            changes = _local(dice, choices[slot])
            seen = nation.distinct
            start = time.perf_counter()
            proof = nation.prove(item, changes)
            if nation.distinct > seen:
                latencies.append(time.perf_counter() - start)
            verdicts[proof.verdict] += 1
    return {
        "proofs": len(mine) * DISTRICTS,
        "verdicts": verdicts,
        "asked": dict(library.prover(DAY).counts),
        "latencies": latencies,
        "distinct": nation.distinct,
        "peak": peak_mib(),
    }


def _local(dice: random.Random, choices: list) -> tuple[Change, ...]:
    """The changes of one district to one item: none, one, or two of different fields."""
    count = dice.choices((0, 1, 2), (50, 35, 15))[0]
    if not choices or not count:
        return ()
    picked = dice.sample(choices, min(count, len(choices)))
    changes = [make(dice) for make in picked]
    first, *others = (f"{change.at}." for change in changes)
    apart = all(not first.startswith(other) and not other.startswith(first) for other in others)
    return tuple(changes) if apart else tuple(changes[:1])


def _choices(service: CompiledService):
    """Ways to change one item; each takes dice and gives a change."""
    source = service.source
    rule = source.eligible
    if rule is not None and service.eligible is not None:
        for node in walk(service.eligible):
            if isinstance(node, Compare) and isinstance(node.left, Name) and isinstance(node.right, Number):
                span = node.right.span
                yield lambda dice, span=span, value=int(node.right.value): _set(
                    "eligible", f"{rule[: span.start]}{max(0, value + dice.randint(-6, 6))}{rule[span.end :]}"
                )
        yield lambda dice: _set("eligible", f"({rule}) or {dice.choice(_GROUPS)}")
        yield lambda dice: _set("eligible", f"({rule}) and {dice.choice(_GROUPS)}")
    for deliverable in source.delivers:
        yield lambda dice, part=deliverable.id: _remove(f"delivers.{part}")
        for name, guarantee in deliverable.guarantees.items():
            if isinstance(guarantee.value, str) and guarantee.value.isdecimal():
                at = f"delivers.{deliverable.id}.guarantees.{name}.{guarantee.direction}"
                yield lambda dice, at=at, value=int(guarantee.value): _set(
                    at, str(max(0, value + dice.randint(-3, 12)))
                )
    if service.promise is not None:
        unit = str(service.promise.measure.on(DAY)[1])
        yield lambda dice: _set("promise", {"at_most": str(dice.randint(1, 60)), "unit": unit})


def _set(at: str, value: object) -> Change:
    return Change(at=at, set=value, reason=_REASON)


def _remove(at: str) -> Change:
    return Change(at=at, remove=True, reason=_REASON)


if __name__ == "__main__":
    main()

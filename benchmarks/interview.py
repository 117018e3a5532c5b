"""The interview: how long the next question takes, and how many questions are needed.

Questions needed are compared with fixed forms, answered by the same resident:

* *district form*: every fact that the district's items ask for, in declared order, until the wanted items are settled.
  It is what a form at a window is, the same for everybody, and what the limits of 65 % and 35 % are held against.
* *domain form*: the same with the facts of the domains in which the wanted items lie.
* *own form*: only facts that the wanted items name, in declared order, stopping when they are settled.  No form knows
  beforehand what somebody wants; it is shown because it is the hardest comparison.

Facts that invariants infer are skipped in no form; the interview may infer.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterable, Sequence
from datetime import date

from benchmarks.measure import STANDARDS, Row, percentile, show
from benchmarks.residents import resident
from zhunsheng.entitle import Interview, Situation, Status
from zhunsheng.entitle.known import Known
from zhunsheng.entitle.plan import Plan
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

DAY = date(2025, 10, 9)
OPEN = (Status.OPEN, Status.ONE_AWAY)
PEOPLE = 60
TRIALS = 250


def main() -> None:
    """Print both tables."""
    library = Library(open_workspace(STANDARDS / "yuexiu"))
    library.services()
    start = time.perf_counter()
    interview = Interview.of(library, DAY)
    made = time.perf_counter() - start
    chance = random.Random(20251009)
    people = [resident(interview.plan, chance) for _ in range(PEOPLE)]
    rows = [Row(f"making the interview over {len(interview.items)} items, rules compiled", made * 1000, "ms")]
    show("Interview: the next question", rows + next_question(interview, people))
    show("Interview: the live list", lists(interview, people[:20]))
    for count, limit in ((5, 65.0), (1, 35.0)):
        show(f"Interview: questions needed for {count} wanted item(s)", needed(interview, chance, count, limit))


def next_question(interview: Interview, people: Iterable[dict[str, str]]) -> list[Row]:
    """Milliseconds from the answers to the next question in words, at every step of whole interviews over all items."""
    times: list[float] = []
    busy: list[float] = []
    asked: list[int] = []
    errors: list[float] = []
    for person in people:
        spent, worked, guesses = _whole(interview, person)
        times += spent
        busy += worked
        asked.append(len(guesses))
        errors += [abs(guess - (len(guesses) - step)) for step, guess in enumerate(guesses)]
    words = "next question, all items, every step"
    return [
        Row(f"{words}: p50 of {len(times)}", percentile(times, 0.5), "ms"),
        Row(f"{words}: p95", percentile(times, 0.95), "ms", 20),
        Row(f"{words}: p99", percentile(times, 0.99), "ms"),
        Row(f"{words}: slowest", max(times), "ms"),
        Row(f"{words}: processor time, p95", percentile(busy, 0.95), "ms"),
        Row("questions until every item is settled: median", statistics.median(asked), "questions"),
        Row("estimate of the questions left: mean error", statistics.mean(errors), "questions"),
    ]


def _whole(interview: Interview, person: dict[str, str]) -> tuple[list[float], list[float], list[int]]:
    """A whole interview: wall and processor milliseconds of each step, and the guesses of the questions left."""
    answers: dict[str, str | None] = {}
    times: list[float] = []
    busy: list[float] = []
    guesses: list[int] = []
    while True:
        start, began = time.perf_counter(), time.process_time()
        here = interview.given(answers)
        question = here.question()
        times.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - began) * 1000)
        if question is None:
            return times, busy, guesses
        guesses.append(here.remaining())
        answers[question.fact] = person[question.fact]


def lists(interview: Interview, people: Iterable[dict[str, str]]) -> list[Row]:
    """Milliseconds for the live list of all items and for the materials, half of the facts told."""
    interview.warm("zh")
    listed: list[float] = []
    merged: list[float] = []
    for person in people:
        here = interview.given(dict(list(person.items())[: len(person) // 2]))
        start = time.perf_counter()
        here.results()
        middle = time.perf_counter()
        here.materials(undecided=True)
        listed.append((middle - start) * 1000)
        merged.append((time.perf_counter() - middle) * 1000)
    return [
        Row("live list of all items in words: p95", percentile(listed, 0.95), "ms"),
        Row("one list of materials: p95", percentile(merged, 0.95), "ms"),
    ]


def needed(interview: Interview, chance: random.Random, count: int, limit: float) -> list[Row]:
    """Questions for `count` random wanted items that are not settled from the start, against the fixed forms."""
    blank = interview.blank
    pool = [item for item in interview.items if blank.status(item) in OPEN]
    counts: dict[str, list[int]] = {"interview": [], "district": [], "domain": [], "own": []}
    for _ in range(TRIALS):
        wanted = chance.sample(pool, count)
        person = resident(interview.plan, chance)
        narrow = interview.about(wanted)
        counts["interview"].append(_asked(narrow, person))
        for form, facts in _forms(interview.plan, narrow).items():
            counts[form].append(_fixed(narrow.given({}), facts, person))
    mine = counts["interview"]
    rows = [
        Row(f"interview: {name} of {TRIALS}", value, "questions")
        for name, value in (
            ("mean", statistics.mean(mine)),
            ("p50", percentile(mine, 0.5)),
            ("p90", percentile(mine, 0.9)),
            ("most", max(mine)),
        )
    ]
    for form, held in (("district", limit), ("domain", limit), ("own", None)):
        ratios = [100 * a / b for a, b in zip(mine, counts[form], strict=True) if b]
        rows += [
            Row(f"{form} form: mean", statistics.mean(counts[form]), "questions"),
            Row(f"share of the {form} form: all questions", 100 * sum(mine) / sum(counts[form]), "%", held),
            Row(f"share of the {form} form: p50 of trials", percentile(ratios, 0.5), "%"),
            Row(f"share of the {form} form: p90 of trials", percentile(ratios, 0.9), "%"),
        ]
    return rows


def _asked(interview: Interview, person: dict[str, str]) -> int:
    answers: dict[str, str | None] = {}
    here: Situation = interview.given(answers)
    while here.choice is not None:
        fact = interview.plan.names[here.choice.fact]
        answers[fact] = person[fact]
        here = interview.given(answers)
    return len(answers)


def _forms(plan: Plan, narrow: Interview) -> dict[str, list[int]]:
    wanted = [plan.items[number] for number in narrow.wanted]
    domains = {plan.domain_of(item) for item in wanted}
    of_district = {fact for item in plan.items if item.node is not None for fact in item.node.facts}
    of_domain = {
        fact
        for item in plan.items
        if item.node is not None and plan.domain_of(item) in domains
        for fact in item.node.facts
    }
    own = {fact for item in wanted if item.node is not None for fact in item.node.facts}
    forms = {"district": of_district, "domain": of_domain, "own": own}
    return {name: sorted(fact for fact in facts if plan.askable[fact]) for name, facts in forms.items()}


def _fixed(blank: Situation, facts: Sequence[int], person: dict[str, str]) -> int:
    """How many questions of a fixed form are asked until the wanted items are settled; nothing is inferred."""
    plan = blank.plan
    nodes = [plan.items[number].node for number in blank.interview.wanted]
    values = blank.interview.given(person).told.values
    known = Known([cells.everything for cells in plan.cells])
    for count, fact in enumerate(facts):
        if all(node is None or node.truth(known) is not None for node in nodes):
            return count
        value = values[plan.names[fact]]
        known[fact] = 1 << plan.cells[fact].cell_of(value)
        known.exact[fact] = value
    return len(facts)


if __name__ == "__main__":
    main()

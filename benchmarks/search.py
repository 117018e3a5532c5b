"""Search in Chinese over 50,000 standards, on SQLite and on PostgreSQL, beside a scan of every text (LIKE)."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, datetime
from zoneinfo import ZoneInfo

from benchmarks.measure import ROOT, STANDARDS, Row, percentile, seconds, show

NUMBER = 50_000
DAY = date(2026, 1, 5)
#: Words that are everywhere, words that are rare, one and two characters, across word borders, several words, letters.
QUERIES = (
    "服务", "老年人", "老", "津贴", "居民身份证", "年人", "专窗", "满60周岁", "岁", "长者助餐", "高龄 津贴", "工作日 材料 申请",
    "lnrjk", "csbjj", "health", "Q/YXYS 5.002", "满足三级无障碍", "不在字典里的词", "区民政局", "流程时限",
)  # fmt: skip
#: One that keeps a ninth, one that keeps what only the demonstration has beside the 50,000, one that keeps nothing.
FILTERS = ({"domain": "elderly"}, {"level": "national"}, {"level": "national", "domain": "veterans"})


def main() -> None:
    """Measure both databases in processes of their own and print."""
    for name, before in (("SQLite", []), ("PostgreSQL", [sys.executable, "scripts/with_postgres.py"])):
        with tempfile.TemporaryDirectory(prefix="zhunsheng-bench-") as data:
            done = subprocess.run(
                [*before, sys.executable, "-m", "benchmarks.search", "measure"],
                cwd=ROOT, env={**os.environ, "ZHUNSHENG_DATA": data}, capture_output=True, text=True, check=True,
            )  # fmt: skip
        found = json.loads(done.stdout.strip().splitlines()[-1])
        show(
            f"search on {name}: {found['entries']} texts of {NUMBER} standards, {len(QUERIES)} queries",
            [
                Row("a page of results, median", found["median"], "ms", 100),
                Row("a page of results, p95", found["p95"], "ms", 100),
                Row(f"  the slowest: {found['slowest']}", found["max"], "ms", 100),
                Row("narrowed by domain or level, p95", found["narrowed"], "ms", 100),
                Row(f"  the slowest: {found['slowest_narrowed']}", found["max_narrowed"], "ms", 100),
                Row("the same by looking at every text (LIKE), median", found["scan"], "ms"),
                Row("  scan over search", found["scan"] / found["median"], "times"),
                Row("indexing, a text", found["index"] * 1000, "ms"),
            ],
        )


def measure() -> None:
    """Fill a database, ask, and print what was measured as JSON."""
    from zhunsheng.site.serving import make_ready, set_up

    set_up()
    make_ready()
    from zhunsheng.site.catalogue.models import SearchEntry
    from zhunsheng.site.catalogue.search import search
    from zhunsheng.site.catalogue.selectors import snapshot_for

    indexing = seconds(fill)
    entries = SearchEntry.objects.count()
    snapshot = snapshot_for()
    times: dict[str, list[float]] = {}
    for _ in range(5):
        for query in QUERIES:
            times.setdefault(query, []).append(1000 * seconds(lambda query=query: search(query, snapshot, DAY)))  # type: ignore[misc]
    narrowed: dict[str, list[float]] = {}
    for _ in range(3):
        for query, filters in itertools.product(QUERIES, FILTERS):
            label = " ".join((query, *filters.values()))
            took = seconds(lambda query=query, filters=filters: search(query, snapshot, DAY, filters=filters))  # type: ignore[misc]
            narrowed.setdefault(label, []).append(1000 * took)
    every = [one for several in times.values() for one in several]
    scans = [1000 * seconds(lambda query=query: scan(query)) for query in QUERIES[:8]]  # type: ignore[misc]
    slowest, slowest_narrowed = (
        max(one, key=lambda query, one=one: percentile(one[query], 0.5)) for one in (times, narrowed)
    )
    print(
        json.dumps(
            {
                "entries": entries,
                "median": percentile(every, 0.5),
                "p95": percentile(every, 0.95),
                "max": percentile(times[slowest], 0.5),
                "slowest": slowest,
                "narrowed": percentile([one for several in narrowed.values() for one in several], 0.95),
                "max_narrowed": percentile(narrowed[slowest_narrowed], 0.5),
                "slowest_narrowed": slowest_narrowed,
                "scan": percentile(scans, 0.5),
                "index": indexing / entries,
            }
        )
    )


def scan(query: str) -> list[int]:
    """Twenty texts that hold the query, by looking at all of them; the peer."""
    from django.db.models import Q

    from zhunsheng.site.catalogue.models import SearchEntry

    rows = SearchEntry.objects.filter(Q(title_zh__contains=query) | Q(body_zh__contains=query)).order_by("title_zh")
    return list(rows.values_list("pk", flat=True)[:20])


def fill() -> None:
    """50,000 standards with two clauses each, mixed from the titles and clauses of the demonstration."""
    from django.db import transaction

    from zhunsheng.site.catalogue import search
    from zhunsheng.site.catalogue.grams import initials
    from zhunsheng.site.catalogue.models import Edition, SearchEntry, Snapshot, Span
    from zhunsheng.site.catalogue.operations import record

    snapshot, _ = record(
        {name: STANDARDS / name for name in ("yuexiu", "yuexiu-2021", "cn", "gd", "gz")},
        "yuexiu",
        datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")),
    )
    assert isinstance(snapshot, Snapshot)
    models = list(Edition.objects.filter(workspace="yuexiu").order_by("pk"))
    clauses = list(
        SearchEntry.objects.filter(kind="clause", edition__workspace="yuexiu").values_list("body_zh", flat=True)
    )
    dice = random.Random(5)
    with transaction.atomic():
        for start in range(0, NUMBER, 2_000):
            made = []
            for index in range(start, start + 2_000):
                model = models[index % len(models)]
                title = f"{model.title_zh}{dice.choice('甲乙丙丁')}{index}"
                values = {
                    f.attname: getattr(model, f.attname) for f in Edition._meta.concrete_fields if not f.primary_key
                }
                values |= {
                    "path": f"made/{index}.yaml",
                    "title_zh": title,
                    "code": f"Q/T {index}",
                    "initials": initials(model.title_zh),
                }
                made.append(Edition(**values))
            made = Edition.objects.bulk_create(made)
            Span.objects.bulk_create([Span(recorded=snapshot, edition=one, starts=date(2023, 1, 1)) for one in made])
            entries = []
            for one in made:
                entries.append(
                    SearchEntry(
                        edition=one, kind="standard", key=one.code, title_zh=one.title_zh, initials=one.initials
                    )
                )
                entries += [
                    SearchEntry(edition=one, kind="clause", key=str(number), title_zh="", body_zh=dice.choice(clauses))
                    for number in (1, 2)
                ]
            search.put(SearchEntry.objects.bulk_create(entries), {one.pk: one.code for one in made})
    search.settle()


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        measure()
    else:
        main()

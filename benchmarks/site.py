"""The site at full size, on SQLite and on PostgreSQL: every page, search, weight, start, and 200 requests a second.

python -m benchmarks.site            both databases
python -m benchmarks.site sqlite     one of them
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.measure import ROOT, Row, percentile, seconds, show

RUNS = 25
RATE = 200
LOAD_SECONDS = 20
#: Share of the interface for programs, which allows an address 600 requests a minute.
PROGRAMS = 0.04
PORT = 8765
DATABASES = {"sqlite": [], "postgresql": [sys.executable, "scripts/with_postgres.py"]}
WORDS = ("老年人", "津贴", "居民身份证", "服务", "lnrjk", "health", "岁")


def main() -> None:
    """Measure each database in a process of its own and print."""
    for name in sys.argv[1:] or DATABASES:
        with tempfile.TemporaryDirectory(prefix="zhunsheng-bench-") as data:
            done = subprocess.run(
                [*DATABASES[name], sys.executable, "-m", "benchmarks.site", "measure"],
                cwd=ROOT, env={**os.environ, "ZHUNSHENG_DATA": data}, stdout=subprocess.PIPE, text=True, check=True,
            )  # fmt: skip
        report(name, json.loads(done.stdout.strip().splitlines()[-1]))


def report(name: str, found: dict[str, Any]) -> None:
    """Print what was measured."""
    pages = found["pages"]
    rows = [
        Row(f"{page}: p95", one["p95"], "ms", 60) for page, one in sorted(pages.items(), key=lambda p: -p[1]["p95"])
    ]
    show(f"pages on {name}: {found['standards']} standards, {found['clauses']} clauses, {found['items']} items", rows)
    heaviest = max(pages, key=lambda page: pages[page]["weight"])
    show(
        f"the site on {name}",
        [
            Row("search, p95", found["search"], "ms", 30),
            Row(
                f"heaviest page ({heaviest}) with its style and script, compressed",
                pages[heaviest]["weight"],
                "KB",
                250,
            ),
            Row("most queries for a page", max(one["queries"] for one in pages.values()), "queries"),
            Row("recording the tree and proving it, once", found["recording"], "s"),
            Row("start of a prepared site until the first page", found["start"], "s", 5),
            Row(
                f"requests a second for {LOAD_SECONDS} s, 2 workers",
                found["rate"],
                "a second",
                RATE,
                more_is_better=True,
            ),
            Row("  errors", found["errors"], ""),
            Row("  p50", found["load_p50"], "ms"),
            Row("  p95", found["load_p95"], "ms"),
        ],
    )


def measure() -> None:
    """Fill a database, ask for every page, serve it under load, and print what was measured as JSON."""
    from benchmarks.scaled import make
    from zhunsheng.site.serving import make_ready, set_up

    os.environ["ZHUNSHENG_SECOND_FACTOR"] = "off"
    set_up()
    make_ready()
    from zhunsheng.site import warming
    from zhunsheng.site.catalogue import proofs, states
    from zhunsheng.site.catalogue.models import Clause, Edition, Item
    from zhunsheng.site.catalogue.operations import record
    from zhunsheng.site.look.moment import today

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tree = make(Path(folder))
        snapshot, _ = record(tree, "yuexiu", datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")), demonstration=True)
    state = states.state_of(snapshot)
    proofs.run(state, snapshot.district, today())
    found: dict[str, Any] = {
        "recording": time.perf_counter() - start,
        "standards": Edition.objects.filter(workspace="yuexiu").count(),
        "clauses": Clause.objects.count(),
        "items": Item.objects.filter(edition__workspace="yuexiu").count(),
    }
    warming.compile_newest()
    warming.spare_the_lasting()
    client = signed_in()
    found["pages"] = {page: asked(client, page) for page in addresses()}
    found["search"] = percentile(
        [1000 * seconds(lambda word=word: ask_search(word)) for _ in range(20) for word in WORDS], 0.95
    )  # type: ignore[misc]
    found["pages"]["an answer in the interview"] = answered(client)
    found |= under_load([page for page in addresses() if not page.startswith(("/office", "/accounts"))])
    print(json.dumps(found))


def ask_search(word: str) -> object:
    """One search, without a page around it."""
    from zhunsheng.site.catalogue.search import search
    from zhunsheng.site.catalogue.selectors import snapshot_for
    from zhunsheng.site.look.moment import today

    return search(word, snapshot_for(), today())


def addresses() -> list[str]:
    """One address of every kind of page that is read."""
    from zhunsheng.site.catalogue.models import Edition

    pk = Edition.objects.get(code="Q/YXYS 5.002—2023").pk
    long = Edition.objects.filter(workspace="yuexiu").order_by("-clauses_count").first()
    assert long is not None
    return [
        "/", "/items/", "/domains/elderly", "/items/longevity_allowance", "/items/elder_health", "/items/elder_health?on=2022-06-01",
        "/items/elder_health?lang=en", "/items/longevity_allowance/history", "/search?q=老年人", "/search?q=lnrjk", "/standards/",
        f"/standards/{pk}", f"/standards/{long.pk}", f"/standards/{pk}/history", "/interview", "/points", "/points/yikang-beijing",
        "/office/", "/office/framework", "/office/items", "/office/standards", "/office/standards?domain=elderly",
        f"/office/standards/{pk}", f"/office/standards/{long.pk}", "/office/standards/upstream", "/office/standards/reviews",
        "/office/floor", "/office/floor/cn/2023/elder_subsidy", "/office/compare", "/accounts/",
        "/api/v1/editions", f"/api/v1/editions/{pk}", f"/api/v1/editions/{pk}/clauses", "/api/v1/items", "/api/v1/items/elder_health",
        "/api/v1/search?q=老年人", "/api/v1/points",
    ]  # fmt: skip


def signed_in() -> Any:
    """A client that is signed in as the office."""
    from django.test import Client

    from zhunsheng.site.accounts.models import User
    from zhunsheng.site.accounts.seeding import demonstration_accounts
    from zhunsheng.site.look.moment import today

    demonstration_accounts(today())
    client = Client(headers={"accept-encoding": "gzip"}, HTTP_HOST="localhost")
    client.force_login(User.objects.get(username="liwenjing"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(client: Any, page: str) -> dict[str, float]:
    """A page asked for again and again: p95 in milliseconds once warm, its weight in KB, its queries.

    Raises RuntimeError where it is not answered with 200.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(40):  # until what is worked out in the background stands
        answer = client.get(page)
        if answer.status_code != 200:
            raise RuntimeError(f"{page}: {answer.status_code}")
        if b'hx-trigger="load' not in gzip_off(answer):
            break
        time.sleep(0.25)
    client.get(page)
    times = [1000 * seconds(lambda: client.get(page)) for _ in range(RUNS)]
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    return {"p95": percentile(times, 0.95), "weight": weight(answer), "queries": len(queries)}


def answered(client: Any) -> dict[str, float]:
    """The whole page after an answer: p95 in milliseconds over a few answers, its weight in KB, its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    told = {"person": "mother", "a.age": "67", "a.city_hukou": "false"}
    moves = [
        {"fact": "usual_resident", "value": "true"},
        {"fact": "dibao", "value": "unknown"},
        {"fact": "age", "value": "82"},
    ]
    for move in moves:
        client.post("/interview", {**told, **move})
    times = [
        1000 * seconds(lambda move=move: client.post("/interview", {**told, **move}))
        for _ in range(10)
        for move in moves
    ]  # type: ignore[misc]
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/interview", {**told, **moves[0]})
    if answer.status_code != 200:
        raise RuntimeError(f"/interview: {answer.status_code}")
    return {"p95": percentile(times, 0.95), "weight": weight(answer), "queries": len(queries)}


def gzip_off(answer: Any) -> bytes:
    """The body as it is read."""
    body: bytes = answer.getvalue()
    return gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def weight(answer: Any) -> float:
    """KB of a page with the style sheets and scripts that it names, compressed."""
    import re

    from django.conf import settings

    body = gzip_off(answer)
    total = len(gzip.compress(body, 6))
    for name in set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', body)):
        total += len(gzip.compress((Path(settings.STATIC_ROOT) / name.decode()).read_bytes(), 9))
    return total / 1024


def under_load(pages: list[str]) -> dict[str, float]:
    """Serve with two workers, wait for the first page, then ask for a mix at a steady rate from this machine."""
    start = time.perf_counter()
    with serving():
        while True:
            try:
                if get("/")[0] == 200:
                    break
            except OSError:
                time.sleep(0.05)
        ready = time.perf_counter() - start
        for _ in range(4):  # each worker gets warm
            for page in pages:
                get(page)
        times, errors, took = steady(pages)
    return {
        "start": ready, "rate": len(times) / took, "errors": errors,
        "load_p50": percentile(times, 0.5), "load_p95": percentile(times, 0.95),
    }  # fmt: skip


@contextmanager
def serving() -> Iterator[None]:
    """The site as ``zhunsheng serve`` runs it."""
    words = [sys.executable, "-m", "zhunsheng.cli", "serve", "--port", str(PORT), "--workers", "2"]
    server = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        server.terminate()
        server.wait(20)


def get(page: str, connection: http.client.HTTPConnection | None = None) -> tuple[int, float]:
    """Status and milliseconds of one request."""
    from urllib.parse import quote

    line = connection or http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    start = time.perf_counter()
    line.request("GET", quote(page, safe="/?=&"), headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    answer.read()
    return answer.status, 1000 * (time.perf_counter() - start)


def steady(pages: list[str], threads: int = 16) -> tuple[list[float], int, float]:
    """Ask `RATE` times a second (a little more, so that the rate can be reached); times, errors, and seconds it took."""
    wanted = int(RATE * 1.1 * LOAD_SECONDS)
    times: list[float] = []
    errors = 0
    lock = threading.Lock()
    programs = [page for page in pages if page.startswith("/api/")]
    people = [page for page in pages if page not in programs]
    begin = time.perf_counter()
    tickets = iter(range(wanted))

    def work(seed: int) -> None:
        nonlocal errors
        dice = random.Random(seed)
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
        while True:
            with lock:
                ticket = next(tickets, None)
            if ticket is None:
                return
            wait = begin + ticket / (RATE * 1.1) - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            try:
                status, took = get(dice.choice(programs if dice.random() < PROGRAMS else people), line)
            except (OSError, http.client.HTTPException):
                status, took = 0, 0.0
                line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
            with lock:
                times.append(took)
                errors += status != 200

    crew = [threading.Thread(target=work, args=(seed,)) for seed in range(threads)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return times, errors, time.perf_counter() - begin


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        measure()
    else:
        main()

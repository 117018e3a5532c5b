"""The table of who gets which answer at which address, and what keeps it whole.

``matrix.csv`` has a row for every address of the site and every method that it is asked with: an example (path), and the
answer that each role gets.  ``python -m tests.site.accounts.matrix`` prints the rows that are missing, with answers
guessed from what the views ask for; look at them, correct them and paste them in.  ``--unused`` prints rows without an
address.

Answers: a status; ``login`` (led to the sign-in page); ``moved`` (a redirect elsewhere); ``ok`` (200 to 299).  In an
example ``{item}`` and the like stand for what `examples` finds in the database.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).with_name("matrix.csv")
STANDARDS = Path(__file__).parents[3] / "standards"
RESIDENT = "resident"
ROLES = (RESIDENT, "front_line", "unit", "institute", "office", "leader", "administrator")
COLUMNS = ("route", "method", "path", "needs", *ROLES)


@dataclass(frozen=True)
class Row:
    """route: as in the lists of addresses.  needs: the permission of the view.  answers: by role."""

    route: str
    method: str
    path: str
    needs: str
    answers: dict[str, str]


def read() -> list[Row]:
    """The table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Row(line["route"], line["method"], line["path"], line["needs"], {role: line[role] for role in ROLES})
            for line in csv.DictReader(file)
        ]


def addresses(patterns: Any = None, before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every route of the site with its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


#: What stands for a parameter of a route in an example; the first that fits the route and the name.
_STANDS_FOR = (
    ("items", "key", "{item}"),
    ("floor", "item", "{above}"),
    ("floor", "upper", "{upper}"),
    ("domains", "name", "{domain}"),
    ("points", "point_id", "{point}"),
    ("points", "name", "{point}"),
    ("posts", "post", "{post}"),
    ("snapshots", "pk", "{snapshot}"),
    ("users", "pk", "{user}"),
    ("users", "holding", "{holding}"),
    ("users", "identity", "{identity}"),
    ("users", "what", "end-sessions"),
    ("tokens", "pk", "999999"),
    ("webhooks", "pk", "999999"),
    ("webhooks", "act", "retry"),
    ("", "pk", "{edition}"),
    ("", "provider_id", "nobody"),
    ("", "ending", "md"),
    ("framework", "kind", "svg"),
    ("", "kind", "docx"),
    ("", "form", "md"),
    ("", "rest", "nowhere"),
)
_PARAMETER = re.compile(r"\(\?P<(\w+)>(?:[^()\\]|\\.|\[[^\]]*\])*\)|<(?:\w+:)?(\w+)>")


def example(route: str) -> str:
    """A path that a route answers to, with placeholders."""

    def stand(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        return next((value for part, asked, value in _STANDS_FOR if part in route and asked == name), found[0])

    return "/" + _PARAMETER.sub(stand, route).replace("^", "").replace("$", "").replace("\\.", ".")


def examples() -> dict[str, object]:
    """What the placeholders stand for, from the database that the test has filled."""
    from zhunsheng.site.catalogue import selectors
    from zhunsheng.site.catalogue.models import Edition, Proof
    from zhunsheng.site.look.moment import today

    snapshot = selectors.snapshot_for()
    items = selectors.items(snapshot, today(), snapshot.district)
    item = items.filter(key__contains="longevity").first() or items[0]
    edition: Edition = item.edition
    proof = Proof.objects.filter(verdict="violated", upper__startswith="cn/")[0]  # only what fails wants a change
    with (STANDARDS / snapshot.district / "service_points.csv").open(encoding="utf-8", newline="") as file:
        point = next(csv.DictReader(file))["id"]
    return {
        "item": item.key,
        "edition": edition.pk,
        "domain": edition.domain,
        "snapshot": snapshot.pk,
        "upper": proof.upper,
        "above": proof.item,
        "point": point,
        "post": "front-desk",
    }


def answer_of(response: Any) -> str:
    """A cell of the table."""
    status = response.status_code
    if 300 <= status < 400 and status != 304:
        return "login" if response["Location"].startswith("/accounts/login/") else "moved"
    return "ok" if 200 <= status < 300 else str(status)


def guess(route: str, view: Callable[..., Any]) -> list[str]:
    """A row for an address that has none, as far as it can be known."""
    from zhunsheng.site.accounts.access import ROLES as GIVEN
    from zhunsheng.site.accounts.access import Permission, permission_of
    from zhunsheng.site.accounts.models import Role

    wants = permission_of(view)
    answers = ["ok" if wants is Permission.PUBLIC else "login" if wants else "403"]
    answers += ["ok" if wants in GIVEN[Role(role)] else "403" for role in ROLES[1:]]
    return [route, "GET", example(route), wants.value if wants else "NOTHING", *answers]


def missing() -> list[list[str]]:
    """Rows for addresses that the table does not know."""
    known = {row.route for row in read()}
    return [guess(route, view) for route, view in addresses() if route not in known]


def unused() -> list[str]:
    """Routes of the table that no list of addresses has."""
    have = {route for route, _view in addresses()}
    return sorted({row.route for row in read()} - have)


def main() -> int:
    """Print; 1 when something is to do."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.site.settings")
    django.setup()
    if "--unused" in sys.argv:
        sys.stdout.writelines(f"{route}\n" for route in unused())
        return int(bool(unused()))
    csv.writer(sys.stdout, lineterminator="\n").writerows(missing())
    return int(bool(missing()))


if __name__ == "__main__":
    raise SystemExit(main())

"""Answers written: one thing, a page of a list, a stream of lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from zhunsheng.site.api import cursors
from zhunsheng.site.api.asked import asked_of
from zhunsheng.site.api.schemas.base import Paging

R = TypeVar("R")
M = TypeVar("M", bound=Model)
NDJSON = "application/x-ndjson"
#: Lines that are sent at a time.
_PORTION = 200


def dumped(data: Any) -> str:
    """As compact JSON; equal data give equal bytes."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def give(data: Any) -> HttpResponse:
    """Data as JSON.  Its shape is what the operation declares; the contract tests hold it to that."""
    return HttpResponse(dumped(data).encode(), content_type="application/json; charset=utf-8")


def give_one(request: HttpRequest, data: Any) -> HttpResponse:
    """A single thing, with the moment it is about."""
    return give({"data": data, "as_of": asked_of(request).data()})


def give_list(
    request: HttpRequest, rows: Sequence[R] | QuerySet[Any], paging: Paging, make: Callable[[Any], Any]
) -> HttpResponse:
    """The page of a list that was asked for.  rows: the whole list, in its order."""
    asked = asked_of(request)
    start = asked.cursor.offset if asked.cursor else 0
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    data = [make(row) for row in rows[start : start + paging.limit]]
    after = start + len(data)
    more = None
    if data and after < total:
        which = cursors.about(request.path, request.GET)
        more = cursors.Cursor(asked.snapshot.pk, asked.on, asked.known, after, which).write()
    answer = give({"data": data, "page": {"next": more, "total": total}, "as_of": asked.data()})
    if more:
        query = urlencode([*((k, v) for k, v in request.GET.items() if k != "cursor"), ("cursor", more)])
        answer["Link"] = f'<{request.path}?{query}>; rel="next"'
    return answer


def give_lines(rows: Iterable[R], make: Callable[[R], Any]) -> StreamingHttpResponse:
    """One JSON object a line, made while it is sent."""

    def portions() -> Iterable[bytes]:
        lines: list[str] = []
        for row in rows:
            lines.append(dumped(make(row)))
            if len(lines) >= _PORTION:
                yield ("\n".join(lines) + "\n").encode()
                lines = []
        if lines:
            yield ("\n".join(lines) + "\n").encode()

    return StreamingHttpResponse(portions(), content_type=NDJSON)

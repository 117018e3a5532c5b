"""Residents' pages are kept ready for a minute, as they were sent: most people read the same few.

Kept are answers of views that say so with `keepable`, for people who are not signed in, under everything that they depend on:
the newest snapshot, the address, what the device has chosen, the day.  A minute, because some pages say what is open now.
An interview, a search and whatever is posted are never kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.kept import Kept
from zhunsheng.site.look.context import ELDER_COOKIE, THEME_COOKIE
from zhunsheng.site.look.middleware import LANGUAGE_COOKIE
from zhunsheng.site.look.moment import COOKIE, today

V = TypeVar("V", bound=Callable[..., Any])

SECONDS = 60
#: Pages kept in a process, and the largest that is (bytes as sent): at most 40 MB together.
PAGES = 400
LARGEST = 100_000
_CHOSEN = (LANGUAGE_COOKIE, ELDER_COOKIE, THEME_COOKIE, COOKIE)
#: Who brings one of these is somebody in particular: signed in, or about to read a message (of having signed out).
_OWN = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
_PASSED_ON = ("Content-Type", "Content-Encoding", "Content-Language", "Vary", "X-Frame-Options")


def keepable(view: V) -> V:
    """Mark a view whose answers are the same for everybody who is not signed in."""
    view.keepable = True  # type: ignore[attr-defined]
    return view


class KeptPages:
    """Answers from what is kept, and keeps what may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: Kept[tuple[bytes, dict[str, str]]] = Kept(PAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept page, or the page made, and kept where it may be."""
        key = self._key(request)
        if key is None:
            return self.get_response(request)
        made: list[HttpResponse] = []

        def make() -> tuple[bytes, dict[str, str]]:
            response = self.get_response(request)
            made.append(response)
            if not _may_be_kept(request, response):
                raise _NotKept
            return response.content, {name: response.headers[name] for name in _PASSED_ON if name in response.headers}

        try:
            content, headers = self.pages.get(key, make)
        except _NotKept:
            return made[0]
        return made[0] if made else HttpResponse(content, headers=headers)

    def _key(self, request: HttpRequest) -> Hashable | None:
        if request.method != "GET" or any(name in request.COOKIES for name in _OWN) or "lang" in request.GET:
            return None
        try:
            newest = Snapshot.objects.order_by("-recorded_at", "-id").values_list("pk", flat=True).first()
        except DatabaseError:  # the view says it in its own way
            return None
        return (
            newest, int(time.time() / SECONDS), today(), request.get_host(), request.get_full_path(),
            tuple(request.COOKIES.get(name, "") for name in _CHOSEN),
            "gzip" in request.headers.get("Accept-Encoding", ""), request.headers.get("HX-Request", ""),
            request.headers.get("HX-Target", ""),
        )  # fmt: skip


class _NotKept(Exception):
    """The answer is for this request only."""


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    return (
        match is not None
        and getattr(match.func, "keepable", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
        and len(response.content) <= LARGEST
    )

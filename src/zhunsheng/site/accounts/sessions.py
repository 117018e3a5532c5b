"""Where users are signed in: the rows that list sessions, the two time-outs, and ending sessions from elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils import timezone

from zhunsheng.site.accounts.models import SignedIn, User

_SINCE, _SEEN = "signed_in_since", "signed_in_seen"
#: A session is written at most this often (seconds) to remember when it was last used.
_EVERY = 60


def begin(request: HttpRequest, user: User) -> None:
    """Note a session that has just begun; Django has given it a new key.  Sessions long dead are swept, with their rows."""
    now = time.time()
    request.session[_SINCE] = request.session[_SEEN] = now
    if not request.session.session_key:
        request.session.save()
    key = request.session.session_key
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    SignedIn.objects.filter(since__lt=timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()
    SignedIn.objects.update_or_create(
        session_key=key,
        defaults={
            "user": user,
            "since": timezone.now(),
            "seen": timezone.now(),
            "address": address_of(request),
            "browser": request.META.get("HTTP_USER_AGENT", "")[:200],
        },
    )


def methods(request: HttpRequest, user: User) -> list[str]:
    """How a user has proved who they are in this session: password, socialaccount, mfa."""
    return [str(record.get("method")) for record in get_authentication_records(request, user)]


def has_just_come_without_second_factor(request: HttpRequest) -> bool:
    """Whether this session began not long ago, of somebody who had no second factor then."""
    since = request.session.get(_SINCE)
    if since is None or time.time() - since > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return False
    began = datetime.fromtimestamp(since, UTC)
    second = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP)
    return not second.filter(created_at__lt=began).exists()


def is_over(session: SessionBase, now: float) -> bool:
    """Whether a session has stood unused, or stood at all, for longer than allowed."""
    since, seen = session.get(_SINCE), session.get(_SEEN)
    if since is None or seen is None:
        return False
    return bool(now - seen > settings.SESSION_IDLE_SECONDS or now - since > settings.SESSION_COOKIE_AGE)


def use(session: SessionBase, now: float) -> None:
    """Remember that a session is used."""
    if now - session.get(_SEEN, 0) > _EVERY:
        session.setdefault(_SINCE, now)
        session[_SEEN] = now
        SignedIn.objects.filter(session_key=session.session_key).update(seen=timezone.now())


def moved(old: str | None, request: HttpRequest) -> None:
    """A session got a new key (password change): its row follows."""
    new = request.session.session_key
    if old and new and old != new:
        SignedIn.objects.filter(session_key=old).update(session_key=new)


def end(user: User, keys: Iterable[str]) -> int:
    """End those of the named sessions that are the user's.  Returns how many."""
    rows = list(SignedIn.objects.filter(user=user, session_key__in=list(keys)))
    for row in rows:
        _store(row.session_key).delete()
        row.delete()
    return len(rows)


def end_all(user: User, keep: str | None = None) -> int:
    """End every session of a user except `keep`.  Returns how many."""
    keys = [row.session_key for row in user.signed_in.all() if row.session_key != keep]
    return end(user, keys)


def forget(key: str | None) -> None:
    """A session has ended by itself: its row goes."""
    if key:
        SignedIn.objects.filter(session_key=key).delete()


def address_of(request: HttpRequest) -> str | None:
    """The address that the request came from, as allauth sees it behind the number of trusted proxies.

    Where it came through fewer than there are said to be: the last of them.
    """
    from allauth.core.internal.httpkit import get_client_ip

    try:
        return get_client_ip(request) or None
    except ImproperlyConfigured:
        return request.META.get("REMOTE_ADDR") or None


def _store(key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)

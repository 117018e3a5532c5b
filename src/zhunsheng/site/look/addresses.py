"""Addresses of the page that is being answered, changed in one respect; and which addresses may be gone back to."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

#: Longest address that is remembered to go back to.
_LONGEST = 2000


def here(request: HttpRequest, *without: str, **instead: str) -> str:
    """Path and query of `request` without some parameters and with others.

    What was posted is never part of it.
    """
    query = request.GET.copy()
    for name in (*without, *instead):
        query.pop(name, None)
    query.update(instead)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def with_query(address: str, **query: str) -> str:
    """`address` followed by a query."""
    return f"{address}?{urlencode(query)}"


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """The address in ``next`` when it is a path of this site, else `otherwise`.

    An address of another site, one with a scheme, and one with control characters or backslashes are refused: nobody
    is led away from here by a link that looks like ours.
    """
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    if not wanted.startswith("/") or len(wanted) > _LONGEST or any(ord(one) < 32 or one == "\\" for one in wanted):
        return otherwise
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return otherwise
    local = not parts.scheme and not parts.netloc and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if local else otherwise

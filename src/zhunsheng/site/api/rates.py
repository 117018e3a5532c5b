"""How often one may ask: a bucket that leaks evenly, for each token or address, in the memory of this process.

With several server processes each counts for itself, so that the real limit is at most their number times as high; the
manual says so.  One count for all would be a write to the database for every reading, which waits for whoever else
writes.  Source: the generic cell rate algorithm, ITU-T I.371, annex A.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil, floor
from threading import Lock
from time import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest


@dataclass(frozen=True)
class Rate:
    """`requests` in `seconds`, as many as that at once."""

    requests: int
    seconds: int


@dataclass(frozen=True)
class Taken:
    """Whether it was granted; how many are left, and in how many seconds all are there again."""

    granted: bool
    rate: Rate
    remaining: int
    reset: int
    wait: int = 0

    def headers(self) -> dict[str, str]:
        """Headers that tell the caller where they stand."""
        told = {
            "RateLimit-Limit": str(self.rate.requests),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f"{self.rate.requests};w={self.rate.seconds}",
        }
        return told if self.granted else {**told, "Retry-After": str(self.wait)}


#: Between looking into a bucket and taking from it no other thread does.
_taking = Lock()


def rate_for(*, token: bool) -> Rate:
    """The rate of the settings: ``API_RATES = {"address": (600, 60), "token": (3000, 60)}``."""
    rates = {"address": (600, 60), "token": (3000, 60), **getattr(settings, "API_RATES", {})}
    return Rate(*rates["token" if token else "address"])


def take(key: str, rate: Rate, cost: int = 1, now: float | None = None) -> Taken:
    """Take `cost` requests from the bucket of `key`."""
    now = time() if now is None else now
    cache, each = caches["here"], rate.seconds / rate.requests
    with _taking:
        empty_at = max(float(cache.get(f"rate:{key}", now)), now)
        after = empty_at + min(cost, rate.requests) * each
        granted = after - now <= rate.seconds + 1e-6
        if granted:
            cache.set(f"rate:{key}", after, rate.seconds + 1)
            empty_at = after
    left = max(0, floor((rate.seconds - (empty_at - now)) / each + 1e-6))
    wait = 0 if granted else max(1, ceil(after - now - rate.seconds))
    return Taken(granted, rate, left, ceil(empty_at - now), wait)


def address_of(request: HttpRequest) -> str:
    """Who asks: the address behind as many proxies as the settings trust; of IPv6 the network of 64 bits."""
    hops = int(getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0) or 0)
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    address = told[-hops] if 0 < hops <= len(told) else request.META.get("REMOTE_ADDR", "")
    try:
        read = ip_address(address)
    except ValueError:
        return "?"
    return str(IPv6Address(int(read) >> 64 << 64)) if isinstance(read, IPv6Address) else str(read)

"""The way out to addresses that users have entered: checked, bounded, never redirected, and signed.

The host is looked up once; every address that it has must be public, and the connection goes to an address that was
checked, so that a name cannot answer differently the second time.  Source: OWASP, Server Side Request Forgery
Prevention Cheat Sheet.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

#: Seconds for each wait: on the connection, on the next piece of the answer.
TIMEOUT = 10.0
#: Seconds for all of it; a receiver who sends a letter now and then would hold up everybody else.
LONGEST = 20.0
#: Bytes of the answer that are looked at.
_LOOKED_AT = 1024
#: Seconds by which a signature may be old.
WINDOW = 300
#: Networks that carry addresses of another family inside: what lies inside is not looked into, they are refused.
_CARRIERS = (
    IPv6Network("64:ff9b::/96"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("2002::/16"),
    IPv6Network("2001::/32"),
)

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[Address]]


class NotSent(Exception):
    """Nothing was delivered; `reason` says why, in few words without anything secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """An address to send to, taken apart and checked: connect to `address`, speak to `host`."""

    parts: SplitResult
    host: str
    port: int
    address: Address


def may_be_private() -> bool:
    """Whether the settings allow addresses of the inner network, and plain HTTP with them."""
    return bool(getattr(settings, "WEBHOOKS_ALLOW_PRIVATE", False))


def check_url(url: str) -> SplitResult:
    """The parts of an address that may be written down for a webhook.  Raises NotSent."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotSent("not_an_address") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and may_be_private()):
        raise NotSent("https_wanted")
    if not parts.hostname or parts.username or parts.password or parts.fragment or port == 0:
        raise NotSent("not_an_address")
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url) or not f"{parts.path}{parts.query}".isascii():
        raise NotSent("not_an_address")
    return parts


def resolve(host: str, port: int) -> list[Address]:
    """All addresses of a host.  Raises NotSent where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotSent("unknown_host") from None
    return [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open network.

    >>> [is_public(ip_address(a)) for a in ("8.8.8.8", "10.1.2.3", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False, False]
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _CARRIERS):
            return False
    return address.is_global and not address.is_multicast


def target_of(url: str, find: Resolve = resolve) -> Target:
    """Where to connect for `url`.  Raises NotSent when any address of the host is not public."""
    parts = check_url(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = find(host, port)
    if not addresses:
        raise NotSent("unknown_host")
    if not may_be_private() and not all(map(is_public, addresses)):
        raise NotSent("private_address")
    return Target(parts, host, port, addresses[0])


def send(url: str, body: bytes, headers: Mapping[str, str], find: Resolve = resolve) -> int:
    """POST `body`; the status of the answer.  Raises NotSent when there is none."""
    target = target_of(url, find)
    cord = _Cord()
    connection = _connection(target, cord)
    path = (target.parts.path or "/") + (f"?{target.parts.query}" if target.parts.query else "")
    try:
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
        answer.read(_LOOKED_AT)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent("timeout" if cord.pulled else _reason(error)) from None
    finally:
        cord.let_go()
        connection.close()
    if cord.pulled:  # an answer that ends where the cord was pulled is none
        raise NotSent("timeout")
    return answer.status


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    return "certificate" if isinstance(error, ssl.SSLError) else "no_connection"


class _Cord:
    """Ends a connection when its time is over, whatever it is waiting for: a second handle on the same socket."""

    def __init__(self) -> None:
        self.pulled = False
        self._handle: socket.socket | None = None
        self._timer = threading.Timer(LONGEST, self._pull)
        self._timer.daemon = True

    def tie(self, connected: socket.socket) -> socket.socket:
        """Hold on to a connection from now on."""
        self._handle = connected.dup()
        self._timer.start()
        return connected

    def let_go(self) -> None:
        """The time does not matter any more."""
        self._timer.cancel()
        if self._handle is not None:
            self._handle.close()

    def _pull(self) -> None:
        self.pulled = True
        if self._handle is not None:
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)


def _connection(target: Target, cord: _Cord) -> http.client.HTTPConnection:
    """A connection that goes to the checked address and nowhere else, whatever the name says by now."""

    def connect(_address: Any, timeout: Any = TIMEOUT, source_address: Any = None) -> socket.socket:
        return cord.tie(socket.create_connection((str(target.address), target.port), TIMEOUT))

    made: http.client.HTTPConnection
    if target.parts.scheme == "https":
        made = http.client.HTTPSConnection(
            target.host, target.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        made = http.client.HTTPConnection(target.host, target.port, timeout=TIMEOUT)
    made._create_connection = connect  # type: ignore[attr-defined]
    return made


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """The value of ``Zhunsheng-Signature``: HMAC-SHA256 over the time, a dot and the body."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def is_genuine(secret: str, header: str, body: bytes, now: int, window: int = WINDOW) -> bool:
    """Whether a receiver may believe a message: the signature fits, and it is not older than the window.

    >>> header = sign("s", 1000, b"{}")
    >>> is_genuine("s", header, b"{}", 1010), is_genuine("s", header, b"{ }", 1010), is_genuine("s", header, b"{}", 2000)
    (True, False, False)
    """
    told = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    if not told.get("t", "").isdigit() or abs(now - int(told["t"])) > window:
        return False
    return hmac.compare_digest(sign(secret, int(told["t"]), body), f"t={told['t']},v1={told.get('v1', '')}")

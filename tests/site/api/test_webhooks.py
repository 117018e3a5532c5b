"""Webhooks: what is sent, signed and tried again, against a real server; and where nothing is ever sent."""

from __future__ import annotations

import itertools
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.site.api.conftest import person
from zhunsheng.site.accounts.models import AuditEntry, Role, User
from zhunsheng.site.api import operations, wire
from zhunsheng.site.api.models import Delivery, Webhook
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.operations import Change

NOW = datetime(2025, 3, 6, 12, tzinfo=UTC)
CHANGE = Change("edition", "work", 1, "老年人健康管理", "Health management")


class Receiver(ThreadingHTTPServer):
    """A server that keeps what it is sent and answers as told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.status = 200
        self.more: dict[str, str] = {}
        self.drips = False
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/hook?a=1"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.drips:
            self._drip()
            return
        self.server.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.status)
        for name, value in self.server.more.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        """Send a letter now and then, for as long as somebody listens."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        with suppress(OSError):
            while not self.server.stopped.wait(0.02):
                self.wfile.write(b"x")

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server on this machine."""
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.stopped.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def hook(receiver: Receiver, officer: User, settings: Settings) -> Webhook:
    """A webhook to it; the inner network is allowed for once."""
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    return operations.create_webhook(officer, receiver.url, [operations.STANDARD_CHANGED])[0]


def still(moment: datetime) -> operations.Clock:
    """A clock that stands."""
    return lambda: moment


def announced(district: Snapshot, now: datetime = NOW) -> Delivery:
    """One message, waiting."""
    assert operations.announce(district, [CHANGE], now) == 1
    return Delivery.objects.get()


def test_a_change_arrives_signed(receiver: Receiver, hook: Webhook, district: Snapshot) -> None:
    announced(district)
    assert operations.deliver_due(still(NOW)) == 1
    path, headers, body = receiver.got[0]
    assert path == "/hook?a=1"
    assert headers["content-type"] == "application/json"
    assert headers["zhunsheng-event"] == "standard.changed"
    secret = operations.secret_of(hook)
    assert wire.is_genuine(secret, headers["zhunsheng-signature"], body, int(NOW.timestamp()))
    assert not wire.is_genuine("whs_other", headers["zhunsheng-signature"], body, int(NOW.timestamp()))
    told = json.loads(body)
    assert told["id"] == headers["zhunsheng-delivery"]
    assert told["data"]["snapshot"] == district.pk
    assert told["data"]["changes"] == [
        {
            "kind": "edition", "work": "work", "edition": 1, "url": "/api/v1/editions/1",
            "title": {"zh": "老年人健康管理", "en": "Health management"},
        }
    ]  # fmt: skip
    done = Delivery.objects.get()
    assert (done.state, done.attempts, done.answer, done.delivered_at) == ("delivered", 1, "200", NOW)
    assert operations.deliver_due(still(NOW + timedelta(days=1))) == 0
    assert len(receiver.got) == 1


def test_it_is_tried_again_and_then_given_up(receiver: Receiver, hook: Webhook, district: Snapshot) -> None:
    receiver.status = 503
    announced(district)
    now, tried = NOW, []
    for _ in range(20):
        due = Delivery.objects.get()
        if due.state != Delivery.WAITING:
            break
        assert operations.deliver_due(still(due.due_at - timedelta(seconds=1))) == 0
        now = due.due_at
        tried.append(now)
        operations.deliver_due(still(now))
    assert Delivery.objects.get().state == Delivery.GIVEN_UP
    waits = [after - before for before, after in itertools.pairwise(tried)]
    assert waits == list(operations.WAITS)
    assert len(receiver.got) == len(operations.WAITS) + 1
    bodies = {body for _, _, body in receiver.got}
    signatures = {headers["zhunsheng-signature"] for _, headers, _ in receiver.got}
    assert (len(bodies), len(signatures)) == (1, len(receiver.got))


def test_it_arrives_later_when_the_receiver_is_back(receiver: Receiver, hook: Webhook, district: Snapshot) -> None:
    receiver.status = 500
    announced(district)
    operations.deliver_due(still(NOW))
    receiver.status = 204
    assert operations.deliver_due(still(NOW + operations.WAITS[0])) == 1
    assert Delivery.objects.get().attempts == 2


def test_nobody_follows_a_redirect(receiver: Receiver, hook: Webhook, district: Snapshot) -> None:
    receiver.status, receiver.more = 302, {"Location": f"http://127.0.0.1:{receiver.server_port}/elsewhere"}
    announced(district)
    assert operations.deliver_due(still(NOW)) == 0
    assert [path for path, _, _ in receiver.got] == ["/hook?a=1"]
    assert Delivery.objects.get().answer == "302"


def test_gone_means_gone(receiver: Receiver, hook: Webhook, district: Snapshot) -> None:
    receiver.status = 410
    announced(district)
    operations.deliver_due(still(NOW))
    assert Delivery.objects.get().state == Delivery.GIVEN_UP


def test_nobody_listening(receiver: Receiver, hook: Webhook, district: Snapshot) -> None:
    with socket.socket() as ours:  # whose port nobody else has, and that does not listen
        ours.bind(("127.0.0.1", 0))
        Webhook.objects.filter(pk=hook.pk).update(url=f"http://127.0.0.1:{ours.getsockname()[1]}/")
        announced(district)
        operations.deliver_due(still(NOW))
    waiting = Delivery.objects.get()
    assert (waiting.answer, waiting.due_at) == ("no_connection", NOW + operations.WAITS[0])


def test_a_resting_webhook_is_left_alone(receiver: Receiver, hook: Webhook, officer: User, district: Snapshot) -> None:
    announced(district)
    operations.set_active(officer, hook.pk, active=False)
    assert operations.deliver_due(still(NOW)) == 0
    assert operations.announce(district, [CHANGE], NOW) == 0
    operations.set_active(officer, hook.pk, active=True)
    assert operations.deliver_due(still(NOW)) == 1


def test_one_message_is_sent_by_one_process(hook: Webhook, district: Snapshot) -> None:
    announced(district)
    both = list(Delivery.objects.all()), list(Delivery.objects.all())
    claimed = [list(operations._claimed(rows, still(NOW))) for rows in both]
    assert [len(rows) for rows in claimed] == [1, 0]


def test_a_receiver_who_drips_is_left(
    receiver: Receiver, hook: Webhook, district: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each letter comes in time, but the answer never ends; everybody else would wait."""
    monkeypatch.setattr(wire, "LONGEST", 0.3)
    receiver.drips = True
    announced(district)
    assert operations.deliver_due(still(NOW)) == 0
    assert Delivery.objects.get().answer == "timeout"


def test_each_message_is_signed_and_leased_at_its_own_time(
    receiver: Receiver, hook: Webhook, district: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those before it may take minutes: a receiver refuses an old signature, another process takes an old lease."""
    assert operations.announce(district, [CHANGE] * 450, NOW) == 3
    moment, leases = NOW, []

    def slow(url: str, body: bytes, headers: dict[str, str], find: wire.Resolve) -> int:
        nonlocal moment
        told = headers["Zhunsheng-Signature"]
        assert wire.is_genuine(operations.secret_of(hook), told, body, int(moment.timestamp()))
        leases.append(Delivery.objects.filter(due_at__gt=moment, state=Delivery.WAITING).count())
        moment += timedelta(minutes=4)
        return 200

    monkeypatch.setattr(wire, "send", slow)
    assert operations.deliver_due(lambda: moment) == 3
    assert leases == [1, 1, 1]


def test_a_webhook_that_ends_while_it_is_told(
    hook: Webhook, district: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_asked: Any) -> int:
        Webhook.objects.all().delete()
        return 200

    announced(district)
    monkeypatch.setattr(wire, "send", ended)
    assert operations.deliver_due(still(NOW)) == 0
    assert not Delivery.objects.exists()


def test_who_comes_late_writes_nothing_over(hook: Webhook, district: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease ran out, another process delivered; then our own attempt ends with a failure."""

    def overtaken(*_asked: Any) -> int:
        later = NOW + timedelta(minutes=3)
        Delivery.objects.update(state=Delivery.DELIVERED, answer="200", delivered_at=later, due_at=later)
        return 503

    announced(district)
    monkeypatch.setattr(wire, "send", overtaken)
    operations.deliver_due(still(NOW))
    done = Delivery.objects.get()
    assert (done.state, done.answer, done.attempts) == (Delivery.DELIVERED, "200", 0)


def test_the_name_server_is_asked_before_anybody_is_held_up(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite nobody else writes during a transaction, and a name server may take its time."""
    inside = []

    def found(host: str, port: int) -> list[Any]:
        inside.append(len(connection.savepoint_ids))
        return [ip_address("93.184.216.34")]

    before = len(connection.savepoint_ids)
    monkeypatch.setattr(wire, "resolve", found)
    operations.create_webhook(officer, "https://example.org/", [operations.STANDARD_CHANGED])
    assert inside == [before]


def test_a_large_import_is_told_in_several_messages(hook: Webhook, district: Snapshot) -> None:
    assert operations.announce(district, [CHANGE] * 450, NOW) == 3
    counts = [len(json.loads(row.body)["data"]["changes"]) for row in Delivery.objects.order_by("pk")]
    assert counts == [200, 200, 50]


def test_nothing_changed_tells_nothing(hook: Webhook, district: Snapshot) -> None:
    assert operations.announce(district, [], NOW) == 0


def test_the_database_holds_no_secret(hook: Webhook) -> None:
    secret = operations.secret_of(hook)
    assert secret.removeprefix("whs_") not in repr(list(Webhook.objects.values()) + list(AuditEntry.objects.values()))


def test_a_new_secret_replaces_the_old(hook: Webhook, officer: User) -> None:
    old = operations.secret_of(hook)
    new = operations.new_secret(officer, hook.pk)
    hook.refresh_from_db()
    assert new == operations.secret_of(hook) != old


def test_who_may_not_manage_them(hook: Webhook) -> None:
    unit = person("unit", Role.UNIT)
    for act in (
        lambda: operations.create_webhook(unit, "https://example.org/", [operations.STANDARD_CHANGED]),
        lambda: operations.new_secret(unit, hook.pk),
        lambda: operations.set_active(unit, hook.pk, active=False),
        lambda: operations.delete_webhook(unit, hook.pk),
        lambda: operations.send_test(unit, hook.pk),
    ):
        with pytest.raises(operations.NotPossible, match="not_allowed"):
            act()


def test_old_messages_are_forgotten(receiver: Receiver, hook: Webhook, district: Snapshot) -> None:
    announced(district)
    assert operations.forget_old(NOW + timedelta(days=60)) == 0
    operations.deliver_due(still(NOW))
    assert operations.forget_old(NOW + timedelta(days=60)) == 1


# -- where nothing goes -------------------------------------------------------------------------------------------------


def at(*addresses: str) -> wire.Resolve:
    """A name server that knows one answer."""
    return lambda host, port: [ip_address(address) for address in addresses]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "https://", "https://user:pw@example.org/", "https://example.org/#x",
        "https://example.org:0/", "https://example.org:99999/", "https://exa mple.org/", "javascript:alert(1)", "https://[::1", "//example.org",
        "https://example.org/\r\nX: y", "https://example.org/标准", "https://example.org/?q=标准",
    ],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(wire.NotSent):
        wire.target_of(url, at("93.184.216.34"))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_the_inner_network_is_never_reached(address: str) -> None:
    with pytest.raises(wire.NotSent, match="private_address"):
        wire.target_of("https://example.org/", at(address))
    with pytest.raises(wire.NotSent, match="private_address"):
        wire.target_of("https://example.org/", at("93.184.216.34", address))


def test_the_checked_address_is_the_one_that_is_used() -> None:
    target = wire.target_of("https://example.org:8443/a", at("93.184.216.34", "1.1.1.1"))
    assert (target.host, target.port, str(target.address)) == ("example.org", 8443, "93.184.216.34")


def test_a_name_that_answers_differently_later_is_caught(
    receiver: Receiver, hook: Webhook, settings: Settings, district: Snapshot
) -> None:
    """Entered with a public address, its name now leads inside: nothing is sent."""
    settings.WEBHOOKS_ALLOW_PRIVATE = False
    Webhook.objects.filter(pk=hook.pk).update(url="https://example.org/")
    announced(district)
    assert operations.deliver_due(still(NOW), find=at("10.0.0.7")) == 0
    assert Delivery.objects.get().answer == "private_address"
    assert receiver.got == []


@given(st.ip_addresses(v=4))
def test_mapped_addresses_are_judged_like_themselves(address: Any) -> None:
    assert wire.is_public(ip_address(f"::ffff:{address}")) == wire.is_public(address)


@given(st.binary(max_size=200), st.integers(0, 2**33), st.text(min_size=1, max_size=40), st.integers(-1000, 1000))
def test_signatures_hold_exactly_within_their_window(body: bytes, timestamp: int, secret: str, late: int) -> None:
    header = wire.sign(secret, timestamp, body)
    assert wire.is_genuine(secret, header, body, timestamp + late) == (abs(late) <= wire.WINDOW)
    assert not wire.is_genuine(secret, header, body + b"x", timestamp)
    assert not wire.is_genuine(secret + "x", header, body, timestamp)
    assert not wire.is_genuine(secret, header.replace(f"t={timestamp}", f"t={timestamp + 1}"), body, timestamp)

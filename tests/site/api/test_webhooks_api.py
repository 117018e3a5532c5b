"""Webhooks through the interface: only with the permission, always current, the secret told once."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

import pytest

from tests.site.api.conftest import Caller, person
from zhunsheng.site.accounts.models import AuditEntry, Role, User
from zhunsheng.site.api import operations, wire
from zhunsheng.site.api.models import Delivery, Webhook
from zhunsheng.site.api.tokens import NotPossible, create_token
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.operations import Change

NOW = datetime(2025, 3, 6, 12, tzinfo=UTC)
URL = "https://data.example.org/hook"


@pytest.fixture(autouse=True)
def open_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name has a public address, but for one inside."""
    inner = {"inside.example.org": "10.0.0.7"}
    monkeypatch.setattr(wire, "resolve", lambda host, port: [ip_address(inner.get(host, "93.184.216.34"))])


@pytest.fixture
def manager(district: Snapshot, officer: User) -> Caller:
    """A program of the office that may manage webhooks, and nothing else."""
    _, text = create_token(officer, "webhooks", ["webhooks.manage"], 1)
    return Caller(text)


def test_made_listed_and_ended(manager: Caller) -> None:
    answer = manager.post("/webhooks", {"url": URL, "note": "数据局"})
    assert answer.status_code == 201, answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    made = answer.json()["data"]
    hook = Webhook.objects.get()
    secret = made.pop("secret")
    assert secret == operations.secret_of(hook)
    assert (made["id"], made["url"], made["events"], made["active"]) == (hook.pk, URL, ["standard.changed"], True)
    listed = manager.get("/webhooks")
    assert listed.json() == {"data": [made], "page": {"next": None, "total": 1}}
    assert secret not in listed.content.decode()
    assert manager.delete(f"/webhooks/{hook.pk}").status_code == 204
    assert not Webhook.objects.exists()
    assert manager.delete(f"/webhooks/{hook.pk}").status_code == 404
    trail = AuditEntry.objects.filter(action__startswith="webhook").order_by("number")
    assert list(trail.values_list("action", "actor_name")) == [
        ("webhook.created", "officer"),
        ("webhook.deleted", "officer"),
    ]


def test_answers_are_those_of_now(manager: Caller) -> None:
    """Nothing may keep them: what they say does not hang on a snapshot."""
    first = manager.get("/webhooks")
    assert "ETag" not in first
    assert first["Cache-Control"] == "no-store"
    manager.post("/webhooks", {"url": URL})
    assert manager.get("/webhooks", headers={"If-None-Match": "*"}).json()["page"]["total"] == 1
    for query in ({"on": "2024-01-01"}, {"known": "2024-01-01"}):
        told = manager.get("/webhooks", query)
        assert told.status_code == 422
        assert told.json()["errors"][0]["pointer"] in query
    assert manager.get("/webhooks", {"lang": "en"}).status_code == 200


def test_before_anything_was_recorded(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = create_token(officer, "webhooks", ["webhooks.manage"], 1)
    monkeypatch.setattr("zhunsheng.site.catalogue.selectors.snapshot_for", lambda known=None: 1 / 0)
    assert Caller(text).get("/webhooks").status_code == 200


def test_deliveries_page_by_page(manager: Caller, district: Snapshot) -> None:
    pk = manager.post("/webhooks", {"url": URL}).json()["data"]["id"]
    assert manager.get(f"/webhooks/{pk}/deliveries").json()["data"] == []
    change = Change("edition", "work", 1, "甲", "")
    operations.announce(district, [change] * 1000, NOW)
    done = Delivery.objects.latest("pk")
    Delivery.objects.filter(pk=done.pk).update(state=Delivery.DELIVERED, attempts=1, answer="200", delivered_at=NOW)
    whole = manager.all(f"/webhooks/{pk}/deliveries")
    assert [row["id"] for row in whole] == sorted((row["id"] for row in whole), reverse=True)
    assert len(whole) == 5
    assert manager.all(f"/webhooks/{pk}/deliveries", limit=2) == whole
    assert whole[0] == {
        "id": done.pk, "message": str(done.key), "event": "standard.changed", "state": "delivered", "attempts": 1,
        "answer": "200", "created_at": "2025-03-06T20:00:00+08:00", "due_at": None,
        "delivered_at": "2025-03-06T20:00:00+08:00",
    }  # fmt: skip
    assert whole[1]["due_at"] == "2025-03-06T20:00:00+08:00"
    assert manager.get("/webhooks/999999/deliveries").status_code == 404
    assert manager.get(f"/webhooks/{pk}/deliveries", {"cursor": "x"}).status_code == 422


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"url": "http://data.example.org/"}, "/url", "https_wanted"),
        ({"url": "https://inside.example.org/"}, "/url", "private_address"),
        ({"url": "https://user@data.example.org/"}, "/url", "not_an_address"),
        ({"url": ""}, "/url", "string_too_short"),
        ({"url": "https://data.example.org/" + "x" * 500}, "/url", "string_too_long"),
        ({"url": URL, "events": []}, "/events", "too_short"),
        ({"url": URL, "events": ["all"]}, "/events/0", "literal_error"),
        ({"url": URL, "active": True}, "/active", "extra_forbidden"),
        ({}, "/url", "missing"),
    ],
)
def test_what_cannot_be_entered(manager: Caller, body: dict[str, Any], pointer: str, code: str) -> None:
    answer = manager.post("/webhooks", body)
    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert (error["where"], error["pointer"], error["code"]) == ("body", pointer, code)
    assert not Webhook.objects.exists()


def test_there_is_a_limit_to_them(manager: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MOST_WEBHOOKS", 1)
    assert manager.post("/webhooks", {"url": URL}).status_code == 201
    answer = manager.post("/webhooks", {"url": URL})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "too_many")


def test_the_permission_is_wanted_and_gives_nothing_else(
    anybody: Caller, office: Caller, manager: Caller, officer: User
) -> None:
    pk = manager.post("/webhooks", {"url": URL}).json()["data"]["id"]
    for caller, status in ((anybody, 401), (office, 403)):
        assert caller.get("/webhooks").status_code == status
        assert caller.post("/webhooks", {"url": URL}).status_code == status
        assert caller.get(f"/webhooks/{pk}/deliveries").status_code == status
        assert caller.delete(f"/webhooks/{pk}").status_code == status
    assert manager.get("/floor").status_code == 403
    assert Webhook.objects.count() == 1
    officer.holdings.update(role=Role.LEADER)  # may hold tokens, may not manage webhooks any more
    assert manager.get("/webhooks").status_code == 403


def test_only_who_manages_them_can_give_the_permission(db: None) -> None:
    for role in (Role.UNIT, Role.INSTITUTE, Role.LEADER):
        with pytest.raises(NotPossible, match="not_allowed"):
            create_token(person(role.value, role), "a", ["webhooks.manage"], 10)
    create_token(person("administrator", Role.ADMINISTRATOR), "a", ["webhooks.manage"], 10)


def test_a_session_gives_no_right_here(anybody: Caller, officer: User) -> None:
    anybody.client.force_login(officer)
    assert anybody.post("/webhooks", {"url": URL}).status_code == 401

"""Every write about webhooks: made, changed, ended; events announced, and delivered when they are due.

An event is written down in the transaction that causes it and sent later by `deliver_due`, which a process beside the
server calls again and again; so nothing is lost when a receiver, or we, are away for a while.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhunsheng import __version__
from zhunsheng.site.accounts import audit
from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.accounts.models import User
from zhunsheng.site.api import wire
from zhunsheng.site.api.models import Delivery, Webhook
from zhunsheng.site.api.schemas.base import label, moment_text
from zhunsheng.site.api.tokens import may
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.operations import Change

STANDARD_CHANGED = "standard.changed"
TEST = "test"
EVENTS = (STANDARD_CHANGED,)
MOST_WEBHOOKS = 50
#: How long after each failed attempt the next one follows; after the last one it is given up.
WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440)
)  # fmt: skip
#: How long somebody who tries a delivery may take before another may.
_LEASE = timedelta(minutes=2)
#: Changes that one message tells; a large import is told in several.
_IN_ONE = 200


class NotPossible(ValueError):
    """A webhook that cannot be kept as asked; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def create_webhook(owner: User, url: str, events: Sequence[str], note: str = "") -> tuple[Webhook, str]:
    """A new webhook and its secret, which can be shown again only by making a new one.  Raises NotPossible."""
    _check(owner, url, events)  # asks a name server, so before the transaction: on SQLite nobody else writes during one
    with transaction.atomic():
        if Webhook.objects.count() >= MOST_WEBHOOKS:
            raise NotPossible("too_many")
        made = Webhook.objects.create(
            owner=owner, url=url, events=[*dict.fromkeys(events)], salt=secrets.token_hex(32), note=note[:200]
        )
        audit.append("webhook.created", owner, None, webhook=made.pk, url=url, events=made.events)
        return made, secret_of(made)


@transaction.atomic
def new_secret(actor: User, pk: int) -> str:
    """A new secret of a webhook; the old one signs nothing from now on.  Raises NotPossible."""
    found = _of(actor, pk)
    found.salt = secrets.token_hex(32)
    found.save(update_fields=["salt"])
    audit.append("webhook.secret", actor, None, webhook=pk)
    return secret_of(found)


@transaction.atomic
def set_active(actor: User, pk: int, active: bool) -> None:
    """Let a webhook rest, or wake it; what waits for a resting one waits on.  Raises NotPossible."""
    found = _of(actor, pk)
    found.active = active
    found.save(update_fields=["active"])
    audit.append("webhook.woken" if active else "webhook.rested", actor, None, webhook=pk)


@transaction.atomic
def delete_webhook(actor: User, pk: int) -> None:
    """End a webhook; what waits for it is gone.  Raises NotPossible."""
    found = _of(actor, pk)
    audit.append("webhook.deleted", actor, None, webhook=pk, url=found.url)
    found.delete()


@transaction.atomic
def send_test(actor: User, pk: int) -> Delivery:
    """Write down a message that says nothing, for trying out.  Raises NotPossible."""
    return _written(_of(actor, pk), TEST, {"words": "准绳"}, timezone.now())


def secret_of(webhook: Webhook) -> str:
    """The secret that signs for a webhook."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"webhook:{webhook.salt}".encode(), hashlib.sha256).digest()
    return "whs_" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _check(owner: User, url: str, events: Sequence[str]) -> None:
    if not may(owner, Permission.WEBHOOKS_MANAGE):
        raise NotPossible("not_allowed")
    if not events or not set(events) <= set(EVENTS):
        raise NotPossible("events")
    if len(url) > 500:
        raise NotPossible("not_an_address")
    try:
        wire.target_of(url, wire.resolve)
    except wire.NotSent as error:
        raise NotPossible(error.reason) from None


def _of(actor: User, pk: int) -> Webhook:
    if not may(actor, Permission.WEBHOOKS_MANAGE):
        raise NotPossible("not_allowed")
    found = Webhook.objects.filter(pk=pk).first()
    if found is None:
        raise NotPossible("gone")
    return found


# -- events -----------------------------------------------------------------------------------------------------------


def announce(snapshot: Snapshot, changes: Sequence[Change], now: datetime | None = None) -> int:
    """Write down for every active webhook that a snapshot changed standards; how many messages were written.

    Call it in the transaction that records the snapshot.
    """
    now = now or timezone.now()
    hooks = [hook for hook in Webhook.objects.filter(active=True) if STANDARD_CHANGED in hook.events]
    count = 0
    for start in range(0, len(changes), _IN_ONE):
        data = {
            "snapshot": snapshot.pk,
            "recorded_at": moment_text(snapshot.recorded_at),
            "demonstration": snapshot.demonstration,
            "changes": [_change_data(change) for change in changes[start : start + _IN_ONE]],
        }
        for hook in hooks:
            _written(hook, STANDARD_CHANGED, data, now)
            count += 1
    return count


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "work": change.work,
        "edition": change.edition_id,
        "title": label(change.title_zh, change.title_en),
        "url": f"/api/v1/editions/{change.edition_id}",
    }


def _written(hook: Webhook, event: str, data: dict[str, Any], now: datetime) -> Delivery:
    key = uuid.uuid4()
    message = {"id": str(key), "event": event, "created_at": moment_text(now), "data": data}
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return Delivery.objects.create(webhook=hook, event=event, key=key, body=body, created_at=now, due_at=now)


# -- delivering -------------------------------------------------------------------------------------------------------


Clock = Callable[[], datetime]


def deliver_due(now: Clock = timezone.now, most: int = 50, find: wire.Resolve = wire.resolve) -> int:
    """Try what is due, at most `most`; how many were delivered.  Several processes may call it at once.

    now: asked for each delivery, since those before it may have taken minutes.
    """
    due = Delivery.objects.filter(state=Delivery.WAITING, due_at__lte=now(), webhook__active=True)
    return sum(_tried(delivery, now(), find) for delivery in _claimed(due.order_by("due_at", "id")[:most], now))


def _claimed(due: Iterable[Delivery], now: Clock) -> Iterable[Delivery]:
    """Those of which nobody else is ahead: a row is ours when it was still due at the moment we moved it on."""
    for delivery in due:
        mine = Delivery.objects.filter(pk=delivery.pk, state=Delivery.WAITING, due_at=delivery.due_at)
        delivery.due_at = now() + _LEASE
        if mine.update(due_at=delivery.due_at):
            yield delivery


def _tried(delivery: Delivery, now: datetime, find: wire.Resolve) -> bool:
    mine = Delivery.objects.filter(pk=delivery.pk, state=Delivery.WAITING, due_at=delivery.due_at)
    hook = Webhook.objects.filter(pk=delivery.webhook_id).first()
    if hook is None:
        return False
    body = delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"zhunsheng/{__version__}",
        "Zhunsheng-Event": delivery.event,
        "Zhunsheng-Delivery": str(delivery.key),
        "Zhunsheng-Signature": wire.sign(secret_of(hook), int(now.timestamp()), body),
    }
    try:
        status = wire.send(hook.url, body, headers, find)
        answer = str(status)
    except wire.NotSent as error:
        status, answer = 0, error.reason
    delivery.attempts += 1
    delivery.answer = answer
    if 200 <= status < 300:
        delivery.state, delivery.delivered_at = Delivery.DELIVERED, now
    elif delivery.attempts > len(WAITS) or status == 410:  # gone: the receiver asks for no more
        delivery.state = Delivery.GIVEN_UP
    else:
        delivery.due_at = now + WAITS[delivery.attempts - 1]
    fields = ("attempts", "answer", "state", "delivered_at", "due_at")
    # Nothing is written where the webhook was deleted meanwhile, or somebody else has had the row since.
    kept = mine.update(**{name: getattr(delivery, name) for name in fields})
    return bool(kept) and delivery.state == Delivery.DELIVERED


def forget_old(now: datetime | None = None, after: timedelta = timedelta(days=30)) -> int:
    """Delete what was delivered or given up long ago; how many."""
    now = now or timezone.now()
    done = Delivery.objects.exclude(state=Delivery.WAITING).filter(created_at__lt=now - after)
    return done.delete()[0]

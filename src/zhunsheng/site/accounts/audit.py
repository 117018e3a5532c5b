"""The audit trail: appending a line, and proving that no line was changed, removed or slipped in.

Each line is hashed together with the hash of the line before.  Whoever can write the whole database can also rewrite
the whole chain; therefore `verify` returns the last hash, which belongs into a notebook outside of the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.site.accounts.models import AuditEntry, AuditHead, User

#: What stands before the first line.
BEGINNING = "0" * 64


def digest(entry: AuditEntry) -> str:
    """The hash of a line: SHA-256 over everything that it says and the hash of the line before."""
    content = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "address": entry.address,
        "previous": entry.previous,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def append(
    action: str,
    actor: User | None = None,
    subject: User | None = None,
    address: str | None = None,
    /,
    **detail: Any,
) -> AuditEntry:
    """Write the next line.  actor: None for the system.  detail: plain texts, numbers and lists only."""
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1, defaults={"number": 0, "hash": BEGINNING})
        head = AuditHead.objects.select_for_update().get(pk=1)
    entry = AuditEntry(
        number=head.number + 1,
        at=timezone.now(),
        actor=actor,
        actor_name=actor.username if actor else "",
        action=action,
        subject=f"user:{subject.pk}" if subject else "",
        detail=detail,
        address=address or "",
        previous=head.hash,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry


@dataclass(frozen=True)
class Verified:
    """What reading the chain found.  broken: number of the first line that does not fit, None when all fit."""

    count: int
    head: str
    broken: int | None = None

    @property
    def holds(self) -> bool:
        """Whether every line fits."""
        return self.broken is None


def check(entries: Iterable[AuditEntry], last_number: int, last_hash: str) -> Verified:
    """Read `entries` from the first to the last and compare them with the head of the chain."""
    previous, number = BEGINNING, 0
    for entry in entries:
        if entry.number != number + 1 or entry.previous != previous or entry.hash != digest(entry):
            return Verified(number, previous, number + 1)
        previous, number = entry.hash, entry.number
    if (number, previous) != (last_number, last_hash):
        return Verified(number, previous, number + 1)
    return Verified(number, previous)


def verify() -> Verified:
    """Read the whole trail as it was when this began; whoever signs in meanwhile does not wait for it."""
    number, last = _head()
    lines = AuditEntry.objects.order_by("number")
    found = check(lines.filter(number__lte=number).iterator(chunk_size=2000), number, last)
    newest = lines.values_list("number", flat=True).last() or 0
    if found.holds and newest > _head()[0]:  # beyond the head, and not because the trail has grown
        return Verified(found.count, found.head, number + 1)
    return found


def _head() -> tuple[int, str]:
    """Number and hash of the last line."""
    return AuditHead.objects.filter(pk=1).values_list("number", "hash").first() or (0, BEGINNING)


def plain(**values: Any) -> Mapping[str, Any]:
    """Dates as text, empty values left out: what a line keeps of a change."""
    return {name: str(value) for name, value in values.items() if value not in (None, "")}

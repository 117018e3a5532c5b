"""What the floor board writes: proofs dropped so that they are made anew, with a line in the audit trail."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from zhunsheng.site.accounts import audit
from zhunsheng.site.accounts.access import Permission, may
from zhunsheng.site.accounts.models import User
from zhunsheng.site.catalogue import proofs
from zhunsheng.site.office.asking import Asked


@transaction.atomic
def prove_again(asked: Asked, user: User | AnonymousUser) -> bool:
    """Drop the proofs of the asked day; whether there were any.  Raises PermissionDenied."""
    if not isinstance(user, User) or not may(user, Permission.DATABASE_WRITE):
        raise PermissionDenied
    dropped = proofs.forget_run(asked.state, asked.folder, asked.on)
    audit.append("floor.prove-again", user, None, folder=asked.folder, on=asked.on.isoformat(), dropped=dropped)
    return dropped

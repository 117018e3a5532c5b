"""Tokens: made, revoked, recognised.  Every write of tokens is here.

A token reads ``zs_PREFIX_SECRET``.  The secret has 256 random bits, so that a plain SHA-256 of it is safe to keep.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from zhunsheng.site.accounts import access, audit
from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.accounts.models import User
from zhunsheng.site.accounts.selectors import people
from zhunsheng.site.api.models import ApiToken
from zhunsheng.site.look.moment import today

#: What a token can be allowed beyond public reading.
SCOPES: tuple[Permission, ...] = (Permission.OFFICE_READ, Permission.WEBHOOKS_MANAGE)
MOST_DAYS = 366
MOST_TOKENS = 20
#: `last_used_at` is written at most this often, so that reading does not write.
_NOTED_EVERY = timedelta(hours=1)


class NotPossible(ValueError):
    """A token that cannot be made as asked; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def may(user: User, permission: Permission) -> bool:
    """Whether a person may do something today, as `accounts.access` decides."""
    return bool(user.is_active and access.may(user, permission))


@transaction.atomic
def create_token(owner: User, name: str, scopes: Sequence[str], days: int) -> tuple[ApiToken, str]:
    """A new token of `owner`, and its text, which is not kept anywhere.  Raises NotPossible."""
    wanted = [scope for scope in SCOPES if scope.value in scopes]
    if not may(owner, Permission.TOKENS_OWN) or len(wanted) != len(set(scopes)):
        raise NotPossible("not_allowed")
    if not all(may(owner, scope) for scope in wanted):
        raise NotPossible("not_allowed")
    if not 1 <= days <= MOST_DAYS or not name.strip():
        raise NotPossible("days" if name.strip() else "name")
    if valid_tokens(owner).count() >= MOST_TOKENS:
        raise NotPossible("too_many")
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        owner=owner,
        name=name.strip()[:80],
        prefix=prefix,
        digest=_digest(secret),
        scopes=[scope.value for scope in wanted],
        expires_at=timezone.now() + timedelta(days=days),
    )
    audit.append("token.created", owner, owner, prefix=prefix, scopes=token.scopes, days=days)
    return token, f"zs_{prefix}_{secret}"


@transaction.atomic
def revoke_token(owner: User, pk: int) -> bool:
    """End a token of `owner` at once; whether there was one to end."""
    mine = ApiToken.objects.filter(owner=owner, pk=pk, revoked_at=None)
    prefixes = list(mine.values_list("prefix", flat=True))
    if not mine.update(revoked_at=timezone.now()):
        return False
    audit.append("token.revoked", owner, owner, prefix=prefixes[0])
    return True


@transaction.atomic
def revoke_for(actor: User, token: ApiToken) -> bool:
    """End a token of somebody whose account `actor` manages; whether it could still be used.  Raises PermissionDenied."""
    if not access.may_manage(actor, token.owner):
        raise PermissionDenied(_("这个账号不在您管理的机构之内。"))
    if not valid_tokens(token.owner).filter(pk=token.pk).update(revoked_at=timezone.now()):
        return False
    audit.append("token.revoked", actor, token.owner, prefix=token.prefix)
    return True


@transaction.atomic
def end_tokens(owner: User, actor: User | None, after: date | None = None) -> None:
    """End every token of a person: at once, or with the day `after` where that has not passed."""
    if after is None or after < today():
        ending, said = valid_tokens(owner), {"revoked_at": timezone.now()}
    else:
        over = timezone.make_aware(datetime.combine(after + timedelta(days=1), time.min))
        ending, said = valid_tokens(owner).filter(expires_at__gt=over), {"expires_at": over}
    prefixes = sorted(ending.values_list("prefix", flat=True))
    if not prefixes:
        return
    ApiToken.objects.filter(prefix__in=prefixes).update(**said)
    if "revoked_at" in said:
        audit.append("token.revoked", actor, owner, prefix=prefixes)
    else:
        audit.append("token.shortened", actor, owner, prefix=prefixes, until=str(after))


def tokens_of_people(actor: User, query: str = "", *, ended: bool = False) -> QuerySet[ApiToken]:
    """Tokens of others whom `actor` may see, by name; those that can be used, or those that no longer can."""
    others = people(actor, query).exclude(pk=actor.pk)
    usable = Q(revoked_at=None, expires_at__gt=timezone.now())
    found = ApiToken.objects.filter(~usable if ended else usable, owner__in=others)
    return found.select_related("owner").order_by("owner__username", "-pk")


def tokens_of(owner: User) -> QuerySet[ApiToken]:
    """All tokens of a person, the newest first."""
    return ApiToken.objects.filter(owner=owner)


def valid_tokens(owner: User) -> QuerySet[ApiToken]:
    """Those that can be used."""
    return tokens_of(owner).filter(Q(revoked_at=None) & Q(expires_at__gt=timezone.now()))


def recognise(text: str, now: datetime | None = None) -> ApiToken | None:
    """The token that a text is, when it may be used; that it was used is noted."""
    now = now or timezone.now()
    head, prefix, secret = [*text.split("_", 2), "", ""][:3]
    if head != "zs" or not prefix or not secret or len(text) > 200:
        return None
    token = ApiToken.objects.select_related("owner").filter(prefix=prefix[:12]).first()
    digest = token.digest if token else _digest("")
    if not secrets.compare_digest(digest, _digest(secret)) or token is None:
        return None
    if token.revoked_at is not None or token.expires_at <= now or not may(token.owner, Permission.TOKENS_OWN):
        return None
    if token.last_used_at is None or now - token.last_used_at > _NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def allows(token: ApiToken, permission: Permission) -> bool:
    """Whether a token allows something: it is in its scopes, and its owner may still do it."""
    if permission == Permission.PUBLIC:
        return True
    return permission.value in token.scopes and may(token.owner, permission)


def owner_of(request: HttpRequest) -> User:
    """Who stands behind a request that the entrance has let in with a token."""
    token: ApiToken = request.token  # type: ignore[attr-defined]
    return token.owner


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()

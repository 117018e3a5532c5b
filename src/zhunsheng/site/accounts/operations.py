"""Every write to accounts: the permission, one transaction, one line of the audit trail.

`actor` is the user who acts; None is the system itself (command line, seeding), which may do everything.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from zhunsheng.site.accounts import access, audit, sessions
from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.accounts.models import Holding, Identity, Organisation, Post, Role, User
from zhunsheng.site.accounts.signals import keys_end
from zhunsheng.site.look.moment import today

#: Without 0 O 1 l I: these are read from a screen and typed.
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def one_time_password() -> str:
    """Four groups of four characters, 93 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _position in range(4)) for _group in range(4))


def _must_manage(actor: User | None, user: User) -> None:
    if actor is not None and not access.may_manage(actor, user):
        raise PermissionDenied(_("这个账号不在您管理的机构之内。"))


def _must_grant(actor: User | None, role: Role, organisation: Organisation) -> None:
    if actor is not None and not access.may_grant(actor, role, organisation):
        raise PermissionDenied(_("您不能在这个机构给出这个角色。"))


@transaction.atomic
def create_user(
    username: str,
    name: str,
    role: Role,
    organisation: Organisation,
    *,
    post: Post | None = None,
    since: date | None = None,
    until: date | None = None,
    email: str = "",
    password: str | None = None,
    is_demonstration: bool = False,
    actor: User | None = None,
) -> tuple[User, str]:
    """Make an account with its first role; returns the user and the password.

    Without `password` one is made that opens the site once, for `ONE_TIME_HOURS`, and must then be changed.
    Raises ValidationError for a user name that is taken or not allowed, PermissionDenied.
    """
    _must_grant(actor, role, organisation)
    given = password or one_time_password()
    user = User(username=username, name=name, email=email, is_demonstration=is_demonstration)
    if password is None:
        _open_once(user)
    else:
        user.password_changed_at = timezone.now()
    user.set_password(given)
    _save_new(user)
    audit.append("user.created", actor, user, username=username, name=name)
    give_role(user, role, organisation, post=post, since=since, until=until, actor=actor, _new=True)
    return user, given


def _save_new(row: User | Identity) -> None:
    """Check and save; what another request took between the two is refused in the same words.  Raises ValidationError."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.full_clean()
        raise


def _open_once(user: User) -> None:
    user.must_change_password = True
    user.one_time_until = timezone.now() + timedelta(hours=settings.ONE_TIME_HOURS)


@transaction.atomic
def give_role(
    user: User,
    role: Role,
    organisation: Organisation,
    *,
    post: Post | None = None,
    since: date | None = None,
    until: date | None = None,
    actor: User | None = None,
    _new: bool = False,
) -> Holding:
    """Let a user hold a role from a day until a day.  Raises ValidationError, PermissionDenied."""
    if not _new:
        _must_manage(actor, user)
    _must_grant(actor, role, organisation)
    if post is not None and post.organisation is not None and not organisation.lies_in(post.organisation):
        raise ValidationError({"post": _("这个岗位设在%(place)s。") % {"place": post.organisation}})
    holding = _holding(user, role, organisation, post, since or today())
    holding.until = until
    if holding.was_never_held:
        raise ValidationError({"until": _("止于的日子早于起始的日子。")})
    if not access.may(user, Permission.TOKENS_OWN):
        keys_end.send(User, user=user, actor=actor)  # those of an earlier time do not come to life again
    holding.full_clean()
    holding.save()
    _forget_holdings(user)
    said = audit.plain(
        role=role.value, organisation=organisation.key, post=post.key if post else "", since=holding.since, until=until
    )
    audit.append("role.given", actor, user, **said)
    return holding


def _holding(user: User, role: Role, organisation: Organisation, post: Post | None, since: date) -> Holding:
    """A new one; where the very same was ended before it began, that one again."""
    same: dict[str, Any] = {"user": user, "role": role, "organisation": organisation, "post": post, "since": since}
    return Holding.objects.filter(**same, until__lt=F("since")).first() or Holding(**same)


@transaction.atomic
def end_role(holding: Holding, until: date, *, actor: User | None = None) -> None:
    """Let a holding end on a day, and with the last one the keys that it gave.

    One that is ended before it begins is never held.  Raises ValidationError for a day before the first of a holding
    that has begun, PermissionDenied.
    """
    _must_manage(actor, holding.user)
    _must_grant(actor, Role(holding.role), holding.organisation)
    begun = holding.since <= today()
    if begun and until < holding.since:
        words = _("从 %(day)s 起已经担任，最后一天不能早于这一天。要马上停止，停用账号。")
        raise ValidationError(words % {"day": holding.since})
    holding.until = max(until, holding.since - timedelta(days=1))
    holding.save(update_fields=["until"])
    _forget_holdings(holding.user)
    kept = {"role": holding.role, "organisation": holding.organisation.key}
    if holding.was_never_held:
        audit.append("role.withdrawn", actor, holding.user, **audit.plain(**kept, since=holding.since))
    else:
        audit.append("role.ended", actor, holding.user, **audit.plain(**kept, until=holding.until))
    last = access.last_day(holding.user, Permission.TOKENS_OWN)
    if last != date.max:
        keys_end.send(User, user=holding.user, actor=actor, after=last)


def _forget_holdings(user: User) -> None:
    if hasattr(user, "_holdings_today"):
        del user._holdings_today


@transaction.atomic
def deactivate(user: User, *, actor: User | None = None) -> None:
    """Close an account: no sign-in, every session and every key ends at once.  What it did stays in the trail."""
    _must_manage(actor, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end_all(user)
    audit.append("user.deactivated", actor, user)
    keys_end.send(User, user=user, actor=actor)


@transaction.atomic
def reactivate(user: User, *, actor: User | None = None) -> None:
    """Open a closed account again; its roles are those that are in force."""
    _must_manage(actor, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.append("user.reactivated", actor, user)


@transaction.atomic
def give_one_time_password(user: User, *, actor: User | None = None) -> str:
    """Replace a forgotten password by one that opens the site once.  Returns it, this once.

    Every session and every key ends: why it is needed is not known, and it may be that somebody else knew the old one.
    """
    _must_manage(actor, user)
    password = one_time_password()
    user.set_password(password)
    _open_once(user)
    user.save(update_fields=["password", "must_change_password", "one_time_until"])
    sessions.end_all(user)
    audit.append("password.reset", actor, user)
    keys_end.send(User, user=user, actor=actor)
    return password


@transaction.atomic
def change_password(user: User, password: str, *, keep_session: str | None = None) -> None:
    """The user's own change, already checked by the form; every other session ends."""
    user.set_password(password)
    user.must_change_password = False
    user.one_time_until = None
    user.password_changed_at = timezone.now()
    user.save(update_fields=["password", "must_change_password", "one_time_until", "password_changed_at"])
    ended = sessions.end_all(user, keep=keep_session)
    audit.append("password.changed", user, user, sessions_ended=ended)


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """The system gives a password that need not be changed: demonstration accounts only.  Every session ends."""
    user.set_password(password)
    user.must_change_password = False
    user.one_time_until = None
    user.save(update_fields=["password", "must_change_password", "one_time_until"])
    sessions.end_all(user)
    audit.append("password.reset", None, user)


@transaction.atomic
def reset_second_factor(user: User, *, actor: User | None = None) -> None:
    """Take a lost second factor away; every session ends.  The user enrols a new one at the next sign-in."""
    _must_manage(actor, user)
    removed = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)
    audit.append("second-factor.reset", actor, user, removed=removed)


@transaction.atomic
def enter_identity(
    user: User, provider: str, *, subject: str = "", email: str = "", actor: User | None = None
) -> Identity:
    """Say who a user is at a sign-in server.  Raises ValidationError when that is somebody else already."""
    _must_manage(actor, user)
    identity = Identity(user=user, provider=provider, subject=subject.strip(), email=email.strip().lower())
    _save_new(identity)
    audit.append("identity.entered", actor, user, **audit.plain(provider=provider, subject=subject, email=email))
    return identity


@transaction.atomic
def remove_identity(identity: Identity, *, actor: User | None = None) -> None:
    """Take a sign-in identity away, and the connection that it made; every session of the user ends."""
    _must_manage(actor, identity.user)
    SocialAccount.objects.filter(user=identity.user, provider=identity.provider).delete()
    sessions.end_all(identity.user)
    audit.append(
        "identity.removed", actor, identity.user, **audit.plain(provider=identity.provider, said=str(identity))
    )
    identity.delete()


@transaction.atomic
def claim_identity(identity: Identity, subject: str) -> None:
    """The first sign-in of an entered identity: from now on only this subject is the user."""
    identity.subject, identity.claimed_at = subject, timezone.now()
    identity.full_clean()
    identity.save(update_fields=["subject", "claimed_at"])
    audit.append("identity.claimed", identity.user, identity.user, provider=identity.provider, subject=subject)


@transaction.atomic
def end_sessions(user: User, keys: Iterable[str], *, actor: User | None = None) -> int:
    """End sessions of a user: by the user, or by who manages the account.  Returns how many ended."""
    if actor is None or actor.pk != user.pk:
        _must_manage(actor, user)
    ended = sessions.end(user, keys)
    if ended:
        audit.append("sessions.ended", actor, user, count=ended)
    return ended


def verify_audit() -> audit.Verified:
    """Read the whole audit trail; see `audit.verify`."""
    return audit.verify()

"""What the pages of accounts read."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from zhunsheng.site.accounts import access
from zhunsheng.site.accounts.models import AuditEntry, Holding, Organisation, Role, User


def people(
    actor: User, query: str = "", role: str = "", organisation: Organisation | None = None, state: str = ""
) -> QuerySet[User]:
    """Accounts that `actor` may see, with `roles_now` and `has_second_factor`, by name.

    state: ``closed``, ``waiting`` (password not yet changed), ``open``; everything else for all.
    """
    now = Holding.objects.filter(access.in_force()).select_related("organisation", "post")
    second = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    found = User.objects.filter(_visible_to(actor)).annotate(has_second_factor=Exists(second))
    if query:
        found = found.filter(Q(name__icontains=query) | Q(username__icontains=query))
    if role in Role.values or organisation is not None:
        held = now.filter(user=OuterRef("pk"))
        held = held.filter(role=role) if role in Role.values else held
        held = held.filter(organisation__path__startswith=organisation.path) if organisation else held
        found = found.filter(Exists(held))
    if state == "closed":
        found = found.filter(is_active=False)
    elif state in ("open", "waiting"):
        found = found.filter(is_active=True, must_change_password=state == "waiting")
    return found.prefetch_related(Prefetch("holdings", queryset=now, to_attr="roles_now")).order_by("username")


def _visible_to(actor: User) -> Q:
    """Those who hold or held something where `actor` administers; all for an administrator of the whole district."""
    reach = access.grantable_organisations(actor)
    if any(one.is_root for one in reach):
        return Q()
    return Q(Exists(Holding.objects.filter(user=OuterRef("pk"), organisation__in=reach)))


def person(actor: User, pk: int) -> User:
    """An account that `actor` may see.  Raises User.DoesNotExist."""
    return User.objects.filter(_visible_to(actor)).get(pk=pk)


@dataclass(frozen=True)
class Branch:
    """A line of the tree.  below: people of the organisation and of everything in it."""

    organisation: Organisation
    here: int
    below: int


def tree(actor: User) -> list[Branch]:
    """The organisations from the top down, each followed by what lies in it, with the people who hold a role today.

    A person with two roles in one organisation counts once there.
    """
    reach = access.grantable_organisations(actor)
    held = Holding.objects.filter(access.in_force(), user__is_active=True)
    pairs = set(held.values_list("organisation__path", "user_id"))
    ordered = _in_order(list(reach.annotate(posts_here=Count("posts"))))
    return [
        Branch(
            one,
            len({user for path, user in pairs if path == one.path}),
            len({user for path, user in pairs if path.startswith(one.path)}),
        )
        for one in ordered
    ]


def _in_order(listed: list[Organisation]) -> list[Organisation]:
    """Depth first; neighbours in the order of ``organisation.yaml``."""
    below: dict[int | None, list[Organisation]] = {}
    known = {one.pk for one in listed}
    for one in listed:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    ordered: list[Organisation] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting.extend(below.get(one.pk, [])[::-1])
    return ordered


def audit_lines(user: User | None = None, action: str = "") -> QuerySet[AuditEntry]:
    """Lines of the audit trail, latest first; about one account where one is given."""
    lines = AuditEntry.objects.select_related("actor").order_by("-number")
    if user is not None:
        lines = lines.filter(subject=f"user:{user.pk}")
    if action:
        lines = lines.filter(action__startswith=action)
    return lines


def unused_recovery_codes(user: User) -> int | None:
    """How many recovery codes are left; None for somebody who has none."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else None


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app is registered."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())

"""Who may do what, decided here and nowhere else.

Every view says with `needs` which permission it wants (`Permission.PUBLIC` for residents' pages); one that says nothing
is answered to nobody.  A test walks over every address and every role.  What Django calls superuser, staff and
permissions gives nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from zhunsheng.site.accounts.models import Holding, Organisation, Role, User
from zhunsheng.site.look.moment import today

V = TypeVar("V", bound=Callable[..., Any])


class Permission(StrEnum):
    """What may be done."""

    PUBLIC = "public"
    DESK = "desk"
    OFFICE_READ = "office.read"
    ACCOUNT_OWN = "account.own"
    ACCOUNTS_MANAGE = "accounts.manage"
    AUDIT_READ = "audit.read"
    DATABASE_WRITE = "database.write"
    TOKENS_OWN = "tokens.own"
    WEBHOOKS_MANAGE = "webhooks.manage"


_EVERYBODY = frozenset({Permission.PUBLIC})
_SIGNED_IN = _EVERYBODY | {Permission.ACCOUNT_OWN}
_DESK = _SIGNED_IN | {Permission.DESK}
_READER = _DESK | {Permission.OFFICE_READ, Permission.TOKENS_OWN}

#: What each role may do.
ROLES: dict[Role, frozenset[Permission]] = {
    Role.FRONT_LINE: _DESK,
    Role.UNIT: _READER,
    Role.INSTITUTE: _READER,
    Role.OFFICE: _READER | {Permission.DATABASE_WRITE, Permission.WEBHOOKS_MANAGE},
    Role.LEADER: _READER,
    Role.ADMINISTRATOR: _READER | {Permission.ACCOUNTS_MANAGE, Permission.AUDIT_READ, Permission.WEBHOOKS_MANAGE},
}

#: Roles whose work concerns the whole district, wherever their organisation stands in the tree.
EVERYWHERE = frozenset({Role.INSTITUTE, Role.OFFICE, Role.LEADER})
#: What somebody whose role ends at an organisation holds only when that organisation is the root.
WHOLE_DISTRICT = frozenset({Permission.DATABASE_WRITE, Permission.WEBHOOKS_MANAGE, Permission.AUDIT_READ})
#: Roles that an administrator below the root may give; all others are given at the root.
GRANTED_BELOW = frozenset({Role.FRONT_LINE, Role.UNIT})

Anybody = User | AnonymousUser


def needs(permission: Permission) -> Callable[[V], V]:
    """Mark a view with the permission that it wants."""

    def mark(view: V) -> V:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def permission_of(view: Callable[..., Any]) -> Permission | None:
    """What a view wants; None for one that says nothing."""
    found = getattr(view, "permission", None)
    return found if isinstance(found, Permission) else None


def in_force() -> Q:
    """The condition that a holding is in force today."""
    day = today()
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def holdings_of(user: Anybody) -> list[Holding]:
    """What a user holds today, read once for each user object."""
    if not isinstance(user, User) or not user.is_active:
        return []
    known: list[Holding] | None = getattr(user, "_holdings_today", None)
    if known is None:
        known = list(user.holdings.filter(in_force()).select_related("organisation", "post"))
        user._holdings_today = known  # type: ignore[attr-defined]
    return known


def roles_of(user: Anybody) -> set[Role]:
    """The roles that a user holds today."""
    return {Role(holding.role) for holding in holdings_of(user)}


def may(user: Anybody, permission: Permission, organisation: Organisation | None = None) -> bool:
    """Whether a user may do something; with an organisation: there, and not only somewhere.

    A holding reaches its organisation and everything below it; a role in `EVERYWHERE` reaches the whole tree.
    """
    if permission is Permission.PUBLIC:
        return True
    if not isinstance(user, User) or not user.is_active:
        return False
    if permission is Permission.ACCOUNT_OWN:  # also somebody whose posts have all ended may see why
        return True
    return any(_gives(holding, permission, organisation) for holding in holdings_of(user))


def _gives(holding: Holding, permission: Permission, organisation: Organisation | None) -> bool:
    role = Role(holding.role)
    if permission not in ROLES[role]:
        return False
    if role in EVERYWHERE:
        return True
    if permission in WHOLE_DISTRICT and not holding.organisation.is_root:
        return False
    return organisation is None or organisation.lies_in(holding.organisation)


def who_may(permission: Permission) -> list[Role]:
    """The roles that may do something, for the page that refuses."""
    return [role for role in Role if permission in ROLES[role]]


def may_grant(actor: Anybody, role: Role, organisation: Organisation) -> bool:
    """Whether `actor` may give (or end) a role in an organisation.

    Below the root only roles of `GRANTED_BELOW`: an administrator of a bureau names nobody for the whole district.
    """
    return any(
        _gives(holding, Permission.ACCOUNTS_MANAGE, organisation)
        and (holding.organisation.is_root or role in GRANTED_BELOW)
        for holding in holdings_of(actor)
    )


def may_manage(actor: Anybody, user: User) -> bool:
    """Whether `actor` may manage an account: they could have given every role that stands in it.

    Standing are holdings of today and of days to come; when none is left, the one that ended last.  Nobody manages
    their own account here: a second person is needed for that.
    """
    return _may_manage(actor, user, list(user.holdings.select_related("organisation")))


def manageable(actor: Anybody, users: Iterable[User]) -> set[int]:
    """The keys of those of `users` whose accounts `actor` may manage; as many queries for one as for many."""
    users = list(users)
    held: dict[int, list[Holding]] = {user.pk: [] for user in users}
    for one in Holding.objects.filter(user__in=users).select_related("organisation"):
        held[one.user_id].append(one)
    return {user.pk for user in users if _may_manage(actor, user, held[user.pk])}


def _may_manage(actor: Anybody, user: User, held: list[Holding]) -> bool:
    if isinstance(actor, User) and actor.pk == user.pk:
        return False
    standing = [one for one in held if _stands(one)]
    last = standing or sorted(held, key=lambda one: (one.until or one.since, one.pk))[-1:]
    if not last:
        return any(holding.organisation.is_root for holding in holdings_of(actor) if _manages(holding))
    return all(may_grant(actor, Role(one.role), one.organisation) for one in last)


def _stands(holding: Holding) -> bool:
    """Whether it is held today, or will be."""
    return not holding.was_never_held and (holding.until is None or holding.until >= today())


def last_day(user: User, permission: Permission) -> date | None:
    """The last day on which what a user holds, or will hold, gives a permission.

    ``date.max`` where no end is entered, None where there is no such day from today on.
    """
    standing = [one for one in user.holdings.all() if _stands(one) and permission in ROLES[Role(one.role)]]
    return max((one.until or date.max for one in standing), default=None)


def _manages(holding: Holding) -> bool:
    return Permission.ACCOUNTS_MANAGE in ROLES[Role(holding.role)]


def grantable_organisations(actor: Anybody) -> QuerySet[Organisation]:
    """The organisations in which `actor` may give roles, in order of the tree."""
    reach = Q(pk__in=[])
    for holding in holdings_of(actor):
        if _manages(holding):
            reach |= Q(path__startswith=holding.organisation.path)
    return Organisation.objects.filter(reach, retired=False)


def grantable_roles(actor: Anybody) -> list[Role]:
    """The roles that `actor` may give somewhere."""
    at_root = any(holding.organisation.is_root for holding in holdings_of(actor) if _manages(holding))
    below = any(_manages(holding) for holding in holdings_of(actor))
    return [role for role in Role if at_root or (below and role in GRANTED_BELOW)]


def must_have_second_factor(user: Anybody, required: Collection[str]) -> bool:
    """Whether one of the roles that a user holds today demands a second factor."""
    return any(role.value in required for role in roles_of(user))

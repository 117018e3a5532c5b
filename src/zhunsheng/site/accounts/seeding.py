"""What fills the room from outside: the organisations of the district's workspace, and accounts for a demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from zhunsheng.site.accounts import audit, operations
from zhunsheng.site.accounts.models import Organisation, Post, Role, User
from zhunsheng.standard.manifest import Organisation as Unit
from zhunsheng.standard.workspace import Workspace

#: role, user name, name, organisation, post.
_DEMONSTRATION = (
    (Role.FRONT_LINE, "chenxiaomin", "陈晓敏", "service-hall", "front-desk"),
    (Role.UNIT, "liangzhihua", "梁志华", "civil-affairs", None),
    (Role.INSTITUTE, "huangyaqin", "黄雅琴", "institute", None),
    (Role.OFFICE, "liwenjing", "李文静", "market-supervision", None),
    (Role.LEADER, "zhouliqun", "周立群", "district", None),
    (Role.ADMINISTRATOR, "hejiajun", "何嘉俊", "district", None),
)


@transaction.atomic
def record_organisations(workspace: Workspace) -> int:
    """Take over the tree and the posts of ``organisation.yaml``; what is gone from it is retired, never deleted.

    There is one root: the district, else the first that names no parent.  Whatever else names none lies below it, or its
    administrator would be one of the whole district.  Returns how many organisations it lists.
    """
    listed = workspace.organisation
    units = {unit.id: unit for unit in listed.organisations}
    root = _root_of(listed.organisations)
    known: dict[str, Organisation] = {}
    for position, unit in enumerate(listed.organisations):
        _record_unit(unit, units, known, root)
        Organisation.objects.filter(pk=known[unit.id].pk).update(position=position)
    Organisation.objects.exclude(key__in=units).update(retired=True)
    for position, post in enumerate(listed.posts):
        Post.objects.update_or_create(
            key=post.id,
            defaults={
                "title_zh": post.title.zh or "",
                "title_en": post.title.en or "",
                "organisation": known.get(post.organisation or ""),
                "standard": post.standard or "",
                "position": position,
                "retired": False,
            },
        )
    Post.objects.exclude(key__in=[post.id for post in listed.posts]).update(retired=True)
    audit.append("organisations.recorded", organisations=len(units), posts=len(listed.posts))
    return len(units)


def _root_of(listed: Sequence[Unit]) -> Unit | None:
    without = [unit for unit in listed if unit.parent is None]
    return next((unit for unit in without if unit.kind == "district"), without[0] if without else None)


def _record_unit(unit: Unit, units: dict[str, Unit], known: dict[str, Organisation], root: Unit | None) -> Organisation:
    """Record a unit after its parent, wherever the file lists the parent."""
    if unit.id in known:
        return known[unit.id]
    above = units.get(unit.parent or "", root)
    parent = _record_unit(above, units, known, root) if above and unit is not root else None
    known[unit.id], _new = Organisation.objects.update_or_create(
        key=unit.id,
        defaults={
            "title_zh": unit.title.zh or "",
            "title_en": unit.title.en or "",
            "kind": unit.kind,
            "parent": parent,
            "path": f"{parent.path if parent else '/'}{unit.id}/",
            "retired": False,
        },
    )
    return known[unit.id]


@transaction.atomic
def demonstration_accounts(day: date, new_passwords: bool = False) -> list[tuple[str, str, Role]]:
    """An account for each role, marked as demonstration: (user name, password, role).

    day: since when they hold their roles.  An account that stands already is left as it is and gets an empty password
    in the list, or a new one where `new_passwords` asks for it.  A real account of the same name is never touched.
    """
    made: list[tuple[str, str, Role]] = []
    for role, username, name, organisation_key, post_key in _DEMONSTRATION:
        organisation = Organisation.objects.get(key=organisation_key)
        post = Post.objects.filter(key=post_key).first() if post_key else None
        user = User.objects.filter(username=username).first()
        if user is not None and not user.is_demonstration:
            continue
        password = operations.one_time_password() if user is None or new_passwords else ""
        if user is None:
            operations.create_user(
                username, name, role, organisation, post=post, since=day, password=password, is_demonstration=True
            )
        elif password:
            operations.set_password(user, password)
        made.append((username, password, role))
    return made

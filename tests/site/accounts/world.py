"""A small district for tests: three levels of organisations, and people who hold roles in them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.test import Client

from zhunsheng.site.accounts.models import AuditEntry, Holding, Organisation, Role, User

PASSWORD = "青山 lantern 47 kites"
_SERIAL = count(1)


def organisation(key: str, parent: Organisation | None = None, kind: str = "bureau") -> Organisation:
    """A node of the tree, made when it is not there yet."""
    found = Organisation.objects.filter(key=key).first()
    if found is not None:
        return found
    path = f"{parent.path if parent else '/'}{key}/"
    return Organisation.objects.create(key=key, title_zh=key, kind=kind, parent=parent, path=path)


def district() -> Organisation:
    """The root."""
    return organisation("district", kind="district")


def somebody(role: Role | str | None, where: Organisation | None = None, name: str = "", **more: object) -> User:
    """A user with a password who holds a role since 2020; None for somebody without any."""
    username = name or f"user{next(_SERIAL)}"
    user = User(username=username, name=username, **more)
    user.set_password(PASSWORD)
    user.save()
    if role is not None:
        hold(user, role, where)
    return user


def hold(user: User, role: Role | str, where: Organisation | None = None, **more: object) -> Holding:
    """One more holding."""
    values = {"since": date(2020, 1, 1), **more}
    return Holding.objects.create(user=user, role=role, organisation=where or district(), **values)


def sign_in(client: Client, user: str, password: str = PASSWORD, **more: Any) -> Any:
    """Post the form."""
    return client.post("/accounts/login/", {"login": user, "password": password}, **more)


def text(answer: Any) -> str:
    """The page as text."""
    return answer.content.decode()


def actions() -> list[str]:
    """What the audit trail says was done, first things first."""
    return list(AuditEntry.objects.order_by("number").values_list("action", flat=True))

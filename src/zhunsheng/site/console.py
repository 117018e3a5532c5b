"""What the command line does to the site's accounts, in its own words: it knows nothing of Django."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class NotDone(ValueError):
    """Something that could not be done: `reason` in words of the site; `known`: what there would have been."""

    def __init__(self, reason: str, known: Iterable[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.known = tuple(known)


class NoOrganisation(NotDone):
    """There is no such organisation."""


def data_folder() -> Path:
    """Where everything of the site is kept."""
    from django.conf import settings

    return Path(settings.DATA)


def role_label(role: str) -> str:
    """The name of a role in Chinese."""
    from zhunsheng.site.accounts.models import Role

    return str(Role(role).label)


def open_account(username: str, name: str, role: str, organisation: str) -> str:
    """A new account with its first role; returns the password that opens it once.  Raises NotDone, NoOrganisation."""
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from zhunsheng.site.accounts.models import Organisation, Role
    from zhunsheng.site.accounts.operations import create_user

    unit = Organisation.objects.filter(key=organisation).first()
    if unit is None:
        raise NoOrganisation(organisation, Organisation.objects.values_list("key", flat=True)[:12])
    try:
        return create_user(username, name, Role(role), unit)[1]
    except ValidationError as error:
        raise NotDone("；".join(error.messages)) from None
    except IntegrityError as error:
        raise NotDone(str(error)) from None


def new_password(username: str) -> str | None:
    """A password that opens an account once; None where there is no such account."""
    from zhunsheng.site.accounts import operations
    from zhunsheng.site.accounts.models import User

    user = User.objects.filter(username=username).first()
    return None if user is None else operations.give_one_time_password(user)


def close_account(username: str) -> bool:
    """Close an account; False where there is none."""
    from zhunsheng.site.accounts import operations
    from zhunsheng.site.accounts.models import User

    user = User.objects.filter(username=username).first()
    if user is not None:
        operations.deactivate(user)
    return user is not None


def forget_second_factor(username: str) -> bool:
    """Take a lost second factor away; False where there is no such account."""
    from zhunsheng.site.accounts import operations
    from zhunsheng.site.accounts.models import User

    user = User.objects.filter(username=username).first()
    if user is not None:
        operations.reset_second_factor(user)
    return user is not None

"""The office's pages as somebody of the standards office sees them, over the filled database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests.site.accounts import world
from zhunsheng.site.accounts.models import Role
from zhunsheng.site.catalogue.models import Edition


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    """What otherwise runs in the background is done before the page answers."""
    settings.WORK_AT_ONCE = True


@pytest.fixture
def office(district: object) -> Client:
    """A browser in which somebody of the standards office is signed in."""
    client = Client()
    client.force_login(world.somebody(Role.OFFICE))
    return client


@pytest.fixture
def edition(district: object) -> Callable[[str], Edition]:
    """Finds the edition at a path of the tree."""
    return lambda path: Edition.objects.get(path=path)

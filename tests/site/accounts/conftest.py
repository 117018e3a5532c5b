"""Most tests of accounts look at a small site around them; `whole_site` looks at all of it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django import Settings

from tests.site.accounts import world
from zhunsheng.site.accounts.models import Organisation


@pytest.fixture(autouse=True)
def small_site(request: pytest.FixtureRequest, settings: Settings) -> None:
    """The small list of addresses, except where the test is about the whole site."""
    if "whole_site" not in request.fixturenames:
        settings.ROOT_URLCONF = "tests.site.accounts.urls"
    settings.SECOND_FACTOR_ROLES = []


@pytest.fixture
def whole_site() -> None:
    """Look at every address of the site."""


@pytest.fixture
def tree(db: None) -> dict[str, Organisation]:
    """district > health > health-centre, district > civil-affairs."""
    cache.clear()
    root = world.district()
    health = world.organisation("health", root)
    return {
        "district": root,
        "health": health,
        "health-centre": world.organisation("health-centre", health, "institution"),
        "civil-affairs": world.organisation("civil-affairs", root),
    }

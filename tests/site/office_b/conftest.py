"""Somebody who reads, somebody who may write, and work that is done at once."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from tests.site.accounts.world import somebody
from zhunsheng.site.catalogue.models import ProofRun, Snapshot
from zhunsheng.site.catalogue.proofs import known_run
from zhunsheng.site.catalogue.states import State, state_of
from zhunsheng.site.look.moment import today
from zhunsheng.site.office import keeping


@pytest.fixture(autouse=True)
def at_once(settings: pytest.FixtureRequest, db: None) -> None:
    """Proofs are made inside the request; nothing is kept from another test."""
    settings.WORK_AT_ONCE = True  # type: ignore[attr-defined]
    for cache in caches.all():
        cache.clear()
    keeping.forget()


@pytest.fixture
def state(district: Snapshot) -> State:
    """The recorded state as the core reads it."""
    return state_of(district)


@pytest.fixture
def run(state: State) -> ProofRun:
    """The proofs of today."""
    found = known_run(state, state.district, today())
    assert found is not None
    return found


@pytest.fixture
def reader(district: Snapshot) -> Client:
    """A client of somebody who reads in the office."""
    client = Client()
    client.force_login(somebody("unit"))
    return client


@pytest.fixture
def writer(district: Snapshot) -> Client:
    """A client of somebody of the standards office."""
    client = Client()
    client.force_login(somebody("office"))
    return client

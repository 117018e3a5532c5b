"""Every address of the site, asked by every role: the answers are those of ``matrix.csv``, and no address is left out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.site.accounts import matrix, world
from zhunsheng.site.accounts import operations, seeding
from zhunsheng.site.accounts.access import ROLES, Permission, permission_of
from zhunsheng.site.accounts.models import Role, User
from zhunsheng.standard.workspace import open_workspace

pytestmark = pytest.mark.usefixtures("whole_site")
TABLE = matrix.read()


@pytest.fixture(scope="module")
def yuexiu() -> Any:
    """The district's organisations, read once."""
    return open_workspace(matrix.STANDARDS / "yuexiu")


@pytest.fixture
def people(district: object, yuexiu: Any, settings: Settings) -> dict[str, User]:
    """Somebody for each role, at the root of the tree; pages do long work at once."""
    settings.WORK_AT_ONCE = True
    settings.API_RATES = {"address": (1_000_000, 60), "token": (1_000_000, 60)}
    seeding.record_organisations(yuexiu)
    return {role.value: world.somebody(role) for role in Role}


@pytest.fixture
def stands_for(people: dict[str, User]) -> dict[str, object]:
    """What the placeholders of the examples stand for."""
    other = world.somebody(Role.FRONT_LINE)
    identity = operations.enter_identity(other, "city", subject="s-1")
    accounts = {"user": other.pk, "holding": other.holdings.get().pk, "identity": identity.pk}
    return {**matrix.examples(), **accounts}


def test_no_address_is_left_out_and_no_row_is_idle() -> None:
    assert [row[0] for row in matrix.missing()] == [], "python -m tests.site.accounts.matrix prints the rows"
    assert matrix.unused() == []


def test_every_view_says_what_it_needs_and_the_table_says_the_same() -> None:
    said = {row.route: {one.needs for one in TABLE if one.route == row.route} for row in TABLE}
    for route, view in matrix.addresses():
        wants = permission_of(view)
        assert wants is not None, f"{route} says nothing about who may see it"
        assert said[route] == {wants.value}, route


def test_the_table_lets_nobody_past_what_a_role_gives() -> None:
    for row in TABLE:
        wants = Permission(row.needs)
        if wants is Permission.PUBLIC:
            continue
        assert row.answers[matrix.RESIDENT] == "login", row.route
        for role in Role:
            refused = wants not in ROLES[role]
            assert (row.answers[role.value] == "403") is refused, f"{row.route} {role}"


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.route}")
def test_each_role_gets_its_answer(row: matrix.Row, people: dict[str, User], stands_for: dict[str, object]) -> None:
    path = row.path.format(**stands_for)
    found = {}
    for role in matrix.ROLES:
        client = Client(raise_request_exception=False)
        if role != matrix.RESIDENT:
            client.force_login(people[role])
        response = client.generic(row.method, path)
        found[role] = matrix.answer_of(response)
    assert found == row.answers

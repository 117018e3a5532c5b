"""Who may do what: roles, the tree, days; and the middleware that asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.accounts.world import hold, organisation, somebody
from zhunsheng.site.accounts import access
from zhunsheng.site.accounts.access import Permission, may, may_grant, may_manage
from zhunsheng.site.accounts.models import Organisation, Role, User
from zhunsheng.site.look.moment import today

Tree = dict[str, Organisation]


def again(user: User) -> User:
    """The user as the next request reads it."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gives_what_the_table_says(tree: Tree, role: Role) -> None:
    user = somebody(role)
    given_now = {permission for permission in Permission if may(user, permission)}
    assert given_now == access.ROLES[role]


def test_a_resident_may_see_public_pages_only() -> None:
    assert [permission for permission in Permission if may(AnonymousUser(), permission)] == [Permission.PUBLIC]


def test_superuser_flags_give_nothing(tree: Tree) -> None:
    user = somebody(None, is_superuser=True, is_staff=True)
    assert [permission for permission in Permission if may(user, permission)] == [
        Permission.PUBLIC,
        Permission.ACCOUNT_OWN,
    ]


def test_a_closed_account_may_nothing(tree: Tree) -> None:
    user = somebody(Role.ADMINISTRATOR, is_active=False)
    assert [permission for permission in Permission if may(user, permission)] == [Permission.PUBLIC]


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(0, None, True), (0, 0, True), (-5, 0, True), (1, None, False), (-5, -1, False), (-5, 5, True)],
)
def test_both_days_of_a_holding_count(tree: Tree, since: int, until: int | None, holds: bool) -> None:
    user = somebody(None)
    last = None if until is None else today() + timedelta(days=until)
    hold(user, Role.UNIT, since=today() + timedelta(days=since), until=last)
    assert may(again(user), Permission.OFFICE_READ) is holds


def test_an_organisation_includes_what_lies_below_it(tree: Tree) -> None:
    administrator = somebody(Role.ADMINISTRATOR, tree["health"])
    reach = {key: may(administrator, Permission.ACCOUNTS_MANAGE, tree[key]) for key in tree}
    assert reach == {"district": False, "health": True, "health-centre": True, "civil-affairs": False}


def test_a_name_that_begins_alike_is_not_below(tree: Tree) -> None:
    other = organisation("health-two", tree["district"])
    administrator = somebody(Role.ADMINISTRATOR, tree["health"])
    assert not may(administrator, Permission.ACCOUNTS_MANAGE, other)


def test_an_administrator_below_the_root_holds_nothing_of_the_whole_district(tree: Tree) -> None:
    administrator = somebody(Role.ADMINISTRATOR, tree["health"])
    assert may(administrator, Permission.ACCOUNTS_MANAGE)
    assert not may(administrator, Permission.AUDIT_READ)
    assert not may(administrator, Permission.WEBHOOKS_MANAGE)


def test_an_administrator_below_the_root_cannot_make_somebody_mightier(tree: Tree) -> None:
    below, above = somebody(Role.ADMINISTRATOR, tree["health"]), somebody(Role.ADMINISTRATOR)
    assert {role for role in Role if may_grant(below, role, tree["health-centre"])} == access.GRANTED_BELOW
    assert {role for role in Role if may_grant(above, role, tree["health-centre"])} == set(Role)
    assert not any(may_grant(below, role, tree["district"]) for role in Role)
    assert not any(may_grant(somebody(Role.OFFICE), role, tree["health"]) for role in Role)


def test_nobody_manages_the_own_account(tree: Tree) -> None:
    administrator = somebody(Role.ADMINISTRATOR)
    assert not may_manage(administrator, administrator)


def test_one_role_elsewhere_takes_an_account_out_of_reach(tree: Tree) -> None:
    below, worker = somebody(Role.ADMINISTRATOR, tree["health"]), somebody(Role.FRONT_LINE, tree["health-centre"])
    assert may_manage(below, worker)
    hold(worker, Role.UNIT, tree["civil-affairs"])
    assert not may_manage(below, worker)


def test_a_role_to_come_counts_and_one_that_is_over_does_not(tree: Tree) -> None:
    below, worker = somebody(Role.ADMINISTRATOR, tree["health"]), somebody(Role.FRONT_LINE, tree["health-centre"])
    hold(worker, Role.UNIT, tree["civil-affairs"], until=today() - timedelta(days=1))
    assert may_manage(below, worker)
    hold(worker, Role.OFFICE, tree["health"], since=today() + timedelta(days=9))
    assert not may_manage(below, worker)


def test_the_last_role_decides_when_none_stands(tree: Tree) -> None:
    below, worker = somebody(Role.ADMINISTRATOR, tree["health"]), somebody(None)
    assert not may_manage(below, worker)
    assert may_manage(somebody(Role.ADMINISTRATOR), worker)
    hold(worker, Role.FRONT_LINE, tree["health"], until=date(2021, 1, 1))
    assert may_manage(below, worker)
    hold(worker, Role.LEADER, tree["district"], until=date(2022, 1, 1))
    assert not may_manage(below, worker)


_HELD = st.tuples(st.sampled_from(Role), st.sampled_from(["district", "health", "health-centre", "civil-affairs"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(of_actor=st.lists(_HELD, max_size=3), of_user=st.lists(_HELD, min_size=1, max_size=3))
def test_managing_never_reaches_a_permission_that_one_could_not_give(
    tree: Tree, of_actor: list[tuple[Role, str]], of_user: list[tuple[Role, str]]
) -> None:
    actor, user = somebody(None), somebody(None)
    for person, held in ((actor, of_actor), (user, of_user)):
        for index, (role, where) in enumerate(held):
            hold(person, role, tree[where], since=date(2020, 1, 1 + index))
    actor = again(actor)
    if may_manage(actor, user):
        assert all(may_grant(actor, role, tree[where]) for role, where in of_user)
        root = any((role, where) == (Role.ADMINISTRATOR, "district") for role, where in of_actor)
        assert root or {role for role, _where in of_user} <= access.GRANTED_BELOW


# ---- the middleware


def test_a_resident_is_led_to_sign_in_and_back(client: Client, tree: Tree) -> None:
    answer = client.get("/office/?on=2024-01-01")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=%2Foffice%2F%3Fon%3D2024-01-01")


def test_a_fragment_sends_the_whole_page_to_sign_in(client: Client, tree: Tree) -> None:
    more: dict[str, Any] = {"HX-Request": "true", "HX-Current-URL": "http://testserver/office/standards?level=city"}
    answer = client.get("/office/", headers=more)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/accounts/login/?next=%2Foffice%2Fstandards%3Flevel%3Dcity"


def test_the_wrong_role_is_told_who_may(client: Client, tree: Tree) -> None:
    client.force_login(somebody(Role.FRONT_LINE))
    answer = client.get("/office/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "创建办" in page and "区领导" in page and "<li>一线工作人员</li>" not in page


def test_somebody_without_a_role_is_told_so(client: Client, tree: Tree) -> None:
    client.force_login(somebody(None))
    assert "没有担任任何岗位" in client.get("/office/").content.decode()


@pytest.mark.parametrize("role", [None, *Role])
def test_a_page_that_says_nothing_is_answered_to_nobody(client: Client, tree: Tree, role: Role | None) -> None:
    if role is not None:
        client.force_login(somebody(role))
    answer = client.get("/unmarked/")
    assert answer.status_code == 403
    assert b"secret" not in answer.content


def test_a_public_page_asks_the_database_nothing_about_a_resident(
    client: Client, tree: Tree, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 200


def test_a_signed_in_page_is_kept_nowhere(client: Client, tree: Tree) -> None:
    assert "no-store" not in client.get("/").get("Cache-Control", "")
    client.force_login(somebody(Role.OFFICE))
    assert client.get("/office/")["Cache-Control"] == "no-store"
    assert client.get("/")["Cache-Control"] == "no-store"


def test_asking_for_rights_costs_one_query(tree: Tree, django_assert_num_queries: Any) -> None:
    user = again(somebody(Role.OFFICE))
    with django_assert_num_queries(1):
        assert may(user, Permission.OFFICE_READ)
        assert may(user, Permission.DATABASE_WRITE)

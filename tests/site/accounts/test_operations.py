"""Every write asks who acts, is whole or nothing, and leaves a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.site.accounts.world import actions, somebody
from zhunsheng.site.accounts import access, operations
from zhunsheng.site.accounts.models import AuditEntry, Holding, Organisation, Post, Role, User
from zhunsheng.site.accounts.templatetags.accounts import tenure
from zhunsheng.site.look.moment import today

Tree = dict[str, Organisation]
BAD_NAMES = ["taken", "", "with space", "x" * 151]


def test_an_account_is_made_with_its_role(tree: Tree) -> None:
    actor = somebody(Role.ADMINISTRATOR)
    user, password = operations.create_user("chen", "陈晓敏", Role.FRONT_LINE, tree["health"], actor=actor)
    assert user.check_password(password) and user.must_change_password
    assert user.one_time_until is not None and user.one_time_until > timezone.now() + timedelta(hours=71)
    assert access.roles_of(user) == {Role.FRONT_LINE}
    lines = list(AuditEntry.objects.order_by("number"))
    assert [(line.action, line.actor, line.subject) for line in lines] == [
        ("user.created", actor, f"user:{user.pk}"),
        ("role.given", actor, f"user:{user.pk}"),
    ]
    assert lines[1].detail == {"role": "front_line", "organisation": "health", "since": str(today())}
    assert password not in str([line.detail for line in lines])


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_makes_nothing(tree: Tree, name: str) -> None:
    somebody(None, name="taken")
    with pytest.raises(ValidationError):
        operations.create_user(name, "某人", Role.UNIT, tree["health"])
    assert User.objects.count() == 1 and not actions()


def test_a_name_that_another_request_takes_meanwhile_is_refused(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    operations.create_user("chen", "陈晓敏", Role.UNIT, tree["health"])
    check = User.full_clean
    seen: list[User] = []

    def late(self: User) -> None:
        if seen:
            check(self)
        seen.append(self)

    monkeypatch.setattr(User, "full_clean", late)
    with pytest.raises(ValidationError) as refused:
        operations.create_user("chen", "陈", Role.UNIT, tree["health"])
    assert list(refused.value.message_dict) == ["username"]
    assert User.objects.filter(username="chen").count() == 1


def test_an_account_is_whole_or_not_at_all(tree: Tree) -> None:
    post = Post.objects.create(key="nurse", title_zh="护士", organisation=tree["civil-affairs"])
    with pytest.raises(ValidationError):
        operations.create_user("chen", "陈", Role.UNIT, tree["health"], post=post)
    assert not User.objects.exists() and not actions()


def test_a_post_is_held_where_it_is(tree: Tree) -> None:
    user = somebody(None)
    nurse = Post.objects.create(key="nurse", title_zh="护士", organisation=tree["health"])
    anywhere = Post.objects.create(key="keeper", title_zh="管理员")
    operations.give_role(user, Role.FRONT_LINE, tree["health-centre"], post=nurse)
    operations.give_role(user, Role.FRONT_LINE, tree["civil-affairs"], post=anywhere)
    with pytest.raises(ValidationError) as refused:
        operations.give_role(user, Role.FRONT_LINE, tree["district"], post=nurse)
    assert "post" in refused.value.message_dict


def test_the_same_role_twice_and_backwards_days_are_refused(tree: Tree) -> None:
    user = somebody(None)
    operations.give_role(user, Role.UNIT, tree["health"], since=date(2024, 1, 1))
    with pytest.raises(ValidationError):
        operations.give_role(user, Role.UNIT, tree["health"], since=date(2024, 1, 1))
    with pytest.raises(ValidationError):
        operations.give_role(user, Role.UNIT, tree["health"], since=date(2024, 2, 2), until=date(2024, 2, 1))
    assert Holding.objects.count() == 1


def test_a_role_that_is_ended_before_it_begins_is_never_held(tree: Tree) -> None:
    user, first = somebody(None), today() + timedelta(days=3)
    held = operations.give_role(user, Role.UNIT, tree["health"], since=first)
    for ended, never in ((first, False), (first - timedelta(days=1), True), (today() - timedelta(days=400), True)):
        operations.end_role(held, ended)
        assert Holding.objects.get().was_never_held is never
        stands = access.last_day(User.objects.get(), access.Permission.OFFICE_READ)
        assert stands == (None if never else first)
    assert actions() == ["role.given", "role.ended", "role.withdrawn", "role.withdrawn"]
    assert AuditEntry.objects.latest("number").detail["since"] == str(first)
    again = operations.give_role(user, Role.UNIT, tree["health"], since=first)  # the mistake was the ending
    assert again.pk == held.pk and not Holding.objects.get().was_never_held


@settings(max_examples=60)
@given(since=st.integers(1, 40), ended=st.integers(-40, 40), asked=st.integers(-5, 60))
def test_rights_of_an_ended_role_are_those_of_its_days(since: int, ended: int, asked: int) -> None:
    """From the first day to the last, both included; no day at all where the last comes before the first."""
    start, end, day = (today() + timedelta(days=number) for number in (since, ended, asked))
    holding = Holding(role=Role.UNIT, since=start, until=max(end, start - timedelta(days=1)))
    assert (tenure(holding, day) == "now") is (start <= day <= end)
    assert (tenure(holding, day) == "never") is (end < start)


def test_a_role_that_has_begun_does_not_end_before_its_first_day(tree: Tree) -> None:
    user = somebody(None)
    held = operations.give_role(user, Role.UNIT, tree["health"])
    with pytest.raises(ValidationError, match=f"从 {today()} 起已经担任"):
        operations.end_role(held, today() - timedelta(days=1))
    assert Holding.objects.get().until is None and actions() == ["role.given"]


def test_who_had_a_role_only_on_paper_is_managed_where_it_stood(tree: Tree) -> None:
    user, below = somebody(None), somebody(Role.ADMINISTRATOR, tree["health"])
    held = operations.give_role(user, Role.UNIT, tree["health"], since=today() + timedelta(days=9))
    operations.give_role(user, Role.OFFICE, tree["district"], since=today() + timedelta(days=9))
    assert not access.may_manage(below, user) and access.manageable(below, [user]) == set()
    operations.end_role(user.holdings.get(role=Role.OFFICE), today())
    assert access.may_manage(below, user) and access.manageable(below, [user, below]) == {user.pk}
    operations.end_role(held, today())
    assert access.may_manage(below, user) == (user.pk in access.manageable(below, [user]))


def test_a_role_ends_on_its_day(tree: Tree) -> None:
    user = somebody(None)
    now = operations.give_role(user, Role.UNIT, tree["district"])
    assert access.may(user, access.Permission.OFFICE_READ)
    operations.end_role(now, today())
    assert access.may(user, access.Permission.OFFICE_READ)  # today is the last day
    Holding.objects.filter(pk=now.pk).update(since=date(2020, 1, 1))
    now.refresh_from_db()
    operations.end_role(now, today() - timedelta(days=1))
    assert not access.may(User.objects.get(pk=user.pk), access.Permission.OFFICE_READ)


_WRITES: dict[str, Callable[[User, User], Any]] = {
    "create": lambda user, actor: operations.create_user(
        "new", "新", Role.UNIT, user.holdings.get().organisation, actor=actor
    ),
    "give": lambda user, actor: operations.give_role(user, Role.UNIT, user.holdings.get().organisation, actor=actor),
    "end": lambda user, actor: operations.end_role(user.holdings.get(), today(), actor=actor),
    "deactivate": lambda user, actor: operations.deactivate(user, actor=actor),
    "reactivate": lambda user, actor: operations.reactivate(user, actor=actor),
    "password": lambda user, actor: operations.give_one_time_password(user, actor=actor),
    "second factor": lambda user, actor: operations.reset_second_factor(user, actor=actor),
    "identity": lambda user, actor: operations.enter_identity(user, "city", subject="1", actor=actor),
    "remove identity": lambda user, actor: operations.remove_identity(
        operations.enter_identity(user, "city", subject="1"), actor=actor
    ),
    "sessions": lambda user, actor: operations.end_sessions(user, [], actor=actor),
}


@pytest.mark.parametrize("what", list(_WRITES))
@pytest.mark.parametrize(
    ("role", "where", "allowed"),
    [
        (Role.ADMINISTRATOR, "district", True),
        (Role.ADMINISTRATOR, "health", True),
        (Role.ADMINISTRATOR, "civil-affairs", False),
        (Role.OFFICE, "district", False),
        (Role.LEADER, "district", False),
        (Role.FRONT_LINE, "health", False),
    ],
)
def test_every_write_asks_who_acts(tree: Tree, what: str, role: Role, where: str, allowed: bool) -> None:
    user, actor = somebody(Role.FRONT_LINE, tree["health-centre"]), somebody(role, tree[where])
    count = AuditEntry.objects.count()
    if allowed:
        _WRITES[what](user, actor)
        assert AuditEntry.objects.count() > count or what == "sessions"
        return
    with pytest.raises(PermissionDenied):
        _WRITES[what](user, actor)
    assert not AuditEntry.objects.filter(actor=actor).exists()


@pytest.mark.parametrize("what", [what for what in _WRITES if what not in ("create", "sessions")])
def test_an_administrator_does_none_of_it_to_the_own_account(tree: Tree, what: str) -> None:
    actor = somebody(Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        _WRITES[what](actor, actor)


def test_a_forgotten_password_is_replaced_by_one_for_once(tree: Tree) -> None:
    user = somebody(Role.UNIT)
    password = operations.give_one_time_password(user)
    user.refresh_from_db()
    assert user.check_password(password) and user.must_change_password
    assert actions() == ["password.reset"]

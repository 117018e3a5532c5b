"""Tokens end with what they rest on, and administrators see and end those of others, inside their organisation only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.site.accounts import world
from zhunsheng.site.accounts import operations
from zhunsheng.site.accounts.models import AuditEntry, Organisation, Role, User
from zhunsheng.site.api.models import ApiToken
from zhunsheng.site.api.tokens import create_token, recognise, revoke_for
from zhunsheng.site.look.moment import today

pytestmark = pytest.mark.django_db
LIST = "/office/tokens/people"


@pytest.fixture
def health(db: None) -> Organisation:
    """A bureau below the root."""
    return world.organisation("health", world.district())


def token_of(user: User, name: str = "kiosk", days: int = 90) -> tuple[ApiToken, str]:
    """A token that reads office content."""
    return create_token(user, name, ["office.read"], days)


_ENDS: dict[str, Callable[[User], object]] = {
    "one-time password": operations.give_one_time_password,
    "closed": operations.deactivate,
    "closed and opened again": lambda user: [operations.deactivate(user), operations.reactivate(user)],
    "last role ended yesterday": lambda user: operations.end_role(user.holdings.get(), today() - timedelta(days=1)),
}


@pytest.mark.parametrize("how", list(_ENDS))
def test_tokens_end_with_the_account(health: Organisation, how: str) -> None:
    user, other = world.somebody(Role.UNIT, health), world.somebody(Role.UNIT, health)
    (first, text), (second, _), (kept, kept_text) = token_of(user, "a"), token_of(user, "b"), token_of(other)
    _ENDS[how](user)
    assert recognise(text) is None
    assert set(ApiToken.objects.filter(revoked_at=None)) == {kept} and recognise(kept_text) is not None
    line = AuditEntry.objects.get(action="token.revoked")
    assert line.subject == f"user:{user.pk}" and line.detail == {"prefix": sorted([first.prefix, second.prefix])}
    operations.give_role(user, Role.OFFICE, health)  # an old token does not come to life again
    assert recognise(text) is None


def test_an_account_without_tokens_leaves_no_line_about_them(health: Organisation) -> None:
    operations.deactivate(world.somebody(Role.UNIT, health))
    assert world.actions() == ["user.deactivated"]


def test_tokens_end_with_the_last_day_of_the_last_role(health: Organisation) -> None:
    user = world.somebody(Role.UNIT, health)
    short, long = token_of(user, days=5)[0], token_of(user, days=90)[0]
    more = world.hold(user, Role.LEADER, world.district())
    last = today() + timedelta(days=10)
    operations.end_role(user.holdings.get(role=Role.UNIT), last)
    assert not AuditEntry.objects.filter(action="token.shortened").exists()  # the other role still carries them
    operations.end_role(more, last - timedelta(days=3))
    before = short.expires_at
    for token in (short, long):
        token.refresh_from_db()
    assert short.expires_at == before  # sooner anyway
    assert timezone.localtime(long.expires_at).isoformat()[:16] == f"{last + timedelta(days=1)}T00:00"
    line = AuditEntry.objects.get(action="token.shortened")
    assert line.detail == {"prefix": [long.prefix], "until": str(last)}


def test_a_token_of_an_earlier_term_does_not_come_to_life_with_a_new_one(health: Organisation) -> None:
    user = world.somebody(Role.UNIT, health)
    _, text = token_of(user)
    user.holdings.update(until=today() - timedelta(days=1))  # the term ran out by itself
    again = User.objects.get(pk=user.pk)
    assert recognise(text) is None
    operations.give_role(again, Role.UNIT, health)
    assert recognise(text) is None
    new = token_of(again)[1]
    operations.give_role(again, Role.LEADER, health)  # a second role beside it changes nothing
    assert recognise(new) is not None


def test_an_administrator_sees_and_ends_the_tokens_of_others(client: Client, health: Organisation) -> None:
    boss, user = world.somebody(Role.ADMINISTRATOR, name="boss"), world.somebody(Role.UNIT, health, name="ann")
    token, text = token_of(user, "报送程序")
    recognise(text)
    own, _ = token_of(boss, "my own")
    client.force_login(boss)
    page = world.text(client.get(LIST))
    assert all(said in page for said in ("ann", "报送程序", f"zs_{token.prefix}_…", "读办公内容", "1 个令牌"))
    assert str(timezone.localdate(token.created_at)) in page and str(timezone.localdate(token.expires_at)) in page
    assert "还没有用过" not in page and own.prefix not in page and text not in page
    assert client.get(f"{LIST}/{own.pk}").status_code == 404
    place = f"{LIST}/{token.pk}"
    assert place in page
    asked = world.text(client.get(place))
    assert "报送程序" in asked and "撤销这个令牌" in asked and recognise(text) is not None  # asking ends nothing
    assert client.post(place)["Location"] == LIST
    assert recognise(text) is None
    line = AuditEntry.objects.get(action="token.revoked")
    assert (line.actor, line.subject, line.detail) == (boss, f"user:{user.pk}", {"prefix": token.prefix})
    assert client.get(place).status_code == client.post(place).status_code == 404  # not twice
    assert "没有能用的令牌" in world.text(client.get(LIST))
    assert "已撤销" in world.text(client.get(f"{LIST}?state=ended"))
    assert "按这个姓名找过" in world.text(client.get(f"{LIST}?state=ended&q=bob"))


def test_an_administrator_below_sees_the_own_organisation_and_ends_what_is_managed_there(
    client: Client, health: Organisation
) -> None:
    below, inside = world.somebody(Role.ADMINISTRATOR, health), world.somebody(Role.UNIT, health)
    outside, both = world.somebody(Role.UNIT), world.somebody(Role.UNIT, health)
    world.hold(both, Role.OFFICE)
    (mine, _), (other, _), (shared, text) = token_of(inside), token_of(outside), token_of(both)
    client.force_login(below)
    page = world.text(client.get(LIST))
    assert f"{LIST}/{mine.pk}" in page and other.prefix not in page
    assert shared.prefix in page and f"{LIST}/{shared.pk}" not in page and "归全区管理员" in page
    assert client.get(f"{LIST}/{other.pk}").status_code == client.post(f"{LIST}/{other.pk}").status_code == 404
    assert "不归您管理" in world.text(client.get(f"{LIST}/{shared.pk}"))
    assert client.post(f"{LIST}/{shared.pk}").status_code == 403
    assert recognise(text) is not None
    with pytest.raises(PermissionDenied):
        revoke_for(below, other)


def test_the_list_costs_the_same_for_many_as_for_few(
    client: Client, health: Organisation, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client.force_login(world.somebody(Role.ADMINISTRATOR))
    for _number in range(30):
        token_of(world.somebody(Role.UNIT, health))
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        assert world.text(client.get(LIST)).count("报送程序") == 0

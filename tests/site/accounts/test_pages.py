"""The pages of accounts in a browser's hands: what administrators see and do, words, languages, nothing inline."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

import zhunsheng.site
from tests.site.accounts.world import PASSWORD, hold, sign_in, somebody, text
from zhunsheng.site.accounts import audit, operations, sessions, urls
from zhunsheng.site.accounts.models import AuditEntry, Organisation, Post, Role, User
from zhunsheng.site.look.moment import today

Tree = dict[str, Organisation]
USERS = "/accounts/users/"


@pytest.fixture
def administrator(client: Client, tree: Tree) -> User:
    """Somebody who administers the whole district, signed in."""
    user = somebody(Role.ADMINISTRATOR, name="boss")
    client.force_login(user)
    return user


def one_time(page: str) -> str:
    """The password on the page that shows it once."""
    found = re.search(r'<code class="once">([^<]+)</code>', page)
    assert found is not None, page
    return found[1]


def listed(page: str) -> set[str]:
    """The names in the list of accounts: a short one may stand by chance in the token of a form."""
    return set(re.findall(r'<td class="code" data-name="用户名">(\w+)', page))


def test_an_account_from_the_form_to_the_first_sign_in(client: Client, administrator: User, tree: Tree) -> None:
    said = {"username": "chen", "name": "陈晓敏", "role": "unit", "organisation": tree["health"].pk, "since": today()}
    answer = client.post(f"{USERS}new/", said)
    assert answer["Cache-Control"] == "no-store"
    elsewhere = Client()
    assert sign_in(elsewhere, "chen", one_time(text(answer))).status_code == 302
    assert elsewhere.get("/office/")["Location"] == "/accounts/password/change/"
    assert "陈晓敏" in text(client.get(USERS)) and "待改密码" in text(client.get(USERS))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"username": "Chen"}, "用户名以小写字母开头"),
        ({"username": "boss"}, "username"),
        ({"role": "king"}, "role"),
        ({"since": "2024-02-30"}, "since"),
        ({"until": "2000-01-01"}, "止于的日子早于起始的日子"),
    ],
)
def test_a_form_that_cannot_be_says_where(
    client: Client, administrator: User, tree: Tree, change: dict[str, str], words: str
) -> None:
    said = {"username": "chen", "name": "陈", "role": "unit", "organisation": tree["health"].pk, "since": today()}
    answer = client.post(f"{USERS}new/", {**said, **change})
    assert answer.status_code == 422
    errors = re.findall(r'<ul class="errorlist" id="id_(\w+)_error">\s*<li>([^<]+)', text(answer))
    assert len(errors) == 1 and (words in errors[0][1] or words == errors[0][0])
    assert User.objects.count() == 1


def test_an_administrator_below_sees_and_offers_only_the_own(client: Client, tree: Tree) -> None:
    client.force_login(somebody(Role.ADMINISTRATOR, tree["health"], name="below"))
    inside, outside = somebody(Role.UNIT, tree["health-centre"]), somebody(Role.UNIT, tree["civil-affairs"])
    page = text(client.get(USERS))
    assert inside.username in page and outside.username not in page
    assert client.get(f"{USERS}{outside.pk}/").status_code == 404
    assert client.post(f"{USERS}{outside.pk}/deactivate/").status_code == 404
    form = text(client.get(f"{USERS}new/"))
    assert "一线工作人员" in form and "创建办</option>" not in form and "civil-affairs</option>" not in form
    said = {"username": "chen", "name": "陈", "role": "office", "organisation": tree["health"].pk, "since": today()}
    assert client.post(f"{USERS}new/", said).status_code == 422
    assert client.get("/accounts/audit/").status_code == 403
    hold(inside, Role.OFFICE, tree["health"])
    audit.append("signed-in", inside, inside, "192.0.2.77")
    page = text(client.get(f"{USERS}{inside.pk}/"))
    assert "不归您管理" in page and "192.0.2.77" not in page  # nor where they sign in
    assert client.post(f"{USERS}{inside.pk}/deactivate/").status_code == 403


def test_roles_are_given_and_ended(client: Client, administrator: User, tree: Tree) -> None:
    user = somebody(Role.UNIT, tree["health"])
    post = Post.objects.create(key="nurse", title_zh="公共卫生护士岗", organisation=tree["civil-affairs"])
    said: dict[str, Any] = {"role": "front_line", "organisation": tree["health"].pk, "since": today()}
    refused = client.post(f"{USERS}{user.pk}/roles/", {**said, "post": post.pk})
    assert refused.status_code == 422 and "这个岗位设在civil-affairs" in text(refused)
    assert client.post(f"{USERS}{user.pk}/roles/", said).status_code == 302
    held = user.holdings.get(role=Role.FRONT_LINE)
    assert client.post(f"{USERS}{user.pk}/roles/{held.pk}/end/", {"until": "x"}).status_code == 302
    held.refresh_from_db()
    assert held.until is None
    client.post(f"{USERS}{user.pk}/roles/{held.pk}/end/", {"until": today()})
    held.refresh_from_db()
    assert held.until == today()
    other = somebody(Role.UNIT)
    assert client.post(f"{USERS}{other.pk}/roles/{held.pk}/end/", {"until": today()}).status_code == 404


def test_a_role_that_is_ended_before_it_begins_is_said_to_be_never_held(
    client: Client, administrator: User, tree: Tree
) -> None:
    user, first = somebody(Role.UNIT, tree["health"]), today() + timedelta(days=30)
    client.post(f"{USERS}{user.pk}/roles/", {"role": "front_line", "organisation": tree["health"].pk, "since": first})
    coming = user.holdings.get(role=Role.FRONT_LINE)
    end = f"{USERS}{user.pk}/roles/{coming.pk}/end/"
    assert "未到" in text(client.get(f"{USERS}{user.pk}/")) and end in text(client.get(f"{USERS}{user.pk}/"))
    page = text(client.post(end, {"until": today()}, follow=True))
    assert "还没有起始就取消了，没有担任过" in page
    assert "已取消" in page and "没有担任</span>" in page and end not in page
    assert "起始之前取消角色" in page  # the line of the audit trail
    held = user.holdings.get(role=Role.UNIT)
    refused = client.post(f"{USERS}{user.pk}/roles/{held.pk}/end/", {"until": "2019-12-31"}, follow=True)
    assert "从 2020-01-01 起已经担任" in text(refused)


def test_what_ends_with_the_password_or_the_account_is_said_before(client: Client, administrator: User) -> None:
    page = text(client.get(f"{USERS}{somebody(Role.UNIT).pk}/"))
    assert "发一个一次性密码，登录全部退出，接口令牌全部撤销" in page
    assert "停用账号，登录全部退出，接口令牌全部撤销" in page


def test_what_can_be_done_to_an_account(client: Client, administrator: User, tree: Tree) -> None:
    user, browser = somebody(Role.UNIT), Client()
    place = f"{USERS}{user.pk}/"
    sign_in(browser, user.username)
    client.post(f"{place}end-sessions/")
    assert browser.get("/office/").status_code == 302
    password = one_time(text(client.post(f"{place}new-password/")))
    assert sign_in(browser, user.username).status_code == 200
    assert sign_in(browser, user.username, password).status_code == 302
    client.post(f"{place}deactivate/")
    assert "用户名或密码不对" in text(sign_in(Client(), user.username, password))
    assert "恢复账号" in text(client.get(place))
    client.post(f"{place}reactivate/")
    client.post(f"{place}reset-second-factor/")
    assert client.post(f"{place}promote/").status_code == 404
    assert client.get(f"{place}deactivate/").status_code == 405
    said = list(AuditEntry.objects.filter(actor=administrator).order_by("number").values_list("action", flat=True))
    wanted = ["sessions.ended", "password.reset", "user.deactivated", "user.reactivated", "second-factor.reset"]
    assert [one for one in said if one != "signed-in"] == wanted


def test_the_own_account_is_not_managed_here(client: Client, administrator: User) -> None:
    assert "这是您自己的账号" in text(client.get(f"{USERS}{administrator.pk}/"))
    assert client.post(f"{USERS}{administrator.pk}/deactivate/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"boss", "ann", "bob", "out"}),
        ("q=AN", {"ann"}),
        ("role=unit", {"ann"}),
        ("role=nonsense", {"boss", "ann", "bob", "out"}),
        ("state=closed", {"out"}),
        ("state=open", {"boss", "ann", "bob"}),
        ("state=waiting", set()),
        ("page=99", {"boss", "ann", "bob", "out"}),
    ],
)
def test_the_list_is_narrowed(client: Client, administrator: User, tree: Tree, query: str, found: set[str]) -> None:
    somebody(Role.UNIT, tree["health-centre"], name="ann")
    somebody(Role.FRONT_LINE, tree["civil-affairs"], name="bob")
    somebody(Role.LEADER, name="out", is_active=False)
    assert listed(text(client.get(f"{USERS}?{query}"))) == found


def test_an_organisation_narrows_to_what_lies_in_it(client: Client, administrator: User, tree: Tree) -> None:
    somebody(Role.UNIT, tree["health-centre"], name="ann")
    somebody(Role.UNIT, tree["civil-affairs"], name="bob")
    page = text(client.get(f"{USERS}?organisation={tree['health'].pk}"))
    assert listed(page) == {"ann"}
    assert f"?organisation={tree['health'].pk}" in text(client.get("/accounts/organisations/"))


def test_the_trail_is_read_and_checked(client: Client, administrator: User, tree: Tree) -> None:
    operations.deactivate(somebody(Role.UNIT, name="gone"), actor=administrator)
    page = text(client.get("/accounts/audit/?verify=1"))
    assert "停用账号" in page and "条记录，前后相连，没有改动" in page
    assert AuditEntry.objects.latest("number").hash in page
    narrowed = text(client.get("/accounts/audit/?action=signed"))
    assert "停用账号" not in narrowed and "登录" in narrowed


def test_a_broken_trail_is_said(client: Client, administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "verify_audit", lambda: audit.Verified(3, "ab", 4))
    assert "第 4 条对不上" in text(client.get("/accounts/audit/?verify=1"))


def test_lists_cost_the_same_for_many_as_for_few(
    client: Client, administrator: User, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_EVERY", math.inf)  # when a session was last used is written once a minute
    costs = []
    for number in range(30):
        hold(somebody(Role.UNIT, tree["health"]), Role.FRONT_LINE, tree["civil-affairs"])
        if number in (0, 29):
            costs.append([_queries(client, place) for place in (USERS, "/accounts/organisations/", "/accounts/audit/")])
    assert costs[0] == costs[1]
    assert max(costs[1]) <= 9


def _queries(client: Client, place: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(place).status_code == 200
    return len(made)


# ---- every page


def places(tree: Tree) -> Iterator[str]:
    """Every page of this room that can be looked at."""
    person = User.objects.exclude(username="boss").first()
    yield from ("/accounts/", USERS, f"{USERS}?q=nobodyhere", f"{USERS}new/", f"{USERS}{person.pk if person else 0}/")
    yield from ("/accounts/organisations/", "/accounts/audit/?verify=1", "/accounts/logout/", "/accounts/inactive/")
    yield from ("/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/second-factor/enrol/")
    yield from ("/accounts/server/cancelled/", "/accounts/server/error/")
    yield from (f"/accounts/server/error/?why={why}" for why in ("cancelled", "refused", "silent", "answer", "state"))
    yield from ("/office/tokens/people", "/office/tokens/people?state=ended", "/office/tokens/people?q=nobodyhere")


class Reading(HTMLParser):
    """What the content security policy would refuse, and names that are used twice."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.scripts = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at every element."""
        said = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in said):
            self.wrong.append(tag)
        self.wrong += [f"{tag} {name}" for name in said if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action"):
            if (said.get(name) or "").startswith(("http:", "https:", "//", "javascript:")):
                self.wrong.append(f"{tag} {name}={said[name]}")
        if "id" in said:
            self.ids.append(said["id"] or "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_whole_and_inline_free(client: Client, administrator: User, tree: Tree, language: str) -> None:
    hold(somebody(Role.UNIT, tree["health"]), Role.FRONT_LINE, tree["district"])
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    looked = list(places(tree))
    for place in looked:
        answer = client.get(place, {"lang": language} if "?" not in place else None)
        assert answer.status_code in (200, 401), place
        reading = Reading()
        reading.feed(text(answer))
        assert not reading.wrong, (place, reading.wrong)
        assert len(set(reading.ids)) == len(reading.ids), (place, sorted(reading.ids))
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert text(answer).count("<h1") == 1, place
    assert len(looked) == 22


def test_allauth_shows_no_template_of_its_own() -> None:
    ours = Path(zhunsheng.site.__file__).parent
    names = set()
    for pattern in urls._SIGNING_IN:
        made = getattr(getattr(pattern.callback, "__wrapped__", None), "view_class", None)
        if made is not None and getattr(made, "template_name", None):
            names.add(made.template_name)
    assert len(names) >= 10
    for name in names | {"socialaccount/login.html"}:
        assert Path(get_template(name).template.origin.name).is_relative_to(ours), name  # type: ignore[attr-defined]


def test_mail_is_never_sent(settings: Settings) -> None:
    from allauth.account import app_settings

    assert app_settings.EMAIL_NOTIFICATIONS is False and app_settings.EMAIL_VERIFICATION == "none"

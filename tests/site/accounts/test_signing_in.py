"""Signing in with name and password, the throttle, the forced change, sessions and their two ends."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as global_settings
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string
from pytest_django import Settings

from tests.site.accounts.world import PASSWORD, actions, sign_in, somebody, text
from zhunsheng.site.accounts import operations, sessions
from zhunsheng.site.accounts.models import AuditEntry, Organisation, Role, SignedIn, User

Tree = dict[str, Organisation]
NEW = "河边 paper 9 umbrellas"


def test_the_right_password_opens_and_leads_back(client: Client, tree: Tree) -> None:
    user = somebody(Role.OFFICE)
    answer = client.post("/accounts/login/", {"login": user.username, "password": PASSWORD, "next": "/office/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/office/?a=1")
    assert text(client.get("/office/")) == "office"
    assert actions() == ["signed-in"]


@pytest.mark.parametrize(("role", "place"), [(Role.OFFICE, "/office/"), (Role.FRONT_LINE, "/")])
def test_without_a_wish_everybody_goes_to_the_own_door(client: Client, tree: Tree, role: Role, place: str) -> None:
    assert sign_in(client, somebody(role).username)["Location"] == place


def test_nobody_is_led_off_the_site(client: Client, tree: Tree) -> None:
    user = somebody(Role.OFFICE)
    said = {"login": user.username, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/accounts/login/", said)["Location"] == "/office/"


def test_wrong_name_wrong_password_and_closed_account_look_alike(client: Client, tree: Tree) -> None:
    known, closed = somebody(Role.OFFICE), somebody(Role.OFFICE, is_active=False)
    pages = {
        text(sign_in(client, name, password)).replace(name, "")
        for name, password in ((known.username, "wrong"), ("nobody", "wrong"), (closed.username, PASSWORD))
    }
    assert len({re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page) for page in pages}) == 1
    assert all("用户名或密码不对。" in page for page in pages)


def test_failures_are_written_down_but_not_what_was_typed(client: Client, tree: Tree) -> None:
    user = somebody(Role.OFFICE)
    sign_in(client, user.username, "my wrong password")
    sign_in(client, "my real password", "x")
    lines = list(AuditEntry.objects.order_by("number"))
    assert [(line.action, line.subject, line.detail["known"]) for line in lines] == [
        ("sign-in.failed", f"user:{user.pk}", True),
        ("sign-in.failed", "", False),
    ]
    assert "password" not in "".join(str(line.detail) + line.actor_name for line in lines)
    assert {line.address for line in lines} == {"127.0.0.1"}


def test_five_failures_close_the_door_and_say_for_how_long(
    client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now().timestamp()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now)  # or it is less than five minutes
    user = somebody(Role.OFFICE)
    for _attempt in range(5):
        assert "用户名或密码不对" in text(sign_in(client, user.username, "wrong"))
    answer = text(sign_in(client, user.username))
    assert "失败次数过多。5 分钟后可以再试" in answer
    assert not client.session.get("_auth_user_id")
    assert "用户名或密码不对" in text(
        sign_in(client, somebody(Role.OFFICE).username, "wrong")
    )  # others are not held up


def test_the_door_opens_again_by_itself(client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    user = somebody(Role.OFFICE)
    for _attempt in range(5):
        sign_in(client, user.username, "wrong")
    later = timezone.now().timestamp() + 301
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert sign_in(client, user.username).status_code == 302


def test_one_address_that_tries_many_names_is_held_up(
    client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now().timestamp()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now)  # all within the minute
    said = [text(sign_in(client, f"name{number}", "wrong")) for number in range(21)]
    assert "用户名或密码不对" in said[19]
    assert "失败次数过多。1 分钟后可以再试" in said[20]


def test_too_many_requests_have_a_page(client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now().timestamp()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now)  # all within the minute
    answers = [sign_in(client, "somebody", "") for _number in range(31)]
    assert [answer.status_code for answer in answers[29:]] == [200, 429]
    assert "短时间里的请求太多" in text(answers[30])


def test_the_whole_site_has_that_page_too(whole_site: None) -> None:
    assert import_string(f"{global_settings.ROOT_URLCONF}.handler429") == "zhunsheng.site.look.errors.too_many"


@pytest.mark.parametrize("hosts", [["localhost"] * 3, ["localhost:1", "localhost:2", "127.0.0.1"]])
def test_the_name_of_the_host_opens_no_door_again(client: Client, tree: Tree, hosts: list[str]) -> None:
    """Everybody writes the Host that they like, and Django looks at no port in it."""
    user = somebody(Role.OFFICE)
    for attempt in range(5):
        sign_in(client, user.username, "wrong", headers={"Host": hosts[attempt % 3]})
    assert "失败次数过多" in text(sign_in(client, user.username, headers={"Host": "localhost:9"}))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "10.9.8.7, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.5, 10.9.8.7, 198.51.100.7", "10.9.8.7"),
        (1, "", "127.0.0.1"),
        (2, "198.51.100.7", "127.0.0.1"),  # through fewer than there are said to be
    ],
)
def test_an_address_is_believed_from_our_own_proxies_only(
    client: Client, tree: Tree, settings: Settings, proxies: int, forwarded: str, seen: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    sign_in(client, somebody(Role.OFFICE).username, headers={"X-Forwarded-For": forwarded})
    assert AuditEntry.objects.get().address == SignedIn.objects.get().address == seen


def test_a_forged_address_does_not_escape_the_throttle(
    client: Client, tree: Tree, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    now = timezone.now().timestamp()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now)
    for number in range(21):
        forged = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}
        said = text(sign_in(client, f"name{number}", "wrong", headers=forged))
    assert "失败次数过多" in said


def test_registration_and_mail_do_not_exist(client: Client, tree: Tree) -> None:
    for address in ("signup", "email", "password/reset", "password/set", "confirm-email", "3rdparty", "social/signup"):
        assert client.get(f"/accounts/{address}/").status_code == 404


# ---- the first sign-in


def test_a_one_time_password_opens_only_its_own_change(client: Client, tree: Tree) -> None:
    user, password = operations.create_user("newcomer", "新人", Role.OFFICE, tree["district"])
    assert sign_in(client, "newcomer", password).status_code == 302
    for page in ("/office/", "/accounts/", "/accounts/second-factor/enrol/"):
        assert client.get(page)["Location"] == "/accounts/password/change/"
    assert "先改成您自己的密码" in text(client.get("/accounts/password/change/"))
    said = {"oldpassword": password, "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", said)["Location"] == "/office/"
    assert text(client.get("/office/")) == "office"
    user.refresh_from_db()
    assert (user.must_change_password, user.one_time_until) == (False, None)


def test_a_one_time_password_opens_nothing_after_its_time(client: Client, tree: Tree) -> None:
    user, password = operations.create_user("newcomer", "新人", Role.OFFICE, tree["district"])
    User.objects.filter(pk=user.pk).update(one_time_until=timezone.now() - timedelta(seconds=1))
    answer = sign_in(client, "newcomer", password)
    assert answer.status_code == 403 and "一次性密码已过期" in text(answer)
    assert client.get("/office/").status_code == 302


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:1"]
)
@pytest.mark.parametrize("page", ["reauthenticate", "password/change", "logout"])
def test_nobody_is_led_off_the_site_afterwards_either(client: Client, tree: Tree, page: str, wanted: str) -> None:
    sign_in(client, somebody(Role.OFFICE).username)
    passwords = {"password": PASSWORD, "oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = client.post(f"/accounts/{page}/", {**passwords, "next": wanted})
    assert answer.status_code == 302 and re.match(r"/(?![/\\])", answer["Location"])


@pytest.mark.parametrize(
    ("old", "first", "second", "words"),
    [
        ("wrong", NEW, NEW, "现在的密码不对"),
        (PASSWORD, NEW, NEW + "x", "两遍写得不一样"),
        (PASSWORD, PASSWORD, PASSWORD, "新密码和现在的一样"),
        (PASSWORD, "太短了", "太短了", "至少 12 个字符，现在是 3 个"),
    ],
)
def test_a_refused_change_says_why(client: Client, tree: Tree, old: str, first: str, second: str, words: str) -> None:
    client.force_login(somebody(Role.OFFICE))
    said = {"oldpassword": old, "password1": first, "password2": second}
    assert words in text(client.post("/accounts/password/change/", said))
    assert "password.changed" not in actions()


def test_a_change_ends_every_other_session(client: Client, tree: Tree) -> None:
    user, elsewhere = somebody(Role.OFFICE), Client()
    sign_in(client, user.username)
    sign_in(elsewhere, user.username)
    key = client.session.session_key
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert elsewhere.get("/office/").status_code == 302
    assert text(client.get("/office/")) == "office"
    assert client.session.session_key != key
    assert [row.session_key for row in SignedIn.objects.all()] == [client.session.session_key]
    assert AuditEntry.objects.get(action="password.changed").detail == {"sessions_ended": 1}


# ---- sessions


def test_signing_in_changes_the_session_key(client: Client, tree: Tree) -> None:
    user = somebody(Role.OFFICE)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    sign_in(client, user.username)
    assert client.session.session_key != session.session_key


def test_cookies_are_closed_to_scripts_and_other_sites(client: Client, tree: Tree) -> None:
    cookie = sign_in(client, somebody(Role.OFFICE).username).cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert not cookie["max-age"] and not cookie["expires"]  # gone with the browser


def move(client: Client, seconds: float) -> None:
    """Let the session be older and unused for so long."""
    session = client.session
    for name in ("signed_in_since", "signed_in_seen"):
        session[name] -= seconds
    session.save()


def test_an_unused_session_is_over(client: Client, tree: Tree, settings: Settings) -> None:
    sign_in(client, somebody(Role.OFFICE).username)
    move(client, settings.SESSION_IDLE_SECONDS - 5)
    assert client.get("/office/").status_code == 200
    move(client, settings.SESSION_IDLE_SECONDS + 5)
    answer = client.get("/office/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/accounts/login/")
    assert "已自动退出" in text(answer)
    assert SignedIn.objects.count() == 0
    assert actions() == ["signed-in", "signed-out.over"]


def test_use_keeps_a_session_but_not_for_ever(client: Client, tree: Tree, settings: Settings) -> None:
    sign_in(client, somebody(Role.OFFICE).username)
    step = settings.SESSION_IDLE_SECONDS - 10
    answers = []
    for _step in range(settings.SESSION_COOKIE_AGE // step + 1):
        move(client, step)
        answers.append(client.get("/office/").status_code)
    assert answers[-2:] == [200, 302]


def test_use_is_written_once_a_minute(client: Client, tree: Tree, django_assert_num_queries: Any) -> None:
    sign_in(client, somebody(Role.OFFICE).username)
    with django_assert_num_queries(3):  # session, user, holdings
        client.get("/office/")
    move(client, 61)
    client.get("/office/")
    with django_assert_num_queries(3):
        client.get("/office/")


def test_signing_out_is_a_button_not_a_link(client: Client, tree: Tree) -> None:
    sign_in(client, somebody(Role.OFFICE).username)
    assert "退出后" in text(client.get("/accounts/logout/"))
    assert client.get("/office/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/office/").status_code == 302
    assert SignedIn.objects.count() == 0
    assert actions() == ["signed-in", "signed-out"]


def test_a_form_from_elsewhere_signs_nobody_in_or_out(tree: Tree) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, somebody(Role.OFFICE).username).status_code == 403


def test_somebody_sees_where_and_ends_one_or_all(client: Client, tree: Tree) -> None:
    user, one, two = somebody(Role.OFFICE), Client(), Client()
    for where in (client, one, two):
        sign_in(where, user.username, headers={"User-Agent": f"browser {id(where)}"})
    page = text(client.get("/accounts/"))
    assert all(f"browser {id(where)}" in page for where in (client, one, two))
    row = SignedIn.objects.get(session_key=one.session.session_key)
    client.post("/accounts/sessions/end/", {"row": row.pk})
    assert (one.get("/office/").status_code, two.get("/office/").status_code) == (302, 200)
    client.post("/accounts/sessions/end/")
    assert (two.get("/office/").status_code, client.get("/office/").status_code) == (302, 200)


def test_nobody_ends_the_session_of_somebody_else(client: Client, tree: Tree) -> None:
    mine, other = somebody(Role.OFFICE), Client()
    sign_in(client, mine.username)
    sign_in(other, somebody(Role.OFFICE).username)
    row = SignedIn.objects.get(session_key=other.session.session_key)
    for said in (str(row.pk), "x", "9" * 30):
        client.post("/accounts/sessions/end/", {"row": said})
    assert other.get("/office/").status_code == 200


def test_a_closed_account_is_out_at_once(client: Client, tree: Tree) -> None:
    user = somebody(Role.OFFICE)
    sign_in(client, user.username)
    operations.deactivate(user)
    assert client.get("/office/").status_code == 302
    assert sessions.end_all(user) == 0

"""Signing in through OpenID Connect, against a real server that runs beside the test."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.apps import apps as site_apps
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.site.accounts.world import actions, somebody, text
from zhunsheng.site.accounts import apps, operations
from zhunsheng.site.accounts.models import AuditEntry, Identity, Organisation, Role, User

with warnings.catch_warnings(record=True):  # on loading, its libraries warn of one another past every filter
    from oidc_provider_mock import run_server_in_thread

Tree = dict[str, Organisation]
START = "/accounts/server/city/"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a sign-in server."""
    with run_server_in_thread() as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture
def city(server: str, settings: Settings, tree: Tree) -> str:
    """The server as the city's unified sign-in."""
    app = {
        "provider_id": "city",
        "name": "市统一认证",
        "client_id": "zhunsheng",
        "secret": "only for tests",
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return server


def known_there(server: str, subject: str, **claims: str | bool) -> None:
    """Let the server know somebody."""
    requests.put(f"{server}/users/{subject}", json=claims, timeout=10).raise_for_status()


def leave(client: Client, **more: str) -> str:
    """Press the button; returns the server's address where one is sent."""
    page = client.post(START, {"process": "login", **more})
    assert page.status_code == 200
    away = page["Refresh"].removeprefix("0; url=")
    assert away.replace("&", "&amp;") in text(page)  # also a link, for browsers that do not move on
    return str(away)


def back(away: str, subject: str) -> str:
    """Sign in over there as `subject`; returns the address on our side where one is sent back to."""
    answer = requests.post(away, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302
    return answer.headers["Location"].removeprefix("http://testserver")


def round_trip(client: Client, subject: str, **more: str) -> Any:
    """All of it."""
    return client.get(back(leave(client, **more), subject))


def test_the_page_offers_the_server(client: Client, city: str) -> None:
    page = text(client.get("/accounts/login/?next=/office/"))
    assert "用市统一认证登录" in page and f'action="{START}"' in page
    assert "接下来在市统一认证的页面上登录" in text(client.get(START))


def test_leaving_is_asked_with_state_and_proof_key(client: Client, city: str) -> None:
    away = leave(client)
    assert away.startswith(f"{city}/oauth2/authorize?")
    asked = parse_qs(urlsplit(away).query)
    assert {"state", "code_challenge", "redirect_uri"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"] and set(asked["scope"][0].split()) == {
        "openid",
        "profile",
        "email",
    }


def test_somebody_unknown_here_gets_no_account(client: Client, city: str) -> None:
    known_there(city, "stranger", email="stranger@example.cn", email_verified=True)
    before = User.objects.count()
    answer = round_trip(client, "stranger")
    assert answer.status_code == 403
    page = text(answer)
    assert "您的账号还没有登记" in page and "stranger@example.cn" in page
    assert User.objects.count() == before and not SocialAccount.objects.exists()
    assert client.get("/office/").status_code == 302
    assert actions() == ["sign-in.unknown"]


def test_the_same_address_on_an_account_is_not_enough(client: Client, city: str) -> None:
    somebody(Role.OFFICE, email="li@example.cn")
    known_there(city, "li", email="li@example.cn", email_verified=True)
    assert round_trip(client, "li").status_code == 403


def test_an_entered_subject_comes_in(client: Client, city: str) -> None:
    user = somebody(Role.OFFICE)
    operations.enter_identity(user, "city", subject="s-100")
    answer = round_trip(client, "s-100", next="/office/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/office/?a=1")
    assert text(client.get("/office/")) == "office"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert AuditEntry.objects.get(action="signed-in").detail["methods"] == ["socialaccount"]
    client.post("/accounts/logout/")
    assert round_trip(client, "s-100").status_code == 302  # and again
    assert SocialAccount.objects.get().user == user


def test_an_entered_address_counts_once_and_only_verified(client: Client, city: str) -> None:
    user = somebody(Role.OFFICE)
    operations.enter_identity(user, "city", email="Wang@Example.cn")
    known_there(city, "s-200", email="wang@example.cn", email_verified=False)
    assert round_trip(client, "s-200").status_code == 403
    known_there(city, "s-200", email="wang@example.cn", email_verified=True)
    assert round_trip(client, "s-200").status_code == 302
    identity = Identity.objects.get()
    assert identity.subject == "s-200" and identity.claimed_at is not None
    # the address is handed on to somebody else
    known_there(city, "s-201", email="wang@example.cn", email_verified=True)
    assert round_trip(Client(), "s-201").status_code == 403


def test_an_identity_of_another_server_does_not_count(client: Client, city: str) -> None:
    operations.enter_identity(somebody(Role.OFFICE), "province", subject="s-300")
    assert round_trip(client, "s-300").status_code == 403


def test_what_is_removed_or_closed_stays_out(client: Client, city: str) -> None:
    user = somebody(Role.OFFICE)
    identity = operations.enter_identity(user, "city", subject="s-400")
    round_trip(client, "s-400")
    operations.deactivate(user)
    assert client.get("/office/").status_code == 302
    assert round_trip(client, "s-400").status_code == 403
    operations.reactivate(user)
    assert round_trip(client, "s-400").status_code == 302
    operations.remove_identity(identity)
    assert client.get("/office/").status_code == 302
    assert round_trip(client, "s-400").status_code == 403


def test_nobody_connects_a_server_account_alone(client: Client, city: str) -> None:
    client.force_login(somebody(Role.OFFICE))
    answer = client.get(back(leave(client, process="connect"), "s-500"))
    assert answer.status_code == 400
    assert not SocialAccount.objects.exists()


def test_the_second_factor_is_asked_here_too(client: Client, city: str, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["office"]
    operations.enter_identity(somebody(Role.OFFICE), "city", subject="s-600")
    round_trip(client, "s-600")
    assert client.get("/office/")["Location"] == "/accounts/second-factor/enrol/"


def test_who_comes_through_a_server_needs_no_password_made_here(client: Client, city: str, tree: Tree) -> None:
    """An account begins with a one-time password; who signs in through the server is never asked for it."""
    user, _password = operations.create_user("newcomer", "新人", Role.OFFICE, tree["district"])
    operations.enter_identity(user, "city", subject="s-650")
    assert round_trip(client, "s-650").status_code == 302
    assert text(client.get("/office/")) == "office"
    client.post("/accounts/logout/")
    User.objects.filter(pk=user.pk).update(one_time_until=timezone.now() - timedelta(days=1))
    assert round_trip(client, "s-650").status_code == 302
    assert text(client.get("/office/")) == "office"


def test_the_second_factor_is_enrolled_without_a_password(
    client: Client, city: str, tree: Tree, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = ["office"]
    user, _password = operations.create_user("newcomer", "新人", Role.OFFICE, tree["district"])
    operations.enter_identity(user, "city", subject="s-660")
    round_trip(client, "s-660")
    assert client.get("/office/")["Location"] == "/accounts/second-factor/enrol/"
    assert client.get("/accounts/second-factor/enrol/").status_code == 200


def test_nobody_is_led_off_the_site_on_the_way_back(client: Client, city: str) -> None:
    operations.enter_identity(somebody(Role.OFFICE), "city", subject="s-670")
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        assert round_trip(client, "s-670", next=wanted)["Location"] == "/office/"
        client.post("/accounts/logout/")


def test_nothing_in_the_address_changes_what_the_server_is_asked(client: Client, city: str) -> None:
    """A link that somebody else wrote leads to our form only, and the form posts to the bare address."""
    asked = f"{START}?process=connect&scope=admin&auth_params=redirect_uri%3Dhttps://elsewhere.example"
    page = text(client.get(asked)).split("<main")[1].split("</main")[0]
    assert f'action="{START}"' in page and "elsewhere" not in page and 'value="connect"' not in page


def test_an_answer_is_used_once_and_only_in_its_browser(client: Client, city: str) -> None:
    operations.enter_identity(somebody(Role.OFFICE), "city", subject="s-700")
    address = back(leave(client), "s-700")
    assert Client().get(address, follow=True).status_code == 401  # stolen
    assert client.get(address).status_code == 302
    client.post("/accounts/logout/")
    assert client.get(address, follow=True).status_code == 401  # replayed


def test_who_gives_up_there_is_told_so(client: Client, city: str) -> None:
    answer = requests.post(leave(client), data={"action": "deny"}, allow_redirects=False, timeout=10)
    page = client.get(answer.headers["Location"].removeprefix("http://testserver"), follow=True)
    assert "没有登录" in text(page)


def test_two_subjects_in_one_answer_are_refused(client: Client, city: str, monkeypatch: pytest.MonkeyPatch) -> None:
    operations.enter_identity(somebody(Role.OFFICE), "city", subject="s-800")
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda self, token: {"sub": "s-800"})
    assert round_trip(client, "s-801").status_code == 403


def test_a_silent_server_is_said(client: Client, city: str, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://localhost:9"
    answer = client.post(START)
    assert answer.status_code == 503
    assert "市统一认证没有回应" in text(answer)
    assert client.post("/accounts/server/nobody/").status_code == 404


@pytest.mark.parametrize("described", [{}, {"authorization_endpoint": None}, None])
def test_a_server_that_describes_itself_wrongly_is_said(
    client: Client, city: str, monkeypatch: pytest.MonkeyPatch, described: object
) -> None:
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", property(lambda self: described))
    assert client.post(START).status_code == 503


def test_an_identity_is_entered_once_and_by_who_may(city: str, tree: Tree) -> None:
    user, other = somebody(Role.FRONT_LINE, tree["health"]), somebody(Role.UNIT, tree["health"])
    below, beside = somebody(Role.ADMINISTRATOR, tree["health"]), somebody(Role.ADMINISTRATOR, tree["civil-affairs"])
    operations.enter_identity(user, "city", subject="s-900", actor=below)
    with pytest.raises(ValidationError):
        operations.enter_identity(other, "city", subject="s-900", actor=below)
    with pytest.raises(PermissionDenied):
        operations.enter_identity(user, "city", email="a@example.cn", actor=beside)
    with pytest.raises(ValidationError):
        operations.enter_identity(user, "city", actor=below)


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://id.example.cn", True),
        ("http://localhost:5000", True),
        ("http://127.0.0.1:5000/realms/x", True),
        ("http://id.example.cn", False),
        ("http://localhost.example.cn", False),
    ],
)
def test_a_server_is_asked_over_https(settings: Settings, address: str, fine: bool) -> None:
    app = {"provider_id": "city", "settings": {"server_url": address}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    found = [one.id for one in apps.sign_in_servers(None)]
    assert found == ([] if fine else ["accounts.E001"])
    if not fine:
        with pytest.raises(ImproperlyConfigured, match=r"city: .* is not asked over HTTPS"):
            site_apps.get_app_config("accounts").ready()

"""A sign-in server that answers badly: nobody is signed in, nothing is kept, and a page says so with the way out."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError
from django.test import Client
from pytest_django import Settings

from tests.site.accounts.world import actions, somebody, text
from zhunsheng.site.accounts import operations
from zhunsheng.site.accounts.models import AuditEntry, Organisation, Role, User

Tree = dict[str, Organisation]
START, BACK = "/accounts/server/city/", "/accounts/server/city/callback/"
SECRET = "spoken-by-the-server"
#: What stands for a connection that is dropped without an answer.
DROPPED = None


class Rogue(ThreadingHTTPServer):
    """A sign-in server that says what a test wants.  token, userinfo: status and body, or DROPPED."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.described: dict[str, Any] = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
        }
        self.answers: dict[str, tuple[int, Any] | None] = {}


class _Handler(BaseHTTPRequestHandler):
    server: Rogue

    def do_GET(self) -> None:
        """Description, or who it is."""
        described = (200, self.server.described)
        self._say(self.server.answers["/userinfo"] if self.path == "/userinfo" else described)

    def do_POST(self) -> None:
        """Tokens for a code."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say(self.server.answers["/token"])

    def _say(self, answer: tuple[int, Any] | None) -> None:
        if answer is DROPPED:
            self.close_connection = True
            return
        status, body = answer
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_said: Any) -> None:
        """Nothing."""


@pytest.fixture
def rogue(settings: Settings, tree: Tree) -> Iterator[Rogue]:
    """The server as the city's unified sign-in."""
    server = Rogue()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    app = {
        "provider_id": "city",
        "name": "市统一认证",
        "client_id": "zhunsheng",
        "secret": "only for tests",
        "settings": {"server_url": server.address, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def left(client: Client) -> dict[str, str]:
    """Leave for the server; what it is asked."""
    away = client.post(START, {"process": "login"})["Refresh"].removeprefix("0; url=")
    return {name: values[0] for name, values in parse_qs(urlsplit(away).query).items()}


def claims(rogue: Rogue, asked: dict[str, str], **change: Any) -> dict[str, Any]:
    """What a right signed token says, with changes; a value of ... leaves it out."""
    right = {"iss": rogue.address, "aud": "zhunsheng", "sub": "s-1", "exp": time.time() + 300, "nonce": asked["nonce"]}
    return {name: value for name, value in {**right, **change}.items() if value is not ...}


def tokens(rogue: Rogue, asked: dict[str, str], **change: Any) -> tuple[int, dict[str, Any]]:
    """A right answer of the token endpoint, but for changes of the signed token."""
    signed = jwt.encode(claims(rogue, asked, **change), "x" * 32, algorithm="HS256")
    return 200, {"access_token": SECRET, "token_type": "Bearer", "expires_in": 300, "id_token": signed}


def answered(rogue: Rogue, asked: dict[str, str], token: Any = ..., who: Any = ..., **change: Any) -> None:
    """Let the server answer rightly, but for what is given."""
    rogue.answers = {
        "/token": tokens(rogue, asked, **change) if token is ... else token,
        "/userinfo": (200, {"sub": "s-1", "email": "a@example.cn", "phone": "020"}) if who is ... else who,
    }


def come_back(client: Client, asked: dict[str, str], **more: str) -> Any:
    """Come back from the server with a code."""
    return client.get(BACK, {"code": f"code-{SECRET}", "state": asked["state"], **more}, follow=True)


def entered() -> User:
    """Somebody whom the server would bring in."""
    user = somebody(Role.OFFICE)
    operations.enter_identity(user, "city", subject="s-1")
    return user


def nobody_came_in(client: Client, page: Any, reason: str, fault: str) -> None:
    """The page, the line, and that nothing else is there."""
    said = text(page)
    assert page.status_code == 401
    assert "没有登录，也没有保存任何东西" in said and 'href="/accounts/login/"' in said and said.count("<h1") == 1
    assert SECRET not in said
    assert actions()[-1] == "sign-in.no-answer"
    line = AuditEntry.objects.latest("number")
    assert line.detail == {"provider": "city", "reason": reason, **({"fault": fault} if fault else {})}
    assert SECRET not in json.dumps(list(AuditEntry.objects.values("detail", "actor_name", "subject", "address")))
    assert not SocialAccount.objects.exists() and User.objects.count() == 1
    assert "_auth_user_id" not in client.session and client.get("/office/").status_code == 302


def test_the_right_answer_brings_the_person_in_and_keeps_little(client: Client, rogue: Rogue) -> None:
    """The yardstick of all below."""
    user = entered()
    asked = left(client)
    answered(rogue, asked, aud=["zhunsheng", "other"], azp="zhunsheng")
    assert come_back(client, asked).redirect_chain == [("/office/", 302)]
    assert client.session["_auth_user_id"] == str(user.pk)
    kept = {"userinfo": {"sub": "s-1", "email": "a@example.cn"}, "id_token": {"sub": "s-1"}}
    assert SocialAccount.objects.get().extra_data == kept  # no telephone number


_TOKENS: list[tuple[str, Any, str]] = [
    ("500", (500, {"error": "server_error"}), "OAuth2Error"),
    ("the code is refused", (400, {"error": "invalid_grant", "error_description": SECRET}), "OAuth2Error"),
    ("not JSON", (200, b"<html>" + SECRET.encode()), "JSONDecodeError"),
    ("broken JSON", (200, b'{"access_token": "' + SECRET.encode()), "JSONDecodeError"),
    ("not UTF-8", (200, b"\xff\xfe\x00"), "JSONDecodeError"),
    ("a list", (200, ["access_token"]), "TypeError"),
    ("a number", (200, 7), "TypeError"),
    ("nothing", (200, {}), "OAuth2Error"),
    ("too deep", (200, b'{"access_token":' + b"[" * 100_000 + b"]" * 100_000 + b"}"), "RecursionError"),
    ("a life that is no number", (200, {"access_token": SECRET, "expires_in": "soon", "id_token": "x"}), "ValueError"),
    ("an endless life", (200, {"access_token": SECRET, "expires_in": 1e300, "id_token": "x"}), "OverflowError"),
    ("no signed token", (200, {"access_token": SECRET}), "no_id_token"),
    ("a signed token that is none", (200, {"access_token": SECRET, "id_token": SECRET}), "DecodeError"),
    ("a signed token that is a list", (200, {"access_token": SECRET, "id_token": [SECRET]}), "no_id_token"),
]


@pytest.mark.parametrize(("answer", "fault"), [one[1:] for one in _TOKENS], ids=[one[0] for one in _TOKENS])
def test_a_bad_answer_of_the_token_endpoint(client: Client, rogue: Rogue, answer: Any, fault: str) -> None:
    entered()
    asked = left(client)
    answered(rogue, asked, token=answer)
    nobody_came_in(client, come_back(client, asked), "answer", fault)


_CLAIMS: list[tuple[str, dict[str, Any], str]] = [
    ("wrong audience", {"aud": "other"}, "InvalidAudienceError"),
    ("no audience", {"aud": ...}, "MissingRequiredClaimError"),
    ("for two, meant for the other", {"aud": ["zhunsheng", "other"], "azp": "other"}, "azp"),
    ("of somebody else", {"iss": "https://elsewhere.example"}, "InvalidIssuerError"),
    ("of nobody", {"iss": ...}, "MissingRequiredClaimError"),
    ("expired", {"exp": 1_700_000_000}, "ExpiredSignatureError"),
    ("never expires", {"exp": ...}, "no_exp"),
    ("expires some day", {"exp": "some day"}, "DecodeError"),
    ("another nonce", {"nonce": "f" * 32}, "nonce"),
    ("no nonce", {"nonce": ...}, "nonce"),
    ("a nonce that is no text", {"nonce": ["é"]}, "nonce"),
]


@pytest.mark.parametrize(("change", "fault"), [one[1:] for one in _CLAIMS], ids=[one[0] for one in _CLAIMS])
def test_a_signed_token_that_is_not_for_this_sign_in(
    client: Client, rogue: Rogue, change: dict[str, Any], fault: str
) -> None:
    entered()
    asked = left(client)
    answered(rogue, asked, **change)
    nobody_came_in(client, come_back(client, asked), "answer", fault)


def test_a_signed_token_of_an_earlier_sign_in_is_refused(client: Client, rogue: Rogue) -> None:
    entered()
    first, second = left(client), left(client)
    answered(rogue, first)
    nobody_came_in(client, come_back(client, second), "answer", "nonce")


_PEOPLE: list[tuple[str, Any, str]] = [
    ("500", (500, {}), "silent HTTPError"),
    ("not JSON", (200, b"<html>"), "answer JSONDecodeError"),
    ("a list", (200, [1]), "answer TypeError"),
    ("nobody", (200, {"email": "a@example.cn"}), "answer KeyError"),
    ("an empty name", (200, {"sub": ""}), "answer ValueError"),
    ("a name that is a list", (200, {"sub": ["s-1"]}), "answer sub"),
    ("a name that no database keeps", (200, {"sub": "s-1\0"}), "answer sub"),
    ("half a character", (200, b'{"sub": "s-1\\ud800"}'), "answer sub"),
    ("a name without an end", (200, {"sub": "s" * 5000}), "answer ImproperlyConfigured"),
    ("an address that no database keeps", (200, {"sub": "s-1", "email": "a\0@example.cn"}), "answer sub"),
    ("an address that is a number", (200, {"sub": "s-1", "email": 7}), "answer TypeError"),
    ("the connection is dropped", DROPPED, "silent RemoteDisconnected"),
]


@pytest.mark.parametrize(("who", "said"), [one[1:] for one in _PEOPLE], ids=[one[0] for one in _PEOPLE])
def test_a_bad_answer_about_the_person(client: Client, rogue: Rogue, who: Any, said: str) -> None:
    entered()
    asked = left(client)
    answered(rogue, asked, who=who)
    reason, fault = said.split()
    page = come_back(client, asked)
    line = AuditEntry.objects.latest("number")
    nobody_came_in(client, page, reason, line.detail["fault"])
    assert fault in (line.detail["fault"], "RemoteDisconnected")


def test_somebody_else_than_the_signed_token_says_is_refused(client: Client, rogue: Rogue) -> None:
    entered()
    asked = left(client)
    answered(rogue, asked, who=(200, {"sub": "s-2"}))
    assert come_back(client, asked).status_code == 403
    assert actions()[-1] == "sign-in.unknown" and not SocialAccount.objects.exists()


def test_a_connection_that_is_dropped(client: Client, rogue: Rogue) -> None:
    entered()
    asked = left(client)
    answered(rogue, asked, token=DROPPED)
    page = come_back(client, asked)
    assert "市统一认证没有回应" in text(page)
    nobody_came_in(client, page, "silent", AuditEntry.objects.latest("number").detail["fault"])


def test_a_server_that_is_gone_after_one_left_for_it(client: Client, rogue: Rogue, settings: Settings) -> None:
    entered()
    asked = left(client)
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://localhost:9"
    page = come_back(client, asked)
    nobody_came_in(client, page, "silent", AuditEntry.objects.latest("number").detail["fault"])


@pytest.mark.parametrize("described", [{}, [], None, {"token_endpoint": 7}])
def test_a_server_that_describes_itself_wrongly_after_one_left_for_it(
    client: Client, rogue: Rogue, described: Any
) -> None:
    entered()
    asked = left(client)
    answered(rogue, asked)
    rogue.described = described
    page = come_back(client, asked)
    line = AuditEntry.objects.latest("number")
    nobody_came_in(client, page, line.detail["reason"], line.detail["fault"])


@pytest.mark.parametrize(
    ("said", "reason", "fault", "words"),
    [
        ("access_denied", "cancelled", "access_denied", "取消了，或者那里没有放行"),
        ("server_error", "refused", "server_error", "现在不能为您登录"),
        ("temporarily_unavailable", "refused", "temporarily_unavailable", "现在不能为您登录"),
        ("login_required", "refused", "login_required", "现在不能为您登录"),
        (f"<b>{SECRET}", "refused", "unknown", "现在不能为您登录"),
        ("", "answer", "no_code", "答复不对"),
    ],
)
def test_a_server_that_says_no(client: Client, rogue: Rogue, said: str, reason: str, fault: str, words: str) -> None:
    entered()
    asked = left(client)
    page = client.get(BACK, {"state": asked["state"], "error": said, "error_description": SECRET}, follow=True)
    assert words in text(page)
    nobody_came_in(client, page, reason, fault)


@pytest.mark.parametrize("change", [{"state": ""}, {"state": "made up"}, {"state": "x\0y"}])
def test_an_answer_that_nobody_asked_for(client: Client, rogue: Rogue, change: dict[str, str]) -> None:
    entered()
    asked = left(client)
    answered(rogue, asked)
    nobody_came_in(client, come_back(client, asked, **change), "state", "")
    assert client.get(BACK, follow=True).status_code == 401


def test_an_answer_is_not_used_twice(client: Client, rogue: Rogue) -> None:
    asked = left(client)
    answered(rogue, asked)
    assert come_back(client, asked).status_code == 403  # nobody is entered
    assert come_back(client, asked).status_code == 401
    assert actions() == ["sign-in.unknown", "sign-in.no-answer"]


def test_the_page_of_a_failure_can_be_reloaded_and_read_in_english(client: Client, rogue: Rogue) -> None:
    page = client.get(BACK, {"state": "x", "code": SECRET}, follow=True)
    assert page.redirect_chain == [("/accounts/server/error/?why=state&server=city", 302)]
    lines = AuditEntry.objects.count()
    english = client.get("/accounts/server/error/?why=state&server=city&lang=en")
    assert english.status_code == 401 and AuditEntry.objects.count() == lines
    made_up = Client().get("/accounts/server/error/?why=%3Ci%3E&server=%3Ci%3E")
    assert made_up.status_code == 401 and "去登录服务的" in text(made_up) and "<i>" not in text(made_up)


@pytest.mark.parametrize("method", ["post", "put", "head"])
def test_whoever_asks_otherwise_gets_no_failure(rogue: Rogue, method: str) -> None:
    ask: Callable[..., Any] = getattr(Client(raise_request_exception=False), method)
    assert ask(BACK).status_code < 500


def test_coming_back_is_not_tried_without_end(client: Client, rogue: Rogue, settings: Settings) -> None:
    """Each time writes a line, so that somebody could fill the trail."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "sign_in_server": "3/m/ip"}
    answers = [client.get(BACK) for _number in range(6)]
    assert [one.status_code for one in answers] == [302, 302, 302, 429, 429, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60 and "太频繁了" in text(answers[-1])
    assert len(actions()) == 3


def test_nothing_is_half_made_where_another_window_was_quicker(
    client: Client, rogue: Rogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = entered()
    asked = left(client)
    answered(rogue, asked)

    def taken(*_said: Any, **_more: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(SocialAccount, "save", taken)
    nobody_came_in(client, come_back(client, asked), "state", "")
    assert user.identities.get().claimed_at is None

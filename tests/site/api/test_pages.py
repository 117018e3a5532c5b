"""The pages for tokens and webhooks, and the documentation: who gets in, what is shown once, what is asked for."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.site.api.conftest import Caller, person
from zhunsheng.site.accounts.models import Role, User
from zhunsheng.site.api.models import ApiToken, Delivery, Webhook
from zhunsheng.site.api.operations import STANDARD_CHANGED, create_webhook
from zhunsheng.site.api.wording import answered, why


@pytest.fixture
def signed_in(district: object, officer: User) -> Client:
    """The browser of somebody of the office."""
    browser = Client()
    browser.force_login(officer)
    return browser


@pytest.fixture(autouse=True)
def no_second_factor(settings: object) -> None:
    """Signing in is tested elsewhere."""
    settings.SECOND_FACTOR_ROLES = []  # type: ignore[attr-defined]


def test_a_token_is_shown_once_and_works(signed_in: Client) -> None:
    page = signed_in.post("/office/tokens", {"name": "同步程序", "scopes": ["office.read"], "days": "90"})
    shown = re.findall(r"zs_[0-9a-f]{12}_[\w-]{43}", page.content.decode())
    assert len(shown) == 1
    assert page["Cache-Control"].startswith("max-age=0")
    assert shown[0] not in signed_in.get("/office/tokens").content.decode()
    assert Caller(shown[0]).get("/floor").status_code == 200
    revoked = signed_in.post(f"/office/tokens/{ApiToken.objects.get().pk}/revoke")
    assert revoked.status_code == 302
    assert Caller(shown[0]).get("/floor").status_code == 401
    assert "已撤销" in signed_in.get("/office/tokens").content.decode()


def test_what_a_form_refuses(signed_in: Client) -> None:
    for fields in (
        {"name": "", "days": "90"},
        {"name": "a", "days": "91"},
        {"name": "a", "days": "90", "scopes": ["accounts.manage"]},
    ):
        assert "errorlist" in signed_in.post("/office/tokens", fields).content.decode()
    assert not ApiToken.objects.exists()


def test_tokens_of_others_are_not_there(signed_in: Client, officer: User) -> None:
    other = Client()
    other.force_login(person("other", Role.UNIT))
    other.post("/office/tokens", {"name": "theirs", "days": "90"})
    assert "theirs" not in signed_in.get("/office/tokens").content.decode()
    assert signed_in.post(f"/office/tokens/{ApiToken.objects.get().pk}/revoke").status_code == 404


def test_webhooks_are_made_tried_and_ended(signed_in: Client, settings: object) -> None:
    settings.WEBHOOKS_ALLOW_PRIVATE = True  # type: ignore[attr-defined]
    page = signed_in.post("/office/webhooks", {"url": "http://127.0.0.1:9/x", "note": "数据局"}).content.decode()
    secrets = re.findall(r"whs_[\w-]{43}", page)
    assert len(secrets) == 1
    assert secrets[0] not in signed_in.get("/office/webhooks").content.decode()
    hook = Webhook.objects.get()
    signed_in.post(f"/office/webhooks/{hook.pk}/try")
    assert Delivery.objects.get().event == "test"
    signed_in.post(f"/office/webhooks/{hook.pk}/rest")
    assert "已暂停" in signed_in.get("/office/webhooks").content.decode()
    signed_in.post(f"/office/webhooks/{hook.pk}/wake")
    renewed = re.findall(r"whs_[\w-]{43}", signed_in.post(f"/office/webhooks/{hook.pk}/secret").content.decode())
    assert renewed != secrets
    assert signed_in.post(f"/office/webhooks/{hook.pk}/nonsense").status_code == 404
    assert signed_in.get(f"/office/webhooks/{hook.pk}/delete").status_code == 405
    signed_in.post(f"/office/webhooks/{hook.pk}/delete")
    assert not Webhook.objects.exists()
    assert signed_in.post(f"/office/webhooks/{hook.pk}/try").status_code == 404


def test_the_inner_network_is_refused_in_words(signed_in: Client) -> None:
    page = signed_in.post("/office/webhooks", {"url": "https://127.0.0.1/x"}).content.decode()
    assert "这个地址在内网，不能送。" in page
    assert "https" in signed_in.post("/office/webhooks", {"url": "http://example.org/"}).content.decode()
    assert not Webhook.objects.exists()


def test_who_may_see_them(district: object) -> None:
    for role, tokens, webhooks in (
        (Role.FRONT_LINE, 403, 403),
        (Role.UNIT, 200, 403),
        (Role.OFFICE, 200, 200),
        (Role.ADMINISTRATOR, 200, 200),
    ):
        browser = Client()
        browser.force_login(person(role.value, role))
        assert browser.get("/office/tokens").status_code == tokens
        assert browser.get("/office/webhooks").status_code == webhooks
    assert Client().get("/office/tokens").status_code == 302


def test_every_refusal_has_words() -> None:
    reasons = (
        "not_allowed",
        "too_many",
        "name",
        "days",
        "https_wanted",
        "private_address",
        "unknown_host",
        "not_an_address",
        "events",
        "gone",
    )
    told = [why(reason) for reason in reasons]
    assert len(set(told)) == len(reasons)


def test_every_way_not_to_arrive_has_words() -> None:
    reasons = (
        "timeout",
        "certificate",
        "no_connection",
        "unknown_host",
        "private_address",
        "https_wanted",
        "not_an_address",
    )
    told = [answered(reason) for reason in reasons]
    assert len(set(told)) == len(reasons)
    assert not any("_" in words or words.isascii() for words in told)
    assert answered("503") == "503"


def test_a_page_of_webhooks_asks_the_same_however_many_there_are(
    signed_in: Client, officer: User, settings: object
) -> None:
    settings.WEBHOOKS_ALLOW_PRIVATE = True  # type: ignore[attr-defined]
    asked = []
    for number in (1, 5):
        while Webhook.objects.count() < number:
            create_webhook(officer, "http://127.0.0.1:9/x", [STANDARD_CHANGED])
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get("/office/webhooks").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_token_says_what_it_may(signed_in: Client) -> None:
    signed_in.post("/office/tokens", {"name": "通知", "scopes": ["webhooks.manage"], "days": "90"})
    assert "管理变更通知" in signed_in.get("/office/tokens").content.decode().partition("</table>")[0]


def test_the_documentation_runs_nothing_inline(anybody: Caller) -> None:
    page = anybody.client.get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    assert not re.findall(r"<script(?![^>]*\ssrc=)", text)
    assert not re.findall(r'(?:src|href)="https?://', text)
    policy = page["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy

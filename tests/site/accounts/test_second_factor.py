"""The second factor: enrolment, codes that count once, recovery codes shown once, roles that must have it."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.site.accounts.world import PASSWORD, actions, sign_in, somebody, text
from zhunsheng.site.accounts import operations
from zhunsheng.site.accounts.models import Organisation, Role, User

Tree = dict[str, Organisation]
ENROL, CODE = "/accounts/second-factor/enrol/", "/accounts/second-factor/code/"


def code_of(secret: str, steps: int = 0) -> str:
    """What an app shows now, or some steps of 30 seconds away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def confirm(client: Client) -> None:
    """Prove once more who one is, as asked before a change."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.fixture
def commits(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """What allauth does after a commit, done inside of a test."""
    return django_capture_on_commit_callbacks


def later(client: Client, seconds: float) -> None:
    """Let the sign-in lie further back."""
    session = client.session
    session["signed_in_since"] -= seconds
    session.save()


def enrol(client: Client, commits: Any, asked: bool = True) -> tuple[str, list[str]]:
    """Register an app; returns its secret and the recovery codes."""
    if asked:
        confirm(client)
    secret = re.search(r'<code class="secret">([A-Z2-7]+)</code>', text(client.get(ENROL)))
    assert secret is not None
    with commits(execute=True):
        answer = client.post(ENROL, {"code": code_of(secret[1])})
    assert answer.status_code == 302
    codes = re.findall(r"<li>(\d{10})</li>", text(client.get(answer["Location"])))
    cache.clear()  # the code of this moment counts again, so that tests need not wait for the next
    return secret[1], codes


def enrolled(client: Client, commits: Any, role: Role = Role.UNIT) -> tuple[User, str, list[str]]:
    """Somebody with a second factor, signed out."""
    user = somebody(role)
    sign_in(client, user.username)
    secret, codes = enrol(client, commits)
    client.post("/accounts/logout/")
    return user, secret, codes


def test_who_has_just_signed_in_enrols_without_being_asked_again(client: Client, tree: Tree, commits: Any) -> None:
    sign_in(client, somebody(Role.UNIT).username)
    _secret, codes = enrol(client, commits, asked=False)
    assert len(codes) == 10


def test_later_enrolment_asks_who_one_is_first(client: Client, tree: Tree, settings: Settings) -> None:
    sign_in(client, somebody(Role.UNIT).username)
    later(client, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT - 5)
    assert client.get(ENROL).status_code == 200
    later(client, 10)
    answer = client.get(ENROL)
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/")
    assert "密码不对" in text(client.post("/accounts/reauthenticate/", {"password": "wrong"}))
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": ENROL})
    assert answer["Location"] == ENROL


def test_who_has_a_second_factor_is_asked_before_it_changes(client: Client, tree: Tree, commits: Any) -> None:
    user, secret, _codes = enrolled(client, commits)
    sign_in(client, user.username)
    client.post(CODE, {"code": code_of(secret)})
    for change in ("remove/", "recovery-codes/", "recovery-codes/new/"):
        answer = client.get(f"/accounts/second-factor/{change}")
        assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/"), change
    again = text(client.get("/accounts/second-factor/again/?next=/accounts/"))
    assert "验证码或恢复码" in again and 'href="/accounts/reauthenticate/?next=%2Faccounts%2F"' in again


def test_the_picture_is_inside_the_page_and_nothing_is_inline(client: Client, tree: Tree) -> None:
    sign_in(client, somebody(Role.UNIT).username)
    confirm(client)
    page = text(client.get(ENROL))
    assert 'src="data:image/svg+xml;base64,' in page
    assert "<style" not in page and " style=" not in page and not re.search(r"<script(?![^>]* src=)", page)


def test_a_wrong_first_code_enrols_nothing(client: Client, tree: Tree) -> None:
    sign_in(client, somebody(Role.UNIT).username)
    confirm(client)
    client.get(ENROL)
    assert "验证码不对" in text(client.post(ENROL, {"code": "000000"}))
    assert not Authenticator.objects.exists()


def test_signing_in_asks_for_the_code(client: Client, tree: Tree, commits: Any) -> None:
    user, secret, _codes = enrolled(client, commits)
    assert sign_in(client, user.username)["Location"] == CODE
    assert client.get("/office/").status_code == 302  # the password alone opens nothing
    assert "验证码不对" in text(client.post(CODE, {"code": "000000"}))
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == "/office/"
    assert text(client.get("/office/")) == "office"
    assert actions()[-2:] == ["second-factor.failed", "signed-in"]


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_wrong_by_one_step(
    client: Client, tree: Tree, commits: Any, monkeypatch: pytest.MonkeyPatch, steps: int, opens: bool
) -> None:
    user, secret, _codes = enrolled(client, commits)
    now = int(time.time()) // 30 * 30 + 15
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now)
    sign_in(client, user.username)
    code = format_hotp_value(hotp_value(secret, now // 30 + steps))
    assert (client.post(CODE, {"code": code}).status_code == 302) is opens


@pytest.mark.parametrize("between", ["", " ", "-", "."])
def test_a_code_counts_once_as_long_as_it_is_valid(
    client: Client, tree: Tree, commits: Any, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    user, secret, _codes = enrolled(client, commits)
    code, now = code_of(secret, 1), time.time()
    sign_in(client, user.username)
    assert client.post(CODE, {"code": code}).status_code == 302
    # allauth forgets after one step; with one step tolerated on either side the code lives for three
    cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={code}")
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now + 40)
    thief = Client()
    sign_in(thief, user.username)
    assert "或者已经用过" in text(thief.post(CODE, {"code": code[:3] + between + code[3:]}))


def test_codes_are_not_guessed(client: Client, tree: Tree, commits: Any) -> None:
    user, secret, _codes = enrolled(client, commits)
    sign_in(client, user.username)
    for _attempt in range(5):
        client.post(CODE, {"code": "000000"})
    answer = text(client.post(CODE, {"code": code_of(secret)}))
    assert "失败次数过多。5 分钟后可以再试" in answer


def test_recovery_codes_are_shown_once_and_count_once(client: Client, tree: Tree, commits: Any) -> None:
    user, _secret, codes = enrolled(client, commits)
    assert len(set(codes)) == 10
    sign_in(client, user.username)
    assert client.post(CODE, {"code": codes[3]}).status_code == 302
    confirm(client)
    page = text(client.get("/accounts/second-factor/recovery-codes/"))
    assert "还有 9 个没有用过" in page and not re.search(r"\d{10}", page.split("<main")[1].split("</main")[0])
    assert "恢复码还有 9 个" in text(client.get("/accounts/"))
    client.post("/accounts/logout/")
    sign_in(client, user.username)
    assert "验证码不对" in text(client.post(CODE, {"code": codes[3]}))
    assert "recovery-code.used" in actions()


def test_new_recovery_codes_void_the_old_ones(client: Client, tree: Tree, commits: Any) -> None:
    user, secret, codes = enrolled(client, commits)
    sign_in(client, user.username)
    client.post(CODE, {"code": code_of(secret)})
    confirm(client)
    with commits(execute=True):
        answer = client.post("/accounts/second-factor/recovery-codes/new/")
    fresh = re.findall(r"<li>(\d{10})</li>", text(client.get(answer["Location"])))
    assert len(fresh) == 10 and not set(fresh) & set(codes)
    assert actions()[-1] == "recovery-codes.renewed"


def test_secrets_are_not_readable_in_the_database(client: Client, tree: Tree, commits: Any, settings: Settings) -> None:
    user, secret, codes = enrolled(client, commits)
    kept = str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
    assert secret not in kept and not any(code in kept for code in codes)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert Authenticator.objects.get(user=user, type="totp").wrap().validate_code(code_of(secret))


def test_who_may_gives_it_up_and_the_codes_go_with_it(client: Client, tree: Tree, commits: Any) -> None:
    user, secret, _codes = enrolled(client, commits)
    sign_in(client, user.username)
    client.post(CODE, {"code": code_of(secret)})
    confirm(client)
    client.post("/accounts/second-factor/remove/")
    assert not Authenticator.objects.exists()
    assert "second-factor.removed" in actions()


# ---- roles that must have one


@pytest.fixture
def demanded(settings: Settings) -> None:
    """As in service."""
    settings.SECOND_FACTOR_ROLES = ["office", "administrator"]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMINISTRATOR])
def test_a_role_that_must_have_one_goes_nowhere_before(
    client: Client, tree: Tree, commits: Any, demanded: None, role: Role
) -> None:
    user = somebody(role)
    sign_in(client, user.username)
    for page in ("/office/", "/accounts/"):
        assert client.get(page)["Location"] == ENROL
    assert client.get("/").status_code == 200
    enrol(client, commits, asked=False)
    assert text(client.get("/office/")) == "office"


def test_after_the_forced_change_of_the_password_the_enrolment_asks_for_none(
    client: Client, tree: Tree, demanded: None
) -> None:
    _user, password = operations.create_user("newcomer", "新人", Role.OFFICE, tree["district"])
    sign_in(client, "newcomer", password)
    new = "河边 paper 9 umbrellas"
    client.post("/accounts/password/change/", {"oldpassword": password, "password1": new, "password2": new})
    assert client.get("/office/")["Location"] == ENROL
    assert client.get(ENROL).status_code == 200


def test_what_was_given_up_between_two_terms_is_demanded_again(
    client: Client, tree: Tree, commits: Any, demanded: None
) -> None:
    user = somebody(Role.OFFICE)
    sign_in(client, user.username)
    enrol(client, commits)
    assert client.get("/office/").status_code == 200
    user.holdings.update(role=Role.UNIT)
    client.post("/accounts/second-factor/remove/")
    assert not Authenticator.objects.exists()
    user.holdings.update(role=Role.OFFICE)
    assert client.get("/office/")["Location"] == ENROL


def test_other_roles_are_free_to(client: Client, tree: Tree, demanded: None) -> None:
    sign_in(client, somebody(Role.LEADER).username)
    assert text(client.get("/office/")) == "office"


def test_a_role_given_later_demands_it_at_once(client: Client, tree: Tree, demanded: None) -> None:
    user = somebody(Role.UNIT)
    sign_in(client, user.username)
    assert client.get("/office/").status_code == 200
    operations.give_role(user, Role.OFFICE, tree["district"])
    assert client.get("/office/")["Location"] == ENROL


def test_it_cannot_be_given_up_where_it_is_demanded(client: Client, tree: Tree, commits: Any, demanded: None) -> None:
    user, secret, _codes = enrolled(client, commits, Role.OFFICE)
    sign_in(client, user.username)
    client.post(CODE, {"code": code_of(secret)})
    confirm(client)
    assert "您的角色必须有第二重验证" in text(client.post("/accounts/second-factor/remove/"))
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_a_lost_one_is_reset_by_an_administrator(client: Client, tree: Tree, commits: Any, demanded: None) -> None:
    user, secret, _codes = enrolled(client, commits, Role.OFFICE)
    sign_in(client, user.username)
    client.post(CODE, {"code": code_of(secret)})
    operations.reset_second_factor(user, actor=somebody(Role.ADMINISTRATOR))
    assert client.get("/office/").status_code == 302  # every session has ended
    assert sign_in(client, user.username)["Location"] == "/office/"
    assert client.get("/office/")["Location"] == ENROL

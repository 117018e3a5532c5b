"""Tokens: kept as a hash, ended by time, by hand and with their owner's rights; scopes open what they say and no more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.site.api.conftest import Caller, person
from zhunsheng.site.accounts.models import AuditEntry, Role, User
from zhunsheng.site.api import rates, tokens
from zhunsheng.site.api.models import ApiToken
from zhunsheng.site.api.tokens import NotPossible, create_token, recognise, revoke_token

OFFICE_ONLY = (
    "/floor",
    "/floor/proofs",
    "/framework",
    "/framework/places",
    "/items/elder_health/manual",
    "/bulk/proofs",
)


def test_only_a_hash_is_kept(officer: User) -> None:
    token, text = create_token(officer, "one", [], 10)
    prefix, secret = text.removeprefix("zs_").split("_", 1)
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert prefix == row["prefix"]
    assert secret not in repr(row)
    assert len(secret) >= 43
    assert secret not in repr(list(AuditEntry.objects.values()))
    assert AuditEntry.objects.filter(action="token.created", actor=officer).count() == 1


def test_what_is_not_a_token_is_none(officer: User) -> None:
    _, text = create_token(officer, "one", [], 10)
    assert recognise(text) is not None
    for wrong in (
        "",
        "zs",
        "zs__",
        text[:-1],
        text + "x",
        text.upper(),
        text.replace("zs_", "ab_"),
        "zs_" + "é" * 90,
        "x" * 10_000,
    ):
        assert recognise(wrong) is None


def test_a_token_ends(officer: User) -> None:
    token, text = create_token(officer, "one", [], 10)
    assert recognise(text, timezone.now() + timedelta(days=9)) is not None
    assert recognise(text, timezone.now() + timedelta(days=11)) is None
    assert revoke_token(officer, token.pk)
    assert recognise(text) is None
    assert not revoke_token(officer, token.pk)
    assert AuditEntry.objects.filter(action="token.revoked").count() == 1


def test_nobody_ends_the_token_of_another(officer: User) -> None:
    token, text = create_token(officer, "one", [], 10)
    assert not revoke_token(person("other", Role.OFFICE), token.pk)
    assert recognise(text) is not None


def test_a_token_falls_with_its_owner(officer: User) -> None:
    _, text = create_token(officer, "one", ["office.read"], 10)
    officer.is_active = False
    officer.save()
    assert recognise(text) is None


def test_a_token_never_allows_more_than_its_owner_may_today(anybody: Caller, officer: User) -> None:
    _, text = create_token(officer, "one", ["office.read"], 10)
    caller = Caller(text)
    assert caller.get("/floor").status_code == 200
    officer.holdings.update(role=Role.FRONT_LINE)
    assert caller.get("/floor").status_code == 401  # front-line staff hold no tokens at all


@pytest.mark.parametrize(
    ("name", "scopes", "days", "reason"),
    [("", [], 10, "name"), ("a", [], 0, "days"), ("a", [], 4000, "days"), ("a", ["accounts.manage"], 10, "not_allowed"), ("a", ["what"], 10, "not_allowed")],
)  # fmt: skip
def test_tokens_that_cannot_be_made(officer: User, name: str, scopes: list[str], days: int, reason: str) -> None:
    with pytest.raises(NotPossible, match=reason):
        create_token(officer, name, scopes, days)


def test_front_line_staff_make_none(db: None) -> None:
    with pytest.raises(NotPossible, match="not_allowed"):
        create_token(person("window", Role.FRONT_LINE), "a", [], 10)


def test_there_is_a_limit_to_tokens(officer: User) -> None:
    for number in range(tokens.MOST_TOKENS):
        create_token(officer, str(number), [], 10)
    with pytest.raises(NotPossible, match="too_many"):
        create_token(officer, "one more", [], 10)


@pytest.mark.parametrize("path", OFFICE_ONLY)
def test_what_the_office_reads_wants_its_scope(anybody: Caller, office: Caller, officer: User, path: str) -> None:
    refused = anybody.get(path)
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == 'Bearer scope="office.read"'
    _, text = create_token(officer, "plain", [], 1)
    lacking = Caller(text).get(path)
    assert lacking.status_code == 403
    assert 'error="insufficient_scope"' in lacking["WWW-Authenticate"]
    assert office.get(path).status_code == 200


def test_a_wrong_token_is_refused_even_where_none_is_wanted(anybody: Caller) -> None:
    for value in ("Bearer zs_abc_def", "Bearer", "Basic dXNlcjpwYXNz", "nonsense"):
        answer = anybody.get("/items", headers={"Authorization": value})
        assert answer.status_code == 401
        assert answer.json()["code"] == "unknown-token"


def test_a_session_gives_no_right_here(anybody: Caller, officer: User) -> None:
    anybody.client.force_login(officer)
    assert anybody.get("/floor").status_code == 401


def test_use_is_noted_now_and_then(anybody: Caller, officer: User) -> None:
    token, text = create_token(officer, "one", [], 10)
    Caller(text).get("/items", {"limit": 1})
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    Caller(text).get("/items", {"limit": 1})
    token.refresh_from_db()
    assert token.last_used_at == first


# -- how often ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bucket fills while the answers are made, however long that takes."""
    monkeypatch.setattr(rates, "time", lambda: 5_000.0)


@pytest.mark.usefixtures("clock_stands")
def test_who_asks_too_often_is_told_when_to_come_back(anybody: Caller, settings: object) -> None:
    settings.API_RATES = {"address": (5, 60)}  # type: ignore[attr-defined]
    told = [anybody.get("/items", {"limit": 1}) for _ in range(7)]
    assert [answer.status_code for answer in told] == [200] * 5 + [429] * 2
    assert [answer["RateLimit-Remaining"] for answer in told] == ["4", "3", "2", "1", "0", "0", "0"]
    assert told[0]["RateLimit-Limit"] == "5"
    assert told[-1]["Retry-After"] == "12"
    assert told[-1].json()["code"] == "too-many"


@pytest.mark.usefixtures("clock_stands")
def test_dear_questions_cost_more(anybody: Caller, settings: object) -> None:
    settings.API_RATES = {"address": (10, 60)}  # type: ignore[attr-defined]
    assert anybody.get("/items/elder_health/guide.md")["RateLimit-Remaining"] == "5"


@pytest.mark.usefixtures("clock_stands")
def test_a_token_has_a_bucket_of_its_own(anybody: Caller, officer: User, settings: object) -> None:
    settings.API_RATES = {"address": (1, 60), "token": (100, 60)}  # type: ignore[attr-defined]
    _, text = create_token(officer, "one", [], 10)
    assert anybody.get("/items", {"limit": 1}).status_code == 200
    assert anybody.get("/items", {"limit": 1}).status_code == 429
    assert Caller(text).get("/items", {"limit": 1})["RateLimit-Limit"] == "100"


@pytest.mark.usefixtures("clock_stands")
def test_guessing_tokens_is_slow(anybody: Caller, settings: object) -> None:
    settings.API_RATES = {"address": (3, 60), "token": (1000, 60)}  # type: ignore[attr-defined]
    codes = [anybody.get("/items", headers={"Authorization": f"Bearer zs_a_{n}"}).status_code for n in range(5)]
    assert codes == [401, 401, 401, 429, 429]


@given(requests=st.integers(1, 50), seconds=st.integers(1, 100), waits=st.lists(st.floats(0, 30), max_size=80))
def test_no_window_holds_more_than_twice_the_limit(requests: int, seconds: int, waits: list[float]) -> None:
    """Of an evenly leaking bucket: in any stretch of `seconds` at most 2 × `requests` are granted, at once at most `requests`."""
    caches["here"].clear()
    rate, now, granted = rates.Rate(requests, seconds), 1_000_000.0, []
    for wait in waits:
        now += wait
        if rates.take("somebody", rate, now=now).granted:
            granted.append(now)
    for at in granted:
        within = sum(at <= other < at + seconds for other in granted)
        assert within <= 2 * requests
        assert granted.count(at) <= requests


def test_who_waits_as_told_is_served() -> None:
    caches["here"].clear()
    rate, now = rates.Rate(3, 60), 5_000.0
    for _ in range(3):
        assert rates.take("a", rate, now=now).granted
    refused = rates.take("a", rate, now=now)
    assert not refused.granted
    assert rates.take("a", rate, now=now + refused.wait).granted


def test_two_threads_do_not_take_the_same_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both look into the bucket before either takes, where nothing keeps them apart."""
    caches["here"].clear()
    both = Barrier(2)

    class Slow:
        """A cache whose readers wait for one another, for as long as a second one may come."""

        def get(self, key: str, default: float) -> Any:
            found = caches["here"].get(key, default)
            with suppress(BrokenBarrierError):
                both.wait(0.5)
            return found

        def set(self, *args: Any) -> None:
            caches["here"].set(*args)

    monkeypatch.setattr(rates, "caches", {"here": Slow()})
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda _: rates.take("a", rates.Rate(1, 60), now=5_000.0).granted, range(2)))
    assert sorted(told) == [False, True]


@pytest.mark.parametrize(
    ("remote", "forwarded", "hops", "address"),
    [
        ("1.2.3.4", "", 0, "1.2.3.4"),
        ("1.2.3.4", "9.9.9.9", 0, "1.2.3.4"),
        ("10.0.0.1", "8.8.8.8, 9.9.9.9", 1, "9.9.9.9"),
        ("10.0.0.1", "8.8.8.8, 9.9.9.9", 2, "8.8.8.8"),
        ("10.0.0.1", "9.9.9.9", 3, "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::"),
        ("", "", 0, "?"),
    ],
)
def test_who_asks(rf: object, settings: object, remote: str, forwarded: str, hops: int, address: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = hops  # type: ignore[attr-defined]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = rf.get("/", REMOTE_ADDR=remote, headers=headers)  # type: ignore[attr-defined]
    assert rates.address_of(request) == address

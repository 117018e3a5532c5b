"""Errors: always a problem, in the caller's language, with the field; never a page, never a secret, never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from tests.site.api.conftest import Caller
from zhunsheng.site.accounts.models import User
from zhunsheng.site.api import handlers
from zhunsheng.site.api.problems import Problem
from zhunsheng.site.api.tokens import create_token
from zhunsheng.site.catalogue import selectors


def problem(answer: Any, status: int) -> Problem:
    """The answer as a problem of that status."""
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    told = Problem.model_validate(answer.json())
    assert told.status == status
    assert told.type.startswith("urn:zhunsheng:problem:")
    assert told.title
    return told


def test_addresses_that_are_not_there(anybody: Caller) -> None:
    for path in (
        "/nothing",
        "/items/nothing",
        "/editions/999999",
        "/editions/99999999999999999999",
        "/items/%00",
        "//",
    ):
        told = problem(anybody.get(path), 404 if "99999999999" not in path else 422)
        assert told.instance.startswith("/api/v1/")
    problem(anybody.client.get("/api/"), 404)
    problem(anybody.client.get("/api/v2/items"), 404)


def test_an_address_that_is_not_there_says_where_all_are(anybody: Caller) -> None:
    for path in ("/api/v1", "/api/v1/items/", "/api/v1/nothing"):
        assert "/api/v1/openapi.json" in problem(anybody.client.get(path), 404).help


def test_what_is_refused_before_it_reaches_an_address_is_a_problem_too(anybody: Caller, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    many = "&".join(f"p{number}=1" for number in range(2000))
    told = problem(anybody.client.get(f"/api/v1/items?{many}"), 400)
    assert (told.code, told.detail) == ("unreadable", "参数太多")
    foreign = anybody.client.get("/api/v1/items", headers={"Host": "other.example"})
    assert "Host" in problem(foreign, 400).detail
    assert foreign["Access-Control-Allow-Origin"] == "*"
    assert anybody.client.get(f"/?{many}")["Content-Type"].startswith("text/html")


def test_a_failure_before_all_addresses_is_a_problem_too(rf: RequestFactory) -> None:
    told = handlers.server_error(rf.get("/api/v1/items"))
    assert (told.status_code, told["Content-Type"]) == (500, "application/problem+json")
    page = handlers.server_error(rf.get("/items"))
    assert (page.status_code, page["Content-Type"].partition(";")[0]) == (500, "text/html")
    assert get_resolver().resolve_error_handler(500) is handlers.server_error


def test_a_language_that_there_is_not_is_refused_everywhere(officer: User, district: object) -> None:
    _, text = create_token(officer, "hooks", ["webhooks.manage"], 1)
    for path in ("/webhooks", "/items", "/openapi.json"):
        assert problem(Caller(text).get(path, {"lang": "fr"}), 422).errors[0].pointer == "lang"
    assert problem(Caller().get("/openapi.json", {"on": "2025-01-01"}), 422).errors[0].code == "extra_forbidden"


def test_methods_that_are_not_taken(anybody: Caller) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(anybody.client, method)("/api/v1/items")
        problem(answer, 405)
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert anybody.client.get("/api/v1/eligibility")["Allow"] == "OPTIONS, POST"


def test_bodies_that_cannot_be_read(anybody: Caller) -> None:
    def sent(body: bytes, kind: str = "application/json") -> Any:
        return anybody.client.post("/api/v1/eligibility", body, content_type=kind)

    problem(sent(b"facts=1", "application/x-www-form-urlencoded"), 415)
    problem(sent(b"{}", "text/plain"), 415)
    for body in (
        b"{", b"\xff\xfe", b'{"facts": {"a": 1, "a": 2}}', b'{"facts": NaN}', b"[" * 100_000, b'{"facts":' * 40 + b"1" + b"}" * 40,
        b'{"facts": {"\\ud800": true}}', b'{"facts": {"a": "\\u0000"}}', b'{"facts": {"age": ' + b"9" * 5000 + b"}}",
    ):  # fmt: skip
        problem(sent(body), 400)
    problem(sent(b'{"facts": {"a": "' + b"x" * 1_100_000 + b'"}}'), 413)
    streamed = anybody.client.generic(
        "POST", "/api/v1/eligibility", b"", "application/json", headers={"Transfer-Encoding": "chunked"}
    )
    assert problem(streamed, 400).code == "length-wanted"
    problem(sent(b""), 415)  # without a body there is no type either
    assert problem(sent(b"{}"), 422).errors[0].pointer == "/facts"


def test_fields_are_pointed_at(anybody: Caller) -> None:
    told = problem(anybody.post("/eligibility", {"facts": {"age": 1.5}, "wrong/name": 1}), 422)
    assert {(error.where, error.pointer, error.code) for error in told.errors} == {
        ("body", "/facts/age", "fact_value"),
        ("body", "/wrong~1name", "extra_forbidden"),
    }
    told = problem(anybody.post("/eligibility", {"facts": {"age": "old", "no_such_fact": True}}), 422)
    assert {(error.pointer, error.code) for error in told.errors} == {
        ("/facts/age", "unreadable"),
        ("/facts/no_such_fact", "unknown_fact"),
    }
    told = problem(anybody.get("/items", {"limit": "0", "has_process": "yes"}), 422)
    assert {(error.where, error.pointer) for error in told.errors} == {("query", "limit"), ("query", "has_process")}


def test_parameters_that_nobody_knows_or_that_stand_twice(anybody: Caller) -> None:
    told = problem(anybody.get("/items", {"domian": "elderly"}), 422)
    assert told.errors[0].pointer == "domian"
    assert "domain" in told.help
    assert problem(anybody.client.get("/api/v1/items?limit=1&limit=2"), 422).errors[0].code == "repeated"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [({"on": "yesterday"}, "on"), ({"on": "2025-02-30"}, "on"), ({"on": "0"}, "on"), ({"known": "2025-1-1"}, "known"), ({"lang": "fr"}, "lang")],
)  # fmt: skip
def test_days_and_languages_are_not_guessed(anybody: Caller, query: dict[str, str], pointer: str) -> None:
    assert problem(anybody.get("/items", query), 422).errors[0].pointer == pointer


def test_a_time_of_which_nothing_is_known(anybody: Caller) -> None:
    told = problem(anybody.get("/items", {"known": "2000-01-01", "lang": "zh"}), 404)
    assert told.code == "nothing-known"
    assert "2021-06-28" in told.help
    told = problem(anybody.get("/items/elder_health", {"on": "1990-01-01"}), 404)
    assert told.code == "not-in-force"


def test_words_follow_the_language(anybody: Caller) -> None:
    zh = problem(anybody.get("/items/nothing", headers={"Accept-Language": "zh"}), 404)
    en = problem(anybody.get("/items/nothing", headers={"Accept-Language": "en"}), 404)
    assert zh.title == "没有找到"
    assert (zh.code, zh.type) == (en.code, en.type)


def test_a_mistake_of_ours_tells_nothing(anybody: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> object:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(selectors, "items", broken)
    answer = anybody.get("/items")
    problem(answer, 500)
    assert b"secret" not in answer.content


def test_forms_that_are_not_made(anybody: Caller) -> None:
    problem(anybody.get("/items/elder_health/guide", headers={"Accept": "image/png"}), 406)
    problem(anybody.get("/items/elder_health/guide.exe"), 422)


def test_a_browser_is_told_in_the_same_way(district: object) -> None:
    answer = Client(raise_request_exception=False).get("/api/v1/items/x", headers={"Accept": "text/html"})
    problem(answer, 404)

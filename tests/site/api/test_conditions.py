"""Headers: what may be kept and for how long, conditional requests, HEAD, pages of other sites."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.site.api.conftest import Caller
from zhunsheng.site.catalogue import states

READINGS = (
    "/",
    "/items",
    "/items/elder_health",
    "/items/elder_health/guide.md",
    "/editions",
    "/search?q=老年",
    "/points",
    "/workspaces",
)


@pytest.mark.parametrize("path", READINGS)
def test_a_caller_who_has_it_gets_nothing(anybody: Caller, path: str) -> None:
    first = anybody.get(path)
    assert first.status_code == 200
    assert first["Last-Modified"]
    again = anybody.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert anybody.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_weak_and_listed_tags_are_understood(anybody: Caller) -> None:
    tag = anybody.get("/items")["ETag"]
    assert anybody.get("/items", headers={"If-None-Match": f'"x", W/{tag}'}).status_code == 304
    assert anybody.get("/items", headers={"If-None-Match": "*"}).status_code == 304
    assert anybody.get("/items/nothing", headers={"If-None-Match": "*"}).status_code == 404


def test_what_was_not_changed_since(anybody: Caller) -> None:
    query = {"on": "2024-05-01"}
    stamp = anybody.get("/items", query)["Last-Modified"]
    assert stamp == "Wed, 20 Sep 2023 01:00:00 GMT"
    assert anybody.get("/items", query, {"If-Modified-Since": stamp}).status_code == 304
    earlier = "Wed, 20 Sep 2023 00:59:59 GMT"
    assert anybody.get("/items", query, {"If-Modified-Since": earlier}).status_code == 200


def test_a_precondition_that_does_not_hold_is_a_problem(anybody: Caller) -> None:
    first = anybody.get("/items")
    assert anybody.get("/items", headers={"If-Match": first["ETag"]}).status_code == 200
    for headers in ({"If-Match": '"other"'}, {"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:01 GMT"}):
        answer = anybody.get("/items", headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json")
        assert (answer.json()["code"], answer["ETag"]) == ("precondition", first["ETag"])


@pytest.mark.parametrize("path", ["/items", "/items/elder_health/guide.md", "/bulk/items", "/bulk/clauses"])
def test_files_and_streams_say_of_which_state_and_day_they_are(anybody: Caller, path: str) -> None:
    moment = anybody.get("/items", {"on": "2024-05-01"}).json()["as_of"]
    answer = anybody.get(path, {"on": "2024-05-01"})
    assert (answer["Zhunsheng-Snapshot"], answer["Zhunsheng-On"]) == (str(moment["snapshot"]), "2024-05-01")
    again = anybody.get(path, {"on": "2024-05-01"}, {"If-None-Match": answer["ETag"]})
    assert (again.status_code, again["Zhunsheng-Snapshot"]) == (304, str(moment["snapshot"]))


def test_an_answer_of_today_is_not_older_than_today(anybody: Caller) -> None:
    told = anybody.get("/items", headers={"If-Modified-Since": "Wed, 20 Sep 2023 01:00:00 GMT"})
    assert told.status_code == 200


def test_tags_differ_by_everything_that_decides(anybody: Caller) -> None:
    queries: tuple[dict[str, str], ...] = (
        {},
        {"on": "2024-05-01"},
        {"lang": "en"},
        {"limit": "3"},
        {"known": "2024-01-01", "on": "2021-08-01"},
    )
    tags = {anybody.get("/items", query)["ETag"] for query in queries}
    assert len(tags) == 5


def test_equal_questions_have_equal_bytes(anybody: Caller) -> None:
    assert anybody.get("/items/elder_health").content == anybody.get("/items/elder_health").content


def test_a_process_that_has_just_begun_answers_the_same(anybody: Caller) -> None:
    anybody.get("/items/elder_health")
    warm = anybody.get("/workspaces", {"limit": 200})
    states.forget()
    assert anybody.get("/workspaces", {"limit": 200}).content == warm.content


def test_nobody_makes_lines_for_a_head(district: object, rf: RequestFactory) -> None:
    answer = resolve("/api/v1/bulk/editions").func(rf.head("/api/v1/bulk/editions"))
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"")


def test_how_long_it_may_be_kept(anybody: Caller, office: Caller) -> None:
    assert anybody.get("/items")["Cache-Control"] == "public, max-age=60"
    assert office.get("/floor")["Cache-Control"] == "private, max-age=60"
    assert anybody.get("/items/nothing")["Cache-Control"] == "no-store"
    assert anybody.post("/eligibility", {"facts": {}})["Cache-Control"] == "no-store"
    assert "Authorization" in anybody.get("/items")["Vary"]


def test_head_says_what_get_would(anybody: Caller) -> None:
    whole = anybody.get("/items/elder_health")
    head = anybody.client.head("/api/v1/items/elder_health")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]


def test_pages_of_other_sites_may_read_what_is_public(anybody: Caller, office: Caller) -> None:
    told = anybody.get("/items", headers={"Origin": "https://elsewhere.example"})
    assert told["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in told
    assert "Access-Control-Allow-Origin" not in office.get("/floor")
    before = anybody.client.options("/api/v1/eligibility")
    assert before.status_code == 204
    assert before["Access-Control-Allow-Methods"] == "OPTIONS, POST"
    assert "Authorization" not in before["Access-Control-Allow-Headers"]


def test_no_cookie_and_no_session(anybody: Caller) -> None:
    for path in READINGS:
        assert not anybody.get(path).cookies
    anybody.client.cookies["asked"] = "2021-08-01/"
    anybody.client.cookies["language"] = "en"
    told = anybody.get("/items", {"limit": 1})
    assert told.json()["as_of"]["on"] != "2021-08-01"
    assert told["Content-Language"] == "zh-hans"


def test_the_language_is_negotiated(anybody: Caller) -> None:
    for header, language in (
        ("en-GB,en;q=0.9", "en"),
        ("fr,zh;q=0.5", "zh-hans"),
        ("de", "zh-hans"),
        ("zh-CN", "zh-hans"),
    ):
        assert anybody.get("/items/nothing", headers={"Accept-Language": header})["Content-Language"] == language
    told = anybody.get("/items/elder_health/guide.md", {"lang": "en"}).content.decode()
    assert "Health management for older people" in told


@pytest.mark.parametrize("path", READINGS)
def test_few_questions_to_the_database(anybody: Caller, path: str) -> None:
    """However long the list: the snapshot, the count, the page, and what the page needs."""
    anybody.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert anybody.get(path).status_code == 200
    assert len(asked) <= 6, [query["sql"][:120] for query in asked]


def test_an_answer_that_is_held_costs_next_to_nothing(anybody: Caller) -> None:
    tag = anybody.get("/editions", {"limit": 200})["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert anybody.get("/editions", {"limit": 200}, {"If-None-Match": tag}).status_code == 304
    assert len(asked) == 1

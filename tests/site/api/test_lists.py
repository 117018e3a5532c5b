"""Lists: pages put together are the whole list, whatever their size; a cursor belongs to its list and its moment."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.api.conftest import Caller
from zhunsheng.site.catalogue.models import Snapshot

LISTS = ("/editions", "/items", "/points", "/organisations", "/workspaces", "/snapshots", "/domains", "/turning-days")
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@FEW
@given(path=st.sampled_from(LISTS), limit=st.integers(1, 200))
def test_pages_together_are_the_whole_list(anybody: Caller, path: str, limit: int) -> None:
    limit = max(limit, 7)  # a hundred requests an example are enough
    assert anybody.all(path, limit=limit) == anybody.all(path)


@FEW
@given(limit=st.integers(20, 200), verdict=st.sampled_from(["proved", "violated", None]))
def test_pages_of_proofs_too(office: Caller, limit: int, verdict: str | None) -> None:
    query: dict[str, Any] = {"verdict": verdict} if verdict else {}
    whole = office.all("/floor/proofs", **query)
    assert whole
    assert office.all("/floor/proofs", limit=limit, **query) == whole


def test_a_list_has_each_member_once(anybody: Caller) -> None:
    ids = [edition["id"] for edition in anybody.all("/editions", limit=50)]
    assert len(ids) == len(set(ids)) > 100


def test_a_cursor_stays_with_the_state_of_the_first_page(anybody: Caller, district: Snapshot) -> None:
    first = anybody.get("/editions", {"limit": 5}).json()
    moment = datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    newer = Snapshot.objects.create(recorded_at=moment, tree=district.tree, district=district.district)
    assert anybody.get("/editions", {"limit": 5}).json()["as_of"]["snapshot"] == newer.pk
    second = anybody.get("/editions", {"limit": 5, "cursor": first["page"]["next"]}).json()
    assert second["as_of"]["snapshot"] == first["as_of"]["snapshot"] == district.pk


def test_the_next_page_is_linked(anybody: Caller) -> None:
    answer = anybody.get("/items", {"limit": 3, "domain": "elderly"})
    link = answer["Link"]
    assert link.endswith('rel="next"')
    following = anybody.client.get(link[1 : link.index(">")])
    assert following.status_code == 200
    assert following.json()["data"] == anybody.all("/items", domain="elderly")[3:6]


def test_a_cursor_keeps_the_day_of_knowledge(anybody: Caller) -> None:
    query = {"limit": 5, "known": "2022-01-01", "on": "2022-01-01"}
    first = anybody.get("/editions", query).json()
    cursor = first["page"]["next"]
    assert first["as_of"]["known"] == "2022-01-01"
    second = anybody.get("/editions", {"limit": 5, "cursor": cursor}).json()
    assert second["as_of"] == first["as_of"]
    told = anybody.get("/editions", {"limit": 5, "cursor": cursor, "known": "2025-01-01"})
    assert told.status_code == 422
    assert [error["pointer"] for error in told.json()["errors"]] == ["known"]


def test_equal_answers_have_equal_cursors(anybody: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever they are written: an ETag says that the bytes are the same."""
    moments = itertools.count(1)
    monkeypatch.setattr(signing.TimestampSigner, "timestamp", lambda signer: str(next(moments)))
    assert anybody.get("/points", {"limit": 5}).content == anybody.get("/points", {"limit": 5}).content


@pytest.mark.parametrize("cursor", ["", "x", "eyJhIjoxfQ:1abc:def", "a" * 300])
def test_a_cursor_that_is_not_ours_is_refused(anybody: Caller, cursor: str) -> None:
    answer = anybody.get("/editions", {"cursor": cursor})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "cursor"


def test_a_cursor_of_another_list_is_refused(anybody: Caller) -> None:
    cursor = anybody.get("/editions", {"limit": 5}).json()["page"]["next"]
    for path, query in (("/items", {}), ("/editions", {"level": "internal"}), ("/editions", {"on": "2021-07-01"})):
        answer = anybody.get(path, {**query, "cursor": cursor})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == "other_list"


def test_filters_narrow(anybody: Caller) -> None:
    whole = anybody.all("/editions")
    internal = anybody.all("/editions", level="internal")
    assert internal == [edition for edition in whole if edition["level"] == "internal"]
    assert 0 < len(internal) < len(whole)
    one = anybody.all("/editions", code="Q/YXYS 0.002")
    assert [edition["code"] for edition in one] == ["Q/YXYS 0.002—2023"]


def test_every_listed_item_can_be_read(anybody: Caller) -> None:
    for item in anybody.all("/items")[::20]:
        assert anybody.data(f"/items/{item['id']}")["ref"] == item["ref"]
    for item in anybody.all("/items", on="2021-08-01")[::5]:
        assert anybody.data(f"/items/{item['id']}", on="2021-08-01")["ref"] == item["ref"]

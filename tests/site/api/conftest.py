"""Callers of the interface: with and without a token, each with an empty bucket of requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from zhunsheng.site.accounts.models import Holding, Organisation, Role, User
from zhunsheng.site.api.tokens import create_token
from zhunsheng.site.look.moment import today


@pytest.fixture(autouse=True)
def empty_buckets() -> Iterator[None]:
    """Nobody has asked for anything yet."""
    caches["here"].clear()
    yield
    caches["here"].clear()


def person(name: str, role: Role) -> User:
    """Somebody with a role in the district from today on."""
    root, _ = Organisation.objects.get_or_create(
        key="district", defaults={"title_zh": "越秀区", "kind": "district", "path": "/district/"}
    )
    user = User.objects.create_user(name, password="long enough to be one")
    Holding.objects.create(user=user, role=role, organisation=root, since=today())
    return user


@pytest.fixture
def officer(db: None) -> User:
    """Somebody of the standards office."""
    return person("officer", Role.OFFICE)


@dataclass
class Caller:
    """Asks the interface, with a token where there is one."""

    token: str = ""

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def _headers(self, headers: dict[str, str] | None) -> dict[str, str]:
        return {**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **(headers or {})}

    def get(self, path: str, query: dict[str, Any] | None = None, headers: dict[str, str] | None = None) -> Any:
        """GET below /api/v1."""
        return self.client.get(f"/api/v1{path}", query or {}, headers=self._headers(headers))

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        """POST JSON below /api/v1."""
        return self.client.post(
            f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=self._headers(headers)
        )

    def delete(self, path: str) -> Any:
        """DELETE below /api/v1."""
        return self.client.delete(f"/api/v1{path}", headers=self._headers(None))

    def data(self, path: str, **query: Any) -> Any:
        """What a successful GET gives."""
        answer = self.get(path, query)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()["data"]

    def all(self, path: str, limit: int = 200, **query: Any) -> list[Any]:
        """All members of a list, page by page."""
        found: list[Any] = []
        cursor: dict[str, str] = {}
        while True:
            page = self.get(path, {**query, **cursor, "limit": limit})
            assert page.status_code == 200, page.content.decode()
            told = page.json()
            found += told["data"]
            if told["page"]["next"] is None:
                assert len(found) == told["page"]["total"]
                return found
            cursor = {"cursor": told["page"]["next"]}


@pytest.fixture
def anybody(district: object) -> Caller:
    """Somebody without a token."""
    return Caller()


@pytest.fixture
def office(district: object, officer: User) -> Caller:
    """A program of the office."""
    _, text = create_token(officer, "tests", ["office.read"], 1)
    return Caller(text)

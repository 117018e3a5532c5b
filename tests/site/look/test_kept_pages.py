from __future__ import annotations

from datetime import datetime

import pytest
from django.db import OperationalError
from django.test import Client

from tests.site.accounts.world import somebody
from tests.site.catalogue.test_times import changed_tree
from tests.site.conftest import ZONE
from zhunsheng.site.catalogue.operations import record


@pytest.fixture
def client(settings, district):
    at = settings.MIDDLEWARE.index("django.middleware.gzip.GZipMiddleware")
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:at],
        "zhunsheng.site.look.kept_pages.KeptPages",
        *settings.MIDDLEWARE[at:],
    ]
    return Client()


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    """The minute does not end while a test runs."""
    monkeypatch.setattr("zhunsheng.site.look.kept_pages.time.time", lambda: 60_000.0)


def is_kept(answer) -> bool:
    """A page that was not made for this request was made from nothing."""
    return answer.context is None and answer.status_code == 200


def test_a_page_is_made_once(client):
    first, second = client.get("/items/elder_health"), client.get("/items/elder_health")
    assert not is_kept(first)
    assert is_kept(second)
    assert second.content == first.content
    assert second.headers["Content-Language"] == "zh-hans"
    lost = {name: value for name, value in first.headers.items() if second.headers.get(name) != value}
    assert set(lost) <= {"Content-Length"}


@pytest.mark.parametrize(
    ("path", "cookies"),
    [
        ("/items/elder_health?on=2022-06-01", {}),
        ("/items/elder_health", {"language": "en"}),
        ("/items/elder_health", {"elder": "1"}),
        ("/items/elder_health", {"theme": "dark"}),
        ("/items/elder_health", {"asked": "2022-06-01/"}),
    ],
)
def test_whatever_a_page_depends_on_makes_another(client, path, cookies):
    plain = client.get("/items/elder_health")
    client.cookies.load(cookies)
    other = client.get(path)
    assert not is_kept(other)
    assert other.content != plain.content


@pytest.mark.parametrize(
    "path", ["/search?q=老年人", "/interview", "/points?lang=en", "/office/", "/items/no_such_item"]
)
def test_what_is_somebodys_own_or_wrong_is_not_kept(client, path):
    client.get(path)
    assert not is_kept(client.get(path))


def test_a_message_is_read_on_the_next_page_and_kept_for_nobody(client):
    client.get("/")
    client.force_login(somebody("office"))
    client.post("/accounts/logout/")
    del client.cookies["sessionid"]  # as a browser does with what has expired
    page = client.get("/")
    assert not is_kept(page)
    assert "已退出登录" in page.content.decode()
    again = client.get("/")
    assert "已退出登录" not in again.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "elsewhere.example"},
        {"X-Forwarded-Host": "elsewhere.example"},
        {"X-Forwarded-Proto": "gopher"},
        {"X-Original-URL": "/points"},
        {"X-Rewrite-URL": "/points"},
        {"HX-Request": "true", "HX-Target": "main"},
        {"Accept-Language": "en"},
        {"Accept": "application/json"},
        {"User-Agent": "<script>"},
        {"Referer": "https://elsewhere.example/"},
    ],
)
def test_nobody_leaves_anything_for_the_next_reader(client, headers):
    """A page that was made for a strange request is not what others get."""
    strange = client.get("/items/elder_health", headers=headers)
    plain = client.get("/items/elder_health")
    assert strange.status_code == plain.status_code == 200
    assert b"elsewhere" not in plain.content
    assert b"gopher" not in plain.content
    assert plain.content == Client().get("/items/elder_health").content


def test_what_stands_in_the_query_is_in_that_page_only(client):
    assert b"elsewhere" in client.get("/items/elder_health?next=elsewhere").content
    assert b"elsewhere" not in client.get("/items/elder_health").content


def test_health_says_that_the_database_is_gone_though_pages_are_kept(client, monkeypatch):
    class Gone:
        def order_by(self, *_given):
            raise OperationalError("gone")

        cursor = order_by

    monkeypatch.setattr("zhunsheng.site.look.kept_pages.Snapshot.objects", Gone())
    monkeypatch.setattr("zhunsheng.site.look.views.connection", Gone())
    assert client.get("/healthz").status_code == 503


def test_somebody_signed_in_sees_a_page_of_their_own(client):
    client.get("/")
    client.force_login(somebody("office"))
    assert not is_kept(client.get("/"))


def test_a_new_state_of_the_standards_is_seen_at_once(client, tmp_path):
    before = client.get("/items/longevity_allowance").content
    record(changed_tree(tmp_path, "200 if age >= 90", "250 if age >= 90"), "yuexiu", datetime(2030, 1, 1, tzinfo=ZONE))
    after = client.get("/items/longevity_allowance")
    assert not is_kept(after)
    assert after.content != before


def test_after_a_minute_it_is_made_again(client, monkeypatch):
    client.get("/points")
    monkeypatch.setattr("zhunsheng.site.look.kept_pages.time.time", lambda: 60_060.0)
    assert not is_kept(client.get("/points"))

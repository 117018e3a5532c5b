"""The shared pages: switches, statements, errors in words, headers."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import translation
from pytest_django import Settings

from zhunsheng.site.accounts import access
from zhunsheng.site.catalogue.states import NothingKnown, NotInForce
from zhunsheng.site.look import errors, places
from zhunsheng.site.look.middleware import Answers, ChosenLanguage
from zhunsheng.site.look.moment import Moment, today
from zhunsheng.standard.base import DateGap


class Page(HTMLParser):
    """What the content security policy would refuse, and ids that appear twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.refused += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.refused.append(tag)
        for name in ("src", "href", "action"):
            address = given.get(name) or ""
            if re.match(r"(https?:)?//", address) or address.startswith("javascript:"):
                self.refused.append(f"{tag} {address}")
        if given.get("id"):
            self.ids.append(str(given["id"]))


def asked(path: str = "/items/?on=2018-01-01", **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.moment = Moment(date(2018, 1, 1))  # type: ignore[attr-defined]
    return request


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cookies", [{}, {"elder": "1"}, {"theme": "dark"}, {"language": "en"}, {"asked": "2022-06-01/2023-01-01"}]
)
@pytest.mark.parametrize("path", ["/accessibility", "/privacy"])
def test_pages_hold_to_the_policy_in_every_mode(client: Client, path: str, cookies: dict[str, str]):
    client.cookies.load(cookies)
    answer = client.get(path)
    assert answer.status_code == 200
    page = Page(answer.content.decode())
    assert page.refused == []
    assert len(page.ids) == len(set(page.ids))
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]
    text = answer.content.decode()
    assert ("data-elder" in text) == ("elder" in cookies)
    assert f'data-theme="{cookies.get("theme", "light")}"' in text
    assert ('lang="en"' in text.split("<head>")[0]) == ("language" in cookies)
    assert ("asked-bar" in text) == ("asked" in cookies)


@pytest.mark.django_db
def test_htmx_runs_no_code_and_keeps_no_pages(client: Client):
    found = re.search(r"<meta name=\"htmx-config\" content='([^']*)'>", client.get("/privacy").content.decode())
    assert found
    config = json.loads(found[1])
    assert (config["allowEval"], config["includeIndicatorStyles"], config["selfRequestsOnly"]) == (False, False, True)
    assert config["historyCacheSize"] == 0
    assert config["defaultSettleDelay"] == 0  # else what was just swapped in is for a moment no part of htmx yet


@pytest.mark.django_db
def test_a_residents_page_opens_no_session_and_reads_no_database(client: Client, django_assert_num_queries: Any):
    with django_assert_num_queries(0):
        answer = client.get("/privacy")
    assert not answer.cookies
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.django_db
def test_the_office_costs_few_queries(client: Client, django_assert_max_num_queries: Any):
    from tests.site.accounts.world import somebody

    client.force_login(somebody("administrator"))
    with django_assert_max_num_queries(6):  # session, user, holdings; no more for the menus
        answer = client.get("/office/no-such-page")
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "office-body" in text
    for place in ("/office/tokens", "/accounts/users/", "/office/webhooks"):
        assert f'href="{place}"' in text
    client.force_login(somebody("unit"))
    text = client.get("/office/no-such-page").content.decode()
    assert 'href="/accounts/users/"' not in text
    assert Page(text).refused == []


@pytest.mark.django_db
def test_the_date_box_is_remembered_and_cleared(client: Client):
    answer = client.get("/as-of", {"on": "2022-06-01", "known": "2023-01-01", "next": "/privacy?x=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/privacy?x=1")
    assert client.cookies["asked"].value == "2022-06-01/2023-01-01"
    assert "2022-06-01" in client.get("/privacy").content.decode()
    assert client.get("/as-of", {"next": "/privacy"}).headers["Location"] == "/privacy"
    assert client.cookies["asked"].value == ""
    assert "asked-bar" not in client.get("/privacy").content.decode()


@pytest.mark.django_db
def test_today_in_the_date_box_is_no_special_day(client: Client):
    client.get("/as-of", {"on": today().isoformat(), "known": ""})
    assert client.cookies["asked"].value == ""
    client.get("/as-of", {"on": today().isoformat(), "known": "2023-01-01"})
    assert client.cookies["asked"].value == "/2023-01-01"


@pytest.mark.django_db
def test_a_wrong_day_is_said_and_nothing_is_remembered(client: Client):
    answer = client.get("/as-of", {"on": "2022-02-30", "next": "/privacy"})
    assert answer.status_code == 400
    assert "2022-02-30" in answer.content.decode()
    assert 'href="/privacy"' in answer.content.decode()
    assert "asked" not in client.cookies
    assert "看不懂日期「2022-02-30」" in client.get("/privacy?on=2022-02-30").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/as-of", "/display"])
def test_switches_do_not_lead_away(client: Client, path: str):
    for away in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        assert client.get(path, {"next": away}).headers["Location"] == "/"


@pytest.mark.django_db
def test_the_display_is_remembered(client: Client):
    client.get("/display", {"elder": "1"})
    client.get("/display", {"theme": "dark"})
    assert (client.cookies["elder"].value, client.cookies["theme"].value) == ("1", "dark")
    client.get("/display", {"theme": "pink"})
    client.get("/display", {"elder": "0"})
    assert (client.cookies["elder"].value, client.cookies["theme"].value) == ("", "dark")


@pytest.mark.django_db
def test_health_and_robots_need_no_session(client: Client):
    health, robots = client.get("/healthz"), client.get("/robots.txt")
    assert (health.content, health.headers["Cache-Control"]) == (b"ok\n", "no-store")
    assert b"Disallow: /office/" in robots.content
    assert not health.cookies
    assert not robots.cookies


def test_health_says_when_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch):
    from django.db import OperationalError

    from zhunsheng.site.look import views

    class Broken:
        def cursor(self) -> Any:
            raise OperationalError("gone")

    monkeypatch.setattr(views, "connection", Broken())
    assert views.healthz(RequestFactory().get("/healthz")).status_code == 503


FIRST = date(2021, 4, 20)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raised", "says", "link"),
    [
        (NothingKnown(date(2018, 1, 1), FIRST), "没有登记", "/items/?on=2018-01-01&amp;known=2021-04-20"),
        (NotInForce(date(2018, 1, 1), FIRST), "没有施行中的标准", "/items/?on=2021-04-20"),
        (DateGap(date(2018, 1, 1), FIRST), "没有可用的值", "/items/?on=2021-04-20"),
    ],
)
def test_a_day_without_an_answer_is_said_and_the_first_day_named(raised: Exception, says: str, link: str):
    with translation.override("zh-hans"):
        answer = Answers(lambda request: pytest.fail("not called")).process_exception(asked(), raised)
    assert answer is not None
    text = answer.content.decode()
    assert answer.status_code == 404
    assert says in text
    assert "2018 年 1 月 1 日" in text
    assert "2021-04-20" in text
    assert f'href="{link}"' in text


@pytest.mark.django_db
def test_no_first_day_no_link():
    gate = Answers(lambda request: pytest.fail("not called"))
    with translation.override("zh-hans"):
        empty = gate.process_exception(asked(), NothingKnown(None, None))
        ended = gate.process_exception(asked(), DateGap(date(2018, 1, 1), None))
    assert empty is not None
    assert ended is not None
    assert "数据库还是空的" in empty.content.decode()
    assert "最早的一天" not in ended.content.decode()


@pytest.mark.django_db
def test_the_api_answers_for_itself():
    gate = Answers(lambda request: HttpResponseNotAllowed(["GET"]))
    assert gate.process_exception(asked("/api/v1/items"), NotInForce(today(), None)) is None
    assert gate(asked("/api/v1/items")).content == b""


def test_the_language_is_kept_on_the_device_but_not_for_programs():
    gate = ChosenLanguage(lambda request: HttpResponse(translation.get_language()))
    kept = gate(asked("/items/?lang=en"))
    assert (kept.content, kept.cookies["language"].value, kept.headers["Content-Language"]) == (b"en", "en", "en")
    assert gate(asked("/items/", language="en")).content == b"en"
    assert gate(asked("/items/?lang=xx")).content == b"zh-hans"
    assert not gate(asked("/items/?lang=xx")).cookies
    program = gate(asked("/api/v1/items?lang=en"))
    assert (program.content, list(program.cookies)) == (b"en", [])


@pytest.mark.django_db
def test_other_faults_are_left_to_others():
    assert Answers(lambda request: pytest.fail("not called")).process_exception(asked(), ZeroDivisionError()) is None


@pytest.mark.django_db
def test_a_method_that_is_not_taken_is_said():
    with translation.override("zh-hans"):
        answer = Answers(lambda request: HttpResponseNotAllowed(["GET", "HEAD"]))(asked())
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "没有保存任何东西" in answer.content.decode()


@pytest.mark.django_db
def test_errors_say_who_can_and_where_to_look():
    refused = PermissionDenied()
    refused.who = ["创建办 <甲>"]  # type: ignore[attr-defined]
    with translation.override("zh-hans"):
        forbidden = errors.forbidden(asked(), refused).content.decode()
        missing = errors.not_found(asked(), Http404()).content.decode()
        busy = errors.too_many(asked(), seconds=30)
        stale = errors.csrf_failure(asked(), "no cookie")
    assert "创建办 &lt;甲&gt;" in forbidden
    assert 'action="/search"' in missing
    assert (busy.status_code, busy.headers["Retry-After"]) == (429, "30")
    assert "30 秒后" in busy.content.decode()
    assert (stale.status_code, "没有提交" in stale.content.decode()) == (403, True)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/privacy", "/search", "/accounts/login/", "/no/such/page"])
@pytest.mark.parametrize("cookies", [{}, {"sessionid": "x"}])
def test_more_parameters_than_are_read_have_their_page(path: str, cookies: dict[str, str]):
    client = Client(raise_request_exception=False)
    client.cookies.load(cookies)
    for method in (client.get, client.post):
        answer = method(f"{path}?{'&'.join(['a=1'] * 1001)}")
        assert answer.status_code == 400
        assert "这个请求看不懂" in answer.content.decode()
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        ("&".join(["a=1"] * 1001), "application/x-www-form-urlencoded", 400),
        ("a=" + "x" * 3_000_000, "application/x-www-form-urlencoded", 400),
        ("no boundary", "multipart/form-data", 400),
        ("--b\r\nnonsense", "multipart/form-data; boundary=b", 200),
        ("login=a%00b&password=x", "application/x-www-form-urlencoded", 200),
        ("login=%FF%FE&password=%FF", "application/x-www-form-urlencoded", 200),
    ],
)
def test_bodies_that_cannot_be_read_have_their_page(data: str, content_type: str, status: int):
    client = Client(raise_request_exception=False, enforce_csrf_checks=False)
    answer = client.generic("POST", "/accounts/login/", data, content_type)
    assert answer.status_code == status


@pytest.mark.django_db
def test_a_name_of_a_host_that_is_not_ours_is_refused(settings: Settings):
    settings.ALLOWED_HOSTS = ["standards.example.cn"]
    refused = Client(raise_request_exception=False).get("/privacy", headers={"Host": "elsewhere.example"})
    assert refused.status_code == 400
    assert "elsewhere" not in refused.content.decode()
    assert Client().get("/privacy", headers={"Host": "standards.example.cn"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/privacy?lang=en", "/display?theme=dark&elder=1", "/as-of?on=2022-06-01"])
def test_cookies_are_for_https_only_where_the_page_came_by_it(client: Client, address: str):
    assert all(cookie["secure"] for cookie in client.get(address, secure=True).cookies.values())
    assert not any(cookie["secure"] for cookie in client.get(address).cookies.values())


@pytest.mark.django_db
def test_errors_stand_without_what_middleware_adds():
    bare = RequestFactory().get("/nowhere")
    for answer in (errors.bad_request(bare), errors.forbidden(bare), errors.not_found(bare)):
        assert Page(answer.content.decode()).refused == []


def test_the_page_for_500_needs_no_database():
    chinese, english = errors.server_error(asked()), errors.server_error(asked(language="en"))
    assert chinese.status_code == english.status_code == 500
    assert "没有保存" in chinese.content.decode()
    assert "Nothing was saved" in english.content.decode()
    assert Page(chinese.content.decode()).refused == []


def test_every_place_of_the_menus_exists(rf: RequestFactory):
    class Everything:
        is_authenticated = True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "may", lambda user, permission: True)
        request = rf.get("/")
        request.user = Everything()  # type: ignore[assignment]
        listed = [
            *places.public_places(),
            *(place for group in places.office_places(request) for place in group.places),
        ]
    for place in listed:
        assert resolve(place.address).view_name, place


@pytest.mark.django_db
def test_policy_of_words():
    """No exclamation marks, no 暂无, no 线上 or 线下 in anything that this room says (visual.md, section 7)."""
    from pathlib import Path

    room = Path(places.__file__).parent
    for path in [*room.rglob("*.html"), *room.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search("暂无|线上|线下|！|请务必|敬请", text), path

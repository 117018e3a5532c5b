"""The two times of a request."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.site.accounts import world
from zhunsheng.site.accounts.models import Role
from zhunsheng.site.look.moment import COOKIE, Moment, read_moment, today


@given(st.dates(), st.none() | st.dates())
def test_an_address_says_the_same_moment_again(on: date, known: date | None):
    moment = Moment(on, known)
    query = parse_qs(moment.query)
    again = read_moment(query.get("on", [None])[0], query.get("known", [None])[0])
    assert (again.on, again.known) == (on, known)
    assert moment.is_now == (moment.query == "")


@pytest.mark.parametrize(
    "text", ["2022-13-01", "2022-02-30", "20220601", "2022-W01-1", "昨天", "２０２２-06-01", "2022-6-1"]
)
def test_what_is_no_day_is_said_and_today_stands_in(text: str):
    assert read_moment(text, None) == Moment(today(), None, (text,))
    assert read_moment("2022-06-01", text) == Moment(date(2022, 6, 1), None, (text,))


def test_nothing_asked_is_now():
    assert read_moment(None, "").is_now


@pytest.mark.parametrize(
    ("cookie", "address", "menu"),
    [
        ("", "/office/standards", "/office/framework"),
        ("", "/office/standards?on=2023-05-01", "/office/framework?on=2023-05-01"),
        ("2022-06-01/", "/office/standards", "/office/framework?on=2022-06-01"),
        ("2022-06-01/", f"/office/standards?on={today()}", f"/office/framework?on={today()}"),
    ],
)
@pytest.mark.django_db
def test_the_menu_and_the_search_keep_the_asked_day(district: object, cookie: str, address: str, menu: str):
    """Whoever came by an address with a day stays on that day; even today, where the device remembers another one."""
    client = Client()
    client.force_login(world.somebody(Role.OFFICE))
    if cookie:
        client.cookies[COOKIE] = cookie
    page = client.get(address).content.decode()
    assert f'<li><a href="{menu}">' in page
    field = f'<input type="hidden" name="on" value="{menu.rpartition("=")[2]}">'
    assert (field in page) is ("on=" in menu)

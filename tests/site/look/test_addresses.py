"""Going back never leads away from this site; addresses change in one respect only."""

from __future__ import annotations

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from zhunsheng.site.look.addresses import here, safe_next, with_query

FACTORY = RequestFactory()
HOME = "http://localhost"


def back(wanted: str) -> str:
    return safe_next(FACTORY.get("/as-of", {"next": wanted}), "/otherwise")


@given(st.text(alphabet="/\\:@?#.%ajh\t\n ", max_size=20) | st.text(max_size=12).map(lambda text: f"/{text}"))
@example("//evil.example")
@example("/\\evil.example")
@example("/\t/evil.example")
@example("http:///evil.example")
@example("javascript:alert(1)")
@example("/%09/evil.example")
@example("\x00//evil.example")
@example("/[//")
def test_nobody_is_led_away(wanted: str):
    got = back(wanted)
    assert got == wanted or got == "/otherwise"
    assert got.startswith("/")
    landed = urlsplit(urljoin(HOME, got.replace("\\", "/")))
    assert (landed.scheme, landed.netloc) == ("http", "localhost")


@pytest.mark.parametrize(
    "wanted", ["/", "/items/lnr?on=2022-06-01", "/search?q=%E8%80%81%E4%BA%BA", "/a//b", "/items/老人#where"]
)
def test_paths_of_ours_are_kept(wanted: str):
    assert back(wanted) == wanted


@pytest.mark.parametrize(
    "wanted", ["", "items", "//evil.example/x", "https://evil.example", "/" + "a" * 2001, "/a\r\nSet-Cookie: x=1"]
)
def test_others_are_not(wanted: str):
    assert back(wanted) == "/otherwise"


NAMES = st.sampled_from(["on", "known", "lang", "q", "kind"])
QUERIES = st.lists(st.tuples(NAMES, st.text(alphabet="ab老&=+ %", max_size=6)), max_size=6)


@given(QUERIES, NAMES, st.sampled_from(["zh", "a&b"]))
def test_one_parameter_changes_and_the_rest_stays(pairs: list[tuple[str, str]], name: str, value: str):
    query: dict[str, list[str]] = {}
    for key, one in pairs:
        query.setdefault(key, []).append(one)
    address = here(FACTORY.get("/search", query), **{name: value})
    got = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert got == {**query, name: [value]}
    without = parse_qs(urlsplit(here(FACTORY.get("/search", query), name)).query, keep_blank_values=True)
    assert without == {key: values for key, values in query.items() if key != name}


def test_what_was_posted_is_never_in_an_address():
    request = FACTORY.post("/interview?lang=en", {"age": "67"})
    assert here(request, on="2022-06-01") == "/interview?lang=en&on=2022-06-01"


def test_a_query_is_encoded():
    assert with_query("/as-of", next="/a?b=1&c=2") == "/as-of?next=%2Fa%3Fb%3D1%26c%3D2"

"""Addresses of the site that the documentation prints are addresses of the site."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import Resolver404, resolve

from scripts.reference import ROOT, pages
from zhunsheng.site.look.moment import read_day

_PRINTED = re.compile(r"(?:localhost:8000|^\| `)(/[A-Za-z][^\s\"'`>|)\\]*)", re.MULTILINE)


def printed() -> dict[str, str]:
    """Addresses with the page that prints them; of the reference only what stands after the host."""
    found: dict[str, str] = {}
    for page in pages():
        for address in _PRINTED.findall(page.read_text(encoding="utf-8")):
            if not page.match("docs/reference/api.md") or address.startswith("/api/"):
                found.setdefault(address, page.relative_to(ROOT).as_posix())
    return found


def test_there_are_some() -> None:
    assert len(printed()) > 10


@pytest.mark.parametrize(("address", "page"), printed().items())
def test_it_leads_somewhere(address: str, page: str) -> None:
    parts = urlsplit(address)
    resolve(parts.path)  # raises Resolver404
    asked = parse_qs(parts.query)
    for name in asked.keys() & {"on", "known"}:
        assert read_day(asked[name][0]), f"{page}: {name}"


def test_one_that_leads_nowhere_is_noticed() -> None:
    with pytest.raises(Resolver404):
        resolve("/items/elder_health/nothing-of-that-name")

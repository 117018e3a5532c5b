"""What holds for every page of the office that is read: tables that can be heard, no names that only programs know."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from zhunsheng.site.catalogue.models import Edition

PAGES = (
    "/office/",
    "/office/framework?on=2023-05-01",
    "/office/standards",
    "/office/items",
    "/office/standards/upstream",
    "/office/standards/register",
    "/office/standards/reviews",
    "/office/floor",
)
#: The workspaces by which programs know the levels.
IDS = re.compile(r"\b(?:cn|gd|gz|yuexiu)/20\d\d\b|\byuexiu-2021\b")


def tables_of(page: str) -> list[str]:
    return re.findall(r"<table.*?</table>", page, re.DOTALL)


def words_of(page: str) -> str:
    """What is read: no tags, nothing that only a program reads."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page[page.index("<main") :], flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body)


@pytest.mark.parametrize("address", PAGES)
def test_every_table_has_a_caption_and_heads_that_say_what_of(office: Client, address: str) -> None:
    found = tables_of(office.get(address).content.decode())
    assert found or address == "/office/standards/reviews"
    for table in found:
        assert "<caption" in table, table[:200]
        heads = re.findall(r"<th\b[^>]*>", table)
        assert heads
        assert all("scope=" in head for head in heads)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_shows_how_programs_call_a_level(office: Client, address: str) -> None:
    assert IDS.findall(words_of(office.get(address).content.decode())) == []


def test_a_judgement_names_the_edition_it_was_made_against(office: Client, edition: Callable[[str], Edition]) -> None:
    """Beside clause 4.1: against the national standard of 2023, in words."""
    pk = edition("yuexiu/standards/elderly/01-elder-health.yaml").pk
    words = words_of(office.get(f"/office/standards/{pk}?clause=4.1").content.decode())
    assert "对照国家 2023" in words
    assert IDS.findall(words) == []

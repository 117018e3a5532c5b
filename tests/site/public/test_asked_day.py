"""A page that answers to another day leads on to that day: every link and every form keeps both times."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.site.public.test_pages import standard_of, words
from zhunsheng.site.catalogue.models import Edition

pytestmark = pytest.mark.usefixtures("district")
ASKED = {"on": "2024-02-01", "known": "2024-03-01"}
#: Links to another day on purpose.
OTHER_DAY = ("看今天施行的版本",)
#: A day on which the edition of 2021 is in force; six texts of the one of 2023 say that they had begun.
BEFORE = {"on": "2022-10-01"}


def pages() -> list[tuple[str, dict[str, str] | None]]:
    """Addresses, and what is posted to them."""
    pk = standard_of("elder_health")
    told = {"a.age": "82", "a.local_hukou": "true"}
    return [
        ("/", None), ("/items/", None), ("/items/?life=school", None), ("/domains/elderly", None),
        ("/items/elder_health", None), ("/items/longevity_allowance", None), ("/items/elder_health/history", None),
        ("/search?q=老年人", None), ("/search?q=没有这样的词", None), ("/search", None), ("/search", {"q": "父亲82岁"}),
        ("/standards/", None), ("/standards/?of=above", None), (f"/standards/{pk}", None),
        (f"/standards/{pk}/history", None), ("/points", None), ("/points/yikang-beijing", None),
        ("/interview", None), ("/interview?item=elder_health", None), ("/interview/helping", None),
        ("/interview", {**told, "begin": "1"}), ("/interview", {"sentence": "父亲82岁，走路不便"}),
        ("/interview/helping", told), ("/interview/sheet", told),
    ]  # fmt: skip


def test_links_and_forms_keep_the_asked_day(client: Client) -> None:
    query = "&".join(f"{name}={value}" for name, value in ASKED.items())
    for address, posted in pages():
        asked = f"{address}{'&' if '?' in address else '?'}{query}"
        response = client.get(asked) if posted is None else client.post(asked, posted)
        assert response.status_code == 200, address
        main = re.search(r"(?s)<main.*</main>", response.content.decode())
        assert main is not None
        assert [*_links(main.group()), *_forms(main.group())] == [], (address, posted)


def _keeps(query: str) -> bool:
    told = parse_qs(unescape(query))
    return all(told.get(name) == [value] for name, value in ASKED.items())


def _links(page: str) -> list[str]:
    """Links into the site that lead to another day."""
    found = re.findall(r'(?s)<a [^>]*href="([/?][^"]*)"[^>]*>(.*?)</a>', page)
    return [
        address
        for address, text in found
        if not _keeps(urlsplit(unescape(address)).query) and not any(words in text for words in OTHER_DAY)
    ]


def _forms(page: str) -> list[str]:
    """Forms that lead to another day: what is posted has it in the address, the rest in hidden fields."""
    found = []
    for head, body in re.findall(r"(?s)<form([^>]*)>(.*?)</form>", page):
        action = re.search(r'action="([^"]*)"', head)
        if 'method="post"' in head:
            kept = _keeps(urlsplit(unescape(action.group(1))).query) if action else True
        else:
            hidden = re.findall(r'type="hidden" name="(on|known)" value="([^"]*)"', body)
            kept = dict(hidden) == ASKED and len(hidden) == len(ASKED)
        found += [] if kept else [head]
    return found


def test_the_printed_code_leads_to_this_very_page(client: Client) -> None:
    then = client.get("/items/elder_health", ASKED)
    assert urlsplit(then.context["permalink"]).query == "on=2024-02-01&known=2024-03-01"


def test_an_item_of_another_day_says_when_it_begins(client: Client) -> None:
    page = client.get("/items/home_bed", {"on": "2023-08-31"})
    assert page.status_code == 404
    assert "「家庭病床」从 2023-09-01 起施行，这一天还没有。" in words(page)
    assert 'href="/items/home_bed?on=2023-09-01"' in page.content.decode()
    assert client.get("/items/home_bed?on=2023-09-01").status_code == 200


def test_texts_that_had_begun_are_listed_though_a_later_edition_has_them(client: Client) -> None:
    listed = client.get("/standards/", BEFORE)
    shown: list[Edition] = [one for shelf in listed.context["shelves"] for one in shelf.editions]
    later = [one for one in shown if one.workspace == "yuexiu"]
    assert len(later) == 6
    assert all(one.starts <= date(2022, 10, 1) for one in shown)  # type: ignore[attr-defined]
    assert {one.workspace for one in shown} == {"yuexiu", "yuexiu/2021"}
    assert listed.context["total"] == len({one.pk for one in shown}) == len(shown)
    now = [one for shelf in client.get("/standards/").context["shelves"] for one in shelf.editions]
    assert {one.workspace for one in now} == {"yuexiu"}


@pytest.mark.parametrize("address", ["/", "/items/"])
def test_items_that_had_begun_are_not_passed_over_in_silence(client: Client, address: str) -> None:
    assert "另有 8 项的标准在这一天已经施行" in words(client.get(address, BEFORE))
    assert "另有" not in words(client.get(address)).split("按领域排列")[-1][:200]
    assert client.get(address).context["unlisted"] == 0


def test_an_item_that_had_begun_says_why_there_is_no_page(client: Client) -> None:
    page: Any = client.get("/items/disability_allowances", BEFORE)
    assert page.status_code == 404
    assert "从 2022-01-01 起施行，写在 2023-01-01 起的一版标准体系里" in words(page)
    assert 'href="/items/disability_allowances?on=2023-01-01"' in page.content.decode()
    assert client.get("/items/disability_allowances?on=2023-01-01").status_code == 200
    earlier = client.get("/items/disability_allowances", {"on": "2021-08-01"})
    assert "从 2022-01-01 起施行，这一天还没有" in words(earlier)
    assert 'href="/items/disability_allowances?on=2023-01-01"' in earlier.content.decode()
    assert client.get(reverse("public:item_document", args=["disability_allowances", "md"]), BEFORE).status_code == 404


def test_interview_and_points_know_only_what_is_in_force(client: Client) -> None:
    """The day before its own standard begins, an item is neither promised nor refused, and no point gives it."""
    for day, there in (("2023-08-31", False), ("2023-09-01", True)):
        told = client.post(f"/interview/sheet?on={day}", {"a.age": "82", "a.local_hukou": "true"})
        shown = {one.item for one in told.context["results"]}
        assert ("home_bed" in shown) is there
        assert shown == {
            line.key for group in client.get(f"/items/?on={day}").context["groups"] for line in group["items"]
        }
        assert ('value="home_bed"' in client.get(f"/interview?on={day}").content.decode()) is there
        given = {key for point in client.get(f"/points?on={day}").context["points"] for key, _ in point.items}
        assert given <= shown
        assert ('<option value="assistive_devices"' in client.get(f"/points?on={day}").content.decode()) is (
            "assistive_devices" in given
        )

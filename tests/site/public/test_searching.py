"""Search on the residents' door: what is found, where it leads, what is offered otherwise, and what stays out of addresses."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.site.public.test_pages import words
from zhunsheng.site.catalogue import selectors, states
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.public.sayings import SAYINGS
from zhunsheng.site.public.searching import Asked, speaks_of_person

pytestmark = pytest.mark.usefixtures("district")
SENTENCE = "父亲 82 岁，走路不方便"


def test_a_word_is_found_and_marked(client: Client) -> None:
    response = client.get(reverse("public:search"), {"q": "长寿"})
    page = response.content.decode()
    assert "<mark>长寿</mark>" in page
    assert reverse("public:item", args=["longevity_allowance"]) in page


def test_every_hit_leads_somewhere(client: Client) -> None:
    for query in ("身份证", "体检", "残疾"):
        response = client.get(reverse("public:search"), {"q": query, "wide": "1"})
        assert response.context["results"]
        for one in response.context["results"]:
            page = client.get(one["address"].partition("#")[0])
            assert page.status_code == 200, one["address"]
            anchor = one["address"].partition("#")[2]
            assert not anchor or f'id="{anchor}"' in page.content.decode(), one["address"]


def test_letters_find_names_by_their_initials(client: Client) -> None:
    response = client.get(reverse("public:search"), {"q": "lnrjk"})
    assert "老年人健康管理" in {one["hit"].entry.title_zh for one in response.context["results"]}


def test_kinds_narrow(client: Client) -> None:
    everything = client.get(reverse("public:search"), {"q": "老年人"}).context
    for kind in everything["kinds"]:
        response = client.get(reverse("public:search") + "?" + kind["address"])
        assert {one["hit"].kind for one in response.context["results"]} <= {kind["id"]}
        assert response.context["found"].total == kind["count"]


def test_nothing_found_says_where_was_looked_and_offers_what_is_near(client: Client) -> None:
    response = client.get(reverse("public:search"), {"q": "住院费报销怎么办"})
    assert not response.context["results"]
    assert "查过本区" in words(response)
    assert "resident_medical" in {line.key for line in response.context["nearest"]}


def test_what_people_call_it_leads_to_the_item(client: Client) -> None:
    for said, key in (("体检", "elder_health"), ("高龄津贴", "longevity_allowance"), ("公租房", "public_rental")):
        response = client.get(reverse("public:search"), {"q": said})
        shown = {line.key for line in response.context["meant"]}
        shown |= {one["hit"].key for one in response.context["results"] if one["hit"].kind == "item"}
        assert key in shown, said


def test_sayings_lead_to_items_of_the_district() -> None:
    library = states.state_of(selectors.snapshot_for()).library()
    assert [key for _, items in SAYINGS for key in items if not library.has(key)] == []
    said = [word for words, _ in SAYINGS for word in words]
    assert len(said) == len(set(said))
    assert [word for word in said if word != word.lower()] == []


def test_words_go_on_to_an_address(client: Client) -> None:
    response = client.post(reverse("public:search"), {"q": "高龄津贴"})
    assert response.status_code == 303
    assert response.headers["Location"].startswith(reverse("public:search") + "?q=")


def test_a_sentence_about_a_person_stays_out_of_addresses(client: Client) -> None:
    response = client.post(reverse("public:search"), {"q": SENTENCE})
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert 'name="sentence"' in response.content.decode()
    assert {one.id for one in response.context["happening"]} == {"elder-care", "disability"}
    assert not client.session.keys()
    page = response.content.decode()
    assert quote(SENTENCE) not in page
    assert urlencode({"q": SENTENCE}) not in page
    carrying = [form for form in re.findall(r"(?s)<form.*?</form>", page) if f'value="{SENTENCE}"' in form]
    assert len(carrying) == 2
    assert all('method="post"' in form for form in carrying)


def test_a_question_needs_no_cookie(district: Snapshot) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("public:search"), {"q": "x"})
    assert (answer.status_code, len(answer.cookies)) == (303, 0)


@pytest.mark.parametrize("page", ["9" * 5000, "1" * 7, "0", "-1", "2x", "１"])
def test_a_page_that_is_none_is_the_first(page: str) -> None:
    assert Asked.of({"q": "x", "page": page}).page == 0


@given(st.text(max_size=30))
def test_any_question_is_read(text: str) -> None:
    asked = Asked.of({"q": text, "page": text, "kind": text, "level": text})
    assert asked.page >= 0
    assert asked.kind in ("", "item", "standard", "material", "clause")
    assert "%00" not in Asked.of({"q": f"\0{text}", "domain": f"\0{text}"}).address()  # no database takes it
    assert isinstance(speaks_of_person(text), bool)


@pytest.mark.parametrize("query", ["%", "'", '"', "\\", "(", "*", "NEAR", "AND", "\x00", "<script>", "💧", "的" * 300])
def test_strange_questions_break_nothing(client: Client, query: str) -> None:
    response = client.get(reverse("public:search"), {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()

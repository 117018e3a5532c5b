"""What readers of the residents' pages stumbled over once: order, names, days, English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.site.public.test_pages import words
from zhunsheng.site.catalogue import selectors, states
from zhunsheng.site.public import guide

SOURCE = Path(__file__).parents[3] / "src" / "zhunsheng"
KEYWORDS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "T"}
HAN = re.compile(r"[㐀-鿿]")


def _is_to_translate(node: ast.Call) -> bool:
    """Whether it is a call such as ``_("…")``."""
    if not isinstance(node.func, ast.Name) or not node.args:
        return False
    return node.func.id in KEYWORDS and isinstance(node.args[0], ast.Constant)


@pytest.mark.parametrize("folder", sorted(one.name for one in SOURCE.iterdir() if one.is_dir()))
def test_words_to_translate_stand_in_no_f_string(folder: str) -> None:
    """There the extraction does not find them, and English pages show them in Chinese."""
    wrong = []
    for path in (SOURCE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                wrong += [
                    f"{path.name}:{one.lineno}"
                    for one in ast.walk(node)
                    if isinstance(one, ast.Call) and _is_to_translate(one)
                ]
    assert wrong == []


@pytest.mark.usefixtures("district")
class TestGuides:
    """The page of an item, and its files."""

    def test_where_to_go_stands_before_what_it_rests_on(self, client: Client) -> None:
        page = client.get(reverse("public:item", args=["elder_health"])).content.decode()
        places = [page.index(f'id="{one}"') for one in ("who", "what", "papers", "how", "where", "ask", "basis")]
        assert places == sorted(places)

    def test_bodies_are_named_in_english(self, client: Client) -> None:
        page = client.get(reverse("public:item", args=["elder_health"]), {"lang": "en"}).content.decode()
        assert "District health bureau" in page
        library = states.state_of(selectors.snapshot_for()).library()
        known = {one.title.zh for one in library.workspace.organisation.organisations} | set(guide.OTHER_BODIES)
        named = [library.service(key).source.lead_agency or "" for key in library.ids()]
        assert {name for names in named for name in names.split("、") if name} <= known

    def test_a_note_that_nobody_put_into_english_is_no_english(self, client: Client) -> None:
        for key in ("elder_bus", "job_fairs"):
            page = client.get(reverse("public:item", args=[key]), {"lang": "en"}).content.decode()
            origin = re.search(r'class="origin-words">([^<]*)<', page)
            assert origin is not None
            assert not HAN.search(origin[1])

    @pytest.mark.parametrize("known", ["", "2025-03-01"])
    def test_the_code_of_the_file_leads_to_the_same_moment(self, client: Client, known: str) -> None:
        asked = {"on": "2024-06-03", "lang": "zh", **({"known": known} if known else {})}
        text = client.get(reverse("public:item_document", args=["elder_health", "md"]), asked).content.decode()
        address = "http://testserver/items/elder_health?on=2024-06-03" + (f"&known={known}" if known else "")
        assert f"{address}\n" in text.replace("\\", "").replace(")", "\n").replace(" ", "\n")
        assert ("只用到" in text) is bool(known)
        assert not known or f"只用到 {known} 为止登记的内容" in text


@pytest.mark.usefixtures("district")
class TestSearch:
    """A sentence, and English words."""

    def test_a_sentence_leads_to_what_fits_first_and_says_no_failure(self, client: Client) -> None:
        response = client.post(reverse("public:search"), {"q": "我在广州打工，孩子要上小学，没有户口"})
        assert response.context["nearest"][0].key == "migrant_school_admission"
        assert "没有找到" not in words(response)

    def test_what_the_standards_call_otherwise_in_english(self, client: Client) -> None:
        response = client.get(reverse("public:search"), {"q": "elderly", "lang": "en"})
        assert response.context["meant"][0].key == "elder_health"
        parents = client.get(reverse("public:search"), {"q": "parents", "lang": "en"})
        assert "public_rental" not in {line.key for line in parents.context["meant"]}


@pytest.mark.usefixtures("district")
def test_quotation_marks_inside_others_are_the_inner_ones(client: Client) -> None:
    page = words(client.get(reverse("public:item_history", args=["elder_health"])))
    assert "「环节『预约登记』时限」" in page
    assert not re.search(r"「[^」]*「", page)


@pytest.mark.usefixtures("district")
def test_a_change_of_spacing_says_from_what_to_what(client: Client) -> None:
    page = words(client.get(reverse("public:item_history", args=["elder_health"])))
    assert re.search(r"「评估次数」的间隔要求有变化 *没有 → 间隔不超过15个月", page)


@pytest.mark.usefixtures("district")
def test_the_date_box_has_its_name_where_only_its_sign_is_seen(client: Client) -> None:
    page = client.get("/?on=2024-06-03").content.decode()
    assert '<summary aria-label="按此日作答 2024-06-03">' in page

"""The lists of standards, items, texts above, references and reviews."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from zhunsheng.floor.lint.review import review_due
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Item, Proof, Snapshot
from zhunsheng.site.look.moment import today
from zhunsheng.site.office.verdicts import Standing, worse

LISTS = ["standards", "items", "standards/upstream", "standards/register", "standards/reviews"]


def text_of(answer: Any) -> str:
    """The page as text."""
    return str(answer.content.decode())


def test_every_place_of_the_system_is_on_one_page(office: Client) -> None:
    """415 places; a line that stands for several says how many."""
    answer = office.get("/office/standards")
    assert answer.status_code == 200
    assert answer.context["total"] == 415
    assert len(answer.context["rows"]) == text_of(answer).count("<tr>") - 1
    assert sum(row.count for row in answer.context["rows"]) == 415


def test_one_click_filters_and_the_address_keeps_it(office: Client) -> None:
    """The address of a chip shows what the chip says; the chip is then marked."""
    first = office.get("/office/standards?state=gap")
    elderly = next(one for one in first.context["filters"] if one.name == "domain").choices[5]
    answer = office.get(elderly.address)
    assert answer.context["shown"] == elderly.count > 0
    assert all(row.values["state"] == ("gap",) for row in answer.context["rows"])
    assert f'aria-current="true">{elderly.label}' in text_of(answer)


def test_a_list_is_found_by_initials(office: Client) -> None:
    """lnrjkglfwgf: the first letters of 老年人健康管理服务规范."""
    rows = office.get("/office/standards?q=lnrjkglfwgf").context["rows"]
    assert [row.order["title"] for row in rows] == ["老年人健康管理服务规范"]


def test_nothing_found_says_what_was_looked_at(office: Client) -> None:
    """An empty list is an answer with a way out."""
    page = text_of(office.get("/office/standards?q=没有这样的标准"))
    assert "没有同时符合这些筛选的" in page
    assert "去掉筛选" in page


def test_columns_sort(office: Client) -> None:
    """By day, downwards: the newest first, and the head says so."""
    answer = office.get("/office/standards?sort=-effective")
    days = [str(row.order["effective"]) for row in answer.context["rows"]]
    assert days == sorted(days, reverse=True)
    assert 'aria-sort="descending"' in text_of(answer)


def test_the_files_hold_what_is_filtered(office: Client) -> None:
    """CSV and XLSX have a line for each row of the page."""
    query = "domain=elderly&state=gap"
    shown = office.get(f"/office/standards?{query}").context["rows"]
    lines = text_of(office.get(f"/office/standards.csv?{query}")).strip().splitlines()
    assert len(lines) == len(shown) + 1
    sheet = load_workbook(io.BytesIO(office.get(f"/office/standards.xlsx?{query}").content)).worksheets[0]
    assert sheet.max_row == len(shown) + 3


def test_items_say_where_they_come_from_and_how_they_stand(office: Client) -> None:
    """141 items; elder health comes from the state, exceeds it, and has guide and manual."""
    answer = office.get("/office/items")
    assert answer.context["total"] == 141
    (row,) = [row for row in answer.context["rows"] if row.cells[0] == "elder_health"]
    assert row.values["origin"] == ("national",)
    assert row.values["verdict"] == ("exceeds",)
    assert "/office/items/elder_health/manual.pdf" in row.html
    assert "/items/elder_health" in row.html


def test_an_item_is_as_good_as_its_worst_proof(office: Client, district: Snapshot) -> None:
    """The verdict of the list is never better than any proof of the day against what is above."""
    rows = {row.cells[0]: row for row in office.get("/office/items").context["rows"]}
    above = {"cn/2023", "gd/2023", "gz/2023"}
    for proof in Proof.objects.filter(lower="yuexiu", upper__in=above, verdict__in=("violated", "missing")):
        for item in proof.derived:
            assert rows[item].values["verdict"] in (("violated",), ("missing",))


def test_worse_is_an_order() -> None:
    """Nobody here is no claim; what is said wins over what is not."""
    order = ["", "zero", "proved", "not_formalised", "undecided", "missing", "violated"]
    for low, first in enumerate(order):
        for second in order[low:]:
            assert worse(first, second) == worse(second, first) == second


def test_exceeding_shows_only_where_all_is_proved() -> None:
    """Something below the floor is never shown as better than the floor."""
    assert Standing("proved", True).shown == "exceeds"
    assert Standing("violated", True).shown == "violated"


def test_texts_above_include_what_was_replaced(office: Client) -> None:
    """Both national editions, the province, the city; the old one marked."""
    answer = office.get("/office/standards/upstream")
    groups = {group["workspace"]: group for group in answer.context["sources"]}
    assert list(groups)[:2] == ["cn/2023", "cn/2021"]
    assert set(groups) >= {"gd/2023", "gz/2023"}
    assert groups["cn/2021"]["ended"]
    assert not groups["cn/2023"]["ended"]
    assert (
        sum(row["n"] for row in groups["cn/2023"]["rows"]) == Item.objects.filter(edition__workspace="cn/2023").count()
    )


def test_references_say_what_replaces_them(office: Client) -> None:
    """A standard outside that another replaced stands first, with the other's number and who still names it."""
    answer = office.get("/office/standards/register")
    first = answer.context["rows"][0]
    assert first["status"] == "replaced"
    assert first["replaced_by"]
    assert first["naming"]
    only = office.get("/office/standards/register?status=in_force").context["rows"]
    assert only
    assert {row["status"] for row in only} == {"in_force"}


def test_reviews_are_five_years_after_the_last(office: Client, district: Snapshot) -> None:
    """Soonest first; red only what is overdue."""
    rows = office.get("/office/standards/reviews").context["rows"]
    assert [row["due"] for row in rows] == sorted(row["due"] for row in rows)
    one = Edition.objects.get(path="yuexiu/standards/elderly/01-elder-health.yaml")
    (mine,) = [row for row in rows if row["code"] == one.code]
    assert mine["due"] == review_due(one.issued)
    assert mine["days"] == (mine["due"] - today()).days


def test_overdue_is_red_and_counted(office: Client) -> None:
    """Asked ten years later everything is overdue, and says by how much."""
    page = text_of(office.get(f"/office/standards/reviews?on={today() + timedelta(days=3700)}"))
    assert "due-late" in page
    assert re.search(r"超 \d+ 日", page)


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_the_database_little(office: Client, name: str, django_assert_max_num_queries: Any) -> None:
    """However many rows: no query a row."""
    office.get(f"/office/{name}")
    with django_assert_max_num_queries(12):
        office.get(f"/office/{name}")


@pytest.mark.parametrize("name", LISTS)
def test_lists_answer_to_the_past(office: Client, name: str) -> None:
    """In force on a day in 2022, known by the end of 2021; and before everything: a page that says so."""
    assert office.get(f"/office/{name}?on=2022-03-01").status_code == 200
    assert office.get(f"/office/{name}?on=2021-08-01&known=2022-01-01").status_code == 200
    assert office.get(f"/office/{name}?known=2015-01-01").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_residents_are_shown_the_way_in(name: str, client: Client, district: Snapshot) -> None:
    """Without signing in nothing of the office is shown."""
    assert client.get(f"/office/{name}").status_code == 302


def test_the_snapshot_is_the_newest(district: Snapshot) -> None:
    """The list is of what is known now."""
    assert selectors.places(district).count() > 300

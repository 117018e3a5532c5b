"""The lists of standards, items, texts above, references and reviews."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from zhunsheng.floor.lint.review import review_due
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Item, Proof, Snapshot, Status
from zhunsheng.site.look.moment import today
from zhunsheng.site.office.registers import Registered, on_day
from zhunsheng.site.office.upstream import review_from
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


def test_an_item_keeps_its_origin_while_the_standard_above_is_still_to_come(office: Client) -> None:
    """In March 2023 the district's text named a national edition of July: the items derive from it all the same."""
    rows = {row.cells[0]: row for row in office.get("/office/items?on=2023-03-01").context["rows"]}
    assert rows["elder_health"].values["origin"] == ("national",)
    own = sum(row.values["origin"] == ("own",) for row in rows.values())
    today_own = sum(row.values["origin"] == ("own",) for row in office.get("/office/items").context["rows"])
    assert own <= today_own


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


def test_a_place_shows_the_edition_of_the_asked_day(office: Client) -> None:
    """In June 2022 the first edition of elder health was in force, and its number stands in the place."""
    rows = {row.cells[0]: row for row in office.get("/office/standards?on=2022-06-01").context["rows"]}
    row = rows["YX-05-02-001"]
    assert (row.cells[2], row.values["state"]) == ("Q/YXYS 5.001—2021", ("full",))
    edition = Edition.objects.get(path="yuexiu-2021/standards/elderly/01-elder-health.yaml")
    assert f"/office/standards/{edition.pk}?on=2022-06-01" in row.html
    assert "尚未实施" not in row.html


def test_what_came_later_does_not_fill_a_place(office: Client) -> None:
    """On no day does a row count as filled by something that began after it."""
    for day in (date(2022, 6, 1), date(2023, 3, 1), date(2024, 1, 1)):
        for row in office.get(f"/office/standards?on={day}").context["rows"]:
            begins = row.cells[9]
            if begins is not None and row.values["state"] != ("gap",):
                assert (row.values["state"] == ("idle",)) is (begins > day), row.cells


def test_rows_that_stand_for_several_are_explained(office: Client) -> None:
    """415 places on fewer rows: the page says how many rows, and which of them stand for several."""
    answer = office.get("/office/standards")
    rows = answer.context["rows"]
    several = sum(row.count > 1 for row in rows)
    assert several > 0
    assert f"列成 {len(rows)} 行：其中 {several} 行只知道项数" in text_of(answer)
    assert "列成" not in text_of(office.get("/office/standards?state=full"))


def test_bodies_have_english_names_on_english_pages(office: Client) -> None:
    """The filter goes by the Chinese name; people read their own language."""
    for name in ("standards", "items"):
        answer = office.get(f"/office/{name}?lang=en")
        department = next(one for one in answer.context["filters"] if one.name == "department")
        health = next(one for one in department.choices if one.value == "区卫生健康局")
        assert health.label == "district health bureau"
        assert office.get(health.address).context["shown"] == health.count > 0
    page = text_of(office.get("/office/standards?lang=en"))
    assert "创建办（演示）" not in page.partition("<tbody")[2]
    assert "district health bureau" in text_of(office.get("/office/standards.csv?lang=en"))


def test_searching_keeps_the_order(office: Client) -> None:
    """The form of the list sends the chosen order along."""
    assert '<input type="hidden" name="sort" value="-effective">' in text_of(
        office.get("/office/standards?sort=-effective")
    )


def register_of(office: Client, day: str) -> dict[str, dict[str, Any]]:
    """What the register says on a day, by code."""
    rows = office.get(f"/office/standards/register?on={day}").context["rows"]
    return {row["code"]: row for row in rows}


def test_the_register_says_what_was_so_on_the_day(office: Client) -> None:
    """What was replaced only later was in force; on the day on which it was replaced it no longer is."""
    now = register_of(office, today().isoformat())
    first = date(2021, 7, 2)  # before that nothing of the district was in force
    replaced = {code: row["since"] for code, row in now.items() if row["status"] == "replaced" and row["since"] > first}
    assert replaced
    for code, since in replaced.items():
        before = register_of(office, (since - timedelta(days=1)).isoformat())
        if code in before:
            assert (before[code]["status"], before[code]["replaced_by"]) == ("in_force", "")
        assert register_of(office, since.isoformat()).get(code, {"status": "replaced"})["status"] == "replaced"


def test_a_line_of_the_register_on_a_day() -> None:
    """Begun later: not yet in force.  Without a day, or begun by then: as it is written."""

    def said(status: str, since: date | None) -> str:
        return on_day(Status(status=status, since=since), date(2024, 1, 1)).status

    assert said("in_force", date(2024, 1, 2)) == "later"
    assert said("in_force", date(2024, 1, 1)) == "in_force"
    assert said("replaced", date(2024, 1, 2)) == said("withdrawn", date(2024, 1, 2)) == "in_force"
    assert said("replaced", None) == said("replaced", date(2024, 1, 1)) == "replaced"
    assert said("not_checked", date(2024, 1, 2)) == "not_checked"


def test_an_undated_number_means_the_edition_of_the_day() -> None:
    """The one in force wins over the one that began later and the one that is replaced."""
    rows = [Status(code=f"GB/T 1—{year}", status=status) for year, status in
            ((2009, "replaced"), (2015, "in_force"), (2024, "later"))]  # fmt: skip
    registered = Registered({"GB/T 1": rows})
    assert getattr(registered.status("GB/T 1"), "code", "") == "GB/T 1—2015"
    assert getattr(registered.status("GB/T 1—2024"), "status", "") == "later"
    assert registered.status("GB/T 1—1999") is None


def test_a_review_that_had_not_happened_does_not_count() -> None:
    """Asked for a day before the last review, the five years run from the day of issue."""
    one = Edition(issued=date(2018, 1, 1), effective=date(2018, 3, 1), reviewed=date(2023, 9, 15))
    assert review_from(one, date(2023, 9, 14))[0] == date(2018, 1, 1)
    assert review_from(one, date(2023, 9, 15))[0] == date(2023, 9, 15)
    assert review_from(Edition(effective=date(2018, 3, 1)), date(2020, 1, 1))[0] == date(2018, 3, 1)


def test_texts_above_that_have_not_begun_say_so(office: Client) -> None:
    """In March 2023 the national edition of 2021 was in force and the next one still to come."""
    answer = office.get("/office/standards/upstream?on=2023-03-01")
    groups = {group["workspace"]: group for group in answer.context["sources"]}
    assert (groups["cn/2021"]["ended"], groups["cn/2021"]["later"]) == (False, False)
    assert (groups["cn/2023"]["ended"], groups["cn/2023"]["later"]) == (False, True)
    assert "尚未施行" in text_of(answer)


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

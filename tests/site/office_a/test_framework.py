"""The standards system as a structure: counts that add up, gaps by name, papers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client, RequestFactory

from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Place, Snapshot, Status
from zhunsheng.site.look.moment import Moment
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.framework import _bar, _framework, counts_of
from zhunsheng.site.office.places import _fill, _refer, places_on
from zhunsheng.site.office.registers import Registered


def cells_of(page: str) -> list[str]:
    """Addresses of the cells of the matrices."""
    return [address.replace("&amp;", "&") for address in re.findall(r'<a class="cell" href="([^"]+)"', page)]


def test_sums_agree(office: Client) -> None:
    """415 places in all; full texts, references and gaps add up."""
    whole = office.get("/office/framework").context["whole"]
    assert whole["total"] == sum(whole["counts"].values()) == 415


def test_a_cell_leads_to_what_it_counts(office: Client) -> None:
    """The list behind a cell has as many places as the cell says."""
    page = office.get("/office/framework").content.decode()
    numbers = [int(n) for n in re.findall(r'<a class="cell" href="[^"]+"><b>(\d+)</b>', page)]
    addresses = cells_of(page)
    assert len(addresses) == len(numbers) > 50
    for address, n in list(zip(addresses, numbers, strict=True))[::9]:
        assert office.get(address).context["shown"] == n


def test_one_level_alone(office: Client) -> None:
    """Internal standards only: the chip is marked, the sum smaller."""
    answer = office.get("/office/framework?level=internal")
    assert 0 < answer.context["whole"]["total"] < 415
    assert "is-on" in answer.content.decode()
    assert office.get("/office/framework?level=none").context["whole"]["total"] == 415


def test_gaps_are_named_with_their_reason(office: Client) -> None:
    """Every gap has a name; the page shows reasons."""
    page = office.get("/office/framework").content.decode()
    assert "项空缺" in page
    assert page.count('<li><span class="code quiet">YX-') > 100


def test_the_diagram_leads_to_the_lists(office: Client) -> None:
    """Boxes are links; no style attribute, so that the page's policy holds."""
    page = office.get("/office/framework").content.decode()
    drawing = page[page.index("<svg xmlns") : page.rindex("</svg>")]
    assert "/office/standards?domain=elderly" in drawing
    assert "style=" not in drawing


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<svg"), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF-")])
def test_papers(office: Client, kind: str, start: bytes) -> None:
    """Diagram, workbook, Word, PDF."""
    answer = office.get(f"/office/framework/paper.{kind}")
    assert answer.status_code == 200
    assert answer.content.startswith(start)


def test_no_other_papers(office: Client) -> None:
    """A kind that nobody makes."""
    assert office.get("/office/framework/paper.exe").status_code == 404


def test_a_line_for_several_counts_as_many() -> None:
    """A place whose number alone is known counts as many."""

    class Several:
        state, count = "gap", 12

    several: Any = [Several()]
    assert counts_of(several) == {"full": 0, "reference": 0, "idle": 0, "gap": 12}


def test_on_an_earlier_day_only_what_was_in_force_counts_as_text(office: Client, district: Snapshot) -> None:
    """In June 2022 the first edition filled some places; what came later is counted apart, and the sum stays."""
    answer = office.get("/office/framework?on=2022-06-01")
    counts = answer.context["whole"]["counts"]
    works = Place.objects.filter(snapshot=district, state="full").values("edition__work")
    in_force = selectors.editions(district, date(2022, 6, 1)).filter(selectors.of_family("yuexiu"), work__in=works)
    assert counts["full"] == in_force.count() == len(set(in_force.values_list("work"))) > 10
    assert counts["idle"] > 100
    assert sum(counts.values()) == 415
    page = answer.content.decode()
    assert f"那一天未施行 {counts['idle']}" in page
    assert "位置按后来的版本列出" in page
    assert "paper.pdf?on=2022-06-01" in page


def test_a_cell_of_an_earlier_day_leads_to_what_it_counts(office: Client) -> None:
    """List and structure count alike on any day."""
    page = office.get("/office/framework?on=2023-03-01").content.decode()
    numbers = [int(n) for n in re.findall(r'<a class="cell" href="[^"]+"><b>(\d+)</b>', page)]
    for address, n in list(zip(cells_of(page), numbers, strict=True))[::17]:
        assert office.get(address).context["shown"] == n
    idle = office.get("/office/standards?on=2023-03-01&state=idle").context["shown"]
    assert idle == office.get("/office/framework?on=2023-03-01").context["whole"]["counts"]["idle"] > 0


def test_a_bar_is_filled_from_end_to_end() -> None:
    """Stretches touch, and all of them together are the whole bar, whatever is rounded."""
    for counts in (
        {"full": 1, "reference": 1, "idle": 1, "gap": 4},
        {"full": 0, "reference": 0, "idle": 0, "gap": 3},
    ):
        bar = _bar(counts)["bar"]
        assert sum(one["width"] for one in bar) == 60
        assert [one["x"] for one in bar[1:]] == [one["x"] + one["width"] for one in bar[:-1]]


def test_the_page_asks_little(office: Client, django_assert_max_num_queries: Any) -> None:
    """No query a cell."""
    with django_assert_max_num_queries(10):
        office.get("/office/framework")


DAYS = [date(2021, 10, 1), date(2022, 6, 1), date(2022, 12, 31), date(2023, 5, 1), date(2023, 10, 1), date(2024, 6, 1)]


@pytest.mark.parametrize("day", DAYS)
def test_papers_count_what_the_pages_count(office: Client, district: Snapshot, day: date) -> None:
    """On any day the core, by which diagram and papers are made, fills the same places as the lists do."""
    request = RequestFactory().get("/")
    request.moment = Moment(on=day)  # type: ignore[attr-defined]
    asked = Asked.of(request)
    system = _framework(asked)
    assert {row.number: (row.counted, row.code or "") for row in system.rows} == {
        place.number: (place.state, place.code) for place in places_on(asked)
    }
    counts = office.get(f"/office/framework?on={day}").context["whole"]["counts"]
    assert {state: getattr(system.tally, state) for state in counts} == counts
    assert system.borrowed is (day < date(2023, 1, 1))


def test_the_diagram_counts_what_was_in_force(office: Client) -> None:
    """On the first of May 2023 the box on top says what the page says, and the papers name the day."""
    answer = office.get("/office/framework?on=2023-05-01")
    counts = answer.context["whole"]["counts"]
    drawing = office.get("/office/framework/paper.svg?on=2023-05-01").content.decode()
    assert f"应有 415 项，现有 {counts['full'] + counts['reference']} 项" in drawing
    assert f"未施行 {counts['idle']} 项" in drawing
    assert "所计：2023-05-01 施行的" in drawing
    assert f"未施行 {counts['idle']} 项" in answer.content.decode()


def test_before_any_edition_there_is_no_paper(office: Client) -> None:
    """A day on which nothing was in force: the page that says so, as everywhere."""
    assert office.get("/office/framework/paper.svg?on=2001-01-01").status_code == 404


@pytest.mark.parametrize(
    ("status", "effective", "wanted"),
    [
        ("in_force", None, "reference"),
        ("not_checked", date(2020, 1, 1), "reference"),
        ("replaced", None, "idle"),
        ("withdrawn", date(2020, 1, 1), "idle"),
        ("later", None, "idle"),
        ("in_force", date(2023, 5, 2), "idle"),
    ],
)
def test_a_quoted_standard_that_is_not_in_force_fills_no_place(
    status: str, effective: date | None, wanted: str
) -> None:
    """Replaced, withdrawn or not yet begun: the place is empty on that day."""
    place = Place(state="reference", code="GB/T 1—2010", effective=effective)
    row = Status(code="GB/T 1—2010", status=status)
    _refer(place, Registered({selectors.reference_key("GB/T 1—2010"): [row]}), date(2023, 5, 1))
    assert place.state == wanted


@pytest.mark.parametrize(
    ("stage", "effective", "wanted"),
    [("published", date(2020, 1, 1), "idle"), ("published", None, "full"), ("drafting", None, "idle")],
)
def test_a_text_of_which_no_edition_is_in_force_fills_no_place(stage: str, effective: date | None, wanted: str) -> None:
    """It ended, or is a draft still; one of which nobody said from when it holds counts."""
    place = Place(state="full")
    _fill(place, Edition(stage=stage, effective=effective), None)
    assert place.state == wanted

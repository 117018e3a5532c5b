"""The standards system as a structure: counts that add up, gaps by name, papers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Place, Snapshot
from zhunsheng.site.office.framework import _bar, counts_of


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
    assert counts_of(several) == {"full": 0, "reference": 0, "later": 0, "gap": 12}


def test_on_an_earlier_day_only_what_was_in_force_counts_as_text(office: Client, district: Snapshot) -> None:
    """In June 2022 the first edition filled some places; what came later is counted apart, and the sum stays."""
    answer = office.get("/office/framework?on=2022-06-01")
    counts = answer.context["whole"]["counts"]
    works = Place.objects.filter(snapshot=district, state="full").values("edition__work")
    in_force = selectors.editions(district, date(2022, 6, 1)).filter(selectors.of_family("yuexiu"), work__in=works)
    assert counts["full"] == in_force.count() == len(set(in_force.values_list("work"))) > 10
    assert counts["later"] > 100
    assert sum(counts.values()) == 415
    page = answer.content.decode()
    assert f"那一天尚未实施 {counts['later']}" in page
    assert "位置按后来的版本列出" in page
    assert "paper.pdf" not in page


def test_a_cell_of_an_earlier_day_leads_to_what_it_counts(office: Client) -> None:
    """List and structure count alike on any day."""
    page = office.get("/office/framework?on=2023-03-01").content.decode()
    numbers = [int(n) for n in re.findall(r'<a class="cell" href="[^"]+"><b>(\d+)</b>', page)]
    for address, n in list(zip(cells_of(page), numbers, strict=True))[::17]:
        assert office.get(address).context["shown"] == n
    later = office.get("/office/standards?on=2023-03-01&state=later").context["shown"]
    assert later == office.get("/office/framework?on=2023-03-01").context["whole"]["counts"]["later"] > 0


def test_a_bar_is_filled_from_end_to_end() -> None:
    """Stretches touch, and all of them together are the whole bar, whatever is rounded."""
    for counts in (
        {"full": 1, "reference": 1, "later": 1, "gap": 4},
        {"full": 0, "reference": 0, "later": 0, "gap": 3},
    ):
        bar = _bar(counts)["bar"]
        assert sum(one["width"] for one in bar) == 60
        assert [one["x"] for one in bar[1:]] == [one["x"] + one["width"] for one in bar[:-1]]


def test_the_page_asks_little(office: Client, django_assert_max_num_queries: Any) -> None:
    """No query a cell."""
    with django_assert_max_num_queries(10):
        office.get("/office/framework")

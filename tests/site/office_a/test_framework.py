"""The standards system as a structure: counts that add up, gaps by name, papers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from zhunsheng.site.office.framework import counts_of


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
    assert counts_of(several) == {"full": 0, "reference": 0, "gap": 12}


def test_the_page_asks_little(office: Client, django_assert_max_num_queries: Any) -> None:
    """No query a cell."""
    with django_assert_max_num_queries(10):
        office.get("/office/framework")

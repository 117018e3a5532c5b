"""The office's home: five tests from real proofs, what moved above, what is due."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from zhunsheng.floor.moderation import unargued as unargued_of_report
from zhunsheng.floor.prove import prove
from zhunsheng.site.catalogue.models import Proof
from zhunsheng.site.look.moment import Moment, today
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.five_tests import ratio_of, unargued
from zhunsheng.site.office.movements import MEANINGS
from zhunsheng.site.office.verdicts import known_rows, own_rows


@pytest.fixture
def asked(district: Any) -> Asked:
    """Today's question."""
    return Asked(Moment(today()), district, "zh")


@pytest.fixture
def page(office: Client) -> Any:
    """The office's home."""
    answer = office.get("/office/")
    assert answer.status_code == 200
    return answer


def by_key(page: Any) -> dict[str, Any]:
    """The five tests by key."""
    return {test.key: test for test in page.context["tests"]}


def test_five_tests_in_their_order(page: Any) -> None:
    """Each with a verdict in words and a drawing; the last two say what is missing and give no number."""
    found = by_key(page)
    assert list(found) == ["completeness", "coverage", "moderation", "affordability", "sustainability"]
    for key in ("affordability", "sustainability"):
        assert (found[key].verdict, found[key].figure) == ("", "")
        assert "提供" in found[key].finding
    assert page.content.decode().count('<div class="test-drawing"><svg') == 5


def test_completeness_counts_the_national_items(page: Any, district: Any) -> None:
    """Every national item is here, missing, or recorded as entitling nobody; a block for each."""
    rows = Proof.objects.filter(lower="yuexiu", upper="cn/2023")
    cells = by_key(page)["completeness"].data["cells"]
    assert len(cells) == rows.count() == 81
    aside = sum("not_applicable" in row.marks for row in rows)
    assert sum(kind == "zero" for kind, _title in cells) == aside > 0


def test_coverage_never_counts_what_is_open(page: Any) -> None:
    """Proved, failed, open and nobody-here add up to all items; a counterexample makes the verdict red."""
    test = by_key(page)["coverage"]
    assert sum(test.data["counts"].values()) == 81
    assert int(test.figure) == test.data["counts"]["proved"]
    bad = test.data["counts"]["violated"] + test.data["counts"]["missing"]
    assert (test.verdict == "violated") is (bad > 0)


def test_moderation_says_what_the_core_says(asked: Asked, page: Any) -> None:
    """The kept proofs give the same items and aspects without an argument as a proof made now."""
    report = prove(asked.library, asked.on, show=False)
    there = {(finding.place.path, finding.place.line) for finding in unargued_of_report(asked.library, report)}
    here = {
        (service.place.path, service.place.line)
        for item, _aspect in unargued(asked.library, own_rows(known_rows(asked), asked.library))
        for service in [asked.library.service(item)]
    }
    assert here == there


def test_how_many_times_a_level_is_as_high() -> None:
    """Only where both are known, alike in unit, and ours is more."""

    def judgement(ours: Any, theirs: Any, exceeds: bool = True) -> dict[str, Any]:
        return {"exceeds": exceeds, "ours": ours, "theirs": theirs}

    two, one = {"value": "2", "unit": "visit/year"}, {"value": "1", "unit": "visit/year"}
    assert ratio_of(judgement(two, one)) == Fraction(2)
    assert ratio_of(judgement(one, two)) is None
    assert ratio_of(judgement(two, None)) is None
    assert ratio_of(judgement(two, {"value": "0", "unit": "visit/year"})) is None
    assert ratio_of(judgement(two, {"value": "1", "unit": "CNY/month"})) is None
    assert ratio_of(judgement(two, one, exceeds=False)) is None


def test_what_moved_stands_in_order_of_what_it_means(page: Any) -> None:
    """What falls below first; the rise of 2022 that came before its catalogue says so, with both amounts."""
    (step,) = page.context["steps"]
    assert (step["old"], step["new"]) == ("cn/2021", "cn/2023")
    orders = [row["order"] for row in step["rows"]]
    assert orders == sorted(orders)
    (support,) = [row for row in step["rows"] if row["item"] == "fp_special_support"]
    assert support["ahead"]
    assert "450" in support["changes"][0]["old"]
    assert "590" in support["changes"][0]["new"]
    assert {row for line in step["rows"] for row in line["meanings"]} <= set(MEANINGS)


def test_values_with_days_of_their_own(page: Any) -> None:
    """Newest first, before and after in words."""
    values = page.context["values"]
    assert [row["day"] for row in values] == sorted((row["day"] for row in values), reverse=True)
    assert all(row["was"] != row["now"] for row in values)


def test_replaced_standards_that_somebody_relies_on(page: Any) -> None:
    """The register says replaced, and a text here still names it."""
    assert page.context["outside"]
    assert all(row["naming"] for row in page.context["outside"])


def test_the_parts_can_be_asked_alone(office: Client) -> None:
    """For a page that waits: the same parts without the page."""
    for name, mark in (("tests", 'id="five"'), ("moved", 'id="moved"')):
        answer = office.get(f"/office/{name}")
        assert mark in answer.content.decode()
        assert "<html" not in answer.content.decode()


def test_the_home_page_waits_for_nothing(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """While proofs are made the page shows how far they are, asks again by itself, and shows what it has."""
    from zhunsheng.site.office import overview
    from zhunsheng.site.office.working import Progress

    monkeypatch.setattr(overview, "proved", lambda asked: Progress(31, 81))
    monkeypatch.setattr(overview, "movements", lambda asked: Progress(0, 2))
    page = office.get("/office/").content.decode()
    assert "31 / 81" in page
    assert 'hx-get="/office/tests?"' in page
    assert 'hx-trigger="load delay' in page
    assert "还没有测算" in page


def test_work_that_failed_says_so_and_stops_asking(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page never asks for ever."""
    from zhunsheng.site.office import overview
    from zhunsheng.site.office.working import Progress

    monkeypatch.setattr(overview, "proved", lambda asked: Progress(failed=True))
    page = office.get("/office/").content.decode()
    assert "没有算成" in page
    assert "/office/tests" not in page


def test_home_asks_the_database_little(page: Any, office: Client, django_assert_max_num_queries: Any) -> None:
    """What is dear is kept."""
    with django_assert_max_num_queries(14):
        office.get("/office/")


def test_the_past_has_its_own_answer(office: Client) -> None:
    """In 2022 the district's first edition is measured."""
    answer = office.get("/office/?on=2022-03-01")
    assert answer.status_code == 200
    assert len(answer.context["tests"]) == 5

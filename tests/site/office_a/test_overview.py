"""The office's home: five tests from real proofs, what moved above, what is due."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from zhunsheng.floor.moderation import unargued as unargued_of_report
from zhunsheng.floor.prove import prove
from zhunsheng.site.catalogue.models import Item, Proof
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
        for item, _aspect in unargued(asked.library, own_rows(known_rows(asked), asked.library, asked.on))
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


def test_addresses_keep_the_asked_moment_and_no_other(office: Client) -> None:
    """Whoever asked first: links of the tests carry the day of knowledge that this page was asked for."""
    for query, wanted in ((f"?known={today()}", True), ("", False), (f"?known={today()}", True)):
        addresses = [test.address for test in office.get(f"/office/{query}").context["tests"] if test.address]
        assert addresses
        assert all(("known=" in address) is wanted for address in addresses)


def moved(**more: Any) -> str:
    """What the page says of one item that moved without a field that could be named."""
    row = {
        "item": "a",
        "upper": "",
        "title": "某项",
        "day": None,
        "kind": "may_follow",
        "changes": [],
        "more": 0,
        **more,
    }
    step = {"old_title": "旧", "new_title": "新", "changed": 1, "counts": [], "rows": [row]}
    return render_to_string("office/_moved.html", {"steps": [step]})


def test_what_is_no_longer_listed_is_not_called_new() -> None:
    """An item without changed fields came, went, or has another object; each is said as it is."""
    assert "新列入的服务" in moved(change="added")
    assert "不再列入的服务" in moved(change="removed")
    wider = moved(change="changed", words=["对象扩大"])
    assert "对象扩大" in wider and "列入的服务" not in wider


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


def test_what_has_not_begun_is_not_the_measure(office: Client) -> None:
    """In March 2023 the national edition of 2021 was in force; that of July 2023 is still to come, and says so."""
    page = office.get("/office/?on=2023-03-01")
    assert page.context["top"] == "国家基本公共服务标准（2021年版）"
    cells = by_key(page)["completeness"].data["cells"]
    assert len(cells) == Item.objects.filter(edition__workspace="cn/2021").count()
    assert page.context["steps"][0]["later"] is True
    assert "将到" in page.content.decode()


def test_the_past_has_its_own_answer(office: Client) -> None:
    """In 2022 the district's first edition is measured."""
    answer = office.get("/office/?on=2022-03-01")
    assert answer.status_code == 200
    assert len(answer.context["tests"]) == 5

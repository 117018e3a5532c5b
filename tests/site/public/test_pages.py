"""Residents' pages answer, say what the core says, and ask the database no more than they must."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from zhunsheng.site.catalogue import selectors, states
from zhunsheng.site.catalogue.models import Edition, Item, ProofRun
from zhunsheng.site.look.moment import read_moment, today
from zhunsheng.site.public.here import Here
from zhunsheng.site.public.life_events import COMMON_ITEMS, LIFE_EVENTS
from zhunsheng.site.public.standards import references_of

pytestmark = pytest.mark.usefixtures("district")


def _request(on: str) -> HttpRequest:
    """A request that asks about a day."""
    request = RequestFactory().get("/", {"on": on})
    request.moment = read_moment(on, None)  # type: ignore[attr-defined]
    return request


def words(response: Any) -> str:
    """The text of a page without its marks-up."""
    body = re.sub(r"(?s)<(script|style|svg).*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def standard_of(key: str) -> int:
    """The edition in force that has an item."""
    return selectors.item(selectors.snapshot_for(), today(), "yuexiu", key).edition_id


@pytest.fixture
def addresses() -> list[str]:
    """One of each page."""
    pk = standard_of("elder_health")
    return [
        reverse("public:home"),
        reverse("public:items"),
        reverse("public:items") + "?free=1&for=elderly",
        reverse("public:items") + "?life=school",
        reverse("public:domain", args=["elderly"]),
        reverse("public:item", args=["elder_health"]),
        reverse("public:item", args=["home_bed"]),
        reverse("public:item_history", args=["elder_health"]),
        reverse("public:search") + "?q=体检",
        reverse("public:search") + "?q=没有这样的词",
        reverse("public:search"),
        reverse("public:standards"),
        reverse("public:standards") + "?of=above",
        reverse("public:standard", args=[pk]),
        reverse("public:standard_history", args=[pk]),
    ]


@pytest.mark.parametrize("query", ["", "lang=en", "on=2024-02-01", "known=2024-01-01"])
def test_every_page_answers_in_both_languages_and_to_other_days(
    client: Client, addresses: list[str], query: str
) -> None:
    for address in addresses:
        response = client.get(f"{address}{'&' if '?' in address else '?'}{query}")
        assert response.status_code == 200, address
        assert " style=" not in response.content.decode(), address


def test_pages_ask_the_database_a_bounded_number_of_times(
    client: Client, addresses: list[str], django_assert_max_num_queries: Any
) -> None:
    for address in addresses:
        client.get(address)  # what is kept in the process is there afterwards
        with django_assert_max_num_queries(12):
            client.get(address)


def test_pages_stay_light(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.get(address, headers={"accept-encoding": "gzip"})
        assert len(response.content) < 60_000, address


def test_home_counts_what_the_database_holds(client: Client) -> None:
    response = client.get(reverse("public:home"))
    held = selectors.items(selectors.snapshot_for(), today(), "yuexiu").values("key").distinct().count()
    assert response.context["totals"].items == held
    assert sum(one.count for one in (*response.context["nine"], *response.context["more"])) == held
    assert "".join(one.character for one in response.context["nine"]) == "育教劳医养居扶军文"
    places = selectors.places(selectors.snapshot_for())
    assert response.context["totals"].standards == sum(places.values_list("count", flat=True)) == 415


def test_home_says_no_more_than_the_kept_proofs(client: Client) -> None:
    floor = client.get(reverse("public:home")).context["floor"]
    run = ProofRun.objects.get()
    national = list(run.proofs.filter(lower="yuexiu", upper="cn/2023"))
    below = sum(one.verdict in ("violated", "missing") for one in national)
    assert floor.total == len(national) == 81
    assert floor.below == below > 0
    assert floor.holds + floor.below + floor.nobody + floor.judge + floor.undecided == floor.total
    ProofRun.objects.all().delete()
    page = client.get(reverse("public:home"))
    assert page.context["floor"] is None
    assert "不低于国家标准。" not in words(page)
    assert "这里不写结论" in words(page)


def test_life_events_and_common_items_are_items_of_the_district() -> None:
    library = states.state_of(selectors.snapshot_for()).library()
    assert len(LIFE_EVENTS) == 8
    for one in LIFE_EVENTS:
        assert one.title.en
        assert [key for key in one.items if not library.has(key)] == []
        assert len(set(one.items)) == len(one.items)
    assert [key for key in COMMON_ITEMS if not library.has(key)] == []


def test_lists_filter_by_what_the_standards_say(client: Client) -> None:
    response = client.get(reverse("public:items"), {"free": "1", "papers": "0", "for": "elderly"})
    shown = [line for group in response.context["groups"] for line in group["items"]]
    assert shown
    assert all(line.free is True and line.papers == 0 and "elderly" in line.audiences for line in shown)
    everything = client.get(reverse("public:items")).context
    assert everything["total"] == everything["of"] == 141
    chip = next(one for one in everything["chips"] if one.title == "不收费")
    assert chip.count == client.get(reverse("public:items") + chip.query).context["total"]


def test_an_empty_list_says_what_was_looked_through(client: Client) -> None:
    response = client.get(reverse("public:domain", args=["housing"]), {"for": "veterans"})
    assert response.context["total"] == 0
    assert "没有同时符合这些筛选的事项" in words(response)


def test_unknown_things_are_not_found(client: Client) -> None:
    for address in ("/items/no_such_item", "/domains/nowhere", "/items/?life=nothing", "/standards/999999"):
        assert client.get(address).status_code == 404, address
    for address in ("/items/no_such_item/history", "/items/no_such_item/guide.pdf", "/standards/999999/text.pdf"):
        assert client.get(address).status_code == 404, address
    assert client.get(f"/standards/{standard_of('elder_health')}/text.exe").status_code == 404
    listed = Edition.objects.filter(workspace="cn/2023", clauses_count=0).values_list("pk", flat=True)[0]
    assert client.get(reverse("public:standard_document", args=[listed, "pdf"])).status_code == 404


def test_a_day_before_everything_is_no_page(client: Client) -> None:
    for address in (reverse("public:home"), reverse("public:item", args=["elder_health"])):
        response = client.get(address, {"on": "2019-01-01"})
        assert response.status_code == 404
        assert "不收费" not in words(response)
        assert client.get(address, {"known": "2020-01-01"}).status_code == 404


def test_an_item_is_not_shown_before_its_own_standard_begins(client: Client) -> None:
    address = reverse("public:item", args=["home_bed"])
    begins = selectors.item(selectors.snapshot_for(), today(), "yuexiu", "home_bed").edition.effective
    assert begins == date(2023, 9, 1)
    assert client.get(address, {"on": begins.isoformat()}).status_code == 200
    before = (begins - timedelta(days=1)).isoformat()
    assert client.get(address, {"on": before}).status_code == 404
    assert client.get(f"{address}/guide.md", {"on": before}).status_code == 404
    listed = client.get(reverse("public:items"), {"on": before}).context
    shown = {line.key for group in listed["groups"] for line in group["items"]}
    assert "home_bed" not in shown
    assert listed["total"] == client.get(reverse("public:home"), {"on": before}).context["totals"].items < 141
    for key in sorted(shown)[::9]:
        assert client.get(reverse("public:item", args=[key]), {"on": before}).status_code == 200


def test_points_stand_nearest_first_from_a_sub_district(client: Client) -> None:
    address = reverse("public:item", args=["elder_health"])
    points = client.get(address, {"near": "dongshan"}).context["points"]
    assert [one.distance_m for one in points] == sorted(one.distance_m for one in points)
    assert points[0].subdistrict == "dongshan"
    assert client.get(address, {"near": "<x>"}).context["near"] == ""


def test_an_earlier_day_gets_the_edition_of_that_day(client: Client) -> None:
    then = client.get(reverse("public:item", args=["elder_health"]), {"on": "2022-05-01"})
    now = client.get(reverse("public:item", args=["elder_health"]))
    assert then.context["guide"].code == "Q/YXYS 5.001—2021"
    assert now.context["guide"].code == "Q/YXYS 5.001—2023"
    assert [one.value for one in then.context["guide"].answers][2] == "20个工作日"
    assert [one.value for one in now.context["guide"].answers][2] == "15个工作日"
    assert "看今天施行的版本" in words(then)
    assert "看今天施行的版本" not in words(now)


def test_standards_show_every_clause(client: Client) -> None:
    pk = standard_of("elder_health")
    response = client.get(reverse("public:standard", args=[pk]))
    edition = Edition.objects.get(pk=pk)
    page = response.content.decode()
    assert len(response.context["clauses"]) == edition.clauses_count > 0
    for clause in edition.clauses.all():
        assert f'id="c{clause.no}"' in page
    assert "不是正式文本" in words(response)


def test_clauses_say_in_which_language_they_are(client: Client) -> None:
    pk = standard_of("elder_health")
    edition = Edition.objects.get(pk=pk)
    chinese, english = (client.get(reverse("public:standard", args=[pk]), {"lang": one}) for one in ("zh", "en"))
    assert {one.lang for one in chinese.context["clauses"]} == {"zh-Hans"}
    for line, clause in zip(english.context["clauses"], edition.clauses.order_by("position"), strict=True):
        assert line.lang == ("en" if clause.text_en else "zh-Hans")
        assert line.title_lang == ("en" if clause.title_en else "zh-Hans")
    assert edition.clauses.exclude(title_en="").exists() or edition.clauses.exclude(text_en="").exists()


def test_what_is_named_has_the_status_of_the_day(client: Client) -> None:
    """What a register says of one dated standard is not said of another one, nor of an earlier day."""
    today = {
        one.row.code: one.status
        for edition in selectors.editions(selectors.snapshot_for(), date(2024, 6, 1)).filter(workspace="yuexiu")
        for one in references_of(Here.of(_request("2024-06-01")), edition)
    }
    assert any(status is not None for status in today.values())
    for code, status in today.items():
        if status is not None and selectors.reference_key(code) != code:
            assert status.code == code
        assert status is None or status.since is None or status.since <= date(2024, 6, 1) or status.status == "later"


def test_an_edition_that_is_over_says_so(client: Client) -> None:
    old = Item.objects.get(key="elder_health", edition__workspace="yuexiu/2021").edition
    response = client.get(reverse("public:standard", args=[old.pk]))
    assert "这一版施行到 2022-12-31 为止" in words(response)

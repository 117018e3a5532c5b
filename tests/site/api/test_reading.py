"""What reading gives: editions, clauses, references, items with their rules, documents, framework, proofs, streams."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.site.api.conftest import Caller
from zhunsheng.site.api.documents import accepted, disposition
from zhunsheng.site.api.problems import Refused
from zhunsheng.site.catalogue.models import Edition, Item, Place, Proof, Reference, Snapshot, Status
from zhunsheng.site.catalogue.states import state_of


def lines(answer: Any) -> list[Any]:
    """The members of a stream."""
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/x-ndjson"
    text = b"".join(answer.streaming_content).decode()
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_where_to_begin(anybody: Caller) -> None:
    told = anybody.data("/")
    assert told["district"] == "yuexiu"
    for address in told["links"].values():
        assert anybody.client.get(address.replace("{words}", "老年")).status_code == 200


def test_both_times(anybody: Caller) -> None:
    assert anybody.data("/", on="2022-01-01")["district"] == "yuexiu/2021"
    assert [row["id"] for row in anybody.all("/snapshots")] == sorted(
        (row["id"] for row in anybody.all("/snapshots")), reverse=True
    )
    early = anybody.get("/items", {"known": "2022-01-01", "on": "2022-01-01"}).json()
    assert early["as_of"]["recorded_at"].startswith("2021-06-28T09:00:00+08:00")
    assert len(anybody.all("/snapshots", known="2022-01-01")) == 1


def test_workspaces_name_what_is_above_them(anybody: Caller, district: Snapshot) -> None:
    by_id = {one["id"]: one for one in anybody.all("/workspaces")}
    assert by_id["yuexiu"]["is_district"]
    assert "cn/2023" in [name for one in by_id.values() for name in one["upstream"]]
    assert by_id["cn/2023"]["level"] == "national"
    for one in by_id.values():
        assert one["services"] == len(state_of(district).library(one["folder"]).ids())


def test_domains_count_what_lists_hold(anybody: Caller) -> None:
    for domain in anybody.all("/domains"):
        assert len(anybody.all("/items", domain=domain["id"])) == domain["items"]
        assert len(anybody.all("/editions", domain=domain["id"], family="yuexiu")) == domain["standards"]


def test_an_edition_and_its_clauses(anybody: Caller) -> None:
    found = anybody.all("/editions", code="Q/YXYS 0.002—2023")[0]
    assert anybody.data(f"/editions/{found['id']}") == found
    clauses = anybody.all(f"/editions/{found['id']}/clauses", limit=7)
    assert len(clauses) == found["clauses"] > 5
    assert [clause["position"] for clause in clauses] == sorted(clause["position"] for clause in clauses)
    assert found in anybody.all(f"/editions/{found['id']}/siblings")


def test_references_meet_in_both_directions(anybody: Caller) -> None:
    pairs = 0
    for edition in anybody.all("/editions", family="yuexiu")[::15]:
        for reference in anybody.all(f"/editions/{edition['id']}/references"):
            back = anybody.all("/references", code=reference["code"])
            assert any(one["edition"] == edition["id"] and one["code"] == reference["code"] for one in back)
            for here in reference["here"]:
                assert any(one["edition"] == edition["id"] for one in anybody.all(f"/editions/{here}/cited-by"))
            pairs += 1
    assert pairs > 5


def test_a_reference_has_the_status_of_the_edition_that_it_means(anybody: Caller, district: Snapshot) -> None:
    """Of a dated one that very edition on the day; of an undated one the edition in force; of an unknown one nothing."""
    edition = Edition.objects.filter(workspace="yuexiu", references__isnull=False).order_by("pk").first()
    assert edition is not None
    common = {"recorded": district, "workspace": "cn/2023", "key": "GB/T 99999"}
    Status.objects.create(
        **common, code="GB/T 99999—2001", status="replaced", since=date(2024, 1, 1), replaced_by="GB/T 99999—2020"
    )
    Status.objects.create(**common, code="GB/T 99999—2020", status="in_force", since=date(2020, 1, 1))
    for code in ("GB/T 99999—2001", "GB/T 99999", "GB/T 99999—1990"):
        Reference.objects.create(edition=edition, code=code, key="GB/T 99999")

    def told(on: str) -> dict[str, str | None]:
        rows = anybody.all(f"/editions/{edition.pk}/references", on=on)
        return {row["code"]: row["status"] and row["status"]["status"] for row in rows if row["key"] == "GB/T 99999"}

    assert told("2025-01-01") == {"GB/T 99999—2001": "replaced", "GB/T 99999": "in_force", "GB/T 99999—1990": None}
    assert told("2023-06-01")["GB/T 99999—2001"] == "in_force"


def test_an_item_is_told_in_source_and_in_words(anybody: Caller) -> None:
    item = anybody.data("/items/elder_health")
    assert "age >= 65" in item["eligible"]["source"]
    assert "65" in item["eligible"]["zh"]
    assert "65" in item["eligible"]["en"]
    assert "cn/2023#elder_health" in item["ancestors"]
    guarantees = [one for part in item["deliverables"] for one in part["guarantees"]]
    assert guarantees
    assert all(one["value"]["in_force"] and one["value"]["unit"] for one in guarantees)
    assert item["edition"] == Item.objects.get(key="elder_health", edition__workspace="yuexiu").edition_id


def test_values_are_those_of_the_day(anybody: Caller) -> None:
    """A series of values: on each of its days on which the item is there, the value that starts there is in force."""

    def guarantees(key: str, **query: str) -> dict[tuple[str, str], Any]:
        answer = anybody.get(f"/items/{key}", query)
        parts = answer.json()["data"]["deliverables"] if answer.status_code == 200 else ()
        return {(part["id"], one["id"]): one["value"] for part in parts for one in part["guarantees"]}

    moved = 0
    for row in anybody.all("/items"):
        for name, value in guarantees(row["id"]).items():
            if len(value["series"]) < 2 or moved >= 12:
                continue
            for one in value["series"]:
                then = guarantees(row["id"], on=one["starts"]).get(name)
                if then is not None and then["series"] == value["series"]:
                    moved += 1
                    assert then["in_force"] == (one["source"] != "ended")
                    assert not then["in_force"] or then["since"] == one["starts"]
    assert moved >= 4


def test_how_an_item_came_to_be(anybody: Caller) -> None:
    history = anybody.all("/items/elder_health/history")
    assert [one["item"]["ref"] for one in history] == ["yuexiu/2021#elder_health", "yuexiu#elder_health"]


def test_points_of_an_item(anybody: Caller) -> None:
    of_item = anybody.all("/items/elder_health/points")
    assert of_item == anybody.all("/points", item="elder_health")
    assert 0 < len(of_item) <= len(anybody.all("/points"))
    assert anybody.data(f"/points/{of_item[0]['id']}") == of_item[0]
    assert anybody.get("/points", {"item": "nothing"}).status_code == 422
    assert anybody.get("/items/nothing/points").status_code == 404


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [("pdf", "application/pdf", b"%PDF-"), ("html", "text/html; charset=utf-8", b"<!doctype html>"), ("md", "text/markdown; charset=utf-8", b"#"),
     ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK")],
)  # fmt: skip
def test_documents_by_suffix_and_by_accept(anybody: Caller, form: str, kind: str, start: bytes) -> None:
    by_suffix = anybody.get(f"/items/longevity_allowance/guide.{form}")
    assert by_suffix["Content-Type"] == kind
    assert by_suffix.content.startswith(start)
    assert "filename*=UTF-8''%E9%95%BF" in by_suffix["Content-Disposition"]
    by_accept = anybody.get("/items/longevity_allowance/guide", headers={"Accept": kind.partition(";")[0]})
    assert by_accept.content == by_suffix.content
    assert by_accept["ETag"] != by_suffix["ETag"]


def test_documents_as_data(anybody: Caller, office: Caller) -> None:
    guide = anybody.data("/items/elder_health/guide", lang="en")
    assert guide["title"] == "Health management for older people"
    assert office.data("/items/elder_health/manual")["kind"] == "manual"
    assert office.get("/items/elder_health/manual.pdf").content.startswith(b"%PDF-")
    large = anybody.data("/items/elder_health/guide", size="large")
    assert large["parts"] != guide["parts"]


def test_standards_are_printed(anybody: Caller) -> None:
    found = anybody.all("/editions", code="Q/YXYS 0.002—2023")[0]
    assert anybody.data(f"/editions/{found['id']}/document")["kind"] == "standard"
    assert anybody.get(f"/editions/{found['id']}/document.pdf").content.startswith(b"%PDF-")
    bare = Edition.objects.filter(workspace="cn/2023", clauses_count=0).first()
    assert bare is not None
    assert anybody.get(f"/editions/{bare.pk}/document").status_code == 404


def test_what_accept_wants() -> None:
    assert [accepted(header) for header in ("", "*/*", "application/*", "text/*", "text/html,*/*;q=0.1", "application/pdf;q=0.2, text/markdown;q=0.9")] == [
        "json", "json", "json", "html", "html", "md",
    ]  # fmt: skip
    for header in ("image/png", "application/json;q=0", "x" * 5000):
        with pytest.raises(Refused):
            accepted(header)


def test_names_of_files_hold_no_headers() -> None:
    told = disposition('a"\r\nSet-Cookie: x="/../b', "pdf")
    assert "\r" not in told
    assert "\n" not in told
    assert told.count('"') == 2


def test_search_finds_and_marks(anybody: Caller) -> None:
    found = anybody.data("/search", q="长寿")
    assert found["total"] > 0
    assert all(any(part["hit"] for part in hit["title"] + hit["snippet"]) for hit in found["hits"])
    only = anybody.data("/search", q="长寿", kind="item")
    assert {hit["kind"] for hit in only["hits"]} == {"item"}
    assert len(anybody.data("/search", q="服务", scope="all", limit=100)["hits"]) >= len(
        anybody.data("/search", q="服务", limit=100)["hits"]
    )
    nothing = anybody.data("/search", q="老年津贴贴")
    assert nothing["total"] == 0


def test_the_framework_is_counted(office: Caller) -> None:
    told = office.data("/framework")
    places = office.all("/framework/places")
    assert told["places"] == sum(place["count"] for place in places) == 415
    gaps = office.all("/framework/places", state="gap")
    assert sum(place["count"] for place in gaps) == told["by_state"]["gap"]
    assert len(places) == Place.objects.filter(snapshot__district="yuexiu").count()


def test_the_framework_is_that_of_the_day(office: Caller) -> None:
    """What fills a place later is no text of today; what the system should have is known from the record alone."""
    now, then = office.data("/framework"), office.data("/framework", on="2021-08-01")
    assert (now["borrowed"], then["borrowed"]) == (False, True)
    assert now["places"] == then["places"] == 415
    assert now["nodes"] == then["nodes"] != []
    assert then["by_state"]["full"] < now["by_state"]["full"]
    later = office.all("/framework/places", state="idle", on="2021-08-01")
    assert sum(place["count"] for place in later) == then["by_state"]["idle"] > 0
    for place in office.all("/framework/places", state="full", on="2021-08-01"):
        assert place["effective"] <= "2021-08-01"


def test_a_resident_of_a_proof_can_be_asked_about_as_it_stands(office: Caller) -> None:
    """Money is in yuan, as `/eligibility` takes it and as the words say."""
    found = [
        resident
        for proof in lines(office.get("/bulk/proofs", {"lang": "zh"}))
        for judgement in proof["judgements"]
        for resident in (judgement["counterexample"], judgement["gain"])
        if resident is not None and "household_income_pc" in resident["facts"]
    ]
    assert found
    for resident in found[:5]:
        income = resident["facts"]["household_income_pc"]
        assert f"{income}元" in resident["words"].replace(",", "")
        answer = office.post("/eligibility", {"facts": resident["facts"], "items": ["dibao"]})
        assert answer.status_code == 200, answer.content.decode()


def test_the_floor_in_numbers_and_cell_by_cell(office: Caller) -> None:
    told = office.data("/floor")
    assert told["workspace"] == "yuexiu"
    for section in told["sections"]:
        rows = office.all("/floor/proofs", lower=section["lower"], upper=section["upper"])
        assert len(rows) == section["items"]
        for verdict, number in section["verdicts"].items():
            assert sum(row["verdict"] == verdict for row in rows) == number
    violated = office.all("/floor/proofs", verdict="violated", lower="yuexiu")
    assert violated
    assert not told["holds"]
    for row in violated[:3]:
        cell = office.data("/floor/cell", upper=row["upper"], item=row["item"])
        failing = [one for one in cell["judgements"] if one["verdict"] == "violated"]
        assert failing
        assert all("/" not in (one["at"] or {"path": ""})["path"][:1] for one in failing)
        assert office.data("/floor/cell", upper=row["upper"], item=row["item"], lang="en")["verdict"] == "violated"
    assert office.get("/floor/cell", {"upper": "cn/2023", "item": "nothing"}).status_code == 404


def test_comparisons(office: Caller) -> None:
    same = office.data("/compare", left="yuexiu#elder_health", right="yuexiu#elder_health")
    assert same["kind"] == "equal"
    assert same["changes"] == []
    editions = office.data("/compare/workspaces", old="cn/2021", new="cn/2023")
    assert sum(editions["counts"].values()) == len(editions["items"]) > 70
    assert (
        office.data("/compare", left="cn/2023#elder_health", right="yuexiu#elder_health")["old"]["ref"]
        == "cn/2023#elder_health"
    )
    assert office.get("/compare", {"left": "nowhere#x", "right": "yuexiu#elder_health"}).status_code == 404
    assert office.get("/compare", {"left": "yuexiu#x", "right": "yuexiu#elder_health"}).status_code == 404
    assert office.get("/compare", {"left": "yuexiu", "right": "yuexiu#elder_health"}).status_code == 422


# -- streams ------------------------------------------------------------------------------------------------------------


def test_streams_hold_what_the_pages_hold(anybody: Caller, office: Caller) -> None:
    assert lines(anybody.get("/bulk/editions")) == anybody.all("/editions")
    assert lines(anybody.get("/bulk/editions", {"level": "internal"})) == anybody.all("/editions", level="internal")
    proofs = lines(office.get("/bulk/proofs", {"verdict": "violated"}))
    rows = office.all("/floor/proofs", verdict="violated")
    assert [{name: proof[name] for name in row} for proof, row in zip(proofs, rows, strict=True)] == rows
    assert len(lines(office.get("/bulk/proofs"))) == Proof.objects.count()


def test_all_clauses(anybody: Caller) -> None:
    editions = anybody.all("/editions", family="yuexiu")
    clauses = lines(anybody.get("/bulk/clauses", {"family": "yuexiu"}))
    assert len(clauses) == sum(edition["clauses"] for edition in editions) > 1000
    assert {clause["edition"] for clause in clauses} <= {edition["id"] for edition in editions}


def test_all_items(anybody: Caller) -> None:
    items = lines(anybody.get("/bulk/items"))
    assert {item["id"] for item in items} == {row["id"] for row in anybody.all("/items")}
    one = next(item for item in items if item["id"] == "elder_health")
    single = anybody.data("/items/elder_health")
    assert one == single


def test_a_stream_that_cannot_be_made_is_refused_before_it_begins(office: Caller) -> None:
    for path in ("/bulk/proofs", "/bulk/items"):
        answer = office.get(path, {"on": "1990-01-01"})
        assert (answer.status_code, answer.json()["code"]) == (404, "not-in-force")


def test_streams_can_be_asked_conditionally(anybody: Caller) -> None:
    first = anybody.get("/bulk/editions")
    assert lines(first)
    assert anybody.get("/bulk/editions", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("below", ["", "/guide", "/guide.md", "/points"])
def test_an_item_begins_on_its_own_day_not_with_its_workspace(anybody: Caller, below: str) -> None:
    address = f"/items/legal_aid{below}"
    assert anybody.get(address, {"on": "2023-12-01"}).status_code == 200
    refused = anybody.get(address, {"on": "2023-11-30"})
    assert refused.status_code == 404
    assert "2023-11-30" in refused.json()["detail"]
    assert anybody.get("/points", {"on": "2023-11-30", "item": "legal_aid"}).status_code == 404


def test_all_items_at_once_are_those_of_the_list(anybody: Caller) -> None:
    for day in ("2023-06-01", "2024-06-03"):
        listed = [one["id"] for one in anybody.get("/items", {"on": day, "limit": "200"}).json()["data"]]
        assert sorted(one["id"] for one in lines(anybody.get("/bulk/items", {"on": day}))) == sorted(listed)

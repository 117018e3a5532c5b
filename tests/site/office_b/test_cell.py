"""A cell opened: the resident first, both rules ticked off, the chain, and the smallest change."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zhunsheng.site.catalogue.models import Proof, ProofRun

BREACH = "/office/floor/cn/2023/elder_subsidy"


def text_of(html: str) -> str:
    """What a reader reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_a_breach_is_a_person_before_it_is_a_rule(reader: Client, run: ProofRun) -> None:
    page = reader.get(BREACH)
    html = page.content.decode()
    words = text_of(html)
    assert '<p class="witness">80 岁，不是本市户籍，不是本区户籍。</p>' in html
    assert html.index('class="witness"') < html.index("floor-sides")
    assert "2 个事实都必要：80 岁、不是本市户籍。去掉任何一个，反例就不成立。" in words
    assert "「不是本区户籍」由恒定关系跟着成立。" in words
    assert "style=" not in html and "onclick" not in html


def test_the_part_that_fails_is_ticked_off(reader: Client, run: ProofRun) -> None:
    cell = reader.get(BREACH).context["cell"]
    assert cell["above"]["gives"] is True
    assert [side["gives"] for side in cell["ours"]] == [False, False]
    parts = {part["words"]: part["truth"] for part in cell["ours"][0]["part"]["parts"]}
    assert parts == {"为本市户籍": False, "年满70周岁": True}


def test_both_values_are_shown_with_their_units(reader: Client, run: ProofRun) -> None:
    words = text_of(reader.get("/office/floor/cn/2023/fp_special_support").content.decode())
    assert "国家给 每月590元" in words.replace("给每月", "给 每月") and "每月450元" in words


def test_where_it_broke_may_not_be_ours(reader: Client, run: ProofRun) -> None:
    page = reader.get(BREACH)
    assert page.context["broken"] == {"link": True, "upper": "省", "lower": "市", "ours": False}
    link = next(one for one in page.context["links"] if one["shown"] == "violated")
    opened = reader.get(link["url"])
    assert opened.status_code == 200
    assert opened.context["proof"].lower == "gz/2023"


def test_a_fragment_is_only_the_cell(reader: Client, run: ProofRun) -> None:
    answer = reader.get(BREACH, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert answer["HX-Push-Url"] == "false"
    assert html.lstrip().startswith('<article id="floor-cell"')
    assert "<html" not in html


def test_the_smallest_change_is_shown_word_by_word_and_proved(reader: Client, run: ProofRun) -> None:
    page = reader.get("/office/floor/change/cn/2023/elder_subsidy")
    found = page.context["found"]
    assert found["restores"] and found["verdict"] == "proved"
    assert found["parts"][0]["changes"][0]["prose"] == [("gone", "为本市户籍，且"), ("same", "年满70周岁")]
    assert {(one["before"], one["after"]) for one in found["elsewhere"]} == {("violated", "proved")}
    assert "<del>为本市户籍，且</del>" in page.content.decode()


def test_an_item_that_is_missing_altogether_can_be_taken_over(reader: Client, run: ProofRun) -> None:
    """Nothing here derives from it, so that the smallest change is the item itself."""
    row = Proof.objects.filter(run=run, lower="yuexiu", upper="cn/2023", derived=[]).first()
    assert row is not None
    row.verdict = "missing"
    row.save()
    answer = reader.get(f"/office/floor/change/cn/2023/{row.item}")
    assert answer.status_code == 200
    (part,) = answer.context["found"]["parts"]
    assert part["new"] and part["changes"]


@pytest.mark.parametrize("item", ["elder_health", "collective_support"])
def test_where_nothing_fails_there_is_nothing_to_mend(reader: Client, run: ProofRun, item: str) -> None:
    """Proved, or for a person to judge: no page says that small changes were tried."""
    assert reader.get(f"/office/floor/change/cn/2023/{item}").status_code == 404


def test_a_proved_cell_says_what_was_proved_and_for_whom(reader: Client, run: ProofRun) -> None:
    words = text_of(reader.get("/office/floor/cn/2023/elder_health").content.decode())
    assert "对本区范围内（" in words and "每一位可能的居民" in words
    assert "最小修改" not in words


def test_nobody_here_is_said_and_is_no_merit(reader: Client, run: ProofRun) -> None:
    nobody = next(
        row for row in Proof.objects.filter(run=run, lower="yuexiu", upper="cn/2023") if "nobody_here" in row.marks
    )
    words = text_of(reader.get(f"/office/floor/cn/2023/{nobody.item}").content.decode())
    assert "本区没有这一服务对象" in words and "这不算亮点" in words


def test_what_a_human_must_judge_is_not_shown_as_proved(reader: Client, run: ProofRun) -> None:
    words = text_of(reader.get("/office/floor/cn/2023/collective_support").content.decode())
    assert "须由人判断" in words and "不算通过" in words and "证明了什么" not in words


def test_the_chain_never_says_more_than_was_proved(reader: Client, run: ProofRun) -> None:
    for row in Proof.objects.filter(run=run, lower="yuexiu", upper="cn/2023").defer("data"):
        if row.verdict != "proved" or row.item == "elder_health":
            words = text_of(reader.get(f"/office/floor/cn/2023/{row.item}").content.decode())
            assert ("每一级都单独证过" in words) is (row.verdict == "proved")


@pytest.mark.parametrize("upper", ["cn/2021", "cn/2023", "gd/2023", "gz/2023"])
def test_every_cell_of_a_column_opens_in_both_languages(reader: Client, run: ProofRun, upper: str) -> None:
    rows = list(Proof.objects.filter(run=run, lower="yuexiu", upper=upper).defer("data"))
    for row in rows[:: max(1, len(rows) // 12)]:
        for language in ("zh", "en"):
            page = reader.get(f"/office/floor/{upper}/{row.item}", {"lang": language})
            assert page.status_code == 200
            assert page.context["cell"]["verdict"] == row.verdict


def test_an_opened_cell_asks_little_of_the_database(
    reader: Client, run: ProofRun, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get(BREACH)
    with django_assert_max_num_queries(12):
        reader.get(BREACH)


@pytest.mark.parametrize(
    "address",
    [
        "/office/floor/cn/2023/nothing",
        "/office/floor/nowhere/elder_health",
        BREACH + "?lower=nowhere",
        "/office/floor/change/cn/2023/nothing",
    ],
)
def test_what_is_not_there_is_not_found(reader: Client, run: ProofRun, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_claim_leads_to_its_clause(reader: Client, run: ProofRun) -> None:
    html = reader.get("/office/floor/cn/2023/fp_special_support").content.decode()
    address = re.search(r'href="(/office/standards/[0-9]+\?clause=5\.1)#c-5-1"', html)
    assert address is not None
    assert "#item-fp_special_support" in html

"""Any two standards or items compared, in words and in meaning."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zhunsheng.site.catalogue.models import Edition, Item, Snapshot
from zhunsheng.site.look.moment import Moment
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.compare_pairs import beside
from zhunsheng.site.office.compare_sides import Side, side_of


def item(workspace: str, key: str) -> str:
    """The name of an item in an address."""
    found = Item.objects.get(edition__workspace=workspace, key=key)
    return f"i{found.edition_id}.{key}"


def compared(client: Client, left: str, right: str, **more: str) -> dict[str, Any]:
    """What the page shows of a comparison."""
    page = client.get("/office/compare", {"left": left, "right": right, "on": "2025-10-09", **more})
    assert page.status_code == 200
    assert "style=" not in page.content.decode()
    result: dict[str, Any] = page.context["result"]
    return result


def test_two_editions_of_the_catalogue_say_who_gets_more(reader: Client, district: Snapshot) -> None:
    left, right = item("cn/2021", "fp_special_support"), item("cn/2023", "fp_special_support")
    (meaning,) = compared(reader, left, right)["items"]
    assert (meaning["relation"], meaning["gains"], meaning["loses"]) == ("equal", "", "")
    assert (meaning["better"], meaning["worse"]) == (5, 0)
    first = meaning["fields"][0]
    assert (first["old"], first["new"], first["ahead"]) == ("每月450元", "每月590元", ["2022-07-01"])


def test_turned_round_everything_gained_is_lost(reader: Client, district: Snapshot) -> None:
    left, right = item("cn/2021", "fp_special_support"), item("cn/2023", "fp_special_support")
    (meaning,) = compared(reader, right, left)["items"]
    assert (meaning["better"], meaning["worse"]) == (0, 5)


def test_ours_with_another_district(reader: Client, district: Snapshot) -> None:
    """Two jurisdictions: the words that only one side has carry the side; nobody is silently the same."""
    result = compared(reader, item("small-district", "health-check"), item("yuexiu", "elder_health"))
    assert result["places"] is True
    assert result["alone"] == {"left": "本区户籍（左边）", "right": "本区户籍（右边）、残疾等级（右边）"}
    (meaning,) = result["items"]
    assert meaning["relation"] == "crossing"
    assert "不是本区户籍（左边）" in meaning["gains"] and "不是本区户籍（右边）" in meaning["loses"]


def test_another_districts_ids_pair_nothing(reader: Client, district: Snapshot) -> None:
    """Contents of other names are told as written on one side, and are neither a gain nor a loss."""
    (meaning,) = compared(reader, item("small-district", "health-check"), item("yuexiu", "elder_health"))["items"]
    told = {one["text"]: one["effect"] for one in meaning["fields"]}
    assert told["只有左边写了服务内容「体格检查」"] == told["只有右边写了服务内容「体格检查与辅助检查」"] == "other"
    assert not any(text.startswith(("取消", "新增")) for text in told)


def side(asked: Asked, workspace: str, key: str) -> Side:
    """One side of a comparison."""
    found = side_of(asked, item(workspace, key))
    assert found is not None
    return found


def test_only_parts_of_one_name_are_set_side_by_side(district: Snapshot) -> None:
    """Two districts use one id for two things, and two ids for one thing: the name decides."""
    asked = Asked(Moment(date(2025, 10, 9)), district, "zh")
    left, right = side(asked, "small-district", "health-check"), side(asked, "yuexiu", "elder_health")
    ours, theirs = left.service, right.service
    check, advice = theirs.deliverables["annual-check"], theirs.deliverables["health-advice"]
    mine = ours.deliverables["examination"]
    assert set(beside(left, ours, right, theirs).deliverables) == {"left:examination"}
    same_id = replace(ours, deliverables={"annual-check": replace(mine, id="annual-check")})
    assert set(beside(left, same_id, right, theirs).deliverables) == {"left:annual-check"}
    same_name = replace(ours, deliverables={"other": replace(mine, id="other", title=check.title),
                                            "annual-check": replace(mine, id="annual-check", title=advice.title)})  # fmt: skip
    found = beside(left, same_name, right, theirs).deliverables
    assert {name: one.title for name, one in found.items()} == {
        "annual-check": check.title,
        "health-advice": advice.title,
    }
    assert beside(right, theirs, right, theirs) is theirs


def test_nobody_gains_and_nobody_loses_is_said(reader: Client, district: Snapshot) -> None:
    same = item("yuexiu", "elder_health")
    page = reader.get("/office/compare", {"left": same, "right": same})
    html = page.content.decode()
    assert "没有人新进入服务对象" in html and "没有人退出服务对象" in html and "两边是同一份" in html


def test_two_whole_standards(reader: Client, district: Snapshot) -> None:
    old, new = (Edition.objects.get(code=code) for code in ("Q/YXYS 5.001—2021", "Q/YXYS 5.001—2023"))
    result = compared(reader, f"e{old.pk}", f"e{new.pk}")
    changed = {line["label"]: line["pieces"] for line in result["texts"]}
    assert ("gone", "20") in changed["9.1"] and ("new", "15") in changed["9.1"]
    (meaning,) = result["items"]
    assert meaning["relation"] == "wider" and meaning["gains"] and not meaning["loses"]


def test_texts_without_a_difference_are_hidden_until_asked_for(reader: Client, district: Snapshot) -> None:
    left, right = item("cn/2021", "fp_special_support"), item("cn/2023", "fp_special_support")
    address = {"left": left, "right": right}
    few = reader.get("/office/compare", address).content.decode()
    all_of_them = reader.get("/office/compare", address | {"show": "all"}).content.decode()
    assert few.count("<dt>") < all_of_them.count("<dt>")


def test_choosing_works_without_script(reader: Client, district: Snapshot) -> None:
    begin = reader.get("/office/compare", {"left_q": "老年人健康"})
    picker = begin.context["pickers"][0]
    assert picker["choices"] and {one.where for one, _ in picker["choices"]} >= {"示例小区"}
    address = next(address for one, address in picker["choices"] if one.where == "示例小区")
    then = reader.get(address)
    assert then.context["pickers"][0]["chosen"] is not None
    assert 'name="left"' in then.content.decode()


def test_one_side_chosen_offers_its_kin(reader: Client, district: Snapshot) -> None:
    page = reader.get("/office/compare", {"left": item("yuexiu", "elder_health")})
    offered = {(one.title, one.where) for one, _ in page.context["pickers"][1]["choices"]}
    assert ("老年人健康管理", "国家基本公共服务标准（2023年版）") in offered
    assert ("老年人健康管理", "越秀区基本公共服务标准第一版（2021年，演示）") in offered


def test_there_are_pairs_to_begin_with(reader: Client, district: Snapshot) -> None:
    page = reader.get("/office/compare")
    where = [(old.where, new.where) for old, new, _ in page.context["beginnings"]]
    assert ("国家基本公共服务标准（2021年版）", "国家基本公共服务标准（2023年版）") in where
    assert any(old == "示例小区" for old, _ in where)
    for _, _, address in page.context["beginnings"]:
        assert reader.get(address).context["result"]["items"]


def test_a_search_without_a_find_says_what_was_searched(reader: Client, district: Snapshot) -> None:
    words = re.sub(r"<[^>]+>", "", reader.get("/office/compare", {"left_q": "无此一物"}).content.decode())
    assert "标准和事项的名称、编号里都没有「无此一物」；条文没有查。" in words


def test_a_standard_and_an_item_are_not_compared(reader: Client, district: Snapshot) -> None:
    edition = Edition.objects.get(code="Q/YXYS 5.001—2023")
    page = reader.get("/office/compare", {"left": f"e{edition.pk}", "right": item("yuexiu", "elder_health")})
    assert page.status_code == 200 and page.context["mixed"] and "result" not in page.context


@pytest.mark.parametrize("ref", ["e999999", "x1", "i1.nothing", "i999999.elder_health", "e1; drop", "e" + "9" * 40])
def test_what_names_nothing_is_not_found(reader: Client, district: Snapshot, ref: str) -> None:
    assert reader.get("/office/compare", {"left": ref}).status_code == 404


def test_a_comparison_made_once_is_kept(
    reader: Client, district: Snapshot, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    left, right = item("cn/2021", "elder_health"), item("cn/2023", "elder_health")
    compared(reader, left, right)
    with django_assert_max_num_queries(12):
        compared(reader, left, right)

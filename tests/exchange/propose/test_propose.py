"""What holds for all proposals of a document: ids, places, quotes, the service they belong to, the order."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.exchange.propose.saying import BOOK, TITLE, clause, table
from zhunsheng.exchange.propose import core, propose
from zhunsheng.exchange.propose.names import Numbered, ident, service_name, subject_of
from zhunsheng.standard.document import Clause, Proposal
from zhunsheng.standard.edit import leads_somewhere
from zhunsheng.standard.paths import parse_path

DOCUMENT = (
    clause("1", "本文件规定了高龄津贴的服务对象、标准和流程。", "范围"),
    clause("4", "服务对象为具有本区户籍、年满80周岁的老年人。", "服务对象"),
    clause("5", "80至89周岁的每人每月100元，90周岁以上的每人每月200元；宜每季度探访1次，满意率不低于90%。", "津贴标准"),
    clause("6", "申请人应提交下列材料：\na) 身份证复印件一式两份；\nb) 户口簿（免提交）。", "申请材料"),
    clause("7", title="服务流程"),
    clause("7.1", "社区专干岗应在1个工作日内受理申请。"),
    clause("7.2", "街道审核岗应在３个工作日内审核，承诺办结时限：5个工作日。"),
    clause("8", "各项时限见表1。", tables=[table(["事项", "时限（工作日）"], ["补正", "2"], ["送达", "3"], head=1)]),
)


@pytest.fixture(scope="module")
def found() -> tuple[Proposal, ...]:
    return propose(DOCUMENT, title=TITLE, book=BOOK)


def test_every_kind_is_found(found: tuple[Proposal, ...]) -> None:
    assert {one.kind for one in found} == {
        "age", "registration", "group", "count", "amount", "limit", "percentage", "material", "step", "post",
    }  # fmt: skip


def test_ids_and_places_are_used_once(found: tuple[Proposal, ...]) -> None:
    ids = [one.id for one in found]
    places = [one.at for one in found if one.at is not None]
    assert len(set(ids)) == len(ids)
    assert len(set(places)) == len(places)
    for first, second in pairwise(sorted(places)):
        assert not second.startswith(f"{first}.") or first.rpartition(".")[0].endswith("process")


def test_every_place_is_one_of_the_format(found: tuple[Proposal, ...]) -> None:
    for one in found:
        if one.at is not None:
            steps = parse_path(one.at)
            assert steps is not None
            assert steps[:2] == ("services", "高龄津贴")
            assert leads_somewhere(steps), one.at


def test_quotes_are_words_of_their_clause(found: tuple[Proposal, ...]) -> None:
    texts = {one.no: one.text.zh for one in DOCUMENT if one.text is not None}
    for one in found:
        if one.clause == "8":
            assert one.quote in ("补正 | 2", "送达 | 3")
        else:
            assert one.quote in texts[one.clause], one


def test_proposals_stand_in_the_order_of_the_clauses(found: tuple[Proposal, ...]) -> None:
    order = [one.no for one in DOCUMENT]
    numbers = [order.index(one.clause) for one in found]
    assert numbers == sorted(numbers)


def test_the_same_document_gives_the_same_proposals(found: tuple[Proposal, ...]) -> None:
    assert propose(DOCUMENT, title=TITLE, book=BOOK) == found


def test_a_clause_more_at_the_end_changes_no_id_before_it(found: tuple[Proposal, ...]) -> None:
    longer = propose([*DOCUMENT, clause("9", "应每年评价1次。", "评价")], title=TITLE, book=BOOK)
    assert [one.id for one in longer[: len(found)]] == [one.id for one in found]


def test_nothing_is_confirmed(found: tuple[Proposal, ...]) -> None:
    assert {(one.state, one.by, one.on) for one in found} == {("proposed", None, None)}


@pytest.mark.parametrize(
    ("more", "clauses", "service"),
    [
        ({"title": "残疾人两项补贴服务规范"}, (), "残疾人两项补贴"),
        ({"title": "青石区临时救助实施办法"}, (), "临时救助"),
        ({"service": "my-service", "title": "临时救助实施办法"}, (), "my-service"),
        ({}, (clause("1", "本文件规定了老年人助餐的服务要求。"),), "老年人助餐"),
        ({}, (), "service"),
        ({"title": "2023年规范"}, (), "service-2023年"),
    ],
)
def test_the_service_is_named_by_the_document(more: dict[str, str], clauses: tuple[Clause, ...], service: str) -> None:
    found = propose([*clauses, clause("4", "服务对象为低保对象。")], **more)  # type: ignore[arg-type]
    assert [one.at for one in found] == [f"services.{service}.eligible"]


def test_clauses_of_one_title_are_two_parts() -> None:
    found = propose([clause("5", "应每月1次探访。", "探访"), clause("6", "应每年1次探访。", "探访")], title=TITLE)
    assert [one.at for one in found] == [
        "services.高龄津贴.delivers.探访.guarantees.visits", "services.高龄津贴.delivers.探访-2.guarantees.visits",
    ]  # fmt: skip


def test_a_part_without_a_short_title_has_the_number_of_its_clause() -> None:
    found = propose(
        [clause("5.1", "应每月1次探访。"), clause("第六条", "应每年1次。", "探访与其他各项服务的频次要求")], title=TITLE
    )
    assert [one.at for one in found] == [
        "services.高龄津贴.delivers.clause-5-1.guarantees.visits", "services.高龄津贴.delivers.第六条.guarantees.times",
    ]  # fmt: skip


@pytest.mark.parametrize("no", ["第三条", "（一）", "5.1.2", "A.1", "１", "—", "第三条 第（二）项", "x" * 200])
def test_ids_are_made_of_any_number(no: str) -> None:
    (one,) = propose([clause(no, "应每月1次。")])
    assert one.clause == no
    assert len(one.id) < 80


def test_twice_the_promise_is_once_a_guarantee() -> None:
    text = "承诺办结时限：5个工作日；承诺时限：3个工作日。"
    places = [one.at for one in propose([clause("5", text)], title=TITLE)]
    assert places == ["services.高龄津贴.promise", "services.高龄津贴.delivers.clause-5.guarantees.within"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"at_least": "4 visit/year", "clause": "5"}, "4 visit/year"), ({"at_most": "3 hour"}, "3 hour"), ({"exactly": "1"}, "1"),
        ({"id": "a", "title": "身份证"}, "身份证"), ("age >= 60", "age >= 60"), ({"x": 1}, "{'x': 1}"), (5, "5"),
    ],
)  # fmt: skip
def test_what_a_value_comes_to(value: object, words: str) -> None:
    assert core(value) == words


def test_names() -> None:
    assert [ident(text) for text in ("", "…", "9a", "a b/c", "_x_")] == ["n", "n", "n-9a", "a-b-c", "x"]
    assert len(ident("长" * 100)) == 40
    assert service_name("规范") == "规范"
    assert service_name("青石区民政局关于印发《临时救助办法》的通知") == "临时救助"
    assert subject_of("本文件适用于居民。") is None
    names = Numbered()
    assert [names.one("a") for _ in range(3)] == ["a", "a-2", "a-3"]

"""Clauses as passages: headings, items, broken lines, and what holds no provision."""

from __future__ import annotations

import pytest

from tests.exchange.propose.saying import clause, values
from zhunsheng.exchange.propose import propose
from zhunsheng.exchange.propose.reading import read, topics_of


@pytest.mark.parametrize("title", ["规范性引用文件", "参考文献", "前言", "示例1", "目次"])
def test_what_holds_no_provision_is_left_out(title: str) -> None:
    assert propose([clause("2", "应每年4次，5个工作日内办结。", title), clause("2.1", "每月100元。")]) == ()


@pytest.mark.parametrize("kind", ["note", "example"])
def test_notes_and_examples_are_left_out_and_disturb_no_outline(kind: str) -> None:
    clauses = [
        clause("5", title="申请材料"), clause("5.1", "申请人应提交下列材料："), clause("注", "每月100元。", kind=kind),
        clause("5.1.1", "身份证；"),
    ]  # fmt: skip
    assert [one.kind for one in propose(clauses)] == ["material"]


def test_footnotes_are_read_but_head_nothing() -> None:
    clauses = [
        clause("5", title="申请材料"),
        clause("脚注", "每月100元。", kind="footnote"),
        clause("5.1", "身份证、户口簿。"),
    ]
    assert [one.kind for one in propose(clauses)] == ["amount", "material", "material"]


def test_headings_are_those_above_by_number() -> None:
    clauses = [
        clause("4", title="服务对象"), clause("4.1", "一"), clause("5", title="服务要求"), clause("5.1", title="探访"),
        clause("5.1.1", "二"), clause("第三章", title="附则"), clause("第四条", "三"), clause("（一）", "四"), clause("第五条", "五"),
    ]  # fmt: skip
    found = {passage.plain: passage.titles for passage in read(clauses)}
    assert found["一"] == ("服务对象",)
    assert found["二"] == ("探访", "服务要求")
    assert found["四"] == found["三"]
    assert found["五"][0] == "附则"


def test_a_title_at_the_beginning_of_a_text_heads_it() -> None:
    (passage,) = read([clause("一", "申请材料：身份证。")])
    assert passage.titles == ("申请材料",)
    (passage,) = read([clause("一", "本区：身份证。")])
    assert passage.titles == ()


def test_lines_that_were_broken_inside_a_sentence_are_joined_and_quoted_as_printed() -> None:
    text = "社区应当自收到申请之日起五个工\n作日内，完成受理并告知结果。"
    (one,) = [one for one in propose([clause("5", text)]) if one.kind == "limit"]
    assert one.quote == "社区应当自收到申请之日起五个工\n作日内"
    assert one.quote in text


def test_items_marks_and_short_lines_are_not_joined() -> None:
    for second in ("a) 每月2次；", "◆每月2次，", "每月2次"):
        assert len(read([clause("5", f"应按照下列要求提供探访服务和\n{second}")])) == 2, second
    assert len(read([clause("5", "短的一行\n每月2次，应当。")])) == 2


def test_a_title_that_is_the_beginning_of_its_sentence_is_read_with_it() -> None:
    (one,) = propose([clause("5", "元，按次结算，不再另收。", "护理服务收费标准为每小时40")])
    assert isinstance(one.value, dict)
    assert one.value["at_most"] == "40 CNY/hour"
    assert one.quote == "元"


def test_items_stand_under_their_lead() -> None:
    passages = read([clause("5", "应提供：\na) 探访；\n1) 每月；\n此外应体检。")])
    assert [(passage.plain, passage.lead, passage.is_item) for passage in passages] == [
        ("应提供：", "", False), ("a) 探访；", "应提供：", True), ("1) 每月；", "应提供：", True), ("此外应体检。", "", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "topics"),
    [
        (["服务对象"], {"target"}), (["申请材料", "申请"], {"materials", "process"}), (["办理时限"], {"limits"}),
        (["收费标准"], {"fees", "levels"}), (["术语和定义"], {"terms"}), (["岗位职责"], {"posts"}), (["总则"], set()),
        (["监督与评价"], {"oversight"}), ([], set()),
    ],
)  # fmt: skip
def test_topics_of_headings(titles: list[str], topics: set[str]) -> None:
    assert topics <= topics_of(titles)
    assert bool(topics_of(titles)) is bool(topics)


def test_empty_clauses_say_nothing() -> None:
    assert read([clause("1"), clause("2", "  \n　"), clause("3", title="服务对象")]) == []
    assert propose([]) == ()


def test_full_width_text_is_read_as_half_width() -> None:
    assert values("count", "每季度不少于２次") == ["2 time/quarter"]

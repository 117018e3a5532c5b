from __future__ import annotations

from datetime import date

import pytest

from tests.publish.conftest import DAY
from tests.publish.pdfcheck import faults, outline_of
from tests.publish.test_guide import SAMPLE, said
from zhunsheng.publish.blocks import Heading, Items, Picture, Table, walk, words_of
from zhunsheng.publish.changes import changes_since
from zhunsheng.publish.manual import business_manual
from zhunsheng.publish.pdf import to_pdf
from zhunsheng.publish.post_manual import acting_posts, post_manual
from zhunsheng.publish.step_parts import ordered_steps, refusals, ways
from zhunsheng.publish.subject import Subject

SECTIONS = ["前言", "2023-06-04 以来有什么变化", "办理依据", "办理条件", "内容、时限与收费", "申请材料与核验", "办理流程", "分岗页", "典型的不予办理", "特殊情形", "文书与表单", "常见差错", "交接清单", "服务点与电话", "版本记录"]  # fmt: skip


@pytest.mark.parametrize("item", SAMPLE)
def test_a_manual_has_the_parts_of_the_districts_own_standard(yuexiu, item):
    heads = [
        words_of(one.line)
        for one in business_manual(yuexiu, item, DAY).blocks
        if isinstance(one, Heading) and one.level == 1
    ]
    assert heads == [words for words in SECTIONS if words in heads]
    assert {"前言", "办理依据", "办理条件", "内容、时限与收费", "办理流程", "分岗页", "交接清单", "版本记录"} <= set(
        heads
    )


@pytest.mark.parametrize("item", SAMPLE)
def test_every_step_has_its_page_with_post_limit_checks_and_the_words_of_its_clauses(yuexiu, item):
    words = said(business_manual(yuexiu, item, DAY))
    subject = Subject.of(yuexiu, item, DAY)
    for step in subject.service.steps.values():
        assert step.source.title.zh in words
        assert subject.post(step.source.role) in words
        assert subject.within(step) in words
        for check in step.source.checks:
            assert check.zh in words
        for number in step.source.basis:
            clause = subject.clause(number)
            assert clause is not None
            assert clause.text is None or clause.text.zh in words


def test_checkpoints_and_handover_are_lists_to_tick(yuexiu):
    document = business_manual(yuexiu, "disability_allowances", DAY)
    boxes = [
        words_of(row.line)
        for one in walk(document.blocks)
        if isinstance(one, Items) and one.kind == "boxes"
        for row in one.items
    ]
    assert "残疾人证在有效期内且未冻结" in boxes
    assert any("在办件逐件列出" in words for words in boxes)
    assert any("停计的件" in words for words in boxes)


def test_refusals_name_step_reason_and_clause(yuexiu):
    found = refusals(Subject.of(yuexiu, "disability_allowances", DAY))
    assert ("长期照护评估", "评估为不需要长期照护且不是低保、低保边缘", "7.7") in found
    assert len(found) == 2


def test_conditions_say_where_each_fact_is_looked_up(yuexiu):
    words = said(business_manual(yuexiu, "disability_allowances", DAY))
    assert "残疾人证信息库" in words
    assert "判断示例（标准自带的用例）" in words


def test_the_process_is_drawn(yuexiu):
    document = business_manual(yuexiu, "legal_aid", DAY)
    assert any(isinstance(one, Picture) for one in walk(document.blocks))


@pytest.mark.parametrize("item", SAMPLE)
def test_steps_are_told_from_the_start_each_once(yuexiu, item):
    subject = Subject.of(yuexiu, item, DAY)
    order = [step.id for step in ordered_steps(subject)]
    assert sorted(order) == sorted(subject.service.steps)
    assert order[0] == subject.source.start
    assert all(way.to in subject.service.steps for way in ways(subject))


@pytest.mark.parametrize(
    ("language", "item"), [("zh", "elder_health"), ("en", "disability_allowances"), ("zh", "legal_aid")]
)
def test_a_manual_passes_as_pdf_with_its_chapters_as_bookmarks(yuexiu, language, item):
    document = business_manual(yuexiu, item, DAY, language)
    content = to_pdf(document)
    assert faults(content) == []
    heads = [words_of(one.line) for one in document.blocks if isinstance(one, Heading) and one.level == 1]
    assert [words for words in heads if words not in outline_of(content)] == []


# -- what has changed -------------------------------------------------------------------------------------------------


def test_values_that_started_are_told_with_what_they_were(yuexiu):
    found = changes_since(Subject.of(yuexiu, "disability_allowances", DAY), date(2022, 6, 1))
    assert [(one.on, one.was, one.now, one.clauses) for one in found] == [
        (date(2023, 1, 1), "每月201元", "每月208元", ("5.1",)),
        (date(2023, 1, 1), "每月269元", "每月278元", ("5.2",)),
    ]
    assert changes_since(Subject.of(yuexiu, "disability_allowances", DAY), date(2023, 1, 1)) == []


def test_a_revision_is_told_with_its_reason_and_the_edition_before_is_compared(yuexiu):
    found = changes_since(Subject.of(yuexiu, "elder_health", DAY), date(2022, 6, 1))
    assert any("：" in one.reason and one.clauses for one in found)
    assert any(one.was and one.now for one in found)
    assert [one.on for one in found] == sorted((one.on for one in found), reverse=True)


def test_nothing_is_told_from_after_the_day_or_before_since(yuexiu):
    for item in SAMPLE:
        since = date(2022, 12, 31)
        assert all(since < one.on <= DAY for one in changes_since(Subject.of(yuexiu, item, DAY), since))


def test_no_change_is_said_to_be_none(yuexiu):
    assert "没有变化" in said(business_manual(yuexiu, "disability_allowances", DAY, since=date(2024, 6, 1)))


# -- posts ------------------------------------------------------------------------------------------------------------


def test_every_acting_post_has_a_manual_of_all_its_steps(yuexiu):
    for post in acting_posts(yuexiu):
        document = post_manual(yuexiu, post, DAY)
        anchors = {one.anchor for one in document.blocks if isinstance(one, Heading)}
        steps = [
            f"{entry.id}-{name}"
            for entry in yuexiu.workspace.services()
            for name, step in yuexiu.service(entry.id).source.process.items()
            if step.role == post and entry.service.process
        ]
        assert steps
        assert set(steps) <= anchors


def test_a_post_manual_says_what_the_posts_standard_says(yuexiu):
    words = said(post_manual(yuexiu, "payment-clerk", DAY))
    for text in ("资金发放岗工作规范", "本岗可自行决定：退票重发", "临时救助重复支付", "网银密钥编号"):
        assert text in words
    tables = [one for one in post_manual(yuexiu, "payment-clerk", DAY).blocks if isinstance(one, Table)]
    assert any(len(table.rows) >= 7 for table in tables)


@pytest.mark.parametrize(("post", "language"), [("payment-clerk", "zh"), ("front-desk", "en")])
def test_a_post_manual_passes_as_pdf(yuexiu, post, language):
    assert faults(to_pdf(post_manual(yuexiu, post, DAY, language))) == []


def test_a_post_that_does_nothing_is_a_key_error(yuexiu):
    with pytest.raises(KeyError):
        post_manual(yuexiu, "nobody", DAY)

"""Official papers that are no standards: chapters and articles, 一、（一）1., notices, guides, plain text."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.word.conftest import Importer
from tests.exchange.word.files import abstract, level, num, p, table, tr
from zhunsheng.exchange.word.importing import ImportedStandard


def clauses(made: ImportedStandard) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.no, one.title.zh if one.title else None, one.text.zh if one.text else None)
        for one in made.standard.clauses
    ]


def test_chapters_sections_and_articles(imported: Importer):
    made = imported(
        "某办法\n（某府办〔2022〕7号）\n第一章 总则\n第一条　为规范工作，制定本办法。\n第二条　对象包括：\n（一）甲；\n1．乙。\n（二）丙。\n"
        "第二章 办理\n第一节 申请\n第三条 应当提交材料。\n第二节 受理\n第四条 五日内受理。\n第四条之一 补正从其规定。\n第三章 附则\n第一节 施行\n"
        "第五条\n本办法自发布之日起施行。第三章的规定另行公布。"
    )
    assert clauses(made) == [
        ("第一章", "总则", None), ("第一条", None, "为规范工作，制定本办法。"), ("第二条", None, "对象包括：\n（一）甲；\n1．乙。\n（二）丙。"),
        ("第二章", "办理", None), ("第二章第一节", "申请", None), ("第三条", None, "应当提交材料。"), ("第二章第二节", "受理", None),
        ("第四条", None, "五日内受理。"), ("第四条之一", None, "补正从其规定。"), ("第三章", "附则", None), ("第三章第一节", "施行", None),
        ("第五条", None, "本办法自发布之日起施行。第三章的规定另行公布。"),
    ]  # fmt: skip
    assert (made.standard.kind, made.standard.document, made.standard.title.zh) == (
        "policy",
        "某府办〔2022〕7号",
        "某办法",
    )


def test_articles_that_word_numbers(imported: Importer):
    numbering = abstract(
        1, level(0, "第%1章", "chineseCounting"), level(1, "第%2条", "chineseCounting", '<w:lvlRestart w:val="0"/>')
    ) + num(1, 1)  # fmt: skip
    body = (
        p("某办法")
        + p("总则", number=(1, 0))
        + p("制定本办法。", number=(1, 1))
        + p("附则", number=(1, 0))
        + p("施行。", number=(1, 1))
    )
    assert clauses(imported(body, numbering=numbering)) == [
        ("第一章", "总则", None), ("第一条", None, "制定本办法。"), ("第二章", "附则", None), ("第二条", None, "施行。"),
    ]  # fmt: skip


def test_parts_and_their_parts(imported: Importer):
    made = imported(
        "关于某事的通知\n一、对象\n（一）标准。\n1.80至89周岁，每月100元；\n2.90周岁以上，每月200元。\n（1）另有慰问。\n（二）期限\n应五日内办结。\n"
        "二、各单位要抓好落实。\n1．每月上报。\n2．不得虚报。\n三、附则"
    )
    assert clauses(made) == [
        ("一", "对象", None), ("一（一）", None, "标准。"), ("一（一）1", None, "80至89周岁，每月100元；"),
        ("一（一）2", None, "90周岁以上，每月200元。\n（1）另有慰问。"), ("一（二）", "期限", "应五日内办结。"), ("二", None, "各单位要抓好落实。"),
        ("二1", None, "每月上报。"), ("二2", None, "不得虚报。"), ("三", "附则", None),
    ]  # fmt: skip


def test_decimal_numbers_below_parts(imported: Importer):
    made = imported("某方案\n一、对象\n1.1 范围\n应甲。\n1.2 应乙。\n二、期限\n2.1 五日内办结。\n3.5 万元以下。")
    assert clauses(made) == [
        ("一", "对象", None), ("1.1", "范围", "应甲。"), ("1.2", None, "应乙。"), ("二", "期限", None),
        ("2.1", None, "五日内办结。\n3.5 万元以下。"),
    ]  # fmt: skip


def test_chapters_over_parts(imported: Importer):
    made = imported(
        "某方案\n第一章 总体要求\n一、目标\n甲。\n二、原则\n乙。\n第二章 任务\n一、重点\n丙。\n二、保障\n丁。"
    )
    assert [no for no, _, _ in clauses(made)] == [
        "第一章", "第一章一", "第一章二", "第二章", "第二章一", "第二章二",
    ]  # fmt: skip


def test_a_notice_that_issues_measures(imported: Importer):
    made = imported(
        "某府办〔2022〕7号\n某区政府办公室关于印发某区救助实施办法的通知\n各街道办事处：\n《某区救助实施办法》已经同意，现印发给你们，请认真执行。\n"
        "某区人民政府办公室\n2022年4月12日\n某区救助实施办法\n第一条 制定本办法。\n第二条 本办法自2022年5月15日起施行。"
        "《某区救助办法（试行）》（某府办〔2017〕21号）同时废止。"
    )
    one = made.standard
    assert (one.document, one.title.zh, str(one.issuer)) == (
        "某府办〔2022〕7号",
        "某区救助实施办法",
        "某区人民政府办公室",
    )
    assert (one.issued, one.effective, one.replaces) == (date(2022, 4, 12), date(2022, 5, 15), ("某府办〔2017〕21号",))
    assert clauses(made)[0] == (
        "前言", None, "某区政府办公室关于印发某区救助实施办法的通知\n各街道办事处：\n《某区救助实施办法》已经同意，现印发给你们，请认真执行。",
    )  # fmt: skip


def test_signatures_at_the_end(imported: Importer):
    made = imported(
        "关于某事的通知\n一、甲\n应甲。\n二、乙\n应乙，本通知自印发之日起执行。\n某区民政局\n2023年6月9日\n联系人：甲某"
    )
    one = made.standard
    assert (str(one.issuer), one.issued, one.effective) == ("某区民政局", date(2023, 6, 9), date(2023, 6, 9))
    assert clauses(made)[-1] == ("二", "乙", "应乙，本通知自印发之日起执行。\n联系人：甲某")
    assert "落款" not in str(clauses(made))


def test_attachments(imported: Importer):
    body = "".join(
        map(
            p,
            [
                "关于某事的通知",
                "一、甲",
                "应甲。",
                "二、乙",
                "应乙。",
                "附件：1．申请表",
                "附件1",
                "申请表",
                "一、填写说明",
                "应如实填写。",
                "附件2：样式",
            ],
        )
    )
    made = imported(body + table(tr("姓名", "")) + p("附件3所列应一并报送，逾期不再受理。"))
    assert clauses(made)[1][2] == "应乙。\n附件：1．申请表"
    assert [(one.no, one.kind, one.title.zh if one.title else None) for one in made.standard.clauses][2:] == [
        ("附件1", "annex_informative", "申请表"), ("一", "clause", "填写说明"), ("附件2", "annex_informative", "样式"),
    ]  # fmt: skip
    assert len(made.standard.clauses[-1].tables) == 1
    assert clauses(made)[-1][2] == "附件3所列应一并报送，逾期不再受理。"


def test_tables_and_lines_before_the_first_number(imported: Importer):
    made = imported(p("业务手册") + p("事项：某事") + p("一、甲") + table(tr("a", "b")) + p("二、乙") + p("应乙。"))
    assert clauses(made) == [("前言", None, "事项：某事"), ("一", "甲", None), ("二", "乙", "应乙。")]
    assert len(made.standard.clauses[1].tables) == 1


def test_a_text_without_numbers_is_one_clause(imported: Importer):
    made = imported("课后托管手册\n（2022年秋季）\n◆ 谁能来\n● 小学生；\n请带户口簿。\n某活动中心")
    assert (made.standard.title.zh, made.standard.kind) == ("课后托管手册", "policy")
    assert clauses(made) == [("正文", None, "（2022年秋季）\n◆ 谁能来\n● 小学生；\n请带户口簿。\n某活动中心")]


def test_a_text_that_is_a_table(imported: Importer):
    made = imported(p("某服务指南") + table(tr("事项", "某事"), tr("时限", "5日")) + p("备注：以公布为准。"))
    assert clauses(made) == [("正文", None, "备注：以公布为准。")]
    assert made.standard.clauses[0].tables[0].rows == (("事项", "某事"), ("时限", "5日"))


def test_sentences_alone_have_no_title(imported: Importer):
    made = imported("谁都可以来。\n早上开门。", name="约定.docx")
    assert made.standard.title.zh == "约定"
    assert clauses(made) == [("正文", None, "谁都可以来。\n早上开门。")]


def test_nothing_at_all(imported: Importer):
    made = imported("<w:p/>", name="空.docx")
    assert (made.standard.title.zh, made.standard.clauses, made.standard.proposals) == ("空", (), ())


@pytest.mark.parametrize("number", ["穗民规〔2023〕5号", "穗民规[2023]5号", "穗民规（2023）第5号", "穗民规【2023】5号"])
def test_numbers_of_papers(imported: Importer, number: str):
    assert imported(f"{number}\n关于某事的通知\n一、甲\n应甲。\n二、乙\n应乙。").standard.document == number


def test_proposals_come_with_the_standard(imported: Importer):
    made = imported("某办法\n第一条 年满80周岁的老年人每月100元。\n第二条 应当在5个工作日内办结。")
    assert {one.kind for one in made.standard.proposals} >= {"age", "amount", "limit"}
    assert all(one.state == "proposed" for one in made.standard.proposals)
    assert made.data["proposals"]

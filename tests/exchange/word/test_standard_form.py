"""Texts in GB/T 1.1 form: clauses by style, by automatic and by typed number; notes, lists, tables, annexes, references."""

from __future__ import annotations

import pytest

from tests.exchange.word.conftest import Importer
from tests.exchange.word.files import abstract, level, num, p, style, t, table, tc, tr
from zhunsheng.exchange.word.importing import ImportedStandard

BEGIN = "Q/YX 1.001—2023\n某服务规范\n1 范围\n本文件规定了某服务的要求。\n"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def clauses(made: ImportedStandard) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.no, one.title.zh if one.title else None, one.text.zh if one.text else None)
        for one in made.standard.clauses
    ]


def kinds(made: ImportedStandard) -> list[tuple[str, str]]:
    return [(one.no, one.kind) for one in made.standard.clauses]


def reasons(made: ImportedStandard) -> dict[str, str]:
    return {line.text.strip(): str(line.reason) for line in made.accounts.aside()}


# -- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chapter", "clause", "below"),
    [
        ("2 要求", "2.1 场所", "2.1.1 应整洁。"),
        ("２　要求", "２．１　场所", "２．１．１　应整洁。"),
        ("2要求", "2.1场所", "2.1.1应整洁。"),
        ("2. 要求", "2.1. 场所", "2.1.1. 应整洁。"),
        ("2、要求", "2.1、场所", "2.1.1、应整洁。"),
        ("2\u3000要求", "2.1\u00a0场所", "2.1.1\u2002应整洁。"),
    ],
)
def test_typed_numbers(imported: Importer, chapter: str, clause: str, below: str):
    first = chapter.replace("２", "１").replace("2", "1", 1).replace("要求", "范围")
    made = imported(f"Q/YX 1—2023\n某服务规范\n{first}\n本文件规定了要求。\n{chapter}\n{clause}\n{below}")
    assert clauses(made)[1:] == [("2", "要求", None), ("2.1", "场所", None), ("2.1.1", None, "应整洁。")]


def test_chapters_in_words_over_decimal_clauses(imported: Importer):
    made = imported(
        "Q/YX 1—2023\n某服务规范\n第一章 总则\n1.1 应甲。\n第二章 办理\n2.1 受理\n2.1.1 应乙。\n第二章的规定适用于各街道。"
    )
    assert clauses(made) == [
        ("1", "总则", None), ("1.1", None, "应甲。"), ("2", "办理", None), ("2.1", "受理", None),
        ("2.1.1", None, "应乙。\n第二章的规定适用于各街道。"),
    ]  # fmt: skip
    numbering = abstract(1, level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 1)
    body = (
        p("某规范")
        + p("总则", number=(1, 0))
        + p("应甲。", number=(1, 1))
        + p("办理", number=(1, 0))
        + p("应乙。", number=(1, 1))
    )
    assert [no for no, _, _ in clauses(imported(body, numbering=numbering))] == ["1", "1.1", "2", "2.1"]


def test_a_number_alone_takes_the_next_line_as_its_title_or_text(imported: Importer):
    made = imported(BEGIN + "2 要求\n2.1\n场所\n应整洁。\n2.2\n工作人员应持证上岗。\n2.3\na) 甲；\nb) 乙。")
    assert clauses(made)[2:] == [
        ("2.1", "场所", "应整洁。"), ("2.2", None, "工作人员应持证上岗。"), ("2.3", None, "a) 甲；\nb) 乙。"),
    ]  # fmt: skip


def test_words_behind_a_number_are_a_title_or_a_provision(imported: Importer):
    made = imported(
        BEGIN
        + "2 要求\n2.1 场所\n2.1.1 通风\n2.2 人员应持证\n2.3 服务时间不少于8小时\n2.4 预约\n可电话预约。\n2.5 意见处理"
    )
    assert clauses(made)[2:] == [
        ("2.1", "场所", None), ("2.1.1", "通风", None), ("2.2", None, "人员应持证"), ("2.3", None, "服务时间不少于8小时"),
        ("2.4", "预约", "可电话预约。"), ("2.5", "意见处理", None),
    ]  # fmt: skip


def test_quantities_and_years_are_no_numbers_of_clauses(imported: Importer):
    lines = "2023年起执行。\n3个工作日内办结。\n2.5万元以下的由街道审批。\n3～5人一组。\n10%抽查。\n24小时值守。\n2.2 元整。"
    made = imported(f"{BEGIN}2 要求\n2.1 应按下列执行：\n{lines}")
    assert [no for no, _, _ in clauses(made)] == ["1", "2", "2.1", "2.2"]
    assert clauses(made)[2][2] == "应按下列执行：\n" + lines.rpartition("\n")[0]


def test_items_of_a_list_are_no_chapters(imported: Importer):
    made = imported(BEGIN + "2 材料\n应提交：\n1. 申请书\n2. 身份证\n3. 照片\n3 期限\n应在五日内办结。")
    assert clauses(made)[1:] == [
        ("2", "材料", "应提交：\n1. 申请书\n2. 身份证\n3. 照片"),
        ("3", "期限", "应在五日内办结。"),
    ]


def test_gaps_and_repetitions_are_read_and_told(imported: Importer):
    made = imported(BEGIN + "2 要求\n2.1 应甲。\n2.3 应乙。\n2.3 应丙。\n3.1 应丁。\n4 监督\n4.1 应戊。")
    assert [no for no, _, _ in clauses(made)] == ["1", "2", "2.1", "2.3", "2.3", "3.1", "4", "4.1"]
    told = [(str(one.message).split()[1], one.place.line) for one in made.findings if one.code == "ZS128"]
    assert told == [("2.3", 7), ("2.3", 8), ("3.1", 9)]


def test_headings_by_style_without_numbers_are_counted(imported: Importer):
    styles = style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + style(
        "2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    )
    body = p("范围", style="1") + p("本文件规定了要求。") + p("要求", style="1") + p("场所", style="2") + p("应整洁。")
    body += p("人员", style="2") + p("应持证上岗，应佩戴工牌，应着工装。", style="2")
    made = imported(body, styles=styles)
    assert clauses(made) == [
        ("1", "范围", "本文件规定了要求。"), ("2", "要求", None), ("2.1", "场所", "应整洁。"),
        ("2.2", "人员", "应持证上岗，应佩戴工牌，应着工装。"),
    ]  # fmt: skip


def test_automatic_numbers_with_and_without_titles(imported: Importer):
    numbering = abstract(1, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3")) + num(1, 1)
    body = "".join(
        [p("范围", number=(1, 0)), p("本文件规定了要求。"), p("要求", number=(1, 0)), p("场所应整洁。", number=(1, 1)),
         p("人员", number=(1, 1)), p("应持证。", number=(1, 2))]
    )  # fmt: skip
    made = imported(body, numbering=numbering)
    assert clauses(made) == [
        ("1", "范围", "本文件规定了要求。"), ("2", "要求", None), ("2.1", None, "场所应整洁。"), ("2.2", "人员", None),
        ("2.2.1", None, "应持证。"),
    ]  # fmt: skip


def test_an_automatic_list_inside_a_clause_stays_a_list(imported: Importer):
    numbering = (
        abstract(1, level(0, "%1.")) + num(1, 1) + abstract(2, level(0, "（%1）", "chineseCounting")) + num(2, 2)
    )
    numbering += (
        abstract(3, level(0, "\uf0b7", "bullet")) + num(3, 3) + abstract(4, level(0, "%1)", "lowerLetter")) + num(4, 4)
    )
    body = "".join(map(p, (BEGIN + "2 要求\n2.1 应符合：").split("\n")))
    body += p("甲；", number=(1, 0)) + p("乙；", number=(2, 0)) + p("丙；", number=(3, 0)) + p("丁。", number=(4, 0))
    assert clauses(imported(body, numbering=numbering))[-1][2] == "应符合：\n1. 甲；\n（一）乙；\n—— 丙；\na) 丁。"


def test_titles_of_two_languages_are_parted(imported: Importer):
    made = imported(BEGIN.replace("1 范围", "1 范围 Scope") + "2 要求 Requirements\n应甲。")
    title = made.standard.clauses[1].title
    assert title is not None and (title.zh, title.en) == ("要求", "Requirements")


# -- content ---------------------------------------------------------------------------------------------------------


def test_lists_are_lines_with_their_marks_in_one_form(imported: Importer):
    made = imported(
        BEGIN
        + "2 要求\n2.1 应符合：\nａ）甲；\n(b) 乙；\n1）丙；\n——丁；\n—  戊；\n- 己；\n• 庚；\n①辛；\n（1）壬；\n（一）癸。"
    )
    assert (clauses(made)[-1][2] or "").split("\n") == [
        "应符合：", "a) 甲；", "b) 乙；", "1) 丙；", "—— 丁；", "—— 戊；", "—— 己；", "—— 庚；", "①辛；", "（1）壬；", "（一）癸。",
    ]  # fmt: skip


def test_line_breaks_inside_a_sentence_are_undone(imported: Importer):
    br = "<w:r><w:br/></w:r>"
    body = "".join(map(p, BEGIN.strip().split("\n"))) + p("2 要求")
    body += p(t("2.1 应在五"), br, t("日内办结，"), br, t("并告知。")) + p(
        t("2.2 包括："), br, t("a) 甲；"), br, t("b) 乙。")
    )
    assert [one[2] for one in clauses(imported(body))[2:]] == ["应在五日内办结，并告知。", "包括：\na) 甲；\nb) 乙。"]


def test_lines_cut_at_the_margin_are_joined(imported: Importer):
    made = imported(
        BEGIN
        + "2 要求\n2.1 工作人员接到申请以后，应当在三个工作日内完成初\n步审查，并把结果告知申请人；不符合条件的，应说\n明理由，退回材料。\n"
        "2.2 收费每小时40\n元，节假日不另收费，具体办法另行公布，以公布为\n准。\n2.3 工作人员到岗以后，应检查设备是否完好，发现问\n题及时报修。"
    )
    assert [one[2] for one in clauses(made)[2:]] == [
        "工作人员接到申请以后，应当在三个工作日内完成初步审查，并把结果告知申请人；不符合条件的，应说明理由，退回材料。",
        "收费每小时40元，节假日不另收费，具体办法另行公布，以公布为准。",
        "工作人员到岗以后，应检查设备是否完好，发现问题及时报修。",
    ]


def test_paragraphs_that_are_whole_are_not_joined(imported: Importer):
    made = imported(BEGIN + "2 要求\n2.1 服务对象，包括下列人员\n老年人\n残疾人\n2.2 应甲。")
    assert clauses(made)[2][2] == "服务对象，包括下列人员\n老年人\n残疾人"


def test_notes_examples_and_footnotes(imported: Importer):
    body = "".join(map(p, BEGIN.strip().split("\n"))) + p("2 要求") + p(t("2.1 应按"), NOTE, t("要求办理。"))
    body += (
        p("注1：甲。") + p("注2：乙。") + p("示例：") + p("丙。") + p("脚注：丁。") + p("2.2 应戊。") + p("注：己。")
    )
    made = imported(body, footnotes=f'<w:footnote w:id="2">{p("庚。")}</w:footnote>')
    assert kinds(made)[2:] == [
        ("2.1", "clause"), ("2.1", "footnote"), ("2.1", "note"), ("2.1", "note"), ("2.1", "example"), ("2.1", "footnote"),
        ("2.2", "clause"), ("2.2", "note"),
    ]  # fmt: skip
    assert [one[2] for one in clauses(made)[3:8]] == ["庚。", "甲。", "乙。", "丙。", "丁。"]


def test_notes_by_the_styles_of_institutes(imported: Importer):
    numbering = abstract(1, level(0, "注：", "none")) + num(1, 1) + abstract(2, level(0, "示例%1：")) + num(2, 2)
    styles = style("N", "注：") + style("E", "示例×：")
    body = "".join(map(p, (BEGIN + "2 要求").split("\n"))) + p("2.1 应甲。") + p("乙。", style="N", number=(1, 0))
    body += p("丙。", style="E", number=(2, 0))
    made = imported(body, numbering=numbering, styles=styles)
    assert kinds(made)[-2:] == [("2.1", "note"), ("2.1", "example")]
    assert [one[2] for one in clauses(made)[-2:]] == ["乙。", "丙。"]


def test_footnotes_outside_clauses_and_without_reference_are_told(imported: Importer):
    footnotes = "".join(f'<w:footnote w:id="{n}">{p(f"注{n}")}</w:footnote>' for n in (2, 3))
    body = p(t("某服务规范"), NOTE) + "".join(map(p, ["1 范围", "本文件规定了要求。", "2 要求", "应甲。"]))
    made = imported(body, footnotes=footnotes)
    assert "footnote" not in dict(kinds(made)).values()
    assert {"注2", "注3"} <= set(reasons(made))


def test_tables_with_captions(imported: Importer):
    grid = table(tr("对象", "标准", properties="<w:tblHeader/>"), tr("甲", "1"))
    bold = table(tr(tc(p(t("项", "<w:b/>"))), tc(p(t("值", "<w:b/>")))), tr("乙", "2"))
    merged = table(tr(tc("合", '<w:gridSpan w:val="2"/>')), tr("丙", ""))
    body = (
        "".join(map(p, BEGIN.strip().split("\n")))
        + p("2 要求")
        + p("2.1 见表1。")
        + p("表1　补贴标准")
        + grid
        + p("应按表执行。")
    )
    body += p("表2 期限") + bold + p("单位：元", more='<w:jc w:val="right"/>') + merged
    body += p("期限一览", more='<w:jc w:val="center"/>') + grid + p("表9 错号") + grid + p("表6所列应执行。") + grid
    made = imported(body)
    tables = made.standard.clauses[-1].tables
    assert [one.title.zh if one.title else None for one in tables] == [
        "补贴标准",
        "期限",
        None,
        "期限一览",
        "表9 错号",
        None,
    ]
    assert tables[0].head == (("对象", "标准"),) and tables[0].rows == (("甲", "1"),)
    assert tables[1].head == (("项", "值"),)
    assert tables[2].head == () and tables[2].rows[0][0].across == 2  # type: ignore[union-attr]
    assert clauses(made)[-1][2] == "见表1。\n应按表执行。\n单位：元\n表6所列应执行。"


def test_captions_that_word_numbers(imported: Importer):
    numbering = abstract(1, level(0, "表%1")) + num(1, 1) + abstract(2, level(0, "表%1")) + num(2, 2)
    styles = style("C", "正文表标题") + style("D", "caption")
    grid = table(tr("甲", "乙"))
    body = "".join(map(p, (BEGIN + "2 要求\n应按表执行。").split("\n")))
    body += (
        p("补贴标准", style="C", number=(1, 0))
        + grid
        + p("期限", style="C", number=(2, 0))
        + grid
        + p("无号", style="D")
        + grid
    )
    tables = imported(body, numbering=numbering, styles=styles).standard.clauses[-1].tables
    assert [one.title.zh for one in tables if one.title] == ["补贴标准", "表1 期限", "无号"]


def test_a_caption_without_a_table_is_text(imported: Importer):
    assert clauses(imported(BEGIN + "2 要求\n应甲。\n表1 补贴标准"))[-1][2] == "应甲。\n表1 补贴标准"
    assert "图1 流程图" in (clauses(imported(BEGIN + "2 要求\n应甲。\n图1 流程图"))[-1][2] or "")


# -- sections --------------------------------------------------------------------------------------------------------


def test_references(imported: Importer):
    made = imported(
        BEGIN + "2 规范性引用文件\n下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。\n"
        "GB/T 1.1-2020　标准化工作导则 第1部分：标准化文件的结构和起草规则\nＧＢ　５７４９ 生活饮用水卫生标准\n"
        "DB44/T 2000—2020《养老服务规范》\nGB/T 24421（所有部分） 服务业组织标准化工作指南\n《社会救助暂行办法》\n"
        "GB 38600—2019用于服务安全，其余从其规定。\n3 术语和定义\n本文件没有需要界定的术语和定义。"
    )
    assert [(one.code, one.title.zh if one.title else None) for one in made.standard.references] == [
        ("GB/T 1.1—2020", "标准化工作导则 第1部分：标准化文件的结构和起草规则"), ("GB 5749", "生活饮用水卫生标准"),
        ("DB44/T 2000—2020", "养老服务规范"), ("GB/T 24421", "（所有部分） 服务业组织标准化工作指南"),
    ]  # fmt: skip
    assert clauses(made)[1][2] == "《社会救助暂行办法》\nGB 38600—2019用于服务安全，其余从其规定。"
    assert clauses(made)[2][2] == "本文件没有需要界定的术语和定义。"


def test_a_lead_in_without_references_stays(imported: Importer):
    made = imported(BEGIN + "2 规范性引用文件\n下列文件对于本文件的应用是必不可少的。\n3 要求\n应甲。")
    assert clauses(made)[1] == ("2", "规范性引用文件", "下列文件对于本文件的应用是必不可少的。")


def test_references_in_a_table_and_in_a_list(imported: Importer):
    grid = table(tr("序号", "标准号", "名称"), tr("1", "GB 5749", "生活饮用水卫生标准"), tr("2", "GB/T 10001.1", ""))
    numbering = abstract(1, level(0, "[%1]")) + num(1, 1)
    body = "".join(map(p, (BEGIN + "2 规范性引用文件").split("\n"))) + grid + p("GB 31654—2021 餐饮", number=(1, 0))
    body += p("3 要求") + p("应甲。") + table(tr("甲", "乙"))
    made = imported(body, numbering=numbering)
    assert [(one.code, one.title and one.title.zh) for one in made.standard.references] == [
        ("GB 5749", "生活饮用水卫生标准"), ("GB/T 10001.1", None), ("GB 31654—2021", "餐饮"),
    ]  # fmt: skip
    plain = imported("".join(map(p, (BEGIN + "2 规范性引用文件").split("\n"))) + table(tr("甲", "乙"), tr("丙", "丁")))
    assert len(plain.standard.clauses[1].tables) == 1


def test_the_bibliography(imported: Importer):
    made = imported(
        BEGIN + "2 要求\n应甲。\n参 考 文 献\n[1] GB/T 1.1—2020 标准化工作导则\n[2] 《社会救助暂行办法》\n索引\n甲 1"
    )
    assert [(one.code, one.normative) for one in made.standard.references] == [("GB/T 1.1—2020", False)]
    assert clauses(made)[-2:] == [("参考文献", None, "[2] 《社会救助暂行办法》"), ("索引", None, "甲 1")]
    only = imported(BEGIN + "2 要求\n应甲。\n参考文献\nGB/T 1.1—2020 标准化工作导则")
    assert [no for no, _, _ in clauses(only)] == ["1", "2"]


def test_terms(imported: Importer):
    made = imported(
        BEGIN
        + "2 术语和定义\n下列术语和定义适用于本文件。\n2.1 长者饭堂  elder canteen\n提供助餐服务的场所。\n注：含助餐点。\n"
        "2.2\n助餐员 meal assistant\n从事送餐的人员。\n[来源：GB/T 1，3.1]\n2.3 探访：上门看望老年人的活动。\n3 要求\n应甲。"
    )
    entries = made.standard.clauses[2:6]
    assert [(one.no, one.title and (one.title.zh, one.title.en)) for one in entries] == [
        ("2.1", ("长者饭堂", "elder canteen")), ("2.1", None), ("2.2", ("助餐员", "meal assistant")), ("2.3", None),
    ]  # fmt: skip
    assert clauses(made)[4][2] == "从事送餐的人员。\n[来源：GB/T 1，3.1]"
    assert clauses(made)[5][2] == "探访：上门看望老年人的活动。"
    assert "引导语" in reasons(made)["下列术语和定义适用于本文件。"]


def test_a_term_and_its_definition_in_one_paragraph(imported: Importer):
    br = "<w:r><w:br/></w:r>"
    body = "".join(map(p, (BEGIN + "2 术语和定义").split("\n")))
    body += p(t("2.1"), br, t("长者饭堂 elder canteen"), br, t("提供助餐服务的场所。")) + p(
        t("2.2 探访"), br, t("看望老年人的活动。")
    )
    assert clauses(imported(body))[2:] == [
        ("2.1", "长者饭堂", "提供助餐服务的场所。"), ("2.2", "探访", "看望老年人的活动。"),
    ]  # fmt: skip


def test_entries_whose_number_stands_alone(imported: Importer):
    made = imported(
        BEGIN
        + "2 术语和定义\n2.1\n探访：看望老年人的活动。\n2.2\n长者饭堂\n提供助餐服务的场所。\n2.3 助餐点\n[来源：GB/T 1]"
    )
    assert clauses(made)[2:] == [
        ("2.1", None, "探访：看望老年人的活动。"), ("2.2", "长者饭堂", "提供助餐服务的场所。"), ("2.3", "助餐点", "[来源：GB/T 1]"),
    ]  # fmt: skip
    numbering = abstract(1, level(0, "%1"), level(1, "%1.%2")) + num(1, 1)
    br = "<w:r><w:br/></w:r>"
    body = p("范围", number=(1, 0)) + p("应甲。") + p("术语和定义", number=(1, 0))
    body += p(br, t("长者饭堂"), br, t("场所。"), number=(1, 1))
    assert clauses(imported(body, numbering=numbering))[-1] == ("2.1", "长者饭堂", "场所。")


def test_terms_without_numbers_are_numbered_and_told(imported: Importer):
    made = imported(
        BEGIN
        + "2 术语和定义\n长者饭堂\n提供助餐服务的场所。\n[来源：某书]\n探访：上门看望老年人的活动。\n3 要求\n应甲。"
    )
    assert clauses(made)[2:4] == [
        ("2.1", "长者饭堂", "提供助餐服务的场所。\n[来源：某书]"), ("2.2", "探访", "上门看望老年人的活动。"),
    ]  # fmt: skip
    assert any("没有编号" in str(one.message) for one in made.findings)


@pytest.mark.parametrize(
    "lines",
    [
        "附 录 A\n（规范性）\n登记表", "附录A（规范性）登记表", "附录A\n（规范性附录）\n登记表", "附录Ａ（规范性）\n登记表",
        "附录 A （规范性） 登记表",
    ],
)  # fmt: skip
def test_annexes(imported: Importer, lines: str):
    made = imported(
        f"{BEGIN}2 要求\n应按附录A执行。\n附录A的表应每月报送。\n{lines}\nA.1 填写\nA.1.1 应如实填写。\n说明文字。\n附录B\n（资料性）\n样式"
    )
    assert clauses(made)[1][2] == "应按附录A执行。\n附录A的表应每月报送。"
    assert clauses(made)[2:] == [
        ("A", "登记表", None), ("A.1", "填写", None), ("A.1.1", None, "应如实填写。\n说明文字。"), ("B", "样式", None),
    ]  # fmt: skip
    assert kinds(made)[2] == ("A", "annex_normative") and kinds(made)[-1] == ("B", "annex_informative")


def test_an_annex_that_does_not_say_its_kind(imported: Importer):
    made = imported(BEGIN + "2 要求\n应甲。\n附录A\n登记表\n表应如实填写。")
    assert clauses(made)[-1] == ("A", "登记表", "表应如实填写。")
    assert kinds(made)[-1][1] == "annex_informative"
    assert any("附录A" in str(one.message) for one in made.findings)


def test_annexes_by_the_styles_of_institutes(imported: Importer):
    numbering = abstract(
        1, level(0, "附录%1", "upperLetter"), level(1, "%1.%2"), level(2, "%1.%2.%3")
    ) + num(1, 1)  # fmt: skip
    styles = (
        style("X", "附录标识")
        + style("Y", "附录章标题")
        + style("Z", "附录一级条标题")
        + style("U", "附录一级无标题条")
    )
    br = "<w:r><w:br/></w:r>"
    body = "".join(map(p, (BEGIN + "2 要求\n应甲。").split("\n")))
    body += p(br, t("（规范性）"), br, t("登记表"), style="X", number=(1, 0)) + p("填写", style="Y", number=(1, 1))
    body += (
        p("要求", style="Z", number=(1, 2))
        + p("应如实。")
        + p("应及时", style="U", number=(1, 2))
        + p("无号附录", style="X")
    )
    made = imported(body, numbering=numbering, styles=styles)
    assert clauses(made)[2:] == [
        ("A", "登记表", None), ("A.1", "填写", None), ("A.1.1", "要求", "应如实。"), ("A.1.2", None, "应及时"), ("B", "无号附录", None),
    ]  # fmt: skip


# -- fronts ----------------------------------------------------------------------------------------------------------


def test_contents_are_told_and_not_repeated(imported: Importer):
    made = imported(
        "Q/YX 1—2023\n某服务规范\n目  次\n前言……II\n1 范围\t1\n2  要求  1\n2.1 场所\n前  言\n本文件由甲局提出。\n"
        "1 范围\n本文件规定了要求。\n2 要求\n2.1 场所\n应整洁。"
    )
    assert [no for no, _, _ in clauses(made)] == ["1", "2", "2.1"]
    assert all("目次" in reasons(made)[text] for text in ("前言……II", "1 范围\t1", "2  要求  1", "2.1 场所"))


def test_running_heads_and_page_numbers(imported: Importer):
    made = imported(
        "某标准 第 1 页\nQ/YX 1—2023\n某服务规范\n1 范围\n本文件规定了要求。\n— 1 —\n某标准 第 2 页\n2 要求\n应甲。\n第 2 页 共 2 页"
    )
    assert [no for no, _, _ in clauses(made)] == ["1", "2"]
    assert [reasons(made)[text] for text in ("某标准 第 2 页", "— 1 —", "第 2 页 共 2 页")] == ["页码"] * 3


def test_a_foreword_that_says_what_fields_hold_is_made_anew(imported: Importer):
    made = imported(
        "Q/YX 1—2023\n某服务规范\n前言\n本文件按照GB/T 1.1—2020的规定起草。\n本文件代替Q/YX 1—2019。\n"
        "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。\n本文件由甲局提出。\n本文件由乙办归口。\n"
        "本文件起草单位：甲局、丙研究院（含分院、基地）、丁公司。\n某服务规范\n1 范围\n本文件规定了要求。\n2 要求\n应甲。"
    )
    standard = made.standard
    assert [no for no, _, _ in clauses(made)] == ["1", "2"]
    assert (standard.proposer and standard.proposer.zh, standard.responsible_body and standard.responsible_body.zh) == (
        "甲局",
        "乙办",
    )
    assert [one.zh for one in standard.drafted_by] == ["甲局", "丙研究院（含分院、基地）", "丁公司"]
    assert standard.replaces == ("Q/YX 1—2019",)


def test_a_foreword_that_says_more_is_kept(imported: Importer):
    grid = table(tr("版本", "日期"), tr("1", "2020"))
    body = (
        "".join(map(p, ["Q/YX 1—2023", "某服务规范", "前言", "本文件由甲局提出并归口。", "本文件主要起草人：甲某。"]))
        + grid
    )
    body += "".join(map(p, ["引言", "0.1 总述", "为什么。", "1 范围", "本文件规定了要求。", "2 要求", "应甲。"]))
    made = imported(body)
    assert clauses(made)[0] == ("前言", None, "本文件由甲局提出并归口。\n本文件主要起草人：甲某。")
    assert len(made.standard.clauses[0].tables) == 1
    assert clauses(made)[1] == ("引言", None, "0.1 总述\n为什么。")
    assert made.standard.responsible_body is not None and made.standard.responsible_body.zh == "甲局"


def test_comments_headers_and_deletions_are_told(imported: Importer):
    body = "".join(map(p, (BEGIN + "2 要求").split("\n"))) + p(
        t("应甲。"), "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    )
    made = imported(
        body, header1=p("某机关内部文件"), footer1=p("第1页"), comments=f'<w:comment w:id="1">{p("再议")}</w:comment>'
    )
    assert {"某机关内部文件", "第1页", "再议", "旧"} <= set(reasons(made))


def test_long_texts_are_parted_over_clauses_of_one_number(imported: Importer):
    sentence = "这一条写得很长" * 30 + "。"
    made = imported(BEGIN + "2 要求\n" + "\n".join([sentence] * 120) + "\n" + "字" * 40_000 + "。\n3 监督\n应甲。")
    parts = [one for one in made.standard.clauses if one.no == "2"]
    assert len(parts) > 2
    assert all(len(one.text.zh) < 20_000 for one in parts if one.text)

"""The papers themselves: they say what the standard says, leave blank what nobody knows, and never look official."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.publish.papers.world import (
    ALLOWANCES,
    DAY,
    DISPATCHER,
    SCHOOLING,
    covers,
    ladder,
    plain_standard,
    real,
    words,
)
from zhunsheng.publish.blocks import Document, Table, walk
from zhunsheng.publish.papers import Comparison, Paper, check_template, paper, paper_names, read_data
from zhunsheng.publish.papers.filling import Filling, years_after
from zhunsheng.publish.papers.ladder import GENERAL_NAMES, find_template
from zhunsheng.publish.papers.sandbox import BLANK
from zhunsheng.publish.pdf import to_pdf
from zhunsheng.standard.wording import Language
from zhunsheng.standard.workspace import open_workspace


def made(name: str, file: str, language: Language = "zh", **more: object) -> Document:
    library, standard = real(file)
    result = paper(name, library, standard, DAY, language, **more)  # type: ignore[arg-type]
    assert result.findings == []
    assert result.document is not None
    return result.document


def general(tmp_path: Path, name: str, **fields: object) -> Document:
    result = paper(name, ladder(tmp_path), plain_standard(**fields), DAY)
    assert result.findings == [] and result.document is not None
    return result.document


# -- every paper ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("file", [ALLOWANCES, SCHOOLING, DISPATCHER])
@pytest.mark.parametrize("name", GENERAL_NAMES)
def test_every_paper_of_every_kind_of_standard(name: str, file: str, language: Language) -> None:
    document = made(name, file, language)
    _, standard = real(file)
    assert (document.kind, document.language, document.date) == ("paper", language, "2024-06-03")
    assert standard.standard is not None and standard.standard in document.footer
    for block in walk(document.blocks):
        if isinstance(block, Table):
            assert covers(block.rows, block.columns) and (not block.head or covers(block.head, block.columns))
    said = words(document)
    assert "None" not in said and "{{" not in said and "Undefined" not in said
    assert not any("\ue000" <= char <= "\uf8ff" for char in said)


@pytest.mark.parametrize("name", GENERAL_NAMES)
def test_papers_of_a_standard_that_says_next_to_nothing(name: str, tmp_path: Path) -> None:
    document = general(tmp_path, name)
    assert BLANK in words(document)
    assert to_pdf(document).startswith(b"%PDF")


@pytest.mark.parametrize("name", GENERAL_NAMES)
def test_a_demonstration_says_so_on_every_page(name: str) -> None:
    document = made(name, ALLOWANCES)
    for place in (document.footer, document.extra["marks"], document.tags[0]):
        assert "演示文本" in place
    assert document.tags[0].startswith("[") and "为演示而写" in document.description


def test_no_template_can_take_that_away(tmp_path: Path) -> None:
    library = ladder(tmp_path, district={"own.md": "title: 国家标准\n---\n甲"})
    for kind, mark in (
        ("illustrative", "演示文本"),
        ("imported", "未与正式文本核对"),
        ("reported_by_press", "非正式文本"),
    ):
        result = paper("own", library, plain_standard(provenance={"kind": kind}), DAY)
        assert result.document is not None
        assert mark in result.document.footer and mark in result.document.extra["marks"]
    result = paper("own", library, plain_standard(provenance={"kind": "official"}), DAY)
    assert result.document is not None
    assert (result.document.tags, result.document.extra["marks"]) == ((), "")
    result = paper("own", library, plain_standard(provenance={}), DAY)
    assert result.document is not None and "演示文本" in result.document.footer  # as the workspace says


def test_papers_become_files() -> None:
    for name in GENERAL_NAMES:
        assert to_pdf(made(name, SCHOOLING)).startswith(b"%PDF")


# -- what they say ----------------------------------------------------------------------------------------------------


def test_the_compilation_note_says_what_the_standard_says() -> None:
    document = made("compilation-note", ALLOWANCES)
    said = words(document)
    assert document.title == "《残疾人两项补贴服务规范》编制说明"
    for wanted in (
        "本文件由区民政局（演示）提出，由创建办（演示）归口。",
        "YX-07-02-004（越秀区基本公共服务标准体系（演示） › 弱有所扶 › 弱有所扶·服务提供标准）",
        "规则：同时符合下列条件：（1）持有残疾人证",
        "生活补贴标准：不少于每月208元（自 2023-01-01 起）",
        "残疾与低保数据比对\n残联经办岗\n5个工作日内\n7.3",
        "承诺时限12个工作日，法定时限20个工作日（市级实施要求（演示））；收费：0元；到现场 0 次。",
        "依据：残疾人保障法；",
        "gz/2023#disability_allowances：",
        "GB/T 26341—2010\n残疾人残疾分类和分级\n现行",
        "残疾、低保、死亡数据已联网比对",
        "社区专干岗\n—\n受理、补正\nQ/YXYS 0.402—2023",
        "标准文件中没有写明被代替的文件。",
    ):
        assert wanted in said, wanted
    for chapter in "一二三四五六七八九":
        assert f"\n{chapter}、" in said


def test_values_are_those_of_the_day() -> None:
    library, standard = real(ALLOWANCES)
    before = paper("compilation-note", library, standard, date(2022, 6, 1)).document
    assert before is not None and "不少于每月201元（自 2022-01-01 起）" in words(before)
    never = paper("compilation-note", library, standard, date(2020, 6, 1)).document
    assert never is not None and "2020-06-01 没有有效的值" in words(never)


def test_revisions_and_a_replaced_text() -> None:
    said = words(made("compilation-note", SCHOOLING))
    assert "本文件代替 Q/YXYS 2.002—2021。" in said and "Q/YXYS 2.002—2021 停止使用" in said
    assert "走访八所学校" in said and "走访调研\n5.1.1\n5.1.2" in said
    assert "规则没有写尽原文的意思" in said


def test_a_standard_without_services_shows_its_chapters() -> None:
    said = words(made("compilation-note", DISPATCHER))
    assert "本文件没有由上位标准而来的服务事项。" in said
    assert "Q/YXYS 0.313—2023\n岗位轮换交接管理规范\n本体系标准，现行" in said
    assert "A\n交接清单" in said


def test_what_nobody_knows_stays_blank(tmp_path: Path) -> None:
    said = words(general(tmp_path, "compilation-note"))
    assert f"本文件由{BLANK * 8}提出，由{BLANK * 8}归口。" in said
    for hint in ("立项文件的名称、文号和日期", "没有的写“无”", "没有的写“未识别出涉及的专利”"):
        assert f"{BLANK * 12}（{hint}）" in said
    assert "收到意见" not in said and "实施。" not in said


def test_named_texts_fill_the_blanks(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(
        "任务来源: 《2023年计划》\n起草人: [甲, 乙]\n专利: 未识别出\n意见表:\n  - {建议: 改, 提出单位: 丙, 处理: 采纳}\n"
        "编制过程:\n  - {阶段: 立项, 日期: 2023-02-10, 内容: 列入计划}\n  - {阶段: 起草}\n",
        encoding="utf-8",
    )
    said = words(made("compilation-note", ALLOWANCES, data=read_data(file).values))
    assert "《2023年计划》" in said and "主要起草人：甲、乙" in said and "未识别出" in said
    assert "立项\n2023-02-10\n列入计划\n起草" in said
    assert "立项文件的名称" not in said


def test_comparisons_come_from_the_caller_only() -> None:
    assert "是否不低于上位标准：□ 已证明　□ 未证明" in words(made("compilation-note", ALLOWANCES))
    given = [
        Comparison("两项补贴", "gz/2023", "流程时限", "已证明", True, True),
        Comparison("两项补贴", "cn/2023", "服务内容", "缺项", False, False, "没有写"),
    ]
    said = words(made("compilation-note", ALLOWANCES, comparisons=given))
    assert "流程时限\n已证明，高于底线" in said and "服务内容\n缺项\n没有写" in said and "□ 已证明" not in said
    review = words(made("review-conclusion", ALLOWANCES, comparisons=given))
    assert "■ 有未证明的　□ 全部证明" in review and "cn/2023，服务内容：缺项" in review
    assert "□ 有未证明的　■ 全部证明" in words(made("review-conclusion", ALLOWANCES, comparisons=given[:1]))


def test_the_comment_table(tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text(
        "序号,条款,原文,建议,提出单位,处理,理由,回函\n"
        ',5.1,原文,"<b>*改*</b> | {{ x }} ::: page\n- 列",甲局,部分采纳,因为,是\n,,,,乙局,,,否\n',
        encoding="utf-8",
    )
    data = read_data(file).values
    library = real(ALLOWANCES)[0]
    nation = open_workspace(library.workspace.path.parent / "cn" / "2023")
    for workspace in (library.workspace, nation):
        assert find_template(workspace, "comment-resolution") is not None
    said = words(made("comment-resolution", ALLOWANCES, data=data))
    assert "1\n5.1\n原文\n<b>*改*</b> | {{ x }} ::: page\n- 列\n甲局\n部分采纳\n因为" in said
    assert "发出 2 家，回函 1 家，其中有意见 1 家，未回函 1 家。意见 1 条：采纳 0，部分采纳 1，不采纳 0。" in said
    english = words(made("comment-resolution", ALLOWANCES, "en", data=data))
    assert "Bodies asked: 2; replied: 1; replied with comments: 1; did not reply: 1." in english


def test_an_empty_comment_table_leaves_its_figures_open(tmp_path: Path) -> None:
    document = general(tmp_path, "comment-resolution")
    assert document.landscape
    said = words(document)
    assert f"发送征求意见稿的单位 {BLANK * 3} 个" in said and f"没有回函的单位 {BLANK * 3} 个" in said
    assert "\n10\n" in said and "意见共" not in said


def test_the_implementation_record_goes_through_the_provisions() -> None:
    document = made("implementation-record", ALLOWANCES)
    said = words(document)
    assert document.landscape and "7.1\n社区专干岗应在1个工作日内受理申请。\n社区专干岗\n□ 是\n□ 否" in said
    for scope in ("本文件规定了", "本文件引用的文件", "由居住地提交", "通知载明"):
        assert scope not in said
    data = {"rows": [{"日期": "2024-05-06", "条款": "7.1", "是否符合": "否", "问题": "超时"}]}
    filled = words(made("implementation-record", ALLOWANCES, data=data))
    assert "1\n2024-05-06\n7.1\n否\n超时" in filled and "□ 是" not in filled


def test_the_conclusion_of_a_review(tmp_path: Path) -> None:
    fields = {"issued": "2020-02-29", "references": [{"code": "GB/T 1.1-2009"}], "clauses": []}
    said = words(general(tmp_path, "review-conclusion", **fields))
    assert "应复审日期\n2025-02-28" in said and "引用文件 1 项。登记表中没有已废止或被代替的。" in said
    assert "□ 继续有效　　□ 修订　　□ 废止" in said
    library, standard = real(ALLOWANCES)
    ticked = paper("review-conclusion", library, standard, DAY, "en", {"结论": "修订", "理由": "因为"}).document
    assert ticked is not None and "□ confirm　　■ revise　　□ withdraw" in words(ticked) and "因为" in words(ticked)


def test_a_reference_that_is_dead_stands_out() -> None:
    library, standard = real(ALLOWANCES)
    register = {
        one.status: one for home in (library.workspace, *library.workspace.chain()) for one in home.register.entries
    }
    dead = register["replaced"]
    changed = standard.model_copy(
        update={"references": (standard.references[0].model_copy(update={"code": dead.code}),)}
    )
    library.workspace.files["x"] = library.workspace.files[library.workspace.only or ""]
    result = paper("compilation-note", library, changed, DAY)
    del library.workspace.files["x"]
    assert result.document is not None
    assert f"由 {dead.replaced_by} 代替" in words(result.document)


@pytest.mark.parametrize(
    ("stage", "title", "asks"),
    [
        ("review", "关于报送《探访规范》（送审稿）的函", "请予审查"),
        ("approval", "关于报送《探访规范》（报批稿）的函", "请予批准"),
        ("drafting", "关于报送《探访规范》的函", f"请予{BLANK}"),
    ],
)
def test_the_letter(stage: str, title: str, asks: str, tmp_path: Path) -> None:
    document = general(tmp_path, "submission-letter", stage=stage)
    assert document.title == title and asks in words(document)


def test_the_letter_with_data() -> None:
    data = {"主送": "市场监管局", "附件": ["论证会纪要"], "任务来源": "年度计划"}
    said = words(made("submission-letter", ALLOWANCES, data=data))
    assert "市场监管局：" in said and "4．论证会纪要" in said and "根据年度计划，我们" in said


# -- what a template may use ------------------------------------------------------------------------------------------


def test_what_stands_around_a_standard() -> None:
    library, standard = real(SCHOOLING)
    names = Filling(library, standard, DAY, "zh", {}).names()
    assert names.workspace.above == tuple(home.manifest.title.zh for home in library.workspace.chain())
    assert names.standard.review_due == date(2027, 11, 15) and names.standard.is_demonstration
    assert [one.title for one in names.record] and names.record[0].sources
    assert [one.trigger for one in names.revisions][:2] == ["走访调研", "一线反馈"]
    service = names.services[0]
    assert service.above[0].ref.startswith("gd/2023#")
    assert service.materials[0].form and service.materials[0].need == "必要"
    assert {one.post for one in service.steps} <= {one.title for one in names.posts}
    assert service.situations and service.channels and service.provenance
    terms = Filling(*real(ALLOWANCES), DAY, "zh", {}).names().terms
    assert [one.title for one in terms] == ["长期照护", "跨省通办"]


def test_what_the_record_knows_of_a_standard(tmp_path: Path) -> None:
    library = ladder(tmp_path)
    (tmp_path / "district" / "record.yaml").write_text(
        "entries:\n"
        "  - {id: a, kind: standard, title: 甲, what: 有, code: Q/X 1-2024, sources: [S],"
        " says: [{value: 3, unit: person, as_of: '2023', sources: [S]}, {value: 4, sources: [S]}]}\n"
        "  - {id: b, kind: standard, title: 乙, place: YX-01-01-001, sources: [T]}\n"
        "  - {id: c, kind: standard, title: 丙, code: Q/X 2-2024, sources: [S]}\n",
        encoding="utf-8",
    )
    manifest = tmp_path / "province" / "workspace.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "sources: {S: {title: 公报}}\n", encoding="utf-8")
    workspace = open_workspace(tmp_path / "district")
    standard = plain_standard(standard="Q/X 1—2024", system_number="YX-01-01-001")
    names = Filling(type(library)(workspace), standard, DAY, "zh", {}).names()
    assert [(one.title, one.what, one.says, one.sources) for one in names.record] == [
        ("甲", "有", ("3 person（2023）", "4"), "公报"), ("乙", None, (), "T"),
    ]  # fmt: skip
    assert (names.framework.number, names.framework.path) == ("YX-01-01-001", ())


def test_five_years_later() -> None:
    assert years_after(None) is None
    assert years_after(date(2024, 2, 29)) == date(2029, 2, 28)
    assert years_after(date(2024, 3, 1)) == date(2029, 3, 1)
    assert years_after(date(9998, 1, 1)) is None


def test_an_undated_reference_is_read_as_the_newest(tmp_path: Path) -> None:
    library = ladder(tmp_path)
    home = tmp_path / "city"
    (home / "register.yaml").write_text(
        "entries:\n  - {code: GB/T 9—2009, title: 旧, status: replaced, replaced_by: GB/T 9—2020}\n"
        "  - {code: GB/T 9—2020, title: 新, status: in_force}\n",
        encoding="utf-8",
    )
    file = tmp_path / "district" / "standards" / "a.yaml"
    file.write_text(
        "title: 甲\nlevel: internal\nprovenance: {kind: illustrative}\nstandard: Q/X 1—2024\n"
        "references: [{code: GB/T 9}, {code: GB/T 9-2009}, {code: 没有}, {code: GB/T 8}, {code: Q/X 2}, {code: Q/X 3—2020}]\n",
        encoding="utf-8",
    )
    for number, stage in (("2—2021", "drafting"), ("3—2020", "withdrawn")):
        (file.parent / f"{number[0]}.yaml").write_text(
            f"title: 乙{number}\nlevel: internal\nprovenance: {{kind: illustrative}}\nstandard: Q/X {number}\nstage: {stage}\n",
            encoding="utf-8",
        )
    workspace = open_workspace(tmp_path / "district", only=file)
    standard = workspace.files["standards/a.yaml"].model
    assert standard is not None
    names = Filling(type(library)(workspace), standard, DAY, "zh", {}).names()
    assert [(one.code, one.title, one.status, one.is_dead) for one in names.references] == [
        ("GB/T 9", "新", "现行", False),
        ("GB/T 9—2009", "旧", "已被代替", True),
        ("没有", None, "未登记", False),
        ("GB/T 8", None, "未登记", False),
        ("Q/X 2", "乙2—2021", "本体系标准，未发布", False),
        ("Q/X 3—2020", "乙3—2020", "本体系标准，已废止", True),
    ]


# -- what is wrong with a template ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲", ["1:1: ZS902 模板开头没有名称\n  第一行写 title: 名称"]),
        ("# 甲\n---\n乙", ["1:1: ZS902 开头不认识这一行：「# 甲」", "1:1: ZS902 模板开头没有名称"]),
        (
            "titel: 甲\n---\n乙",
            ["1:1: ZS902 开头不认识这一行：「titel: 甲」\n  是不是「title」？", "1:1: ZS902 模板开头没有名称"],
        ),
        ("title: {{ data.a }}\n---\n乙", ["1:16: ZS906 数据里没有「a」"]),
        ("title: {{ none }}\n---\n乙", ["1:1: ZS902 模板开头没有名称"]),
        ("title: 甲\npage: sideways\n---\n乙", ["2:1: ZS902 page 不能是「sideways」\n  可用的有：portrait、landscape"]),
        ("title: 甲\n---\n::: form\n乙\n:::", ["3:1: ZS907 「::: form」里没有表格"]),
        ("title: 甲\n\nsubtitle: 乙\npage: portrait\n---\n丙", []),
    ],
)
def test_a_wrong_template_gives_findings_and_no_document(text: str, wanted: list[str], tmp_path: Path) -> None:
    library = ladder(tmp_path, district={"own.md": text})
    result: Paper = paper("own", library, plain_standard(), DAY)
    told = [one.say().removeprefix(f"{tmp_path}/district/templates/own.md:") for one in result.findings]
    assert len(told) == len(wanted) and all(one.startswith(start) for one, start in zip(told, wanted, strict=True)), (
        told
    )
    assert (result.document is None) == bool(wanted)
    assert result.template is not None


def test_a_template_is_checked_without_a_standard(tmp_path: Path) -> None:
    library = ladder(
        tmp_path, district={"own.md": "title: {{ standard.titel }}\n---\n{% if %}", "b.md": "title: {{ x }}\n---"}
    )
    for name, code in (("own", "ZS902"), ("b", "ZS903")):
        found = find_template(library.workspace, name)
        assert found is not None and [one.code for one in check_template(found)] == [code]
    (tmp_path / "district" / "templates" / "b.md").write_bytes(b"\xff")
    found = find_template(library.workspace, "b")
    assert found is not None and [one.code for one in check_template(found)] == ["ZS101"]


def test_names_of_papers_with_a_workspace() -> None:
    assert set(GENERAL_NAMES) <= set(paper_names(real(ALLOWANCES)[0].workspace))

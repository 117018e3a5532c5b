"""Papers that somebody must bring: lists, sentences, tables; and what is none."""

from __future__ import annotations

import pytest

from tests.exchange.propose.saying import clause, said, table, values
from zhunsheng.exchange.propose import propose
from zhunsheng.exchange.propose.paper_names import papers_in


def found(text: str, title: str = "", **more: object) -> list[dict[str, object]]:
    """The materials, without what all of them say."""
    items = [one.value for one in said(text, title, **more) if one.kind == "material"]  # type: ignore[arg-type]
    return [
        {name: value for name, value in item.items() if name not in ("id", "clause")}
        for item in items
        if isinstance(item, dict)
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("申请人应提交下列材料：\na) 身份证；\nb) 户口簿；\nc) 《入学申请表》。", ["身份证", "户口簿", "入学申请表"]),
        ("申请材料：身份证、户口簿、申请表。", ["身份证", "户口簿", "申请表"]),
        ("申请时应提交申请书、患者身份证和近期住院病历。", ["申请书", "患者身份证", "近期住院病历"]),
        ("读者凭居民身份证、学生证办理。", ["居民身份证", "学生证"]),
        ("监护人应签署知情同意书。", ["知情同意书"]),
        ("办理时携带身份证及两寸照片2张。", ["身份证", "两寸照片"]),
        ("申请人应出示残疾人证，代办人还应出示委托书。", ["残疾人证", "委托书"]),
        ("申请时提交工资、考勤或转账记录。", ["工资、考勤或转账记录"]),
        ("申请时填写《高龄津贴申请表》。", ["高龄津贴申请表"]),
        ("家长将出生医学证明提交学校。", ["出生医学证明"]),
        ("患者刷社会保障卡就诊。", ["社会保障卡"]),
    ],
)
def test_what_is_brought(text: str, titles: list[str]) -> None:
    assert values("material", text, "申请") == titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("服务机构应于每月5日前提交上月结算表。", ""),
        ("不应要求提交结婚证。", "申请材料"),
        ("评估机构应出具评估报告。", ""),
        ("工作人员应填写服务记录表。", ""),
        ("应建立服务档案和台账。", ""),
        ("申请材料应真实、完整。", "申请材料"),
        ("应一次性告知所需材料。", "申请"),
        ("持证残疾人可申请。", ""),
        ("居民身份证：国家制发的证件。出示身份证。", "术语和定义"),
        ("应公开办事指南。", "申请材料"),
    ],
)
def test_what_nobody_brings(text: str, title: str) -> None:
    assert values("material", text, title) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("身份证原件及复印件", {"title": "身份证"}),
        ("身份证复印件", {"title": "身份证", "form": "copy"}),
        ("《申请表》一式两份", {"title": "申请表", "copies": "2"}),
        ("户口簿复印件3份", {"title": "户口簿", "form": "copy", "copies": "3"}),
        ("体检报告电子版", {"title": "体检报告", "form": "electronic"}),
        ("住房证明（免提交）", {"title": "住房证明", "source": "government"}),
        ("身份证（数据共享获取）", {"title": "身份证", "source": "government", "register": "police.identity"}),
        ("收入证明（可容缺后补）", {"title": "收入证明", "need": "deferred"}),
    ],
)
def test_form_copies_and_source(words: str, value: dict[str, object]) -> None:
    assert found(f"申请人应提交下列材料：\na) {words}；", "申请材料") == [value]


def test_an_unknown_register_is_asked_for() -> None:
    (one,) = [
        one for one in said("申请人应提交下列材料：\na) 收养登记表（免提交）；", "申请材料") if one.kind == "material"
    ]
    assert one.note is not None
    assert "register" in one.note.zh
    (known,) = [
        one for one in said("申请人应提交下列材料：\na) 身份证（免提交）；", "申请材料") if one.kind == "material"
    ]
    assert known.note is not None
    assert "惯用名" in known.note.zh


def test_what_is_said_aside_of_a_paper_holds_for_it() -> None:
    text = "申请人应提交身份证和诊断证明。\n身份证能通过信息共享核验的，不应要求提交；诊断证明可在20个工作日内补交。"
    assert found(text, "申请材料") == [
        {"title": "身份证", "source": "government", "register": "police.identity"},
        {"title": "诊断证明", "need": "deferred"},
    ]


def test_a_paper_for_some_only_says_for_whom() -> None:
    items = [
        one
        for one in said("申请人应提交下列材料：\na) 身份证；\nb) 代办的，另交委托书。", "申请材料")
        if one.kind == "material"
    ]
    notes = [one.note.zh if one.note is not None else "" for one in items]
    assert notes[0] == ""
    assert "代办" in notes[1]
    assert "when" in notes[1]


def test_usual_papers_have_usual_ids_and_each_its_place() -> None:
    items = [one for one in said("申请材料：本人有效身份证、户口簿、低保证。", "申请材料") if one.kind == "material"]
    assert [one.at for one in items] == [
        "services.高龄津贴.apply.materials.id-card",
        "services.高龄津贴.apply.materials.household-register",
        "services.高龄津贴.apply.materials.低保证",
    ]


def test_one_paper_in_two_clauses_has_one_place() -> None:
    clauses = [clause("5", "申请人应提交身份证。", "申请"), clause("6", "领取时凭身份证领取。", "领取")]
    items = [one for one in propose(clauses, title="高龄津贴服务规范") if one.kind == "material"]
    assert [one.at for one in items] == ["services.高龄津贴.apply.materials.id-card", None]


@pytest.mark.parametrize(
    ("head", "row", "value"),
    [
        (["材料名称", "形式", "份数"], ["身份证", "复印件", "2"], {"title": "身份证", "form": "copy", "copies": "2"}),
        (["序号", "申请材料", "备注"], ["1", "户口簿", "联网核验，免提交"], {"title": "户口簿", "source": "government", "register": "police.household"}),
        (["所需资料", "要求"], ["收入证明", "可容缺"], {"title": "收入证明", "need": "deferred"}),
        (["证件", "说明"], ["优待证", "自愿提供，可不提交"], {"title": "优待证", "need": "optional"}),
        (["要带什么", "几份"], ["两寸照", "1"], {"title": "两寸照"}),
        (["材料名称", "份数"], ["申请表", "三"], {"title": "申请表"}),
    ],
)  # fmt: skip
def test_rows_of_a_table_of_materials(head: list[str], row: list[str], value: dict[str, object]) -> None:
    assert found("见下表。", tables=[table(head, row, head=1)]) == [value]


def test_under_a_heading_on_materials_the_column_of_names_counts() -> None:
    by_name = table(["序号", "名称", "部门"], ["1", "身份证", "公安"], ["2", "学生证", "教育"], head=1)
    assert [one["title"] for one in found("见下表。", "申请材料", tables=[by_name])] == ["身份证", "学生证"]
    plain = table(["身份证", "学生证"])
    assert [one["title"] for one in found("见下表。", "申请材料", tables=[plain])] == ["身份证", "学生证"]
    assert found("见下表。", "服务内容", tables=[by_name]) == []


def test_a_table_of_labels_tells_its_materials() -> None:
    guide = table(["事项名称", "高龄津贴"], ["申请材料", "1.身份证；2.户口簿复印件"], ["办理时限", "5个工作日"])
    assert [one["title"] for one in found("", tables=[guide])] == ["身份证", "户口簿"]


def test_those_who_hold_a_post_hand_in_nothing() -> None:
    clauses = [
        clause("1", "本岗应完成工作。"), clause("2", "本岗由窗口人员担任。"), clause("3", "本岗应提交值班表。每月填写考勤表。")
    ]  # fmt: skip
    assert [one for one in propose(clauses) if one.kind == "material"] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("身份证（正反面）复印件", ["身份证"]),
        ("《残疾人证》", ["残疾人证"]),
        ("父母死亡、失踪等情况的证明", ["父母死亡、失踪等情况的证明"]),
        ("身份证或者居住证", ["身份证或者居住证"]),
        ("身份证等相关材料", ["身份证"]),
        ("相关材料，其他证明材料", []),
        ("", []),
        ("应当公开", []),
        ("1.身份证 2.户口簿", ["身份证", "户口簿"]),
        ("有效的身份证、本人户口簿", ["身份证", "户口簿"]),
    ],
)
def test_names_of_papers(text: str, names: list[str]) -> None:
    assert [paper.title for paper in papers_in(text)] == names


def test_in_a_strong_list_anything_short_is_a_paper() -> None:
    assert [paper.title for paper in papers_in("学校意见；两寸照", anything=True)] == ["学校意见", "两寸照"]
    assert papers_in("申请人应当年满十八周岁并且符合本办法规定的其他条件", anything=True) == []

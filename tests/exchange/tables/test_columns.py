from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.exchange.tables.sheets import codes, csv_file, grid, read, said, xlsx
from zhunsheng.exchange.tables.content import share
from zhunsheng.exchange.tables.fields import FIELDS, TableKind, field_named
from zhunsheng.exchange.tables.header import find_header
from zhunsheng.exchange.tables.heads import scores
from zhunsheng.exchange.tables.importing import TableImport


def fields(found: TableImport, sheet: int = 0) -> dict[str, str | None]:
    return {column.head or column.letters: column.field for column in found.sheets[sheet].columns}


@pytest.mark.parametrize(
    ("kind", "parts", "name"),
    [
        ("framework", ("标准体系编号",), "number"),
        ("framework", ("* 标准（文件）名称：",), "title"),
        ("framework", ("标准号/Code",), "code"),
        ("framework", ("标准", "名称"), "title"),
        ("framework", ("实施\n日期",), "effective"),
        ("framework", ("代替/作废",), "replaces"),
        ("framework", ("采用国际标准程度及标准号",), "adopted"),
        ("framework", ("宜定级别",), "level"),
        ("framework", ("归口管理部门",), "responsible"),
        ("items", ("承诺办结时限（工作日）",), "promise"),
        ("items", ("办理时限", "法定（工作日）"), "statutory"),
        ("items", ("办结时限", "承诺"), "promise"),
        ("items", ("材料信息", "名称"), "material"),
        ("items", ("材料信息", "份数"), "copies"),
        ("items", ("申请材料情况", "来源渠道"), "source"),
        ("items", ("到办事现场次数",), "visits"),
        ("items", ("牵头负责单位",), "agency"),
        ("items", ("监督投诉电话",), "complaint_phone"),
        ("items", ("法定办结时限单位",), "statutory_unit"),
    ],
)
def test_headers_that_people_write(kind: TableKind, parts: tuple[str, ...], name: str) -> None:
    assert scores(kind, parts)[0][0].name == name


@pytest.mark.parametrize("kind", FIELDS)
def test_every_name_of_a_field_leads_to_it_alone(kind: TableKind) -> None:
    for one in FIELDS[kind]:
        for head in one.heads:
            assert scores(kind, (head,))[0][1] == 1.0, head
        assert field_named(kind, one.name) is one
    heads = [head for one in FIELDS[kind] for head in one.heads]
    assert sorted(heads) == sorted(set(heads)), "one header, one field"


@pytest.mark.parametrize("text", ["填表人", "xyz", "", "（）"])
def test_headers_that_nobody_knows(text: str) -> None:
    assert [one.name for one, score in scores("framework", (text,)) if score > 0.7] == []


def test_title_rows_above_and_remarks_below(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["越秀区标准体系明细表"], ["编制单位：创建办", None, "2024年1月"], [],
        ["序号", "标准号", "标准名称", "级别"], [1, "GB/T 1.1-2020", "标准化工作导则", "国家"], ["注：本表每年更新"], ["填表人：张三", None, None, "审核人：李四"],
    ]  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert found.title == "越秀区标准体系明细表"
    assert (found.sheets[0].first, found.sheets[0].last, found.sheets[0].rows) == (4, 4, 1)
    assert [(one.where, one.fate.name) for one in found.account.aside] == [
        ("明细表!A1", "TITLE"), ("明细表!A2", "TITLE"), ("明细表!C2", "TITLE"), ("明细表!A6", "NOTE"), ("明细表!A7", "NOTE"),
        ("明细表!D7", "NOTE"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_header_of_two_rows_with_groups(tmp_path: Path, kind: str) -> None:
    rows: list[list[Any]] = [
        ["序号", "事项名称", "办理时限", None, "材料信息", None],
        [None, None, "法定（工作日）", "承诺（工作日）", "材料名称", "份数"],
        [1, "高龄津贴", 30, 15, "身份证", 1],
    ]
    if kind == "csv":
        path = csv_file(tmp_path / "a.csv", rows)
    else:
        path = xlsx(tmp_path / "a.xlsx", rows, merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"])
    found = read(path)
    assert (found.sheets[0].first, found.sheets[0].last) == (1, 2)
    assert fields(found) == {
        "序号": "order", "事项名称": "title", "办理时限·法定（工作日）": "statutory", "办理时限·承诺（工作日）": "promise",
        "材料信息·材料名称": "material", "材料信息·份数": "copies",
    }  # fmt: skip
    service = found.items[0].standard.services["高龄津贴"]
    assert (service.statutory.at_most, service.promise.at_most) == ("30 working_day", "15 working_day")  # type: ignore[union-attr]


def test_a_column_is_known_by_its_cells_alone_and_that_is_told(tmp_path: Path) -> None:
    rows = [
        ["编码甲", "标准名称", "列丙"],
        ["GB/T 1.1-2020", "导则", "国家标准"],
        ["GB/T 2260-2007", "区划代码", "国家标准"],
    ]
    found = read(xlsx(tmp_path / "a.xlsx", rows), kind="framework", columns={"标准名称": "title"})
    assert fields(found) == {"编码甲": "code", "标准名称": "title", "列丙": "level"}
    assert codes(found)[:2] == ["ZS958 明细表!A1", "ZS958 明细表!C1"]
    assert "只凭内容猜的" in said(found)[0]


def test_a_header_that_its_cells_belie_is_told(tmp_path: Path) -> None:
    rows = [["序号", "标准号", "标准名称", "级别"], *([n, "待定的编号", f"标准{n}", "国家"] for n in range(1, 6))]
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert "ZS958 明细表!B1 列「标准号」按标准号读取，只有 0% 的单元格像标准号" in said(found)


def test_two_columns_for_one_field(tmp_path: Path) -> None:
    rows = [["标准名称", "标准名称", "标准号"], ["甲标准", "乙标准", "GB/T 1.1-2020"]]
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert [column.field for column in found.sheets[0].columns] == ["title", None, "code"]
    assert said(found)[:2] == [
        "ZS958 明细表!A1 列「标准名称」按标准名称读取，B 列也像标准名称",
        "ZS958 明细表!B1 列「标准名称」没有用上：像标准名称，但 A 列更像",
    ]


def test_unknown_columns_are_told_and_their_cells_reported(tmp_path: Path) -> None:
    rows = [["标准号", "标准名称", "填表人", None], ["GB/T 1.1-2020", "导则", "张三", "无头"]]
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert [one for one in said(found) if one.startswith("ZS958")] == [
        "ZS958 明细表!C1 列「填表人」没有用上：不认识的列",
        "ZS958 明细表!D1 列「D」没有用上：没有表头",
    ]
    assert [(one.where, one.text, one.fate.name) for one in found.account.aside] == [
        ("明细表!C2", "张三", "UNKNOWN"), ("明细表!D2", "无头", "UNKNOWN"),
    ]  # fmt: skip


def test_the_user_sets_columns_by_header_letters_and_chinese_name(tmp_path: Path) -> None:
    rows = [["甲", "乙", "丙", "丁"], ["GB/T 1.1-2020", "导则", "张三", "国家"]]
    found = read(
        xlsx(tmp_path / "a.xlsx", rows),
        columns={"甲": "标准号", "B": "title", "丙": "ignore", "D": "level"},
        kind="framework",
    )
    assert fields(found) == {"甲": "code", "乙": "title", "丙": "ignore", "丁": "level"}
    assert [column.confidence for column in found.sheets[0].columns] == [1.0] * 4
    assert found.system is not None
    assert [place.title.zh for place in found.system.places] == ["导则"]
    assert [(one.where, one.fate.name) for one in found.account.aside] == [("明细表!C2", "IGNORED")]


def test_choices_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    rows = [["标准号", "标准名称"], ["GB/T 1.1-2020", "导则"]]
    found = read(xlsx(tmp_path / "a.xlsx", rows), columns={"标准号": "titel", "没有": "title", "Z": "note"})
    assert [one for one in said(found) if one.startswith("ZS958")] == [
        "ZS958 1 没有字段「titel」", "ZS958 1 表里没有列「没有」", "ZS958 1 表里没有列「Z」",
    ]  # fmt: skip
    assert found.findings[0].help is not None
    assert found.findings[0].help.say() == "是不是 title？"


def test_a_table_without_a_name_column_asks_for_one(tmp_path: Path) -> None:
    rows = [["标准号", "级别", "实施日期"], ["GB/T 1.1-2020", "国家", "2020-10-01"]]
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert found.sheets == ()
    assert [one.code for one in found.findings] == ["ZS957", "ZS950"]


def test_sheets_that_count_or_explain_are_left_alone(tmp_path: Path) -> None:
    table = [["标准号", "标准名称"], ["GB/T 1.1-2020", "导则"]]
    sheets = {
        "统计": [["子体系", "应有数", "现有数", "比例"], ["通用基础", 3, 2, "67%"]],
        "幼有所育": table, "学有所教": table, "说明": [["本表的编制说明"]], "空": [],
    }  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", sheets))
    assert [sheet.sheet for sheet in found.sheets] == ["幼有所育", "学有所教"]
    assert [one.place.inside for one in found.findings if one.code == "ZS957" and "没有导入" in one.message.say()] == [
        "统计",
        "说明",
    ]
    assert found.system is not None
    assert [place.domain for place in found.system.places] == ["childcare", "education"]


def test_only_the_sheets_asked_for(tmp_path: Path) -> None:
    table = [["标准号", "标准名称"], ["GB/T 1.1-2020", "导则"]]
    path = xlsx(tmp_path / "a.xlsx", {"甲": table, "乙": table})
    assert [sheet.sheet for sheet in read(path, sheets=("乙",)).sheets] == ["乙"]
    assert "ZS950 1 没有工作表「丙」" in said(read(path, sheets=("丙",)))


def test_a_file_without_tables(tmp_path: Path) -> None:
    assert [one.code for one in read(xlsx(tmp_path / "a.xlsx", [["会议通知"], ["时间", "周一"]])).findings] == [
        "ZS957",
        "ZS950",
    ]
    assert [one.code for one in read(xlsx(tmp_path / "b.xlsx", [])).findings] == ["ZS950"]


def test_a_table_without_rows(tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "a.xlsx", [["标准号", "标准名称"], ["注：待填"]]))
    assert [one.code for one in found.findings] == ["ZS950"]
    assert found.system is None


def test_a_forced_kind(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["名称", "类别", "编号"], ["甲事项名", "补贴", "1"]])
    assert read(path, kind="items").sheets[0].kind == "items"
    assert read(path, kind="framework").sheets[0].kind == "framework"


def test_a_header_is_not_looked_for_among_data(tmp_path: Path) -> None:
    rows = [["标准号", "标准名称"], *([f"GB/T {n}-2020", f"标准号与标准名称 {n}"] for n in range(1000, 1200))]
    header = find_header(grid(xlsx(tmp_path / "a.xlsx", rows)))
    assert header is not None
    assert (header.first, header.depth) == (0, 1)


def test_shares_of_nothing() -> None:
    assert share("code", []) == 0.0


def test_a_choice_that_leaves_no_name_column_is_told(tmp_path: Path) -> None:
    found = read(
        xlsx(tmp_path / "a.xlsx", [["甲", "乙"], ["GB/T 1.1-2020", "国家"]]), columns={"甲": "code"}, kind="framework"
    )
    assert found.sheets == ()
    assert "ZS950 明细表!A1 看不出哪一列是名称" in said(found)


def test_a_workbook_of_charts_alone(tmp_path: Path) -> None:
    def only_a_chart(book: Any) -> None:
        book.create_chartsheet("图")
        book.remove(book["明细表"])

    found = read(xlsx(tmp_path / "a.xlsx", [["甲"]], more=only_a_chart))
    assert [one.code for one in found.findings] == ["ZS957", "ZS950"]


def test_a_column_that_might_mean_two_things(tmp_path: Path) -> None:
    found = read(
        csv_file(
            tmp_path / "a.csv", [["标准名称", "标准号", "提出单位及主管部门"], ["甲标准", "GB/T 1-2020", "市监局"]]
        )
    )
    doubts = {column.head: column.doubt.say() if column.doubt else None for column in found.sheets[0].columns}
    assert doubts == {"标准名称": None, "标准号": None, "提出单位及主管部门": None}


def test_two_tables_on_one_sheet(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["表1 国家标准"], ["序号", "标准号", "标准名称"], [1, "GB/T 1-2020", "甲标准"], ["序号", "标准号", "标准名称"], [2, "GB/T 2-2020", "乙标准"],
        [], ["表2 内部标准"], ["标准名称", "级别", "状态", "归口部门"], ["丙标准", "内部", "拟编", "民政局"],
    ]  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert [(sheet.first, sheet.rows) for sheet in found.sheets] == [(2, 2), (8, 1)]
    assert found.system is not None
    assert [(place.title.zh, place.level) for place in found.system.places] == [
        ("甲标准", "national"),
        ("乙标准", "national"),
        ("丙标准", "internal"),
    ]
    assert found.account.cells == sum(len([cell for cell in row if cell is not None]) for row in rows)


def test_groups_over_a_header_do_not_cut_the_table(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["序号", "标准名称", "状态", "日期", None, "编号", None], [None, None, None, "发布日期", "实施日期", "标准号", "体系编号"],
        [1, "甲标准", "现行", "2020-01-01", "2020-02-01", "GB/T 1-2020", "YX-01-02-001"],
    ]  # fmt: skip
    found = read(csv_file(tmp_path / "a.csv", [["" if cell is None else cell for cell in row] for row in rows]))
    assert [(sheet.first, sheet.last, sheet.rows) for sheet in found.sheets] == [(1, 2, 1)]

"""The workbook: rows that come back equal, formulas that agree with what is stored, a file that opens well."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.workbook.workbook import Workbook

from tests.publish.framework.formulas import Sheets
from tests.publish.framework.worlds import DAY, NODES, ROWS, WHOLE, framework, frameworks, node, row
from zhunsheng.publish.framework.content import Framework, Scope, framework_of
from zhunsheng.publish.framework.detail_sheet import COLUMNS, FIELDS, HEAD, SPARE
from zhunsheng.publish.framework.excel import LONGEST, lines_in
from zhunsheng.publish.framework.workbook import framework_workbook
from zhunsheng.rule.library import Library
from zhunsheng.standard.framework import FrameworkTotal
from zhunsheng.standard.wording import Language, Words

STRUCTURE, DETAIL, STATISTICS, NOTES = "体系结构", "明细表", "统计表", "说明"


def opened(content: bytes, *, values: bool = False) -> Workbook:
    with warnings.catch_warnings():  # it does not know the bars behind the shares
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def details(book: Workbook) -> list[dict[str, Any]]:
    """The filled rows of the detail sheet by the names of their columns."""
    sheet = book.worksheets[1]
    rows = sheet.iter_rows(min_row=HEAD + 2, values_only=True)
    return [dict(zip(COLUMNS, values, strict=True)) for values in rows if values[1] is not None]


def assert_agrees(content: bytes) -> int:
    """Every formula comes to the value stored beside it; returns how many there are."""
    sheets, stored = Sheets(opened(content)), opened(content, values=True)
    for (name, at, column), formula in sheets.formulas.items():
        worked_out, kept = sheets.value(name, at, column), stored[name].cell(at, column).value
        if isinstance(worked_out, float) and isinstance(kept, (int, float)):
            assert abs(worked_out - kept) < 1e-9, (name, at, column, formula, worked_out, kept)
        else:
            assert worked_out == kept, (name, at, column, formula, worked_out, kept)
    return len(sheets.formulas)


def test_sheets_and_heads() -> None:
    book = opened(framework_workbook(WHOLE))
    assert book.sheetnames == [STRUCTURE, DETAIL, STATISTICS, NOTES]
    heads = [cell.value for cell in book[DETAIL][HEAD + 1]]
    assert heads == [field.head.say("zh") for field in FIELDS]
    assert heads[:6] == ["序号", "体系编号", "领域", "类别", "标准号", "标准名称"]
    english = [cell.value for cell in opened(framework_workbook(WHOLE, "en")).worksheets[1][HEAD + 1]]
    assert english[:6] == ["No.", "System number", "Domain", "Category", "Code", "Title"]
    for sheet in book.worksheets[:3]:
        assert "越秀区基本公共服务标准体系（演示）" in sheet["A1"].value
        assert "示例内容" in sheet["A2"].value
        assert DAY.isoformat() in sheet["A2"].value


def test_every_row_carries_what_it_takes_to_come_back() -> None:
    found = {one["number"]: one for one in details(opened(framework_workbook(WHOLE)))}
    assert list(found) == [one.number for one in ROWS]
    full = found["X-04-02-001"]
    assert full["title"] == "标准X-04-02-001"
    assert full["title_en"] == "Standard X-04-02-001"
    assert (full["domain"], full["category"], full["level"], full["state"]) == (
        "病有所医",
        "服务提供标准",
        "内部",
        "全文",
    )
    assert (full["code"], full["count"], full["items"], full["item_names"]) == ("Q/X 4.001—2023", 1, "check", "体检")
    assert (full["effective"].date(), full["issued"].date()) == (date(2023, 1, 1), date(2022, 12, 1))
    assert (full["replaces"], full["standing"]) == ("Q/X 4.001—2021", "现行")
    assert full["upstream"] == "cn/2023#check、gz/2023#check、cn/2023#other"
    assert full["references"] == "GB/T 1.1—2020、WS/T 484—2015"
    assert (full["responsible"], full["agencies"]) == ("创建办", "区卫生健康局")
    assert (full["kind"], full["confidence"], full["sources"]) == ("示例内容", "可信程度低", "S1")
    quoted = found["X-04-02-002"]
    assert (quoted["level"], quoted["state"], quoted["reason"], quoted["reason_en"]) == (
        "行业",
        "引用",
        "照用",
        "as it stands",
    )
    assert (quoted["effective"], quoted["standing"]) == (None, "未核")
    gap = found["X-04-04-001"]
    assert (gap["count"], gap["post"], gap["level"], gap["state"]) == (3, "nurse", "市级", "空缺")
    assert (gap["reason"], gap["reason_en"], gap["kind"]) == ("只知道数目", None, "据媒体报道")
    assert found["X-00-01-001"]["domain"] == "共用"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_formulas_agree_with_what_is_stored(language: Language) -> None:
    assert assert_agrees(framework_workbook(WHOLE, language)) > 150


@settings(max_examples=8)
@given(frameworks(4))
def test_formulas_agree_whatever_the_system(made: Framework) -> None:
    assert_agrees(framework_workbook(made))


def test_counts_follow_when_rows_are_edited_and_added() -> None:
    book = opened(framework_workbook(WHOLE))
    sheet = book[DETAIL]
    gap = HEAD + 2 + [one.number for one in ROWS].index("X-05-03-001")
    sheet.cell(gap, COLUMNS["state"] + 1).value = "全文"
    new = HEAD + 2 + len(ROWS)
    for name, value in {
        "number": "X-05-03-002", "domain": "老有所养", "category": "管理标准", "level": "省级", "state": "引用", "count": 2,
    }.items():  # fmt: skip
        sheet.cell(new, COLUMNS[name] + 1).value = value
    found = Sheets(book)
    structure = {book[STRUCTURE].cell(at, 1).value: at for at in range(5, 13)}

    def counts(number: str) -> list[float]:
        return [found.value(STRUCTURE, structure[number], column) for column in range(5, 11)]

    assert counts("X-05-03") == [1, 2, 0, 3, 3, 1]
    assert counts("X-05") == [1, 2, 0, 3, 3, 1]
    assert counts("X")[:5] == [3, 3, 4, 6, 10]
    verdict = [at for at in found.formulas if found.cells.get((at[0], at[1], 1)) == "各表合计与明细表"]
    assert [found.value(*at) for at in verdict] == ["相符"]
    reported = [at for at in found.formulas if str(found.cells.get((at[0], at[1], 1))).startswith("与报告的总数")]
    assert [found.value(*at) for at in reported] == ["不符"]


def test_numbers_with_marks_that_a_condition_reads_are_taken_as_they_are() -> None:
    nodes = (node("R", "体系"), node("R-*", "甲", parent="R"), node("R-1", "乙", parent="R"))
    rows = (row("R-*-1", node="R-*"), row("R-1-1", "gap", node="R-1"), row("R-1-2", node="R-1"))
    assert_agrees(framework_workbook(framework(nodes, rows, domains={})))


def test_a_total_that_is_not_the_reported_one_is_said() -> None:
    book = opened(framework_workbook(framework(reported=FrameworkTotal(value=10))), values=True)
    texts = [cell.value for line in book[STATISTICS].iter_rows() for cell in line]
    assert texts[texts.index("与报告的总数 10") + 1] == "不符"
    assert "与报告的总数" not in str(
        [
            cell.value
            for line in opened(framework_workbook(WHOLE.narrowed(Scope("health"))))[STATISTICS].iter_rows()
            for cell in line
        ]
    )


def test_pages_print_well() -> None:
    content = framework_workbook(WHOLE)
    book = opened(content)
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what is meant without
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "demo" in sheet.oddFooter.left.text
        assert "2024-06-03" in sheet.oddFooter.left.text
    detail = book[DETAIL]
    assert detail.freeze_panes == "C5"
    assert detail.print_title_rows == "$4:$4"
    assert detail.auto_filter.ref == f"A4:{openpyxl.utils.get_column_letter(len(FIELDS))}{4 + len(ROWS)}"
    assert detail.print_area.endswith(f"$O${4 + len(ROWS)}")
    assert detail.column_dimensions["P"].outlineLevel == 1
    assert detail.column_dimensions["F"].width > detail.column_dimensions["A"].width
    assert book[STRUCTURE].row_dimensions[7].outlineLevel == 2
    wrapped = framework_workbook(framework(rows=(row("X-05-03-001", "gap", reason=Words("原因" * 80)),)))
    assert opened(wrapped)[DETAIL].row_dimensions[5].height > 60


def test_only_known_values_may_be_written() -> None:
    book = opened(framework_workbook(WHOLE))
    rules = {
        str(rule.sqref).rstrip("0123456789").split(":")[0][0]: rule
        for rule in book[DETAIL].data_validations.dataValidation
    }
    assert sorted(rules) == ["C", "D", "G", "I", "K"]
    last = HEAD + 1 + len(ROWS) + SPARE
    assert str(rules["I"].sqref) == f"I5:I{last}"
    assert (rules["K"].type, rules["K"].operator, rules["K"].formula1) == ("whole", "greaterThanOrEqual", "1")
    listed = {}
    for column in "CDGI":
        found = re.fullmatch(r"'说明'!\$A\$(\d+):\$A\$(\d+)", rules[column].formula1)
        assert found is not None
        first, end = map(int, found.groups())
        listed[column] = [
            (book[NOTES].cell(at, 1).value, book[NOTES].cell(at, 2).value) for at in range(first, end + 1)
        ]
    assert listed["C"] == [("共用", "common"), ("病有所医", "health"), ("老有所养", "elderly")]
    assert listed["I"] == [("全文", "full"), ("引用", "reference"), ("空缺", "gap")]
    assert [known for _, known in listed["D"]] == ["general", "provision", "management", "post"]
    assert [known for _, known in listed["G"]] == ["national", "industry", "provincial", "city", "group", "internal"]


def test_each_box_leads_to_its_rows() -> None:
    sheet = opened(framework_workbook(WHOLE))[STRUCTURE]
    links = {
        sheet.cell(link.row, 1).value: link.hyperlink.location
        for line in sheet.iter_rows()
        for link in line
        if link.hyperlink
    }
    assert links["X-04"] == "'明细表'!A6:A9"
    assert links["X-04-02"] == "'明细表'!A6:A8"
    assert links["X"] == "'明细表'!A5:A10"
    assert "X-06" not in links


def test_gaps_have_a_dashed_frame_that_follows_the_state() -> None:
    rules = opened(framework_workbook(WHOLE))[DETAIL].conditional_formatting
    (found,) = [rule for area in rules for rule in area.rules]
    assert found.formula == ['$I5="空缺"']
    assert found.dxf.border.left.style == "dashed"


def test_what_somebody_wrote_is_never_a_formula_or_a_link() -> None:
    evil = row("X-05-03-001", "gap", title=Words('=HYPERLINK("http://example.org","x")'), reason=Words("http://example.org"),
               code="+1", items=("=1+1",))  # fmt: skip
    content = framework_workbook(framework(rows=(evil,)))
    (found,) = details(opened(content))
    assert found["title"] == '=HYPERLINK("http://example.org","x")'
    sheet = opened(content)[DETAIL]
    assert sheet.cell(5, COLUMNS["title"] + 1).data_type == "s"
    assert sheet.cell(5, COLUMNS["items"] + 1).data_type == "s"
    assert sheet.cell(5, COLUMNS["reason"] + 1).hyperlink is None
    assert "http://example.org" not in part(content, "xl/workbook.xml")


def test_a_text_too_long_for_a_cell_is_cut_and_shows_it() -> None:
    long = row("X-05-03-001", "gap", reason=Words("长" * 40_000))
    (found,) = details(opened(framework_workbook(framework(rows=(long,)))))
    assert len(found["reason"]) == LONGEST
    assert found["reason"].endswith("长…")


def test_properties_and_notes_say_where_it_comes_from() -> None:
    content = framework_workbook(WHOLE)
    book = opened(content)
    assert book.properties.title == "越秀区基本公共服务标准体系（演示）：体系表"
    assert book.properties.created.date() == DAY
    assert "示例内容" in book.properties.description
    notes = {line[0]: line[1] for line in book[NOTES].iter_rows(values_only=True) if line[0]}
    assert notes["来源"] == "为演示而写，不是正式文本"
    assert notes["来源说明"] == "为演示而写"
    assert notes["出处 S1"] == "来源一"
    assert notes["出处 S2"] == "报道"
    assert notes["上级 cn/2023"] == "国家基本公共服务标准（国家）"
    assert notes["报告的总数"] == "8：报道的总数"
    assert notes["所写为哪一天"] == "2024-06-03"
    assert "zhunsheng import" in notes["怎样交回"]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert framework_workbook(WHOLE) == framework_workbook(framework())
    with zipfile.ZipFile(io.BytesIO(framework_workbook(WHOLE))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_empty_system_and_one_without_boxes() -> None:
    for made in (framework(rows=()), framework(nodes=(), root=None), framework(NODES, (), reported=None)):
        content = framework_workbook(made)
        assert_agrees(content)
        assert len(details(opened(content))) == len(made.rows)


def test_lines_in_a_column() -> None:
    assert [lines_in(text, 10) for text in ("", "一二三四五", "一二三四五六", "a" * 40)] == [1, 1, 2, 5]
    assert lines_in("长" * 20_000, 10) * 14.5 + 2 < 409


def test_yuexiu(yuexiu: Library) -> None:
    made = framework_of(yuexiu.workspace, DAY)
    content = framework_workbook(made)
    book = opened(content, values=True)
    assert len(details(book)) == 393
    assert sum(one["count"] for one in details(book)) == 415
    assert [book[STRUCTURE].cell(5, column).value for column in (1, 5, 6, 7, 8, 9)] == ["YX", 219, 34, 162, 253, 415]
    texts = [cell.value for line in book[STATISTICS].iter_rows() for cell in line]
    assert texts[texts.index("与报告的总数 415") + 1] == "相符"

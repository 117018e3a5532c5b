from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.tables.sheets import MAIN, RELS, STRICT, codes, grid, lines, parts, said, xlsx
from zhunsheng.exchange.tables import sheet as sheet_module
from zhunsheng.exchange.tables.grid import Area, Spot, column_number, letters
from zhunsheng.exchange.tables.reading import read_sheets
from zhunsheng.standard.findings import Severity


def test_values_are_read_as_people_see_them(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["名称", "数", "日", "真"],
        ["甲", 15.0, date(2023, 8, 1), True],
        ["乙 \n 丙", 0.1 + 0.2, datetime(2023, 8, 1, 9, 30), False],  # noqa: DTZ001,
    ]
    assert lines(xlsx(tmp_path / "a.xlsx", rows)) == {
        1: ("名称", "数", "日", "真"),
        2: ("甲", "15", "2023-08-01", "是"),
        3: ("乙\n丙", "0.3", "2023-08-01 09:30", "否"),
    }


def test_number_formats_of_percent_and_leading_zeros(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("表")
    sheet.write(0, 0, 0.35, book.add_format({"num_format": "0%"}))
    sheet.write(0, 1, 12, book.add_format({"num_format": "0000"}))
    book.close()
    assert lines(tmp_path / "a.xlsx") == {1: ("35%", "0012")}


def test_days_of_the_calendar_that_begins_in_1904(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    path = parts(tmp_path / "a.xlsx", '<sheetData><row r="1"><c r="A1" s="0"><v>43677</v></c></row></sheetData>', styles=styles,
                 workbook='<workbookPr date1904="1"/>')  # fmt: skip
    assert lines(path) == {1: ("2023-08-01",)}


CELLS = st.one_of(
    st.none(), st.integers(-(10**9), 10**9), st.booleans(), st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12),
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_another_reader_sees_the_same(tmp_path: Path, rows: list[list[Any]]) -> None:
    path = xlsx(tmp_path / "a.xlsx", [[f"'{cell}" if isinstance(cell, str) else cell for cell in row] for row in rows])
    mine = {(line.number, at): text for line in grid(path).lines for at, text in line.filled()}
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    theirs = {
        (cell.row, cell.column): shown
        for row in book.worksheets[0].iter_rows() for cell in row
        if cell.value is not None and (shown := _shown(cell.value))
    }  # fmt: skip
    book.close()
    assert mine == theirs


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.strip(" \t\n\u3000\xa0\u200b\ufeff") if isinstance(value, str) else str(value)


def test_a_merged_value_belongs_to_all_its_cells(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", [["标题", None, None], ["甲", "1", "x"], [None, "2", None]], merged=["A1:C1", "A2:A3"]
    )
    found = grid(path)
    assert [line.texts for line in found.lines] == [("标题",) * 3, ("甲", "1", "x"), ("甲", "2")]
    assert found.covers == {Spot(1, 2): Spot(1, 1), Spot(1, 3): Spot(1, 1), Spot(3, 1): Spot(2, 1)}


def test_a_value_under_a_merged_cell_is_kept_apart(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>上</v></c><c r="B1" t="str"><v>藏</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    found = grid(parts(tmp_path / "a.xlsx", sheet))
    assert found.lines[0].texts == ("上", "上")
    assert [(one.kind, one.text, one.spot) for one in found.beside] == [("covered", "藏", Spot(1, 2))]


def test_a_merged_area_without_bounds_takes_only_rows_that_are_there(tmp_path: Path) -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>全</v></c></row>'
        '<row r="9"><c r="C9" t="str"><v>丙</v></c></row></sheetData><mergeCells><mergeCell ref="$A$1:$XFD$1048576"/></mergeCells>'
    )
    found = grid(parts(tmp_path / "a.xlsx", sheet))
    assert [line.texts for line in found.lines] == [("全", "全", "全"), ("全", "全", "全")]
    assert found.merged == (Area(1, 1, 1048576, 16384),)


def test_a_declared_size_is_not_believed(tmp_path: Path) -> None:
    sheet = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData>'
    assert lines(parts(tmp_path / "a.xlsx", sheet)) == {1048576: ("", "1")}


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("另").append(["x"])
        book.worksheets[1].sheet_state = "hidden"

    found = read_sheets(xlsx(tmp_path / "a.xlsx", [["甲", "乙"], ["1", "2"]], more=hide))
    assert [one.hidden for one in found.grids] == [False, True]
    assert found.grids[0].hidden_rows == {2}
    assert found.grids[0].hidden_columns == {2}
    assert said(found) == ["ZS957 明细表 隐藏的 1 行、1 列照样读取", "ZS957 另 工作表「另」是隐藏的，照样读取"]


def test_formulas_give_their_kept_result(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>字</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>A1*2</f></c><c r="E1"><f>A9</f><v></v></c></row></sheetData>'
    )
    found = grid(parts(tmp_path / "a.xlsx", sheet))
    assert found.lines[0].texts == ("2", "字", "", "=A1*2", "=A9")
    assert found.marks == {Spot(1, 4): "uncomputed", Spot(1, 5): "uncomputed"}
    assert found.formulas == {Spot(1, 4): "=A1*2", Spot(1, 5): "=A9"}


def test_a_zero_that_nobody_computed_is_doubtful(tmp_path: Path) -> None:
    sheet = '<sheetData><row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><f>1</f><v>1</v></c></row></sheetData>'
    found = grid(parts(tmp_path / "a.xlsx", sheet, workbook='<calcPr fullCalcOnLoad="1"/>'))
    assert found.marks == {Spot(1, 1): "doubtful"}
    assert found.lines[0].texts == ("0", "1")


def test_errors_and_impossible_days_are_marked(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    sheet = '<sheetData><row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" s="0"><v>-7</v></c></row></sheetData>'
    found = grid(parts(tmp_path / "a.xlsx", sheet, styles=styles))
    assert found.marks == {Spot(1, 1): "error", Spot(1, 2): "serial"}
    assert found.lines[0].texts == ("#REF!", "-7")


def test_a_text_too_long_for_the_format_is_marked(tmp_path: Path) -> None:
    found = grid(xlsx(tmp_path / "a.xlsx", [["长" * 20_001, "短"]]))
    assert found.marks == {Spot(1, 1): "long"}


def test_shared_texts_with_runs_readings_and_escapes(tmp_path: Path) -> None:
    shared = (
        "<si><r><t>国</t></r><r><rPr><b/></rPr><t>家</t></r><rPh sb='0' eb='1'><t>guó</t></rPh></si>"
        "<si><t>甲_x000D__x000A_乙_x005F_x41_</t></si>"
    )
    sheet = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t> 丙　</t></is></c></row></sheetData>'
    assert lines(parts(tmp_path / "a.xlsx", sheet, shared=shared)) == {1: ("国家", "甲\n乙_x41_", "丙")}


def test_a_strict_file_is_read_alike(tmp_path: Path) -> None:
    sheet = '<sheetData><row r="1"><c r="A1" t="d"><v>2023-08-01T00:00:00</v></c><c r="B1" t="s"><v>0</v></c></row></sheetData>'
    path = parts(tmp_path / "a.xlsx", sheet, shared="<si><t>甲</t></si>", namespace=STRICT)
    assert lines(path) == {1: ("2023-08-01", "甲")}


def test_comments_text_boxes_and_page_headers_are_found(tmp_path: Path) -> None:
    sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><headerFooter><oddHeader>&amp;C机密</oddHeader></headerFooter>'
    rels = (
        f'<Relationship Id="a" Type="{RELS}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="b" Type="{RELS}/drawing" Target="../drawings/d.xml"/>'
        f'<Relationship Id="c" Type="{RELS}/drawing" Target="../drawings/gone.xml"/>'
        f'<Relationship Id="d" Type="{RELS}/hyperlink" Target="http://example.org/" TargetMode="External"/>'
    )
    more = {
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"><text><r><t>请核对</t></r></text></comment>'
        '<comment ref="B3"><text><t> </t></text></comment></commentList></comments>',
        "xl/drawings/d.xml": '<x xmlns:a="urn:a"><sp><txBody><a:p><a:t>框</a:t><a:t>内</a:t></a:p><a:p><a:t>二</a:t></a:p></txBody></sp></x>',
    }
    found = grid(parts(tmp_path / "a.xlsx", sheet, sheet_rels=rels, more=more))
    assert [(one.kind, one.text, one.spot) for one in found.beside] == [
        ("page", "&C机密", None), ("comment", "请核对", Spot(2, 2)), ("drawing", "框内\n二", None),
    ]  # fmt: skip


def test_cells_beyond_the_columns_that_are_read_are_kept_apart(tmp_path: Path) -> None:
    sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>9</v></c></row></sheetData>'
    found = grid(parts(tmp_path / "a.xlsx", sheet))
    assert found.lines[0].texts == ("1",)
    assert found.beyond == ((Spot(1, 16384), "9"),)


def test_a_chart_sheet_is_told(tmp_path: Path) -> None:
    def chart(book: Any) -> None:
        book.create_chartsheet("图")

    found = read_sheets(xlsx(tmp_path / "a.xlsx", [["甲"]], more=chart))
    assert said(found) == ["ZS957 1 工作表「图」是图表，没有单元格，不读取"]
    assert [one.name for one in found.grids] == ["明细表"]


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="2"/><row r="2"/></sheetData>',
        '<sheetData><row r="1048577"/></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>-1</v></c></row></sheetData>',
        '<sheetData/><mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells>',
        '<cols><col min="a" hidden="1"/></cols><sheetData/>',
    ],
)
def test_a_broken_reference_is_a_finding(tmp_path: Path, sheet: str) -> None:
    found = read_sheets(parts(tmp_path / "a.xlsx", sheet, shared="<si><t>甲</t></si>"))
    assert [one.code for one in found.findings] == ["ZS124"]
    assert found.grids == ()


def test_broken_xml_is_a_finding_at_its_part(tmp_path: Path) -> None:
    found = read_sheets(parts(tmp_path / "a.xlsx", '<sheetData><row r="1">'))
    assert [one.code for one in found.findings] == ["ZS124"]
    assert "xl/worksheets/sheet1.xml" in found.findings[0].place.path


@pytest.mark.parametrize("name", ["MAX_ROWS", "MAX_CELLS"])
def test_a_sheet_with_too_many_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["甲", "乙"]] * 9)
    monkeypatch.setattr(sheet_module, name, 5)
    found = read_sheets(path)
    assert codes(found) == ["ZS105 明细表"]
    assert found.grids == ()


@pytest.mark.parametrize(
    ("name", "limit"),
    [("sheet.MAX_FILLED", 3), ("workbook.MAX_SHEETS", 0), ("workbook.MAX_SHARED", 2), ("workbook.MAX_TEXTS", 0)],
)
def test_limits_of_merged_cells_sheets_and_shared_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    path = parts(tmp_path / "a.xlsx", '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="E1"><v>1</v></c></row></sheetData>'
                 '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>', shared="<si><t>甲乙丙丁</t></si>")  # fmt: skip
    monkeypatch.setattr(f"zhunsheng.exchange.tables.{name}", limit)
    assert [one.code for one in read_sheets(path).findings] == ["ZS105"]


def test_too_many_merged_areas_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 9))
    path = parts(tmp_path / "a.xlsx", f"<sheetData/><mergeCells>{areas}</mergeCells>")
    monkeypatch.setattr(sheet_module, "MAX_ROWS", 5)
    assert [one.code for one in read_sheets(path).findings] == ["ZS105"]


def test_what_the_guard_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    for name, data, code in (
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "ZS120"),
        ("empty.xlsx", b"", "ZS120"),
        ("text.xlsx", b"not a package", "ZS120"),
    ):
        (tmp_path / name).write_bytes(data)
        found = read_sheets(tmp_path / name)
        assert [one.code for one in found.findings] == [code]
    assert [one.code for one in read_sheets(tmp_path / "gone.xlsx").findings] == ["ZS101"]


def test_hostile_packages_are_refused_in_little_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    parts(bomb, "<sheetData/>")
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst>" + b"<si><t>x</t></si>" * 200_000)
    relation = f'<Relationship Id="rId2" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
    path = tmp_path / "bomb2.xlsx"
    with zipfile.ZipFile(bomb) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            new.writestr(name, data)
    assert [one.code for one in read_sheets(path).findings] == ["ZS122"]

    entity = parts(tmp_path / "xxe.xlsx", "<sheetData/>")
    with zipfile.ZipFile(entity) as old, zipfile.ZipFile(tmp_path / "xxe2.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data.replace(
                    b"<sheetData/>", b"<sheetData>&e;</sheetData>"
                )
            new.writestr(name, data)
    assert [one.code for one in read_sheets(tmp_path / "xxe2.xlsx").findings] == ["ZS125"]


def test_a_workbook_without_sheets_has_no_grids(tmp_path: Path) -> None:
    path = parts(tmp_path / "a.xlsx", "<sheetData/>")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace("明细表".encode(), b"x").replace(b'r:id="rId1"', b'r:id="rId9"'))
    found = read_sheets(tmp_path / "b.xlsx")
    assert found.grids == ()
    assert [one.severity for one in found.findings] == [Severity.ADVICE]


@given(st.integers(1, 16384))
def test_column_letters_come_back(column: int) -> None:
    assert column_number(letters(column)) == column


def test_cells_of_their_own_are_counted_once(tmp_path: Path) -> None:
    found = grid(xlsx(tmp_path / "a.xlsx", [["标题", None], ["甲", None], [None, "乙"]], merged=["A1:B1", "A2:A3"]))
    assert found.cells() == 3


def test_a_cell_that_stands_out_of_order_and_an_empty_merged_area(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="D1:E9"/><mergeCell ref="A5:B5"/></mergeCells>'
    )
    assert lines(parts(tmp_path / "a.xlsx", sheet)) == {1: ("1", "2")}

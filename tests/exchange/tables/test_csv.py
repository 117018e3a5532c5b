from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.tables.sheets import codes, csv_file, grid, lines, said
from zhunsheng.exchange.tables import csvfile
from zhunsheng.exchange.tables.csvfile import NotCsv, decoded, guess_separator, read_csv
from zhunsheng.exchange.tables.grid import Spot
from zhunsheng.exchange.tables.reading import read_sheets

ROWS: list[list[str | None]] = [
    ["序号", "标准名称", "级别"],
    ["1", "托育服务规范", "国家标准"],
    ["2", "含，逗号；分号\n换行", None],
]
READ = {1: ("序号", "标准名称", "级别"), 2: ("1", "托育服务规范", "国家标准"), 3: ("2", "含，逗号；分号\n换行")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    path = csv_file(tmp_path / "a.csv", ROWS, encoding=encoding, separator=separator)
    assert lines(path) == READ
    assert codes(read_sheets(path)) == (["ZS957 "] if encoding.startswith("gb") else [])


def test_an_encoding_that_was_guessed_is_told(tmp_path: Path) -> None:
    found = read_sheets(csv_file(tmp_path / "a.csv", ROWS, encoding="gbk"))
    assert found.findings[0].message.say() == "文件没有注明编码，按 GB18030（含 GBK）读取"
    assert found.findings[0].help is not None


def test_one_broken_byte_in_a_long_utf8_text_is_named_not_guessed(tmp_path: Path) -> None:
    good = ("标准名称,级别\n" + "托育服务规范,国家标准\n" * 9).encode()
    (tmp_path / "a.csv").write_bytes(good + b"\xff\n")
    found = read_sheets(tmp_path / "a.csv")
    assert [f"{one.code} {one.place.line} {one.message.say()}" for one in found.findings] == [
        "ZS101 11 有不属于 UTF-8 编码的字节"
    ]


def test_bytes_of_no_encoding_are_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n\xff\xff\xff\n")
    assert [one.code for one in read_sheets(tmp_path / "a.csv").findings] == ["ZS101"]


def test_a_line_that_names_the_separator(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\n甲;1,5\n乙;2\n", encoding="utf-8")
    assert lines(tmp_path / "a.csv") == {2: ("甲", "1,5"), 3: ("乙", "2")}
    assert said(read_sheets(tmp_path / "a.csv")) == ["ZS957 1 首行「sep=;」说明了分隔符"]


def test_a_quote_out_of_place_does_not_swallow_the_rows_below(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('名,级\n"甲,国家\n乙,"行"业\n丙,地方\n', encoding="utf-8")
    found = read_sheets(tmp_path / "a.csv")
    assert codes(found) == ["ZS951 A2", "ZS951 A3"]
    assert [line.texts for line in found.grids[0].lines][-1] == ("丙", "地方")
    assert [line.number for line in found.grids[0].lines] == [1, 2, 3, 4]


def test_too_many_rows_with_quotes_out_of_place_are_no_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "MAX_BROKEN", 2)
    with pytest.raises(NotCsv) as error:
        read_csv(("a,b\n" + '"x"y,1\n' * 3).encode())
    assert error.value.row == 2


@pytest.mark.parametrize("name", ["MAX_ROWS", "MAX_CELLS", "MAX_BYTES"])
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = csv_file(tmp_path / "a.csv", [["甲", "乙"]] * 9)
    monkeypatch.setattr(f"zhunsheng.exchange.tables.{'reading' if name == 'MAX_BYTES' else 'csvfile'}.{name}", 5)
    assert [one.code for one in read_sheets(path).findings] == ["ZS105"]


def test_cells_beyond_the_columns_and_texts_too_long(tmp_path: Path) -> None:
    found = grid(csv_file(tmp_path / "a.csv", [["x"] * 1001, ["长" * 20_001, "y"]]))
    assert found.beyond == ((Spot(1, 1001), "x"),)
    assert found.marks == {Spot(2, 1): "long"}


def test_a_cell_longer_than_any_field_is_a_finding_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n" + "x" * 200_000 + ",1\n", encoding="utf-8")
    assert codes(read_sheets(tmp_path / "a.csv")) == ["ZS951 A2"]


def test_missing_files_folders_and_files_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "d.csv").mkdir()
    (tmp_path / "e.csv").write_bytes(b"")
    (tmp_path / "z.csv").write_bytes(b"\0\0\0")
    assert [one.code for one in read_sheets(tmp_path / "gone.csv").findings] == ["ZS101"]
    assert [one.code for one in read_sheets(tmp_path / "d.csv").findings] == ["ZS101"]
    assert read_sheets(tmp_path / "e.csv").grids[0].lines == ()
    assert [one.code for one in read_sheets(tmp_path / "z.csv").findings] == ["ZS101"]


def test_a_text_with_one_column_and_a_text_of_commas_in_prose() -> None:
    assert guess_separator("只有一列\n第二行\n") == ","
    assert guess_separator("甲,乙;丙\n丁,戊;己;庚\n") == ","
    assert guess_separator("") == ","


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_read_back(text: str) -> None:
    assert decoded(text.encode("utf-8-sig"))[0] == text


@given(st.binary(max_size=200))
def test_any_bytes_are_a_grid_or_a_reason(data: bytes) -> None:
    try:
        found = read_csv(data)
    except NotCsv as error:
        assert error.row >= 1
    else:
        assert all(line.texts[-1] for line in found.grid.lines)


@given(
    st.lists(
        st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=6), min_size=2, max_size=4),
        min_size=2,
        max_size=6,
    ).filter(lambda rows: len({len(row) for row in rows}) == 1)
)
def test_rows_come_back_with_their_separator(rows: list[list[str]]) -> None:
    import csv
    import io

    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t").writerows(rows)
    found = read_csv(text.getvalue().encode())
    if found.separator == "\t":
        assert [list(line.texts) for line in found.grid.lines] == rows

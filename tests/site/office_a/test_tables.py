"""Lists as files: a text stays a text."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from zhunsheng.site.office.tables import csv_answer, csv_text, xlsx_bytes

TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_no_cell_begins_a_formula(rows: list[tuple[str, str]]) -> None:
    """Whatever somebody wrote, a spreadsheet reads words; nothing but a mark in front is added."""
    read = list(csv.reader(io.StringIO(csv_text(["a", "b"], rows).removeprefix("\ufeff"), newline="")))
    assert read[0] == ["a", "b"]
    for written, shown in zip(rows, read[1:], strict=True):
        for text, cell in zip(written, shown, strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert cell in (text, f"'{text}")


def test_a_workbook_keeps_kinds() -> None:
    """Days are days, numbers are numbers, and what looks like a formula is a text."""
    content = xlsx_bytes(
        "清单：一/二", "说明", ["名", "日", "数"], [["=1+1", date(2023, 1, 1), 3], [None, None, 0]], date(2024, 1, 1)
    )
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[3]] == ["名", "日", "数"]
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
    assert sheet["B4"].value.date() == date(2023, 1, 1)
    assert sheet["C4"].value == 3


def test_a_download_says_what_it_is() -> None:
    """The answer has a name and a kind."""
    answer = csv_answer("items", ["a"], [["b"]])
    assert answer["Content-Disposition"] == 'attachment; filename="items.csv"'
    assert answer["Content-Type"].startswith("text/csv")

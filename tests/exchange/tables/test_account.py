"""Every cell has a fate, and what is said to be in the result is there."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.tables.sheets import csv_file, xlsx
from zhunsheng.exchange.tables.fields import FIELDS, WORKED_OUT, TableKind
from zhunsheng.exchange.tables.importing import import_table
from zhunsheng.exchange.tables.ledger import FATES, LISTED, Account, Fate, Ledger, together
from zhunsheng.exchange.tables.output import table_files
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.exchange.tables.reading import read_sheets
from zhunsheng.exchange.tables.recognise import TableOptions

#: Texts that stay as they are wherever they go, each told from the others by its number.
PROSE = st.integers(100, 999).map(lambda n: f"文字{n}号")
TEXTS = st.one_of(
    PROSE, st.sampled_from(["", "无", "同上", "国家标准", "现行", "GB/T 1.1-2020", "2023-08-01", "20", "20个工作日", "是", "合计", "——", "#N/A"]),
    st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8),
)  # fmt: skip


def heads(kind: TableKind) -> st.SearchStrategy[list[str]]:
    names = [one.heads[0] for one in FIELDS[kind] if one.name not in {"title", *WORKED_OUT}]
    names += ["填表人", ""]
    title = next(one.heads[0] for one in FIELDS[kind] if one.name == "title")
    return st.lists(st.sampled_from(names), min_size=1, max_size=7, unique=True).map(lambda found: [title, *found])


@pytest.mark.parametrize("kind", FIELDS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_no_cell_is_lost(tmp_path: Path, kind: TableKind, data: st.DataObject) -> None:
    head = data.draw(heads(kind))
    width = len(head) + 1
    rows = data.draw(st.lists(st.lists(TEXTS, min_size=width, max_size=width), max_size=8))
    above = data.draw(st.lists(st.lists(TEXTS, max_size=3), max_size=2))
    path = csv_file(tmp_path / "a.csv", [*above, head, *rows], encoding="utf-8-sig")
    grids = read_sheets(path).grids
    found = import_table(path, TableOptions(kind=kind))
    account = found.account
    assert account.lost == 0
    assert account.cells == sum(grid.cells() for grid in grids) == account.used + account.set_aside
    assert len(account.aside) == sum(account.count(fate) for fate in LISTED)
    text = "".join(table_files(found, Context()).values())
    for spot, cell in _used(path, kind):
        if cell.startswith("文字"):
            assert cell in text, (spot, cell)


def _used(path: Path, kind: TableKind) -> list[tuple[str, str]]:
    """Cells that are said to be in the result: all without those that the account sets aside or only counts."""
    found = import_table(path, TableOptions(kind=kind))
    aside = {(one.where, one.text) for one in found.account.aside}
    heads = {row for sheet in found.sheets for row in range(sheet.first, sheet.last + 1)}
    order = {column.number for sheet in found.sheets for column in sheet.columns if column.field == "order"}
    return [
        (spot, text)
        for grid in read_sheets(path).grids for line in grid.lines for at, text in line.filled()
        if line.number not in heads and at not in order and (spot := f"{_letters(at)}{line.number}", text) not in aside
        and not any(spot == one.where for one in found.account.aside)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "head", "rows", "kept"),
    [
        # A box that holds places of one domain and, below it, a box of another.
        (
            "framework",
            ["标准名称", "领域", "体系编号"],
            [["甲标准", "甲的领域", "L-20"], ["乙标准", "乙的领域", "二"]],
            ["甲的领域", "乙的领域"],
        ),
        # A standing in no word that the register knows.
        (
            "framework",
            ["标准名称", "标准号", "效力"],
            [["导则", "GB/T 1.1-2020", "正在征求意见"]],
            ["正在征求意见"],
        ),
        # Whether a fee is charged, in words that are neither yes nor no, beside the fee itself.
        (
            "items",
            ["事项名称", "是否收费", "收费标准"],
            [["甲事项", "按规定减免", "20 元"]],
            ["按规定减免", "20 CNY"],
        ),
    ],
)
def test_what_was_lost_once(
    tmp_path: Path, kind: TableKind, head: list[str], rows: list[list[str]], kept: list[str]
) -> None:
    found = import_table(csv_file(tmp_path / "a.csv", [head, *rows]), TableOptions(kind=kind))
    text = "".join(table_files(found, Context()).values())
    assert [words for words in kept if words not in text] == []


def _letters(column: int) -> str:
    return chr(64 + column)


def test_what_lies_beside_the_cells_is_reported(tmp_path: Path) -> None:
    def comment(book: Any) -> None:
        from openpyxl.comments import Comment

        book.worksheets[0]["B2"].comment = Comment("请核对名称", "某人")
        book.worksheets[0].oddFooter.center.text = "内部资料"

    rows = [["标准号", "标准名称"], ["GB/T 1.1-2020", "导则"]]
    found = import_table(xlsx(tmp_path / "a.xlsx", rows, more=comment))
    outside = [(one.where, one.text) for one in found.account.aside if one.fate is Fate.OUTSIDE]
    assert ("明细表!B2", "请核对名称") in outside
    assert ("明细表", "&C内部资料") in outside
    assert found.account.lost == 0


def test_cells_beyond_the_columns_are_reported(tmp_path: Path) -> None:
    rows = [["标准号", "标准名称"], ["GB/T 1.1-2020", "导则", *[None] * 1000, "远处"]]
    found = import_table(xlsx(tmp_path / "a.xlsx", rows))
    assert [(one.where, one.fate) for one in found.account.aside if one.fate is Fate.BEYOND] == [
        ("明细表!ALO2", Fate.BEYOND)
    ]


def test_a_merged_cell_counts_once(tmp_path: Path) -> None:
    rows = [
        ["体系明细表", None, None],
        ["标准号", "标准名称", "归口部门"],
        ["GB/T 1.1-2020", "甲标准", "市监局"],
        ["GB/T 2-2020", "乙标准", None],
    ]
    found = import_table(xlsx(tmp_path / "a.xlsx", rows, merged=["A1:C1", "C3:C4"]))
    assert (found.account.cells, found.account.used, found.account.lost) == (9, 5, 0)
    assert found.system is not None
    assert [place.notes for place in found.system.places] == [(("归口部门", "市监局"),)] * 2


def test_an_unseen_cell_shows_as_lost(tmp_path: Path) -> None:
    ledger = Ledger(read_sheets(csv_file(tmp_path / "a.csv", [["甲", "乙"], ["丙", ""]])).grids[0])
    ledger.mark(1, 1, Fate.USED)
    account = ledger.account()
    assert (account.cells, account.used, account.lost) == (3, 1, 2)
    assert [(one.where, one.fate) for one in account.aside] == [("B1", Fate.UNSEEN), ("A2", Fate.UNSEEN)]
    assert together([account, Account()]).lost == 2


def test_every_fate_has_its_words() -> None:
    assert set(FATES) == set(Fate)
    assert all(unicodedata.normalize("NFC", text.say()) for text in FATES.values())

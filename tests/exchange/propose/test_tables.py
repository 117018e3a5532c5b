"""Tables: heads over several rows, cells that cover others, units in heads, labels and captions, tables inside cells."""

from __future__ import annotations

import pytest

from tests.exchange.propose.saying import said, table, values
from zhunsheng.exchange.propose.bare_numbers import bare_number, unit_in
from zhunsheng.exchange.propose.grid import grid_of
from zhunsheng.exchange.propose.table_lines import lines
from zhunsheng.standard.document import Cell, TableText


def test_a_unit_in_the_head_is_that_of_the_numbers_below() -> None:
    by_kind = table(
        ["对象", "标准（元/人·月）", "办理时限（工作日）"], ["低保", "1,080", "5"], ["特困", "1680", "十"], head=1
    )
    assert values("amount", "见下表。", tables=[by_kind]) == ["1080 CNY/month", "1680 CNY/month"]
    assert values("limit", "见下表。", tables=[by_kind]) == ["5 working_day", "10 working_day"]


@pytest.mark.parametrize(
    ("head", "cell", "kind", "value"),
    [
        ("金额/万元", "1.5", "amount", "15000 CNY"),
        ("补助标准 元/户", "300-500", "amount", "300 CNY/household|500 CNY/household"),
        ("最高限额（元）", "不超过2000", "amount", "2000 CNY"),
        ("比例（%）", "90", "percentage", "90%"),
        ("年龄", "60", "age", ""),
        ("年龄", "60以上", "age", "age >= 60"),
        ("每人每年上限", "500元", "amount", "500 CNY/year"),
        ("承诺时限", "3天", "limit", "3 calendar_day"),
        ("有效期限", "3年", "limit", ""),
        ("序号（元）", "7", "amount", "7 CNY"),
        ("序号", "7", "amount", ""),
        ("金额（元）", "按规定", "amount", ""),
    ],
)
def test_numbers_that_stand_alone(head: str, cell: str, kind: str, value: str) -> None:
    found = values(kind, "见下表。", tables=[table(["项目", head], ["甲", cell], head=1)])
    assert found == [one for one in value.split("|") if one]


def test_a_unit_in_the_caption_holds_for_numbers_that_name_none() -> None:
    money = table(["项目", "金额", "份数"], ["甲", "100", "2"], head=1, title="表1 补贴标准（单位：元/月）")
    assert values("amount", "见表1。", tables=[money]) == ["100 CNY/month"]
    said_before = table(["项目", "金额"], ["甲", "100"], head=1)
    assert values("amount", "单位：元/月", tables=[said_before]) == ["100 CNY/month"]


def test_a_unit_beside_a_number_is_its_own() -> None:
    counted = table(["项目", "数量", "单位"], ["甲", "100", "元/月"], head=1)
    assert values("amount", "见下表。", tables=[counted]) == []  # 数量 counts something of its own
    beside = table(["项目", "标准", "单位"], ["补贴", "100", "元/月"], head=1)
    assert values("amount", "见下表。", tables=[beside]) == ["100 CNY/month"]


def test_heads_over_two_rows_and_cells_that_cover_others() -> None:
    grown = TableText(
        head=((Cell(text="对象", down=2), Cell(text="标准（元/月）", across=2)), ("城镇", "农村")),
        rows=((Cell(text="低保"), "880", "650"), ("特困", Cell(text="1080", across=2))),
    )
    assert values("amount", "见下表。", tables=[grown]) == ["880 CNY/month", "650 CNY/month", "1080 CNY/month"]


def test_the_first_row_is_a_head_where_it_reads_like_one() -> None:
    plain = table(["环节", "时限"], ["受理", "1个工作日"])
    assert [line.is_head for line in lines(plain)] == [True, False]
    assert [line.is_head for line in lines(table(["1个工作日", "应当场受理。"], ["甲", "乙"]))] == [False, False]
    assert [line.is_head for line in lines(table(["环节", "时限"]))] == [False]


def test_a_table_of_labels_has_no_heads() -> None:
    guide = table(["办理时限", "5个工作日"], ["法定时限", "20个工作日"], ["收费标准", "每次10元"])
    found = {one.at: one.value for one in said("", tables=[guide]) if one.kind == "limit"}
    assert found["services.高龄津贴.statutory"] == {"at_most": "20 working_day", "clause": "5"}
    assert values("amount", "", tables=[guide]) == ["10 CNY/time"]


def test_rows_of_a_table_inside_a_cell_are_rows() -> None:
    inside = "材料 | 份数\n身份证 | 1\n户口簿 | 2"
    outer = table(["事项名称", "津贴"], ["申请材料", inside], ["办理时限", "5个工作日"])
    found = [one.value for one in said("", tables=[outer]) if one.kind == "material"]
    assert [isinstance(value, dict) and (value["title"], value.get("copies")) for value in found] == [
        ("身份证", None),
        ("户口簿", "2"),
    ]


def test_the_quote_of_a_table_is_the_row_as_printed() -> None:
    (one,) = said("", tables=[table(["项目", "标准", "备注"], ["津贴", "每月１００元，按月", "津贴"], head=1)])
    assert one.quote == "津贴 | 每月１００元，按月"
    (one,) = said("", tables=[table(["项目", "标准", "备注"], ["津贴", "每月100元", "按规定" * 40], head=1)])
    assert one.quote == "津贴 | 每月100元"


def test_no_number_reaches_over_into_the_next_cell() -> None:
    assert said("", tables=[table(["序号", "内容"], ["5", "日托"], ["2", "次序表"], head=1)]) == []
    assert values("limit", "", tables=[table(["时限", "备注"], ["5\n个工作日", "从受理起"], head=1)]) == [
        "5 working_day"
    ]


def test_a_wild_cell_does_not_grow_a_table_without_end() -> None:
    grid = grid_of([(Cell(text="a", across=10**9, down=3),), ("b",)])
    assert [len(row) for row in grid] == [101, 101]
    assert [held.text for held in grid[1]][-1] == "b"
    assert grid_of([]) == []


def test_rows_of_uneven_length_are_filled() -> None:
    assert [[held.text for held in row] for row in grid_of([("a", "b"), ("c",)])] == [["a", "b"], ["c", ""]]


@pytest.mark.parametrize(
    ("head", "measure"),
    [("金额", None), ("（见附表）", None), ("标准（元）", "CNY"), ("单位：工作日", "working_day"), ("时限/天", "day")],
)  # fmt: skip
def test_units_of_heads(head: str, measure: str | None) -> None:
    found = unit_in(head)
    assert (found and found.measure) == measure


def test_a_cell_of_words_is_no_bare_number() -> None:
    assert bare_number("约五", 0, 2, "时限（天）", ()) is None
    assert bare_number("十十", 0, 2, "时限（天）", ()) is None

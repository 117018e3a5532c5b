from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.tables.sheets import csv_file, read, said, xlsx
from zhunsheng.exchange.tables.importing import TableImport
from zhunsheng.exchange.tables.nodes import System
from zhunsheng.exchange.tables.output import framework_file, register_entries, table_files
from zhunsheng.exchange.tables.places import ImportedPlace, register_entry
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.standard.framework import FrameworkFile
from zhunsheng.standard.load import load
from zhunsheng.standard.manifest import Domain, RegisterFile
from zhunsheng.standard.wording import Words

HEAD = ["体系编号", "标准号", "标准名称", "级别", "状态", "备注"]
DISTRICT = Context(domains=(Domain(id="lifts", number=10, title=Words("电梯服务", "Lifts")),))


def table(path: Path, *rows: Any, head: Sequence[str] = HEAD, **options: Any) -> TableImport:
    return read(xlsx(path / "a.xlsx", [head, *rows]), **options)


def system(found: TableImport) -> System:
    assert found.system is not None
    return found.system


def places(found: TableImport) -> list[ImportedPlace]:
    return list(system(found).places)


def one(found: TableImport) -> ImportedPlace:
    (place,) = places(found)
    return place


@pytest.mark.parametrize(
    ("code", "level", "status", "state", "said_level"),
    [
        ("GB/T 1.1-2020", "国家", "现行", "reference", "national"),
        ("GB/T 1.1-2020", None, None, "reference", "national"),
        ("MZ/T 1-2020", "行标", "现行", "reference", "industry"),
        ("DB44/T 2000—2020", "地方标准", "现行", "reference", "provincial"),
        ("ＤＢ４４０１／Ｔ 183–2022", "地方标准", "现行", "reference", "city"),
        ("T/GZBZ 12-2023", "团体", "现行", "reference", "group"),
        ("Q/YX 1-2022", "内部", "现行", "full", "internal"),
        ("Q/YX 1-2022", "内部", "在编", "gap", "internal"),
        (None, "国家", "拟编", "gap", "national"),
        (None, "省级", "现行", "gap", "provincial"),
        (None, "内部", None, "gap", "internal"),
        (None, "内部", "现行", "full", "internal"),
        ("GB/T 1.1-2020", "国家", "全文", "full", "national"),
        (None, "国家", "引用", "gap", "national"),
        ("GB/T 1.1-2020", "国家", "空缺", "gap", "national"),
    ],
)
def test_state_and_level(
    tmp_path: Path, code: str | None, level: str | None, status: str | None, state: str, said_level: str
) -> None:
    place = one(table(tmp_path, ["YX-01-02-001", code, "甲标准", level, status, None]))
    assert (place.state, place.level) == (state, said_level)


def test_one_bad_row_does_not_stop_the_others(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        ["YX-01-02-001", "GB/T 1.1-2020", "甲标准", "国家", "现行", None],
        ["YX-01-02-002", "GB/T 1.2-2020", None, "国家", "现行", "缺名"],
        ["YX-01-02-003", "ISO 9001:2015", "质量管理", "国际标准", "现行", None],
        ["YX-01-02-004", "GB/T 5-20l5", "乙标准", "国家", "现行", None],
        ["YX-01-02-005", "GB/T 7-2020", "丙标准", "很高", "老", None],
        ["YX-01-02-006", "GB/T 8-2020、GB/T 9-2020", "丁标准", "国家", "现行", None],
    )
    assert said(found) == [
        "ZS954 明细表!C3 这一行没有标准名称",
        "ZS955 明细表!B4 体系里没有国际标准这一级",
        "ZS953 明细表!B5 标准号「GB/T 5-20l5」里混有字母 O、I 或 L",
        "ZS953 明细表!D6 看不出「很高」是哪一级",
        "ZS953 明细表!E6 看不出「老」是什么状态",
        "ZS953 明细表!B7 「GB/T 8-2020、GB/T 9-2020」不是标准号",
    ]
    assert [place.title.zh for place in places(found)] == ["甲标准", "乙标准", "丙标准", "丁标准"]
    assert [(aside.where, aside.fate.name) for aside in found.account.aside] == [
        ("明细表!A3", "ROW"), ("明细表!B3", "ROW"), ("明细表!D3", "ROW"), ("明细表!E3", "ROW"), ("明细表!F3", "ROW"),
        ("明细表!A4", "ROW"), ("明细表!B4", "ROW"), ("明细表!C4", "ROW"), ("明细表!D4", "ROW"), ("明细表!E4", "ROW"),
        ("明细表!B5", "BAD"), ("明细表!D6", "BAD"), ("明细表!E6", "BAD"), ("明细表!B7", "BAD"),
    ]  # fmt: skip


def test_two_codes_in_one_cell_want_two_rows(tmp_path: Path) -> None:
    found = table(tmp_path, ["YX-01-02-001", "GB/T 8-2020、GB/T 9-2020", "丁标准", "国家", "现行", None])
    advice = [finding.help for finding in found.findings if finding.code == "ZS953"]
    assert [text.say() for text in advice if text is not None] == ["一行写一个标准"]


def test_a_level_that_the_code_belies_is_told_and_the_code_counts(tmp_path: Path) -> None:
    found = table(tmp_path, ["YX-01-02-001", "DB44/T 2000-2020", "甲标准", "国家标准", "现行", None])
    assert said(found) == ["ZS955 明细表!D2 级别写的是「国家标准」，标准号 DB44/T 2000—2020 却不是这一级"]
    assert one(found).level == "provincial"


def test_a_local_standard_of_no_named_level(tmp_path: Path) -> None:
    found = table(tmp_path, ["YX-01-02-001", None, "甲标准", "地方标准", "拟编", None])
    assert said(found) == ["ZS955 明细表!D2 「地方标准」没有说明是省级还是市级，按市级记"]
    assert one(found).level == "city"


def test_rows_without_a_level_are_told_once(tmp_path: Path) -> None:
    found = table(tmp_path, *([f"YX-01-02-00{n}", None, f"标准{n}号", None, "拟编", None] for n in range(1, 5)))
    assert said(found) == ["ZS957 明细表!C2 这一行（及以下同样的各行）没有写级别，也没有标准号，按内部标准记"]


def test_a_withdrawn_standard_in_the_system_is_told(tmp_path: Path) -> None:
    found = table(tmp_path, ["YX-01-02-001", "GB/T 5-2005", "甲标准", "国家", "已废止", None])
    assert said(found) == ["ZS955 明细表!E2 标准 GB/T 5—2005 写着「已废止」，仍列在体系里"]
    assert register_entry(one(found)).status == "withdrawn"


def test_what_is_said_of_a_standard_of_others_goes_to_the_register(tmp_path: Path) -> None:
    head = [*HEAD, "发布日期", "实施日期", "代替/作废", "归口部门", "采用关系", "缓急", "效力", "被代替"]
    row = [
        "YX-01-02-001", "GB/T 1.1-2020", "导则", "国家", "引用", "重要", "2020.3.31", "2020年10月1日", "GB/T 1.1-2009", "市监局",
        "MOD ISO", "急", "现行", "GB/T 1.1-2030",
    ]  # fmt: skip
    entry = register_entry(one(table(tmp_path, row, head=head)))
    assert entry.model_dump(exclude_defaults=True) == {
        "code": "GB/T 1.1—2020", "title": {"zh": "导则"}, "status": "in_force", "replaces": "GB/T 1.1—2009",
        "replaced_by": "GB/T 1.1-2030", "issued": "2020-03-31", "effective": "2020-10-01", "level": "national",
        "confidence": "low", "source": "a.xlsx（明细表!C2）",
        "note": {"zh": "采用关系：MOD ISO；归口部门：市监局；缓急：急；备注：重要"},
    }  # fmt: skip


def test_what_is_said_of_a_wanted_standard_goes_to_its_reason(tmp_path: Path) -> None:
    head = [*HEAD, "实施日期", "代替", "归口部门", "缓急", "原因"]
    row = [
        "YX-01-02-001",
        "Q/YX 3-2021",
        "甲规范",
        "内部",
        "拟编",
        "列入计划",
        "2024-01-01",
        "旧文",
        "民政局",
        "急",
        "尚无依据",
    ]
    found = table(tmp_path, row, head=head)
    file = framework_file(system(found), Context(), frozenset())
    assert file.places[0].reason == Words(
        "拟编；尚无依据；实施日期：2024-01-01；代替：旧文；归口部门：民政局；缓急：急；备注：列入计划"
    )
    assert file.places[0].code == "Q/YX 3—2021"
    assert found.account.used == 11


def test_a_text_of_the_district_stays_a_gap_until_it_is_there(tmp_path: Path) -> None:
    found = table(tmp_path, ["YX-01-02-001", "Q/YX 3-2021", "甲规范", "内部", "现行", None])
    missing = framework_file(system(found), Context(), frozenset()).places
    assert [(place.state, place.reason.zh) for place in missing if place.reason] == [
        ("gap", "现行；体系表列为本区标准，正文还没有导入")
    ]
    for context, filled in (
        (Context(owned=frozenset({"Q/YX 3—2021"})), frozenset[str]()), (Context(owned=frozenset({"YX-01-02-001"})), frozenset[str]()),
        (Context(), frozenset({"YX-01-02-001"})),
    ):  # fmt: skip
        assert framework_file(system(found), context, filled).places == ()


def test_registers_are_not_told_what_they_know(tmp_path: Path) -> None:
    rows = [[f"YX-01-02-00{n}", "GB/T 1.1-2020", "导则", "国家", "现行", None] for n in (1, 2)]
    found = table(tmp_path, *rows)
    assert [entry.code for entry in register_entries(system(found), Context())] == ["GB/T 1.1—2020"]
    assert register_entries(system(found), Context(codes=frozenset({"GB/T 1.1—2020"}))) == ()


def test_what_two_rows_say_of_one_standard_is_brought_together(tmp_path: Path) -> None:
    head = [*HEAD, "实施日期", "归口部门"]
    rows = [
        ["YX-01-02-001", "GB/T 1.1-2020", "导则", "国家", None, "甲", "2020-10-01", None],
        ["YX-01-02-002", "GB/T 1.1-2020", "导则", "国家", "现行", "乙", "2020-10-02", "市监局"],
        ["YX-01-02-003", "GB/T 1.1-2020", "导则", "国家", "现行", "乙", None, "市监局"],
    ]  # fmt: skip
    (entry,) = register_entries(system(table(tmp_path, *rows, head=head)), Context())
    assert (entry.status, str(entry.effective)) == ("in_force", "2020-10-01")
    assert entry.note is not None
    assert entry.note.zh.startswith("备注：甲；归口部门：市监局；备注：乙；实施日期：2020-10-02（a.xlsx（明细表!C3））")


def test_domain_and_category_from_columns_headings_subsystems_and_sheets(tmp_path: Path) -> None:
    head = ["标准号", "标准名称", "领域", "类别", "子体系"]
    rows = [
        ["GB/T 1-2020", "甲标准", "2.学有所教", "服务提供标准", None],
        ["GB/T 2-2020", "乙标准", None, None, "老有所养·管理标准"],
        ["一、病有所医"], ["（二）工作岗位标准"],
        ["GB/T 3-2020", "丙标准", None, None, None],
        ["GB/T 4-2020", "丁标准", "各领域共用", "通用基础", None],
    ]  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", {"幼有所育": [head, *rows]}))
    assert [(place.domain, place.category) for place in places(found)] == [
        ("education", "provision"), ("elderly", "management"), ("health", "post"), (None, "general"),
    ]  # fmt: skip


def test_a_domain_of_the_workspace_and_one_that_nobody_knows(tmp_path: Path) -> None:
    head = ["标准号", "标准名称", "领域"]
    rows = [
        ["GB/T 1-2020", "甲标准", "电梯服务"],
        ["GB/T 2-2020", "乙标准", "社区（新）"],
        ["GB/T 3-2020", "丙标准", "社区（新）"],
    ]
    found = table(tmp_path, *rows, head=head, context=DISTRICT)
    assert [place.domain for place in places(found)] == ["lifts", "社区-新", "社区-新"]
    assert [(domain.id, domain.number, domain.title.zh) for domain in found.domains] == [
        ("lifts", 10, "电梯服务"),
        ("社区-新", 11, "社区（新）"),
    ]
    assert said(found)[0] == "ZS957 明细表!C3 没有领域「社区（新）」，按新的领域记"


def test_an_unknown_category_is_told(tmp_path: Path) -> None:
    found = table(tmp_path, ["GB/T 1-2020", "甲标准", "技术"], head=["标准号", "标准名称", "类别"])
    assert said(found)[-2:][0] == "ZS953 明细表!C2 看不出「技术」是哪一类标准"
    assert one(found).category is None


@pytest.mark.parametrize(("written", "number", "boxes"), [
    ("YX-01-02-001", "YX-01-02-001", ["YX", "YX-01", "YX-01-02"]),
    ("yx—01—02—001", "YX-01-02-001", ["YX", "YX-01", "YX-01-02"]),
    ("101.2.3", "101.2-3", ["101.2"]),
    ("FW201-1", "FW201-1", ["FW201"]),
    ("JC101", "TX-00-00-001", ["TX", "TX-00", "TX-00-00"]),
    (None, "TX-00-00-001", ["TX", "TX-00", "TX-00-00"]),
])  # fmt: skip
def test_numbers_and_the_boxes_they_lie_in(tmp_path: Path, written: str | None, number: str, boxes: list[str]) -> None:
    found = table(tmp_path, [written, "GB/T 1-2020", "甲标准", "国家", "现行", None])
    assert one(found).number == number
    assert [node.number for node in system(found).nodes] == boxes
    if written == "JC101":
        assert ("体系编号", "JC101") in one(found).notes


def test_a_number_used_twice_gets_another_and_both_are_kept(tmp_path: Path) -> None:
    rows = [
        [f"YX-01-02-00{n}", f"GB/T {n}0-2020", f"标准{at}号", "国家", "现行", None] for at, n in enumerate((1, 2, 1))
    ]
    found = table(tmp_path, *rows)
    assert said(found)[0] == "ZS956 明细表!C4 体系编号「YX-01-02-001」已用于「标准0号」（明细表!C2）"
    assert [place.number for place in places(found)] == ["YX-01-02-001", "YX-01-02-002", "YX-01-02-003"]


def test_a_box_has_one_domain_and_the_odd_row_is_told(tmp_path: Path) -> None:
    head = ["体系编号", "标准号", "标准名称", "领域"]
    rows = [[f"YX-01-02-00{n}", f"GB/T {n}0-2020", f"标准{n}号", "幼有所育"] for n in (1, 2)]
    found = table(tmp_path, *rows, ["YX-01-02-003", "GB/T 90-2020", "标准九号", "老有所养"], head=head)
    assert said(found) == ["ZS955 明细表!C4 「标准九号」的领域或类别与同一格 YX-01-02 里的多数不同"]
    assert {place.domain for place in places(found)} == {"childcare"}


def test_titles_of_boxes(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["越秀区标准体系明细表"], HEAD, ["YX-00-01 通用基础标准子体系"], ["YX-00-01-001", "GB/T 1-2020", "甲标准", "国家", "现行", None],
        ["YX-05-02 应有 3 项"], ["YX-05-02-001", "GB/T 2-2020", "乙标准", "国家", "现行", None],
    ]  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert [(node.number, node.title.zh, node.parent) for node in system(found).nodes] == [
        ("YX", "越秀区标准体系", None), ("YX-00", "体系 YX-00", "YX"), ("YX-00-01", "通用基础标准子体系", "YX-00"),
        ("YX-05", "体系 YX-05", "YX"), ("YX-05-02", "YX-05-02 应有 3 项", "YX-05"),
    ]  # fmt: skip


def test_a_sheet_of_boxes_names_them(tmp_path: Path) -> None:
    sheets = {
        "体系结构": [
            ["体系编号", "名称", "领域", "类别", "应有数", "现有数", "英文名称"], ["YX", "全体系", None, None, 1, 1, "All"],
            ["YX-01-02", "提供一格", "幼有所育", "服务提供", 1, 1, None], ["YX-02-01", "空格子", "学有所教", "通用基础", 0, 0, None],
            [None, "没有编号", None, None, 0, 0, None],
        ],
        "明细表": [HEAD, ["YX-01-02-001", "GB/T 1-2020", "甲标准", "国家", "现行", None]],
    }  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", sheets))
    assert {node.number: (node.title.zh, node.domain, node.category) for node in system(found).nodes} == {
        "YX": ("全体系", None, None), "YX-01": ("体系 YX-01", None, None), "YX-01-02": ("提供一格", None, None),
        "YX-02": ("学有所教", "education", None), "YX-02-01": ("空格子", "education", "general"),
    }  # fmt: skip
    assert [(aside.where, aside.fate.name) for aside in found.account.aside if aside.fate.name != "WORKED_OUT"] == [
        ("体系结构!B5", "SHEET"),
        ("体系结构!E5", "SHEET"),
        ("体系结构!F5", "SHEET"),
    ]


def test_items_posts_and_counts(tmp_path: Path) -> None:
    head = ["体系编号", "标准号", "标准名称", "对应事项", "岗位", "项数"]
    rows = [
        ["YX-01-04-001", "Q/YX 1-2022", "岗位规范", "儿童之家；elderly_meals", "受理岗、审核岗", 1],
        ["YX-01-04-902", None, "其余岗位标准", None, None, "12项"], ["YX-01-04-903", None, "再其余", None, None, 0],
    ]  # fmt: skip
    context = Context(items={"儿童之家": "children_home"}, posts={"受理岗": "receiver"})
    found = table(tmp_path, *rows, head=head, context=context)
    first, second, third = places(found)
    assert (first.items, first.post, first.notes) == (
        ("children_home", "elderly_meals"),
        "receiver",
        (("岗位", "受理岗、审核岗"),),
    )
    assert (second.count, third.count) == (12, 1)
    assert [one for one in said(found) if not one.startswith("ZS957 明细表!C")] == [
        "ZS957 明细表!E2 写了 2 个岗位，一个位置只能对应一个，取第一个", "ZS953 明细表!F4 项数「0」不对",
    ]  # fmt: skip


def test_where_a_row_comes_from_makes_nothing_official(tmp_path: Path) -> None:
    head = [*HEAD, "出处", "把握", "出处编号"]
    rows = [
        ["YX-01-02-001", None, "甲标准", "国家", "空缺", None, "据媒体报道", "把握中", "YX4、YX5"],
        ["YX-01-02-002", None, "乙标准", "国家", "空缺", None, "正式文本", "把握高", "S1"],
    ]  # fmt: skip
    found = framework_file(system(table(tmp_path, *rows, head=head)), Context(), frozenset()).places
    assert [place.provenance.model_dump(exclude_defaults=True) for place in found if place.provenance] == [
        {"kind": "reported_by_press", "confidence": "medium", "sources": ("YX4", "YX5")}, {"kind": "imported"},
    ]  # fmt: skip
    assert found[1].reason == Words("出处：正式文本；把握：把握高；出处编号：S1")


def test_odd_cells_are_told_and_left_out(tmp_path: Path) -> None:
    def break_it(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet["F2"] = "=VLOOKUP(A2,B:B,1)"
        sheet["F3"] = "#N/A"
        sheet["F3"].data_type = "e"
        sheet["A9"] = "=1"

    rows = [[f"YX-01-02-00{n}", f"GB/T {n}0-2020", f"标准{n}号", "国家", "现行", None] for n in (1, 2)]
    path = xlsx(
        tmp_path / "a.xlsx",
        [HEAD, *rows, ["YX-01-02-003", "GB/T 90-2020", "长" * 20_001, "国家", "现行", None]],
        more=break_it,
    )
    found = read(path)
    assert [finding.place.inside for finding in found.findings] == ["明细表!F2", "明细表!F3", "明细表!C4", "明细表!C4"]
    assert [place.notes for place in places(found)] == [(), ()]


def test_a_repeated_header_a_total_and_a_ditto(tmp_path: Path) -> None:
    rows = [
        ["YX-01-02-001", "GB/T 1-2020", "甲标准", "国家", "现行", "急"], HEAD,
        ["YX-01-02-002", "GB/T 2-2020", "乙标准", "同上", "〃", "同上"], ["小计：幼有所育", None, "2项"], ["合计", None, 2],
    ]  # fmt: skip
    found = table(tmp_path, *rows)
    assert [(place.level, place.status, place.notes) for place in places(found)] == [
        ("national", "现行", (("备注", "急"),))
    ] * 2
    assert found.findings == ()
    assert [(aside.where, aside.fate.name) for aside in found.account.aside] == [
        ("明细表!A5", "TOTAL"), ("明细表!C5", "TOTAL"), ("明细表!A6", "TOTAL"), ("明细表!C6", "TOTAL"),
    ]  # fmt: skip


def test_files_are_read_back_by_the_format(tmp_path: Path) -> None:
    rows = [
        ["YX-01-02-001", "GB/T 1-2020", "甲：「标准」 #1", "国家", "现行", "急: 是"],
        ["YX-01-02-002", None, "on", "内部", "拟编", "5.2"],
    ]
    found = read(csv_file(tmp_path / "a.csv", [HEAD, *rows]))
    files = table_files(found, Context())
    framework = load(FrameworkFile, "framework.yaml", files["framework.yaml"])
    register = load(RegisterFile, "register.yaml", files["register.yaml"])
    assert (framework.findings, register.findings) == ([], [])
    assert framework.model == framework_file(system(found), Context(), frozenset())
    assert register.model == RegisterFile(entries=register_entries(system(found), Context()))
    assert files["framework.yaml"].startswith("# 由「a.csv」导入，未经核对；不是任何机关的正式文本。\n")


def test_what_a_row_says_against_its_box_is_kept_as_a_note(tmp_path: Path) -> None:
    head = ["体系编号", "标准号", "标准名称", "领域", "类别"]
    rows = [[f"YX-01-02-00{n}", f"GB/T {n}0-2020", f"标准{n}号", "幼有所育", "服务提供"] for n in (1, 2)]
    found = table(tmp_path, *rows, ["YX-01-02-003", "GB/T 90-2020", "标准九号", "老有所养", "岗位"], head=head)
    assert places(found)[-1].notes == (("领域", "老有所养"), ("类别", "工作岗位标准"))


def test_headings_that_no_box_repeats_are_kept_as_notes(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        HEAD, ["一、老有所养"], ["（一）流程类"], ["YX-05-02-001", "GB/T 1-2020", "甲标准", "国家", "现行", None],
        ["（二）服务提供标准"], ["YX-05-02-002", "GB/T 2-2020", "乙标准", "国家", "现行", None],
    ]  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert [place.notes for place in places(found)] == [(("所属", "（一）流程类"),), ()]

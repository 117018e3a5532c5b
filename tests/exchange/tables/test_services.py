from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.tables.sheets import csv_file, read, said, xlsx
from zhunsheng.exchange.tables.importing import TableImport
from zhunsheng.exchange.tables.materials import listed_materials
from zhunsheng.exchange.tables.output import table_files
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.exchange.tables.services import PROSE
from zhunsheng.exchange.tables.standards import MAX_ITEMS, level_of
from zhunsheng.standard.document import Standard
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.manifest import Domain
from zhunsheng.standard.service import Apply, Service
from zhunsheng.standard.wording import Words


def table(path: Path, head: Sequence[str], *rows: Any, **options: Any) -> TableImport:
    return read(xlsx(path / "a.xlsx", {"事项": [head, *rows]}), **options)


def services(found: TableImport) -> dict[str, Service]:
    return {name: service for item in found.items for name, service in item.standard.services.items()}


def only(found: TableImport) -> Service:
    (service,) = services(found).values()
    return service


def field(path: Path, head: str, text: Any, *more: tuple[str, Any]) -> tuple[Service, TableImport]:
    """An item with one field (and more) beside its title and object."""
    heads = ["事项名称", "服务对象", head, *(name for name, _ in more)]
    found = table(path, heads, ["高龄津贴", "户籍老人", text, *(value for _, value in more)])
    return only(found), found


def clauses(found: TableImport) -> dict[str, str]:
    return {
        clause.title.zh: clause.text.zh
        for item in found.items for clause in item.standard.clauses
        if clause.title is not None and clause.text is not None
    }  # fmt: skip


def test_the_five_columns_of_the_national_catalogue(tmp_path: Path) -> None:
    head = ["序号", "领域", "服务项目", "服务对象", "服务内容", "服务标准", "支出责任", "牵头负责单位"]
    row = [
        1,
        "老有所养",
        "老年人健康管理",
        "65岁及以上常住老年人",
        "1.健康体检；\n2.健康指导。",
        "每年1次",
        "中央地方共担",
        "国家卫生健康委",
    ]
    found = table(tmp_path, head, row)
    assert found.findings == ()
    (item,) = found.items
    assert item.domain == "elderly"
    service = item.standard.services["老年人健康管理"]
    assert service.model_dump(exclude_defaults=True) == {
        "title": {"zh": "老年人健康管理"}, "domain": "elderly", "object": {"zh": "65岁及以上常住老年人"},
        "delivers": (
            {"id": "健康体检", "title": {"zh": "健康体检"}, "clause": "1.2"}, {"id": "健康指导", "title": {"zh": "健康指导"}, "clause": "1.2"},
        ),
        "funding_note": {"zh": "中央地方共担"}, "lead_agency": "国家卫生健康委",
    }  # fmt: skip
    assert clauses(found) == {
        "服务对象": "65岁及以上常住老年人",
        "服务内容": "1.健康体检；\n2.健康指导。",
        "服务标准": "每年1次",
    }


def test_conditions_stay_prose_and_rules_are_only_proposed(tmp_path: Path) -> None:
    service, found = field(tmp_path, "受理条件", "年满80周岁且具有本区户籍")
    standard = found.items[0].standard
    assert service.eligible is None
    assert service.apply is None
    assert service.object == Words("户籍老人")
    assert clauses(found)["受理条件"] == "年满80周岁且具有本区户籍"
    assert any(one.kind == "age" and one.state == "proposed" for one in standard.proposals)
    assert {one.clause for one in standard.proposals} <= {clause.no for clause in standard.clauses}
    assert standard.provenance.kind == "imported"
    assert standard.kind == "policy"


def test_an_object_that_is_not_said_is_taken_from_the_conditions(tmp_path: Path) -> None:
    found = table(tmp_path, ["事项名称", "受理条件"], ["高龄津贴", "年满80周岁"])
    assert only(found).object == Words("年满80周岁")


@pytest.mark.parametrize(
    ("head", "text", "more", "promise", "case_type"),
    [
        ("承诺办结时限", "15个工作日", [], "15 working_day", None),
        ("承诺办结时限（工作日）", 15, [], "15 working_day", None),
        ("承诺办结时限", 15, [("承诺办结时限单位", "工作日")], "15 working_day", None),
        ("办理时限（必填）（自然日）", "15天", [], "15 calendar_day", None),
        ("承诺办结时限", "即办", [], None, "on_spot"),
        ("承诺办结时限", "1个月", [("办件类型", "承诺件")], "1 month", "promised"),
        ("承诺办结时限", "无", [], None, None),
    ],
)
def test_promises(
    tmp_path: Path, head: str, text: Any, more: list[tuple[str, Any]], promise: str | None, case_type: str | None
) -> None:
    service, found = field(tmp_path, head, text, *more)
    assert (service.promise.at_most if service.promise else None) == promise
    assert (service.apply.case_type if service.apply else None) == case_type
    assert found.findings == ()


def test_a_limit_without_a_kind_of_day_is_told_and_kept_in_words(tmp_path: Path) -> None:
    service, found = field(tmp_path, "承诺办结时限", "15日")
    assert service.promise is None
    assert said(found) == ["ZS953 事项!C2 「15日」没有说明是工作日还是自然日"]
    assert found.findings[0].help is not None
    assert found.findings[0].help.say() == "请写明「工作日」或「自然日」；原文保留在条款里"
    assert clauses(found)["其他信息"] == "—— 承诺办结时限：15日"


def test_a_unit_that_is_none_is_told(tmp_path: Path) -> None:
    _, found = field(tmp_path, "承诺办结时限", 15, ("承诺办结时限单位", "次"), ("承诺办结时限说明", "以材料齐全为准"))
    assert [one for one in said(found) if "ZS953" in one] == [
        "ZS953 事项!C2 「15」没有单位",
        "ZS953 事项!D2 「次」不是时限的单位",
    ]
    assert clauses(found)["其他信息"] == "—— 承诺办结时限说明：以材料齐全为准\n—— 承诺办结时限：15"


@pytest.mark.parametrize(
    ("cells", "fee", "told"),
    [
        ([("是否收费", "否")], "0 CNY", []),
        ([("是否收费", "否"), ("收费标准", "无")], "0 CNY", []),
        ([("收费标准", "免费")], "0 CNY", []),
        (
            [
                ("是否收费", "是"),
                ("收费标准", "每证10元"),
                ("收费依据", "粤价〔2003〕1号"),
                ("收费项目名称", "工本费"),
                ("网上支付", "支持"),
            ],
            "fees",
            [],
        ),
        ([("是否收费", "是")], None, ["ZS953 事项!C2 写着收费，却没有数额"]),
        (
            [("是否收费", "是"), ("收费标准", "按面积计收"), ("收费依据", "文件")],
            None,
            ["ZS953 事项!D2 「按面积计收」里没有一个确定的数额"],
        ),
        (
            [("是否收费", "每本5元")],
            "5 CNY",
            ["ZS958 事项!C1 列「是否收费」按是否收费读取，只有 0% 的单元格像是否收费"],
        ),
    ],
)
def test_fees(tmp_path: Path, cells: list[tuple[str, Any]], fee: str | None, told: list[str]) -> None:
    service, found = field(tmp_path, *cells[0], *cells[1:])
    got = service.apply.fee if service.apply else None
    assert said(found) == told
    if fee == "fees":
        assert got is not None
        assert not isinstance(got, (str, dict))
        assert got.model_dump(exclude_none=True) == {
            "amount": "10 CNY",
            "basis": {"zh": "粤价〔2003〕1号"},
            "items": ({"zh": "工本费"},),
            "online_payment": True,
        }
    elif isinstance(got, str) or got is None:
        assert got == fee
    else:
        assert not isinstance(got, dict)
        assert got.amount == fee
    if told and "数额" in told[0]:
        assert clauses(found)["其他信息"].startswith("—— ")


def test_how_one_applies(tmp_path: Path) -> None:
    cells = [
        ("办理形式", "窗口办理、网上办理"), ("到办事现场次数", "1次"), ("必须现场办理原因说明", "核验原件"), ("网办深度", "全程网办（Ⅳ级）"),
        ("是否支持预约办理", "是"), ("是否支持自助终端办理", "是"), ("是否支持物流快递", "支持"), ("咨询电话", "020-8333 1234"), ("监督投诉电话", "12345"),
    ]  # fmt: skip
    service, found = field(tmp_path, *cells[0], *cells[1:])
    assert found.findings == ()
    assert service.apply == Apply(
        channels=("window", "online", "self_service", "mail"), visits=1, visits_reason=Words("核验原件"), online_depth="full",
        appointment=True, phone="020-83331234", complaint_phone="12345",
    )  # fmt: skip


def test_cells_that_hold_no_value_are_kept_in_words_and_told(tmp_path: Path) -> None:
    cells = [
        ("办件类型", "说不清"),
        ("网办深度", "很深"),
        ("办理形式", "视情况"),
        ("预约办理", "提前三天"),
        ("到办事现场次数", "多次"),
    ]
    _, found = field(tmp_path, *cells[0], *cells[1:])
    assert [one for one in said(found) if one.startswith("ZS953")] == [
        "ZS953 事项!C2 看不出「说不清」是哪一种办件类型", "ZS953 事项!D2 看不出「很深」是哪一种网办深度", "ZS953 事项!G2 「多次」不是整数",
    ]  # fmt: skip
    lines = clauses(found)["其他信息"].split("\n")
    assert set(lines) == {"—— 办件类型：说不清", "—— 网办深度：很深", "—— 办理形式：视情况", "—— 预约办理：提前三天"}


def test_identity_and_further_fields_become_clauses(tmp_path: Path) -> None:
    cells = [
        ("实施编码", "11440000MB2D0302071442011001000"), ("行使层级", "市级"), ("权力来源", "法定本级行使"), ("事项类型", "行政给付"),
        ("设定依据", "《条例》第一条\n《办法》第二条"), ("实施主体", "市民政局\n区民政局"), ("办理结果", "津贴"), ("备注", "试行"), ("说明", "另行通知"),
        ("办理地点", "各街道"), ("常见问题", "问：多久？\n答：一个月。"), ("主项名称", "老年福利"),
    ]  # fmt: skip
    service, found = field(tmp_path, *cells[0], *cells[1:])
    assert service.item_type == "行政给付"
    assert service.legal_basis == (Words("《条例》第一条"), Words("《办法》第二条"))
    assert service.lead_agency == "市民政局、区民政局"
    assert service.result == Words("津贴")
    assert service.note == Words("备注：试行；说明：另行通知")
    assert clauses(found) == {
        "服务对象": "户籍老人", "办理地点": "各街道", "常见问题": "问：多久？\n答：一个月。",
        "其他信息": "—— 主项名称：老年福利\n—— 实施编码：11440000MB2D0302071442011001000\n—— 行使层级：市级\n—— 权力来源：法定本级行使",
    }  # fmt: skip
    assert found.items[0].standard.level == "city"


@pytest.mark.parametrize(
    ("object_", "topic"),
    [
        ("自然人", "natural_person"),
        ("企业法人", "legal_person"),
        ("自然人、法人", "both"),
        ("个人和企业", "both"),
        ("户籍老人", None),
    ],
)
def test_topics(tmp_path: Path, object_: str, topic: str | None) -> None:
    found = table(tmp_path, ["事项名称", "服务对象"], ["甲事项", object_])
    assert only(found).topic == topic


def test_material_rows_in_merged_and_in_blank_cells(tmp_path: Path) -> None:
    head = ["事项名称", "承诺时限（工作日）", "材料名称", "材料类型", "份数", "来源渠道", "必要性", "填报须知"]
    rows = [
        head, ["高龄津贴", 5, "身份证", "原件", 1, "政府部门核发", "必要", None], [None, None, "申请表", "原件和复印件", "2份", "申请人自备", "容缺后补", "手写"],
        ["助餐", 3, "照片", "电子", "x", "星上", "必要", None], [None, None, "卡", "复印件", 0, "其他", "非必要", None],
    ]  # fmt: skip
    for name, merged in (("a", ["A2:A3", "B2:B3", "A4:A5", "B4:B5"]), ("b", [])):
        found = read(xlsx(tmp_path / f"{name}.xlsx", {"事项": rows}, merged=merged))
        assert [one for one in said(found) if not one.startswith("ZS958")] == ["ZS953 事项!E4 「x」不是整数"]
        first, second = services(found).values()
        assert [one.model_dump(exclude_defaults=True) for one in (first.apply or Apply()).materials or ()] == [
            {"id": "身份证", "title": {"zh": "身份证"}, "source": "government"},
            {"id": "申请表", "title": {"zh": "申请表"}, "copies": 2, "need": "deferred", "note": {"zh": "材料类型：原件和复印件；填报须知：手写"}},
        ]  # fmt: skip
        assert [one.model_dump(exclude_defaults=True) for one in (second.apply or Apply()).materials or ()] == [
            {"id": "照片", "title": {"zh": "照片"}, "form": "electronic", "note": {"zh": "来源渠道：星上"}},
            {"id": "卡", "title": {"zh": "卡"}, "form": "copy", "source": "other", "need": "optional", "note": {"zh": "份数：0"}},
        ]  # fmt: skip


def test_rows_of_one_item_that_go_on_or_differ(tmp_path: Path) -> None:
    head = ["事项名称", "实施编码", "设定依据", "办理形式", "材料名称"]
    code = "11440000MB2D0302071442011001000"
    rows = [
        ["高龄津贴", code, "《条例》", "窗口", "身份证"], ["高龄津贴", code, "《办法》", "网上", "申请表"], [None, None, "《规定》", "无", None],
        ["高龄津贴", f"{code[:-1]}1", "《条例》", "窗口", "身份证"],
    ]  # fmt: skip
    found = table(tmp_path, head, *rows)
    assert list(services(found)) == ["高龄津贴", "高龄津贴-2"]
    assert [one.zh for one in services(found)["高龄津贴"].legal_basis] == ["《条例》", "《办法》", "《规定》"]
    assert said(found) == [
        "ZS955 事项!D3 同一事项在第 2 行写的是「窗口」", "ZS956 事项!A5 事项「高龄津贴」已经有了，编号后加数字以示区别",
    ]  # fmt: skip
    assert [(one.where, one.fate.name) for one in found.account.aside] == [
        ("事项!A3", "TWICE"), ("事项!B3", "TWICE"), ("事项!D3", "BAD"), ("事项!D4", "NOTHING"),
    ]  # fmt: skip


def test_rows_without_a_title_above_all_items_are_refused(tmp_path: Path) -> None:
    found = table(tmp_path, ["序号", "事项名称", "服务对象"], [1, None, "老人"], [2, "高龄津贴", "老人"])
    assert said(found) == ["ZS954 事项!B2 这一行没有事项名称"]
    assert list(services(found)) == ["高龄津贴"]


def test_materials_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    code = "11440000MB2D0302071442011001000"
    sheets = {
        "材料": [
            ["实施编码", "事项名称", "材料名称", "份数"], [code, "别名", "身份证", 1], [code, "别名", "申请表", 2], [None, "助餐", "照片", 1],
            [None, "没有的事项", "身份证", 1],
        ],
        "事项": [["实施编码", "事项名称", "服务对象", "行使层级"], [code, "高龄津贴", "老人", "区级"], [None, "助餐", "老人", "区级"]],
    }  # fmt: skip
    found = read(xlsx(tmp_path / "a.xlsx", sheets))
    assert {name: [one.id for one in (service.apply or Apply()).materials or ()] for name, service in services(found).items()} == {
        "高龄津贴": ["身份证", "申请表"], "助餐": ["照片"],
    }  # fmt: skip
    assert said(found) == ["ZS955 材料!B5 材料所属的事项「没有的事项」不在清单里"]


@pytest.mark.parametrize(
    ("text", "materials"),
    [
        (
            "1.身份证（原件）；2.户口簿（复印件1份）；3.申请表",
            [("身份证", "original", 1), ("户口簿", "copy", 1), ("申请表", "original", 1)],
        ),
        ("身份证；户口簿", [("身份证", "original", 1), ("户口簿", "original", 1)]),
        ("①身份证\n②照片（电子版，3份）", [("身份证", "original", 1), ("照片", "electronic", 3)]),
        ("无需提交任何材料", []),
        ("身份证", [("身份证", "original", 1)]),
        ("（一）身份证（验原件）", [("身份证", "shown", 1)]),
    ],
)
def test_materials_in_one_cell(tmp_path: Path, text: str, materials: list[tuple[str, str, int]]) -> None:
    assert [(one.title.zh, one.form, one.copies) for one in listed_materials(text)] == materials
    service, _ = field(tmp_path, "申请材料", text)
    assert len((service.apply or Apply()).materials or ()) == len(materials)
    assert service.apply is not None
    assert service.apply.materials is not None


def test_what_is_said_of_a_listed_material_beyond_its_form_is_its_note() -> None:
    (one,) = listed_materials("户口簿（本人页，容缺后补）")
    assert (one.title.zh, one.need, one.note) == ("户口簿", "deferred", Words("本人页，容缺后补"))


def test_items_of_several_domains_make_a_standard_each(tmp_path: Path) -> None:
    head = ["事项名称", "服务对象", "领域"]
    rows = [
        ["甲事项", "人", "老有所养"],
        ["乙事项", "人", "幼有所育"],
        ["丙事项", "人", None],
        ["丁事项", "人", "全新领域"],
    ]
    found = table(tmp_path, head, *rows)
    assert [(item.domain, list(item.standard.services)) for item in found.items] == [
        ("childcare", ["乙事项"]), ("elderly", ["甲事项"]), ("全新领域", ["丁事项"]), (None, ["丙事项"]),
    ]  # fmt: skip
    assert list(table_files(found, Context())) == [
        "standards/childcare/a.yaml", "standards/elderly/a.yaml", "standards/全新领域/a.yaml", "standards/items/a.yaml",
    ]  # fmt: skip
    assert [domain.title.zh for domain in found.domains] == ["幼有所育", "老有所养", "全新领域"]


def test_a_long_list_is_divided(tmp_path: Path) -> None:
    rows = [["事项名称", "服务对象"], *([f"事项{n}号", "人"] for n in range(MAX_ITEMS + 1))]
    found = read(csv_file(tmp_path / "a.csv", rows))
    assert [(item.part, len(item.standard.services), item.standard.title.zh) for item in found.items] == [
        (1, MAX_ITEMS, "a（第 1 部分）"), (2, 1, "a（第 2 部分）"),
    ]  # fmt: skip
    assert list(table_files(found, Context())) == ["standards/items/a-1.yaml", "standards/items/a-2.yaml"]


def test_headings_groups_and_known_items(tmp_path: Path) -> None:
    context = Context(
        domains=(Domain(id="elderly", number=5, title=Words("老有所养"), groups={"care": Words("养老服务")}),),
        items={"助餐": "meals"},
    )
    head = ["事项名称", "服务对象", "分类"]
    found = table(
        tmp_path,
        head,
        ["一、老有所养"],
        ["（一）基本"],
        ["甲事项", "人", "养老服务"],
        ["助餐", "人", "别的"],
        context=context,
    )
    first, second = services(found).values()
    assert (first.domain, first.category, second.category) == ("elderly", "care", None)
    assert list(services(found)) == ["甲事项", "助餐"]
    assert [clause.text.zh for clause in found.items[0].standard.clauses if clause.text and clause.title and clause.title.zh == "其他信息"] == [
        "—— 所属：（一）基本", "—— 分类：别的\n—— 所属：（一）基本",
    ]  # fmt: skip


def test_every_standard_is_read_back_by_the_format(tmp_path: Path) -> None:
    cells = [
        (head, "含：冒号 # 号\n第二行")
        for head in ("受理条件", "服务内容", "服务标准", "办理流程", "中介服务", "办理地点", "行政复议")
    ]
    _, found = field(tmp_path, *cells[0], *cells[1:])
    for name, text in table_files(found, Context()).items():
        loaded = load_standard(name, text)
        assert loaded.findings == []
        assert isinstance(loaded.model, Standard)
        assert loaded.model == found.items[0].standard


def test_prose_fields_are_fields_of_items() -> None:
    from zhunsheng.exchange.tables.fields import ITEMS

    assert set(PROSE) <= {one.name for one in ITEMS}


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("城市管理清单", "internal"),
        ("广州市事项清单", "city"),
        ("广西壮族自治区清单", "provincial"),
        ("越秀区清单", "internal"),
        ("社区事项", "internal"),
    ],
)
def test_whose_list_it_is(title: str, level: str) -> None:
    assert level_of((), title) == level


def test_a_field_that_only_a_further_row_has(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        ["事项名称", "服务对象", "备注", "材料名称"],
        ["助餐", "老人", None, "身份证"],
        [None, None, "试行", "申请表"],
    )
    assert only(found).note == Words("试行")


def test_brackets_of_a_header_that_name_no_kind_of_day(tmp_path: Path) -> None:
    _, found = field(tmp_path, "承诺办结时限（天）", 15)
    assert said(found) == ["ZS953 事项!C2 「15」没有单位"]


def test_a_row_that_the_format_cannot_hold_is_refused(tmp_path: Path) -> None:
    head = ["事项名称", "服务对象", "咨询电话"]
    found = table(tmp_path, head, ["甲事项", "人", "\ufdfa" * 1_500], ["乙事项", "人", "12345"])
    assert list(services(found)) == ["乙事项"]
    assert [one.place.inside for one in found.findings if one.code == "ZS953"] == ["事项!A2"]
    assert {one.where for one in found.account.aside} == {"事项!A2", "事项!B2", "事项!C2"}


def test_a_lonely_group_in_the_name_column_heads_the_rows_below(tmp_path: Path) -> None:
    found = table(tmp_path, ["服务对象", "事项名称"], [None, "老有所养"], ["老人", "助餐"], [None, "只有名称"])
    assert {name: service.domain for name, service in services(found).items()} == {
        "助餐": "elderly",
        "只有名称": "elderly",
    }

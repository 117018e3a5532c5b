"""The papers as a document: every place once, sums that agree, provenance on each, nothing invented."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from hypothesis import given, settings

from tests.publish.framework.worlds import DAY, NODES, ROWS, WHOLE, framework, frameworks, node, row
from zhunsheng.publish.blocks import (
    Callout,
    Contents,
    Document,
    Facts,
    Heading,
    PageBreak,
    Para,
    Picture,
    Table,
    walk,
    words_of,
)
from zhunsheng.publish.framework.content import Framework, Scope, framework_of
from zhunsheng.publish.framework.detail import detail_table, left_out
from zhunsheng.publish.framework.tables import PARTS, framework_document
from zhunsheng.publish.pdf import to_pdf
from zhunsheng.rule.library import Library
from zhunsheng.standard.particulars import Particulars
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.wording import Language, Words


def grid(table: Table) -> list[list[str]]:
    """The texts of the rows below the head; a cell that takes several columns stands in the first of them."""
    found = []
    for cells in table.rows:
        line: list[str] = []
        for one in cells:
            line += ["\n".join(words_of(part) for part in one.lines)] + [""] * (one.across - 1)
        found.append(line)
    return found


def heads(table: Table) -> list[str]:
    return ["".join(words_of(part) for part in one.lines) for one in table.head[-1]]


def said(document: Document) -> str:
    """All text outside tables."""
    return "\n".join(words_of(block.line) for block in walk(document.blocks) if isinstance(block, (Para, Heading)))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_the_detail_table_has_a_row_for_every_place() -> None:
    table = detail_table(WHOLE, "zh")
    assert heads(table) == [
        "序号", "体系编号", "标准号", "标准名称", "宜定级别", "实施日期", "状态", "采用、引用关系", "归口部门", "实施部门", "备注",
    ]  # fmt: skip
    lines = grid(table)
    rows = {line[1]: line for line in lines if line[1]}
    assert list(rows) == [one.number for one in ROWS]
    assert rows["X-04-02-001"] == [
        "2", "X-04-02-001", "Q/X 4.001—2023\n代替：\nQ/X 4.001—2021", "标准X-04-02-001", "内部", "2023-01-01", "全文 现行",
        "细化国家、市级要求\n引用 2 项标准", "创建办", "区卫生健康局", "",
    ]  # fmt: skip
    assert rows["X-04-02-002"][5:] == ["未知", "引用 未核", "直接引用", "照用", "", ""]
    assert rows["X-04-02-003"][5:] == ["—", "空缺", "没有编写\n事项：讲座", "", "", ""]
    assert rows["X-04-04-001"][0] == "5–7"
    assert rows["X-04-04-001"][3] == "标准X-04-04-001（3 项）"
    assert "据媒体报道\n岗位：护士岗" in rows["X-04-04-001"][7]


def test_groups_and_sums_of_the_detail_table() -> None:
    across = [line[0] for line in grid(detail_table(WHOLE, "zh")) if not line[1]]
    assert across == [
        "X-00-01　共用　通用基础标准　应有 1 项，现有 1 项（全文 1，引用 0），空缺 0 项",
        "小计：共用　应有 1 项，现有 1 项（全文 1，引用 0），空缺 0 项，现有占 100%",
        "X-04-02　病有所医　服务提供标准　应有 3 项，现有 2 项（全文 1，引用 1），空缺 1 项",
        "X-04-04　病有所医　工作岗位标准　应有 3 项，现有 0 项（全文 0，引用 0），空缺 3 项",
        "小计：病有所医　应有 6 项，现有 2 项（全文 1，引用 1），空缺 4 项，现有占 33.3%",
        "X-05-03　老有所养　管理标准　应有 1 项，现有 0 项（全文 0，引用 0），空缺 1 项",
        "小计：老有所养　应有 1 项，现有 0 项（全文 0，引用 0），空缺 1 项，现有占 0%",
        "合计　应有 8 项，现有 3 项（全文 2，引用 1），空缺 5 项，现有占 37.5%",
    ]


@settings(max_examples=40)
@given(frameworks(6))
def test_every_row_is_as_wide_as_the_table_and_numbers_run_through(made: Framework) -> None:
    table = detail_table(made, "en")
    width = len(table.head[0])
    assert len(table.widths) == len(table.align) == width
    assert all(sum(one.across for one in cells) == width for cells in table.rows)
    lines = [line for line in grid(table) if line[1]]
    assert sorted(line[1] for line in lines) == sorted(one.number for one in made.rows)
    at = 1
    for line in lines:
        first, _, last = line[0].partition("–")
        assert int(first) == at
        at = int(last or first) + 1
    assert at - 1 == made.tally.total


def test_columns_of_which_nothing_is_known_are_left_out_and_named() -> None:
    bare = framework(rows=(row("X-04-02-009", "gap"),))
    assert heads(detail_table(bare, "zh")) == [
        "序号",
        "体系编号",
        "标准号",
        "标准名称",
        "宜定级别",
        "实施日期",
        "状态",
        "备注",
    ]
    assert [text.say("zh") for text in left_out(bare)] == [
        "采用、引用关系",
        "归口部门",
        "实施部门",
        "缓急",
        "国际标准采用关系",
    ]
    assert "采用、引用关系、归口部门、实施部门、缓急、国际标准采用关系。" in said(
        framework_document(bare, "zh", ("detail",))
    )


def test_a_replaced_quotation_says_by_what() -> None:
    quoted = row(
        "X-04-02-002", "reference", code="GB/T 1—2010", more=Particulars(status="replaced", replaced_by="GB/T 1—2020")
    )
    (line,) = (line for line in grid(detail_table(framework(rows=(quoted,)), "zh")) if line[1])
    assert line[2] == "GB/T 1—2010\n被代替：\nGB/T 1—2020"
    assert line[6] == "引用 被代替"


def test_a_layer_above_that_is_not_in_the_chain_is_called_by_its_id() -> None:
    derived = row("X-04-02-001", more=Particulars(upstream=("elsewhere/2020#check",)))
    assert "细化elsewhere/2020要求" in [line[7] for line in grid(detail_table(framework(rows=(derived,)), "zh"))]


def test_rows_outside_every_box_are_listed_with_what_is_known() -> None:
    lines = grid(detail_table(framework(rows=(row("Z-9", "gap", domain="sports", category=None),)), "zh"))
    assert lines[0][0].startswith("sports　未注明类别　")
    assert lines[1][1] == "Z-9"


def test_the_statistics_agree_with_one_another() -> None:
    document = framework_document(WHOLE, "zh", ("statistics",))
    first, second, third, fourth = tables(document)
    assert [table.caption for table in tables(document)] == [
        "按子体系和级别", "按子体系和类别", "按类别和状态", "按级别和状态",
    ]  # fmt: skip
    assert first.columns == 19
    assert second.columns == 16
    assert grid(first)[1][:7] == ["病有所医", "—", "—", "—", "1", "1", "100%"]
    assert grid(first)[-1][-3:] == grid(second)[-1][-3:] == ["8", "3", "37.5%"]
    assert grid(third)[-1] == grid(fourth)[-1] == ["合计", "2", "1", "5", "3", "8", "37.5%"]
    assert [line[0] for line in grid(fourth)] == ["国家", "行业", "省级", "市级", "团体", "内部", "合计"]
    assert "各表合计均为 8 项；报告的总数是 8 项，与之相符。" in said(document)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", list(PARTS))
def test_every_paper_says_what_it_is_not(part: str, language: Language) -> None:
    document = framework_document(WHOLE, language, (part,))  # type: ignore[arg-type]
    mark = "示例内容" if language == "zh" else document.extra["marks"]
    assert document.extra["marks"] == mark
    assert document.footer == f"demo　{DAY.isoformat()}　{mark}"
    assert "为演示而写" in said(document)
    assert document.landscape
    assert document.kind == "table"
    assert document.date == DAY.isoformat()


def test_all_parts_begin_with_a_page_that_sums_them_up() -> None:
    document = framework_document(WHOLE)
    kinds = [type(block) for block in document.blocks]
    assert kinds[:4] == [Facts, Callout, Callout, Contents]
    assert kinds.count(PageBreak) == 3
    assert [words_of(block.line) for block in document.blocks if isinstance(block, Heading)] == [
        "体系结构图",
        "明细表",
        "统计表",
    ]
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    assert [(name, words_of(value)) for name, value in facts.rows] == [
        ("应有数", "8"), ("现有数", "3（全文 2，引用 1），占 37.5%"), ("空缺", "5"), ("报告的总数", "8"), ("所写为哪一天", "2024-06-03"),
        ("所计", "体系写明的全部，不论是否已经实施"),
    ]  # fmt: skip
    assert sum(isinstance(block, Picture) for block in document.blocks) == 1


def test_a_part_of_the_system_says_which() -> None:
    document = framework_document(WHOLE.narrowed(Scope("health", "provision", "gap")), "zh", ("detail",))
    assert document.subtitle == "只含：病有所医、服务提供标准、空缺"
    assert framework_document(WHOLE.narrowed(Scope("common")), "zh").subtitle == "只含：共用"
    assert framework_document(WHOLE).subtitle == ""
    assert "报告的总数" not in said(document)


def test_a_diagram_too_large_for_a4_asks_for_a3() -> None:
    branches = [node(f"X-{at}", f"领域{at}", parent="X", domain="health") for at in range(14)]
    leaves = [node(f"X-{at}-{below}", f"第{below}类", parent=f"X-{at}") for at in range(14) for below in range(4)]
    nodes = (NODES[0], *branches, *leaves)
    document = framework_document(framework(nodes, ()), "zh", ("diagram",))
    assert document.extra["paper"] == "a3"
    page = pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages[0]
    assert [round(float(size)) for size in page.mediabox[2:]] == [1191, 842]
    assert "paper" not in framework_document(WHOLE, "zh", ("diagram",)).extra


def test_without_boxes_there_is_no_diagram() -> None:
    bare = framework(nodes=(), root=None)
    with pytest.raises(ValueError, match="without nodes"):
        framework_document(bare)
    assert len(tables(framework_document(bare, "zh", ("detail", "statistics")))) == 5


def test_an_official_system_is_marked_as_such() -> None:
    document = framework_document(framework(provenance=Provenance(kind="official")), "zh", ("statistics",))
    assert document.extra["marks"] == "正式文本"
    assert "来源：正式文本" in said(document)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_yuexiu_as_pdf(yuexiu: Library, language: Language) -> None:
    made = framework_of(yuexiu.workspace, DAY)
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(framework_document(made, language, ("diagram",))))).pages
    assert len(pages) == 1
    assert [round(float(size)) for size in pages[0].mediabox[2:]] == [842, 595]
    text = re.sub(r"\s", "", pages[0].extract_text())
    for box in made.root.walk():  # type: ignore[union-attr]
        assert box.number in text


def test_yuexiu_in_full(yuexiu: Library) -> None:
    made = framework_of(yuexiu.workspace, DAY)
    assert made.tally.total == 415
    assert [layer.id for layer in made.above] == ["cn/2023", "gd/2023", "gz/2023"]
    lines = [line for line in grid(detail_table(made, "zh")) if line[1]]
    assert len(lines) == len(made.rows) == 393
    assert lines[-1][0] == "415"
    named = next(line for line in lines if line[1] == "YX-04-02-001")
    assert named[9] == "区卫生健康局"
    # An item that lies over one above without a title of its own has the title from there.
    assert made.items["contraception"].zh != "contraception"


def test_sources_in_several_languages_fall_back_to_chinese() -> None:
    document = framework_document(framework(domains={"health": Words("只有中文")}), "en", ("statistics",))
    assert any(line[0] == "只有中文" for line in grid(tables(document)[0]))

"""The printed standard: every word of the file is in it, every fixed sentence where it belongs, nothing made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhunsheng.publish.blocks import (
    Block,
    Callout,
    Contents,
    Document,
    Heading,
    Items,
    PageBreak,
    Para,
    Run,
    Table,
    walk,
    words_of,
)
from zhunsheng.publish.html import to_html
from zhunsheng.publish.markdown import to_markdown
from zhunsheng.publish.printed import NotPrintable, printed_standard
from zhunsheng.publish.printed.elements import sections
from zhunsheng.publish.printed.form import departures
from zhunsheng.standard.document import Standard
from zhunsheng.standard.wording import LANGUAGES, Language, T
from zhunsheng.standard.workspace import Workspace, open_workspace

WORLD = "tests/publish/printed/world"
BASE: dict[str, Any] = {
    "standard": "Q/HP 1.001—2024", "title": {"zh": "便民服务规范", "en": "Convenience service"}, "level": "internal",
    "provenance": {"kind": "illustrative"},
}  # fmt: skip
FIRST: list[dict[str, Any]] = [
    {"no": "1", "title": "范围", "text": "本文件规定了甲。"}, {"no": "2", "title": "规范性引用文件"},
    {"no": "3", "title": {"zh": "术语和定义", "en": "Terms and definitions"}},
]  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Workspace:
    return open_workspace(WORLD)


@pytest.fixture(scope="module")
def yuexiu() -> Workspace:
    return open_workspace("standards/yuexiu")


def made(*clauses: dict[str, Any], first: bool = True, **fields: Any) -> Standard:
    rows = [*(FIRST if first else []), *clauses]
    return Standard.model_validate(BASE | {"clauses": rows} | fields)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Every line that is said, in order; numbers and marks with their words."""
    found: list[str] = []
    for block in walk(blocks):
        match block:
            case Heading() | Para():
                found.append(f"{block.number} {words_of(block.line)}".strip())
                found += [one.foot for one in block.line if isinstance(one, Run) and one.foot]
            case Items():
                found += [f"{one.mark} {words_of(one.line)}" for one in block.items]
                found += [part.foot for one in block.items for part in one.line if isinstance(part, Run) and part.foot]
            case Table():
                found.append(f"{block.number} {block.caption}".strip())
                found += [words_of(line) for row in (*block.head, *block.rows) for cell in row for line in cell.lines]
            case _:
                pass
    return found


def printed(standard: Standard, workspace: Workspace, language: Language = "zh") -> list[str]:
    return texts(printed_standard(standard, workspace, language).blocks)


# -- nothing is lost -------------------------------------------------------------------------------------------------


def carried(standard: Standard) -> list[str]:
    """Every text of the file that its print must say."""
    found = [standard.title.zh]
    for clause in standard.clauses:
        for words in (clause.title, clause.text):
            lines = words.zh.split("\n") if words is not None else []
            found += [line.partition(" ")[2] if line[:3].rstrip().endswith((")", "——")) else line for line in lines]
        for table in clause.tables:
            found += [table.title.zh] if table.title else []
            cells = [cell for row in (*table.head, *table.rows) for cell in row]
            said = [cell if isinstance(cell, str) else cell.text or "" for cell in cells]
            found += [line for text in said for line in text.split("\n")]
    found += [one.title.zh for one in standard.references if one.title is not None]
    for name in ("issuer", "proposer", "responsible_body"):
        found += [getattr(standard, name).zh] if getattr(standard, name) is not None else []
    found += [one.zh for one in standard.drafted_by] + [one.what.zh for one in standard.revisions]
    found += [
        standard.ics or "",
        standard.ccs or "",
        *(day.isoformat() for day in (standard.issued, standard.effective) if day),
    ]
    return [one for one in found if one]


def everything(document: Document) -> str:
    cover = document.cover
    assert cover is not None
    return "\n".join([document.title, *cover.left, *cover.right, *cover.dates, cover.foot, *texts(document.blocks)])


def test_every_word_of_every_standard_is_printed(yuexiu: Workspace, world: Workspace) -> None:
    for workspace in (world, yuexiu):
        for loaded in workspace.files.values():
            assert loaded.model is not None
            told = everything(printed_standard(loaded.model, workspace))
            for text in carried(loaded.model):
                assert text in told, (loaded.path, text)


def test_pages_and_markdown_say_footnotes_too(world: Workspace) -> None:
    document = printed_standard(
        made({"no": "4", "text": "甲"}, {"no": "4", "kind": "footnote", "text": "脚注的文字"}), world
    )
    assert "脚注的文字" in to_html(document) and "脚注的文字" in to_markdown(document)


def test_the_clauses_stand_in_the_order_of_the_file(world: Workspace) -> None:
    standard = next(iter(world.files.values())).model
    assert standard is not None
    numbers = [
        one.number
        for one in printed_standard(standard, world).blocks
        if isinstance(one, (Heading, Para)) and one.number
    ]
    wanted = [
        one.no for one in standard.clauses if one.kind not in ("note", "example", "footnote") and one.no != "引言"
    ]
    assert [one.removeprefix("附录") for one in numbers] == wanted


# -- cover -----------------------------------------------------------------------------------------------------------


def test_the_cover_of_an_internal_standard(world: Workspace) -> None:
    cover = printed_standard(
        made(issued=date(2024, 1, 1), effective=date(2024, 3, 1), ics="03.080", ccs="A 12", replaces="Q/HP 1.001-2021",
             issuer="某局"), world,
    ).cover  # fmt: skip
    assert cover is not None
    assert cover.banner == "河畔区基本公共服务内部标准（演示）"
    assert (cover.left, cover.right) == (("ICS 03.080", "CCS A 12"), ("Q/HP 1.001—2024", "代替 Q/HP 1.001—2021"))
    assert (cover.lines, cover.dates) == (("Convenience service",), ("2024-01-01 发布", "2024-03-01 实施"))
    assert (cover.foot, cover.mark) == ("某局　发布", "演示文本　非正式标准")


OFFICIAL = {
    "GB 38600—2019": ("national", "中华人民共和国国家标准"),
    "MZ/T 171—2021": ("industry", "中华人民共和国民政行业标准"),
    "DB44/T 2000—2020": ("provincial", "广东省地方标准"),
    "DB31/T 544—2024": ("provincial", "上海市地方标准"),
    "DB45/T 1—2020": ("provincial", "广西壮族自治区地方标准"),
    "DB4401/T 183—2022": ("city", "市级地方标准"),
    "T/GZBZ 12—2023": ("group", "团体标准"),
    "不是编号": ("industry", "行业标准"),
}


@pytest.mark.parametrize("code", OFFICIAL)
def test_only_an_official_text_bears_an_official_name(code: str, world: Workspace) -> None:
    level, banner = OFFICIAL[code]
    standard = made(standard=code, level=level, provenance={"kind": "official"})
    cover = printed_standard(standard, world).cover
    assert cover is not None and (cover.banner, cover.mark) == (banner, "")
    other = printed_standard(made(standard=code, level=level), world).cover
    assert (
        other is not None
        and other.mark
        and "中华人民共和国" not in other.banner
        and other.banner.endswith("（非正式文本）")
    )


@pytest.mark.parametrize("kind", ["official_facts", "reported_by_press", "imported", "illustrative"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_not_official_says_so_on_every_page(kind: str, language: Language, world: Workspace) -> None:
    document = printed_standard(made(provenance={"kind": kind}), world, language)
    assert document.cover is not None and document.cover.mark
    assert document.extra["marks"] == document.cover.mark
    assert any(isinstance(one, Callout) and one.kind == "provenance" for one in document.blocks)
    assert f"[{document.cover.mark}]" in document.tags


def test_an_official_text_bears_no_mark(world: Workspace) -> None:
    document = printed_standard(made(provenance={"kind": "official"}), world)
    assert document.extra["marks"] == "" and not any(isinstance(one, Callout) for one in document.blocks)


def test_a_file_without_kind_is_what_its_workspace_is(world: Workspace) -> None:
    assert printed_standard(made(provenance={}), world).extra["marks"] == "演示文本　非正式标准"


@pytest.mark.parametrize(
    ("title", "banner"),
    [
        ("甲区标准", "甲区内部标准（非正式文本）"), ("甲区内部标准", "甲区内部标准（非正式文本）"), ("甲区", "内部标准：甲区（非正式文本）"),
    ],
)  # fmt: skip
def test_the_name_of_an_internal_standard_follows_the_workspace(title: str, banner: str, world: Workspace) -> None:
    from zhunsheng.standard.wording import Words

    other = open_workspace(WORLD)
    other.__dict__["manifest"] = world.manifest.model_copy(update={"title": Words(title)})
    cover = printed_standard(made(), other).cover
    assert cover is not None and cover.banner == banner


@pytest.mark.parametrize(
    ("stage", "line"),
    [
        ("comment", "（征求意见稿）"),
        ("review", "（送审稿）"),
        ("approval", "（报批稿）"),
        ("trial_run", "（试行稿）"),
        ("withdrawn", "（已废止）"),
    ],
)
def test_a_draft_says_so_and_leaves_room_for_its_days(stage: str, line: str, world: Workspace) -> None:
    cover = printed_standard(made(stage=stage), world).cover
    assert cover is not None and line in cover.lines
    assert cover.dates == ("××××-××-×× 发布", "××××-××-×× 实施")
    assert ("专利" in "".join(cover.lines)) is (stage == "comment")


def test_days_that_nobody_set_are_not_made_up(world: Workspace) -> None:
    none = printed_standard(made(), world)
    one = printed_standard(made(effective=date(2024, 3, 1)), world)
    assert none.cover is not None and none.cover.dates == () and none.date == "" and none.cover.foot == ""
    assert one.cover is not None and one.cover.dates == ("", "2024-03-01 实施") and one.date == "2024-03-01"


def test_a_text_without_number_is_called_by_its_document_or_title(world: Workspace) -> None:
    assert printed_standard(made(standard=None, document="某发〔2024〕1号"), world).header == "某发〔2024〕1号"
    assert printed_standard(made(standard=None), world).header == "便民服务规范"


# -- foreword --------------------------------------------------------------------------------------------------------


def foreword(standard: Standard, workspace: Workspace, language: Language = "zh") -> list[str]:
    blocks = printed_standard(standard, workspace, language).blocks
    start = next(at for at, one in enumerate(blocks) if isinstance(one, Heading)) + 1
    end = next(at for at, one in enumerate(blocks[start:], start) if isinstance(one, (PageBreak, Callout)))
    return texts(blocks[start:end])


def test_the_foreword_says_by_which_rules_and_whose(world: Workspace) -> None:
    standard = made(proposer="甲局", responsible_body="乙办", drafted_by=["甲局", "丙所"])
    assert foreword(standard, world) == [
        "本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。",
        "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
        "本文件由甲局提出。", "本文件由乙办归口。", "本文件起草单位：甲局、丙所。",
    ]  # fmt: skip


def test_a_text_of_another_structure_does_not_claim_the_rules(world: Workspace) -> None:
    said = foreword(made({"no": "5", "title": "甲"}), world)[0]
    assert "不完全一致：条号5不连续。" in said and "的规定起草" not in said


CHANGE = {"on": "2023-01-01", "trigger": "law", "what": "更改了甲", "reason": "乙"}


def test_what_has_changed_is_listed(world: Workspace) -> None:
    changes = [CHANGE | {"clauses": ["4.1", "4.2"]}, CHANGE | {"what": "增加了丙"}]
    said = foreword(made(replaces="Q/HP 1.001—2021", edition=2, revisions=changes), world)
    assert said[1:4] == [
        "本文件代替Q/HP 1.001—2021，与Q/HP 1.001—2021相比，除结构调整和编辑性改动外，主要技术变化如下：",
        "a) 更改了甲（见4.1、4.2）；", "b) 增加了丙。",
    ]  # fmt: skip
    assert said[-3:] == [
        "本文件及其所代替文件的历次版本发布情况为：",
        "—— 2021年首次发布为Q/HP 1.001—2021；",
        "—— 本次为第一次修订。",
    ]


def test_what_is_not_known_of_earlier_editions_is_not_said(world: Workspace) -> None:
    many = made(replaces="Q/HP 1.001—2021", edition=3)
    undated = made(replaces="旧文件", edition=2)
    assert not any("历次版本" in one for one in (*foreword(many, world), *foreword(undated, world)))
    assert "本文件代替Q/HP 1.001—2021。" in foreword(many, world)


def test_changes_against_an_edition_that_is_not_named(world: Workspace) -> None:
    assert "与上一版相比，除结构调整和编辑性改动外，主要技术变化如下：" in foreword(made(revisions=[CHANGE]), world)


def test_many_changes_go_on_with_dashes(world: Workspace) -> None:
    said = foreword(made(revisions=[CHANGE] * 28), world)
    assert [one.split(" ")[0] for one in said if "更改了甲" in one] == [
        *(f"{chr(97 + at)})" for at in range(26)),
        "——",
        "——",
    ]


def test_a_foreword_that_is_written_is_printed_as_it_is(world: Workspace) -> None:
    standard = made({"no": "前言", "text": "本文件由甲起草。\n—— 一；"}, proposer="乙局")
    assert foreword(standard, world) == ["本文件由甲起草。", "—— 一；"]


def test_the_end_of_a_standard_is_told(world: Workspace) -> None:
    assert "本文件的有效期至2024-12-31。" in foreword(made(until=date(2024, 12, 31)), world)


def test_the_english_print_says_that_the_chinese_text_counts(world: Workspace) -> None:
    document = printed_standard(made(), world, "en")
    assert T("条文以中文为准。本英文版只译出标题和固定用语，条文保留中文原文。").say("en") in texts(document.blocks)
    assert document.title == "Convenience service" and document.cover is not None
    assert "便民服务规范" in document.cover.lines
    assert "本文件规定了甲。" in texts(document.blocks)


# -- references, terms, bibliography ---------------------------------------------------------------------------------

LEAD_IN = "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。"


def test_references_are_listed_under_their_sentence_and_before_what_is_written(world: Workspace) -> None:
    chapters = [FIRST[0], FIRST[1] | {"text": "见前列清单。"}, FIRST[2]]
    listed = [{"code": "gb/t 1.1-2020", "title": "标准化工作导则"}, {"code": "某办法"}]
    said = printed(Standard.model_validate(BASE | {"clauses": chapters, "references": listed}), world)
    at = said.index("2 规范性引用文件")
    assert said[at + 1].startswith(LEAD_IN)
    assert said[at + 2 : at + 5] == ["GB/T 1.1—2020　标准化工作导则", "某办法", "见前列清单。"]


def test_without_references_one_sentence_says_so_once(world: Workspace) -> None:
    written = [FIRST[0], FIRST[1] | {"text": "本文件没有规范性引用文件。"}, FIRST[2]]
    for standard in (made(), Standard.model_validate(BASE | {"clauses": written})):
        assert printed(standard, world).count("本文件没有规范性引用文件。") == 1


def test_references_find_a_place_where_there_is_no_chapter(world: Workspace) -> None:
    standard = made({"no": "1", "title": "甲", "text": "乙"}, first=False, references=[{"code": "GB/T 1.1—2020"}])
    said = printed(standard, world)
    assert said[-3:-1] == ["规范性引用文件", said[-2]] and said[-1] == "GB/T 1.1—2020"


def test_what_only_informs_is_in_the_bibliography(world: Workspace) -> None:
    informing = {"code": "GB/T 1.1—2020", "title": "导则", "normative": "false"}
    standard = made({"no": "参考文献", "text": "[1] 旧书"}, references=[informing])
    assert printed(standard, world)[-3:] == ["参考文献", "[1] 旧书", "[1] GB/T 1.1—2020　导则"]
    assert "参考文献" not in printed(made(), world)


def test_an_index_stands_at_the_end(world: Workspace) -> None:
    assert printed(made({"no": "索引", "text": "甲，3.1"}), world)[-2:] == ["索引", "甲，3.1"]


def term_styles(standard: Standard, world: Workspace) -> list[tuple[str, str, str]]:
    blocks = printed_standard(standard, world).blocks
    return [(one.style, one.number, words_of(one.line)) for one in blocks if isinstance(one, Para)]


def test_terms_stand_under_their_numbers(world: Workspace) -> None:
    found = term_styles(
        made(
            {"no": "3.1", "title": {"zh": "照护", "en": "care"}, "text": "协助日常生活。"},
            {"no": "3.2", "text": "探访：定期上门看望。"},
            {"no": "3.3", "text": "没有冒号的一句话。"},
            {"no": "3.4", "title": "只有名称"},
        ),
        world,
    )
    start = found.index(("clause", "", "下列术语和定义适用于本文件。"))
    assert found[start + 1 :] == [
        ("term", "3.1", "照护　care"), ("clause", "", "协助日常生活。"), ("term", "3.2", ""), ("clause", "", "探访：定期上门看望。"),
        ("term", "3.3", ""), ("clause", "", "没有冒号的一句话。"), ("term", "3.4", "只有名称"),
    ]  # fmt: skip
    bold = printed_standard(made({"no": "3.1", "text": "探访：看望。"}), world).blocks[-1]
    assert isinstance(bold, Para) and bold.line[0] == Run("探访：", "strong")


def test_groups_of_terms_have_headings(world: Workspace) -> None:
    found = printed_standard(
        made({"no": "3.1", "title": "服务"}, {"no": "3.1.1", "title": "照护", "text": "甲。"}), world
    )
    assert Heading(2, ("服务",), "3.1", "clause-3.1") in found.blocks


def test_no_terms_and_a_sentence_of_ones_own(world: Workspace) -> None:
    assert "本文件没有需要界定的术语和定义。" in printed(made(), world)
    own = [
        *FIRST[:2],
        FIRST[2] | {"text": "GB/T 1界定的术语适用于本文件。"},
        {"no": "3.1", "title": "照护", "text": "甲。"},
    ]
    said = printed(Standard.model_validate(BASE | {"clauses": own}), world)
    assert "GB/T 1界定的术语适用于本文件。" in said and "下列术语和定义适用于本文件。" not in said


# -- clauses ---------------------------------------------------------------------------------------------------------


def last(standard: Standard, world: Workspace, count: int) -> list[Block]:
    return list(printed_standard(standard, world).blocks[-count:])


def test_five_levels_with_and_without_titles(world: Workspace) -> None:
    rows = [
        {"no": "4", "title": "章"}, {"no": "4.1", "title": "条"}, {"no": "4.1.1", "text": "甲"},
        {"no": "4.1.1.1.1.1", "title": "深"}, {"no": "5", "text": "无题的章"}, {"no": "第六条", "title": "旧式"},
    ]  # fmt: skip
    found = last(made(*rows), world, 6)
    assert [(one.level, one.number) if isinstance(one, Heading) else ("p", getattr(one, "number", "")) for one in found] == [
        (1, "4"), (2, "4.1"), ("p", "4.1.1"), (6, "4.1.1.1.1.1"), ("p", "5"), (1, "第六条"),
    ]  # fmt: skip


def test_paragraphs_and_lists_nested_by_their_marks(world: Workspace) -> None:
    text = "如下：\na) 一，其中：\n1) 一之一；\nb) 二：\n—— 二之一；\n完。\n\n—— 末。"
    found = last(made({"no": "4", "title": "章", "text": text}), world, 5)
    assert texts(tuple(found)) == [
        "4 章", "如下：", "a) 一，其中：", "b) 二：", "1) 一之一；", "—— 二之一；", "完。", "—— 末。",
    ]  # fmt: skip
    first = found[2]
    assert isinstance(first, Items) and len(first.items) == 2 and isinstance(first.items[0].blocks[0], Items)


def test_a_clause_that_is_only_a_list_keeps_its_number(world: Workspace) -> None:
    found = last(made({"no": "4.1", "text": "a) 甲\nb) 乙"}), world, 2)
    assert isinstance(found[0], Para) and found[0].number == "4.1" and found[0].line == ()
    assert isinstance(found[1], Items)


def test_a_clause_that_says_nothing_is_printed_as_its_number(world: Workspace) -> None:
    assert printed(made({"no": "4.1"}), world)[-1] == "4.1"


def test_notes_and_examples_are_counted_where_there_are_several(world: Workspace) -> None:
    rows = [
        {"no": "4", "title": "章", "text": "甲"}, {"no": "4", "kind": "note", "text": "一"},
        {"no": "4", "kind": "note", "text": "二\n——  二之后"}, {"no": "4", "kind": "example", "title": "题", "text": "例"},
    ]  # fmt: skip
    assert printed(made(*rows), world)[-5:] == ["甲", "注1：一", "注2：二", "——  二之后", "示例：题　例"]


def test_footnotes_hang_on_their_clause(world: Workspace) -> None:
    rows: list[dict[str, Any]] = [
        {"no": "4", "title": "章"}, {"no": "4", "kind": "footnote", "text": "题的脚注"}, {"no": "4.1", "text": "甲\n乙"},
        {"no": "4.1", "kind": "footnote", "title": "见", "text": "一"}, {"no": "4.1", "kind": "footnote", "text": "二"},
        {"no": "4.2", "text": "如下：\na) 一：\n1) 一之一"}, {"no": "4.2", "kind": "footnote", "text": "三"},
        {"no": "9", "kind": "footnote", "text": "没有主人"},
    ]  # fmt: skip
    found = printed_standard(made(*rows), world)
    feet = {
        words_of(one.line): [part.foot for part in one.line if isinstance(part, Run) and part.foot]
        for one in walk(found.blocks)
        if isinstance(one, (Para, Heading))
    }
    assert feet["章"] == ["题的脚注"] and feet["甲"] == [] and feet["乙"] == ["见　一", "二"]
    inner = [
        item
        for one in walk(found.blocks)
        if isinstance(one, Items)
        for item in one.items
        if words_of(item.line) == "一之一"
    ]
    assert [part.foot for part in inner[0].line if isinstance(part, Run)] == ["三"]
    assert texts(found.blocks)[-1] == "脚注：没有主人"
    term = printed_standard(made({"no": "3.1", "title": "词"}, {"no": "3.1", "kind": "footnote", "text": "脚"}), world)
    assert "脚" in texts(term.blocks)


def test_tables_are_counted_through_the_text_and_through_each_annex(world: Workspace) -> None:
    table: dict[str, Any] = {"title": "名", "head": [["甲", "数量"]], "rows": [["乙", "1"]]}
    rows: list[dict[str, Any]] = [
        {"no": "4", "title": "章", "text": "甲", "tables": [table, table | {"title": None}]},
        {"no": "A", "title": "样", "kind": "annex_normative", "tables": [table]}, {"no": "A.1", "text": "乙", "tables": [table]},
    ]  # fmt: skip
    found = [one for one in printed_standard(made(*rows), world).blocks if isinstance(one, Table)]
    assert [(one.number, one.caption) for one in found] == [
        ("表1", "名"),
        ("表2", ""),
        ("表A.1", "名"),
        ("表A.2", "名"),
    ]


def test_the_shape_of_a_table(world: Workspace) -> None:
    table = {
        "head": [[{"text": "项目", "down": "2"}, {"text": "数量", "across": "2"}], ["城", "乡"]],
        "rows": [["一个很长的名称写在这里", "12", "3%"], [{"text": "共\n计"}, {"across": "2"}]],
    }
    found = last(made({"no": "4", "title": "章", "tables": [table]}), world, 1)[0]
    assert isinstance(found, Table)
    assert (found.style, found.align, found.columns) == ("grid", ("left", "centre", "centre"), 3)
    assert found.widths[0] > found.widths[1] >= 4
    assert found.head[0][0].down == 2 and found.rows[1][1].across == 2 and found.rows[1][1].lines == ()
    assert found.rows[1][0].lines == (("共",), ("计",))
    form = last(made({"no": "4", "title": "章", "tables": [{"rows": [["姓名", ""][:1]]}]}), world, 1)[0]
    assert isinstance(form, Table) and (form.style, form.align) == ("form", ())


def test_annexes_say_what_they_are_and_begin_a_page(world: Workspace) -> None:
    rows = [
        {"no": "A", "title": "样式", "kind": "annex_normative", "text": "甲"}, {"no": "附录B", "kind": "annex_informative"},
        {"no": "C", "title": "丙"},
    ]  # fmt: skip
    blocks = printed_standard(made(*rows), world).blocks
    heads = [one for one in blocks if isinstance(one, Heading) and one.number.startswith("附录")]
    assert [(one.number, words_of(one.line)) for one in heads] == [
        ("附录A", "（规范性）\n样式"), ("附录B", "（资料性）"), ("附录C", "丙"),
    ]  # fmt: skip
    assert all(isinstance(blocks[blocks.index(one) - 1], PageBreak) for one in heads)


def test_references_within_the_text_lead_there(world: Workspace) -> None:
    text = "见4.1和附录A；按4.1办理；见GB/T 1的附录A；见9.9；符合4.1.9。"
    rows = [
        {"no": "4", "title": "章"},
        {"no": "4.1", "text": text},
        {"no": "A", "title": "甲", "kind": "annex_normative"},
    ]
    para = next(
        one for one in printed_standard(made(*rows), world).blocks if isinstance(one, Para) and one.number == "4.1"
    )
    assert words_of(para.line) == text
    links = [(one.text, one.href) for one in para.line if isinstance(one, Run)]
    assert links == [("4.1", "#clause-4.1"), ("附录A", "#clause-A"), ("4.1", "#clause-4.1")]


def test_the_order_of_a_standard(world: Workspace) -> None:
    standard = next(iter(world.files.values())).model
    assert standard is not None
    blocks = printed_standard(standard, world).blocks
    tops = [
        one for one in blocks if isinstance(one, (Contents, PageBreak)) or (isinstance(one, Heading) and one.level == 1)
    ]
    assert isinstance(tops[0], Contents) and tops[1] == PageBreak()
    names = [words_of(one.line).split("\n")[0] for one in tops if isinstance(one, Heading)]
    assert names[:4] == ["前言", "引言", "范围", "规范性引用文件"] and names[-1] == "参考文献"
    begins = [at for at, one in enumerate(tops) if isinstance(one, PageBreak) and one.body]
    assert begins == [tops.index(next(one for one in tops if isinstance(one, Heading) and one.number == "1")) - 1]


def test_what_has_no_clauses_has_no_print(world: Workspace) -> None:
    with pytest.raises(NotPrintable):
        printed_standard(Standard.model_validate(BASE), world)


# -- the form --------------------------------------------------------------------------------------------------------

DEPARTURES: list[tuple[list[dict[str, Any]], str]] = [
    ([], ""), ([{"no": "4", "title": "甲"}, {"no": "4.1", "text": "一"}, {"no": "4.2", "text": "二"}], ""),
    ([{"no": "A", "kind": "annex_normative"}, {"no": "A.1"}, {"no": "B", "kind": "annex_informative"}, {"no": "B.1"}], ""),
    ([{"no": "5"}], "条号5不连续"), ([{"no": "4.1"}], "条号4.1不连续"), ([{"no": "4"}, {"no": "4.2"}], "条号4.2不连续"),
    ([{"no": "B", "kind": "annex_normative"}], "条号B不连续"), ([{"no": "第四条"}], "条号“第四条”不是阿拉伯数字编号"),
    ([{"no": "4", "text": "悬"}, {"no": "4.1"}], "4有悬置段"), ([{"no": "3.1", "text": "甲"}, {"no": "引言", "text": "乙"}], ""),
    ([{"no": one} for one in ("4", "4.1", "4.1.1", "4.1.1.1", "4.1.1.1.1", "4.1.1.1.1.1", "4.1.1.1.1.1.1")], "条号4.1.1.1.1.1.1超过五层"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), DEPARTURES)
def test_departures_from_the_form(rows: list[dict[str, Any]], told: str) -> None:
    assert [str(one) for one in departures(made(*rows))] == ([told] if told else [])


def test_the_first_three_chapters_are_always_there() -> None:
    found = departures(made({"no": "1", "title": "总则"}, first=False, kind="policy"))
    assert [str(one) for one in found] == [
        "不是标准，是政策文件", "没有第1章“范围”", "没有第2章“规范性引用文件”", "没有第3章“术语和定义”",
    ]  # fmt: skip
    assert departures(made(FIRST[0], FIRST[1], {"no": "3", "title": "术语、定义和缩略语"}, first=False)) == []


def test_every_standard_of_yuexiu_follows_the_form(yuexiu: Workspace) -> None:
    assert [path for path, one in yuexiu.files.items() if one.model and departures(one.model)] == []


def test_clauses_that_begin_with_a_note_belong_together() -> None:
    standard = made(
        {"no": "4", "kind": "note", "text": "甲"}, {"no": "A", "title": "乙"}, {"no": "9", "title": "参考 文献"}
    )
    assert [(one.kind, len(one.clauses)) for one in sections(standard.clauses)] == [
        ("chapter", 1), ("chapter", 1), ("chapter", 2), ("annex", 1), ("bibliography", 1),
    ]  # fmt: skip

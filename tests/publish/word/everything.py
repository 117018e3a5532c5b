"""A document with every kind of block, and ways to read what was written."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any, Literal

from lxml import etree

from tests.publish.word.structure import W
from zhunsheng.publish.blocks import (
    Answer,
    Answers,
    Block,
    Callout,
    Cell,
    Code2D,
    Contents,
    Cover,
    Document,
    Facts,
    Heading,
    Item,
    Items,
    PageBreak,
    Para,
    Picture,
    Run,
    Table,
    Together,
    cell,
    items,
)
from zhunsheng.publish.word import to_docx

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><rect width="200" height="80" fill="#17465C"/></svg>'
DRAWING = Picture(SVG, "一个方框", 200, 80, "图的说明")
GRID = Table(
    head=((cell("类别", down=2), cell("数量", across=2)), (cell("城"), cell("乡"))),
    rows=(
        (cell("甲", down=2), cell("1"), cell("2")),
        (Cell((("3",), ("三",)), across=2),),
        (cell("共计", across=3),),
    ),
    widths=(2, 1, 1),
    align=("left", "centre", "right"),
    caption="数量",
    number="表1",
    style="grid",
)


def blocks() -> tuple[Block, ...]:
    """One of each, and some inside others."""
    return (
        Answers((Answer("收费", "不收费"), Answer("多久", "12个工作日以内", "最长20个"), Answer("到现场", "0次"))),
        Heading(1, ("甲",), anchor="a"),
        Para(("要紧的一句",), "lead"),
        Para(("正文", Run("强调", "strong"), Run("次要", "quiet"), Run("code", "code"), Run("好", "ok"))),
        Para(
            (
                Run("有脚注", foot="脚注的文字"),
                "，",
                Run("网站", href="https://example.org/?a=1&b=2"),
                Run("见甲", href="#a"),
            )
        ),
        Para(("注：小一点",), "note"),
        Para(("说明",), "small"),
        Para(("某局\n2024年1月1日",), "right"),
        Heading(2, ("列表",), anchor="a.b"),
        items(["一", Item(("二",), (items(["二之一"]), Para(("二之下",)), GRID)), "三"]),
        items(["甲", "乙"], "ordered"),
        items(["查身份", "查材料"], "boxes"),
        Items((Item(("子",), mark="a)"), Item(("丑",), mark="b)"), Item(("寅",), mark="①"))),
        Facts((("电话", (Run("12345", "strong"),)), ("地址", ("某街1号",)))),
        GRID,
        replace(GRID, style="plain", number="", caption=""),
        replace(GRID, style="form", head=()),
        Callout("provenance", (Para(("不是正式文本",)),)),
        Callout("warn", (Para(("注意",)), items(["一"]))),
        Callout("change", (GRID,)),
        Together((Para(("一起",)), GRID, Para(("不分开",)))),
        DRAWING,
        PageBreak(landscape=True),
        Heading(1, ("横页",)),
        replace(DRAWING, caption="", width=2000, height=300),
        Code2D("https://example.org/items/甲", "扫码看网页"),
        PageBreak(),
        GRID,
    )


def document(kind: Literal["guide", "manual", "standard", "paper", "table"] = "guide", **changes: Any) -> Document:
    """A document of a kind that holds all of it."""
    cover = None
    if kind in ("manual", "standard"):
        cover = Cover(
            "manual" if kind == "manual" else "standard", "内部标准（演示）", ("English title",), ("ICS 03.080",),
            ("Q/A 1—2024", "代替 Q/A 1—2021"), ("2024-01-01 发布", "2024-03-01 实施"), "某局　发布", "演示文本",
        )  # fmt: skip
    first = (Contents("目次", 2), PageBreak(), Heading(1, ("前言",)), PageBreak(body=kind == "standard"))
    made = Document(
        kind, "zh", "一份文件", (*(first if cover else ()), *blocks()), subtitle="副题", kicker="种类",
        tags=("领域", "[示例内容]"), header="Q/A 1—2024" if kind == "standard" else "一份文件", footer="第1版",
        author="某局", keywords=("甲", "乙"), description="说明", date="2024-01-01", cover=cover, extra={"marks": "演示"},
    )  # fmt: skip
    return replace(made, **changes)


def part(data: bytes, name: str = "word/document.xml") -> Any:
    """A part of a file as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def names(data: bytes) -> list[str]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def written(*what: Block, **changes: Any) -> Any:
    """The body of a plain document with these blocks."""
    made = Document("guide", "zh", "题", what)
    return part(to_docx(replace(made, **changes)))


def words(node: Any) -> str:
    """The text of an element."""
    return "".join(one.text or "" for one in node.iter(f"{W}t"))


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else str(found.get(f"{W}val"))

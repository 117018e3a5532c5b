"""Yuexiu, opened once, and a document with every kind of block."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhunsheng.publish.blocks import (
    Answer,
    Answers,
    Callout,
    Cell,
    Code2D,
    Contents,
    Cover,
    Document,
    Facts,
    Item,
    Items,
    PageBreak,
    Para,
    Picture,
    Run,
    Table,
    Together,
    cell,
    heading,
    items,
    para,
    with_list,
)
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

ROOT = Path(__file__).parents[2]
DAY = date(2024, 6, 3)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40" role="img">'
    '<rect x="2" y="2" width="76" height="36" fill="none" stroke="#17465C"/></svg>'
)


@pytest.fixture(scope="session")
def yuexiu() -> Library:
    return Library(open_workspace(ROOT / "standards" / "yuexiu"))


def every_block(**more: object) -> Document:
    """A document that holds a block of every kind, one inside another where that is allowed."""
    merged = Table(
        (
            (cell("甲", down=2), cell("1"), cell("2")),
            (cell("3", across=2),),
            (Cell((("丁",),), head=True), cell("5"), cell("第一行\n第二行")),
        ),
        ((cell("名称"), cell("数", across=2)),),
        (2, 1, 1),
        ("left", "right", "centre"),
        caption="合并的格",
        number="表1",
        style="grid",
    )
    blocks = (
        Contents("目次"),
        PageBreak(),
        heading(1, "服务对象", number="1", anchor="who"),
        para("一段", Run("要紧的", "strong"), Run("次要的", "quiet"), Run("name", "code"), Run("低于底线", "bad")),
        Para(("条文。",), "clause", number="1.1", anchor="c-1.1"),
        para(Run("去那里", href="#who"), Run("外面", href="https://example.org/?a=1&b=2")),
        items(["甲", "乙"], "ordered"),
        Items((Item(("第一项",), (para("下面一段"),), "a)"), Item(("第二项",), (), "——"))),
        with_list("检查点", items(["核对户籍地址", "核对年龄"], "boxes")),
        Answers((Answer("收费", "不收费"), Answer("多久办好", "12个工作日", "最长20个工作日"))),
        Facts((("电话", ("020-1", Run("（工作日）", "quiet"))), ("渠道", ("窗口",)))),
        merged,
        heading(2, "小节"),
        Picture(SVG, "第一步：受理。\n第二步：决定。", 80, 40, "办理流程"),
        Callout("provenance", (para("为演示而写。"),)),
        Callout("warn", (items(["注意"]),)),
        Together((Code2D("https://example.org/items/x", "扫码看网页"),)),
        PageBreak(landscape=True),
        heading(4, "跳了两级的标题"),
    )
    values: dict[str, object] = {
        "kind": "guide", "language": "zh", "title": "高龄津贴", "kicker": "服务指南", "blocks": blocks,
        "subtitle": "某区", "tags": ("YX-1", "[示例内容]"), "header": "页眉", "footer": "页脚", "author": "编制组",
        "keywords": ("老人", "津贴"), "description": "写给老人", "date": "2024-06-03", "extra": {"marks": "示例"},
    }  # fmt: skip
    return Document(**(values | more))  # type: ignore[arg-type]


COVER = Cover(
    "standard",
    "某区内部标准",
    ("Title",),
    ("ICS 03.080",),
    ("Q/A 1—2024",),
    ("2024-01-01发布", "2024-02-01实施"),
    "某区",
    "不是正式文本",
)

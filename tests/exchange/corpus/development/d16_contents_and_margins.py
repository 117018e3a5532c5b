"""A long table of contents, headers and footers that name dates and codes, captions, page and section breaks."""

from __future__ import annotations

from docx.enum.section import WD_SECTION

from tests.exchange.corpus.inline import Field, PageBreak
from tests.exchange.corpus.numbering import CLAUSES, Level
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Health management of the elderly; a WPS installation names the styles in Chinese."""
    ids = ("2", "3")
    for depth, key in enumerate(ids, 1):
        paper.rename(f"Heading {depth}", key, f"标题 {depth}")
    number = paper.numbering.add([Level(level.text, style=key) for level, key in zip(CLAUSES, ids, strict=False)])
    paper.style("目录1", key="10")
    paper.header("DB4499/T 36—2022  老年人健康管理服务规范    第3版")
    paper.footer("共", Field("NUMPAGES", "8"), "页  第", Field("PAGE", "2"), "页    打印日期：2022年10月8日")
    paper.p("ICS 11.020")
    paper.p("CCS C 01")
    paper.p("石 湾 市 地 方 标 准（演示）", align="center", size=24)
    paper.p("DB4499/T 36—2022", align="right")
    paper.p("老年人健康管理服务规范", align="center", size=26)
    paper.p("Specification of health management for the elderly", align="center")
    paper.p("2022 - 09 - 28发布", "                    ", "2022 - 11 - 01实施")
    paper.p("石湾市市场监督管理局（演示）　发 布", align="center")
    paper.p(PageBreak())
    paper.contents(
        [("前言\t", "II"), ("1 范围", "1"), ("2 规范性引用文件", "1"), ("3 术语和定义", "1"), ("4 服务对象", "1"),
         ("5 服务内容", "2"), ("5.1 生活方式和健康状况评估", "2"), ("5.2 体格检查", "2"), ("5.3 健康指导", "3"),
         ("6 服务流程", "3"), ("7 考核指标", "4"), ("参考文献", "5")]
    )  # fmt: skip
    paper.document.add_section(WD_SECTION.NEW_PAGE)
    paper.p("前    言", align="center")
    paper.p("本文件按照GB/T 1.1—2020的规定起草。")
    paper.p("本文件由石湾市卫生健康委员会（演示）提出并归口。")
    paper.p("范围", style="2", number=(number, 0))
    paper.p("本文件规定了65岁及以上老年人健康管理的服务内容、流程与考核。", style=None)
    paper.p("规范性引用文件", style="2", number=(number, 0))
    paper.p("GB/T 42195—2022  老年人能力评估规范")
    paper.p("术语和定义", style="2", number=(number, 0))
    paper.p("健康管理  health management", style="3", number=(number, 1))
    paper.p("对健康危险因素进行评估、干预和跟踪的过程。")
    paper.p("服务对象", style="2", number=(number, 0))
    paper.p("辖区内65岁及以上常住居民。居住半年以上的，不受户籍限制。")
    paper.p("服务内容", style="2", number=(number, 0))
    paper.p("生活方式和健康状况评估", style="3", number=(number, 1))
    paper.p("每年进行1次评估，内容包括吸烟、饮酒、饮食、锻炼等。")
    paper.p("体格检查", style="3", number=(number, 1))
    paper.p("每年进行1次免费体格检查，体检结果应在15个工作日内反馈。")
    paper.p("对血压异常的，2周内随访。80岁及以上老年人可上门体检。")
    paper.p("健康指导", style="3", number=(number, 1))
    paper.p("每年提供1次中医体质辨识和中医药保健指导。对空腹血糖异常的，建议在1个月内复查。")
    paper.p("服务流程", style="2", number=(number, 0))
    paper.p("预约：机构应提前3日通知老年人体检须知。")
    paper.p("建档：体检后5个工作日内更新健康档案。")
    paper.p("考核指标", style="2", number=(number, 0))
    paper.p("表", Field("SEQ 表", "1"), " 考核指标", align="center")
    paper.table(
        [["指标", "计算方法", "目标值"], ["健康管理率", "年内接受健康管理的65岁及以上人数/辖区65岁及以上常住人数×100%", "≥70%"],
         ["体检表完整率", "填写完整的体检表数/抽查的体检表数×100%", "≥90%"], ["满意率", "问卷", "≥85%"]],
        head=1,
    )  # fmt: skip
    paper.p("参考文献", align="center")
    paper.p("[1] Q/SWWS 1.002—2019 基层卫生服务术语")

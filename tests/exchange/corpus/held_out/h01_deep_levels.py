"""Automatic numbers to five levels through the list, WPS names of styles, notes and examples with their own numbering."""

from __future__ import annotations

from tests.exchange.corpus.inline import Field, PageBreak
from tests.exchange.corpus.numbering import CLAUSES, Level
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Station for the protection of minors."""
    ids = ("21", "22", "23", "24", "25")
    for depth, key in enumerate(ids, 1):
        paper.rename(f"Heading {depth}", key, f"heading {depth}")
    number = paper.numbering.add([Level(level.text, style=key) for level, key in zip(CLAUSES, ids, strict=False)])
    for depth in range(5):
        paper.tie(f"heading {depth + 1}", number, depth)
    notes = paper.numbering.add([Level("注%1：", after="nothing")])
    items = paper.numbering.add([Level("%1)", "lowerLetter"), Level("%2)", "decimal")])
    paper.header("Q/BHMZ 2.011—2023")
    paper.footer(Field("PAGE", "1"))
    paper.p("ICS 03.080.01")
    paper.p("CCS A 12")
    paper.p("Q/BHMZ 2.011—2023", align="right")
    paper.p("代替Q/BHMZ 2.011—2020", align="right")
    paper.p("未成年人保护工作站服务规范", size=26, align="center")
    paper.p("2023-09-12 发布\t2023-11-01 实施")
    paper.p("白桦区民政局（演示）\t发布")
    paper.p(PageBreak())

    def clause(depth: int, text: str) -> None:
        paper.p(text, style=ids[depth - 1])

    clause(1, "范围")
    paper.p("本文件规定了街道未成年人保护工作站的设置、服务与评价。本文件适用于白桦区各街道。")
    clause(1, "规范性引用文件")
    paper.p("下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。")
    paper.p("GB 50763  无障碍设计规范")
    paper.p("Q/BHMZ 1.002—2022  民政服务术语")
    clause(1, "术语和定义")
    paper.p("Q/BHMZ 1.002—2022界定的以及下列术语和定义适用于本文件。")
    clause(2, "重点关爱对象  key minors")
    paper.p("经评估需要持续关爱的未成年人。")
    clause(1, "设置")
    clause(2, "场地")
    clause(3, "工作站使用面积不应小于60m²，咨询室不少于1间。")
    clause(3, "工作站每周开放不应少于5天，每天不少于8小时。")
    clause(2, "人员")
    clause(3, "每个工作站应配备专职人员2名，年龄宜在22周岁至55周岁之间。")
    clause(3, "专职人员每年接受培训应不少于40学时。")
    clause(1, "服务")
    clause(2, "排查")
    clause(3, "工作站应每半年开展一次全面排查，对下列对象每月至少走访1次：")
    paper.p("不满16周岁且父母双方外出的未成年人；", number=(items, 0))
    paper.p("事实无人抚养的儿童；", number=(items, 0))
    paper.p("有不良行为的，其中：", number=(items, 0))
    paper.p("12周岁以上不满14周岁的，由心理咨询师参与；", number=(items, 1))
    paper.p("14周岁以上的，由司法社工参与。", number=(items, 1))
    paper.p("走访可与入户普查合并进行。", number=(notes, 0))
    paper.p("走访记录格式由区民政局制定。", number=(notes, 0))
    clause(2, "报告")
    clause(3, "强制报告")
    clause(4, "发现侵害的，应立即报案，最迟不超过2小时，并在24小时内书面报告区民政局。")
    clause(4, "处置分为下列情形：")
    clause(5, "需临时监护的，应当日安置，临时监护期最长1年。")
    clause(5, "需心理干预的，应在3日内首次干预，6个月内干预不少于8次。")
    paper.p("示例：某儿童被发现独自在外过夜3天，工作站按需临时监护处理。")
    clause(3, "个案建档应在接案后5个工作日内完成，建档率应为100%。")
    clause(2, "救助")
    clause(3, "申请临时生活费的，监护人应提交申请表、户口簿、监护情况说明。")
    clause(3, "临时生活费为每人每天60元，困境儿童助学金为每学年2000元。")
    clause(1, "评价")
    clause(2, "服务对象满意率应≥92%，结案率应≥85%。")
    clause(2, "区民政局应于每季度末对工作站考核1次，连续两次不合格的，30日内整改。")

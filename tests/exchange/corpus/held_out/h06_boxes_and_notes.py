"""Text boxes beside clauses, a flow of boxes, footnotes in boxes' neighbourhood and in tables, the process as a table."""

from __future__ import annotations

from tests.exchange.corpus.inline import Box, Note
from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Rehabilitation in the community."""
    paper.p("Q/BHKF 1.006—2022", align="right")
    paper.p("社区康复服务规范", align="center", size=24, bold=True)
    paper.p(Box(("2022-03-01发布 2022-04-15实施", "白桦区社区康复指导中心（演示）发布"), form="drawing"))
    paper.p("1　范围", style="Heading1")
    paper.p("本文件规定了社区康复站的服务对象、服务流程和质量要求。")
    paper.p("2　服务对象", style="Heading1")
    paper.p("2.1　0～17岁残疾儿童、18岁以上持证残疾人和术后恢复期居民。", Note("恢复期指出院后6个月内。"))
    paper.p("2.2　优先对象见方框。", Box(("低保家庭成员", "75岁以上老人", "学龄前（3～6岁）儿童"), form="both"))
    paper.p("3　服务流程", style="Heading1")
    paper.p("3.1　流程及时限：")
    paper.table(
        [
            ["序", "活动", "责任人", "完成时限", "记录"],
            ["1", "登记建档", "站务员", "当天", "登记簿"],
            [
                "2",
                Cell(["初次评估", Note("评估应由两名以上治疗师完成，历时不超过90分钟。")]),
                "治疗师",
                "3个工作日",
                "评估表",
            ],
            ["3", "制定方案", "治疗师", "评估后2个工作日", "方案书"],
            ["4", "实施训练", "治疗师", "每周3次", "训练记录"],
            ["5", Cell("中期评估、末期评估"), "评估组", "每2个月1次", "评估表"],
        ],
        head=1,
    )
    paper.p("3.2　转介", Box(("转介 → 1周内联系接收机构", "接收 → 5日内反馈"), form="vml"))
    paper.p("3.3　居民须交转介单、近期病历摘要，有残疾人证的出示残疾人证。")
    paper.p("4　收费与补助", style="Heading1")
    paper.p("4.1　训练每次收费45元，", "残疾儿童每人每年补助不超过1.8万元。", Note("2021年以前登记的仍按1.5万元执行。"))
    paper.p("4.2　辅具租借押金200元，租金1元/天，免押金的另有规定。", Note("70岁以上老人免押金。", end=True))
    paper.p("5　质量", style="Heading1")
    paper.p("5.1　训练有效率不低于75％，随访率达到九成五以上（95%）。")
    paper.p("5.2　器械每天消毒两次，每半年检修1次；发生跌倒等事件，1小时之内上报。")

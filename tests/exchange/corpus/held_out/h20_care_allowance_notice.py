"""An ordinary notice of a civil affairs office with a table of rates."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Care allowance for elders who cannot look after themselves."""
    paper.p("蓝湖区民政局（演示）", align="center", size=30)
    paper.p("蓝民演〔2023〕8号", align="center")
    paper.p("蓝湖区民政局（演示）关于提高失能老年人护理补贴标准的通知", align="center", size=22)
    paper.p("各街道办事处：")
    paper.lines(
        """
　　根据工作安排，决定提高我区失能老年人护理补贴标准。现通知如下：
　　一、补贴对象
　　本区户籍60周岁及以上、经评估为中度以上失能的低保、低收入老年人，以及80周岁及以上的失能老年人。
　　二、补贴标准
　　自2023年4月1日起，补贴标准按下表执行。
"""
    )
    paper.table(
        [
            ["失能等级", "居家（元/人·月）", "入住机构（元/人·月）"],
            ["中度", "240", "360"],
            ["重度", "420", "600"],
            ["完全", "600", "900"],
        ],
        head=1,
    )
    paper.lines(
        """
　　三、申请程序
　　（一）申请。老年人本人或家属向户籍所在社区提出申请，并提交以下材料：申请审批表、身份证、户口簿、失能等级评估报告。
　　（二）初审。社区在3个工作日内核实情况，街道在7个工作日内提出意见。
　　（三）审批。区民政局在10个工作日内审批，对不符合条件的书面说明理由。
　　（四）发放。审批通过的，自次月起发放，每月20日前到账。
　　四、有关要求
　　（一）街道应每季度核查一次补贴对象情况，每年组织一次集中复评。
　　（二）老年人死亡、迁出的，社区应在15日内报告，停发补贴。
　　（三）资金由区财政承担60%，市财政承担40%。
　　联系电话：020-00001122。
"""
    )
    paper.p("蓝湖区民政局（演示）", align="right")
    paper.p("2023年3月13日", align="right")

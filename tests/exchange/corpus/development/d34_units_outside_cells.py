"""Tables whose units stand in the title, in the sentence before, in a line of their own, or in words at the head."""

from __future__ import annotations

from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Fees and limits of a training centre."""
    paper.p("Q/QSPX 2.006—2022", align="right")
    paper.p("职业培训中心收费与办理时限标准", align="center", size=22, bold=True)
    paper.p("2022-02-15发布  2022-03-01实施")
    paper.p("青石区职业培训中心（演示）发布")
    paper.p("1 范围")
    paper.p("本标准适用于青石区职业培训中心的收费和业务办理。")
    paper.p("2 收费")
    paper.p("2.1 培训收费见表1，金额单位为元。")
    paper.p("表1 培训收费")
    paper.table([["工种", "每期", "每课时"], ["育婴员", "1600", "25"], ["电工", "2100", "35"]], head=1)
    paper.p("2.2 场地出租价格见表2。")
    paper.p("表2 场地出租价格（单位：元/小时）")
    paper.table([["场地", "平日", "周末"], ["多功能厅", "320", "480"], ["教室", "60", "90"]], head=1)
    paper.p("2.3 退费比例见表3。")
    paper.table(
        [["提出时间", "退费比例（%）"], ["开课前", "100"], ["开课后三分之一课时内", "60"], ["其他", "0"]], head=1
    )
    paper.p("3 办理时限")
    paper.p("3.1 各业务办理时限如下。")
    paper.p("单位：工作日", align="right")
    paper.table([["业务", "收件", "审核", "办结"], ["补贴申领", "1", "5", "9"], ["证书补办", "1", "2", "4"]], head=1)
    paper.p("3.2 其他业务用时：")
    paper.table(
        [
            ["业务名称", "由谁办理", "用几天", "备注"],
            ["结业证明", "教务岗", "3天", "加急当天"],
            [Cell("发票补开"), "财务岗", "5天", "跨年度的15天"],
        ],
        head=1,
    )
    paper.p("4 补贴")
    paper.p("4.1 补贴对象与上限：")
    paper.table(
        [
            ["对象", "年龄", "每人每年上限", "次数"],
            ["登记失业人员", "16～59周岁", "2400元", "每年2次"],
            ["残疾人", "16周岁以上", "3600元", "每年3次"],
        ],
        head=1,
    )

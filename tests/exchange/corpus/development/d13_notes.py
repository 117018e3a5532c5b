"""Footnotes and endnotes that hold values, in clauses and in a table cell."""

from __future__ import annotations

from tests.exchange.corpus.inline import Note
from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Legal aid."""
    paper.p("Q/QSSF 2.04—2023", align="right")
    paper.p("公共法律服务中心法律援助服务规范", align="center", size=22, bold=True)
    paper.p("2023-01-16发布    2023-02-01实施")
    paper.p("青石区司法局（演示）    发布")
    for depth, text in ((1, "1 范围"), (0, "本文件适用于青石区公共法律服务中心提供的法律援助服务。"),
                        (1, "2 规范性引用文件"), (0, "Q/QSSF 1.01—2020 公共法律服务术语"),
                        (1, "3 服务对象")):  # fmt: skip
        paper.p(text, style=f"Heading{depth}" if depth else None)
    paper.p("3.1 家庭人均月收入低于3200元的公民可申请法律援助。", Note("低收入标准按上年度公布的数额执行。"))
    paper.p("3.2 下列人员免予核查经济困难状况：")
    paper.p("a) 未成年人；", Note("指未满18周岁的公民。"))
    paper.p("b) 请求支付劳动报酬的农民工；")
    paper.p("c) 60周岁以上、无固定生活来源的老年人。")
    paper.p("4 申请与审查", style="Heading1")
    paper.p("4.1 申请人应提交法律援助申请表、身份证明、与案件有关的材料。", Note("外地申请人另交居住证明。"))
    paper.p(
        "4.2 中心应自收到申请之日起7日内审查并作出决定。", Note("材料需补正的，补正期限为5个工作日，不计入审查期限。")
    )
    paper.p("4.3 决定援助的，应在3日内指派律师，律师应在5个工作日内会见受援人。")
    paper.p(
        "4.4 对不予援助决定有异议的，可在15日内向司法局提出，司法局应在5日内审查完毕。",
        Note("审查延长的，不超过3日。", end=True),
    )
    paper.p("5 补贴", style="Heading1")
    paper.p("5.1 办案补贴见表1。")
    paper.table(
        [
            ["案件类型", "补贴（元/件）"],
            ["民事", "2400"],
            ["刑事（侦查阶段）", "1600"],
            [Cell([("行政"), Note("跨区办理的另加交通补贴200元。")]), "2600"],
        ],
        head=1,
    )
    paper.p("5.2 值班律师补贴每天300元，结案后30日内支付。")
    paper.p("6 质量", style="Heading1")
    paper.p("6.1 每年对不少于20%的案件组织同行评估，优良率不低于80%。")
    paper.p("6.2 咨询应即时解答，疑难问题在2个工作日内答复。", Note("电话咨询接听等候不超过20秒。", end=True))

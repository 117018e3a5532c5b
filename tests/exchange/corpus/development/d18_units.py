"""Money in all its spellings: 元/人·月, 万元, ranges, thousands separators, 元 in the head of a column; hours and minutes."""

from __future__ import annotations

from tests.exchange.corpus.numbering import CLAUSES
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Home care subsidy; headings by outline level only, numbers counted by Word in a list without any style."""
    number = paper.numbering.add(CLAUSES)
    paper.p("Q/YSYL 2.009-2022", align="right")
    paper.p("居家养老服务补贴与计费规范", align="center", size=22)
    paper.p("2022/7/1发布", "    ", "2022/8/1实施", align="center")
    paper.p("云杉区长者服务指导中心（演示）", " 发布", align="center")

    def chapter(text: str) -> None:
        paper.p(text, number=(number, 0), bold=True)

    def clause(text: str) -> None:
        paper.p(text, number=(number, 1))

    chapter("范围")
    paper.p("本文件适用于云杉区居家养老服务的补贴发放与费用结算。")
    chapter("补贴对象与标准")
    clause("中度失能老年人补贴400元/人·月，重度失能老年人补贴600元／人・月。")
    clause("计划生育特殊家庭老年人（女方满49周岁）补贴标准为800元/月。")
    clause("补贴资金按年度预算安排，每个街道不超过35.5万元/年，全区总额1,200万元。")
    clause("老年人自付部分为服务费的20%~30%。")
    chapter("服务计费")
    clause("服务项目与价格：")
    paper.table(
        [
            ["服务项目", "单次时长（分钟）", "价格（元/次）", "备注"],
            ["助浴", "60", "120", "两名护理员"],
            ["助洁", "90", "75", "不含高空作业"],
            ["理发", "30", "20", ""],
            ["陪诊", "120", "100", "超时按50元/小时"],
        ],
        head=1,
    )
    clause("夜间（22:00—次日6:00）服务加收30元至50元/次。")
    clause("上门交通费5公里以内不收取，超出部分每公里2元。")
    clause("护理员时薪不低于28.5元。")
    chapter("结算")
    clause("服务机构应于每月5日前提交上月结算表，街道在7个工作日内审核，区中心在1个月内拨付。")
    clause("误差超过500元的，应在48小时内核对更正。")
    clause("虚报的，扣减5000—20000元，并暂停结算3个月。")
    chapter("响应")
    clause("紧急呼叫响应时间≤30秒，应急人员到达现场时间≤20min，一般服务预约响应时间≤4h。")
    clause("服务人员迟到超过半小时的，当次服务费减收50%。")

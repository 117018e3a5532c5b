"""A standard with typed numbers in three levels, prose lists of documents, a table of fees without units in its cells."""

from __future__ import annotations

from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Day care of the elderly."""
    paper.p("ICS 03.080.30", bold=True)
    paper.p("Q/BHYL 6.003—2022", align="right", bold=True)
    paper.p("日间照料中心服务规范", align="center", size=24, bold=True)
    paper.p("2022-10-09发布", align="left")
    paper.p("2022-12-01实施", align="right")
    paper.p("白桦区养老服务协会（演示）  发布", align="center")
    for text in (
        "前言",
        "本文件由白桦区养老服务协会（演示）归口。",
        "1. 范围",
        "本文件规定了日间照料中心的接收、照料、收费与评价。",
        "2. 接收",
        "2.1. 接收对象为60岁以上、生活能够自理或者半自理的老人，患传染病的暂不接收。",
        "2.2. 入托登记",
        "2.2.1. 老人入托，由家属携带老人的户口簿、近三个月体检报告前来办理，双方签订服务协议。",
        "2.2.2. 中心须在两日内安排试托，试托以3天为宜。",
        "2.2.3. 退托应至少提早5天告知。",
        "3. 照料",
        "3.1. 每日测量血压2次，每月更新健康档案1次；90岁以上者每日测量血压3次。",
        "3.2. 药品由家属送交并填写服药委托单；护士应于服药后半小时内观察反应。",
        "3.3. 每周安排康乐活动至少5场，每季组织一次外出。",
        "3.4. 接送车误点不得多于10分钟。",
        "4. 收费",
        "4.1. 收费见下表，单位为元。",
    ):
        paper.p(text)
    paper.table(
        [
            ["项目", "按月", "按日", "备注"],
            ["托管费", "900", "50", "低保老人减半"],
            ["伙食费", "450", "20", "缺席提前1天告知可退"],
            [Cell("接送费", down=1), "200", "10", ""],
        ],
        head=1,
    )
    for text in (
        "4.2. 押金上限为一个月托管费；退款时间不长于7个工作日。",
        "5. 评价",
        "5.1. 家属满意率须高于九成二（92%），跌倒发生率须低于3‰。",
        "5.2. 消防设施每月自查，每年请专业机构检测一次。",
        "5.3. 家属来信来访，当月回复率100%。",
    ):
        paper.p(text)

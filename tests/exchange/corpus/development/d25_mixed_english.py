"""Chinese and English side by side: bilingual headings and clauses; English values repeat the Chinese ones."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Service for foreign residents."""
    paper.p("Q/YSWB 1.001—2023", align="right")
    paper.p("外籍居民社区服务规范", align="center", size=22, bold=True)
    paper.p("Community service for foreign residents", align="center")
    paper.p("发布日期 Issued: 2023-03-20", align="center")
    paper.p("实施日期 Effective: 2023-05-01", align="center")
    paper.p("发布单位 Issued by: 云杉区外事服务中心（演示） Yunshan Foreign Affairs Service Centre (demonstration)")
    for depth, text in (
        (1, "1 范围 Scope"),
        (0, "本文件规定了外籍居民社区服务的要求。This document specifies the service for foreign residents."),
        (1, "2 规范性引用文件 Normative references"),
        (0, "GB/T 10001.1 公共信息图形符号 第1部分：通用符号 Public information graphical symbols"),
        (1, "3 术语和定义 Terms and definitions"),
        (2, "3.1 涉外专窗 dedicated counter"),
        (0, "为外籍居民办理事项的窗口。Counter that serves foreign residents."),
        (1, "4 服务要求 Requirements"),
        (2, "4.1 住宿登记 Registration of residence"),
        (0, "外籍居民应在入住后24小时内办理住宿登记，携带护照和租房合同 (passport and lease)。"),
        (2, "4.2 语言服务 Language service"),
        (0, "专窗应提供英语服务，其他语种预约后2个工作日内安排翻译。Interpreters are arranged within 2 working days."),
        (2, "4.3 汉语课程 Chinese course"),
        (0, "每周开设汉语课2次，学费200元/期 (CNY 200 per term)，18岁以下学员免费。"),
        (2, "4.4 文化活动 Cultural events"),
        (0, "每季度不少于1次，参与率不低于20%。At least once a quarter."),
        (1, "5 改进 Improvement"),
        (0, "Feedback shall be answered within 5 working days. 意见应在5个工作日内答复。"),
        (0, "每年开展1次满意度调查，满意率应达到85% (85 percent)。"),
    ):
        paper.p(text, style=f"Heading{depth}" if depth else None)

"""A handbook with bullets and headings in brackets 〔〕 or with ◆, questions and answers; no clause has a number."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """A parents' handbook of an after-school club."""
    paper.p("课后托管家长手册", align="center", size=22, bold=True)
    paper.p("云杉区青少年活动中心（演示）2022年秋季", align="center")
    paper.lines(
        """
◆ 谁能来
　　● 6至12岁的小学生，住得近的优先；
　　● 双职工家庭、低保家庭优先。
◆ 怎么报名
　　● 开学前一周在线报名，三天内出结果；
　　● 报到那天请交托管协议、学生健康表，带户口簿核对。
◆ 收多少钱
　　● 每月280元，含点心；午餐另收每餐14元；
　　● 请假满5天的，按每天12元退。
◆ 孩子来了以后
　　● 下课后20分钟内接到教室，每天点名三次；
　　● 发烧的，10分钟内打电话给家长，家长最好在一小时内来接；
　　● 每两周开一次才艺课，每学期开放日2次。
〔问〕晚接怎么办？
〔答〕超过18:30的，每半小时收10元，一个月晚接不能超过三次。
〔问〕意见往哪儿提？
〔答〕打020-00009012，两个工作日内回。去年的满意率是93%，今年要做到95%以上。
"""
    )

"""Lines pasted from a printed page: begun flush left with numbers, ranges cut at the dash, materials cut in the middle."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Summer camp."""
    paper.lines(
        """
Q/YSQS 1.009-2022
青少年暑期营地服务规范
2022-05-05 发布 2022-06-20 实施
云杉区青少年活动中心（演示） 发布
第 1 页 / 共 2 页
1 范围
本文件规定了暑期营地的招收、活动、安全和收费。
2 招收
2.1 6～8周岁编入小营，9～12周岁编入中营，13～
16周岁编入大营，营员与辅导员之比不大于8∶1。
2.2 报名时由家长提交报名表、健康声明、保险单复
印件，营员带学生证报到。报名确认不迟于3个工
作日。
2.3 每个营期10天，每年暑期开营不少于4
期。
3 活动
3.1 户外活动每天不超过3小时，集合等候不超过10
分钟。
3.2 每期家长开放日不少于1次，辅导员每晚查寝2
次。
第 2 页 / 共 2 页
4 安全
4.1 营员受伤应在5
分钟内处理，20分钟内通知家长。
4.2 药品每周盘点1次，食品留样48小时，急救演练每月不少
于1次。
5 收费
5.1 营费每期1280元，低保家庭营员减免80
%；因故退营的，7日内按剩余天数每天100
元退还。
5.2 意外保险每人保额不低于20
万元。
"""
    )

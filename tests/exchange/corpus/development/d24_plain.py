"""Nothing that a program recognises: no code, no numbers before paragraphs, no styles, no table."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """A note on an activity room."""
    for text in (
        "社区活动室的一些约定",
        "活动室是大家的，谁都可以来。早上八点半开门，晚上九点关门，星期一打扫卫生不开放。",
        "来的人请在门口登记。带小孩的请看好自己的孩子，七岁以下的孩子要有大人陪着。",
        "借棋牌要押身份证，当天还。弄坏了按原价赔，麻将一副三十元，象棋一副二十元。",
        "要办集体活动的，提前三天跟值班的同志说一声，我们两天内给答复。",
        "空调每个月请人洗一次。热水器坏了的话打电话给李师傅，他半个小时能到。",
        "意见本挂在墙上，写了的我们一个星期内回。",
        "青石区某社区居民委员会（演示）",
    ):
        paper.p(text)

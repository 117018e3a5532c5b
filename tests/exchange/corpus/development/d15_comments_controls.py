"""Reviewers' comments, content controls around words and around whole sections, hidden text, a cross-reference field."""

from __future__ import annotations

from tests.exchange.corpus.inline import Comment, Control, Field, Link, Mark, Run
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Day nurseries."""
    paper.p(Control("Q/YSWJ 7.003—2023", "code"), align="right")
    paper.p(Control("托育服务质量规范", "title"), align="center", size=22, bold=True)
    paper.p(Control("2023-05-15", "issued"), "发布  ", Control("2023-06-01", "effective"), "实施", align="center")
    paper.p("云杉区卫生健康局（演示）发布", align="center")
    paper.p("1 范围", style="Heading1")
    paper.p(
        "本文件规定了托育机构的收托、照护、安全与收费要求，适用于招收",
        Comment("3岁以下", "建议改为2岁以下？"),
        "婴幼儿的托育机构。",
    )
    paper.p("2 术语和定义", style="Heading1")
    paper.p("2.1 全日托  full-day care", style="Heading2")
    paper.p("每天照护8小时的托育方式。")
    paper.p("3 收托", style="Heading1")
    with paper.control("admission"):
        paper.p(
            "3.1 乳儿班收托6～12个月婴儿，每班不超过10人；托小班收托12～24个月幼儿，每班不超过15人；托大班收托24～36个月幼儿。"
        )
        paper.p("3.2 入托时，监护人应提交婴幼儿入托申请表、预防接种证和入托健康检查表。")
        paper.p("3.3 机构应在", Control("3个工作日", "limit"), "内答复是否录取。")
    paper.p(Run("编辑注：此处原拟规定押金800元，已取消，每年检查9次的说法也不再使用。", hidden=True))
    paper.p(Mark("_Ref100"), "4 照护", style="Heading1")
    paper.p(
        "4.1 ",
        Comment("每日户外活动不少于2小时", "雨天怎么办？每周5次是否足够，请在10个工作日内答复。"),
        "，每日晨检1次、午检1次。",
    )
    paper.p("4.2 发现婴幼儿发热的，应在", Control("10分钟"), "内联系监护人。")
    paper.p("4.3 每季度应召开家长会1次，每年组织健康讲座不少于", Control("4", "number"), "次。")
    paper.p("5 安全", style="Heading1")
    paper.p("5.1 监控录像保存不少于90日。")
    paper.p(
        "5.2 除执行",
        Field("REF _Ref100 \\r \\h", "4"),
        "的要求外，每月应开展应急演练1次，见",
        Link("4.1", "_Ref100"),
        "。",
    )
    paper.p("6 收费", style="Heading1")
    paper.p(
        "6.1 普惠托位收费不高于每月",
        Comment("2800元", "发改部门意见：3000元"),
        "，伙食费每日25元，按实际出勤天数收取。",
    )
    paper.p("6.2 退托的，应在5个工作日内退还剩余费用", Run("（内部掌握：扣除手续费50元）", hidden=True), "。")
    paper.p("6.3 二孩家庭优惠10%，三孩家庭优惠20%。")

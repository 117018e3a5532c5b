"""A draft for comment out of a form: content controls as cover fields, comments, hidden remarks, no date anywhere."""

from __future__ import annotations

from tests.exchange.corpus.inline import Comment, Control, Inserted, Run
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Children's home of a community."""
    with paper.control("cover"):
        paper.p("T/BHSG ", Control("×××—202×", "code"), align="right")
        paper.p(Control("社区儿童之家运行规范"), align="center", size=24, bold=True)
        paper.p("征求意见稿", align="center")
        paper.p("202×-××-××发布　202×-××-××实施")
        paper.p("白桦区社会工作协会（演示）　发布")
    paper.p("1 范围", style="Heading1")
    paper.p("本文件规定了社区儿童之家的设施、活动与安全。")
    paper.p("2 设施", style="Heading1")
    paper.p("2.1 室内活动面积不小于", Control("50平方米"), "，距学校不超过1公里。")
    paper.p("3 服务对象", style="Heading1")
    paper.p(
        "3.1 面向辖区内",
        Comment("3周岁至14周岁", "是否放宽到18周岁？"),
        "儿童，",
        Control("3周岁"),
        "以下的由家长全程陪伴。",
    )
    paper.p(
        "3.2 首次参加活动须签署家长知情同意书、登记儿童健康信息卡。", Run("（内部：另收押金20元，暂不写）", hidden=True)
    )
    paper.p("4 活动", style="Heading1")
    paper.p("4.1 每周开放不少于", Control("4"), "次，其中周末1次；寒暑假每天开放。")
    paper.p("4.2 每月组织主题活动不少于", Control("2"), "次，每年开展亲子活动", Comment("6次以上", "建议4次"), "。")
    with paper.control("safety"):
        paper.p("5 安全", style="Heading1")
        paper.p("5.1 工作人员与儿童的比例不低于1∶8。")
        paper.p("5.2 儿童意外受伤，", Control("5分钟"), "之内通知家长，", Inserted("1个工作日内形成书面报告。"))
        paper.p("5.3 每季度全面排查安全隐患", Control("一"), "次，隐患", Comment("三天内", "或当天"), "整改到位。")
    paper.p("6 经费", style="Heading1")
    paper.p("6.1 区级补助每个儿童之家每年", Control("3万元", "money"), "，街道按不低于1:0.5配套。")
    paper.p("6.2 志愿者交通补贴每次不超过", Control("30"), "元。")
    paper.p("7 评估", style="Heading1")
    paper.p(
        "7.1 每两年评估一次，得分率", Control("85%"), "以上的为示范点，示范点给予一次性奖励", Control("5000元"), "。"
    )
    paper.p(Run("备忘：原稿第7.2条每年抽查40%已删。", hidden=True))

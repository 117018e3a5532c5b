"""Words in text boxes: as new Word writes them (with a second copy for old readers), as DrawingML only, as pure VML."""

from __future__ import annotations

from tests.exchange.corpus.inline import Box
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Opening of sports venues."""
    paper.p(Box(("云杉区体育服务标准（演示）", "Q/YSTY 3.01—2022"), form="both"))
    paper.p("公共体育场馆开放服务规范", align="center", size=24, bold=True)
    paper.p(Box(("2022-05-20发布", "2022-07-01实施"), form="vml"))
    paper.p("云杉区体育发展中心（演示）发布", align="center")
    paper.p("1 范围", bold=True)
    paper.p("本文件规定了公共体育场馆开放的时间、收费、安全与服务要求。")
    paper.p("2 术语和定义", bold=True)
    paper.p("2.1 低免开放", bold=True)
    paper.p("以低于成本的价格或免费向公众开放。")
    paper.p("3 开放要求", bold=True)
    paper.p("3.1 场馆应全年开放，每周开放时间不少于35小时。")
    paper.p("3.2 下列人员免费入场：", Box(("70周岁以上老年人", "残疾人", "身高1.4米以下儿童"), form="both"))
    paper.p(
        "3.3 因维修停止开放的，应提前7日公告。", Box(("停止开放超过30日的，应报区体育发展中心备案。",), form="drawing")
    )
    paper.p("4 收费", bold=True)
    paper.p("4.1 收费标准见下框。", Box(("羽毛球：每小时20元", "乒乓球：每小时10元", "游泳：25元/场"), form="vml"))
    paper.p("4.2 学生、60周岁至69周岁老年人按收费标准的50%收取。")
    paper.p("4.3 退订应在开场前2小时提出，费用在3个工作日内原路退回。")
    paper.p("5 安全", bold=True)
    paper.p("5.1 游泳池水质每日检测不少于2次，设施设备每季度全面检查1次。")
    paper.p("5.2 14周岁以下未成年人游泳应有成年人陪同。")
    paper.p("5.3 突发事件应急处置流程：", Box(("发现 → 3分钟内到场", "处置 → 30分钟内报告", "复盘 → 2个工作日内形成书面材料"),
                                               form="both"))  # fmt: skip
    paper.p("6 评价", bold=True)
    paper.p("6.1 群众满意率应达到88%以上，投诉办结率应达到100%。")

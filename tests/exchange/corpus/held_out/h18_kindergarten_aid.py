"""An ordinary internal standard with built-in headings, lists, two tables and an annex; nothing unusual."""

from __future__ import annotations

from tests.exchange.corpus.numbering import CLAUSES, LETTERS, Level
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Inclusive kindergarten places."""
    number = paper.numbering.add(
        [Level(level.text, style=f"Heading{depth}") for depth, level in enumerate(CLAUSES[:3], 1)]
    )
    for depth in range(3):
        paper.tie(f"Heading {depth + 1}", number, depth)
    letters = paper.numbering.add(LETTERS)
    paper.p("ICS 03.180")
    paper.p("CCS A 18")
    paper.p("Q/LHJY 1.008—2023", align="right")
    paper.p("学前教育普惠学位服务规范", size=26, align="center")
    paper.p("2023-03-30 发布", "\t", "2023-09-01 实施")
    paper.p("蓝湖区教育局（演示）  发布")
    paper.p("范围", style="Heading1")
    paper.p("本文件规定了学前教育普惠学位的申请、录取、收费与监督，适用于蓝湖区普惠性幼儿园。")
    paper.p("规范性引用文件", style="Heading1")
    paper.p("本文件没有规范性引用文件。")
    paper.p("术语和定义", style="Heading1")
    paper.p("普惠学位  inclusive place", style="Heading2")
    paper.p("由财政补助、执行政府指导价的幼儿园学位。")
    paper.p("申请", style="Heading1")
    paper.p("条件", style="Heading2")
    paper.p("年满3周岁、未满6周岁的幼儿，可申请普惠学位。", style="Heading3")
    paper.p("多孩家庭的幼儿可申请同园就读。", style="Heading3")
    paper.p("材料", style="Heading2")
    paper.p("监护人应提供以下材料：")
    for text in ("户口簿或居住证；", "预防接种证；", "不动产权证书或租赁合同；", "优抚对象另提供优待证。"):
        paper.p(text, number=(letters, 0))
    paper.p("出生日期、亲子关系由系统核验，不应要求提供出生医学证明。")
    paper.p("录取", style="Heading1")
    paper.p("区教育局应在报名截止后10个工作日内公布录取结果，家长应在5日内确认。", style="Heading2")
    paper.p("未录取的，应在20日内完成统筹安排。", style="Heading2")
    paper.p("收费与补助", style="Heading1")
    paper.p("保教费标准见表1。")
    paper.table(
        [["幼儿园等级", "保教费（元/月）", "伙食费（元/天）"], ["一级", "850", "18"], ["二级", "700", "16"]],
        head=1,
    )
    paper.p("财政生均补助每年4200元，困难家庭幼儿减免保教费的50%。")
    paper.p("监督", style="Heading1")
    paper.p("区教育局应每学期对收费检查1次，每年公布检查结果。", style="Heading2")
    paper.p("家长满意率应不低于92%，投诉应在7个工作日内办结。", style="Heading2")
    paper.p("附录A", align="center")
    paper.p("（规范性）", align="center")
    paper.p("录取办理环节", align="center")
    paper.table(
        [
            ["环节", "岗位", "内容", "办理时限"],
            ["登记", "幼儿园招生岗", "核对信息", "1个工作日"],
            ["复核", "教育局学前岗", "比对户籍、房产", "4个工作日"],
            ["公示", "教育局学前岗", "网站公示", "3日"],
            ["录取", "幼儿园招生岗", "发放通知书", "2个工作日"],
        ],
        head=1,
    )

"""Items and lines that begin with a number and its unit: under automatic numbers, typed ones, and after a clause number."""

from __future__ import annotations

from tests.exchange.corpus.numbering import CLAUSES, DASHES, Level
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Priority in a clinic."""
    number = paper.numbering.add(
        [Level(level.text, style=f"Heading{depth}") for depth, level in enumerate(CLAUSES[:2], 1)]
    )
    paper.tie("Heading 1", number, 0)
    paper.tie("Heading 2", number, 1)
    brackets = paper.numbering.add([Level("（%1）", "chineseCounting", after="nothing"), Level("%1）")])
    letters = paper.numbering.add([Level("%1)", "lowerLetter")])
    dashes = paper.numbering.add(DASHES)
    paper.p("Q/YSWJ 8.002—2023", align="right")
    paper.p("社区门诊优先服务规范", align="center", size=22, bold=True)
    paper.p("2023-07-03发布　2023-08-01实施")
    paper.p("云杉区社区卫生协会（演示）发布")
    for style, text in (("Heading1", "范围"), (None, "本文件规定了社区门诊的优先服务。"), ("Heading1", "优先对象"),
                        ("Heading2", "下列人员优先就诊：")):  # fmt: skip
        paper.p(text, style=style)
    for text in ("70岁以上老年人；", "3岁以下婴幼儿及其监护人；", "14周岁以上未满18周岁独自就诊的学生。"):
        paper.p(text, number=(letters, 0))
    paper.p("时限", style="Heading1")
    paper.p("优先服务的时限：", style="Heading2")
    for text in ("15分钟内安排首诊；", "2小时内出具常规检验结果；", "3个工作日内答复用药咨询。"):
        paper.p(text, number=(dashes, 0))
    paper.p("24小时内未取报告的，由护士电话提醒，每日提醒不超过2次。", style="Heading2")
    paper.p("费用", style="Heading1")
    paper.p("下列费用减免：", style="Heading2")
    paper.p("50%减免挂号费，适用于：", number=(brackets, 0))
    paper.p("60周岁以上老年人；", number=(brackets, 1))
    paper.p("2类以上慢性病签约居民。", number=(brackets, 1))
    paper.p("30元以内的换药费全免。", number=(brackets, 0))
    paper.p("评价", style="Heading1")
    paper.p("90%以上的优先对象应对服务表示满意。", style="Heading2")
    paper.p("1年内至少开展2次演练。", style="Heading2")
    paper.p("要求：", style="Heading2")
    paper.p("1）5个工作日内公布测评结果；")
    paper.p("2）3次以上投诉同一科室的，10日内提出整改方案。")

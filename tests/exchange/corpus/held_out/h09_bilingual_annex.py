"""A bilingual standard whose English stands in paragraphs of its own, with a bilingual table and an annex."""

from __future__ import annotations

from tests.exchange.corpus.numbering import CLAUSES, Level
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Adult learning centre."""
    number = paper.numbering.add(
        [Level(level.text, style=f"Heading{depth}") for depth, level in enumerate(CLAUSES[:2], 1)]
    )
    paper.tie("Heading 1", number, 0)
    paper.tie("Heading 2", number, 1)
    paper.p("ICS 03.180")
    paper.p("CCS A 18")
    paper.p("Q/BHJY 4.003—2021", align="right")
    paper.p("社区学习中心服务规范", style="Title")
    paper.p("Service specification for community learning centres", style="Subtitle")
    paper.p("2021-11-08 发布 Issued", "　　", "2022-01-01 实施 Effective")
    paper.p("白桦区教育局（演示） 发布")
    for depth, zh, en in (
        (1, "范围  Scope", ""),
        (0, "本文件规定了社区学习中心的招生、教学与评价。", "This document covers enrolment, teaching and evaluation."),
        (1, "规范性引用文件  Normative references", ""),
        (0, "GB 2894  安全标志及其使用导则", ""),
        (1, "术语和定义  Terms and definitions", ""),
        (2, "学分银行  credit bank", ""),
        (0, "积累、转换学习成果的制度。", "Scheme that accumulates and converts learning outcomes."),
        (1, "招生  Enrolment", ""),
        (2, "学员条件  Learners", ""),
        (0, "18周岁以上居民均可报名，老年班招收55至75周岁学员。", "Residents aged 18 or over may enrol."),
        (2, "报名  Application", ""),
        (0, "报名须提供身份证件、一张一寸照片、学历证书（专升本班）。", "Bring your ID and a photo."),
        (0, "报名后3个工作日内发出录取通知，开课前7日可全额退费。", "Notice of admission is sent in 3 working days."),
        (1, "教学  Teaching", ""),
        (2, "课程  Courses", ""),
        (0, "每学期开课不少于30门次，每周上课2次，每次90分钟。", "Two sessions a week, 90 minutes each."),
        (2, "费用  Fees", ""),
        (0, "学费见表1，65周岁以上学员减免50%。", "Tuition is set out in Table 1."),
    ):
        paper.p(zh, style=f"Heading{depth}" if depth else None)
        if en:
            paper.p(en)
    paper.table(
        [
            ["课程 Course", "学费 Tuition (元/学期)", "材料费 Materials (元)"],
            ["书法 Calligraphy", "160", "40"],
            ["声乐 Singing", "180", "-"],
            ["智能手机 Smartphone", "免费 Free", "-"],
        ],
        head=1,
    )
    paper.p("评价  Evaluation", style="Heading1")
    paper.p("每学期末测评1次，学员满意率不低于90%，巩固率不低于80%。")
    paper.p("Complaints: 投诉应在5 working days（5个工作日）内答复。")
    paper.p("附录A", align="center")
    paper.p("（资料性）", align="center")
    paper.p("教室配置  Classroom equipment", align="center")
    paper.p("A.1  每间教室应配备急救箱1个，药品每季度检查1次。")
    paper.p("A.2  投影设备故障应在2小时内修复。")

"""A long local standard in an institute's template: frames on the cover, unnumbered titles of annexes, limits in a table."""

from __future__ import annotations

from tests.exchange.corpus.inline import Field, PageBreak
from tests.exchange.corpus.numbering import CLAUSES, Level
from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """University of the third age."""
    ids = ("b1", "b2", "b3")
    number = paper.numbering.add([Level(level.text, style=key) for level, key in zip(CLAUSES, ids, strict=False)])
    for depth, (name, key) in enumerate(
        zip(("标准文件_章标题", "标准文件_一级条标题", "标准文件_二级条标题"), ids, strict=True)
    ):
        paper.style(name, key=key, level=depth, number=(number, depth))
    annex = paper.numbering.add(
        [Level("附　录　%1", "upperLetter", style="n0"), Level("%1.%2", style="n1"), Level("%1.%2.%3", style="n2")]
    )
    paper.style("标准文件_附录标识", key="n0", number=(annex, 0), level=0)
    paper.style("标准文件_附录一级条标题", key="n1", number=(annex, 1))
    paper.style("标准文件_附录二级条标题", key="n2", number=(annex, 2))
    text = paper.style("标准文件_段", key="bd")
    letters = paper.numbering.add([Level("%1)", "lowerLetter", style="l1"), Level("%2)", "decimal", style="l2")])
    paper.style("标准文件_字母编号列项", key="l1", number=(letters, 0))
    paper.style("标准文件_数字编号列项", key="l2", number=(letters, 1))

    for line in (
        "ICS 03.180",
        "CCS A 18",
        "DB9901",
        "枫 桥 市 地 方 标 准（演示）",
        "DB9901/T 58—2023",
        "代替 DB9901/T 58—2018",
    ):
        paper.p(line, frame=True)
    paper.p("社区老年大学办学服务规范", frame=True, size=26)
    paper.p("Specification for service of community universities of the third age", frame=True)
    paper.p("2023 - 08 - 04 发布", frame=True)
    paper.p("2023 - 09 - 15 实施", frame=True)
    paper.p("枫桥市市场监督管理局（演示）   发 布", frame=True)
    paper.p(PageBreak())
    paper.header("DB9901/T 58—2023")
    paper.footer(Field("PAGE", "I"))
    paper.contents([("1  范围", "1"), ("2  规范性引用文件", "1"), ("3  术语和定义", "1"), ("4  总则", "1"), ("5  招生", "2"),
                    ("6  教学", "2"), ("7  保障", "3"), ("附录A（规范性）  办学时限", "4"), ("附录B（资料性）  收费参考", "5"),
                    ("参考文献", "6")])  # fmt: skip
    paper.p("前    言", align="center")
    paper.p(
        "本文件代替DB9901/T 58—2018《社区老年学校服务规范》，与DB9901/T 58—2018相比，主要技术变化如下：", style=text
    )
    paper.p("a) 更改了学员年龄要求（见5.1，2018年版的4.1）；", style=text)
    paper.p("b) 增加了办学时限（见附录A）。", style=text)
    paper.p("本文件由枫桥市教育局（演示）提出并归口。", style=text)
    paper.p(
        "本文件及其所代替文件的历次版本发布情况为：2018年首次发布为DB9901/T 58—2018，本次为第一次修订。", style=text
    )
    for depth, line in (
        (1, "范围"),
        (0, "本文件规定了社区老年大学的总则、招生、教学和保障要求。"),
        (0, "本文件适用于枫桥市行政区域内街道、社区举办的老年大学（学校）。"),
        (1, "规范性引用文件"),
        (
            0,
            "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，仅该日期对应的版本适用于本文件。",
        ),
        (0, "GB/T 10001.1  公共信息图形符号  第1部分：通用符号"),
        (0, "GB 50763—2012  无障碍设计规范"),
        (1, "术语和定义"),
        (0, "下列术语和定义适用于本文件。"),
        (2, "社区老年大学  community university of the third age"),
        (0, "由街道、社区举办的面向老年人的非学历教育机构。"),
        (2, "班级自治  class self-management"),
        (0, "由学员推选代表参与班级管理的方式。"),
        (1, "总则"),
        (0, "应坚持就近、普惠的原则，每个街道至少设置1所。"),
        (1, "招生"),
        (2, "对象"),
        (0, "应面向50周岁以上居民招生，80周岁以上学员应由家属签字确认。"),
        (2, "程序"),
        (0, "报名时应提供下列材料："),
        (4, "学员登记表；"),
        (4, "身份证件复印件；"),
        (4, "健康状况承诺书，其中："),
        (5, "有慢性病的附病史说明；"),
        (5, "有紧急联系人的附联系卡。"),
        (0, "招生简章应于开学前20日公布，各环节时限应符合附录A。"),
        (1, "教学"),
        (2, "组织"),
        (3, "教学计划"),
        (0, "每学期教学应不少于16周，每周授课不少于1次。"),
        (3, "班额"),
        (0, "每班不宜超过40人，师生比不低于1:40。"),
        (2, "教学检查"),
        (0, "应每月听课不少于2次，每学期召开学员代表座谈会1次～2次。"),
        (1, "保障"),
        (2, "安全"),
        (0, "应急广播应每周试播1次，紧急疏散演练每半年开展1次。学员突发疾病的，应在3 min内启动急救。"),
        (2, "经费"),
        (0, "财政补助每学员每学年不低于180元，收费见附录B。学员自付比例不高于40%。"),
        (2, "评价"),
        (0, "学员满意度不低于90%，对意见建议的回复时间不超过5个工作日。"),
    ):
        style = {0: text, 4: "l1", 5: "l2"}.get(depth) or ids[depth - 1]
        paper.p(line, style=style)
    paper.p("", style="n0")
    paper.p("（规范性）", align="center")
    paper.p("办学时限", align="center")
    paper.p("时限要求", style="n1")
    paper.p("办学各环节的时限应符合表A.1。", style=text)
    paper.p("表A.1  办学时限", align="center")
    paper.table(
        [
            [Cell("环节", down=2), Cell("时限", across=2)],
            ["一般情形", "特殊情形"],
            ["报名审核", "3个工作日", "5个工作日"],
            ["退费", "7个工作日", "15个工作日"],
            ["结业证发放", "1个月", "—"],
        ],
        head=2,
    )
    paper.p("计算", style="n1")
    paper.p("时限自受理次日起算，遇法定节假日顺延。", style=text)
    paper.p("", style="n0")
    paper.p("（资料性）", align="center")
    paper.p("收费参考", align="center")
    paper.p("学费", style="n1")
    paper.p("普通班每学期80元至150元，提高班每学期200元。", style=text)
    paper.p("减免", style="n1")
    paper.p("低保对象", style="n2")
    paper.p("凭低保证免收学费，材料费减半（50%）。", style=text)
    paper.p("参 考 文 献", align="center")
    paper.p("[1]  GB/T 1.1—2020  标准化工作导则  第1部分：标准化文件的结构和起草规则")

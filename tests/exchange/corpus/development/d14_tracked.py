"""A draft under revision: tracked insertions, deletions, moves, a deleted paragraph, an inserted one, rows of a table."""

from __future__ import annotations

from tests.exchange.corpus.inline import Deleted, Inserted, MovedFrom, MovedTo
from tests.exchange.corpus.paper import Paper

FILE = "特困人员供养（修订标记版）.docx"


def write(paper: Paper) -> None:
    """Support of destitute persons."""
    paper.p("Q/QSMZ 3.05—", Deleted("2019"), Inserted("2023"), align="right")
    paper.p("特困人员救助供养服务规范", align="center", size=22, bold=True)
    paper.p(
        Deleted("2019-03-01"), Inserted("2023-08-21"), "发布　　", Deleted("2019-04-01"), Inserted("2023-10-01"), "实施"
    )
    paper.p("青石区民政局（演示）发布")
    paper.p("1 范围", style="Heading1")
    paper.p("本文件规定了特困人员救助供养的对象、标准、服务与监督。")
    paper.p("2 对象", style="Heading1")
    paper.p(
        "2.1 ",
        Deleted("65"),
        Inserted("60"),
        "周岁以上的老年人，无劳动能力、无生活来源、无法定赡养义务人的，应纳入供养。",
    )
    paper.p(
        "2.2 未满",
        Deleted("16"),
        Inserted("18"),
        "周岁的未成年人，",
        Inserted("父母均无履行义务能力的，"),
        "应纳入供养。",
    )
    paper.p("3 标准", style="Heading1")
    paper.p("3.1 基本生活标准为每人每月", Deleted("1420"), Inserted("1930"), "元。")
    paper.p("3.2 照料护理标准见表1。")
    paper.table(
        [
            ["自理能力", "护理标准（元/月）"],
            ["全自理", "46"],
            ["半护理", "690"],
            ["全护理（旧）", "1150"],
            ["全护理", "1380"],
        ],
        head=1,
        deleted=(3,),
        inserted=(4,),
    )
    paper.p(Deleted("3.3 每年发放过节费200元。"), tracked="deleted")
    paper.p(Inserted("3.3 春节、中秋发放慰问金每次500元。"), tracked="inserted")
    paper.p("4 服务", style="Heading1")
    paper.p("4.1 照料人每", Deleted("周"), Inserted("日"), "探视不少于", Deleted("2"), Inserted("1"), "次。")
    paper.p(
        "4.2 患病的，应在",
        Deleted("24"),
        Inserted("12"),
        "小时内送医。",
        MovedFrom("住院期间安排陪护，每日补助180元。"),
    )
    paper.p("4.3 ", MovedTo("住院期间安排陪护，每日补助180元。"))
    paper.p("5 办理", style="Heading1")
    paper.p("5.1 申请人应提交申请书、身份证", Deleted("、户口簿"), Inserted("、残疾人证（残疾人）"), "。")
    paper.p("5.2 街道应在", Deleted("20"), Inserted("15"), "个工作日内提出初审意见，区民政局应在", Deleted("20"), Inserted("10"),
            "个工作日内确认。")  # fmt: skip
    paper.p("6 监督", style="Heading1")
    paper.p(
        "6.1 区民政局每半年", Inserted("至少"), "入户抽查1次，抽查比例不低于", Deleted("10%"), Inserted("30%"), "。"
    )

"""A standard in GB/T 1.1 form: the built-in heading styles carry automatic numbers of several levels; a table of contents."""

from __future__ import annotations

from tests.exchange.corpus.inline import Field, PageBreak
from tests.exchange.corpus.numbering import CLAUSES, DASHES, LETTERS, Level
from tests.exchange.corpus.paper import Paper

FILE = "老年人助餐服务规范.docx"


def write(paper: Paper) -> None:
    """Elder meals."""
    styled = [Level(level.text, style=f"Heading{depth}") for depth, level in enumerate(CLAUSES[:3], 1)]
    number = paper.numbering.add(styled)
    letters = paper.numbering.add(LETTERS)
    dashes = paper.numbering.add(DASHES)
    for depth in range(3):
        paper.tie(f"Heading {depth + 1}", number, depth)
    paper.header("Q/QSYS 3.007—2022")
    paper.footer("第 ", Field("PAGE", "3"), " 页")

    paper.p("ICS 03.080.99", bold=True)
    paper.p("CCS A 12", bold=True)
    paper.p("青石区基本公共服务标准（演示）", size=26, align="center")
    paper.p("Q/QSYS 3.007—2022", align="right")
    paper.p("代替 Q/QSYS 3.007—2019", align="right")
    paper.p("老年人助餐服务规范", size=26, bold=True, align="center")
    paper.p("Specification for meal service of older persons", align="center")
    paper.p("2022-03-18发布", "\t", "2022-05-01实施")
    paper.p("青石区演示编制组 发布", align="center")
    paper.p(PageBreak())
    paper.contents(
        [
            ("前言", "II"), ("1  范围", "1"), ("2  规范性引用文件", "1"), ("3  术语和定义", "1"), ("4  服务对象", "2"),
            ("5  服务要求", "2"), ("5.1  供餐", "2"), ("5.2  送餐", "2"), ("6  补贴", "3"), ("7  服务流程", "3"),
            ("8  监督与改进", "4"),
        ]
    )  # fmt: skip
    paper.p("前  言", size=16, align="center")
    paper.p("本文件按照GB/T 1.1—2020给出的规则起草。")
    paper.p("本文件代替Q/QSYS 3.007—2019，与Q/QSYS 3.007—2019相比，主要变化为：增加了送餐上门的要求。")
    paper.p("本文件由青石区民政局（演示）提出。")
    paper.p("本文件由青石区标准化试点创建办公室（演示）归口。")
    paper.p("本文件起草单位：青石区民政局（演示）、青石区长者服务中心（演示）。")
    paper.p("老年人助餐服务规范", size=16, bold=True, align="center")

    def heading(depth: int, text: str) -> None:
        paper.p(text, style=f"Heading{depth}")

    heading(1, "范围")
    paper.p("本文件规定了老年人助餐服务的服务对象、服务要求、补贴、服务流程以及监督与改进。")
    paper.p("本文件适用于本区各街道长者饭堂为60周岁及以上老年人提供的助餐服务。")
    heading(1, "规范性引用文件")
    paper.p("下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，仅该日期对应的版本"
            "适用于本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。")  # fmt: skip
    paper.p("GB 5749  生活饮用水卫生标准")
    paper.p("GB 31654—2021  食品安全国家标准 餐饮服务通用卫生规范")
    paper.p("GB/T 10001.1  公共信息图形符号 第1部分：通用符号")
    heading(1, "术语和定义")
    paper.p("下列术语和定义适用于本文件。")
    heading(2, "长者饭堂  elder canteen")
    paper.p("由街道设置或认定，为老年人提供配餐、堂食、送餐服务的场所。")
    heading(2, "助餐员  meal assistant")
    paper.p("经培训合格，从事分餐、送餐、看护用餐的工作人员。")
    heading(1, "服务对象")
    paper.p("在本区居住的60周岁及以上老年人可在任一长者饭堂用餐，不应附加户籍条件。")
    paper.p("80周岁及以上老年人、失能老年人可申请送餐上门。")
    heading(1, "服务要求")
    heading(2, "供餐")
    paper.p("每餐应有主食、荤菜、素菜和汤，一周内菜式不重复。", number=(number, 2))
    paper.p("堂食等候时间不应超过15分钟。", number=(number, 2))
    paper.p("餐品应留样，留样量不少于125克，留样时间不少于48小时。", number=(number, 2))
    heading(2, "送餐")
    paper.p("送餐应符合下列要求：")
    paper.p("午餐应在12时30分前送达，自出餐至送达不超过60分钟；", number=(letters, 0))
    paper.p("送餐箱应每日消毒1次；", number=(letters, 0))
    paper.p("连续两次无人应门的，助餐员应在30分钟内联系紧急联系人。", number=(letters, 0))
    heading(2, "探访")
    paper.p("对独居老年人，送餐时应观察其身体状况，每周不少于2次；发现异常的：")
    paper.p("立即报告社区居民委员会；", number=(dashes, 0))
    paper.p("24小时内回访。", number=(dashes, 0))
    heading(1, "补贴")
    paper.p("就餐补贴按表1执行。")
    paper.p("表", Field("SEQ 表 \\* ARABIC", "1"), "  就餐补贴标准", align="center", style="Caption")
    paper.table(
        [
            ["对象", "补贴标准", "说明"],
            ["60周岁～79周岁", "2元/餐", "每日限1餐"],
            ["80周岁及以上", "4元/餐", "每日限1餐"],
            ["特困老年人", "全额，最高15元/餐", "每日限2餐"],
        ],
        head=1,
    )
    paper.p("送餐服务费为每次3元，由老年人负担1元，区财政补贴2元。")
    heading(1, "服务流程")
    heading(2, "申请")
    paper.p("申请补贴的老年人应提交下列材料：")
    again = paper.numbering.again(letters)
    paper.p("本人身份证；", number=(again, 0))
    paper.p("长者助餐申请表；", number=(again, 0))
    paper.p("失能老年人另交老年人能力评估报告。", number=(again, 0))
    heading(2, "受理与核定")
    paper.p("街道公共服务办公室应当场受理，材料不齐的应一次性告知。", number=(number, 2))
    paper.p("街道公共服务办公室应自受理之日起5个工作日内核定补贴类别，并在2个工作日内告知申请人。", number=(number, 2))
    heading(1, "监督与改进")
    paper.p("区民政局应每季度对长者饭堂检查一次，每年开展1次满意度测评，满意度不应低于90%。", number=(number, 1))
    paper.p("投诉应在3个工作日内答复，投诉处理率应达到100%。", number=(number, 1))

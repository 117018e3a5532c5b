"""Tables with cells across several columns and rows, heads of two rows, a limit in a table, and a table in a table."""

from __future__ import annotations

from tests.exchange.corpus.inline import Part, Run
from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Subsidies for homes for the elderly."""
    paper.p("Q/QSMZ 5.2—2022", align="right")
    paper.p("养老机构资助与评定标准", align="center", size=22, bold=True)
    paper.p("青石区民政局（演示）2022年1月10日发布，2022年2月1日实施", align="center")
    paper.p("1 范围", style="Heading1")
    paper.p("本标准规定了养老机构资助的种类、额度、办理时限和等级评定的要求，适用于青石区内依法登记的养老机构。")
    paper.p("2 规范性引用文件", style="Heading1")
    paper.p("GB/T 35796—2017 养老机构服务质量基本规范")
    paper.p("GB 38600—2019 养老机构服务安全基本规范")
    paper.p("3 资助", style="Heading1")
    paper.p("3.1 资助额度", style="Heading2")
    paper.p("资助额度见表1。")
    paper.p("表1 资助额度", align="center")
    paper.table(
        [
            [Cell("资助种类", down=2), Cell("对象", down=2), Cell("标准（元/床）", across=2), Cell("发放次数", down=2)],
            ["自有产权", "租赁"],
            [Cell("新增床位资助", down=2), "非营利性机构", "15000", "8000", "一次性"],
            ["营利性机构", "10000", "5000", "一次性"],
            [Cell("护理补贴", across=2), Cell("每床每月200元", across=2), "每季度发放1次"],
        ],
        head=2,
    )
    paper.p("3.2 办理时限", style="Heading2")
    paper.p("各环节的时限见表2。")
    paper.p("表2 办理时限", align="center")
    bold: list[Part] = [Run("合计", bold=True)]
    paper.table(
        [
            ["环节", "责任部门", "时限（工作日）"],
            ["受理", "街道办事处", "2"],
            ["现场核查", "区民政局", "8"],
            ["公示", "区民政局", "5"],
            ["资金拨付", "区财政局", "10"],
            [Cell(bold, across=2), "25"],
        ],
        head=1,
    )
    paper.p("3.3 申请材料", style="Heading2")
    paper.p("申请资助的机构应提交以下材料，见表3。")
    paper.table(
        [
            ["类别", "材料"],
            [Cell("基本材料", down=2), "资助申请表"],
            ["养老机构备案回执"],
            [Cell("补充材料"), Cell(("按资助种类另交：", "房屋租赁合同（租赁的）"))],
        ],
        head=1,
    )
    paper.p("4 等级评定", style="Heading1")
    paper.p("4.1 评定每3年进行1次，有效期内每年复核1次。")
    paper.p("4.2 评定内容及权重见表4。")
    paper.table(
        [
            ["项目", "内容"],
            [
                "服务质量",
                Cell("分项要求如下：", inner=(("指标", "要求"), ("压疮发生率", "≤5%"), ("家属满意率", "≥85%"))),
            ],
            ["人员配置", "护理员与失能老年人之比不低于1∶3，护理员年龄18周岁至60周岁"],
            ["安全管理", "消防演练每半年不少于1次，夜间巡查每2小时1次"],
        ],
        head=1,
    )
    paper.p("4.3 评定结果应在结束后10个工作日内公布，机构有异议的可在5个工作日内提出复核。")

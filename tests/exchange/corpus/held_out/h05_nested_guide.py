"""A guide in one large table with merged cells of every sort and tables inside cells; a second table of fees."""

from __future__ import annotations

from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Registration of adoption."""
    paper.p("办事指南", align="center", size=24, bold=True)
    paper.table(
        [
            [Cell("收养登记", across=4)],
            ["指南编号", "BH-MZ-031", "更新日期", "2023-02-14"],
            [Cell("申请条件", down=3), "收养人", Cell("年满30周岁，无子女或者只有一名子女，有抚养能力", across=2)],
            ["被收养人", Cell("未满18周岁，丧失父母或查找不到生父母的未成年人", across=2)],
            ["特别规定", Cell("无配偶者收养异性子女的，年龄应相差40周岁以上", across=2)],
            [
                "需带材料",
                Cell(
                    "按下表准备，复印件统一用A4纸：",
                    across=3,
                    inner=(
                        ("材料", "份数", "说明"),
                        ("收养登记申请书", "1", "窗口填写"),
                        ("收养人户口簿和身份证", "各1", "复印件"),
                        ("收养人体检报告", "1", "县级以上医院，6个月内有效"),
                        ("2寸合影照片", "3张", "收养人与被收养人"),
                    ),
                ),
            ],
            [Cell("办理时间", down=2), "受理后", "审查", "30日"],
            ["其中", "公告（查找生父母）", "60日，不计入办理时间"],
            ["评估", Cell("民政部门委托的评估机构自接受委托之日起60日内完成收养评估，融合期不少于30日", across=3)],
            [
                "费用",
                Cell(
                    "", across=3, inner=(("项目", "金额（元）"), ("登记费", "0"), ("公告费", "300"), ("证件补领", "9"))
                ),
            ],
            ["咨询", Cell("电话020-00007788，工作日8:30-12:00、14:30-17:30，传真020-00007789", across=3)],
        ]
    )
    paper.p(
        "白桦区婚姻家庭服务中心（演示）编。说明：登记后每年回访一次，连续回访三年；对回访中发现的问题应在10个工作日内反馈。"
    )

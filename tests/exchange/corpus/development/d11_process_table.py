"""The process as a table (环节, 岗位, 工作内容, 时限), Chinese numerals in chapters, numbers in the style of a firm."""

from __future__ import annotations

from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Registration of unemployment."""
    paper.p("青石区就业服务标准（演示）", align="center")
    paper.p("失业登记与就业援助工作规程", align="center", size=22, bold=True)
    paper.p("编号：Q/QSRS 4.11—2021", align="center")
    paper.p("发布单位：青石区就业服务中心（演示）", align="center")
    paper.p("发布日期：2021年9月30日", align="center")
    paper.p("实施日期：2021年11月1日", align="center")
    paper.p("1、范围", style="Heading1")
    paper.p("本规程适用于青石区各街道公共就业服务机构办理失业登记和提供就业援助。")
    paper.p("2、服务对象", style="Heading1")
    paper.p("2.1、年满16周岁、未达到法定退休年龄，有劳动能力、有就业要求、处于无业状态的城镇常住人员。")
    paper.p("2.2、就业困难人员指女满40周岁、男满50周岁的失业人员，以及连续失业1年以上的人员。")
    paper.p("3、办理流程", style="Heading1")
    paper.p("3.1、失业登记按表1办理。")
    paper.table(
        [
            ["环节", "岗位", "工作内容", "时限"],
            ["申请受理", "窗口受理岗", "查验身份证、社会保障卡，录入信息", "即时"],
            ["信息核验", "就业登记岗", "核对参保、工商登记数据", "1个工作日"],
            ["审核", "审核岗", "确认失业状态", "2个工作日"],
            ["发证", "窗口受理岗", "打印就业创业证", "0.5个工作日"],
        ],
        head=1,
    )
    paper.p("3.2、就业援助按表2办理。")
    paper.table(
        [
            ["步骤", "责任岗位", "工作要求", "办理时限"],
            [Cell("建档"), "就业指导员", "建立援助台账，制定个人援助计划", "3个工作日内"],
            [Cell("援助", down=3), "就业指导员", "每月联系不少于1次", "长期"],
            ["职业指导师", "提供职业指导不少于2次", "30日内"],
            ["岗位推荐员", "推荐岗位不少于3个", "15日内"],
            ["回访", "就业指导员", "就业后回访，了解稳定就业情况", "就业后3个月内"],
        ],
        head=1,
    )
    paper.p("4、扶持标准", style="Heading1")
    paper.p("4.1、灵活就业社会保险补贴为每人每月350元，期限最长不超过3年；距法定退休年龄不足5年的可延长至退休。")
    paper.p("4.2、职业介绍补贴为每成功介绍1人400元。")
    paper.p("4.3、职业培训补贴500元至2500元，每人每年可享受1次，同一职业不得重复享受。")
    paper.p("5、服务要求", style="Heading1")
    paper.p("5.1、零就业家庭应在登记后20个工作日内至少有1人实现就业。")
    paper.p("5.2、援助对象就业率不低于75%，服务满意率不低于96%。")
    paper.p("5.3、招聘会每月不少于2场，提前7天发布信息。")

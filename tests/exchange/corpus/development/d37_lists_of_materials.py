"""Materials in every sort of list: items 1. under （一）, a table under a heading, per situation, 清单 in an attachment."""

from __future__ import annotations

from tests.exchange.corpus.inline import PageBreak
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Certificate of a disabled person."""
    paper.p("云残演〔2021〕12号", align="center")
    paper.p("云杉区残疾人证办理工作指引", align="center", size=20, bold=True)
    paper.lines(
        """
一、首次申领
（一）提交资料
1.残疾人证申请表（申请人或监护人签字）；
2.身份证、户口簿的原件和复印件；
3.近期两寸白底彩色照片3张；
4.智力、精神类和未成年申请人须有监护人，附监护人身份证及监护关系证明。
（二）办理过程
1.街道残联接件，3个工作日内转区残联；
2.指定医院评定，出结果不晚于20个工作日；
3.区残联公示，5个工作日内制证。
（三）费用
首次评定费120元由区财政负担，复评自费。
二、换证与补证
（一）有效期10年，到期前30天内可换证，交旧证和照片2张即可。
（二）遗失补证的，凭身份证和遗失声明办理，工本费全免，4个工作日内办好。
（三）跨区迁移的，带迁入地户口簿，有档案的附档案袋，无档案的附评定表。
三、上门服务
（一）重度残疾人可预约上门评定，每季度集中安排1次，偏远社区每两个月1次。
（二）16岁以下儿童一年复评一次，16岁及以上每3年复评一次。
"""
    )
    paper.p("附件：委托办理所需材料清单", indent=480)
    paper.p("云杉区残疾人联合会（演示）", align="right")
    paper.p("2021年9月15日", align="right")
    paper.p(PageBreak())
    paper.p("附件")
    paper.p("委托办理所需材料清单", align="center", bold=True)
    paper.table(
        [
            ["序号", "名  称", "份  数", "说  明"],
            ["1", "授权委托书", "1", "窗口有样表"],
            ["2", "受托人身份证", "1", "验原件，留复印件"],
            ["3", "委托人近照", "1", "两寸"],
        ]
    )

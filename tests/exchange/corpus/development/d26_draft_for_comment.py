"""A draft for comment: XXXX for year and dates, a mark 征求意见稿, a line on patents; numbered lists in the old style."""

from __future__ import annotations

from tests.exchange.corpus.inline import PageBreak
from tests.exchange.corpus.numbering import Level
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Family doctor contracts."""
    styled = paper.numbering.add([Level("%1", style="Heading1"), Level("%1.%2", style="Heading2")])
    paper.tie("Heading 1", styled, 0)
    paper.tie("Heading 2", styled, 1)
    items = paper.numbering.add([Level("%1）", "decimal"), Level("（%1）", "lowerLetter")])
    paper.p("ICS 11.020")
    paper.p("CCS C 07")
    paper.p("T/YSJZ XX—XXXX", align="right")
    paper.p("家庭医生签约服务规范", align="center", size=26)
    paper.p("Specification for contracted family doctor service", align="center")
    paper.p("（征求意见稿）", align="center")
    paper.p("（本草案完成时间：2023年4月）", align="center")
    paper.p("在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。")
    paper.p("XXXX-XX-XX 发布        XXXX-XX-XX 实施")
    paper.p("云杉区家庭医生协会（演示）  发布")
    paper.p(PageBreak())
    paper.p("范围", style="Heading1")
    paper.p("本文件规定了家庭医生签约服务的签约、服务包、费用和考核。")
    paper.p("规范性引用文件", style="Heading1")
    paper.p("本文件没有规范性引用文件。")
    paper.p("术语和定义", style="Heading1")
    paper.p("个性包  personal package", style="Heading2")
    paper.p("签约居民自愿选择、自行付费的服务组合。")
    paper.p("签约", style="Heading1")
    paper.p("重点人群", style="Heading2")
    paper.p("重点人群包括：")
    paper.p("65岁以上老年人；", number=(items, 0))
    paper.p("0～6岁儿童；", number=(items, 0))
    paper.p("35岁以上高血压、2型糖尿病患者；", number=(items, 0))
    paper.p("计划生育特殊家庭成员。", number=(items, 0))
    paper.p("签约手续", style="Heading2")
    paper.p("签约应出示身份证和医保凭证，签约周期为1年至3年。签约后5个工作日内应录入系统，30日内应完成首次评估。")
    paper.p("服务包", style="Heading1")
    paper.p("免费包", style="Heading2")
    paper.p("高血压、糖尿病患者每年随访4次，每3个月不少于1次；每年体检1次。")
    paper.p("基本包", style="Heading2")
    paper.p("每人每年收费120元，其中医保支付70元，公共卫生经费支付30元，个人支付20元。")
    paper.p("个性包", style="Heading2")
    paper.p("康复个性包每年360元至980元，含上门服务每月1次。")
    paper.p("响应", style="Heading1")
    paper.p("签约居民电话咨询，应在24小时内回复；预约上门，应在3日内安排；转诊应在2个工作日内办理。")
    paper.p("考核", style="Heading1")
    paper.p("重点人群签约率不低于80%，续约率不低于85%，履约率应为100%。每半年考核一次。")

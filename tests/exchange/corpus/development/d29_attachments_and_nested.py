"""A notice whose attachments follow in the same file: a list of documents as a table with other heads, a table of sums,
and a guide with a table inside a cell; the numbering begins anew in each attachment."""

from __future__ import annotations

from tests.exchange.corpus.inline import PageBreak
from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Subsidy for keeping people employed."""
    paper.p("青人社演〔2022〕31号", align="center")
    paper.p("关于发放一次性扩岗补助的通知", align="center", size=22)
    paper.lines(
        """
各街道办事处、各用人单位：
　　为支持用人单位吸纳就业，现就扩岗补助有关事项通知如下：
　　一、补助条件
　　招用毕业年度高校毕业生或16至24岁登记失业青年，签订1年以上劳动合同的用人单位。
　　二、补助标准
　　每招用1人补助1500元，同一单位每年申领总额最高30万元。
　　三、办理
　　（一）用人单位于招用后3个月内提出申请，所需材料见附件1。
　　（二）区人力资源服务中心用不超过10个工作日完成审核，公示期5日。
　　（三）公示无异议的，7个工作日内拨付到单位账户。
　　四、要求
　　1．对虚报冒领的，限15日内退回。
　　2．各街道每月上报1次进度，全年走访用人单位不少于24次。
"""
    )
    paper.p("附件：1．申请材料")
    paper.p("　　　2．办事一表清")
    paper.p("青石区人力资源服务中心（演示）", align="right")
    paper.p("2022年8月5日", align="right")
    paper.p(PageBreak())
    paper.p("附件1")
    paper.p("申请材料", align="center", bold=True)
    paper.table(
        [
            ["编号", "资料名称", "数量", "备注"],
            ["1", "扩岗补助申请表", "2份", "加盖公章"],
            ["2", "劳动合同", "1份", "复印件"],
            ["3", "毕业证书", "1份", "高校毕业生提供"],
        ],
        head=1,
    )
    paper.p(PageBreak())
    paper.p("附件2")
    paper.p("办事一表清", align="center", bold=True)
    paper.table(
        [
            ["事项", "扩岗补助"],
            [
                "要带什么",
                Cell("请带齐：", inner=(("材料名称", "要求"), ("营业执照", "副本"), ("经办人身份证", "原件"))),
            ],
            ["可领多少", Cell("", inner=(("人数", "金额（元）"), ("招用1人", "1500"), ("招用残疾青年1人", "2000")))],
            ["多久办好", Cell("", inner=(("环节", "天数（工作日）"), ("受理", "1"), ("审核", "10")))],
            ["到哪里办", "青石区演示路2号3楼5号窗，电话020-00006789"],
        ]
    )

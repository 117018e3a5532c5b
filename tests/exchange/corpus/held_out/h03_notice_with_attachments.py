"""A notice with two attachments in the same file: a table of materials and measures with a numbering that begins anew."""

from __future__ import annotations

from tests.exchange.corpus.inline import PageBreak
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Support of one-child families."""
    paper.p("白卫演〔2023〕27号", align="center")
    paper.p("关于调整计划生育家庭特别扶助工作的通知", align="center", size=22)
    paper.lines(
        """
各街道办事处，各有关单位：
　　为进一步做好计划生育家庭特别扶助工作，经研究，现将有关事项通知如下。
　　一、调整扶助标准
　　从2023年7月起，独生子女伤残家庭特别扶助金由每人每月600元提高到680元；独生子女死亡家庭特别扶助金由每人每月800元提高到900元。
　　二、明确扶助对象
　　（一）女方须年满49周岁，男方与女方同时享受。
　　（二）年满60周岁的扶助对象，另发护理补贴每人每月150元；年满70周岁的，护理补贴为每人每月260元。
　　（三）住院的，给予住院护工补贴，每天120元，全年以60天为限。
　　三、优化办理流程
　　（一）个人申请。每年1月1日至3月31日集中受理，错过的随时补报。
　　（二）社区评议。社区在收到申请后的五个工作日里完成评议，张榜公示不少于5天。
　　（三）街道初审、区级确认。分别用时不多于7个和10个工作日。
　　（四）资金发放。确认后，30天以内将资金打入个人账户，此后每月发放。
　　四、加强服务保障
　　1．落实“双岗”联系人制度，联系人每个月上门看望一次，每周打一次电话。
　　2．家庭医生签约率要达到百分之百，每年安排免费体检1次，体检费用不低于500元/人。
　　3．凡扶助对象提出就医、养老困难的，24小时内必须有人响应，一般问题3天解决。
　　五、其他事项
　　本通知自印发之日起执行。联系人：张某，电话：020-00004567。
"""
    )
    paper.p("附件：1.申请材料清单")
    paper.p("　　　2.住院护工补贴管理办法")
    paper.p("白桦区卫生健康局（演示）", align="right")
    paper.p("2023年6月20日", align="right")
    paper.p(PageBreak())
    paper.p("附件1")
    paper.p("申请材料清单", align="center", bold=True)
    paper.table(
        [
            ["序号", "名称", "数量", "要求"],
            ["1", "特别扶助申请表", "2份", "原件"],
            ["2", "夫妻双方身份证", "1份", "复印件"],
            ["3", "子女死亡证明或残疾人证", "1份", "复印件，验原件"],
            ["4", "银行卡", "1份", "复印件"],
        ],
        head=1,
    )
    paper.p(PageBreak())
    paper.p("附件2")
    paper.p("住院护工补贴管理办法", align="center", bold=True)
    paper.lines(
        """
　　一、补贴范围
　　在二级及以上医院住院满3天的扶助对象。
　　二、申领
　　出院后90天内，凭出院小结、护工费发票向社区申领，社区10个工作日内审核完毕。
　　三、监督
　　区卫生健康局每年抽查两次，抽查面不小于百分之十。
"""
    )

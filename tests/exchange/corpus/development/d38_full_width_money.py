"""Full-width thousands separators, per mille signs, sums in tenths and thousands of ten thousand, rates of past years."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Renovation of old estates."""
    paper.p("老旧小区加装电梯补助工作规程", align="center", size=22, bold=True)
    paper.p("编号：Q/YSCJ 4.010-2023   2023年2月1日发布   2023年3月1日实施")
    paper.p("云杉区城市更新中心（演示）")
    paper.lines(
        """
１　总则
１．１　２０２２年全区加装电梯８６台，受益居民３．１万人；本规程自２０２３年起执行。
２　补助
２．１　每台电梯补助１００，０００元，七层以上每层另加２，５００元，单台不超过１３０，０００元。
２．２　老年住户（年满６５周岁）每户另补贴３，０００元，由街道发放。
２．３　社会资本参与的，贷款贴息不超过４‰／月，贴息期不超过３６个月。
２．４　公共维修资金可用于支付其中的３成，其余由业主按“首层０、二层５％、逐层递增”分摊。
３　办理
３．１　业主代表递交表决书、设计图纸、资金分摊协议。
３．２　街道在５个工作日内核实，区更新中心用时不超过１２个工作日。
３．３　竣工验收后４５日内拨付补助的九成，运行满１年后拨付剩余部分。
４　维护
４．１　维保单位每１５天维护１次，困人救援到场时间不得超过３０分钟。
４．２　年度检验费１，２００元，由业主承担；故障率不高于３‰，复检一次通过率不低于９９．５％。
"""
    )

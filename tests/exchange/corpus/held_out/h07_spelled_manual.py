"""A manual in running prose with every number spelled out, headings marked by 【 】, answers to questions."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Funeral support."""
    paper.p("惠民殡葬业务手册", align="center", size=22, bold=True)
    paper.p("白桦区殡葬管理所（演示）编　二〇二二年三月", align="center")
    paper.lines(
        """
【一】服务对象
　　凡本区户籍居民去世后火化的，均免除基本殡葬服务费。非本区户籍、在本区参加养老保险满一年的，同样享受。
【二】免除项目
　　普通殡仪车接运，不超过三百元；普通冷藏，每天六十元，以三天为限；普通火化，四百八十元；骨灰寄存，一年不超过一百八十元。
【三】生态葬奖励
　　选择海葬的奖励三千元，选择树葬的奖励一千五百元。每年春秋各举办一次集体海葬，报名后两个月内安排。
【四】申请
　　家属在火化后九十日内，带上死亡证明、火化证明、逝者户口簿和经办人身份证，到街道或网上申请。户籍已注销的，由街道核对，不用另开证明。
【五】审核与支付
　　街道三个工作日审完，所里五个工作日内复核，十五个工作日内打款。材料有缺的，当天告诉家属，家属二十日内补齐即可。
【六】服务纪律
　　接运车辆两小时内到达；家属等候告别厅不超过一刻钟；投诉二十四小时内回应，七天办结。群众满意率不低于百分之九十六，差错率不超过万分之五。
【七】检查
　　每旬自查一次，每月互查一次，区民政局每年检查不少于三次。六十周岁以上职工不再安排夜班。
"""
    )

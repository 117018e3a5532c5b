"""Numbers in Chinese characters throughout: ages, limits, shares, frequencies; 两 beside 二; a fully spelled-out notice."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Visits to elders who live alone."""
    paper.p("青石区独居老年人巡访关爱工作办法", align="center", size=22, bold=True)
    paper.p("（青石区民政局（演示）二〇二一年十二月三日印发）", align="center")
    for line in """
第一条 为做好独居老年人巡访关爱工作，制定本办法。
第二条 巡访对象为本区年满六十五周岁的独居老年人、年满八十周岁的高龄老年人以及六十至六十四周岁的失独老年人。
第三条 巡访频次按照分级确定：
（一）一级对象，每周巡访不少于两次；
（二）二级对象，每月巡访不少于三次；
（三）三级对象，半年一次，由社区结合普查进行。
第四条 街道每季度一次对巡访记录进行抽查，抽查比例不低于百分之二十；区民政局每年两次组织评估。
第五条 新增对象应当在五个工作日内建档，十日内完成首次巡访。
第六条 巡访中发现老年人突发疾病的，巡访员应当立即拨打急救电话，三十分钟内报告社区，二十四小时内跟进。
第七条 申请退出巡访的，由本人提出，社区在十二个工作日内办结。
第八条 巡访补贴标准为每人每次十五元，由区财政承担百分之六十，街道承担百分之四十。
第九条 巡访员每年培训不少于二十四学时，每两年体检一次。
第十条 服务机构投保意外险，保额不低于五十万元，保费每人每年一百二十元。
第十一条 老年人满意率应当达到百分之九十五以上，投诉率不超过千分之五。
第十二条 对巡访对象提出的诉求，一般事项三日内答复，复杂事项十五日内办结；需要多部门协调的，可以延长，延长时间最长不得超过一个月。
第十三条 本办法自二〇二二年一月一日起施行，试行期两年。
""".strip().split("\n"):
        paper.p(line)

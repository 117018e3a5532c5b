"""A guide in two tables and prose, with conditions in cells, a price list per unit in the head, and answers to questions."""

from __future__ import annotations

from tests.exchange.corpus.inline import Note
from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Medical assistance."""
    paper.p("医疗救助服务指南", align="center", size=22, bold=True)
    paper.p("制作单位：白桦区医疗保障服务中心（演示）", align="center")
    paper.p("一、谁可以申请", bold=True)
    paper.table(
        [
            ["类别", "条件", "救助比例", "年度限额（元）"],
            ["第一类", "特困人员、孤儿", "100%", "不设限额"],
            ["第二类", "低保对象、18周岁以下困境儿童", "90%", "80000"],
            [Cell("第三类", down=2), "低保边缘家庭成员", "80%", "60000"],
            ["60周岁以上的困难老人", "75%", "60000"],
        ],
        head=1,
    )
    paper.p("二、怎样申请", bold=True)
    paper.p(
        "（一）住院期间直接结算，无需申请；在外地住院的，出院后6个月之内申请。", Note("急诊住院的，入院后5日内报备。")
    )
    paper.p("（二）申请时交下列材料：")
    paper.p("1.医疗救助申请表；")
    paper.p("2.医疗费用发票和费用清单；")
    paper.p("3.出院小结；")
    paper.p("4.本人银行卡。")
    paper.p("低保证不用交，系统能查到。")
    paper.p("三、多久办好", bold=True)
    paper.table(
        [
            ["步骤", "谁来办", "几个工作日"],
            ["收件", "街道窗口", "1"],
            ["核对", "街道经办人", "6"],
            ["复核", "区中心", "5"],
            ["打款", "区中心", "8"],
        ],
        head=1,
    )
    paper.p("四、其他", bold=True)
    paper.p("（一）自付费用不到1500元的部分不救助。")
    paper.p("（二）同一病种每年救助不超过3次。")
    paper.p("（三）重特大疾病自付超过2.5万元的，另给予不高于4万元的二次救助。")
    paper.p("（四）窗口等候一般在一刻钟以内；意见3个工作日回复，回复率要求达到98%。")

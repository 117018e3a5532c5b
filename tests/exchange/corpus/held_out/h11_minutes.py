"""Minutes of a meeting, full of dates, sums of the past and head counts, with a few rules among them; no numbering."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Minutes on the rules of a senior canteen."""
    for text in (
        "老年食堂管理工作会议纪要",
        "时间：2023年3月14日下午3:00　地点：白桦区枫林街道（演示）办事处402会议室",
        "参加人员：王某、李某等11人　记录：赵某",
        "会上通报了上年度的情况：2022年全区7个老年食堂供餐18.6万人次，比2021年增加3.2万人次；街道投入第3笔资金后，餐位增加到260个。",
        "会议对今后的规矩形成以下意见：",
        "用餐对象仍以六十五岁以上老人为主，凭敬老卡和身份证就餐；早餐6:30开始，午餐11:00开始。",
        "价格方面，午餐一律十二元一份，晚餐十元一份，特困老人由街道每餐补五元。",
        "菜谱每周一公布，食材要提前一天下单；食堂每天消毒三次，每月请人做一次虫害消杀。",
        "老人提的意见，食堂两个工作日内要有回音，解决不了的，一周内报街道。",
        "满意度低于80%的食堂，限期一个月整改，整改不了的换人。",
        "会议要求各食堂对照T/BHCY 5—2021第6.2条逐条自查，A类3条、B类5条缺一不可。下次会议定于6月15日召开，联系电话020-00008899转12。",
    ):
        paper.p(text)

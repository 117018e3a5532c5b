"""Numbers typed as 1、 and 1.1 and （1） with tabs and stray spaces, under tracked changes by two hands."""

from __future__ import annotations

from tests.exchange.corpus.inline import Deleted, Inserted, Run
from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Vocational training of disabled persons."""
    paper.p("标准编号：Q/BHCL 3.04-2021", align="right")
    paper.p("残疾人职业培训服务要求", size=22, bold=True, align="center")
    paper.p("批准日期：2021年5月17日\t施行日期：2021年7月1日", align="center")
    paper.p("批准单位：白桦区残疾人联合会（演示）", align="center")
    paper.p("1、\t适用范围", bold=True)
    paper.p("本要求适用于白桦区残疾人职业培训基地开展的培训。")
    paper.p("2、\t引用标准", bold=True)
    paper.p("GB/T26341-2010《残疾人残疾分类和分级》")
    paper.p("Q / BHCL 1.01 － 2019《残疾人服务通则》")
    paper.p("3、\t学员", bold=True)
    paper.p(
        "3.1\t年龄在",
        Deleted("18"),
        Inserted("16"),
        "—",
        Deleted("50"),
        Inserted("59"),
        "周岁、有就业愿望的持证残疾人，均可报名。",
    )
    paper.p("3.2\t报名时带齐下列资料：")
    paper.p("（1）\t残疾人证", Deleted("及户口本"), "；")
    paper.p("（2）\t报名登记表", Inserted("（可现场填写）"), "；")
    paper.p("（3）\t", Deleted("毕业证书。"), Inserted("就业失业登记证明。"))
    paper.p("4、\t培训组织", bold=True)
    paper.p(" 4.1\t基地收到报名后", Deleted("10"), Inserted("6"), "个工作日内回复是否录取。")
    paper.p(
        " 4.2\t每班人数不超过",
        Inserted("25"),
        Deleted("30"),
        "人，每期",
        "培训不少于",
        Deleted("40"),
        Inserted("56"),
        "课时。",
    )
    paper.p(
        " 4.3\t",
        Inserted("全年开班不少于12期，"),
        "每",
        Deleted("月"),
        Inserted("季度"),
        "组织结业考核",
        Run("1", bold=True),
        "次。",
    )
    paper.p(" 4.4\t学员缺课超过", Deleted("1/4"), Inserted("20%"), "的，不予结业。")
    paper.p("5、\t补贴", bold=True)
    paper.p(
        "5.1\t学员交通补贴",
        Deleted("15"),
        Inserted("20"),
        "元/天，误餐补助",
        Inserted("每餐"),
        "15元",
        Deleted("/天"),
        "。",
    )
    paper.p("5.2\t培训机构补贴", Deleted("按人头1200元"), Inserted("按每名合格学员1800元"), "拨付，结业后", Inserted("两个月"), Deleted("半年"),
            "内付清。")  # fmt: skip
    paper.p("5.3\t取得高级工以上证书的，奖励", Inserted("二千元"), Deleted("1000元"), "。")
    paper.p("6、\t跟踪", bold=True)
    paper.p(
        "6.1\t结业后3个月内、6个月内各回访一次，就业率不低于", Deleted("50"), Inserted("60"), "%。", tracked="inserted"
    )
    paper.p(Deleted("6.2\t每年评选优秀学员2次，奖金500元。"), tracked="deleted")
    paper.p("6.2\t学员意见", Inserted("须"), "于5天内处理", Inserted("，重大事项不超过15天"), "。")

"""A business manual kept as tables: basis, acceptance, review points, limits per step, special cases; several tables."""

from __future__ import annotations

from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Minimum living guarantee."""
    paper.p("业务手册", align="center", size=24, bold=True)
    paper.p("事项：最低生活保障审核确认", align="center")
    paper.p("手册编号：QS-YWSC-07    版本：2022年第2版    编制：青石区民政局（演示）")
    paper.p("一、基本信息", bold=True)
    paper.table(
        [
            ["设定依据", "社会救助有关规定", "办件类型", "承诺件"],
            ["保障标准", "每人每月1206元", "发放方式", "银行代发，每月10日前到账"],
            ["法定时限", "30个工作日", "承诺时限", "18个工作日"],
            ["数量限制", "无", "收费", "否"],
        ]
    )
    paper.p("二、受理", bold=True)
    paper.table(
        [
            ["受理条件", Cell("共同生活的家庭成员人均月收入低于1206元，且家庭人均货币财产不超过14472元", across=3)],
            ["提交材料", Cell(("①最低生活保障申请书", "②家庭成员身份证明", "③家庭经济状况核对授权书"), across=3)],
            [
                "材料要求",
                Cell("身份证明能联网核验的不收；材料不齐的当场一次性告知，申请人在10个工作日内补正", across=3),
            ],
        ]
    )
    paper.p("三、审查与决定", bold=True)
    paper.table(
        [
            ["环节", "岗位", "审查要点", "时限"],
            ["受理", "社区专干", "核对家庭成员", "1个工作日"],
            ["信息核对", "核对岗", "社保、车辆、存款", "7个工作日"],
            ["入户调查", "街道经办岗", "两人以上入户，入户率100%", "5个工作日"],
            ["公示", "街道经办岗", "公示7天，有异议的重新调查", "7天"],
            ["确认", "民政审核岗", "抽查比例不低于30%", "3个工作日"],
        ],
        head=1,
    )
    paper.p("四、特殊情形", bold=True)
    paper.table(
        [
            ["情形", "处理办法"],
            ["家庭成员中有重度残疾人", "可单独申请，收入放宽至标准的1.5倍"],
            ["就业后收入超过标准", "给予6个月渐退期"],
            ["年满70周岁的老人", "每年复核1次；其他家庭每半年复核1次"],
            ["骗取低保金", "追回并取消资格，1年内不再受理"],
        ],
        head=1,
    )
    paper.p("五、常见问题", bold=True)
    paper.p("问：16周岁以上在校学生算不算劳动力？答：不算，但应提供学籍证明。")
    paper.p("问：多久能领到钱？答：确认后次月发放，补发自受理当月起的低保金。")

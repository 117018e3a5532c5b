"""A business manual of a hall of culture: a table per item, and a list of questions."""

from __future__ import annotations

from tests.exchange.corpus.paper import Cell, Paper


def write(paper: Paper) -> None:
    """Loan of rooms for culture."""
    paper.p("文化馆业务手册", align="center", size=24, bold=True)
    paper.p("蓝湖区文化馆（演示）", align="center")
    paper.p("2022年12月", align="center")
    paper.p("1 排练厅预约", style="Heading1")
    paper.table(
        [
            ["服务对象", "辖区居民、文艺团队；18周岁以下由监护人预约"],
            ["申请材料", Cell(("1.场地使用申请表", "2.经办人身份证", "3.团队备案表（团队申请的）"))],
            ["办理时限", "受理后2个工作日内答复；变更提前1天提出"],
            ["使用时限", "每次不超过3小时，每周不超过2次"],
            ["收费", "公益使用免费；其他80元/小时，押金300元"],
        ]
    )
    paper.p("2 免费培训班", style="Heading1")
    paper.table(
        [
            ["招生对象", "成人班18周岁至60周岁，少儿班7周岁至15周岁，老年班60周岁以上"],
            ["报名材料", "身份证或户口簿、一寸照片1张"],
            ["开班", "每年春、秋各1期，每周上课1次，每次1.5小时"],
            ["结果告知", "报名截止后5个工作日内短信通知"],
            ["考勤", "缺课三次取消资格，出勤率达到80%发结业证"],
        ]
    )
    paper.p("3 送文化下社区", style="Heading1")
    paper.table(
        [
            ["指标", "要求"],
            ["演出", "每个社区每年不少于4场"],
            ["展览", "每季度更换1次"],
            ["辅导", "每月下社区辅导不少于2次，每次补贴150元"],
            ["满意率", "不低于90%"],
        ],
        head=1,
    )
    paper.p("4 常见问题", style="Heading1")
    paper.p("问：预约了不来怎么办？答：一年内爽约3次的，暂停预约90天。")
    paper.p("问：意见多久回复？答：3个工作日内回复，疑难的10个工作日内回复。")

"""Numbers typed by hand with a tab behind them; lists with (1) and ①; one bold style for every chapter."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Assistive devices."""
    chapter = paper.style("小标题", bold=True, size=14)
    paper.p("Q/YSCL 1.18—2022", align="right")
    paper.p("残疾人辅助器具适配服务规范", style="Title")
    paper.p("2022-08-10发布", "\t", "2022-09-01实施", align="center")
    paper.p("云杉区残疾人联合会（演示）\t发布", align="center")
    for line in """
1\t范围
本文件规定了残疾人辅助器具适配的申请、评估、适配、补贴与回访。
本文件适用于云杉区残疾人辅助器具服务站。
2\t规范性引用文件
下列文件对于本文件的应用是必不可少的。
GB/T 26341—2010\t残疾人残疾分类和分级
GB 50763—2012\t无障碍设计规范
3\t术语和定义
3.1\t辅助器具\tassistive device
为改善残疾人功能状况而采用的器具、设备或软件。
4\t服务对象
4.1\t持残疾人证的云杉区户籍残疾人。
4.2\t0～6岁残疾儿童凭诊断证明即可申请，不应要求先办残疾人证。
4.3\t60岁以上失能老年人可参照执行。
5\t申请与评估
5.1\t申请人应提供：
(1)\t残疾人证；
(2)\t辅助器具适配申请表；
(3)\t一寸免冠照片2张；
(4)\t委托他人代办的，另提供授权委托书和代办人身份证。
5.2\t服务站应在3个工作日内受理，15个工作日内完成评估。需要上门评估的，评估师应提前1天与申请人约定时间。
5.3\t评估应由2名以上评估人员进行，评估时间每人不少于30分钟。
6\t适配
6.1\t现货应在评估后5个工作日内发放，需要订制的不超过45天。
6.2\t适配时应指导使用，确认申请人能够独立操作。
7\t补贴
7.1\t补贴标准如下：
①\t普通轮椅\t800元
②\t助听器\t每耳3500元，每3年补贴1次
③\t大腿假肢\t1.2万元，每4年补贴1次
7.2\t低保家庭残疾人按100%补贴，其他残疾人按70%补贴，每人每年累计不超过2万元。
8\t回访与维修
8.1\t发放后第1个月内应回访1次，以后每半年回访1次。
8.2\t维修申请应在2个工作日内响应，维修期间免费提供替代器具。
8.3\t适配满意率应不低于92%。
""".strip().split("\n"):
        whole = line.split("\t")
        if len(whole) > 1 and whole[0].isdecimal():
            paper.p(line, style=chapter)
        else:
            paper.p(line)

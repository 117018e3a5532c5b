"""Materials asked for in running prose, each time with another verb, and some that must not be asked for."""

from __future__ import annotations

from tests.exchange.corpus.paper import Paper


def write(paper: Paper) -> None:
    """Aid for students."""
    paper.p("Q/QSJY 3.014—2022", align="right")
    paper.p("学生资助申请服务规范", align="center", size=22, bold=True)
    paper.p("2022-06-10发布    2022-09-01实施", align="center")
    paper.p("青石区教育局（演示）发布", align="center")
    paper.lines(
        """
1 范围
本文件规定了学生资助的申请、认定、发放与监督。
2 申请
2.1 幼儿资助由家长向幼儿园提出，带上户口簿和低保证。
2.2 义务教育阶段学生填写并上交《生活补助申请表》，残疾学生出示残疾人证。
2.3 普通高中学生须交验学生证、家庭经济困难情况说明；孤儿另附孤儿证明。
2.4 中职学生凭录取通知书、身份证到学校资助岗办理。
2.5 委托他人办理的，受托人应持委托书及本人身份证。
2.6 申请补办的，需提供遗失声明，并签署承诺书。
2.7 学籍信息由学校从系统调取，不得要求家长提供学籍证明。
2.8 低保、特困供养信息通过数据共享获取，家长无需再提交证明。
3 认定
3.1 学校应在开学后15个工作日内完成认定，认定小组不少于5人。
3.2 学校应留存会议记录、公示照片、汇总表。
4 发放
4.1 学前资助每生每学期500元，高中国家助学金平均每生每年2000元，分为1500元、2500元两档。
4.2 资助金每学期发放1次，于10月底、4月底前到账。
5 监督
5.1 每学期抽查不少于2次，错发率不高于1%。
5.2 学生或者家长有异议的，3个工作日内答复。
"""
    )

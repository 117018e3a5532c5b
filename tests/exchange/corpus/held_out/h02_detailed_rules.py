"""Detailed rules in chapters, sections and articles, partly in full-width digits, with a table of rates inside an article."""

from __future__ import annotations

from tests.exchange.corpus.paper import Cell, Paper

FILE = "住房租赁补贴实施细则（印发稿）.docx"


def write(paper: Paper) -> None:
    """Rent subsidy."""
    paper.p("白府办规〔2022〕3号", align="center")
    paper.p("白桦区住房租赁补贴实施细则", align="center", size=22, bold=True)
    before = """
第一章  总  则
第一条  为规范住房租赁补贴发放，制定本细则。
第二条  本细则所称租赁补贴，是指政府向符合条件的家庭发放的、用于市场租房的货币补贴。
第二章  申请
第一节  条件
第三条  申请人应当具备下列条件：
（一）申请人年满１８周岁，其中单身申请人须年满２８周岁；
（二）家庭月人均收入在４，５００元以下；
（三）在本区无自有住房，或人均住房面积在１２㎡以下；
（四）外来务工人员在本区连续缴纳社会保险满２４个月。
第二节  材料与程序
第四条  申请时应出具以下材料的原件并留存复印件：
（一）租赁补贴申请审批表（一式两份）；
（二）家庭成员身份证、户口簿；
（三）已备案的房屋租赁合同；
（四）外来务工人员还应提供劳动合同。
婚姻、社会保险信息由受理机关自行核查，申请人不再提供。
第五条  社区受理后，应在３日之内完成初核；街道自收件之日起８个工作日完成审核；区住房保障机构收到后１２个工作日做出决定，并公示５日。
第三章  标准
第六条  补贴标准按下表执行。
""".strip()
    after = """
第七条  补贴按季发放，每季度首月的１５日前拨付到户。每户每年补贴总额以１４４００元为限。
第八条  租金支出低于补贴额的，以实际租金的九成为限。
第四章  管理
第九条  领取补贴的家庭，收入、人口、住房变化的，应于３０日之内申报；区住房保障机构每年复核一次。
第十条  对隐瞒不报者，责令退回，处以１０００元以下罚款，自退回之日起５年内不予受理申请。
第十一条  每年公开补贴发放情况不得少于２次。信访投诉自收到之日起７个工作日回复。
第五章  附则
第十二条  本细则自２０２２年６月１日起实施。
""".strip()
    for line in before.split("\n"):
        paper.p(line, bold=line.startswith("第") and line[2] in "章节")
    paper.table(
        [
            [Cell("家庭类型", down=2), Cell("补贴标准（元/平方米·月）", across=2), Cell("补贴系数", down=2)],
            ["一类地段", "二类地段"],
            ["低保家庭", "45", "38", "100%"],
            ["低保边缘家庭", "36", "30", "80%"],
            ["其他家庭", "22.5", "19", "50%"],
        ],
        head=2,
    )
    for line in after.split("\n"):
        paper.p(line, bold=line.startswith("第") and line[2] in "章节")
    paper.p("白桦区人民政府办公室（演示）", align="right")
    paper.p("2022年4月28日", align="right")

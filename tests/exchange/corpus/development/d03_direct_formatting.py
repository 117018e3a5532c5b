"""No styles at all: bold and font sizes by hand, numbers typed with spaces behind them, as a small unit types it."""

from __future__ import annotations

from tests.exchange.corpus.inline import Run
from tests.exchange.corpus.paper import Paper

FILE = "社区图书馆借阅服务标准(定稿).docx"


def write(paper: Paper) -> None:
    """Community library."""

    def chapter(text: str) -> None:
        paper.p(text, bold=True, size=14, font="黑体")

    def clause(text: str) -> None:
        paper.p(text, size=12, font="仿宋_GB2312")

    paper.p("云杉区公共文化服务标准（演示）", align="center", size=16, font="宋体")
    paper.p("Q/YSWH 2.03-2021", align="right", size=14)
    paper.p("社区图书馆借阅服务标准", align="center", bold=True, size=22, font="方正小标宋简体")
    paper.p("2021年6月1日发布        2021年7月1日实施", align="center", size=14)
    paper.p("云杉区文化馆图书馆演示编写组    发布", align="center", size=14)
    paper.p("")
    chapter("1  范围")
    clause("本标准规定了社区图书馆借阅服务的开放、办证、借还、赔偿及服务质量要求。")
    clause("本标准适用于云杉区各社区图书馆（室）。")
    chapter("2  规范性引用文件")
    clause("GB/T 28220-2011  公共图书馆服务规范")
    clause("GB 2894  安全标志及其使用导则")
    chapter("3  术语和定义")
    paper.p(Run("3.1  通借通还", bold=True))
    clause("读者可在区内任一馆借书，在另一馆还书的服务方式。")
    chapter("4  开放")
    clause("4.1  社区图书馆应全年开放，每周开放时间不少于42小时，国家法定节假日应照常开放。")
    clause("4.2  因故闭馆的，应提前3日公告。")
    clause("4.3  少儿区应向3岁至14岁儿童开放，未满6周岁的儿童应有成年人陪同。")
    chapter("5  办证")
    clause("5.1  读者凭下列证件之一办理借书证：")
    clause("a)  居民身份证；")
    clause("b)  居住证；")
    clause("c)  学生证（仅限学生）。")
    clause("5.2  借书证应当场办结。")
    clause("5.3  读者可选择信用免押金；不选择的，普通读者押金为100元，少儿读者押金为50元，退证时在7个工作日内退还。")
    chapter("6  借还")
    clause("6.1  每证可借图书10册，借期30天，可续借1次。")
    clause("6.2  预约的图书到馆后，应在2日内通知读者，为读者保留5日。")
    clause("6.3  65周岁以上读者和残疾读者可申请送书上门，每月1次，免收费用。")
    clause("6.4  图书归还后应在24小时内上架。")
    chapter("7  逾期与赔偿")
    clause("7.1  逾期的，每册每天收取滞纳金0.1元，累计不超过20元。")
    clause("7.2  遗失图书的，按原价的2倍赔偿，或者赔偿同一版本图书并交加工费5元。")
    chapter("8  服务质量")
    clause("8.1  图书上架准确率≥96%，读者满意率≥90%。")
    clause("8.2  每年新增图书不少于500册，每年剔旧一次。")
    clause("8.3  每月应举办阅读推广活动不少于2场，其中面向少儿的每季度不少于1场。")
    clause("8.4  对读者意见，应在5个工作日内答复。")

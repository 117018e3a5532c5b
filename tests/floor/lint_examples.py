"""A small good and a small bad text for each check, and what the bad one is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.floor.lint_workspace import (
    EXAMINE,
    HEAD,
    POSTS,
    RECEIVE,
    REGISTER,
    UPSTREAM,
    application,
    clause,
    process,
    references,
    service,
    visits,
)


@dataclass(frozen=True)
class Example:
    """Bodies of ``standards/a.yaml`` (after `HEAD`), other files of the workspace, and what is said about `bad`.

    says: line and column in the file, message and help.
    """

    good: str
    bad: str
    says: tuple[str, ...]
    files: dict[str, str] = field(default_factory=dict)
    head: str = HEAD


PROPOSED = """\
proposals:
  - {id: age-4, kind: age, clause: "4", quote: 年满80周岁, at: services.care.eligible, value: age >= 80}
"""

EXAMPLES: dict[str, Example] = {
    "ZS344": Example(
        clause("4", "服务对象年满80周岁。") + PROPOSED.replace("age >= 80}", "age >= 80, state: refused, by: 甲}"),
        clause("4", "服务对象年满80周岁。")
        + PROPOSED
        + PROPOSED.partition("\n")[2].replace("age-4", "age-5").replace('"4"', '"5"').replace("eligible", "eligable"),
        (
            "8:1 有 2 条提议待确认：age-4、age-5 | zhunsheng confirm 列出它们，由人逐条确认或拒绝",
            "10:36 提议「age-5」所引第 5 条不存在 | None",
            "10:60 提议「age-5」的去处「services.care.eligable」不在格式里"
            " | at 从 services 起写，例如 services.事项.eligible、services.事项.apply.materials.身份证",
        ),
    ),
    "ZS501": Example(
        service(eligible="age >= 60 and age < 65"),
        service(eligible="age >= 65 and age < 60"),
        ("9:15 服务对象「age >= 65 and age < 60」无人符合 | 「age >= 65」与「age < 60」不能同时成立",),
    ),
    "ZS502": Example(
        service(eligible="true"),
        service(eligible="age >= 60 or age < 65"),
        ("9:15 服务对象「age >= 60 or age < 65」人人符合 | 若确实人人符合，请写 true",),
    ),
    "ZS503": Example(
        visits('{at_least: "4 if age >= 90 else 2 if age >= 80 else 1", unit: visit/year}'),
        visits('{at_least: "2 if age >= 80 else 4 if age >= 90 else 1", unit: visit/year}'),
        ("13:67 「age >= 90」这一情形已被前面的情形包含，不会用到 | 请把较窄的情形写在前面，或删去它",),
    ),
    "ZS504": Example(
        service("delivers:", "  - {id: home, title: 上门, when: age >= 80}"),
        service("delivers:", "  - {id: home, title: 上门, when: age < 50}"),
        ("11:37 「上门」的对象「age < 50」与服务对象矛盾，没有人能同时符合 | None",),
    ),
    "ZS505": Example(
        service(
            "derives: one#care",
            "delivers: [{id: check, title: 体检, guarantees: {visits: {at_least: 4, unit: visit/year}}}]",
        ),
        service(
            "derives: [one#care, two#care]",
            "delivers: [{id: check, title: 体检, guarantees: {visits: {at_least: 4, unit: visit/year}}}]",
        ),
        (
            "11:5 两个上位标准对「体检」的规定不能同时满足：one#care 为 至少 每年4次，two#care 为 至多 每年2次"
            " | 例如：80 周岁",
        ),
        UPSTREAM,
    ),
    "ZS506": Example(
        visits(
            '{at_least: "4 if age >= 80 else 2", unit: visit/year, clause: "5.2"}',
            clause=clause("5.2", "每半年体检１次；年满八十周岁的，应每季度体检一次，一次性告知，30日内反馈。"),
        ),
        visits(
            '{at_least: "4 if age >= 85 else 2", unit: visit/year, clause: "5.2"}',
            clause=clause("5.2", "应每年体检两次；年满80周岁的，应每年体检３次。"),
        ),
        (
            "13:42 「体检」的 visits 为「每年4次」，第 5.2 条写的是「３次」 | 条款与规则须一致：请改正其中一处",
            "13:54 「体检」的 visits 为「>= 85 周岁」，第 5.2 条写的是「80周岁」 | 条款与规则须一致：请改正其中一处",
        ),
    ),
    "ZS507": Example(
        process(RECEIVE, EXAMINE, promise="10 working_day"),
        process(RECEIVE, EXAMINE, promise="9 working_day"),
        ("10:24 各环节时限合计 10个工作日，超过承诺的 9个工作日 | 最长的路径：受理、审查",),
    ),
    "ZS508": Example(
        service("promise: {at_most: 20 working_day}", "statutory: {at_most: 20 working_day}"),
        service("promise: {at_most: 30 working_day}", "statutory: {at_most: 20 working_day}"),
        ("10:24 承诺时限 30个工作日 超过法定时限 20个工作日 | 例如：60 周岁",),
    ),
    "ZS509": Example(
        service("apply: {materials: [{id: card, title: 低保证, register: civil-affairs.dibao}]}", eligible="dibao"),
        service("apply: {materials: [{id: card, title: 低保证}]}", eligible="dibao"),
        (
            "10:25 材料「低保证」可由政府登记库提供，不必由申请人提交"
            " | 「低保对象」可查 civil-affairs.dibao；请写 register: civil-affairs.dibao",
        ),
    ),
    "ZS510": Example(
        clause("5.1", "应提供必须品，按《应当须知》响应，相应措施许可以书面供应。"),
        clause("5.1", "中心必须每日巡查，可以委托他人。"),
        (
            "7:25 第 5.1 条用了「必须」 | 请改用「应」",
            "7:32 第 5.1 条用了「可以」 | 请改用「可」",
        ),
    ),
    "ZS511": Example(
        "text_kind: guideline\n" + clause("5.1", "宜配备急救箱，相应供应应急物资。"),
        "text_kind: guideline\n" + clause("5.1", "中心应配备急救箱。"),
        ("8:25 指南第 5.1 条含有要求：「应」 | 指南不含要求：请改用「宜」，或改为规范",),
    ),
    "ZS512": Example(
        clause("5.1", "随访通常由两人进行。", ", kind: note"),
        clause("5.1", "随访应由两人进行。", ", kind: note"),
        ("7:25 注（5.1）含有要求：「应」 | 请把要求移入条文，或改为陈述",),
    ),
    "ZS513": Example(
        "text_kind: specification\n",
        "text_kind: guideline\n",
        ("6:12 名称「老年人服务规范」与文体 guideline（指南）不一致 | 名称所示的文体是 规范",),
    ),
    "ZS514": Example(
        "reviewed: 2020-01-01\nissued: 2015-01-01\n",
        "issued: 2015-01-01\n",
        (
            "6:9 「老年人服务规范」应在 2020-01-01 前复审，已超期 | 复审后请填写 reviewed；结论为修订或废止的，请办理修订或废止",
        ),
    ),
    "ZS515": Example(
        clause("5.1", "不宜每年回访。", ", modality: SHOULD"),
        clause("5.1", "宜每年回访。", ", modality: SHALL"),
        ("7:41 第 5.1 条标为 要求（应），文字却是：推荐（宜） | 可不写 modality，由文字判断；或改正文字",),
    ),
    "ZS516": Example(
        'clauses:\n  - {no: "5", title: 服务}\n  - {no: "5.1", text: 应体检。}\n  - {no: "5.2", text: 应随访。}\n',
        'clauses:\n  - {no: "5", text: 应体检。}\n  - {no: "5.1", text: 应体检。}\n  - {no: "5.3", text: 应随访。}\n'
        '  - {no: "5.3", text: 宜回访。}\n',
        (
            "7:21 第 5 条下有分条，又有自己的段落（悬置段） | 请把这段文字单列为一条，例如 5.1 总则",
            "9:10 条号从 5.1 跳到 5.3，缺 5.2 | None",
            "10:10 条号 5.3 用了两次 | None",
        ),
    ),
    "ZS517": Example(
        visits('{at_least: 4, unit: visit/year, clause: "5.2"}', clause=clause("5.2", "应体检。")),
        visits('{at_least: 4, unit: visit/year, clause: "5.3"}', clause=clause("5.2", "应体检。")),
        ("13:70 「体检」的 visits所引第 5.3 条不存在 | 是不是 5.2？",),
    ),
    "ZS519": Example(
        application("visits: 1, visits_reason: 核验身份"),
        application("visits: 2, visits_reason: 核验身份"),
        ("10:21 「照料」须到现场 2 次 | 宜至多一次：受理或送达可改为网上或邮寄",),
    ),
    "ZS520": Example(
        service("apply: {case_type: on_spot}", "promise: {at_most: 30 minute}"),
        service("apply: {case_type: on_spot}", "promise: {at_most: 5 working_day}"),
        ("11:5 「照料」是即办件，承诺时限却是 5个工作日 | 即办件当场办结；否则请改为 promised（承诺件）",),
    ),
    "ZS521": Example(
        application("visits: 1, visits_reason: 核验身份"),
        application("visits: 1"),
        ("10:21 「照料」须到现场，没有说明原因 | 请写 visits_reason",),
    ),
    "ZS522": Example(
        application("visits: 0, online_depth: full"),
        application("visits: 1, online_depth: full"),
        ("10:21 「照料」为全程网办，却须到现场 1 次 | 请写 visits: 0，或把深度改为 pre_check",),
    ),
    "ZS523": Example(
        application("visits: 0, channels: [window, mail]"),
        application("visits: 0, channels: [window]"),
        ("10:24 「照料」不须到现场，却没有网上、邮寄、电话或上门渠道 | 请增加 mail（邮寄）或 online（网上）",),
    ),
    "ZS524": Example(
        application("fee: {amount: 20 CNY, basis: 收费目录, items: [工本费]}"),
        application("fee: 20 CNY"),
        ("10:18 「照料」收费，没有写明收费依据（basis）、收费项目（items） | 请在 fee 之下分写 amount、basis、items",),
    ),
    "ZS525": Example(
        application("fee: {amount: 20 CNY, basis: 收费目录, items: [工本费], online_payment: true}"),
        application("fee: {amount: 0 CNY, online_payment: true}"),
        ("10:50 「照料」不收费，却写了网上缴费 | 请删去 online_payment",),
    ),
    "ZS526": Example(
        application('phone: "020-10000001", complaint_phone: "020-10000002"'),
        application('phone: "020-10000001", complaint_phone: "020 1000 0001"'),
        ("10:53 「照料」的咨询电话与投诉电话相同：020-10000001 | 投诉电话请写监督部门的号码",),
    ),
    "ZS527": Example(
        service("result: 审批决定书", "result_sample: decision.pdf"),
        service("result: 审批决定书"),
        ("10:13 「照料」有办理结果「审批决定书」，没有结果样本 | 请写 result_sample",),
    ),
    "ZS528": Example(
        service(
            "item_type: 行政许可",
            "process:",
            "  accept: {title: 受理, role: clerk, next: [review]}",
            "  review: {title: 审查, role: clerk, next: [decide]}",
            "  decide: {title: 决定, role: clerk, next: [close]}",
            "  close: {title: 办结, role: clerk, next: [send]}",
            "  send: {title: 送达, role: clerk}",
        ),
        service(
            "item_type: 行政许可",
            "process:",
            "  accept: {title: 受理, role: clerk, next: [issue]}",
            "  issue: {title: 发证, role: clerk}",
        ),
        ("11:5 许可事项「照料」的流程缺少环节：审查、决定、办结 | 至少有受理、审查、决定、办结、送达",),
    ),
    "ZS529": Example(
        service("topic: natural_person", "object: 年满 60 周岁的老年人"),
        service("topic: legal_person", "object: 年满 60 周岁的老年人"),
        ("10:12 主题为 legal_person，服务对象却是「年满 60 周岁的老年人」 | 请改正 topic，或写 both",),
    ),
    "ZS530": Example(
        process(RECEIVE, EXAMINE),
        process("receive: {title: 受理, role: clerk}", EXAMINE),
        ("13:7 从「受理」出发到不了环节「审查」 | 请在某一环节的 next 里写 examine",),
    ),
    "ZS531": Example(
        process(RECEIVE, EXAMINE),
        process("receive: {title: 受理, role: clerk, next: [exmine]}", "examine: {title: 审查, role: clerk}"),
        ("12:48 环节「受理」的下一环节「exmine」不存在 | 是不是 examine？",),
    ),
    "ZS532": Example(
        process(RECEIVE, EXAMINE),
        process(RECEIVE, EXAMINE.replace("clerk", "clerck")),
        ("13:34 环节「审查」的岗位「clerck」不在组织机构里 | 是不是 clerk？",),
        POSTS,
    ),
    "ZS533": Example(
        process(
            RECEIVE,
            "examine: {title: 审查, role: clerk, next: [correct]}",
            "correct: {title: 补正, role: clerk, pauses: 等待补正, next: [examine]}",
        ),
        process(RECEIVE, "examine: {title: 审查, role: clerk, next: [receive]}"),
        ("12:7 流程可以无限循环：受理、审查、受理 | 请让退回经过一个暂停计时的环节（pauses），例如补正",),
    ),
    "ZS540": Example(
        visits("{at_least: {2020-01-01: 4 CNY/school_day, 2021-09-01: 5 CNY/school_day}}"),
        visits("{at_least: {2020-01-01: 5 CNY/school_day, 2021-09-01: 4 CNY/school_day}}"),
        ("13:84 「体检」的 visits自 2021-09-01 起比此前差：「4 CNY/school_day」 | 请核对日期与数值是否颠倒",),
    ),
    "ZS541": Example(
        process(RECEIVE, EXAMINE),
        process(RECEIVE, EXAMINE.replace("5 working_day", "3 visit/year")),
        ("13:49 环节「审查」的时限的单位「次/年」不合理 | 时限请用时间单位，例如 5 working_day",),
    ),
    "ZS601": Example(
        references("GB/T 2424—2010"),
        references("DB440104/T 1—2020"),
        ("7:12 区县不能发布地方标准：「DB440104/T 1—2020」 | 区县自己的标准是内部标准，编号以 Q/ 开头",),
    ),
    "ZS602": Example(
        references("GB/T 2424—2010", "GB/T 3535—2010"),
        references("GB/T 2424—2010", "gb/t 2424-2010"),
        ("8:12 标准 GB/T 2424—2010 列了两次 | None",),
    ),
    "ZS603": Example(
        references("GB/T 24421.2—2023", "GB/T 13016—2018"),
        references("GB/T 24421.2—2023", "GB/T 24412.2—2023"),
        (
            "8:12 GB/T 24412.2—2023 像是 GB/T 24421.2—2023 的笔误"
            " | 请核对标准号；如果没有写错，请在标准状态登记表里登记它",
        ),
    ),
    "ZS604": Example(
        "",
        "",
        (
            "1:11 标准号 DB4401/T 183—2022 是市级地方标准的编号，级别却写成 internal | 请把级别写成 city，或改用相应级别的编号",
        ),
        head=HEAD.replace("Q/YS 1.001—2023", "DB4401/T 183—2022"),
    ),
    "ZS611": Example(
        references("GB/T 3003—2019"),
        references("GB/T 1001—2009"),
        ("7:12 所引标准 GB/T 1001—2009 已废止 | 自 2020-01-01 起废止",),
        REGISTER,
    ),
    "ZS612": Example(
        references("GB/T 3003"),
        references("GB/T 2002—2009"),
        ("7:12 所引标准 GB/T 2002—2009 已被代替 | 代替它的是 GB/T 3003—2019",),
        REGISTER,
    ),
    "ZS613": Example(
        references("GB/T 24421.2—2023"),
        references("GB/T 24421.2—2009"),
        ("7:12 GB/T 24421.2—2009 已有新版 GB/T 24421.2—2023 | 请改引新版，或不注日期",),
        REGISTER,
    ),
}

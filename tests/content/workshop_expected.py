"""What each file of ``standards/workshop/standards`` is there to show: its mistake in words, and how it is reported.

The key is the file name without ``.yaml``.  A file that shows a floor breach names the service, the aspect and the
verdict; the others name the code of the finding.
"""

from __future__ import annotations

from typing import NamedTuple


class Breach(NamedTuple):
    """A judgement of the floor proof: service, aspect, and the verdict (or ``extra_fact``, a breach for want of a fact)."""

    service: str
    aspect: str
    verdict: str


class Expected(NamedTuple):
    """words: the mistake as a person would say it; codes: findings in the file; breaches: judgements of the proof."""

    words: str
    codes: tuple[str, ...] = ()
    breaches: tuple[Breach, ...] = ()


EXPECTED: dict[str, Expected] = {
    "object-age": Expected(
        "服务对象：年龄线从65岁提高到70岁。", breaches=(Breach("elder_health_70", "object", "violated"),)
    ),
    "object-hukou": Expected(
        "服务对象：国家只要常住，本地还要户籍。", breaches=(Breach("child_health_hukou", "object", "violated"),)
    ),
    "content-missing": Expected(
        "服务内容：缺少产后42天检查。", breaches=(Breach("maternal_health_short", "content", "missing"),)
    ),
    "level-count": Expected(
        "服务标准：每年随访3次，国家为4次。", breaches=(Breach("chronic_disease_three", "level", "violated"),)
    ),
    "level-unit": Expected(
        "服务标准：每季度2次，换算后少于国家的每月1次。",
        breaches=(Breach("tuberculosis_quarter", "level", "violated"),),
    ),
    "level-value-moved": Expected(
        "服务标准：国家膳食补助2021年秋季已提到5元，本地仍为4元。",
        breaches=(Breach("meal_subsidy_four", "level", "violated"),),
    ),
    "level-piecewise": Expected(
        "服务标准：满5年的少领一档，只有缴费5至10年的人吃亏。",
        breaches=(Breach("unemployment_insurance_band", "level", "violated"),),
    ),
    "spacing-missing": Expected(
        "服务标准：次数相同，没有写明间隔，四次随访能全部挤在十二月。",
        breaches=(Breach("diabetes_no_spacing", "level", "missing"),),
    ),
    "time-slower": Expected(
        "流程时限：35个工作日，国家为30个工作日。", breaches=(Breach("dibao_slow", "time", "violated"),)
    ),
    "time-unit": Expected(
        "流程时限：7个工作日不等于7个自然日，遇周末就超过国家时限。",
        breaches=(Breach("legal_aid_working_days", "time", "violated"),),
    ),
    "extra-material": Expected(
        "材料收费：上级只核验身份证，本地还要居委会证明。",
        breaches=(Breach("travel_card_proof", "burden", "violated"),),
    ),
    "extra-fee": Expected(
        "材料收费：上级免费，本地收工本费。", breaches=(Breach("venue_pass_fee", "burden", "violated"),)
    ),
    "extra-visit": Expected(
        "材料收费：上级只要到现场1次，本地要2次。",
        ("ZS519",),
        (Breach("hearing_aid_twice", "burden", "violated"),),
    ),
    "extra-condition": Expected(
        "材料收费：服务对象不变，申报条件里另要户籍。",
        breaches=(Breach("temporary_assistance_condition", "burden", "violated"),),
    ),
    "extra-fact": Expected(
        "多要一项事实：60岁以上的人不论户籍都能享受，规则却先问户籍。",
        breaches=(Breach("accessibility_split", "object", "extra_fact"),),
    ),
    "group-renamed": Expected(
        "群体改名：国家说低保边缘家庭，本地还用旧称，没有承接记录。",
        breaches=(Breach("medical_assistance_old_name", "object", "violated"),),
    ),
    "group-succeeds": Expected(
        "群体改名：facts.yaml 记下了谁承接旧称，因此仍可证明（这一份没有错误）。",
        breaches=(Breach("senior_fee_waiver_new_name", "object", "proved"),),
    ),
    "not-formalised": Expected(
        "未形式化：本地规则只是占位，不能用于证明。",
        breaches=(Breach("veteran_placement_placeholder", "object", "not_formalised"),),
    ),
    "rule-never-true": Expected("规则自相矛盾：没有人既不满18岁又满65岁。", ("ZS501",)),
    "rule-always-true": Expected("规则恒真：写了等于没写。", ("ZS502",)),
    "case-shadowed": Expected("情形被遮蔽：80岁的先判断，90岁的一档永远用不上。", ("ZS503",)),
    "contradiction": Expected("条件相互矛盾：对象满60岁，申报条件却要不满60岁。", ("ZS504",)),
    "ancestors-conflict": Expected("上位标准冲突：国家要每年至少4次，市里要至多2次。", ("ZS505",)),
    "rule-unknown-name": Expected("规则用了没有登记的事实名。", ("ZS204",)),
    "rule-call": Expected("规则里写了函数，规则语言只有比较和逻辑。", ("ZS202",)),
    "unit-missing": Expected("时限没有单位。", ("ZS207",)),
    "case-fails": Expected("案例与规则不符：64岁老人写成符合。", ("ZS802",)),
    "clause-number": Expected("条款与规则不符：条款写每年2次，规则写1次。", ("ZS506",)),
    "steps-over-promise": Expected("环节时限之和9个工作日，承诺只有7个工作日。", ("ZS507",)),
    "promise-over-statutory": Expected("承诺时限长于法定时限。", ("ZS508",)),
    "material-from-register": Expected("能从登记系统取得的材料还要居民提交。", ("ZS509",)),
    "value-worse-later": Expected("后一时段的值比前一时段差，像是日期写反了。", ("ZS540",)),
    "unit-odd": Expected("环节时限写成了次数。", ("ZS541",)),
    "reference-withdrawn": Expected("引用了已废止的标准。", ("ZS611",)),
    "reference-replaced": Expected("引用了已被代替的标准。", ("ZS612",)),
    "reference-older-edition": Expected("注日期引用了旧版。", ("ZS613",)),
    "code-bad": Expected("标准号写错：没有顺序号。", ("ZS601",)),
    "code-duplicate": Expected("同一标准引用了两次。", ("ZS602",)),
    "code-mistyped": Expected("标准号像是笔误：数字颠倒。", ("ZS603",)),
    "code-level": Expected("标准号与级别不符：省级编号写成内部标准。", ("ZS604",)),
    "wording": Expected("用词不合 GB/T 1.1：必须、应当、可以。", ("ZS510",)),
    "guideline-shall": Expected("指南里写了应。", ("ZS511",)),
    "note-requirement": Expected("注里写了要求。", ("ZS512",)),
    "title-kind": Expected("名称说是规程，文体写成指南。", ("ZS513",)),
    "review-overdue": Expected("发布满五年没有复审。", ("ZS514",)),
    "modality-stated": Expected("条款类型标为要求，文字却是推荐。", ("ZS515",)),
    "clause-numbering": Expected("条号跳号：4.1之后是4.3。", ("ZS516",)),
    "clause-missing": Expected("引用了不存在的条款。", ("ZS517",)),
    "visits-many": Expected("到现场3次，超过1次。", ("ZS519",)),
    "on-spot": Expected("即办件却承诺5个工作日。", ("ZS520",)),
    "visit-reason": Expected("须到现场，没有说明原因。", ("ZS521",)),
    "online-visits": Expected("全程网办却还要到现场。", ("ZS522",)),
    "no-mail": Expected("不到现场，却只有窗口渠道。", ("ZS523",)),
    "fee-basis": Expected("收费没有依据和项目。", ("ZS524",)),
    "fee-payment": Expected("不收费却写了网上缴费。", ("ZS525",)),
    "same-phone": Expected("咨询电话与投诉电话相同。", ("ZS526",)),
    "result-sample": Expected("有办理结果，没有结果样本。", ("ZS527",)),
    "licence-steps": Expected("许可事项的流程缺少环节。", ("ZS528",)),
    "topic": Expected("主题是法人，服务对象却是老年人。", ("ZS529",)),
    "step-unreachable": Expected("有一个环节永远走不到。", ("ZS530",)),
    "step-missing": Expected("下一环节不存在。", ("ZS531",)),
    "post-unknown": Expected("环节的岗位不在组织机构里。", ("ZS532",)),
    "process-loop": Expected("流程循环，没有出口计时。", ("ZS533",)),
}

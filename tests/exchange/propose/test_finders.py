"""Sentences of each kind with what is proposed for them, and sentences that only look alike."""

from __future__ import annotations

import pytest

from tests.exchange.propose.saying import said, the_one, values

LIMITS = {
    "应在5个工作日内受理": ["5 working_day"],
    "自受理之日起二十日内作出决定": ["20 calendar_day"],
    "应当自收到申请之日起十个工作日内，作出决定": ["10 working_day"],
    "１小时以内响应，48小时之内上报，24h内报告": ["1 hour", "48 hour", "24 hour"],
    "十五分钟之内到达，等候不应超过10分钟": ["15 minute", "10 minute"],
    "不得超过六十日，最长30天，两个月之内完成": ["60 calendar_day", "30 calendar_day", "2 month"],
    "工作时限：3天": ["3 calendar_day"],
    "3-5个工作日办结": ["3 working_day", "5 working_day"],
    "3个工作日（特殊情况可延长至5个工作日）": ["3 working_day", "5 working_day"],
    "应答复，情况复杂的延长15日": ["15 calendar_day"],
    "公示期不少于5个工作日，公示时间为7天": ["5 working_day", "7 calendar_day"],
    "限3日内补正，次日起10日内": ["3 calendar_day", "10 calendar_day"],
    "提前7天通知，期满前30日书面告知": ["7 calendar_day", "30 calendar_day"],
    "响应时间≤30秒，一刻钟内到场": ["0.5 minute", "15 minute"],
    "档案保存不应少于15年": ["15 year"],
    "周期为3个月的，应在10日内复查": ["10 calendar_day"],
}
NO_LIMITS = [
    "24小时热线，24小时值守，24小时自助服务区", "应于每月10日前发放到位", "自2023年1月1日起3年内有效", "有效期为1年，试点期为2年",
    "满3个月后应复查，连续3个月未领取的，停发", "近12个月，过去3年内未受处罚", "从业满2年，累计缴费满15年", "服务时间：每天8小时",
    "逾期3日未补正的视为放弃，30分钟内未到场的取消", "不晚于次年1月31日", "相邻两次间隔不应超过4个月", "产后42天，孕13周",
    "6个月内累计超过2万元的家庭", "及时率＝3日内办结件数除以总件数×100%", "每学期18学时", "2023年内完成",
]  # fmt: skip
COUNTS = {
    "每人每年不少于2次": ["2 time/year"],
    "一年四次，半年开展一次，每半月一次": ["4 time/year", "1 time/half_year", "2 time/month"],
    "每季度至少电话回访1次": ["1 contact/quarter"],
    "每2周≥1次，两年一次": ["0.5 time/week", "0.5 time/year"],
    "探访不少于2次/月": ["2 visit/month"],
    "每月1-2次": ["1 time/month", "2 time/month"],
    "每年组织不少于两次的培训": ["2 activity/year"],
    "每周更换床单1次、每天打扫2次": ["1 time/week", "2 time/calendar_day"],
    "每人每天2餐，每月放映1场": ["2 meal/calendar_day", "1 show/month"],
    "每3年补贴1次，一年内申请不得超过2次": ["1/3 time/year", "2 time/year"],
    "第一年每季度随访1次，第二年起每半年1次": ["1 visit/quarter", "1 time/half_year"],
    "每周开放不少于42小时，每月不少于4天": ["42 hour/week", "4 calendar_day/month"],
    "累计服务不少于30小时/年": ["30 hour/year"],
    "应在孕晚期检查2次": ["2 visit"],
    "每孕次产检5次": ["5 visit/pregnancy"],
}
NO_COUNTS = [
    "一次性告知", "一次办好，实现1次受理、1次办成", "连续2次未通过", "第2次，分3次，再次", "每批次抽检1次", "每户每月10度免费电量", "同一年度",
    "每季度末月25日前报送", "三次元", "超过2次未到的",
]  # fmt: skip
AMOUNTS = {
    "每人每月１０８０元": ["1080 CNY/month"],
    "100元/人·月，880元/月/人，200元（每人每月）": ["100 CNY/month", "880 CNY/month", "200 CNY/month"],
    "五百元，1.5万元，人民币伍佰元整，￥2,000": ["500 CNY", "15000 CNY", "500 CNY", "2000 CNY"],
    "不低于300元，最高不超过8000元": ["300 CNY", "8000 CNY"],
    "补贴500-800元": ["500 CNY", "800 CNY"],
    "80至89周岁的每月100元，90周岁以上的每月200元": ["100 CNY/month", "200 CNY/month"],
    "每床每月300元，每户500元，每人每餐5元": ["300 CNY/month", "500 CNY/household", "5 CNY/meal"],
    "标准为城镇880元/月，农村650元/月": ["880 CNY/month", "650 CNY/month"],
    "每月补贴300元、交通费100元": ["300 CNY/month", "100 CNY/month"],
    "最高限额为每人每年2万元": ["20000 CNY/year"],
    "25元每小时，每小时25元": ["25 CNY/hour", "25 CNY/hour"],
}
PERCENTAGES = {
    "满意率不低于90%，90％以上": ["90%", "90%"],
    "百分之八十五，八成以上，千分之五": ["85%", "80%", "0.5%"],
    "自付20%~30%": ["20%", "30%"],
    "投诉率≤0.5%": ["0.5%"],
}
AGES = {
    "年满60周岁": ["age >= 60"],
    "65周岁及以上，八十岁以上，≥100岁": ["age >= 65", "age >= 80", "age >= 100"],
    "０至６岁，3～6岁学龄前儿童": ["0 <= age <= 6", "3 <= age <= 6"],
    "0-36个月的婴幼儿，24月龄以内的婴幼儿": ["0 <= age_months <= 36", "age_months <= 24"],
    "不满18周岁，16周岁（不含）以下，小于7岁": ["age < 18", "age < 16", "age < 7"],
    "男满60周岁、女满50周岁": ['sex == "male" and age >= 60', 'sex == "female" and age >= 50'],
    "女性55周岁以上": ['sex == "female" and age >= 55'],
    "六十五岁以上": ["age >= 65"],
    "年满16周岁、未满60周岁，16周岁以上60周岁以下": ["16 <= age < 60", "16 <= age <= 60"],
    "60岁以上（含60岁），60(含)-69岁": ["age >= 60", "60 <= age <= 69"],
    "超过60岁": ["age > 60"],
    "70周岁起享受": ["age >= 70"],
}
NO_AGES = [
    "法定退休年龄，85岁的高龄老人", "工龄满3年，楼龄20年以上", "平均年龄45岁以上", "200岁以上",
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), LIMITS.items())
def test_limits(text: str, found: list[str]) -> None:
    assert values("limit", text) == found


@pytest.mark.parametrize("text", NO_LIMITS)
def test_no_limits(text: str) -> None:
    assert values("limit", text) == []


@pytest.mark.parametrize(("text", "found"), COUNTS.items())
def test_counts(text: str, found: list[str]) -> None:
    assert values("count", text) == found


@pytest.mark.parametrize("text", NO_COUNTS)
def test_no_counts(text: str) -> None:
    assert values("count", text) == []


@pytest.mark.parametrize(("text", "found"), AMOUNTS.items())
def test_amounts(text: str, found: list[str]) -> None:
    assert values("amount", text) == found


@pytest.mark.parametrize(("text", "found"), PERCENTAGES.items())
def test_percentages(text: str, found: list[str]) -> None:
    assert values("percentage", text) == found


@pytest.mark.parametrize(("text", "found"), AGES.items())
def test_ages(text: str, found: list[str]) -> None:
    assert values("age", text, "服务对象") == found


@pytest.mark.parametrize("text", NO_AGES)
def test_no_ages(text: str) -> None:
    assert values("age", text, "服务对象") == []


def test_the_age_of_those_who_serve_is_nobody_s_right() -> None:
    found = said("护理员年龄应在18周岁以上。", "服务对象")
    assert [(one.kind, one.value, one.at) for one in found] == [("age", "age >= 18", None)]
    assert found[0].note is not None
    assert "服务人员" in found[0].note.zh


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月5日起施行。", "见第3条和表2。", "按GB/T 35560—2017执行。", "热线电话020-83123456，24小时热线。", "3类资金，2种情形。",
        "管理率＝管理人数／总人数×100%。", "注：每年4次。", "示例：每人每月1080元，5个工作日内。", "示例1：不少于2次/年。", "版本1.2，第2页。",
    ],
)  # fmt: skip
def test_dates_codes_notes_and_formulas_are_no_values(text: str) -> None:
    assert [one.kind for one in said(text) if one.kind not in ("step", "post")] == []


def test_what_only_illustrates_is_no_value() -> None:
    text = "补贴每月200元（例如，每年领取2400元）；比如3个工作日内答复。"
    assert [(one.kind, one.quote) for one in said(text)] == [("amount", "补贴每月200元（例如，每年领取2400元）")]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("应不少于每年2次", "at_least"), ("每年不超过2次", "at_most"), ("每年2次", "at_least"), ("补贴每月200元", "at_least"),
        ("收费每小时25元", "at_most"), ("押金100元", "at_most"), ("满意率应达到90%", "at_least"), ("个人负担20%", "at_most"),
        ("5个工作日内答复", "at_most"), ("提前7天通知", "at_least"), ("病历保存不少于15年", "at_least"),
    ],
)  # fmt: skip
def test_which_way_a_value_binds(text: str, field: str) -> None:
    (found,) = [one for one in said(text) if one.kind not in ("step", "post", "material")]
    assert isinstance(found.value, dict)
    assert field in found.value
    assert found.value["clause"] == "5"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("探访宜每月1次", "「宜」"), ("探访可每月1次", "「可」"), ("应在10日内答复", "自然日"), ("应在30秒内接听", "没有秒"),
        ("应在孕晚期检查2次", "没有写明周期"), ("收费每小时25元", "至多"), ("补贴300至500元", "下限"), ("3至5个工作日办结", "下限"),
        ("每月不少于4天", "自然日"),
    ],
)  # fmt: skip
def test_what_a_person_must_know_is_noted(text: str, words: str) -> None:
    found = said(text)[0]
    assert found.note is not None
    assert words in found.note.zh


def test_a_requirement_needs_no_note() -> None:
    assert the_one("count", "应每月探访1次").note is None


def test_the_kind_of_provision_of_an_item_is_that_of_its_lead() -> None:
    notes = [one.note for one in said("宜提供下列服务：\na) 每月探访1次；\nb) 应每年体检1次。") if one.kind == "count"]
    assert ["宜" in note.zh if note is not None else None for note in notes] == [True, None]


def test_spacing_belongs_to_the_count_before_it() -> None:
    found = the_one("count", "每年随访4次，相邻两次间隔不应超过4个月")
    assert found.value == {"at_least": "4 visit/year", "apart": {"at_most": "4 month"}, "clause": "5"}
    apart = [one.value for one in said("每年体检2次，每季度随访1次，间隔不少于2个月") if one.kind == "count"]
    assert [isinstance(value, dict) and value.get("apart") for value in apart] == [None, {"at_least": "2 month"}]


def test_a_sum_by_age_carries_its_condition() -> None:
    found = [one.value for one in said("80至89周岁的每人每月100元，90周岁以上的每人每月200元") if one.kind == "amount"]
    assert [isinstance(value, dict) and value.get("when") for value in found] == ["80 <= age <= 89", "age >= 90"]


def test_on_the_spot_is_a_kind_of_case_said_once() -> None:
    found = [one for one in said("借书证当场办结，即时办理。") if one.kind == "limit"]
    assert [(one.value, one.at) for one in found] == [("on_spot", "services.高龄津贴.apply.case_type")]


def test_limits_of_the_case_go_to_promise_and_statutory() -> None:
    found = {
        one.at: one.value for one in said("法定办结时限：20个工作日；承诺办结时限：5个工作日") if one.kind == "limit"
    }
    assert found == {
        "services.高龄津贴.statutory": {"at_most": "20 working_day", "clause": "5"},
        "services.高龄津贴.promise": {"at_most": "5 working_day", "clause": "5"},
    }

"""Eight things that happen in a life, and the items that matter then; content, checked by a test against the district.

Each leads to the interview narrowed to its items: the person is asked only what these depend on.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.standard.wording import Words


@dataclass(frozen=True)
class LifeEvent:
    """title: as a resident says it.  items: ids of the district's services, what is needed first coming first.

    told_by: words by which a sentence tells of it.
    """

    id: str
    title: Words
    items: tuple[str, ...]
    told_by: tuple[str, ...]


LIFE_EVENTS: tuple[LifeEvent, ...] = (
    LifeEvent(
        "elder-care",
        Words("家里有老人要照料", "Caring for an older person"),
        (
            "elder_health", "elder_assessment", "elderly_care_subsidy", "longevity_allowance", "home_care", "elder_meals",
            "home_adaptation", "emergency_call", "yikang_centre", "carer_training", "dementia_screening", "family_doctor",
        ),
        ("老人", "父亲", "母亲", "爷爷", "奶奶", "外公", "外婆", "失智", "养老", "elderly", "father", "mother"),
    ),
    LifeEvent(
        "expecting",
        Words("准备要孩子", "Planning a child"),
        (
            "preconception_check", "maternal_health", "prenatal_screening", "maternal_risk_assessment", "folic_acid_urban",
            "maternity_insurance", "newborn_screening", "child_health", "immunisation", "infant_care_guidance",
        ),
        ("怀孕", "备孕", "孕", "生孩子", "产后", "坐月子", "新生儿", "pregnan", "baby"),
    ),
    LifeEvent(
        "school",
        Words("孩子要上学", "A child starts school"),
        (
            "compulsory_fee_waiver", "free_textbooks", "compulsory_living_subsidy", "preschool_aid", "inclusive_schooling",
            "migrant_school_admission", "after_school_care", "school_lunch", "senior_grant", "vocational_grant",
        ),
        ("上学", "入学", "学费", "幼儿园", "小学", "初中", "高中", "转学", "school"),
    ),
    LifeEvent(
        "new-in-town",
        Words("刚到广州工作", "New in Guangzhou for work"),
        (
            "employment_registration", "job_placement", "talent_rental", "public_rental", "rent_subsidy", "health_records",
            "family_doctor", "migrant_school_admission", "personnel_files", "rider_station",
        ),
        ("刚来", "刚到", "外地来", "来广州", "打工", "务工", "租房", "居住证", "new in town", "moved"),
    ),
    LifeEvent(
        "out-of-work",
        Words("失业了，找工作", "Out of work, looking for a job"),
        (
            "unemployment_insurance", "employment_registration", "employment_assistance", "job_placement",
            "skills_training", "work_experience", "startup_support", "labour_relations", "job_fairs",
        ),
        ("失业", "没工作", "找工作", "下岗", "辞退", "被裁", "拖欠工资", "unemployed", "lost my job", "out of work"),
    ),
    LifeEvent(
        "hardship",
        Words("生活遇到困难", "Hard times"),
        (
            "dibao", "low_income_margin", "temporary_assistance", "medical_assistance", "expenditure_hardship", "destitute",
            "legal_aid", "rent_subsidy", "children_in_difficulty", "disaster_relief",
        ),
        ("低保", "没钱", "困难", "看不起病", "负债", "火灾", "poor", "hardship"),
    ),
    LifeEvent(
        "disability",
        Words("家人行动不便", "A family member with limited mobility"),
        (
            "disability_certificate_service", "disability_allowances", "assistive_devices", "disability_rehabilitation",
            "disability_care", "home_adaptation", "home_care", "home_bed", "emergency_call", "lift_grant",
        ),
        ("不方便", "不便", "残疾", "轮椅", "瘫痪", "卧床", "偏瘫", "走不动", "disab", "wheelchair", "cannot walk"),
    ),
    LifeEvent(
        "veteran",
        Words("退役回到本区", "Back from military service"),
        (
            "veteran_placement", "veteran_employment", "preferential_pension", "veteran_hardship_support",
            "military_family_allowance", "military_family_care", "skills_training", "startup_support",
        ),
        ("退役", "退伍", "当兵", "军属", "军人", "veteran", "army"),
    ),
)  # fmt: skip

#: Items that many ask for, shown on the home page in this order.
COMMON_ITEMS: tuple[str, ...] = (
    "elder_health", "longevity_allowance", "family_doctor", "immunisation", "dibao", "rent_subsidy", "inclusive_schooling",
    "disability_allowances", "legal_aid",
)  # fmt: skip

#: Words that many look for.
COMMON_WORDS: tuple[Words, ...] = (
    Words("体检", "health check"),
    Words("长寿保健金", "longevity allowance"),
    Words("预防接种", "vaccination"),
    Words("家庭医生", "family doctor"),
    Words("低保", "minimum living"),
    Words("公共租赁住房", "public rental"),
)


def told_of(text: str) -> list[LifeEvent]:
    """The events that a sentence tells of.

    >>> [one.id for one in told_of("父亲 82 岁，走路不方便")]
    ['elder-care', 'disability']
    """
    lower = text.lower()
    return [one for one in LIFE_EVENTS if any(word in lower for word in one.told_by)]


def event(name: str) -> LifeEvent:
    """The event with this id.  Raises KeyError."""
    for one in LIFE_EVENTS:
        if one.id == name:
            return one
    raise KeyError(name)

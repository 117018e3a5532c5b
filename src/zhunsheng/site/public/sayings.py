"""What people call things that the standards call otherwise: 「体检」 for health management, 「高龄津贴」 for the longevity allowance.

Content, checked by a test against the district.  A saying only leads to items; it never stands for what they are called.
"""

from __future__ import annotations

#: Words by which people ask, and the items that they mean, the likeliest first.
SAYINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("elderly", "old people"), ("elder_health", "longevity_allowance", "elderly_care_subsidy", "elder_meals")),
    (("doctor",), ("family_doctor",)),
    (("kindergarten",), ("preschool_aid", "inclusive_nursery")),
    (("体检", "量血压", "health check", "check-up"), ("elder_health", "preconception_check", "child_health")),
    (("高龄津贴", "高龄补贴", "敬老金", "老龄补贴", "old-age allowance"), ("longevity_allowance",)),
    (("养老院", "护老院", "nursing home"), ("yikang_centre", "elderly_care_subsidy", "elder_assessment")),
    (("饭堂", "送餐", "配餐", "meals"), ("elder_meals",)),
    (("扶手", "防滑", "适老", "grab rail"), ("home_adaptation",)),
    (("保姆", "护工", "上门照顾", "carer"), ("home_care", "carer_training")),
    (("老人卡", "长者卡", "老年卡", "坐公交"), ("elder_bus",)),
    (("养老金", "退休金", "pension"), ("resident_pension", "employee_pension")),
    (("打疫苗", "疫苗", "打针", "vaccin"), ("immunisation",)),
    (("产检", "建册", "prenatal"), ("maternal_health", "prenatal_screening")),
    (("生育津贴", "maternity"), ("maternity_insurance",)),
    (("托儿所", "托班", "nursery"), ("inclusive_nursery", "infant_care_guidance")),
    (("助学金", "贫困生", "student grant"), ("senior_grant", "vocational_grant", "compulsory_living_subsidy", "preschool_aid")),
    (("积分入学", "外地孩子", "随迁"), ("migrant_school_admission",)),
    (("课后托管", "延时服务", "after school"), ("after_school_care",)),
    (("失业金", "unemployment benefit"), ("unemployment_insurance",)),
    (("找工作", "招聘", "find a job", "find work"), ("job_placement", "job_fairs", "employment_registration")),
    (("欠薪", "拖欠工资", "讨薪", "unpaid wages"), ("labour_protection", "labour_relations")),
    (("工伤", "work injury"), ("work_injury_insurance", "work_capacity_assessment")),
    (("创业", "start a business"), ("startup_support",)),
    (("低保", "minimum living"), ("dibao", "low_income_margin", "unemployed_disabled_dibao")),
    (("困难补助", "救济", "急难", "emergency aid"), ("temporary_assistance", "expenditure_hardship")),
    (("看不起病", "大病", "医药费"), ("medical_assistance", "resident_medical")),
    (("医保", "medical insurance"), ("resident_medical", "employee_medical")),
    (("公租房", "廉租房", "租房", "public housing", "rent a ", "renting"), ("public_rental", "rent_subsidy")),
    (("装电梯", "加装电梯", "lift"), ("lift_grant", "lift_custody")),
    (("旧改", "旧小区", "renewal"), ("neighbourhood_renewal",)),
    (("残疾证", "残疾人证", "disability certificate"), ("disability_certificate_service",)),
    (("残疾补贴", "残疾人补贴", "两项补贴"), ("disability_allowances",)),
    (("轮椅", "助听器", "假肢", "wheelchair", "hearing aid"), ("assistive_devices",)),
    (("律师", "打官司", "lawyer"), ("legal_aid", "peoples_mediation")),
    (("退伍", "转业", "veteran"), ("veteran_placement", "veteran_employment")),
    (("烈士", "抚恤"), ("preferential_pension",)),
    (("火化", "殡葬", "丧葬", "funeral"), ("funeral_basics",)),
    (("图书馆", "借书", "library"), ("reading",)),
    (("游泳", "打球", "体育馆", "sports"), ("sports_venues", "fitness")),
)  # fmt: skip


def meant_by(text: str) -> list[str]:
    """Ids of the items that a text may mean, each once; none where it uses no saying.

    >>> meant_by("老人体检")[0], meant_by("Q/YXYS 5.001")
    ('elder_health', [])
    """
    lower = text.lower()
    found: dict[str, None] = {}
    for words, items in SAYINGS:
        if any(word in lower for word in words):
            found.update(dict.fromkeys(items))
    return list(found)

"""For whom an item is: worked out from its rule, not from its title.

A group is a set of facts, with what they are for somebody outside the group.  An item addresses a group when nobody
outside it can be entitled, or when being in it is enough where being in no group is not.  What a rule leaves open stays
open (three-valued), so an item is never kept from a reader who might be entitled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.tree import Expr, Value, names
from zhunsheng.standard.wording import T, Text

_NO = False


@dataclass(frozen=True)
class Audience:
    """outside: facts of somebody who is not in the group.  inside: facts of some who are; without any they are left open."""

    id: str
    title: Text
    outside: Mapping[str, Value]
    inside: tuple[Mapping[str, Value], ...] = ({},)

    def tells(self, rule: Expr) -> bool:
        """Whether the rule names any fact of the group."""
        return not set(names(rule)).isdisjoint(self.outside)


_GROWN: Mapping[str, Value] = {"age": Fraction(40)}

AUDIENCES: tuple[Audience, ...] = (
    Audience("elderly", T("老年人"), _GROWN, tuple({"age": Fraction(age)} for age in (60, 70, 82, 100))),
    Audience(
        "children",
        T("孩子和学生"),
        {
            **_GROWN, "education_stage": "none", "orphan": _NO, "de_facto_unattended": _NO, "child_in_difficulty": _NO,
            "entry_grade": "none", "rehab_need_diagnosed": _NO, "vaccination_due": _NO,
        },
        tuple({"age": Fraction(age)} for age in (0, 1, 3, 6, 10, 14, 17)),
    ),
    Audience(
        "mothers",
        T("备孕、孕产妇"),
        {"pregnant": _NO, "planning_pregnancy": _NO, "postpartum_days": Fraction(9999), "insured_maternity": _NO},
    ),
    Audience(
        "disabled",
        T("残疾人"),
        {
            "disability_certificate": _NO, "disability_grade": Fraction(0), "disability_type": "none",
            "needs_assistive_device": _NO, "applies_for_certificate": _NO, "special_needs_assessed": _NO,
        },
    ),
    Audience(
        "hardship",
        T("生活困难家庭"),
        {
            "dibao": _NO, "dibao_margin": _NO, "destitute": _NO, "household_hardship": _NO, "registered_poor": _NO,
            "sudden_hardship": _NO, "medical_cost_burden": _NO, "stranded_without_means": _NO, "disaster_affected": _NO,
            "household_income_pc": Fraction(10**9), "income_after_costs_pc": Fraction(10**9), "housing_hardship": _NO, "assets_within_limit": _NO,
        },
    ),
    Audience(
        "work",
        T("求职、在职"),
        {
            "wants_work": _NO, "registered_unemployed": _NO, "employment_status": "retired", "labour_dispute": _NO,
            "wage_arrears": _NO, "starts_business": _NO, "delivery_rider": _NO, "hard_to_employ": _NO,
            "insured_unemployment": _NO, "insured_work_injury": _NO, "recognised_work_injury": _NO,
            "training_target_group": _NO, "mobile_personnel": _NO, "zero_employment_household": _NO, "works_here": _NO,
            "new_worker_or_migrant": _NO,
        },
    ),
    Audience(
        "patients",
        T("患者"),
        {
            "hypertension": _NO, "type2_diabetes": _NO, "severe_mental_disorder": _NO, "tuberculosis": _NO,
            "endemic_disease": _NO, "hiv_positive": _NO, "hiv_high_risk_group": _NO, "home_bed_indicated": _NO,
            "chronic_disease_risk": _NO,
        },
    ),
    Audience(
        "veterans",
        T("退役军人、军属"),
        {
            "veteran": _NO, "preferential_treatment_group": _NO, "survivor_of_martyr_or_service": _NO,
            "conscript_family": _NO, "serving_family": _NO, "disabled_service_grade": Fraction(0),
        },
    ),
)  # fmt: skip
EVERYBODY = "everybody"
EVERYBODY_TITLE = T("所有居民")
IDS = (*(one.id for one in AUDIENCES), EVERYBODY)


def audiences_of(service: CompiledService) -> frozenset[str]:
    """Ids of the groups that an item addresses; `EVERYBODY` where somebody in none of them may be entitled.

    Empty where there is no rule.
    """
    rule = service.entitled
    if rule is None:
        return frozenset()
    told = [one for one in AUDIENCES if one.tells(rule)]
    plain: dict[str, Value] = {name: value for one in told for name, value in one.outside.items()}
    if holds(rule, plain) is not False:
        return frozenset({EVERYBODY})
    return frozenset(one.id for one in told if _addresses(rule, one, told))


def _addresses(rule: Expr, one: Audience, told: list[Audience]) -> bool:
    if holds(rule, one.outside) is False and _may(rule, one, {}):
        return True
    others: dict[str, Value] = {}
    for other in told:
        if other is not one:
            others |= {name: value for name, value in other.outside.items() if name not in one.outside}
    return _may(rule, one, others)


def _may(rule: Expr, one: Audience, others: Mapping[str, Value]) -> bool:
    """Whether somebody of the group, with these other facts, may be entitled."""
    return any(holds(rule, {**others, **inside}) is not False for inside in one.inside)

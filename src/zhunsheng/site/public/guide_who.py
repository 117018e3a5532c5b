"""Who can have an item: the rule in prose, and what is not asked for; said only where the rule says all of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from zhunsheng.publish.subject import Subject
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.tree import Expr, Value, names
from zhunsheng.standard.wording import T, Text

#: Facts about money; an item that names none of them does not look at it.
_MONEY = frozenset({
    "household_income_pc", "income_after_costs_pc", "assets_within_limit", "dibao", "dibao_margin", "destitute",
    "household_hardship", "registered_poor", "has_income_source", "medical_cost_burden", "sudden_hardship",
    "means_test_waived", "stranded_without_means", "housing_hardship", "home_area_pc", "owns_home_in_city",
    "public_housing_tenant",
})  # fmt: skip
_INSURANCE = frozenset({
    "insured_maternity", "insured_unemployment", "insured_work_injury", "insured_employee_medical", "insured_here",
    "insured_resident_medical", "insured_employee_pension", "insured_resident_pension", "receives_pension",
    "unemployment_contribution_months", "pension_contribution_years",
})  # fmt: skip
_REGISTRATION: Mapping[str, Value] = {"local_hukou": False, "city_hukou": False}
_RESIDENCE: Mapping[str, Value] = {"usual_resident": False}
#: Facts about belonging here; a rule without any leaves it to others to say where people belong.
_LOCAL = frozenset({
    "local_hukou", "city_hukou", "usual_resident", "studies_here", "works_here", "insured_here", "guardian_works_in_city",
})  # fmt: skip
#: Facts that stand for an age without naming one.
_AGE = frozenset({
    "age", "education_stage", "entry_grade", "age_on_31_august", "pregnant", "planning_pregnancy", "postpartum_days",
    "reproductive_age", "receives_pension", "orphan", "child_in_difficulty", "rehab_need_diagnosed", "vaccination_due",
})  # fmt: skip


@dataclass(frozen=True)
class Who:
    """object: as the standard writes it.  kind, parts: the rule; no parts where there is none.

    further: more conditions.  not_asked: what plays no part.  approximate: the rule does not say all of the text.
    """

    object: str
    kind: Literal["all", "any", "one"]
    parts: tuple[str, ...]
    further: tuple[str, ...]
    not_asked: tuple[str, ...]
    approximate: bool


def who_of(subject: Subject) -> Who:
    """Who can have the item of `subject`."""
    service = subject.service
    kind, parts = ("one", []) if service.eligible is None else subject.speaker.parts(service.eligible)
    if subject.language == "en":
        parts = [part[:1].upper() + part[1:] for part in parts]
    return Who(
        object=subject.label(subject.source.object),
        kind=kind,
        parts=tuple(parts),
        further=tuple(subject.speaker.rule(one.rule) for one in service.conditions or ()),
        not_asked=tuple(subject.say(one) for one in not_asked(service.entitled, subject.source.fit)),
        approximate=subject.source.fit == "approximate",
    )


def not_asked(rule: Expr | None, fit: str | None) -> Iterator[Text]:
    """What readers often think is asked for and is not; nothing is claimed of a rule that does not say all of its text."""
    if rule is None or fit != "exact":
        return
    named = set(names(rule))
    if not named.isdisjoint(_LOCAL):
        yield from _belonging(rule, named)
    if named.isdisjoint(_MONEY):
        yield T("不看收入和财产")
    if named.isdisjoint(_INSURANCE):
        yield T("不看是否参保")
    if named.isdisjoint(_AGE):
        yield T("不限年龄")


def _belonging(rule: Expr, named: set[str]) -> Iterator[Text]:
    """Registration and residence, for a rule that says where one must belong."""
    if named.isdisjoint(_REGISTRATION):
        yield T("不看户籍在哪里")
    elif holds(rule, _REGISTRATION) is not False:
        yield T("不要求户籍在本区")
    if named.isdisjoint(_RESIDENCE):
        yield T("不要求常住本区")
    elif holds(rule, _RESIDENCE) is not False:
        yield T("户籍在本区、住在外区的也可以")

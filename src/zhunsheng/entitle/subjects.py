"""What a question is about, so that a helper can go through one subject after the other.

A fact belongs to the subject of the register that could tell it; one that no register tells belongs to the domain in
which most items ask for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.entitle.plan import Plan
from zhunsheng.standard.wording import T, Text, Words


@dataclass(frozen=True)
class Subject:
    """A group of questions; `registers`: beginnings of the register names that belong to it."""

    id: str
    title: Text | Words
    registers: tuple[str, ...] = ()


#: In the order in which a helper asks.  The longest beginning that fits decides.
SUBJECTS: Sequence[Subject] = (
    Subject("person", T("本人"), ("police.identity",)),
    Subject("residence", T("户籍与居住"), ("police",)),
    Subject("family", T("家庭与生育"), ("health.maternal", "health.family-planning", "civil-affairs.children")),
    Subject("health", T("健康与残疾"), ("health", "disability", "civil-affairs.assessment")),
    Subject("insurance", T("社会保险与医保"), ("medical-insurance", "hr.insurance", "hr.social-security-card")),
    Subject("livelihood", T("生活困难"), ("civil-affairs", "emergency", "rural-revitalisation")),
    Subject("school", T("上学"), ("education",)),
    Subject("work", T("工作与创业"), ("hr", "market", "market-supervision")),
    Subject("home", T("住房"), ("housing", "planning")),
    Subject("forces", T("服役与优抚"), ("veterans",)),
)
OTHER = Subject("other", T("其他情况"))


def subject_of(plan: Plan, name: str) -> Subject:
    """The subject of a fact."""
    register = plan.library.book.facts[name].register_ or ""
    fitting = [
        (len(start), subject)
        for subject in SUBJECTS
        for start in subject.registers
        if register == start or register.startswith(f"{start}.")
    ]
    if fitting:
        return max(fitting, key=lambda one: one[0])[1]
    using = plan.using[plan.index[name]] if name in plan.index else ()
    domains = Counter(plan.domain_of(plan.items[number]) for number in using)
    domain = plan.domains.get(domains.most_common(1)[0][0]) if domains else None
    return OTHER if domain is None else Subject(domain.id, domain.title)


def places(plan: Plan) -> Mapping[str, int]:
    """The order of subjects: those with registers first, then domains as the workspace has them, then the rest."""
    ids = [subject.id for subject in SUBJECTS] + list(plan.domains) + [OTHER.id]
    return {name: place for place, name in reversed(list(enumerate(ids)))}

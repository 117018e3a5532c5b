"""ZS529: the topic class and the service object speak of different kinds of applicants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import View
from zhunsheng.rule.tree import names
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T

_LEGAL = re.compile(r"企业|法人|用人单位|个体工商户|社会组织|公司|合作社")
_NATURAL = re.compile(
    r"居民|个人|自然人|公民|人员|老年人|老人|儿童|未成年人|学生|妇女|残疾人|孕产妇|家庭|患者|退役军人|劳动者|群众|幼儿|夫妇|者"
)


@check("ZS529", Severity.WARNING)
def topic(subject: Subject) -> Iterator[Finding]:
    """主题与服务对象不一致 — `topic` says natural persons and the object speaks of organisations only, or the reverse.

    **Why.** Portals sort items by topic; in the wrong class nobody finds them (consistency rule of local data offices).
    **Example.** `topic: legal_person` with the object 「65 周岁及以上老年人」.
    **Remedy.** Correct the topic, or say `both`.
    """
    for service in subject.services:
        source = service.compiled.source
        if source.topic not in ("natural_person", "legal_person"):
            continue
        words = source.object.zh if source.object is not None else ""
        legal, natural = bool(_LEGAL.search(words)), bool(_NATURAL.search(words)) or _asks_age(subject, service)
        wrong = source.topic == "natural_person" and legal and not natural
        if wrong or (source.topic == "legal_person" and natural and not legal):
            shown = source.object or source.eligible or ""
            message = T("主题为 {topic}，服务对象却是「{object}」", topic=source.topic, object=shown)
            yield topic.finding(service.place("topic"), message, T("请改正 topic，或写 both"))


def _asks_age(subject: Subject, service: View) -> bool:
    """Whether eligibility depends on an age: only people have one."""
    rule, facts = service.compiled.eligible, subject.prover.book.facts
    return rule is not None and any(name in facts and facts[name].type == "age" for name in names(rule))

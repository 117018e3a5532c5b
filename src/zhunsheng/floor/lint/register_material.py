"""ZS509: a material that a government register could supply."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.view import View
from zhunsheng.rule.tree import names
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.service import Material
from zhunsheng.standard.wording import T, Text

#: Endings of a fact's label that a certificate of the same fact does not share.
_ENDINGS = ("对象", "人员", "家庭", "者", "情况", "状态")


@check("ZS509", Severity.WARNING)
def register_material(subject: Subject) -> Iterator[Finding]:
    """可由登记库提供的材料 — the resident must bring what the government itself keeps.

    Known from: the material's own `source: government`; the same material with a `register` in another service here
    or above; a fact with a `register` that the rules of the service use and the material certifies.
    **Why.** Material that the government issues is fetched, not demanded and what is fetched cannot be forgotten.
    **Example.** 低保证 as an original, while the fact `dibao` has the register `civil-affairs.dibao`.
    **Remedy.** Name the `register` on the material, so that there is nothing to bring.
    """
    supplied = _supplied(subject)
    for service in subject.services:
        apply = service.compiled.source.apply
        for index, material in enumerate((apply.materials if apply is not None else None) or ()):
            if material.register_ is not None or material.need == "optional" or material.form == "electronic":
                continue
            reason = _reason(subject, service, material, supplied)
            if reason is not None and service.writes(f"apply.materials.{material.id}"):
                yield register_material.finding(
                    service.place("apply", "materials", index),
                    T("材料「{title}」可由政府登记库提供，不必由申请人提交", title=material.title),
                    reason,
                )


def _reason(subject: Subject, service: View, material: Material, supplied: dict[str, str]) -> Text | None:
    found = supplied.get(material.id) or supplied.get(material.title.zh)
    if found is not None:
        return T("同一材料在别处由 {register} 提供；请写 register: {register}", register=found)
    for name in _facts_used(service):
        fact = subject.prover.book.facts.get(name)
        if fact is None or fact.register_ is None:
            continue
        if name.replace("_", "-") == material.id or _stem(fact.label.zh) in material.title.zh:
            return T("「{fact}」可查 {register}；请写 register: {register}", fact=fact.label, register=fact.register_)
    if material.source == "government":
        return T("它由政府部门签发（source: government）；请写明 register，或说明为何不能核验")
    return None


def _supplied(subject: Subject) -> dict[str, str]:
    """Materials that some service here or above takes from a register: id and title -> register."""
    found: dict[str, str] = {}
    for library in (subject.library, *subject.library.chain()):
        for _, service, _, _ in library.workspace.services():
            for material in (service.apply.materials if service.apply is not None else None) or ():
                if material.register_ is not None:
                    found.setdefault(material.id, material.register_)
                    found.setdefault(material.title.zh, material.register_)
    return found


def _facts_used(service: View) -> list[str]:
    used: dict[str, None] = {}
    for rule in service.rules():
        used |= dict.fromkeys(names(rule.expr))
    return list(used)


def _stem(label: str) -> str:
    for ending in _ENDINGS:
        if label.endswith(ending) and len(label) - len(ending) >= 2:
            return label.removesuffix(ending)
    return label

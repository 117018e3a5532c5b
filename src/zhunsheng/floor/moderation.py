"""Not set too high (标准不攀高): whoever exceeds the floor says why, what it risks and who agreed.

Source: notice on the national basic public service standard (2021 edition): items, contents or amounts beyond the
national range need prior argument and risk assessment.
"""

from __future__ import annotations

from zhunsheng.floor.prove import COSTLY, FloorReport
from zhunsheng.floor.verdict import ItemProof
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T

ASPECT_WORDS = {"object": T("服务对象"), "content": T("服务内容"), "level": T("服务标准")}


def unargued(library: Library, report: FloorReport) -> list[Finding]:
    """ZS401, a warning for each aspect in which a service exceeds the standard above without a recorded argument."""
    found: dict[tuple[str, str], Finding] = {}
    for section in report.sections:
        for proof in section.proofs:
            for aspect in sorted({item.aspect for item in proof.judgements if item.exceeds and item.aspect in COSTLY}):
                services = [library.service(ref) for ref in proof.derived]
                argued = any(item.aspect == aspect for service in services for item in service.source.exceeds)
                if not argued:
                    found.setdefault((services[0].id, aspect), _finding(services[0], aspect, proof))
    return list(found.values())


def _finding(service: CompiledService, aspect: str, proof: ItemProof) -> Finding:
    title = service.source.title or service.id
    message = T(
        "「{title}」的{aspect}高于 {ref}，没有论证记录", title=title, aspect=ASPECT_WORDS[aspect], ref=proof.ancestor
    )
    advice = T("请在 exceeds 里写明 aspect、argument（论证）与 risk（风险评估）")
    return Finding("ZS401", service.place, message, advice, Severity.WARNING)

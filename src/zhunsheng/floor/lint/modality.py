"""ZS515: the declared modality is not what the words say."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.modals import modals, requirement
from zhunsheng.standard.document import Modality
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T, Text

_NAMES: dict[Modality, Text] = {
    "SHALL": T("要求（应）"),
    "SHOULD": T("推荐（宜）"),
    "MAY": T("允许（可）"),
    "CAN": T("能力或可能（能）"),
    "DO": T("指示（祈使句）"),
}


@check("ZS515", Severity.WARNING)
def modality(subject: Subject) -> Iterator[Finding]:
    """条款类型与用词不一致 — `modality` says one kind of provision, the auxiliaries in the text another.

    **Why.** Only requirements (应) feed the floor proof; a recommendation declared as a duty would claim too much.
    Source: GB/T 1.1-2020, types of provision.
    **Example.** `modality: SHALL` on 「宜每年回访一次」.
    **Remedy.** Leave `modality` out (it is read from the words), or change the words.
    """
    for document in subject.documents:
        for index, clause in enumerate(document.model.clauses):
            if clause.modality is None or clause.text is None:
                continue
            found = set(modals(clause.text.zh))
            if requirement(clause.text.zh) is not None:
                found.add("SHALL")
            if clause.modality in found or (clause.modality == "DO" and not found):
                continue
            said = [_NAMES[kind] for kind in _NAMES if kind in found]
            yield modality.finding(
                document.place("clauses", index, "modality"),
                T("第 {no} 条标为 {stated}，文字却是：{said}", no=clause.no, stated=_NAMES[clause.modality],
                  said=said or [T("没有 应、宜、可、能")]),
                T("可不写 modality，由文字判断；或改正文字"),
            )  # fmt: skip

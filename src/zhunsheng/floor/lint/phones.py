"""ZS526: complaints ring where questions do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS526", Severity.WARNING)
def phones(subject: Subject) -> Iterator[Finding]:
    """咨询电话与投诉电话相同 — `phone` and `complaint_phone` are the same number.

    **Why.** A complaint should not reach the desk it is about (consistency rule of local data offices).
    **Example.** Both are 020-0000 0001, however written.
    **Remedy.** Give the number of the supervising body.
    """
    for service in subject.services:
        apply = service.compiled.source.apply
        if apply is None or apply.phone is None or apply.complaint_phone is None:
            continue
        if _digits(apply.phone) == _digits(apply.complaint_phone):
            message = T("「{title}」的咨询电话与投诉电话相同：{phone}", title=service.title, phone=apply.phone)
            yield phones.finding(service.place("apply", "complaint_phone"), message, T("投诉电话请写监督部门的号码"))


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)

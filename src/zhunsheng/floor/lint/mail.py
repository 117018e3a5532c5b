"""ZS523: no visit and not online: how, then?"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T

#: Ways to apply without coming.
_REMOTE = frozenset({"online", "app", "mail", "home", "phone"})


@check("ZS523", Severity.WARNING)
def mail(subject: Subject) -> Iterator[Finding]:
    """不到现场又无其他渠道 — `visits: 0`, but no channel lets one apply from afar.

    **Why.** No visit and not online means that mail is offered (consistency rule of local data offices); applying by
    phone or being visited at home serves as well.
    **Example.** `visits: 0` and `channels: [window]`.
    **Remedy.** Offer `mail` or `online`, or correct `visits`.
    """
    for service in subject.services:
        apply = service.compiled.source.apply
        if apply is not None and apply.visits == 0 and apply.channels and not _REMOTE & set(apply.channels):
            message = T("「{title}」不须到现场，却没有网上、邮寄、电话或上门渠道", title=service.title)
            yield mail.finding(service.place("apply", "channels"), message, T("请增加 mail（邮寄）或 online（网上）"))

"""A standard that is sent, checked against everything above the district; nothing of it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.api.asked import asked_of
from zhunsheng.site.api.checking import LIMITS, NEW, Busy, Check, check_aside, known_above
from zhunsheng.site.api.contract import computes
from zhunsheng.site.api.giving import give_one
from zhunsheng.site.api.problems import FieldProblem, Refused
from zhunsheng.site.api.residents import in_yuan, money_of
from zhunsheng.site.api.schemas.base import One
from zhunsheng.site.api.schemas.proofs import FloorCheckIn, FloorCheckOut

router = Router(tags=["floor"])


@computes(
    router, "/floor-check", One[FloorCheckOut], permission=Permission.OFFICE_READ, cost=100, more=(503,)
)  # fmt: skip
def floor_check(request: HttpRequest, given: FloorCheckIn) -> HttpResponse:
    """A standard as text: what is wrong with it by line and column, and whether it is ever below the floor."""
    asked = asked_of(request)
    known = known_above(asked.ours)
    errors = [
        FieldProblem(
            where="body", pointer=f"/against/{index}", code="unknown_workspace",
            detail=_("可以是：%(expected)s") % {"expected": ", ".join(known)},
        )
        for index, name in enumerate(given.against)
        if name not in known
    ]  # fmt: skip
    if errors:
        raise Refused(422, errors=errors)
    check = Check(
        root=str(asked.state.root),
        folder=asked.folder,
        name=given.file or NEW,
        text=given.text,
        day=asked.on.isoformat(),
        against=tuple(given.against),
        lint=given.lint,
        language=asked.language,
    )
    try:
        outcome = check_aside(check)
    except Busy:
        raise Refused(503, _("正在检查别的标准"), headers={"Retry-After": "5"}) from None
    if outcome.failure in ("time", "memory"):
        detail = _("检查这个标准超出了允许的时间（%(n)d 秒）或内存") % {"n": LIMITS.seconds}
        error = FieldProblem(where="body", pointer="/text", code=f"too_much_{outcome.failure}", detail=detail)
        raise Refused(422, detail, errors=[error], way_out=_("把它分成几个标准，或用命令行 zhunsheng floor 检查"))
    if outcome.result is None:
        raise RuntimeError(f"floor check {outcome.failure}: {outcome.detail[:300]}")
    return give_one(request, in_yuan(outcome.result, money_of(asked.ours)))

"""The floor board as a file: one row an item and standard above, verdict and aspects in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.floor.wording import ASPECTS, MARKS
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.look.templatetags.look import mark_of
from zhunsheng.site.look.words import VERDICTS
from zhunsheng.site.office.floor import arrived, fits, waiting
from zhunsheng.site.office.floor_asked import FloorAsked
from zhunsheng.site.office.tables import XLSX, Value, attachment, csv_answer, xlsx_bytes
from zhunsheng.site.office.working import Progress
from zhunsheng.standard.wording import say


def table(floored: FloorAsked, show: str, domain: str) -> tuple[list[str], list[list[Value]]]:
    """Head and rows of the board, filtered as on the page."""
    aspects = [words.say(floored.asked.language) for words in ASPECTS.values()]
    head = [_("项号"), _("事项"), _("领域"), _("对照"), _("上位事项"), _("本地事项"), _("结论"), *aspects, _("标记")]
    return head, list(_rows(floored, show, domain))


def _rows(floored: FloorAsked, show: str, domain: str) -> Iterator[list[Value]]:
    board, language = floored.board, floored.asked.language
    for row in board.rows:
        if not fits(row, show) or (domain and row.domain != domain):
            continue
        for column in board.columns:
            title = row.title(language)
            begin: list[Value] = [
                row.number,
                title,
                floored.asked.domains.get(row.domain, ""),
                column.title.say(language),
            ]
            found = row.cells.get(column.upper, [])
            if not found:
                yield [*begin, "", "", _("未列"), *[""] * len(ASPECTS), ""]
            for cell in found:
                said = [VERDICTS[mark_of(cell.aspects.get(aspect))].say(language) for aspect in ASPECTS]
                marks = say([MARKS[mark] for mark in cell.marks if mark in MARKS], language)
                verdict = VERDICTS[cell.shown].say(language)
                derived = say(list(cell.derived), language)
                yield [*begin, f"{cell.upper}#{cell.item}", derived, verdict, *said, marks]


@needs(Permission.OFFICE_READ)
@require_GET
def floor_csv(request: HttpRequest) -> HttpResponse:
    """The table as CSV."""
    floored = FloorAsked.of(request)
    if isinstance(floored, Progress):
        return waiting(request, floored)
    if (answer := arrived(request)) is not None:
        return answer
    head, rows = table(floored, request.GET.get("show", "all"), request.GET.get("domain", ""))
    return csv_answer(f"floor-{floored.asked.on}", head, rows)


@needs(Permission.OFFICE_READ)
@require_GET
def floor_xlsx(request: HttpRequest) -> HttpResponse:
    """The table as a workbook."""
    floored = FloorAsked.of(request)
    if isinstance(floored, Progress):
        return waiting(request, floored)
    if (answer := arrived(request)) is not None:
        return answer
    head, rows = table(floored, request.GET.get("show", "all"), request.GET.get("domain", ""))
    note = _("{day}，{ours}，对每一位可能的居民证明，不是抽查").format(
        day=floored.asked.on.isoformat(), ours=floored.asked.library.title.say(floored.asked.language)
    )
    content = xlsx_bytes(_("底线看板"), note, head, rows, floored.asked.on)
    return attachment(f"floor-{floored.asked.on}.xlsx", content, XLSX)

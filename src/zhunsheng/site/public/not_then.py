"""An item that is not in force on the day that was asked: the page that says so, and on which day it is."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Item
from zhunsheng.site.look.addresses import here as address_here
from zhunsheng.site.look.errors import problem
from zhunsheng.site.look.templatetags.look import day_long, pick
from zhunsheng.site.public.here import Here


def refusal(request: HttpRequest, here: Here, key: str) -> HttpResponse | None:
    """None for an item in force on the day, else the page of the class 404 that says when it is.

    Raises Http404 for an item that no edition has.
    """
    if key in here.keys:
        return None
    spans = [(row.starts, row.ends, row) for row in selectors.item_history(here.snapshot, here.family, key)]  # type: ignore[attr-defined]
    spans = [span for span in spans if span[0] is not None]
    if not spans:
        raise Http404(key)
    words, first = _words(here, spans)
    link = address_here(request, on=first.isoformat()) if first else ""
    heading = _("{day}没有这一项服务").format(day=day_long(here.day))
    return problem(request, 404, heading, words, first=first, first_link=link)


def _words(here: Here, spans: list[tuple[date, date | None, Item]]) -> tuple[str, date | None]:
    """Why there is no page, and the first day on which there is one; no day for an item that has ended."""
    for starts, ends, row in spans:
        if starts <= here.day and (ends is None or here.day <= ends):
            first = _system(here, row) or starts
            told = {"title": pick(row, "title"), "day": starts, "first": first}
            return _(
                "「{title}」从 {day} 起施行，写在 {first} 起的一版标准体系里；更早的日子还没有按它算出的内容，也不拿后来的来顶替。"
            ).format(**told), first
    later = [(starts, row) for starts, _ends, row in spans if starts > here.day]
    if later:
        starts, row = later[0]
        words = _("「{title}」从 {day} 起施行，这一天还没有。").format(title=pick(row, "title"), day=starts)
        return words, max(starts, _system(here, row) or starts)
    _starts, ends, row = spans[-1]
    return _("「{title}」施行到 {day} 为止，这一天已经没有。").format(title=pick(row, "title"), day=ends), None


def _system(here: Here, row: Item) -> date | None:
    """The first day of the edition of the workspace that an item is written in."""
    return here.state.library_of(row.edition.workspace).workspace.manifest.effective

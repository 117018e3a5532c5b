"""The office's home: the five tests, what moved above, what is due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.five_tests import affordability, five, sustainability, top_of
from zhunsheng.site.office.movements import movements
from zhunsheng.site.office.upstream import due_reviews, named_outside
from zhunsheng.site.office.verdicts import proved
from zhunsheng.site.office.working import Progress

#: How many reviews, statuses and values the page shows; the rest is a click away.
MOST = 8


@needs(Permission.OFFICE_READ)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The page; parts that are not worked out yet ask again by themselves."""
    asked = Asked.of(request)
    context = {"section": "overview", **_tests(asked), **_moved(asked), **_due(asked)}
    return render(request, "office/overview.html", context)


@needs(Permission.OFFICE_READ)
@require_GET
def overview_tests(request: HttpRequest) -> HttpResponse:
    """The five tests alone, for the page that waits for them."""
    return render(request, "office/_five_tests.html", _tests(Asked.of(request)))


@needs(Permission.OFFICE_READ)
@require_GET
def overview_moved(request: HttpRequest) -> HttpResponse:
    """What moved above alone, for the page that waits for it."""
    return render(request, "office/_moved.html", _moved(Asked.of(request)))


def _tests(asked: Asked) -> dict[str, Any]:
    run = proved(asked)
    top = top_of(asked)
    title = "" if top is None else top.title.say(asked.language)
    poll = f"{reverse('office:overview_tests')}?{asked.moment.query}"
    if isinstance(run, Progress):
        return {"tests": [affordability(), sustainability()], "tests_progress": run, "tests_poll": poll, "top": title}
    return {"tests": five(asked, run), "run": run, "top": title}


def _moved(asked: Asked) -> dict[str, Any]:
    found = movements(asked)
    if isinstance(found, Progress):
        poll = f"{reverse('office:overview_moved')}?{asked.moment.query}"
        return {"moved_progress": found, "moved_poll": poll}
    steps = [_said(step, asked) for step in found["steps"]]
    return {"steps": steps, "values": found["values"][:MOST], "more_values": max(0, len(found["values"]) - MOST)}


def _said(step: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """A step between two editions with its meanings in words."""
    return {
        **step,
        "counts": [(meaning_word(name), n) for name, n in step["counts"]],
        "rows": [{**row, "words": [meaning_word(name) for name in row["meanings"]]} for row in step["rows"]],
        "later": step["new_day"] is not None and step["new_day"] > asked.on,
    }


def meaning_word(meaning: str) -> str:
    """What a change above means, as the overview counts it."""
    return {
        "added": _("新增"), "removed": _("取消"), "better": _("标准提高"), "worse": _("标准降低"), "wider": _("对象扩大"),
        "narrower": _("对象收窄"), "crossing": _("对象有进有出"), "to_judge": _("对象须人比较"), "words": _("文字调整"),
        "agency": _("牵头单位或支出责任调整"),
    }[meaning]  # fmt: skip


def _due(asked: Asked) -> dict[str, Any]:
    rows = due_reviews(asked)
    outside = [row for row in named_outside(asked) if row["status"] in ("withdrawn", "replaced")]
    return {
        "reviews": rows[:MOST],
        "reviews_total": len(rows),
        "reviews_late": sum(row["days"] < 0 for row in rows),
        "outside": outside[:MOST],
        "outside_total": len(outside),
    }

"""The list of standards: every place of the district's standards system on one page, filtered in one click.

A row is made once for a state, a day and a language and kept; a filter only chooses among rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.publish.wording import CATEGORIES, LEVELS, STAGES
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Place
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.listing import Labels, Row, Wanted, chosen_rows, list_context, total
from zhunsheng.site.office.places import STATES, is_borrowed, places_on
from zhunsheng.site.office.tables import XLSX, attachment, csv_answer, xlsx_bytes
from zhunsheng.standard.wording import Text, say

#: Filters in the order of the page; ``common`` stands for what belongs to no domain.
FILTERS = ("domain", "category", "level", "state", "stage", "status", "department")
SORTS = ("number", "title", "code", "level", "state", "effective")
COMMON = "common"
_STATUSES = ("in_force", "replaced", "withdrawn", "not_checked", "later")


# -- rows ------------------------------------------------------------------------------------------------------------


def rows_of(asked: Asked) -> list[Row]:
    """All rows, in order of the detail table."""
    return kept(f"office/standards/{asked.key}/{asked.moment.query}", lambda: _rows(asked))


def _rows(asked: Asked) -> list[Row]:
    leads = {one.key: one.lead_zh for one in selectors.items(asked.snapshot, asked.on, asked.family)}
    template = get_template("office/_standard_row.html")
    rows, names = [], _names(asked)
    for place in places_on(asked):
        departments = {name: names.get(name, name) for name in _departments(place, leads)}
        context = {
            "place": place,
            "departments": list(departments.values()),
            "address": asked.url("office:standard", place.edition_id) if place.edition_id else "",
            "moment": asked.moment,
        }
        rows.append(_row(asked, place, departments, str(template.render(context))))
    return rows


def _departments(place: Place, leads: Mapping[str, str]) -> tuple[str, ...]:
    """Bodies that act under the standard: those that lead its items, else the one that answers for the text."""
    found = [name for item in place.items for name in leads.get(item, "").split("、") if name]
    return tuple(dict.fromkeys(found)) or ((place.department_zh,) if place.department_zh else ())


def _names(asked: Asked) -> dict[str, str]:
    """Names of bodies in the page's language, by their Chinese names, as the organisation or the texts have them."""
    rows = selectors.places(asked.snapshot).exclude(department_zh="").exclude(department_en="")
    written = dict(rows.values_list("department_zh", "department_en")) if asked.language == "en" else {}
    return written | asked.bodies


def _row(asked: Asked, place: Place, departments: Mapping[str, str], html: str) -> Row:
    """A row; departments: names in the page's language by the Chinese names that the filter goes by."""
    values = {
        "domain": (place.domain or COMMON,), "category": (place.category,), "level": (place.level,),
        "state": (place.state,), "stage": (place.stage,), "status": (place.status,), "department": tuple(departments),
    }  # fmt: skip
    levels = [str(level) for level in LEVELS]
    order = {
        "number": place.number,
        "title": asked.pick(place),
        "code": (not place.code, place.code),
        "level": levels.index(place.level) if place.level in levels else len(levels),
        "state": STATES.index(place.state),
        "effective": "" if place.effective is None else place.effective.isoformat(),
    }
    words = " ".join(
        (place.number, place.title_zh, place.title_en, place.code, place.initials, *departments, *departments.values())
    ).casefold()
    cells = (
        place.number, asked.pick(place), place.code, _said(LEVELS, place.level, asked),
        _said(CATEGORIES, place.category, asked), asked.domains.get(place.domain, _("共用")), state_word(place.state),
        _said(STAGES, place.stage, asked), say(list(departments.values()), asked.language), place.effective, place.count,
        asked.pick(place, "reason"),
    )  # fmt: skip
    return Row(values, order, words, cells, html, place.count)


def _said(words: Mapping[Any, Text], key: str, asked: Asked) -> str:
    return words[key].say(asked.language) if key in words else ""


def state_word(state: str) -> str:
    """What a place is filled by."""
    words = {"full": _("全文"), "reference": _("引用"), "idle": _("未施行"), "gap": _("空缺")}
    return words.get(state, state)


def status_word(status: str) -> str:
    """What a register says of a standard outside."""
    words = {
        "in_force": _("现行"), "replaced": _("已被代替"), "withdrawn": _("已废止"), "not_checked": _("状态待核"),
        "later": _("尚未实施"),
    }  # fmt: skip
    return words.get(status, status)


def words_of(table: Mapping[Any, Text], asked: Asked) -> dict[str, str]:
    """Words of the core in the page's language, by key."""
    return {key: text.say(asked.language) for key, text in table.items()}


def _labels(asked: Asked) -> Labels:
    """The filters in the order of the page: those that share a line stand together."""
    return {
        "domain": (_("领域"), {COMMON: _("共用"), **asked.domains}),
        "category": (_("类别"), words_of(CATEGORIES, asked)),
        "state": (_("文本"), {state: state_word(state) for state in STATES}),
        "level": (_("级别"), words_of(LEVELS, asked)),
        "status": (_("外部标准现状"), {key: status_word(key) for key in _STATUSES}),
        "stage": (_("阶段"), words_of(STAGES, asked)),
        "department": (_("部门"), kept(f"office/bodies/{asked.key}", lambda: _names(asked))),
    }  # fmt: skip


def _columns() -> list[tuple[str, str]]:
    return [
        ("number", _("体系编号")), ("title", _("标准名称")), ("code", _("标准号")), ("level", _("级别")),
        ("", _("类别")), ("", _("部门")), ("state", _("文本")), ("effective", _("实施日期")),
    ]  # fmt: skip


# -- pages -----------------------------------------------------------------------------------------------------------


@needs(Permission.OFFICE_READ)
@require_GET
def standards(request: HttpRequest) -> HttpResponse:
    """The list, filtered as the address says."""
    asked, wanted = Asked.of(request), Wanted.of(request.GET, FILTERS, SORTS)
    context = list_context(rows_of(asked), wanted, _labels(asked), _columns(), "office:standards", asked.moment)
    more = {"section": "standards", "tab": "district", "borrowed": is_borrowed(asked)}
    return render(request, "office/standards.html", {**more, **context})


def _heads() -> list[str]:
    return [
        _("体系编号"), _("标准名称"), _("标准号"), _("级别"), _("类别"), _("领域"), _("文本"), _("阶段"), _("部门"),
        _("实施日期"), _("项数"), _("空缺或引用的原因"),
    ]  # fmt: skip


@needs(Permission.OFFICE_READ)
@require_GET
def standards_csv(request: HttpRequest) -> HttpResponse:
    """What is filtered, as CSV."""
    asked = Asked.of(request)
    found = chosen_rows(rows_of(asked), Wanted.of(request.GET, FILTERS, SORTS))
    return csv_answer(f"standards-{asked.on}", _heads(), [row.cells for row in found])


@needs(Permission.OFFICE_READ)
@require_GET
def standards_xlsx(request: HttpRequest) -> HttpResponse:
    """What is filtered, as a workbook."""
    asked = Asked.of(request)
    found = chosen_rows(rows_of(asked), Wanted.of(request.GET, FILTERS, SORTS))
    note = _("按 %(day)s 有效的规定，%(n)d 项") % {"day": asked.on, "n": total(found)}
    content = xlsx_bytes(_("标准明细"), note, _heads(), [row.cells for row in found], asked.on)
    return attachment(f"standards-{asked.on}.xlsx", content, XLSX)

"""The list of items: where each derives from, how it stands to what is above, its guide and its manual."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.publish.post_manual import acting_posts
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Item
from zhunsheng.site.office.asking import Asked, level_word
from zhunsheng.site.office.derivation import Entry, graph_of, rank_of
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.listing import Labels, Row, Wanted, chosen_rows, list_context, total
from zhunsheng.site.office.tables import XLSX, attachment, csv_answer, xlsx_bytes
from zhunsheng.site.office.verdicts import Line, Standing, item_standings, known_rows, own_rows

FILTERS = ("domain", "verdict", "above", "origin", "process", "department")
SORTS = ("title", "code", "verdict")
#: Chips of the verdict in the order of what wants doing first.
VERDICTS = ("violated", "missing", "undecided", "not_formalised", "proved", "exceeds", "zero", "none")
#: Where an item comes from: the highest level it derives from, or nowhere.
ORIGINS = ("national", "provincial", "city", "own")


def rows_of(asked: Asked) -> list[Row]:
    """All rows, in order of the texts; made anew when the proofs are there."""
    rows = known_rows(asked)
    run = rows[0].run_id if rows else 0
    return kept(f"office/items/{asked.key}/{asked.moment.query}/{run}", lambda: _rows(asked, rows))


def _rows(asked: Asked, rows: list[Line]) -> list[Row]:
    standings = item_standings(own_rows(rows, asked.library, asked.on))
    graph = graph_of(asked)
    template = get_template("office/_item_row.html")
    found = []
    for item in selectors.items(asked.snapshot, asked.on, asked.family):
        standing = standings.get(item.key, Standing())
        parents = [
            _parent(asked, one) for one in sorted(graph.above([f"{item.edition.workspace}#{item.key}"]), key=rank_of)
        ]
        context = {
            "item": item,
            "standing": standing,
            "parents": parents,
            "language": asked.language,
            "address": asked.url("office:standard", item.edition_id, item=item.key),
            "guide": asked.url("public:item", item.key),
            "manual": asked.url("office:manual", item.key, "pdf") if item.has_process else "",
            "domain": asked.domains.get(item.domain, ""),
            "proved": bool(rows),
            "moment": asked.moment,
        }
        found.append(_row(asked, item, standing, parents, str(template.render(context))))
    return found


def _parent(asked: Asked, entry: Entry) -> dict[str, str]:
    return {
        "ref": entry.ref, "workspace": entry.workspace, "item": entry.item, "level": entry.level,
        "short": level_word(entry.level), "title": asked.pick(entry),
    }  # fmt: skip


def _row(asked: Asked, item: Item, standing: Standing, parents: list[dict[str, str]], html: str) -> Row:
    verdict = standing.shown or "none"
    origins = [parent["level"] for parent in parents]
    origin = next((level for level in ORIGINS if level in origins), "own")
    departments = tuple(name for name in item.lead_zh.split("、") if name)
    values = {
        "domain": (item.domain,), "verdict": (verdict,), "origin": (origin,), "department": departments,
        "process": ("yes" if item.has_process else "no",), "above": ("yes" if standing.exceeds else "no",),
    }  # fmt: skip
    order = {"title": asked.pick(item), "code": item.edition.code, "verdict": VERDICTS.index(verdict)}
    words = " ".join(
        (item.key, item.title_zh, item.title_en, item.initials, item.edition.code, item.edition.title_zh, item.lead_zh)
    ).casefold()
    cells = (
        item.key, asked.pick(item), asked.domains.get(item.domain, ""), item.edition.code,
        asked.pick(item.edition), "、".join(parent["ref"] for parent in parents), verdict_word(verdict), item.lead_zh,
        asked.pick(item, "object"),
    )  # fmt: skip
    return Row(values, order, words, cells, html)


def verdict_word(verdict: str) -> str:
    """A verdict as the office's lists say it."""
    return {
        "proved": _("已证明"), "exceeds": _("优于上位"), "violated": _("低于底线"), "missing": _("缺项"),
        "not_formalised": _("须人判"), "undecided": _("未判定"), "zero": _("无对象"), "none": _("没有上位规定"),
    }[verdict]  # fmt: skip


def _labels(asked: Asked) -> Labels:
    return {
        "domain": (_("领域"), asked.domains),
        "verdict": (_("结论"), {verdict: verdict_word(verdict) for verdict in VERDICTS}),
        "above": (_("高于上位"), {"yes": _("有高出的"), "no": _("没有高出的")}),
        "origin": (_("来源"), {"national": _("国家"), "provincial": _("省"), "city": _("市"), "own": _("本区自有")}),
        "process": (_("流程"), {"yes": _("有办理流程"), "no": _("没有办理流程")}),
        "department": (_("牵头单位"), asked.bodies),
    }


@needs(Permission.OFFICE_READ)
@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """The list, filtered as the address says; below it the manuals of the posts."""
    asked, wanted = Asked.of(request), Wanted.of(request.GET, FILTERS, SORTS)
    columns = [
        ("title", _("事项")),
        ("", _("领域")),
        ("code", _("标准")),
        ("", _("派生自")),
        ("verdict", _("对上位")),
        ("", _("文件")),
    ]
    context = list_context(rows_of(asked), wanted, _labels(asked), columns, "office:items", asked.moment)
    return render(request, "office/items.html", {"section": "items", "posts": _posts(asked), **context})


def _posts(asked: Asked) -> list[tuple[str, str]]:
    """Posts that act in some step: title and address of the manual."""

    def make() -> list[tuple[str, str]]:
        titles = {one.id: one.title.say(asked.language) for one in asked.library.workspace.organisation.posts}
        return [
            (titles.get(post, post), asked.url("office:post_manual", post, "pdf"))
            for post in acting_posts(asked.library)
        ]

    return kept(f"office/posts/{asked.key}/{asked.moment.query}", make)


def _heads() -> list[str]:
    return [
        _("代号"), _("事项"), _("领域"), _("标准号"), _("标准名称"), _("派生自"), _("对上位"), _("牵头单位"), _("服务对象"),
    ]  # fmt: skip


@needs(Permission.OFFICE_READ)
@require_GET
def items_csv(request: HttpRequest) -> HttpResponse:
    """What is filtered, as CSV."""
    asked = Asked.of(request)
    found = chosen_rows(rows_of(asked), Wanted.of(request.GET, FILTERS, SORTS))
    return csv_answer(f"items-{asked.on}", _heads(), [row.cells for row in found])


@needs(Permission.OFFICE_READ)
@require_GET
def items_xlsx(request: HttpRequest) -> HttpResponse:
    """What is filtered, as a workbook."""
    asked = Asked.of(request)
    found = chosen_rows(rows_of(asked), Wanted.of(request.GET, FILTERS, SORTS))
    note = _("按 %(day)s 有效的规定，%(n)d 项") % {"day": asked.on, "n": total(found)}
    content = xlsx_bytes(_("事项清单"), note, _heads(), [row.cells for row in found], asked.on)
    return attachment(f"items-{asked.on}.xlsx", content, XLSX)

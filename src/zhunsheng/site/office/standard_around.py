"""What stands around the text of a standard: its editions, what it names and who names it, papers, provenance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Item, Reference
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.registers import Registered
from zhunsheng.site.office.standards import status_word
from zhunsheng.standard.document import Standard


def validity(edition: Any, day: date) -> tuple[str, str]:
    """What an edition is on a day: in words, and the tone of the badge."""
    if edition.starts is None:
        return _("没有写明实施日期"), "warn"
    if day < edition.starts:
        return _("尚未施行"), "brand"
    if edition.ends is not None and edition.ends < day:
        return _("已被代替或到期"), "warn"
    return _("现行"), "ok"


def around(asked: Asked, edition: Edition, model: Standard, items: Sequence[Item]) -> dict[str, Any]:
    """What the template of the page's last column needs."""
    editions = selectors.editions_of_work(asked.snapshot, edition.work_id)
    return {
        "editions": [_edition(asked, edition, one) for one in reversed(editions)],
        "named": _named(asked, list(selectors.references_from(edition.pk))),
        "naming": _naming(asked, edition),
        "papers": _papers(asked, edition, model, items),
        "provenance_note": "" if model.provenance.note is None else model.provenance.note.say(asked.language),
        "origin": edition.provenance,
    }


def _edition(asked: Asked, here: Edition, one: Any) -> dict[str, Any]:
    words, tone = validity(one, asked.on)
    return {
        "edition": one, "words": words, "tone": tone, "here": one.pk == here.pk,
        "address": asked.url("office:standard", one.pk),
        "compare": asked.url("office:editions", here.pk, **{"with": one.pk}),
    }  # fmt: skip


def _named(asked: Asked, references: Sequence[Reference]) -> list[dict[str, Any]]:
    """What the standard names, each with what the registers say of it and where it is, if here."""
    registered = Registered.of(asked, {one.key for one in references}) if references else Registered({})
    known = {
        one.code: one.pk for one in selectors.editions(asked.snapshot).filter(code__in=[one.code for one in references])
    }
    found = []
    for one in references:
        status = registered.status(one.code)
        found.append({
            "reference": one,
            "status": "" if status is None else status.status,
            "words": "" if status is None else status_word(status.status),
            "replaced_by": "" if status is None else status.replaced_by,
            "address": asked.url("office:standard", known[one.code]) if one.code in known else "",
        })  # fmt: skip
    return found


def _naming(asked: Asked, edition: Edition) -> list[dict[str, Any]]:
    """Standards in force on the day that name this one."""
    if not edition.code:
        return []
    rows = selectors.references_to(asked.snapshot, edition.code, asked.on)
    seen = {row.edition_id: row.edition for row in rows if row.edition_id != edition.pk}
    return [{"edition": one, "address": asked.url("office:standard", pk)} for pk, one in seen.items()]


def _papers(asked: Asked, edition: Edition, model: Standard, items: Sequence[Item]) -> list[dict[str, str]]:
    """What can be printed: the text, and guide and manual of the items in force."""
    papers = []
    if model.clauses:
        papers += [
            {"words": _("标准文本（PDF）"), "address": asked.url("office:printed", edition.pk, "pdf")},
            {"words": _("标准文本（Word）"), "address": asked.url("office:printed", edition.pk, "docx")},
        ]
    if edition.workspace != asked.library.id:
        return papers
    for item in items[:12]:
        name = asked.pick(item)
        papers.append(
            {"words": _("服务指南：%(item)s") % {"item": name}, "address": asked.url("public:item", item.key)}
        )
        if item.has_process:
            address = asked.url("office:manual", item.key, "pdf")
            papers.append({"words": _("业务手册：%(item)s") % {"item": name}, "address": address})
    return papers

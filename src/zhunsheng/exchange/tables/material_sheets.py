"""Sheets that list the materials of items which another sheet of the file lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhunsheng.exchange.tables.fields import IGNORE, MATERIAL
from zhunsheng.exchange.tables.items import CODES, gather
from zhunsheng.exchange.tables.materials import material_of
from zhunsheng.exchange.tables.reader import Sheet
from zhunsheng.exchange.tables.rows import Record
from zhunsheng.exchange.tables.services import ImportedItem
from zhunsheng.exchange.tables.words import squeezed
from zhunsheng.standard.service import Apply, Material, Service
from zhunsheng.standard.wording import T


def is_of_materials(sheet: Sheet) -> bool:
    """Whether a sheet only lists the materials of items that stand elsewhere."""
    fields = {column.field for column in sheet.columns} - {None, IGNORE}
    return (
        sheet.kind == "items"
        and "material" in fields
        and fields <= {*MATERIAL, *CODES, "order", "title", "parent", "note"}
    )


def with_materials(sheet: Sheet, items: Sequence[ImportedItem], rows: Iterable[Record]) -> list[ImportedItem]:
    """The items with the materials that a sheet of its own lists for them, by code or title."""
    found = list(items)
    for one in gather(sheet, rows):
        at = _item_of(found, one.record.text("title"), [one.record.text(name) for name in CODES])
        if at is None:
            message = T("材料所属的事项「{title}」不在清单里", title=one.record.text("title")[:40])
            sheet.tell("ZS955", one.record.spot("title"), message, T("名称或编码要与清单一致"))
            for record in (one.record, *one.materials):
                sheet.ledger.refuse_row(record.row)
            continue
        known: dict[str, Material] = {}
        apply = found[at].service.apply or Apply()
        known |= {material.id: material for material in apply.materials or ()}
        for record in one.materials:
            for name in (*CODES, "title", "parent", "note"):
                sheet.take_all(record, name)
            if (material := material_of(sheet, record, known)) is not None:
                known[material.id] = material
        service = found[at].service.model_copy(
            update={"apply": apply.model_copy(update={"materials": tuple(known.values())})}
        )
        found[at] = _replaced(found[at], service)
    return found


def _item_of(items: Sequence[ImportedItem], title: str, codes: Sequence[str]) -> int | None:
    wanted = {squeezed(code) for code in codes if code}
    by_code = next((at for at, item in enumerate(items) if wanted & set(item.codes)), None)
    if by_code is not None:
        return by_code
    plain = squeezed(title)
    return next(
        (at for at, item in enumerate(items) if item.service.title and squeezed(item.service.title.zh) == plain), None
    )


def _replaced(item: ImportedItem, service: Service) -> ImportedItem:
    return replace(item, service=service)

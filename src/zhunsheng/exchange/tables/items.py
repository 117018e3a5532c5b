"""The rows of an item list, gathered by item: a row that repeats an item or only adds a material belongs to it.

What the fields of an item come to is in `services`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from zhunsheng.exchange.tables.fields import MATERIAL
from zhunsheng.exchange.tables.grid import Spot
from zhunsheng.exchange.tables.ledger import Fate
from zhunsheng.exchange.tables.reader import Sheet
from zhunsheng.exchange.tables.rows import Record, is_continuation
from zhunsheng.exchange.tables.words import says_nothing, squeezed
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.wording import T

#: Codes of which one tells an item from another with the same title.
CODES = ("handling_code", "implementation_code", "base_code", "local_base_code", "number")
#: Fields that may go on in the rows below, so that their texts are joined.
JOINED = frozenset({
    "legal_basis", "conditions", "content", "standard", "process", "special", "place", "hours", "remedies", "faq",
    "materials", "note", "funding", "object",
})  # fmt: skip


@dataclass
class Gathered:
    """An item: its first row with what rows below add to it, and the rows that name materials."""

    record: Record
    materials: list[Record] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """What a row must share to belong to it: its title and the code that tells it from others."""
        return key_of(self.record)


def key_of(record: Record) -> tuple[str, str]:
    """A row's title and its most telling code."""
    code = next((text for name in CODES if (text := record.text(name)) and not says_nothing(text)), "")
    return squeezed(record.text("title")), squeezed(code)


def gather(sheet: Sheet, records: Iterable[Record]) -> list[Gathered]:
    """The items of a sheet in order; rows without a title that add nothing are told and refused."""
    found: list[Gathered] = []
    for record in records:
        last = found[-1] if found else None
        title = record.text("title")
        if title and not says_nothing(title) and not (last is not None and _same(last, record)):
            found.append(Gathered(record, [record] if record.has_any(MATERIAL) else []))
        elif last is not None and (title or is_continuation(record) or not record.has_any({"title"})):
            _add(sheet, last, record)
        else:
            sheet.tell(
                "ZS954", record.spot("title"), T("这一行没有事项名称"), T("写上事项名称，或与上面的事项合并单元格")
            )
            sheet.ledger.refuse_row(record.row)
    return found


def _same(last: Gathered, record: Record) -> bool:
    """Whether a row with a title is about the item above: no other code, and something to add or nothing of its own."""
    title, code = key_of(record)
    known_title, known_code = last.key
    return title == known_title and (not code or code == known_code) and record.has_any(MATERIAL)


def _add(sheet: Sheet, item: Gathered, record: Record) -> None:
    """Take a further row of an item: its materials, texts that go on; what repeats the item is marked, what differs told."""
    if record.has_any(MATERIAL):
        item.materials.append(record)
    for name, texts in record.more.items():
        if name in MATERIAL or name == "order":
            continue
        known = [text for text, _ in item.record.all(name)]
        for text, spot in texts:
            if says_nothing(text):
                sheet.ledger.mark(*spot, Fate.NOTHING)
            elif text in known:
                sheet.ledger.mark(*spot, Fate.TWICE)
            elif name in JOINED or not known:
                _join(item.record, name, text, spot)
                sheet.ledger.mark(*spot, Fate.USED)
            else:
                sheet.ledger.mark(*spot, Fate.BAD)
                message = T("同一事项在第 {row} 行写的是「{text}」", row=item.record.row, text=known[0][:30])
                sheet.tell("ZS955", spot, message, T("取先写的；请核对"), Severity.WARNING)


def _join(record: Record, name: str, text: str, spot: Spot) -> None:
    if name not in record.texts:
        record.texts[name] = text
        record.more[name] = [(text, spot)]
    else:
        record.texts[name] = f"{record.texts[name]}\n{text}"
        first, at = record.more[name][0]
        record.more[name][0] = (f"{first}\n{text}", at)

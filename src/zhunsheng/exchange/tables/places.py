"""A detail table (明细表) as places of a standards system, and what it says of the standards of others.

A row that cannot be used is told and left out; the others are read.  Nothing is promoted: a row that calls a standard
of the district in force says so, and stays a gap until the text itself is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from zhunsheng.exchange.tables.dates import read_day
from zhunsheng.exchange.tables.place_cells import (
    STATE_ADVICE,
    STATUS,
    Row,
    category_of,
    code_of,
    count_of,
    domain_of,
    items_of,
    level_of,
    number_of,
    post_of,
    provenance_of,
    replaces_of,
    standing_of,
    state_of,
    under_of,
)
from zhunsheng.exchange.tables.reader import Context, Sheet, prose, several
from zhunsheng.exchange.tables.rows import Record
from zhunsheng.exchange.tables.words import STATES, Status
from zhunsheng.standard.document import Category, Level
from zhunsheng.standard.findings import Place, Severity
from zhunsheng.standard.manifest import RegisterEntry
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.system import State
from zhunsheng.standard.wording import T, Text, Words

#: Fields that the format has no name for and that become a note, in this order.
_NOTED = (
    "nature", "adopted", "issuer", "scope", "responsible", "implementing", "drafted_by", "urgency", "planned", "upstream", "references",
    "item_names", "box",
)  # fmt: skip


@dataclass(frozen=True)
class ImportedPlace:
    """A row of a detail table.

    number: its system number, empty where the table has none.  state: full when the table says that its text is the
    district's own; whether the text is there is not the table's to know.  notes: labelled texts without a field.
    under: the sub-systems and headings it stands under.
    """

    number: str
    title: Words
    level: Level
    state: State
    at: Place
    domain: str | None = None
    category: Category | None = None
    code: str | None = None
    items: tuple[str, ...] = ()
    post: str | None = None
    count: int = 1
    reason: str = ""
    reason_en: str = ""
    status: str = ""
    provenance: Provenance | None = None
    issued: date | None = None
    effective: date | None = None
    replaces: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    responsible: str = ""
    drafted_by: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    standing: Status = "not_checked"
    replaced_by: str = ""


def read_places(sheet: Sheet, records: Iterable[Record], context: Context) -> list[ImportedPlace]:
    """The places of one sheet, in order; findings go to the sheet, rows that are no place are refused."""
    found: list[ImportedPlace] = []
    for record in records:
        one = _place(Row(record, sheet, context))
        if one is None:
            sheet.ledger.refuse_row(record.row)
        else:
            sheet.use_headings(record)
            found.append(one)
    return found


def _place(row: Row) -> ImportedPlace | None:
    sheet, record = row.sheet, row.record
    title = " ".join(sheet.take(record, "title").split())
    if not title:
        sheet.tell(
            "ZS954",
            record.spot("title"),
            T("这一行没有标准名称"),
            T("写上名称；如果不是标准，请删去这一行或改成一格的标题行"),
        )
        return None
    code = code_of(row)
    level = level_of(row, code)
    if level is None:
        return None
    said_text = sheet.take(record, "status")
    said = STATES.find(said_text) if said_text else None
    if said_text and said is None:
        sheet.refuse(record, "status", T("看不出「{text}」是什么状态", text=said_text[:20]), STATE_ADVICE)
    under = under_of(row)
    replaces, post, provenance = replaces_of(row), post_of(row), provenance_of(row)
    state = state_of(said, code, level)
    place = ImportedPlace(
        number=number_of(row),
        title=Words(title, sheet.take(record, "title_en") or None),
        level=level,
        state=state,
        at=Place(sheet.path, record.row, 1, sheet.grid.says(record.spot("title"))),
        domain=domain_of(row, under),
        category=category_of(row, under),
        code=None if code is None else str(code),
        items=items_of(row),
        post=post,
        count=count_of(row),
        reason=sheet.take(record, "reason"),
        reason_en=sheet.take(record, "reason_en"),
        provenance=provenance,
        standing=standing_of(row, said),
        replaced_by=sheet.take(record, "replaced_by"),
        status="" if said in ("full", "reference", "gap") else said_text,
        issued=sheet.read(record, "issued", read_day),
        effective=sheet.read(record, "effective", read_day),
        replaces=replaces,
        notes=_notes(row, state),
        responsible=sheet.take(record, "responsible"),
        drafted_by=tuple(several(sheet.take(record, "drafted_by"))),
        under=under,
    )
    _tell_withdrawn(row, place)
    return place


def _notes(row: Row, state: State) -> tuple[tuple[str, str], ...]:
    """What the format has no field for, each under its header; of a text that no register knows also its standing."""
    of_register: tuple[str, ...] = ("standing", "replaced_by")
    if state == "reference":  # the register's line says it, unless it is none of the words that a line may say
        of_register = () if STATES.find(row.record.text("standing")) in STATUS else ("standing",)
    for name in (*_NOTED, *of_register):
        text = row.sheet.take(row.record, name)
        if text:
            row.notes.append((row.sheet.head(name), text))
    row.notes += row.sheet.take_all(row.record, "note")
    return tuple(row.notes)


def _tell_withdrawn(row: Row, place: ImportedPlace) -> None:
    if place.state == "reference" and place.standing in ("withdrawn", "replaced"):
        name = "standing" if row.record.text("standing") else "status"
        message = T("标准 {code} 写着「{status}」，仍列在体系里", code=place.code, status=row.record.text(name))
        row.sheet.tell("ZS955", row.record.spot(name), message, T("请改引现行标准"), Severity.WARNING)


def register_entry(place: ImportedPlace) -> RegisterEntry:
    """The line in the register for a place that quotes a text of others."""
    note = prose(place.notes)
    return RegisterEntry(
        code=str(place.code),
        title=place.title,
        status=place.standing,
        replaces="、".join(place.replaces) or None,
        replaced_by=place.replaced_by or None,
        issued=place.issued,
        effective=place.effective,
        level=place.level,
        domain=place.domain,
        category=place.category,
        confidence="low",
        source=f"{PurePosixPath(place.at.path.replace(chr(92), '/')).name}（{place.at.inside}）",
        note=_words(note),
    )


def reason_of(place: ImportedPlace) -> Words | None:
    """Why a place is quoted, or is a gap, from all that the table says of it; a gap always has a reason."""
    if place.state == "reference":
        return Words(place.reason, place.reason_en or None) if place.reason else _words(place.reason_en)
    days: list[tuple[Text, object]] = [
        (T("发布日期"), place.issued), (T("实施日期"), place.effective), (T("代替"), "、".join(place.replaces)),
    ]  # fmt: skip
    more = [("", place.status)]
    if place.state == "full":
        more.append(("", str(T("体系表列为本区标准，正文还没有导入"))))
    more += [(str(label), str(value)) for label, value in days if value]
    more += place.notes
    more = [(label, text) for label, text in more if text]
    if not more and place.reason:
        return Words(place.reason, place.reason_en or None)
    parts = [*more[:1], ("", place.reason), ("", place.reason_en), *more[1:]] if place.status else [
        ("", place.reason), ("", place.reason_en), *more,
    ]  # fmt: skip
    return _words(prose([part for part in parts if part[1]]) or str(T("体系表没有写明原因")))


def _words(text: str) -> Words | None:
    return Words(text) if text else None

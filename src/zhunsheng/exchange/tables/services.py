"""An item of a list as a service item: values where a cell holds one, prose where it holds prose, never a rule.

Conditions stay in the words of the list, as clauses of the standard around the items; who is entitled is for a person
to put into a rule.  Fields without a name in the format become clauses as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from zhunsheng.exchange.tables.apply import Draft, Section, apply_of, limit_of, lines_of, words_of
from zhunsheng.exchange.tables.items import Gathered, gather
from zhunsheng.exchange.tables.reader import Context, Sheet, ident_of, prose
from zhunsheng.exchange.tables.rows import Record
from zhunsheng.exchange.tables.words import Lexicon, squeezed
from zhunsheng.standard.document import Level
from zhunsheng.standard.findings import Place, Severity
from zhunsheng.standard.service import Deliverable, Service
from zhunsheng.standard.wording import T, Words

Topic = Literal["natural_person", "legal_person", "both"]
#: Fields that become a clause of their own.
PROSE = ("conditions", "content", "standard", "process", "special", "intermediary", "place", "hours", "remedies", "faq")
#: Fields that become lines of one clause.
FURTHER = (
    "parent", "base_code", "local_base_code", "implementation_code", "handling_code", "version", "exercise_level",
    "power_source", "agency_nature", "entrusted", "quantity", "statutory_note", "promise_note", "online_url",
    "cross_region", "result_type",
)  # fmt: skip
_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (("both", re.compile(r"自然人.*法人|法人.*自然人|个人.*(企业|单位|法人)|(企业|单位|法人).*个人")),
           ("legal_person", re.compile(r"法人|企业|机构|组织|单位|个体工商户")))  # fmt: skip
_LEVELS: Lexicon[Level] = Lexicon({"国家": "national", "省": "provincial", "自治区": "provincial", "市": "city",
                                   "区": "internal", "县": "internal", "镇": "internal", "街": "internal"})  # fmt: skip
_NUMBERED = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．](?!\d)|[①-⑳]|[-—•●])\s*")


#: The header of the clause for what the format has no field for.
FURTHER_HEAD = T("其他信息")


@dataclass(frozen=True)
class ImportedItem:
    """An item with the clauses it brings along.  level: that its list says it is exercised on."""

    id: str
    service: Service
    sections: tuple[Section, ...]
    at: Place
    row: int
    level: Level | None = None
    codes: tuple[str, ...] = ()


def read_items(
    sheet: Sheet, records: Iterable[Record], context: Context, taken: dict[str, object]
) -> list[ImportedItem]:
    """The items of one sheet; findings go to the sheet.  taken: ids that are used already; new ones are added."""
    found: list[ImportedItem] = []
    for one in gather(sheet, records):
        draft = Draft(sheet, one.record, context)
        try:
            item = _item(draft, one, taken)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
            message = T("这一行不能作服务事项：「{name}」不合格式", name=where)
            sheet.tell("ZS953", one.record.spot("title"), message)
            sheet.ledger.refuse_row(one.record.row)
            continue
        taken[item.id] = item
        sheet.use_headings(one.record)
        found.append(item)
    return found


def _item(draft: Draft, gathered: Gathered, taken: Mapping[str, object]) -> ImportedItem:
    sheet, record = draft.sheet, draft.record
    title = " ".join(draft.take("title").split())
    ident = ident_of(title)
    if ident in taken or ident in draft.context.items.values():
        message = T("事项「{title}」已经有了，编号后加数字以示区别", title=title)
        sheet.tell("ZS956", record.spot("title"), message, T("如是同一事项，请合并为一行"), Severity.WARNING)
        ident = ident_of(title, {**taken, **dict.fromkeys(draft.context.items.values())})
    domain = _domain(draft)
    category = _category(draft, domain)
    content = draft.take("content")
    object_ = draft.take("object")
    apply = apply_of(draft, gathered.materials)
    if object_:
        draft.sections.append(Section(sheet.head("object"), object_))
    for name in PROSE:
        for head, text in sheet.take_all(record, name):
            draft.sections.append(Section(head, text))
    for name in FURTHER:
        if text := draft.take(name):
            draft.keep(name, text)
    service = Service(
        title=Words(title, draft.take("title_en") or None),
        number=draft.take("number") or None,
        domain=domain,
        category=category,
        object=words_of(object_ or record.text("conditions")),
        delivers=tuple(_deliverables(content)),
        apply=apply,
        promise=limit_of(draft, "promise"),
        statutory=limit_of(draft, "statutory"),
        funding_note=words_of(draft.take("funding")),
        lead_agency=draft.take("agency").replace("\n", "、") or None,
        legal_basis=tuple(Words(part) for part in lines_of(draft.take("legal_basis"))),
        topic=_topic(object_),
        item_type=draft.take("item_type") or None,
        result=words_of(draft.take("result")),
        result_sample=draft.take("result_sample") or None,
        note=_note(draft),
    )
    if draft.further:
        lines = [f"—— {head}：{' '.join(lines_of(text))}" for head, text in draft.further]
        draft.sections.append(Section(str(FURTHER_HEAD), "\n".join(lines)))
    level = _LEVELS.find(record.text("exercise_level")) if record.text("exercise_level") else None
    at = Place(sheet.path, record.row, 1, sheet.grid.says(record.spot("title")))
    codes = tuple(squeezed(text) for name in ("handling_code", "implementation_code") if (text := record.text(name)))
    return ImportedItem(ident, service, tuple(draft.sections), at, record.row, level, codes)


def _domain(draft: Draft) -> str | None:
    text = draft.take("domain")
    if text:
        found = draft.context.domain(text)
        return found or draft.sheet.new_domain(draft.record, text)
    around = [heading.text for heading in reversed(draft.record.headings)]
    around += [draft.sheet.grid.name, *draft.sheet.titles]
    return next((found for one in around if (found := draft.context.domain(one)) is not None), None)


def _category(draft: Draft, domain: str | None) -> str | None:
    """The category of the workspace that the list names; others, and headings, are kept in words."""
    groups = next((one.groups for one in draft.context.domains if one.id == domain), {})
    named = {squeezed(title.zh): ident for ident, title in groups.items()}
    found = None
    for head, text in draft.sheet.take_all(draft.record, "category"):
        found = found or named.get(squeezed(text))
        if squeezed(text) not in named:
            draft.further.append((head, text))
    headings = [one.text for one in draft.record.headings if draft.context.domain(one.text) is None]
    if headings:
        draft.further.append((str(T("所属")), " ▸ ".join(headings)))
    return found


def _note(draft: Draft) -> Words | None:
    """Remarks of all columns for them, each under its header where there are several."""
    found = draft.sheet.take_all(draft.record, "note")
    return words_of(prose([(head if len(found) > 1 else "", text) for head, text in found]))


def _topic(text: str) -> Topic | None:
    plain = squeezed(text)
    if not plain:
        return None
    return next(
        (topic for topic, shape in _TOPICS if shape.search(plain)),
        "natural_person" if "自然人" in plain or "个人" in plain else None,
    )


def _deliverables(text: str) -> Iterable[Deliverable]:
    found: dict[str, Deliverable] = {}
    for part in lines_of(text):
        title = _NUMBERED.sub("", part).rstrip("；;。") or part
        ident = ident_of(title[:30], found)
        found[ident] = Deliverable(id=ident, title=Words(title))
    return found.values()

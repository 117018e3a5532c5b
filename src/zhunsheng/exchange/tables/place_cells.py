"""The cells of a row of a detail table, one function a field: code, level, state, number, domain, category, …

Each says at its cell what does not fit; what the fields come to together is in `places`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhunsheng.exchange.tables.reader import Context, Sheet, ident_of, several
from zhunsheng.exchange.tables.rows import Record
from zhunsheng.exchange.tables.values import BadValue, read_count
from zhunsheng.exchange.tables.words import (
    CATEGORIES,
    COMMON,
    STATES,
    Lexicon,
    SaidLevel,
    SaidState,
    Status,
    level_said,
    real_level,
    squeezed,
)
from zhunsheng.standard.code import CodeError, StandardCode
from zhunsheng.standard.document import Category, Level
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.provenance import Confidence, Provenance, ProvenanceKind
from zhunsheng.standard.system import State
from zhunsheng.standard.wording import T

_ORIGINS: Lexicon[ProvenanceKind] = Lexicon({
    "媒体": "reported_by_press", "press": "reported_by_press", "示例": "illustrative", "演示": "illustrative",
    "illustrative": "illustrative", "导入": "imported", "imported": "imported",
})  # fmt: skip
_CONFIDENCE: Lexicon[Confidence] = Lexicon({
    "高": "high", "high": "high", "中": "medium", "medium": "medium", "低": "low", "low": "low",
})  # fmt: skip
STATUS: Mapping[SaidState, Status] = {"in_force": "in_force", "withdrawn": "withdrawn", "replaced": "replaced"}
STATE_ADVICE = T("可写：现行、在编、拟编、废止；或全文、引用、空缺")
_GAPS = frozenset({"gap", "drafting", "planned"})


@dataclass
class Row:
    """A row while it is read."""

    record: Record
    sheet: Sheet
    context: Context
    notes: list[tuple[str, str]] = field(default_factory=list)


def standing_of(row: Row, said: SaidState | None) -> Status:
    """Whether a standard is in force: of the column for it, else what its state says."""
    text = row.sheet.take(row.record, "standing")
    found = STATES.find(text) if text else None
    return STATUS.get(found or "gap") or STATUS.get(said or "gap", "not_checked")


def provenance_of(row: Row) -> Provenance | None:
    """Where the table says that a row comes from; an import makes nothing official, whatever the table calls itself."""
    text = row.sheet.take(row.record, "origin")
    kind = _ORIGINS.find(text) if text else None
    if text and kind is None:
        row.notes.append((row.sheet.head("origin"), text))
    confidence, sources = (row.sheet.take(row.record, name) for name in ("confidence", "sources"))
    if kind is not None:
        return Provenance(kind=kind, confidence=_CONFIDENCE.find(confidence), sources=tuple(several(sources)))
    told = (("confidence", confidence), ("sources", sources))
    row.notes += [(row.sheet.head(name), said) for name, said in told if said]
    return None


def code_of(row: Row) -> StandardCode | None:
    """The code; a text that is none is refused."""
    text = row.sheet.take(row.record, "code")
    if not text:
        return None
    try:
        return StandardCode.parse(text)
    except CodeError as error:
        parts = several(text)
        advice = T("一行写一个标准") if len(parts) > 1 and all(map(_is_code, parts)) else error.help
        row.sheet.refuse(row.record, "code", error.message, advice)
        return None


def _is_code(text: str) -> bool:
    try:
        StandardCode.parse(text)
    except CodeError:
        return False
    return True


def level_of(row: Row, code: StandardCode | None) -> Level | None:
    """The level: the code's where there is one, else what the table says; None when the framework has none for it."""
    sheet, record = row.sheet, row.record
    text = sheet.take(record, "level")
    said = level_said(text) if text else None
    if text and said is None:
        advice = T("可写：国家、行业、省级地方、市级地方、团体、内部（企业）")
        sheet.refuse(record, "level", T("看不出「{text}」是哪一级", text=text[:20]), advice)
    if code is not None and code.level != "international":
        if said is not None and not _agrees(said, code.level):
            message = T("级别写的是「{text}」，标准号 {code} 却不是这一级", text=text, code=code)
            sheet.tell("ZS955", record.spot("level"), message, T("按标准号记；请核对"), Severity.WARNING)
        return code.level
    if said == "international" or code is not None:
        name = "level" if code is None else "code"
        sheet.tell("ZS955", record.spot(name), T("体系里没有国际标准这一级"), T("请写采用它的国家标准"))
        return None
    return _without_code(row, said, text)


def _agrees(said: SaidLevel, level: str) -> bool:
    return said == level or (said == "local" and level in ("provincial", "city"))


def _without_code(row: Row, said: SaidLevel | None, text: str) -> Level:
    if said is not None and (known := real_level(said)) is not None:
        return known
    assumed: Level = "city" if said == "local" else "internal"
    if said == "local":
        message = T("「{text}」没有说明是省级还是市级，按市级记", text=text)
        row.sheet.tell("ZS955", row.record.spot("level"), message, T("请写省级或市级"), Severity.WARNING)
    elif not row.record.text("level"):
        message = T("这一行（及以下同样的各行）没有写级别，也没有标准号，按内部标准记")
        row.sheet.advise_once("level", row.record.spot("title"), message)
    return assumed


def state_of(said: SaidState | None, code: StandardCode | None, level: Level) -> State:
    """Whether it is a text of the district's own, a text elsewhere, or wanted."""
    if said == "full":
        return "full"
    if said in _GAPS:
        return "gap"
    if level == "internal" and (code is not None or said is not None):
        return "full"
    return "gap" if code is None else "reference"


def number_of(row: Row) -> str:
    """The system number with plain dashes and without blanks."""
    text = row.sheet.take(row.record, "number")
    plain = squeezed(text).upper()
    for dash in "–—―−‐‑":
        plain = plain.replace(dash, "-")
    return plain


def under_of(row: Row) -> tuple[str, ...]:
    """Headings, then sub-systems, outermost first."""
    texts = [heading.text for heading in row.record.headings]
    texts += [text for _, text in row.sheet.take_all(row.record, "subsystem")]
    return tuple(dict.fromkeys(text.replace("\n", "") for text in texts))


def domain_of(row: Row, under: tuple[str, ...]) -> str | None:
    """The domain: of its column, else of what the row stands under; None for what all domains have in common."""
    text = row.sheet.take(row.record, "domain")
    if text:
        found = row.context.domain(text)
        if found is None and not any(word in squeezed(text) for word in COMMON):
            return row.sheet.new_domain(row.record, text)
        return found
    around = (*reversed(under), row.sheet.grid.name, *row.sheet.titles)
    return next((found for one in around if (found := row.context.domain(one)) is not None), None)


def category_of(row: Row, under: tuple[str, ...]) -> Category | None:
    """The category: of its column, else of what the row stands under."""
    text = row.sheet.take(row.record, "category")
    found = CATEGORIES.find(text) if text else None
    if text and found is None:
        advice = T("可写：通用基础、服务提供、管理、工作岗位")
        row.sheet.refuse(row.record, "category", T("看不出「{text}」是哪一类标准", text=text[:20]), advice)
    around = (*reversed(under), row.sheet.grid.name)
    return found or next((one for text in around if (one := CATEGORIES.find(text)) is not None), None)


def items_of(row: Row) -> tuple[str, ...]:
    """Ids of the items named; a title that nobody knows makes an id."""
    names = several(row.sheet.take(row.record, "items"))
    return tuple(dict.fromkeys(row.context.items.get(name) or ident_of(name) for name in names))


def post_of(row: Row) -> str | None:
    """The id of the post named; of several the first, which is told."""
    names = several(row.sheet.take(row.record, "post"))
    if len(names) > 1:
        row.notes.append((row.sheet.head("post"), "、".join(names)))
        message = T("写了 {n} 个岗位，一个位置只能对应一个，取第一个", n=len(names))
        row.sheet.tell("ZS957", row.record.spot("post"), message, None, Severity.ADVICE)
    return (row.context.posts.get(names[0]) or ident_of(names[0])) if names else None


def count_of(row: Row) -> int:
    """How many places the row stands for; at least one."""

    def read(text: str) -> int:
        number = read_count(text)
        if number < 1:
            raise BadValue(T("项数「{count}」不对", count=number), T("至少是 1"))
        return number

    return row.sheet.read(row.record, "count", read) or 1


def replaces_of(row: Row) -> tuple[str, ...]:
    """Codes of what it replaces; what is no code becomes a note."""
    text = row.sheet.take(row.record, "replaces")
    parts = several(text)
    if parts and all(map(_is_code, parts)):
        return tuple(str(StandardCode.parse(part)) for part in parts)
    if text:
        row.notes.append((row.sheet.head("replaces"), text))
    return ()

"""How one applies, from the cells of an item: channels, materials, fee, visits, kind of case, limits.

A cell that holds no value of its field is told; its words are kept for a clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from zhunsheng.exchange.tables.heads import hints
from zhunsheng.exchange.tables.ledger import Fate
from zhunsheng.exchange.tables.materials import listed_materials, material_of
from zhunsheng.exchange.tables.reader import Context, Sheet
from zhunsheng.exchange.tables.rows import Record
from zhunsheng.exchange.tables.values import (
    BadValue,
    SaidLimit,
    plain_phone,
    read_amount,
    read_count,
    read_limit,
    read_unit,
)
from zhunsheng.exchange.tables.words import CHANNELS, Lexicon, yes_or_no
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.service import Apply, Channel, Fee, Fees, Limit, Material
from zhunsheng.standard.wording import T, Text, Words

V = TypeVar("V")
CaseType = Literal["on_spot", "promised"]
Depth = Literal["none", "information", "pre_check", "full"]
_CASE_TYPES: Lexicon[CaseType] = Lexicon({"即办": "on_spot", "承诺": "promised"})
_DEPTHS: Lexicon[Depth] = Lexicon({
    "全程": "full", "四级": "full", "ⅳ级": "full", "iv级": "full", "互联网办理": "full", "结果信息反馈": "full",
    "电子证照反馈": "full", "三级": "pre_check", "iii级": "pre_check", "二级": "pre_check", "ii级": "pre_check",
    "受理": "pre_check", "预审": "pre_check", "收件": "pre_check", "一级": "information", "i级": "information",
    "咨询": "information", "信息": "information", "不支持": "none", "不可": "none", "窗口": "none", "无": "none",
})  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A text of an item under its header, which becomes a clause."""

    head: str
    text: str


@dataclass
class Draft:
    """An item while it is read."""

    sheet: Sheet
    record: Record
    context: Context
    sections: list[Section] = field(default_factory=list)
    further: list[tuple[str, str]] = field(default_factory=list)

    def take(self, name: str) -> str:
        """The text of a field, which goes into the result."""
        return self.sheet.take(self.record, name)

    def keep(self, name: str, text: str) -> None:
        """Keep a text as a line of the clause for what has no field."""
        self.further.append((self.sheet.head(name), text))


def apply_of(draft: Draft, materials: Sequence[Record]) -> Apply | None:
    """How one applies; None where the list says nothing of it.  materials: rows that name one each."""
    sheet, record = draft.sheet, draft.record
    said = draft.take("channels")
    channels = list(CHANNELS.all(said))
    if said and not channels:
        draft.keep("channels", said)
    more: tuple[Channel, ...] = ("self_service", "mail")
    channels += [channel for channel in more if _flag(draft, channel)]
    case_type = _word(draft, "case_type", _CASE_TYPES)
    if case_type is None and any(_at_once(record.text(name)) for name in ("promise", "statutory")):
        case_type = "on_spot"
    found = Apply(
        materials=_materials(draft, materials),
        channels=tuple(dict.fromkeys(channels)),
        fee=_fee(draft),
        visits=sheet.read(record, "visits", read_count),
        visits_reason=words_of(draft.take("visits_reason")),
        case_type=case_type,
        online_depth=_word(draft, "online_depth", _DEPTHS),
        appointment=_flag(draft, "appointment"),
        phone=plain_phone(draft.take("phone")) or None,
        complaint_phone=plain_phone(draft.take("complaint_phone")) or None,
    )
    return None if found == Apply() else found


def _materials(draft: Draft, records: Sequence[Record]) -> tuple[Material, ...] | None:
    """Materials from the item's own rows and from a list in a cell; None where nothing is said of materials."""
    found: dict[str, Material] = {}
    for record in records:
        one = material_of(draft.sheet, record, found)
        if one is not None:
            found[one.id] = one
    text = draft.record.text("materials")
    if text:
        draft.sheet.ledger.mark(*draft.record.spot("materials"), Fate.USED)
        for one in listed_materials(text):
            found.setdefault(one.id, one)
    return tuple(found.values()) if found or text else None


def limit_of(draft: Draft, name: str) -> Limit | None:
    """The limit of a field; a text that is none is told and kept in words."""
    text = draft.take(name)
    unit = _unit(draft, name)
    if not text:
        return None
    try:
        said = read_limit(text, unit)
    except BadValue as error:
        draft.sheet.tell("ZS953", draft.record.spot(name), error.message, _kept(error.help), Severity.WARNING)
        draft.keep(name, text)
        return None
    return _as_limit(said)


def _as_limit(said: SaidLimit) -> Limit | None:
    return None if said.at_most is None else Limit(at_most=said.at_most, note=words_of(said.note or ""))


def _unit(draft: Draft, name: str) -> str | None:
    """The unit of a limit: of its own column, else in the brackets of the limit's header."""
    column = f"{name}_unit"
    if draft.record.text(column):
        unit = draft.sheet.read(draft.record, column, _required_unit)
        if unit is not None:
            return unit
    for head in draft.sheet.header.parts.get(draft.record.spot(name).column, ()):
        for hint in hints(head):
            try:
                if (unit := read_unit(hint)) is not None:
                    return unit
            except BadValue:
                continue
    return None


def _required_unit(text: str) -> str:
    found = read_unit(text)
    if found is None:
        raise BadValue(T("「{text}」不是时限的单位", text=text[:20]), T("可写：工作日、自然日、月、年、小时"))
    return found


def _at_once(text: str) -> bool:
    try:
        return bool(text) and read_limit(text, "working_day").at_most is None
    except BadValue:
        return False


def _fee(draft: Draft) -> Fee | None:
    charged_text, amount, basis, items = (
        draft.take(name) for name in ("fee_charged", "fee_amount", "fee_basis", "fee_items")
    )
    charged = yes_or_no(charged_text) if charged_text else None
    pays_online = _flag(draft, "online_payment")
    rest = [("fee_basis", basis), ("fee_items", items)]
    if charged_text and charged is None:
        if amount:
            draft.keep("fee_charged", charged_text)
        amount = amount or charged_text
    if not amount:
        _keep_all(draft, rest)
        if charged:
            advice = T("写上收费标准，如「10 元」")
            draft.sheet.tell(
                "ZS953", draft.record.spot("fee_charged"), T("写着收费，却没有数额"), advice, Severity.WARNING
            )
            draft.keep("fee_charged", charged_text)
        return "0 CNY" if charged is False else None
    try:
        value = read_amount(amount)
    except BadValue as error:
        draft.sheet.tell("ZS953", draft.record.spot("fee_amount"), error.message, _kept(error.help), Severity.WARNING)
        _keep_all(draft, [("fee_amount", amount), *rest])
        return None
    if value == "0 CNY" and not basis and not items:
        return value
    return Fees(
        amount=value,
        basis=words_of(basis),
        items=tuple(Words(one) for one in lines_of(items)),
        online_payment=pays_online,
    )


def _keep_all(draft: Draft, texts: Iterable[tuple[str, str]]) -> None:
    for name, text in texts:
        if text:
            draft.keep(name, text)


def _flag(draft: Draft, name: str) -> bool:
    """Whether a cell says yes; a text that is neither yes nor no is kept in words."""
    text = draft.take(name)
    answer = yes_or_no(text) if text else False
    if answer is None:
        draft.keep(name, text)
        return not text.startswith(("不", "否", "无"))
    return answer


def _word(draft: Draft, name: str, words: Lexicon[V]) -> V | None:
    """The word of the format that a cell means; another text is told and kept."""
    text = draft.take(name)
    found = words.find(text) if text else None
    if text and found is None:
        message = T("看不出「{text}」是哪一种{label}", text=text[:20], label=draft.sheet.head(name))
        draft.sheet.tell("ZS953", draft.record.spot(name), message, _kept(None), Severity.WARNING)
        draft.keep(name, text)
    return found


def _kept(advice: Text | None) -> Text:
    return T("原文保留在条款里") if advice is None else T("{advice}；原文保留在条款里", advice=advice)


def lines_of(text: str) -> list[str]:
    """The lines of a cell."""
    return [line for line in text.split("\n") if line]


def words_of(text: str) -> Words | None:
    """A text as words; none for an empty one."""
    return Words(text) if text else None

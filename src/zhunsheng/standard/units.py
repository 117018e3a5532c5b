"""The register of units: every unit that a standard may use, how it is named, counted and converted.

Only the register and the parsing of a unit's text live here; values with units are in `quantity`.  A conversion exists
only where it is exact: days of a month differ, and working days depend on each year's notice, so they stay apart.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from zhunsheng.standard.wording import Language, T, Text, Words

#: money: fen and multiples; span: a stretch of time; ratio: without dimension; count: all that is counted or weighed.
UnitKind = Literal["money", "count", "span", "ratio"]
_MAX_TEXT = 60


class QuantityError(ValueError):
    """A unit or quantity that its author got wrong, with advice; callers turn it into a finding with its place."""

    def __init__(self, message: Text, advice: Text | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = advice


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One registered unit.

    label: its name.  counted: what follows a number in Chinese (个工作日).  each: how it reads as a denominator (每年).
    family, scale: units of one family convert exactly, `scale` being the size of one in the family's base unit.
    """

    name: str
    kind: UnitKind
    label: Words
    counted: str
    each: Words
    plural: str
    family: str
    scale: Fraction


def _unit(
    name: str, kind: UnitKind, zh: str, en: str, *, counted: str = "", each: str = "", plural: str = "",
    family: str = "", scale: int | Fraction = 1,
) -> UnitWord:  # fmt: skip
    article = "an" if en in ("hour",) else "a"
    each_en = f"{article} {en}" if kind == "span" else f"per {en}"
    return UnitWord(
        name, kind, Words(zh, en), counted or zh, Words(each or f"每{zh}", each_en), plural or f"{en}s",
        family or name, Fraction(scale),
    )  # fmt: skip


_REGISTER = (
    _unit("fen", "money", "分钱", "fen", plural="fen", family="money"),
    _unit("CNY", "money", "元", "yuan", plural="yuan", family="money", scale=100),
    _unit("wan_CNY", "money", "万元", "ten thousand yuan", plural="ten thousand yuan", family="money", scale=1_000_000),
    # Spans.  Months and minutes are two families: no month has a fixed number of days.
    _unit("minute", "span", "分钟", "minute", family="minutes"),
    _unit("hour", "span", "小时", "hour", family="minutes", scale=60),
    _unit(
        "calendar_day", "span", "自然日", "calendar day", counted="个自然日", each="每日", family="minutes", scale=1440
    ),
    _unit("week", "span", "周", "week", family="minutes", scale=10080),
    _unit("month", "span", "月", "month", counted="个月", family="months"),
    _unit("quarter", "span", "季度", "quarter", counted="个季度", family="months", scale=3),
    _unit("half_year", "span", "半年", "half-year", counted="个半年", family="months", scale=6),
    _unit("year", "span", "年", "year", family="months", scale=12),
    _unit("working_day", "span", "工作日", "working day", counted="个工作日", each="每个工作日"),
    _unit("school_day", "span", "学习日", "school day", counted="个学习日"),
    _unit("school_year", "span", "学年", "school year", counted="个学年"),
    _unit("term", "span", "学期", "school term", counted="个学期"),
    # Ratios.
    _unit("percent", "ratio", "%", "percent", plural="percent", family="ratio", scale=Fraction(1, 100)),
    _unit("ratio", "ratio", "倍", "times", plural="times", family="ratio"),
    # What is done or given.
    _unit("visit", "count", "次", "visit"),
    _unit("time", "count", "次", "time"),
    _unit("contact", "count", "次", "contact"),
    _unit("activity", "count", "活动", "activity", counted="次活动", each="每次活动", plural="activities"),
    _unit("session", "count", "课时", "session"),
    _unit("show", "count", "场", "show"),
    _unit("film", "count", "部", "film"),
    _unit("meal", "count", "餐", "meal"),
    _unit("item", "count", "项", "item"),
    _unit("kind", "count", "种", "kind"),
    _unit("set", "count", "套", "set"),
    _unit("copy", "count", "份", "copy", plural="copies"),
    _unit("book", "count", "册", "book"),
    _unit("case", "count", "件", "case"),
    _unit("point", "count", "分", "point"),
    # Who and where.
    _unit("person", "count", "人", "person", plural="people"),
    _unit("child", "count", "孩子", "child", counted="个孩子", each="每个孩子", plural="children"),
    _unit("household", "count", "户", "household"),
    _unit("pregnancy", "count", "孕次", "pregnancy", plural="pregnancies"),
    _unit("birth", "count", "孩次", "birth"),
    _unit("place", "count", "处", "place"),
    _unit("bed", "count", "床位", "bed", counted="张床位", each="每张床位"),
    _unit("seat", "count", "座", "seat"),
    # Measures.
    _unit("mg", "count", "毫克", "mg", plural="mg", family="mass"),
    _unit("g", "count", "克", "g", plural="g", family="mass", scale=1000),
    _unit("metre", "count", "米", "metre", family="length"),
    _unit("km", "count", "公里", "km", plural="km", family="length", scale=1000),
    _unit("square_metre", "count", "平方米", "square metre"),
)
#: Every unit by its name in the format.
UNITS: Mapping[str, UnitWord] = MappingProxyType({word.name: word for word in _REGISTER})


def _by_label(register: Iterable[UnitWord]) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in register:
        found[word.label.zh].append(word.name)
    found["个月"].append("month")
    return MappingProxyType({label: tuple(names) for label, names in found.items()})


_LABELS = _by_label(_REGISTER)
#: Words for a day that leave open which kind is meant; domain rule: the kind of day is never assumed.
_ANY_DAY = frozenset({"day", "days", "日", "天", "natural_day"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A registered unit, alone (``working_day``) or per another (``visit/year``)."""

    measure: str
    per: str | None = None

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Read a unit: registered names, or their Chinese labels where those are unambiguous.

        Raises QuantityError with the likely right name.

        >>> str(Unit.parse("visit/year")), str(Unit.parse("元/月")), str(Unit.parse("工作日"))
        ('visit/year', 'CNY/month', 'working_day')
        """
        parts = _parts(text)
        measure = _name(parts[0])
        if len(parts) == 1:
            return cls(measure)
        per = _name(parts[1])
        if UNITS[per].kind in ("money", "ratio") or per == measure:
            raise QuantityError(
                T("单位「{text}」的「每」后面不能是「{word}」", text=text.strip(), word=parts[1]),
                T("「/」后面写时间、人、户等，例如 visit/year（次/年）或 CNY/household（元/户）"),
            )
        return cls(measure, per)

    def __str__(self) -> str:
        return self.measure if self.per is None else f"{self.measure}/{self.per}"

    @property
    def kind(self) -> UnitKind:
        """What the unit measures; a rate has the kind of its measure (``CNY/month`` is money)."""
        return UNITS[self.measure].kind

    @property
    def is_span(self) -> bool:
        """Whether it is a plain stretch of time, as a time limit is."""
        return self.per is None and self.kind == "span"

    def say(self, language: Language = "zh") -> str:
        """The unit for people.

        >>> Unit("visit", "year").say("zh"), Unit("visit", "year").say("en"), Unit("CNY", "school_day").say("en")
        ('次/年', 'visits per year', 'yuan per school day')
        """
        measure = UNITS[self.measure]
        per = None if self.per is None else UNITS[self.per]
        if language == "en":
            return measure.plural if per is None else f"{measure.plural} per {per.label.en}"
        return measure.label.zh if per is None else f"{measure.label.zh}/{per.label.zh}"


def factor(a: Unit, b: Unit) -> Fraction | None:
    """What a value in `a` is multiplied by to stand in `b`, exactly; None where no exact conversion exists.

    >>> factor(Unit("visit", "quarter"), Unit("visit", "year")), factor(Unit("hour"), Unit("minute"))
    (Fraction(4, 1), Fraction(60, 1))
    >>> factor(Unit("month"), Unit("calendar_day")), factor(Unit("working_day"), Unit("calendar_day"))
    (None, None)
    """
    measure = _size(a.measure, b.measure)
    if measure is None or (a.per is None) != (b.per is None):
        return None
    if a.per is None or b.per is None:
        return measure
    per = _size(a.per, b.per)
    return None if per is None else measure / per


def _size(a: str, b: str) -> Fraction | None:
    one, other = UNITS[a], UNITS[b]
    return one.scale / other.scale if one.family == other.family else None


def _parts(text: str) -> list[str]:
    if len(text) > _MAX_TEXT:
        raise QuantityError(T("单位太长：「{text}…」", text=text[:20]))
    parts = [part.strip() for part in unicodedata.normalize("NFKC", text).split("/")]
    if not all(parts):
        raise QuantityError(
            T("单位「{text}」不完整", text=text.strip()), T("例如 working_day（工作日）、visit/year（次/年）")
        )
    if len(parts) > 2 or "·" in text:
        raise QuantityError(
            T("单位「{text}」里的「每」多于一个", text=text.strip()),
            T("一个单位至多一个「/」；「元/人·月」写作 CNY/month，按人计由服务对象决定"),
        )
    return parts


def _name(word: str) -> str:
    """The registered name of `word`, which may be a Chinese label."""
    if word in UNITS:
        return word
    if word in _ANY_DAY:
        raise QuantityError(
            T("「{word}」没有说明是工作日还是自然日", word=word),
            T("请写 working_day（工作日）或 calendar_day（自然日）"),
        )
    names = _LABELS.get(word) or _LABELS.get(word.removeprefix("个")) or ()
    if len(names) == 1:
        return names[0]
    if names:
        raise QuantityError(
            T("单位「{word}」可以有几种意思", word=word), T("请写明是 {names} 中的哪一个", names=_either(names))
        )
    raise QuantityError(T("没有登记的单位：「{word}」", word=word), _likely(word))


def _likely(word: str) -> Text:
    folded = word.casefold().replace(" ", "_").replace("-", "_").removesuffix("s")
    known = {name.casefold(): name for name in UNITS} | {w.label.en.casefold(): w.name for w in _REGISTER if w.label.en}
    close = get_close_matches(folded, known, n=2, cutoff=0.6) or get_close_matches(word, _LABELS, n=2, cutoff=0.5)
    names = dict.fromkeys(name for match in close for name in (known.get(match) or _LABELS[match][0],))
    if not names:
        return T("登记的单位例如 working_day、calendar_day、month、visit/year、CNY/month；全部见单位表")
    return T("是不是 {names}？", names=_either(tuple(names)))


def _either(names: tuple[str, ...]) -> Words:
    return Words("、".join(f"{name}（{UNITS[name].label.zh}）" for name in names), " or ".join(names))

"""Quantities: an exact number with its unit, as ``5 CNY/school_day`` or ``15 working_day``.

Reading, showing and comparing them.  Numbers are fractions and never rounded.  Two quantities compare only where
their units convert exactly; time limits in different units are settled by `spans.never_longer`, and only when sure.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from zhunsheng.standard.spans import never_longer
from zhunsheng.standard.units import UNITS, QuantityError, Unit, UnitKind, UnitWord, factor
from zhunsheng.standard.wording import Language, T

_MAX_DIGITS = 15
_MAX_TEXT = 80
#: A number, then a unit: glued only when the unit cannot be the rest of a number (``1e5``, ``0x1F``).
_SHAPE = re.compile(
    r"(?P<number>[-+]?[0-9][0-9,]*(?:\.[0-9]*)?(?:\s*/\s*[0-9]+)?)"
    r"(?P<unit>\s*%(?:\s*/.*)?|\s+[^\W\d].*|[^\W\d_a-zA-Z].*|[a-zA-Z]{2,}.*)",
    re.DOTALL,
)
_UNIT_TEXT = re.compile(r"[\w%·-]+(?:\s*/\s*[\w·-]*)*")
_NUMERALS = "零一二三四五六七八九十"
_WHOLE = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value with its unit.  Equality is literal: 60 minutes and 1 hour are two quantities (see `compare`)."""

    value: Fraction
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read ``<number> <unit>``; the number is a decimal, or a fraction such as ``1/3``.

        Raises QuantityError for a missing or unknown unit, a negative number, or more than 15 digits.

        >>> [str(Quantity.parse(text)) for text in ("5 CNY/school_day", "0.50 working_day", "30%")]
        ['5 CNY/school_day', '0.5 working_day', '30%']
        """
        plain = unicodedata.normalize("NFKC", text[: _MAX_TEXT + 1]).strip()
        if len(text) > _MAX_TEXT:
            raise QuantityError(T("数值太长：「{text}…」", text=text[:20]))
        shape = _SHAPE.fullmatch(plain)
        if shape is None:
            raise _shapeless(plain)
        return cls(read_number(shape["number"]), Unit.parse(shape["unit"]))

    def __str__(self) -> str:
        if self.unit == Unit("percent"):
            return f"{format_number(self.value)}%"
        return f"{format_number(self.value)} {self.unit}"

    def say(self, language: Language = "zh") -> str:
        """The quantity for people.

        >>> Quantity.parse("2 visit/year").say("zh"), Quantity.parse("2 visit/year").say("en")
        ('每年2次', '2 visits a year')
        >>> Quantity.parse("15 working_day").say("zh"), Quantity.parse("0.5 working_day").say("en")
        ('15个工作日', 'half a working day')
        >>> Quantity.parse("1/3 ratio").say("zh"), Quantity.parse("1/3 ratio").say("en")
        ('三分之一', '1/3')
        """
        measure = UNITS[self.unit.measure]
        per = None if self.unit.per is None else UNITS[self.unit.per].each
        if language == "en":
            amount = _english(self.value, measure)
            return amount if per is None else f"{amount} {per.en}"
        amount = "半年" if str(self) == "1 half_year" else _chinese(self.value, measure)
        return amount if per is None else f"{per.zh}{amount}"

    def say_within(self, language: Language = "zh") -> str:
        """The quantity as a time limit.

        >>> Quantity.parse("15 working_day").say_within("zh"), Quantity.parse("15 working_day").say_within("en")
        ('15个工作日内', 'within 15 working days')
        """
        return f"within {self.say('en')}" if language == "en" else f"{self.say('zh')}内"


def looks_like_quantity(text: str) -> bool:
    """Whether `text` is meant as ``<number> <unit>`` rather than as a rule or a bare number; its unit may be wrong.

    >>> [looks_like_quantity(t) for t in ("5 CNY/school_day", "30%", "3 moons", "1", "4 if age >= 90 else 2", "2*age")]
    [True, True, True, False, False, False]
    """
    if len(text) > _MAX_TEXT:
        return False
    shape = _SHAPE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return shape is not None and _UNIT_TEXT.fullmatch(shape["unit"].strip()) is not None


def compare(a: Quantity, b: Quantity) -> int | None:
    """-1, 0 or 1 as `a` is less than, equal to or more than `b`; None where their units do not convert exactly.

    Frequencies compare by cross-multiplying: once a quarter equals four times a year.

    >>> compare(Quantity.parse("1 visit/quarter"), Quantity.parse("4 visit/year"))
    0
    >>> compare(Quantity.parse("1 month"), Quantity.parse("30 calendar_day")) is None
    True
    """
    times = factor(a.unit, b.unit)
    if times is None:
        return None
    value = a.value * times
    return (value > b.value) - (value < b.value)


@lru_cache(4096)
def read_number(text: str) -> Fraction:
    """The exact value of a decimal or of a fraction ``a/b``.

    Raises QuantityError for a sign, grouping commas, more than 15 digits, or a zero denominator.
    """
    if text.startswith(("-", "+")):
        raise QuantityError(T("数值不带正负号：「{text}」", text=text))
    if "," in text:
        raise QuantityError(T("数字里有逗号：「{text}」", text=text), T("请写成 {plain}", plain=text.replace(",", "")))
    numerator, _, denominator = (part.strip() for part in text.partition("/"))
    if sum(map(str.isdigit, text)) > _MAX_DIGITS:
        raise QuantityError(T("数字超过 {limit} 位：「{text}」", limit=_MAX_DIGITS, text=text))
    if not (_WHOLE if denominator else _DECIMAL).fullmatch(numerator):
        raise QuantityError(T("「{text}」不是数字", text=text), T("请写成 12、0.5 或 1/3 的样子"))
    if denominator and not int(denominator):
        raise QuantityError(T("分母不能为 0：「{text}」", text=text))
    return Fraction(numerator) / Fraction(denominator or "1")


def format_number(value: Fraction) -> str:
    """A decimal where it ends, otherwise a fraction; `read_number` gives the same value back.

    >>> format_number(Fraction(5, 2)), format_number(Fraction(1, 3)), format_number(Fraction(1200))
    ('2.5', '1/3', '1200')
    """
    if value.denominator == 1:
        return str(value.numerator)
    places = _decimal_places(value.denominator)
    digits = "" if places is None else str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    if places is None or len(digits) > _MAX_DIGITS:
        return f"{value.numerator}/{value.denominator}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _decimal_places(denominator: int) -> int | None:
    """How many decimals ``1/denominator`` has, or None when it never ends."""
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None


def _is_share(value: Fraction, measure: UnitWord) -> bool:
    """Whether a number without dimension is a part of a whole that no decimal writes, so that nobody says "times"."""
    return measure.name == "ratio" and value < 1 and "/" in format_number(value)


def _chinese(value: Fraction, measure: UnitWord) -> str:
    if not _is_share(value, measure):
        return f"{format_number(value)}{measure.counted}"
    if value.denominator >= len(_NUMERALS):
        return format_number(value)
    return f"{_NUMERALS[value.denominator]}分之{_NUMERALS[value.numerator]}"


def _english(value: Fraction, measure: UnitWord) -> str:
    if _is_share(value, measure):
        return format_number(value)
    if measure.name == "half_year" and value == 1:
        return "half a year"
    if measure.name == "wan_CNY":
        return _english(value * 10_000, UNITS["CNY"])
    singular = measure.label.en or measure.name
    if measure.name == "percent":
        return f"{format_number(value)}%"
    if measure.kind == "span" and value == Fraction(1, 2):
        return f"half {measure.each.en}"
    if value == 1 or "/" not in (number := format_number(value)):
        return f"{format_number(value)} {singular if value == 1 else measure.plural}"
    if value < 1 and measure.name not in ("fen", "CNY"):
        return f"{number} of {'an' if singular[0] in 'aeiou' or singular == 'hour' else 'a'} {singular}"
    return f"{number} {measure.plural}"


def _shapeless(text: str) -> QuantityError:
    example = T("请写成「数字 单位」，例如 15 working_day（工作日）、5 CNY/school_day（元/学习日）、30%")
    if re.fullmatch(r"[-+]?[0-9.,/\s]+", text):
        return QuantityError(T("「{text}」没有单位", text=text), example)
    return QuantityError(T("读不懂的数值：「{text}」", text=text), example)


__all__ = [
    "UNITS", "Quantity", "QuantityError", "Unit", "UnitKind", "compare", "factor", "format_number",
    "looks_like_quantity", "never_longer", "read_number",
]  # fmt: skip

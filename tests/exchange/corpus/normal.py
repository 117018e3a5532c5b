"""The normal form of values, so that two ways of writing the same value compare equal; README.md explains it.

A value is written ``KIND TEXT``: ``age 60.. year``, ``limit 5 working_day``, ``count 1/quarter``, ``amount 30..50
CNY/time``, ``percentage 90``, ``material 身份证``.  `normal` turns the text into something to compare.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["age", "count", "amount", "limit", "percentage", "material"]
KINDS: tuple[Kind, ...] = ("age", "count", "amount", "limit", "percentage", "material")

#: Unit -> its family and size there, as far as they convert exactly; a bare 日 or 天 is a calendar day.
SPANS = {
    "second": ("minute", Fraction(1, 60)), "minute": ("minute", Fraction(1)), "hour": ("minute", Fraction(60)),
    "day": ("minute", Fraction(1440)), "calendar_day": ("minute", Fraction(1440)), "week": ("minute", Fraction(10080)),
    "month": ("month", Fraction(1)), "quarter": ("month", Fraction(3)), "half_year": ("month", Fraction(6)),
    "year": ("month", Fraction(12)),
}  # fmt: skip


@dataclass(frozen=True)
class Normal:
    """A value to compare: its bounds (equal where it is one number), and its unit or, for a material, its name."""

    kind: Kind
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""


def normal(kind: Kind, text: str) -> Normal:
    """The normal form of a value as the truth files write it.

    >>> normal("limit", "24 hour") == normal("limit", "1 day"), normal("count", "1/quarter") == normal("count", "4/year")
    (True, True)
    >>> normal("age", "0..6 year") == normal("age", "..6 year")
    True
    """
    text = text.strip()
    if kind == "material":
        return Normal(kind, unit=material(text))
    if kind == "count":
        return _count(text)
    low, high, unit = _bounds(text)
    if kind == "age":
        return Normal(kind, low or Fraction(0), high, unit)
    if kind == "limit":
        family, size = SPANS.get(unit, (unit, Fraction(1)))
        return Normal(kind, None if low is None else low * size, None if high is None else high * size, family)
    return Normal(kind, low, high, per_day(unit))


def per_day(unit: str) -> str:
    """A unit per calendar day as one per day: the kind of day is not compared.

    >>> per_day("CNY/calendar_day")
    'CNY/day'
    """
    return unit.replace("/calendar_day", "/day")


def _bounds(text: str) -> tuple[Fraction | None, Fraction | None, str]:
    number, _, unit = text.partition(" ")
    low, dots, high = number.partition("..")
    first = Fraction(low) if low else None
    last = (Fraction(high) if high else None) if dots else first
    return first, last, unit


def _count(text: str) -> Normal:
    """``4/year``, ``1/2 week``, ``1..2/term``: how often per period; without period the bare number."""
    times, _, period = text.partition("/")
    low, high, _ = _bounds(times)
    if not period:
        return Normal("count", low, high)
    length, _, unit = period.rpartition(" ")
    family, size = SPANS.get(unit, (unit, Fraction(1)))
    size *= Fraction(length or 1)
    return Normal("count", None if low is None else low / size, None if high is None else high / size, family)


_REMARK = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_FORM = re.compile(r"(?:原件)?(?:及|和|与)?(?:其)?(?:复印件|原件)$|[一二两三四五六\d]+[份张个套]$")
_WHOSE = re.compile(r"^(?:申请人|本人|[一二两三\d]+[份张])的?")


def material(name: str) -> str:
    """A material by its name alone: without remarks in brackets, form, number of copies, 本人 and 申请人 before it."""
    plain = unicodedata.normalize("NFKC", name)
    plain = re.sub(r"[\s、,，。;；:：《》“”\"]", "", _REMARK.sub("", plain))
    while (shorter := _FORM.sub("", _WHOSE.sub("", plain))) != plain and shorter:
        plain = shorter
    return plain

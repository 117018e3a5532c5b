"""What the finder found, in the normal form of the corpus: a proposal's value is in the language of the format."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.exchange.corpus.normal import KINDS, SPANS, Kind, Normal, material, per_day
from tests.exchange.corpus.truth import Path, clause_path
from zhunsheng.standard.document import Proposal

_ABOVE = re.compile(r"(?P<fact>age\w*) (?P<sign>[<>]=?|==) (?P<number>[\d.]+)")
_BELOW = re.compile(r"(?P<number>[\d.]+) (?P<sign><=?) (?P<fact>age\w*)")
_TURNED = {"<": ">", "<=": ">="}
_QUANTITY = re.compile(r"(?P<number>\d[\d.]*(?:/\d+)?) ?(?P<measure>[\w%]*)(?:/(?P<per>\w+))?")
_MONEY = {"CNY": Fraction(1), "wan_CNY": Fraction(10_000), "fen": Fraction(1, 100)}
#: Where a value may hold its bounds.
_LOW, _HIGH, _BOTH = ("at_least", "low", "min"), ("at_most", "high", "max"), ("exactly", "value", "amount")


@dataclass(frozen=True)
class Found:
    """One proposal: its kind, the path of its clause, its normal form, and the words it was read from."""

    kind: Kind
    clause: Path
    form: Normal
    quote: str


def found(proposals: Iterable[Proposal]) -> list[Found]:
    """The proposals of the kinds that are scored, each value once per clause."""
    seen: dict[tuple[Kind, Path, Normal], Found] = {}
    for proposal in proposals:
        if proposal.kind in KINDS:
            kind, path = proposal.kind, clause_path(proposal.clause)
            for form in forms(kind, proposal.value):
                seen.setdefault((kind, path, form), Found(kind, path, form, proposal.quote))
    return list(seen.values())


def forms(kind: Kind, value: object) -> list[Normal]:
    """The normal forms of a value; none where it has no number.  Fails on a form that the corpus does not know.

    >>> forms("age", 'sex == "female" and 16 <= age < 60')
    [Normal(kind='age', low=Fraction(16, 1), high=Fraction(59, 1), unit='year')]
    """
    if kind == "age":
        return [_age(str(value))]
    if kind == "material":
        title = value.get("title", "") if isinstance(value, Mapping) else value
        return [Normal(kind, unit=material(_words(title)))]
    if value == "on_spot":  # 当场 says no number
        return []
    low, high = _bounds(value)
    return [_quantity(kind, low, high)]


def _words(title: object) -> str:
    return str(title.get("zh", "")) if isinstance(title, Mapping) else str(getattr(title, "zh", title))


def _age(rule: str) -> Normal:
    """The closed interval of whole years or months that a rule leaves."""
    low, high, unit = Fraction(0), None, "year"
    for match in (*_ABOVE.finditer(rule), *_BELOW.finditer(rule)):
        sign = match["sign"] if rule[match.start()] == "a" else _TURNED[match["sign"]]
        number = Fraction(match["number"])
        unit = "month" if "month" in match["fact"] else "year"
        if sign in (">", ">="):
            low = max(low, number + (sign == ">"))
        elif sign == "==":
            low = high = number
        else:
            last = number if sign == "<=" else Fraction(math.ceil(number) - 1)
            high = last if high is None else min(high, last)
    return Normal("age", low, high, unit)


def _bounds(value: object) -> tuple[str | None, str | None]:
    if not isinstance(value, Mapping):
        return str(value), str(value)
    unit = f" {value['unit']}" if value.get("unit") else ""

    def of(names: Iterable[str]) -> Iterator[str]:
        return (f"{value[name]}{unit}" for name in names if value.get(name) is not None)

    both = next(of(_BOTH), None)
    return (both, both) if both else (next(of(_LOW), None), next(of(_HIGH), None))


def _quantity(kind: Kind, low: str | None, high: str | None) -> Normal:
    first, last = (None if text is None else _one(kind, text) for text in (low, high))
    known = first or last
    assert known is not None, f"a {kind} without a value"
    if first is None or last is None:
        return Normal(kind, known[0], known[0], known[1])
    return Normal(kind, first[0], last[0], known[1])


def _one(kind: Kind, text: str) -> tuple[Fraction, str]:
    match = _QUANTITY.fullmatch(text.strip())
    assert match is not None, f"the corpus does not understand the {kind} {text!r}"
    number, measure, per = Fraction(match["number"]), match["measure"], match["per"] or ""
    if kind == "percentage":
        return (number * 100 if measure == "ratio" else number), ""
    if kind == "amount":
        return number * _MONEY.get(measure, Fraction(1)), per_day(f"CNY/{per}") if per else "CNY"
    if kind == "limit":
        family, size = SPANS.get(measure, (measure, Fraction(1)))
        return number * size, family
    family, size = SPANS.get(per, (per, Fraction(1)))
    return number / size, family

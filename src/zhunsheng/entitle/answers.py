"""Answers as a form sends them, read: typed values, what is not known, and what is wrong with the rest.

Money comes in yuan and leaves in fen.  An answer that cannot be used counts as not given, and its problem says what
would be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zhunsheng.entitle.plan import Plan
from zhunsheng.rule.days import completed_years
from zhunsheng.rule.people import read_fact
from zhunsheng.rule.tree import Name, Value, names
from zhunsheng.rule.trouble import Trouble, nearest
from zhunsheng.standard.facts import Fact
from zhunsheng.standard.wording import T, Text, Words

#: What a form sends for "I don't know"; None means the same.
UNKNOWN = "unknown"
_UNKNOWN_WORDS = frozenset({UNKNOWN, "不清楚", ""})


@dataclass(frozen=True)
class Fault:
    """A problem with answers, not yet in a language."""

    facts: tuple[str, ...]
    kind: str
    message: Text
    help: Text | Words | None = None


@dataclass
class Told:
    """Answers read: typed values by fact, facts answered "don't know", and faults in the order of the answers."""

    values: dict[str, Value] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def is_unknown(text: str | None) -> bool:
    """Whether an answer says "don't know"."""
    return text is None or text in _UNKNOWN_WORDS


def read_answers(plan: Plan, answers: Mapping[str, str | None]) -> Told:
    """Read every answer; ages follow from a told day of birth."""
    told = Told()
    for name, text in answers.items():
        fault = _read(plan, name, text, told)
        if fault is not None:
            told.faults.append(fault)
    told.faults += _ages(plan, told)
    return told


def _read(plan: Plan, name: str, text: str | None, told: Told) -> Fault | None:
    fact = plan.library.book.facts.get(name)
    if fact is None:
        meant = nearest(name, plan.library.book.facts)
        advice = None if meant is None else T("是不是「{name}」？", name=meant)
        return Fault((name,), "unknown_fact", T("没有名为「{name}」的事实", name=name[:80]), advice)
    if is_computed(plan, name):
        parts = [plan.library.book.facts[part].label for part in made_from(plan, name)]
        message = T("「{label}」由其他答案算出，不用回答", label=fact.label)
        return Fault((name,), "computed", message, T("请回答：{facts}", facts=parts))
    if is_unknown(text):
        told.declined.add(name)
        return None
    assert text is not None
    value = read_fact(text, fact)
    if isinstance(value, Trouble):
        shown = text[:40]
        message = T("「{label}」的答案「{text}」读不懂", label=fact.label, text=shown)
        return Fault((name,), "unreadable", message, _what_is_right(fact))
    limits = ends(fact)
    if limits is not None and not limits[0] <= _order(value) <= limits[1]:
        message = T("「{label}」的答案「{text}」超出范围", label=fact.label, text=text[:40])
        return Fault((name,), "outside", message, _what_is_right(fact))
    told.values[name] = value
    return None


def is_computed(plan: Plan, name: str) -> bool:
    """Whether a fact follows from others on the day (defined, or a group that another continues) and is never asked."""
    meaning = plan.prover.meanings.get(name)
    return meaning is not None and name not in names(meaning)


def made_from(plan: Plan, name: str) -> list[str]:
    """The facts that a computed fact is made from; the fact itself where it is not computed."""
    meaning = plan.prover.meanings.get(name, Name(name))
    return [part for part in names(meaning) if part in plan.library.book.facts]


def ends(fact: Fact) -> tuple[Fraction, Fraction] | None:
    """Both ends of a fact's range, countable: money in fen, days by number; None where it has none."""
    if fact.type in ("bool", "enum"):
        return None
    low, high = shown_range(fact)
    if low is None or high is None:
        return None
    if fact.type == "date":
        return Fraction(date.fromisoformat(low).toordinal()), Fraction(date.fromisoformat(high).toordinal())
    times = 100 if fact.type == "money" else 1
    return Fraction(low) * times, Fraction(high) * times


def shown_range(fact: Fact) -> tuple[str | None, str | None]:
    """The range as a form shows it, in yuan and ISO days; what a fact leaves unsaid has the limits that proofs use."""
    if fact.range is not None:
        return fact.range
    usual = {
        "age": ("0", "130"),
        "money": ("0", "1000000"),
        "int": ("0", "1000000"),
        "date": ("1900-01-01", "2199-12-31"),
    }
    return usual.get(fact.type, (None, None))


def _order(value: Value) -> Fraction:
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return Fraction(value)


def _what_is_right(fact: Fact) -> Text:
    if fact.type == "bool":
        return T("请答“是”“否”或“不清楚”")
    if fact.type == "enum":
        return T("请选一项：{choices}", choices=list((fact.members or {}).values()))
    low, high = shown_range(fact)
    if fact.type == "date":
        return T("请写 {low} 至 {high} 之间的日期，如 2023-09-01", low=low, high=high)
    if fact.type == "money":
        return T("请写 {low} 至 {high} 之间的金额，以元计，最多两位小数", low=low, high=high)
    return T("请写 {low} 至 {high} 之间的整数", low=low, high=high)


def _not_born(plan: Plan, name: str, birth: date) -> Fault:
    fact = plan.library.book.facts[name]
    message = T("「{label}」的答案「{text}」超出范围", label=fact.label, text=birth.isoformat())
    low, _ = shown_range(fact)
    return Fault(
        (name,), "outside", message,
        T("请写 {low} 至 {high} 之间的日期，如 2023-09-01", low=low, high=plan.day.isoformat()),
    )  # fmt: skip


def _ages(plan: Plan, told: Told) -> Iterator[Fault]:
    for name, fact in plan.library.book.facts.items():
        birth = told.values.get(fact.born) if fact.born is not None else None
        if fact.type != "age" or fact.on is None or not isinstance(birth, date) or fact.born is None:
            continue
        years = completed_years(birth, fact.on, plan.day)
        if birth > plan.day and fact.on == "application_day":
            del told.values[fact.born]
            yield _not_born(plan, fact.born, birth)
            continue
        said = told.values.get(name)
        if said is not None and said != years:
            label = plan.library.book.facts[fact.born].label
            message = T(
                "「{label}」答的是 {told}，按「{birth}」算是 {computed}",
                label=fact.label,
                told=said,
                birth=label,
                computed=years,
            )
            yield Fault((name, fact.born), "contradiction", message, T("两项只留一项"))
        told.values[name] = years

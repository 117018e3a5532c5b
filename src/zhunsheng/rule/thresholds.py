"""Whether a standard's own cases stand on both sides of every threshold of its services.

A threshold is each comparison, membership and yes/no fact that decides something: in ``eligible`` and the further
conditions, in ``when``, and where a value is piecewise.  A case counts for a side when it expects something of the very
thing that the threshold decides: of the service, or by name of the value.  Beside a number the case stands at the edge
(64 and 65 for ``age >= 65``), because that is where a wrong operator shows.  A series of values wants a case in each
period.  Sides that no resident can be on are not asked for.  What is missing is ZS807.

Source of the rule: boundary-value analysis, ISO/IEC/IEEE 29119-4:2021, 5.2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhunsheng.rule.compiled import CompiledService, Measure
from zhunsheng.rule.evaluate import amount, holds
from zhunsheng.rule.library import Library
from zhunsheng.rule.people import read_person
from zhunsheng.rule.prose import say_rule
from zhunsheng.rule.prose_shape import MIRROR
from zhunsheng.rule.tree import (
    FALSE,
    TRUE,
    And,
    Choose,
    Compare,
    Expr,
    Name,
    Not,
    Number,
    OneOf,
    Op,
    Or,
    Scale,
    Value,
    all_of,
    children,
    negation,
)
from zhunsheng.standard.document import Expectation
from zhunsheng.standard.findings import Finding, Place, Severity, in_order
from zhunsheng.standard.wording import T, Text, Words

#: How far from a bound a case may stand and still be at its edge: one year, one piece; one yuan (100 fen) for money.
_STEP = {"money": Fraction(100)}


@dataclass(frozen=True)
class Coverage:
    """How many sides of thresholds the cases of a workspace stand on, and what is missing (ZS807)."""

    sides: int
    covered: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Threshold:
    """What decides something: the atom, among whom it decides, and the values it decides (None: the answer)."""

    atom: Expr
    among: Expr
    decides: frozenset[str] | None
    place: Place


@dataclass(frozen=True)
class _Told:
    """A case as far as one service is concerned: the person, the day, and the names of the values expected."""

    person: Mapping[str, Value]
    day: date
    values: frozenset[str]


def threshold_coverage(library: Library, day: date) -> Coverage:
    """Hold the cases against the thresholds of every service that has a process of its own.

    day: the day of application for cases that name none, and the day on which sides are judged possible.
    """
    told = _told(library, day)
    sides = covered = 0
    findings: list[Finding] = []
    for entry in library.workspace.services():
        if entry.service.overlays is not None or not entry.service.process:
            continue
        service = library.service(entry.id)
        if service.broken or service.eligible is None:
            continue
        look = _Look(library, service, told.get(entry.id, []), day)
        found = list(look.missing())
        sides += look.sides
        covered += look.sides - len(found)
        findings += found
    return Coverage(sides, covered, tuple(in_order(findings)))


class _Look:
    """One service."""

    def __init__(self, library: Library, service: CompiledService, told: list[_Told], day: date) -> None:
        self.library = library
        self.service = service
        self.told = told
        self.day = day
        self.sides = 0

    def missing(self) -> Iterator[Finding]:
        """A finding for each side without a case, then for each period without one."""
        for threshold in dict.fromkeys(self._thresholds()):
            for side in (True, False):
                if not self._is_possible(threshold, side):
                    continue
                self.sides += 1
                if not any(self._stands_on(case, threshold, side) for case in self.told):
                    yield self._side_finding(threshold, side)
        for name, measure in self._measures():
            yield from self._periods(name, measure)

    # -- what decides --------------------------------------------------------------------------------------------

    def _thresholds(self) -> Iterator[_Threshold]:
        service = self.service
        assert service.eligible is not None
        entitled = service.entitled or TRUE
        yield from _of(service.eligible, TRUE, None, service.place_of("eligible"))
        for condition in service.conditions or ():
            yield from _of(condition.rule, TRUE, None, condition.place)
        for part in service.deliverables.values():
            named = frozenset(f"{part.id}.{one}" for one in part.guarantees) or None
            yield from _of(part.when, entitled, named, part.place)
            for guarantee in part.guarantees.values():
                own = frozenset({f"{part.id}.{guarantee.id}"})
                given = all_of(entitled, part.when)
                yield from _of(guarantee.when, given, own, guarantee.place)
                yield from self._of_measure(guarantee.measure, all_of(given, guarantee.when), own)
        for name, measure in self._limits():
            yield from self._of_measure(measure, entitled, frozenset({name}))
        for material in service.materials or ():
            yield from _of(material.when, entitled, None, material.place)

    def _of_measure(self, measure: Measure, among: Expr, own: frozenset[str]) -> Iterator[_Threshold]:
        for value, _ in measure.parts.values():
            yield from _of(value, among, own, measure.place)

    def _limits(self) -> Iterator[tuple[str, Measure]]:
        for name, limit in (("promise", self.service.promise), ("statutory", self.service.statutory)):
            if limit is not None:
                yield name, limit.measure
        if self.service.fee is not None:
            yield "fee", self.service.fee

    def _measures(self) -> Iterator[tuple[str, Measure]]:
        for part in self.service.deliverables.values():
            for guarantee in part.guarantees.values():
                yield f"{part.id}.{guarantee.id}", guarantee.measure
        yield from self._limits()

    # -- who stands where ----------------------------------------------------------------------------------------

    def _is_possible(self, threshold: _Threshold, side: bool) -> bool:
        atom = threshold.atom if side else negation(threshold.atom)
        return self.library.prover(self.day).entails(all_of(threshold.among, atom), FALSE).status != "holds"

    def _stands_on(self, case: _Told, threshold: _Threshold, side: bool) -> bool:
        if threshold.decides is not None and threshold.decides.isdisjoint(case.values):
            return False
        if holds(threshold.atom, case.person) is not side:
            return False
        edge = self._edge(threshold.atom)
        return edge is None or _at_edge(edge, case.person, side)

    def _edge(self, atom: Expr) -> tuple[Name, Op, Expr, Fraction] | None:
        """Fact, operator, bound and step of a comparison that has an edge; None for any other atom."""
        if not isinstance(atom, Compare) or atom.op in ("==", "!="):
            return None
        facts = self.library.book.facts
        for fact, op, bound in ((atom.left, atom.op, atom.right), (atom.right, MIRROR[atom.op], atom.left)):
            if isinstance(fact, Name) and fact.name in facts and self._is_settled(bound):
                kind = facts[fact.name].type
                return None if kind == "date" else (fact, op, bound, _STEP.get(kind, Fraction(1)))
        return None

    def _is_settled(self, bound: Expr) -> bool:
        """Whether a bound is a number, or a multiple of a parameter."""
        while isinstance(bound, Scale):
            bound = bound.item
        return isinstance(bound, Number) or (isinstance(bound, Name) and bound.name in self.library.book.parameters)

    def _periods(self, name: str, measure: Measure) -> Iterator[Finding]:
        if isinstance(measure.dated, str):
            return
        starts = sorted(start for start, value in measure.dated.items() if value != "ended")
        days = [case.day for case in self.told if name in case.values]
        seen = {max((start for start in starts if start <= day), default=None) for day in days}
        for start in starts if len(starts) > 1 else ():
            self.sides += 1
            if start not in seen:
                message = T(
                    "「{item}」的「{name}」自 {start} 起的值没有用例",
                    item=self.service.id,
                    name=name,
                    start=start.isoformat(),
                )
                advice = T("请写一个 on 在这一时段里、values 写出这个值的用例")
                yield Finding("ZS807", measure.place, message, advice, Severity.WARNING)

    def _side_finding(self, threshold: _Threshold, side: bool) -> Finding:
        atom = threshold.atom if side else negation(threshold.atom)
        book = self.library.book
        said = Words(say_rule(atom, book, "zh"), say_rule(atom, book, "en"))
        message = T("「{item}」没有这一侧的用例：{side}", item=self.service.id, side=said)
        return Finding("ZS807", threshold.place, message, self._advice(threshold, side), Severity.WARNING)

    def _advice(self, threshold: _Threshold, side: bool) -> Text | None:
        edge = self._edge(threshold.atom)
        if edge is not None:
            fact, op, bound, step = edge
            number = amount(bound, {})
            if number is not None:
                wanted = _nearest(op, number, step, side)
                said = wanted / 100 if step != 1 else wanted
                return T("请写一个 {fact} 为 {value} 的用例", fact=fact.name, value=_number(said))
            return T("请写一个 {fact} 紧靠界线的用例", fact=fact.name)
        if threshold.decides is not None:
            return T("用例的 values 里要写出「{name}」", name=min(threshold.decides))
        return None


def _of(rule: Expr, among: Expr, decides: frozenset[str] | None, place: Place) -> Iterator[_Threshold]:
    for atom in _atoms(rule):
        yield _Threshold(atom, among, decides, place)


def _atoms(expr: Expr, condition: bool = True) -> Iterator[Expr]:
    """The comparisons, memberships and yes/no facts that a condition, or a piecewise value, turns on."""
    match expr:
        case And(items) | Or(items):
            for item in items:
                yield from _atoms(item)
        case Not(item):
            yield from _atoms(item)
        case Choose(test, then, other):
            yield from _atoms(test)
            yield from _atoms(then, condition)
            yield from _atoms(other, condition)
        case Compare() | OneOf():
            yield expr
        case Name() if condition:
            yield expr
        case _:
            for part in children(expr):
                if not isinstance(part, Name):
                    yield from _atoms(part, False)


def _at_edge(edge: tuple[Name, Op, Expr, Fraction], person: Mapping[str, Value], side: bool) -> bool:
    fact, op, bound, step = edge
    value, limit = person.get(fact.name), amount(bound, person)
    if limit is None or not isinstance(value, (int, Fraction)):
        return False
    upward = (op in (">", ">=")) is side
    into = value - limit if upward else limit - value
    return 0 <= into < step if _holds_bound(op, side) else 0 < into <= step


def _holds_bound(op: Op, side: bool) -> bool:
    """Whether the bound itself lies on this side."""
    return (op in (">=", "<=")) is side


def _nearest(op: Op, number: Fraction, step: Fraction, side: bool) -> Fraction:
    """The value next to a bound on one side."""
    if _holds_bound(op, side):
        return number
    upward = (op in (">", ">=")) is side
    return number + step if upward else number - step


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _told(library: Library, day: date) -> dict[str, list[_Told]]:
    """By service what the cases tell about it; a case whose person cannot be read tells nothing."""
    found: dict[str, list[_Told]] = {}
    for own in library.workspace.cases():
        on = own.case.on or day
        person, troubles = read_person(own.case.who, library.book, on)
        if any(trouble.severity is Severity.ERROR for trouble in troubles):
            continue
        for item, expected in own.case.expect.items():
            values: Iterable[str] = expected.values if isinstance(expected, Expectation) else ()
            found.setdefault(item, []).append(_Told(person, on, frozenset(values)))
    return found

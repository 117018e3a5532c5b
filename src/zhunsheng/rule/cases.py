"""Run the cases of a workspace: the standards' own tests, answered by the plain evaluator.

ZS801 unknown service; ZS802 another answer than expected; ZS803 another value than expected; ZS804 no such value;
ZS805 the expected value cannot be read; ZS806 the service has no rule to answer by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledService, Measure
from zhunsheng.rule.evaluate import amount, holds
from zhunsheng.rule.library import Library
from zhunsheng.rule.people import read_person
from zhunsheng.rule.tree import TRUE, Expr, Truth, Value, all_of
from zhunsheng.rule.trouble import nearest
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.document import Expectation
from zhunsheng.standard.findings import Finding, Place, Severity, in_order
from zhunsheng.standard.quantity import Quantity, QuantityError, compare
from zhunsheng.standard.wording import T, Text, Words
from zhunsheng.standard.workspace import OwnCase

Answer = Literal["eligible", "not eligible", "unknown"]
_ANSWERS: Mapping[Truth, Answer] = {True: "eligible", False: "not eligible", None: "unknown"}
_SAID: Mapping[str, Text] = {"eligible": T("符合"), "not eligible": T("不符合"), "unknown": T("尚不能确定")}


@dataclass(frozen=True)
class CaseResult:
    """One expectation of one case: about a service as a whole, or about one of its values.

    subject: the service id, or ``service/deliverable.guarantee``.  expected, actual: as people read them.
    """

    standard: str
    name: Words | None
    subject: str
    person: Mapping[str, Value]
    expected: Text | Words
    actual: Text | Words
    passed: bool
    place: Place
    finding: Finding | None = None


@dataclass(frozen=True)
class CaseRun:
    """What running the cases gave: every expectation, and everything wrong with the cases themselves or their results."""

    results: tuple[CaseResult, ...]
    findings: tuple[Finding, ...]


def run_cases(library: Library, day: date) -> CaseRun:
    """Run every case of the workspace; `day` is the day of application for cases that name none."""
    results: list[CaseResult] = []
    findings: list[Finding] = []
    for own in library.workspace.cases():
        runner = _Runner(library, own, own.case.on or day)
        results += runner.run()
        findings += runner.findings
    findings += [result.finding for result in results if result.finding is not None]
    return CaseRun(tuple(results), tuple(in_order(findings)))


class _Runner:
    """One case."""

    def __init__(self, library: Library, own: OwnCase, day: date) -> None:
        self.library = library
        self.own = own
        self.day = day
        self.person, troubles = read_person(own.case.who, library.book, day)
        self.findings = [trouble.at(self._place("who", *trouble.about)) for trouble in troubles]

    def run(self) -> Iterator[CaseResult]:
        """Every expectation in turn; a case whose person cannot be read is reported and not answered."""
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return
        for item, expected in self.own.case.expect.items():
            service = self._service(item)
            if service is None:
                continue
            answer = expected.answer if isinstance(expected, Expectation) else expected
            yield self._answer(service, item, answer)
            values = expected.values if isinstance(expected, Expectation) else {}
            for key, text in values.items():
                result = self._value(service, item, key, text)
                if result is not None:
                    yield result

    def _service(self, item: str) -> CompiledService | None:
        try:
            service = self.library.service(item)
        except KeyError:
            meant = nearest(item, self.library.ids())
            advice = None if meant is None else T("是不是「{name}」？", name=meant)
            self._report("ZS801", T("没有名为「{item}」的服务事项", item=item), ("expect", item), advice)
            return None
        if service.entitled is None:
            self._report("ZS806", T("「{item}」没有写 eligible，不能回答用例", item=item), ("expect", item))
            return None
        return None if service.broken else service

    def _answer(self, service: CompiledService, item: str, expected: Answer) -> CaseResult:
        assert service.entitled is not None
        actual = _ANSWERS[holds(service.entitled, self.person)]
        message = T("「{item}」应为{expected}，实为{actual}", item=item, expected=_SAID[expected], actual=_SAID[actual])
        return self._result(
            item, _SAID[expected], _SAID[actual], expected == actual, "ZS802", message, ("expect", item)
        )

    def _value(self, service: CompiledService, item: str, key: str, text: str) -> CaseResult | None:
        path = ("expect", item, "values", key)
        found = _find(service, key)
        if found is None:
            advice = T("可写：{names}", names=_value_names(service))
            self._report("ZS804", T("「{item}」没有名为「{key}」的值", item=item, key=key), path, advice)
            return None
        expected = self._expected(text, path)
        if expected is None:
            return None
        actual = self._actual(*found)
        same = actual == expected or (
            isinstance(actual, Quantity) and isinstance(expected, Quantity) and compare(actual, expected) == 0
        )
        said = [_say(expected), _say(actual)]
        message = T(
            "「{item}」的「{key}」应为{expected}，实为{actual}", item=item, key=key, expected=said[0], actual=said[1]
        )
        return self._result(f"{item}/{key}", said[0], said[1], same, "ZS803", message, path)

    def _expected(self, text: str, path: tuple[str, ...]) -> Quantity | Literal["none", "unknown"] | None:
        if text in ("none", "unknown"):
            return "none" if text == "none" else "unknown"
        try:
            return Quantity.parse(text)
        except QuantityError as error:
            self._report("ZS805", error.message, path, error.help)
            return None

    def _actual(self, measure: Measure, given: Expr) -> Quantity | Literal["none", "unknown"]:
        condition = holds(given, self.person)
        if condition is False:
            return "none"
        try:
            value, unit = measure.on(self.day)
        except DateGap:
            return "none"
        number = amount(value, self.person)
        return "unknown" if number is None or condition is None else Quantity(number, unit)

    def _result(
        self,
        subject: str,
        expected: Text | Words,
        actual: Text | Words,
        passed: bool,
        code: str,
        message: Text,
        path: tuple[str, ...],
    ) -> CaseResult:
        place = self._place(*path)
        name = self.own.case.name
        advice = None if name is None else T("用例：{name}", name=name)
        finding = None if passed else Finding(code, place, message, advice)
        return CaseResult(self.own.standard, name, subject, self.person, expected, actual, passed, place, finding)

    def _report(self, code: str, message: Text, path: tuple[str, ...], advice: Text | None = None) -> None:
        self.findings.append(Finding(code, self._place(*path), message, advice))

    def _place(self, *path: str | int) -> Place:
        return self.own.loaded.place(*self.own.prefix, *path)


def _find(service: CompiledService, key: str) -> tuple[Measure, Expr] | None:
    """The value called `key`, and to whom it is given."""
    limits = {"promise": service.promise, "statutory": service.statutory}
    limit = limits.get(key)
    if limit is not None:
        return limit.measure, TRUE
    if key == "fee":
        return None if service.fee is None else (service.fee, TRUE)
    entitled = service.entitled or TRUE
    for part, guarantee in _guarantees(service):
        if key == f"{part.id}.{guarantee.id}":
            return guarantee.measure, all_of(entitled, part.when, guarantee.when)
    return None


def _guarantees(service: CompiledService) -> Iterator[tuple[CompiledDeliverable, CompiledGuarantee]]:
    for part in service.deliverables.values():
        for guarantee in part.guarantees.values():
            yield part, guarantee


def _value_names(service: CompiledService) -> list[str]:
    own = {"promise": service.promise, "statutory": service.statutory, "fee": service.fee}
    named = [f"{part.id}.{guarantee.id}" for part, guarantee in _guarantees(service)]
    return [*named, *(name for name, value in own.items() if value is not None)]


def _say(value: Quantity | str) -> Text | Words:
    if isinstance(value, Quantity):
        return Words(value.say("zh"), value.say("en"))
    return T("没有保障") if value == "none" else _SAID["unknown"]


__all__ = ["CaseResult", "CaseRun", "run_cases"]

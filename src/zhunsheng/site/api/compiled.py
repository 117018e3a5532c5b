"""A compiled service item as data: every rule in the rule language and in both languages, every value on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from zhunsheng.publish.subject import Subject, is_fetched
from zhunsheng.rule.compiled import CompiledGuarantee, CompiledLimit, CompiledService, CompiledStep, Measure
from zhunsheng.rule.library import Library
from zhunsheng.rule.speaking import Speaker, guarantee_words, measure_words
from zhunsheng.rule.tree import TRUE, Expr, Number
from zhunsheng.site.api.schemas.base import words
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.quantity import format_number
from zhunsheng.standard.service import Next


@dataclass(frozen=True)
class ItemReader:
    """Says one item of `library` on `day`."""

    library: Library
    service: CompiledService
    day: date

    @cached_property
    def zh(self) -> Speaker:
        """Says it in Chinese."""
        return Speaker.of(self.library, "zh")

    @cached_property
    def en(self) -> Speaker:
        """Says it in English."""
        return Speaker.of(self.library, "en")

    @cached_property
    def subject(self) -> Subject:
        """The item as a guide sees it."""
        return Subject(self.library, self.service, self.day)

    def data(self) -> dict[str, Any]:
        """Everything but what only the database knows: edition, standard, links."""
        service, source, apply = self.service, self.service.source, self.subject.apply
        return {
            "id": service.id,
            "ref": service.ref,
            "title": words(source.title),
            "object": words(source.object),
            "number": source.number,
            "domain": source.domain or (self.subject.standard.domain if self.subject.standard else None),
            "category": source.category,
            "lead_agency": source.lead_agency,
            "derives": self.library.parents(service.id),
            "ancestors": self.library.ancestors(service.id),
            "succeeds": list(source.succeeds),
            "fit": source.fit,
            "broken": service.broken,
            "eligible": self.rule(service.eligible, source.eligible),
            "conditions": self._conditions(),
            "deliverables": self._deliverables(),
            "materials": self._materials(),
            "fee": self._value(service.fee),
            "visits": apply.visits,
            "channels": list(apply.channels),
            "phone": apply.phone,
            "complaint_phone": apply.complaint_phone,
            "promise": self._limit(service.promise),
            "statutory": self._limit(service.statutory),
            "steps": [self._step(step) for step in service.steps.values()],
            "start": source.start,
            "legal_basis": [words(basis) for basis in source.legal_basis],
            "provenance": self._provenance(),
            "points": [point.id for point in self.subject.points],
        }

    def rule(self, expr: Expr | None, source: str | None) -> dict[str, Any] | None:
        """A rule; None where there is none or it holds for everybody."""
        if expr is None or (expr == TRUE and source is None):
            return None
        return {"source": source, "zh": self.zh.rule(expr), "en": self.en.rule(expr)}

    def _conditions(self) -> list[dict[str, Any]] | None:
        if self.service.conditions is None:
            return None
        declared = {one.id: one for one in self.subject.apply.conditions or ()}
        return [
            {
                "id": one.id,
                "title": words(declared[one.id].title),
                "rule": self.rule(one.rule, declared[one.id].rule),
                "clause": declared[one.id].clause,
            }
            for one in self.service.conditions
        ]

    def _deliverables(self) -> list[dict[str, Any]]:
        declared = {one.id: one for one in self.service.source.delivers}
        return [
            {
                "id": one.id,
                "title": words(one.title),
                "when": self.rule(one.when, declared[one.id].when),
                "clause": declared[one.id].clause,
                "guarantees": [self._guarantee(guarantee) for guarantee in one.guarantees.values()],
            }
            for one in self.service.deliverables.values()
        ]

    def _guarantee(self, one: CompiledGuarantee) -> dict[str, Any]:
        longest, shortest = one.apart
        return {
            "id": one.id,
            "title": words(one.source.title),
            "direction": one.direction,
            "value": self._value(one.measure),
            "words": {lang.language: guarantee_words(one, self.day, lang) for lang in (self.zh, self.en)},
            "when": self.rule(one.when, one.source.when),
            "longest_apart": str(longest) if longest is not None else None,
            "shortest_apart": str(shortest) if shortest is not None else None,
            "clause": one.source.clause,
        }

    def _value(self, measure: Measure | None) -> dict[str, Any] | None:
        if measure is None:
            return None
        series = measure.dated if isinstance(measure.dated, Mapping) else {None: measure.dated}
        number, unit, holds = None, "", True
        try:
            expr, in_unit = measure.on(self.day)
            unit = str(in_unit)
            if isinstance(expr, Number):
                number = format_number(expr.value / 100 if in_unit.measure == "fen" else expr.value)
        except DateGap:
            holds = False
        since = self.subject.since(measure.dated) if holds else ""
        return {
            "in_force": holds,
            "zh": measure_words(measure, self.day, self.zh),
            "en": measure_words(measure, self.day, self.en),
            "number": number,
            "unit": unit.replace("fen", "CNY") if unit.startswith("fen") else unit,
            "since": since or None,
            "series": [
                {"starts": start.isoformat() if start else None, "source": text}
                for start, text in sorted(series.items(), key=lambda pair: pair[0] or date.min)
            ],
        }

    def _materials(self) -> list[dict[str, Any]] | None:
        if self.service.materials is None:
            return None
        return [
            {
                "id": one.source.id,
                "title": words(one.source.title),
                "form": one.source.form,
                "copies": one.source.copies,
                "source": one.source.source,
                "need": one.source.need,
                "when": self.rule(one.when, one.source.when),
                "register_id": one.source.register_,
                "register_title": self._register(one.source.register_),
                "fetched": is_fetched(one.source),
                "clause": one.source.clause,
            }
            for one in self.service.materials
        ]

    def _register(self, name: str | None) -> dict[str, str | None] | None:
        libraries = (self.library, *self.library.chain())
        titles = (library.workspace.manifest.registers.get(name or "") for library in libraries)
        return next((words(title) for title in titles if title is not None), None)

    def _limit(self, limit: CompiledLimit | None) -> dict[str, Any] | None:
        if limit is None:
            return None
        value = self._value(limit.measure)
        return {"value": value, "clause": limit.source.clause, "basis": words(limit.source.basis)}

    def _step(self, step: CompiledStep) -> dict[str, Any]:
        source = step.source
        post = self.subject.posts.get(source.role)
        return {
            "id": step.id,
            "title": words(source.title),
            "role": source.role,
            "role_title": words(post.title) if post else {"zh": source.role, "en": None},
            "within": self._value(step.within),
            "next": [_branch(branch) for branch in source.next],
            "basis": list(source.basis),
            "checks": [words(check) for check in source.checks],
            "pauses": words(source.pauses),
        }

    def _provenance(self) -> dict[str, Any]:
        said = {lang: Subject(self.library, self.service, self.day, lang).origin_words for lang in ("zh", "en")}
        return {"kind": self.subject.origin.kind, **said}


def _branch(branch: Next) -> dict[str, Any]:
    if isinstance(branch, str):
        return {"to": branch, "when": None, "rule": None}
    return {"to": branch.to, "when": words(branch.when), "rule": branch.rule}

"""Which parts of a document name a clause, and with which values and rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhunsheng.floor.lint.base import Subject
from zhunsheng.floor.lint.view import Document, Path, View
from zhunsheng.rule.compiled import Measure
from zhunsheng.rule.tree import Expr
from zhunsheng.standard.findings import Place
from zhunsheng.standard.quantity import Quantity
from zhunsheng.standard.wording import T, Text


@dataclass(frozen=True)
class Citation:
    """A part of a service that names a clause: what it is, and the values and rules that the clause should say.

    dotted: the part's name in an overlay's changes, ``delivers.check.guarantees.visits``.
    """

    service: View
    clause: str
    path: Path
    dotted: str
    what: Text
    values: tuple[tuple[Path, Measure], ...] = ()
    rules: tuple[tuple[Path, str, Expr], ...] = ()
    plain: tuple[tuple[Path, Quantity], ...] = field(default=())


def citations(service: View) -> Iterator[Citation]:
    """Every part of `service` that names a clause and is written here, not inherited by an overlay."""
    yield from (
        citation
        for make in (_of_deliverables, _of_application, _of_limits, _of_steps, _of_situations)
        for citation in make(service)
        if service.writes(citation.dotted)
    )


def cited_by_cases(subject: Subject) -> Iterator[tuple[Document, str, Place]]:
    """Clauses that cases name, with the standard they belong to; also cases in a file beside it."""
    documents = {document.path: document for document in subject.documents}
    for own in subject.workspace.cases():
        document = documents.get(own.standard)
        if document is not None and own.case.clause is not None:
            yield document, own.case.clause, own.loaded.place(*own.prefix, "clause")


def all_citations(subject: Subject) -> Iterator[Citation]:
    """Every citation of every service."""
    for service in subject.services:
        yield from citations(service)


def _of_deliverables(service: View) -> Iterator[Citation]:
    for index, source in enumerate(service.compiled.source.delivers):
        part = service.compiled.deliverables[source.id]
        path: Path = ("delivers", index)
        dotted = f"delivers.{source.id}"
        if source.clause is not None:
            rules = () if source.when is None else (((*path, "when"), source.when, part.when),)
            yield Citation(service, source.clause, path, dotted, T("「{title}」", title=source.title), rules=rules)
        for key, guarantee in part.guarantees.items():
            clause, when = guarantee.source.clause, guarantee.source.when
            if clause is None:
                continue
            at = (*path, "guarantees", key)
            rules = () if when is None else (((*at, "when"), when, guarantee.when),)
            plain = tuple(
                ((*at, "apart", name), bound)
                for name, bound in zip(("at_most", "at_least"), guarantee.apart, strict=True)
                if bound is not None
            )
            yield Citation(
                service, clause, at, f"{dotted}.guarantees.{key}",
                T("「{title}」的 {guarantee}", title=source.title, guarantee=guarantee.source.title or key),
                (((*at, guarantee.direction), guarantee.measure),), rules, plain,
            )  # fmt: skip


def _of_application(service: View) -> Iterator[Citation]:
    apply = service.compiled.source.apply
    if apply is None:
        return
    for index, condition in enumerate(apply.conditions or ()):
        if condition.clause is not None:
            path: Path = ("apply", "conditions", index)
            rule = (service.compiled.conditions or ())[index].rule
            yield Citation(
                service, condition.clause, path, f"apply.conditions.{condition.id}",
                T("申请条件「{name}」", name=condition.title or condition.id),
                rules=(((*path, "rule"), condition.rule, rule),),
            )  # fmt: skip
    for index, material in enumerate(apply.materials or ()):
        if material.clause is not None:
            path = ("apply", "materials", index)
            rule = (service.compiled.materials or ())[index].when
            rules = () if material.when is None else (((*path, "when"), material.when, rule),)
            what = T("材料「{title}」", title=material.title)
            yield Citation(service, material.clause, path, f"apply.materials.{material.id}", what, rules=rules)


def _of_limits(service: View) -> Iterator[Citation]:
    compiled = service.compiled
    for name, limit, what in (
        ("promise", compiled.promise, T("承诺时限")),
        ("statutory", compiled.statutory, T("法定时限")),
    ):
        if limit is not None and limit.source.clause is not None:
            yield Citation(service, limit.source.clause, (name,), name, what, (((name, "at_most"), limit.measure),))


def _of_steps(service: View) -> Iterator[Citation]:
    for step in service.compiled.steps.values():
        for clause in step.source.basis:
            path: Path = ("process", step.id)
            values = () if step.within is None else (((*path, "within"), step.within),)
            what = T("环节「{title}」的时限", title=step.source.title)
            yield Citation(service, clause, path, f"process.{step.id}", what, values)


def _of_situations(service: View) -> Iterator[Citation]:
    for index, situation in enumerate(service.compiled.source.situations):
        if situation.clause is not None:
            what = T("特殊情形「{title}」", title=situation.title)
            yield Citation(service, situation.clause, ("situations", index), f"situations.{index}", what)

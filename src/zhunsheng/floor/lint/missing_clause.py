"""ZS517: a clause that is named but does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.clauses import find_clause, read_number
from zhunsheng.floor.lint.references import all_citations, cited_by_cases
from zhunsheng.floor.lint.view import Document
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T, Text


@check("ZS517", Severity.ERROR)
def missing_clause(subject: Subject) -> Iterator[Finding]:
    """所引条款不存在 — `clause:` or `basis:` names a number that the standard does not have.

    A `basis` that is no clause number (the title of a law) is left alone.
    **Why.** A rule is tied to its clause; a change of one without the other has to be seen.
    **Example.** `clause: "5.9"` in a standard that ends with 5.4.
    **Remedy.** Correct the number, or add the clause.
    """
    for citation in all_citations(subject):
        document = citation.service.document
        if _is_missing(document, citation.clause):
            place = citation.service.place(*citation.path, "basis" if citation.path[0] == "process" else "clause")
            message = T("{what}所引第 {no} 条不存在", what=citation.what, no=citation.clause)
            yield missing_clause.finding(place, message, _advice(document, citation.clause))
    for document, number, place in cited_by_cases(subject):
        if _is_missing(document, number):
            message = T("用例所引第 {no} 条不存在", no=number)
            yield missing_clause.finding(place, message, _advice(document, number))


def _is_missing(document: Document, number: str) -> bool:
    """Whether a clause number leads nowhere; a text that prints no clauses (a policy) is not searched."""
    if document.model.kind != "standard" and not document.model.clauses:
        return False
    return read_number(number) is not None and find_clause(document, number) is None


def _advice(document: Document, number: str) -> Text | None:
    known = [clause.no for clause in document.model.clauses]
    close = get_close_matches(number, known, n=3, cutoff=0.5)
    return T("是不是 {numbers}？", numbers=close) if close else None

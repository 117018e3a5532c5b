"""The clause of a standard that says who is entitled to an item.

A standard ties its cases to clauses; the clause of the cases that decide only whether somebody is entitled is the one
sought.  Without such cases it is, in a standard of one item, the first clause under the heading 服务对象 (GB/T 1.1 has no
fixed place for it; the district's standards head it so).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from zhunsheng.rule.library import Library
from zhunsheng.standard.document import Case, Clause, Expectation, Standard

_HEADING = "服务对象"


def entitling_clauses(library: Library) -> Mapping[str, str]:
    """By item the number of the clause; items whose standard ties none are left out."""
    votes: dict[str, Counter[str]] = {}
    for own in library.workspace.cases():
        for item in _decided(own.case):
            assert own.case.clause is not None
            votes.setdefault(item, Counter())[own.case.clause] += 1
    found: dict[str, str] = {}
    for item in library.ids():
        standard = library.workspace.own(item)[1].model
        headed = "" if standard is None or len(standard.services) != 1 else _under_heading(standard)
        voted = votes.get(item)
        best = voted.most_common(1)[0][0] if voted else ""
        if best or headed:
            found[item] = headed if headed and voted and headed in voted else best or headed
    return found


def _decided(case: Case) -> Iterator[str]:
    """Items that a case with a clause refuses: that is what it was written to show."""
    if case.clause is None:
        return
    for item, expected in case.expect.items():
        answer = expected.answer if isinstance(expected, Expectation) else expected
        if answer == "not eligible":
            yield item


def _under_heading(standard: Standard) -> str:
    clauses = [one for one in standard.clauses if one.kind == "clause"]
    heading = next((one for one in clauses if one.title is not None and one.title.zh == _HEADING), None)
    if heading is None:
        return ""
    below = (one.no for one in clauses if one.no.startswith(f"{heading.no}.") and _says_something(one))
    return next(below, heading.no if heading.text is not None else "")


def _says_something(clause: Clause) -> bool:
    return clause.text is not None

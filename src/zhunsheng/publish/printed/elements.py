"""The elements of a standard: which clauses are its introduction, chapters, annexes and bibliography.

Clauses stand in one flat list; a clause without a number above it begins an element, the others belong to the one
before.  Source: GB/T 1.1—2020, clause 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from zhunsheng.standard.document import Clause

SectionKind = Literal["foreword", "introduction", "chapter", "annex", "bibliography", "index"]
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*|[A-Z])(?:\.[1-9][0-9]*)*")
_NAMED: dict[str, SectionKind] = {
    "前言": "foreword", "引言": "introduction", "0": "introduction", "参考文献": "bibliography", "索引": "index",
}  # fmt: skip
_ANNEXES = {"annex_normative", "annex_informative"}
#: Clauses that are marked by a word and not by a number.
MARKED = frozenset({"note", "example", "footnote"})


@dataclass(frozen=True)
class Section:
    """An element with its clauses; the first is its heading (with its own text, if any)."""

    kind: SectionKind
    clauses: tuple[Clause, ...]

    @property
    def head(self) -> Clause:
        """The clause that the element begins with."""
        return self.clauses[0]

    @property
    def is_references(self) -> bool:
        """Whether this is the chapter of normative references."""
        return self.kind == "chapter" and self._title == "规范性引用文件"

    @property
    def is_terms(self) -> bool:
        """Whether the clauses below are entries of terms: 术语和定义, 术语、定义和缩略语 and the like."""
        return self.kind == "chapter" and self._title.startswith("术语")

    @property
    def entries(self) -> tuple[Clause, ...]:
        """Its clauses without the heading, notes and the like."""
        return tuple(clause for clause in self.clauses[1:] if clause.kind not in MARKED)

    @property
    def _title(self) -> str:
        return "" if self.head.title is None else re.sub(r"\s", "", self.head.title.zh)


def sections(clauses: Iterable[Clause]) -> list[Section]:
    """The elements in the order of the file.

    >>> found = sections([Clause(no="1", title="范围"), Clause(no="1.1"), Clause(no="A", kind="annex_normative")])
    >>> [(one.kind, len(one.clauses)) for one in found]
    [('chapter', 2), ('annex', 1)]
    """
    found: list[tuple[SectionKind, list[Clause]]] = []
    for clause in clauses:
        if found and not _begins(clause):
            found[-1][1].append(clause)
        else:
            found.append((_kind(clause), [clause]))
    return [Section(kind, tuple(members)) for kind, members in found]


def parts_of(number: str) -> tuple[str, ...]:
    """The parts of a clause number; what is no number (第五条) is one part.

    >>> parts_of("5.1.2"), parts_of("A.1"), parts_of("第五条")
    (('5', '1', '2'), ('A', '1'), ('第五条',))
    """
    return tuple(number.split(".")) if _NUMBER.fullmatch(number) else (number,)


def _begins(clause: Clause) -> bool:
    return clause.kind not in MARKED and len(parts_of(clause.no)) == 1


def _kind(clause: Clause) -> SectionKind:
    title = "" if clause.title is None else re.sub(r"\s", "", clause.title.zh)
    if clause.kind in _ANNEXES:
        return "annex"
    if clause.no in _NAMED:
        return _NAMED[clause.no]
    if re.fullmatch(r"[A-Z](\..*)?", clause.no):
        return "annex"
    return "bibliography" if title == "参考文献" else "chapter"

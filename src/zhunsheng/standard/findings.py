"""Findings: what is wrong in what a user wrote, where, and what would be right.

The core returns findings as values and raises only for its own mistakes.  A code (``ZS204``) never changes its
meaning; `CODES` names the ranges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from zhunsheng.standard.wording import Language, Text

#: Hundreds of a code -> what kind of finding it is.
CODES = {
    1: "reading: YAML, schema, files",
    2: "rule language: parsing and types",
    3: "workspace: references between files, derivation",
    4: "floor proofs",
    5: "lint: what a proof-reader would find",
    6: "standard codes and normative references",
    7: "calendar",
    8: "cases of a standard",
    9: "papers from templates, and files of others",
}


class Severity(IntEnum):
    """How much a finding matters: an error stops publication, a warning wants a reason, advice may be ignored."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: path as the user knows it, line and column from 1 (columns count characters).

    inside: what is shown in place of line and column where a file has none, such as the cell ``明细表!D17``; line and
    column are then those of the sheet and only put places in order.
    """

    path: str
    line: int = 1
    column: int = 1
    inside: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.inside}" if self.inside else f"{self.path}:{self.line}:{self.column}"

    def right(self, columns: int) -> Place:
        """The place `columns` characters further right on the same line."""
        return Place(self.path, self.line, self.column + columns)


def place_data(place: Place | None) -> dict[str, Any] | None:
    """A place as ``path``, ``line``, ``column``, and ``inside`` (the cell) where a file has no lines."""
    if place is None:
        return None
    inside = {"inside": place.inside} if place.inside else {}
    return {"path": place.path, "line": place.line, "column": place.column, **inside}


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding, with a word on why."""

    place: Place
    message: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing, at one place."""

    code: str
    place: Place
    message: Text
    help: Text | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = field(default=())

    def say(self, language: Language = "zh") -> str:
        """The finding as people read it: ``path:line:column: CODE message``, help and related places indented."""
        lines = [f"{self.place}: {self.code} {self.message.say(language)}"]
        if self.help is not None:
            lines.append(f"  {self.help.say(language)}")
        lines += [f"  {item.place}: {item.message.say(language)}" for item in self.related]
        return "\n".join(lines)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by file, line, column and code, each once."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda f: (f.place, f.code, f.message.msgid))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)

"""Where a text or a value comes from, and how sure we are: nothing that is not official may look official."""

from __future__ import annotations

from typing import Literal

from zhunsheng.standard.base import Day, Label, Model, OneOrMore, Str

#: official_facts: facts restated from an official text; reported_by_press: facts as press reported them;
#: imported: read from a file that somebody gave, not checked against any official text;
#: illustrative: written for demonstration, no claim to be in force anywhere.
ProvenanceKind = Literal["official", "official_facts", "reported_by_press", "imported", "illustrative"]
Confidence = Literal["high", "medium", "low"]
#: How well a formal rule matches the words it stands for; a placeholder is never used in a proof.
Fit = Literal["exact", "approximate", "placeholder"]


class Provenance(Model):
    """Kind, confidence and sources of a standard or of one of its parts."""

    kind: ProvenanceKind | None = None
    confidence: Confidence | None = None
    sources: OneOrMore(Str) = ()  # type: ignore[valid-type]
    note: Label | None = None
    checked_on: Day | None = None

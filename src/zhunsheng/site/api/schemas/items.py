"""Shapes of service items: rules in source and in words, guarantees with the values of the day, papers, process."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from zhunsheng.site.api.schemas.base import Day, Label, Shape, Word


class Rule(Shape):
    """A rule in the rule language and in words."""

    source: str | None = Field(description="the text of the standard; null for a rule that follows from it")
    zh: str
    en: str


class Period(Shape):
    """One value of a series."""

    starts: Day | None = Field(description="its first day, null for a value without days")
    source: str = Field(description="`ended` where the value ends")


class Value(Shape):
    """A value on the day.  in_force false: none is, and the last one never stands in."""

    in_force: bool
    zh: str
    en: str
    number: str | None = Field(description="exact, as text, where it is the same for everybody; money in yuan")
    unit: str
    since: Day | None
    series: list[Period]


class GuaranteeOut(Shape):
    """A guaranteed level."""

    id: str
    title: Label | None
    direction: str
    value: Value
    words: Label = Field(description="bound, value and spacing in a line")
    when: Rule | None
    longest_apart: str | None
    shortest_apart: str | None
    clause: str | None


class DeliverableOut(Shape):
    """Something that is delivered, to whom and how well."""

    id: str
    title: Label
    when: Rule | None
    clause: str | None
    guarantees: list[GuaranteeOut]


class ConditionOut(Shape):
    """A further condition for applying."""

    id: str
    title: Label | None
    rule: Rule
    clause: str | None


class MaterialOut(Shape):
    """A paper.  fetched: the government supplies it, so that there is nothing to bring."""

    id: str
    title: Label
    form: str
    copies: int
    source: str
    need: str
    when: Rule | None
    register_id: str | None
    register_title: Label | None
    fetched: bool
    clause: str | None


class BranchOut(Shape):
    """Where a step leads.  when: said in words; rule: in the rule language; both null where it always leads there."""

    to: str
    when: Label | None
    rule: str | None


class StepOut(Shape):
    """A step of the process."""

    id: str
    title: Label
    role: str
    role_title: Label
    within: Value | None
    next: list[BranchOut]
    basis: list[str]
    checks: list[Label]
    pauses: Label | None


class LimitOut(Shape):
    """A time limit."""

    value: Value
    clause: str | None
    basis: Label | None


class ProvenanceOut(Shape):
    """Where it comes from."""

    kind: str | None
    zh: str
    en: str


class ItemRow(Shape):
    """An item as lists show it."""

    id: str
    ref: str
    title: Label
    object: Label
    domain: str
    category: str
    lead_agency: str
    derives: list[str]
    has_process: bool
    edition: int
    standard: str


class ItemOut(Shape):
    """An item, compiled on the day.  broken: a rule cannot be compiled, so nothing is proved with it.

    conditions, materials: null where the standard says nothing, an empty list where it says none.
    """

    id: str
    ref: str
    title: Label | None
    object: Label | None
    number: str | None
    domain: str | None
    category: str | None
    lead_agency: str | None
    derives: list[str]
    ancestors: list[str]
    succeeds: list[str]
    fit: str | None
    broken: bool
    eligible: Rule | None
    conditions: list[ConditionOut] | None
    deliverables: list[DeliverableOut]
    materials: list[MaterialOut] | None
    fee: Value | None
    visits: int | None
    channels: list[str]
    phone: str | None
    complaint_phone: str | None
    promise: LimitOut | None
    statutory: LimitOut | None
    steps: list[StepOut]
    start: str | None
    legal_basis: list[Label]
    provenance: ProvenanceOut
    edition: int | None
    standard: str
    points: list[str]
    links: dict[str, str]


class PagesOut(Shape):
    """A stretch of pages: blocks, each with its type under `t`; what else a block has depends on its type."""

    blocks: list[dict[str, Any]]


class DocumentOut(Shape):
    """A document as data: blocks by type (`t`), lines as lists of runs."""

    kind: str
    language: str
    title: str
    full_title: str
    subtitle: str
    tags: list[str]
    footer: str
    day: str
    parts: list[PagesOut]


class HistoryOut(Shape):
    """An item in one edition."""

    item: ItemRow
    edition: int
    edition_number: int
    starts: Day | None
    ends: Day | None


class ItemFilter(Schema):
    """Narrows the list of items."""

    domain: Word | None = None
    category: Word | None = None
    family: Word | None = Field(None, description="workspace family; the district's without it")
    has_process: Literal["true", "false"] | None = None


class GuideQuery(Schema):
    """How a guide is set."""

    size: Literal["normal", "large"] = Field("normal", description="`large`: for older readers, fewer words")

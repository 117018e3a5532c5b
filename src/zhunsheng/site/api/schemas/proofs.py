"""Shapes of floor proofs, comparisons and floor checks."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from zhunsheng.site.api.schemas.base import Day, Given, Shape, Word

VerdictName = Literal["proved", "violated", "missing", "not_formalised", "undecided"]


class AspectOut(Shape):
    """The worst verdict of an aspect; null where the ancestor says nothing."""

    verdict: str | None
    exceeds: bool
    silent: bool


class ProofRow(Shape):
    """An item above, against what derives from it."""

    lower: str
    upper: str
    item: str
    derived: list[str]
    verdict: str
    exceeds: bool
    marks: list[str]
    aspects: dict[str, AspectOut]


class ResidentOut(Shape):
    """A resident: facts by name, as `/eligibility` takes them (money in yuan, as text), those unlike an ordinary resident, and those that nobody told."""

    words: str
    facts: dict[str, bool | int | str]
    unlike: list[str]
    unknown: list[str]


class LevelOut(Shape):
    """A value as a resident gets it."""

    value: str | None
    unit: str
    words: str


class PlaceInFile(Shape):
    """A place in a file of the tree."""

    path: str
    line: int
    column: int
    inside: str | None = None


class JudgementOut(Shape):
    """One claim, judged."""

    aspect: str
    subject: str
    verdict: str
    reason: str
    counterexample: ResidentOut | None
    ours: LevelOut | None
    theirs: LevelOut | None
    exceeds: bool
    gain: ResidentOut | None
    missing_facts: list[str]
    links: list[str]
    at: PlaceInFile | None
    above: PlaceInFile | None


class ProofOut(ProofRow):
    """The proof of an item with every claim, in the language of the request."""

    title: str
    successions: list[str]
    silent: list[str]
    judgements: list[JudgementOut]


class SectionOut(Shape):
    """One level against another: how many items got each verdict."""

    lower: str
    upper: str
    items: int
    verdicts: dict[str, int]
    exceeds: int
    nobody_here: int = Field(description="hold only because the ancestor entitles nobody here")


class FloorOut(Shape):
    """All proofs of the district in numbers.  period: first day of the stretch of days for which they hold."""

    workspace: str
    period: Day
    holds: bool
    sections: list[SectionOut]


class ProofFilter(Schema):
    """Narrows the list of proofs."""

    upper: Word | None = Field(None, description="workspace above, such as `cn/2023`")
    lower: Word | None = None
    verdict: VerdictName | None = None
    item: Word | None = Field(None, description="id of the item above")


class CellQuery(Schema):
    """One cell of the floor board."""

    upper: Word
    item: Word
    lower: Word | None = Field(None, description="the district without it; another level for a link of the chain")


class CompareQuery(Schema):
    """Two items, each as `workspace#item`."""

    left: Annotated[str, Field(min_length=3, max_length=200, pattern="^[^#]+#[^#]+$")]
    right: Annotated[str, Field(min_length=3, max_length=200, pattern="^[^#]+#[^#]+$")]


class CompareWorkspacesQuery(Schema):
    """Two workspaces, as a rule two editions of one."""

    old: Word
    new: Word


class ObjectOut(Shape):
    """How the object of the right stands to that of the left, with somebody who gains and somebody who loses."""

    relation: str
    text_changed: bool
    gains: ResidentOut | None
    loses: ResidentOut | None


class SideOut(Shape):
    """One side of a comparison."""

    ref: str
    title: str


class ShownOut(Shape):
    """A value before or after; a rule or a text has words alone."""

    value: str | None
    unit: str | None
    words: str


class ChangeOut(Shape):
    """One field that differs."""

    field: str
    effect: str
    text: str
    old: ShownOut | None
    new: ShownOut | None
    ahead: list[Day]
    resident: ResidentOut | None


class ItemDiffOut(Shape):
    """One item on both sides."""

    item: str
    kind: str
    same: bool
    old: SideOut | None
    new: SideOut | None
    object: ObjectOut | None
    changes: list[ChangeOut]


class DiffOut(Shape):
    """Two workspaces, item by item."""

    old: str
    new: str
    counts: dict[str, int]
    items: list[ItemDiffOut]


class FloorCheckIn(Given):
    """A standard to be checked as if it stood in the district's workspace."""

    text: Annotated[str, Field(min_length=1, max_length=400_000)] = Field(..., description="the standard, YAML")
    file: Annotated[str, Field(max_length=200, pattern=r"^standards/([\w-][\w.-]*/)*[\w-][\w.-]*\.yaml$")] | None = (
        Field(
            None, description="the file of the district that it takes the place of, `standards/…`; a new one without it"
        )
    )
    against: Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=20)] = Field(
        [], description="only these workspaces above, or earlier editions of them"
    )
    lint: bool = Field(True, description="also read it as a proof-reader would")


class RelatedOut(Shape):
    """Another place that explains a finding."""

    place: PlaceInFile | None
    message: str


class FindingOut(Shape):
    """Something that is wrong or worth knowing, at its line and column."""

    code: str
    severity: Literal["error", "warning", "advice"]
    place: PlaceInFile | None
    message: str
    help: str | None
    related: list[RelatedOut]


class CheckedProof(Shape):
    """The proof of an item in a check."""

    item: str
    title: str
    derived: list[str]
    verdict: str
    marks: list[str]
    successions: list[str]
    silent: list[str]
    judgements: list[JudgementOut]


class CheckedSection(Shape):
    """What was checked against one level above."""

    lower: str
    upper: str
    title: str
    counts: dict[str, int]
    items: list[CheckedProof]


class FloorCheckOut(Shape):
    """readable false: the file cannot be used, the findings say why.

    holds: something was proved, every claim was, and the file has no error.
    """

    readable: bool
    holds: bool
    findings: list[FindingOut]
    sections: list[CheckedSection]
